"""Changed figures (数值): value, unit, range, how often; with the side that is stricter."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from policytext.findings.quantities import Quantity, find_quantities
from policytext.numerals import parse_numeral
from policytext.spans import Span
from policytext.tracing.figures import PERIODS, Rate, count_out, find_rate
from policytext.tracing.sides import Compared, Side, find_words, pair_likest, share_words, split_fragments
from policytext.tracing.values import Change

_PERIOD = f"({'|'.join(sorted(PERIODS, key=len, reverse=True))})(?!级|轻|龄|节|边|份)"
_EVERY = re.compile(
    rf"(?:每隔?(\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})?个?|(隔)|按(?=[日旬周月季半年])|逐(?=[日旬周月季年])){_PERIOD}"
)
_TIMES = re.compile(r"[^，。；：\n]{0,24}?(?P<times>(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})次)")
_WHOLE = 40
"""Letters of the longest stretch from a per-unit to its figure that is shown whole."""
_NEARLY = 0.08
"""Share by which two frequencies may differ that are the same: four weeks are a month."""
_ALIKE = 0.25
"""Share of the fewer words around that two figures must have in common to measure the same."""
_FINE = re.compile("罚款|处罚|罚金")
BOUND = "quantity.bound"
"""Rule of a change of what bounds a figure, its value the same."""
_BEFORE = re.compile("(?:满|不足|达到?|近|约|超过?|逾|突破)$")
_BEHIND = re.compile("[（(]不?含|或者?以|[多余左右上下内]")
"""What bounds a figure from nearby as 以上 does, or nearly: 年满60周岁, 30人（含）以上."""


def compare_figures(clause: Side, local: Side) -> Iterator[Compared]:
    """Yield figures of one kind that measure the same; the comparator tells which is stricter."""
    told = list(_quantities(local))
    there = [q for q in told if any(q.fragment.overlaps(s) for s in local.core or local.spans)]
    # Another fine than the clause's is worded too little like it to be its passage.
    if not any(q.fine for q in there):
        there += [q for q in told if q.fine]
    for was, now in _pair(list(_quantities(clause)), there):
        change = _compare_figures(clause, local, was, now)
        if change is not None or was.rate.is_nearly(now.rate):
            yield Compared(change, was.all_places, now.all_places)


def _compare_figures(clause: Side, local: Side, was: "_Figure", now: "_Figure") -> Change | None:
    limits = {was.limit, now.limit}
    # 不低于 and 不超过 bound from two sides: neither is the other made stricter.
    if limits == {">=", "<="} and not (was.fine or now.fine):
        return _changed(clause, local, _bounded(was, now), BOUND)
    # 每村 and 全镇: figures for different things are no other figure of one thing.
    if was.rate.each != now.rate.each:
        return None
    direction = _stricter_fine(was, now) if was.fine and now.fine else _stricter(was, now)
    if _is_same(was, now):
        bound = limits in ({"=", ">="}, {"=", "<="})
        return _changed(clause, local, _bounded(was, now), BOUND, direction) if bound else None
    rule = "quantity.per" if was.figure.value == now.figure.value and was.per != now.per else "quantity.value"
    return _changed(clause, local, _choose_spans(was, now), rule, direction)


def _bounded(was: "_Figure", now: "_Figure") -> tuple[Span, Span]:
    """Return what to show of two figures whose bounds differ: with these, and with per-units where they differ too."""
    return (was.bounded, now.bounded) if was.per == now.per else _choose_spans(was, now)


def _changed(clause: Side, local: Side, spans: tuple[Span, Span], rule: str, direction: str | None = None) -> Change:
    old, new = clause.passage(spans[0]), local.passage(spans[1])
    return Change(kind="quantity", old=old, new=new, direction=direction, rule=rule)


def _choose_spans(was: "_Figure", now: "_Figure") -> tuple[Span, Span]:
    """Return what to show of two figures: them, their per-units, or where both differ all between."""
    if was.per == now.per or not (was.per and now.per):
        return was.span, now.span
    if was.figure.value == now.figure.value:
        return was.places[-1], now.places[-1]
    whole = [Span(min(p.start for p in f.places), max(p.end for p in f.places)) for f in (was, now)]
    return (whole[0], whole[1]) if max(map(len, whole)) <= _WHOLE else (was.span, now.span)


def _is_same(was: "_Figure", now: "_Figure") -> bool:
    """Tell whether two figures are the same; nearly the same is enough where units had to be turned into others."""
    exact = (was.rate.low, was.rate.high) == (now.rate.low, now.rate.high)
    return exact or (was.figure.unit != now.figure.unit and was.rate.is_nearly(now.rate))


def compare_frequencies(clause: Side, local: Side) -> Iterator[Compared]:
    """Yield how often something is due on both sides: 每季度一次, 每半年两次."""
    for was, now in _pair(list(_periods(clause)), list(_periods(local))):
        change = None
        if not was.is_nearly(now) and was.text != now.text:
            direction = "stricter" if now.days < was.days else "looser"
            old, new = clause.passage(was.places[0]), local.passage(now.places[0])
            change = Change(kind="quantity", old=old, new=new, direction=direction, rule="quantity.frequency")
        if change is not None or was.is_nearly(now):
            yield Compared(change, was.places, now.places)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its place and the words around it, up to the commas."""

    figure: Quantity
    rate: Rate
    places: tuple[Span, ...]
    """Where it is printed, and its per-unit."""
    fragment: Span
    words: frozenset[str]
    """Those of its fragment."""
    near: frozenset[str]
    """Those between the figure before it and itself."""
    bound: Span | None = None
    """Where the word that bounds it is printed: 不低于, 以上."""
    limit: str | None = None
    """How its own words bound it: >=, <=, or = where none does; None where others may."""
    fine: bool = False
    """It is what a penalty costs."""

    @property
    def span(self) -> Span:
        return self.places[0]

    @property
    def bounded(self) -> Span:
        """Where it is printed, from the word that bounds it on, and what stands between: 至少配备2名."""
        return Span(min(self.bound.start, self.span.start), self.span.end) if self.bound else self.span

    @property
    def all_places(self) -> tuple[Span, ...]:
        """Where all that says how much is printed."""
        return (*self.places, self.bound) if self.bound else self.places

    @property
    def per(self) -> str:
        return str(self.figure.per or "")

    @property
    def key(self) -> str:
        return self.rate.unit


