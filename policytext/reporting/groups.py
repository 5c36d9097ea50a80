"""Changes and additions by document, each with the place where it can be read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from policytext.reporting.collation import Mark, make_mark, render_place
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import ClauseChange, Node

Row = TypeVar("Row")
_NAME_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Group(Generic[Row]):
    """A document and its rows of a table."""

    node: Node
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change (变化) as a row."""

    clause: str
    mark: Mark
    place: str
    upstream: bool
    """True where the place is the directive's: the local document has nothing there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionRow:
    """An addition (新增) as a row."""

    text: str
    place: str
    shared_with: tuple[str, ...]


def group_changes(cascade: Cascade) -> tuple[Group[ChangeRow], ...]:
    """Return the changes of each document that has any, in the order of the documents."""
    clauses = {c.id: c.span for c in cascade.clauses}

    def make_row(found: ClauseChange) -> ChangeRow:
        old, new = found.change.old, found.change.new
        document, span = found.document, new.span if new else None
        if span is None:
            document, span = cascade.root, old.span if old else clauses[found.clause]
        place = render_place(cascade, document, span)
        return ChangeRow(clause=found.clause, mark=make_mark(found.change), place=place, upstream=new is None)

    return _group(cascade.nodes, ((c.document, make_row(c)) for c in cascade.changes))


def group_additions(cascade: Cascade) -> tuple[Group[AdditionRow], ...]:
    """Return the additions of each document that has any, in the order of the documents."""
    rows = (
        (
            a.document,
            AdditionRow(
                text=a.passage.text,
                place=render_place(cascade, a.document, a.passage.span),
                shared_with=a.shared_with,
            ),
        )
        for a in cascade.additions
    )
    return _group(cascade.nodes, rows)


def _group(nodes: Iterable[Node], rows: Iterable[tuple[str, Row]]) -> tuple[Group[Row], ...]:
    grouped: dict[str, list[Row]] = {}
    for id, row in rows:
        grouped.setdefault(id, []).append(row)
    return tuple(Group(node, tuple(grouped[node.id])) for node in nodes if node.id in grouped)


def name_briefly(nodes: Sequence[Node]) -> dict[str, str]:
    """Return a short name of each document, by id: its place (青禾县), or its title cut.

    Where several documents are of one place, the number or the title stands behind it.
    """
    places = {n.id: (n.region or "").rpartition("/")[2] for n in nodes}
    common = Counter(places.values())
    return {n.id: _name(n, places[n.id], alone=common[places[n.id]] == 1) for n in nodes}


def _name(node: Node, place: str, *, alone: bool) -> str:
    if place and alone:
        return place
    title = node.title or node.number or node.id
    cut = title if len(title) <= _NAME_LENGTH else title[: _NAME_LENGTH - 1] + "…"
    return f"{place} {node.number or cut}" if place else cut
