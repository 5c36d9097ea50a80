import json
from pathlib import Path
from typing import Any

import eval_gate
import pytest
from gating.history import find_changes
from gating.suites import Scores, Suite, find_figures, read_suite
from scoring.extraction import find_document, tally_citations, tally_header, tally_sections, tally_slogans, tally_traps
from scoring.likeness import fold, fold_title, score_coverage, score_dice
from scoring.links import score_links
from scoring.tally import Tally, tally_keys
from scoring.targets import tally_targets
from scoring.treatments import score_macro, score_treatments

Json = dict[str, Any]


def counts(tally: Tally) -> tuple[int, int, int]:
    return len(tally.hits), len(tally.missed), len(tally.wrong)


@pytest.mark.parametrize(
    ("tally", "figures"),
    [
        pytest.param(Tally(("a",), ("b",), ("c",)), (0.5, 0.5, 0.5), id="one of each"),
        pytest.param(Tally(("a", "b"), (), ("c", "d")), (0.5, 1.0, 0.6667), id="too much said"),
        pytest.param(Tally(), (1.0, 1.0, 1.0), id="nothing owed, nothing said"),
        pytest.param(Tally(missed=("a",)), (0.0, 0.0, 0.0), id="nothing said"),
        pytest.param(Tally(wrong=("a",)), (0.0, 0.0, 0.0), id="nothing owed"),
    ],
)
def test_figures_follow_from_the_items(tally: Tally, figures: tuple[float, float, float]) -> None:
    assert (tally.precision, tally.recall, tally.f1) == figures


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("１２ 号", "12号", id="widths and spaces"),
        pytest.param("“雪亮工程”", "雪亮工程", id="quotation marks"),
        pytest.param("**一、总体要求**", "一、总体要求", id="a converter's marks"),
        pytest.param(None, "", id="nothing is empty"),
    ],
)
def test_texts_that_differ_in_nothing_heard_fold_alike(left: str | None, right: str) -> None:
    assert fold(left) == fold(right)


def test_title_folds_without_brackets_and_separators() -> None:
    assert fold_title("《甲省、乙省 关于河道的意见》") == "甲省乙省关于河道的意见"


def test_coverage_has_a_direction_and_dice_has_none() -> None:
    assert score_coverage("清淤河道", "定期清淤河道沟渠") == 1.0
    assert score_coverage("定期清淤河道沟渠", "清淤河道") < 0.5
    assert score_dice("清淤河道", "清淤沟渠") == score_dice("清淤沟渠", "清淤河道")


@pytest.mark.parametrize(
    ("owed", "said", "optional", "expected"),
    [
        pytest.param("aab", "ab", "", (2, 1, 0), id="a key is owed as often as it stands"),
        pytest.param("ab", "abc", "c", (2, 0, 0), id="an optional key is not wrong"),
        pytest.param("ab", "ab", "c", (2, 0, 0), id="an optional key is not owed"),
        pytest.param("a", "aa", "a", (1, 0, 0), id="a key that is owed and optional is let pass twice"),
    ],
)
def test_keys_are_compared_as_often_as_they_stand(
    owed: str, said: str, optional: str, expected: tuple[int, int, int]
) -> None:
    assert counts(tally_keys(owed, said, optional=list(optional))) == expected


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        pytest.param(
            {"title": "《甲意见》", "date": None}, {"title": "甲意见", "date": None}, (1, 0, 0), id="brackets"
        ),
        pytest.param(
            {"title": "甲", "number": None}, {"title": "甲", "number": "国发〔2031〕1号"}, (1, 1, 0), id="made up"
        ),
        pytest.param({"title": "甲", "number": "国发〔2031〕1号"}, {"title": "甲"}, (1, 1, 0), id="left out"),
        pytest.param({"region": "某县"}, {"region": "别县"}, (0, 0, 0), id="a region is not scored"),
    ],
)
def test_header_field_is_right_or_missed(gold: Json, said: Json, expected: tuple[int, int, int]) -> None:
    assert counts(tally_header(gold, said)) == expected


