"""The values that structure makes: a document, its header, its outline."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import islice

from policytext.docnumber import DocNumber
from policytext.frames import Table
from policytext.layout import Grid
from policytext.markup import escape, join, render_folded, render_table, render_tag
from policytext.spans import Span
from policytext.text import Doubt, Text

_SHOWN_PARAGRAPHS = 3
_SHOWN_CHARACTERS = 300


class Level(StrEnum):
    """Level of government (层级) of an issuer; a newspaper, an author, a school has none."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


RANKS = {level.value: rank for rank, level in enumerate(Level)}
"""Place of each level from the top down: 0 central."""


class BlockKind(StrEnum):
    """What a paragraph of a document is."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    """A heading on a line of its own."""
    PROSE = "prose"
    """A paragraph of sentences; it may open with a run-in heading."""
    ROSTER = "roster"
    """A line of a list of names, or a row of a table."""
    SIGNATURE = "signature"
    """An issuer's name at the end, or the date below it."""
    NOTE = "note"
    """此件公开发布, a record of adoption, a source line."""
    CONTENTS = "contents"
    """A line of a table of contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of the clean text and what it is."""

    span: Span
    kind: BlockKind
    lead: int = 0
    """Offset at which the prose starts, behind a run-in heading; the block's start where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A node of the outline (章节); its span covers the heading and all below it."""

    id: int
    """Position in reading order, from 0."""
    marker: str
    """As printed, without spaces: 一、 （一） 1. —— 第三条; "" where the number was lost or never there."""
    heading: str
    """"" where none is printed, as in most articles (条)."""
    level: int
    parent: int | None
    span: Span
    lost_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Header elements (文头要素) after GB/T 9704-2012, as printed; None is "not printed"."""

    title: str | None = None
    number: DocNumber | None = None
    kind: str | None = None
    """文种 or working genre: 决定 意见 通知 方案 …"""
    issuer: str | None = None
    level: Level | None = None
    region: str | None = None
    """From the top: 重庆市/丰都县/三建乡; None for central documents."""
    date: datetime.date | None = None
    addressee: str | None = None
    attachment_title: str | None = None
    attachment_kind: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    signer: str | None = None
    copies_to: str | None = None
    printed_by: str | None = None
    printed_on: datetime.date | None = None
    disclosure: str | None = None
    attachments_note: str | None = None
    validity: str | None = None
    """有效期5年, 有效期至…, as printed."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """The compilation (汇编) that a document stands in."""

    title: str
    index: int
    author: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One policy document: its clean text, header and outline. All spans are of `text.characters`."""

    id: str
    text: Text = field(repr=False)
    header: Header
    part_of: PartOf | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    sections: tuple[Section, ...] = field(default=(), repr=False)
    grids: tuple[Grid, ...] = field(default=(), repr=False)
    """Its tables (表格), as the source draws them."""
    attachment_start: int | None = None
    """Offset of the attachment's title where the document is a carrier (印发通知)."""
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sections", Table(self.sections, Section))

    @property
    def title(self) -> str:
        """The title it is known by: the attachment's where there is one, "" where none is printed."""
        return self.header.attachment_title or self.header.title or ""

    def prose(self) -> Iterator[Span]:
        """Yield the stretches of prose in order, headings, rosters and signatures left out."""
        for block in self.blocks:
            if block.kind is BlockKind.PROSE and block.lead < block.span.end:
                yield Span(max(block.lead, block.span.start), block.span.end)

    def path_to(self, offset: int) -> tuple[Section, ...]:
        """Return the sections that hold an offset, the outermost first."""
        return tuple(s for s in self.sections if offset in s.span)

    def _repr_html_(self) -> str:
        printed = ((f.name, getattr(self.header, f.name)) for f in fields(Header))
        header = render_table(("element", "printed"), [row for row in printed if row[1] is not None])
        outline = join(["\u3000" * (s.level - 1) + f"{s.marker} {s.heading}" for s in self.sections], "\n")
        prose = (span.of(self.text.characters).strip() for span in islice(self.prose(), _SHOWN_PARAGRAPHS))
        return join(
            (
                render_tag("h4", self.title or self.id),
                header,
                render_folded(f"章节 outline ({len(self.sections)})", render_tag("pre", outline)),
                *(render_tag("p", escape(paragraph[:_SHOWN_CHARACTERS])) for paragraph in prose),
            )
        )
