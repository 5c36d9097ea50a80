"""Cascade → files of graphs for other programs: GraphML (yEd, Cytoscape), GEXF (Gephi), Pajek."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.tracing.cascade import Cascade

if TYPE_CHECKING:
    import networkx

    Graph = networkx.DiGraph[str]


def write_graph(cascade: Cascade, path: str | Path) -> None:
    """Write the graph of a cascade in the format that the file's suffix names.

    Parameters
    ----------
    cascade : Cascade
    path : str or Path
        Ends in ``.graphml``, ``.gexf`` or ``.net`` (Pajek).

    Raises
    ------
    ValueError
        If the suffix is another one.
    """
    path = Path(path)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise ValueError(f"expected a file name that ends in {', '.join(_WRITERS)}, got {path.name}")
    write(cascade.graph, path)


def _write_graphml(graph: "Graph", path: Path) -> None:
    import networkx  # heavy

    # lxml, where it is installed, would be another writer with other white space.
    networkx.write_graphml_xml(graph, path, encoding="utf-8", prettyprint=True)


def _write_gexf(graph: "Graph", path: Path) -> None:
    import networkx  # heavy

    networkx.write_gexf(graph, path, encoding="utf-8", prettyprint=True)


def _write_pajek(graph: "Graph", path: Path) -> None:
    """Write Pajek's vertices and arcs: labels are its only names, so that each is the title with the id behind it."""
    import networkx  # heavy

    named: Any = networkx.relabel_nodes(graph, {id: f"{data['label']} [{id}]" for id, data in graph.nodes(data=True)})
    plain: Any = networkx.DiGraph()
    plain.add_nodes_from(named)
    plain.add_weighted_edges_from(named.edges(data="weight"))
    networkx.write_pajek(plain, path, encoding="utf-8")


_WRITERS: Mapping[str, Callable[["Graph", Path], None]] = {
    ".graphml": _write_graphml,
    ".gexf": _write_gexf,
    ".net": _write_pajek,
}
