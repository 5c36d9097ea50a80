"""The sentences of a document by their runs of letters: where wording that another document has stands in it."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from policytext.spans import Span
from policytext.structure.document import Document
from policytext.tracing.clauses import find_sentences
from policytext.tracing.letters import fold_letters
from policytext.tracing.values import Passage

RUN = 5
"""Letters of a run: shorter ones stand in any two documents on one subject."""
LEAST_LETTERS = 8
"""Letters of the shortest passage that can be looked up."""


def find_runs(text: str) -> frozenset[str]:
    """Return the runs of letters of a text, widths and punctuation aside; none where it is too short."""
    letters = fold_letters(text).text
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1) if len(letters) >= LEAST_LETTERS)


@dataclass(frozen=True, slots=True)
class SentenceIndex:
    """A document's sentences, and which of them hold a run."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    holders: dict[str, list[int]] = field(repr=False)

    def share(self, runs: frozenset[str]) -> float:
        """Return the share of the runs that the document holds, 0 to 1."""
        return sum(run in self.holders for run in runs) / len(runs) if runs else 0.0

    def place(self, runs: frozenset[str]) -> Passage:
        """Return the sentence that holds most of the runs; the first of several.

        Raises
        ------
        ValueError
            If no sentence holds any.
        """
        counts = Counter(i for run in runs for i in self.holders.get(run, ()))
        if not counts:
            raise ValueError(f"expected runs that document {self.id} holds, got {len(runs)} of others")
        best = min(counts, key=lambda i: (-counts[i], i))
        return Passage(self.sentences[best], self.sentences[best].of(self.text))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Held documents by id; one is made ready for lookups when it is first looked up in, and kept so."""

    documents: Mapping[str, Document]
    ready: dict[str, SentenceIndex] = field(default_factory=dict, repr=False)

    def __contains__(self, id: str) -> bool:
        return id in self.documents

    def index(self, id: str) -> SentenceIndex:
        """Return a document made ready for lookups."""
        if id not in self.ready:
            self.ready[id] = index_sentences(self.documents[id])
        return self.ready[id]


def index_sentences(document: Document) -> SentenceIndex:
    """Return a document made ready for lookups."""
    text, sentences = document.text.characters, tuple(find_sentences(document))
    return SentenceIndex(document.id, text, sentences, _hold(text, sentences))


def runs_of(document: Document) -> frozenset[str]:
    """Return the runs of all sentences of a document."""
    text = document.text.characters
    return frozenset(run for sentence in find_sentences(document) for run in find_runs(sentence.of(text)))


def find_telling(runs: Collection[str], counts: Mapping[str, int], least: float) -> list[str]:
    """Return the rarest of some runs, enough of them that whatever holds the share `least` of all holds one of these.

    References
    ----------
    Chaudhuri, Ganti and Kaushik (2006), A primitive operator for similarity joins in data cleaning: prefix filter.
    """
    needed = math.ceil(least * len(runs))
    return sorted(runs, key=lambda run: (counts[run], run))[: len(runs) - needed + 1]


def _hold(text: str, sentences: Sequence[Span]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, sentence in enumerate(sentences):
        for run in find_runs(sentence.of(text)):
            holders[run].append(i)
    return dict(holders)


def find_overlapping(sentences: Sequence[Span], places: Iterable[Span]) -> list[int]:
    """Return the numbers of the sentences that share a letter with one of the places, in order.

    Examples
    --------
    >>> find_overlapping([Span(0, 4), Span(4, 9), Span(9, 12)], [Span(3, 5)])
    [0, 1]
    """
    found: set[int] = set()
    for place in places:
        first = bisect_right(sentences, place.start, key=lambda s: s.start) - 1
        for n in range(max(0, first), len(sentences)):
            if sentences[n].start >= place.end:
                break
            if sentences[n].overlaps(place):
                found.add(n)
    return sorted(found)
