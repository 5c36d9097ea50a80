"""Deadlines that stand in brackets behind a measure: （市财政局牵头，6月底前完成）, （完成时限：2025年底）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.dates import Due
from policytext.spans import Span

_BRACKET = re.compile(r"[（(](?:[^（）()\n]|[（(][^（）()\n]{0,60}[）)]){4,300}[）)]")
_CLAUSE = re.compile(r"[^，,；;。（）()\s]{3,40}")
_DUE = re.compile(
    r"(?P<label>(?:完成|办结|整改|落实)?(?:时限|时间|期限)(?:[：:]|为))?(?:于|在|到)?"
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月份?)?(?:(?P<day>\d{1,2})日)?(?P<end>(?:年?[底末])?(?:[以之]?前)?)"
    r"(?P<goal>(?:全面|全部|基本|初步|力争)?(?:完成|取得|建成|实现|投入|投用|上线|启动|出台|印发|形成|到位|见效|落实|竣工|开工|达到|办结)[^，；。]{0,16})?"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A clause in brackets that says by when (完成时限) what stands before it shall be done."""

    span: Span
    text: str
    due: Due


def find_slots(text: str, span: Span, *, year: int | None) -> Iterator[Slot]:
    """Yield the deadlines in brackets of a paragraph in order.

    Parameters
    ----------
    text : str
        Clean text.
    span : Span
        The paragraph.
    year : int, optional
        Year of the document; without it, 6月底完成 says no date.
    """
    for bracket in _BRACKET.finditer(text, span.start, span.end):
        for clause in _CLAUSE.finditer(text, bracket.start() + 1, bracket.end() - 1):
            slot = _slot(clause, year)
            if slot:
                yield slot


def _slot(clause: re.Match[str], year: int | None) -> Slot | None:
    match = _DUE.fullmatch(clause[0])
    if not match or not (match["label"] or match["goal"]):
        return None
    by = _by(match, year)
    if by is None:
        return None
    span = Span(*clause.span())
    when = Span(span.start + (match.end("label") if match["label"] else 0), span.start + match.end("end"))
    return Slot(span, clause[0], Due(when, when.of(clause.string), by=by))


def _by(match: re.Match[str], year: int | None) -> str | None:
    named = int(match["year"]) if match["year"] else year
    dated = match["year"] or match["month"] or match["end"].startswith("年")
    if named is None or not dated or (year and named < year):
        return None
    parts = [str(named)]
    for name, most in (("month", 12), ("day", 31)):
        if match[name]:
            if not 1 <= int(match[name]) <= most:
                return None
            parts.append(f"{int(match[name]):02}")
    return "-".join(parts)
