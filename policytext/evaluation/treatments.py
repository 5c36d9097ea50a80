"""Gold of treatments (落实方式), and scores against it, with TF-IDF cosine as a baseline beside.

In a gold file one line tells what one document made of one directive's clauses::

    {"schema": 1, "root": {"sha256": …, "part": 0, "path": …}, "sha256": …, "part": 0, "path": …,
     "treatments": [{"start": 120, "end": 141, "status": "adapted", "sure": true}]}

`start` and `end` are the clause's place in the directive's file, as all places in gold.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext import pipeline
from policytext.evaluation.baseline import METHOD, tell_by_cosine
from policytext.evaluation.gold import SCHEMA, place_in_source, read_rows
from policytext.evaluation.intervals import OURS, Counts, Score, score_counts
from policytext.findings import Annotated
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.tracing.values import Clause, Status

_LEAST_SHARED = 0.5
Key = tuple[str, int]
"""A document by its file's sha256 and its number in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTreatment:
    """What a document made of one clause, by reading."""

    clause: Span
    """In the directive's file."""
    status: str
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentGold:
    """What one document made of one directive."""

    root: Key
    root_path: str
    document: Key
    path: str
    treatments: tuple[GoldTreatment, ...]

    @classmethod
    def between(cls, root: Document, local: Document, treatments: tuple[GoldTreatment, ...]) -> "TreatmentGold":
        """Return gold of two documents."""
        paths = [d.text.source.path for d in (root, local)]
        return cls(root=key_of(root), root_path=paths[0], document=key_of(local), path=paths[1], treatments=treatments)

    def to_row(self) -> dict[str, Any]:
        """Return the line of a gold file."""
        told = [
            {"start": t.clause.start, "end": t.clause.end, "status": t.status, "sure": t.sure} for t in self.treatments
        ]
        root = {"sha256": self.root[0], "part": self.root[1], "path": self.root_path}
        own = {"sha256": self.document[0], "part": self.document[1], "path": self.path}
        return {"schema": SCHEMA, "root": root, **own, "treatments": told}


def key_of(document: Document) -> Key:
    """Return what names a document in gold."""
    return document.text.source.sha256, document.part_of.index if document.part_of else 0


def read_treatments(path: Path) -> Iterator[TreatmentGold]:
    """Yield the gold of treatments in a gold file; a line that is none raises InvalidGold."""
    for row in read_rows(path):
        if "treatments" in row.values:
            yield row.parse(_from_row)


def _from_row(row: Mapping[str, Any]) -> TreatmentGold:
    root = row["root"]
    return TreatmentGold(
        root=(root["sha256"], root["part"]),
        root_path=root["path"],
        document=(row["sha256"], row["part"]),
        path=row["path"],
        treatments=tuple(
            GoldTreatment(clause=Span(t["start"], t["end"]), status=str(Status(t["status"])), sure=t.get("sure", True))
            for t in row["treatments"]
        ),
    )


def score_treatments(gold: Iterable[TreatmentGold], found: Sequence[Annotated]) -> tuple[Score, ...]:
    """Score what was told of clauses, ours and by TF-IDF cosine, status by status.

    A document that the cascade does not hold is compared with the directive alone. Gold whose files are not there is
    passed over.
    """
    documents = {key_of(a.document): a for a in found}
    ours: dict[str, list[Counts]] = {}
    theirs: dict[str, list[Counts]] = {}
    for want in gold:
        if want.root in documents and want.document in documents:
            root, local = documents[want.root], documents[want.document]
            clauses, told = _trace(root, local, found)
            owed = _owed(want, root.document, clauses)
            _add(ours, owed, told)
            _add(theirs, owed, tell_by_cosine([c.text for c in clauses], local.document, owed))
    rows = ((by, method) for by, method in ((ours, OURS), (theirs, METHOD)))
    return tuple(score_counts(f"treatments {s}", by[s], method=method) for by, method in rows for s in by)


def _trace(root: Annotated, local: Annotated, found: Sequence[Annotated]) -> tuple[tuple[Clause, ...], dict[int, str]]:
    """Return the directive's clauses, and what the document made of each, by their positions."""
    cascade = pipeline.trace(found, root=root.document.id)
    told = {t.clause: t.status.value for t in cascade.treatments if t.document == local.document.id}
    if not told:
        cascade = pipeline.compare(root, local)
        told = {t.clause: t.status.value for t in cascade.treatments if t.document == local.document.id}
    return cascade.clauses, {i: told[c.id] for i, c in enumerate(cascade.clauses) if c.id in told}


def _owed(want: TreatmentGold, root: Document, clauses: Sequence[Clause]) -> list[tuple[int | None, str]]:
    """Return the position of the clause, and the status, of each treatment that the gold is sure of."""
    places = [place_in_source(root.text, c.span) for c in clauses]
    owed: list[tuple[int | None, str]] = []
    for treatment in (t for t in want.treatments if t.sure):
        best = max(range(len(places)), key=lambda i: _shared(treatment.clause, places[i]), default=None)
        fits = best is not None and _shared(treatment.clause, places[best]) >= _LEAST_SHARED * len(treatment.clause)
        owed.append((best if fits else None, treatment.status))
    return owed


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _add(to: dict[str, list[Counts]], owed: Sequence[tuple[int | None, str]], told: Mapping[int, str]) -> None:
    """Add one document's counts, for each status and for what is carried over at all."""
    pairs = Counter((status, told.get(i, "") if i is not None else "") for i, status in owed)
    for status in Status:
        to.setdefault(status, []).append(_count(pairs, {status.value}))
    to.setdefault("present", []).append(_count(pairs, {Status.VERBATIM.value, Status.ADAPTED.value}))


def _count(pairs: Mapping[tuple[str, str], int], statuses: set[str]) -> Counts:
    hits = sum(n for (want, got), n in pairs.items() if want in statuses and got in statuses)
    missed = sum(n for (want, _), n in pairs.items() if want in statuses) - hits
    return hits, missed, sum(n for (_, got), n in pairs.items() if got in statuses) - hits
