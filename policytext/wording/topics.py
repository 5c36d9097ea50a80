"""Topic models (主题模型): NMF and LDA of scikit-learn over a document-term matrix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.wording.words import list_words


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWord:
    """A word of a topic."""

    topic: int
    """From 1."""
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicShare:
    """How much of a document is of a topic."""

    document: str
    topic: int
    share: float
    """0 to 1; the shares of a document sum to 1 unless no word of it is in the model."""


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Topics as words, and documents as topics."""

    words: Table[TopicWord]
    shares: Table[TopicShare]


def find_topics(
    documents: Sequence[Document],
    count: int,
    *,
    method: Literal["nmf", "lda"] = "nmf",
    top: int = 15,
    known: Iterable[str] = (),
) -> TopicModel:
    """Fit a topic model; the same documents give the same topics.

    Parameters
    ----------
    documents : sequence of Document
    count : int
        Number of topics.
    method : {"nmf", "lda"}, default "nmf"
        Non-negative matrix factorisation of TF-IDF weights, or latent Dirichlet allocation of counts.
    top : int, default 15
        Words told a topic.
    known : iterable of str
        Words of the field that are kept whole.

    References
    ----------
    Lee & Seung (1999), Learning the parts of objects by non-negative matrix factorization. Blei, Ng & Jordan (2003),
    Latent Dirichlet allocation.

    Raises
    ------
    ValueError
        If `count` is below 1, or there are no words.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1, got {count}")
    lists = [words.texts for words in list_words(documents, known=known)]
    if not any(lists):
        raise ValueError("expected documents with words, got none")
    vectorizer, model = _models(method, count)
    weights = model.fit_transform(vectorizer.fit_transform(lists))
    names = vectorizer.get_feature_names_out()
    words = (
        TopicWord(topic=topic, text=str(names[i]), weight=round(float(row[i]), 4))
        for topic, row in enumerate(model.components_, 1)
        for i in sorted(range(len(names)), key=lambda i: (-row[i], names[i]))[:top]
    )
    shares = (
        TopicShare(document=document.id, topic=topic, share=round(float(share / (sum(row) or 1)), 4))
        for document, row in zip(documents, weights, strict=True)
        for topic, share in enumerate(row, 1)
    )
    return TopicModel(Table(words, TopicWord), Table(shares, TopicShare))


def _models(method: str, count: int) -> tuple[Any, Any]:
    from sklearn.decomposition import NMF, LatentDirichletAllocation  # heavy
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    if method == "nmf":
        return TfidfVectorizer(analyzer=_same), NMF(count, init="nndsvda", random_state=0, max_iter=1000)
    if method == "lda":
        return CountVectorizer(analyzer=_same), LatentDirichletAllocation(count, random_state=0)
    raise ValueError(f"expected nmf or lda, got {method!r}")


def _same(words: Sequence[str]) -> Sequence[str]:
    return words
