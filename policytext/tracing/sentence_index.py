"""The sentences of a document by their runs of letters: where wording that another document has stands in it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
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


def index_sentences(document: Document) -> SentenceIndex:
    """Return a document made ready for lookups."""
    text, sentences = document.text.characters, tuple(find_sentences(document))
    return SentenceIndex(document.id, text, sentences, _hold(text, sentences))


def _hold(text: str, sentences: Sequence[Span]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, sentence in enumerate(sentences):
        for run in find_runs(sentence.of(text)):
            holders[run].append(i)
    return dict(holders)
