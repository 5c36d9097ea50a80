"""Text without what drafters vary freely: widths folded, no punctuation, no spaces, each letter with its offset."""

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from policytext.spans import Span
from policytext.traditional import can_fold, is_traditional, to_simplified

if TYPE_CHECKING:
    import numpy

    Codes = numpy.ndarray[Any, numpy.dtype[numpy.uint32]]

_UNSEEN = 0xFFFFFFFF


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

    def behind(self, text: str, marks: str) -> list[int]:
        """Return the positions of letters before which, behind the last letter, one of some marks stands."""
        import numpy

        points = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)
        found = numpy.flatnonzero(numpy.isin(points, numpy.array([ord(mark) for mark in marks], numpy.uint32)))
        offsets = numpy.frombuffer(self.offsets, numpy.uint32)
        positions: list[int] = numpy.unique(numpy.searchsorted(offsets, found)).tolist()
        return [i for i in positions if 0 < i < len(offsets)]


@dataclass(frozen=True, slots=True)
class Breaks:
    """Positions of letters that a comma or a stop stands before, in order."""

    places: Sequence[int]

    def __contains__(self, position: object) -> bool:
        at = bisect_left(self.places, position) if isinstance(position, int) else len(self.places)
        return at < len(self.places) and self.places[at] == position

    def within(self, start: int, end: int) -> bool:
        """Tell whether there is one behind `start` and before `end`."""
        at = bisect_right(self.places, start)
        return at < len(self.places) and self.places[at] < end

    def between(self, start: int, end: int) -> Sequence[int]:
        """Return those behind `start` and before `end`."""
        return self.places[bisect_right(self.places, start) : bisect_left(self.places, end)]

    def before(self, position: int) -> int:
        """Return the last one before a letter; 0 where there is none."""
        at = bisect_left(self.places, position)
        return self.places[at - 1] if at else 0

    def behind(self, position: int, size: int) -> int:
        """Return the first one behind a letter; `size`, that of the text, where there is none."""
        at = bisect_right(self.places, position)
        return self.places[at] if at < len(self.places) else size


def _letter(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 and folded.isalnum() else ""


@cache
def _table() -> "Codes":
    """Return the letter of each code point, filled as characters are met."""
    import numpy

    return numpy.full(0x110000, _UNSEEN, numpy.uint32)


def fold_codes(text: str) -> "Codes":
    """Return the code point of each character's letter, NFKC and lower case; 0 for what is no letter.

    Examples
    --------
    >>> fold_codes("Ａ区，").tolist() == [ord("a"), ord("区"), 0]
    True
    """
    import numpy

    table = _table()
    points = numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), numpy.uint32)
    codes = table[points]
    if len(codes) and codes.max() == _UNSEEN:
        for point in numpy.unique(points[codes == _UNSEEN]):
            table[point] = ord(_letter(chr(point)) or "\0")
        codes = table[points]
    return codes


def fold_letters(text: str, spans: Iterable[Span] | None = None) -> Letters:
    """Return the letters of a text, or of some stretches of it: NFKC, lower case, no punctuation, no spaces.

    Those of a text in traditional characters are simplified where OpenCC is installed.

    Examples
    --------
    >>> fold_letters("（一）Ａ区，３０％").text
    '一a区30'
    """
    import numpy

    codes = fold_codes(to_simplified(text) if is_traditional(text) and can_fold() else text)
    if spans is not None:
        inside = numpy.zeros(len(codes), bool)
        for span in spans:
            inside[span.start : span.end] = True
        codes = codes * inside
    places = codes.nonzero()[0]
    offsets = array("I", places.astype(numpy.uint32).tobytes())
    return Letters(codes[places].tobytes().decode("utf-32-le", "surrogatepass"), offsets)
