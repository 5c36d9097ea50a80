import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reporting.tables import collect_cascade_tables, render_cell, write_tables
from policytext.tracing.cascade import Cascade


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("=HYPERLINK(1)", "'=HYPERLINK(1)", id="a formula is disarmed"),
        pytest.param("+86", "'+86", id="plus starts a formula too"),
        pytest.param("-3", "'-3", id="and minus, in text"),
        pytest.param("@SUM", "'@SUM", id="and at"),
        pytest.param("＝1", "'＝1", id="and full-width signs"),
        pytest.param("'=1", "''=1", id="an apostrophe of the text does not disarm"),
        pytest.param("\t=1", "'=1", id="nor does a blank before it"),
        pytest.param(-3, "-3", id="a negative number is no formula"),
        pytest.param("——坚持", "——坚持", id="a Chinese dash is no minus"),
        pytest.param("甲\r\n乙\u2028丙", "甲 乙 丙", id="a cell is one line"),
        pytest.param(("甲", "乙"), "甲；乙", id="several values stand in one cell"),
        pytest.param((30.0, 40.5), "30；40.5", id="numbers too"),
        pytest.param(0.1 + 0.2, "0.3", id="no digits of rounding"),
        pytest.param(False, "false", id="truth values are words"),
        pytest.param(None, "", id="nothing is an empty cell"),
    ],
)
def test_cell_is_safe_in_a_spreadsheet(cell: object, expected: str) -> None:
    assert render_cell(cell) == expected


@given(st.text())
def test_no_text_becomes_a_formula_or_a_second_line(text: str) -> None:
    cell = render_cell(text)
    assert not cell.startswith(tuple("=+-@＝＋－＠\t\r"))
    assert len(cell.splitlines()) <= 1


def test_long_text_fits_a_cell() -> None:
    assert len(render_cell("长" * 40_000)) == 32_767


def test_every_table_is_written_and_opens_in_excel(cascade: Cascade, tmp_path: Path) -> None:
    paths = write_tables(collect_cascade_tables(cascade), tmp_path)
    names = "documents edges clauses treatments changes additions absent sources rises residues measures matrix errors"
    assert [path.stem for path in paths] == names.split()
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in paths)


def test_rows_name_documents_by_title_and_number(cascade: Cascade, tmp_path: Path) -> None:
    write_tables(collect_cascade_tables(cascade), tmp_path)
    text = (tmp_path / "edges.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["cited_number"] == "中办发〔2022〕908号"
    assert rows[3]["citing_title"] == "'=让书屋亮起来"
    assert {len(row) for row in rows} == {len(rows[0])}


def test_changes_and_absent_clauses_are_tables_of_their_own(cascade: Cascade) -> None:
    tables = collect_cascade_tables(cascade)
    change = dict(zip(tables["changes"].columns, tables["changes"].rows[0], strict=True))
    assert (change["kind"], change["old_text"], change["new_text"]) == ("quantity", "20平方米", "30平方米")
    assert [row[0] for row in tables["absent"].rows] == ["c3"]


def test_frames_have_the_same_columns(cascade: Cascade) -> None:
    assert tuple(cascade.changes.to_frame().columns) == collect_cascade_tables(cascade)["changes"].columns


def test_matrix_has_a_column_for_each_implementing_document(cascade: Cascade) -> None:
    matrix = collect_cascade_tables(cascade)["matrix"]
    assert [c.rpartition(" [")[2].rstrip("]") for c in matrix.columns[3:]] == [n.id for n in cascade.implementing]
    told = {(t.clause, t.document): t.status.value for t in cascade.treatments}
    first = matrix.rows[0]
    assert list(first[3:]) == [told.get((first[0], n.id)) for n in cascade.implementing]
