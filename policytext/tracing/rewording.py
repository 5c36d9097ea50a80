"""Small edits inside a passage that change its strength, its bodies, its items or its detail."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policytext.spans import Span
from policytext.tracing.alignment import Directive, Window
from policytext.tracing.hunks import Hunk, Printed, find_hunks, modality_words, strengths
from policytext.tracing.letters import Letters
from policytext.tracing.treatments import Local, is_edge, stretch_of
from policytext.tracing.values import Change, Passage

_PLAIN = 3
"""Strength of a measure without a modality word."""
_LONGEST = 12
_CLOSE = 0.55
"""Share of a passage's letters that must be the clause's; in looser ones an edit says nothing of its own."""
_NEAR = 10
"""Letters that may be missing at an end of the clause and still be compared."""
_FLANK = 2
"""Equal letters that must stand on both sides of an edit."""
_BODY = re.compile(r"党[工委组]|委员会|政府|办事处|部门|机关|村|居委|社区|街道|[省市县区乡镇旗]|各级|中央|国家|单位")
_NAME = re.compile(r"^(?:(?![的和并等由把将对])[\u4e00-\u9fff]|（[^（）]*）){1,16}$")
"""A body's name holds no particle, no figure and no half of a bracket."""
_NAME_END = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:部门|政府|办公[厅室]|委员会|党委|党组织?|书记|主任|[局厅]|办事处|机关|单位)"
)
_DETAIL = re.compile(r"\d|[一二三四五六七八九十两]+[个名次所处家项户年月]|[“《]")
_STOP = re.compile("[，。；：！？\\n]")
_QUOTES = {"“": "”", "《": "》", "‘": "’"}


def find_rewordings(
    directive: Directive, bounds: tuple[int, int], text: str, local: Local, windows: Sequence[Window]
) -> Iterator[Change]:
    """Yield modality (情态), actor (主体), scope (范围) and detail (细化) changes, each with both its places.

    Parameters
    ----------
    directive, bounds, text
        The directive made ready, first and last letter of the clause, and the directive's clean text.
    local : Local
    windows : sequence of Window
        The passages that carry the clause.
    """
    for window in windows:
        covered = window.covered
        first = bounds[0] if min(covered) - bounds[0] <= _NEAR else min(covered)
        last = bounds[1] if bounds[1] - max(covered) - 1 <= _NEAR else max(covered) + 1
        start, end = stretch_of(window, first, last, local)
        if len(covered) >= _CLOSE * max(last - first, window.end - window.start):
            sides = ((directive.letters, first, last, text), (local.letters, start, end, local.text))
            yield from _merge_modality(_tell_all(*sides))


_Side = tuple[Letters, int, int, str]
"""Letters of a document, the stretch of them to look at, and its text."""


def _tell_all(upper: _Side, lower: _Side) -> Iterator[Change]:
    clause, passage = (letters.text[a:b] for letters, a, b, _ in (upper, lower))
    hunks = _join_close([h for h in find_hunks(clause, passage) if not is_edge(h, passage)], clause, passage)
    edges = [-_FLANK, *(x for h in hunks for x in (h.start, h.end)), len(clause) + _FLANK]
    gaps = [b - a for a, b in list(pairwise(edges))[::2]]
    for hunk, before, after in zip(hunks, gaps[:-1], gaps[1:], strict=True):
        if hunk.size <= _LONGEST and before >= _FLANK and after >= _FLANK:
            yield from _tell(hunk, upper, lower)


def _join_close(hunks: Sequence[Hunk], clause: str, passage: str) -> list[Hunk]:
    """Return the edits, those with fewer equal letters than `_FLANK` between them made one: 街道党工委 → 镇党委."""
    joined: list[Hunk] = []
    for hunk in hunks:
        if joined and hunk.start - joined[-1].end < _FLANK:
            a, b = joined.pop(), hunk
            old, new = clause[a.start : b.end], passage[a.local_start : b.local_end]
            hunk = Hunk(a.start, b.end, a.local_start, b.local_end, old, new)
        joined.append(hunk)
    return joined


