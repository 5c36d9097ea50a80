"""The graph part of a cascade: reaching the root, no cycles, no detours."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.ways import longest_ways, reaching, without_cycles, without_detours

ways = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda w: w[0] != w[1]))
ORDER = dict.fromkeys("abcdefgh", (0, 0))


@given(ways)
def test_nodes_kept_are_those_with_a_way_to_the_root(found: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(found)
    graph.add_node("a")
    assert set(reaching("a", found)) == nx.ancestors(graph, "a") | {"a"}


@given(ways)
def test_nothing_leads_in_a_circle_afterwards(found: list[tuple[str, str]]) -> None:
    kept = without_cycles(found, ORDER)
    assert kept <= set(found)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(list(kept)))


@given(ways)
def test_detours_left_out_are_those_of_the_transitive_reduction(found: list[tuple[str, str]]) -> None:
    kept = without_cycles(found, ORDER)
    assert set(without_detours(kept)) == set(nx.transitive_reduction(nx.DiGraph(list(kept))).edges)


@given(ways)
def test_depth_is_the_longest_way(found: list[tuple[str, str]]) -> None:
    kept = without_cycles([w for w in found if w[0] != "a"], ORDER)
    graph = nx.DiGraph(list(kept))
    graph.add_node("a")
    for node, depth in longest_ways("a", kept).items():
        assert depth == max(len(p) - 1 for p in nx.all_simple_paths(graph, node, "a")) if node != "a" else depth == 0


def test_of_two_that_cite_each_other_the_later_goes_back() -> None:
    assert without_cycles([("a", "b"), ("b", "a")], {"a": (0, 1), "b": (0, 2)}) == {("b", "a")}
