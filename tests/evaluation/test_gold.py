"""Gold survives cleaning, coders can make it, and scores against it are those worked out by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

import policytext as pt
from policytext.errors import InvalidGold
from policytext.evaluation.coding import make_coded_gold, score_agreement
from policytext.evaluation.gold import GoldDocument, GoldItem, make_gold, read_gold, write_gold
from policytext.evaluation.scoring import score_findings
from policytext.evaluation.sheets import read_sheet, write_sheet
from policytext.findings import Annotated
from policytext.spans import Span

TEXT = """青禾县农家书屋提升方案
一、工作目标
到2034年底前，
- 1 -
每个村书屋面积不低于40平方米，书屋覆盖率达到95%以上。
二、重点任务
根据《中华人民共和国公共图书馆法》，建设“书香青禾”工程，完善三社联动机制。
"""


@pytest.fixture
def found() -> Annotated:
    return pt.annotate(pt.parse(TEXT))


def test_gold_stands_in_the_file_as_it_came(found: Annotated) -> None:
    places = {i.span.of(TEXT) for i in make_gold(found).items if i.kind == "targets"}
    assert "到2034年底前，\n- 1 -\n每个村书屋面积不低于40平方米" in places


def test_gold_holds_no_sentence(found: Annotated, tmp_path: Path) -> None:
    write_gold([make_gold(found)], tmp_path / "gold.jsonl")
    written = (tmp_path / "gold.jsonl").read_text(encoding="utf-8")
    assert "书屋覆盖率" not in written
    assert "书香青禾" not in written


def test_gold_reads_back(found: Annotated, tmp_path: Path) -> None:
    gold = replace(make_gold(found), scope=(Span(0, 40),))
    write_gold([gold], tmp_path / "gold.jsonl")
    assert list(read_gold(tmp_path / "gold.jsonl")) == [gold]


@pytest.mark.parametrize(
    "line",
    ["{", '{"schema": 2}', '{"schema": 1, "sha256": "a", "part": 0, "path": "a", "items": [{"of": "verbs"}]}'],
    ids=["no JSON", "another schema", "another kind"],
)
def test_a_bad_line_of_gold_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(InvalidGold, match=r"gold\.jsonl, line 2: expected gold of schema 1"):
        list(read_gold(path))


def items(*spans: tuple[int, int], kind: str = "slogans", sure: bool = True) -> list[GoldItem]:
    return [GoldItem(kind=kind, span=Span(*span), sure=sure) for span in spans]


def scored(found: Annotated, gold: GoldDocument, measure: str) -> tuple[int, int, float | None]:
    """Return gold, found and F1 of a measure."""
    (score,) = (s for s in score_findings([gold], [found]) if s.measure == measure)
    return score.gold, score.found, score.f1


def test_the_programs_own_findings_score_one(found: Annotated) -> None:
    scores = score_findings([make_gold(found)], [found])
    assert {s.measure for s in scores} >= {"header", "sections", "citations", "targets", "target values", "slogans"}
    assert all(s.f1 in (None, 1.0) for s in scores)


def slogans(found: Annotated) -> list[GoldItem]:
    return [i for i in make_gold(found).items if i.kind == "slogans"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(lambda own: own, (2, 2, 1.0), id="all found"),
        pytest.param(lambda own: own[:1], (1, 2, 0.6667), id="one found that is none"),
        pytest.param(lambda own: [*own, *items((0, 6))], (3, 2, 0.8), id="one missed"),
        pytest.param(
            lambda own: [own[0], replace(own[1], sure=False)], (1, 1, 1.0), id="unsure: neither owed nor wrong"
        ),
        pytest.param(
            lambda own: [own[0], *items((own[1].span.start, own[1].span.end + 9))], (2, 2, 0.5), id="too long"
        ),
    ],
)
def test_scores_are_those_of_their_counts(found: Annotated, change, expected) -> None:
    own = slogans(found)
    assert len(own) == 2
    gold = replace(make_gold(found), items=tuple(change(own)))
    assert scored(found, gold, "slogans") == expected


def test_what_was_not_annotated_is_not_wrong(found: Annotated) -> None:
    first = slogans(found)[0]
    gold = replace(make_gold(found), items=(first,), scope=(first.span,))
    assert scored(found, gold, "slogans") == (1, 1, 1.0)


def test_documents_without_gold_are_passed_over(found: Annotated) -> None:
    assert not score_findings([replace(make_gold(found), sha256="0")], [found])


@pytest.fixture
def sheet(found: Annotated, tmp_path: Path) -> Path:
    """Return a sheet that two coders have filled in: they differ on the first finding, and the last is none."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    path = tmp_path / "sheet.xlsx"
    write_sheet([found], path)
    book = openpyxl.load_workbook(path)
    rows = book.worksheets[0]
    last = next(i for i in range(2, 400) if not rows.cell(i, 1).value) - 1
    for i in range(2, last + 1):
        rows.cell(i, 9).value = rows.cell(i, 10).value = "是"
    rows.cell(2, 10).value = "否"
    rows.cell(last, 9).value = rows.cell(last, 10).value = "no"
    for column, cell in ((2, found.document.id), (5, "slogans"), (6, "重点任务"), (9, "是")):
        rows.cell(last + 1, column).value = cell
    book.save(path)
    return path


def test_a_sheet_has_a_row_for_each_finding(found: Annotated, sheet: Path) -> None:
    rows = read_sheet(sheet)
    findings = [*found.citations, *found.principles, *found.targets, *found.slogans]
    assert [row.text for row in rows] == [f.span.of(found.document.text.characters) for f in findings] + ["重点任务"]


def test_agreement_is_told_by_kind(sheet: Path) -> None:
    agreement = {a.kind: a for a in score_agreement(read_sheet(sheet))}
    assert agreement["slogans"].share == 1.0
    assert agreement["slogans"].kappa == 1.0
    # The title of the document itself, on which they differ, and a law.
    assert (agreement["citations"].units, agreement["citations"].share) == (2, 0.5)


def test_gold_comes_from_the_codes(found: Annotated, sheet: Path) -> None:
    (gold,) = make_coded_gold(read_sheet(sheet), [found])
    by_kind = {kind: [i for i in gold.items if i.kind == kind] for kind in ("citations", "slogans")}
    assert [i.sure for i in by_kind["citations"]] == [False, True]
    assert len(by_kind["slogans"]) == len(slogans(found))
    assert by_kind["slogans"][-1].span.of(TEXT) == "重点任务"


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        pytest.param((2, 9), "也许", "row 2: expected 是, 否 or 疑 of coder A, found 也许", id="no code"),
        pytest.param((3, 5), "verbs", "row 3: expected a kind", id="no kind"),
        pytest.param((1, 1), "unit", "row 1: expected the columns", id="another table"),
    ],
)
def test_a_bad_cell_is_named(sheet: Path, cell, value, message) -> None:
    import openpyxl

    book = openpyxl.load_workbook(sheet)
    book.worksheets[0].cell(*cell).value = value
    book.save(sheet)
    with pytest.raises(InvalidGold, match=message):
        read_sheet(sheet)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_text("unit,kind", encoding="utf-8")
    with pytest.raises(InvalidGold, match="expected an Excel workbook"):
        read_sheet(path)


def test_an_added_row_that_stands_nowhere_is_named(found: Annotated, sheet: Path) -> None:
    rows = [replace(row, text="别处的话") if not row.unit else row for row in read_sheet(sheet)]
    with pytest.raises(InvalidGold, match="别处的话 does not stand in document"):
        list(make_coded_gold(rows, [found]))