def _tell(hunk: Hunk, upper: _Side, lower: _Side) -> Iterator[Change]:
    old, new = _place(upper, hunk.start, hunk.end), _place(lower, hunk.local_start, hunk.local_end)
    if any(side and _STOP.search(side.text) for side in (old, new)):
        return
    was, now = _strength(hunk.old), _strength(hunk.new)
    if was != now and _is_modal(hunk):
        yield Change(kind="modality", old=_modal(old), new=_modal(new), direction="raised" if now > was else "lowered")
    elif old and new and all(_BODY.search(side.text) and _NAME.match(side.text) for side in (old, new)):
        yield Change(kind="actor", old=_whole(old, new, upper, lower), new=_whole(new, old, lower, upper))
    elif new is not None and _DETAIL.search(new.text) and not _inside_figure(new, lower[3]):
        yield Change(kind="detail", old=old, new=new)
    elif not hunk.new and _printed(upper).is_item(hunk.start, hunk.end):
        yield Change(kind="scope", old=_item(old), new=None, direction="narrower")
    elif not hunk.old and _printed(lower).is_item(hunk.local_start, hunk.local_end):
        yield Change(kind="scope", old=None, new=_item(new), direction="wider")


def _printed(side: _Side) -> Printed:
    letters, first, last, text = side
    return Printed(text, letters.offsets[first:last])


def _place(side: _Side, start: int, end: int) -> Passage | None:
    """Return a stretch of letters as printed, with the quotation marks that close around it."""
    letters, first, _, text = side
    if start >= end:
        return None
    span = letters.span(first + start, first + end)
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if _QUOTES.get(before) == after and after:
        span = Span(span.start - 1, span.end + 1)
    elif before in _QUOTES and _QUOTES.get(before, "") in span.of(text):
        span = Span(span.start - 1, span.end)
    return Passage(span, span.of(text))


def _whole(passage: Passage | None, other: Passage | None, side: _Side, other_side: _Side) -> Passage | None:
    """Return a part of a body's name with the rest that both sides have behind it: 县 of 县级民政部门."""
    if passage is None or other is None:
        return passage
    match, twin = _NAME_END.match(side[3], passage.span.end), _NAME_END.match(other_side[3], other.span.end)
    if not (match and twin and match.group() == twin.group()):
        return passage
    span = Span(passage.span.start, match.end())
    return Passage(span, span.of(side[3]))


def _item(passage: Passage | None) -> Passage | None:
    """Return an item without the word that joins it to the others."""
    if passage is None:
        return None
    bare = passage.text.strip("、和与及或")
    start = passage.span.start + passage.text.index(bare)
    return Passage(Span(start, start + len(bare)), bare)


def _modal(passage: Passage | None) -> Passage | None:
    """Return the modality word alone."""
    match = modality_words().search(passage.text) if passage else None
    if passage is None or match is None:
        return None
    span = Span(passage.span.start + match.start(), passage.span.start + match.end())
    return Passage(span, match.group())


def _merge_modality(changes: Iterator[Change]) -> Iterator[Change]:
    """Yield the changes, a modality word taken out and another put in told as one."""
    told = list(changes)
    gone = next((c for c in told if c.kind == "modality" and c.new is None), None)
    come = next((c for c in told if c.kind == "modality" and c.old is None), None)
    for change in told:
        if gone and come and change is come and gone.old and come.new:
            rises = strengths()[come.new.text] > strengths()[gone.old.text]
            yield replace(gone, new=come.new, direction="raised" if rises else "lowered")
        elif not (gone and come and change is gone):
            yield change


def _inside_figure(passage: Passage, text: str) -> bool:
    """Tell whether a stretch is part of another figure: that is a change of quantity, not a detail added."""
    around = text[max(0, passage.span.start - 1) : passage.span.start] + text[passage.span.end : passage.span.end + 1]
    return not re.search("[^0-9.%％]", passage.text) or bool(re.search(r"\d", around))


def _strength(letters: str) -> int:
    words = modality_words().findall(letters)
    return max((strengths()[w] for w in words), default=_PLAIN)


def _is_modal(hunk: Hunk) -> bool:
    """Tell whether the edit is about the modality word, not about words around it."""
    modal = [modality_words().search(side) for side in (hunk.old, hunk.new)]
    rest = [len(modality_words().sub("", side)) for side in (hunk.old, hunk.new)]
    return max(rest) <= (2 if all(modal) or len(hunk.old) == len(hunk.new) <= 3 else 1)
