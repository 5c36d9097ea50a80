"""The cascade (传导链): a directive, the documents that go back to it, and what they made of its clauses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar, Unpack

from policytext.frames import Joins, Table
from policytext.labels import BASIS, LEVEL, STATUS, find_label
from policytext.markup import join, render_badge, render_table
from policytext.text import Place, Text
from policytext.tracing.measures import Measure, score_document, score_speed
from policytext.tracing.network import make_graph
from policytext.tracing.selection import Conditions, Selection, check_known, to_names
from policytext.tracing.values import (
    Addition,
    Borrowing,
    Clause,
    ClauseChange,
    Edge,
    Node,
    Residue,
    Rise,
    Status,
    Treatment,
)

if TYPE_CHECKING:
    import networkx
    import pandas

_KINDS = {
    "nodes": Node,
    "edges": Edge,
    "clauses": Clause,
    "treatments": Treatment,
    "additions": Addition,
    "borrowings": Borrowing,
    "rises": Rise,
    "residues": Residue,
}
_Told = TypeVar("_Told", Treatment, Addition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """A directive, the documents that go back to it, and what they made of its clauses."""

    root: str
    nodes: tuple[Node, ...] = field(repr=False)
    edges: tuple[Edge, ...] = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    treatments: tuple[Treatment, ...] = field(repr=False)
    additions: tuple[Addition, ...] = field(repr=False)
    borrowings: tuple[Borrowing, ...] = field(default=(), repr=False)
    """The most likely source of each local sentence among the documents above it."""
    rises: tuple[Rise, ...] = field(default=(), repr=False)
    """Additions that a document of a higher level has later (自下而上)."""
    residues: tuple[Residue, ...] = field(default=(), repr=False)
    """Bodies and places that cannot belong to the document that names them (模板残留)."""
    errors: tuple[tuple[str, str], ...] = ()
    """(path, message) of each file that could not be read."""
    measured: tuple[Treatment, ...] | None = field(default=None, repr=False)
    """What measures rest on where a selection by status left treatments out; None for all treatments."""
    selected: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What it is a part by, as (condition, value), or (condition, values) of several; of several selections all."""
    unselected: int | None = field(default=None, repr=False)
    """How many treatments there were before anything was selected; None where nothing was."""
    texts: "dict[str, str]" = field(default_factory=dict, repr=False, compare=False)
    """Clean text of each held document, by id."""

    origins: "dict[str, Text]" = field(default_factory=dict, repr=False, compare=False)
    """Text of each held document with its places, by id, where the caller has it; for page and line in reports."""

    _by_id: "dict[str, Node]" = field(init=False, repr=False, compare=False)
    _counts: "dict[str, dict[Status, int]]" = field(init=False, repr=False, compare=False)
    """Treatments of each status, by document, whatever status is selected."""

    def __post_init__(self) -> None:
        titles = {n.id: {"title": n.title, "number": n.number} for n in self.nodes}
        documents = {n.id: {**titles[n.id], "level": n.level, "region": n.region, "date": n.date} for n in self.nodes}
        clauses = {c.id: {"path": " / ".join(c.path), "text": c.text} for c in self.clauses}
        joins: dict[str, Mapping[str, Mapping[str, object]]] = {
            "document": documents,
            "citing": titles,
            "cited": titles,
            "clause": clauses,
        }
        joins |= {"lender": titles, "later": titles}
        for name, kind in _KINDS.items():
            object.__setattr__(self, name, Table(getattr(self, name), kind, joins))
        object.__setattr__(self, "_by_id", {n.id: n for n in self.nodes})
        object.__setattr__(self, "_counts", _count(self.treatments if self.measured is None else self.measured))

    def node(self, id: str) -> Node:
        """Return a document of the cascade by its id.

        Raises
        ------
        KeyError
            If the cascade has none of that id.
        """
        return self._by_id[id]

    @property
    def changes(self) -> Table[ClauseChange]:
        """The changes of all treatments."""
        found = (
            ClauseChange(clause=t.clause, document=t.document, change=c) for t in self.treatments for c in t.changes
        )
        return Table(found, ClauseChange, self._joins)

    @property
    def absent(self) -> Table[Treatment]:
        """The treatments of clauses that a document leaves out."""
        return Table((t for t in self.treatments if t.status is Status.ABSENT), Treatment, self._joins)

    @property
    def measures(self) -> Table[Measure]:
        """Coverage, verbatim share, depth, concreteness, direction, novelty, speed of each implementing document."""
        told = self.treatments if self.measured is None else self.measured
        treatments, additions = _by_document(told), _by_document(self.additions)
        steps: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            steps[edge.citing].append(edge)
        within_chapter = "chapter" in dict(self.selected)
        found: list[Measure] = []
        for node in (n for n in self.nodes if n.id in treatments):
            own = score_document(node.id, self.clauses, treatments[node.id], additions.get(node.id, ()))
            # Additions belong to no chapter: they are not measured beside one.
            found += (m for m in own if not within_chapter or m.name != "novelty")
            upper = self._upper(steps[node.id])
            found.append(score_speed(node.id, upper.date if upper else None, node.date))
        return Table(found, Measure, self._joins)

    def _upper(self, steps: Iterable[Edge]) -> Node | None:
        """Return the latest dated document that a document goes straight back to; else the root."""
        above = [self._by_id[e.cited] for e in steps if e.direct]
        dated = sorted((n for n in above if n.date), key=lambda n: str(n.date))
        return dated[-1] if dated else self._by_id.get(self.root)

    @property
    def matrix(self) -> "pandas.DataFrame":
        """Clause × document: the status of each treatment, clauses in the directive's order."""
        import pandas  # heavy

        told = {(t.clause, t.document): t.status.value for t in self.treatments}
        ids = [n.id for n in self.implementing]
        rows = [[told.get((c.id, id)) for id in ids] for c in self.clauses]
        frame = pandas.DataFrame(rows, index=[c.id for c in self.clauses], columns=ids, dtype=object)
        return frame.rename_axis(index="clause", columns="document")

    @property
    def graph(self) -> "networkx.DiGraph[str]":
        """The documents and their steps as a directed graph; no attribute is None: unknown is ``""``, depth -1."""
        return make_graph(self.root, self.nodes, self.edges, self.counts)

    def select(self, chosen: Selection | None = None, **conditions: Unpack[Conditions]) -> "Cascade":
        """Return the cascade with the treatments, changes and additions that a selection lets through.

        Documents and edges stay: a tree with documents cut out of it would tell other ways down.

        Parameters
        ----------
        chosen : Selection, optional
            A selection made before.
        **conditions
            Its fields: ``level="township", status=["verbatim", "adapted"]``; beside `chosen` they are put in its place.

        Raises
        ------
        ValueError
            If there is no such level or status, or a day is none.
        UnknownPart
            If no document is of a region, or no clause of a chapter; the message names the nearest that there are.
        """
        chosen = replace(chosen or Selection(), **conditions)
        check_known(chosen, self.nodes, self.clauses)
        documents = {n.id for n in self.nodes if chosen.takes(n)}
        clauses = tuple(c for c in self.clauses if chosen.takes_clause(c))
        names = {c.id for c in clauses}
        told = [t for t in self.treatments if t.document in documents and t.clause in names]
        measured = [t for t in self.measured or () if t.document in documents and t.clause in names]
        kept = tuple(t for t in told if chosen.takes_status(t.status))
        return replace(
            self,
            clauses=clauses,
            treatments=kept,
            measured=tuple(measured or told) if chosen.status or self.measured is not None else None,
            selected=(*self.selected, *chosen.conditions),
            unselected=len(self.treatments) if self.unselected is None else self.unselected,
            additions=tuple(a for a in self.additions if a.document in documents),
            borrowings=tuple(b for b in self.borrowings if b.document in documents),
            rises=tuple(r for r in self.rises if r.document in documents),
            residues=tuple(r for r in self.residues if r.document in documents),
        )

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses of which treatments are told: those selected, or all."""
        chosen = [to_names(value) for name, value in self.selected if name == "status"]
        return tuple(status for status in Status if all(status in names for names in chosen))

    @property
    def is_emptied(self) -> bool:
        """Whether a selection let none of the treatments through."""
        return bool(self.unselected) and not self.treatments

    @property
    def implementing(self) -> tuple[Node, ...]:
        """The documents whose treatments are told, in the order of the nodes."""
        return tuple(n for n in self.nodes if n.id in self._counts)

    @property
    def _joins(self) -> Joins:
        return self.treatments.joins if isinstance(self.treatments, Table) else {}

    def counts(self, document: str) -> dict[Status, int]:
        """Return how many clauses a document carries over verbatim, adapts and leaves out."""
        return dict(self._counts.get(document) or dict.fromkeys(Status, 0))

    def place(self, document: str, offset: int) -> Place | None:
        """Return page, line and column of a character of a held document; None where its places are not known."""
        origin = self.origins.get(document)
        return origin.place(offset) if origin is not None else None

    def walk(self) -> Iterator[tuple[int, Node, Edge | None]]:
        """Yield the documents from the root down, each once: its rank in the tree, itself, the edge it hangs on."""
        nodes, seen = self._by_id, set[str]()
        stepping = {e.citing for e in self.edges if e.direct}
        below: dict[str, list[Edge]] = {}
        for step in sorted(self.edges, key=lambda e: not e.direct):
            below.setdefault(step.cited, []).append(step)
        stack: list[tuple[int, str, Edge | None]] = [(0, self.root, None)]
        while stack:
            rank, id, edge = stack.pop()
            if id in seen or id not in nodes or (edge is not None and not edge.direct and id in stepping):
                continue
            seen.add(id)
            yield rank, nodes[id], edge
            stack += [(rank + 1, e.citing, e) for e in reversed(below.get(id, []))]
        yield from ((0, node, None) for id, node in nodes.items() if id not in seen)

    def _repr_html_(self) -> str:
        rows = [self._row(*step) for step in self.walk()]
        told = (str(STATUS[status]) for status in self.statuses)
        columns = ("文件 document", "文号 number", "层级 level", "依据 basis", *told)
        caption = f"传导链 cascade: {len(self.nodes)} documents, {len(self.clauses)} clauses"
        return render_table(columns, rows, caption=caption)

    def _row(self, rank: int, node: Node, edge: Edge | None) -> list[object]:
        ghost = () if node.held else (" ", render_badge("未收 ghost"))
        title = join(["\u3000" * rank, "└ " if rank else "", node.title or node.number or node.id, *ghost])
        basis = str(find_label(BASIS, edge.basis)) if edge else ""
        level = str(find_label(LEVEL, node.level)) if node.level else ""
        counts = self.counts(node.id) if node.id in self._counts else dict[Status, int]()
        return [title, node.number, level, basis, *(counts.get(status, "") for status in self.statuses)]


def _by_document(found: Iterable[_Told]) -> Mapping[str, list[_Told]]:
    grouped: dict[str, list[_Told]] = defaultdict(list)
    for item in found:
        grouped[item.document].append(item)
    return grouped


def _count(treatments: Iterable[Treatment]) -> dict[str, dict[Status, int]]:
    counts: dict[str, dict[Status, int]] = {}
    for treatment in treatments:
        own = counts.setdefault(treatment.document, dict.fromkeys(Status, 0))
        own[treatment.status] += 1
    return counts
