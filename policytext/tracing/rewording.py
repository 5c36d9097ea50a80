"""Changes of strength, bodies, items and detail between a clause and its passages, part by part."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from policytext.spans import Span
from policytext.tracing.bodies import concrete
from policytext.tracing.edits import Edit, find_edits
from policytext.tracing.frames import Frame, find_frame, is_subject, tell_strengths, tell_subjects
from policytext.tracing.items import join_items, split_items
from policytext.tracing.lead_ins import find_lead_in
from policytext.tracing.parts import (
    Pair,
    Pairing,
    Part,
    Script,
    choose_sentences,
    find_foreign,
    find_replaced,
    pair_parts,
)
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import PLAIN, Sides, passage_of, strength_of, tell_edit

_NEGATION = re.compile("不得?$|不[随乱]?$|不随意$")
_NEGATED = re.compile("(?:不得|不)[^不]{0,2}")
_PENALTY = re.compile("\\s*违反[^，。]{0,20}规定")
_NO = re.compile("^(?:不得|不)")
_LEAST_DEED = 4
"""Letters from which a deed is looked for in the whole local document."""
_LOOSE = 55.0
"""Share of letters in common, in hundredths, below which two parts are compared whole."""
_LEAST_SLOGAN = 3
_MOSTLY = 0.3
"""Share of a sentence's letters that are the clause's, from which the rest of it changes the clause."""
_RESTATED = re.compile("的$|^违反.*规定$")
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
    slogans: tuple[Sequence[Span], Sequence[Span]] = ((), ())
    """Where slogans (提法) stand in the directive and in the local document."""


def find_owners(findings: Sequence[Finding], size: int) -> list[int]:
    """Return the clause that each local letter is taken from, the one with the weightiest chain; -1 for none."""
    owners, best = [-1] * size, [0.0] * size
    chains = ((f.clause, chain) for f in findings for window in f.windows for chain in window.chains)
    for clause, chain in chains:
        for j in (j for run in chain.runs for j in range(run.local, run.local + run.length)):
            if chain.weight > best[j]:
                owners[j], best[j] = clause, chain.weight
    return owners


def is_mostly(span: Span, others: Sequence[Span]) -> bool:
    """Tell whether one of the others covers half of a span."""
    return any(2 * (min(span.end, o.end) - max(span.start, o.start)) >= len(span) for o in others)


def choose_passages(meeting: Meeting) -> tuple[Span, ...]:
    """Return the sentences to compare: the likest, and those that say what it leaves out of the clause."""
    above = meeting.upper.parts(meeting.clause)
    sentences = [meeting.lower.parts(s) for s in meeting.sentences]
    chosen = choose_sentences((meeting.upper, above), (meeting.lower, sentences), meeting.weights)
    return tuple(meeting.sentences[n] for n in chosen)


def find_rewordings(meeting: Meeting) -> Iterator[Change]:
    """Yield modality (情态), actor (主体), scope (范围) and detail (细化) changes, each with both its places."""
    upper = _Framed.of(meeting.upper, meeting.upper.parts(meeting.clause))
    lower = _Framed.of(meeting.lower, (part for s in meeting.sentences for part in meeting.lower.parts(s)))
    pairing = pair_parts((meeting.upper, upper.parts), (meeting.lower, lower.parts), meeting.weights)
    if not pairing.pairs:
        return
    if _is_lead_in(meeting.upper, meeting.clause) and any(_is_lead_in(meeting.lower, s) for s in meeting.sentences):
        yield from _tell_lead_ins(meeting, upper, lower)
        return
    said = ("".join(map(meeting.upper.of, upper.parts)), "".join(map(meeting.lower.of, lower.parts)))
    yield from _tell_frames(meeting, pairing, upper, lower)
    replaced = tuple(find_replaced(pairing, (meeting.upper, upper.parts), (meeting.lower, lower.parts)))
    for pair in pairing.pairs:
        yield from _tell_pair(meeting, pair, said)
    for old, new in replaced:
        yield from _tell_replaced(meeting, old, new)
    others = {part for both in replaced for part in both}
    foreign = set(find_foreign(pairing.added, meeting.owners, meeting.number))
    added = [p for p in pairing.added if p not in others | foreign and meeting.lower.of(p) not in said[0]]
    dropped = []
    for part in (p for p in pairing.dropped if p not in others and meeting.upper.of(p) not in said[1]):
        place = _find_elsewhere(meeting, part)
        if place is None:
            dropped.append(part)
        else:
            yield from _tell_forbidden(meeting, part, place)
    yield from _tell_dropped(meeting, dropped, said[1])
    yield from _tell_added(meeting, list(find_close(meeting, pairing.pairs, added, foreign)), said[0])


def _find_elsewhere(meeting: Meeting, part: Part) -> int | None:
    """Return the letter from which another passage of the local document has a part's deed; None where none has it."""
    deed = _NO.sub("", meeting.upper.of(part))
    found = meeting.lower.letters.text.find(deed) if len(deed) >= _LEAST_DEED else -1
    return found if found >= 0 else None


