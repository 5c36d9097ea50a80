"""What a reader would quote of an edit: items and phrases alone, a constituent with another word in both its forms."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.edits import find_edits
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import find_seams
from policytext.tracing.stretches import Measure, grow_edits
from policytext.tracing.values import Treatment

Tell = Callable[..., Treatment]


def measure(text: str) -> Measure:
    script = Script(fold_letters(text), text)
    parts = (Part(0, len(script.letters)),)
    return Measure(script, parts, find_seams(script, parts), script.letters.text)


def grow(old: str, new: str) -> list[tuple[str, str, str]]:
    upper, lower = measure(old), measure(new)
    edits = find_edits((upper.script, upper.parts), (lower.script, lower.parts))
    return [(s.form.value, upper.script.of(s.old), lower.script.of(s.new)) for s in grow_edits(edits, upper, lower)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "维护老人和孩子利益",
            "维护老人利益",
            [("inside", "维护老人和孩子利益", "维护老人利益")],
            id="half of a name behind 和 changes the name",
        ),
        pytest.param(
            "开放食堂、书屋、茶室等场所",
            "开放食堂、茶室等场所",
            [("item", "书屋", "")],
            id="an item of a list stands alone",
        ),
        pytest.param(
            "把助餐作为养老服务的内容纳入规划",
            "把助餐纳入规划",
            [("phrase", "作为养老服务的内容", "")],
            id="a phrase stands alone",
        ),
        pytest.param(
            "完善饭堂管理体制",
            "完善饭堂管理体制机制",
            [("inside", "完善饭堂管理体制", "完善饭堂管理体制机制")],
            id="an insertion is told by whole words: 体制⟦机制⟧, not 体⟦制机⟧制",
        ),
        pytest.param(
            "由乡镇民政办公室按旬审核",
            "由县级民政办公室按旬审核",
            [("body", "乡镇民政办公室", "县级民政办公室")],
            id="a body is told by its whole name",
        ),
        pytest.param(
            "完善政府购买饭菜",
            "加大政府购买饭菜",
            [("swap", "完善政府购买饭菜", "加大政府购买饭菜")],
            id="a verb before a body makes no body of another",
        ),
        pytest.param("送饭上门", "送饭上门", [], id="the same words"),
    ],
)
def test_edit_grows_to_what_a_reader_would_quote(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert grow(old, new) == expected


@given(st.text("饭菜老人和、的等由送", max_size=24), st.text("饭菜老人和、的等由送", max_size=24))
def test_stretches_hold_their_edits_and_go_forward(old: str, new: str) -> None:
    upper, lower = measure(f"甲{old}"), measure(f"甲{new}")
    edits = find_edits((upper.script, upper.parts), (lower.script, lower.parts))
    stretches = list(grow_edits(edits, upper, lower))
    for stretch in stretches:
        assert stretch.old.start <= stretch.edit.old.start <= stretch.edit.old.end <= stretch.old.end
        assert stretch.new.start <= stretch.edit.new.start <= stretch.edit.new.end <= stretch.new.end
    for before, after in pairwise(stretches):
        assert before.old.end <= after.old.start
        assert before.new.end <= after.new.start


@given(st.text("饭菜老人和、的等由送", max_size=24), st.text("饭菜老人和、的等由送", max_size=24))
def test_letters_outside_the_edits_are_the_same(old: str, new: str) -> None:
    upper, lower = measure(f"甲{old}"), measure(f"甲{new}")
    stretches = list(grow_edits(find_edits((upper.script, upper.parts), (lower.script, lower.parts)), upper, lower))

    def rest(side: Measure, taken: list[Part]) -> str:
        inside = {i for part in taken for i in range(part.start, part.end)}
        return "".join(c for i, c in enumerate(side.script.letters.text) if i not in inside)

    assert rest(upper, [s.edit.old for s in stretches]) == rest(lower, [s.edit.new for s in stretches])


def test_rewritten_part_is_told_whole(tell: Tell) -> None:
    clause = "组织返乡厨师每月到村口饭堂开设药膳课堂，课后登记学员名册。"
    passage = "请城里营养医生逢集在祠堂里开设忌口课堂，课后登记学员名册。"
    (change,) = [c for c in tell(clause, passage).changes if c.old and c.new]
    assert (change.rule, change.new and change.new.text) == ("part.replaced", "请城里营养医生逢集在祠堂里开设忌口课堂")


def test_each_change_names_its_rule(tell: Tell) -> None:
    clause = "各村饭堂应当面向独居老人、残疾老人、低保老人开放，就餐面积不低于40平方米。"
    passage = "各村饭堂面向独居老人、低保老人开放，就餐面积不低于60平方米。"
    rules = {c.rule for c in tell(clause, passage).changes}
    assert rules == {"quantity.value", "item.dropped", "strength.dropped"}
