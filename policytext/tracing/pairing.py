"""Pairing: which parts of a clause and of its passages say the same.

A drafter moves, merges, splits and drops parts of a clause. What is paired is compared letter by letter; what is left
over was dropped from the clause, or put into the passage.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.tracing.parts import Part, Script

SAME = 0.5
"""Share of a part's runs of two letters that another must have to say the same."""
NEAR = 0.3
"""The same, as a mean of both sides."""
MOST_PAIRS = 40_000
"""Pairs of parts that are compared at the most; a long clause against a long sentence has some thousands."""
_FORBIDS = re.compile("不(?![断仅同良少])|严禁|禁止")
_BOTH_FORBID = 1.5
"""How much liker two parts are that both say what is not to be done."""
_WIDEST = 2
"""Parts that may be added to a group at once: a part, and one between it and the others."""


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
    likeness = find_likeness(upper, lower, weights)
    grams = [_grams(upper[0].of(p)) for p in above], [_grams(lower[0].of(p)) for p in below]
    groups = list(_join(likeness, grams))
    told_above, told_below = ({n for group in groups for n in group[side]} for side in (0, 1))
    return Pairing(
        tuple(Pair(tuple(above[i] for i in sorted(a)), tuple(below[j] for j in sorted(b))) for a, b in groups),
        tuple(p for i, p in enumerate(above) if i not in told_above),
        tuple(p for j, p in enumerate(below) if j not in told_below),
    )


def find_likeness(
    upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]], weights: Sequence[float]
) -> dict[tuple[int, int], float]:
    """Return how like the parts of both sides are, 0.3 to 2, of those that are like at all; by their numbers.

    Nothing of two sides that have more than `MOST_PAIRS` between them: a text without stops is no clause.
    """
    if len(upper[1]) * len(lower[1]) > MOST_PAIRS:
        return {}
    grams = [_weigh_grams(upper[0], part, weights) for part in upper[1]]
    known = {gram: weight for own in grams for gram, weight in own.items()}
    theirs = [_grams(lower[0].of(part)) for part in lower[1]]
    forbidden = [[_FORBIDS.match(script.of(part)) is not None for part in own] for script, own in (upper, lower)]
    return {
        (i, j): score
        for i, mine in enumerate(grams)
        for j, other in enumerate(theirs)
        if (score := _score(mine, other, known) * (_BOTH_FORBID if forbidden[0][i] and forbidden[1][j] else 1)) >= NEAR
    }


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
    return mean + whole if whole >= SAME and min(here, there) >= 0.12 else mean


_Group = tuple[set[int], set[int]]
_Bags = tuple[Sequence[frozenset[str]], Sequence[frozenset[str]]]


def _join(likeness: Mapping[tuple[int, int], float], grams: _Bags) -> Iterator[_Group]:
    """Yield groups of parts: each part goes to its likest on the other side if that says what no neighbour says."""
    above, below = (range(len(side)) for side in grams)
    below_of = {i: _likest({j: likeness[i, j] for j in below if (i, j) in likeness}) for i in above}
    above_of = {j: _likest({i: likeness[i, j] for i in above if (i, j) in likeness}) for j in below}
    groups: list[_Group] = [({i}, {j}) for i, j in below_of.items() if j is not None and above_of[j] == i]
    for side, likest in ((0, below_of), (1, above_of)):
        for own, other in likest.items():
            if other is not None and not any(own in group[side] for group in groups):
                _attach(groups, own, other, side, grams)
    yield from groups


def _likest(scores: Mapping[int, float]) -> int | None:
    return max(scores, key=lambda n: scores[n], default=None)


def _attach(groups: Sequence[_Group], own: int, likest: int, side: int, grams: _Bags) -> None:
    """Add a part without a mutual partner to the group of its likest one, with what stands between."""
    home = next((g for g in groups if likest in g[1 - side]), None)
    if home is None:
        return
    first, last = min(own, *home[side]), max(own, *home[side])
    between = set(range(first, last + 1)) - home[side]
    others = {n for g in groups if g is not home for n in g[side]}
    shared = grams[side][own] & frozenset().union(*(grams[1 - side][n] for n in home[1 - side]))
    said = frozenset().union(*(grams[side][n] for n in home[side]))
    if not between & others and len(between) <= _WIDEST and len(shared - said) > 0.5 * len(shared):
        home[side].update(between)


def find_replaced(
    pairing: Pairing, upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]]
) -> Iterator[tuple[Part, Part]]:
    """Yield a dropped part and the added one in its place: behind, or before, the same pair, with a word in common."""
    used: set[Part] = set()
    for old, new in _neighbours(pairing, upper[1], lower[1]):
        free = old in pairing.dropped and new in pairing.added and not {old, new} & used
        if free and _grams(upper[0].of(old)) & _grams(lower[0].of(new)):
            used |= {old, new}
            yield old, new


def _neighbours(pairing: Pairing, above: Sequence[Part], below: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Yield the parts of both sides that stand right behind, or right before, the same pair."""
    behind = dict(pairwise(above)), dict(pairwise(below))
    before = dict(pairwise(reversed(above))), dict(pairwise(reversed(below)))
    for pair in pairing.pairs:
        for (up, low), n in ((behind, -1), (before, 0)):
            old, new = up.get(pair.upper[n]), low.get(pair.lower[n])
            if old is not None and new is not None:
                yield old, new


def find_foreign(parts: Iterable[Part], owners: Sequence[int], clause: int) -> Iterator[Part]:
    """Yield the parts that other clauses have: most of their letters are taken from one of them."""
    for part in parts:
        counts = Counter(owners[j] for j in range(part.start, part.end))
        others = sum(n for owner, n in counts.items() if owner not in (-1, clause))
        if others >= 0.5 * len(part) and others > counts[clause]:
            yield part
