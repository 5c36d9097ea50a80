"""How soon a measure is due, as its own words say (时限): 立即, 及时, 限期, and 三日内 counted from something."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from policytext.lexicons import load_lexicon
from policytext.lexicons.patterns import any_word
from policytext.spans import Span
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage

RULE = "deadline.word"
_SETS = re.compile("限期|[内前]$")
"""What sets a limit: put in or left out it is a change, as 及时 by itself is not."""
_LIMIT = re.compile(
    r"(?:自[^，。；：\n]{2,40}?起)?(?<![年月\d一二三四五六七八九十])(?:\d{1,3}|[一二三四五六七八九十]{1,4})"
    r"(?:个?工作日|个?自然日|日|天|个月|小时)(?:之|以)?(?:内|前(?![款项条后]))"
    r"|在[^，。；：\n]{0,6}(?:规定|约定|要求)[^，。；：\n]{0,2}(?:期限|时限|时间)内"
)


@cache
def _ranks() -> Mapping[str, int]:
    """Return each word with how soon it is, from at once on."""
    return {word: int(row["value"]) for row in load_lexicon("urgency")["rank"] for word in row["words"]}


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"{any_word(_ranks())}(?!性|通(?:讯|信))")


def tell_urgency(
    upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]], said: tuple[str, str]
) -> Iterator[Change]:
    """Yield how much sooner or later two measures that say the same are due.

    Two limits in figures are compared where figures are.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Part
    said : pair of str
        All letters of the clause, and of its passages.
    """
    old, new = _find_due(*upper), _find_due(*lower)
    limits = [side for side in (old, new) if side and _LIMIT.search(side.text)]
    if old and new and len(limits) < len((old, new)) and old.text != new.text:
        yield Change(kind="deadline", old=old, new=new, direction=_compare(old.text, new.text), rule=RULE)
    elif new and not old and _SETS.search(new.text) and not _is_due(said[0]):
        yield Change(kind="deadline", old=None, new=new, direction="added", rule=RULE)
    elif old and not new and _SETS.search(old.text) and not _is_due(said[1]):
        yield Change(kind="deadline", old=old, new=None, direction="dropped", rule=RULE)


def _is_due(letters: str) -> bool:
    return bool(_said().search(letters) or _LIMIT.search(letters))


def _find_due(script: Script, parts: Sequence[Part]) -> Passage | None:
    """Return what says first how soon some parts are due, a limit before a word."""
    spans = [script.span(part) for part in parts]
    found = (m for pattern in (_LIMIT, _said()) for s in spans for m in pattern.finditer(script.text, s.start, s.end))
    match = next(found, None)
    return Passage(Span(*match.span()), match.group()) if match else None


def _compare(old: str, new: str) -> str | None:
    """Return whether a word is sooner than another; a limit in figures is no word's equal."""
    ranks = _ranks()
    if old not in ranks or new not in ranks or ranks[old] == ranks[new]:
        return None
    return "later" if ranks[new] > ranks[old] else "earlier"
