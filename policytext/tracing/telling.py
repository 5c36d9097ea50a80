"""What one local document made of the directive: the whole work on it, apart from all the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policytext.dates import find_deadlines
from policytext.findings import Annotated
from policytext.findings.vocabulary import doctrines
from policytext.spans import Span
from policytext.tracing.additions import find_additions
from policytext.tracing.alignment import Directive, Idle, find_owners, prepare_directive, weigh
from policytext.tracing.articles import follow_references
from policytext.tracing.changes import Side, find_changes, find_vanished_deadlines
from policytext.tracing.clauses import find_clauses, find_sentences
from policytext.tracing.concreteness import add_evidence
from policytext.tracing.duty_changes import Duties, find_duty_changes, note_duties
from policytext.tracing.formulae import find_formulae
from policytext.tracing.frames import find_subjects
from policytext.tracing.judging import Judge, judge_clauses, load_judge
from policytext.tracing.letters import fold_letters
from policytext.tracing.links import WordingLink
from policytext.tracing.lists import ItemList, find_lists, follow_lists
from policytext.tracing.neighbours import drop_explained
from policytext.tracing.parts import Script
from policytext.tracing.passages import Passages, choose_passages
from policytext.tracing.quantity_changes import BOUND
from policytext.tracing.renamings import Told, retell_renamings
from policytext.tracing.rewording import Meeting, find_rewordings, is_mostly
from policytext.tracing.sanctions import find_penal, find_sanctions, follow_sanctions, punishes
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.short_names import ShortNames, find_short_names
from policytext.tracing.treatments import Finding, Local, find_treatments, prepare_local
from policytext.tracing.twins import follow_twins
from policytext.tracing.values import Addition, Change, Clause, Evidence, Passage, Status, Treatment
from policytext.tracing.word_pairs import Vocabulary, read_vocabulary
from policytext.tracing.wording import WORDING, Slogans, tell_added

_LAW = re.compile("(?:法|条例|规定|办法|规则|细则)(?:[（(].{0,20}[）)])?$")
"""What the title of a law or a regulation ends with (立法法)."""
_SUBSTANCE = ("quantity", "deadline", "slogan", "modality")
"""Changes that no verbatim treatment has."""
_FIRM = ("quantity", "deadline", "slogan", "actor")
"""Changes that are told one-sided of a clause in other words."""
_SURE = 0.8
"""How likely signs make a clause from which all its changes are told: of one that is none, all are wrong."""
LEAST_SHARE = 0.05
"""Evidence a letter from which a document goes back to a directive that it does not name; strangers have 0.01."""
LEAST_CARRIED = 0.03
"""Share of the directive's wording that such a document carries at least."""
LEAST_EVIDENCE = 40.0
"""Evidence in all that such a document needs."""
_LEAST_KEPT = 4
"""Letters of what is looked for in another passage."""
_LEAST_BEHIND = 6
"""Letters of the shortest sentence that widens the clause before it."""


