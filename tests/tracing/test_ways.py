"""The graph part of a cascade: reaching the root, no cycles, no detours."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.ways import longest_ways, reaching, without_cycles, without_detours

ways = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda w: w[0] != w[1]))
orders = st.fixed_dictionaries({node: st.tuples(st.integers(0, 3), st.integers(0, 3)) for node in "abcdefgh"})
ORDER = dict.fromkeys("abcdefgh", (0, 0))


@given(ways)
def test_nodes_kept_are_those_with_a_way_to_the_root(found: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(found)
    graph.add_node("a")
    assert set(reaching("a", found)) == nx.ancestors(graph, "a") | {"a"}


@given(ways, orders)
def test_nothing_leads_in_a_circle_afterwards(found: list[tuple[str, str]], order: dict[str, tuple[int, int]]) -> None:
    kept = without_cycles("a", found, order)
    assert kept <= set(found)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(list(kept)))


@given(ways, orders)
def test_no_document_is_cut_off(found: list[tuple[str, str]], order: dict[str, tuple[int, int]]) -> None:
    assert set(reaching("a", without_cycles("a", found, order))) == set(reaching("a", found))


@given(ways.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))), orders)
def test_ways_kept_do_not_depend_on_their_order(
    found: tuple[list[tuple[str, str]], list[tuple[str, str]]], order: dict[str, tuple[int, int]]
) -> None:
    assert without_cycles("a", found[0], order) == without_cycles("a", found[1], order)


@given(ways)
def test_ways_outside_circles_are_all_kept(found: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(found)
    outside = {(a, b) for a, b in found if not nx.has_path(graph, b, a)}
    assert outside <= without_cycles("a", found, ORDER)


@given(ways)
def test_detours_left_out_are_those_of_the_transitive_reduction(found: list[tuple[str, str]]) -> None:
    kept = without_cycles("a", found, ORDER)
    assert set(without_detours(kept)) == set(nx.transitive_reduction(nx.DiGraph(list(kept))).edges)


@given(ways)
def test_depth_is_the_longest_way(found: list[tuple[str, str]]) -> None:
    kept = without_cycles("a", [w for w in found if w[0] != "a"], ORDER)
    graph = nx.DiGraph(list(kept))
    graph.add_node("a")
    for node, depth in longest_ways("a", kept).items():
        assert depth == max(len(p) - 1 for p in nx.all_simple_paths(graph, node, "a")) if node != "a" else depth == 0


def test_of_two_that_cite_each_other_the_later_goes_back() -> None:
    assert without_cycles("c", [("a", "b"), ("b", "a")], {"a": (0, 1), "b": (0, 2)}) == {("b", "a")}
