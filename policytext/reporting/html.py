"""A cascade as one HTML page that needs nothing but itself: no request, no font, no script from elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from policytext import labels
from policytext.markup import escape
from policytext.reporting.collation import collate_clauses, render_place
from policytext.reporting.drawing import name_anchor, render_svg
from policytext.reporting.groups import group_additions, group_changes, name_briefly
from policytext.reporting.layout import arrange_cascade
from policytext.reporting.measuring import count_sources, list_measures
from policytext.reporting.version import find_version
from policytext.spans import Span
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Edge, Evidence, Node, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many clauses a document carries over verbatim, adapts and leaves out, formulaic ones told apart."""

    node: Node
    verbatim: int
    adapted: int
    absent: int
    formulaic: int

    @property
    def total(self) -> int:
        """Number of clauses."""
        return self.verbatim + self.adapted + self.absent

    @property
    def breadth(self) -> float:
        """Share of the clauses that are carried over, 0 to 1."""
        return (self.verbatim + self.adapted) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A document in the tree of the cascade, with the edges that lead up from it."""

    rank: int
    node: Node
    edges: tuple[Edge, ...]


def render_report(cascade: Cascade, options: Mapping[str, Any] | None = None) -> str:
    """Return the report of a cascade as one self-contained HTML page.

    Parameters
    ----------
    cascade : Cascade
    options : mapping, optional
        What the user chose; told at the foot of the page.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # 50 ms to import

    loader = PackageLoader("policytext.reporting", "templates")
    environment = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, finalize=escape)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {
        "pair": _name_both,
        "anchor": _anchor,
        "label": _label,
        "percent": "{:.0%}".format,
        "score": "{:.2f}".format,
    }
    template = environment.get_template("report.html.j2")
    return template.render(**_gather(cascade), options=options or {}, part=cascade.selected)


def _name_both(names: tuple[str, str]) -> labels.Label:
    return labels.Label(*names)


def _anchor(id: str, kind: str) -> str:
    return name_anchor(kind, id)


def _label(key: str | None, kind: str) -> labels.Label:
    return labels.find_label(getattr(labels, kind.upper()), key)


def _gather(cascade: Cascade) -> dict[str, Any]:
    told = cascade.implementing
    rows = collate_clauses(cascade)
    formulaic = Counter(t.document for t in cascade.treatments if t.formulaic and t.status is not Status.ABSENT)
    shares = [_share(cascade, node, formulaic[node.id]) for node in told]
    steps: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(cascade.edges, key=lambda e: not e.direct):
        steps[edge.citing].append(edge)
    return {
        "cascade": cascade,
        "root": next((n for n in cascade.nodes if n.id == cascade.root), None),
        "nodes": {n.id: n for n in cascade.nodes},
        "shares": shares,
        "first": max(range(len(shares)), key=lambda i: shares[i].breadth, default=0),
        "steps": [Step(rank=rank, node=node, edges=tuple(steps[node.id])) for rank, node, _ in cascade.walk()],
        "drawing": render_svg(arrange_cascade(cascade), root=cascade.root),
        "rows": rows,
        "clause_numbers": {c.id: i for i, c in enumerate(cascade.clauses, 1)},
        "clauses": {c.id: c for c in cascade.clauses},
        "missing": [row for row in rows if any(pair.status is Status.ABSENT for pair in row.pairs)],
        "changes": group_changes(cascade),
        "additions": group_additions(cascade),
        "measures": tuple(list_measures(cascade)),
        "measure_names": tuple(labels.MEASURE.values()),
        "sources": tuple(count_sources(cascade)),
        "brief": name_briefly(cascade.nodes),
        "quote": partial(_quote, cascade, {n.id: n.title for n in cascade.nodes}),
        "version": find_version(),
        "statuses": [s.value for s in Status],
        "bases": labels.BASIS,
    }


def _share(cascade: Cascade, node: Node, formulaic: int) -> Share:
    counts = cascade.counts(node.id)
    return Share(node=node, **{status.value: count for status, count in counts.items()}, formulaic=formulaic)


def _quote(cascade: Cascade, titles: Mapping[str, str], evidence: Evidence) -> str:
    place = render_place(cascade, evidence.document, Span(evidence.span.start, evidence.span.end))
    title = titles.get(evidence.document, evidence.document)
    return f"《{title}》{place}"
