"""Citation → the document it means, and how that was decided.

A corpus knows documents that it holds and ghosts (未收文件), which it only hears of. Numbers decide before titles,
whole titles before variants of them; a citation that nothing decides stays without a document.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from policytext.docnumber import DocNumber, find_docnumbers
from policytext.findings.codes import CodeTable, learn_codes
from policytext.findings.identity import Identity, identify, is_same, level_and_region
from policytext.findings.titles import is_bare, title_key
from policytext.findings.values import Citation
from policytext.structure.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """A document of which a corpus knows: held, or a ghost (未收文件) with all that citations say of it."""

    id: str
    title: str
    number: str | None = None
    number_basis: str | None = None
    """printed, or citation where only others' citations tell the number."""
    issuer: str | None = None
    issuer_basis: str | None = None
    """printed, citation, or code: told by other documents whose number has the same agency code (机关代字)."""
    level: str | None = None
    region: str | None = None
    date: "date | None" = None
    held: bool = True
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What one citation means."""

    citing: str
    """Id of the document that cites."""
    citation: Citation
    document: str
    """Id of the document it means."""
    by: str
    """number, number-by-citation, title, title-variant, version (the newest of one title then) or short-form."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the citations of a corpus mean."""

    documents: tuple[KnownDocument, ...] = field(repr=False)
    """Held ones in the order of the corpus, then ghosts in the order in which they are first cited."""
    resolutions: tuple[Resolution, ...] = field(repr=False)

    def document(self, id: str) -> KnownDocument:
        """Return a document by its id."""
        return next(d for d in self.documents if d.id == id)


@dataclass(slots=True, eq=False)
class _Known:
    """A document while citations are gathered."""

    id: str
    identities: list[Identity]
    number: DocNumber | None = None
    printed: bool = False
    date: "date | None" = None
    cited: list[Citation] = field(default_factory=list)
    heard: Counter[DocNumber] = field(default_factory=Counter)


class _Index:
    """Documents by number, by whole title and by matter; grows as ghosts are met."""

    def __init__(self) -> None:
        self.known: list[_Known] = []
        self._by_number: dict[DocNumber, _Known] = {}
        self._by_title: defaultdict[str, list[_Known]] = defaultdict(list)

    def add(self, known: _Known) -> None:
        self.known.append(known)
        if known.number:
            self._by_number.setdefault(known.number.key, known)
        for identity in known.identities:
            self.learn(known, identity)

    def learn(self, known: _Known, identity: Identity) -> None:
        for key in {identity.full, identity.core}:
            if known not in self._by_title[key]:
                self._by_title[key].append(known)

    def number(self, known: _Known, number: DocNumber) -> None:
        known.number = known.number or number
        self._by_number.setdefault(number.key, known)

    def with_number(self, number: DocNumber | None) -> _Known | None:
        return self._by_number.get(number.key) if number else None

    def with_title(self, identity: Identity, number: DocNumber | None, citing: Document) -> tuple[_Known | None, str]:
        """Return the document that a title means and how that was told: by title, title-variant, or "several"."""
        named = self._by_title[identity.full] + self._by_title[identity.core]
        found = [k for k in named if k.id != citing.id and _fits(k, identity, number)]
        exact = [k for k in found if any(identity.full == i.full for i in k.identities)]
        candidates = list({k.id: k for k in exact or found}.values())
        one = _version(candidates, citing.header.date)
        if one and len({k.date for k in candidates if k.date}) > 1:
            return one, "version"
        return one, ("title" if exact else "title-variant") if one else "several" if candidates else ""


def _fits(known: _Known, identity: Identity, number: DocNumber | None) -> bool:
    if number and known.number and known.number.key != number.key:
        return False
    return any(is_same(identity, other) for other in known.identities) and not _contradicted(known, identity)


def _contradicted(known: _Known, identity: Identity) -> bool:
    """Tell whether a document that open mentions could mean is known to be another issuer's."""
    holders = [i for i in known.identities if i.holder and i.core == identity.core]
    return bool(identity.holder and holders) and not any(is_same(identity, i) for i in holders)


def _version(candidates: Sequence[_Known], before: "date | None") -> _Known | None:
    """Return the version of one title that was newest when it was cited, the first where dates do not tell."""
    titles = [{i.full for i in k.identities} for k in candidates]
    if not titles or not set.intersection(*titles):
        return None
    dated = [k for k in candidates if k.date]
    earlier = [k for k in dated if before is None or (k.date and k.date <= before)]
    if earlier:
        return max(earlier, key=lambda k: k.date or date.min)
    return min(dated, key=lambda k: k.date or date.max) if dated else candidates[0]


def resolve_citations(documents: Sequence[Document], citations: Mapping[str, Sequence[Citation]]) -> Resolved:
    """Say what every citation of a corpus means.

    Parameters
    ----------
    documents : sequence of Document
        What the corpus holds.
    citations : mapping of document id to its citations
        Those marked `self` are passed over.
    """
    index = _Index()
    for document in documents:
        index.add(_held(document))
    calls = [(d, c) for d in documents for c in citations.get(d.id, ()) if not c.self]
    issuers = _issuers_named(calls)
    # Citations that print number and title first: they teach the index what the others need.
    order = sorted(range(len(calls)), key=lambda i: _doubt(calls[i][1]))
    means = {i: _resolved(index, *calls[i], issuers) for i in order}
    found = [(calls[i], m) for i in range(len(calls)) if (m := means[i])]
    codes = _codes(documents, [call[1] for call in calls])
    known = tuple(_known(k, document, codes) for k, document in _with_documents(index, documents))
    return Resolved(
        known,
        tuple(Resolution(citing=d.id, citation=c, document=k.id, by=by) for (d, c), (k, by) in found),
    )


