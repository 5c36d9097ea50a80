"""Clauses side by side with what local documents made of them (对照)."""

from collections.abc import Sequence
from dataclasses import dataclass

from policytext.labels import CHANGE, DIRECTION, Label, find_label
from policytext.markup import Html, join, render_tag
from policytext.reporting.differences import Stretch, compare_texts
from policytext.spans import Span
from policytext.tracing.cascade import Cascade, Change, Clause, Node, Status, Treatment

_BREAK = " … "


@dataclass(frozen=True, slots=True)
class Mark:
    """A change as the reader sees it."""

    kind: Label
    old: str
    new: str
    direction: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A clause and its treatment in one document, differences marked on both sides."""

    document: int
    """Position of the document among those told."""
    node: Node
    status: Status
    score: float
    formulaic: bool
    old: Html
    new: Html
    place: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its pairs, in the order of the documents told."""

    number: int
    clause: Clause
    place: str
    pairs: tuple[Pair, ...]


def collate_clauses(cascade: Cascade) -> tuple[Row, ...]:
    """Return a row for each clause of the directive, empty where no document is told."""
    told = cascade.implementing
    treatments = {(t.clause, t.document): t for t in cascade.treatments}
    rows = []
    for number, clause in enumerate(cascade.clauses, 1):
        found = [(i, node, treatments.get((clause.id, node.id))) for i, node in enumerate(told)]
        pairs = [_pair(cascade, clause, t, i, node) for i, node, t in found if t is not None]
        rows.append(Row(number, clause, render_place(cascade, cascade.root, clause.span), tuple(pairs)))
    return tuple(rows)


def _pair(cascade: Cascade, clause: Clause, treatment: Treatment, document: int, node: Node) -> Pair:
    old, new = render_difference(clause.text, treatment)
    places = dict.fromkeys(render_place(cascade, node.id, p.span) for p in treatment.spans)
    return Pair(
        document=document,
        node=node,
        status=treatment.status,
        score=treatment.score,
        formulaic=treatment.formulaic,
        old=old,
        new=new,
        place="、".join(p for p in places if p),
        marks=tuple(make_mark(c) for c in treatment.changes),
    )


def render_difference(clause: str, treatment: Treatment) -> tuple[Html, Html]:
    """Return the clause with ``<del>`` and the local passages with ``<ins>`` around what differs."""
    local = _BREAK.join(p.text for p in treatment.spans)
    if not local:
        return join([clause]), Html("")
    sides = [side.text for c in treatment.changes for side in (c.old, c.new) if side is not None]
    difference = compare_texts(clause, local, atoms=sides)
    return _render(difference.old, "del"), _render(difference.new, "ins")


def _render(stretches: Sequence[Stretch], tag: str) -> Html:
    marked = (
        join((render_tag(tag, part) for part in s.text.split(_BREAK) if part), _BREAK) for s in stretches if not s.same
    )
    return join(s.text if s.same else next(marked) for s in stretches)


def make_mark(change: Change) -> Mark:
    """Return a change as the reader sees it."""
    old, new = (side.text if side is not None else "" for side in (change.old, change.new))
    direction = find_label(DIRECTION, change.direction) if change.direction else None
    return Mark(find_label(CHANGE, change.kind), old, new, direction)


def render_place(cascade: Cascade, document: str, span: Span) -> str:
    """Return where a stretch starts in its file, such as 第2页第14行; "" where that is not known."""
    place = cascade.place(document, span.start)
    if place is None:
        return ""
    page = "" if place.page is None else f"第{place.page}页"
    return f"{page}第{place.line}行"
