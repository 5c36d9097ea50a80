"""Documents → Cascade (传导链): who goes back to the directive, and what each made of its clauses."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.dates import find_deadlines
from policytext.findings import Annotated
from policytext.resolution import Resolved
from policytext.spans import Span
from policytext.structure.document import Document, Level
from policytext.tracing.additions import find_additions, share_additions
from policytext.tracing.alignment import Directive, Idle, prepare_directive, weigh
from policytext.tracing.articles import follow_references
from policytext.tracing.borrowings import find_borrowings, find_rises
from policytext.tracing.cascade import Cascade
from policytext.tracing.changes import Side, find_changes, find_vanished_deadlines
from policytext.tracing.clauses import find_clauses, find_sentences
from policytext.tracing.concreteness import add_evidence
from policytext.tracing.formulae import find_formulae
from policytext.tracing.frames import find_subjects
from policytext.tracing.likeness import add_likenesses
from policytext.tracing.links import WordingLink, link_documents
from policytext.tracing.lists import follow_lists
from policytext.tracing.meaning import LEAST_ALIKE, Encoder, add_meanings
from policytext.tracing.neighbours import add_neighbours, drop_explained
from policytext.tracing.parts import Script
from policytext.tracing.passages import Passages, choose_passages
from policytext.tracing.renamings import Told, retell_renamings
from policytext.tracing.residues import find_residues
from policytext.tracing.rewording import Meeting, find_owners, find_rewordings, is_mostly
from policytext.tracing.sanctions import find_sanctions, follow_sanctions
from policytext.tracing.sentence_index import find_overlapping, index_sentences
from policytext.tracing.short_names import ShortNames, find_short_names
from policytext.tracing.treatments import Finding, Local, find_treatments, prepare_local
from policytext.tracing.twins import follow_twins
from policytext.tracing.values import (
    Addition,
    Change,
    Clause,
    Edge,
    Evidence,
    Node,
    Passage,
    Relation,
    Status,
    Treatment,
)
from policytext.tracing.wording import WORDING, Slogans

_SUBSTANCE = ("quantity", "deadline", "slogan", "modality")
"""Changes that no verbatim treatment has."""
LEAST_SHARE = 0.05
"""Evidence a letter from which a document goes back to a directive that it does not name; strangers have 0.01."""
LEAST_CARRIED = 0.03
"""Share of the directive's wording that such a document carries at least."""
LEAST_EVIDENCE = 40.0
"""Evidence in all that such a document needs."""


Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and a title."""


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


@dataclass(frozen=True, slots=True)
class _Upper:
    """The directive, made ready."""

    annotated: Annotated
    clauses: tuple[Clause, ...]
    directive: Directive
    script: Script

    @property
    def text(self) -> str:
        return self.annotated.document.text.characters


@dataclass(frozen=True, slots=True)
class _Reading:
    """A local document against the directive."""

    annotated: Annotated
    local: Local
    script: Script
    sentences: tuple[Span, ...]
    findings: tuple[Finding, ...]


def trace_documents(
    corpus: Sequence[Annotated],
    resolved: Resolved,
    root: str,
    *,
    options: Options | None = None,
    on_progress: Progress | None = None,
) -> Cascade:
    """Trace a directive through annotated documents.

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
    upper = _prepare(by_id[root]) if root in by_id else None
    readings = dict(_read_all(upper, corpus, on_progress)) if upper else {}
    wording = list(_wording_links(upper, readings, every=options.comparing)) if upper else []
    nodes, edges = link_documents([a.document for a in corpus], resolved, root, wording=wording)
    told = [id for id in _implementing(nodes, edges, root, options) if id in readings]
    readings |= {id: _read_closer(upper, readings[id]) for id in told if upper}
    additions = {
        id: tuple(find_additions(by_id[id].document, readings[id].local, readings[id].findings)) for id in told
    }
    held = {n.id: by_id[n.id].document for n in nodes if n.id in by_id}
    indexes = {id: index_sentences(held[id]) for id in (root, *told) if id in held} if upper else {}
    treatments = [t for id in told if upper for t in _treatments(upper, readings[id])]
    if upper and options.encoder is not None:
        treatments = list(_add_meanings(treatments, upper, readings, options.encoder, options.least_alike))
    shared = tuple(share_additions(_without_meant(additions, treatments)))
    return Cascade(
        root=root,
        nodes=nodes,
        edges=edges,
        clauses=upper.clauses if upper else (),
        treatments=tuple(treatments),
        additions=shared,
        borrowings=tuple(find_borrowings(nodes, edges, indexes, root)),
        rises=tuple(find_rises(nodes, shared, indexes)),
        residues=tuple(r for id in told for r in find_residues(held[id])),
        texts={id: d.text.characters for id, d in held.items()},
        origins={id: d.text for id, d in held.items()},
    )


