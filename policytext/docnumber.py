"""Document numbers (发文字号) as they stand in real files: 中发〔2017〕13号, 国办函[2005] 21 号, 国务院令第706号.

Grammar, after GB/T 9704-2012, 7.2.5, widened to what is printed::

    number   = agency year serial            国发〔2018〕41号
             | year agency serial            〔1996〕武司字第82号
             | organ year "年" serial         财政部公告2015年第3号, 2019年第5号公告
             | organ serial                  国务院令第706号, 武司字第36号
             | organ serial "令"              国务院第706号令
    year     = bracket digits ["年"] bracket  one bracket may be missing, the two need not match
    serial   = ["第"] digits {"、" digits} "号" | "号" digits     国发〔1983〕73、74号 is two numbers

Text is searched from the year or the serial outwards, so that the words before an agency code (机关代字) never have to
be matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policytext.errors import InvalidDocNumber, InvalidNumeral
from policytext.numerals import parse_numeral
from policytext.spans import Span

_GAP = r"[\s\u200b-\u200f\u2060\ufeff]{0,6}"
_OPEN = r"〔\[［【(（〖﹝｛{「『〈<"
_CLOSE = r"〕\]］】)）〗﹞｝}」』〉>"
# OCR reads 0 as O or 〇 and 1 as l or I; within a number no letter can be meant.
_FIGURE = "[0-9０-９〇○OoQlI]"
_FIGURES = str.maketrans("０１２３４５６７８９〇○OoQlI", "01234567890000011")
_MORE = rf"(?P<more>(?:{_GAP}[、，,和]{_GAP}[0-9０-９]{{1,5}}){{0,8}})"
_SERIAL = rf"(?:第{_GAP})?(?P<serial>{_FIGURE}{{1,5}}){_MORE}{_GAP}号|号{_GAP}(?P<late>[0-9０-９]{{1,5}})(?![0-9０-９])"
_BRACKETED = re.compile(
    rf"(?:(?P<open>[{_OPEN}]){_GAP}|(?<!{_FIGURE}))(?P<year>{_FIGURE}{{2}}(?:{_GAP}{_FIGURE}{{2}})?){_GAP}年?{_GAP}(?P<close>[{_CLOSE}]?)"
    rf"{_GAP}(?P<word>[一-鿿]{{2,8}}?)??{_GAP}(?:{_SERIAL})"
)
_ANNUAL = re.compile(
    rf"(?P<year>[0-9０-９]{{4}}){_GAP}年{_GAP}第{_GAP}(?P<serial>[0-9０-９]{{1,5}}){_GAP}号(?P<after>{_GAP}(?:公告|通告|令))?"
)
_COUNTED = r"(?P<serial>[0-9０-９]{1,5}|[〇零一二三四五六七八九十百]{1,7})"
_REVERSED = re.compile(rf"第{_GAP}{_COUNTED}{_GAP}号{_GAP}(?P<kind>令|公告)")
_ORGAN_ENDS = ("院", "府", "部", "局", "会", "席", "署", "行", "省", "市")
_ORDINAL = re.compile(rf"(?P<kind>令|公告|通告|字){_GAP}[{_OPEN}]?{_GAP}第{_GAP}{_COUNTED}{_GAP}号")
# 令第157号、第158号 are two numbers; 41号、42号楼 are not.
_FURTHER = re.compile(rf"{_GAP}[、，,和及]{_GAP}第?{_GAP}(?P<serial>[0-9０-９]{{1,5}}){_GAP}号(?![楼院线馆路令])")
_DIGITS = re.compile(r"[0-9０-９]{1,5}")
_BEFORE_SIGN, _BEHIND_SIGN = 260, 32
"""How far before and behind its 号 the longest number reaches, all gaps in it filled."""
_REACH = 30
"""How far before a year the words that name its agency are looked for."""
_HAN = re.compile(r"[一-鿿]")
_LETTERS = "国中京津沪渝冀晋蒙内辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新财民教"
"""What most agency codes open with: the centre, a province, a department of many codes."""
_CODED = rf"(?=[{_LETTERS}]|.{{1,2}}[政府委党])"
_CUE = re.compile(
    r"按照|根据|依据|依照|遵照|对照|参照|参考|贯彻|落实|执行|以及|关于|印发|下发|转发|颁发|制发|发布|颁布|公布|文件|通知|"
    r"收到|收悉|废止|修改|修订|参见|详见|其中|文号|字号|编号|精神|见(?=公告|通告)|要求|同时|并且|遵守|适用|依法|我们|"
    r"你[省市县区部委局厅办]|[的了]|原(?=国|中)|人民政府(?=..)(?!公告|通告|令)|(?<=..)(?:局|委员会)(?=..)(?!公告|通告|令)|"
    # 工信厅节函 and 国中医药办法监发 are codes: these words lead in only before what opens one.
    rf"(?:意见|决定|方案|办法|规定|(?<=..)厅){_CODED}"
)
_JOINT = re.compile(rf"(?:(?<!共)和|[与及以由经见将据按依在自为是对如照]){_CODED}")
_JOINS = re.compile(r"[和及与](?!政[发办府]|平[政委府办])")
_COUNTED_YEARLY = ("公告", "通告", "令", "部", "局", "政府", "委员会")
"""Ends of the names whose announcements are printed 2019年第5号."""


@dataclass(frozen=True, slots=True, order=True)
class DocNumber:
    """A document number (发文字号). Source: GB/T 9704-2012, 7.2.5."""

    agency: str
    """Agency code (机关代字) as printed: 国发, 粤府办; of an order or announcement its name: 国务院令."""
    year: int | None
    """None for orders that are counted through: 国务院令第706号."""
    serial: int
    """Counts from 1 within the year; printed without leading zeros."""

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.agency}第{self.serial}号"
        if self.agency.endswith(_COUNTED_YEARLY):
            return f"{self.agency}{self.year}年第{self.serial}号"
        return f"{self.agency}〔{self.year}〕{self.serial}号"

    @property
    def key(self) -> "DocNumber":
        """The number without what writers vary: 武司字第 for 武司, 国令 for 中华人民共和国国务院令."""
        agency = re.sub(r"^中华人民共和国(?=.)", "", self.agency)
        agency = "国务院令" if agency == "国令" else agency
        return DocNumber(agency.removesuffix("字") or agency, self.year, self.serial)


def parse_docnumber(text: str) -> DocNumber:
    """Return the document number that a string is, whatever its damage.

    Raises
    ------
    InvalidDocNumber
        If the string holds no number, or several.

    Examples
    --------
    >>> str(parse_docnumber("中发[2017] 13 号"))
    '中发〔2017〕13号'
    """
    found = list(find_docnumbers(text))
    if len(found) != 1:
        raise InvalidDocNumber("expected one 机关代字〔年份〕序号号", text)
    return found[0][1]


def find_docnumbers(text: str) -> Iterator[tuple[Span, DocNumber]]:
    """Yield each document number in a text with its span, in order; words that lead in to it are no part of it."""
    last = 0
    for match in _candidates(text):
        if match.start() < last:
            continue
        found = _READERS[match.re](text, match, last)
        if found:
            for span, number in _enumerated(match, *found):
                last = span.end
                yield span, number


def _enumerated(match: re.Match[str], span: Span, number: DocNumber) -> Iterator[tuple[Span, DocNumber]]:
    """Yield a number, and those that share its agency and year: 国发〔1983〕73、74号."""
    more = match.groupdict().get("more")
    if not more:
        yield span, number
        while further := _FURTHER.match(match.string, span.end):
            span = Span(further.start("serial"), further.end())
            yield span, replace(number, serial=_figure(further["serial"]))
        return
    yield Span(span.start, match.start("more")), number
    places = [Span(match.start("more") + m.start(), match.start("more") + m.end()) for m in _DIGITS.finditer(more)]
    for i, place in enumerate(places):
        end = span.end if i == len(places) - 1 else place.end
        yield Span(place.start, end), replace(number, serial=_figure(place.of(match.string)))


def _candidates(text: str) -> Iterator[re.Match[str]]:
    matches = [m for first, last in _windows(text) for pattern in _READERS for m in pattern.finditer(text, first, last)]
    return iter(sorted(matches, key=lambda m: (m.start(), -m.end())))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches around each 号, without which there is no number; those that meet are one."""
    first, last, at = 0, 0, text.find("号")
    while at >= 0:
        if at - _BEFORE_SIGN > last:
            if last:
                yield first, last
            first = at - _BEFORE_SIGN
        last = min(len(text), at + _BEHIND_SIGN)
        at = text.find("号", at + 1)
    if last:
        yield first, last


