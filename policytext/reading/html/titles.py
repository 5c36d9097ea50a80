"""What a web page sets as its title and as headings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.markers import find_marker
from policytext.reading.html.flow import Block, Flow
from policytext.reading.html.names import split_name

_ENDS = "。；，,;！？!?"
_CLOSERS = "”’」』）)】》"
_LONGEST = 60
_LONGEST_BOLD = 30
_LARGE = 15.0
_MOST_LINES = 5
_DISPLAY = 7
_TITLE_ZONE = 12
_SHORTEST = 4
_TITLE_NAMES = frozenset({"title", "tit", "bt", "biaoti", "titles", "headline", "tittle", "btitle"})
_NUMBERED = ("（", "(", "第", "【")


def join_title_lines(blocks: Sequence[Block], titles: Sequence[str]) -> Iterator[list[int]]:
    """Yield the blocks that make one paragraph together: a title that is set in several lines.

    Lines belong together where they are set alike, centred and bold or large, and none opens a part of its own; or
    where together they are a title that the page gives elsewhere.
    """
    known = {fold(title) for title in titles}
    i = 0
    while i < len(blocks):
        count = _known_lines(blocks, i, known) or _alike_lines(blocks, i)
        yield list(range(i, i + count))
        i += count


def _known_lines(blocks: Sequence[Block], i: int, known: set[str]) -> int:
    text = ""
    for count in range(1, min(_MOST_LINES, len(blocks) - i) + 1):
        text += fold(blocks[i + count - 1].text)
        if text in known:
            return count
        if not any(title.startswith(text) for title in known):
            return 0
    return 0


def _alike_lines(blocks: Sequence[Block], i: int) -> int:
    count = 1
    while i + count < len(blocks) and count < _MOST_LINES and _goes_on(blocks[i + count - 1], blocks[i + count]):
        count += 1
    return count


def _goes_on(above: Block, block: Block) -> bool:
    style, other = above.style, block.style
    if (
        block.gap
        or above.table
        or block.table
        or above.cell != block.cell
        or not (is_display(above) and is_display(block))
    ):
        return False
    if (style.bold, style.size, style.heading) != (other.bold, other.size, other.heading) or style.heading:
        return False
    return not (block.text.startswith(_NUMBERED) or find_marker(block.text) or above.text.startswith(("附", "第")))


def is_display(block: Block) -> bool:
    """Tell whether a block is set apart as a title or heading is: short, centred, bold or large."""
    style = block.style
    return style.centred and (style.bold or style.size >= _LARGE) and _is_short(block.text, _LONGEST)


def _is_short(text: str, longest: int) -> bool:
    bare = text.rstrip(_CLOSERS)
    return len(text) <= longest and bool(bare) and bare[-1] not in _ENDS


def merge_blocks(blocks: Sequence[Block]) -> Block:
    """Return the blocks as one paragraph."""
    first = blocks[0]
    return replace(first, text="".join(b.text for b in blocks), linked=sum(b.linked for b in blocks))


def fold(text: str) -> str:
    """Return a title as titles are compared: without spaces and with one kind of brackets."""
    return "".join(text.split()).translate(_SAME)


_SAME = str.maketrans({"(": "（", ")": "）", "<": "〈", ">": "〉", "「": "“", "」": "”", '"': "”", "“": "”"})


def find_page_title(flow: Flow, first: int, titles: Sequence[str]) -> int | None:
    """Return the block above the text that prints its title; None where there is none."""
    known = {fold(title) for title in titles}
    above = range(max(0, first - _TITLE_ZONE), first)
    for i in reversed(above):
        text = fold(flow.blocks[i].text)
        if len(text) >= _SHORTEST and (text in known or any(len(text) > 7 and t.startswith(text) for t in known)):
            return i
    named = _named(flow, above)
    for i in reversed(above):
        block = flow.blocks[i]
        fits = block.style.heading in (1, 2, 3) or i in named or is_display(block)
        if fits and _SHORTEST < len(block.text) <= 2 * _LONGEST and not block.linked:
            return i
    return None


def _named(flow: Flow, above: range) -> set[int]:
    """Return the blocks that stand alone in an element named as a title."""
    regions = (r for r in flow.regions if r.last - r.first == 1 and r.first in above)
    return {r.first for r in regions if any(not _TITLE_NAMES.isdisjoint(split_name(name)) for name in r.names)}


def opens_with(blocks: Sequence[Block], title: str) -> bool:
    """Tell whether the first lines of a text print a title, in one line or several."""
    want = fold(title)
    head = blocks[:_TITLE_ZONE]
    return any("".join(fold(b.text) for b in head[i : i + _MOST_LINES]).startswith(want) for i in range(len(head)))


def find_depths(blocks: Sequence[Block], titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each block that is set as a heading with its depth; what is set alike has one depth, the title 0."""
    known = {fold(title) for title in titles}
    title = next((i for i, b in enumerate(blocks[:_TITLE_ZONE]) if fold(b.text) in known), None)
    if title is None:
        title = next((i for i, b in enumerate(blocks[:_TITLE_ZONE]) if is_display(b) or b.style.heading == 1), None)
    own = _look(blocks[title]) if title is not None else None
    if own is not None and own[0] < _DISPLAY:
        # An h2 may be the title and what stands over each part of the text.
        own = None
    looks = sorted({look for b in blocks if (look := _look(b)) and look != own})
    for i, block in enumerate(blocks):
        look = _look(block)
        if i == title or (look and look == own and not find_marker(block.text)):
            yield i, 0
        elif look and look in looks:
            yield i, looks.index(look) + 1
        elif look:
            yield i, len(looks) + 1


def _look(block: Block) -> tuple[int, int, float] | None:
    """Return how a heading is set, higher ones first; None for a block that is set as no heading."""
    style = block.style
    if block.table:
        return None
    if style.heading and _is_short(block.text, 2 * _LONGEST):
        return (style.heading, 0, 0.0)
    if is_display(block):
        return (_DISPLAY, 0, -style.size)
    if style.bold and not style.centred and _is_short(block.text, _LONGEST_BOLD) and block.text[-1] not in "：:）)":
        return (_DISPLAY + 1, 0, -style.size)
    return None
