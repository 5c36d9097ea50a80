"""The values of tracing: what local documents made of each clause of a directive."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policytext.spans import Span


class Status(StrEnum):
    """Treatment (落实方式) of a clause."""

    VERBATIM = "verbatim"
    ADAPTED = "adapted"
    ABSENT = "absent"


class Relation(StrEnum):
    """Relation (关系) of a document to one it goes back to."""

    IMPLEMENTS = "implements"
    CITES = "cites"
    INTERPRETS = "interprets"
    REPRINTS = "reprints"
    AMENDS = "amends"
    REPEALS = "repeals"


class Basis(StrEnum):
    """What an edge rests on."""

    CITATION = "citation"
    CO_CITATION = "co-citation"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, with its characters."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document of the cascade; a ghost (未收文件) where the corpus does not hold it."""

    id: str
    title: str
    number: str | None = None
    number_basis: str | None = None
    """printed, or citation where only others' citations tell the number."""
    issuer: str | None = None
    level: str | None = None
    region: str | None = None
    date: "date | None" = None
    held: bool = True
    depth: int | None = None
    """Longest way down from the root over direct edges; the root has 0."""
    versions: tuple[str, ...] = ()
    """Ids of near-identical documents of the corpus, copies and versions (版本), that this one stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where an edge can be read: a stretch of a held document."""

    document: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A step of the cascade, from the document that cites to the one it goes back to."""

    citing: str
    cited: str
    relation: Relation
    basis: Basis
    direct: bool
    """False where a longer way of edges replaces it."""
    score: float
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause (条款) of the directive: a sentence of its body."""

    id: str
    path: tuple[str, ...]
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change (变化) inside a treatment: `old` is in the clause, `new` in the local document."""

    kind: str
    """quantity, deadline, slogan, modality, actor, scope or detail."""
    old: Passage | None
    new: Passage | None
    direction: str | None = None
    evidence: tuple[str, ...] = ()
    """What makes the new wording concrete: money, number, date, place, project, duty-holder."""
    members_added: tuple[str, ...] = ()
    """Of a slogan (提法) that both texts gloss: what the local one counts besides."""
    members_dropped: tuple[str, ...] = ()
    rule: str = ""
    """Name of the rule that told it (docs/tracing.md lists them with their measured precision)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What a local document did with one clause."""

    clause: str
    document: str
    status: Status
    score: float
    """Share of the clause's wording that the local passages carry, 0 to 1: weighted by how rare it is, or of its pairs
    of letters, unweighted, where not its wording but signs, its list or references showed it."""
    by: str = "wording"
    """wording; signs, where runs of it show too little; meaning, where a user's encoder told it: score is a cosine."""
    formulaic: bool = False
    spans: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """A change, with the clause and the local document that it stands in."""

    clause: str
    document: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A local clause without counterpart in the directive (新增)."""

    document: str
    passage: Passage
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowing:
    """A local passage and the document above from which it most likely took its wording."""

    document: str
    passage: Passage
    lender: str
    """Id of the document above: the directive, or one between."""
    lent: Passage
    """The lender's sentence that has most of the wording."""
    share: float
    """Share of the passage's runs of letters that the lender holds; 0 to 1."""
    root_share: float | None = None
    """The same share for the directive; None where the corpus does not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """An addition (新增) that a document of a higher level has later: an innovation from below (自下而上)."""

    document: str
    passage: Passage
    later: str
    later_passage: Passage
    share: float
    """Share of the addition's runs of letters that the later document holds; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """A body or place that cannot belong to its document: template residue (模板残留)."""

    document: str
    passage: Passage
    kind: str
    """zone: a development zone in a plan of no zone; place: another place's body."""