def test_section_of_another_level_is_missed_and_wrong() -> None:
    gold = [{"marker": "一、", "heading": "总体要求", "level": 1}, {"marker": "（一）", "heading": "思路", "level": 2}]
    said = [gold[0], {**gold[1], "level": 1}]
    assert counts(tally_sections(gold, said)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"title": "甲意见", "number": None}, (1, 0, 0), id="by its title"),
        pytest.param({"title": "意见", "resolves_to": "甲意见"}, (1, 0, 0), id="a short form by what it stands for"),
        pytest.param({"title": "甲意见", "self": True}, (1, 0, 0), id="self is not believed of another's title"),
        pytest.param({"title": "本方案", "self": True}, (0, 1, 0), id="self is believed of the own title"),
        pytest.param({"title": "乙意见"}, (0, 1, 1), id="another document"),
        pytest.param({"title": "疑意见"}, (0, 1, 0), id="a doubtful one is let pass"),
    ],
)
def test_citation_is_compared_by_what_it_means(said: Json, expected: tuple[int, int, int]) -> None:
    gold = [{"title": "甲意见"}, {"title": "本方案", "self": True}, {"title": "疑意见", "doubtful": True}]
    assert counts(tally_citations(gold, [said])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("三河联治", (1, 1, 0), id="itself"),
        pytest.param("“三河联治”机制", (1, 1, 0), id="with a little around it"),
        pytest.param("三河", (1, 1, 0), id="half of it"),
        pytest.param("三", (0, 2, 1), id="less than half"),
        pytest.param("水清岸绿", (0, 2, 0), id="a borderline one is let pass"),
        pytest.param("河长巡河日志", (0, 2, 1), id="none"),
        pytest.param("四水共管", (1, 1, 0), id="another form"),
    ],
)
def test_slogan_is_found_in_its_forms(text: str, expected: tuple[int, int, int]) -> None:
    sure = [{"text": "三河联治"}, {"text": "四水同管", "alt": ["四水共管"]}]
    gold = {"slogans": [*sure, {"text": "水清岸绿", "sure": False}]}
    assert counts(tally_slogans(gold, [{"text": text}])) == expected


def test_trap_is_taken_with_little_around_it() -> None:
    said = [{"text": "“河长”们"}, {"text": "巡河日志一本一本"}]
    assert tally_traps({"not_slogans": ["河长", "日志"]}, said) == Tally(("日志",), ("河长",))


TARGET = {"quote": "每千户河道保洁员不少于2名", "type": "quantity", "value": 2, "status": "target", "deadline": "2035"}
SAID = {
    "text": "每千户河道保洁员不少于2名",
    "kind": "quantity",
    "value": 2,
    "status": "target",
    "deadline": {"by": "2035-12"},
}


@pytest.mark.parametrize(
    ("said", "found", "right"),
    [
        pytest.param([SAID], (1, 0, 0), (1, 0, 0), id="the same"),
        pytest.param([{**SAID, "value": 3}], (1, 0, 0), (0, 1, 1), id="another value"),
        pytest.param([{**SAID, "deadline": None}], (1, 0, 0), (0, 1, 1), id="without its deadline"),
        pytest.param([{**SAID, "value": 3}, SAID], (1, 0, 1), (1, 0, 1), id="the better of two"),
        pytest.param([{**SAID, "text": "建成水质监测站"}], (0, 1, 1), (0, 1, 1), id="another clause"),
        pytest.param([{**SAID, "text": SAID["text"] * 9}], (0, 1, 1), (0, 1, 1), id="a text much too long"),
    ],
)
def test_target_is_found_and_right(said: list[Json], found: tuple[int, ...], right: tuple[int, ...]) -> None:
    assert counts(tally_targets([TARGET], said, values=False)) == found
    assert counts(tally_targets([TARGET], said, values=True)) == right


