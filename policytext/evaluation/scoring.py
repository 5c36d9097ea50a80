"""Scores: precision, recall and F1 of what the program finds against gold, with bootstrap intervals.

An item is found where one of its kind covers half of both: the shared characters are at least half of the characters
that either of the two has. Sections and principles are found where they start, sections at their level. Each gold item
and each found one counts once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policytext.evaluation.gold import KINDS, GoldDocument, GoldItem, make_gold
from policytext.findings import Annotated
from policytext.frames import Table

LEAST_OVERLAP = 0.5
_NEAR = 3
"""Characters by which the starts of a section may differ: a heading's mark may be counted to it."""
_VALUES = ("kind", "status", "value", "unit", "comparator")
RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well one kind of item is found."""

    measure: str
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    """Ends of the 95 % bootstrap interval of F1, over documents where there are ten or more, else over items."""
    gold: int
    found: int
    documents: int


@dataclass(slots=True)
class _Counts:
    """Hits, misses and false finds of each document, by measure."""

    rows: dict[str, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, hits: int, missed: int, wrong: int) -> None:
        self.rows[measure].append((hits, missed, wrong))


def score_findings(gold: Iterable[GoldDocument], found: Iterable[Annotated]) -> Table[Score]:
    """Score what was found in documents against gold; what stands on one side alone is passed over.

    Parameters
    ----------
    gold : iterable of GoldDocument
    found : iterable of Annotated
    """
    owed = {(g.sha256, g.part): g for g in gold}
    counts = _Counts()
    for annotated in found:
        made = make_gold(annotated)
        if (want := owed.get((made.sha256, made.part))) is not None:
            _compare(want, made, counts)
    return Table((_score(measure, rows) for measure, rows in counts.rows.items()), Score)


def _compare(want: GoldDocument, made: GoldDocument, counts: _Counts) -> None:
    if want.header is not None:
        printed = made.header or {}
        told = [name for name in want.header if want.header[name] is not None or printed.get(name) is not None]
        right = sum(want.header[name] == printed.get(name) for name in told)
        counts.add("header", right, len(told) - right, len(told) - right)
    for kind in KINDS:
        owed = [i for i in want.items if i.kind == kind]
        told_items = [i for i in made.items if i.kind == kind and want.covers(i.span)]
        pairs = dict(_pair(owed, told_items))
        sure = [i for i in range(len(owed)) if owed[i].sure]
        unsure_met = {j for i, j in pairs.items() if not owed[i].sure}
        hits = [i for i in sure if i in pairs]
        counts.add(kind, len(hits), len(sure) - len(hits), len(told_items) - len(hits) - len(unsure_met))
        if kind == "targets":
            right = sum(_has_values(owed[i], told_items[pairs[i]]) for i in hits)
            wrong = len(told_items) - right - len(unsure_met)
            counts.add("target values", right, len(sure) - right, wrong)


def _pair(owed: Sequence[GoldItem], told: Sequence[GoldItem]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the closest first, sure items before unsure ones, each used once."""
    scored = ((_fit(a, b), a.sure, -i, -j) for i, a in enumerate(owed) for j, b in enumerate(told))
    used: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in sorted((s for s in scored if s[0] > 0), reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield -i, -j


def _fit(a: GoldItem, b: GoldItem) -> float:
    if a.kind in ("sections", "principles"):
        near = abs(a.span.start - b.span.start) <= _NEAR
        return float(near and a.fields.get("level") == b.fields.get("level"))
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    either = max(a.span.end, b.span.end) - min(a.span.start, b.span.start)
    return shared / either if shared >= LEAST_OVERLAP * either > 0 else 0.0


def _has_values(a: GoldItem, b: GoldItem) -> bool:
    return all(a.fields.get(name) == b.fields.get(name) for name in _VALUES if name in a.fields)


def _score(measure: str, rows: Sequence[tuple[int, int, int]]) -> Score:
    hits, missed, wrong = map(sum, zip(*rows, strict=True))
    low, high = _interval(rows)
    return Score(
        measure=measure,
        precision=_share(hits, hits + wrong),
        recall=_share(hits, hits + missed),
        f1=_share(2 * hits, 2 * hits + missed + wrong),
        low=low,
        high=high,
        gold=hits + missed,
        found=hits + wrong,
        documents=len(rows),
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _interval(rows: Sequence[tuple[int, int, int]]) -> tuple[float | None, float | None]:
    import numpy

    units = rows if len(rows) >= 10 else [unit for row in rows for unit in _split(row)]
    table = numpy.asarray([(2 * h, 2 * h + m + w) for h, m, w in units], dtype=float)
    if not len(units) or not table[:, 1].sum():
        return None, None
    drawn = numpy.random.default_rng(len(units)).integers(len(units), size=(RESAMPLES, len(units)))
    sums = table[drawn].sum(axis=1)
    shares = sums[sums[:, 1] > 0, 0] / sums[sums[:, 1] > 0, 1]
    low, high = numpy.percentile(shares, (2.5, 97.5))
    return round(float(low), 4), round(float(high), 4)


def _split(row: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
    hits, missed, wrong = row
    yield from [(1, 0, 0)] * hits
    yield from [(0, 1, 0)] * missed
    yield from [(0, 0, 1)] * wrong
