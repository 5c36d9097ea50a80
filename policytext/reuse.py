"""Text reuse (文本复用): how much of a document's wording another document has, rare wording counting more.

Wording that stands in every regulation of its kind says nothing of who took it from whom; so each run of letters weighs
as much as it is rare in the corpus: log(documents / documents that hold it).

References
----------
Containment of sets of runs: Broder (1997), On the resemblance and containment of documents. Weights: Spärck Jones
(1972), A statistical interpretation of term specificity.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.frames import Table
from policytext.structure.document import Document
from policytext.versions import Hashes, hash_runs

if TYPE_CHECKING:
    import numpy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How much of a lower document's wording an upper one has."""

    upper: str
    lower: str
    share: float
    """Of the lower document's runs of letters, weighted by how rare they are in the corpus; 0 to 1."""
    plain: float
    """The same share, unweighted."""


def score_reuse(corpus: Sequence[Document], pairs: Iterable[tuple[str, str]] | None = None) -> Table[Reuse]:
    """Return how much of the lower document's wording the upper one has, for pairs of documents.

    Parameters
    ----------
    corpus : sequence of Document
        All documents; they say how rare wording is. Copies of one document should be in it once.
    pairs : iterable of (upper, lower) ids, optional
        All pairs without it.

    Raises
    ------
    KeyError
        If a pair names a document that is not in the corpus.
    """
    hashed = {d.id: hash_runs(d) for d in corpus}
    asked = pairs if pairs is not None else ((a, b) for a in hashed for b in hashed if a != b)
    values, counts = _count(hashed.values())
    return Table(_score(asked, hashed, _weights(hashed, values, counts)), Reuse)


def _count(hashed: "Iterable[Hashes]") -> "tuple[Hashes, numpy.ndarray[Any, Any]]":
    import numpy

    arrays = list(hashed)
    whole = numpy.concatenate(arrays) if arrays else numpy.empty(0, numpy.uint64)
    return numpy.unique(whole, return_counts=True)


def _weights(
    hashed: "dict[str, Hashes]", values: "Hashes", counts: "numpy.ndarray[Any, Any]"
) -> "dict[str, numpy.ndarray[Any, Any]]":
    import numpy

    rarity = numpy.log(max(1, len(hashed)) / counts)
    return {id: rarity[numpy.searchsorted(values, own)] for id, own in hashed.items()}


def _score(
    pairs: Iterable[tuple[str, str]], hashed: "dict[str, Hashes]", weights: "dict[str, numpy.ndarray[Any, Any]]"
) -> Iterator[Reuse]:
    import numpy

    for upper, lower in pairs:
        shared = numpy.isin(hashed[lower], hashed[upper], assume_unique=True)
        whole = float(weights[lower].sum())
        share = float(weights[lower][shared].sum()) / whole if whole else 0.0
        plain = float(shared.mean()) if len(shared) else 0.0
        yield Reuse(upper=upper, lower=lower, share=round(share, 4), plain=round(plain, 4))
