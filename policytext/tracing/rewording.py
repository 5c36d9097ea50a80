"""Changes of strength, bodies, items and detail between a clause and its passages, part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.edits import find_edits
from policytext.tracing.parts import Pair, Part, Script, find_foreign, pair_parts, split_parts
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Change
from policytext.tracing.wording import Sides, is_body, passage_of, strength_of, tell_edit

_CONCRETE = re.compile(
    r"\d|[一二三四五六七八九十百千万]+[个名次处家项户年月元]|方式|形式|经费|预算|资金|补贴|津贴|制度|平台|机制|办法|实施意见|领导小组|小组|专家库|清单|中心|评选|[馆库站]|[防避]止|[“《]"
)


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
    below = tuple(part for s in meeting.sentences for part in split_parts(meeting.lower, s))
    pairing = pair_parts((meeting.upper, above), (meeting.lower, below), meeting.weights)
    for pair in pairing.pairs:
        yield from _tell_pair(meeting, pair)
    foreign = set(find_foreign(pairing.added, meeting.owners, meeting.number))
    added = [part for part in pairing.added if part not in foreign]
    yield from _tell_lone(meeting, list(pairing.dropped), added, pairing.pairs)


def _tell_pair(meeting: Meeting, pair: Pair) -> Iterator[Change]:
    sides = Sides(meeting.upper, meeting.lower, pair.upper, pair.lower)
    for edit in find_edits((meeting.upper, pair.upper), (meeting.lower, pair.lower)):
        yield from tell_edit(edit, sides)


def _tell_lone(
    meeting: Meeting, dropped: Sequence[Part], added: Sequence[Part], pairs: Sequence[Pair]
) -> Iterator[Change]:
    """Yield parts without counterpart: dropped ones are narrower scope, added ones wider scope or detail."""
    for run in _runs(dropped):
        old = passage_of(meeting.upper, run)
        if old is not None and is_body(old.text) and len(run) <= 6:
            yield Change(kind="actor", old=old, new=None)
        elif strength_of(meeting.upper.of(run)) and old is not None:
            yield Change(kind="scope", old=old, new=None, direction="narrower")
    touched = [p for pair in pairs for p in pair.lower]
    for run in _runs(added):
        new = passage_of(meeting.lower, run)
        if new is None or not _is_near(meeting, new.span, touched):
            continue
        detail = _CONCRETE.search(new.text)
        yield Change(kind="detail" if detail else "scope", old=None, new=new, direction=None if detail else "wider")


def _runs(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts, those that follow one another as one."""
    start = end = -1
    for part in sorted(parts):
        if part.start == end:
            end = part.end
            continue
        if end > 0:
            yield Part(start, end)
        start, end = part.start, part.end
    if end > 0:
        yield Part(start, end)


def _is_near(meeting: Meeting, span: Span, touched: Sequence[Part]) -> bool:
    """Tell whether a paired part stands in the same sentence."""
    home = next((s for s in meeting.sentences if s.overlaps(span)), None)
    return home is not None and any(meeting.lower.span(p).overlaps(home) for p in touched)
