"""A page's blocks → text and layout: paragraphs, tables and headings of the document, what is dropped around them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from policytext.layout import Aside, Grid, Layout, OfficialField, SetHeading
from policytext.reading.html.body import (
    Body,
    Weights,
    find_container,
    find_densest,
    find_stretch,
    name_furniture,
    weigh,
)
from policytext.reading.html.fields import Given, choose_given, find_given, find_tables
from policytext.reading.html.flow import NUMBER_LINE, Block, Flow
from policytext.reading.html.tables import Table
from policytext.reading.html.titles import find_depths, find_page_title, join_title_lines, merge_blocks, opens_with
from policytext.spans import Span
from policytext.text import Doubt

_SITE = re.compile(r"\s*[-_—|–]+\s*")
_EARLY = 0.1
_ABOVE, _BELOW = 12, 3
_DATA = "official data"
_TITLE_AGAIN = "title, printed again"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds."""

    text: str
    layout: Layout
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a page beside its blocks."""

    given: Sequence[Given]
    """What its head tells of the document."""
    window_title: str
    """May hold the site's name too."""
    guess: Callable[[], str]
    """Gives the page's text as a general extractor finds it; raises ImportError where none is installed."""


def read_page(flow: Flow, head: Head) -> Page:
    """Return a page's text with its layout."""
    given = find_given(flow)
    tables = _early(flow, list(find_tables(given)))
    weights = weigh(flow.blocks, tables)
    body, doubts = _find_body(flow, weights, head)
    reasons = name_furniture(flow, body, weights)
    for first, last in tables:
        reasons[first:last] = [_DATA] * (last - first)
    fields = choose_given(given, tables, _near(body, reasons))
    fields += [g for g in head.given if g.label.name not in {f.label.name for f in fields}]
    titles = list(_titles(fields, head.window_title))
    titles = _keep_title(flow, body, reasons, titles) + titles
    return _Print(flow.blocks, reasons).page(fields, titles, doubts)


def _near(body: Body, reasons: Sequence[str]) -> set[int]:
    """Return the blocks in which a page prints the date and the source of its document."""
    told = {i for i in range(body.first, body.last) if reasons[i] == "publication line"}
    return {*range(max(0, body.first - _ABOVE), body.first), *range(body.last, body.last + _BELOW), *told}


def _early(flow: Flow, tables: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the tables that stand before the text, or behind it: within it they are its own."""
    weights = weigh(flow.blocks, tables)
    most = _EARLY * weights.total
    return [t for t in tables if weights.of(0, t[0]) <= most or not weights.of(t[1], len(flow.blocks))]


def _find_body(flow: Flow, weights: Weights, head: Head) -> tuple[Body, tuple[Doubt, ...]]:
    """Return where the text stands: by its container's name, by a general extractor, by its density of prose."""
    if body := find_container(flow, weights):
        return body, ()
    try:
        body, told = find_stretch(flow, head.guess()), "trafilatura told it"
    except ImportError:
        told = "the element with most of its prose was taken (pip install 'policytext[html]' to ask trafilatura)"
    if body is None:
        body = find_densest(flow, weights)
    return body, (Doubt("page-body", f"no container on this page is known to hold its text: {told}"),)


def _titles(fields: Sequence[Given], window_title: str) -> Iterator[str]:
    """Yield what may be the document's title, the surest first."""
    yield from (g.value for g in fields if g.label.name == "title")
    whole = " ".join(window_title.split())
    parts = _SITE.split(whole)
    yield from (title for title in (whole, parts[0], *parts[1:]) if len(title) > 7)


def _keep_title(flow: Flow, body: Body, reasons: list[str], titles: Sequence[str]) -> list[str]:
    """Keep the title, and the number below it, that stand above the text, if it opens with none; return it."""
    place = find_page_title(flow, body.first, titles)
    if place is None or reasons[place] == _DATA:
        return []
    inside = [block for i, block in enumerate(flow.blocks[body.first : body.last], body.first) if not reasons[i]]
    if opens_with(inside, flow.blocks[place].text):
        reasons[place] = _TITLE_AGAIN
        return []
    reasons[place] = ""
    for i in range(place + 1, body.first):
        if NUMBER_LINE.match(flow.blocks[i].text):
            reasons[i] = ""
    return [flow.blocks[place].text]


@dataclass(slots=True)
class _Print:
    """Puts the lines of a page together, and keeps where each block stands in them."""

    blocks: Sequence[Block]
    reasons: Sequence[str]
    lines: list[str] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)
    """Block → the offset at which it is printed."""
    length: int = 0

    def page(self, fields: Sequence[Given], titles: Sequence[str], doubts: tuple[Doubt, ...]) -> Page:
        kept = [i for i, reason in enumerate(self.reasons) if not reason]
        groups = [[kept[i] for i in group] for group in join_title_lines([self.blocks[i] for i in kept], titles)]
        asides = list(self._print(groups))
        merged = [merge_blocks([self.blocks[i] for i in group]) for group in groups]
        starts = [self.at[group[0]] for group in groups]
        headings = (
            SetHeading(Span(starts[i], starts[i] + len(merged[i].text)), depth)
            for i, depth in find_depths(merged, titles)
        )
        layout = Layout(
            paragraphs=tuple(starts),
            asides=tuple(asides),
            headings=tuple(headings),
            grids=tuple(self._grids(kept)),
            fields=tuple(self._fields(fields)),
        )
        return Page("\n".join(self.lines), layout, doubts)

    def _print(self, groups: Sequence[Sequence[int]]) -> Iterator[Aside]:
        """Print everything in order, the lines of a title as one; yield the asides, neighbours of one kind as one."""
        opens = {group[0]: group for group in groups}
        reason, start = "", 0
        for i in range(len(self.blocks)):
            if self.reasons[i] != reason and (self.reasons[i] or i in opens):
                if reason:
                    yield Aside(Span(start, self.length), reason)
                reason, start = self.reasons[i], self.length
            if self.reasons[i]:
                self._line([i])
            elif i in opens:
                self._line(opens[i])
        if reason:
            yield Aside(Span(start, max(start, self.length - 1)), reason)

    def _line(self, members: Sequence[int]) -> None:
        self.lines.append("".join(self.blocks[i].text for i in members))
        for i in members:
            self.at[i] = self.length
            self.length += len(self.blocks[i].text)
        self.length += 1

    def _fields(self, fields: Sequence[Given]) -> Iterator[OfficialField]:
        for given in fields:
            span = None
            if given.block is not None:
                offset = self.at[given.block]
                span = Span(offset + given.start, offset + given.end)
            yield OfficialField(given.label.name, given.value, span)

    def _grids(self, kept: Sequence[int]) -> Iterator[Grid]:
        starts: dict[Table, dict[int, int]] = {}
        for i in kept:
            table = self.blocks[i].table
            if table is not None:
                starts.setdefault(table, {})[self.blocks[i].row] = self.at[i]
        for table, offsets in starts.items():
            if len(offsets) == len(table.lines):
                yield Grid(None, tuple(_place_row(table, row, offsets) for row in table.rows))


def _place_row(table: Table, row: Sequence[tuple[int, int, int]], offsets: dict[int, int]) -> tuple[Span, ...]:
    return tuple(_place_cell(table, cell, offsets) for cell in row)


def _place_cell(table: Table, cell: tuple[int, int, int], offsets: dict[int, int]) -> Span:
    line, start, end = min(cell[0], len(table.lines) - 1), cell[1], cell[2]
    length = len(table.lines[line])
    return Span(offsets[line] + min(start, length), offsets[line] + min(end, length))
