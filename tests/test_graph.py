import re
from pathlib import Path

import networkx
import pytest

from policytext.graph import write_graph
from policytext.spans import Span
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Basis, Edge, Evidence, Node, Relation


@pytest.fixture
def two() -> Cascade:
    nodes = (
        Node(id="a", title="意见", number="中办发〔2022〕908号", level="central", depth=0),
        Node(id="b", title="方案\x0b", held=False),
    )
    evidence = Evidence(document="b", span=Span(0, 3), text="根据\x00意见")
    edge = Edge(
        citing="b",
        cited="a",
        relation=Relation.IMPLEMENTS,
        basis=Basis.CITATION,
        direct=True,
        score=1,
        evidence=evidence,
    )
    return Cascade(root="a", nodes=nodes, edges=(edge,), clauses=(), treatments=(), additions=())


def test_edges_run_from_citing_to_cited(two: Cascade) -> None:
    assert list(two.graph.edges) == [("b", "a")]


def test_no_attribute_is_none_and_kinds_are_steady(two: Cascade) -> None:
    graph = two.graph
    kinds = [{key: type(value) for key, value in data.items()} for _, data in graph.nodes(data=True)]
    assert kinds[0] == kinds[1]
    assert type(None) not in kinds[0].values()
    assert graph.nodes["b"]["depth"] == -1
    assert isinstance(graph.edges["b", "a"]["score"], float)


@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        pytest.param(".graphml", networkx.read_graphml, id="GraphML"),
        pytest.param(".gexf", networkx.read_gexf, id="GEXF"),
    ],
)
def test_graph_reads_back_and_holds_no_control_character(two: Cascade, tmp_path: Path, suffix: str, read) -> None:
    path = tmp_path / f"cascade{suffix}"
    write_graph(two, path)
    again = read(path)
    assert again.nodes["a"]["number"] == "中办发〔2022〕908号"
    assert again.nodes["b"]["title"] == "方案\ufffd"
    assert again.nodes["b"]["held"] is False
    assert again.nodes["a"]["depth"] == 0
    assert again.edges["b", "a"]["score"] == 1.0
    assert not re.search(r"[\x00-\x08\x0b]", path.read_text(encoding="utf-8"))


def test_pajek_reads_back_with_titles_and_weights(two: Cascade, tmp_path: Path) -> None:
    write_graph(two, tmp_path / "cascade.net")
    again = networkx.read_pajek(tmp_path / "cascade.net")
    ((citing, cited, data),) = again.edges(data=True)
    assert (citing, cited, data["weight"]) == ("方案\ufffd [b]", "意见 [a]", 1.0)


def test_an_unknown_format_is_refused_by_name(two: Cascade, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.graphml, \.gexf, \.net, got cascade\.dot"):
        write_graph(two, tmp_path / "cascade.dot")
