"""Heading markers: 一、 （一） 1. （1） —— 第三章 第三条 4.2.1.

::

    chapter = "第" numeral ("编" | "章" | "节")
    article = "第" numeral "条" [ "之" numeral ]
    decimal = digits "." digits { "." digits }           not before a unit: 2.5万元
    marker  = numeral "、" | "（" numeral "）" | digits "." | "（" digits "）" | "——"
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from policytext.errors import InvalidNumeral
from policytext.numerals import parse_numeral

_NUMERAL = r"[一二三四五六七八九十百零〇]{1,7}"
_UNITS = (
    r"[ \u3000]{0,2}(?:[万亿元米吨％℃]|平方|公[里顷斤]|千[米瓦克]|小时|分[钟之]|立方)"
    r"|(?:[年月日户次岁度级倍件项条亩里克升多余](?!度|均|龄|籍)|个(?![人性体])|人次|家(?!庭)|以[上下内]|左右)"
)
"""What a decimal figure counts, not what it heads: 2.5万元, 1.2倍."""
_GRAMMAR = re.compile(
    rf"(?P<part>第\s?(?:{_NUMERAL}|\d{{1,3}})\s?编)(?=\s|$|[^的至、和，。])"
    rf"|(?P<chapter>第\s?(?:{_NUMERAL}|\d{{1,3}})\s?章)(?=\s|$|[^的至、和，。规])"
    rf"|(?P<node>第\s?(?:{_NUMERAL}|\d{{1,3}})\s?节)(?=\s|$|[^的至、和，。规课])"
    rf"|(?P<article>第\s?(?:{_NUMERAL}|\d{{1,4}})\s?条(?:之{_NUMERAL})?)(?=\s|$|[^的至、和或，。规所款第])"
    rf"|(?P<one>{_NUMERAL})\s?(?:[、﹑](?![二三四五六七八九十](?:年级|类|期|批|等|线|级))|[．.﹒](?!\d))"
    rf"|[（(﹙]\s?(?P<two>{_NUMERAL})\s?[）)﹚]"
    rf"|(?P<decimal>(?:\d{{1,2}}|[A-H])(?:[.．﹒]\d{{1,2}}){{1,3}})(?!{_UNITS})[.．]?\s{{0,4}}(?=[\u4e00-\u9fff“《])"
    r"|(?P<three>\d{1,2})\s?(?:[.．﹒](?!\d)|[、﹑](?!\d{1,2}(?!\d)))"
    r"|[（(﹙]\s?(?P<four>\d{1,2})\s?[）)﹚]"
    r"|(?P<dash>——|--|――)(?=[\u4e00-\u9fff“])"
)


class MarkerKind(StrEnum):
    """What a marker is, the outer before the inner."""

    PART = "part"
    CHAPTER = "chapter"
    NODE = "node"
    ARTICLE = "article"
    ONE = "one"
    TWO = "two"
    THREE = "three"
    FOUR = "four"
    DASH = "dash"
    DECIMAL = "decimal"
    """4.2.1, as plans and standards number; `number` is its last figure."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading's marker (序号) at the start of a paragraph."""

    kind: MarkerKind
    number: int | None
    """None for a dash."""
    text: str
    """As printed, without spaces."""
    end: int
    """Offset behind the marker and the spaces after it."""


def find_marker(text: str) -> Marker | None:
    """Return the marker that a paragraph opens with, or None.

    Examples
    --------
    >>> find_marker("（一）指导思想。全面贯彻").text
    '（一）'
    >>> find_marker("第三条规定的情形") is None
    True
    """
    match = _GRAMMAR.match(text)
    if match is None or match.lastgroup is None:
        return None
    printed = re.sub(r"\s+", "", match.group())
    if match.lastgroup == "decimal":
        text = match["decimal"]
        return Marker(MarkerKind.DECIMAL, int(re.split(r"[.．﹒]", text)[-1]), text, match.end())
    digits = re.sub(r"[第编章节条、﹑．.﹒（）()﹙﹚\s]|之.*", "", printed)
    try:
        number = None if match.lastgroup == "dash" else int(parse_numeral(digits))
    except InvalidNumeral:
        return None
    end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip(" \t\u3000"))
    return Marker(MarkerKind(match.lastgroup), number, printed, end)
