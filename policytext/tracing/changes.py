"""Changes (变化) inside a treatment: figures, deadlines, slogans, strength, bodies, items, details."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from policytext.dates import Due, find_deadlines
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.values import Slogan
from policytext.spans import Span
from policytext.tracing.letters import fold_letters
from policytext.tracing.values import Change, Passage

_NUMERALS = re.compile("[一二三四五六七八九十百两0-9]")
CONGRESS = re.compile(r"党的[一二三四五六七八九十]{1,3}大[^，。；“”]{0,40}?精神")
THOUGHT = re.compile(r"习近平新时代中国特色社会主义思想|习近平总书记系列重要讲话精神(?:和治国理政新理念新思想新战略)?")
_PERIODS = ("天", "日", "周", "旬", "月", "季度", "半年", "年")
_EVERY = re.compile(r"每个?(天|日|周|旬|月|季度|半年|年)(?!级)")
_BEFORE = 4
"""Letters from a date to the passage that it governs: 到2034年底前，."""
_ALIKE = 0.25
"""Share of the fewer words around that two figures must have in common to measure the same."""
_HEAD = re.compile(r"[”’」]?(工程|行动|计划|活动|模式|机制|品牌|项目|平台|体系|制度|标准)")
_BOUNDS = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a treatment: a text, the stretch to look at, and the slogans found in the text."""

    text: str
    spans: tuple[Span, ...]
    slogans: Sequence[Slogan]
    core: tuple[Span, ...] = ()
    """Passages inside the stretches that carry the clause; what stands around them may be another measure's."""

    def passage(self, span: Span) -> Passage:
        """Return a stretch with its characters."""
        return Passage(span, span.of(self.text))

    def has(self, letters: str) -> bool:
        """Tell whether the stretches say these letters."""
        return any(letters in fold_letters(self.text, [s]).text for s in self.spans)


def find_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield what changed between a clause and the sentences that carry it: deadlines, figures, slogans."""
    yield from find_deadline_changes(clause, local)
    yield from find_quantity_changes(clause, local)
    yield from find_frequency_changes(clause, local)
    yield from find_slogan_changes(clause, local)


def find_deadline_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of deadlines: earlier, later, added, dropped, or counted from another day (再过5年 → 力争5年)."""
    before, after = list(_dues(clause)), list(_dues(local))
    kept = {_deadline(old) for old in before} & {_deadline(new) for new in after}
    before, after = ([due for due in side if _deadline(due) not in kept] for side in (before, after))
    for old, new in zip(before, after, strict=False):
        yield _deadline_change(clause.passage(old.span), local.passage(new.span), _compare(old, new))
    for old in before[len(after) :]:
        yield _deadline_change(clause.passage(old.span), None, "dropped")
    for new in after[len(before) :]:
        if any(new.span.overlaps(s) or 0 <= s.start - new.span.end <= _BEFORE for s in local.core or local.spans):
            yield _deadline_change(None, local.passage(new.span), "added")


def find_vanished_deadlines(clause: Side, local: Side) -> Iterator[Change]:
    """Yield the deadlines of a clause that the local stretches do not have."""
    there = {_deadline(due) for due in _dues(local)}
    for due in _dues(clause):
        if _deadline(due) not in there:
            yield _deadline_change(clause.passage(due.span), None, "dropped")


def _dues(side: Side) -> Iterator[Due]:
    for span in side.spans:
        for due in find_deadlines(span.of(side.text)):
            yield Due(due.span.shifted(span.start), due.text, due.by, due.within_years)


def _deadline(due: Due) -> tuple[object, ...]:
    counted_on = "再" in due.text
    return due.by, due.within_years, counted_on


def _compare(old: Due, new: Due) -> str | None:
    if old.by and new.by and _day(old.by) != _day(new.by):
        return "later" if _day(new.by) > _day(old.by) else "earlier"
    if old.within_years and new.within_years and old.within_years != new.within_years:
        return "later" if new.within_years > old.within_years else "earlier"
    return None


