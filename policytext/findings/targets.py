"""Targets (目标): commitments about the future whose fulfilment could be checked, and figures told as achieved.

A sentence is read fragment by fragment (the stretches between commas). A figure with a unit and a word that commits to
it is a `quantity`, 全覆盖 a `coverage`, a goal governed by a deadline a `deadline`. A deadline holds for the rest of
its sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policytext.dates import Due, find_deadlines
from policytext.findings.commitments import accepts, covers_all, is_continuation, is_coverage, is_goal, status_of
from policytext.findings.duties import Duty, find_duties
from policytext.findings.fragments import Sentence, find_sentences
from policytext.findings.genres import Genre, Setting, find_reviews, genre_of
from policytext.findings.indicators import indicator_of_figure, indicator_of_goal, trim_span
from policytext.findings.interest import may_cover, may_hold_figure, may_hold_target
from policytext.findings.quantities import Quantity, find_quantities
from policytext.findings.tables import Row, find_table_targets, find_tables
from policytext.findings.timetables import Slot, find_opening, find_reigns, find_slots
from policytext.findings.values import Deadline, Target
from policytext.spans import Span
from policytext.structure.document import Document

_ONLY_DUE = re.compile(
    r"(?:第[一二三四]步|力争|争取|确保|计划|预计|原则上|通过努力|努力|全[国省市区县镇乡域]|我[国省市区县镇乡]"
    r"|各地|其中|使|要|在|的|同时|即)*"
)
_YEAR_AHEAD = re.compile(r"(20\d\d)年(?!度?[底末初前内以之来至到的]|度|[上下]半年|\s?\d{1,2}\s?月)")
_DELIVERS = re.compile(
    r"(?:按时|按期|如期|适时|全面|基本|初步|加快|尽快|推动|推进)*(?:完成|建成|成立|组建|上线|开通|启用|启动|升级|形成|梳理形成|实现|达到|出台|制定|编制|修订|印发|发布|"
    r"推出|聘请|设立|配备|竣工|开工)"
)
_FILLER = re.compile(r"^(?:按照|根据|依据|依托|通过|围绕|针对|结合|坚持|对标|采取|以)")
_WORDS = re.compile(r"[\s□\d.．、）)]*(?P<clause>[^□（(]*)")
_SHORTEST, _LONGEST, _LONGEST_GOAL = 4, 60, 120
_NATURE = re.compile(r"[（(\[［][^（）()，。；]{0,6}(约束|预期)性(?:指标)?[）)\]］]")
_NEXT = 10
_JOINT = re.compile(r"、|以及|并且?|和|及")
_BARE_GAP = 3
_RANK = {"bound": 5, "level": 4, "change": 3, "verb": 2, "limit": 1, "bare": 0}
_CONTEXT = 400
"""How much of a sentence before a fragment is looked at, in characters."""


def find_targets(document: Document) -> Iterator[Target]:
    """Yield the targets (目标) of a document in order, each with the rule that found it."""
    genre = genre_of(document)
    tables = [] if genre.legal else find_tables(document)
    rows = [Span(min(c.start for c in row), max(c.end for c in row)) for table in tables for row in table if row]
    found = [t for t in _in_prose(document, genre) if not any(t.span.start in row for row in rows)]
    for table in tables:
        found += _in_table(document, genre, table)
    found.sort(key=lambda t: t.span)
    duties = find_duties(document, [t.span.start for t in found]) if found else []
    for target in found:
        yield _assigned(document.text.characters, target, duties)


def _in_table(document: Document, genre: Genre, rows: Sequence[Row]) -> Iterator[Target]:
    """Yield the targets of a table; a task's cell is read as prose, and is itself one where it only has a deadline."""
    for said in find_table_targets(document, genre, rows):
        if isinstance(said, Target):
            yield said
            continue
        cell, pattern = said
        found = list(find_targets_in(document.text.characters, cell, genre=genre))
        whole = [pattern] if pattern.deadline and not found else []
        for target in (*found, *whole):
            due = target.deadline or pattern.deadline if target.status == "target" else None
            yield replace(target, deadline=due, responsible=pattern.responsible, binding=pattern.binding)


def _assigned(text: str, target: Target, duties: Sequence[Duty]) -> Target:
    """Add to a target who answers for it and whether it binds, where the text says so."""
    if duties and not target.responsible:
        bodies = next((d.bodies for d in duties if target.span.start in d.reach), ())
        target = replace(target, responsible=bodies) if bodies else target
    nature = _NATURE.search(text, target.span.start, min(target.span.end + _NEXT, len(text)))
    return replace(target, binding=nature[1] == "约束") if nature and target.binding is None else target


def _in_prose(document: Document, genre: Genre) -> Iterator[Target]:
    text = document.text.characters
    reviews, at, here = find_reviews(document), 0, genre
    reigns = [] if genre.legal else find_reigns(document, year=genre.year)
    for span in document.prose():
        if not may_hold_target(text, span.start, span.end):
            continue
        while at < len(reviews) and reviews[at].end <= span.start:
            at += 1
        review = at < len(reviews) and reviews[at].start <= span.start
        due = next((due for stretch, due in reversed(reigns) if span.start in stretch), None)
        if (here.review, here.due) != (review, due):
            here = replace(genre, telling=genre.telling or review, review=review, due=due)
        yield from find_targets_in(text, span, genre=here)


