"""Where the boxes of a cascade stand: a band for each level of government, from the top down.

Each document stands below the one it hangs on, in a column of its own, so that a line that skips a level meets no box;
what has no level (newspapers, authors) stands on the right, beside the bands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from policytext.labels import LEVEL, Label
from policytext.tracing.cascade import Cascade, Edge, Node

BOX_WIDTH, BOX_HEIGHT = 212.0, 88.0
GAP_X, GAP_Y = 24.0, 46.0
BAND_LABEL = 88.0
"""Width of the column on the left that names the levels."""
ASIDE = 56.0
"""Width of the gap before the documents without a level."""
_COLUMNS = 30
_LINES = 3
_GROUP = 5
"""More siblings than this, with nothing below them, stand in several lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A document's place, its upper left corner, and its title cut into lines."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]
    caption: str
    aside: bool = False

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return self.x + BOX_WIDTH / 2

    @property
    def centre(self) -> float:
        """Half way between top and bottom."""
        return self.y + BOX_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A level's stretch from the top down."""

    label: Label
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A direct edge with both of its boxes."""

    edge: Edge
    upper: Box
    lower: Box
    trunk: float = 0.0
    """Where a line to a document aside turns down, from the left: a place of its own for each upper document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A drawing, in points; y grows downwards."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    bands: tuple[Band, ...]
    aside: float | None
    """Where the part without levels starts, from the left; None where there is none."""
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Spot:
    """A document's line and column, in units of boxes; `line` counts within its level."""

    level: str
    line: int
    column: float


def arrange_cascade(cascade: Cascade) -> Layout:
    """Return where everything of a cascade stands."""
    tree = {node.id: edge.cited if edge else None for _, node, edge in cascade.walk()}
    levels = {n.id: n.level for n in cascade.nodes if n.level and n.level in LEVEL}
    spots = _place_tree({id: _find_above(id, tree, levels) for id in tree if id in levels}, levels)
    bands = list(_find_bands(spots))
    columns = max((spot.column for spot in spots.values()), default=-1.0) + 1
    edge = BAND_LABEL + columns * (BOX_WIDTH + GAP_X) + GAP_X
    others = [n for n in cascade.nodes if n.id not in levels]
    boxes = [*_set_boxes(cascade, spots, bands), *_set_aside(others, edge + ASIDE)]
    known = {box.node.id: box for box in boxes}
    direct = [e for e in cascade.edges if e.direct and e.citing in known and e.cited in known]
    return Layout(
        boxes=tuple(boxes),
        links=tuple(_link([Link(e, known[e.cited], known[e.citing]) for e in direct], edge)),
        bands=tuple(bands),
        aside=edge if others else None,
        width=edge + (ASIDE + BOX_WIDTH + GAP_X if others else 0.0),
        height=max((box.y for box in boxes), default=0.0) + BOX_HEIGHT + GAP_Y / 2,
    )


def _link(links: Sequence[Link], edge: float) -> Iterator[Link]:
    uppers = list(dict.fromkeys(link.edge.cited for link in links if link.lower.aside))
    for link in links:
        place = (uppers.index(link.edge.cited) + 1) / (len(uppers) + 1) if link.lower.aside else 0.5
        yield replace(link, trunk=edge + (ASIDE - 12) * place)


def _find_above(id: str, tree: Mapping[str, str | None], levels: Mapping[str, str]) -> str | None:
    above, order = tree[id], list(LEVEL)
    if above is None or above not in levels or order.index(levels[above]) > order.index(levels[id]):
        return None
    return above


def _place_tree(above: Mapping[str, str | None], levels: Mapping[str, str]) -> dict[str, _Spot]:
    below: dict[str | None, list[str]] = {}
    for id, parent in above.items():
        below.setdefault(parent, []).append(id)
    order = list(_walk_down(below))
    lines: dict[str, int] = {}
    columns: dict[str, float] = {}
    width = 0
    for id in order:
        parent = above[id]
        lines.setdefault(id, lines[parent] + 1 if parent and levels[parent] == levels[id] else 0)
        if id in below or id in columns:
            continue
        group = [i for i in below[parent] if i not in below and levels[i] == levels[id]]
        columns |= {sibling: float(width + i % _GROUP) for i, sibling in enumerate(group)}
        lines |= {sibling: lines[id] + i // _GROUP for i, sibling in enumerate(group)}
        width += min(len(group), _GROUP)
    for id in reversed(order):
        if inner := [columns[child] for child in below.get(id, [])]:
            columns[id] = (min(inner) + max(inner)) / 2
    return {id: _Spot(levels[id], lines[id], columns[id]) for id in order}


def _walk_down(below: Mapping[str | None, list[str]]) -> Iterator[str]:
    stack = below.get(None, [])[::-1]
    while stack:
        id = stack.pop()
        yield id
        stack += below.get(id, [])[::-1]


def _find_bands(spots: Mapping[str, _Spot]) -> Iterator[Band]:
    top = 0.0
    for level, label in LEVEL.items():
        lines = [spot.line for spot in spots.values() if spot.level == level]
        if lines:
            height = (max(lines) + 1) * (BOX_HEIGHT + GAP_Y)
            yield Band(label, top, height)
            top += height


def _set_boxes(cascade: Cascade, spots: Mapping[str, _Spot], bands: Sequence[Band]) -> Iterator[Box]:
    tops = {band.label: band.y for band in bands}
    for node in cascade.nodes:
        if spot := spots.get(node.id):
            x = BAND_LABEL + GAP_X + spot.column * (BOX_WIDTH + GAP_X)
            y = tops[LEVEL[spot.level]] + GAP_Y / 2 + spot.line * (BOX_HEIGHT + GAP_Y)
            yield _make_box(node, x, y, aside=False)


def _set_aside(nodes: Sequence[Node], x: float) -> Iterator[Box]:
    for i, node in enumerate(nodes):
        yield _make_box(node, x, GAP_Y / 2 + i * (BOX_HEIGHT + GAP_Y / 2), aside=True)


def _make_box(node: Node, x: float, y: float, *, aside: bool) -> Box:
    lines = wrap_text(node.title or node.number or node.id)
    parts = [node.number if node.title else None, node.issuer if aside else None, None if node.held else "未收文件"]
    caption = wrap_text(" · ".join(part for part in parts if part), columns=34, lines=1)
    return Box(node=node, x=x, y=y, lines=lines, caption=caption[0], aside=aside)


def wrap_text(text: str, *, columns: int = _COLUMNS, lines: int = _LINES) -> tuple[str, ...]:
    """Cut a title into lines of so many columns, a Chinese character counting as two; what is too long ends in ….

    Examples
    --------
    >>> wrap_text("加强社区治理的意见", columns=8, lines=2)
    ('加强社区', '治理的…')
    """
    cut, line, width = [], "", 0
    # No title needs more than the lines can show; one of 10,000 characters must not cost time.
    for character in " ".join(text[: columns * lines + 1].split()):
        wide = 2 if east_asian_width(character) in "WFA" else 1
        if width + wide > columns:
            cut.append(line)
            line, width = "", 0
        line, width = line + character, width + wide
    cut.append(line)
    if len(cut) <= lines:
        return tuple(cut)
    return (*cut[: lines - 1], cut[lines - 1][:-1] + "…")
