"""Terms renamed throughout (提法更名): 城乡社区治理 → 城乡社区发展治理 is one decision, not an edit of each clause."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

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
_AROUND = 2
"""Letters on either side of an edit that tell one term from another."""
_LONGEST = 6
"""Letters of the longest edit that renames a term."""


@dataclass(frozen=True, slots=True)
class _Key:
    before: str
    old: str
    new: str
    behind: str


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


def _once(changes: Sequence[Change], renamed: Collection[_Key], upper: str, lower: str) -> Iterator[Change]:
    """Yield the changes, each renaming where it first stands in the clause."""
    done: set[_Key] = set()
    for change in changes:
        key = _key(change)
        if key is None or key not in renamed:
            yield from (change,) if change.kind != WORDING else ()
        elif key not in done:
            done.add(key)
            # 社区 for 城乡社区 throughout is an abbreviation, no other term.
            if key.new:
                yield _retell(change, key, upper, lower)


def _key(change: Change) -> _Key | None:
    """Return what an edit does to a term: its letters, and the two on either side that both have."""
    if change.kind not in _RETOLD or change.old is None or change.new is None:
        return None
    old, new = change.old.text, change.new.text
    # 城市管理部门责令 for 责令 names who acts; it renames nothing.
    if any(word in new and word not in old for word in find_class("duty-holder")):
        return None
    before = _shared(old, new)
    behind = min(_shared(old[::-1], new[::-1]), min(len(old), len(new)) - before)
    key = _Key(
        old[max(0, before - _AROUND) : before],
        old[before : len(old) - behind],
        new[before : len(new) - behind],
        old[len(old) - behind : len(old) - behind + _AROUND],
    )
    return key if max(len(key.old), len(key.new)) <= _LONGEST and (key.before or key.behind) else None


def _shared(first: str, second: str) -> int:
    """Return how many letters two texts begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _retell(change: Change, key: _Key, upper: str, lower: str) -> Change:
    """Return a change as the term that it renames, with the letters that both forms begin with."""
    if change.old is None or change.new is None:
        return change
    at = _shared(change.old.text, change.new.text)
    first = _term(change.old.span.start + at, key.old, key.behind, upper)
    second = _term(change.new.span.start + at, key.new, key.behind, lower)
    for _ in range(_WIDEST):
        before, twin = upper[first.start - 1 : first.start], lower[second.start - 1 : second.start]
        if not before or before != twin or before in _BOUNDS:
            break
        first, second = Span(first.start - 1, first.end), Span(second.start - 1, second.end)
    old, new = Passage(first, first.of(upper)), Passage(second, second.of(lower))
    return replace(change, kind="slogan", old=old, new=new, direction=None, rule="term.renamed")


def _term(start: int, letters: str, behind: str, text: str) -> Span:
    end = start + len(letters)
    more = next((n for n, c in enumerate(behind) if c in _BOUNDS), len(behind))
    return Span(start, end + more) if text[end : end + more] == behind[:more] else Span(start, max(end, start + 1))
