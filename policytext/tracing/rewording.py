"""Small edits inside a passage that change its strength, its bodies, its items or its detail."""

import re
from collections.abc import Iterator, Sequence

from policytext.tracing.alignment import Directive, Window
from policytext.tracing.cascade import Change, Passage
from policytext.tracing.hunks import Hunk, find_hunks, modality_words, strengths
from policytext.tracing.letters import Letters
from policytext.tracing.treatments import Local

_PLAIN = 3
"""Strength of a measure without a modality word."""
_LONGEST = 10
_CLOSE = 0.55
"""Share of a passage's letters that must be the clause's; in looser ones an edit says nothing of its own."""
_JOINER = re.compile("[、和与及或]")
_BODY = re.compile(r"党[工委组]|委员会|政府|办事处|部门|机关|村|居委|社区|街道|[省市县区乡镇旗]|各级|中央|国家|单位")
_DETAIL = re.compile(r"\d|[一二三四五六七八九十两]+[个名次所处家项户年月]|[“《]")


def find_rewordings(directive: Directive, text: str, local: Local, windows: Sequence[Window]) -> Iterator[Change]:
    """Yield modality (情态), actor (主体), scope (范围) and detail (细化) changes, each with both its places.

    Parameters
    ----------
    directive, text
        The directive made ready, and its clean text.
    local : Local
    windows : sequence of Window
        The passages that carry one clause.
    """
    for window in windows:
        first, last = min(window.covered), max(window.covered) + 1
        clause = directive.letters.text[first:last]
        passage = local.letters.text[window.start : window.end]
        if len(window.covered) < _CLOSE * max(len(clause), len(passage)):
            continue
        for hunk in find_hunks(clause, passage):
            old = _place(directive.letters, hunk.start + first, hunk.end + first, text)
            new = _place(local.letters, hunk.local_start + window.start, hunk.local_end + window.start, local.text)
            yield from _tell(hunk, old, new, (text, local.text))


def _place(letters: Letters, start: int, end: int, text: str) -> Passage | None:
    if start >= end:
        return None
    span = letters.span(start, end)
    return Passage(span, span.of(text))


def _tell(hunk: Hunk, old: Passage | None, new: Passage | None, texts: tuple[str, str]) -> Iterator[Change]:
    if hunk.size > _LONGEST:
        return
    was, now = _strength(hunk.old), _strength(hunk.new)
    if was != now and _is_modal(hunk):
        old, new = (side if side and modality_words().search(side.text) else None for side in (old, new))
        yield Change(kind="modality", old=old, new=new, direction="raised" if now > was else "lowered")
    elif hunk.old and hunk.new and _BODY.search(hunk.old) and _BODY.search(hunk.new):
        yield Change(kind="actor", old=old, new=new)
    elif new is not None and _DETAIL.search(new.text) and not _inside_figure(new, texts[1]):
        yield Change(kind="detail", old=old, new=new)
    elif not hunk.new and old is not None and _is_item(old, texts[0]):
        yield Change(kind="scope", old=old, new=None, direction="narrower")
    elif not hunk.old and new is not None and _is_item(new, texts[1]):
        yield Change(kind="scope", old=None, new=new, direction="wider")


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


def _is_item(passage: Passage, text: str) -> bool:
    """Tell whether a stretch is an item of a list."""
    start, end = passage.span.start, passage.span.end
    return len(passage.text) >= 2 and any(
        _JOINER.match(c) for c in (text[max(0, start - 1) : start], text[end : end + 1])
    )
