"""Changed figures (数值): value, unit, range, how often; with the side that is stricter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from policytext.findings.quantities import Quantity, find_quantities
from policytext.numerals import parse_numeral
from policytext.spans import Span
from policytext.tracing.figures import count_out
from policytext.tracing.letters import fold_letters
from policytext.tracing.sides import Side, split_fragments
from policytext.tracing.values import Change

_PERIODS = {
    **{"天": 1, "日": 1, "周": 7, "星期": 7, "旬": 10, "半月": 15, "月": 30},
    **{"季": 91, "季度": 91, "半年": 182, "年": 365},
}
"""Days of a period; 天 and 日, 季 and 季度 are the same."""
_EVERY = re.compile(
    r"每隔?(\d{1,2}|十[一二]?|[一二两三四五六七八九])?个?(天|日|周|星期|旬|半月|月|季度|季|半年|年)(?!级|轻|龄)"
)
_ALIKE = 0.25
"""Share of the fewer words around that two figures must have in common to measure the same."""
_FINE = re.compile("罚款|处罚|罚金")


def find_quantity_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of figures of one unit that measure the same; the comparator tells which is stricter."""
    there = [q for q in _quantities(local) if any(q.fragment.overlaps(s) for s in local.core or local.spans)]
    for was, now in _pair(list(_quantities(clause)), there):
        # 不低于 and 不超过 bound from two sides: neither is the other made stricter.
        if {was.figure.comparator, now.figure.comparator} == {">=", "<="} and not (was.fine or now.fine):
            old, new = clause.passage(was.span), local.passage(now.span)
            yield Change(kind="quantity", old=old, new=new, rule="quantity.bound")
        elif was.figure.value != now.figure.value:
            direction = (
                _stricter_fine(was.figure, now.figure) if was.fine and now.fine else _stricter(was.figure, now.figure)
            )
            old, new = clause.passage(was.span), local.passage(now.span)
            yield Change(kind="quantity", old=old, new=new, direction=direction, rule="quantity.value")


def find_frequency_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield changes of how often something is due: 每季度 → 每半年."""
    for was, now in _pair(list(_periods(clause)), list(_periods(local))):
        if was.period != now.period:
            direction = "stricter" if now.period < was.period else "looser"
            old, new = clause.passage(was.span), local.passage(now.span)
            yield Change(kind="quantity", old=old, new=new, direction=direction, rule="quantity.frequency")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its place and the words around it, up to the commas."""

    figure: Quantity
    span: Span
    fragment: Span
    words: frozenset[str]
    fine: bool = False
    """It is what a penalty costs."""

    @property
    def key(self) -> str:
        return self.figure.unit


@dataclass(frozen=True, slots=True)
class _Period:
    period: float
    """Days between two times."""
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
    for fragment in (f for span in side.spans for f in split_fragments(side.text, span)):
        for match in _EVERY.finditer(side.text, fragment.start, fragment.end):
            times = float(parse_numeral(match.group(1))) if match.group(1) else 1.0
            yield _Period(times * _PERIODS[match.group(2)], Span(*match.span()), _words(fragment.of(side.text)))


def _quantities(side: Side) -> Iterator[_Figure]:
    """Yield the figures of a side, each with its place."""
    for fragment in (f for span in side.spans for f in split_fragments(side.text, span)):
        words: frozenset[str] | None = None
        fine = bool(_FINE.search(fragment.of(side.text)))
        for quantity in _join_ranges(map(count_out, find_quantities(fragment.of(side.text)))):
            span = quantity.span.shifted(fragment.start)
            # 三个代表 and 五个扎实 count nothing.
            if not any(span.overlaps(s.span) for s in side.slogans):
                words = _words(fragment.of(side.text)) if words is None else words
                yield _Figure(quantity, span, fragment, words, fine)


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


def _stricter_fine(old: Quantity, new: Quantity) -> str | None:
    """Tell whether a penalty became stricter: its bounds rose; None where one rose and the other fell."""
    was, now = ((q.value if isinstance(q.value, tuple) else (q.value, q.value)) for q in (old, new))
    rises = [b - a for a, b in zip(was, now, strict=True)]
    if min(rises) < 0 < max(rises):
        return None
    return "stricter" if max(rises) > 0 else "looser"


def _stricter(old: Quantity, new: Quantity) -> str | None:
    sign = next((q.comparator for q in (old, new) if q.comparator in (">=", "<=")), None)
    was, now = _low(old), _low(new)
    if was == now or sign is None:
        return None
    return "stricter" if (now > was) == (sign == ">=") else "looser"


def _low(quantity: Quantity) -> float:
    return quantity.value[0] if isinstance(quantity.value, tuple) else quantity.value
