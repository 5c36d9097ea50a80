"""Sheets → the characters of a Source and its Layout."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policytext.layout import Aside, Grid, Layout, SetHeading
from policytext.reading.pdf.continued import join_tables
from policytext.reading.pdf.headings import SetText, Style, find_depths
from policytext.reading.pdf.lines import Line
from policytext.reading.pdf.margins import NOTE_MARK, find_asides, find_note_marks
from policytext.reading.pdf.paragraphs import (
    Measure,
    Placed,
    find_body_size,
    find_setting,
    is_start,
    measure_lines,
    widen_measures,
)
from policytext.reading.pdf.sheets import Block, Sheet, order_blocks
from policytext.reading.pdf.tables import Table
from policytext.spans import Span

_TABLE_HEAD = "repeated table head"


@dataclass(frozen=True, slots=True)
class Assembled:
    """Characters of a file, where its pages start, and its layout."""

    text: str
    page_starts: tuple[int, ...]
    layout: Layout


@dataclass(slots=True)
class _Writer:
    """Collects characters and what is known of them."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    page_starts: list[int] = field(default_factory=list)
    lines: list[tuple[int, Placed]] = field(default_factory=list)
    """Lines of the text with their offsets."""
    breaks: set[int] = field(default_factory=set)
    """Offsets that start a paragraph whatever stands before: rows of a table, and what follows one."""
    asides: list[Aside] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    """Marks of the notes at the foot of the page."""
    printed: dict[int, Span] = field(default_factory=dict)
    """Where the cells of the last table stand."""

    def put(self, text: str) -> Span:
        """Write a line and its end; return where it stands."""
        span = Span(self.length, self.length + len(text))
        self.pieces += text, "\n"
        self.length += len(text) + 1
        return span


def assemble(sheets: Sequence[Sheet]) -> Assembled:
    """Return the text of all pages in reading order, with what their setting says of it."""
    body_size = find_body_size([line for sheet in sheets for line in sheet.lines if line.upright])
    asides = find_asides(sheets)
    ordered = [order_blocks(sheet, set(gone)) for sheet, gone in zip(sheets, asides, strict=True)]
    join_tables(ordered)
    measures = iter(_measure([stretch for stretches in ordered for stretch in stretches], body_size))
    writer, stretch = _Writer(), 0
    for sheet, gone, stretches in zip(sheets, asides, ordered, strict=True):
        writer.page_starts.append(writer.length)
        above = {line for line in gone if line.upright and line.y0 < sheet.height / 2}
        _put_asides(writer, {line: gone[line] for line in gone if line in above})
        writer.marks = find_note_marks(gone)
        for blocks in stretches:
            _put_blocks(writer, blocks, sheet.number, (next(measures), stretch))
            stretch += 1
        _put_asides(writer, {line: gone[line] for line in gone if line not in above})
        if writer.length == writer.page_starts[-1]:
            writer.put("")
    return _finish(writer, body_size)


def _measure(stretches: Sequence[Sequence[Block]], body_size: float) -> list[Measure]:
    """Return the measure of each stretch of lines; of one without lines it says nothing."""
    lines = [[block for block in stretch if isinstance(block, Line)] for stretch in stretches]
    measures = [measure_lines(some, body_size) if some else Measure(0.0, 0.0, 0.0) for some in lines]
    return widen_measures(measures, lines, body_size)


def _put_asides(writer: _Writer, asides: dict[Line, str]) -> None:
    for line, reason in asides.items():
        _put_aside(writer, line.text, reason)


def _put_aside(writer: _Writer, text: str, reason: str) -> None:
    span = writer.put(text)
    # With its line end: a paragraph that runs over the page goes on as if nothing stood between.
    writer.asides.append(Aside(Span(span.start, span.end + 1), reason))


def _put_blocks(writer: _Writer, blocks: Sequence[Block], page: int, place: tuple[Measure, int]) -> None:
    for block in blocks:
        if isinstance(block, Table):
            _put_table(writer, block, page)
        else:
            span = writer.put(block.text)
            writer.lines.append((span.start, Placed(block, *place)))
            marks = (Span(span.start + a, span.start + b) for a, b in block.raised if block.text[a:b] in writer.marks)
            writer.asides.extend(Aside(mark, NOTE_MARK) for mark in marks)


