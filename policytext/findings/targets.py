"""Targets (目标): commitments about the future whose fulfilment could be checked, and figures told as achieved.

A sentence is read fragment by fragment (the stretches between commas). A figure with a unit and a word that commits to
it is a `quantity`, 全覆盖 a `coverage`, a goal governed by a deadline a `deadline`. A deadline holds for the rest of
its sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policytext.dates import Due, find_deadlines
from policytext.findings.commitments import accepts, is_coverage, is_goal, status_of
from policytext.findings.fragments import Sentence, find_sentences
from policytext.findings.genres import Genre, Setting, find_reviews, genre_of
from policytext.findings.indicators import indicator_of_figure, indicator_of_goal, trim_span
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.values import Deadline, Target
from policytext.spans import Span
from policytext.structure.document import Document

_ONLY_DUE = re.compile(
    r"(?:第[一二三四]步|力争|争取|确保|计划|预计|原则上|通过努力|努力|全[国省市区县镇乡域]|我[国省市区县镇乡]"
    r"|各地|其中|使|要|在|的|同时|即)*"
)
_JOINT = re.compile(r"、|以及|并且?|和|及")
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
    queue = list(find_deadlines(reading.sentence.open, year=reading.genre.year))[::-1]
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
    for piece, figure in _pieces(setting.fragment, figures):
        target = _target(reading, piece.shifted(fragment.start), "quantity", setting)
        told = target.status == "reported" and figure.cue == "level"
        yield replace(
            target,
            comparator="=" if told and figure.comparator == ">=" else figure.comparator,
            value=figure.value,
            unit=figure.unit,
            indicator=_without(indicator_of_figure(setting.fragment, piece, figure) or "", reading.here) or None,
            rule=f"figure-{figure.cue}",
        )
        reading.lead = None


def _pieces(text: str, figures: list[Quantity]) -> Iterator[tuple[Span, Quantity]]:
    """Divide a fragment between its figures, at 、 or a conjunction; unparted, the firmer speaks for both."""
    start, best = 0, figures[0]
    for figure in figures[1:]:
        joints = list(_JOINT.finditer(text, best.span.end, figure.span.start))
        if joints and figure.span.start - joints[-1].end() < 3 and figure.cue != "verb":
            continue  # 分别达到30%、20%; 达39545元、增长5%: only the whole says of what.
        if joints:
            yield Span(start, joints[0].start()), best
            start, best = joints[0].end(), figure
        elif _RANK[figure.cue] > _RANK[best.cue]:
            best = figure
    yield Span(start, len(text)), best


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
