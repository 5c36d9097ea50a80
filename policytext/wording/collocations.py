"""Collocations (搭配): words that stand near another more often than chance has it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.wording.words import list_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Collocate:
    """A word near the node, with its counts and how firmly the two belong together."""

    text: str
    together: int
    """How often it stands within the window."""
    count: int
    """How often it stands anywhere."""
    expected: float
    mutual_information: float
    """Binary logarithm of observed by expected."""
    t_score: float
    log_dice: float
    """At most 14; does not grow with the corpus."""


def score_collocates(
    documents: Sequence[Document], node: str, *, window: int = 5, least: int = 2, known: Iterable[str] = ()
) -> Table[Collocate]:
    """Return the words that stand near a word, by log Dice.

    Parameters
    ----------
    documents : sequence of Document
    node : str
        The word; it is kept whole.
    window : int, default 5
        Words looked at on each side.
    least : int, default 2
        Count within the window from which a word is told.
    known : iterable of str
        Further words that are kept whole.

    References
    ----------
    Expected count: f(node) · f(word) · 2 · window / N. Mutual information: Church & Hanks (1990). t-score: Church,
    Gale, Hanks & Hindle (1991). Log Dice, 14 + log2(2 · f(node, word) / (f(node) + f(word))): Rychlý (2008).

    Raises
    ------
    ValueError
        If `window` is below 1.
    """
    if window < 1:
        raise ValueError(f"window must be at least 1, got {window}")
    lists = [words.texts for words in list_words(documents, known=(node, *known))]
    counts = Counter(word for words in lists for word in words)
    together = Counter(word for words in lists for word in _neighbours(words, node, window))
    whole = counts.total()
    rows = (
        _score(text, n, counts, node, counts[node] * counts[text] * 2 * window / whole)
        for text, n in together.items()
        if n >= least and text != node
    )
    return Table(sorted(rows, key=lambda r: (-r.log_dice, r.text)), Collocate)


def _neighbours(words: Sequence[str], node: str, window: int) -> Iterable[str]:
    for i, word in enumerate(words):
        if word == node:
            yield from words[max(0, i - window) : i]
            yield from words[i + 1 : i + 1 + window]


def _score(text: str, together: int, counts: "Counter[str]", node: str, expected: float) -> Collocate:
    return Collocate(
        text=text,
        together=together,
        count=counts[text],
        expected=round(expected, 4),
        mutual_information=round(math.log2(together / expected), 4),
        t_score=round((together - expected) / math.sqrt(together), 4),
        log_dice=round(14 + math.log2(2 * together / (counts[node] + counts[text])), 4),
    )