@dataclass(frozen=True, slots=True)
class _Period:
    text: str
    days: float
    """Days between two times."""
    places: tuple[Span, ...]
    """Where the period is printed, and how many times in it."""
    words: frozenset[str]
    near: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return "period"

    def is_nearly(self, other: "_Period") -> bool:
        """Tell whether two are as often; months have no one length."""
        return abs(self.days - other.days) <= _NEARLY * max(self.days, other.days)


_Measure = TypeVar("_Measure", _Figure, _Period)


def _pair(before: list[_Measure], after: list[_Measure]) -> Iterator[tuple[_Measure, _Measure]]:
    """Yield pairs of figures of one kind that stand among the same words, the likest first, each used once."""
    likeness = (
        ((share_words(a.near, b.near), like), i, j)
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if a.key == b.key and (like := share_words(a.words, b.words)) >= _ALIKE
    )
    yield from ((before[i], after[j]) for i, j in pair_likest(likeness).items())


def _periods(side: Side) -> Iterator[_Period]:
    for fragment in (f for span in side.spans for f in split_fragments(side.text, span)):
        for match in _EVERY.finditer(side.text, fragment.start, fragment.end):
            number = float(parse_numeral(match.group(1))) if match.group(1) else 2.0 if match.group(2) else 1.0
            times = _TIMES.match(side.text, match.end(), fragment.end)
            count = float(parse_numeral(times["number"])) if times else 1.0
            if not (number and count):
                continue
            places = (Span(*match.span()), *((Span(*times.span("times")),) if times else ()))
            words = find_words(fragment.of(side.text))
            yield _Period(match.group(), number * PERIODS[match.group(3)] / count, places, words)