def _day(by: str) -> str:
    """Return the last day that a deadline may mean: 2033 is the end of 2033."""
    return by + "-12-31"[len(by) - 4 :] if len(by) in (4, 7) else by


def _deadline_change(old: Passage | None, new: Passage | None, direction: str | None) -> Change:
    return Change(kind="deadline", old=old, new=new, direction=direction)


def find_quantity_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of figures of one unit that measure the same; the comparator tells which is stricter."""
    there = [q for q in _quantities(local) if any(q.fragment.overlaps(s) for s in local.core or local.spans)]
    for was, now in _pair(list(_quantities(clause)), there):
        # 不低于 and 不超过 bound from two sides: neither is the other made stricter.
        opposed = {was.figure.comparator, now.figure.comparator} == {">=", "<="}
        if not opposed and was.key == now.key and was.figure.value != now.figure.value:
            direction = _stricter(was.figure, now.figure)
            old, new = clause.passage(was.span), local.passage(now.span)
            yield Change(kind="quantity", old=old, new=new, direction=direction)


def find_frequency_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of how often something is due: 每季度 → 每半年."""
    for was, now in _pair(list(_periods(clause)), list(_periods(local))):
        if was.period != now.period:
            direction = "stricter" if _PERIODS.index(now.period) < _PERIODS.index(was.period) else "looser"
            old, new = clause.passage(was.span), local.passage(now.span)
            yield Change(kind="quantity", old=old, new=new, direction=direction)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its place and the words around it, up to the commas."""

    figure: Quantity
    span: Span
    fragment: Span
    words: frozenset[str]

    @property
    def key(self) -> str:
        return self.figure.unit


@dataclass(frozen=True, slots=True)
class _Period:
    period: str
    span: Span
    words: frozenset[str]

    @property
    def key(self) -> str:
        return "period"


_Measure = TypeVar("_Measure", _Figure, _Period)


def _pair(before: list[_Measure], after: list[_Measure]) -> Iterator[tuple[_Measure, _Measure]]:
    """Yield pairs of figures of one kind that stand among the same words, the likest first, each used once."""
    likeness = [
        (len(a.words & b.words) / max(1, min(len(a.words), len(b.words))), -i, -j)
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if a.key == b.key
    ]
    used: set[tuple[str, int]] = set()
    for like, i, j in sorted(likeness, reverse=True):
        if like >= _ALIKE and not used & {("a", i), ("b", j)}:
            used |= {("a", i), ("b", j)}
            yield before[-i], after[-j]


def _words(text: str) -> frozenset[str]:
    letters = re.sub(r"\d", "", fold_letters(text).text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _periods(side: Side) -> Iterator[_Period]:
    for fragment in (f for span in side.spans for f in _fragments(side.text, span)):
        for match in _EVERY.finditer(side.text, fragment.start, fragment.end):
            yield _Period(match.group(1), Span(*match.span()), _words(fragment.of(side.text)))


def _quantities(side: Side) -> Iterator[_Figure]:
    """Yield the figures of a side, each with its place."""
    for fragment in (f for span in side.spans for f in _fragments(side.text, span)):
        words = _words(fragment.of(side.text))
        for quantity in find_quantities(fragment.of(side.text)):
            span = quantity.span.shifted(fragment.start)
            # 三个代表 and 五个扎实 count nothing.
            if not any(span.overlaps(s.span) for s in side.slogans):
                yield _Figure(quantity, span, fragment, words)


def _stricter(old: Quantity, new: Quantity) -> str | None:
    sign = old.comparator or new.comparator
    was, now = _low(old), _low(new)
    if was == now or sign not in (">=", "<="):
        return None
    return "stricter" if (now > was) == (sign == ">=") else "looser"


def _low(quantity: Quantity) -> float:
    return quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value


def find_slogan_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield slogans of the clause that the local sentences have in another form: 三社联动 → 五社联动."""
    told: list[Span] = []
    for span in _formulae(clause):
        letters = fold_letters(span.of(clause.text)).text
        if not letters or local.has(letters) or any(span.overlaps(t) for t in told):
            continue
        variant = _variant(span.of(clause.text), clause.text[span.end : span.end + 4], local)
        if variant is not None:
            told.append(span)
            yield Change(
                kind="slogan", old=clause.passage(span), new=local.passage(_widened(clause, span, local, variant))
            )


