"""Candidates: where runs of three letters of a directive stand in local documents, found in arrays; and shared runs.

Both the screen of many documents and the alignment of one read the same index. A document's grams are first probed in a
small table, so that most of them cost one look; what is left is compared letter by letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    from policytext.tracing.letters import Codes

    Places = numpy.ndarray[Any, numpy.dtype[numpy.int64]]
    Flags = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]

SIZE = 4
"""Letters of the shortest shared run."""
GRAM = 3
"""Letters that are looked up together."""
COMMON = 4
"""Places of a gram in the directive beyond which it does not help to tell one clause from another."""
_BITS = 18
_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
"""Odd numbers that spread letters over the table (golden ratio; xxHash's primes)."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A run of equal letters: `length` from `local` in the local document, from `upper` in the directive."""

    local: int
    upper: int
    length: int


class GramIndex:
    """Where each gram of `size` letters stands in a directive; made once, read for every local document."""

    __slots__ = ("_codes", "_places", "_rare", "_size", "_starts", "_taken")

    def __init__(self, letters: str, *, size: int = GRAM) -> None:
        import numpy

        self._codes = to_codes(letters)
        self._size = size
        slots = _slots(self._codes, size)
        counts = numpy.bincount(slots, minlength=1 << _BITS)
        self._taken: Flags = counts > 0
        self._rare: Flags = self._taken & (counts <= COMMON)
        self._starts: Places = numpy.concatenate([[0], numpy.cumsum(counts)]).astype(numpy.int64)
        self._places: Places = numpy.argsort(slots, kind="stable")

    def find_hits(self, codes: "Codes", *, rare: bool = False) -> tuple["Places", "Places"]:
        """Return where a gram stands in the local letters and where in the directive, for each pair that is equal.

        With `rare` the grams that the directive has in more than `COMMON` places are passed over.
        """
        import numpy

        slots = _slots(codes, self._size)
        probed = numpy.flatnonzero((self._rare if rare else self._taken)[slots])
        starts = self._starts[slots[probed]]
        counts = self._starts[slots[probed] + 1] - starts
        local = numpy.repeat(probed, counts)
        upper = self._places[numpy.arange(len(local)) + numpy.repeat(starts - numpy.cumsum(counts) + counts, counts)]
        equal = codes[local] == self._codes[upper]
        for k in range(1, self._size):
            equal &= codes[local + k] == self._codes[upper + k]
        return local[equal], upper[equal]

    def find_runs(self, local: str) -> Iterator[Run]:
        """Yield the longest shared runs, each once, diagonal by diagonal."""
        import numpy

        here, there = self.find_hits(to_codes(local))
        if not len(here):
            return
        # A diagonal's hits stand together and in order; where the next does not follow, a run ends.
        keys = numpy.sort((there - here + len(local)) * (len(local) + 1) + here)
        cuts = numpy.flatnonzero(numpy.diff(keys) != 1) + 1
        firsts = keys[numpy.concatenate([[0], cuts])]
        lengths = numpy.diff(numpy.concatenate([[0], cuts, [len(keys)]])) + self._size - 1
        diagonals, starts = numpy.divmod(firsts, len(local) + 1)
        long = lengths >= SIZE
        uppers = diagonals - len(local) + starts
        yield from map(Run, starts[long].tolist(), uppers[long].tolist(), lengths[long].tolist())


def to_codes(letters: str) -> "Codes":
    """Return the code points of letters."""
    import numpy

    return numpy.frombuffer(letters.encode("utf-32-le", "surrogatepass"), numpy.uint32)


def _slots(codes: "Codes", size: int) -> "Places":
    """Return the slot of each gram in the table."""
    import numpy

    count = len(codes) - size + 1
    if count <= 0:
        return numpy.empty(0, numpy.int64)
    mixed = codes[:count] * numpy.uint32(_FACTORS[0])
    for k in range(1, size):
        mixed = mixed + codes[k : count + k] * numpy.uint32(_FACTORS[k])
    slots: Places = (mixed >> numpy.uint32(32 - _BITS)).astype(numpy.int64)
    return slots