def _read_bracketed(text: str, match: re.Match[str], last: int) -> tuple[Span, DocNumber] | None:
    if not (match["open"] or match["close"]):
        return None
    year, serial = _year(match["year"]), _figure(match["serial"] or match["late"])
    if year is None or not serial:
        return None
    if match["word"]:
        word = match["word"].removesuffix("第")
        return (Span(*match.span()), DocNumber(word, year, serial)) if match["open"] and match["close"] else None
    start = _agency_start(text, match.start(), last)
    agency = _squeezed(text[start : match.start()])
    if len(agency) < 2 or (len(match["year"]) == 2 and agency[-1] not in "发函字办电"):
        return None
    return Span(start, match.end()), DocNumber(agency, year, serial)


def _read_annual(text: str, match: re.Match[str], last: int) -> tuple[Span, DocNumber] | None:
    start = _agency_start(text, match.start(), last)
    before, after = _squeezed(text[start : match.start()]), _squeezed(match["after"] or "")
    year, serial = int(match["year"].translate(_FIGURES)), _figure(match["serial"])
    if before.endswith(_COUNTED_YEARLY) and serial:
        return Span(start, match.end()), DocNumber(before + after, year, serial)
    if after and serial:
        return Span(match.start(), match.end()), DocNumber(after, year, serial)
    return None


