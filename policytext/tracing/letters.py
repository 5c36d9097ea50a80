"""Text without what drafters vary freely: widths folded, no punctuation, no spaces, each letter with its offset."""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from policytext.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """The letters and digits of a text, in order."""

    text: str
    offsets: "array[int]" = field(repr=False)
    """Offset of each letter in the text it was taken from."""

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return where letters `start` to `end` stand in the text they were taken from."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def position(self, offset: int) -> int:
        """Return the position of the first letter at or behind an offset."""
        return bisect_left(self.offsets, offset)


@lru_cache(maxsize=1 << 15)
def _letter(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 and folded.isalnum() else ""


def fold_letters(text: str, spans: Iterable[Span] | None = None) -> Letters:
    """Return the letters of a text, or of some stretches of it: NFKC, lower case, no punctuation, no spaces.

    Examples
    --------
    >>> fold_letters("（一）Ａ区，３０％").text
    '一a区30'
    """
    places = range(len(text)) if spans is None else chain.from_iterable(range(s.start, s.end) for s in spans)
    pairs = [(folded, i) for i in places if (folded := _letter(text[i]))]
    return Letters("".join(letter for letter, _ in pairs), array("I", (i for _, i in pairs)))
