"""Items of lists (列举项): which of them one side alone has, whatever their order.

Letters say little of lists: 助残、救孤 against 助残、助学、助医 is one item less and two more, not letters changed.
"""

import re
from collections.abc import Iterator, Sequence

from policytext.spans import Span
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import JOINER

_ITEM = re.compile(rf"(?<=、)([^、，。；：！？,;:\n“”（）()对把将]{{1,14}}?)(?={JOINER}|等(?![候级])|的)")
_LEAST = 2
_WHOLE = 4
"""Letters of an item without its verb or its head that are the item still: 老人 alone is not 残疾老人."""
_VERB = 3
"""Letters of a verb before an item, or of the noun that heads it, at the most."""
_ALIKE = 0.5
"""Share of letters from which two items are one in other words, left to be compared letter by letter."""


def find_items(script: Script, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the items that stand inside lists: behind one 、 and before the next joiner."""
    for part in parts:
        span = script.span(part)
        for match in _ITEM.finditer(script.text, span.start, span.end):
            own = Part(script.letters.position(match.start(1)), script.letters.position(match.end(1)))
            if len(own):
                yield own


def split_items(
    upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]], said: tuple[str, str]
) -> tuple[tuple[tuple[Part, ...], tuple[Part, ...]], tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """Return the items that one side alone has, and those that both have in any order; of each side.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Part
    said : pair of str
        All letters of the clause and of its passages: an item said there in no list is no item less.

    Returns
    -------
    own, shared : pairs of tuple of Part
    """
    above, below = list(find_items(*upper)), list(find_items(*lower))
    said_above, said_below = said
    had, has = {upper[0].of(p): p for p in above}, {lower[0].of(p): p for p in below}
    shared = [word for word in had if word in has]
    gone = [w for w in had if not is_said(w, said_below) and not _is_like(w, has, said_above)]
    come = [w for w in has if not is_said(w, said_above) and not _is_like(w, had, said_below)]
    if gone and come and not shared:
        # Another list altogether: it is compared as one.
        gone, come = [], []
    own = (tuple(had[w] for w in gone), tuple(has[w] for w in come))
    return own, (tuple(had[w] for w in shared), tuple(has[w] for w in shared))


def is_said(word: str, said: str) -> bool:
    """Tell whether the other side says an item, or all of it but its verb or its head: ⟦危害⟧他人合法权益."""
    spare = max(0, min(_VERB, len(word) - _WHOLE))
    return len(word) < _LEAST or any(word[k:] in said or word[: len(word) - k] in said for k in range(spare + 1))


def _is_like(word: str, others: Sequence[str] | dict[str, Part], said: str) -> bool:
    """Tell whether the other side has a like item that is not said here: 公共管理 for 综合管理."""
    return any(len(set(word) & set(o)) >= _ALIKE * max(len(word), len(o)) for o in others if o not in said)


def join_items(script: Script, items: Sequence[Part]) -> Iterator[Span]:
    """Yield where items are printed, those in a row as one."""
    start = end = -1
    for item in sorted(items):
        span = script.span(item)
        if end < 0 or not re.fullmatch(JOINER, script.text[end : span.start]):
            if end > 0:
                yield Span(start, end)
            start = span.start
        end = span.end
    if end > 0:
        yield Span(start, end)
