"""What the cascade asks of a directed graph: who reaches the root, no cycles, no detours, the longest way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

Way = tuple[str, str]
"""An edge, from the document that cites to the one it cites."""


def reaching(root: str, ways: Iterable[Way]) -> dict[str, None]:
    """Return the nodes from which a way leads to the root, the root first, as an ordered set."""
    return dict.fromkeys(_count_steps(root, ways))


def without_cycles(root: str, ways: Iterable[Way], order: Mapping[str, tuple[int, int]]) -> frozenset[Way]:
    """Return the ways without those that close a cycle; no node that reaches the root is cut off from it.

    Within a circle of documents, ways lead towards the root, and of two as far from it the later goes back.
    """
    import networkx

    pairs = dict.fromkeys(ways)
    graph = networkx.DiGraph(list(pairs))
    circle = {
        node: number
        for number, component in enumerate(networkx.strongly_connected_components(graph))
        for node in component
    }
    far = _count_steps(root, pairs)
    place = {node: (far.get(node, len(graph)), order[node], node) for node in graph}
    return frozenset((a, b) for a, b in pairs if circle[a] != circle[b] or place[b] < place[a])


def _count_steps(root: str, ways: Iterable[Way]) -> dict[str, int]:
    """Return for each node that reaches the root the fewest steps to it."""
    back: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in ways:
        back[cited].append(citing)
    far, queue = {root: 0}, [root]
    for node in queue:
        fresh = [n for n in dict.fromkeys(back[node]) if n not in far]
        far.update(dict.fromkeys(fresh, far[node] + 1))
        queue += fresh
    return far


def _open(ahead: dict[str, list[str]]) -> list[str]:
    """Take out the ways that lead back to a node still being walked; return the nodes walked, ends first."""
    state: dict[str, bool] = {}
    done: list[str] = []
    for first in list(ahead):
        stack = [] if first in state else [(first, 0)]
        while stack:
            node, at = stack.pop()
            state.setdefault(node, False)
            following = ahead.get(node, [])
            if at == len(following):
                state[node] = True
                done.append(node)
            elif state.get(following[at]) is False:
                del following[at]
                stack.append((node, at))
            else:
                stack.append((node, at + 1))
                stack += [] if following[at] in state else [(following[at], 0)]
    return done


def without_detours(ways: Iterable[Way]) -> frozenset[Way]:
    """Return the ways that no longer way replaces: the transitive reduction of a graph without cycles."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in ways:
        ahead[citing].append(cited)
    order = _open(dict(ahead))
    bits = {node: 1 << i for i, node in enumerate(order)}
    reach: dict[str, int] = {}
    kept: list[Way] = []
    for node in order:
        following = ahead.get(node, [])
        beyond = 0
        for n in following:
            beyond |= reach[n]
        kept += [(node, n) for n in following if not beyond & bits[n]]
        reach[node] = beyond | sum(bits[n] for n in set(following) if not beyond & bits[n])
    return frozenset(kept)


def longest_ways(root: str, ways: Iterable[Way]) -> dict[str, int]:
    """Return for each node the number of steps of the longest way to the root, in a graph without cycles."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in ways:
        ahead[citing].append(cited)
    depths = {root: 0}
    for node in _open(dict(ahead)):
        steps = [depths[n] + 1 for n in ahead.get(node, []) if n in depths]
        if steps and node != root:
            depths[node] = max(steps)
    return depths
