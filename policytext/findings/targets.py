"""Targets (目标): commitments about the future whose fulfilment could be checked, and figures told as achieved.

A sentence is read fragment by fragment (the stretches between commas). A figure with a unit and a word that commits to it is a
`quantity`, 全覆盖 a `coverage`, a goal governed by a deadline a `deadline`. A deadline holds for the rest of its sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policytext.dates import Due, find_deadlines
from policytext.findings.commitments import Genre, Setting, accepts, find_reviews, genre_of, is_coverage, is_goal, status_of
from policytext.findings.fragments import Sentence, find_sentences
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.values import Deadline, Target
from policytext.spans import Span
from policytext.structure.document import Document

_ONLY_DUE = re.compile(
    r"(?:第[一二三四]步|力争|争取|确保|计划|预计|原则上|通过努力|努力|全[国省市区县镇乡域]|我[国省市区县镇乡]|各地|其中|使|要|在|的|同时|即)*"
)
_LEADING = re.compile(r"(?:并且?|且|同时|以及|按照|依照|其中|[一二三四五六]是|使|和|及|与|[（(][^（）()]{1,4}[）)]|\d{1,2}[.．、](?!\d)|——|\s)+")
_BY_STANDARD = re.compile(r"按(?=[^，]{1,60}标准$)")
_TRAILING = re.compile(r"(?:的?标准|的?要求|的)$")
_JOINT = re.compile(r"、|以及|并且?|和|及|，")
_CUE_END = re.compile(
    r"(?:不得|不应|不)?(?:低于|少于|小于|超过|超出|高于|大于|多于)$|(?:达到?|提高|提升|增加|增长|扩大|上升|下降|降低|减少|压缩|缩短|压减|降|增|减|保持|稳定|控制|维持)[到至在]?$"
    r"|(?:至少|最少|最多|超|突破|年均|力争|约|近|累计|为)$"
)
_OPENING = re.compile(r"^(?:力争|争取|确保|逐步|基本(?!医|公|养|民)|率先|推动|推进|实现|全面|加快|促进|努力|要|将|使|计划|原则上|可|应当?|再|、|，|的|\s)+")
_FROM = re.compile(r"[从由][^从由]{0,4}\d[^从由]{0,10}$")
_RANK = {"bound": 5, "level": 4, "change": 3, "verb": 2, "limit": 1, "bare": 0}


def find_targets(document: Document) -> Iterator[Target]:
    """Yield the targets (目标) of a document in order, each with the rule that found it."""
    genre, text = genre_of(document), document.text.characters
    reviews, at = find_reviews(document), 0
    for span in document.prose():
        while at < len(reviews) and reviews[at].end <= span.start:
            at += 1
        review = at < len(reviews) and reviews[at].start <= span.start
        yield from find_targets_in(text, span, genre=replace(genre, telling=genre.telling or review))


def find_targets_in(text: str, span: Span, *, genre: Genre | None = None) -> Iterator[Target]:
    """Yield the targets of a stretch of prose in order; spans are of `text`."""
    for sentence in find_sentences(text, span):
        yield from _in_sentence(_Reading(sentence, genre or Genre()))


@dataclass(slots=True)
class _Reading:
    """What is known of a sentence while its fragments are read one after the other."""

    sentence: Sentence
    genre: Genre
    due: Due | None = None
    served: bool = False
    """Whether a target has been found under the deadline."""
    lead: int | None = None
    """Where a deadline that stands alone between commas starts, until a fragment takes it up."""
    dues: list[Due] = field(default_factory=list)


def _in_sentence(reading: _Reading) -> Iterator[Target]:
    reading.dues = list(find_deadlines(reading.sentence.open, year=reading.genre.year))
    queue = reading.dues[::-1]
    for fragment in reading.sentence.fragments:
        here: list[Due] = []
        while queue and queue[-1].span.start < fragment.end:
            here.append(queue.pop())
        if here:
            reading.due, reading.served = here[-1], False
        if here and _stands_alone(reading.sentence, fragment, here):
            reading.lead = fragment.start if reading.lead is None else reading.lead
            continue
        yield from _in_fragment(reading, fragment)
        reading.lead = None


def _stands_alone(sentence: Sentence, fragment: Span, dues: list[Due]) -> bool:
    rest = fragment.of(sentence.open)
    for due in dues:
        rest = rest.replace(due.text, "", 1)
    return bool(_ONLY_DUE.fullmatch(re.sub(r"[\s、“”\"]", "", rest)))


def _in_fragment(reading: _Reading, fragment: Span) -> Iterator[Target]:
    setting = Setting(
        sentence=reading.sentence.open,
        fragment=fragment.of(reading.sentence.open),
        offset=fragment.start,
        due=reading.due,
        fresh=not reading.served,
        genre=reading.genre,
    )
    figures = [q for q in find_quantities(fragment.of(reading.sentence.figures)) if accepts(q, setting)]
    if figures:
        yield from _figures(reading, fragment, figures, setting)
    elif is_coverage(setting):
        yield _target(reading, fragment, "coverage", setting, rule="full-coverage")
    elif reading.due and is_goal(setting):
        yield _target(reading, fragment, "deadline", setting, rule="goal-by-deadline")
    else:
        return
    reading.served = True


def _figures(reading: _Reading, fragment: Span, figures: list[Quantity], setting: Setting) -> Iterator[Target]:
    for piece, figure in _pieces(setting.fragment, figures):
        target = _target(reading, piece.shifted(fragment.start), "quantity", setting, rule=f"figure-{figure.cue}")
        sign = "=" if target.status == "reported" and figure.comparator == ">=" and figure.cue == "level" else figure.comparator
        indicator = _indicator(setting.fragment, piece, figure)
        yield replace(target, comparator=sign, value=figure.value, unit=figure.unit, indicator=indicator)
        reading.lead = None


def _pieces(text: str, figures: list[Quantity]) -> Iterator[tuple[Span, Quantity]]:
    """Divide a fragment between its figures, at 、 or a conjunction; where none stands between two, the firmer one speaks for both."""
    start, best = 0, figures[0]
    for figure in figures[1:]:
        joints = list(_JOINT.finditer(text, best.span.end, figure.span.start))
        if joints and figure.span.start - joints[-1].end() < 3 and figure.cue != "verb":
            continue  # 分别达到30%、20%; 达39545元、增长5%: only the whole says of what.
        if joints and figure.span.start >= best.span.end:
            yield Span(start, joints[0].start()), best
            start, best = joints[0].end(), figure
        elif _RANK[figure.cue] > _RANK[best.cue]:
            best = figure
    yield Span(start, len(text)), best


def _target(reading: _Reading, span: Span, kind: str, setting: Setting, *, rule: str) -> Target:
    text = reading.sentence.text
    start = span.start
    if reading.lead is not None:
        start = reading.lead
    elif opening := _LEADING.match(text, start, span.end):
        start = opening.end()
    if by := _BY_STANDARD.match(text, start, span.end):
        start = by.end()
    end = span.end
    trailing = _TRAILING.search(text, max(start, end - 4), end)
    if kind == "quantity" and trailing and trailing.start() > start:
        end = trailing.start()
    status = status_of(kind, span.of(reading.sentence.open), setting)
    return Target(
        span=Span(start, end).shifted(reading.sentence.span.start),
        text=text[start:end],
        kind=kind,
        indicator=_without_due(span.of(text), reading.dues) or None,
        deadline=_deadline(reading.due) if status == "target" else None,
        status=status,
        rule=rule,
    )


def _deadline(due: Due | None) -> Deadline | None:
    return Deadline(text=due.text, by=due.by, within_years=due.within_years) if due else None


def _without_due(text: str, dues: list[Due]) -> str:
    for due in dues:
        text = text.replace(due.text, "", 1)
    return _OPENING.sub("", text).strip(" ，、")


def _indicator(text: str, piece: Span, figure: Quantity) -> str | None:
    before, after = text[piece.start : figure.span.start].rstrip(), text[figure.span.end : piece.end]
    opening = _LEADING.match(before)
    before = _OPENING.sub("", before[opening.end() :] if opening else before)
    if figure.cue == "verb":
        return (before + after).strip(" ，、的") or None
    for _ in range(3):
        before = _CUE_END.sub("", before).rstrip()
    before = _FROM.sub("", before)
    return (before if len(before) >= 3 else before + after).strip(" ，、的") or None
