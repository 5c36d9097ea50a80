"""Lead-ins of lists (列项引语): 禁止下列行为：, 应当遵守下列规定：; each sets the strength of all items below it."""

import re
from dataclasses import dataclass
from functools import cache

from policytext.spans import Span
from policytext.tracing.strength import any_role
from policytext.tracing.values import Passage

_ITEM = re.compile(r"[ \t\u3000]*(?:[（(][一二三四五六七八九十百\d]{1,4}[）)]|\d{1,3}[.．、])")
_UNMARKED = re.compile(r"[；;]\s*$")
_LEADS = re.compile(r"[：:]\s*$")
_MOST_ITEMS = 60


@cache
def _role(name: str) -> re.Pattern[str]:
    """Return a pattern of the words that do so in a head: forbids, owes."""
    return re.compile(any_role(name))


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    """Return patterns of a lead-in, the nearest first; over a comma too: 应当文明服务，遵守下列行为规范：."""
    words = any_role("leads")
    return tuple(
        re.compile(rf"{words}{rest}(?=[：:]\s*$)") for rest in (r"[^，。；：:\n]{0,20}", r"[^。；：:\n]{0,60}")
    )


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What stands before a list, from its modality word on."""

    passage: Passage
    forbids: bool
    """What the items name is forbidden, not owed."""
    owed: bool
    """What the items name is owed, as the whole sentence says."""
    head: Span
    """The paragraph that it stands in."""


def find_head(text: str, offset: int) -> Span | None:
    r"""Return the paragraph before the list whose item holds an offset; None where it stands in no list.

    The marks of items may be lost: then each but the last ends with ；, and the head with ：.

    Examples
    --------
    >>> text = "禁止下列行为：\n乱扔果皮；\n高空抛物。"
    >>> find_head(text, text.index("抛物")).of(text)
    '禁止下列行为：'
    """
    start = text.rfind("\n", 0, offset) + 1
    is_marked = _ITEM.match(text, start) is not None
    for _ in range(_MOST_ITEMS):
        end, start = start - 1, text.rfind("\n", 0, max(0, start - 1)) + 1
        if end <= 0:
            return None
        if not (_ITEM.match(text, start) if is_marked else _UNMARKED.search(text, start, end)):
            break
    return Span(start, end) if is_marked or _LEADS.search(text, start, end) else None


def find_lead_in(text: str, offset: int) -> LeadIn | None:
    r"""Return the lead-in of the list whose item holds an offset; None where it stands in no list, or in one unled.

    Examples
    --------
    >>> text = "禁止下列行为：\n（一）乱扔果皮；\n（二）高空抛物。"
    >>> find_lead_in(text, text.index("抛物")).passage.text
    '禁止下列行为'
    """
    head = find_head(text, offset)
    if head is None:
        return None
    match = next((m for pattern in _leads() if (m := pattern.search(text, head.start, head.end))), None)
    if match is None:
        return None
    owed = _role("owes").search(text, head.start, match.end()) is not None
    return LeadIn(Passage(Span(*match.span()), match.group()), bool(_role("forbids").match(match.group())), owed, head)
