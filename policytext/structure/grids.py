"""The tables (表格) that a file draws, found again in its clean text."""

from collections.abc import Iterator

from policytext.layout import Grid
from policytext.spans import Span
from policytext.text import Text


def find_grids(text: Text) -> Iterator[Grid]:
    """Yield the tables that stand in a text, or in its part of the source, their cells as spans of the text."""
    for grid in text.source.layout.grids:
        whole = _moved(text, grid.span)
        if len(whole):
            yield Grid(grid.page, tuple(tuple(_moved(text, cell) for cell in row) for row in grid.rows))


def _moved(text: Text, span: Span) -> Span:
    """Return where a stretch of the source stands in the text, without blanks at its ends."""
    start, end = text.position(span.start), text.position(span.end)
    while end > start and text.characters[end - 1].isspace():
        end -= 1
    while start < end and text.characters[start].isspace():
        start += 1
    return Span(start, end)
