"""Spread of slogans (提法的传播): where each stands first, who repeats it at which level, and in which variants."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.findings import Annotated
from policytext.findings.numeral_slogans import parse_numeral_slogan
from policytext.findings.values import Slogan
from policytext.frames import Table
from policytext.structure.document import Document

_MARKS = str.maketrans({"，": "、", ",": "、", "＋": "+"} | dict.fromkeys('“”‘’「」『』" \n\u3000', ""))
_PARTS = re.compile("[、和与及]")
_ALIKE = 0.5
_LATEST = datetime.date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One form of a slogan over a corpus, oldest document first; undated documents count as the latest."""

    slogan: str
    """Without quotation marks, its parts joined by 、."""
    kind: str
    variant_of: str
    """The form that its group goes by: an attested one, else the earliest, else the most frequent."""
    added: tuple[str, ...] = ()
    """Members that it has and that form has not."""
    dropped: tuple[str, ...] = ()
    first_document: str
    """Id of the document that has it first."""
    first_date: datetime.date | None = None
    first_level: str | None = None
    count: int
    documents: int
    issuers: int
    """Different issuers; where none is printed, the region stands for it."""
    central: int = 0
    province: int = 0
    city: int = 0
    county: int = 0
    township: int = 0
    village: int = 0
    """Documents at each level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulaicity:
    """How much a wording is a formula: how many repeat it that do not copy one from another's house."""

    text: str
    count: int
    documents: int
    issuers: int
    regions: int
    document_share: float
    """Of all documents."""
    score: float
    """Share of all issuers that use it, from 0 to 1: one office may repeat its own phrase without end."""


@dataclass(frozen=True, slots=True)
class _Use:
    document: Document
    slogan: Slogan


