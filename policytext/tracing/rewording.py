"""Changes of strength, bodies, items and detail between a clause and its passages, part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.edits import find_edits
from policytext.tracing.lead_ins import find_lead_in
from policytext.tracing.parts import Pair, Part, Script, choose_sentences, find_foreign, pair_parts, split_parts
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import Sides, is_body, passage_of, tell_edit

_CONCRETE = re.compile(
    r"\d|[一二三四五六七八九十百千万]+[个名次处家项户年月元]|方式|形式|经费|预算|资金|补贴|津贴|制度|平台|机制|办法|实施意见|领导小组|小组|专家库|清单|中心|评选|[馆库站]|[防避]止|[“《]"
)

_NEGATION = re.compile("不得?$|不[随乱]?$|不随意$")
_NEGATED = re.compile("(?:不得|不)[^不]{0,2}")
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


def find_rewordings(meeting: Meeting) -> Iterator[Change]:
    """Yield modality (情态), actor (主体), scope (范围) and detail (细化) changes, each with both its places."""
    above = tuple(split_parts(meeting.upper, meeting.clause))
    sentences = [tuple(split_parts(meeting.lower, s)) for s in meeting.sentences]
    chosen = choose_sentences((meeting.upper, above), (meeting.lower, sentences), meeting.weights)
    below = tuple(part for n in chosen for part in sentences[n])
    pairing = pair_parts((meeting.upper, above), (meeting.lower, below), meeting.weights)
    said = ("".join(map(meeting.upper.of, above)), "".join(map(meeting.lower.of, below)))
    for pair in pairing.pairs:
        yield from _tell_pair(meeting, pair, said)
    if not pairing.pairs:
        return
    foreign = set(find_foreign(pairing.added, meeting.owners, meeting.number))
    yield from _tell_dropped(meeting, [p for p in pairing.dropped if meeting.upper.of(p) not in said[1]])
    yield from _tell_added(meeting, [p for p in pairing.added if p not in foreign and meeting.lower.of(p) not in said[0]])


def _tell_pair(meeting: Meeting, pair: Pair, said: tuple[str, str]) -> Iterator[Change]:
    sides = Sides(meeting.upper, meeting.lower, pair.upper, pair.lower, *said)
    lead = find_lead_in(meeting.lower.text, meeting.lower.span(pair.lower[0]).start)
    forbidden = lead is not None and lead.forbids
    if lead is not None and forbidden:
        above = find_lead_in(meeting.upper.text, meeting.clause.start)
        if above is None or not above.forbids:
            old = _owed(meeting.upper, pair.upper[0])
            yield Change(kind="modality", old=old, new=lead.passage, direction="raised")
    for edit in find_edits((meeting.upper, pair.upper), (meeting.lower, pair.lower)):
        # Below 禁止下列行为 an item needs no 不 of its own.
        if not (forbidden and _NEGATION.match(meeting.upper.of(edit.old))):
            yield from tell_edit(edit, sides)


def _owed(script: Script, part: Part) -> Passage | None:
    """Return what a part says of the deed: 不得 or 不 with its verb, else all of it."""
    match = _NEGATED.match(script.of(part))
    return passage_of(script, Part(part.start, part.start + match.end()) if match else part)


def _tell_dropped(meeting: Meeting, dropped: Sequence[Part]) -> Iterator[Change]:
    """Yield the parts that no passage has: the scope is narrower; a lone subject is an actor that is not named."""
    for run in _runs(dropped):
        old = passage_of(meeting.upper, run)
        lone = old is not None and len(run) <= _LONE and is_body(old.text)
        yield Change(kind="actor" if lone else "scope", old=old, new=None, direction=None if lone else "narrower")


def _tell_added(meeting: Meeting, added: Sequence[Part]) -> Iterator[Change]:
    """Yield the parts that the clause does not have: detail where they name something to hold it to, else scope."""
    for run in _runs(added):
        new = passage_of(meeting.lower, run)
        detail = new is not None and _CONCRETE.search(new.text)
        yield Change(kind="detail" if detail else "scope", old=None, new=new, direction=None if detail else "wider")


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
