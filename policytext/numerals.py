"""Numerals: 1,234.5, １２, 一百二十, 二〇二五, 1.2万亿, 百分之三十.

::

    numeral    = percent | fraction | arabic [scale] | chinese
    percent    = 百分之 number | number (% | ％)
    fraction   = number 分之 number
    arabic     = digits with thousands separators and a decimal part, in half or full width
    scale      = 十 | 百 | 千 | 万 | 亿 …, after 余, 多 or 几 where printed: 40余万
    chinese    = digits read one by one (二〇二五) | digits and units (一千零五) | either with 点
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.errors import InvalidNumeral
from policytext.spans import Span

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,6}(?!\d)|\d{1,18})(?:[.．]\d{1,12})?"
"""Pattern of an Arabic number, in half or full width."""
CHINESE = r"[〇○零一二三四五六七八九十百千万亿两]{1,24}(?:点[〇○零一二三四五六七八九]{1,12})?"
"""Pattern of a Chinese number; what it matches need not be well formed."""

_PERCENT = re.compile(rf"百分之({ARABIC}|{CHINESE})|({ARABIC}|{CHINESE})\s?[%％]")
_FRACTION = re.compile(rf"({CHINESE})分之({CHINESE})")
_SCALED = re.compile(rf"({ARABIC})[余多几]?([十百千万亿]{{0,3}})")
_NUMERAL = re.compile(
    rf"百分之(?:{ARABIC}|{CHINESE})|{ARABIC}(?:\s?[%％]|[余多几]?[十百千万亿]{{1,3}})?|{CHINESE}(?:分之{CHINESE})?"
)
# 百, 千, 万 and 亿 alone are parts of words (百姓, 千方百计) far more often than numbers.
_UNITS_ONLY = re.compile(r"[百千万亿〇○零]+$")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text, with its value; a percentage counts its hundredths."""

    span: Span
    text: str
    value: int | float


def parse_numeral(text: str) -> int | float:
    """Return the value of a numeral; 30 for 30％ and 百分之三十.

    Raises
    ------
    InvalidNumeral
        If the text, without the white space around it, is no numeral.

    Examples
    --------
    >>> parse_numeral("一百二十"), parse_numeral("1,234.5"), parse_numeral("1.2万亿")
    (120, 1234.5, 1200000000000)
    """
    stripped = text.strip()
    if match := _PERCENT.fullmatch(stripped):
        return parse_numeral(match[1] or match[2])
    if match := _FRACTION.fullmatch(stripped):
        return _chinese(match[2], text) / _nonzero(_chinese(match[1], text), text)
    if match := _SCALED.fullmatch(stripped):
        return _scaled(_arabic(match[1]), match[2])
    if re.fullmatch(CHINESE, stripped):
        return _chinese(stripped, text)
    raise InvalidNumeral("expected a numeral", text)


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a text in order; runs that are no well-formed number are passed over."""
    for match in _NUMERAL.finditer(text):
        if _UNITS_ONLY.match(match[0]):
            continue
        try:
            value = parse_numeral(match[0])
        except InvalidNumeral:
            continue
        yield Numeral(Span(*match.span()), match[0], value)


def _arabic(text: str) -> int | float:
    plain = re.sub(r"[,，]", "", text).replace("．", ".")
    return float(plain) if "." in plain else int(plain)


def _scaled(number: int | float, scale: str) -> int | float:
    for unit in scale:
        number = number * (_SMALL | _LARGE)[unit]
    return round(number) if abs(number - round(number)) < 1e-6 and scale else number


def _nonzero(number: int | float, text: str) -> int | float:
    if not number:
        raise InvalidNumeral("expected a denominator other than zero", text)
    return number


def _chinese(text: str, whole: str) -> int | float:
    integer, _, decimals = text.partition("点")
    value = _integer(integer, whole)
    return value if not decimals else float(f"{value}.{''.join(str(_DIGITS[c]) for c in decimals)}")


def _integer(text: str, whole: str) -> int:
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, section, digit, last = 0, 0, None, 1
    for c in text:
        if c in _DIGITS:
            if digit:
                raise InvalidNumeral("expected a unit between two digits", whole)
            digit, last = _DIGITS[c], last if _DIGITS[c] else 1
        elif c in _SMALL:
            section += _SMALL[c] * (1 if digit is None or (digit == 0 and c == "十") else digit)
            digit, last = None, _SMALL[c]
        else:
            total, section = _close(total, section + (digit or 0), _LARGE[c])
            digit, last = None, _LARGE[c]
    # 一百二 is 120 in speech and in many drafts; 一百零二 is 102.
    return total + section + (digit or 0) * (last // 10 if last > 10 else 1)


def _close(total: int, section: int, unit: int) -> tuple[int, int]:
    """Close a section at 万 or 亿; 万亿 multiplies what was closed before."""
    if unit == _LARGE["亿"]:
        return ((total + section) or 1) * unit, 0
    return total + (section or 1) * unit, 0
