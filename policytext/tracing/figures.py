"""Figures (数值) made comparable: without multiples, whatever numerals, units and per-units they are printed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from policytext.errors import InvalidNumeral
from policytext.findings.quantities import Quantity
from policytext.lexicons import load_lexicon
from policytext.numerals import parse_numeral

_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_METRIC = ("千米", "千瓦", "千克", "千伏", "千赫", "千卡")
PERIODS = {
    **{"天": 1.0, "日": 1.0, "周": 7.0, "星期": 7.0, "旬": 10.0, "半月": 15.0, "月": 30.4, "个月": 30.4},
    **{"季": 91.2, "季度": 91.2, "半年": 182.5, "学期": 182.5, "年": 365.0, "年度": 365.0, "学年": 365.0},
}
"""Days of a period; 天 and 日, 季 and 季度 are the same."""
_DAYS = "天"
_NEARLY = 0.02
"""Share by which two rates may differ that are the same: months have no one length, nor do acres."""
_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+")


def count_out(quantity: Quantity) -> Quantity:
    """Return a quantity in units without 千, 万 and 亿: 2万元 measures what 20000元 does."""
    scale = _SCALES.get(quantity.unit[:1])
    if scale is None or len(quantity.unit) == 1 or quantity.unit.startswith(_METRIC):
        return quantity
    value = quantity.value
    scaled = (value[0] * scale, value[1] * scale) if isinstance(value, tuple) else value * scale
    return replace(quantity, value=scaled, unit=quantity.unit[1:])


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure in the first unit of its kind, for one of what it is for each of."""

    unit: str
    low: float
    high: float
    each: str
    """户, 村; 天 for any period; "" where it is for nothing."""

    def is_nearly(self, other: "Rate") -> bool:
        """Tell whether two rates are the same, but for what is lost where units are turned into others."""
        pairs = ((self.low, other.low), (self.high, other.high))
        alike = all(abs(a - b) <= _NEARLY * max(abs(a), abs(b)) for a, b in pairs)
        return alike and (self.unit, self.each) == (other.unit, other.each)


def find_rate(quantity: Quantity) -> Rate:
    """Return a figure made comparable.

    Examples
    --------
    >>> from policytext.findings.quantities import find_quantities
    >>> [find_rate(q) for q in find_quantities("每百户不低于0.003公顷")]
    [Rate(unit='平方米', low=0.3, high=0.3, each='户')]
    """
    per = quantity.per
    counted = count_out(replace(quantity, unit=quantity.unit.removesuffix(str(per or ""))))
    unit, factor = _bases().get(counted.unit, (counted.unit, 1.0))
    value = counted.value if isinstance(counted.value, tuple) else (counted.value, counted.value)
    number, each = (_count(per.count), per.what) if per else (1.0, "")
    if each[:1] in _SCALES and each[1:] in ("人", "户"):  # 每2万人
        number, each = number * _SCALES[each[0]], each[1:]
    if each in PERIODS:
        number, each = number * PERIODS[each], _DAYS
    elif each in _bases():  # 每亩, 每公顷
        number, each = number * _bases()[each][1], _bases()[each][0]
    low, high = (round(side * factor / number, 9) for side in value)
    return Rate(unit, low, high, each)


def _count(printed: str) -> float:
    """Return how many of something a figure is for: 百; one where it cannot be read."""
    try:
        return float(parse_numeral(printed)) or 1.0
    except InvalidNumeral:
        return 1.0


@cache
def _bases() -> Mapping[str, tuple[str, float]]:
    return {u["name"]: (u["base"], float(u["factor"])) for u in load_lexicon("units")["unit"] if "base" in u}


def print_figures(text: str) -> str:
    """Return a text with its numerals in Arabic digits.

    Examples
    --------
    >>> print_figures("七日内补足二十元")
    '7日内补足20元'
    """
    return _NUMERAL.sub(_print, text)


def _print(match: re.Match[str]) -> str:
    try:
        return f"{float(parse_numeral(match.group())):g}"
    except InvalidNumeral:
        return match.group()