def _tell_forbidden(meeting: Meeting, part: Part, place: int) -> Iterator[Change]:
    """Yield what a lead-in made stricter: an item that was to be left undone is forbidden."""
    led = find_lead_in(meeting.upper.text, meeting.clause.start)
    lead = find_lead_in(meeting.lower.text, meeting.lower.letters.offsets[place])
    if lead is not None and lead.forbids and not (led and led.forbids):
        yield Change(kind="modality", old=_owed(meeting.upper, part), new=lead.passage, direction="raised")


@dataclass(frozen=True, slots=True)
class _Framed:
    """Parts without their frames, and the frame of each that has one."""

    parts: tuple[Part, ...]
    frames: Mapping[Part, Frame]

    @classmethod
    def of(cls, script: Script, parts: Iterable[Part]) -> "_Framed":
        """Return some parts of a document so."""
        told = [(part, find_frame(script, part)) for part in parts]
        bare = [(frame.rest if frame else part, frame) for part, frame in told]
        return cls(tuple(p for p, _ in bare if len(p) > 1), {p: f for p, f in bare if f})


def _tell_frames(meeting: Meeting, pairing: Pairing, upper: _Framed, lower: _Framed) -> Iterator[Change]:
    """Yield what became of who is bound, and how strongly: each frame against its measure's or its sentence's."""
    led = find_lead_in(meeting.upper.text, meeting.clause.start)
    for part, old in upper.frames.items():
        twins = next((pair.lower for pair in pairing.pairs if part in pair.upper), ())
        home = twins or next((pair.lower for pair in pairing.pairs), ())
        new = next((lower.frames[p] for p in twins if p in lower.frames), None)
        if new is None and home:
            new = _frame_before(meeting, lower, home[0])
        lead = find_lead_in(meeting.lower.text, meeting.lower.span(home[0]).start) if home else None
        if led is None and not (new is None and not twins):
            yield from tell_subjects(old.subject, new.subject if new else None)
        plain = max(PLAIN, strength_of(lead.passage.text)) if lead else PLAIN
        bare = new or (Frame(None, None, twins[0]) if twins else None)
        if (twins or new) and not (led and not (lead and lead.forbids) and plain > PLAIN):
            yield from tell_strengths(old, bare, plain, (meeting.upper, meeting.lower))
    if led is None:
        yield from _tell_new_frames(meeting, pairing, upper, lower)


def _tell_new_frames(meeting: Meeting, pairing: Pairing, upper: _Framed, lower: _Framed) -> Iterator[Change]:
    """Yield what the passage binds more or less than a clause that says nothing of it: 建立 → 探索建立."""
    for pair in pairing.pairs:
        new = next((lower.frames[p] for p in pair.lower if p in lower.frames), None)
        if new is None or any(p in upper.frames for p in pair.upper) or upper.frames:
            continue
        strength = new.strength
        if new.subject is None and new.word is not None and strength is not None and strength != PLAIN:
            yield Change(kind="modality", old=None, new=new.word, direction="raised" if strength > PLAIN else "lowered")