def _formulae(side: Side) -> list[Span]:
    """Return slogans and the names of doctrines in a side's stretches, the longest first."""
    found = [s.span for s in side.slogans if any(s.span in stretch for stretch in side.spans)]
    for pattern in (CONGRESS, THOUGHT):
        for stretch in side.spans:
            found += [Span(m.start(), m.end()) for m in pattern.finditer(side.text, stretch.start, stretch.end)]
    return sorted(set(found), key=lambda s: (-len(s), s))


def _variant(slogan: str, after: str, local: Side) -> Span | None:
    """Return the local form of a slogan: another numeral, another doctrine of its kind, or most of its letters."""
    for pattern in (CONGRESS, THOUGHT):
        if pattern.fullmatch(slogan):
            return next(
                (Span(*m.span()) for s in local.spans for m in [pattern.search(local.text, s.start, s.end)] if m), None
            )
    forms = _formulae(local)
    bare = _bare(slogan)
    if _NUMERALS.search(slogan) and bare:
        same = [s for s in forms if _bare(s.of(local.text)) == bare and s.of(local.text) != bare]
        return same[0] if same else None
    return _namesake(slogan, after, forms, local) or _nearest(slogan, forms, local)


def _namesake(slogan: str, after: str, forms: Sequence[Span], local: Side) -> Span | None:
    """Return the local name of the same kind of scheme: “…润乡”工程 → “…润城”工程."""
    head = _HEAD.match(after)
    if head is None:
        return None
    for form in forms:
        own = _HEAD.match(local.text, form.end)
        if own and own.group(1) == head.group(1) and set(form.of(local.text)) & set(slogan):
            return form
    return None


def _widened(clause: Side, old: Span, local: Side, new: Span) -> Span:
    """Return the local form from behind the verb that governs both: what replaced its first words is told too."""
    verb = clause.text[max(0, old.start - 2) : old.start]
    missing = len(old) - len(new)
    before = local.text[max(0, new.start - missing - 6) : new.start]
    named = any(doctrine.fullmatch(new.of(local.text)) for doctrine in (CONGRESS, THOUGHT))
    if missing > 0 and not named and re.fullmatch("[\u4e00-\u9fff]{2}", verb) and verb in before:
        between = before[before.rindex(verb) + 2 :]
        if not _BOUNDS.search(between):
            return Span(new.start - len(between), new.end)
    return new


def _bare(slogan: str) -> str:
    return _NUMERALS.sub("", fold_letters(slogan).text)


def _nearest(slogan: str, forms: Sequence[Span], local: Side) -> Span | None:
    from rapidfuzz import fuzz

    letters = fold_letters(slogan).text
    if len(letters) < 6:
        return None
    pieces = [*forms, *_pieces(local)]
    scored = [(fuzz.ratio(letters, fold_letters(p.of(local.text)).text), -len(p), p.start) for p in pieces]
    best = max(zip(scored, pieces, strict=True), default=None)
    return best[1] if best and 72 <= best[0][0] < 100 else None


def _pieces(local: Side) -> Iterator[Span]:
    """Yield the fragments of the local stretches between commas."""
    for stretch in local.spans:
        yield from _fragments(local.text, stretch)


def _fragments(text: str, stretch: Span) -> Iterator[Span]:
    start = stretch.start
    for match in _BOUNDS.finditer(text, stretch.start, stretch.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, stretch.end)
