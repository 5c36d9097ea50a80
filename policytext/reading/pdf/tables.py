"""Rules and characters → tables (表格): pdfplumber finds the cells that rules enclose, characters fall into them."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from policytext.reading.pdf.glyphs import Glyphs
from policytext.reading.pdf.lines import Line, find_rows, join_words
from policytext.reading.pdf.rules import Box, Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfTextPage

_MOST_RULES = 3_000
_SNAP, _REACH = 3.0, 4.0
_MOST_ASTRAY = 0.4
_ENDED = re.compile(r"[。；！？]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table on its page.

    `slots` names for each row and column the cell that covers it; a cell of several rows or columns is named more
    than once.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    cells: tuple[str, ...]
    slots: tuple[tuple[int, ...], ...]
    edges: tuple[float, ...] = ()
    """Where its columns start and end, if rules tell."""
    rooms: tuple[float, ...] = ()
    """Room behind the last line of each cell, in letters; endless where a sentence ends there."""
    continues: bool = False
    """It goes on with the last table of the page before."""
    again: tuple[str, ...] = ()
    """Lines of its head that it repeats."""
    carried: tuple[tuple[int, int], ...] = ()
    """Cells that are the rest of a cell of the page before, each with that cell."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The lines of a table's grid, and its cells as boxes."""

    xs: list[float]
    ys: list[float]
    cells: list[Box]

    @property
    def slots(self) -> list[list[int]]:
        """The cell of each row and column; -1 where there is none."""
        found = [[-1] * (len(self.xs) - 1) for _ in self.ys[1:]]
        columns = [(a + b) / 2 for a, b in zip(self.xs, self.xs[1:], strict=False)]
        rows = [(a + b) / 2 for a, b in zip(self.ys, self.ys[1:], strict=False)]
        for number, (x0, y0, x1, y1) in enumerate(self.cells):
            first, last = bisect_left(columns, x0), bisect_right(columns, x1)
            for row in range(bisect_left(rows, y0), bisect_right(rows, y1)):
                found[row][first:last] = [number] * (last - first)
        return found


def find_ruled_tables(
    glyphs: Glyphs, rules: Sequence[Rule], text_page: "PdfTextPage | None"
) -> tuple[list[Table], "NDArray[np.bool_]"]:
    """Return the tables that rules enclose, and which characters of the page stand in none of them.

    A frame around prose, one column or one row wide, is no table.
    """
    import numpy as np

    free = np.ones(len(glyphs.codes), dtype=np.bool_)
    tables = []
    for frame in _find_frames(rules):
        x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
        within = (x > frame.xs[0]) & (x < frame.xs[-1]) & (y > frame.ys[0]) & (y < frame.ys[-1]) & free
        table = _fill(frame, glyphs.taken(within), text_page)
        if table is not None:
            tables.append(table)
            free &= ~within
    return tables, free


def _find_frames(rules: Sequence[Rule]) -> Iterator[_Frame]:
    level = [r for r in rules if r.is_level]
    if len(level) < 3 or len(rules) - len(level) < 3 or len(rules) > _MOST_RULES:
        return
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(edges, _REACH, _REACH))
    for group in cells_to_tables(cells):
        xs = _snapped(x for cell in group for x in (cell[0], cell[2]))
        ys = _snapped(y for cell in group for y in (cell[1], cell[3]))
        if len(xs) > 2 and len(ys) > 2:
            yield _Frame(xs, ys, group)


