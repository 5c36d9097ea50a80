"""Targets (目标): commitments about the future whose fulfilment could be checked, and figures told as achieved.

A sentence is read fragment by fragment (the stretches between commas). A figure with a unit and a word that commits to it is a
`quantity`, 全覆盖 a `coverage`, a goal verb governed by a deadline a `deadline`. A deadline holds for the rest of its sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policytext.dates import Due, find_deadlines
from policytext.findings.fragments import Fragment, Sentence, find_sentences
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.values import Deadline, Target
from policytext.spans import Span, merge_spans
from policytext.structure.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """What the kind of a document says of the figures in it."""

    year: int | None = None
    """Year of the document; deadlines before it are told, not set."""
    legal: bool = False
    """A law or regulation (法规): its figures are rules, not targets, unless they set a standard."""
    telling: bool = False
    """News, a commentary, a circular on an event: figures are told unless the wording commits to them."""


_GOAL = (
    "形成|建立|建成|实现|完成|健全|构建|成为|达到|达成|打造|建设|制定|出台|编制|报送|上报|提交|印发|提出|落实|投入使用|投用|开通|启动|全面|完善|显著|明显|更加|"
    "成熟|定型|进入|跻身|迈上|迈入|消除|解决|取得|推广|推进|公布|上线|竣工|通车|开工|整治|改造|退出|淘汰|关闭|取缔|备案|验收|评估|修订|设立|新建|配备|创建|"
    "基本|总体|大幅|初步|有效|稳定|走在|提升|增强|优化|改善|保障|覆盖|报国务院|报省|报市|报送|总结|确保|力争|开展|组织|纳入|清零|到位|培育|发展|推行|实行"
)
_ACHIEVE = re.compile(r"建成|形成|实现|完成|建立健全|成为|全面|基本建立|基本形成|全部")
_HAS_GOAL = re.compile(_GOAL)
_NO_GOAL = re.compile(r"不得|不予|禁止|施行|有效期|届满|生效|召开|任期|停止执行|废止|之日起|应当自")
_ONLY_DUE = re.compile(
    r"(?:力争|争取|确保|计划|预计|原则上|全[国省市区县镇乡域]|我[国省市区县镇乡]|努力|通过努力|第[一二三四]步|其中|使|要|各[地级部门]+|在|的|同时|即|：|:)*$"
)
_COVERAGE = re.compile(
    r"全[城域区面省市县员程时流]{0,2}覆盖(?!的?(?:[^，。；]{0,6}(?:体系|机制|制度|网络|监管|格局|方式|模式)))"
    r"|覆盖(?:到)?(?:全部|所有|全[国省市区县镇乡域体])|全部(?:纳入|接入|覆盖|开通|达标|建成|完成|实现|消除|联通|通)|实现[^，。；、]{2,14}全部"
)
_COVERING = re.compile(r"实现|推进|推动|做到|达到|确保|力争|促进|加快|逐步|基本|全面|完成|建设|业务|服务|落实|开展|保障|率先|率|全部|要|将")
_TOLD_CLAUSE = re.compile(r"已(?![成为])|了(?![解])|累计|先后|共有|荣获|位居|居全国|稳居|跃居|创历史|荣膺|获评|喜获|同比")
_TOLD_SENTENCE = re.compile(
    r"去年|上年|上半年全|同比|近年来|近[一二三四五两几\d]{1,2}年|[一二三四五六七八九十\d]年来|以来，|过去(?:[一五]年|的)|截[至止]|数据显示|据统计|"
    r"刚刚过去|疫情期间|已经?(?:达到|完成|实现|建成)"
)
_COMMITS = re.compile(
    r"目标|力争|争取|确保|要求|任务|标准|指标|应当?(?!对|急|用)|不得|必须|原则上|要(?!素|点|求|闻|么)|将(?!军)|拟|计划|规划|预期|预计|逐步|推动|努力|再|明年|今年"
)
_GRANTS = re.compile(r"给予|奖励|奖补|奖金|罚|扣除|一次性|可以?处|处以|没收|贴息|免征|征收|补贴标准|每人每[月年]|资助|保证金|注册资[本金]|违法所得|缴纳")
_CONDITION = re.compile(r"^(?:对|凡|凡是|经|若|如|因|未|年满|属于|符合|具备|具有|满足|连续|超过|不足|低于)|(?:的|者|时|后|内)[）)]?$|之日起|年满|未满|周岁")
_ATTRIBUTE = re.compile(r"^(?:的|（含）的)(?!标准|目标|比例|要求|速度|增速|规模|左右|水平|任务)")
_NOUN = re.compile(r"^[\u4e00-\u9fff]")
_LEADING = re.compile(r"^(?:并|且|同时|以及|按照|按|依照|其中|一是|二是|三是|四是|五是|使|以|将|和|及|与|[（(][^（）()]{1,4}[）)]|\d{1,2}[.．、])+")
_TRAILING = re.compile(r"(?:的?标准|的?目标|的?要求|的?比例)$")
_REVIEW = re.compile(r"回顾|成就|成绩|成效|现状|取得|总结|发展基础|工作基础|基础和环境|工作情况|完成情况|发展回顾|面临形势|发展环境")
_FORWARD = re.compile(r"目标|任务|安排|建议|要求|打算|部署|重点工作|总体思路|年工作$")
_LEGAL_KINDS = frozenset({"条例", "办法", "规定", "规则", "细则", "法", "章程"})
_PLAN_KINDS = frozenset(
    {"意见", "方案", "规划", "计划", "通知", "决定", "决议", "报告", "纲要", "要点", "措施", "函", "复函", "批复", "请示", "公告", "通告", "公报", "命令", "纪要", "议案"}
)


def find_targets(document: Document) -> Iterator[Target]:
    """Yield the targets (目标) of a document in order, each with the rule that found it."""
    genre, text = _genre(document), document.text.characters
    reviews = list(merge_spans(_reviews(document)))
    at = 0
    for span in document.prose():
        while at < len(reviews) and reviews[at].end <= span.start:
            at += 1
        review = at < len(reviews) and reviews[at].start <= span.start
        yield from find_targets_in(text, span, genre=replace(genre, telling=genre.telling or review))


def find_targets_in(text: str, span: Span, *, genre: Genre | None = None) -> Iterator[Target]:
    """Yield the targets of a stretch of prose; spans are of `text`."""
    genre = genre or Genre()
    for sentence in find_sentences(text, span):
        yield from _in_sentence(sentence, genre)


def _genre(document: Document) -> Genre:
    header = document.header
    kind = header.attachment_kind or header.kind or ""
    articles = sum(s.marker.startswith("第") and s.marker.endswith("条") for s in document.sections)
    named = re.search(r"(?:19|20)\d\d(?=年)", document.title[:20])
    year = header.date.year if header.date else int(named[0]) if named else None
    plan = kind in _PLAN_KINDS or bool(header.number) or bool(re.search(r"(?:报告|规划|纲要|方案|意见|要点|计划)$", document.title))
    legal = kind in _LEGAL_KINDS or articles > max(3, len(document.sections) // 2)
    return Genre(year=year, legal=legal, telling=kind == "通报" or not (plan or legal))


def _reviews(document: Document) -> Iterator[Span]:
    """Yield the sections that look back (工作回顾)."""
    for section in document.sections:
        if _REVIEW.search(section.heading) and not _FORWARD.search(section.heading):
            yield section.span


def _in_sentence(sentence: Sentence, genre: Genre) -> Iterator[Target]:
    dues = [d for d in find_deadlines(sentence.open, year=genre.year)]
    told = bool(_TOLD_SENTENCE.search(sentence.open))
    pending: list[Due] = []
    due: Due | None = None
    lead: int | None = None
    served = False
    for fragment in sentence.fragments:
        here = [d for d in dues if d.span.start >= fragment.span.start and d.span.end <= fragment.span.end]
        if here:
            due, served = here[-1], False
        if here and _ONLY_DUE.fullmatch(_without(sentence.open, fragment.span, here)):
            lead = fragment.span.start if lead is None else lead
            continue
        start = fragment.span.start if lead is None else lead
        lead = None
        context = _Context(sentence=sentence, fragment=fragment, start=start, due=due, fresh=bool(here) or not served, told=told, genre=genre)
        found = list(_in_fragment(context))
        served = served or bool(found)
        yield from found
    del pending


def _without(text: str, span: Span, dues: Iterable[Due]) -> str:
    rest = span.of(text)
    for due in dues:
        rest = rest.replace(due.text, "", 1)
    return re.sub(r"[\s，,、。；;“”\"]", "", rest)
