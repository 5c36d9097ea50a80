"""Paragraphs → the outline (章节) and what each paragraph is.

Markers decide the level: 一、 1, （一） 2, 1. 3, （1） 4; 编/章 1, 节 2, 条 one below its parent.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policytext.markers import Marker, MarkerKind, find_marker
from policytext.spans import Span
from policytext.structure.contents import fold_title, is_chapter
from policytext.structure.decimals import count_figures, is_decimal
from policytext.structure.document import Block, BlockKind, Section
from policytext.structure.paragraphs import Paragraph

_LEVELS = {MarkerKind.ONE: 1, MarkerKind.TWO: 2, MarkerKind.THREE: 3, MarkerKind.FOUR: 4, MarkerKind.DASH: 3}
_LONGEST_RUN_IN = 42
"""A run-in heading is shorter; a longer first sentence is prose behind a bare number."""
_LONGEST_LINE = 60
_LONGEST_ITEM = 24
"""A heading behind 1. or （1） is shorter; a longer first sentence is the measure itself."""
PRINCIPLES = re.compile(r"(?:基本|工作|主要|总体|实施|指导|遵循)?原则$|原则[：:]?$")
_INLINE = re.compile(r"(?:(?<=[。；;：:])|^)\s?(?P<number>\d{1,2})\s?[.．、](?!\d)\s?(?=[\u4e00-\u9fff“])")
_ASIDE = re.compile(r"[（(][^（）()]{0,120}[）)]")
_LETTER = re.compile(r"\w")
_LEAST_BARE = 2
_MOST_BARE = 0.6
"""Where this share of siblings, and so many, are sentences without a heading, all of them are."""
_ANNEX = re.compile(r"^附\s?件?\s?[\d一二三四五六七八九十]{0,2}\s?[：:]?$")
_BARE = re.compile(r"(?P<number>\d{1,2})[ \u3000]{1,4}(?=[\u4e00-\u9fff]\S*$)")
_NO_HEADING = re.compile(r"^附|^注[：:]|[，,].*[，,]|^[（(]|^\d{1,3}(?!\d*年)|^[表图]\s?[A-Z]?\.?\d")
_LEADS_TO_PAGE = re.compile(r"[.．…·]{4,}[\s\dIVX-]{0,8}$")
_PRINTED = re.compile(r"^【(?P<heading>[^】]{1,30})】")


@dataclass(frozen=True, slots=True)
class _Item:
    """A stretch of a paragraph: a heading with its prose, or prose alone."""

    span: Span
    marker: str
    heading: str
    level: int | None
    lead: int
    """Offset at which the prose starts; the span's end where there is none."""
    lost: bool = False
    number: int | None = None
    behind: int | None = None
    """Offset behind the marker of an item whose heading runs into its prose."""


@dataclass(slots=True)
class _State:
    """Where in the outline the reader is."""

    has_parts: bool
    numbered: Mapping[int, bool]
    """Level → whether headings of that level carry numbers."""
    set_levels: Mapping[int, int] = field(default_factory=dict)
    """Depth of a style or font → the level of the headings that are set in it."""
    open: list[tuple[int, str]] = field(default_factory=list)
    """(level, heading) of the sections around."""
    chapters: frozenset[str] = frozenset()
    """Headings of the chapters that the table of contents names."""
    in_article: bool = False
    decimal: bool = False
    """The document numbers its headings 1, 1.1, 1.1.1."""
    top: int = 0
    """Last number of a heading of the first level, in such a document."""
    enumerated: tuple[MarkerKind, int] | None = None
    """Kind and number of the last item of an enumeration, which is no section."""

    def enter(self, level: int, heading: str) -> None:
        self.open = [(lv, h) for lv, h in self.open if lv < level] + [(level, heading)]

    @property
    def in_principles(self) -> bool:
        return any(PRINCIPLES.search(heading) for _, heading in self.open)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document and its blocks, both in reading order."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]