def find_spread(annotated: Iterable[Annotated]) -> Table[Spread]:
    """Return each slogan's first appearance, reach and variants, group by group, those with most documents first.

    Two numeral slogans are variants that count the same with another numeral (三社联动, 五社联动); so are two runs of
    which the members that both have are at least half of those that either has.

    Parameters
    ----------
    annotated : iterable of Annotated
        Near-identical copies count as often as they are given.
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    for found in annotated:
        for slogan in found.slogans:
            uses[_fold(slogan.text)].append(_Use(found.document, slogan))
    rows = [row for group in _group(uses) for row in _spread_group(group, uses)]
    reach = Counter[str]()
    for row in rows:
        reach[row.variant_of] += row.documents
    rows.sort(key=lambda r: (-reach[r.variant_of], r.variant_of, r.slogan != r.variant_of, -r.documents, r.slogan))
    return Table(rows, Spread)


def score_formulaicity(documents: Sequence[Document], texts: Iterable[str]) -> Table[Formulaicity]:
    """Return how many issuers and regions use each wording, the most widely used first.

    A run of words that stands in one issuer's documents alone is its own phrase, however often it stands there; what
    many offices write letter by letter is a formula.

    Parameters
    ----------
    documents : sequence of Document
    texts : iterable of str
        Slogans, or any words to be judged; quotation marks, spaces and the kind of comma make no difference.
    """
    wordings = [(d, _fold(d.text.characters)) for d in documents]
    everyone = {_issuer(d) for d in documents} - {None}
    rows = (_score(text, wordings, len(everyone)) for text in dict.fromkeys(map(_fold, texts)) if text)
    return Table(sorted(rows, key=lambda r: (-r.score, -r.documents, r.text)), Formulaicity)


def _score(text: str, wordings: Sequence[tuple[Document, str]], everyone: int) -> Formulaicity:
    counts = [(document, wording.count(text)) for document, wording in wordings]
    users = [document for document, count in counts if count]
    issuers = {_issuer(d) for d in users} - {None}
    return Formulaicity(
        text=text,
        count=sum(count for _, count in counts),
        documents=len(users),
        issuers=len(issuers),
        regions=len({d.header.region for d in users} - {None}),
        document_share=len(users) / max(1, len(wordings)),
        score=len(issuers) / max(1, everyone),
    )


def _fold(text: str) -> str:
    return text.translate(_MARKS)


def _issuer(document: Document) -> str | None:
    return document.header.issuer or document.header.region


def _group(uses: Mapping[str, Sequence[_Use]]) -> Iterator[list[str]]:
    """Yield the forms of each slogan together."""
    leader = {form: form for form in uses}

    def lead(form: str) -> str:
        while leader[form] != form:
            leader[form] = leader[leader[form]]
            form = leader[form]
        return form

    for one, other in (*_same_counts(uses), *_same_members(uses), *_attested_pairs(uses)):
        leader[lead(one)] = lead(other)
    groups: dict[str, list[str]] = defaultdict(list)
    for form in uses:
        groups[lead(form)].append(form)
    yield from groups.values()


def _same_counts(uses: Mapping[str, Sequence[_Use]]) -> Iterator[tuple[str, str]]:
    """Yield pairs that count the same: 三社联动, 五社联动. A single letter (三保, 五保) tells too little."""
    first: dict[tuple[str, ...], str] = {}
    for form in uses:
        what = tuple(morpheme for _, morpheme in parse_numeral_slogan(form))
        if len("".join(what)) > 1:
            yield form, first.setdefault(what, form)


def _same_members(uses: Mapping[str, Sequence[_Use]]) -> Iterator[tuple[str, str]]:
    members = {form: frozenset(_members(form, uses[form])) for form in uses}
    having: dict[str, list[str]] = defaultdict(list)
    for form, own in members.items():
        for member in own if len(own) > 2 else ():
            having[member].append(form)
    pairs = {(a, b) for forms in having.values() for i, a in enumerate(forms) for b in forms[i + 1 :]}
    for a, b in sorted(pairs):
        if len(members[a] & members[b]) >= _ALIKE * len(members[a] | members[b]):
            yield a, b


def _attested_pairs(uses: Mapping[str, Sequence[_Use]]) -> Iterator[tuple[str, str]]:
    for form, found in uses.items():
        yield from {(form, known) for u in found if (known := _fold(u.slogan.variant_of or "")) in uses}


def _members(form: str, uses: Sequence[_Use]) -> tuple[str, ...]:
    """Return the members that the corpus gives most often, else the parts of the form itself."""
    given = Counter(u.slogan.members for u in uses if u.slogan.members)
    parts = tuple(_PARTS.split(form)) if "、" in form else ()
    return given.most_common(1)[0][0] if given else parts


def _spread_group(forms: Sequence[str], uses: Mapping[str, Sequence[_Use]]) -> Iterator[Spread]:
    chief = min(forms, key=lambda f: (not _is_attested(uses[f]), _date(uses[f]), -len(uses[f]), f))
    kept = _members(chief, uses[chief])
    for form in forms:
        own = _members(form, uses[form])
        added = tuple(m for m in own if m not in kept) if kept else ()
        dropped = tuple(m for m in kept if m not in own) if own else ()
        yield _spread(form, uses[form], chief, (added, dropped))


def _is_attested(uses: Sequence[_Use]) -> bool:
    return any(u.slogan.rule.startswith("lexicon:") and u.slogan.variant_of is None for u in uses)


def _date(uses: Sequence[_Use]) -> datetime.date:
    return min(u.document.header.date or _LATEST for u in uses)


def _spread(form: str, uses: Sequence[_Use], chief: str, difference: tuple[tuple[str, ...], tuple[str, ...]]) -> Spread:
    documents = {u.document.id: u.document for u in uses}
    first = min(documents.values(), key=lambda d: d.header.date or _LATEST)
    levels = Counter(d.header.level.value for d in documents.values() if d.header.level)
    return Spread(
        slogan=form,
        kind=Counter(u.slogan.kind for u in uses).most_common(1)[0][0],
        variant_of=chief,
        added=difference[0],
        dropped=difference[1],
        first_document=first.id,
        first_date=first.header.date,
        first_level=first.header.level.value if first.header.level else None,
        count=len(uses),
        documents=len(documents),
        issuers=len({_issuer(d) for d in documents.values()} - {None}),
        central=levels["central"],
        province=levels["province"],
        city=levels["city"],
        county=levels["county"],
        township=levels["township"],
        village=levels["village"],
    )
