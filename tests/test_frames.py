import pickle
from dataclasses import dataclass
from enum import StrEnum

import pytest

from policytext.frames import Table
from policytext.spans import Span


class Tone(StrEnum):
    LOUD = "loud"


@dataclass(frozen=True)
class Number:
    serial: int

    def __str__(self) -> str:
        return f"{self.serial}号"


@dataclass(frozen=True)
class Quote:
    span: Span
    text: str


@dataclass(frozen=True)
class Note:
    owner: str
    span: Span
    tone: Tone = Tone.LOUD
    number: Number | None = None
    quote: Quote | None = None
    more: tuple[Quote, ...] = ()
    page: int | None = None


NOTES = [Note("a", Span(1, 2), number=Number(3), more=(Quote(Span(4, 6), "甲"),)), Note("b", Span(2, 3), page=7)]


def test_nested_values_become_columns() -> None:
    columns = "owner start end tone number quote_start quote_end quote_text more more_at page"
    assert Table([], Note).columns == tuple(columns.split())


def test_cells_are_plain_values() -> None:
    first, second = Table(NOTES, Note).records()
    assert first == ("a", 1, 2, "loud", "3号", None, None, None, ("甲",), ("4-6",), None)
    assert second[-1] == 7


def test_joined_columns_stand_behind_their_key() -> None:
    table = Table(NOTES, Note, {"owner": {"a": {"title": "甲"}}})
    assert table.columns[:2] == ("owner", "owner_title")
    assert [record[1] for record in table.records()] == ["甲", None]


def test_frame_has_the_columns_also_without_rows() -> None:
    assert list(Table([], Note).to_frame().columns) == list(Table([], Note).columns)


def test_whole_numbers_stay_whole_where_some_are_missing() -> None:
    assert Table(NOTES, Note).to_frame()["page"].dtype == "Int64"


def test_table_is_a_tuple_and_survives_pickling() -> None:
    table = Table(NOTES, Note, {"owner": {"a": {"title": "甲"}}})
    again = pickle.loads(pickle.dumps(table))
    assert again == table == tuple(NOTES)
    assert again.columns == table.columns


def test_notebook_shows_at_most_sixty_rows_and_escapes() -> None:
    shown = Table([Note("<i>", Span(0, 1))] * 61, Note)._repr_html_()
    assert shown.count("<tr>") == 61
    assert "&lt;i&gt;" in shown
    assert "the first 60 shown" in shown


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            Table(NOTES, Note), "<Table: 2 × Note (owner, start, end, tone, number, quote_start, …)>", id="many columns"
        ),
        pytest.param(Table([], Quote), "<Table: 0 × Quote (start, end, text)>", id="no rows"),
    ],
)
def test_table_is_shown_by_its_count_and_columns(table: Table, expected: str) -> None:
    assert repr(table) == expected