def _frame_before(meeting: Meeting, lower: _Framed, part: Part) -> Frame | None:
    """Return the last frame with a subject before a part in its sentence."""
    home = next((s for s in meeting.sentences if s.overlaps(meeting.lower.span(part))), None)
    if home is None:
        return None
    found = [f for p, f in lower.frames.items() if f.subject and f.subject.span in home and p <= part]
    return found[-1] if found else None


def _is_lead_in(script: Script, span: Span) -> bool:
    return span.of(script.text).rstrip().endswith(("：", ":"))


def _tell_lead_ins(meeting: Meeting, upper: _Framed, lower: _Framed) -> Iterator[Change]:
    """Yield what became of a list's lead-in: its strength, and whom it binds."""
    old, new = (next(iter(side.frames.values()), None) for side in (upper, lower))
    if old is not None:
        yield from tell_subjects(old.subject, new.subject if new else None)
    was, now = (frame.strength or PLAIN if frame else PLAIN for frame in (old, new))
    if was != now and upper.parts and lower.parts:
        start = old.word.span.start if old and old.word else meeting.upper.span(upper.parts[0]).start
        whole = Span(start, meeting.upper.span(upper.parts[-1]).end)
        said = passage_of(meeting.lower, lower.parts[-1])
        direction = "raised" if now > was else "lowered"
        yield Change(kind="modality", old=Passage(whole, whole.of(meeting.upper.text)), new=said, direction=direction)


def _tell_replaced(meeting: Meeting, old: Part, new: Part) -> Iterator[Change]:
    """Yield a part that another took the place of: the same measure in other words."""
    was, now = (strength_of(script.of(part)) for script, part in ((meeting.upper, old), (meeting.lower, new)))
    sides = passage_of(meeting.upper, old), passage_of(meeting.lower, new)
    if was != now:
        yield Change(kind="modality", old=sides[0], new=sides[1], direction="raised" if now > was else "lowered")
    elif concrete().search(meeting.lower.printed(new)):
        yield Change(kind="detail", old=sides[0], new=sides[1])


def _tell_pair(meeting: Meeting, pair: Pair, said: tuple[str, str]) -> Iterator[Change]:
    sides = Sides(meeting.upper, meeting.lower, pair.upper, pair.lower, *said)
    above = find_lead_in(meeting.upper.text, meeting.clause.start)
    lead = find_lead_in(meeting.lower.text, meeting.lower.span(pair.lower[0]).start)
    forbidden = lead is not None and lead.forbids and not (above and above.forbids)
    penal = bool(_PENALTY.match(meeting.upper.text, meeting.clause.start))
    if lead is not None and forbidden and not penal:
        yield Change(kind="modality", old=_owed(meeting.upper, pair.upper[0]), new=lead.passage, direction="raised")
    if _is_loose(meeting, pair):
        yield from _tell_replaced(
            meeting, Part(pair.upper[0].start, pair.upper[-1].end), Part(pair.lower[0].start, pair.lower[-1].end)
        )
        return
    above_parts, below_parts = (meeting.upper, pair.upper), (meeting.lower, pair.lower)
    own, shared = split_items(above_parts, below_parts, said)
    for span in join_items(meeting.upper, own[0]):
        yield Change(kind="scope", old=Passage(span, span.of(meeting.upper.text)), new=None, direction="narrower")
    for span in join_items(meeting.lower, own[1]):
        yield Change(kind="scope", old=None, new=Passage(span, span.of(meeting.lower.text)), direction="wider")
    without = ((*own[0], *shared[0]), (*own[1], *shared[1]))
    for edit in find_edits(above_parts, below_parts, without):
        # Below 禁止下列行为 an item needs no 不 of its own, nor 应当 where the list has it.
        if not (forbidden and _NEGATION.match(meeting.upper.of(edit.old))):
            yield from _tell_edit(meeting, edit, sides)


