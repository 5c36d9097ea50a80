"""Candidates: every run of letters that a directive and a local document share."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 4
"""Letters of the shortest shared run."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A run of equal letters: `length` from `local` in the local document, from `upper` in the directive."""

    local: int
    upper: int
    length: int


class GramIndex:
    """Where each run of `SIZE` letters stands in a directive; made once, read for every local document."""

    __slots__ = ("letters", "places")

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.places: dict[str, list[int]] = defaultdict(list)
        for i in range(len(letters) - SIZE + 1):
            self.places[letters[i : i + SIZE]].append(i)

    def find_runs(self, local: str) -> Iterator[Run]:
        """Yield the longest shared runs, each once, in the order in which they end in the local document."""
        open_runs: dict[int, int] = {}
        """Diagonal (upper minus local) → start in the local document."""
        places = self.places
        for j in range(len(local) - SIZE + 1):
            here = places.get(local[j : j + SIZE], ())
            diagonals = {i - j for i in here}
            for diagonal in [d for d in open_runs if d not in diagonals]:
                start = open_runs.pop(diagonal)
                yield Run(start, start + diagonal, j - 1 + SIZE - start)
            for diagonal in diagonals:
                open_runs.setdefault(diagonal, j)
        end = max(len(local), SIZE - 1)
        for diagonal, start in open_runs.items():
            yield Run(start, start + diagonal, end - start)
