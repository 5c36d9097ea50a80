"""Parallel slogans (排比式提法): three or more members of one length that are alike in form.

A list of nouns may have members of one length as well (劳动就业、社会保障…); the members of a slogan also share a
frame (人人参与、人人尽力…), or are predicates (和谐有序、绿色文明…), or curt calls (稳增长、促改革…).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from policytext.findings.numeral_slogans import is_numeral_slogan
from policytext.findings.values import Slogan
from policytext.findings.vocabulary import closes, opens, word_class
from policytext.spans import Span

_STRETCH = re.compile(r"[\u4e00-\u9fff、，,]{11,}")
_MARK = re.compile("[、，,和与及]")
_SEPARATORS = ("，,", "、，,", "、，,和与及")
_JOINERS = frozenset("和与及")
_SHORTEST = 3
_LONGEST = 9
_LONGEST_PREDICATE = 6
_LONGEST_GROUP = 2 * _LONGEST + 1
_COMMON_TAILS = frozenset("员者性力率度权品物区型类")
_PREFIXES = frozenset("全同共自互一")
"""Heads that also open common nouns: they count alone (全网共享, not 全民健身), and in four letters or more."""
_EVEN = frozenset({"predicates", "numeral member"})
"""Rules that trust the members' words alone: a change of separator then ends the run."""
_FRAME_WORDS = frozenset("在以为于同让有更不")
_AROUND = frozenset("于为有在以")
"""What may open a shared tail behind a shared head: 问需⟦于民⟧."""
_PREDICATE = re.compile(r"以.[带促养补兴助护].$")


_Segment = tuple[int, int]
"""Start and end of a member; a value of its own for each of thousands would take most of the time."""


_Around = tuple[tuple[int, ...], tuple[int, ...]]
"""The cuts about a run's first member and its last: they tell it from the same segments in another division."""


class _Run(NamedTuple):
    """Segments of one length in a row, with what may be cut from their neighbours."""

    members: tuple[_Segment, ...]
    left_open: bool = False
    """The first member is cut from a longer segment, and no governing verb stands before it."""
    right_open: bool = False


def find_parallels(text: str) -> Iterator[Slogan]:
    """Yield the parallel slogans of a text, in order of each way to divide it; they may overlap."""
    for stretch in _STRETCH.finditer(text):
        marks = [(mark.start(), mark.group()) for mark in _MARK.finditer(text, *stretch.span())]
        known, seen = 0, set[_Around]()
        for separators in _SEPARATORS if len(marks) > 1 else ():
            cuts = [place for place, mark in marks if mark in separators]
            if len(cuts) > max(1, known):  # As many cuts as before are the same cuts.
                yield from _find_runs(text, [stretch.start() - 1, *cuts, stretch.end()], seen)
            known = len(cuts)


def _find_runs(text: str, cuts: Sequence[int], seen: set[_Around]) -> Iterator[Slogan]:
    """Yield the slogans among segments of one length in a row, but for those `seen` in another division."""
    for first, last in _list_runs(cuts):
        if first == last and _is_loose(text, cuts, first):
            continue
        around = tuple(cuts[max(0, first - 1) : first + 1]), tuple(cuts[last + 1 : last + 3])
        found = _best(text, cuts, first, last) if around not in seen else None
        seen.add(around)
        if found:
            yield found


def _is_loose(text: str, cuts: Sequence[int], middle: int) -> bool:
    """Tell whether a member longer than three stands between two segments that are open: no rule holds them."""
    start, end = cuts[middle], cuts[middle + 1]
    size = end - start - 1
    if size <= _SHORTEST:
        return False
    left_open = not closes(text[cuts[middle - 1] + 1 : start - size], "governor")
    return left_open and not opens(text[end + 1 + size : cuts[middle + 2]], "follower")


