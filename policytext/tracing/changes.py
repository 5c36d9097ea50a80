"""Changes (变化) inside a treatment: figures, deadlines, slogans, strength, bodies, items, details."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.dates import Due, find_deadlines
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.values import Slogan
from policytext.spans import Span
from policytext.tracing.cascade import Change, Passage
from policytext.tracing.letters import fold_letters

_NUMERALS = re.compile("[一二三四五六七八九十百两0-9]")
_CONGRESS = re.compile(r"党的[一二三四五六七八九十]{1,3}大[^，。；“”]{0,40}?精神")
_THOUGHT = re.compile(r"习近平新时代中国特色社会主义思想|习近平总书记系列重要讲话精神(?:和治国理政新理念新思想新战略)?")
_OPENINGS = re.compile(r"力争|争取|计划|到|至|用|在|之?前|以前|时间|左右|之?内|年度|[，,\s]")
_PERIODS = ("天", "日", "周", "旬", "月", "季度", "半年", "年")
_EVERY = re.compile(r"每个?(天|日|周|旬|月|季度|半年|年)度?(?=[^，。；]{0,12}(?:次|场|轮|期|回))")
_HEAD = re.compile(r"[”’」]?(工程|行动|计划|活动|模式|机制|品牌|项目|平台|体系|制度|标准)")
_BOUNDS = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a treatment: a text, the stretch to look at, and the slogans found in the text."""

    text: str
    spans: tuple[Span, ...]
    slogans: Sequence[Slogan]

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
        yield _deadline_change(None, local.passage(new.span), "added")


def _dues(side: Side) -> Iterator[Due]:
    for span in side.spans:
        for due in find_deadlines(span.of(side.text)):
            yield Due(due.span.shifted(span.start), due.text, due.by, due.within_years)


def _deadline(due: Due) -> tuple[object, ...]:
    counted_on = "再" in due.text
    return due.by, due.within_years, counted_on


def _compare(old: Due, new: Due) -> str | None:
    if old.by and new.by and old.by != new.by:
        return "later" if new.by > old.by else "earlier"
    if old.within_years and new.within_years and old.within_years != new.within_years:
        return "later" if new.within_years > old.within_years else "earlier"
    return None


def _deadline_change(old: Passage | None, new: Passage | None, direction: str | None) -> Change:
    return Change(kind="deadline", old=old, new=new, direction=direction)


def find_quantity_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of figures that have the same unit; the comparator tells which is stricter."""
    before, after = list(_quantities(clause)), list(_quantities(local))
    for unit in dict.fromkeys(q.unit for q, _ in before):
        old = [(q, s) for q, s in before if q.unit == unit]
        new = [(q, s) for q, s in after if q.unit == unit]
        values = {q.value for q, _ in old} & {q.value for q, _ in new}
        old, new = ([(q, s) for q, s in side if q.value not in values] for side in (old, new))
        for (was, span), (now, other) in zip(old, new, strict=False):
            yield Change(
                kind="quantity", old=clause.passage(span), new=local.passage(other), direction=_stricter(was, now)
            )


def find_frequency_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of how often something is due: 每季度 → 每半年."""
    before, after = (
        [(m.group(1), Span(*m.span())) for s in side.spans for m in _EVERY.finditer(side.text, s.start, s.end)]
        for side in (clause, local)
    )
    kept = {p for p, _ in before} & {p for p, _ in after}
    before, after = ([(p, s) for p, s in side if p not in kept] for side in (before, after))
    for (was, span), (now, other) in zip(before, after, strict=False):
        direction = "stricter" if _PERIODS.index(now) < _PERIODS.index(was) else "looser"
        yield Change(kind="quantity", old=clause.passage(span), new=local.passage(other), direction=direction)


def _quantities(side: Side) -> Iterator[tuple[Quantity, Span]]:
    """Yield the figures of a side, each with its place."""
    for fragment in (f for span in side.spans for f in _fragments(side.text, span)):
        for quantity in find_quantities(fragment.of(side.text)):
            span = quantity.span.shifted(fragment.start)
            # 三个代表 and 五个扎实 count nothing.
            if not any(span.overlaps(s.span) for s in side.slogans):
                yield quantity, span


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
    for pattern in (_CONGRESS, _THOUGHT):
        for stretch in side.spans:
            found += [Span(m.start(), m.end()) for m in pattern.finditer(side.text, stretch.start, stretch.end)]
    return sorted(set(found), key=lambda s: (-len(s), s))


def _variant(slogan: str, after: str, local: Side) -> Span | None:
    """Return the local form of a slogan: another numeral, another doctrine of its kind, or most of its letters."""
    for pattern in (_CONGRESS, _THOUGHT):
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
    if missing > 0 and re.fullmatch("[\u4e00-\u9fff]{2}", verb) and verb in before:
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
