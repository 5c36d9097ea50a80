"""Where the boxes of a cascade stand: a band for each level of government, from the top down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from policytext.labels import LEVEL, Label
from policytext.tracing.cascade import Cascade, Edge, Node

BOX_WIDTH, BOX_HEIGHT = 212.0, 92.0
GAP_X, GAP_Y = 28.0, 46.0
BAND_LABEL = 92.0
"""Width of the column on the left that names the levels."""
_LINE_COLUMNS = 30
_LINES = 3
_PER_LINE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A document's place, its upper left corner, and its title cut into lines."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]
    caption: str

    @property
    def middle(self) -> float:
        """Where lines meet the box, from the left."""
        return self.x + BOX_WIDTH / 2


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


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing, in points; y grows downwards."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    bands: tuple[Band, ...]
    width: float
    height: float


def arrange_cascade(cascade: Cascade) -> Layout:
    """Return where everything of a cascade stands; documents near those that they go back to."""
    lines = list(_order_lines(cascade))
    widest = max((len(nodes) for _, nodes in lines), default=1)
    width = BAND_LABEL + widest * (BOX_WIDTH + GAP_X) + GAP_X
    boxes = [box for i, (_, nodes) in enumerate(lines) for box in _place_line(nodes, i, width)]
    known = {box.node.id: box for box in boxes}
    direct = [e for e in cascade.edges if e.direct and e.citing in known and e.cited in known]
    links = [Link(edge, known[edge.cited], known[edge.citing]) for edge in direct]
    bands = list(_find_bands([level for level, _ in lines]))
    return Layout(tuple(boxes), tuple(links), tuple(bands), width, _line_y(len(lines)))


def _order_lines(cascade: Cascade) -> Iterator[tuple[str, list[Node]]]:
    above = {e.citing: [d.cited for d in cascade.edges if d.direct and d.citing == e.citing] for e in cascade.edges}
    place: dict[str, float] = {}
    for level in LEVEL:
        nodes = [n for n in cascade.nodes if (n.level if n.level in LEVEL else "") == level]
        nodes.sort(key=lambda n: _mean([place[id] for id in above.get(n.id, []) if id in place]))
        place |= {node.id: (i + 0.5) / len(nodes) for i, node in enumerate(nodes)}
        yield from ((level, nodes[i : i + _PER_LINE]) for i in range(0, len(nodes), _PER_LINE))


def _mean(places: Sequence[float]) -> float:
    return sum(places) / len(places) if places else 0.5


def _line_y(line: int) -> float:
    return GAP_Y / 2 + line * (BOX_HEIGHT + GAP_Y)


def _place_line(nodes: list[Node], line: int, width: float) -> Iterator[Box]:
    room = width - BAND_LABEL
    step = room / len(nodes)
    for i, node in enumerate(nodes):
        x = BAND_LABEL + step * (i + 0.5) - BOX_WIDTH / 2
        lines = wrap_text(node.title or node.number or node.id)
        yield Box(node=node, x=x, y=_line_y(line), lines=lines, caption=_render_caption(node))


def _render_caption(node: Node) -> str:
    number = node.number if node.title else None
    parts = [number or (None if node.level else node.issuer), None if node.held else "未收文件"]
    return " · ".join(part for part in parts if part)


def _find_bands(levels: list[str]) -> Iterator[Band]:
    for level in dict.fromkeys(levels):
        first, count = levels.index(level), levels.count(level)
        top = _line_y(first) - GAP_Y / 2
        yield Band(LEVEL[level], top, count * (BOX_HEIGHT + GAP_Y))


def wrap_text(text: str, *, columns: int = _LINE_COLUMNS, lines: int = _LINES) -> tuple[str, ...]:
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