def _quantities(side: Side) -> Iterator[_Figure]:
    """Yield the figures of a side, each with its place; how many times in a period is told of the period."""
    for fragment in (f for span in side.spans for f in split_fragments(side.text, span)):
        last = fragment.start
        for quantity in _join_ranges(map(count_out, find_quantities(fragment.of(side.text)))):
            span = quantity.span.shifted(fragment.start)
            # 三个代表 and 五个扎实 count nothing.
            if not any(span.overlaps(s.span) for s in side.slogans):
                yield _figure(side, quantity, fragment, last)
                last = span.end


def _figure(side: Side, quantity: Quantity, fragment: Span, last: int) -> _Figure:
    span = quantity.span.shifted(fragment.start)
    if quantity.unit_kind == "time" and side.text.startswith("内", span.end):  # 3个工作日内
        quantity = replace(quantity, comparator="<=")
    return _Figure(
        figure=quantity,
        rate=find_rate(quantity),
        places=(span, *((quantity.per.span.shifted(fragment.start),) if quantity.per else ())),
        fragment=fragment,
        words=find_words(fragment.of(side.text)),
        near=find_words(side.text[last : span.start]),
        bound=quantity.bound.shifted(fragment.start) if quantity.bound else None,
        limit=_find_limit(quantity, side.text, span),
        fine=bool(_FINE.search(fragment.of(side.text))),
    )


def _find_limit(quantity: Quantity, text: str, span: Span) -> str | None:
    """Return how a figure's own words bound it; a bound that another figure stands behind is that one's."""
    if quantity.bound:
        return quantity.comparator
    nearby = _BEFORE.search(text, max(0, span.start - 2), span.start) or _BEHIND.match(text, span.end)
    plain = quantity.comparator == "=" or quantity.cue == "bound"
    return "=" if plain and quantity.cue != "level" and not nearby else None


def _join_ranges(quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield quantities, a lower bound and the upper one that touches it as a range: 五十元以上二百元以下."""
    held: Quantity | None = None
    for quantity in quantities:
        if held is not None and _is_range(held, quantity):
            span = Span(held.span.start, quantity.span.end)
            yield replace(held, span=span, value=(_low(held), _low(quantity)), comparator="=")
            held = None
            continue
        if held is not None:
            yield held
        held = quantity
    if held is not None:
        yield held


def _is_range(first: Quantity, second: Quantity) -> bool:
    bounds = first.comparator == ">=" and second.comparator == "<=" and first.unit == second.unit
    return bounds and first.span.end == second.span.start


def _stricter_fine(was: _Figure, now: _Figure) -> str | None:
    """Tell whether a penalty became stricter: its bounds rose; None where one rose and the other fell."""
    (old_low, old_high), (new_low, new_high) = _bounds(was, "="), _bounds(now, "=")
    rises = (new_low > old_low) + (new_high > old_high)
    falls = (new_low < old_low) + (new_high < old_high)
    return None if bool(rises) == bool(falls) else "stricter" if rises else "looser"


def _stricter(was: _Figure, now: _Figure) -> str | None:
    """Tell whether a figure allows less than it did; None where it allows other things, or nothing says what."""
    signs = [f.figure.comparator for f in (was, now)]
    bound = next((sign for sign in signs if sign in (">=", "<=")), "=")
    (old_low, old_high), (new_low, new_high) = _bounds(was, bound), _bounds(now, bound)
    less = old_low <= new_low and new_high <= old_high
    more = new_low <= old_low and old_high <= new_high
    return None if less == more else "stricter" if less else "looser"


def _bounds(side: _Figure, bound: str) -> tuple[float, float]:
    """Return what a figure allows, from the least to the most; one without a bound is bound as the other one."""
    if isinstance(side.figure.value, tuple):
        return side.rate.low, side.rate.high
    sign = side.figure.comparator if side.figure.comparator in (">=", "<=") else bound
    return (0.0 if sign == "<=" else side.rate.low, math.inf if sign == ">=" else side.rate.high)


def _low(quantity: Quantity) -> float:
    return quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
