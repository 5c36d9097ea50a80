"""Tables that run over pages (跨页表格) → one table: its head is not repeated, and what a page break cut is whole."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from policytext.reading.pdf.lines import Line, join_words
from policytext.reading.pdf.paragraphs import measure_first_word
from policytext.reading.pdf.tables import Table

Stretch = list[Line | Table]

_MOST_HEADS = 3
_DRIFT = 3.0
_LITTLE = 0.35


def join_tables(pages: Sequence[Sequence[Stretch]]) -> None:
    """Join, in place, each table that ends a page with the one that opens the next, if their columns are the same."""
    heads: tuple[tuple[str, ...], ...] = ()
    for page, following in itertools.pairwise(pages):
        last, first = _last_stretch(page), _first_stretch(following)
        if last is None or first is None:
            continue
        one, other = last[-1], first[0]
        if not (isinstance(one, Table) and isinstance(other, Table) and _are_alike(one, other)):
            continue
        heads = heads if one.continues else tuple(_texts(one, row) for row in one.slots[:_MOST_HEADS])
        last[-1], first[0] = _join(one, other, _count_heads(other, heads))


def _last_stretch(page: Sequence[Stretch]) -> Stretch | None:
    return next((stretch for stretch in reversed(page) if stretch), None)


def _first_stretch(page: Sequence[Stretch]) -> Stretch | None:
    return next((stretch for stretch in page if stretch), None)


def _are_alike(one: Table, other: Table) -> bool:
    """Tell whether two tables have columns of the same widths; where they stand may differ from page to page."""
    if not one.edges or len(one.edges) != len(other.edges):
        return False
    shift = other.edges[0] - one.edges[0]
    return all(abs(b - a - shift) < _DRIFT for a, b in zip(one.edges, other.edges, strict=True))


def _texts(table: Table, row: Sequence[int]) -> tuple[str, ...]:
    return tuple(table.cells[slot] for slot in row)


def _count_heads(table: Table, heads: Sequence[tuple[str, ...]]) -> int:
    """Return how many rows repeat the head of the first page."""
    count = 0
    while count < min(len(heads), len(table.slots) - 1) and _texts(table, table.slots[count]) == heads[count]:
        count += 1
    return count


def _join(one: Table, other: Table, heads: int) -> tuple[Table, Table]:
    """Return a table with what the next page says of its last row, and the next page's with the rest."""
    again = tuple("\t".join(dict.fromkeys(filter(None, _texts(other, row)))) for row in other.slots[:heads])
    above, rows = one.slots[-1], other.slots[heads:]
    tails = _find_tails(one, other, rows[0])
    cells = list(one.cells)
    for slot, under in tails.items():
        cells[slot] = join_words(cells[slot], other.cells[under])
    blank = ["" if slot in tails.values() else text for slot, text in enumerate(other.cells)]
    carried = {
        u: a for a, u in zip(above, rows[0], strict=True) if _is_carried((one, a), (other, u), split=bool(tails))
    }
    carried |= {under: slot for slot, under in tails.items()}
    rest = replace(
        other,
        cells=tuple(blank),
        slots=rows[1:] if tails else rows,
        continues=True,
        again=tuple(line for line in again if line),
        carried=tuple(carried.items()),
    )
    return replace(one, cells=tuple(cells)), rest


def _find_tails(one: Table, other: Table, row: Sequence[int]) -> Mapping[int, int]:
    """Return the cells of a last row that go on in the first row of the next page, if the page break cut the row.

    Then every cell that says something there goes on with one that had no room left for it.
    """
    tails = {a: under for a, under in zip(one.slots[-1], row, strict=True) if other.cells[under]}
    taken = {slot for slot, _ in one.carried}
    cut = all(
        one.cells[a] and a not in taken and one.rooms[a] < measure_first_word(other.cells[under]) + _LITTLE
        for a, under in tails.items()
    )
    return tails if cut else {}


def _is_carried(above: tuple[Table, int], under: tuple[Table, int], *, split: bool) -> bool:
    """Tell whether an empty cell below a page break is the rest of a cell above that runs over several rows."""
    (one, a), (other, u) = above, under
    if other.cells[u] or not (one.cells[a] or a in dict(one.carried)):
        return False
    return split or a in dict(one.carried) or _is_high(one, a) or _is_high(other, u)


def _is_high(table: Table, slot: int) -> bool:
    return sum(slot in row for row in table.slots) > 1
