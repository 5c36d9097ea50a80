"""Scores: precision, recall and F1 of what the program finds against gold, with bootstrap intervals.

A finding fits where it and the gold share at least half of the characters that either of the two has. Sections and
principles fit where they start, sections at their level. Each gold item and each found one counts once, slogans once
for each distinct form in a document. What the gold is unsure of is neither owed nor wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policytext.evaluation.gold import GoldDocument, GoldItem, digest, find_years, fold_form, make_gold
from policytext.evaluation.intervals import OURS, Counts, Score, score_counts
from policytext.findings import Annotated
from policytext.frames import Table

LEAST_OVERLAP = 0.5
_NEAR = 3
"""Characters by which the starts of a section may differ: a heading's mark may be counted to it."""
_TRAP_SLACK = 2
"""Characters by which a slogan may be longer than the trap that it takes."""
_NAMES = {"sections": ("headings", "heading"), "citations": ("citation meanings", "means")}
"""Measures that ask, of what fits, what it says as well: their name, and the field of gold."""
Pairs = Mapping[int, int]


@dataclass(slots=True)
class _Tally:
    """Hits, misses and false finds of each document, by measure."""

    rows: dict[str, list[Counts]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, hits: int, missed: int, wrong: int) -> None:
        self.rows[measure].append((hits, missed, wrong))


@dataclass(frozen=True, slots=True)
class _Sides:
    """One kind in one document: what is owed, what was told, and what of both fits together."""

    owed: Sequence[GoldItem]
    told: Sequence[GoldItem]
    pairs: Pairs

    def count(self, is_right: Callable[[GoldItem, GoldItem], bool] = lambda a, b: True) -> Counts:
        """Return hits, misses and false finds; an item that is unsure is neither, nor what fits it."""
        sure = [i for i, item in enumerate(self.owed) if item.sure]
        free = sum(not self.owed[i].sure for i in self.pairs)
        hits = sum(i in self.pairs and is_right(self.owed[i], self.told[self.pairs[i]]) for i in sure)
        return hits, len(sure) - hits, len(self.told) - free - hits


def score_findings(gold: Iterable[GoldDocument], found: Iterable[Annotated]) -> Table[Score]:
    """Score what was found in documents against gold.

    A file without gold, and gold whose file is not there, are passed over; a document of gold that the program does
    not see in its file is missed with all that is in it.

    Parameters
    ----------
    gold : iterable of GoldDocument
    found : iterable of Annotated
    """
    return score_documents(gold, map(make_gold, found))


def score_documents(gold: Iterable[GoldDocument], found: Iterable[GoldDocument], *, method: str = OURS) -> Table[Score]:
    """Score what any method found, put down as gold is, against gold; as `score_findings` does."""
    made = {(m.sha256, m.part): m for m in found}
    files = {sha256 for sha256, _ in made}
    tally = _Tally()
    for want in gold:
        if want.sha256 in files:
            nothing = GoldDocument(sha256=want.sha256, part=want.part, path=want.path, items=())
            _compare(want, made.get((want.sha256, want.part), nothing), tally)
    rows = tally.rows.items()
    return Table((score_counts(measure, counts, method=method) for measure, counts in rows), Score)


def _compare(want: GoldDocument, made: GoldDocument, tally: _Tally) -> None:
    if want.header is not None:
        right, wrong = _count_header(want.header, made.header or {})
        tally.add("header", right, wrong, wrong)
    for kind in want.kinds:
        owed = [i for i in want.items if i.kind == kind]
        told = [i for i in made.items if i.kind == kind and want.covers(i)]
        _COMPARE.get(kind, _compare_places)(kind, (owed, told), want, tally)


def _count_header(want: Mapping[str, object], printed: Mapping[str, object]) -> tuple[int, int]:
    told = [name for name in want if want[name] or printed.get(name)]
    right = sum(fold_form(printed.get(name)) in set(map(fold_form, _options(want[name]))) for name in told)
    return right, len(told) - right