def find_targets_in(text: str, span: Span, *, genre: Genre | None = None) -> Iterator[Target]:
    """Yield the targets of a stretch of prose in order; spans are of `text`."""
    genre = genre or Genre()
    slots = [] if genre.legal else list(find_slots(text, span, year=genre.year))
    found: list[Target] = []
    for sentence in find_sentences(text, span, only=may_hold_target):
        opening = None if genre.legal or genre.telling or slots else find_opening(sentence.open, year=genre.year)
        genre = replace(genre, due=opening) if opening else genre
        found += _in_sentence(_Reading(sentence, genre))
    yield from _scheduled(text, span, slots, found) if slots else found


def _scheduled(text: str, span: Span, slots: Sequence[Slot], found: Sequence[Target]) -> Iterator[Target]:
    """Yield targets with the deadlines of the brackets behind them.

    A measure without any figure is itself what shall be done by then: each sentence of it that says what is delivered,
    or its first.
    """
    start = span.start
    for slot in slots:
        due, here = _deadline(slot.due), [t for t in found if start <= t.span.start < slot.span.start]
        committed = [t for t in here if t.status == "target"]
        yield from (t if t.deadline or t.status != "target" else replace(t, deadline=due) for t in here)
        if not committed:
            yield from _measures(text, Span(start, slot.bracket), due)
        start = slot.span.end
    yield from (t for t in found if t.span.start >= start)


def _measures(text: str, span: Span, due: Deadline | None) -> Iterator[Target]:
    clauses = [c for s in find_sentences(text, span) for c in _clauses(s) if not _FILLER.search(c.of(text))]
    delivering = [c for c in clauses if _DELIVERS.match(c.of(text))]
    for clause in delivering or clauses[:1]:
        yield Target(
            span=clause,
            text=clause.of(text),
            kind="deadline",
            indicator=indicator_of_goal(clause.of(text)),
            deadline=due,
            rule="deadline-in-brackets",
        )


def _clauses(sentence: Sentence) -> Iterator[Span]:
    """Yield what a sentence opens with, without number and brackets: its first fragment, with the next if short."""
    fragments = [f for f in sentence.fragments[:2] if f.end <= _LONGEST] or sentence.fragments[:1]
    if fragments:
        words = _WORDS.match(sentence.open, fragments[0].start, fragments[-1].end)
        if words and len(words["clause"]) >= _SHORTEST:
            yield Span(*words.span("clause")).shifted(sentence.span.start)


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
    opened: int = 0
    """Where the fragment of the deadline starts."""
    prior: tuple[Span, Quantity] | None = None
    """The fragment before, if it told figures, and the last of them."""

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
            reading.due, reading.served, reading.opened = reading.here[-1], False, fragment.start
        if reading.here and _stands_alone(fragment.of(reading.sentence.open), reading.here):
            reading.lead = fragment.start if reading.lead is None else reading.lead
            continue
        prior, reading.prior = reading.prior, None
        yield from _in_fragment(reading, fragment, prior)
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


def _in_fragment(reading: _Reading, fragment: Span, prior: tuple[Span, Quantity] | None) -> Iterator[Target]:
    words, quantities = fragment.of(reading.sentence.figures), []
    if may_hold_figure(words):
        quantities = sorted(find_quantities(words), key=lambda q: q.span)
    if not quantities and reading.due is None and not may_cover(fragment.of(reading.sentence.open)):
        return
    setting = reading.setting(fragment)
    quantities = [_listed(q, prior[1]) if prior else q for q in quantities]
    figures = [q for q in quantities if accepts(q, setting)]
    if figures:
        if prior and reading.lead is None and is_continuation(setting.fragment):
            reading.lead = prior[0].start
        yield from _figures(reading, fragment, figures, setting)
        reading.prior = fragment, figures[-1]
    elif is_coverage(setting):
        yield _target(reading, fragment, "coverage", setting)
    elif is_goal(setting):
        if setting.fresh and reading.lead is None and fragment.end - reading.opened <= _LONGEST_GOAL:
            reading.lead = reading.opened
        yield _target(reading, fragment, "deadline", setting)
    else:
        return
    reading.served = True


def _listed(figure: Quantity, prior: Quantity) -> Quantity:
    """Read a bare figure that opens a fragment as one more of a list: 培育8家作坊，30家网店."""
    listed = figure.cue in {"bare", "limit"} and prior.cue == "verb" and figure.unit_kind == prior.unit_kind
    if listed and (figure.span.start <= 1 or figure.cue == "limit"):
        figure = replace(figure, cue="verb")
    yearly = prior.unit.endswith("/年") and figure.cue == "verb" and "/" not in figure.unit
    return replace(figure, unit=f"{figure.unit}/年") if yearly else figure  # 每年培育8家作坊，举办9场集市


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
        deadline=_deadline(reading.due or reading.genre.due) if status == "target" else None,
        status=status,
        rule={"coverage": "full-coverage", "deadline": "goal-by-deadline"}.get(kind, "figure"),
    )


def _deadline(due: Due | None) -> Deadline | None:
    return Deadline(text=due.text, by=due.by, within_years=due.within_years) if due else None
