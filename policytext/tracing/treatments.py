"""Treatments (落实方式): verbatim, adapted or absent, each with the passages that show it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from policytext.spans import Span, merge_spans
from policytext.structure.document import Document
from policytext.tracing.alignment import (
    Chain,
    Directive,
    Window,
    find_breaks,
    find_owners,
    find_windows,
    passage_of,
    weigh,
)
from policytext.tracing.hunks import MOST_EDITS, Hunk, Printed, changes_strength, find_hunks, is_same_figure, says_same
from policytext.tracing.letters import Breaks, Letters, fold_letters
from policytext.tracing.marks import without_asides
from policytext.tracing.values import Clause, Passage, Status

EVIDENCE = 4.4
"""Evidence from which a clause counts as carried over, in letters of unique wording beyond what chance brings."""
WHOLE = 0.75
"""Share of a short clause that carries it over however little it weighs."""
LEAST_MET = 0.5
"""Score of a clause that is met by what it cites, or by its place, whatever the wording shares."""
_LEAST_WOVEN = 6
_LEAST_COVERED = 0.6
_MOST_PREFIX = 8
_SLACK = 8
_LEAST_MORE = 2.6
_LEAST_CHAIN = 0.8
_MOSTLY_FORMULA = 0.6
"""Share of the letters carried over that are of formulae, from which a treatment is formulaic."""
_MORE = 0.12
"""A further passage is told if it has this share of the best one's evidence."""
_MOST_PASSAGES = 5
_LEAST_SAID = 2.0
"""Weight of the clause's letters that a sentence within a passage adds to those of the others."""
_LEAST_NEW = 5.0
"""Weight of the clause's letters that a further passage adds to those before it."""
_TITLE = re.compile(r"《[^《》]{8,200}》")
_ENDS = "。！？；!?;"
CONDITION = re.compile(
    r"^(?:有条件的|经[\u4e00-\u9fff]{1,16}(?:批准|同意|核准|许可)|除[^，。；]{1,24}外|但|不含|不包括)|除外$"
    r"|^(?:到|于)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|[年月]?底)?(?:之|以)?前$"
)
"""What bounds a measure from before or behind its comma: 有条件的村，…; …，外来人员除外; 6月底前，…."""
DUTY = re.compile(
    r"^由[\u4e00-\u9fff]{2,16}(?:牵头|负责|配合|落实)|^(?:牵头|责任|配合)(?:单位|部门)|[\u4e00-\u9fff]{2,12}牵头$"
)
"""What names a duty-holder beside a measure: …，由镇民政办牵头."""
_EXCEPTED = re.compile("[（(](?:不含|不包括)|除外[）)]")
_MORE_ITEMS = re.compile("[”’」』）]?(?:、|和|及|以及)")


@dataclass(frozen=True, slots=True)
class Local:
    """A local document made ready for tracing."""

    id: str
    text: str
    letters: Letters = field(repr=False)
    breaks: Breaks = field(repr=False)
    """Positions of letters that a comma or a stop stands before."""
    sentence: Sequence[int] = field(repr=False)
    """Number of the sentence that each letter stands in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a local document made of one clause, before changes are told."""

    clause: int
    status: Status
    score: float
    formulaic: bool
    windows: tuple[Window, ...]
    spans: tuple[Passage, ...]
    likely: float | None = None
    """How likely signs make it; None where they were not asked."""


def prepare_local(document: Document) -> Local:
    """Return what tracing needs of a local document: its prose, a carrier's and cited titles left out."""
    text = document.text.characters
    letters = fold_letters(text, without_asides(text, _own_wording(document)))
    edges = [0, *letters.behind(text, _ENDS + "\n"), len(letters)]
    numbers = [number for number, (start, end) in enumerate(pairwise(edges)) for _ in range(start, end)]
    return Local(document.id, text, letters, find_breaks(letters, text), numbers)


