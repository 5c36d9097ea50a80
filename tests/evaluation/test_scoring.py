"""Scores are those of counts made by hand; intervals hold what they should; published gold gives no sentence away."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.evaluation.gold import GoldDocument, GoldItem, digest, find_years, read_gold
from policytext.evaluation.intervals import score_counts
from policytext.evaluation.scoring import score_documents
from policytext.spans import Span

GOLD = Path(__file__).parent.parent.parent / "corpora" / "gold" / "findings.jsonl"
COUNTS = st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=15)


def item(kind: str, start: int, end: int, /, *, sure: bool = True, **fields: Any) -> GoldItem:
    return GoldItem(kind=kind, span=Span(start, end), sure=sure, fields=fields)


def document(*items: GoldItem, **fields: Any) -> GoldDocument:
    return GoldDocument(sha256="a", part=0, path="a.txt", items=items, **fields)


def score(want: GoldDocument, told: GoldDocument) -> dict[str, tuple[int, int, float | None]]:
    return {s.measure: (s.gold, s.found, s.f1) for s in score_documents([want], [told])}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({"value": 30, "kind": "quantity"}, (1, 1, 1.0), id="as annotated"),
        pytest.param({"value": 30, "kind": "coverage"}, (1, 1, 1.0), id="the alternative kind"),
        pytest.param({"value": 40, "kind": "quantity"}, (1, 1, 0.0), id="another value"),
        pytest.param({"value": 30, "kind": "deadline"}, (1, 1, 0.0), id="a kind that is no alternative"),
        pytest.param({"value": 30, "kind": "quantity", "deadline": []}, (1, 1, 0.0), id="its year left out"),
    ],
)
def test_values_of_targets_are_asked_of_what_fits(told: dict[str, Any], expected: tuple[int, int, float]) -> None:
    alt = {"kind": ["coverage"]}
    want = document(item("targets", 0, 10, value=30, kind="quantity", status="target", deadline=["2035"], alt=alt))
    found = document(item("targets", 0, 10, **{"status": "target", "deadline": ["2035"], **told}))
    assert score(want, found)["target values"] == expected
    assert score(want, found)["targets"] == (1, 1, 1.0)


def test_targets_that_share_a_stretch_are_told_apart_by_value() -> None:
    same = {"kind": "quantity", "status": "target"}
    want = document(*(item("targets", 0, 20, value=v, **same) for v in (1, 2)))
    found = document(*(item("targets", 0, 20, value=v, **same) for v in (2, 1)))
    assert score(want, found)["target values"] == (2, 2, 1.0)


def test_a_slogan_counts_once_however_often_it_stands() -> None:
    want = document(*(item("slogans", n, n + 4, form="x") for n in (0, 50, 90)), item("slogans", 20, 24, form="y"))
    found = document(item("slogans", 50, 54, form="x"), item("slogans", 90, 94, form="x"))
    assert score(want, found)["slogans"] == (2, 1, 0.6667)


@pytest.mark.parametrize(
    ("span", "share"),
    [
        pytest.param((0, 4), 0.0, id="the trap itself"),
        pytest.param((0, 6), 0.0, id="with two characters more"),
        pytest.param((0, 9), 1.0, id="with many more: another matter"),
        pytest.param((20, 24), 1.0, id="elsewhere"),
    ],
)
def test_a_trap_is_taken_where_little_stands_around_it(span: tuple[int, int], share: float) -> None:
    want = document(item("slogans", 0, 4, trap=True, form="x"))
    assert score(want, document(item("slogans", *span, form="z")))["slogan traps let alone"][2] == share


def test_a_citation_of_the_document_itself_is_no_matter_of_measure() -> None:
    own = {"self": True, "means": digest("青禾县书屋方案"), "number": None}
    want = document(item("citations", 0, 9, **own), item("citations", 20, 29, means=digest("甲意见"), number=None))
    found = document(item("citations", 40, 49, **own), item("citations", 20, 29, means=digest("乙意见"), number=None))
    assert score(want, found)["citations"] == (1, 1, 1.0)
    assert score(want, found)["citation meanings"] == (1, 1, 0.0)


def test_a_header_element_may_be_right_in_several_ways() -> None:
    want = document(header={"kind": ["意见", "指导意见"], "date": "2034-05-06", "number": None})
    printed = document(header={"kind": "指导意见", "date": "2034-05-07", "number": None})
    assert score(want, printed)["header"] == (2, 2, 0.5)


def test_kinds_that_nobody_annotated_are_not_scored() -> None:
    assert set(score(document(kinds=("slogans",)), document(item("targets", 0, 5)))) == {"slogans"}


def test_a_scope_holds_for_its_kinds_only() -> None:
    want = document(scope=(Span(0, 10),), scoped=("slogans",))
    scores = score(want, document(item("slogans", 20, 24), item("principles", 20, 24)))
    assert (scores["slogans"][1], scores["principles"][1]) == (0, 1)


def test_a_document_that_the_program_does_not_see_is_missed() -> None:
    want = GoldDocument(sha256="a", part=1, path="a.txt", items=(item("slogans", 0, 4, form="x"),))
    assert score(want, document())["slogans"] == (1, 0, 0.0)


@given(COUNTS)
def test_an_interval_lies_between_nothing_and_all(rows: list[tuple[int, int, int]]) -> None:
    told = score_counts("slogans", rows)
    for low, high in ((told.precision_low, told.precision_high), (told.recall_low, told.recall_high)):
        assert low is None or 0 <= low <= (high or 0) <= 1
    assert told == score_counts("slogans", rows)


def test_an_interval_of_what_is_all_right_is_a_point() -> None:
    told = score_counts("header", [(3, 0, 0)])
    assert (told.low, told.f1, told.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("written", "figures"),
    [("2035", ("2035",)), ("2035-06-30", ("2035", "30", "6")), ([5.0, 10.0], ("10", "5")), (None, ())],
    ids=["a year", "a day", "a span of years", "none"],
)
def test_deadlines_are_compared_by_their_figures(written: object, figures: tuple[str, ...]) -> None:
    assert find_years(written) == figures


def test_published_gold_reads_and_holds_no_sentence() -> None:
    documents = list(read_gold(GOLD))
    assert len(documents) == 28
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        texts = [value for told in row["items"] for value in told.values() if isinstance(value, str)]
        assert max(map(len, texts)) <= 40
        assert not any(mark in text for text in texts for mark in "。；，")
