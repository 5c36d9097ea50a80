"""Keyness (关键性): which words one group of documents uses more than another, central against township, say.

For a word that stands `a` times in a group of `n` words and `b` times in a reference of `m` words, the table is
``[[a, b], [n - a, m - b]]``.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.wording.words import list_words


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWord:
    """A word with its counts in two groups and how unlike they are."""

    text: str
    count: int
    reference: int
    """Count in the reference group."""
    log_likelihood: float
    """G², negative where the reference has more of it."""
    chi_square: float
    """With Yates's correction; negative where the reference has more of it."""
    p: float
    """Of G², one degree of freedom; not corrected for the number of words tried."""
    log_ratio: float
    """Binary logarithm of the ratio of relative frequencies: 1 is twice as frequent."""


def score_keyness(
    group: Sequence[Document], reference: Sequence[Document], *, least: int = 2, known: Iterable[str] = ()
) -> Table[KeyWord]:
    """Return the words of two groups of documents, the most telling of the first group first, of the second last.

    Parameters
    ----------
    group, reference : sequences of Document
    least : int, default 2
        Count of a word in both groups together from which it is told.
    known : iterable of str
        Words of the field that are kept whole.

    Raises
    ------
    ValueError
        If one of the groups has no words.

    References
    ----------
    G² of all four cells as in AntConc and quanteda: Dunning (1993), Accurate methods for the statistics of surprise and
    coincidence. χ² with Yates's correction as in quanteda. Log ratio with 0.5 for a count of nought: Hardie (2014),
    Log Ratio: an informal introduction.
    """
    kept = tuple(known)
    counts = [Counter(w for words in list_words(side, known=kept) for w in words.texts) for side in (group, reference)]
    n, m = (counted.total() for counted in counts)
    if not n or not m:
        raise ValueError(f"expected words in both groups, got {n} and {m}")
    rows = _score_words(counts[0], counts[1], least)
    return Table(sorted(rows, key=lambda r: (-r.log_likelihood, r.text)), KeyWord)


def _score_words(counts: "Counter[str]", reference: "Counter[str]", least: int) -> Iterator[KeyWord]:
    n, m = counts.total(), reference.total()
    for text in counts | reference:
        a, b = counts[text], reference[text]
        if a + b >= least:
            sign = 1 if a * m >= b * n else -1
            g = log_likelihood(a, b, n, m)
            yield KeyWord(
                text=text,
                count=a,
                reference=b,
                log_likelihood=round(sign * g, 4),
                chi_square=round(sign * chi_square(a, b, n, m), 4),
                # The upper tail of chi-square with one degree of freedom.
                p=math.erfc(math.sqrt(g / 2)),
                log_ratio=round(math.log2((max(a, 0.5) / n) / (max(b, 0.5) / m)), 4),
            )


def _cells(a: int, b: int, n: int, m: int) -> list[tuple[float, float]]:
    """Return the observed and the expected count of each of the four cells."""
    whole, both = n + m, a + b
    expected = (n * both / whole, m * both / whole, n * (whole - both) / whole, m * (whole - both) / whole)
    return list(zip((a, b, n - a, m - b), expected, strict=True))


def log_likelihood(a: int, b: int, n: int, m: int) -> float:
    """Return G² of the table of a word.

    Examples
    --------
    >>> round(log_likelihood(10, 2, 1000, 1000), 2)
    5.85
    """
    return max(0.0, 2 * sum(o * math.log(o / e) for o, e in _cells(a, b, n, m) if o))


def chi_square(a: int, b: int, n: int, m: int) -> float:
    """Return χ² of the table of a word, with Yates's correction.

    Examples
    --------
    >>> round(chi_square(10, 2, 1000, 1000), 2)
    4.11
    """
    return sum(max(0.0, abs(o - e) - 0.5) ** 2 / e for o, e in _cells(a, b, n, m) if e)