def _read_ordinal(text: str, match: re.Match[str], last: int) -> tuple[Span, DocNumber] | None:
    start = _agency_start(text, match.end("kind"), last)
    agency, serial = _squeezed(text[start : match.end("kind")]), _figure(match["serial"])
    if not serial or (match["kind"] == "字" and len(agency) < 2):
        return None
    return Span(start, match.end()), DocNumber(agency, None, serial)


def _read_reversed(text: str, match: re.Match[str], last: int) -> tuple[Span, DocNumber] | None:
    start = _agency_start(text, match.start(), last)
    organ, serial = _squeezed(text[start : match.start()]), _figure(match["serial"])
    if not serial or not organ.endswith(_ORGAN_ENDS):
        return None
    return Span(start, match.end()), DocNumber(organ + match["kind"], None, serial)


_READERS = {_BRACKETED: _read_bracketed, _ANNUAL: _read_annual, _ORDINAL: _read_ordinal, _REVERSED: _read_reversed}


def _agency_start(text: str, end: int, last: int) -> int:
    """Return where the agency code that ends before `end` starts."""
    floor = max(last, end - _REACH)
    stop = _back_over_spaces(text, end, floor)
    if stop > floor and text[stop - 1] in ")）":
        stop -= 1  # the code itself stands in brackets: （卫医发）〔2006〕240号
    start = _back_over_han(text, stop, floor)
    while stop - start < 2 and start > floor and text[start - 1].isspace():
        start = _back_over_han(text, _back_over_spaces(text, start, floor), floor)
    return start + _lead(text[start:stop], text[max(floor, start - 3) : start].rstrip()[-1:])


def _back_over_spaces(text: str, at: int, floor: int) -> int:
    while at > floor and (text[at - 1].isspace() or "\u200b" <= text[at - 1] <= "\u200f"):
        at -= 1
    return at


def _back_over_han(text: str, at: int, floor: int) -> int:
    while at > floor and _HAN.match(text[at - 1]):
        at -= 1
    return at


def _lead(run: str, before: str) -> int:
    """Return the length of the words that lead in to an agency code within a run of characters."""
    lead = int(before.isdigit() and run[:1] in {"年", "月", "日"})
    for match in _CUE.finditer(run):
        if len(run) - match.end() >= 2:
            lead = match.end()
    for match in _JOINT.finditer(run, lead):
        # 和政发 is a code of 和政县: at the very start of a phrase 和 is a name, after 》 it joins two titles.
        if len(run) - match.end() >= 2 and (match.start() or before in "》号)）"):
            lead = match.end()
    # Behind a bracket 和 joins, whatever the code opens with, but for 和政县.
    joins = bool(before) and before in "》号)）" and lead == 0 and len(run) > 3
    return 1 if joins and _JOINS.match(run) else lead


def _squeezed(text: str) -> str:
    return "".join(_HAN.findall(text))


def _year(figures: str) -> int | None:
    digits = re.sub(r"\D", "", figures.translate(_FIGURES))
    year = int(digits) + (1900 if len(digits) == 2 else 0) if digits else 0
    return year if 1940 <= year <= 2099 else None


def _figure(serial: str) -> int:
    """Return a serial printed in Arabic or Chinese figures; 0 where it is none."""
    arabic = serial.translate(_FIGURES)
    try:
        return int(arabic) if arabic.isdecimal() else int(parse_numeral(serial))
    except InvalidNumeral:
        return 0
