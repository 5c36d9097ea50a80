"""Changed deadlines (时限): earlier, later, dropped, added; and the day from which a text is in force."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.dates import Due, find_deadlines
from policytext.spans import Span
from policytext.tracing.sides import Compared, Side, find_words, pair_likest, share_words
from policytext.tracing.values import Change, Passage

_BEFORE = 4
"""Letters from a date to the passage that it governs: 到2034年底前，."""
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
    paired = {old for old, _ in pairs}, {new for _, new in pairs}
    for old in (due for due in before if due not in paired[0]):
        yield Compared.of(_deadline_change(clause.passage(old.span), None, "dropped"))
    for new in (due for due in after if due not in paired[1]):
        if any(new.span.overlaps(s) or 0 <= s.start - new.span.end <= _BEFORE for s in local.core or local.spans):
            yield Compared.of(_deadline_change(None, local.passage(new.span), "added"))


def _is_said_alike(old: Due, new: Due) -> bool:
    """Tell whether both say the same day without a year: 年底前, each in its document's."""
    return old.text == new.text and old.yearless and new.yearless


def _pair(upper: tuple[Side, Sequence[Due]], lower: tuple[Side, Sequence[Due]]) -> Iterator[tuple[Due, Due]]:
    """Yield pairs of deadlines: those that govern the same words, the likest first, then the others in order."""
    before, after = upper[1], lower[1]
    governed = [[_governed(side, due, dues) for due in dues] for side, dues in (upper, lower)]
    days = [[_deadline(due) for due in dues] for dues in (before, after)]
    rows = (
        (i, j, share_words(a, b), days[0][i] == days[1][j])
        for i, a in enumerate(governed[0])
        for j, b in enumerate(governed[1])
    )
    partners = pair_likest(((like, same), i, j) for i, j, like, same in rows if like > 0 or same)
    free = iter(sorted(set(range(len(after))) - set(partners.values())))
    for i, old in enumerate(before):
        partner = partners[i] if i in partners else next(free, None)
        if partner is not None:
            yield old, after[partner]


def _governed(side: Side, due: Due, dues: Sequence[Due]) -> frozenset[str]:
    """Return the words between a deadline and the next one, or the end of its sentence."""
    ends = [other.span.start for other in dues if other.span.start >= due.span.end]
    ends += [span.end for span in side.spans if span.start <= due.span.start < span.end]
    return find_words(side.text[due.span.end : min(ends, default=due.span.end)])


def find_vanished_deadlines(clause: Side, local: Side) -> Iterator[Change]:
    """Yield the deadlines of a clause that the local stretches do not have."""
    there = {_deadline(due) for due in _dues(local)}
    for due in _dues(clause):
        if _deadline(due) not in there:
            yield _deadline_change(clause.passage(due.span), None, "dropped")


def _dues(side: Side) -> Iterator[Due]:
    for span in side.spans:
        for due in find_deadlines(span.of(side.text), year=side.issued.year if side.issued else None):
            yield _ahead(side, replace(due, span=due.span.shifted(span.start)))
        for match in _IN_FORCE.finditer(side.text, span.start, span.end):
            year, month, day = (int(group) for group in match.groups())
            place = Span(match.start(1), match.end() - 1)
            yield Due(place, place.of(side.text), f"{year}-{month:02}-{day:02}", None)


def _ahead(side: Side, due: Due) -> Due:
    """Return a deadline that names no year with the first day of that name on or behind its document's."""
    if side.issued is None or due.by is None or not due.yearless or _day(due.by) >= side.issued.isoformat():
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