def find_outline(paragraphs: Sequence[Paragraph], roles: Mapping[int, BlockKind], end: int) -> Outline:
    """Return the outline that a careful reader would see.

    Parameters
    ----------
    paragraphs : sequence of Paragraph
    roles : mapping
        Position of a paragraph → what it is, where that is settled already (header, signature).
    end : int
        Offset at which the last section ends.
    """
    state = _begin(paragraphs, roles)
    blocks: list[Block] = []
    items: list[_Item] = []
    for i, paragraph in enumerate(paragraphs):
        role = roles.get(i) or _plain_role(paragraph, paragraphs, i)
        if role is not None:
            blocks.append(Block(span=paragraph.span, kind=role, lead=paragraph.span.start))
            state.in_article = state.in_article and role is not BlockKind.TITLE
            continue
        for item in _read_items(paragraph, _following(paragraphs, roles, i), state):
            kind = BlockKind.HEADING if item.level is not None and item.lead >= item.span.end else BlockKind.PROSE
            blocks.append(Block(span=item.span, kind=kind, lead=item.lead))
            items += [item] if item.level is not None else []
    plain = {item.span: item for item in _plain_items(items)}
    items = [plain.get(item.span, item) for item in items]
    blocks = [replace(b, lead=plain[b.span].lead) if b.span in plain else b for b in blocks]
    return Outline(tuple(_nest(items, end)), tuple(blocks))