@dataclass(frozen=True, slots=True)
class Upper:
    """The directive, made ready once for all local documents."""

    annotated: Annotated
    clauses: tuple[Clause, ...]
    directive: Directive
    script: Script
    words: Vocabulary
    duties: Duties
    """Who answers for its clauses."""
    slogans: tuple[Span, ...]
    """Where its slogans and the names of doctrines stand."""
    judge: Judge
    """How weaker signs are weighed."""
    penal: frozenset[int]
    """Numbers of the clauses that are of a penalty."""

    @property
    def text(self) -> str:
        """The directive's clean text."""
        return self.annotated.document.text.characters


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a local document made of the directive."""

    treatments: tuple[Treatment, ...]
    """One for each clause, in the clauses' order."""
    additions: tuple[Addition, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A local document against the directive."""

    annotated: Annotated
    local: Local
    script: Script
    sentences: tuple[Span, ...]
    findings: tuple[Finding, ...]
    duties: Duties
    lists: tuple[ItemList, ...]
    penal: tuple[Span, ...]
    """Sentences that are of a penalty; none is looked for where the directive has no penalty."""


def prepare_upper(annotated: Annotated) -> Upper:
    """Return a directive made ready."""
    clauses = tuple(find_clauses(annotated.document))
    text = annotated.document.text.characters
    stock = [s.span for s in annotated.slogans if s.kind == "formula"]
    stock += find_formulae(text)
    subjects = list(find_subjects(text, [c.span for c in clauses]))
    idle = Idle(stock, list(find_sanctions(text)), subjects)
    directive = prepare_directive(text, clauses, idle)
    script = Script(directive.letters, text, tuple(sorted(stock)))
    spans = [c.span for c in clauses]
    duties, slogans = note_duties(annotated.document, spans), _find_slogans(annotated)
    penal = frozenset(n for n, span in enumerate(spans) if punishes(text, span))
    words = read_vocabulary(script, spans)
    return Upper(annotated, clauses, directive, script, words, duties, slogans, load_judge(), penal)


def tell_document(upper: Upper, annotated: Annotated) -> Outcome:
    """Return what a local document made of each clause, and what it added."""
    reading = _read_closer(upper, read_document(upper, annotated))
    treatments = tuple(_treatments(upper, reading))
    return Outcome(treatments, tuple(find_additions(annotated.document, reading.local, reading.findings)))


def find_wording_link(upper: Upper, annotated: Annotated, *, every: bool = False) -> WordingLink | None:
    """Return how a document goes back to the directive by its rare wording; None where it carries too little of it.

    Parameters
    ----------
    upper : Upper
    annotated : Annotated
    every : bool, optional
        Link it however little it shares.
    """
    local = prepare_local(annotated.document)
    whole = sum(weigh(upper.directive, range(*bounds)) for bounds in upper.directive.bounds)
    # Formulae weigh little already: what stands beside them in a clause counts.
    findings = find_treatments(upper.directive, upper.clauses, local)
    shown = [f for f in findings if f.status is not Status.ABSENT]
    evidence = sum(w.evidence for f in shown for w in f.windows)
    borrowed = evidence / max(1, len(local.letters))
    carried = sum(f.score * weigh(upper.directive, range(*upper.directive.bounds[f.clause])) for f in shown)
    little = evidence < LEAST_EVIDENCE or borrowed < LEAST_SHARE or carried < LEAST_CARRIED * whole
    if little and not every:
        return None
    best = max(shown, key=lambda f: max((w.evidence for w in f.windows), default=0.0), default=None)
    quote = Evidence(document=local.id, span=best.spans[0].span, text=best.spans[0].text) if best else None
    score = round(min(1.0, carried / whole if whole else 0.0), 4)
    return WordingLink(document=local.id, score=score, evidence=quote)


def read_document(upper: Upper, annotated: Annotated) -> Reading:
    """Return a local document against the directive, by alignment alone."""
    local = prepare_local(annotated.document)
    sentences = tuple(find_sentences(annotated.document))
    penal = find_penal(local.text, sentences) if upper.penal else ()

    def admits(clause: int, place: Span) -> bool:
        """Tell whether a stretch may carry a clause: what a penalty costs, a penalty says."""
        return clause not in upper.penal or bool(find_overlapping(penal, [place]))

    aligned = find_treatments(upper.directive, upper.clauses, local, admits)
    # Asked here and again at the end: a penalty that alignment found in what is none may be found elsewhere by signs.
    findings = follow_sanctions(upper.clauses, (local.text, sentences), (upper.penal, penal), aligned)
    script = Script(local.letters, local.text)
    duties, lists = note_duties(annotated.document, sentences), tuple(find_lists(script, sentences))
    return Reading(annotated, local, script, sentences, tuple(findings), duties, lists, penal)


def _read_closer(upper: Upper, reading: Reading) -> Reading:
    """Return a reading with the clauses that weaker signs, lists or references show."""
    above = upper.script, [c.span for c in upper.clauses]
    below = reading.script, reading.sentences
    texts, penal = ((upper.text, upper.clauses), (reading.local.text, reading.sentences)), (upper.penal, reading.penal)
    judged = tuple(judge_clauses(above, below, reading.findings, upper.words, upper.judge))
    found = tuple(drop_explained(above, below, judged))
    findings = tuple(follow_lists(above, below, tuple(follow_twins((upper.script, upper.clauses), texts[1], found))))
    followed = tuple(follow_references(*texts, findings))
    return replace(reading, findings=tuple(follow_sanctions(upper.clauses, texts[1], penal, followed)))


def _treatments(upper: Upper, reading: Reading) -> Iterator[Treatment]:
    told = {f.clause for f in reading.findings if f.status is not Status.ABSENT}
    base = _meet(upper, reading) if told else None
    around = _passages(upper, reading, base) if base else Passages({}, {})
    changes = []
    for f in reading.findings:
        home = tuple(around.sentences.get(f.clause, ()))
        met = replace(base, sentences=home, nearest=around.nearest) if f.spans and base else None
        own = tuple(_changes(upper, reading, f, met)) if met else ()
        changes.append(Told(own, upper.clauses[f.clause].span, home))
    is_law = _LAW.search(upper.annotated.document.title or "") is not None
    retold = retell_renamings(changes, upper.text, reading.local.text, is_law=is_law)
    for finding, own in zip(reading.findings, retold, strict=True):
        clause = upper.clauses[finding.clause]
        siblings = {n for n in told if upper.clauses[n].path == clause.path}
        if not finding.spans and siblings:
            own = tuple(_vanished(upper, reading, clause, siblings))
        altered = finding.status is Status.VERBATIM and any(_is_substantive(reading, finding, c) for c in own)
        yield Treatment(
            clause=clause.id,
            document=reading.local.id,
            status=Status.ADAPTED if altered else finding.status,
            score=finding.score,
            by="wording" if finding.likely is None else "signs",
            formulaic=finding.formulaic,
            spans=finding.spans,
            changes=tuple(add_evidence(change) for change in own),
        )


def _is_substantive(reading: Reading, finding: Finding, change: Change) -> bool:
    """Tell whether no verbatim treatment has such a change; who answers for a clause is one if its sentence says so."""
    if change.rule == "duty.named" and change.new is not None:
        homes = find_overlapping(reading.sentences, [p.span for p in finding.spans])
        return any(reading.sentences[n].overlaps(change.new.span) for n in homes)
    return change.kind in _SUBSTANCE


def _find_slogans(annotated: Annotated) -> tuple[Span, ...]:
    """Return where slogans and the names of doctrines stand."""
    text = annotated.document.text.characters
    named = {Span(*match.span()) for pattern in doctrines() for match in pattern.finditer(text)}
    return tuple(sorted({slogan.span for slogan in annotated.slogans} | named))


def _meet(upper: Upper, reading: Reading) -> Meeting:
    """Return what all clauses need that are compared with a local document."""
    return Meeting(
        upper=upper.script,
        lower=reading.script,
        clause=Span(0, 0),
        sentences=(),
        weights=upper.directive.weights,
        owners=find_owners((w for f in reading.findings for w in f.windows), len(reading.local.letters)),
        number=-1,
        slogans=Slogans(upper.slogans, _find_slogans(reading.annotated)),
        short_names=ShortNames(tuple(find_short_names(upper.text)), tuple(find_short_names(reading.local.text))),
    )


def _passages(upper: Upper, reading: Reading, base: Meeting) -> Passages:
    """Return the whole sentences to compare with each clause carried over: a date may stand before a passage."""
    candidates = {}
    for finding in (f for f in reading.findings if f.spans):
        own = [p.span for p in finding.spans]
        homes = find_overlapping(reading.sentences, own)
        candidates[finding.clause] = tuple(reading.sentences[n] for n in homes) or tuple(own)
    clauses = {n: upper.clauses[n].span for n in candidates}
    chosen = choose_passages((base.upper, clauses), (base.lower, candidates), base.weights)
    told = {n: own or candidates[n] for n, own in chosen.sentences.items()}
    return Passages(told, chosen.nearest)


def _changes(upper: Upper, reading: Reading, finding: Finding, base: Meeting) -> Iterator[Change]:
    """Yield the changes inside a treatment."""
    meeting = replace(base, clause=upper.clauses[finding.clause].span, number=finding.clause)
    clause = Side(upper.text, (meeting.clause,), upper.annotated.slogans, issued=upper.annotated.document.header.date)
    told = tuple(p.span for p in finding.spans)
    date = reading.annotated.document.header.date
    local = Side(reading.local.text, meeting.sentences, reading.annotated.slogans, told, date)
    compared = list(find_changes(clause, local))
    changes = [c.change for c in compared if c.change is not None]
    changes += find_duty_changes((upper.duties, meeting.clause), (reading.duties, finding.spans[0].span))
    yield from changes
    taken = [side.span for c in changes if c.rule != BOUND for side in (c.old, c.new) if side]
    # Of 至少配备2名 → 2名 the bound and the figure are told, and nothing of what stands between.
    bounds = [span for c in compared if c.change and c.change.rule == BOUND for span in (*c.old, *c.new)]
    same = [span for c in compared for span in c.old], [span for c in compared for span in c.new]
    if finding.status is not Status.VERBATIM and finding.likely is None:
        yield from (tell_added(passage, "sentence.added") for passage in _behind(reading, meeting))
    for change in find_rewordings(meeting):
        if finding.likely is not None and finding.likely < _SURE and not _is_firm(change):
            continue
        # A figure that is told as changed is no detail besides.
        figures = taken if change.kind == "modality" else [*taken, *bounds]
        if any(is_mostly(side.span, figures) for side in (change.old, change.new) if side):
            continue
        if _is_explained(change, *same) or _is_kept(reading, meeting, told, change):
            continue
        if finding.status is not Status.VERBATIM or change.kind == "modality":
            yield change
        elif change.old and change.new:
            # A word in a clause that is verbatim all the same changes nothing, but in many a term is renamed so.
            yield replace(change, kind=WORDING)


def _is_firm(change: Change) -> bool:
    """Tell whether a change can be told of a clause in other words: there what is put in or left out says nothing."""
    both = change.old is not None and change.new is not None
    return change.kind in _FIRM or (both and not change.rule.startswith(("strength.", "list.")))


def _behind(reading: Reading, base: Meeting) -> Iterator[Passage]:
    """Yield the document's own sentences behind a ； that ends a sentence which carries a clause: they widen it."""
    carrying = set(base.sentences)
    for before, sentence in pairwise(reading.sentences):
        if before not in carrying or sentence in base.nearest:
            continue
        between = reading.local.text[before.end - 1 : sentence.start]
        if between.strip() not in ("；", ";") or "\n" in between:
            continue
        letters = range(*(reading.local.letters.position(at) for at in (sentence.start, sentence.end)))
        if len(letters) >= _LEAST_BEHIND and all(base.owners[j] == -1 for j in letters):
            carrying.add(sentence)
            text = sentence.of(reading.local.text).rstrip("；;。")
            yield Passage(Span(sentence.start, sentence.start + len(text)), text)


def _is_kept(reading: Reading, meeting: Meeting, told: Sequence[Span], change: Change) -> bool:
    """Tell whether what is said to be dropped stands in another passage of the clause, or in the list of one."""
    letters = fold_letters(change.old.text).text if change.old and not change.new and change.kind == "scope" else ""
    if len(letters) < _LEAST_KEPT:
        return False
    homes = set(find_overlapping(reading.sentences, [*meeting.sentences, *told]))
    lists = [{*own.items, own.catch_all} - {None} for own in reading.lists]
    listed = (reading.sentences[n] for items in lists if items & homes for n in items if n is not None)
    return any(letters in fold_letters(s.of(reading.local.text)).text for s in (*told, *listed))


def _is_explained(change: Change, old: Sequence[Span], new: Sequence[Span]) -> bool:
    """Tell whether two sides are the same letters but for the places that were compared before."""
    if change.old is None or change.new is None or not old or not new or change.kind == "modality":
        return False
    rests = [_rest(side, spans) for side, spans in ((change.old, old), (change.new, new))]
    return rests[0] == rests[1]


def _rest(passage: Passage, spans: Sequence[Span]) -> str:
    letters = fold_letters(passage.text)
    places = zip(letters.text, letters.offsets, strict=True)
    return "".join(c for c, o in places if not any(s.start <= passage.span.start + o < s.end for s in spans))


def _vanished(upper: Upper, reading: Reading, clause: Clause, siblings: set[int]) -> Iterator[Change]:
    """Yield the deadlines of an absent clause whose neighbours under its heading were carried over without them."""
    if not any(find_deadlines(clause.text, year=0)):
        return
    places = [p.span for f in reading.findings if f.clause in siblings for p in f.spans]
    around = tuple(reading.sentences[n] for n in find_overlapping(reading.sentences, places))
    dates = [annotated.document.header.date for annotated in (upper.annotated, reading.annotated)]
    above = Side(upper.text, (clause.span,), (), issued=dates[0])
    yield from find_vanished_deadlines(above, Side(reading.local.text, around, (), issued=dates[1]))
