"""Which of a page's blocks are the document, and what the others are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from policytext.lexicons import load_lexicon
from policytext.reading.html.fields import is_all_labels
from policytext.reading.html.flow import Block, Flow, Region
from policytext.reading.html.names import furniture_of, is_container, resembles_container

_MARKS = re.compile(r"[，。；：、]")
_SHORTEST_PROSE = 15
_LINKED = 0.4
_MOST = 0.9
_HALF = 0.5
_LINKS = 0.8
_SMALL = 0.1
_SMALL_TEXT = 400
_EDGE_ABOVE, _EDGE_BELOW = 4, 12


@dataclass(frozen=True, slots=True)
class Body:
    """The stretch `[first, last)` of blocks that holds the document, and how it was told."""

    first: int
    last: int
    rule: str
    """The container's name; empty where no rule knows the page."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much prose the blocks hold, summed from the start."""

    sums: Sequence[int]

    def of(self, first: int, last: int) -> int:
        """Return how much the blocks `[first, last)` hold."""
        return self.sums[last] - self.sums[first]

    @property
    def total(self) -> int:
        """How much the page holds."""
        return self.sums[-1]


def weigh(blocks: Sequence[Block], tables: Sequence[tuple[int, int]]) -> Weights:
    """Return the weights of the blocks; tables of official data have none."""
    data = {i for first, last in tables for i in range(first, last)}
    prose = [0 if i in data else _prose(block) for i, block in enumerate(blocks)]
    if not any(prose):
        # A notice of one line: whatever is no link.
        prose = [0 if i in data else len(b.text) - b.linked for i, b in enumerate(blocks)]
    return Weights(list(accumulate(prose, initial=0)))


def _prose(block: Block) -> int:
    length = len(block.text)
    if block.linked > _LINKED * length or line_furniture(block.text, edge=True):
        return 0
    if block.table is not None:
        return length // 2
    return length if length >= _SHORTEST_PROSE and _MARKS.search(block.text) else 0


def find_container(flow: Flow, weights: Weights) -> Body | None:
    """Return the body by the names of its container; None where no rule holds half of the page's prose."""
    for known in (is_container, resembles_container):
        named = [r for r in flow.regions if r.tag != "html" and (r.tag in ("article", "main") or known(r.names))]
        named = [r for r in named if r.tag != "body" and not furniture_of(r.names)] or named
        if named and (body := _innermost(named, weights)):
            return body
    return None


def _innermost(named: Sequence[Region], weights: Weights) -> Body | None:
    best = max(named, key=lambda r: weights.of(r.first, r.last))
    most = weights.of(best.first, best.last)
    if most < _HALF * weights.total or not most:
        return None
    if most < _MOST * weights.total and (series := _series(named, weights)):
        return series
    full = [r for r in named if weights.of(r.first, r.last) >= _MOST * most]
    region = min(full, key=lambda r: r.last - r.first)
    return Body(region.first, region.last, " ".join(region.names) or region.tag)


def _series(named: Sequence[Region], weights: Weights) -> Body | None:
    """Return the stretch of several containers of one name that hold the text piece by piece."""
    pieces: dict[tuple[str, ...], list[Region]] = {}
    for region in named:
        pieces.setdefault(region.names, []).append(region)
    for names, regions in pieces.items():
        parts = [r for i, r in enumerate(regions) if i + 1 == len(regions) or r.last <= regions[i + 1].first]
        if names and len(parts) > 1 and sum(weights.of(r.first, r.last) for r in parts) >= _MOST * weights.total:
            return Body(parts[0].first, parts[-1].last, " ".join(names))
    return None


def find_densest(flow: Flow, weights: Weights) -> Body:
    """Return the innermost element that holds nearly all of the page's prose."""
    regions = [r for r in flow.regions if r.tag not in ("p", "span", "b", "strong", "a", "li")]
    full = [r for r in regions if weights.of(r.first, r.last) >= _MOST * weights.total]
    if not full:
        return Body(0, len(flow.blocks), "")
    region = min(full, key=lambda r: r.last - r.first)
    return Body(region.first, region.last, "")


