"""Additions (新增): local clauses without counterpart in the directive."""

import itertools
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.findings.duties import is_designation
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.tracing.clauses import find_sentences
from policytext.tracing.sentence_index import find_runs, find_telling
from policytext.tracing.treatments import Finding, Local
from policytext.tracing.values import Addition, Passage, Status

_OWN = 0.25
"""Share of borrowed letters up to which a sentence, or a part between commas, is the document's own."""
_LEAST = 8
"""Letters of the shortest addition."""
_SHARED = 0.6
_COMMA = re.compile("[，：]")
_FRAME = re.compile(
    r"^(?:为|根据|按照|依据|现将).{0,400}(?:制定本|特制定|制定如下|提出(?:以下|如下)|现(?:就|将|结合)|通知如下|印发给你们)"
    r"|请.{0,14}(?:贯彻|遵照|认真)(?:落实|执行|贯彻执行|组织实施)。?$"
)


def find_additions(document: Document, local: Local, findings: Sequence[Finding]) -> Iterator[Addition]:
    """Yield a document's own sentences, and its own parts inside sentences that it took over, in order."""
    text = document.text.characters
    taken = _taken(local, findings)
    own = set(local.letters.offsets)
    for sentence in find_sentences(document):
        places = [o for o in range(sentence.start, sentence.end) if o in own]
        if len(places) < _LEAST or _FRAME.search(sentence.of(text)) or is_designation(sentence.of(text)):
            continue
        if sum(o in taken for o in places) <= _OWN * len(places):
            yield Addition(document=document.id, passage=Passage(sentence, sentence.of(text)))
            continue
        for part in _own_parts(text, sentence, taken, own):
            yield Addition(document=document.id, passage=Passage(part, part.of(text)))


def _taken(local: Local, findings: Sequence[Finding]) -> set[int]:
    offsets = local.letters.offsets
    # A clause found by its likeness has no runs: its sentence is taken whole.
    alike = {o for f in findings if not f.windows for p in f.spans for o in range(p.span.start, p.span.end)}
    return alike | {
        offsets[j]
        for finding in findings
        if finding.status is not Status.ABSENT
        for window in finding.windows
        for chain in window.chains
        for run in chain.runs
        for j in range(run.local, run.local + run.length)
    }


def _own_parts(text: str, sentence: Span, taken: set[int], own: set[int]) -> Iterator[Span]:
    """Yield runs of parts between commas that are the document's own."""
    edges = [sentence.start, *(m.end() for m in _COMMA.finditer(text, sentence.start, sentence.end)), sentence.end]
    start: int | None = None
    for first, last in itertools.pairwise(edges):
        places = [o for o in range(first, last) if o in own]
        mine = bool(places) and sum(o in taken for o in places) <= _OWN * len(places)
        if mine and start is None:
            start = first
        if start is not None and (not mine or last == sentence.end):
            end = last if mine else first
            bare = text[start:end].rstrip("，：。；")
            if sum(o in own for o in range(start, end)) >= _LEAST:
                yield Span(start, start + len(bare))
            start = None


def share_additions(additions: Mapping[str, Sequence[Addition]]) -> Iterator[Addition]:
    """Yield all additions, each with the ids of the other documents that have it too."""
    ids = tuple(additions)
    homes = _find_homes(additions.values())
    counts = defaultdict(int, {run: len(numbers) for run, numbers in homes.items()})
    # Where towns copy a paragraph from one another, the same runs are asked for again and again.
    holders: dict[frozenset[str], tuple[int, ...]] = {}
    for number, own in enumerate(additions.values()):
        for addition in own:
            runs = find_runs(addition.passage.text)
            if runs not in holders:
                holders[runs] = tuple(_find_holders(runs, homes, counts))
            yield replace(addition, shared_with=tuple(ids[n] for n in holders[runs] if n != number))


def _find_holders(runs: frozenset[str], homes: "Mapping[str, array[int]]", counts: Mapping[str, int]) -> Iterator[int]:
    """Yield the numbers of the documents that have enough of some runs, in order."""
    common = [homes[run] for run in runs if run in homes]
    likely = {n for run in find_telling(runs, counts, _SHARED) for n in homes.get(run, ())}
    yield from (n for n in sorted(likely) if sum(_has(own, n) for own in common) >= _SHARED * len(runs))


def _find_homes(additions: Collection[Sequence[Addition]]) -> "dict[str, array[int]]":
    """Return the numbers of the documents that have each run of letters, in order; of a run that one has alone none."""
    import numpy

    # Most runs are one document's own: their hashes, 8 bytes each, tell which are not worth keeping.
    hashes = [numpy.array([hash(run) for run in _runs(own)], dtype=numpy.int64) for own in additions]
    seen, counts = numpy.unique(numpy.concatenate([*hashes, numpy.empty(0, numpy.int64)]), return_counts=True)
    several = set(seen[counts > 1].tolist())
    homes: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, own in enumerate(additions):
        for run in _runs(own):
            if hash(run) in several:
                homes[run].append(number)
    return homes


def _runs(additions: Sequence[Addition]) -> set[str]:
    return {run for addition in additions for run in find_runs(addition.passage.text)}


def _has(numbers: "array[int]", number: int) -> bool:
    """Tell whether a number is among some that stand in order."""
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
