"""Documents and cascades → flat tables, and tables → CSV that Excel and WPS open right."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.findings import Annotated
from policytext.findings.values import Citation, Principle, Slogan, Target
from policytext.frames import Table
from policytext.reporting.files import write_csv
from policytext.spans import Span
from policytext.structure.document import Document, Header, Section
from policytext.tracing.cascade import Cascade
from policytext.versions import VersionGroup, find_versions

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_FORMULA = re.compile(r"^[\s']*[=+\-@＝＋－＠]")
_CELL_LIMIT = 32_767
"""What a cell of Excel holds; more would spill into the next row."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A table ready to be written: names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """A document as a row."""

    document: str
    path: str
    part: int | None
    header: Header
    characters: int
    warnings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell of a document's table as a row."""

    table: int
    row: int
    column: int
    span: Span
    text: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Noise:
    """Dropped characters as a row."""

    text: str
    reason: str
    page: int | None
    line: int


def collect_cascade_tables(cascade: Cascade) -> dict[str, Flat]:
    """Return every table of a cascade by name; rows name documents by title and number besides their id."""
    tables: dict[str, Table[Any]] = {
        "documents": _as_table(cascade.nodes),
        "edges": _as_table(cascade.edges),
        "clauses": _as_table(cascade.clauses),
        "treatments": _as_table(cascade.treatments),
        "changes": cascade.changes,
        "additions": _as_table(cascade.additions),
        "absent": cascade.absent,
        "sources": _as_table(cascade.borrowings),
        "rises": _as_table(cascade.rises),
        "residues": _as_table(cascade.residues),
        "measures": cascade.measures,
    }
    flat = {name: _flatten(table) for name, table in tables.items()}
    return {**flat, "matrix": _spread(cascade), "errors": Flat(("path", "message"), tuple(cascade.errors))}


def _spread(cascade: Cascade) -> Flat:
    """Return a row for each clause, and behind its path and text a column for each implementing document."""
    told = {(t.clause, t.document): t.status.value for t in cascade.treatments}
    nodes = cascade.implementing
    rows = ((c.id, c.path, c.text, *(told.get((c.id, n.id)) for n in nodes)) for c in cascade.clauses)
    return Flat(("clause", "path", "text", *(f"{n.title or n.number or ''} [{n.id}]" for n in nodes)), tuple(rows))


def collect_finding_tables(found: Sequence[Annotated]) -> dict[str, Flat]:
    """Return the tables of documents and their findings by name; every row says which document it is of."""
    described = Table([_describe(f.document) for f in found], _Described)
    tables: dict[str, tuple[type, list[Iterable[Any]]]] = {
        "citations": (Citation, [f.citations for f in found]),
        "principles": (Principle, [f.principles for f in found]),
        "targets": (Target, [f.targets for f in found]),
        "slogans": (Slogan, [f.slogans for f in found]),
        "sections": (Section, [f.document.sections for f in found]),
        "tables": (_Cell, [_list_cells(f.document) for f in found]),
        "noise": (_Noise, [_list_noise(f.document) for f in found]),
    }
    documents = [f.document for f in found]
    flat = {name: _join_rows(documents, of, values) for name, (of, values) in tables.items()}
    versions = Table(find_versions(documents), VersionGroup)
    return {"documents": _flatten(described), **flat, "versions": _flatten(versions)}


def write_tables(tables: Mapping[str, Flat], folder: Path) -> tuple[Path, ...]:
    """Write each table as ``NAME.csv`` and return the paths."""
    paths = {name: folder / f"{name}.csv" for name in tables}
    for name, flat in tables.items():
        write_csv(paths[name], flat.columns, ([render_cell(c) for c in row] for row in flat.rows))
    return tuple(paths.values())


def render_cell(cell: object) -> str:
    """Return a cell as one line of text that no spreadsheet takes for a formula.

    Text that starts as a formula does (after blanks and apostrophes too) gets an apostrophe in front; numbers do not.

    Examples
    --------
    >>> render_cell("=1+1"), render_cell(-0.5), render_cell(("甲", "乙")), render_cell(None)
    ("'=1+1", '-0.5', '甲；乙', '')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case int() | float():
            return f"{cell:.12g}"
        case datetime.date():
            return cell.isoformat()
    text = "；".join(map(_tidy, cell)) if isinstance(cell, tuple) else _tidy(cell)
    guarded = f"'{text}" if _FORMULA.match(text) else text
    return guarded if len(guarded) <= _CELL_LIMIT else guarded[: _CELL_LIMIT - 1] + "…"


def _tidy(value: object) -> str:
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    return _BREAKS.sub(" ", text).strip()


def _as_table(rows: Iterable[Any]) -> Table[Any]:
    if not isinstance(rows, Table):
        raise TypeError(f"expected a Table, got {type(rows).__name__}")
    return rows


def _flatten(table: Table[Any]) -> Flat:
    return Flat(table.columns, tuple(table.records()))


def _join_rows(documents: Sequence[Document], of: type, values: Iterable[Iterable[Any]]) -> Flat:
    columns = ("document", "document_title", "document_number", *Table((), of).columns)
    rows = ((*_name(d), *record) for d, v in zip(documents, values, strict=True) for record in Table(v, of).records())
    return Flat(columns, tuple(rows))


def _name(document: Document) -> tuple[str, str, str | None]:
    number = document.header.number
    return document.id, document.title, None if number is None else str(number)


def _describe(document: Document) -> _Described:
    part, source = document.part_of, document.text.source
    return _Described(
        document=document.id,
        path=source.path,
        part=None if part is None else part.index,
        header=document.header,
        characters=len(document.text),
        warnings=len(document.doubts) + len(source.doubts),
    )


def _list_cells(document: Document) -> Iterator[_Cell]:
    """Yield the cells of a document's tables; tables, rows and columns count from 1."""
    for number, grid in enumerate(document.grids, 1):
        for i, row in enumerate(grid.rows, 1):
            for j, cell in enumerate(row, 1):
                text = cell.of(document.text.characters)
                yield _Cell(table=number, row=i, column=j, span=cell, text=text, page=grid.page)


def _list_noise(document: Document) -> Iterator[_Noise]:
    for dropped in document.text.dropped:
        place = dropped.place
        yield _Noise(text=dropped.text, reason=dropped.reason, page=place.page, line=place.line)