def test_doubtful_target_is_neither_owed_nor_wrong() -> None:
    doubtful = {**TARGET, "doubtful": True}
    assert counts(tally_targets([doubtful], [SAID], values=True)) == (0, 0, 0)
    assert counts(tally_targets([doubtful], [], values=True)) == (0, 0, 0)


def test_document_is_found_by_the_attachment_or_not_at_all() -> None:
    said = [
        {"header": {"title": "乙镇河道清淤方案"}},
        {"header": {"title": "通知", "attachment_title": "甲镇河道清淤方案"}},
    ]
    assert find_document({"header": {"title": "甲镇河道清淤方案"}}, said) is said[1]
    assert find_document({"header": {"title": "森林防火办法"}}, said)["header"] == {}


UNITS = [
    {"id": "c1", "text": "各级要建立三河联治机制。"},
    {"id": "c2", "text": "每千户配备保洁员2名。"},
    {"id": "c3", "text": "开展水质监测并向社会公布。"},
]
ROWS: list[Json] = [
    {
        "id": "c1",
        "status": "adapted",
        "quote": "建立五河联治机制",
        "slogan_change": {"from": "三河联治", "to": "五河联治"},
    },
    {"id": "c2", "status": "verbatim", "quote": "每千户配备保洁员2名"},
    {"id": "c3", "status": "absent", "quote": None},
]
CHANGE = {"kind": "slogan", "from": {"text": "三河联治机制"}, "to": {"text": "五河联治"}}


def trace(*treatments: Json) -> Json:
    return {
        "documents": [{"id": "t", "held": True, "title": "甲镇方案"}],
        "clauses": UNITS,
        "treatments": [{"document": "t", "spans": [], "changes": [], **treatment} for treatment in treatments],
    }


def test_treatments_are_compared_unit_by_unit() -> None:
    said = trace(
        {"clause": "c1", "status": "adapted", "spans": [{"text": "全镇建立五河联治机制"}], "changes": [CHANGE]},
        {"clause": "c2", "status": "absent"},
        {"clause": "c3", "status": "absent"},
    )
    tallies = score_treatments(UNITS, ROWS, said, "甲镇")
    assert {name: counts(tally) for name, tally in tallies.items()} == {
        "adapted": (1, 0, 0),
        "verbatim": (0, 1, 0),
        "absent": (1, 0, 1),
        "present": (1, 1, 0),
        "span_hit": (1, 1, 0),
        "changes": (1, 0, 0),
    }
    assert score_macro(tallies) == pytest.approx((1 + 0 + 2 / 3) / 3, abs=1e-4)


def test_clause_that_the_trace_lacks_is_missed() -> None:
    tallies = score_treatments(UNITS, ROWS, trace() | {"clauses": UNITS[1:]}, "甲镇")
    assert sum(map(len, (t.hits for t in tallies.values()))) == 0


def test_unsure_row_is_passed_over() -> None:
    rows = [{**row, "sure": False} for row in ROWS]
    assert score_treatments(UNITS, rows, trace(), "甲镇") == {}


def test_title_part_must_fit_one_held_document() -> None:
    with pytest.raises(LookupError, match="乙镇"):
        score_treatments(UNITS, ROWS, trace(), "乙镇")


UPPER, LOWER = {"id": "u", "title": None, "number": "国发〔2031〕5号"}, {"id": "l", "title": "甲镇方案", "number": None}
LINK = {"from": {"title": "《甲镇方案》"}, "to": {"number": "国发〔2031〕5号"}, "relation": "implements"}


@pytest.mark.parametrize(
    ("edges", "links", "relations"),
    [
        pytest.param([("l", "u", "implements")], (1, 0, 0), (1, 0, 0), id="edge and relation"),
        pytest.param([("l", "u", "cites")], (1, 0, 0), (0, 1, 0), id="another relation"),
        pytest.param([("u", "l", "implements")], (0, 1, 0), (0, 1, 0), id="the wrong way round"),
    ],
)
def test_link_is_found_by_its_ends(
    edges: list[tuple[str, str, str]], links: tuple[int, ...], relations: tuple[int, ...]
) -> None:
    said = {
        "documents": [UPPER, LOWER],
        "edges": [dict(zip(("from", "to", "relation"), e, strict=True)) for e in edges],
    }
    tallies = score_links([LINK, {**LINK, "explicit": False}, {**LINK, "to": {"title": "未收意见"}}], said)
    assert (counts(tallies["links"]), counts(tallies["relations"])) == (links, relations)


