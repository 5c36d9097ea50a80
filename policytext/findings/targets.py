"""Targets (目标): commitments about the future whose fulfilment could be checked, and figures told as achieved.

A sentence is read fragment by fragment (the stretches between commas). A figure with a unit and a word that commits to
it is a `quantity`, 全覆盖 a `coverage`, a goal governed by a deadline a `deadline`. A deadline holds for the rest of
its sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policytext.dates import Due, find_deadlines
from policytext.findings.commitments import accepts, covers_all, is_coverage, is_goal, status_of
from policytext.findings.fragments import Sentence, find_sentences
from policytext.findings.genres import Genre, Setting, find_reviews, genre_of
from policytext.findings.indicators import indicator_of_figure, indicator_of_goal, trim_span
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.timetables import Slot, find_slots
from policytext.findings.values import Deadline, Target
from policytext.spans import Span
from policytext.structure.document import Document

_ONLY_DUE = re.compile(
    r"(?:第[一二三四]步|力争|争取|确保|计划|预计|原则上|通过努力|努力|全[国省市区县镇乡域]|我[国省市区县镇乡]"
    r"|各地|其中|使|要|在|的|同时|即)*"
)
_YEAR_AHEAD = re.compile(r"(20\d\d)年(?!度?[底末初前内以之来至到的]|度|[上下]半年|\s?\d{1,2}\s?月)")
_JOINT = re.compile(r"、|以及|并且?|和|及")
_BARE_GAP = 3
_RANK = {"bound": 5, "level": 4, "change": 3, "verb": 2, "limit": 1, "bare": 0}
_CONTEXT = 400
"""How much of a sentence before a fragment is looked at, in characters."""


def find_targets(document: Document) -> Iterator[Target]:
    """Yield the targets (目标) of a document in order, each with the rule that found it."""
    genre, text = genre_of(document), document.text.characters
    reviews, at = find_reviews(document), 0
    for span in document.prose():
        while at < len(reviews) and reviews[at].end <= span.start:
            at += 1
        review = at < len(reviews) and reviews[at].start <= span.start
        here = replace(genre, telling=genre.telling or review, review=review)
        yield from find_targets_in(text, span, genre=here)


def find_targets_in(text: str, span: Span, *, genre: Genre | None = None) -> Iterator[Target]:
    """Yield the targets of a stretch of prose in order; spans are of `text`."""
    genre = genre or Genre()
    slots = [] if genre.legal else list(find_slots(text, span, year=genre.year))
    found = [t for s in find_sentences(text, span) for t in _in_sentence(_Reading(s, genre))]
    if not slots:
        yield from found
        return
    dues = {slot.due.by: _deadline(slot.due) for slot in slots}
    shared = next(iter(dues.values())) if len(dues) == 1 else None
    found = [t if t.deadline or t.status != "target" else replace(t, deadline=shared) for t in found]
    yield from sorted((*found, *_scheduled(text, span, slots)), key=lambda t: t.span)


def _scheduled(text: str, span: Span, slots: Sequence[Slot]) -> Iterator[Target]:
    """Yield the deadlines in brackets as targets; what they are of is the measure that opens the paragraph."""
    measure = re.match(r"[^，。；：\n（(]{1,60}", span.of(text)[:80].lstrip(" \u30000123456789.．、"))
    for slot in slots:
        yield Target(
            span=slot.span,
            text=slot.text,
            kind="deadline",
            indicator=indicator_of_goal(measure[0]) if measure else None,
            deadline=_deadline(slot.due),
            rule="deadline-in-brackets",
        )


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
    here: list[Due] = field(default_factory=list)
    """Deadlines within the fragment."""

    def setting(self, fragment: Span) -> Setting:
        start = max(0, fragment.start - _CONTEXT)
        return Setting(
            before=self.sentence.open[start : fragment.start],
            fragment=fragment.of(self.sentence.open),
            after=self.sentence.open[fragment.end : fragment.end + _CONTEXT // 4],
            due=self.due,
            fresh=not self.served,
            genre=self.genre,
        )


def _in_sentence(reading: _Reading) -> Iterator[Target]:
    queue = _dues(reading)[::-1]
    for fragment in reading.sentence.fragments:
        reading.here = []
        while queue and queue[-1].span.start < fragment.end:
            reading.here.append(queue.pop())
        if reading.here:
            reading.due, reading.served = reading.here[-1], False
        if reading.here and _stands_alone(fragment.of(reading.sentence.open), reading.here):
            reading.lead = fragment.start if reading.lead is None else reading.lead
            continue
        yield from _in_fragment(reading, fragment)
        reading.lead = None


def _dues(reading: _Reading) -> list[Due]:
    """Return the deadlines of a sentence, with the years that open a fragment (2027年新建…) where they are to come."""
    text, genre = reading.sentence.open, reading.genre
    dues = list(find_deadlines(text, year=genre.year))
    if genre.year is None or genre.telling or genre.legal:
        return dues
    taken = {due.span.start for due in dues}
    for fragment in reading.sentence.fragments:
        match = _YEAR_AHEAD.match(text, fragment.start, fragment.end)
        if match and fragment.start not in taken and int(match[1]) >= genre.year:
            dues.append(Due(Span(*match.span()), match[0], by=match[1]))
    return sorted(dues, key=lambda due: due.span)


def _stands_alone(text: str, dues: Sequence[Due]) -> bool:
    return bool(_ONLY_DUE.fullmatch(re.sub(r"[\s、“”\"]", "", _without(text, dues))))


def _without(text: str, dues: Sequence[Due]) -> str:
    for due in dues:
        text = text.replace(due.text, "", 1)
    return text


def _in_fragment(reading: _Reading, fragment: Span) -> Iterator[Target]:
    setting = reading.setting(fragment)
    quantities = sorted(find_quantities(fragment.of(reading.sentence.figures)), key=lambda q: q.span)
    figures = [q for q in quantities if accepts(q, setting)]
    if figures:
        yield from _figures(reading, fragment, figures, setting)
    elif is_coverage(setting):
        yield _target(reading, fragment, "coverage", setting)
    elif is_goal(setting):
        yield _target(reading, fragment, "deadline", setting)
    else:
        return
    reading.served = True


def _figures(reading: _Reading, fragment: Span, figures: list[Quantity], setting: Setting) -> Iterator[Target]:
    """Yield a target for each figure of a fragment; all quote the whole of it, for only the whole says of what."""
    covering = list(_covering(setting.fragment, figures[-1].span.end))
    whole = Span(0, covering[0].start - 1 if covering else len(fragment))
    target = _target(reading, whole.shifted(fragment.start), "quantity", setting)
    for piece, figure in _pieces(setting.fragment, whole, figures):
        named = _without(indicator_of_figure(setting.fragment, piece, figure) or "", reading.here)
        yield replace(
            target,
            comparator=figure.comparator,
            value=figure.value,
            unit=figure.unit or None,
            indicator=named or target.indicator,
            rule=f"figure-{figure.cue}",
        )
    reading.lead = None
    for part in covering:
        yield _target(reading, part.shifted(fragment.start), "coverage", setting)


def _covering(text: str, start: int) -> Iterator[Span]:
    """Yield the members of a list behind the last figure from the first that covers all of something, if they do."""
    starts = [m.start() for m in re.compile("、").finditer(text, start)]
    ends = [*starts[1:], len(text)][: len(starts)]
    members = (Span(start + 1, end) for start, end in zip(starts, ends, strict=True))
    yield from (m for m in members if covers_all(m.of(text)))


def _pieces(text: str, whole: Span, figures: list[Quantity]) -> Iterator[tuple[Span, Quantity]]:
    """Divide a fragment between its figures, at 、 or a conjunction; unparted, the firmer speaks for both.

    A figure that follows the joint at once (分别达到30%、20%; 达39545元、增长5%) is of what stands before the first.
    """
    start, best = whole.start, figures[0]
    for figure in figures[1:]:
        joints = list(_JOINT.finditer(text, best.span.end, figure.span.start))
        if not joints:
            best = _firmer(best, figure)
            continue
        yield Span(start, joints[0].start()), best
        bare = figure.span.start - joints[-1].end() < _BARE_GAP and figure.cue != "verb"
        start, best = start if bare else joints[0].end(), figure
    yield Span(start, whole.end), best


def _firmer(first: Quantity, second: Quantity) -> Quantity:
    if {first.unit_kind, second.unit_kind} <= {"count", "people"} and first.span.end == second.span.start:
        return second  # 12类45件: the kinds only sort what is counted.
    if first.unit_kind == "count" and first.cue == "bare" and second.unit_kind == "money":
        return first  # 91家企业产值超10亿元: the money says which of them are counted.
    return second if _RANK[second.cue] > _RANK[first.cue] else first


def _target(reading: _Reading, piece: Span, kind: str, setting: Setting) -> Target:
    text = reading.sentence.text
    span = trim_span(text, piece, figure=kind == "quantity")
    if reading.lead is not None:
        span = Span(reading.lead, span.end)
    status = status_of(kind, piece.of(reading.sentence.open), setting)
    return Target(
        span=span.shifted(reading.sentence.span.start),
        text=span.of(text),
        kind=kind,
        indicator=indicator_of_goal(_without(piece.of(text), reading.here)),
        deadline=_deadline(reading.due) if status == "target" else None,
        status=status,
        rule={"coverage": "full-coverage", "deadline": "goal-by-deadline"}.get(kind, "figure"),
    )


def _deadline(due: Due | None) -> Deadline | None:
    return Deadline(text=due.text, by=due.by, within_years=due.within_years) if due else None
