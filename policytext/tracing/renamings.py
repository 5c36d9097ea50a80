"""Terms renamed throughout (提法更名): 城乡社区治理 → 城乡社区发展治理 is one decision, not an edit of each clause."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from policytext.spans import Span
from policytext.tracing.bodies import find_class
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import WORDING

LEAST = 3
"""Clauses in which a term must be renamed in the same way."""
_WIDEST = 4
"""Letters before the edit that may belong to the term."""
_BOUNDS = set("，。；：！？、,;:!?的和与及对把将为在等“”‘’（）()\n \t")
_RETOLD = ("scope", "detail", WORDING)


def retell_renamings(told: Sequence[tuple[Change, ...]], upper: str, lower: str) -> Iterator[tuple[Change, ...]]:
    """Yield each treatment's changes, an edit that many of them have told as the slogan that it renames.

    Parameters
    ----------
    told : sequence of tuple of Change
        The changes of each treatment of one local document.
    upper, lower : str
        The texts of the directive and of the local document.
    """
    counts = Counter(key for changes in told for key in {_key(c) for c in changes} if key)
    renamed = {key for key, n in counts.items() if n >= LEAST}
    for changes in told:
        yield tuple(_once(changes, renamed, upper, lower))


def _once(changes: Sequence[Change], renamed: Collection[tuple[str, str]], upper: str, lower: str) -> Iterator[Change]:
    """Yield the changes, each renaming where it first stands in the clause."""
    done: set[tuple[str, str]] = set()
    for change in changes:
        key = _key(change)
        if key is None or key not in renamed:
            yield from (change,) if change.kind != WORDING else ()
        elif key not in done:
            done.add(key)
            # 社区 for 城乡社区 throughout is an abbreviation, no other term.
            if key[1] not in key[0]:
                yield _retell(change, upper, lower)


def _key(change: Change) -> tuple[str, str] | None:
    if change.kind not in _RETOLD or change.old is None or change.new is None:
        return None
    old, new = change.old.text, change.new.text
    # 城市管理部门责令 for 责令 names who acts; it renames nothing.
    return None if any(word in new and word not in old for word in find_class("duty-holder")) else (old, new)


def _retell(change: Change, upper: str, lower: str) -> Change:
    """Return a change with the letters that both terms begin with."""
    if change.old is None or change.new is None:
        return change
    first, second = change.old.span, change.new.span
    for _ in range(_WIDEST):
        before, twin = upper[first.start - 1 : first.start], lower[second.start - 1 : second.start]
        if not before or before != twin or before in _BOUNDS:
            break
        first, second = Span(first.start - 1, first.end), Span(second.start - 1, second.end)
    old, new = Passage(first, first.of(upper)), Passage(second, second.of(lower))
    return replace(change, kind="slogan", old=old, new=new, direction=None)
