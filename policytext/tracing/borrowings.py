"""Through the documents between: where each local passage most likely comes from, and what rose from below.

A township rarely drafts from the central directive; it drafts from its county's plan. Of the held documents that a
document goes back to, a passage's source is the one that holds the largest share of its wording, and of those that
hold as much the nearest.
"""

from collections.abc import Iterator, Mapping, Sequence

from policytext.tracing.sentence_index import SentenceIndex, find_runs
from policytext.tracing.values import Addition, Borrowing, Edge, Node, Passage, Rise

LEAST_SHARE = 0.4
"""Share of a passage's runs of letters that its source holds at least."""
MARGIN = 0.05
"""Two sources whose shares are this close hold as much: the nearer one is the likelier."""
LEAST_RISEN = 0.6
"""Share of an addition's runs that a later document above holds at least."""
_RANKS = {"central": 0, "province": 1, "city": 2, "county": 3, "township": 4, "village": 5}


def find_borrowings(
    nodes: Sequence[Node], edges: Sequence[Edge], indexes: Mapping[str, SentenceIndex], root: str
) -> Iterator[Borrowing]:
    """Yield the most likely source of each sentence of each held document below the root, in order.

    Parameters
    ----------
    nodes, edges : sequences of Node and Edge
    indexes : mapping
        Id of a held document → its sentences.
    root : str
        Id of the directive.
    """
    known = {n.id: n for n in nodes}
    for node in nodes:
        above = [i for i in _ancestors(node.id, edges) if i in indexes and i != node.id]
        if node.id in indexes and node.id != root and above:
            near = sorted(above, key=lambda i: -(known[i].depth or 0))
            yield from _borrowed(indexes[node.id], [indexes[i] for i in near], root)


def _ancestors(id: str, edges: Sequence[Edge]) -> list[str]:
    """Return the documents that one goes back to, straight or through others, nearest steps first."""
    found, queue = dict[str, None](), [id]
    while queue:
        here = queue.pop(0)
        for edge in edges:
            if edge.citing == here and edge.cited not in found:
                found[edge.cited] = None
                queue.append(edge.cited)
    return list(found)


def _borrowed(local: SentenceIndex, above: Sequence[SentenceIndex], root: str) -> Iterator[Borrowing]:
    for sentence in local.sentences:
        runs = find_runs(sentence.of(local.text))
        shares = {index.id: index.share(runs) for index in above}
        best = max(shares.values())
        if best < LEAST_SHARE:
            continue
        lender = next(index for index in above if shares[index.id] >= best - MARGIN)
        yield Borrowing(
            document=local.id,
            passage=Passage(sentence, sentence.of(local.text)),
            lender=lender.id,
            lent=lender.place(runs),
            share=round(shares[lender.id], 4),
            root_share=round(shares[root], 4) if root in shares else None,
        )


def find_rises(
    nodes: Sequence[Node], additions: Sequence[Addition], indexes: Mapping[str, SentenceIndex]
) -> Iterator[Rise]:
    """Yield the additions that a document of a higher level has later, and none had before: innovations from below."""
    dated = {n.id: n for n in nodes if n.date and n.level in _RANKS and n.id in indexes}
    for addition in additions:
        home = dated.get(addition.document)
        runs = find_runs(addition.passage.text)
        if home is None or not runs:
            continue
        holders = [n for n in dated.values() if n is not home and indexes[n.id].share(runs) >= LEAST_RISEN]
        first = not any(str(n.date) <= str(home.date) for n in holders)
        higher = [n for n in holders if _RANKS[n.level or ""] < _RANKS[home.level or ""]]
        if first and higher:
            later = min(higher, key=lambda n: str(n.date))
            index = indexes[later.id]
            yield Rise(
                document=home.id,
                passage=addition.passage,
                later=later.id,
                later_passage=index.place(runs),
                share=round(index.share(runs), 4),
            )