def _put_table(writer: _Writer, table: Table, page: int) -> None:
    above = writer.printed
    writer.printed = {slot: above[before] for slot, before in table.carried if before in above}
    for line in table.again:
        _put_aside(writer, line, _TABLE_HEAD)
    rows = tuple(_put_rows(writer, table))
    writer.breaks.add(writer.length)
    if table.continues and writer.grids:
        writer.grids[-1] = replace(writer.grids[-1], rows=writer.grids[-1].rows + rows)
    else:
        writer.grids.append(Grid(page, rows))


def _put_rows(writer: _Writer, table: Table) -> Iterator[tuple[Span, ...]]:
    """Write the rows of a table and yield their cells; what runs over several rows is written in the first."""
    for slots in table.slots:
        if any(table.cells[slot] or slot in writer.printed for slot in slots):
            yield tuple(_put_row(writer, table, slots))


def _put_row(writer: _Writer, table: Table, slots: Sequence[int]) -> list[Span]:
    """Write a row, if it has anything that no row above has, and return its cells."""
    start, pieces, cells = writer.length, list[str](), list[Span]()
    new = any(table.cells[slot] and slot not in writer.printed for slot in slots)
    for i, slot in enumerate(slots):
        offset = start + sum(map(len, pieces)) + len(pieces)
        filled = bool(table.cells[slot]) or slot in writer.printed
        if i > 0 and slot == slots[i - 1] and filled:
            cells.append(cells[-1])
            continue
        pieces.append("" if slot in writer.printed else table.cells[slot])
        # A row of which nothing is new is not written: what is empty in it stands at the end of the last row.
        here = Span(offset, offset + len(pieces[-1])) if new else Span(start - 1, start - 1)
        cells.append(writer.printed.setdefault(slot, here) if filled else here)
    if new:
        writer.breaks.add(start)
        writer.put("\t".join(pieces))
    return cells


def _finish(writer: _Writer, body_size: float) -> Assembled:
    text = "".join(writer.pieces)[:-1]
    setting = find_setting([placed for _, placed in writer.lines], body_size)
    starts = [
        offset
        for i, (offset, here) in enumerate(writer.lines)
        if i == 0 or _is_broken(writer, i) or is_start(writer.lines[i - 1][1], here, setting, after=_after(writer, i))
    ]
    gone = {aside.span.start for aside in writer.asides}
    opening = [offset for offset in writer.breaks if offset <= len(text) and offset not in gone]
    return Assembled(
        text=text,
        page_starts=tuple(writer.page_starts),
        layout=Layout(
            paragraphs=tuple(sorted({*starts, *opening})) or (0,),
            asides=tuple(Aside(Span(a.span.start, min(a.span.end, len(text))), a.reason) for a in writer.asides),
            headings=tuple(_find_headings(writer, starts)),
            grids=tuple(grid for grid in writer.grids if grid.rows),
        ),
    )


def _after(writer: _Writer, i: int) -> Placed | None:
    return writer.lines[i + 1][1] if i + 1 < len(writer.lines) else None


def _is_broken(writer: _Writer, i: int) -> bool:
    """Tell whether a table stands between a line and the one before."""
    return writer.lines[i][0] in writer.breaks


def _find_headings(writer: _Writer, starts: Sequence[int]) -> Iterator[SetHeading]:
    opening = set(starts)
    groups: list[list[tuple[int, Placed]]] = []
    for offset, placed in writer.lines:
        if offset in opening:
            groups.append([])
        groups[-1].append((offset, placed))
    depths = find_depths([_set_text([placed for _, placed in group]) for group in groups])
    for place, depth in sorted(depths.items()):
        (first, _), (last, placed) = groups[place][0], groups[place][-1]
        yield SetHeading(Span(first, last + len(placed.line.text)), depth)


def _set_text(lines: Sequence[Placed]) -> SetText:
    """Return a paragraph with the style of most of its letters."""
    styles: Counter[Style] = Counter()
    for placed in lines:
        styles[Style(round(placed.line.size * 2) / 2, placed.line.face)] += len(placed.line.text)
    text = "".join(placed.line.text for placed in lines)
    return SetText(text, styles.most_common(1)[0][0], all(placed.is_centred for placed in lines))