def _plain_items(items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield, without their headings, the items among siblings that are sentences: parallel items are built alike."""
    runs: dict[int, list[_Item]] = {}
    for item in (i for i in items if i.number is not None):
        run = runs.setdefault(item.level or 1, [])
        # 1.–90. that count on through the sections are one list.
        if run and (run[-1].number or 0) + 1 != item.number:
            yield from _without_headings(run)
            run.clear()
        run.append(item)
    for siblings in runs.values():
        yield from _without_headings(siblings)


def _without_headings(siblings: Sequence[_Item]) -> Iterator[_Item]:
    bare = sum(not item.heading for item in siblings)
    if bare < _LEAST_BARE or bare < _MOST_BARE * len(siblings):
        return
    for item in siblings:
        if item.heading and item.behind is not None:
            yield replace(item, heading="", lead=item.behind)


def _begin(paragraphs: Sequence[Paragraph], roles: Mapping[int, BlockKind]) -> _State:
    kinds = {p.marker.kind for i, p in enumerate(paragraphs) if p.marker and i not in roles}
    return _State(
        has_parts={MarkerKind.CHAPTER, MarkerKind.PART} <= kinds,
        numbered={1: bool(kinds & {MarkerKind.ONE, MarkerKind.CHAPTER}), 2: MarkerKind.TWO in kinds},
        chapters=frozenset(_listed_chapters(paragraphs, roles)),
        decimal=is_decimal([p for i, p in enumerate(paragraphs) if i not in roles]),
        set_levels=_set_levels([p for i, p in enumerate(paragraphs) if i not in roles]),
    )


def _set_levels(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the level of each depth: that of most numbered headings set so, else its rank among the depths."""
    told: dict[int, Counter[int]] = {p.depth: Counter() for p in paragraphs if p.depth}
    for paragraph in paragraphs:
        if paragraph.depth and paragraph.marker and (level := _LEVELS.get(paragraph.marker.kind)):
            told[paragraph.depth][level] += 1
    ranks = {depth: rank for rank, depth in enumerate(sorted(told), 1)}
    return {depth: count.most_common(1)[0][0] if count else ranks[depth] for depth, count in told.items()}


def _plain_role(paragraph: Paragraph, paragraphs: Sequence[Paragraph], i: int) -> BlockKind | None:
    if paragraph.is_row:
        return BlockKind.ROSTER
    if paragraph.is_contents and _LEADS_TO_PAGE.search(paragraph.text):
        return BlockKind.CONTENTS
    if _ANNEX.match(paragraph.text) or (paragraph.is_bracketed and paragraph.marker is None):
        return BlockKind.NOTE
    if i and _ANNEX.match(paragraphs[i - 1].text) and paragraph.is_line and paragraph.marker is None:
        return BlockKind.TITLE
    beside = [paragraphs[j] for j in (i - 1, i + 1) if 0 <= j < len(paragraphs)]
    if paragraph.is_line and paragraph.marker is None and not paragraph.marked and any(p.is_row for p in beside[:1]):
        return BlockKind.ROSTER
    return None


def _following(paragraphs: Sequence[Paragraph], roles: Mapping[int, BlockKind], i: int) -> Paragraph | None:
    return next((p for j, p in enumerate(paragraphs[i + 1 : i + 4], i + 1) if roles.get(j) is not BlockKind.NOTE), None)


def _read_items(paragraph: Paragraph, following: Paragraph | None, state: _State) -> Iterator[_Item]:
    """Yield what a paragraph of the body holds: one item, or several where headings run into it."""
    first = _read_opening(paragraph, following, state)
    if first.level is not None and not state.in_article:
        state.enter(first.level, first.heading)
    pieces = _inline_items(paragraph, first) if not state.in_article else []
    if not pieces:
        yield first
        return
    head_end = pieces[0].span.start
    if first.level is not None:
        yield replace(first, span=Span(first.span.start, head_end), lead=min(first.lead, head_end))
    elif head_end > first.span.start:
        yield replace(first, span=Span(first.span.start, head_end))
    for piece in pieces:
        state.enter(3, piece.heading)
        yield piece


def _read_opening(paragraph: Paragraph, following: Paragraph | None, state: _State) -> _Item:
    prose = _Item(paragraph.span, "", "", None, paragraph.span.start)
    return _read_numbered(paragraph, state) or _read_heading(paragraph, following, state) or prose


def _read_numbered(paragraph: Paragraph, state: _State) -> _Item | None:
    """Return the item of a part, a chapter, a node or an article (编章节条), or of a decimal number."""
    marker = paragraph.marker
    if _is_damaged_chapter(paragraph, state):
        return _damaged_chapter(paragraph, state)
    if marker and is_chapter(paragraph):
        return _chapter(paragraph, marker, state)
    if marker and marker.kind is MarkerKind.ARTICLE:
        return _article(paragraph, marker, state)
    decimal = marker is None or marker.kind is MarkerKind.DECIMAL
    return _decimal(paragraph, state) if decimal and state.decimal and not state.in_article else None


def _read_heading(paragraph: Paragraph, following: Paragraph | None, state: _State) -> _Item | None:
    marker = paragraph.marker
    if marker is None:
        return _lost_heading(paragraph, following, state)
    if state.in_article or marker.kind not in _LEVELS or (marker.kind is MarkerKind.DASH and not state.in_principles):
        return None
    heading, lead = split_heading(paragraph, own_line=paragraph.is_line)
    if marker.kind in (MarkerKind.THREE, MarkerKind.FOUR) and not state.in_principles and len(heading) > _LONGEST_ITEM:
        heading, lead = "", marker.end
    whole = lead >= len(paragraph.text) and paragraph.is_finished and not state.in_principles
    if whole and _is_measure(marker, following):
        heading, lead = "", marker.end
    if marker.kind is not MarkerKind.ONE and _is_enumerated(paragraph, marker, state):
        state.enumerated = (marker.kind, marker.number or 0)
        return None
    start = paragraph.span.start
    level, behind = _LEVELS[marker.kind], None if paragraph.is_line else start + marker.end
    return _Item(paragraph.span, marker.text, heading, level, start + lead, number=marker.number, behind=behind)


def _is_measure(marker: Marker, following: Paragraph | None) -> bool:
    """Tell whether a short sentence is a measure, no heading: what is behind it is the next item, or a higher one."""
    if marker.kind is MarkerKind.ONE or following is None:
        return marker.kind is not MarkerKind.ONE
    behind = following.marker
    return behind is not None and behind.kind in _LEVELS and _LEVELS[behind.kind] <= _LEVELS[marker.kind]


def _decimal(paragraph: Paragraph, state: _State) -> _Item | None:
    """Return the item of a paragraph in a document that is numbered 1, 1.1, 1.1.1: 4 范围, 4.2.1 总则."""
    start, marker = paragraph.span.start, paragraph.marker
    if marker is not None:
        heading, lead = split_heading(paragraph, own_line=paragraph.is_line)
        depth = count_figures(marker)
        first = re.match(r"\d+", marker.text)
        state.top = max(state.top, int(first[0]) if first else 0)
        return _Item(paragraph.span, marker.text, heading, depth, start + lead)
    bare = _BARE.match(paragraph.text)
    if bare is None or state.numbered.get(1) or not paragraph.is_line or int(bare["number"]) != state.top + 1:
        return None
    state.top += 1
    return _Item(paragraph.span, bare["number"], paragraph.text[bare.end() :], 1, paragraph.span.end)


def _is_enumerated(paragraph: Paragraph, marker: Marker, state: _State) -> bool:
    """Tell whether an item belongs to an enumeration: a semicolon ends it, or the item before."""
    goes_on = state.enumerated == (marker.kind, (marker.number or 0) - 1)
    return paragraph.text[-1] in "；;" or goes_on


def split_heading(paragraph: Paragraph, *, own_line: bool) -> tuple[str, int]:
    """Return the heading behind a paragraph's marker and the offset, in the paragraph, where its prose starts."""
    start = paragraph.marker.end if paragraph.marker else 0
    body = paragraph.text[start:]
    if own_line and len(body) <= _LONGEST_LINE:
        return body.rstrip("：: "), len(paragraph.text)
    return _run_in(body, start, len(paragraph.text))


def _run_in(body: str, start: int, end: int) -> tuple[str, int]:
    match = re.match(r"([^。！？；：:\n]{1,80})([。：:])", body)
    if match is None:
        return "", start
    chunk, rest = match.group(1), body[match.end() :]
    if match.group(2) != "。":
        # 一、总体要求： is a heading; （一）建设内容：包括… is one only where it is short.
        return (chunk, start + match.end()) if len(chunk) <= 12 and "，" not in chunk else ("", start)
    if len(chunk) <= _LONGEST_RUN_IN and chunk.count("，") <= 1 and _LETTER.search(_ASIDE.sub("", rest)):
        return chunk, start + match.end()
    if len(chunk) <= 20 and "，" not in chunk:
        return chunk, end
    return "", start


def _chapter(paragraph: Paragraph, marker: Marker, state: _State) -> _Item:
    state.in_article = False
    level = 1 if marker.kind is MarkerKind.PART else 2 if marker.kind is MarkerKind.NODE else 1
    level += int(state.has_parts and marker.kind is not MarkerKind.PART)
    heading = re.sub(r"\s+", "", paragraph.body) if len(paragraph.body) < 12 else paragraph.body
    return _Item(paragraph.span, marker.text, heading, level, paragraph.span.end)


def _listed_chapters(paragraphs: Sequence[Paragraph], roles: Mapping[int, BlockKind]) -> Iterator[str]:
    """Yield the headings of chapters (章) in a table of contents, folded."""
    for i, role in roles.items():
        marker = paragraphs[i].marker
        if role is BlockKind.CONTENTS and marker and marker.kind is MarkerKind.CHAPTER:
            yield fold_title(paragraphs[i].body)


def _is_damaged_chapter(paragraph: Paragraph, state: _State) -> bool:
    known = bool(state.chapters) and paragraph.is_line and not is_chapter(paragraph)
    return known and fold_title(paragraph.body) in state.chapters


def _damaged_chapter(paragraph: Paragraph, state: _State) -> _Item:
    """Return a chapter whose number is lost, or became a converter's 3., as its heading in the contents tells."""
    state.in_article = False
    text, level = paragraph.marker.text if paragraph.marker else "", 1 + int(state.has_parts)
    return _Item(paragraph.span, text, re.sub(r"\s+", "", paragraph.body), level, paragraph.span.end, not text)


def _article(paragraph: Paragraph, marker: Marker, state: _State) -> _Item:
    state.in_article = True
    level = max((level for level, _ in state.open), default=0) + 1
    printed = _PRINTED.match(paragraph.body)
    lead = marker.end + (printed.end() if printed else 0)
    return _Item(paragraph.span, marker.text, printed["heading"] if printed else "", level, paragraph.span.start + lead)


def _lost_heading(paragraph: Paragraph, following: Paragraph | None, state: _State) -> _Item | None:
    """Return a heading on its own line whose number is gone, or was never there."""
    if state.in_article or not paragraph.is_line or following is None:
        return None
    if paragraph.depth and (level := state.set_levels.get(paragraph.depth)):
        return _Item(paragraph.span, "", paragraph.text, level, paragraph.span.end, bool(state.numbered.get(level)))
    leads = following.marker is not None or following.is_finished or len(following.text) > 60
    short = 3 <= len(paragraph.text) <= (46 if paragraph.marked else 34)
    if not (short and leads and not _NO_HEADING.search(paragraph.text)):
        return None
    if not (paragraph.marked or len(following.text) >= 30 or following.marker):
        return None
    numbered = state.numbered.get(1) or state.numbered.get(2)
    outer = following.marker is not None and following.marker.kind is MarkerKind.TWO and following.marker.number == 1
    inside = any(level == 1 for level, _ in state.open)
    level = 2 if state.numbered.get(1) and inside and not outer else 1
    if level == 1 and numbered and not outer and not inside and state.numbered.get(1):
        return None
    lost = bool(state.numbered.get(level))
    return _Item(paragraph.span, "", paragraph.text, level, paragraph.span.end, lost)


def _inline_items(paragraph: Paragraph, first: _Item) -> list[_Item]:
    """Return the 1.…2.… items with run-in headings inside a paragraph; [] where their numbers do not count up."""
    base = paragraph.span.start
    start = (first.lead if first.level is not None else base) - base
    if first.level is not None and first.level > 3:
        return []
    found = list(_INLINE.finditer(paragraph.text, start))
    opening = paragraph.marker.number if first.level == 3 and paragraph.marker and first.heading else 0
    if opening is None or len(found) < (1 if opening else 2):
        return []
    if [int(m["number"]) for m in found] != list(range(opening + 1, opening + len(found) + 1)):
        return []
    edges = [m.start() for m in found] + [len(paragraph.text)]
    items = []
    for match, end in zip(found, edges[1:], strict=True):
        body = paragraph.text[match.end() : end]
        heading, lead = _run_in(body, match.end(), end)
        if not heading:
            return []
        marker = find_marker(match.group().strip())
        text = marker.text if marker else match.group().strip()
        items.append(_Item(Span(base + match.start(), base + end), text, heading, 3, base + lead))
    return items


def _nest(items: Sequence[_Item], end: int) -> Iterator[Section]:
    """Yield sections with parents and with ends that cover all below them."""
    ends = [end] * len(items)
    parents: list[int | None] = []
    stack: list[int] = []
    for i, item in enumerate(items):
        while stack and (items[stack[-1]].level or 0) >= (item.level or 0):
            ends[stack.pop()] = item.span.start
        parents.append(stack[-1] if stack else None)
        stack.append(i)
    for i, item in enumerate(items):
        yield Section(
            id=i,
            marker=item.marker,
            heading=item.heading,
            level=item.level or 1,
            parent=parents[i],
            span=Span(item.span.start, max(ends[i], item.span.end)),
            lost_number=item.lost,
        )
