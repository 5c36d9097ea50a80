"""The cascade (传导链) as nodes and edges: who goes back to the directive, by which way, and where that can be read."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from policytext.docnumber import find_docnumbers
from policytext.lexicons import load_lexicon
from policytext.resolution import KnownDocument, Resolution, Resolved
from policytext.spans import Span
from policytext.structure.document import RANKS, Document
from policytext.structure.kinds import kind_of
from policytext.tracing.values import Basis, Edge, Evidence, Node, Relation
from policytext.tracing.ways import longest_ways, reaching, without_cycles, without_detours

_ENDS = re.compile(r"[。！？；!?;\n][”’」』]?")
_FARTHEST = 600
"""Longest sentence looked for around a mention."""
_STRENGTH = (
    Relation.IMPLEMENTS,
    Relation.AMENDS,
    Relation.REPEALS,
    Relation.REPRINTS,
    Relation.INTERPRETS,
    Relation.CITES,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLink:
    """A document that carries over the directive's rare wording without naming it."""

    document: str
    score: float
    """Share of the directive's wording that it carries, from 0 to 1."""
    evidence: Evidence | None = None


FindSilent = Callable[[Collection[str]], Iterable[WordingLink]]


def link_documents(
    documents: Sequence[Document], resolved: Resolved, root: str, *, find_silent: FindSilent | None = None
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the documents that go back to a root and the edges between them.

    Parameters
    ----------
    documents : sequence of Document
        What the corpus holds.
    resolved : Resolved
        What their citations mean.
    root : str
        Id of the directive; it may be a ghost's.
    find_silent : callable, optional
        Given the ids of the documents that go back to the root by citation, finds others that do so by their wording.

    Returns
    -------
    nodes, edges : tuples of Node and of Edge
        The root first, then by depth; ghosts only where they lie between a held document and the root.
    """
    held = {d.id: d for d in documents}
    edges = [*_citation_edges(held, resolved), *_co_citation_edges(held, resolved)]
    if find_silent is not None:
        named = reaching(root, [(e.citing, e.cited) for e in edges if e.citing != root])
        edges += [_wording_edge(held[link.document], link, root) for link in find_silent(named)]
    edges = [e for e in edges if e.citing != root]
    kept = reaching(root, [(e.citing, e.cited) for e in edges])
    known = {d.id: d for d in resolved.documents}
    steps = [(e.citing, e.cited) for e in edges if e.citing in kept and e.cited in kept]
    ways = without_cycles(root, steps, _order(known))
    edges = [e for e in edges if (e.citing, e.cited) in ways]
    direct = without_detours(ways)
    depths = longest_ways(root, direct)
    nodes = [_node(known[id], depths.get(id)) for id in kept if id in known]
    nodes.sort(key=lambda n: (n.depth if n.depth is not None else len(kept), not n.held))
    return tuple(nodes), tuple(replace(e, direct=(e.citing, e.cited) in direct) for e in edges)


def _order(known: Mapping[str, KnownDocument]) -> dict[str, tuple[int, int]]:
    """Return how far down and how late each document stands: of two that cite each other this tells the later."""
    return {k: (RANKS.get(d.level or "", 9), d.date.toordinal() if d.date else 0) for k, d in known.items()}


def _node(known: KnownDocument, depth: int | None) -> Node:
    return Node(
        id=known.id,
        title=known.title,
        number=known.number,
        number_basis=known.number_basis,
        issuer=known.issuer,
        level=known.level,
        region=known.region,
        date=known.date,
        held=known.held,
        depth=depth,
    )


def _citation_edges(held: Mapping[str, Document], resolved: Resolved) -> Iterator[Edge]:
    """Yield an edge for each pair of documents of which one cites the other, by its strongest relation."""
    pairs: defaultdict[tuple[str, str], list[Resolution]] = defaultdict(list)
    for resolution in resolved.resolutions:
        pairs[resolution.citing, resolution.document].append(resolution)
    for (citing, cited), mentions in pairs.items():
        document = held[citing]
        best = min(mentions, key=lambda r: (_STRENGTH.index(Relation(r.citation.relation)), r.citation.span))
        relation = Relation(best.citation.relation)
        if is_interpreting(document) and relation is not Relation.REPRINTS:
            relation, best = Relation.INTERPRETS, min(mentions, key=lambda r: r.citation.span)
        yield Edge(
            citing=citing,
            cited=cited,
            relation=relation,
            basis=Basis.CITATION,
            direct=True,
            score=1.0,
            evidence=_evidence(document, best.citation.span),
        )


@cache
def _explaining() -> tuple[str, ...]:
    return tuple(load_lexicon("relations")["explaining"]["endings"])


def is_interpreting(document: Document) -> bool:
    """Tell whether a document is news or an author's piece: it has an author, or its title names no kind (文种)."""
    title = document.title
    if document.part_of and document.part_of.author:
        return True
    return bool(title) and (kind_of(title) is None or title.endswith(_explaining()))


def _evidence(document: Document, span: Span) -> Evidence:
    sentence = _sentence(document.text.characters, span)
    return Evidence(document=document.id, span=sentence, text=sentence.of(document.text.characters))


def _sentence(text: str, span: Span) -> Span:
    """Return the sentence around a mention, without white space at its ends."""
    before = text[max(0, span.start - _FARTHEST) : span.start]
    start = span.start - len(before) + max((m.end() for m in _ENDS.finditer(before)), default=0)
    behind = _ENDS.search(text, span.end, span.end + _FARTHEST)
    end = (behind.end() if behind else min(len(text), span.end + _FARTHEST)) if span.end < len(text) else len(text)
    raw = text[start:end]
    return Span(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))


