r"""Measures of a cascade: how much, how faithfully, how concretely and how soon a document carries a directive over.

Each is a share or a mean over clauses, with a percentile bootstrap interval over them (Efron & Tibshirani 1993, An
Introduction to the Bootstrap, ch. 13). C is the set of clauses, P those that the document carries over:

============== ============================================= =====================================================
coverage       \|P\| / \|C\|                                 breadth of adoption; Wilkerson, Smith & Stramp 2015
verbatim       \|verbatim\| / \|P\|                          text reuse; Linder, Desmarais, Burgess & Giraudy 2020
depth          mean over P of 1 - score                      adaptation (reinvention); Glick & Hays 1991
concreteness   pieces of evidence / \|P\|                   what made clauses concrete: money, numbers, dates, places,
                                                             projects, duty-holders that changes brought
direction      (up - down) / (up + down) over changes        up: stricter, earlier, raised, wider; down: the contrary
novelty        characters of additions / characters of       the document's own share
               additions and of passages carried over
speed          days from the upper document's date; none     Gray 1973, Innovation in the States
               where that is the later one
============== ============================================= =====================================================

The measures "without formulae" leave out the clauses whose treatment there is formulaic (套语).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from policytext.spans import merge_spans
from policytext.tracing.values import Addition, Clause, Status, Treatment

if TYPE_CHECKING:
    import numpy

PREAMBLE = "导语"
"""Chapter of the clauses above the first heading."""
RESAMPLES = 1000
_UNIT = 0.0001
"""To which scores are rounded."""
_INTERVAL = (2.5, 97.5)
_UP = frozenset({"stricter", "earlier", "raised", "wider"})
_DOWN = frozenset({"looser", "later", "lowered", "narrower"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of one document, or of one of the directive's chapters in it."""

    document: str
    chapter: str | None
    """The directive's heading of level 1; None for all clauses together."""
    name: str
    with_formulae: bool
    value: float | None
    """None where there is nothing to measure."""
    low: float | None = None
    high: float | None = None
    """Ends of the 95 % bootstrap interval; None where it has none."""
    n: int = 0
    """Clauses, changes or characters that it rests on: its denominator."""


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A measure as two numbers for each clause: the sum of the first by that of the second."""

    name: str
    above: tuple[float, ...]
    below: tuple[float, ...]


def score_document(
    document: str, clauses: Sequence[Clause], treatments: Sequence[Treatment], additions: Sequence[Addition]
) -> Iterator[Measure]:
    """Yield the measures of one document, with and without formulae, as a whole and by chapter.

    Parameters
    ----------
    document : str
        Its id.
    clauses : sequence of Clause
    treatments, additions : sequences of Treatment and Addition
        Of this document only.
    """
    chapters = {c.id: c.path[0] if c.path else PREAMBLE for c in clauses}
    names = list(dict.fromkeys(chapters.values()))
    for with_formulae in (True, False):
        told = [t for t in treatments if with_formulae or not t.formulaic]
        for chapter in (None, *(names if len(names) > 1 else ())):
            own = [t for t in told if chapter is None or chapters[t.clause] == chapter]
            for ratio in _ratios(own):
                yield _measured(ratio, document, chapter, with_formulae=with_formulae)
        yield _novelty(document, told, additions, with_formulae=with_formulae)


def score_speed(document: str, upper: date | None, lower: date | None) -> Measure:
    """Return the days from the upper document's date (成文日期) to the lower one's.

    None where one has no date, or the upper one is the later: a law that bears the date of its last amendment (修正)
    did not take that time to pass down.
    """
    days = float((lower - upper).days) if upper and lower and upper <= lower else None
    known = int(days is not None)
    return Measure(document=document, chapter=None, name="speed", with_formulae=True, value=days, n=known)


def _ratios(treatments: Sequence[Treatment]) -> Iterator[_Ratio]:
    present = tuple(float(t.status is not Status.ABSENT) for t in treatments)
    verbatim = tuple(float(t.status is Status.VERBATIM) for t in treatments)
    ups, downs = ([float(sum(c.direction in side for c in t.changes)) for t in treatments] for side in (_UP, _DOWN))
    yield _Ratio("coverage", present, (1.0,) * len(present))
    yield _Ratio("verbatim", verbatim, present)
    yield _Ratio("depth", tuple(p * (1 - t.score) for p, t in zip(present, treatments, strict=True)), present)
    yield _Ratio("concreteness", tuple(float(sum(len(c.evidence) for c in t.changes)) for t in treatments), present)
    both = list(zip(ups, downs, strict=True))
    yield _Ratio("direction", tuple(u - d for u, d in both), tuple(u + d for u, d in both))


def _measured(ratio: _Ratio, document: str, chapter: str | None, *, with_formulae: bool) -> Measure:
    low, high = find_interval(ratio.above, ratio.below)
    below = sum(ratio.below)
    return Measure(
        document=document,
        chapter=chapter,
        name=ratio.name,
        with_formulae=with_formulae,
        value=round(sum(ratio.above) / below, 4) if below else None,
        low=low,
        high=high,
        n=int(below),
    )


def find_interval(above: Sequence[float], below: Sequence[float]) -> tuple[float | None, float | None]:
    """Return the 95 % bootstrap interval of a ratio of sums, both resampled together; (None, None) of nothing.

    The draws are seeded by the number of items: the same numbers give the same interval.

    Examples
    --------
    >>> find_interval([1, 1, 1], [1, 1, 1])
    (1.0, 1.0)
    """
    import numpy

    if not sum(below):
        return None, None
    # In whole units: sums are exact, whatever their order on this machine.
    sums = [_draws(len(below)) @ numpy.rint(numpy.asarray(side, dtype=float) / _UNIT) for side in (above, below)]
    ratios = sums[0][sums[1] > 0] / sums[1][sums[1] > 0]
    low, high = numpy.percentile(ratios, _INTERVAL)
    return round(float(low), 4), round(float(high), 4)


@lru_cache(maxsize=64)
def _draws(size: int) -> "numpy.ndarray":
    """Return how often each item is drawn in each resample: resamples × items."""
    import numpy

    drawn = numpy.random.default_rng(size).integers(size, size=(RESAMPLES, size))
    places = drawn + size * numpy.arange(RESAMPLES)[:, None]
    return numpy.bincount(places.ravel(), minlength=RESAMPLES * size).reshape(RESAMPLES, size).astype(float)


def _novelty(
    document: str, treatments: Sequence[Treatment], additions: Sequence[Addition], *, with_formulae: bool
) -> Measure:
    own = [float(len(a.passage.span)) for a in additions]
    taken = [float(len(span)) for span in merge_spans(p.span for t in treatments for p in t.spans)]
    above, below = own + [0.0] * len(taken), own + taken
    low, high = find_interval(above, below)
    value = round(sum(own) / sum(below), 4) if sum(below) else None
    return Measure(
        document=document,
        chapter=None,
        name="novelty",
        with_formulae=with_formulae,
        value=value,
        low=low,
        high=high,
        n=int(sum(below)),
    )