def _own_wording(document: Document) -> Iterator[Span]:
    """Yield the prose of the document, or of what it carries, between the titles in 《》."""
    for span in document.prose():
        if document.attachment_start is not None and span.end <= document.attachment_start:
            continue
        start = span.start
        for title in _TITLE.finditer(document.text.characters, span.start, span.end):
            yield Span(start, title.start())
            start = title.end()
        yield Span(start, span.end)


def find_treatments(
    directive: Directive,
    clauses: Sequence[Clause],
    local: Local,
    admits: Callable[[int, Span], bool] = lambda _, __: True,
) -> tuple[Finding, ...]:
    """Return what a local document made of each clause, in the clauses' order.

    Parameters
    ----------
    directive : Directive
    clauses : sequence of Clause
    local : Local
    admits : callable, optional
        Whether a stretch of the local text may carry the clause of a number. A clause that is carried by none but
        others is looked for among those that may.
    """
    windows = find_windows(directive, local.letters, local.breaks)
    place = local, find_owners((window for own in windows.values() for window in own), len(local.letters))
    findings = []
    for n, clause in enumerate(clauses):
        found = windows.get(n, ())
        finding = _judge(directive, n, clause, found, place)
        if finding.spans and not any(admits(n, passage.span) for passage in finding.spans):
            other = _judge(directive, n, clause, tuple(_admitted(found, local, admits)), place)
            finding = other if other.spans else finding
        findings.append(finding)
    return tuple(findings)


def _admitted(windows: Sequence[Window], local: Local, admits: Callable[[int, Span], bool]) -> Iterator[Window]:
    """Yield the passages with what is admitted of them, those with most evidence first."""
    kept = []
    for window in windows:
        own = [c for c in window.chains if admits(window.clause, local.letters.span(c.start, c.end))]
        kept += [Window(window.clause, tuple(own))] if own else []
    yield from sorted(kept, key=lambda window: -window.evidence)


def _judge(
    directive: Directive, n: int, clause: Clause, windows: Sequence[Window], place: tuple[Local, list[int]]
) -> Finding:
    if not windows:
        return Finding(n, Status.ABSENT, 0.0, False, (), ())
    local, _ = place
    start, end = directive.bounds[n]
    covered = {i for w in windows for i in w.covered}
    whole = weigh(directive, range(start, end))
    share = weigh(directive, covered) / whole if whole else 0.0
    best = windows[0].evidence
    single = weigh(directive, windows[0].covered) / whole if whole else 0.0
    if best < EVIDENCE and single < WHOLE:
        return Finding(n, Status.ABSENT, round(share, 4), False, (), ())
    told = tuple(_worth_telling(directive, windows[:_MOST_PASSAGES], max(_LEAST_MORE, _MORE * best)))
    verbatim = _verbatim_span(directive, n, clause, windows, place)
    spans = [verbatim] if verbatim else list(_passages(local, _without_repeats(directive, told, local)))
    passages = tuple(Passage(s, s.of(local.text)) for s in merge_spans(spans))
    carried = {i for w in told for i in w.covered}
    formula = len(carried & directive.formulae) >= _MOSTLY_FORMULA * len(carried)
    status = Status.VERBATIM if verbatim else Status.ADAPTED
    return Finding(n, status, round(min(1.0, share), 4), formula, told, passages)


def _worth_telling(directive: Directive, windows: Sequence[Window], least: float) -> Iterator[Window]:
    """Yield the best passage, and each further one that carries enough of the clause which those before it do not."""
    carried: set[int] = set()
    for window in windows:
        more = window.covered - carried
        if not carried or (window.evidence >= least and weigh(directive, more) >= _LEAST_NEW):
            carried |= window.covered
            yield window