def _co_citation_edges(held: Mapping[str, Document], resolved: Resolved) -> Iterator[Edge]:
    """Yield the steps from ghosts up that follow from what is implemented together in one sentence, by level."""
    known = {d.id: d for d in resolved.documents}
    seen: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for evidence, together in _named_together(held, resolved):
        for lower, upper in _steps([known[id] for id in together]):
            seen[lower, upper].append(evidence)
    for (lower, upper), evidences in seen.items():
        support = len({e.document for e in evidences})
        yield Edge(
            citing=lower,
            cited=upper,
            relation=Relation.IMPLEMENTS,
            basis=Basis.CO_CITATION,
            direct=True,
            # One document that names both gives a half, two give two thirds, and so on.
            score=round(support / (support + 1), 4),
            evidence=evidences[0],
        )


def _named_together(held: Mapping[str, Document], resolved: Resolved) -> Iterator[tuple[Evidence, list[str]]]:
    """Yield the documents that a sentence implements together, with that sentence."""
    sentences: dict[tuple[str, Span], list[str]] = {}
    for resolution in resolved.resolutions:
        document = held[resolution.citing]
        if resolution.citation.relation == Relation.IMPLEMENTS and not is_interpreting(document):
            place = _sentence(document.text.characters, resolution.citation.span)
            together = sentences.setdefault((document.id, place), [])
            together += [] if resolution.document in together else [resolution.document]
    for (id, place), together in sentences.items():
        if len(together) > 1:
            yield Evidence(document=id, span=place, text=place.of(held[id].text.characters)), together


def _steps(together: Sequence[KnownDocument]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a ghost and what stands on the next level above it among documents named together."""
    ranked = [(d, RANKS[d.level]) for d in together if d.level in RANKS]
    for lower, rank in ranked:
        above = [r for _, r in ranked if r < rank]
        if lower.held or not above:
            continue
        yield from ((lower.id, d.id) for d, r in ranked if r == max(above) and _can_follow(lower, d))


def _can_follow(lower: KnownDocument, upper: KnownDocument) -> bool:
    """Tell whether one document can go back to the other by year and region."""
    years = [_year(lower), _year(upper)]
    if all(years) and years[0] < years[1]:
        return False
    below, above = (lower.region or "").split("/"), (upper.region or "").split("/")
    both = below[0].endswith(("省", "自治区", "市")) and bool(above[0])
    return not both or below[0] == above[0] or upper.level == "central"


def _year(known: KnownDocument) -> int:
    """Return the year of a document's number or date; 0 where neither tells."""
    numbers = [n.year or 0 for _, n in find_docnumbers(known.number)] if known.number else []
    return max(numbers, default=0) or (known.date.year if known.date else 0)


def _wording_edge(document: Document, link: WordingLink, root: str) -> Edge:
    return Edge(
        citing=document.id,
        cited=root,
        relation=Relation.INTERPRETS if is_interpreting(document) else Relation.IMPLEMENTS,
        basis=Basis.WORDING,
        direct=True,
        score=link.score,
        evidence=link.evidence,
    )
