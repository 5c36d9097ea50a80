"""Deadlines that reach beyond their sentence.

They stand in brackets behind a measure (（市财政局牵头，6月底前完成）, （完成时限：2025年底）), open a paragraph or
the targets' section (到2025年，…), are named by a heading (“十四五”时期主要目标), or by the title of a yearly plan.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.dates import Due, find_deadlines
from policytext.spans import Span
from policytext.structure.document import Document, Section

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
    bracket: int
    """Where its bracket opens."""


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
            slot = _slot(clause, year, bracket.start())
            if slot:
                yield slot


def _slot(clause: re.Match[str], year: int | None, bracket: int) -> Slot | None:
    match = _DUE.fullmatch(clause[0])
    if not match or not (match["label"] or match["goal"]):
        return None
    by = _by(match, year)
    if by is None:
        return None
    span = Span(*clause.span())
    when = Span(span.start + (match.end("label") if match["label"] else 0), span.start + match.end("end"))
    return Slot(span, clause[0], Due(when, when.of(clause.string), by=by), bracket)


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


_YEARLY = re.compile(
    r"政府工作报告|年度?[^年]{0,20}(?:工作要点|要点|重点工作|重点任务|工作任务|工作计划|工作安排|工作部署|民生实事)"
)
_OF_YEAR = re.compile(
    r"(20\d\d)年(?!以?来|前|上半年|[^，。]{0,20}(?:回顾|完成情况|总结))[^，。]{0,20}(?:目标|任务|工作|安排|部署|重点)"
)
_OF_PLAN = re.compile(
    r"“?(?P<plan>十[一二三四五六七八九])五”?(?:时期|期间)?[^，。]{0,16}(?:目标|任务|部署|思路|重点|发展)"
)
_FIRM = re.compile(r"^(?:到|至|力争|确保|争取|计划)|[底末前内]$")


def find_reigns(document: Document, *, year: int | None) -> list[tuple[Span, Due]]:
    """Return the stretches for which a title, a heading or an opening sets a deadline, the widest first."""
    found = []
    if year and _YEARLY.search(document.title):
        found.append((Span(0, len(document.text.characters)), Due(Span(0, 0), f"{year}年", by=str(year))))
    for section in document.sections:
        due = _due_of_heading(section) or (
            _due_of_opening(document, section, year) if "目标" in section.heading else None
        )
        if due and (not year or not due.year or due.year >= year):
            found.append((section.span, due))
    return found


def find_opening(text: str, *, year: int | None) -> Due | None:
    """Return the deadline that a sentence opens with, if it is one to come: 到2030年，…."""
    if not _DATED.search(text, 0, _OPENING):
        return None
    for due in find_deadlines(text[:_OPENING], year=year):
        ahead = not (year and due.year) or due.year >= year
        return due if due.span.start <= _OPENS and ahead and _FIRM.search(due.text) else None
    return None


_OPENS, _OPENING = 3, 30
_DATED = re.compile("[年月纪五]")


def _due_of_heading(section: Section) -> Due | None:
    if match := _OF_PLAN.search(section.heading):
        return next(find_deadlines(f"到“{match['plan']}五”末"), None)
    match = _OF_YEAR.search(section.heading)
    return Due(Span(*match.span(1)), f"{match[1]}年", by=match[1]) if match else None


def _due_of_opening(document: Document, section: Section, year: int | None) -> Due | None:
    """Return the deadline that the first paragraph of a section opens with."""
    text, at = document.text.characters, section.span.start
    first = re.compile(r"[^\n]*\n\s*").match(text, at, section.span.end)
    inline = text.find(section.heading, at, at + len(section.heading) + 12)
    for start in (inline + len(section.heading) if inline >= 0 else at, first.end() if first else at):
        if due := find_opening(text[start : min(start + 60, section.span.end)].lstrip("。：: \n\u3000"), year=year):
            return due
    return None
