"""A web page's tree → its paragraphs in reading order, each with how it is set, and the containers around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from policytext.markers import find_marker
from policytext.reading.html.labels import label_of
from policytext.reading.html.lines import BREAK, SOFT, is_indented, join_lines, raise_digits, set_line, soften
from policytext.reading.html.names import is_container
from policytext.reading.html.tables import Table, read_table

if TYPE_CHECKING:
    from lxml.etree import _Element

UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "canvas",
    "iframe",
    "object",
    "audio",
    "video",
    "select",
    "textarea",
    "rt",
    "rp",
    "xml",
)
"""Elements whose characters no page shows as text."""
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "option",
    }
)
_CELLS = ("td", "th", "dt", "dd")
_ROWS = ("tr", "dl")
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)")
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)")
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px|em|rem)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0}
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_ENDED = re.compile(r"[。；：！？…;:!?）)”》】]$")
NUMBER_LINE = re.compile(r"^[^\s，。]{1,20}[〔\[［【（(]\d{4}[〕\]］】）)]\s?第?\d{1,5}号$")
_FULL = 0.75
_MOSTLY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How characters are set."""

    centred: bool = False
    bold: bool = False
    size: float = 0.0
    """In points; 0 where the page does not say."""
    linked: bool = False
    hidden: bool = False
    raised: bool = False
    plain: bool = False
    """Line ends are printed as they stand (pre)."""
    heading: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (段落) of the page, or a row of a table."""

    text: str
    style: Style
    linked: int = 0
    """How many of its characters are links."""
    gap: bool = False
    """An empty paragraph stands before it."""
    cell: tuple[int, int] | None = None
    """Row and place in it, where it stands in a cell of a table or list."""
    table: Table | None = None
    row: int = 0
    """Which line of `table`."""


@dataclass(frozen=True, slots=True)
class Region:
    """An element of the page, and the blocks `[first, last)` that it holds."""

    tag: str
    names: tuple[str, ...]
    """Its id and classes."""
    first: int
    last: int


@dataclass(slots=True)
class Flow:
    """A page's blocks in order, and its regions, the inner before the outer."""

    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def shown(self) -> "Flow":
        """Return the flow with nothing hidden."""
        blocks = [replace(b, style=replace(b.style, hidden=False)) if b.style.hidden else b for b in self.blocks]
        return Flow(blocks, self.regions)

    def without_hidden(self) -> "Flow":
        """Return the flow without what the page hides."""
        kept = list(accumulate((not b.style.hidden for b in self.blocks), initial=0))
        if kept[-1] == len(self.blocks):
            return self
        moved = (Region(r.tag, r.names, kept[r.first], kept[r.last]) for r in self.regions)
        return Flow([b for b in self.blocks if not b.style.hidden], [r for r in moved if r.last > r.first])


def read_flow(root: "_Element") -> Flow:
    """Return the blocks and regions of a page; `UNSEEN` elements are out of the tree already."""
    from lxml import etree

    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.end(element)
        elif not reader.start(element):
            walk.skip_subtree()
    reader.flush()
    return reader.flow


@dataclass(slots=True)
class _Open:
    """An element whose end is not reached yet."""

    style: Style
    names: tuple[str, ...]
    apart: bool
    first: int


@dataclass(slots=True)
class _Reader:
    flow: Flow = field(default_factory=Flow)
    opened: list[_Open] = field(default_factory=list)
    runs: list[tuple[str, Style]] = field(default_factory=list)
    gap: bool = False
    rows: list[list[int]] = field(default_factory=list)
    """Number of each open row, and how many cells it has shown."""
    row_count: int = 0

    def start(self, element: "_Element") -> bool:
        """Open an element; tell whether its content is still to be read."""
        tag = str(element.tag)
        if tag == "br":
            self.runs.append((BREAK, self.style))
        names = tuple(f"{element.get('id', '')} {element.get('class', '')}".split())
        apart = tag in _BLOCKS or is_container(names)
        if apart:
            self.flush()
        self.opened.append(_Open(_style_of(element, tag, self.style), names, apart, len(self.flow.blocks)))
        self._count_cells(tag)
        table = read_table(element) if tag == "table" else None
        if table is not None:
            self._add_table(table)
            return False
        self._add(element.text)
        return True

    @property
    def style(self) -> Style:
        return self.opened[-1].style if self.opened else Style()

    def end(self, element: "_Element") -> None:
        tag = str(element.tag)
        if self.opened[-1].apart:
            self.flush()
        was = self.opened.pop()
        self._part_label(element)
        if tag in _ROWS and self.rows:
            self.rows.pop()
        if len(self.flow.blocks) > was.first and (was.names or tag in _BLOCKS):
            self.flow.regions.append(Region(tag, was.names, was.first, len(self.flow.blocks)))
        if self.opened:
            self._add(element.tail)

    def _part_label(self, element: "_Element") -> None:
        """Put a space behind a label of official data that only its element parts from its value."""
        text = element.text or ""
        if len(text) > 1 and len(element) == 0 and all(run == text or not run.strip() for run, _ in self.runs):
            label = label_of(text.strip())
            if label is not None and label.firm:
                self.runs.append((" ", self.style))

    def _count_cells(self, tag: str) -> None:
        if tag in _ROWS:
            self.row_count += 1
            self.rows.append([self.row_count, 0])
        elif tag in _CELLS and self.rows:
            self.rows[-1][1] += 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        style = self.style
        if style.plain:
            text = text.replace("\n", BREAK)
        text = soften(text)
        self.runs.append((raise_digits(text) if style.raised else text, style))

    def _add_table(self, table: Table) -> None:
        style = replace(self.style, centred=False, bold=False)
        for i, line in enumerate(table.lines):
            linked = len(line) if table.linked else 0
            self.flow.blocks.append(Block(text=line, style=style, linked=linked, gap=self.gap, table=table, row=i))
            self.gap = False

    def flush(self) -> None:
        """End the paragraph that is open."""
        runs, self.runs = self.runs, []
        if not runs:
            return
        lines = [line for line in _split(runs) if line.text]
        if not lines:
            self.gap = self.gap or any(text.strip(f" {SOFT}") for text, _ in runs)
            return
        cell = (self.rows[-1][0], self.rows[-1][1]) if self.rows and self.rows[-1][1] else None
        for group in _group(lines):
            self.flow.blocks.append(_block(group, gap=self.gap, cell=cell))
            self.gap = False


