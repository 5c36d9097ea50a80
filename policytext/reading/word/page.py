"""Paragraphs and tables of a Word file → its characters and layout, numbers printed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.layout import Aside, Grid, Layout, SetHeading
from policytext.reading.html.lines import join_lines
from policytext.reading.word.blocks import BREAK, Block, Cell, Paragraph, Row, Table, find_paragraphs
from policytext.reading.word.numbering import Counters, Numbering
from policytext.spans import Span

_LONGEST_HEADING = 80
_SENTENCE = re.compile(r"[。！？；]")
_WORD = re.compile(r"\w")
_BLANKS = " \t\u3000\xa0"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    manner_heading: int | None
    centred: bool
    in_contents: bool


class Page:
    """The characters of a file as they are put down one line after the other, with the layout that they make."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counters = Counters(numbering)
        self._lines: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._asides: list[Aside] = []
        self._headings: list[SetHeading] = []
        self._grids: list[Grid] = []

    @property
    def text(self) -> str:
        """All that was put down."""
        return "\n".join(self._lines)

    @property
    def layout(self) -> Layout:
        """Where its paragraphs, headings, tables and asides stand."""
        return Layout(
            paragraphs=tuple(self._starts),
            asides=tuple(self._asides),
            headings=tuple(self._headings),
            grids=tuple(self._grids),
        )

    def put_body(self, blocks: Sequence[Block]) -> None:
        """Put down the text of the document."""
        for run in _split_flow(blocks):
            if isinstance(run, Table):
                self._put_table(run)
            else:
                for line in self._set_lines(run):
                    self._put_paragraph(line)

    def put_aside(self, blocks: Sequence[Block], reason: str) -> None:
        """Put down what stands apart from the text, which counts for itself."""
        counters, self._counters = self._counters, Counters(self._numbering)
        lines = [line.text for line in self._set_lines(find_paragraphs(list(blocks)))]
        self._counters = counters
        if not any(_WORD.search(line) for line in lines):
            return
        start = self._put_line(lines[0])
        for line in lines[1:]:
            self._put_line(line)
        self._asides.append(Aside(Span(start, self._length), reason))

    def _set_lines(self, paragraphs: Iterable[Paragraph]) -> Iterator[_Line]:
        """Yield the paragraphs that print something; one whose end is deleted or hidden goes on in the next."""
        before = ""
        for paragraph in paragraphs:
            text, manner = paragraph.text, paragraph.manner
            printed = "" if manner.deleted or (manner.joined and not text) else self._count(paragraph)
            body = before + text if not printed else printed + (before + text).lstrip(_BLANKS)
            if manner.joined:
                before = body
                continue
            before = ""
            if body.strip():
                yield _Line(body, manner.heading, manner.centred, paragraph.in_contents or manner.in_contents)
        if before.strip():
            yield _Line(before, None, False, False)

    def _count(self, paragraph: Paragraph) -> str:
        manner = paragraph.manner
        if manner.printed is not None:
            return f"{manner.printed} " if _WORD.match(manner.printed[-1:]) else manner.printed
        if manner.list_id is None:
            return ""
        set_to = (self._numbering.find_level(manner.list_id, style) for style in paragraph.styles)
        return self._counters.count(manner.list_id, next((d for d in set_to if d is not None), manner.depth))

    def _put_paragraph(self, line: _Line) -> None:
        pieces = [piece.rstrip(_BLANKS) for piece in line.text.split(BREAK)]
        pieces = [piece for piece in pieces if piece]
        whole = line.centred or line.manner_heading is not None
        if whole:
            pieces = ["\n".join(pieces)]
        for piece in pieces:
            start = self._put_line(piece)
            if line.in_contents:
                self._asides.append(Aside(Span(start, self._length), "table of contents"))
            elif line.manner_heading is not None and _is_heading(piece):
                first = start + len(piece) - len(piece.lstrip(_BLANKS))
                self._headings.append(SetHeading(Span(first, self._length), line.manner_heading))

    def _put_line(self, text: str) -> int:
        """Put down a paragraph and return where it starts."""
        start = self._length + 1 if self._lines else 0
        self._lines.append(text)
        self._length = start + len(text)
        self._starts.append(start)
        return start

    def _put_table(self, table: Table) -> None:
        rows: list[tuple[Span, ...]] = []
        above: dict[int, Span] = {}
        for row in table.rows:
            texts = ["" if cell.goes_on else self._flatten(cell) for cell in row.cells]
            line = "\t".join(texts)
            start = self._put_line(line) if line.strip() else self._length
            above = _place(row, texts if line.strip() else [""] * len(texts), start, above)
            rows.append(tuple(above[column] for column in sorted(above)))
        if self._lines and any(len(cell) for row in rows for cell in row):
            self._grids.append(Grid(None, tuple(row for row in rows if row)))

    def _flatten(self, cell: Cell) -> str:
        lines = (line.text for line in self._set_lines(find_paragraphs(cell.blocks)))
        pieces = (piece.replace("\t", " ").strip(_BLANKS) for line in lines for piece in line.split(BREAK))
        return join_lines([piece for piece in pieces if piece])


def _split_flow(blocks: Sequence[Block]) -> Iterator[list[Paragraph] | Table]:
    """Yield runs of paragraphs and the tables between them; a table of one column only frames its text."""
    run: list[Paragraph] = []
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        if isinstance(block, Paragraph):
            run.append(block)
        elif all(len(row.cells) <= 1 for row in block.rows):
            stack += reversed([b for row in block.rows for cell in row.cells for b in cell.blocks])
        else:
            yield run
            yield block
            run = []
    yield run


def _place(row: Row, texts: Sequence[str], start: int, above: dict[int, Span]) -> dict[int, Span]:
    """Return the spans of a row's columns; a cell that goes on from above has the span that it has there."""
    places: dict[int, Span] = {column: Span(start, start) for column in range(row.before)}
    column = row.before
    for cell, text in zip(row.cells, texts, strict=True):
        span = Span(start, start + len(text))
        for covered in range(column, column + cell.columns):
            places[covered] = above.get(covered, span) if cell.goes_on else span
        column += cell.columns
        start += len(text) + 1
    end = start - 1 if texts else start
    return places | {column + i: Span(end, end) for i in range(row.behind)}


def _is_heading(text: str) -> bool:
    """Tell whether a reader would see a heading: many writers set prose at an outline level, for its looks."""
    ends = [match.start() for match in _SENTENCE.finditer(text)]
    return len(text) <= _LONGEST_HEADING and all(end == len(text) - 1 for end in ends)