def scores(hits: str = "", missed: str = "", wrong: str = "") -> Scores:
    return Scores({}, tuple(hits), tuple(missed), tuple(wrong))


@pytest.mark.parametrize(
    ("earlier", "now", "changes"),
    [
        pytest.param(scores(missed="a"), scores(hits="a"), ["gained  a"], id="gained"),
        pytest.param(scores(hits="a"), scores(missed="a"), ["lost    a"], id="lost"),
        pytest.param(scores(hits="a", wrong="b"), scores(hits="a", wrong="c"), ["wrong   c", "mended  b"], id="wrong"),
        pytest.param(scores(hits="aa"), scores(hits="a", missed="a"), ["lost    a"], id="one of two"),
        pytest.param(scores(), scores(hits="a"), [], id="an item that was not owed before is no gain"),
    ],
)
def test_changes_are_told_item_by_item(earlier: Scores, now: Scores, changes: list[str]) -> None:
    assert list(find_changes(earlier, now)) == changes


def test_figures_take_the_share_or_the_f1_and_the_mean_of_statuses() -> None:
    tally = Tally(("a",), ("b",), ("c", "d", "e"))
    figures = dict(find_figures({"targets": tally, "header": tally, "x.adapted": Tally(("a",))}))
    assert figures == {"targets": 0.3333, "header": 0.5, "x.adapted": 1.0, "x.macro_f1": 1.0}


def test_suite_names_paths_from_where_its_file_stands(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text('name = "s"\ndocuments = "."\ngold = "gold"\n[floors]\nheader = 0.9\n')
    suite = read_suite(tmp_path / "floors.toml")
    assert (suite.documents, suite.gold, suite.floors) == (tmp_path, tmp_path / "gold", {"header": 0.9})
    assert not suite.is_here()


@pytest.mark.parametrize(
    ("figures", "failures"),
    [
        pytest.param({"header": 0.9}, 0, id="a figure at its floor holds"),
        pytest.param({"header": 0.8999}, 1, id="a figure below it fails"),
        pytest.param({}, 1, id="a floor without a figure fails"),
    ],
)
def test_floor_fails_the_gate(figures: dict[str, float], failures: int) -> None:
    suite = Suite(name="s", documents=Path(), gold=Path(), floors={"header": 0.9})
    assert len(eval_gate.find_failures(suite, Scores(figures, (), (), ()))) == failures


def test_gate_scores_what_a_program_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = {"title": "甲镇河道清淤方案", "level": "township"}
    gold = {"header": header, "citations": [], "targets": [], "slogans": [], "principles": [], "sections": []}
    said = gold | {"header": header | {"level": "county"}}
    program = tmp_path / "policytext"
    for folder in (program, tmp_path / "gold", tmp_path / "documents"):
        folder.mkdir()
    (program / "__init__.py").touch()
    (program / "__main__.py").write_text(f"print({json.dumps(said)!r})", encoding="utf-8")
    (tmp_path / "gold" / "plan.json").write_text(json.dumps(gold), encoding="utf-8")
    suite = Suite(name="s", documents=tmp_path / "documents", gold=tmp_path / "gold", floors={"header": 0.6})
    scores_of_it = eval_gate.score_suite(suite, tmp_path, tmp_path)
    assert scores_of_it.missed == ("header: plan: level",)
    assert eval_gate.find_failures(suite, scores_of_it) == ["s: header is 0.5, floor 0.6"]
    assert "← BELOW" in eval_gate.render_figures(suite, scores_of_it)
