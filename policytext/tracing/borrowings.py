"""Through the documents between: where each local passage most likely comes from.

A township rarely drafts from the central directive; it drafts from its county's plan. Of the held documents that a
document goes back to, a passage's source is the one that holds the largest share of its wording, and of those that
hold as much the nearest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policytext.structure.document import Document
from policytext.tracing.clauses import find_sentences
from policytext.tracing.sentence_index import SentenceIndex, Shelf, find_runs
from policytext.tracing.values import Borrowing, Edge, Node, Passage

LEAST_SHARE = 0.4
"""Share of a passage's runs of letters that its source holds at least."""
MARGIN = 0.05
"""Two sources whose shares are this close hold as much: the nearer one is the likelier."""


def find_borrowings(nodes: Sequence[Node], edges: Sequence[Edge], held: Shelf, root: str) -> Iterator[Borrowing]:
    """Yield the most likely source of each sentence of each held document below the root, in order.

    Parameters
    ----------
    nodes, edges : sequences of Node and Edge
    held : Shelf
        The documents to look in.
    root : str
        Id of the directive.
    """
    known = {n.id: n for n in nodes}
    steps: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        steps[edge.citing].append(edge.cited)
    for node in nodes:
        above = [i for i in _ancestors(node.id, steps) if i in held and i != node.id]
        if node.id in held and node.id != root and above:
            near = sorted(above, key=lambda i: -(known[i].depth or 0))
            yield from _borrowed(held.documents[node.id], [held.index(i) for i in near], root)


def _ancestors(id: str, steps: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the documents that one goes back to, straight or through others, nearest steps first."""
    found, queue = dict[str, None](), [id]
    for here in queue:
        fresh = [cited for cited in dict.fromkeys(steps.get(here, ())) if cited not in found]
        found.update(dict.fromkeys(fresh))
        queue += fresh
    return list(found)


def _borrowed(local: Document, above: Sequence[SentenceIndex], root: str) -> Iterator[Borrowing]:
    text = local.text.characters
    for sentence in find_sentences(local):
        runs = find_runs(sentence.of(text))
        shares = {index.id: index.share(runs) for index in above}
        best = max(shares.values())
        if best < LEAST_SHARE:
            continue
        lender = next(index for index in above if shares[index.id] >= best - MARGIN)
        yield Borrowing(
            document=local.id,
            passage=Passage(sentence, sentence.of(text)),
            lender=lender.id,
            lent=lender.place(runs),
            share=round(shares[lender.id], 4),
            root_share=round(shares[root], 4) if root in shares else None,
        )
