"""A notice or an order and what it carries (印发通知, 令): where each carried title stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.structure.document import BlockKind
from policytext.structure.front import Front, fold_title, is_date_line
from policytext.structure.kinds import carried_title, kind_of
from policytext.structure.paragraphs import Paragraph

_FOLD_MATCH = 80
_LEAST_TITLE = 7
"""Characters of the shortest title that a notice may name for one of its further attachments."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A notice (印发通知) and what it carries."""

    title: str
    """The attachment's title, as printed above it, or as the notice names it."""
    at: int | None
    """Position of the paragraph that is the attachment's title; None where none is printed."""
    is_order: bool = False
    """An order (令) that promulgates a regulation: the document is the regulation, the order gives number and date."""


def find_carrier(paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind]) -> Carrier | None:
    """Return what a notice carries; None where the document is no carrier."""
    from rapidfuzz import fuzz

    if front.title is None:
        return None
    title = paragraphs[front.title].text
    carried = carried_title(title)
    is_order = carried is None and title.endswith(("令", "公告"))
    carried = _ordered_title(paragraphs[front.title + 1 :]) if is_order else carried
    if carried is None:
        return None
    want, signed = fold_title(carried), False
    for i in range(front.title + 1, len(paragraphs)):
        paragraph = paragraphs[i]
        signed = signed or is_date_line(paragraph.text)
        if (
            not (paragraph.is_line or len(paragraph.text) < 120)
            or paragraph.marker
            or (i in roles and i <= front.title)
        ):
            continue
        if roles.get(i) in (BlockKind.TITLE, BlockKind.NOTE, BlockKind.CONTENTS):
            continue
        have = fold_title(re.sub(r"^附件?\d?[：:]?", "", paragraph.text))
        if paragraph.is_finished or roles.get(i) in (BlockKind.ADDRESSEE, BlockKind.SIGNATURE):
            continue
        if fuzz.ratio(want, have) >= _FOLD_MATCH or (
            signed and paragraph.is_line and kind_of(paragraph.text) and len(have) > 6
        ):
            return Carrier(paragraph.text, i, is_order)
    return Carrier(carried, None, is_order)


def _ordered_title(below: Sequence[Paragraph]) -> str | None:
    """Return the title of the regulation that an order (令) or announcement (公告) promulgates."""
    told = (re.search(r"《(?P<name>[^《》]{4,80})》.{0,200}(?:通过|公布|发布|施行)", p.text) for p in below[:5])
    match = next((m for m in told if m), None)
    return match["name"] if match and kind_of(match["name"]) else None


def find_further(paragraphs: Sequence[Paragraph], front: Front, carrier: Carrier | None) -> Iterator[int]:
    """Yield the positions of the titles of a notice's second and further attachments, which its text names."""
    if carrier is None or carrier.at is None or front.title is None:
        return
    named = [fold_title(p.text) for p in paragraphs[front.title : carrier.at]]
    for i in range(carrier.at + 1, len(paragraphs)):
        paragraph = paragraphs[i]
        if not paragraph.is_line or paragraph.marker or paragraph.is_row or kind_of(paragraph.text) is None:
            continue
        title = fold_title(paragraph.text)
        if len(title) >= _LEAST_TITLE and any(title in name for name in named):
            yield i
