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


def check_encoder(encoder: object) -> None:
    """See that an encoder is none, or can be called: before a corpus is gone through for it.

    Raises
    ------
    TypeError
        If it is something else.
    """
    if encoder is not None and not callable(encoder):
        wanted = "a callable from texts to vectors, such as SentenceTransformer(…).encode"
        raise TypeError(f"expected as encoder {wanted}, got {type(encoder).__name__}")


def encode_texts(encoder: Encoder, texts: Sequence[str]) -> Any:
    """Return the vectors of texts, each of length 1; a vector of noughts stays as it is.

    Returns
    -------
    ndarray of float64, shape (texts, dimensions)

    Raises
    ------
    ValueError
        If the encoder does not give one vector of numbers a text.
    """
    import numpy

    found, wanted = encoder(texts), f"expected of the encoder an array of shape ({len(texts)}, d)"
    try:
        vectors = numpy.asarray(found, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{wanted}, got {type(found).__name__}: {error}") from error
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise ValueError(f"{wanted}, got {vectors.shape}")
    wrong = [text for text, row in zip(texts, numpy.isfinite(vectors).all(axis=1), strict=True) if not row]
    if wrong:
        raise ValueError(f"{wanted} of numbers, got NaN or infinity for {len(wrong)} texts, such as {wrong[0][:30]!r}")
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

    Raises
    ------
    ValueError
        If the encoder does not give one vector of numbers a text, or noughts for every clause.
    """
    if not clauses:
        yield from treatments
        return
    vectors = encode_texts(encoder, [c.text for c in clauses])
    if not vectors.any():
        # One text without a vector may hold no word that the encoder knows; a whole directive does not.
        raise ValueError(f"expected of the encoder vectors, got noughts for all {len(clauses)} clauses")
    above = dict(zip((c.id for c in clauses), vectors, strict=True))
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
