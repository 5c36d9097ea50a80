"""Clauses side by side with what local documents made of them (对照)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.labels import CHANGE, DIRECTION, Label, find_label
from policytext.markup import Html, escape, join, render_tag
from policytext.reporting.differences import Stretch, compare_texts
from policytext.spans import Span
from policytext.tracing.cascade import Cascade
from policytext.tracing.marks import MARK
from policytext.tracing.values import Change, Clause, Node, Passage, Status, Treatment

_BREAK = "……"
"""Stands between local passages that do not follow one another."""
_ATOMIC = ("quantity", "deadline", "slogan", "actor")
"""Kinds of changes whose sides are shown as a whole; of others the letters that differ."""
_FAINT = 0.35
"""Below this score nearly everything differs: then what is shared is marked, not what is deleted and inserted."""
_LINK = re.compile(r"[^\w]{0,8}")
_WORD = re.compile(r"\w\W?\w")


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
    old, new = render_difference(clause.text, treatment, text=cascade.texts.get(node.id, ""))
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


def render_difference(clause: str, treatment: Treatment, *, text: str = "") -> tuple[Html, Html]:
    """Return the clause with ``<del>`` and the local passages with ``<ins>`` around what differs.

    Where only a few words are shared, these stand in ``<mark>`` on both sides and nothing else is marked.

    Parameters
    ----------
    clause : str
    treatment : Treatment
    text : str, optional
        The local document's; tells which passages follow one another.
    """
    local, breaks = join_passages(treatment.spans, text)
    if not local:
        return join([clause]), Html("")
    told = (c for c in treatment.changes if c.kind in _ATOMIC)
    sides = [side.text for c in told for side in (c.old, c.new) if side is not None]
    difference = compare_texts(clause, local, atoms=[*sides, _BREAK])
    faint = treatment.score < _FAINT
    old = (_mark(s, None if faint else "del") for s in difference.old)
    new = (_mark(s, None if faint else "ins", is_break=b) for s, b in _cut_at(difference.new, breaks))
    return join(old), join(new)


def join_passages(passages: Sequence[Passage], text: str) -> tuple[str, tuple[Span, ...]]:
    """Return passages as one text, and where in it a break (……) stands between two that are not adjacent."""
    local, breaks = "", list[Span]()
    last: Passage | None = None
    for passage in passages:
        link = "" if last is None else _find_link(last.span, passage.span, text)
        if link == _BREAK:
            breaks.append(Span(len(local), len(local) + len(link)))
        local += link + passage.text
        last = passage
    return local, tuple(breaks)


def _find_link(before: Span, after: Span, text: str) -> str:
    if before.end == after.start:
        return ""
    between = text[before.end : after.start]
    return between if between and _LINK.fullmatch(between) else _BREAK


def _cut_at(stretches: Sequence[Stretch], breaks: Sequence[Span]) -> Iterator[tuple[Stretch, bool]]:
    edges = [edge for span in breaks for edge in (span.start, span.end)]
    start = 0
    for stretch in stretches:
        end = start + len(stretch.text)
        for a, b in pairwise(sorted({start, end, *(e for e in edges if start < e < end)})):
            yield Stretch(stretch.text[a - start : b - start], stretch.same), any(a in span for span in breaks)
        start = end


def _mark(stretch: Stretch, changed: str | None, *, is_break: bool = False) -> Html:
    """Return a stretch with its mark; without a tag for what changed, what is shared is marked."""
    if is_break:
        return render_tag("span", stretch.text, class_="break")
    if changed is None:
        return render_tag("mark", stretch.text) if stretch.same and _WORD.search(stretch.text) else escape(stretch.text)
    # 第一条, （二）: a mark of an item, and no wording.
    plain = stretch.same or MARK.fullmatch(stretch.text) is not None
    return escape(stretch.text) if plain else render_tag(changed, stretch.text)


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
