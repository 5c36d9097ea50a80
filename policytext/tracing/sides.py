"""The two sides of a treatment: where to look in each text, and the slogans that stand there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policytext.findings.values import Slogan
from policytext.spans import Span
from policytext.tracing.bags import find_pairs
from policytext.tracing.letters import fold_letters
from policytext.tracing.values import Change, Passage

_BOUNDS = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a treatment: a text, the stretch to look at, and the slogans found in the text."""

    text: str
    spans: tuple[Span, ...]
    slogans: Sequence[Slogan]
    core: tuple[Span, ...] = ()
    """Passages inside the stretches that carry the clause; what stands around them may be another measure's."""
    issued: date | None = None
    """Of the document: 年底前 is the end of its year."""

    def passage(self, span: Span) -> Passage:
        """Return a stretch with its characters."""
        return Passage(span, span.of(self.text))

    def has(self, letters: str) -> bool:
        """Tell whether the stretches say these letters."""
        return any(letters in fold_letters(s.of(self.text)).text for s in self.spans)


@dataclass(frozen=True, slots=True)
class Compared:
    """Places of both sides that speak of one thing."""

    change: Change | None
    """What became of it; None where it is the same, otherwise printed."""
    old: tuple[Span, ...]
    new: tuple[Span, ...]

    @classmethod
    def of(cls, change: Change) -> "Compared":
        """Return a change as what was compared."""
        return cls(change, *(tuple(side.span for side in (s,) if side) for s in (change.old, change.new)))


def split_fragments(text: str, stretch: Span) -> Iterator[Span]:
    """Yield the fragments of a stretch between its commas."""
    start = stretch.start
    for match in _BOUNDS.finditer(text, stretch.start, stretch.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, stretch.end)


def find_words(text: str) -> frozenset[str]:
    """Return what a stretch is about: its pairs of letters, figures left out."""
    return frozenset(find_pairs("".join(c for c in fold_letters(text).text if not c.isdecimal())))


def share_words(some: frozenset[str], others: frozenset[str]) -> float:
    """Return the share of the fewer words that both have, 0 to 1."""
    return len(some & others) / max(1, min(len(some), len(others)))


def pair_likest(likeness: Iterable[tuple[tuple[float, ...], int, int]]) -> dict[int, int]:
    """Return partners, the likest first, each used once; of equals those that stand first.

    Parameters
    ----------
    likeness : iterable of tuples
        How like two are, the number of the one, the number of the other.

    Examples
    --------
    >>> pair_likest([((0.4,), 0, 0), ((0.9,), 0, 1), ((0.4,), 1, 0)])
    {0: 1, 1: 0}
    """
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(likeness, key=lambda row: (*(-like for like in row[0]), row[1], row[2])):
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    return partners
