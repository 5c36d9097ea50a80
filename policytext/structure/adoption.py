"""The record of adoption under a title (题注): when a text was adopted or last revised, and by whom.

::

    （2030年5月6日青禾市第三届人民代表大会常务委员会第二次会议通过
      2030年6月1日澜江省第九届人民代表大会常务委员会第五次会议批准
      根据2034年3月2日青禾市第四届人民代表大会常务委员会第一次会议《关于修改…的决定》修正）
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from policytext.dates import find_dates

_MADE = re.compile(r"通过|修正|修订|修改")
_APPROVED = re.compile(r"批准")
_PUBLISHED = re.compile(r"公布|发布|颁布|审议|印发|(?:会议|大会|全会)上")
_IN_FORCE = re.compile(r"^\s?(?:起|开始)?(?:施行|实施|生效)")
# A report is given to an assembly; whose report it is stands elsewhere.
_GIVEN = re.compile(r"\s?在")
_ASSEMBLY = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,20}?)?第[一二三四五六七八九十\d]{1,3}届(?P<behind>[\u4e00-\u9fff]{0,20}?(?:人民代表大会(?:常务委员会)?|人大(?:常委会)?))"
)
_ORGAN = re.compile(r"^\s?(?P<organ>国务院|[\u4e00-\u9fff]{2,16}?人民政府)(?:第|令|常务会议|办公会议)")
_LONGEST = 600
"""A record of adoption, with all revisions of a law, is shorter."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """When a text was adopted as it stands, and by whom; None for what the record does not tell."""

    on: date | None = None
    by: str | None = None


def read_adoption(notes: Sequence[str]) -> Adoption:
    """Return what the notes under a title record.

    The date is that of the last adoption or revision, not the day on which a higher assembly approved it (批准).

    Examples
    --------
    >>> read_adoption(["（2031年5月6日青禾市第三届人民代表大会常务委员会第二次会议通过）"]).by
    '青禾市人民代表大会常务委员会'
    """
    made: list[date] = []
    published: list[date] = []
    by: str | None = None
    for on, what in _steps(" ".join(notes)):
        if _MADE.search(what) and not _is_approval(what):
            made.append(on)
            by = by or _organ(what)
        elif _PUBLISHED.search(what) and not _IN_FORCE.match(what):
            published.append(on)
            by = by or (None if _GIVEN.match(what) else _organ(what))
    return Adoption(next(iter(made[-1:] or published[:1]), None), by)


def _steps(record: str) -> list[tuple[date, str]]:
    """Return each date of a record with the words up to the next one."""
    found = list(find_dates(record[:_LONGEST]))
    edges = [mention.span.start for mention in found] + [_LONGEST]
    return [(m.date, record[m.span.end : end]) for m, end in zip(found, edges[1:], strict=True)]


def _is_approval(what: str) -> bool:
    """Tell whether a step is the approval (批准) of what another assembly adopted."""
    approved, made = _APPROVED.search(what), _MADE.search(what)
    return bool(approved and made and approved.start() < made.start() and "《" not in what[: made.start()])


def _organ(what: str) -> str | None:
    """Return who acts in a step, without the number of the assembly's term (届)."""
    if match := _ASSEMBLY.search(what[:60]):
        return (match["before"] or "") + match["behind"]
    match = _ORGAN.match(what)
    return match["organ"] if match else None
