"""Documents → Cascade (传导链): who goes back to the directive, and what each made of its clauses."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from policytext.findings import Annotated
from policytext.processes import spread
from policytext.resolution import Resolved
from policytext.structure.document import Document, Level
from policytext.tracing.additions import share_additions
from policytext.tracing.borrowings import find_borrowings
from policytext.tracing.cascade import Cascade
from policytext.tracing.clauses import find_sentences
from policytext.tracing.links import WordingLink, link_documents
from policytext.tracing.meaning import LEAST_ALIKE, Encoder, add_meanings
from policytext.tracing.residues import find_residues
from policytext.tracing.rises import find_rises
from policytext.tracing.sentence_index import Shelf
from policytext.tracing.telling import Upper, find_wording_link, prepare_upper, tell_document
from policytext.tracing.values import Addition, Edge, Node, Passage, Relation, Treatment

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and a title: first while it is looked which belong, then anew."""
_Made = TypeVar("_Made")
_TOGETHER = 8
"""Documents that are sent to a process in one task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to trace."""

    with_interpretations: bool = False
    """Tell the treatments of news and commentaries too."""
    comparing: bool = False
    """Link every document to the directive by its wording, however little it shares."""
    encoder: Encoder | None = None
    """Texts → vectors: adds treatments that share no wording."""
    least_alike: float = LEAST_ALIKE
    """Cosine that such a treatment needs."""
    jobs: int = 1
    """Processes at work."""


def trace_documents(
    corpus: Sequence[Annotated],
    resolved: Resolved,
    root: str,
    *,
    options: Options | None = None,
    on_progress: Progress | None = None,
) -> Cascade:
    """Trace a directive through annotated documents.

    Documents are looked at one by one, and of each only what is told of it is kept.

    Parameters
    ----------
    corpus : sequence of Annotated
    resolved : Resolved
        What their citations mean.
    root : str
        Id of the directive; a ghost's gives documents and edges, and no clauses.
    options : Options, optional
    on_progress : callable, optional
        See `Progress`.
    """
    options = options or Options()
    by_id = {a.document.id: a for a in corpus}
    upper = prepare_upper(by_id[root]) if root in by_id else None
    silent = partial(_find_silent, upper, corpus, options, on_progress)
    nodes, edges = link_documents([a.document for a in corpus], resolved, root, find_silent=silent)
    held = {n.id: by_id[n.id].document for n in nodes if n.id in by_id}
    told = [by_id[id] for id in _implementing(nodes, edges, root, options) if upper and id in by_id]
    found = _spread(tell_document, upper, told, options, on_progress) if upper else ()
    outcomes = {a.document.id: outcome for a, outcome in zip(told, found, strict=True)}
    treatments = [t for outcome in outcomes.values() for t in outcome.treatments]
    if upper and options.encoder is not None:
        treatments = list(_add_meanings(treatments, upper, told, options))
    shared = tuple(share_additions(_without_meant({i: o.additions for i, o in outcomes.items()}, treatments)))
    shelf = Shelf({id: held[id] for id in (root, *outcomes)} if upper else {})
    return Cascade(
        root=root,
        nodes=nodes,
        edges=edges,
        clauses=upper.clauses if upper else (),
        treatments=tuple(treatments),
        additions=shared,
        borrowings=tuple(find_borrowings(nodes, edges, shelf, root)),
        rises=tuple(find_rises(nodes, shared, shelf)),
        residues=tuple(r for a in told for r in find_residues(a.document)),
        texts={id: d.text.characters for id, d in held.items()},
        origins={id: d.text for id, d in held.items()},
    )


def _find_silent(
    upper: Upper | None,
    corpus: Sequence[Annotated],
    options: Options,
    on_progress: Progress | None,
    named: Collection[str],
) -> Iterator[WordingLink]:
    """Yield how those documents go back to the directive by their rare wording that do not by citation."""
    if upper is None:
        return
    above = upper.annotated.document
    others = [a for a in corpus if a.document.id not in named and a.document.id != above.id]
    able = [a for a in others if options.comparing or _can_follow(above, a.document)]
    work = partial(find_wording_link, every=options.comparing)
    yield from (link for link in _spread(work, upper, able, options, on_progress) if link is not None)


def _spread(
    work: Callable[[Upper, Annotated], _Made],
    upper: Upper,
    documents: Sequence[Annotated],
    options: Options,
    on_progress: Progress | None,
) -> Iterator[_Made]:
    """Yield what is made of each document, and say how far it has come."""
    made = spread(work, upper, documents, jobs=options.jobs, together=_TOGETHER)
    for done, (annotated, result) in enumerate(zip(documents, made, strict=True)):
        if on_progress:
            on_progress(done, len(documents), annotated.document.title)
        yield result


def _add_meanings(
    treatments: Sequence[Treatment], upper: Upper, told: Sequence[Annotated], options: Options
) -> Iterator[Treatment]:
    sentences = {
        a.document.id: tuple(Passage(s, s.of(a.document.text.characters)) for s in find_sentences(a.document))
        for a in told
    }
    if options.encoder is not None:
        yield from add_meanings(treatments, upper.clauses, sentences, options.encoder, least=options.least_alike)


def _without_meant(
    additions: Mapping[str, tuple[Addition, ...]], treatments: Iterable[Treatment]
) -> dict[str, tuple[Addition, ...]]:
    """Return the additions without those that an encoder found to carry a clause over."""
    meant = {(t.document, p.span) for t in treatments if t.by == "meaning" for p in t.spans}
    return {
        id: tuple(a for a in own if not any(a.passage.span.overlaps(s) for d, s in meant if d == id))
        for id, own in additions.items()
    }


def _can_follow(upper: Document, lower: Document) -> bool:
    """Tell whether a document can take over another's wording by its date and region."""
    since, date = upper.header.date, lower.header.date
    return not (since and date and date < since) and _is_below(upper, lower)


def _is_below(upper: Document, lower: Document) -> bool:
    """Tell whether a document can take over another's wording from above: its region lies within the other's."""
    region, own = upper.header.region, lower.header.region
    if upper.header.level is Level.CENTRAL or not region:
        return lower.header.level is not Level.CENTRAL
    return bool(own) and own != region and str(own).startswith(f"{region}/")


def _implementing(nodes: Sequence[Node], edges: Sequence[Edge], root: str, options: Options) -> Iterator[str]:
    """Yield the held documents that implement the directive, by citation or by wording, in the order of the nodes.

    Of two that are compared the other one, whatever it has to do with the directive: one may repeal the other.
    """
    relations: dict[str, set[Relation]] = {}
    for edge in edges:
        relations.setdefault(edge.citing, set()).add(edge.relation)
    for node in nodes:
        said = relations.get(node.id, set())
        explains = options.with_interpretations and Relation.INTERPRETS in said
        told = explains or options.comparing or Relation.IMPLEMENTS in said
        if node.held and node.id != root and told:
            yield node.id
