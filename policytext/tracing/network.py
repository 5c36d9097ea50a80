"""Cascade → graph of networkx, with attributes that every file format of graphs can hold."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from policytext.tracing.values import Edge, Node, Status

if TYPE_CHECKING:
    import networkx

Attributes = dict[str, str | int | float | bool]


def make_graph(
    root: str, nodes: Sequence[Node], edges: Sequence[Edge], counts: Callable[[str], Mapping[Status, int]]
) -> "networkx.DiGraph[str]":
    """Return documents and steps as a directed graph; edges run from citing to cited.

    Parameters
    ----------
    root : str
        Id of the directive.
    nodes, edges : sequences of Node and Edge
    counts : callable
        Id of a document → how many clauses have each treatment there.
    """
    import networkx  # heavy

    graph: networkx.DiGraph[str] = networkx.DiGraph(root=root)
    for node in nodes:
        graph.add_node(node.id, **_describe(node), **{status.value: n for status, n in counts(node.id).items()})
    for edge in edges:
        graph.add_edge(edge.citing, edge.cited, **_describe_edge(edge))
    return graph


def _describe(node: Node) -> Attributes:
    """Return the attributes of a document; none is None, which no format holds."""
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