def _add_meanings(
    treatments: Sequence[Treatment], upper: _Upper, readings: Mapping[str, _Reading], encoder: Encoder, least: float
) -> Iterator[Treatment]:
    told = {t.document for t in treatments}
    sentences = {
        id: tuple(Passage(s, s.of(reading.local.text)) for s in reading.sentences)
        for id, reading in readings.items()
        if id in told
    }
    yield from add_meanings(treatments, upper.clauses, sentences, encoder, least=least)


def _without_meant(
    additions: Mapping[str, tuple[Addition, ...]], treatments: Iterable[Treatment]
) -> dict[str, tuple[Addition, ...]]:
    """Return the additions without those that an encoder found to carry a clause over."""
    meant = {(t.document, p.span) for t in treatments if t.by == "meaning" for p in t.spans}
    return {
        id: tuple(a for a in own if not any(a.passage.span.overlaps(s) for d, s in meant if d == id))
        for id, own in additions.items()
    }


def _prepare(annotated: Annotated) -> _Upper:
    clauses = tuple(find_clauses(annotated.document))
    text = annotated.document.text.characters
    stock = [s.span for s in annotated.slogans if s.kind == "formula"]
    stock += find_formulae(text)
    subjects = list(find_subjects(text, [c.span for c in clauses]))
    idle = Idle(stock, list(find_sanctions(text)), subjects)
    directive = prepare_directive(text, clauses, idle)
    return _Upper(annotated, clauses, directive, Script(directive.letters, text))


def _read_all(
    upper: _Upper, corpus: Sequence[Annotated], on_progress: Progress | None
) -> Iterator[tuple[str, _Reading]]:
    for done, annotated in enumerate(corpus):
        document = annotated.document
        if on_progress:
            on_progress(done, len(corpus), document.title)
        if document.id != upper.annotated.document.id:
            local = prepare_local(document)
            findings = find_treatments(upper.directive, upper.clauses, local)
            script = Script(local.letters, local.text)
            yield document.id, _Reading(annotated, local, script, tuple(find_sentences(document)), findings)


def _read_closer(upper: _Upper, reading: _Reading) -> _Reading:
    """Return a reading with the clauses that words in another order or references show: only the cascade needs it."""
    above = upper.script, [c.span for c in upper.clauses]
    below = reading.script, reading.sentences
    alike = tuple(add_likenesses(above, below, reading.findings))
    found = tuple(add_neighbours(above, below, tuple(drop_explained(above, below, alike))))
    texts = (upper.text, upper.clauses), (reading.local.text, reading.sentences)
    findings = tuple(follow_lists(above, below, tuple(follow_twins(*texts, found))))
    followed = tuple(follow_references(*texts, findings))
    return replace(reading, findings=tuple(follow_sanctions(*texts, followed)))


def _wording_links(upper: _Upper, readings: Mapping[str, _Reading], *, every: bool) -> Iterator[WordingLink]:
    """Yield the documents that go back to the directive by its rare wording, whether they name it or not."""
    whole = sum(weigh(upper.directive, range(*bounds)) for bounds in upper.directive.bounds)
    since = upper.annotated.document.header.date
    for id, reading in readings.items():
        # Formulae weigh little already: what stands beside them in a clause counts.
        shown = [f for f in reading.findings if f.status is not Status.ABSENT]
        evidence = sum(w.evidence for f in shown for w in f.windows)
        borrowed = evidence / max(1, len(reading.local.letters))
        date = reading.annotated.document.header.date
        carried = sum(f.score * weigh(upper.directive, range(*upper.directive.bounds[f.clause])) for f in shown)
        little = evidence < LEAST_EVIDENCE or borrowed < LEAST_SHARE or carried < LEAST_CARRIED * whole
        elsewhere = not _is_below(upper.annotated.document, reading.annotated.document)
        if not every and (little or elsewhere or (since and date and date < since)):
            continue
        best = max(shown, key=lambda f: max((w.evidence for w in f.windows), default=0.0), default=None)
        quote = Evidence(document=id, span=best.spans[0].span, text=best.spans[0].text) if best else None
        yield WordingLink(document=id, score=round(min(1.0, carried / whole if whole else 0.0), 4), evidence=quote)


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


