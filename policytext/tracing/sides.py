"""The two sides of a treatment: where to look in each text, and the slogans that stand there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policytext.findings.values import Slogan
from policytext.spans import Span
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