def _list_runs(cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last segment of each run that gives three members, its longer neighbours' ends counted."""
    sizes = [end - start - 1 for start, end in pairwise(cuts)]
    sizes.append(0)
    runs = []
    first = before = 0
    for place, size in enumerate(sizes):
        own = sizes[first]
        if size == own:
            continue
        if 3 <= own <= _LONGEST_GROUP and place - first + (before > own) + (size > own) >= 3:
            runs.append((first, place - 1))
        first, before = place, own
    return runs


def _best(text: str, cuts: Sequence[int], first: int, last: int) -> Slogan | None:
    for run in _widenings(text, cuts, first, last):
        # 和 may join the last two members only: else two pairs would pass for a run.
        joints = "".join([text[end] for _, end in run.members[:-1]])
        if not _JOINERS.isdisjoint(joints[:-1]):
            continue
        members = tuple([text[start:end] for start, end in run.members])
        rule = _rule_of(members, run)
        if rule in _EVEN and not set(joints) <= {joints[0], *_JOINERS}:
            continue
        if rule:
            span = Span(run.members[0][0], run.members[-1][1])
            kind = "numeral" if rule == "shared head" and members[0][0] == "一" else "parallel"
            return Slogan(span=span, text=span.of(text), kind=kind, members=members, rule=f"parallel:{rule}")
    return None


def _widenings(text: str, cuts: Sequence[int], first: int, last: int) -> Iterator[_Run]:
    """Yield the run with its neighbours' ends, with one of them, and without."""
    size = cuts[first + 1] - cuts[first] - 1
    run = tuple([(start + 1, start + 1 + size) for start in cuts[first : last + 1]])
    left: tuple[_Segment, ...] = ()
    right: tuple[_Segment, ...] = ()
    left_open = right_open = False
    if first > 0 and cuts[first] - cuts[first - 1] - 1 > size:
        start, end = cuts[first - 1] + 1, cuts[first]
        left, left_open = ((end - size, end),), not closes(text[start : end - size], "governor")
    if last + 2 < len(cuts) and cuts[last + 2] - cuts[last + 1] - 1 > size:
        start, end = cuts[last + 1] + 1, cuts[last + 2]
        right = ((start, start + size),)
        right_open = not opens(text[start + size : end], "follower")
    if left and right:
        yield _Run(left + run + right, left_open, right_open)
    if left and len(run) > 1:
        yield _Run(left + run, left_open)
    if right and len(run) > 1:
        yield _Run(run + right, right_open=right_open)
    if len(run) > 2:
        yield _Run(run)


def _may_hold(members: Sequence[str], run: _Run) -> bool:
    """Tell by a letter or two whether a rule may hold an open run: few are left for the rules themselves."""
    if len(members[0]) <= _SHORTEST:
        return True
    if run.right_open:
        return not run.left_open and members[0].endswith(_tails())
    return not run.left_open or members[0][0] == members[1][0]


def _rule_of(members: Sequence[str], run: _Run) -> str | None:
    if not _may_hold(members, run):
        return None
    shared = "".join([c[0] if c.count(c[0]) == len(c) else "\0" for c in zip(*members, strict=True)])
    if "、" in "".join(members):
        return "groups" if shared.count("、") and len(_head(shared)) >= 2 and not run.right_open else None
    if len(members[0]) > _LONGEST or len(set(members)) < len(members):
        return None
    if _is_valued(members, run):
        return "adjectives"
    return _shared_rule(shared, run) or _word_rule(members, run)


def _head(shared: str) -> str:
    return shared.partition("\0")[0]


def _shared_rule(shared: str, run: _Run) -> str | None:
    head, tail = _head(shared), shared.rpartition("\0")[2]
    inner = shared[len(head) : len(shared) - len(tail)].split("\0")
    if _is_head(head, len(shared)) and not run.right_open and (head not in _PREFIXES or not run.left_open):
        return "shared head"
    if any(_is_frame(shared_part) for shared_part in inner) and not run.right_open and not run.left_open:
        return "shared frame"
    if head and tail[:1] in _AROUND and not run.right_open:
        return "shared frame"
    if tail.endswith(_tails()) and not tail.endswith("文化") and (not run.left_open or len(shared) == 3):
        return "shared tail"
    return None


@cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(word_class("shared_tail")))


def _is_head(head: str, size: int) -> bool:
    if head in _PREFIXES:
        return size > 3
    return bool(head) and head.startswith(_heads())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(word_class("shared_head") - _PREFIXES))


def _is_frame(shared: str) -> bool:
    """Tell a frame (服务⟦在基层⟧拓展, 民心⟦在基层⟧凝聚) from a shared noun (掌握⟦协商⟧方法, 提高⟦协商⟧能力)."""
    return shared in word_class("shared_inner") or shared[:1] in _FRAME_WORDS


def _curt_rule(members: Sequence[str], run: _Run) -> str | None:
    if _is_varied(members):
        return "varied words"
    curt = all(m[0] in word_class("curt_verb") for m in members) and not run.right_open
    alike = len({m[-1] for m in members}) == 1 or any(m[-1] in _COMMON_TAILS for m in members)
    return "curt calls" if curt and not alike else None


def _is_varied(members: Sequence[str]) -> bool:
    """Tell whether three-character members turn two words over and over: 爱读书、读好书、善读书."""
    common = set.intersection(*map(set, members))
    verbs = word_class("single_verb") | word_class("curt_verb") | {"不"}
    return len(common) >= 2 and len({m[:2] for m in members}) > 1 and all(m[0] in verbs for m in members)


def _is_relayed(members: Sequence[str]) -> bool:
    """Tell whether each of several parties does its own with the same thing: 群众点单、社区派单、党员接单."""
    ends = {m[-1] for m in members}
    verbs = {m[-2] for m in members}
    return (
        len(ends) == 1 and len(verbs) == len(members) and verbs <= word_class("single_verb") | word_class("curt_verb")
    )


def _is_valued(members: Sequence[str], run: _Run) -> bool:
    """Tell whether each member ends in an adjective of its own: 农业强、农村美、农民富.

    In members of even length the last two characters are a word (科技⟦创新⟧).
    """
    if run.left_open or run.right_open or len(members[0]) % 2 == 0:
        return False
    ends = {m[-1] for m in members}
    return len(ends) > 1 and ends <= word_class("adjective")


def _word_rule(members: Sequence[str], run: _Run) -> str | None:
    if len(members[0]) == 3:
        return _curt_rule(members, run)
    if run.left_open or run.right_open or len({m[-2:] for m in members}) == 1:
        return None
    if len(members[0]) == 4 and _is_relayed(members):
        return "shared object"
    if any(is_numeral_slogan(m) for m in members):
        return "numeral member"
    if len(members[0]) > _LONGEST_PREDICATE or any(opens(m, "governor") and len(m) > 4 for m in members):
        return None
    predicates = sum(m[-2:] in word_class("predicate") or bool(_PREDICATE.match(m)) for m in members)
    return "predicates" if 3 * predicates >= 2 * len(members) else None
