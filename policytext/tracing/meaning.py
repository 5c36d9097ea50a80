"""Clauses carried over in other words altogether, found by an encoder that the user brings.

policytext brings none and downloads none: an encoder is any callable from texts to vectors, such as
``SentenceTransformer("…").encode``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from policytext.tracing.values import Clause, Passage, Status, Treatment

Encoder = Callable[[Sequence[str]], Any]
"""Texts → an array of shape (texts, dimensions), or as many sequences of numbers of one length."""

LEAST_ALIKE = 0.75
"""Cosine from which a sentence is told to carry a clause over, unless the caller gives another."""


def encode_texts(encoder: Encoder, texts: Sequence[str]) -> Any:
    """Return the vectors of texts, each of length 1; a vector of noughts stays as it is.

    Returns
    -------
    ndarray of float64, shape (texts, dimensions)

    Raises
    ------
    ValueError
        If the encoder does not give one vector a text.
    """
    import numpy

    vectors = numpy.asarray(encoder(texts), dtype=float)
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise ValueError(f"expected of the encoder an array of shape ({len(texts)}, d), got {vectors.shape}")
    lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / numpy.where(lengths > 0, lengths, 1.0)


def add_meanings(
    treatments: Iterable[Treatment],
    clauses: Sequence[Clause],
    sentences: Mapping[str, Sequence[Passage]],
    encoder: Encoder,
    *,
    least: float = LEAST_ALIKE,
) -> Iterator[Treatment]:
    """Yield treatments, the absent ones adapted where a local sentence means what the clause means.

    Parameters
    ----------
    treatments : iterable of Treatment
        Those of a document together.
    clauses : sequence of Clause
        Of the directive.
    sentences : mapping
        Id of a document → its sentences.
    encoder : callable
        See `Encoder`.
    least : float
        The least cosine.
    """
    if not clauses:
        yield from treatments
        return
    above = dict(zip((c.id for c in clauses), encode_texts(encoder, [c.text for c in clauses]), strict=True))
    for document, told in groupby(treatments, key=lambda t: t.document):
        own = sentences.get(document, ())
        vectors = encode_texts(encoder, [p.text for p in own]) if own else None
        for treatment in told:
            if treatment.status is not Status.ABSENT or vectors is None:
                yield treatment
                continue
            likeness = vectors @ above[treatment.clause]
            best = int(likeness.argmax())
            near = float(likeness[best]) >= least
            yield _meant(treatment, own[best], float(likeness[best])) if near else treatment


def _meant(treatment: Treatment, passage: Passage, likeness: float) -> Treatment:
    score = round(min(1.0, likeness), 4)
    return replace(treatment, status=Status.ADAPTED, score=score, spans=(passage,), by="meaning")
