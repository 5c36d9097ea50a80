(function () {
  "use strict";
  var controls = document.getElementById("controls");
  if (!controls) { return; }
  var list = document.getElementById("pairs"), choice = document.getElementById("document");
  var find = document.getElementById("find"), shown = document.getElementById("shown"), nothing = document.getElementById("nothing");
  var clauses = Array.prototype.map.call(list.querySelectorAll(".clause"), function (clause) {
    return { element: clause, text: clause.querySelector(".whole").textContent, pairs: Array.prototype.slice.call(clause.querySelectorAll(".pair")) };
  });
  function filter() {
    var one = choice.value, word = find.value.trim(), count = 0;
    var statuses = Array.prototype.map.call(controls.querySelectorAll("[name=status]:checked"), function (box) { return box.value; });
    var changed = document.getElementById("only-changed").checked, plain = document.getElementById("no-formula").checked;
    list.classList.toggle("one", one !== "");
    clauses.forEach(function (clause) {
      var visible = 0;
      clause.pairs.forEach(function (pair) {
        var fits = (one === "" || pair.dataset.document === one) && statuses.indexOf(pair.dataset.status) >= 0 &&
          (!changed || "changed" in pair.dataset) && (!plain || !("formulaic" in pair.dataset)) &&
          (word === "" || clause.text.indexOf(word) >= 0 || pair.querySelector(".new").textContent.indexOf(word) >= 0);
        pair.hidden = !fits;
        visible += fits ? 1 : 0;
      });
      clause.element.hidden = visible === 0;
      count += visible ? 1 : 0;
    });
    shown.textContent = count + " / " + clauses.length + " 条";
    nothing.hidden = count > 0;
  }
  function showAll() {
    choice.value = "";
    find.value = "";
    Array.prototype.forEach.call(controls.querySelectorAll("[type=checkbox]"), function (box) { box.checked = box.name === "status"; });
    filter();
  }
  controls.addEventListener("input", filter);
  controls.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href^='#clause-']") : null;
    if (!link) { return; }
    showAll();
    if (link.dataset.show !== undefined) { choice.value = link.dataset.show; filter(); }
  });
  if (choice.options.length > 1) { choice.value = list.dataset.first; }
  filter();
}());
