"""The cascade (传导链): a directive, the documents that go back to it, and what they made of its clauses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext.frames import Joins, Table
from policytext.labels import BASIS, LEVEL, STATUS, find_label
from policytext.markup import join, render_badge, render_table
from policytext.text import Place, Text
from policytext.tracing.values import Addition, Clause, ClauseChange, Edge, Node, Status, Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascade:
    """A directive, the documents that go back to it, and what they made of its clauses."""

    root: str
    nodes: tuple[Node, ...] = field(repr=False)
    edges: tuple[Edge, ...] = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    treatments: tuple[Treatment, ...] = field(repr=False)
    additions: tuple[Addition, ...] = field(repr=False)
    errors: tuple[tuple[str, str], ...] = ()
    """(path, message) of each file that could not be read."""
    texts: "dict[str, str]" = field(default_factory=dict, repr=False, compare=False)
    """Clean text of each held document, by id."""

    origins: "dict[str, Text]" = field(default_factory=dict, repr=False, compare=False)
    """Text of each held document with its places, by id, where the caller has it; for page and line in reports."""

    def __post_init__(self) -> None:
        documents = {n.id: {"title": n.title, "number": n.number} for n in self.nodes}
        clauses = {c.id: {"path": " / ".join(c.path), "text": c.text} for c in self.clauses}
        joins: Joins = {"document": documents, "citing": documents, "cited": documents, "clause": clauses}
        kinds = {"nodes": Node, "edges": Edge, "clauses": Clause, "treatments": Treatment, "additions": Addition}
        for name, kind in kinds.items():
            object.__setattr__(self, name, Table(getattr(self, name), kind, joins))

    def node(self, id: str) -> Node:
        """Return a document of the cascade by its id."""
        return next(n for n in self.nodes if n.id == id)

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
    def implementing(self) -> tuple[Node, ...]:
        """The documents whose treatments are told, in the order of the nodes."""
        told = {t.document for t in self.treatments}
        return tuple(n for n in self.nodes if n.id in told)

    @property
    def _joins(self) -> Joins:
        return self.treatments.joins if isinstance(self.treatments, Table) else {}

    def counts(self, document: str) -> dict[Status, int]:
        """Return how many clauses a document carries over verbatim, adapts and leaves out."""
        counted = Counter(t.status for t in self.treatments if t.document == document)
        return {status: counted[status] for status in Status}

    def place(self, document: str, offset: int) -> Place | None:
        """Return page, line and column of a character of a held document; None where its places are not known."""
        origin = self.origins.get(document)
        return origin.place(offset) if origin is not None else None

    def walk(self) -> Iterator[tuple[int, Node, Edge | None]]:
        """Yield the documents from the root down, each once: its rank in the tree, itself, the edge it hangs on."""
        nodes, seen = {n.id: n for n in self.nodes}, set[str]()
        below: dict[str, list[Edge]] = {}
        for step in sorted(self.edges, key=lambda e: not e.direct):
            below.setdefault(step.cited, []).append(step)
        stack: list[tuple[int, str, Edge | None]] = [(0, self.root, None)]
        while stack:
            rank, id, edge = stack.pop()
            if id in seen or id not in nodes or self._hangs_elsewhere(id, edge):
                continue
            seen.add(id)
            yield rank, nodes[id], edge
            stack += [(rank + 1, e.citing, e) for e in reversed(below.get(id, []))]
        yield from ((0, node, None) for id, node in nodes.items() if id not in seen)

    def _hangs_elsewhere(self, id: str, edge: Edge | None) -> bool:
        return edge is not None and not edge.direct and any(e.direct for e in self.edges if e.citing == id)

    def _repr_html_(self) -> str:
        rows = [self._row(*step) for step in self.walk()]
        columns = ("文件 document", "文号 number", "层级 level", "依据 basis", *map(str, STATUS.values()))
        caption = f"传导链 cascade: {len(self.nodes)} documents, {len(self.clauses)} clauses"
        return render_table(columns, rows, caption=caption)

    def _row(self, rank: int, node: Node, edge: Edge | None) -> list[object]:
        ghost = () if node.held else (" ", render_badge("未收 ghost"))
        title = join(["\u3000" * rank, "└ " if rank else "", node.title or node.number or node.id, *ghost])
        basis = str(find_label(BASIS, edge.basis)) if edge else ""
        level = str(find_label(LEVEL, node.level)) if node.level else ""
        told = node in self.implementing
        return [title, node.number, level, basis, *(self.counts(node.id).values() if told else ("", "", ""))]
