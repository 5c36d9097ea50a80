"""Cascade → graphs for other programs: networkx, and GraphML for Gephi, yEd and Cytoscape."""

from pathlib import Path
from typing import TYPE_CHECKING

from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Edge, Node

if TYPE_CHECKING:
    import networkx

Attributes = dict[str, str | int | float | bool]


def to_networkx(cascade: Cascade) -> "networkx.DiGraph[str]":
    """Return the cascade as a directed graph; edges run from the document that cites to the one it goes back to.

    No attribute is None, which GraphML cannot hold: an unknown text is ``""``, an unknown depth -1.
    """
    import networkx  # heavy

    graph: networkx.DiGraph[str] = networkx.DiGraph(root=cascade.root)
    for node in cascade.nodes:
        graph.add_node(node.id, **_describe(cascade, node))
    for edge in cascade.edges:
        graph.add_edge(edge.citing, edge.cited, **_describe_edge(edge))
    return graph


def write_graphml(cascade: Cascade, path: Path) -> None:
    """Write the graph as GraphML."""
    import networkx  # heavy

    # lxml, where it is installed, would be another writer with other white space.
    networkx.write_graphml_xml(to_networkx(cascade), path, encoding="utf-8", prettyprint=True)


def _describe(cascade: Cascade, node: Node) -> Attributes:
    counts = {status.value: count for status, count in cascade.counts(node.id).items()}
    return {
        "label": _clean(node.title or node.number or node.id),
        "title": _clean(node.title),
        "number": _clean(node.number or ""),
        "number_basis": node.number_basis or "",
        "issuer": _clean(node.issuer or ""),
        "level": node.level or "",
        "region": _clean(node.region or ""),
        "date": node.date.isoformat() if node.date else "",
        "held": node.held,
        "depth": -1 if node.depth is None else node.depth,
        **counts,
    }


def _describe_edge(edge: Edge) -> Attributes:
    evidence = edge.evidence
    return {
        "relation": edge.relation.value,
        "basis": edge.basis.value,
        "direct": edge.direct,
        "score": float(edge.score),
        "weight": float(edge.score),
        "evidence": _clean(evidence.text) if evidence else "",
        "evidence_document": evidence.document if evidence else "",
    }


def _clean(text: str) -> str:
    # XML 1.0 has no place for control characters and halves of surrogate pairs; files do.
    return "".join(
        c if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )
