"""Counts of hits, misses and false finds → precision, recall, F1, each with a 95 % bootstrap interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Counts = tuple[int, int, int]
"""Hits, missed, wrong."""
Interval = tuple[float | None, float | None]
OURS = "policytext"
RESAMPLES = 1000
LEAST_DOCUMENTS = 10
"""From so many documents on whole documents are drawn, whose items are not independent; below, items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one kind of item is found, with the ends of 95 % bootstrap intervals."""

    measure: str
    method: str = OURS
    """policytext, or a baseline beside it."""
    precision: float | None
    precision_low: float | None
    precision_high: float | None
    recall: float | None
    recall_low: float | None
    recall_high: float | None
    f1: float | None
    low: float | None
    high: float | None
    """Of F1."""
    gold: int
    found: int
    documents: int


def score_counts(measure: str, rows: Sequence[Counts], *, method: str = OURS) -> Score:
    """Return the score of a measure.

    Parameters
    ----------
    measure : str
    rows : sequence of (hits, missed, wrong), one for each document
    method : str

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13: percentile intervals.

    Examples
    --------
    >>> score = score_counts("slogans", [(3, 1, 0), (1, 0, 1)])
    >>> score.precision, score.recall, score.f1
    (0.8, 0.8, 0.8)
    """
    hits, missed, wrong = map(sum, zip(*rows, strict=True))
    ends = find_intervals(rows)
    return Score(
        measure=measure,
        method=method,
        precision=_share(hits, hits + wrong),
        precision_low=ends[0][0],
        precision_high=ends[0][1],
        recall=_share(hits, hits + missed),
        recall_low=ends[1][0],
        recall_high=ends[1][1],
        f1=_share(2 * hits, 2 * hits + missed + wrong),
        low=ends[2][0],
        high=ends[2][1],
        gold=hits + missed,
        found=hits + wrong,
        documents=len(rows),
    )


def find_intervals(rows: Sequence[Counts]) -> tuple[Interval, Interval, Interval]:
    """Return the 95 % intervals of precision, recall and F1: percentiles over `RESAMPLES` draws, the same each time."""
    import numpy  # heavy

    units = rows if len(rows) >= LEAST_DOCUMENTS else [unit for row in rows for unit in _split(row)]
    if not units:
        return (None, None), (None, None), (None, None)
    drawn = numpy.random.default_rng(len(units)).integers(len(units), size=(RESAMPLES, len(units)))
    sums = numpy.asarray(units, dtype=float)[drawn].sum(axis=1)
    hits, missed, wrong = sums[:, 0], sums[:, 1], sums[:, 2]

    def interval(part: "numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]", whole: object) -> Interval:
        base = numpy.asarray(whole)
        if not (base > 0).any():
            return None, None
        low, high = numpy.percentile(part[base > 0] / base[base > 0], (2.5, 97.5))
        return round(float(low), 4), round(float(high), 4)

    return (
        interval(hits, hits + wrong),
        interval(hits, hits + missed),
        interval(2 * hits, 2 * hits + missed + wrong),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _split(row: Counts) -> Iterator[Counts]:
    hits, missed, wrong = row
    yield from [(1, 0, 0)] * hits
    yield from [(0, 1, 0)] * missed
    yield from [(0, 0, 1)] * wrong
