"""Changes of strength, bodies, items and detail between a clause and its passages, part by part."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policytext.spans import Span
from policytext.tracing.acting import tell_acting
from policytext.tracing.binding_changes import tell_bindings
from policytext.tracing.bindings import Framed
from policytext.tracing.frames import KEPT, is_head, is_subject
from policytext.tracing.lead_ins import find_lead_in
from policytext.tracing.letters import fold_letters
from policytext.tracing.pairing import Pair, Pairing, find_foreign, find_replaced, pair_parts
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import find_seams
from policytext.tracing.short_names import ShortNames
from policytext.tracing.slogan_parts import tell_slogan_parts
from policytext.tracing.strength import PLAIN
from policytext.tracing.stretches import Measure
from policytext.tracing.subjects import tell_subjects
from policytext.tracing.urgency import RULE as URGENCY
from policytext.tracing.urgency import tell_urgency
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import (
    NEGATION,
    Slogans,
    passage_of,
    tell_added,
    tell_measures,
    tell_replaced,
)

_NEGATED = re.compile("(?:不得|不)[^不]{0,2}")
_PENALTY = re.compile("\\s*违反[^，。]{0,20}规定")
_NO = re.compile("^(?:不得|不)")
_LEAST_DEED = 4
"""Letters from which a deed is looked for in the whole local document."""
_LEAST_TELLING = 8
"""Letters from which a deed that another passage has is the same one."""
_LOOSE = 55.0
"""Share of letters in common, in hundredths, below which two parts are compared whole."""
_LONGEST_INSIDE = 400
"""Letters of the longest part that is looked for inside another: the work grows with the cube."""
_MOSTLY = 0.3
"""Share of a sentence's letters that are the clause's, from which the rest of it changes the clause."""
_DEFINED = re.compile("本[\u4e00-\u9fff]{1,2}所称")
"""What a definition begins with: 本条例所称…，是指."""
_RESTATED = re.compile("的$|^违反.*规定$")
_DEED = re.compile("的[；;]?\\s*$")
_LONE = 12
"""Letters of the longest part that is a subject alone."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A clause, the sentences that carry it, and what their letters are taken from."""

    upper: Script
    lower: Script
    clause: Span
    sentences: tuple[Span, ...]
    weights: Sequence[float]
    owners: Sequence[int]
    """Clause that each local letter is taken from; -1 for the document's own."""
    number: int
    slogans: Slogans = field(default_factory=Slogans)
    short_names: ShortNames = field(default_factory=ShortNames)
    nearest: Mapping[Span, int] = field(default_factory=dict)
    """Clause that a sentence stands nearest to: what is put into the sentence is told there, once."""

    @property
    def punishes(self) -> bool:
        """The clause is a penalty: it may name the deed by its article's number alone."""
        return _PENALTY.match(self.upper.text, self.clause.start) is not None

    @property
    def is_repeated(self) -> bool:
        """A sentence is the clause letter by letter: it binds whom the clause does, and as strongly."""
        clause = fold_letters(self.clause.of(self.upper.text)).text
        return any(fold_letters(sentence.of(self.lower.text)).text == clause for sentence in self.sentences)


