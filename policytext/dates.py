"""Dates and deadlines: 2017年6月12日, 二〇一七年六月十二日, 到2025年底前, “十四五”期末, 再过5到10年.

::

    date      = year 年 month 月 day 日 | yyyy-mm-dd | yyyy.mm.dd | yyyy/mm/dd
    deadline  = [到 | year —] year 年 [month 月 [day 日]] [底 | 末 | 内 | 前 …]     到 or an ending must be there
              | [到] “十四五” 期末 | 期间 …
              | 再过 | 用 | 力争 … n [到 m] 年 [时间 | 左右 | 内]          an opening or an ending must be there
              | 年底前 | [今年 | 明年] 6月底前 | 今年                      only where the year is known; not behind 每年
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytext.errors import InvalidDate, InvalidNumeral
from policytext.numerals import parse_numeral
from policytext.spans import Span

# Zeros are printed in many ways: 二〇一七, 二○一七, 二0一七, 二O一七, with Latin, Greek and Cyrillic letters.
_ZEROS = str.maketrans(dict.fromkeys("○oOοΟоО０0零", "〇"))
_YEAR = r"[〇○oOοΟоО零一二三四五六七八九\d]{4}"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"({_YEAR})\s{{0,3}}年\s{{0,3}}({_SMALL})\s{{0,3}}月\s{{0,3}}({_SMALL})\s{{0,3}}[日号]"
    r"|(?<!\d)(\d{4})([-./])(\d{1,2})\5(\d{1,2})(?!\d)"
)

_OPENING = (
    rf"(?P<open>(?:从|自)?{_YEAR}年?[-—–~～至到]{{1,2}}|(?:力争|争取|确保|计划|预计|原则上)?"
    r"(?:(?<![前以起年月日截\d])[到至]|(?<![的前])在|(?<![基位属等关由对])于|赶在))?"
)
_ENDING = (
    r"(?P<end>\s?(?:年?底之?以?前|年末前?|年?底|末|之前|以前|前(?![后期沿三五十])|年度?内|之内|以内"
    r"|内(?![容部地涵外蒙乱])|上半年|下半年|年?中期))?"
)
_ABSOLUTE = re.compile(
    rf"{_OPENING}\s?(?P<year>{_YEAR})\s?年(?:\s?(?P<month>{_SMALL})\s?月(?:份)?(?:\s?(?P<day>{_SMALL})\s?[日号])?)?{_ENDING}"
)
_PLAN = re.compile(
    r"(?P<open>[到至])?[“\"'‘]?(?P<plan>十[一二三四五六七八九]?|[五六七八九])五[”\"'’]?(?:规划|计划)?(?P<end>期末|末期?|结束|期间|时期)"
)
_CENTURY = re.compile(r"[到至]本世纪中叶")
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_WITHIN = re.compile(
    r"(?P<open>(?:计划|力争|争取)?再?(?:过|经过|用)|力争(?:通过|在)?|争取(?:通过|在)?|通过|利用|未来|今后|(?<![\d一-九])在)?\s?"
    rf"(?<![\d.第])(?P<low>{_COUNT})\s?(?:(?:到|至|[-—–~～－、])\s?(?P<high>{_COUNT})\s?)?(?:个)?年"
    r"(?P<end>(?:左右)?的?(?:时间|努力|奋斗|之?以?内(?!乱)|左右))?(?![度级代期来级制月前间规计第龄份]|以上|行动)"
)
_YEARLESS = re.compile(
    rf"(?P<open>[到至于]|力争)?(?:(?:(?P<told>[今本明次来])年|(?<![\d年一二三四五六七八九十]))(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?"
    r"(?P<end>底前|底之前|底|份前|末前?|之?以?前)|(?P<now>(?:今年|本年度?|(?<![去每上前明后整年])年)(?:年?底之?前?|内)|(?<![一-龥])今年(?!以来)))"
)
_RECURRING = re.compile(r"每年[^，。；\n]{0,24}$")
"""每年6月底、12月底前: due every year."""
_TOLD = re.compile(r"\s?[，,]?[^，,。；;]{0,14}(?:已经?(?![成]为)|累计|共有|同比)")
_SPAN_BEFORE = re.compile(r"(?:有效期|期限|施行|执行|截[至止]|自|从)[^，。；]{0,16}$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text."""

    span: Span
    text: str
    date: date


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline (期限) in a text: `by` as precise as printed (2020, 2020-06, 2020-12-31), or a span of years."""

    span: Span
    text: str
    by: str | None = None
    within_years: tuple[float, float] | None = None
    yearless: bool = False
    """Whether it names no year, and `by` is in that of its document."""

    @property
    def year(self) -> int | None:
        """The year it falls in; None for a span of years."""
        return int(self.by[:4]) if self.by else None


def parse_date(text: str) -> date:
    """Return the date that a text is, in figures or in Chinese, with spaces or without.

    Raises
    ------
    InvalidDate
        If the text, without the white space around it, is no date or none of the calendar.

    Examples
    --------
    >>> parse_date("二○一七年六月十二日")
    datetime.date(2017, 6, 12)
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise InvalidDate("expected a date", text)
    return _date(match)


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield the full dates of a text in order."""
    for match in _DATE.finditer(text):
        try:
            yield DateMention(Span(*match.span()), match[0], _date(match))
        except InvalidDate:
            continue


def find_deadlines(text: str, *, year: int | None = None) -> Iterator[Due]:
    """Yield the deadlines (期限) of a text in order; dates that only tell when something was are passed over.

    Parameters
    ----------
    text : str
        Clean text.
    year : int, optional
        Year of the document; with it, deadlines that name none (年底前, 6月底前, 今年) are found as well.
    """
    if not re.search("[年月纪五]", text):
        return
    found = [*_absolute(text), *_plans(text), *_within(text)]
    found += [Due(Span(*m.span()), m[0], by="2050") for m in _CENTURY.finditer(text)]
    if year is not None:
        found += _yearless(text, year)
    last = 0
    for due in sorted(found, key=lambda d: (d.span.start, -d.span.end)):
        if due.span.start >= last and not _TOLD.match(text, due.span.end):
            last = due.span.end
            yield due


def _date(match: re.Match[str]) -> date:
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[6], match[7])
    try:
        return date(_year(year), int(parse_numeral(month)), int(parse_numeral(day)))
    except (ValueError, InvalidNumeral) as error:
        raise InvalidDate("expected a date of the calendar", match.string, *match.span()) from error


def _year(text: str) -> int:
    return int(parse_numeral(text.translate(_ZEROS)) if not text.isdecimal() else text)


def _absolute(text: str) -> Iterator[Due]:
    for match in _ABSOLUTE.finditer(text):
        opened, ended = match["open"] or "", match["end"] or ""
        firm = bool(ended) or opened.endswith(("到", "至", "-", "—", "–", "~", "～"))
        if not firm or _SPAN_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            continue
        try:
            by = _by(match)
        except ValueError:
            continue
        yield Due(Span(*match.span()), match[0], by=by)


def _by(match: re.Match[str]) -> str:
    year = _year(match["year"])
    if not 1949 <= year <= 2100:
        raise ValueError(year)
    parts = [f"{year:04}"]
    if match["month"]:
        parts.append(f"{int(parse_numeral(match['month'])):02}")
    elif (match["end"] or "").strip() == "上半年":
        parts.append("06")
    if match["day"]:
        parts.append(f"{int(parse_numeral(match['day'])):02}")
    date(year, *(int(p) for p in [*parts[1:], "1", "1"][:2]))
    return "-".join(parts)


def _plans(text: str) -> Iterator[Due]:
    """Five-year plans (五年规划): the fourteenth ends in 2025."""
    for match in _PLAN.finditer(text):
        yield Due(Span(*match.span()), match[0], by=str(1955 + 5 * int(parse_numeral(match["plan"]))))


def _within(text: str) -> Iterator[Due]:
    for match in _WITHIN.finditer(text):
        if not (match["open"] or match["end"]) or (match["open"] == "在" and not match["end"]):
            continue
        try:
            low = parse_numeral(match["low"])
            high = parse_numeral(match["high"]) if match["high"] else low
        except InvalidNumeral:
            continue
        if 0 < low <= high:
            yield Due(Span(*match.span()), match[0], within_years=(low, high))


def _yearless(text: str, year: int) -> Iterator[Due]:
    for match in _YEARLESS.finditer(text):
        if _RECURRING.search(text, max(0, match.start() - 30), match.start()):
            continue
        told = match["told"]
        by = str(year + (told is not None and told in "明次来"))
        if match["month"]:
            month = parse_numeral(match["month"])
            day = parse_numeral(match["day"]) if match["day"] else 0
            if not (1 <= month <= 12 and day <= 31):
                continue
            by += f"-{month:02}" + (f"-{day:02}" if day else "")
        yield Due(Span(*match.span()), match[0], by=by, yearless=told is None)
