"""What the cascade asks of a directed graph: who reaches the root, no cycles, no detours, the longest way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

Way = tuple[str, str]
"""An edge, from the document that cites to the one it cites."""


def reaching(root: str, ways: Iterable[Way]) -> dict[str, None]:
    """Return the nodes from which a way leads to the root, the root first, as an ordered set."""
    back: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in ways:
        back[cited].append(citing)
    found, queue = {root: None}, [root]
    for node in queue:
        fresh = [n for n in dict.fromkeys(back[node]) if n not in found]
        found.update(dict.fromkeys(fresh))
        queue += fresh
    return found


def without_cycles(ways: Iterable[Way], order: Mapping[str, tuple[int, int]]) -> frozenset[Way]:
    """Return the ways without those that close a cycle; of two that cite each other the higher in order goes back."""
    pairs = dict.fromkeys(ways)
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    for citing, cited in pairs:
        if (cited, citing) not in pairs or (order[citing], citing) > (order[cited], cited):
            ahead[citing].append(cited)
    return frozenset((a, b) for a in _open(ahead) for b in ahead[a])


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
