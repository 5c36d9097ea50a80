"""Figures (数值) made comparable: without multiples, whatever numerals they are printed in."""

import re
from dataclasses import replace

from policytext.errors import InvalidNumeral
from policytext.findings.quantities import Quantity
from policytext.numerals import parse_numeral

_SCALES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_METRIC = ("千米", "千瓦", "千克", "千伏", "千赫", "千卡")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+")


def count_out(quantity: Quantity) -> Quantity:
    """Return a quantity in units without 千, 万 and 亿: 2万元 measures what 20000元 does."""
    scale = _SCALES.get(quantity.unit[:1])
    if scale is None or len(quantity.unit) == 1 or quantity.unit.startswith(_METRIC):
        return quantity
    value = quantity.value
    scaled = (value[0] * scale, value[1] * scale) if isinstance(value, tuple) else value * scale
    return replace(quantity, value=scaled, unit=quantity.unit[1:])


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