def _is_loose(meeting: Meeting, pair: Pair) -> bool:
    """Tell whether two parts share too little for their edits to mean anything: one took the place of the other."""
    from rapidfuzz import fuzz

    if len(pair.upper) > 1 or len(pair.lower) > 1:
        return False
    old, new = meeting.upper.of(pair.upper[0]), meeting.lower.of(pair.lower[0])
    whole = max(fuzz.ratio(old, new), fuzz.partial_ratio(old, new) if min(len(old), len(new)) >= _LEAST_DEED else 0.0)
    return whole < _LOOSE


def _tell_edit(meeting: Meeting, edit: Edit, sides: Sides) -> Iterator[Change]:
    """Yield what an edit changes; a slogan that one side alone has is that."""
    gone = list(find_own_slogans(meeting.upper, edit.old, meeting.slogans[0], sides.said_below))
    come = list(find_own_slogans(meeting.lower, edit.new, meeting.slogans[1], sides.said_above))
    if not gone and not come:
        yield from tell_edit(edit, sides)
    for old, new in zip_longest(gone, come):
        yield Change(kind="slogan", old=old, new=new, direction=None if old and new else "dropped" if old else "added")


def _owed(script: Script, part: Part) -> Passage | None:
    """Return what a part says of the deed: 不得 or 不 with its verb, else all of it."""
    match = _NEGATED.match(script.of(part))
    return passage_of(script, Part(part.start, part.start + match.end()) if match else part)


def _tell_dropped(meeting: Meeting, dropped: Sequence[Part], said: str) -> Iterator[Change]:
    """Yield the parts that no passage has: the scope is narrower; a lone subject is an actor that is not named."""
    # A penalty that names the deed by its article's number need not say it.
    penal = bool(_PENALTY.match(meeting.upper.text, meeting.clause.start))
    for run in _runs([p for p in dropped if not (penal and _RESTATED.search(meeting.upper.of(p)))]):
        slogans = list(find_own_slogans(meeting.upper, run, meeting.slogans[0], said))
        yield from (Change(kind="slogan", old=s, new=None, direction="dropped") for s in slogans)
        old = passage_of(meeting.upper, run)
        lone = old is not None and len(run) <= _LONE and is_subject(old.text)
        if not slogans:
            yield Change(kind="actor" if lone else "scope", old=old, new=None, direction=None if lone else "narrower")


def _tell_added(meeting: Meeting, added: Sequence[Part], said: str) -> Iterator[Change]:
    """Yield the parts that the clause does not have: detail where they name something to hold it to, else scope."""
    plain = []
    for part in added:
        slogans = list(find_own_slogans(meeting.lower, part, meeting.slogans[1], said))
        yield from (Change(kind="slogan", old=None, new=s, direction="added") for s in slogans)
        if not slogans:
            plain.append(part)
    firm = [part for part in plain if concrete().search(meeting.lower.printed(part))]
    for run in _runs(firm):
        yield Change(kind="detail", old=None, new=passage_of(meeting.lower, run))
    for run in _runs([part for part in plain if part not in firm]):
        yield Change(kind="scope", old=None, new=passage_of(meeting.lower, run), direction="wider")


def find_own_slogans(script: Script, part: Part, slogans: Sequence[Span], other: str) -> Iterator[Passage]:
    """Yield the slogans in some letters that the other side does not say."""
    if not len(part):
        return
    span = script.span(part)
    first = bisect_left(slogans, span.start, key=lambda s: s.start)
    last = span.start
    for slogan in slogans[max(0, first - 1) :]:
        if slogan.start >= span.end:
            break
        letters = "".join(c for c in slogan.of(script.text) if c.isalnum())
        if (
            slogan.start >= last - 1
            and slogan.end <= span.end + 1
            and len(letters) >= _LEAST_SLOGAN
            and letters not in other
        ):
            last = slogan.end
            yield Passage(slogan, slogan.of(script.text))


def find_close(
    meeting: Meeting, pairs: Sequence[Pair], parts: Sequence[Part], foreign: Collection[Part]
) -> Iterator[Part]:
    """Yield the parts of sentences that are the clause's for the most; in others they are measures of their own."""
    paired = {p for pair in pairs for p in pair.lower}
    for sentence in meeting.sentences:
        own = [p for p in meeting.lower.parts(sentence) if p not in foreign]
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
