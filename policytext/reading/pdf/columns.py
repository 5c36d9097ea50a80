"""Rows of a page → columns (栏) in reading order: what the gutter parts is read down the left, then down the right."""

import itertools
from collections.abc import Sequence
from statistics import median

from policytext.reading.pdf.lines import Line

Row = list[Line]

_FEWEST_ROWS = 5
_LEAST_SHARE = 0.4
_NARROWEST = 8
_FULL = 2.5


def order_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows in stretches, each of one column; a page without columns is one stretch.

    A row that runs over the gutter, such as a title, ends the columns above it.
    """
    gutter = _find_gutter(rows)
    if gutter is None:
        return [list(rows)] if rows else []
    stretches: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        sides = [line for line in row if line.x1 <= gutter], [line for line in row if line.x0 >= gutter]
        if sum(map(len, sides)) == len(row):
            left += [sides[0]] if sides[0] else []
            right += [sides[1]] if sides[1] else []
            continue
        stretches += [*order_columns(left), *order_columns(right), [row]]
        left, right = [], []
    return [*stretches, *order_columns(left), *order_columns(right)]


def _find_gutter(rows: Sequence[Row]) -> float | None:
    """Return where prose in two columns parts: many rows have a gap there, and lines on the left run up to it.

    In a table without rules, the other thing with gaps, they do not.
    """
    gaps = [(a, b) for row in rows for a, b in itertools.pairwise(row) if b.x0 > a.x1]
    if len(gaps) < _FEWEST_ROWS:
        return None
    x = median((a.x1 + b.x0) / 2 for a, b in gaps)
    across = [(a, b) for a, b in gaps if a.x1 < x < b.x0]
    crossed = sum(any(line.x0 < x < line.x1 for line in row) for row in rows)
    if len(across) < max(_FEWEST_ROWS, _LEAST_SHARE * len(rows)) or crossed > len(across):
        return None
    lefts, rights = [a for a, _ in across], [b for _, b in across]
    return x if _is_prose(lefts) and _is_prose(rights) else None


def _is_prose(lines: Sequence[Line]) -> bool:
    edge, size = max(line.x1 for line in lines), median(line.size for line in lines)
    full = sum(edge - line.x1 < _FULL * size for line in lines)
    return full >= len(lines) / 2 and median(line.x1 - line.x0 for line in lines) > _NARROWEST * size