def _options(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [value]


_Lists = tuple[Sequence[GoldItem], Sequence[GoldItem]]


def _compare_places(kind: str, lists: _Lists, want: GoldDocument, tally: _Tally) -> None:
    sides = _Sides(*lists, dict(pair_items(*lists)))
    tally.add(kind, *sides.count())
    if kind in _NAMES:
        measure, name = _NAMES[kind]
        tally.add(measure, *sides.count(lambda a, b: _agrees(a, b, name)))


def _compare_citations(kind: str, lists: _Lists, want: GoldDocument, tally: _Tally) -> None:
    """Compare citations of other documents; the document's own title and number are no matter of measure."""
    owed, told = lists
    own = {
        digest(v) for name in ("title", "number", "attachment_title") for v in _options((want.header or {}).get(name))
    }
    own |= {
        value for i in owed if i.fields.get("self") for value in (i.fields.get("means"), digest(i.fields.get("number")))
    }
    own.discard(None)
    others = [i for i in told if not (i.fields.get("self") and own & {i.fields["means"], digest(i.fields["number"])})]
    freed = [i if not i.fields.get("self") else _doubted(i) for i in owed]
    _compare_places(kind, (freed, others), want, tally)


def _compare_targets(kind: str, lists: _Lists, want: GoldDocument, tally: _Tally) -> None:
    sides = _Sides(*lists, dict(pair_items(*lists)))
    tally.add(kind, *sides.count())
    tally.add("target values", *sides.count(_has_values))


def _compare_slogans(kind: str, lists: _Lists, want: GoldDocument, tally: _Tally) -> None:
    told, owed, doubted, traps = (_group(items) for items in (lists[1], *_part(lists[0])))
    hits = sum(_fits_any(group, lists[1]) for group in owed)
    known = [item for group in (*owed, *doubted) for item in group]
    wrong = sum(not _fits_any(group, known) for group in told)
    tally.add(kind, hits, len(owed) - hits, wrong)
    if traps:
        taken = sum(any(_takes(b, a) for a in trap for b in lists[1]) for trap in traps)
        tally.add("slogan traps let alone", len(traps) - taken, taken, taken)


_COMPARE = {"citations": _compare_citations, "targets": _compare_targets, "slogans": _compare_slogans}


def _part(items: Sequence[GoldItem]) -> tuple[list[GoldItem], list[GoldItem], list[GoldItem]]:
    """Return what is a slogan, what may be one, and what is none though it looks like one."""
    real = [i for i in items if not i.fields.get("trap")]
    traps = [i for i in items if i.fields.get("trap")]
    return [i for i in real if i.sure], [i for i in real if not i.sure], traps


def _group(items: Iterable[GoldItem]) -> list[list[GoldItem]]:
    """Return the mentions of each distinct form."""
    groups: dict[object, list[GoldItem]] = defaultdict(list)
    for item in items:
        groups[item.fields.get("form") or item.span].append(item)
    return list(groups.values())


def _fits_any(group: Sequence[GoldItem], others: Sequence[GoldItem]) -> bool:
    return any(_fit(a, b) > 0 for a in group for b in others)


def _takes(found: GoldItem, trap: GoldItem) -> bool:
    return trap.span in found.span and len(found.span) - len(trap.span) <= _TRAP_SLACK


def _doubted(item: GoldItem) -> GoldItem:
    return GoldItem(kind=item.kind, span=item.span, sure=False, fields=item.fields)


def pair_items(owed: Sequence[GoldItem], told: Sequence[GoldItem]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions, the closest first, sure items before unsure ones, each used once.

    Targets often share one stretch of text: among those that fit about as well, the one with the same values first.
    """
    rows = ((_fit(a, b), _likeness(a, b), a.sure, -i, -j) for i, a in enumerate(owed) for j, b in enumerate(told))
    scored = [(round(fit, 1) + like, fit, sure, i, j) for fit, like, sure, i, j in rows if fit > 0]
    used: tuple[set[int], set[int]] = set(), set()
    for *_, i, j in sorted(scored, reverse=True):
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


def _likeness(a: GoldItem, b: GoldItem) -> int:
    return (_agrees(a, b, "value") + _agrees(a, b, "kind")) if a.kind == "targets" else 0


def _has_values(a: GoldItem, b: GoldItem) -> bool:
    due = set(find_years(a.fields.get("deadline"))) <= set(find_years(b.fields.get("deadline")))
    return due and all(_agrees(a, b, name) for name in ("kind", "status", "value"))


def _agrees(a: GoldItem, b: GoldItem, name: str) -> bool:
    """Tell whether a field of the found item is what the gold says, or one of its alternatives, or nothing asked."""
    if name not in a.fields:
        return True
    options = [a.fields[name], *a.fields.get("alt", {}).get(name, ())]
    return b.fields.get(name) in options
