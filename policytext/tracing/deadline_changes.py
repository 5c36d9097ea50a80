"""Changed deadlines (时限): earlier, later, dropped, added; and the day from which a text is in force."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.dates import Due, find_deadlines
from policytext.spans import Span
from policytext.tracing.letters import fold_letters
from policytext.tracing.sides import Compared, Side
from policytext.tracing.values import Change, Passage

_BEFORE = 4
"""Letters from a date to the passage that it governs: 到2034年底前，."""
_DATED = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}|五")
"""What names a year, or a five-year plan."""
_NEXT_YEAR = re.compile(r"(?:到|于)?(?:明年|次年|来年)(?P<month>1[0-2]|[1-9])月(?:底|末)之?前?")
_RECURRING = re.compile(r"每年(?:度)?[^，。；\n]{0,24}")
_IN_FORCE = re.compile(r"自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日起")


def compare_deadlines(clause: Side, local: Side) -> Iterator[Compared]:
    """Yield deadlines and what became of them: earlier, later, added, dropped, or counted otherwise (再过 → 力争)."""
    # Where one date is not known, 年底前 is looked for on both sides all the same.
    clause, local = (replace(a, issued=a.issued or b.issued) for a, b in ((clause, local), (local, clause)))
    before, after = list(_dues(clause)), list(_dues(local))
    pairs = list(_pair((clause, before), (local, after)))
    for old, new in pairs:
        change = None
        if _deadline(old) != _deadline(new) and not _is_said_alike(old, new):
            change = _deadline_change(clause.passage(old.span), local.passage(new.span), _compare(old, new))
        yield Compared(change, (old.span,), (new.span,))
    for old in (due for due in before if due not in [old for old, _ in pairs]):
        yield Compared.of(_deadline_change(clause.passage(old.span), None, "dropped"))
    for new in (due for due in after if due not in [new for _, new in pairs]):
        if any(new.span.overlaps(s) or 0 <= s.start - new.span.end <= _BEFORE for s in local.core or local.spans):
            yield Compared.of(_deadline_change(None, local.passage(new.span), "added"))


def _is_said_alike(old: Due, new: Due) -> bool:
    """Tell whether both say the same day without a year: 年底前, each in its document's."""
    return old.text == new.text and not _DATED.search(old.text)


def _pair(upper: tuple[Side, Sequence[Due]], lower: tuple[Side, Sequence[Due]]) -> Iterator[tuple[Due, Due]]:
    """Yield pairs of deadlines: those that govern the same words, the likest first, then the others in order."""
    before, after = upper[1], lower[1]
    governed = [[_governed(side, due, dues) for due in dues] for side, dues in (upper, lower)]
    likeness = [
        (len(a & b) / max(1, min(len(a), len(b))), _deadline(before[i]) == _deadline(after[j]), -i, -j)
        for i, a in enumerate(governed[0])
        for j, b in enumerate(governed[1])
    ]
    partners: dict[int, int] = {}
    for like, same, i, j in sorted(likeness, reverse=True):
        if (like > 0 or same) and -i not in partners and -j not in partners.values():
            partners[-i] = -j
    free = iter([j for j in range(len(after)) if j not in partners.values()])
    for i, old in enumerate(before):
        partner = partners[i] if i in partners else next(free, None)
        if partner is not None:
            yield old, after[partner]


def _governed(side: Side, due: Due, dues: Sequence[Due]) -> frozenset[str]:
    """Return the pairs of letters between a deadline and the next one, or the end of its sentence."""
    ends = [other.span.start for other in dues if other.span.start >= due.span.end]
    ends += [span.end for span in side.spans if span.start <= due.span.start < span.end]
    letters = fold_letters(side.text[due.span.end : min(ends, default=due.span.end)]).text
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def find_vanished_deadlines(clause: Side, local: Side) -> Iterator[Change]:
    """Yield the deadlines of a clause that the local stretches do not have."""
    there = {_deadline(due) for due in _dues(local)}
    for due in _dues(clause):
        if _deadline(due) not in there:
            yield _deadline_change(clause.passage(due.span), None, "dropped")


def _dues(side: Side) -> Iterator[Due]:
    for span in side.spans:
        recurring = [match.span() for match in _RECURRING.finditer(side.text, span.start, span.end)]
        for due in find_deadlines(span.of(side.text), year=side.issued.year if side.issued else None):
            # 每年6月底、12月底前报送: due every year.
            if any(start <= due.span.start + span.start < end for start, end in recurring):
                continue
            yield _ahead(side, Due(due.span.shifted(span.start), due.text, due.by, due.within_years))
        for match in _NEXT_YEAR.finditer(side.text, span.start, span.end) if side.issued else ():
            by = f"{side.issued.year + 1}-{int(match['month']):02}" if side.issued else None
            yield Due(Span(*match.span()), match.group(), by, None)
        for match in _IN_FORCE.finditer(side.text, span.start, span.end):
            year, month, day = (int(group) for group in match.groups())
            place = Span(match.start(1), match.end() - 1)
            yield Due(place, place.of(side.text), f"{year}-{month:02}-{day:02}", None)


def _ahead(side: Side, due: Due) -> Due:
    """Return a deadline that names no year with the first day of that name on or behind its document's."""
    if side.issued is None or due.by is None or len(due.by) == len("2033") or _DATED.search(due.text):
        return due
    if _day(due.by) >= side.issued.isoformat():
        return due
    return replace(due, by=f"{side.issued.year + 1}{due.by[4:]}")


def _deadline(due: Due) -> tuple[object, ...]:
    counted_on = "再" in due.text
    return due.by and _day(due.by), due.within_years, counted_on


def _compare(old: Due, new: Due) -> str | None:
    if old.by and new.by and _day(old.by) != _day(new.by):
        return "later" if _day(new.by) > _day(old.by) else "earlier"
    if old.within_years and new.within_years and old.within_years != new.within_years:
        return "later" if new.within_years > old.within_years else "earlier"
    return None


def _day(by: str) -> str:
    """Return the last day that a deadline may mean: 2033 is the end of 2033, 2033-06 the last of June."""
    year, month, day = ([int(part) for part in by.split("-")] + [0, 0])[:3]
    month = month or 12
    return f"{year}-{month:02}-{day or monthrange(year, month)[1]:02}"


def _deadline_change(old: Passage | None, new: Passage | None, direction: str | None) -> Change:
    return Change(kind="deadline", old=old, new=new, direction=direction, rule="deadline")
