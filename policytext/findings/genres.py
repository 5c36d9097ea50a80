"""Genres: what the kind of a document, and the chapter, say of the figures in it."""

import re
from dataclasses import dataclass

from policytext.dates import Due
from policytext.spans import Span, merge_spans
from policytext.structure.document import Document

_TITLE_YEAR = re.compile(r"^.{0,16}?((?:19|20)\d\d)年")
_AHEAD = re.compile(
    r"^[ \u3000]*[一二三四]、(?![^\n]{0,40}回顾)(?:关于|对)?((?:19|20)\d\d)年[^\n。]{0,20}"
    r"(?:任务|部署|建议|要求|工作|安排)[^\n。]{0,10}$",
    re.MULTILINE,
)
_HEADLINE = re.compile(r"^[ \u3000]*[一二三四五六七八九十]{1,3}、[ \u3000]*([^\n。；]{2,40})$", re.MULTILINE)
_REVIEW = re.compile(
    r"回顾|成就|成绩|成效|现状|总结|发展基础|工作基础|工作情况|完成情况|发展环境|形势|过去(?:一年|五年)|基本情况"
)
_FORWARD = re.compile(
    r"目标|任务|安排|建议|要求|打算|部署|思路|制度|机制|强化|提升|注重|取得.*实效|评估|宣传|(?<!工)作出|年工作$|政策取向|(?<!去年)(?<!过去)重点工作"
)

_LEGAL_KINDS = frozenset({"条例", "法", "法律", "章程"})
_PLAN_KINDS = frozenset(
    {
        "意见",
        "方案",
        "规划",
        "计划",
        "通知",
        "决定",
        "决议",
        "报告",
        "纲要",
        "要点",
        "措施",
        "函",
        "复函",
        "批复",
        "请示",
        "公告",
        "通告",
        "公报",
        "命令",
        "纪要",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """What the kind of a document says of the figures in it."""

    year: int | None = None
    """Year of the document; deadlines before it are told, not set."""
    legal: bool = False
    """A law or regulation (法规): its figures are rules, not targets, unless they set a standard of provision."""
    telling: bool = False
    """News, a commentary, a review of past work: figures are told unless the wording commits to them."""
    review: bool = False
    """A review of past work (工作回顾): nearly every figure in it tells what was achieved."""
    due: Due | None = None
    """The deadline that holds for the paragraph where a sentence names none: of its chapter, of a yearly plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A fragment and what stands around it in its sentence; titles and asides are closed."""

    before: str
    """The sentence up to the fragment, as far back as it matters."""
    fragment: str
    after: str
    due: Due | None
    """The deadline that reigns over the fragment."""
    fresh: bool
    """Whether no target has been found under that deadline yet."""
    genre: Genre

    @property
    def sentence(self) -> str:
        """The fragment with what stands around it."""
        return self.before + self.fragment + self.after


def genre_of(document: Document) -> Genre:
    """Tell from header and outline what kind of figures a document has."""
    header = document.header
    kind = header.attachment_kind or header.kind or ""
    articles = sum(s.marker.startswith("第") and s.marker.endswith("条") for s in document.sections)
    named = _TITLE_YEAR.search(document.title) or _AHEAD.search(document.text.characters)
    year = header.date.year if header.date else int(named[1]) if named else None
    plan = (
        kind in _PLAN_KINDS
        or header.number is not None
        or bool(re.search(r"(?:报告|规划|纲要|方案|意见|要点|计划|措施)$", document.title))
    )
    legal = kind in _LEGAL_KINDS or articles > max(3, len(document.sections) // 2)
    told = kind == "通报" or (bool(document.title) and not (plan or legal))
    return Genre(year=year, legal=legal, telling=told)


def find_reviews(document: Document) -> list[Span]:
    """Return the stretches that look back on past work (工作回顾), in order and apart from each other.

    Chapters are told by their headlines and not by the outline, for one headline read as prose would make a whole
    report a review.
    """
    text = document.text.characters
    lines = [(m.start(), _looks_back(m[1])) for m in _HEADLINE.finditer(text)]
    ends = [*(start for start, _ in lines[1:]), len(text)][: len(lines)]
    reviews = [Span(start, end) for (start, back), end in zip(lines, ends, strict=True) if back]
    reviews += [s.span for s in document.sections if (s.level > 1 or not lines) and _looks_back(s.heading)]
    return list(merge_spans(reviews))


def _looks_back(heading: str) -> bool:
    return bool(_REVIEW.search(heading)) and not _FORWARD.search(heading)