def is_mostly(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether one of the others covers half of a span."""
    return any(2 * (min(span.end, o.end) - max(span.start, o.start)) >= len(span) for o in others)


def find_rewordings(meeting: Meeting) -> Iterator[Change]:
    """Yield modality (情态), actor (主体), scope (范围) and detail (细化) changes, each with both its places."""
    upper, lower = Framed.of(meeting.upper, [meeting.clause]), Framed.of(meeting.lower, meeting.sentences)
    pairing = pair_parts((meeting.upper, upper.parts), (meeting.lower, lower.parts), meeting.weights)
    if is_head(meeting.clause.of(meeting.upper.text)) and any(
        is_head(s.of(meeting.lower.text)) for s in meeting.sentences
    ):
        yield from () if meeting.is_repeated else _tell_lead_ins(meeting, upper, lower)
        for pair in pairing.pairs:
            yield from tell_acting((meeting.upper, pair.upper), (meeting.lower, pair.lower))
        return
    if not pairing.pairs:
        yield from _tell_unworded(meeting, upper, lower)
        return
    pairs = () if meeting.is_repeated else pairing.pairs
    close = [pair for pair in pairs if not _is_loose(meeting, pair)]
    bound = [(upper.bind(pair.upper), lower.bind(pair.lower)) for pair in close or pairs]
    sides = [((meeting.upper, pair.upper), (meeting.lower, pair.lower)) for pair in pairing.pairs]
    acting = [[*tell_acting(*both)] for both in sides]
    told = [*_without_dropped(acting, tell_bindings(bound, meeting.upper, meeting.lower))]
    # What merely stands where the clause's measure stood says nothing of whom that binds.
    told = [change for change in told if close or change.rule != "subject.dropped"]
    for pair, both, bodies in zip(pairing.pairs, sides, acting, strict=True):
        due = [*tell_urgency(*both, (upper.letters, lower.letters))]
        first = [*_without([c for c in told if c.kind == "actor"], bodies), *due]
        told += first
        told += _without([*told, *bodies], _tell_pair(meeting, pair, (upper.letters, lower.letters)))
    told += _tell_unpaired(meeting, pairing, upper, lower)
    yield from (change for change in dict.fromkeys(told) if not meeting.short_names.explain(change))


def _tell_unworded(meeting: Meeting, upper: Framed, lower: Framed) -> Iterator[Change]:
    """Yield what a lead-in made of a clause of which no part is worded as any of its passages: it is forbidden."""
    for part in upper.parts[:1] if lower.parts else ():
        yield from _tell_forbidden(meeting, part, lower.parts[0].start)


def _without(told: Sequence[Change], changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes that are of other words than bodies and deadlines that are told already."""
    old = [change.old.span for change in told if change.old and change.kind in ("actor", "deadline")]
    new = [change.new.span for change in told if change.new and change.rule == URGENCY]
    for change in changes:
        sides = (change.old, old), (change.new, new if change.rule.startswith(("word.", "phrase.")) else [])
        if not any(side and any(span.overlaps(side.span) for span in spans) for side, spans in sides):
            yield change


def _without_dropped(acting: Iterable[Sequence[Change]], changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes of whom a clause binds, but for one in whose stead another is told to act."""
    held = [change.old.span for row in acting for change in row if change.old]
    for change in changes:
        gone = change.rule == "subject.dropped" and change.old is not None
        if not (gone and change.old and any(span.overlaps(change.old.span) for span in held)):
            yield change


def _tell_unpaired(meeting: Meeting, pairing: Pairing, upper: Framed, lower: Framed) -> Iterator[Change]:
    """Yield the parts that one side alone has, or that another took the place of."""
    replaced = tuple(find_replaced(pairing, (meeting.upper, upper.parts), (meeting.lower, lower.parts)))
    for old, new in replaced:
        acting = [*tell_acting((meeting.upper, (old,)), (meeting.lower, (new,)))]
        yield from acting
        yield from _without(acting, tell_replaced(*_measures(meeting, (old,), (new,), ("", "")), meeting.slogans))
    others = {part for both in replaced for part in both}
    foreign = set(find_foreign(pairing.added, meeting.owners, meeting.number))
    added = [
        p
        for p in pairing.added
        if p not in others | foreign
        and meeting.lower.of(p) not in upper.letters
        and meeting.nearest.get(lower.homes[p], meeting.number) == meeting.number
    ]
    dropped = []
    for part in (p for p in pairing.dropped if p not in others and meeting.upper.of(p) not in lower.letters):
        place = _find_elsewhere(meeting, part)
        if place is None:
            dropped.append(part)
        else:
            yield from _tell_forbidden(meeting, part, place)
    yield from _tell_dropped(meeting, dropped, lower.letters)
    # Of a deed in a row of deeds, 违反第三项规定…的；, the penalty stands behind the last one.
    if not (meeting.punishes and _DEED.search(meeting.clause.of(meeting.upper.text))):
        yield from _tell_added(meeting, list(find_close(lower, pairing.pairs, added, foreign)), upper.letters)


def _find_elsewhere(meeting: Meeting, part: Part) -> int | None:
    """Return the letter from which another passage of the local document has a part's deed; None where none has it."""
    deed = _NO.sub("", meeting.upper.of(part))
    found = meeting.lower.letters.text.find(deed) if len(deed) >= _LEAST_DEED else -1
    if found < 0:
        return None
    lead = find_lead_in(meeting.lower.text, meeting.lower.letters.offsets[found])
    # 遵守有关规定 stands anywhere: a short deed is the clause's own only below 禁止下列行为.
    return found if len(deed) >= _LEAST_TELLING or (lead and lead.forbids) else None


def _tell_forbidden(meeting: Meeting, part: Part, place: int) -> Iterator[Change]:
    """Yield what a lead-in made stricter: an item that was to be left undone is forbidden."""
    led = find_lead_in(meeting.upper.text, meeting.clause.start)
    lead = find_lead_in(meeting.lower.text, meeting.lower.letters.offsets[place])
    owed = _owed(meeting.upper, part)
    forbidden = _forbids(owed) or (led is not None and led.forbids)
    if lead is not None and lead.forbids and not forbidden and not meeting.punishes:
        yield Change(kind="modality", old=owed, new=lead.passage, direction="raised", rule="lead-in.forbids")


def _tell_lead_ins(meeting: Meeting, upper: Framed, lower: Framed) -> Iterator[Change]:
    """Yield what became of a list's lead-in: its strength, and whom it binds."""
    if not (upper.parts and lower.parts):
        return
    old, new = upper.binding(upper.parts[-1]), lower.binding(lower.parts[-1])
    yield from tell_subjects(old.subject, new.subject)
    was, now = (PLAIN if bound.strength is None else bound.strength for bound in (old, new))
    if was != now and (min(was, now) <= PLAIN or _forbids(old.word) != _forbids(new.word)):
        told = _from_word(upper.script, old.word, upper.parts[0], upper.parts[-1])
        said = _from_word(lower.script, new.word, lower.parts[-1], lower.parts[-1])
        direction = "raised" if now > was else "lowered"
        yield Change(kind="modality", old=told, new=said, direction=direction, rule="lead-in.strength")


def _from_word(script: Script, word: Passage | None, first: Part, last: Part) -> Passage:
    """Return a lead-in from its word of strength on; from a part on where it has none."""
    span = Span(word.span.start if word else script.span(first).start, script.span(last).end)
    return Passage(span, span.of(script.text))


def _tell_pair(meeting: Meeting, pair: Pair, said: tuple[str, str]) -> Iterator[Change]:
    above = find_lead_in(meeting.upper.text, meeting.clause.start)
    lead = find_lead_in(meeting.lower.text, meeting.lower.span(pair.lower[0]).start)
    owed = _owed(meeting.upper, pair.upper[0])
    forbidden = _forbids(owed) or (above is not None and above.forbids)
    if lead is not None and lead.forbids and not forbidden and not meeting.punishes:
        yield Change(kind="modality", old=owed, new=lead.passage, direction="raised", rule="lead-in.forbids")
    upper, lower = _measures(meeting, pair.upper, pair.lower, said)
    tell = tell_replaced if _is_loose(meeting, pair) else tell_measures
    told = tell(upper, lower, meeting.slogans)
    # 不乱扔 → 乱扔 below 禁止下列行为： forbids the same.
    turned = (above is not None and above.forbids) != (lead is not None and lead.forbids)
    for change in told:
        # Edits that grew into one another over the end of a paragraph say nothing.
        runs_on = any("\n" in side.text for side in (change.old, change.new) if side)
        if not runs_on and not (turned and change.rule == NEGATION):
            yield change


def _measures(
    meeting: Meeting, above: tuple[Part, ...], below: tuple[Part, ...], said: tuple[str, str]
) -> tuple[Measure, Measure]:
    upper = Measure(meeting.upper, above, find_seams(meeting.upper, above), said[0])
    foreign = frozenset(
        j for p in below for j in range(p.start, p.end) if meeting.owners[j] not in (-1, meeting.number)
    )
    return upper, Measure(meeting.lower, below, find_seams(meeting.lower, below), said[1], foreign)


def _is_loose(meeting: Meeting, pair: Pair) -> bool:
    """Tell whether two parts share too little for their edits to mean anything: one took the place of the other."""
    from rapidfuzz import fuzz

    if len(pair.upper) > 1 or len(pair.lower) > 1:
        return False
    old, new = meeting.upper.of(pair.upper[0]), meeting.lower.of(pair.lower[0])
    if fuzz.ratio(old, new) >= _LOOSE:
        return False
    inside = _LEAST_DEED <= min(len(old), len(new)) <= _LONGEST_INSIDE
    return not inside or fuzz.partial_ratio(old, new, score_cutoff=_LOOSE) < _LOOSE


def _forbids(owed: Passage | None) -> bool:
    """Tell whether a measure is forbidden already: 不得浪费 below 禁止下列行为 is no stricter."""
    return owed is not None and any(word in owed.text for word in KEPT)


def _owed(script: Script, part: Part) -> Passage | None:
    """Return what a part says of the deed: 不得 or 不 with its verb, else all of it."""
    match = _NEGATED.match(script.of(part))
    return passage_of(script, Part(part.start, part.start + match.end()) if match else part)


def _tell_dropped(meeting: Meeting, dropped: Sequence[Part], said: str) -> Iterator[Change]:
    """Yield the parts that no passage has: the scope is narrower; a lone subject is an actor that is not named."""
    # A penalty that names the deed by its article's number need not say it.
    own = [p for p in dropped if not (meeting.punishes and _RESTATED.search(meeting.upper.of(p)))]
    told, plain = tell_slogan_parts(meeting.upper, own, meeting.slogans.upper, said, dropped=True)
    yield from told
    for run in _runs(plain):
        old = passage_of(meeting.upper, run)
        if old is not None and _DEFINED.match(old.text):
            continue
        if old is not None and len(run) <= _LONE and is_subject(old.text):
            yield Change(kind="actor", old=old, new=None, rule="subject.dropped")
        else:
            yield Change(kind="scope", old=old, new=None, direction="narrower", rule="part.dropped")


def _tell_added(meeting: Meeting, added: Sequence[Part], said: str) -> Iterator[Change]:
    """Yield the parts that the clause does not have: detail where they name something to hold it to, else scope."""
    slogans, plain = tell_slogan_parts(meeting.lower, added, meeting.slogans.lower, said, dropped=False)
    yield from slogans
    told = [(part, tell_added(passage, "part.added")) for part in plain if (passage := passage_of(meeting.lower, part))]
    for kind in ("actor", "detail", "scope"):
        for run in _runs([part for part, change in told if change.kind == kind]):
            passage = passage_of(meeting.lower, run)
            if passage is not None:
                yield tell_added(passage, "part.added")


def find_close(
    lower: Framed, pairs: Sequence[Pair], parts: Sequence[Part], foreign: Collection[Part]
) -> Iterator[Part]:
    """Yield the parts of sentences that are the clause's for the most; in others they are measures of their own."""
    paired = {p for pair in pairs for p in pair.lower}
    for home in dict.fromkeys(lower.homes.values()):
        own = [p for p in lower.parts if lower.homes[p] == home and p not in foreign]
        share = sum(len(p) for p in own if p in paired)
        if share >= _MOSTLY * sum(len(p) for p in own):
            yield from (p for p in own if p in parts)


def _runs(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts, those that follow one another as one."""
    start = end = -1
    for part in sorted(parts):
        if part.start != end:
            if end > 0:
                yield Part(start, end)
            start = part.start
        end = part.end
    if end > 0:
        yield Part(start, end)