def find_stretch(flow: Flow, extracted: str) -> Body | None:
    """Return the stretch of the blocks that another extractor's text holds; None where they share nothing."""
    have = "".join(extracted.split())
    long = [i for i, b in enumerate(flow.blocks) if len(b.text) >= _SHORTEST_PROSE]
    known = [i for i in long if _prose(flow.blocks[i]) and _folded(flow.blocks[i].text) in have]
    if not known:
        return None
    first, last = known[0], known[-1] + 1
    # An extractor for the news leaves out short lines at the ends: addressee, signature, date.
    around = [r for r in flow.regions if r.first <= first and last <= r.last]
    region = min(around, key=lambda r: r.last - r.first, default=Region("", (), first, last))
    added = [*flow.blocks[region.first : first], *flow.blocks[last : region.last]]
    if 2 * sum(b.linked for b in added) > sum(len(b.text) for b in added):
        return Body(first, last, "trafilatura")
    return Body(region.first, region.last, "trafilatura")


def _folded(text: str) -> str:
    return "".join(text.split())


def name_furniture(flow: Flow, body: Body, weights: Weights) -> list[str]:
    """Return for each block what it is if it is no part of the document; empty for a block of the document."""
    reasons = ["" if body.first <= i < body.last else "page furniture" for i in range(len(flow.blocks))]
    # The inner regions come first: what they say is more exact than what stands around them.
    for region in reversed(flow.regions):
        reason = _region_reason(flow, region, weights, inside=body.first <= region.first and region.last <= body.last)
        if reason and (region.last <= body.first or region.first >= body.last or body.first <= region.first):
            reasons[region.first : region.last] = [reason] * (region.last - region.first)
    for i, block in enumerate(flow.blocks):
        edge = i < body.first + _EDGE_ABOVE or i >= body.last - _EDGE_BELOW
        if reason := line_furniture(block.text, edge=edge):
            reasons[i] = reason
        elif (reasons[i] or edge) and is_all_labels(block.text, fewest=1 if reasons[i] else 2):
            reasons[i] = "publication line"
        elif reasons[i] == "page furniture" and block.linked > _HALF * len(block.text):
            reasons[i] = "navigation"
    _follow_links(flow.blocks, reasons, body)
    return reasons


def _follow_links(blocks: Sequence[Block], reasons: list[str], body: Body) -> None:
    """Mark the links behind a line that announces them (相关链接：) as furniture, too."""
    for i in range(max(1, body.first), body.last):
        if reasons[i - 1] == "related links" and not reasons[i] and blocks[i].linked > _LINKS * len(blocks[i].text):
            reasons[i] = "related links"


def _region_reason(flow: Flow, region: Region, weights: Weights, *, inside: bool) -> str:
    """Return what furniture an element is; inside the body only where it is small, and links if it should be."""
    reason = {"nav": "navigation", "footer": "footer"}.get(region.tag) or furniture_of(region.names)
    if not reason or not inside:
        return reason
    if weights.of(region.first, region.last) > _SMALL * weights.total:
        return ""
    blocks = flow.blocks[region.first : region.last]
    size = sum(len(b.text) for b in blocks)
    if reason in ("navigation", "breadcrumb", "related links"):
        return reason if sum(b.linked for b in blocks) > _HALF * size else ""
    return reason if size <= _SMALL_TEXT and not any(b.style.heading for b in blocks) else ""


def line_furniture(text: str, *, edge: bool) -> str:
    """Return what furniture a line is by its words; `edge` for one of the text's first or last lines.

    Examples
    --------
    >>> line_furniture("扫一扫在手机打开当前页", edge=False)
    'QR code'
    """
    if len(text) > _LONGEST_LINE:
        return ""
    return next((reason for reason, only_edge, fits in _lines() if (edge or not only_edge) and fits(text)), "")


_LONGEST_LINE = 200


@cache
def _lines() -> Sequence[tuple[str, bool, Callable[[str], object]]]:
    entries: Sequence[Mapping[str, str]] = load_lexicon("websites")["line"]
    return [(e["reason"], e["where"] == "edge", re.compile(e["pattern"]).search) for e in entries]


def find_runs(reasons: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches `[first, last)` of blocks that are furniture of one kind."""
    first = 0
    for i in range(1, len(reasons) + 1):
        if i == len(reasons) or reasons[i] != reasons[first]:
            if reasons[first]:
                yield first, i, reasons[first]
            first = i
