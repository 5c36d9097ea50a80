"""Bodies that act inside a measure (办理主体): 报⟦县政府⟧批准, 由⟦民政所⟧发放, 会同⟦财政所⟧, 向⟦镇政府⟧报告.

What a body does there tells which body of the other side to hold it against: who approves against who approves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.tracing.agents import find_whole
from policytext.tracing.bodies import any_of, measure_verb, opens_otherwise
from policytext.tracing.parts import Part, Script
from policytext.tracing.subjects import tell_subjects
from policytext.tracing.values import Change

_ROLES = {
    "approves": r"(?:{reports}|(?<![理自缘事来])由)(?P<body>{body})(?P<does>{approves})",
    "acts": r"(?<![理自缘事来])由(?![于此])(?P<body>{body})(?P<does>[\u4e00-\u9fff]{{2}}|$)",
    "joins": r"{joins}(?P<body>{body})(?P<does>)",
    "hears": r"向(?P<body>{body})(?P<does>{hears})",
    "is told": r"{informs}(?!书|[还并]?应|[经由报抄移通])(?P<body>{body})(?P<does>$|备案|处理)",
}
"""What a body does, with the words around it (立法技术规范的常用句式); in braces classes of the lexicon."""
_WORDS = ("reports", "approves", "joins", "hears", "informs")
_NAME = r"[\u4e00-\u9fff]{0,24}?"


@dataclass(frozen=True, slots=True)
class Acting:
    """A body inside a measure, and what it does there."""

    role: str
    does: str
    body: Part


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    body = rf"{_NAME}{any_of('duty-holder')}(?:和{_NAME}{any_of('duty-holder')})?"
    words = {name: any_of(name) for name in _WORDS}
    return {role: re.compile(pattern.format(body=body, **words)) for role, pattern in _ROLES.items()}


def find_acting(script: Script, parts: Sequence[Part]) -> Iterator[Acting]:
    """Yield the bodies that act inside some parts, each once."""
    taken: set[int] = set()
    for role, pattern in _patterns().items():
        found = ((p, m) for p in parts for m in pattern.finditer(script.letters.text, p.start, p.end))
        for part, match in found:
            start, end = match.span("body")
            named = not opens_otherwise(match["body"]) and not measure_verb().search(match["body"].rsplit("的", 1)[-1])
            if start not in taken and named:
                taken.add(start)
                name = Part(start, end) if match["does"] else find_whole(script, Part(start, end), part.end)
                yield Acting(role, match["does"], name)


def tell_acting(upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]]) -> Iterator[Change]:
    """Yield the bodies that act in other bodies' stead in two measures that say the same.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Part
    """
    above, below = list(find_acting(*upper)), list(find_acting(*lower))
    for old, new in _pair(above, below):
        yield from tell_subjects(upper[0].passage(old.body), lower[0].passage(new.body))


def _pair(above: Sequence[Acting], below: Sequence[Acting]) -> Iterator[tuple[Acting, Acting]]:
    """Yield those that do the same, by the very word first, each used once and in order."""
    old, new = list(above), list(below)
    for exact in (True, False):
        for one in tuple(old):
            other = next((b for b in new if one.role == b.role and (not exact or one.does == b.does)), None)
            if other is not None:
                old.remove(one)
                new.remove(other)
                yield one, other
