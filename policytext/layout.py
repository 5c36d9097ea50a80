"""What a reader knows of a file beyond its characters: where paragraphs start, what is no part of the text, tables.

Plain text has no layout, and cleaning guesses; PDF, Word, web pages and OFD have one, and say it. All spans and offsets
are of the `Source`'s characters.
"""

from dataclasses import dataclass, field

from policytext.spans import Span


@dataclass(frozen=True, slots=True)
class Aside:
    """Characters that the page shows and the document does not hold (noise, 噪声): a running head, a page number."""

    span: Span
    reason: str
    """page number, running head, footnote, stamp, comment, navigation, page tool, publication line…"""


@dataclass(frozen=True, slots=True)
class SetHeading:
    """A paragraph that is set as a heading: by its style in Word, its element in a web page, its font in a PDF."""

    span: Span
    depth: int
    """1 for the highest; what is set alike has the same depth. The title (标题) has 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table (表格): its rows of cells. In the text a row is a line, its cells parted by a tab.

    A cell that runs over several rows or columns is given once for each; an empty cell has an empty span.
    """

    page: int | None
    rows: tuple[tuple[Span, ...], ...]

    @property
    def span(self) -> Span:
        """The stretch from the first cell to the last."""
        cells = [cell for row in self.rows for cell in row]
        return Span(min(c.start for c in cells), max(c.end for c in cells))


@dataclass(frozen=True, slots=True)
class OfficialField:
    """A field that the publisher gives beside the text, as in the table above a web page: 发文字号, 成文日期."""

    name: str
    """title, number, issuer, date, published, index_number (索引号), subject (主题分类), disclosure, validity,
    effective (施行日期), repealed (废止日期), kind (文种), keywords (主题词), source (来源)."""
    value: str
    span: Span | None = None
    """Where it is printed; None where the file holds it unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Layout (版面) of a file; empty where the format has none or it could not be made out."""

    paragraphs: tuple[int, ...] = field(default=(), repr=False)
    """Offset at which each paragraph starts: other line ends are typesetting. Empty: not known, cleaning guesses."""
    asides: tuple[Aside, ...] = field(default=(), repr=False)
    headings: tuple[SetHeading, ...] = field(default=(), repr=False)
    grids: tuple[Grid, ...] = field(default=(), repr=False)
    fields: tuple[OfficialField, ...] = ()