def _style_of(element: "_Element", tag: str, above: Style) -> Style:
    css = (element.get("style") or "").lower()
    if not css and not element.attrib and tag not in _TAG_STYLES and tag not in _HEADINGS:
        return above
    bold = above.bold or tag in ("b", "strong", "th") or tag in _HEADINGS
    align = _ALIGN.search(css)
    # An inline element may say how to align, too; browsers pass it over.
    aligned = (align[1] if align else (element.get("align") or "").lower()) if tag in _BLOCKS else ""
    return replace(
        above,
        centred=aligned == "center" if aligned else above.centred or tag == "center",
        bold=(bold or bool(_BOLD.search(css))) and not _LIGHT.search(css),
        size=_size_of(element, css) or above.size,
        linked=above.linked or (tag == "a" and element.get("href") is not None),
        hidden=above.hidden or bool(_HIDDEN.search(css)) or element.get("hidden") is not None,
        raised=above.raised or tag == "sup",
        plain=above.plain or tag == "pre",
        heading=_HEADINGS.get(tag, above.heading),
    )


_TAG_STYLES = ("b", "strong", "th", "center", "a", "sup", "pre")


def _size_of(element: "_Element", css: str) -> float:
    if match := _SIZE.search(css):
        try:
            return float(match[1]) * _POINTS[match[2].lower()]
        except ValueError:
            return 0.0
    return _FONT_SIZES.get(element.get("size") or "", 0.0) if element.tag == "font" else 0.0


@dataclass(slots=True)
class _Line:
    """What stands between two line breaks of a paragraph."""

    text: str
    style: Style
    linked: int
    indented: bool


def _split(runs: Sequence[tuple[str, Style]]) -> Iterator[_Line]:
    """Yield the lines of a paragraph, those that are empty too."""
    held: list[tuple[str, Style]] = []
    for text, style in runs:
        first, *others = text.split(BREAK)
        held.append((first, style))
        for other in others:
            yield _line(held)
            held = [(other, style)]
    yield _line(held)


def _line(runs: Sequence[tuple[str, Style]]) -> _Line:
    raw = "".join(text for text, _ in runs)
    counts = [(len("".join(text.split())), style) for text, style in runs]
    total = sum(count for count, _ in counts)
    style = max(counts, key=lambda pair: pair[0])[1]
    bold = sum(count for count, s in counts if s.bold) >= _MOSTLY * total
    linked = sum(count for count, s in counts if s.linked)
    return _Line(set_line(raw), replace(style, bold=bold), linked, is_indented(raw))


def _group(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines that make one paragraph together: in most pages a line break ends a paragraph."""
    widest = max(len(line.text) for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _goes_on(group[-1], line, widest=widest, wrapped=len(lines) > 2):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group


def _goes_on(above: _Line, line: _Line, *, widest: int, wrapped: bool) -> bool:
    if line.indented or find_marker(line.text) or _ENDED.search(above.text) or NUMBER_LINE.match(line.text):
        return False
    same = (above.style.bold, above.style.size) == (line.style.bold, line.style.size)
    if line.style.centred or line.style.heading:
        # A title in several lines; a number or a place below it is set otherwise.
        return same and not NUMBER_LINE.match(above.text)
    return wrapped and same and widest >= 20 and len(above.text) >= _FULL * widest


def _block(lines: Sequence[_Line], *, gap: bool, cell: tuple[int, int] | None) -> Block:
    text = join_lines([line.text for line in lines])
    style = lines[0].style
    return Block(text=text, style=style, linked=sum(line.linked for line in lines), gap=gap, cell=cell)
