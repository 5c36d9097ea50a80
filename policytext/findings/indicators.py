"""Indicators (指标): what the figure, coverage or goal of a target is of, cut from its wording."""

import re

from policytext.findings.quantities import Quantity
from policytext.spans import Span

_LEADING = re.compile(
    r"(?:并且?|且|同时|以及|按照|依照|其中|[一二三四五六]是|使|和|及|与|[（(][^（）()]{1,4}[）)]|\d{1,2}[.．、](?!\d)|——|\s)+"
)
_BY_STANDARD = re.compile(r"按(?=[^，]{1,60}标准$)")
_TRAILING = re.compile(r"(?:的?标准|的?要求|的)$")
_OPENING = re.compile(
    r"^(?:力争|争取|确保|逐步|基本(?!医|公|养|民)|率先|推动|推进|实现|全面|加快|促进|努力|要|将|使|计划|原则上|可|应当?(?!届)|再|、|，|的|\s)+"
)
_CUE = re.compile(
    r"(?:不得|不应|不能|不)?(?:低于|少于|小于|超过|超出|高于|大于|多于)$"
    r"|(?:达到?|提高|提升|增加|增长|扩大|上升|下降|降低|减少|压缩|缩短|压减|缩减|递增|降|增|减|保持|稳定|控制|维持)[到至在]?了?$"
    r"|(?:至少|最少|最多|超|突破|年均|力争|约|近|累计|为)$"
)
_PER = re.compile(r"(?<=[\u4e00-\u9fff]{3})每[^每，]{1,6}$")
_FROM = re.compile(r"[从由][^从由]{0,4}\d[^从由]{0,10}$")


def trim_span(text: str, span: Span, *, figure: bool) -> Span:
    """Return the span without the connective that opens it and, where a figure carries it, without a closing 的标准."""
    start, end = span.start, span.end
    if opening := _LEADING.match(text, start, end):
        start = opening.end()
    if by := _BY_STANDARD.match(text, start, end):
        start = by.end()
    if figure and (trailing := _TRAILING.search(text, max(start, end - 4), end)):
        end = trailing.start()
    return Span(start, end) if start < end else span


def indicator_of_goal(text: str) -> str | None:
    """Return what a goal or coverage is about: its wording without adverbs and deadline."""
    return _OPENING.sub("", text).strip(" ，、") or None


def indicator_of_figure(text: str, piece: Span, figure: Quantity) -> str | None:
    """Return what a figure measures: mostly the words before it and its cue; with a verb, what the verb takes."""
    before, after = text[piece.start : figure.span.start].rstrip(), text[figure.span.end : piece.end]
    opening = _LEADING.match(before)
    before = _OPENING.sub("", before[opening.end() :] if opening else before)
    if figure.cue == "verb":
        return (before + after).strip(" ，、的") or None
    for _ in range(3):
        before = _CUE.sub("", before).rstrip()
    before = _PER.sub("", _FROM.sub("", before))
    before = _CUE.sub("", before)
    return (before if len(before) >= 3 else before + after).strip(" ，、的") or None
