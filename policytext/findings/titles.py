"""Titles in 《》: where they start and end, which name a document, and whose document they name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from policytext.lexicons import load_lexicon
from policytext.spans import Span
from policytext.structure.kinds import kind_of

LONGEST = 240
"""A title runs to 120 characters or so in print; what is longer is a bracket that lost its partner."""
_BRACKETS = re.compile(r"[《》〈〉]|<<|>>|＜＜|＞＞")
_OPENING = {"《", "〈", "<<", "＜＜"}
_WHITE = re.compile(r"(?<![\x21-\x7e])\s+|\s+(?![\x21-\x7e])")
# Genres of standards, treaties and plans that offices cite but never issue as 公文, so no header has them as its kind.
_FURTHER = re.compile(
    r"(?:规程|法典|宪法|通则|导则|总则|准则|守则|大纲|分类|分类与代码|细目|协定|条约|公约|议定书|联合声明|宣言|名录|图集|"
    r"战略|草案|范本|简章|批示|讲话|条件|修正案|宪章|[一二三四五六七八九十\d]条|.{4}20[2-5]\d)(?:[（(][^（）()]{1,30}[）)])*$"
)
_ABOUT = re.compile(r"关于.{2,}")
_LED_IN = re.compile(r"(?:根据|依据|依照|按照|遵照|对照|符合|实施|贯彻|落实|执行|遵守|违反)(?:国家|国务院)?$")
_STANDARD = re.compile(r"\d\s?[-—–]\s?(?:19|20)\d\d\s?$")
"""The number of a standard: GB/T 9704—2012《…》."""
_PAPER = re.compile(r"(?:证|证书|执照|表|报|刊|杂志|文选|选集|全集|论|歌|志)$")
_BARE = re.compile(
    r"(?:实施|指导|若干|暂行|总体|工作|行动|发展|管理|专项|规划|建设|试点|改革|五年){0,2}"
    r"(?:意见|通知|决定|决议|方案|规划|计划|纲要|办法|规定|条例|细则|规则|章程|要点|清单|措施|制度|规范|标准|指南|预案|公报|报告|"
    r"公告|通告|建议|政策|准则|公约|宣言|协定|批复|请示|通报|纪要|目录|说明|倡议书|草案)(?:草案)?(?:[（(](?:草案|试行|征求意见稿)[）)])?"
)
_VARIED = re.compile(r"[\s\u200b-\u200f《》〈〉<>、,·•\"'“”‘’「」『』*#]")
_DASHES = re.compile(r"[-‐‑‒–—―─~～]{1,3}")
_LEAD = re.compile(r"^(?!关于|印发|转发)(?P<lead>[^〈《]{2,60}?)(?:关于|印发|转发|批转)")
_ORGAN = re.compile(r"(?:中央|国务院|委|政府|厅|办公室|部|局|院|会|署|总队|人大|政协|组|行|公司|大学)$")
_JOINT = re.compile(
    r"[、，,\s]+|(?<=中央)(?=国务院|中央军委)|(?<=委)(?!员会|办公|组织|宣传|政法|统战)(?=.{2,14}?政府)|(?<=政府)(?=中共|.{2,12}军区)|"
    r"(?<=办公厅)(?=国务院|.{2,14}?政府)|(?<=办公室)(?=.{2,14}?政府)|"
    r"(?<=[部局委署])(?=(?:国家|国务院|中国|住房|自然|生态|财政|教育|民政|公安|司法|人力|交通|水利|农业|商务|文化|应急|工业|科技|中央))"
)
_ONE_ORGAN = (
    r"(?:中办|国办|(?:中共|党)?中央(?:办公厅|军委)?|全国人大(?:常委会)?|国务院(?:办公厅)?|"
    r"(?:中共)?[一-鿿]{1,12}?(?:[省市区县旗州镇乡]委|党委|委员会|政府|办公厅|办公室|部|局|厅|总署|委))"
)
_BETWEEN_ORGANS = re.compile(r"(?<=[委府院部局厅室央署])(?:[、，,\s]+|和(?=国|省|市|中|教|财|民|公))")
_DEICTIC = ("我", "你", "本", "各", "该", "有关")
_LEAD_IN = re.compile(r"^.{0,30}(?:落实|贯彻|执行|根据|按照|依据|依照|遵照|以及)")
_ISSUING = re.compile(
    rf"(?:^|[，,。；：:（(》\s日]|落实|贯彻|执行|根据|按照|依据|由|对|以及)(?P<organs>{_ONE_ORGAN}(?:[、，,和\s]{{1,2}}{_ONE_ORGAN}){{0,5}})"
    r"(?:等[一二三四五六七八九十\d]{0,3}(?:个)?(?:部门|部委|单位)?)?"
    r"(?:联合|正式|近日)?(?:印发|发布|出台|制定|下发|转发|颁布|公布)?[了的]?\s?$"
)


def find_quoted(text: str) -> Iterator[Span]:
    """Yield the outermost bracketed stretches of a text in order, brackets included; either bracket may nest."""
    opened: list[int] = []
    closed: list[Span] = []
    for match in _BRACKETS.finditer(text):
        if match[0] in _OPENING:
            opened.append(match.start())
            continue
        while opened and match.end() - opened[-1] > LONGEST:
            opened.pop()
        if opened:
            _close(closed, Span(opened.pop(), match.end()))
    yield from closed


def _close(closed: list[Span], span: Span) -> None:
    while closed and closed[-1] in span:
        closed.pop()
    closed.append(span)


def clean_title(raw: str) -> str:
    """Return a title without its brackets and without the white space that line ends and printers put in it."""
    bare = raw.strip()
    for opening, closing in (("《", "》"), ("〈", "〉"), ("<<", ">>"), ("＜＜", "＞＞")):
        if bare.startswith(opening) and bare.endswith(closing):
            bare = bare[len(opening) : -len(closing)]
            break
    return _WHITE.sub("", bare.strip())


def title_key(title: str) -> str:
    """Return a title without what writers vary: widths, spaces, brackets, separators and quotation marks."""
    return _DASHES.sub("-", _VARIED.sub("", unicodedata.normalize("NFKC", title)))


def is_bare(title: str) -> bool:
    """Tell whether a title is a kind alone, which can only be a short form: 意见, 实施方案."""
    return len(title) <= 12 and _BARE.fullmatch(title) is not None


def is_document_title(title: str, before: str = "") -> bool:
    """Tell whether a title names a document, by the kind it ends in or by the words before it, and no book or paper.

    Examples
    --------
    >>> is_document_title("青禾县书屋管理办法"), is_document_title("青禾日报"), is_document_title("青禾制造", "落实")
    (True, False, True)
    """
    if len(title) < 2 or title in _works():
        return False
    if kind_of(title) or _FURTHER.search(title) or _ABOUT.search(title):
        return True
    return bool(_STANDARD.search(before)) or (bool(_LED_IN.search(before)) and not _PAPER.search(title))


def issuer_of(title: str) -> str | None:
    """Return the issuers (发文机关) that a title opens with, joined by 、; None if it opens with none.

    Examples
    --------
    >>> issuer_of("中共青禾县委青禾县人民政府关于加强书屋建设的意见")
    '中共青禾县委、青禾县人民政府'
    """
    match = _LEAD.match(title)
    if match is None:
        return None
    parts = [p for p in _JOINT.split(match["lead"]) if p]
    return "、".join(parts) if parts and _ORGAN.search(parts[-1]) else None


def is_organ(name: str) -> bool:
    """Tell whether a name ends as that of an issuer does."""
    return bool(_ORGAN.search(name))


def issuer_before(before: str) -> str | None:
    """Return the issuers that stand right before a title: 中共中央、国务院印发《…》; None if there are none.

    Examples
    --------
    >>> issuer_before("近日，中共青禾县委、县政府印发了")
    '中共青禾县委、县政府'
    """
    match = _ISSUING.search(before)
    organs = _LEAD_IN.sub("", match["organs"]).strip("、，,和与及 ") if match else ""
    return None if organs.startswith(_DEICTIC) else _BETWEEN_ORGANS.sub("、", organs) or None


@cache
def _works() -> frozenset[str]:
    return frozenset(entry["name"] for entry in load_lexicon("works")["work"])
