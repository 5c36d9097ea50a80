"""Terms (术语): content words ranked by how much they say of one document among others."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policytext.frames import Table
from policytext.structure.document import Document

if TYPE_CHECKING:
    import jieba


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a document, with how much it says of it."""

    document: str
    text: str
    count: int
    score: float
    """TF-IDF weight, the document's vector of length 1."""


@cache
def _tokenizer() -> "jieba.Tokenizer":
    # jieba 0.42.1 has invalid escapes in its source, of which newer Pythons warn.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # heavy

    jieba.setLogLevel(60)
    # An own tokenizer: words that a user adds to jieba elsewhere change nothing here.
    return jieba.Tokenizer()


def find_words(text: str) -> Iterator[str]:
    """Yield the words of a text in order, as jieba cuts them: two letters or more, no figures, no marks."""
    for word in _tokenizer().cut(text):
        if len(word) > 1 and word.isalpha():
            yield word


def rank_terms(documents: Sequence[Document], *, top: int = 20) -> Table[Term]:
    """Rank the words of each document by TF-IDF against the others.

    Parameters
    ----------
    documents : sequence of Document
    top : int, default 20
        Terms told a document, the most telling first.

    References
    ----------
    Spärck Jones (1972), A statistical interpretation of term specificity; smoothed and normalised as in scikit-learn.

    Raises
    ------
    ValueError
        If `top` is below 1.
    """
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}")
    words = [list(find_words(document.text.characters)) for document in documents]
    if not any(words):
        return Table((), Term)
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy

    vectorizer = TfidfVectorizer(analyzer=lambda found: found)
    weights = vectorizer.fit_transform(words)
    vocabulary = vectorizer.get_feature_names_out()
    found: list[Term] = []
    for document, own, row in zip(documents, words, weights, strict=True):
        ranked = sorted(zip(row.data, row.indices, strict=True), key=lambda pair: (-pair[0], vocabulary[pair[1]]))
        found += [
            Term(document=document.id, text=word, count=own.count(word), score=round(float(weight), 4))
            for weight, index in ranked[:top]
            for word in [str(vocabulary[index])]
        ]
    return Table(found, Term)
