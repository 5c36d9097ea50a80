"""Rises (自下而上): what first appeared low, and a document of a higher level has later."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from policytext.structure.document import RANKS
from policytext.tracing.sentence_index import Shelf, find_runs, find_telling, runs_of
from policytext.tracing.values import Addition, Node, Rise

LEAST_RISEN = 0.6
"""Share of an addition's runs that a later document above holds at least."""


@dataclass(slots=True)
class _Candidate:
    """An addition that may have risen."""

    addition: Addition
    home: Node
    runs: frozenset[str]
    first: bool = True
    """Whether no other document had it before, or on the same day."""
    later: list[Node] = field(default_factory=list)
    """Documents of higher levels that have it after, in the order of their dates."""


def find_rises(nodes: Sequence[Node], additions: Sequence[Addition], held: Shelf) -> Iterator[Rise]:
    """Yield the additions that a document of a higher level has later, and none had before: innovations from below.

    Parameters
    ----------
    nodes : sequence of Node
        Those without date or level, and those that are not held, neither lend nor borrow.
    additions : sequence of Addition
    held : Shelf
        The documents to look in.
    """
    dated = sorted((n for n in nodes if n.date and n.level in RANKS and n.id in held), key=lambda n: str(n.date))
    candidates = list(_candidates(dated, additions))
    counts = Counter(run for candidate in candidates for run in candidate.runs)
    homes: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        for run in find_telling(candidate.runs, counts, LEAST_RISEN):
            homes[run].append(number)
    for node in dated if candidates else ():
        runs = runs_of(held.documents[node.id])
        for number in sorted({n for run in runs & homes.keys() for n in homes[run]}):
            _look(candidates[number], node, runs)
    for candidate in candidates:
        if candidate.first and candidate.later:
            index = held.index(candidate.later[0].id)
            yield Rise(
                document=candidate.home.id,
                passage=candidate.addition.passage,
                later=index.id,
                later_passage=index.place(candidate.runs),
                share=round(index.share(candidate.runs), 4),
            )


def _candidates(dated: Sequence[Node], additions: Sequence[Addition]) -> Iterator[_Candidate]:
    """Yield the additions of documents that a later one stands above."""
    known = {n.id: n for n in dated}
    highest = dict(zip((n.id for n in reversed(dated)), accumulate(map(_rank, reversed(dated)), min), strict=True))
    for addition in additions:
        home = known.get(addition.document)
        if home is not None and highest[home.id] < _rank(home) and (runs := find_runs(addition.passage.text)):
            yield _Candidate(addition, home, runs)


def _rank(node: Node) -> int:
    return RANKS[node.level or ""]


def _look(candidate: _Candidate, node: Node, runs: frozenset[str]) -> None:
    """Note a document if it has the addition."""
    home = candidate.home
    had = node is not home and len(candidate.runs & runs) >= LEAST_RISEN * len(candidate.runs)
    if had and str(node.date) <= str(home.date):
        candidate.first = False
    elif had and _rank(node) < _rank(home):
        candidate.later.append(node)
