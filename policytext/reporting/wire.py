"""Values → the JSON that other programs build on; its shapes are described in docs and fixed by ``schema``."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any

from policytext.docnumber import DocNumber
from policytext.findings import Annotated
from policytext.findings.values import Deadline
from policytext.layout import Grid
from policytext.reporting.version import find_version
from policytext.spans import Span
from policytext.structure.document import Document, Header
from policytext.text import Doubt
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Borrowing, Change, Clause, Edge, Node, Passage, Treatment

SCHEMA = 1
Wire = dict[str, Any]
_KEPT_EMPTY = ("marker", "heading", "text")
"""What may be ``""``: a section's marker and heading where none is printed, and the text of an empty document."""


def render_json(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return JSON with Chinese as it is; without `indent` on one line."""
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)


def to_wire(found: Annotated) -> Wire:
    """Return a document and its findings as ``policytext extract`` writes them."""
    document, text = found.document, found.document.text
    source, part = text.source, document.part_of
    return {
        **_head(),
        "id": document.id,
        "source": _pick(source, "path", "sha256", "media_type", "encoding", "pages"),
        "part_of": None if part is None else _pick(part, "title", "index", "author", "origin"),
        "header": _pick(document.header, *(f.name for f in fields(Header))),
        "text": text.characters,
        "lines": [[offset, place.page, place.line, place.column] for offset, place in text.stretches()],
        "sections": [
            _pick(s, "id", "marker", "heading", "level", "parent", "span", "lost_number") for s in document.sections
        ],
        "citations": [{**_all(c), "document": None} for c in found.citations],
        "principles": [_all(p) for p in found.principles],
        "targets": [_all(t) for t in found.targets],
        "slogans": [_all(s) for s in found.slogans],
        "corrections": [_all(c) for c in found.corrections],
        "tables": [_grid(g, text.characters) for g in document.grids],
        "noise": [
            {"text": d.text, "reason": d.reason, "page": d.place.page, "line": d.place.line} for d in text.dropped
        ],
        "warnings": [_pick(d, "code", "message", "page", "line") for d in _doubts(document)],
    }


def to_wire_trace(cascade: Cascade, options: Mapping[str, Any] | None = None) -> Wire:
    """Return a cascade as ``policytext trace`` writes it."""
    return {
        **_head(),
        "options": {**(options or {}), **dict(cascade.selected)},
        "root": cascade.root,
        "documents": [_node(n) for n in cascade.nodes],
        "edges": [_edge(e) for e in cascade.edges],
        "clauses": [_clause(c) for c in cascade.clauses],
        "treatments": [_treatment(t) for t in cascade.treatments],
        "additions": [
            {"document": a.document, **_passage(a.passage), "shared_with": list(a.shared_with)}
            for a in cascade.additions
        ],
        "sources": [_borrowing(b) for b in cascade.borrowings],
        "rises": [
            {
                "document": r.document,
                **_passage(r.passage),
                "later": _within(r.later, r.later_passage),
                "share": r.share,
            }
            for r in cascade.rises
        ],
        "residues": [{"document": r.document, **_passage(r.passage), "kind": r.kind} for r in cascade.residues],
        "errors": [{"path": path, "message": message} for path, message in cascade.errors],
    }


def _head() -> Wire:
    return {"schema": SCHEMA, "policytext": find_version()}


def _grid(grid: Grid, text: str) -> Wire:
    rows = [[{**_span(cell), "text": cell.of(text) or None} for cell in row] for row in grid.rows]
    return {**_span(grid.span), "page": grid.page, "rows": rows}


def _doubts(document: Document) -> list[Doubt]:
    return list(dict.fromkeys((*document.text.source.doubts, *document.doubts)))


def _node(node: Node) -> Wire:
    names = "id title number number_basis issuer level region date held depth versions"
    return _pick(node, *names.split())


def _edge(edge: Edge) -> Wire:
    steps = {"from": edge.citing, "to": edge.cited}
    rest = _pick(edge, "relation", "basis", "direct", "score")
    return {**steps, **rest, "evidence": None if edge.evidence is None else _all(edge.evidence)}


def _clause(clause: Clause) -> Wire:
    return {"id": clause.id, "path": list(clause.path), **_span(clause.span), "text": clause.text}


def _treatment(treatment: Treatment) -> Wire:
    told = _pick(treatment, "clause", "document", "status", "score", "by", "formulaic")
    changes = [_change(c) for c in treatment.changes]
    return {**told, "spans": [_passage(p) for p in treatment.spans], "changes": changes}


def _change(change: Change) -> Wire:
    sides = {"from": change.old, "to": change.new}
    told = {side: None if passage is None else _passage(passage) for side, passage in sides.items()}
    rest = {name: list(getattr(change, name)) for name in ("evidence", "members_added", "members_dropped")}
    return {"kind": change.kind, **told, "direction": change.direction or None, "rule": change.rule or None, **rest}


def _borrowing(borrowing: Borrowing) -> Wire:
    source = _within(borrowing.lender, borrowing.lent)
    shares = {"share": borrowing.share, "root_share": borrowing.root_share}
    return {"document": borrowing.document, **_passage(borrowing.passage), "source": source, **shares}


def _within(document: str, passage: Passage) -> Wire:
    return {"document": document, **_passage(passage)}


def _passage(passage: Passage) -> Wire:
    return {**_span(passage.span), "text": passage.text}


def _span(span: Span) -> Wire:
    return {"start": span.start, "end": span.end}


def _all(value: Any) -> Wire:
    return _pick(value, *(f.name for f in fields(value)))


def _pick(value: Any, *names: str) -> Wire:
    picked: Wire = {}
    for name in names:
        found = getattr(value, name)
        picked |= _span(found) if isinstance(found, Span) else {name: _plain(found, name)}
    return picked


def _plain(value: Any, name: str) -> Any:
    if value == "":
        return "" if name in _KEPT_EMPTY else None
    if isinstance(value, tuple | list):
        return [_plain(v, name) for v in value]
    convert = next((convert for kind, convert in _CONVERSIONS if isinstance(value, kind)), None)
    return value if convert is None else convert(value)


_CONVERSIONS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, lambda value: value.value),
    (DocNumber, str),
    (datetime.date, lambda value: value.isoformat()),
    (float, lambda value: int(value) if value.is_integer() else value),
    (Deadline, _all),
)
