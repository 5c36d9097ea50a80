"""Dispersion (分布): whether a word stands in all documents alike or in a few of them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.wording.words import list_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispersion:
    """How evenly a word is spread over documents."""

    text: str
    count: int
    documents: int
    """How many documents hold it (range)."""
    dp: float
    """Deviation of proportions: 0 as even as can be, towards 1 in one small document alone."""
    juilland: float
    """Juilland's D: 1 as even as can be, 0 in one document alone."""


def score_dispersion(
    documents: Sequence[Document], *, words: Iterable[str] | None = None, least: int = 5
) -> Table[Dispersion]:
    """Return how evenly words are spread over documents, the most frequent first.

    Parameters
    ----------
    documents : sequence of Document
    words : iterable of str, optional
        Words to look at, kept whole; without it all that stand `least` times.
    least : int, default 5

    References
    ----------
    DP: Gries (2008), Dispersions and adjusted frequencies in corpora. D over relative frequencies: Juilland et al.
    (1970), as Gries gives it.
    """
    asked = None if words is None else tuple(words)
    lists = [found.texts for found in list_words(documents, known=asked or ()) if len(found)]
    sizes = [len(found) for found in lists]
    rows = (
        row
        for text in asked or sorted({w for found in lists for w in found})
        for row in _rows(text, [found.count(text) for found in lists], sizes)
        if asked or row.count >= least
    )
    return Table(sorted(rows, key=lambda r: (-r.count, r.text)), Dispersion)


def _rows(text: str, counts: Sequence[int], sizes: Sequence[int]) -> Iterator[Dispersion]:
    if sum(counts):
        yield Dispersion(
            text=text,
            count=sum(counts),
            documents=sum(count > 0 for count in counts),
            dp=round(deviation_of_proportions(counts, sizes), 4),
            juilland=round(juilland_d(counts, sizes), 4),
        )


def deviation_of_proportions(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return half the sum of the differences between a word's shares of the parts and the parts' shares of the whole.

    Examples
    --------
    >>> round(deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    """
    whole, all_of_it = sum(sizes), sum(counts)
    return 0.5 * sum(abs(c / all_of_it - s / whole) for c, s in zip(counts, sizes, strict=True))


def juilland_d(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return 1 less the variation of the relative frequencies by the root of the number of parts less one.

    Examples
    --------
    >>> round(juilland_d([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.785
    """
    shares = [c / s for c, s in zip(counts, sizes, strict=True)]
    if len(shares) < 2:
        return 1.0
    mean = sum(shares) / len(shares)
    deviation = math.sqrt(sum((share - mean) ** 2 for share in shares) / len(shares))
    return 1 - deviation / mean / math.sqrt(len(shares) - 1)
