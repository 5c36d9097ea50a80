"""A part of a cascade: which documents, clauses and treatments a selection lets through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from policytext.errors import UnknownPart
from policytext.structure.document import Level
from policytext.tracing.values import Clause, Node, Status

_SEVERAL = ("level", "region", "chapter", "status")
"""Conditions that take more than one value."""
_LISTED = 5
"""How many of what there is a message names."""


class Conditions(TypedDict, total=False):
    """The fields of a `Selection`."""

    level: str | Sequence[str] | None
    region: str | Sequence[str] | None
    since: date | str | None
    until: date | str | None
    chapter: str | Sequence[str] | None
    status: str | Sequence[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which treatments to look at; None lets all through, of several values each."""

    level: str | Sequence[str] | None = None
    region: str | Sequence[str] | None = None
    """A region with all below it, in full or by its name: 重庆市/丰都县, 丰都县."""
    since: date | str | None = None
    until: date | str | None = None
    """Dates of documents, both included, also as 2031-05-06; a document without date is left out where one is given."""
    chapter: str | Sequence[str] | None = None
    """A part of a heading of the directive."""
    status: str | Sequence[str] | None = None
    """Of treatments; measures rest on those of any status."""

    def __post_init__(self) -> None:
        for name in _SEVERAL:
            object.__setattr__(self, name, _unwrap(name, getattr(self, name)))
        for name, kinds in (("level", Level), ("status", Status)):
            for value in to_names(getattr(self, name)):
                if value not in [str(kind) for kind in kinds]:
                    raise ValueError(f"expected for {name} one of {', '.join(kinds)}, got {value!r}")
        for side in (self.since, self.until):
            if side is not None:
                _to_date(side)

    @property
    def conditions(self) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
        """What is asked for, as (condition, value), or (condition, values) of several."""
        values = ((name, getattr(self, name)) for name in Conditions.__annotations__)
        return tuple((n, v if isinstance(v, tuple) else str(v)) for n, v in values if v is not None)

    def takes(self, node: Node) -> bool:
        """Tell whether a document is let through."""
        regions, levels = to_names(self.region), to_names(self.level)
        within = not regions or any(_is_within(node.region, region) for region in regions)
        since, until = (None if side is None else _to_date(side) for side in (self.since, self.until))
        dated = (since or date.min) <= node.date <= (until or date.max) if node.date else not (since or until)
        return within and dated and (not levels or node.level in levels)

    def takes_clause(self, clause: Clause) -> bool:
        """Tell whether a clause is let through."""
        chapters = to_names(self.chapter)
        return not chapters or any(chapter in heading for chapter in chapters for heading in clause.path)

    def takes_status(self, status: Status) -> bool:
        """Tell whether treatments of a status are let through."""
        return self.status is None or status in to_names(self.status)


def to_names(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the values of a condition that takes several; none for None."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _unwrap(name: str, value: str | Sequence[str] | None) -> str | tuple[str, ...] | None:
    """Return the values of a condition as a tuple, one alone as it is."""
    names = to_names(value)
    if (value is not None and not names) or not all(isinstance(n, str) and n.strip("/ ") for n in names):
        raise ValueError(f"expected for {name} a name or several, got {value!r}")
    return names if len(names) > 1 else next(iter(names), None)


def _to_date(value: date | str) -> date:
    """Return the day of a date, a moment, or ISO text."""
    if isinstance(value, datetime):
        return value.date()
    try:
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"expected a day such as 2031-05-06, got {value!r}") from None


def _is_within(region: str | None, name: str) -> bool:
    return f"/{name.strip('/')}/" in f"/{region}/"


def check_known(chosen: Selection, nodes: Sequence[Node], clauses: Sequence[Clause]) -> None:
    """See that the regions and chapters of a selection are there at all.

    Raises
    ------
    UnknownPart
        If no document is of a region, or no clause under a heading with a chapter's words; the message names what
        there is, the nearest first.
    """
    regions = list(dict.fromkeys(n.region for n in nodes if n.region))
    for name in to_names(chosen.region):
        if not any(_is_within(region, name) for region in regions):
            raise UnknownPart(f"no document is of the region {name!r} 没有该地区的文件; {_nearest(name, regions)}")
    headings = list(dict.fromkeys(heading for c in clauses for heading in c.path))
    for name in to_names(chosen.chapter):
        # Where the directive itself is missing, another word for its chapter would not help.
        if clauses and not any(name in heading for heading in headings):
            raise UnknownPart(f"no clause is under a heading with {name!r} 没有该章节; {_nearest(name, headings)}")


def _nearest(name: str, there: Iterable[str]) -> str:
    """List what is most like a name, the most like first."""
    from rapidfuzz import fuzz

    ranked = sorted(there, key=lambda other: fuzz.WRatio(name, other), reverse=True)
    return f"nearest of {len(ranked)}: {'; '.join(ranked[:_LISTED])}" if ranked else "there is none at all"
