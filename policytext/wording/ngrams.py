"""N-grams (n元词组): runs of words or characters, counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.wording.words import Word, list_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NGram:
    """A run of words or characters."""

    text: str
    """Words are parted by a blank."""
    count: int
    documents: int
    """How many documents hold it."""


def count_ngrams(
    documents: Sequence[Document],
    *,
    size: int = 2,
    least: int = 2,
    characters: bool = False,
    known: Iterable[str] = (),
) -> Table[NGram]:
    """Return the runs of words of a corpus, the most frequent first.

    Parameters
    ----------
    documents : sequence of Document
    size : int, default 2
        Words, or characters, of a run; none runs over a mark or a line end.
    least : int, default 2
        Count from which a run is told.
    characters : bool, default False
        Count runs of characters.
    known : iterable of str
        Words of the field that are kept whole.

    Raises
    ------
    ValueError
        If `size` is below 1.
    """
    if size < 1:
        raise ValueError(f"size must be at least 1, got {size}")
    counts: Counter[str] = Counter()
    holders: dict[str, int] = defaultdict(int)
    runs = (_letters(d, size) for d in documents) if characters else _words(documents, size, known)
    for found in map(list, runs):
        counts.update(found)
        for text in set(found):
            holders[text] += 1
    rows = (NGram(text=text, count=n, documents=holders[text]) for text, n in counts.items() if n >= least)
    return Table(sorted(rows, key=lambda r: (-r.count, r.text)), NGram)


def _letters(document: Document, size: int) -> Iterator[str]:
    text = document.text.characters
    for i in range(len(text) - size + 1):
        if text[i : i + size].isalnum():
            yield text[i : i + size]


def _words(documents: Sequence[Document], size: int, known: Iterable[str]) -> Iterator[Iterator[str]]:
    for words in list_words(documents, known=known):
        found = words.words
        runs = (found[i : i + size] for i in range(len(found) - size + 1))
        yield (" ".join(word.text for word in run) for run in runs if _is_whole(run))


def _is_whole(run: Sequence[Word]) -> bool:
    """Tell whether the words stand side by side, nothing between them."""
    return all(a.span.end == b.span.start for a, b in pairwise(run))
