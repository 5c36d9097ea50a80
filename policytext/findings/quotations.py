"""Slogans in quotation marks (引号提法): numerals, names of policies, and quoted formulae.

Quotation marks also hold speech (习近平总书记强调：“…。”) and ordinary words used in a special sense (“毛细血管”):
what is inside, or what follows, has to show that a policy is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.findings.values import Slogan
from policytext.findings.vocabulary import NUMERAL, any_of, attested, opens, word_class
from policytext.spans import Span

_QUOTED = re.compile('[“"「『](?P<text>[^“”"「」『』。！？；\n]{2,50})[”"」』]')
_SPEECH = re.compile("(?:[：:]|指出|强调|说|道|称|叫做|所谓|认为)$")
_PARTS = re.compile("[、，,·•・／]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_PERIOD = re.compile("[一二三四五六七八九十]{1,8}五$")
_COUNTED = re.compile(
    rf"(?!多)[新老]?{NUMERAL}{{1,3}}[^\d\W]{{1,13}}(?:、[^\d\W]{{1,8}}){{0,3}}$"
    rf"|\d{{1,4}}(?:[+＋][\w]{{1,8}})+$|\d{{2,4}}[\u4e00-\u9fff]{{3,10}}$"
    r"|[\u4e00-\u9fff]{2,6}一(?:次|件事|站|网|窗|门|口|章|码|图)$"
)
_TIME = re.compile(
    "[一二三四五六七八九十百千]{1,3}(?:[年月日号周岁期届次点]|[章条款](?![\u4e00-\u9fff]{2}))|[一二三四五六七八九十·]{2,5}$|一九|二〇"
)
_JOINED = re.compile("(?:联动|融合|合一|一体|同治|共治|并举|衔接)")
_AWARD = re.compile("最佳|优秀|先进|十佳|最美")
_CLASSICAL = re.compile("[则者之而乎矣]")
"""Mottoes and verse are quoted speech, however regular."""
_PLUS = re.compile(r"[\w－-]{1,5}(?:[+＋×][\w－-]{1,7})+$|[\u4e00-\u9fff]{2,6}[+＋]$")
_ECHO = re.compile(
    r"(?P<a>\w)\w(?P=a)\w$|\w(?P<b>\w)\w(?P=b)$|(?P<c>\w{2})\w{2,6}(?P=c)"
    r"|\w{0,4}谁\w{1,6}(?:谁\w{1,6})?$|小\w{1,3}大\w{1,3}$"
)
_FORM = re.compile(
    r"\w{1,4}[长委]制$|\w{2}通办$|[\u4e00-\u9fff]{2,4}\d{1,3}[条步法招]$|[\u4e00-\u9fff]{2}强[国省市区县镇]$|\w{2}进\w{2,3}$|以\w[代促带助养保换]\w$"
)
"""Forms of policy names: 河长制, 法律进社区, 以购代捐."""
_BUILT = re.compile("(?:建设|打造|创建|争创|建成|当好|争当)$")
_PUSHED = re.compile("(?:推进|推行|实行|实施|启动|推广|深化)$")
_ENDED = re.compile('[、，,。；;：:（(“"]|$')
_PRODUCT = re.compile("(?:平台|系统|项目|小程序|APP|App|客户端|公众号|网站|模块|终端)")
"""What is built in software bears a name, not a slogan (“云上某城”平台)."""
_PRODUCT_END = re.compile(f"(?:{_PRODUCT.pattern}|云)$")
_OF_PRODUCT = re.compile(f"(?:{_PRODUCT.pattern}|应用)的$")
_OBSERVANCE = re.compile("[月日周节]$")
"""A day or month that is kept (“质量月”) has a name, too."""
_LETTERS = re.compile(r"[\u4e00-\u9fff](?:、[\u4e00-\u9fff]){2,9}$")
_TIMES = re.compile(r"\d{1,9}[×xX*]\d{1,9}")


@dataclass(frozen=True, slots=True)
class _Judgement:
    kind: str
    rule: str
    members: tuple[str, ...] = ()


def find_quotations(text: str) -> Iterator[Slogan]:
    """Yield the slogans that stand in quotation marks, in order; the marks are no part of them.

    What is a slogan in one place is one wherever the text quotes it.
    """
    rows = [list(row) for row in _rows(_QUOTED.finditer(text))]
    marks = [match for row in rows for match in row]
    judged: dict[str, _Judgement] = {}
    for row in rows:
        before = text[max(0, row[0].start() - 6) : row[0].start()]
        for match in (m for m in row if m["text"] not in judged):
            judgement = _judge_in_place(match, before, text[match.end() : match.end() + 60])
            if judgement:
                judged[match["text"]] = judgement
    for name in _names_beside(rows, judged):
        judged.setdefault(name, _Judgement("quoted", "quoted:row"))
    for match in marks:
        if match["text"] in judged:
            found = judged[match["text"]]
            span = _span(match, found.kind, text[match.end() : match.end() + 2])
            yield Slogan(span=span, text=span.of(text), kind=found.kind, members=found.members, rule=found.rule)


def _names_beside(rows: Sequence[Sequence[re.Match[str]]], judged: Mapping[str, _Judgement]) -> list[str]:
    """Return what stands in one row with a quoted name and looks like one: “网格议事”“楼栋管家”."""
    rows_of_text = [[m["text"] for m in row] for row in rows if len(row) > 1]
    named = [row for row in rows_of_text if any(t in judged and judged[t].kind == "quoted" for t in row)]
    return [text for row in named for text in row if _is_plain_name(text)]


def _rows(marks: Iterable[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the quotations that stand side by side, a 、 or nothing between them."""
    row: list[re.Match[str]] = []
    for match in marks:
        if row and not (match.start() - row[-1].end() <= 1 and match.string[row[-1].end() : match.start()] in "、"):
            yield row
            row = []
        row.append(match)
    if row:
        yield row


