"""Documents of a corpus that are one: near-identical copies, and the versions (版本) of one text, told as one.

Texts are compared by their sets of eight-letter runs, hashed; pairs worth comparing are found by the runs of smallest
hash, so that a corpus is never compared all with all (Broder 1997, On the resemblance and containment of documents).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

from policytext.structure.contents import fold_title
from policytext.structure.document import Document, Header

if TYPE_CHECKING:
    import numpy

Hashes: TypeAlias = "numpy.ndarray[Any, numpy.dtype[numpy.uint64]]"

RUN = 8
"""Letters of a run."""
SKETCH = 96
"""Runs of smallest hash by which pairs are found."""
LEAST_SHARED = 0.5
"""Share of the sketch from which a pair is compared in full."""
LEAST_ALIKE = 0.85
"""Share of all runs that versions of one title have in common; copies of other titles need `SAME`."""
SAME = 0.97
_COMMONEST = 64
"""Up to how many documents with a run are paired all with all. More hold a formula, or copies of one document."""
_NEXT = 4
"""With how many that follow it each of those is paired: enough to chain copies, and linear in their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionGroup:
    """Documents that are one, by id."""

    kept: str
    """The one that stands for all: that with most header elements (文头要素), then the longest."""
    others: tuple[str, ...]
    likeness: float
    """Least share of runs that one of the others has in common with it; 0 to 1."""


def find_versions(documents: Sequence[Document]) -> Iterator[VersionGroup]:
    """Yield the groups of near-identical documents, in the order of their first.

    Two documents are one where they share most of their wording and their titles or numbers are the same; or all but
    all of their wording, and no other issuer or region is printed on one of them: a township may copy its county's
    plan letter by letter and still have made a plan of its own.
    """
    hashed = [hash_runs(d) for d in documents]
    groups: dict[int, dict[int, float]] = {}
    taken: set[int] = set()
    for i, j, likeness in sorted(_alike(documents, hashed)):
        if j not in taken:
            home = next((first for first, others in groups.items() if i in others), i)
            groups.setdefault(home, {})[j] = likeness
            taken.add(j)
    for first, others in sorted(groups.items()):
        members = [documents[k] for k in (first, *others)]
        kept = max(members, key=_completeness)
        rest = tuple(m.id for m in members if m is not kept)
        yield VersionGroup(kept=kept.id, others=rest, likeness=round(min(others.values()), 4))


def hash_runs(document: Document) -> "Hashes":
    """Return the hashes of a document's runs of eight letters, each once, in order; of a short text that of its whole.

    Returns
    -------
    ndarray of uint64, sorted
    """
    import numpy

    letters = "".join(c for c in document.text.characters if c.isalnum())
    codes = numpy.frombuffer(letters.encode("utf-32-le", "replace"), dtype="<u4").astype(numpy.uint64)
    size = min(RUN, len(codes))
    if not size:
        return numpy.empty(0, numpy.uint64)
    hashes = numpy.zeros(len(codes) - size + 1, numpy.uint64)
    for k in range(size):
        hashes = hashes * numpy.uint64(0x9E3779B97F4A7C15) + codes[k : k + len(hashes)]
        hashes ^= hashes >> numpy.uint64(29)
    return numpy.unique(hashes)


def _alike(documents: Sequence[Document], hashed: "Sequence[Hashes]") -> Iterator[tuple[int, int, float]]:
    for i, j in _candidates(hashed):
        likeness = _likeness(hashed[i], hashed[j])
        if likeness >= (LEAST_ALIKE if _is_one(documents[i].header, documents[j].header) else SAME) and not _is_apart(
            documents[i].header, documents[j].header
        ):
            yield i, j, likeness


def _candidates(hashed: "Sequence[Hashes]") -> Iterator[tuple[int, int]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for i, hashes in enumerate(hashed):
        for value in hashes[:SKETCH].tolist():
            holders[value].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for held in holders.values():
        for pair in _pairs(held):
            shared[pair] += 1
    for (i, j), count in shared.items():
        if count >= LEAST_SHARED * min(SKETCH, len(hashed[i]), len(hashed[j])):
            yield i, j


def _pairs(held: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(held) <= _COMMONEST:
        yield from combinations(held, 2)
        return
    for step in range(1, _NEXT + 1):
        yield from zip(held, held[step:], strict=False)


def _likeness(a: "Hashes", b: "Hashes") -> float:
    import numpy

    common = len(numpy.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common)


def _is_one(a: Header, b: Header) -> bool:
    titles = [fold_title(h.attachment_title or h.title or "") for h in (a, b)]
    return (bool(titles[0]) and titles[0] == titles[1]) or (a.number is not None and a.number == b.number)


def _is_apart(a: Header, b: Header) -> bool:
    """Tell whether the two name other issuers' regions, or other numbers."""
    return any(x and y and x != y for x, y in ((a.region, b.region), (a.number, b.number), (a.level, b.level)))


def _completeness(document: Document) -> tuple[int, int]:
    printed = sum(getattr(document.header, f.name) is not None for f in fields(document.header))
    return printed, len(document.text)
