"""Where the boxes of a cascade stand: a band for each level of government, from the top down.

Each document stands below the one it hangs on, in a column of its own, so that a line that skips a level meets no box;
what has no level (newspapers, authors) stands on the right, beside the bands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.labels import BASIS, LEVEL, Label, find_label
from policytext.reporting.lettering import wrap_text
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Basis, Edge, Node

BOX_WIDTH, BOX_HEIGHT = 212.0, 88.0
GAP_X, GAP_Y = 24.0, 46.0
BAND_LABEL = 88.0
"""Width of the column on the left that names the levels."""
ASIDE = 56.0
"""Width of the gap before the documents without a level."""
_GROUP = 5
"""More siblings than this, with nothing below them, stand in several lines."""
_PORT = 14.0
"""Between two lines that leave or reach the same side of a box; less where there are many."""


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
    start: float = 0.0
    """Where the line leaves the upper box, from the left; no two lines leave at the same place."""
    end: float = 0.0
    """Where it reaches the lower box."""
    beside: bool = False
    """True where another box stands above the lower one: the line comes down at `end`, left of both."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the lines to a box rest on, where that is not a citation; `y` is the middle of the letters."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A drawing, in points; y grows downwards."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    bands: tuple[Band, ...]
    notes: tuple[Note, ...]
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
    links = tuple(_pass_beside(boxes, _link([Link(e, known[e.cited], known[e.citing]) for e in direct], edge)))
    return Layout(
        boxes=tuple(boxes),
        links=links,
        bands=tuple(bands),
        notes=tuple(_note(links)),
        aside=edge if others else None,
        width=edge + (ASIDE + BOX_WIDTH + GAP_X if others else 0.0),
        height=max((box.y for box in boxes), default=0.0) + BOX_HEIGHT + GAP_Y / 2,
    )


def _link(links: Sequence[Link], edge: float) -> Iterator[Link]:
    uppers = list(dict.fromkeys(link.edge.cited for link in links if link.lower.aside))
    down = [link for link in links if not (link.lower.aside or link.upper.aside)]
    starts = _find_ports([(link.upper, link.lower) for link in down])
    ends = _find_ports([(link.lower, link.upper) for link in down])
    for link in links:
        place = (uppers.index(link.edge.cited) + 1) / (len(uppers) + 1) if link.lower.aside else 0.5
        here, there = link.edge.cited, link.edge.citing
        start, end = starts.get((here, there), link.upper.middle), ends.get((there, here), link.lower.middle)
        yield replace(link, trunk=edge + (ASIDE - 12) * place, start=start, end=end)


def _pass_beside(boxes: Sequence[Box], links: Iterable[Link]) -> Iterator[Link]:
    columns: dict[float, list[float]] = {}
    for box in boxes:
        columns.setdefault(box.x, []).append(box.y)
    for link in links:
        # A line behind a box would read as two steps of the cascade, one into that box and one out of it.
        met = any(link.upper.y < y < link.lower.y for y in columns[link.lower.x])
        yield replace(link, beside=True, end=link.lower.x - GAP_X / 2) if met and not link.lower.aside else link


def _find_ports(pairs: Sequence[tuple[Box, Box]]) -> dict[tuple[str, str], float]:
    """Return where each line meets the first box of its pair, in the order in which the other boxes stand."""
    met: dict[str, list[tuple[Box, Box]]] = {}
    for pair in pairs:
        met.setdefault(pair[0].node.id, []).append(pair)
    ports = {}
    for id, lines in met.items():
        step = min(_PORT, (BOX_WIDTH - 2 * _PORT) / len(lines))
        for i, (own, other) in enumerate(sorted(lines, key=lambda pair: (pair[1].middle, pair[1].y))):
            ports[id, other.node.id] = own.middle + (i - (len(lines) - 1) / 2) * step
    return ports


def _note(links: Sequence[Link]) -> Iterator[Note]:
    inferred: dict[str, list[Link]] = {}
    for link in links:
        if link.edge.basis is not Basis.CITATION and not link.lower.aside:
            inferred.setdefault(link.edge.citing, []).append(link)
    for found in inferred.values():
        told = dict.fromkeys(_name_basis(link.edge) for link in found)
        right = max(link.end for link in links if link.edge.citing == found[0].edge.citing)
        yield Note("、".join(told), right + 6, found[0].lower.y - 13)


def _name_basis(edge: Edge) -> str:
    score = f" {edge.score:.2f}" if edge.basis is Basis.WORDING else ""
    return find_label(BASIS, edge.basis).chinese + score


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