def _doubt(citation: Citation) -> tuple[bool, bool, bool]:
    """Return how little a citation says: what names most is resolved first."""
    return not (citation.number and citation.title), citation.short, not citation.issuer


def _held(document: Document) -> _Known:
    header = document.header
    titles = [t for t in (header.attachment_title, header.title) if t]
    identities = list({identify(t, header.issuer): None for t in titles} | {identify(t): None for t in titles})
    return _Known(document.id, identities, header.number, header.number is not None, header.date)


def _issuers_named(calls: Iterable[tuple[Document, Citation]]) -> dict[tuple[str, str], str]:
    """Return who issued each matter that a document cites, where it names the issuer once at least."""
    named: dict[tuple[str, str], str] = {}
    for document, citation in calls:
        title = citation.resolves_to or citation.title
        if title and citation.issuer:
            named.setdefault((document.id, identify(title).core), citation.issuer)
    return named


def _resolved(
    index: _Index, document: Document, citation: Citation, issuers: Mapping[tuple[str, str], str]
) -> tuple[_Known, str] | None:
    title = citation.resolves_to or citation.title
    number = _number(citation.number)
    if not number and (not title or (citation.short and not citation.resolves_to) or is_bare(title)):
        return None
    plain = identify(title) if title else None
    named = issuers.get((document.id, plain.core)) if plain and plain.open else None
    identity = identify(title, citation.issuer or named) if title else None
    known, by = index.with_number(number), "number"
    if known and not known.printed and known.heard:
        by = "number-by-citation"
    if known is None and identity:
        known, by = index.with_title(identity, number, document)
    if known is None and by == "several" and not number:
        return None
    if known is None:
        known, by = _ghost(number, identity), "number" if number else "title"
        index.add(known)
    _teach(index, known, citation, identity)
    if known.id == document.id:
        return None
    return known, "short-form" if citation.short else by


def _teach(index: _Index, known: _Known, citation: Citation, identity: Identity | None) -> None:
    """Let a document gain the number and the title that a citation prints together."""
    number = _number(citation.number)
    known.cited.append(citation)
    if number:
        known.heard[number] += 1
        index.number(known, number)
    if identity and (number or identity.holder) and all(identity != i for i in known.identities):
        known.identities.append(identity)
        index.learn(known, identity)


def _ghost(number: DocNumber | None, identity: Identity | None) -> _Known:
    key = str(number.key) if number else f"{identity.full if identity else ''}|{identity.holder if identity else ()}"
    return _Known(f"ghost-{hashlib.sha256(key.encode()).hexdigest()[:12]}", [identity] if identity else [], number)


def _number(text: str | None) -> DocNumber | None:
    return next((number for _, number in find_docnumbers(text)), None) if text else None


def _with_documents(index: _Index, documents: Sequence[Document]) -> Iterable[tuple[_Known, Document | None]]:
    held = {d.id: d for d in documents}
    return ((known, held.get(known.id)) for known in index.known)


def _codes(documents: Sequence[Document], citations: Iterable[Citation]) -> CodeTable:
    """Return whose codes the numbers of a corpus are, as its documents print them and as they cite others."""
    printed = [(d.header.number, d.header.issuer, d.header.level, d.header.region) for d in documents]
    cited = [
        (_number(c.number), c.issuer, *level_and_region(c.resolves_to or c.title or "", c.issuer))
        for c in citations
        if c.number and c.issuer
    ]
    return learn_codes([*printed, *cited])


def _known(known: _Known, document: Document | None, codes: CodeTable) -> KnownDocument:
    if document is None:
        return _known_ghost(known, codes)
    header, number = document.header, _best_number(known)
    return KnownDocument(
        id=known.id,
        title=document.title,
        number=str(number) if number else None,
        number_basis=_basis(known, number),
        issuer=header.issuer,
        issuer_basis="printed" if header.issuer else None,
        level=header.level.value if header.level else None,
        region=header.region,
        date=header.date,
        path=document.text.source.path,
    )


def _known_ghost(known: _Known, codes: CodeTable) -> KnownDocument:
    titles = Counter(t for c in known.cited if (t := c.resolves_to or c.title))
    title = max(titles, key=lambda t: (len(title_key(t)), titles[t]), default="")
    issuer, number = next((c.issuer for c in known.cited if c.issuer), None), _best_number(known)
    level, region = level_and_region(title, issuer)
    basis = "citation" if issuer else None
    if (holder := codes.holder(number.key.agency) if number else None) and (level is None or issuer is None):
        issuer, basis = (issuer, basis) if issuer else (holder.issuer, "code" if holder.issuer else None)
        level, region = level or holder.level, region or holder.region
    return KnownDocument(
        id=known.id,
        title=title,
        number=str(number) if number else None,
        number_basis=_basis(known, number),
        issuer=issuer,
        issuer_basis=basis,
        level=level,
        region=region,
        held=False,
    )


def _best_number(known: _Known) -> DocNumber | None:
    """Return the number printed in a document, else the one that most citations give it."""
    return known.number if known.printed or not known.heard else known.heard.most_common(1)[0][0]


def _basis(known: _Known, number: DocNumber | None) -> str | None:
    return None if number is None else "printed" if known.printed else "citation"