def _edge(rule: Rule) -> dict[str, object]:
    """Return a rule as pdfplumber takes it: without width."""
    x, y = (rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2
    level = rule.is_level
    return {
        "object_type": "line",
        "orientation": "h" if level else "v",
        "x0": rule.x0 if level else x,
        "x1": rule.x1 if level else x,
        "top": y if level else rule.y0,
        "bottom": y if level else rule.y1,
        "width": rule.x1 - rule.x0 if level else 0,
        "height": 0 if level else rule.y1 - rule.y0,
    }


def _snapped(values: Iterator[float]) -> list[float]:
    """Return the values in order, those nearer than a rule's width to the last left out."""
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP:
            snapped.append(value)
    return snapped


def _fill(frame: _Frame, glyphs: Glyphs, text_page: "PdfTextPage | None") -> Table | None:
    """Return the table with its text; None where the text stands in one row or column, or beside the cells."""
    import numpy as np

    slots = frame.slots
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    columns = np.clip(np.searchsorted(frame.xs, x) - 1, 0, len(frame.xs) - 2)
    rows = np.clip(np.searchsorted(frame.ys, y) - 1, 0, len(frame.ys) - 2)
    owners = np.array(slots)[rows, columns] if len(x) else np.zeros(0, dtype=np.intp)
    if len(set(rows.tolist())) < 2 or len(set(columns.tolist())) < 2 or (owners < 0).sum() > 0.2 * len(owners):
        return None
    filled = [_cell_lines(glyphs, owners == number, text_page) for number in range(len(frame.cells))]
    number = len(filled)
    return Table(
        x0=frame.xs[0],
        y0=frame.ys[0],
        x1=frame.xs[-1],
        y1=frame.ys[-1],
        cells=(*map(_join_rows, filled), ""),
        slots=tuple(tuple(cell if cell >= 0 else number for cell in row) for row in slots),
        edges=tuple(frame.xs),
        rooms=(*(_find_room(rows, cell) for rows, cell in zip(filled, frame.cells, strict=True)), math.inf),
    )


def _cell_lines(glyphs: Glyphs, inside: "NDArray[np.bool_]", text_page: "PdfTextPage | None") -> list[list[Line]]:
    return find_rows(glyphs, text_page, inside) if inside.any() else []


def _join_rows(rows: list[list[Line]]) -> str:
    return reduce(join_words, (" ".join(stretch.text for stretch in row) for row in rows), "")


def _find_room(rows: list[list[Line]], cell: Box) -> float:
    """Return how many letters would have fitted behind a cell's text, its margins taken as alike."""
    if not rows or _ENDED.search(rows[-1][-1].text):
        return math.inf
    last, margin = rows[-1][-1], min(line.x0 for row in rows for line in row) - cell[0]
    return (cell[2] - margin - last.x1) / last.size


def find_aligned_tables(rows: list[list[Line]]) -> list[Table | list[Line]]:
    """Return the rows with those made tables that stand in columns without rules.

    Three rows and more that follow one another, each of several stretches that start where those of the others do.
    """
    found: list[Table | list[Line]] = []
    block: list[list[Line]] = []
    for row in [*rows, []]:
        if len(row) > 1 and all(line.upright for line in row) and (not block or _fits(row, block)):
            block.append(row)
            continue
        found.extend([_make_table(block)] if len(block) >= 3 else block)
        block = [row] if len(row) > 1 else []
        if len(row) == 1:
            found.append(row)
    return found


def _fits(row: list[Line], block: list[list[Line]]) -> bool:
    """Tell whether a row goes on with a block: near below it, two of its stretches and most of them under others."""
    last, lines = block[-1][0], [line for above in block for line in above]
    under = sum(any(_is_under(line, other) for other in lines) for line in row)
    return row[0].y0 - last.y0 < 4 * last.size and under >= max(2, (1 - _MOST_ASTRAY) * len(row))


def _is_under(line: Line, other: Line) -> bool:
    return min(abs(line.x0 - other.x0), abs(line.middle - other.middle)) < line.size / 2


def _make_table(block: list[list[Line]]) -> Table:
    lines = [line for row in block for line in row]
    columns = _find_columns(block)
    cells, slots = [""], []
    for row in block:
        slot = [0] * len(columns)
        for line in row:
            slot[next(i for i, column in enumerate(columns) if line in column)] = len(cells)
            cells.append(line.text)
        slots.append(tuple(slot))
    return Table(
        x0=min(line.x0 for line in lines),
        y0=min(line.y0 for line in lines),
        x1=max(line.x1 for line in lines),
        y1=max(line.y1 for line in lines),
        cells=tuple(cells),
        slots=tuple(slots),
    )


def _find_columns(block: list[list[Line]]) -> list[list[Line]]:
    """Return the columns from left to right, each with its lines: one of a row at most, that start or centre alike."""
    columns: list[list[Line]] = []
    for row in block:
        taken: list[list[Line]] = []
        for line in row:
            free = (column for column in columns if column not in taken)
            column = next((column for column in free if any(_is_under(line, other) for other in column)), None)
            if column is None:
                columns.append(column := [])
            column.append(line)
            taken.append(column)
    return sorted(columns, key=lambda column: min(line.x0 for line in column))
