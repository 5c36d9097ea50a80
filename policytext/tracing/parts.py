"""Parts: what stands between two commas, each paired with the parts of the other side that say the same.

A drafter moves, merges, splits and drops parts of a clause. What is paired is compared letter by letter; what is left
over was dropped from the clause, or put into the passage.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.letters import Letters

_BREAKS = re.compile(r"[，。；：！？,;:!?\n]+")
_MARK = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,6}条)\s*")
SAME = 0.5
"""Share of a part's runs of two letters that another must have to say the same."""
NEAR = 0.3
"""The same, as a mean of both sides."""
LEAST = 2
"""Letters of the shortest part."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch between two commas: its first letter and the letter behind its last one."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Script:
    """A document's letters and its text."""

    letters: Letters
    text: str

    def of(self, part: Part) -> str:
        """Return a part's letters."""
        return self.letters.text[part.start : part.end]

    def span(self, part: Part) -> Span:
        """Return where a part is printed."""
        return self.letters.span(part.start, part.end)

    def printed(self, part: Part) -> str:
        """Return a part as it is printed."""
        return self.span(part).of(self.text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts of the clause, and the parts of the passage that say the same; each side in order."""

    upper: tuple[Part, ...]
    lower: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A clause's parts against those of its passages."""

    pairs: tuple[Pair, ...]
    dropped: tuple[Part, ...]
    """Parts of the clause that no passage has."""
    added: tuple[Part, ...]
    """Parts of the passages that the clause does not have."""


def split_parts(script: Script, stretch: Span) -> Iterator[Part]:
    """Yield the parts of a stretch of the text, item marks left out."""
    letters, start = script.letters, stretch.start
    edges = [(m.start(), m.end()) for m in _BREAKS.finditer(script.text, stretch.start, stretch.end)]
    for stop, after in [*edges, (stretch.end, stretch.end)]:
        mark = _MARK.match(script.text, start, stop)
        first, last = letters.position(mark.end() if mark else start), letters.position(stop)
        if last - first >= LEAST:
            yield Part(first, last)
        start = after


def pair_parts(
    upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]], weights: Sequence[float]
) -> Pairing:
    """Pair the parts of a clause with those of its passages.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Part
    weights : sequence of float
        How rare the directive's letters are; what its clauses all say pairs nothing.
    """
    above, below = upper[1], lower[1]
    grams = [_weigh_grams(upper[0], part, weights) for part in above]
    known = {gram: weight for own in grams for gram, weight in own.items()}
    theirs = [_grams(lower[0].of(part)) for part in below]
    likeness = {
        (i, j): score
        for i, mine in enumerate(grams)
        for j, other in enumerate(theirs)
        if (score := _score(mine, other, known)) >= NEAR
    }
    groups = list(_join(likeness, len(above), len(below)))
    told = [(tuple(above[i] for i in sorted(a)), tuple(below[j] for j in sorted(b))) for a, b in groups]
    paired_above, paired_below = {i for a, _ in groups for i in a}, {j for _, b in groups for j in b}
    return Pairing(
        tuple(Pair(a, b) for a, b in told),
        tuple(p for i, p in enumerate(above) if i not in paired_above),
        tuple(p for j, p in enumerate(below) if j not in paired_below),
    )


def _grams(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _weigh_grams(script: Script, part: Part, weights: Sequence[float]) -> dict[str, float]:
    letters = script.letters.text
    return {letters[i : i + 2]: 0.2 + weights[i] + weights[i + 1] for i in range(part.start, part.end - 1)}


def _score(mine: Mapping[str, float], other: frozenset[str], known: Mapping[str, float]) -> float:
    """Return how like two parts are: 1 if one says all that the other says; below `NEAR` if they differ."""
    shared = sum(weight for gram, weight in mine.items() if gram in other)
    if not shared:
        return 0.0
    here = shared / sum(mine.values())
    # A run of letters that the clause does not have counts as much as the clause's own at the mean.
    there = shared / sum(known.get(gram, 1.6) for gram in other)
    whole = max(here, there)
    mean = (here + there) / 2
    return mean + whole if whole >= SAME and min(here, there) >= 0.12 else mean if mean >= NEAR else 0.0


def _join(likeness: Mapping[tuple[int, int], float], above: int, below: int) -> Iterator[tuple[set[int], set[int]]]:
    """Yield groups of parts: each part goes to its likest on the other side, neighbours of one group together."""
    best_below = {i: max((j for j in range(below) if (i, j) in likeness), key=lambda j: likeness[i, j], default=None) for i in range(above)}
    best_above = {j: max((i for i in range(above) if (i, j) in likeness), key=lambda i: likeness[i, j], default=None) for j in range(below)}
    mutual = [(i, j) for i, j in best_below.items() if j is not None and best_above[j] == i]
    groups = [({i}, {j}) for i, j in mutual]
    for i, j in best_below.items():
        _attach(groups, i, j, 0)
    for j, i in best_above.items():
        _attach(groups, j, i, 1)
    yield from groups


def _attach(groups: Sequence[tuple[set[int], set[int]]], own: int, likest: int | None, side: int) -> None:
    """Add a part without a mutual partner to the group of its likest one, if it stands beside it there."""
    if likest is None or any(own in group[side] for group in groups):
        return
    home = next((g for g in groups if likest in g[1 - side]), None)
    if home is not None:
        home[side].add(own)


def find_foreign(parts: Iterable[Part], owners: Sequence[int], clause: int) -> Iterator[Part]:
    """Yield the parts that other clauses have: most of their letters are taken from one of them."""
    for part in parts:
        counts = Counter(owners[j] for j in range(part.start, part.end))
        others = sum(n for owner, n in counts.items() if owner not in (-1, clause))
        if others >= 0.5 * len(part) and others > counts[clause]:
            yield part