def _without_repeats(directive: Directive, windows: Sequence[Window], local: Local) -> Iterator[Window]:
    """Yield the passages without the sentences that say little of the clause but what others of them say."""
    rows: dict[int, list[Chain]] = defaultdict(list)
    for chain in (chain for window in windows for chain in window.chains):
        rows[local.sentence[chain.start]].append(chain)
    carried: set[int] = set()
    kept: set[Chain] = set()
    whole = [(Window(windows[0].clause, tuple(chains)).covered, chains) for chains in rows.values()]
    for covered, chains in sorted(whole, key=lambda row: (-weigh(directive, row[0]), row[1][0].start)):
        if not carried or weigh(directive, covered - carried) >= _LEAST_SAID:
            carried |= covered
            kept.update(chains)
    for window in windows:
        own = tuple(chain for chain in window.chains if chain in kept)
        if own:
            yield Window(window.clause, own)


def _passages(local: Local, windows: Iterable[Window]) -> Iterator[Span]:
    """Yield the places of the chains that are evidence; what merely stands between them is left out."""
    for window in windows:
        chains = [c for c in window.chains if c.evidence >= _LEAST_CHAIN] or list(window.chains)
        for chain in chains:
            yield passage_of(local.text, local.letters, chain.start, chain.end)


def _verbatim_span(
    directive: Directive, n: int, clause: Clause, windows: Sequence[Window], place: tuple[Local, list[int]]
) -> Span | None:
    """Return the stretch that says the whole clause, in order, in one sentence; None where there is none."""
    local, owners = place
    start, end = directive.bounds[n]
    letters = directive.letters.text[start:end]
    printed = Printed(clause.text, [o - clause.span.start for o in directive.letters.offsets[start:end]])
    alone = (Window(n, (chain,)) for window in windows[:1] for chain in window.chains)
    for window in (*windows, *_in_one_sentence(windows, local), *alone):
        if len(window.covered) < _LEAST_COVERED * len(letters) or _goes_on(window, end, place):
            continue
        if _is_bounded(window, clause, place):
            continue
        first, last = stretch_of(window, start, end, local)
        passage = local.letters.text[first:last]
        hunks = [h for h in find_hunks(letters, passage) if not is_edge(h, passage)]
        here = Printed(local.text, local.letters.offsets[first:last])
        edits = [h for h in hunks if not (_is_woven(h, first, n, place) or is_same_figure(h, printed, here))]
        within = {local.sentence[j] for j in range(first, last) if owners[j] == n}
        if (
            says_same((letters, printed), (passage, here), edits)
            and len(within) == 1
            and not changes_strength(letters, _without_woven(passage, hunks, edits))
        ):
            return passage_of(local.text, local.letters, window.start, window.end)
    return None


def _goes_on(window: Window, end: int, place: tuple[Local, list[int]]) -> bool:
    """Tell whether more items of the document's own follow the clause's last one: 按单备料、错峰出餐."""
    local, owners = place
    behind, offsets = window.end, local.letters.offsets
    if max(window.covered) != end - 1 or behind == len(offsets) or owners[behind] != -1:
        return False
    return _MORE_ITEMS.match(local.text, offsets[behind - 1] + 1, offsets[behind] + 2) is not None


def _is_bounded(window: Window, clause: Clause, place: tuple[Local, list[int]]) -> bool:
    """Tell whether the document bounds the measure by a condition, an exception or a date of its own beside it."""
    local, owners = place
    breaks, letters = local.breaks, local.letters.text
    home = passage_of(local.text, local.letters, window.start, window.end)
    if _EXCEPTED.search(home.of(local.text)) and not _EXCEPTED.search(clause.text):
        return True
    first, last = local.letters.position(home.start), local.letters.position(home.end)
    before, behind = breaks.before(first), breaks.behind(last, len(letters))
    edges = [before, *breaks.between(before, behind), behind]
    own = fold_letters(clause.text).text
    for start, end in pairwise(edges):
        if start >= end or local.sentence[start] != local.sentence[window.start]:
            continue
        part, inside = letters[start:end], first <= start and end <= last
        if DUTY.search(part) and (part not in own if inside else owners[start] == -1):
            return True
        if CONDITION.search(part) and not inside and owners[start] == -1:
            return True
    return False


