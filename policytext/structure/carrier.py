"""A notice, an order or an approval and what it carries (印发通知, 令, 批准决议): where each carried title stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policytext.structure.contents import fold_title
from policytext.structure.document import BlockKind
from policytext.structure.front import Front, is_date_line, read_front
from policytext.structure.kinds import carried_title, kind_of
from policytext.structure.paragraphs import Paragraph

_APPROVED = re.compile(
    r"关于批准[^《》]{0,20}《(?P<name>[^《》]{4,80}(?:〈[^〈〉]+〉[^《》]{0,40})?)》(?:[（(][^（）()]{1,20}[）)])?的(?:决议|决定)$"
)
_SETTLED = (BlockKind.TITLE, BlockKind.NOTE, BlockKind.CONTENTS, BlockKind.ADDRESSEE, BlockKind.SIGNATURE)
_LONGEST = 120
_FOLD_MATCH = 80
_LEAST_TITLE = 7
"""Characters of the shortest title that a notice may name for one of its further attachments."""


class Manner(StrEnum):
    """How a document carries another."""

    NOTICE = "notice"
    """A notice (印发通知): both count, the notice by its header, what it carries by its title and kind."""
    ORDER = "order"
    """An order (令) or announcement (公告): the document is the regulation, the order gives number and date."""
    APPROVAL = "approval"
    """A resolution that approves a regulation (关于批准…的决议): the document is the regulation with its own record."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A notice (印发通知), or what stands before a regulation, and what it carries."""

    title: str
    """The attachment's title, as printed above it, or as the notice names it."""
    at: int | None
    """Position of the paragraph that is the attachment's title; None where none is printed."""
    manner: Manner = Manner.NOTICE


def find_carrier(paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind]) -> Carrier | None:
    """Return what a notice, an order or an approval carries; None where the document is no carrier."""
    if front.title is None:
        return None
    manner, carried = _name_carried(paragraphs, front.title)
    if carried is None:
        return None
    at = _find_title(paragraphs, front.title + 1, roles, carried)
    if at is None:
        return Carrier(carried, None) if manner is Manner.NOTICE else None
    return Carrier(paragraphs[at].text, at, manner)


def _name_carried(paragraphs: Sequence[Paragraph], at: int) -> tuple[Manner, str | None]:
    title = paragraphs[at].text
    if carried := carried_title(title):
        return Manner.NOTICE, carried
    if approved := _APPROVED.search(title):
        return Manner.APPROVAL, approved["name"]
    ordered = _ordered_title(paragraphs[at + 1 :]) if title.endswith(("令", "公告")) else None
    return Manner.ORDER, ordered


def _find_title(
    paragraphs: Sequence[Paragraph], first: int, roles: Mapping[int, BlockKind], carried: str
) -> int | None:
    """Return the position of the line that is the title of what is carried, or of what follows the signature."""
    from rapidfuzz import fuzz

    want, signed = fold_title(carried), False
    for i in range(first, len(paragraphs)):
        paragraph = paragraphs[i]
        signed = signed or is_date_line(paragraph.text)
        if paragraph.marker or paragraph.is_finished or roles.get(i) in _SETTLED or len(paragraph.text) >= _LONGEST:
            continue
        have = fold_title(re.sub(r"^附件?\d?[：:]?", "", paragraph.text))
        other = signed and paragraph.is_line and len(have) >= _LEAST_TITLE and kind_of(paragraph.text)
        if other or fuzz.ratio(want, have) >= _FOLD_MATCH:
            return i
    return None


def _ordered_title(below: Sequence[Paragraph]) -> str | None:
    """Return the title of the regulation that an order (令) or announcement (公告) promulgates."""
    told = (re.search(r"《(?P<name>[^《》]{4,80})》.{0,200}(?:通过|公布|发布|施行)", p.text) for p in below[:5])
    match = next((m for m in told if m), None)
    return match["name"] if match and kind_of(match["name"]) else None


def find_front_below(paragraphs: Sequence[Paragraph], at: int) -> Iterator[tuple[int, BlockKind]]:
    """Yield position and role of the notes and the table of contents (目录) under a carried title."""
    for i, role in read_front(paragraphs[at:]).roles.items():
        if role in (BlockKind.NOTE, BlockKind.CONTENTS):
            yield at + i, role


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