def _treatments(upper: _Upper, reading: _Reading) -> Iterator[Treatment]:
    told = {f.clause for f in reading.findings if f.status is not Status.ABSENT}
    base = _meet(upper, reading) if told else None
    around = _passages(upper, reading, base) if base else Passages({}, {})
    changes = [
        Told(
            tuple(
                _changes(upper, reading, f, replace(base, sentences=around.sentences[f.clause], nearest=around.nearest))
            )
            if f.spans and base
            else (),
            upper.clauses[f.clause].span,
            tuple(around.sentences.get(f.clause, ())),
        )
        for f in reading.findings
    ]
    for finding, own in zip(reading.findings, retell_renamings(changes, upper.text, reading.local.text), strict=True):
        clause = upper.clauses[finding.clause]
        siblings = {n for n in told if upper.clauses[n].path == clause.path}
        if not finding.spans and siblings:
            own = tuple(_vanished(upper, reading, clause, siblings))
        altered = finding.status is Status.VERBATIM and any(c.kind in _SUBSTANCE for c in own)
        yield Treatment(
            clause=clause.id,
            document=reading.local.id,
            status=Status.ADAPTED if altered else finding.status,
            score=finding.score,
            formulaic=finding.formulaic,
            spans=finding.spans,
            changes=tuple(add_evidence(change) for change in own),
        )


def _places(annotated: Annotated) -> list[Span]:
    return sorted(slogan.span for slogan in annotated.slogans)


def _meet(upper: _Upper, reading: _Reading) -> Meeting:
    """Return what all clauses need that are compared with a local document."""
    return Meeting(
        upper=upper.script,
        lower=reading.script,
        clause=Span(0, 0),
        sentences=(),
        weights=upper.directive.weights,
        owners=find_owners(reading.findings, len(reading.local.letters)),
        number=-1,
        slogans=Slogans(_places(upper.annotated), _places(reading.annotated)),
        short_names=ShortNames(tuple(find_short_names(upper.text)), tuple(find_short_names(reading.local.text))),
    )


def _passages(upper: _Upper, reading: _Reading, base: Meeting) -> Passages:
    """Return the whole sentences to compare with each clause carried over: a date may stand before a passage."""
    candidates = {}
    for finding in (f for f in reading.findings if f.spans):
        places = [reading.local.letters.span(w.start, w.end) for w in finding.windows]
        own = [p.span for p in finding.spans]
        candidates[finding.clause] = tuple(
            reading.sentences[n] for n in find_overlapping(reading.sentences, [*places, *own])
        ) or tuple(own)
    clauses = {n: upper.clauses[n].span for n in candidates}
    chosen = choose_passages((base.upper, clauses), (base.lower, candidates), base.weights)
    told = {n: own or tuple(p.span for p in reading.findings[n].spans) for n, own in chosen.sentences.items()}
    return Passages(told, chosen.nearest)


def _changes(upper: _Upper, reading: _Reading, finding: Finding, base: Meeting) -> Iterator[Change]:
    """Yield the changes inside a treatment."""
    meeting = replace(base, clause=upper.clauses[finding.clause].span, number=finding.clause)
    clause = Side(upper.text, (meeting.clause,), upper.annotated.slogans)
    told = tuple(p.span for p in finding.spans)
    local = Side(reading.local.text, meeting.sentences, reading.annotated.slogans, told)
    changes = list(find_changes(clause, local))
    yield from changes
    taken = [side.span for c in changes for side in (c.old, c.new) if side]
    for change in find_rewordings(meeting):
        # A figure that is told as changed is no detail besides.
        if any(is_mostly(side.span, taken) for side in (change.old, change.new) if side):
            continue
        if finding.status is not Status.VERBATIM or change.kind == "modality":
            yield change
        elif change.old and change.new:
            # A word in a clause that is verbatim all the same changes nothing, but in many a term is renamed so.
            yield replace(change, kind=WORDING)


def _vanished(upper: _Upper, reading: _Reading, clause: Clause, siblings: set[int]) -> Iterator[Change]:
    """Yield the deadlines of an absent clause whose neighbours under its heading were carried over without them."""
    if not any(find_deadlines(clause.text)):
        return
    places = [p.span for f in reading.findings if f.clause in siblings for p in f.spans]
    around = tuple(reading.sentences[n] for n in find_overlapping(reading.sentences, places))
    yield from find_vanished_deadlines(Side(upper.text, (clause.span,), ()), Side(reading.local.text, around, ()))