def _in_one_sentence(windows: Sequence[Window], local: Local) -> tuple[Window, ...]:
    """Return the best passage's sentence-mates with it as one: another clause may be woven in between them."""
    if not windows:
        return ()
    home = local.sentence[windows[0].start]
    mates = [w for w in windows if local.sentence[w.start] == home == local.sentence[w.end - 1]]
    chains = sorted((c for w in mates for c in w.chains), key=lambda c: c.start)
    return (Window(windows[0].clause, tuple(chains)),) if len(mates) > 1 else ()


def stretch_of(window: Window, start: int, end: int, local: Local) -> tuple[int, int]:
    """Return the local letters that the clause takes, with its unmatched ends and the words up to the comma."""
    covered = window.covered
    head, tail = min(covered) - start, end - 1 - max(covered)
    # An item may have been put in before the clause's end: …服务承诺、流动服务等制度.
    first = max(0, window.start - head)
    last = min(len(local.letters), window.end + tail + (_SLACK if tail else 0))
    comma = local.letters.position(passage_of(local.text, local.letters, first, last).start)
    return (comma if first - comma <= _MOST_PREFIX else first), last


def is_edge(hunk: Hunk, passage: str) -> bool:
    """Tell whether an insertion lies outside the clause; words before it within its comma belong to it (探索建立…)."""
    long = len(hunk.new) > MOST_EDITS
    return not hunk.old and ((hunk.local_start == 0 and long) or hunk.local_end == len(passage))


def _is_woven(hunk: Hunk, first: int, n: int, place: tuple[Local, list[int]]) -> bool:
    """Tell whether an insertion is another clause's measure, woven in from comma to comma."""
    local, owners = place
    start, end = first + hunk.local_start, first + hunk.local_end
    if hunk.old or len(hunk.new) < _LEAST_WOVEN or not (start in local.breaks and end in local.breaks):
        return False
    return sum(owners[j] not in (-1, n) for j in range(start, end)) >= 0.7 * len(hunk.new)


def _without_woven(passage: str, hunks: Sequence[Hunk], edits: Sequence[Hunk]) -> str:
    woven = [h for h in hunks if h not in edits]
    for hunk in reversed(woven):
        passage = passage[: hunk.local_start] + passage[hunk.local_end :]
    return passage


def meet(finding: Finding, clause: Clause, passages: tuple[Passage, ...]) -> Finding:
    """Return a finding met by some passages: verbatim where one is the clause, or they are it letter by letter."""
    letters = "".join(fold_letters(passage.text).text for passage in passages)
    same = fold_letters(clause.text).text == letters or (
        len(passages) == 1 and is_verbatim(clause.text, passages[0].text)
    )
    return put(finding, Status.VERBATIM if same else Status.ADAPTED, max(finding.score, LEAST_MET), passages)


def put(finding: Finding, status: Status, score: float, passages: tuple[Passage, ...]) -> Finding:
    """Return a finding in other passages than alignment or signs found it in."""
    return replace(finding, status=status, score=score, windows=(), spans=passages, likely=None)


def drop(finding: Finding) -> Finding:
    """Return a finding as absent after all."""
    return put(finding, Status.ABSENT, finding.score, ())


def is_verbatim(clause: str, passage: str) -> bool:
    """Tell whether a passage is the whole clause, but for three letters at the most and none of substance."""
    own, local = (fold_letters(text, without_asides(text, [Span(0, len(text))])) for text in (clause, passage))
    if not own.text or not local.text:
        return False
    above, below = (own.text, Printed(clause, own.offsets)), (local.text, Printed(passage, local.offsets))
    edits = [h for h in find_hunks(own.text, local.text) if not is_same_figure(h, above[1], below[1])]
    return says_same(above, below, edits) and not changes_strength(own.text, local.text)
