"""Tables of a web page: those that hold data become lines of cells, those that only lay out the page do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policytext.reading.html.labels import label_of
from policytext.reading.html.lines import SOFT, raise_digits, set_line, soften

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELLS = ("td", "th")
_APART = frozenset({"p", "div", "br", "li", "tr", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"})
_WIDEST = 200
_MOST_COLUMNS = 300
_MOST_CELLS = 200_000
_LINKED = 0.6
_LION = 0.7
"""A cell with a larger share of the table's characters is the page's text, laid out by a table."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table (表格) as lines, its cells parted by tabs; a cell is (line, start, end)."""

    lines: tuple[str, ...]
    rows: tuple[tuple[tuple[int, int, int], ...], ...]
    linked: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    rows: int
    columns: int
    linked: int


def read_table(element: "_Element") -> Table | None:
    """Return a table that holds data; None for one that lays out the page, or gives the document's official data."""
    if element.find(".//table") is not None:
        return None
    drawn = [[_read_cell(cell) for cell in row if cell.tag in _CELLS] for row in element.iter("tr")]
    cells = [cell for row in drawn for cell in row]
    if not _holds_data(element, drawn) or len(cells) > _MOST_CELLS:
        return None
    return _lay_out(drawn, linked=_share_linked(cells) > _LINKED)


def _read_cell(cell: "_Element") -> _Cell:
    text = set_line("".join(_pieces(cell)))
    linked = sum(len("".join(link.itertext()).strip()) for link in cell.iter("a"))
    return _Cell(text, _span(cell, "rowspan"), _span(cell, "colspan"), linked)


def _span(cell: "_Element", name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _pieces(cell: "_Element") -> Iterator[str]:
    from lxml import etree

    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            if element.tag in _APART:
                yield SOFT
            text = soften(element.text or "")
            yield raise_digits(text) if element.tag == "sup" else text
        elif element is not cell:
            yield soften(element.tail or "")


def _holds_data(element: "_Element", drawn: Sequence[Sequence[_Cell]]) -> bool:
    sizes = [len(cell.text) for row in drawn for cell in row]
    if sum(sum(1 for cell in row if cell.text) >= 2 for row in drawn) < 2 or not any(sizes):
        return False
    if _count_labels(drawn) >= 2 or _share_linked([cell for row in drawn for cell in row]) > _LINKED:
        return False
    return max(sizes) <= max(_LION * sum(sizes), 200) or element.find(".//th") is not None


def _count_labels(drawn: Sequence[Sequence[_Cell]]) -> int:
    """Count the cells that name a field of official data and have its value beside them."""
    pairs = ((label_of(a.text), label_of(b.text)) for row in drawn for a, b in pairwise(row))
    return len({label.name for label, value in pairs if label and label.firm and not value})


def _share_linked(cells: Sequence[_Cell]) -> float:
    return sum(min(c.linked, len(c.text)) for c in cells) / max(1, sum(len(c.text) for c in cells))


def _lay_out(drawn: Sequence[Sequence[_Cell]], *, linked: bool) -> Table:
    lines: list[str] = []
    rows: list[tuple[tuple[int, int, int], ...]] = []
    hanging: dict[int, tuple[int, tuple[int, int, int]]] = {}
    for row in drawn:
        places: dict[int, tuple[int, int, int]] = {}
        hanging = _hang(hanging, places)
        line, below = _print_row(row, places, len(lines))
        hanging |= below
        if line.strip("\t"):
            lines.append(line)
        elif lines:
            places = {column: _inside(place, lines) for column, place in places.items()}
        if places and lines:
            rows.append(tuple(places[column] for column in sorted(places)))
    return Table(tuple(lines), tuple(rows), linked)


def _hang(
    hanging: dict[int, tuple[int, tuple[int, int, int]]], places: dict[int, tuple[int, int, int]]
) -> dict[int, tuple[int, tuple[int, int, int]]]:
    """Put the cells that come down from the rows above into a row; return those that go on below it."""
    for column, (_, place) in hanging.items():
        places[column] = place
    return {column: (left - 1, place) for column, (left, place) in hanging.items() if left > 1}


def _print_row(
    row: Sequence[_Cell], places: dict[int, tuple[int, int, int]], number: int
) -> tuple[str, dict[int, tuple[int, tuple[int, int, int]]]]:
    """Return a row's line, with its cells put into their places, and what of them comes down to the rows below."""
    line, column, below = "", 0, {}
    for i, cell in enumerate(row):
        while column in places:
            column += 1
        line += "\t" if i else ""
        place = (number, len(line), len(line) + len(cell.text))
        line += cell.text
        for covered in range(column, min(column + cell.columns, _MOST_COLUMNS)):
            places[covered] = place
            if cell.rows > 1:
                below[covered] = (cell.rows - 1, place)
        column += cell.columns
    return line, below


def _inside(place: tuple[int, int, int], lines: Sequence[str]) -> tuple[int, int, int]:
    """Return an empty cell's place in the last printed line, where its own row prints nothing."""
    return place if place[0] < len(lines) else (len(lines) - 1, len(lines[-1]), len(lines[-1]))
