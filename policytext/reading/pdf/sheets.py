"""A page of a PDF → sheet: its rows of lines, tables and rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.reading.pdf.columns import order_columns
from policytext.reading.pdf.glyphs import Glyphs, read_glyphs
from policytext.reading.pdf.lines import Line, find_rows, join_lines
from policytext.reading.pdf.rules import Rule, find_rules
from policytext.reading.pdf.tables import Table, find_aligned_tables, find_ruled_tables
from policytext.text import Doubt

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Row = list[Line]
Block = Line | Table
_APART = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page (版面) as it was read; empty with `lost` where it could not be."""

    number: int
    width: float = 0.0
    height: float = 0.0
    rows: Sequence[Row] = ()
    """Lines outside tables from top to bottom, those of a row from left to right, columns not regarded."""
    tables: Sequence[Table] = ()
    rules: Sequence[Rule] = ()
    dropped: int = 0
    doubts: tuple[Doubt, ...] = ()
    lost: bool = False
    heads: Sequence[Line] = ()
    """Lines that are known to be running heads: in OFD, those of a template."""
    lines: Sequence[Line] = field(init=False, default=())
    text: str = field(init=False, default="", repr=False)
    """All that the page says, in no certain order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", [line for row in self.rows for line in row])
        text = "".join(line.text for line in self.lines) + "".join(c for t in self.tables for c in t.cells)
        object.__setattr__(self, "text", text)


def read_sheet(page: "PdfPage", number: int) -> Sheet:
    """Return what stands on a page."""
    text_page = page.get_textpage()
    try:
        glyphs = read_glyphs(page, text_page)
        rules = find_rules(page, glyphs)
        tables, free = find_ruled_tables(glyphs, rules, text_page)
        rows = find_rows(glyphs, text_page, free if tables else None)
    finally:
        text_page.close()
    return Sheet(
        number=number,
        width=glyphs.width,
        height=glyphs.height,
        rows=rows,
        tables=tables,
        rules=rules,
        dropped=glyphs.dropped,
    )


def order_blocks(sheet: Sheet, asides: set[Line]) -> list[list[Block]]:
    """Return a sheet's lines and tables in reading order, in stretches of one column each; asides left out."""
    rows = [kept for row in sheet.rows if (kept := [line for line in row if line not in asides])]
    stretches: list[list[Block]] = []
    edges = sorted(sheet.tables, key=lambda table: table.y0)
    for table in edges:
        above = [row for row in rows if row[0].y0 < table.y0]
        rows = rows[len(above) :]
        stretches += [*map(_blocks, order_columns(above)), [table]]
    stretches += map(_blocks, order_columns(rows))
    return stretches


def _blocks(rows: list[Row]) -> list[Block]:
    """Return the rows of a column as lines, and as tables where they stand in columns of their own."""
    blocks: list[Block] = []
    for found in find_aligned_tables(rows):
        if isinstance(found, Table):
            blocks.append(found)
            continue
        line = found[0]
        for other in found[1:]:
            line = join_lines(line, other, _APART)
        blocks.append(line)
    return blocks


__all__ = ["Block", "Glyphs", "Sheet", "order_blocks", "read_sheet"]