def _is_plain_name(content: str) -> bool:
    plain = bool(_HAN.fullmatch(content)) and 4 <= len(content) <= 8 and not re.search("[的是]", content)
    return plain and content not in word_class("ordinary")


def _judge_in_place(match: re.Match[str], before: str, after: str) -> _Judgement | None:
    """Judge a quotation by what it holds, what stands before its row and what behind it."""
    content = match["text"].strip()
    if content in word_class("ordinary") or _PERIOD.match(content) or (len(content) > 8 and _SPEECH.search(before)):
        return None
    return _judge(content, before, after)


def _span(match: re.Match[str], kind: str, after: str) -> Span:
    """Return the words between the marks; with what belongs to them behind the marks: “三治”融合."""
    joined = _JOINED.match(after) if kind == "numeral" and len(match["text"]) == 2 else None
    return Span(match.start(), match.end() + joined.end()) if joined else Span(*match.span("text"))


def _judge(content: str, before: str, after: str) -> _Judgement | None:
    parts = tuple(_PARTS.split(content))
    if _LETTERS.match(content) and not word_class("ill_letter").intersection(content):
        return _Judgement("quoted", "quoted:letters", parts)
    if len(parts) > 1 and _HAN.search(content) and _are_parallel(parts):
        return _Judgement("parallel" if len(parts) > 2 else "quoted", "quoted:parallel", parts)
    if _is_counted(content):
        return _Judgement("numeral", "quoted:numeral")
    for rule, holds in (
        ("attested", bool(attested("quoted").fullmatch(content))),
        ("plus", bool(_PLUS.match(content) and _HAN.search(content) and not _TIMES.match(content))),
        ("echo", bool(_ECHO.match(content) and _HAN.match(content))),
        ("form", bool(_FORM.match(content))),
        ("name", _is_name(content, before, after)),
    ):
        if holds:
            return _Judgement("quoted", f"quoted:{rule}")
    return None


def _are_parallel(parts: tuple[str, ...]) -> bool:
    sizes = {len(p) for p in parts}
    if _AWARD.match(parts[0]) or min(sizes) < 3 or max(sizes) > 12 or _CLASSICAL.search("".join(parts)):
        return False
    if len(parts) == 2 and max(sizes) > 8:
        return False
    return len(sizes) == 1 or (len(parts) > 2 and len({p[:2] for p in parts}) == 1) or len({p[0] for p in parts}) == 1


def _is_counted(content: str) -> bool:
    return not _TIME.match(content) and bool(_COUNTED.match(content))


@cache
def _name_behind() -> re.Pattern[str]:
    more = r"(?:[、和与及]?[“\"][^“”\"]{1,24}[”\"]){0,4}"
    return re.compile(
        rf"{more}(?:等|这一)?(?:为|的)?[大新]?[\u4e00-\u9fff]{{0,2}}?(?:{any_of('name_head')}|{any_of('name_context')})"
    )


def _is_other_name(content: str, before: str, after: str) -> bool:
    """Tell whether what is quoted can name no policy: a phrase, a software or a function of one, an observance."""
    if not _HAN.match(content) or re.search("[的是]", content) or _OBSERVANCE.search(content):
        return True
    return bool(_PRODUCT.match(after) or _PRODUCT_END.search(content) or _OF_PRODUCT.search(before))


def _is_name(content: str, before: str, after: str) -> bool:
    """Tell whether a policy is named: by the noun that closes the quotation or stands behind it."""
    if not 3 <= len(content) <= 12 or _is_other_name(content, before, after):
        return False
    head = re.search(f"{any_of('name_head')}$", content)
    if head and head.start() >= 2:
        return True
    if len(content) > 3 and (_BUILT.search(before) or after.startswith("建设")):
        return True
    if 3 < len(content) < 9 and _PUSHED.search(before) and _ENDED.match(after):
        return True
    return bool(_name_behind().match(after)) and not opens(content, "ordinary")
