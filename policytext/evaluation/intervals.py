"""Counts of hits, misses and false finds → precision, recall, F1, each with a 95 % bootstrap interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.tracing.measures import find_interval

Counts = tuple[int, int, int]
"""Hits, missed, wrong."""
Interval = tuple[float | None, float | None]
OURS = "policytext"
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
    """Return the 95 % bootstrap intervals of precision, recall and F1."""
    units = rows if len(rows) >= LEAST_DOCUMENTS else [unit for row in rows for unit in _split(row)]
    hits, missed, wrong = zip(*units, strict=True) if units else ((), (), ())
    told = [h + w for h, w in zip(hits, wrong, strict=True)]
    owed = [h + m for h, m in zip(hits, missed, strict=True)]
    both = [t + o for t, o in zip(told, owed, strict=True)]
    return find_interval(hits, told), find_interval(hits, owed), find_interval([2 * h for h in hits], both)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _split(row: Counts) -> Iterator[Counts]:
    hits, missed, wrong = row
    yield from [(1, 0, 0)] * hits
    yield from [(0, 1, 0)] * missed
    yield from [(0, 0, 1)] * wrong
