"""Gold: what people say is in documents, as places in their files. It holds no sentence of them and can be passed on.

One JSON object a line, one line a document::

    {"schema": 1, "sha256": of the file, "part": 0, "path": "where it lay", "kinds": ["sections"…],
     "scope": null | [[start, end]…], "scoped": ["targets"…],
     "header": null | {"title": "…", "kind": ["意见", "指导意见"]},
     "items": [{"of": "targets", "start": 120, "end": 141, "sure": true, "value": 30, "alt": {"kind": ["coverage"]}}]}

`start` and `end` are code points of the file's own characters, line ends as line feeds, noise included: so gold
outlives every change of cleaning. `kinds` were annotated; of those in `scoped` only the stretches of `scope`. A list
in `header`, and `alt` in an item, hold all that is right. What a heading says, or which document a citation means,
is told by a digest (`digest`), which can be compared and gives nothing away. A slogan with `trap` is none.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from policytext.errors import InvalidGold
from policytext.findings import Annotated
from policytext.reporting.files import write_text
from policytext.reporting.wire import render_json, to_wire
from policytext.spans import Span
from policytext.text import Text

KINDS = ("sections", "citations", "principles", "targets", "slogans")
SCHEMA = 1
_HEADER = ("title", "number", "kind", "issuer", "level", "region", "date", "addressee", "attachment_title")
_PLACE = ("of", "start", "end", "sure")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldItem:
    """Something that stands in a file."""

    kind: str
    """One of `KINDS`."""
    span: Span
    """Of the file's own characters."""
    sure: bool = True
    """False where a careful colleague might differ: neither owed nor wrong."""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What stands in one document."""

    sha256: str
    part: int
    path: str
    items: tuple[GoldItem, ...]
    header: Mapping[str, Any] | None = None
    kinds: tuple[str, ...] = KINDS
    """What was annotated; of all else nothing is known."""
    scope: tuple[Span, ...] | None = None
    scoped: tuple[str, ...] = KINDS
    """The kinds that were annotated within `scope` only."""

    def covers(self, item: GoldItem) -> bool:
        """Tell whether the stretch that something stands in was annotated for its kind."""
        if self.scope is None or item.kind not in self.scoped:
            return True
        return any(item.span in stretch for stretch in self.scope)


def fold_form(text: object) -> str:
    """Return what is compared of a text: its letters and figures, widths folded.

    Examples
    --------
    >>> fold_form("《关于加强 社区治理的意见》（２０３１）")
    '关于加强社区治理的意见2031'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", str(text or "")) if c.isalnum())


def digest(text: object) -> str | None:
    """Return a mark by which two texts of the same letters and figures can be told to be the same; None for none."""
    form = fold_form(text)
    return hashlib.sha256(form.encode("utf-8", "backslashreplace")).hexdigest()[:12] if form else None


def find_years(deadline: object) -> tuple[str, ...]:
    """Return the figures of a deadline however it is written: its years, or the numbers of its span of years.

    Examples
    --------
    >>> find_years({"by": "2035-06", "within_years": None}), find_years("5-10 years")
    (('2035', '6'), ('10', '5'))
    """
    figures = re.findall(r"\d+(?:\.\d+)?", json.dumps(deadline)) if deadline else []
    return tuple(sorted({f"{float(figure):g}" for figure in figures}))


def place_in_source(text: Text, span: Span) -> Span:
    """Return where a stretch of clean text stands in the file."""
    if not len(span):
        return Span(text.origin(span.start), text.origin(span.start))
    return Span(text.origin(span.start), text.origin(span.end - 1) + 1)


def make_gold(found: Annotated) -> GoldDocument:
    """Return what the program found as gold: a draft for people to correct."""
    wire, document = to_wire(found), found.document
    items = (
        GoldItem(
            kind=kind,
            span=place_in_source(document.text, Span(row["start"], row["end"])),
            fields=_FIELDS[kind](row),
        )
        for kind in KINDS
        for row in wire[kind]
    )
    return GoldDocument(
        sha256=document.text.source.sha256,
        part=document.part_of.index if document.part_of else 0,
        path=document.text.source.path,
        items=tuple(items),
        header={name: wire["header"][name] for name in _HEADER},
    )


def _section(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"level": row["level"], "heading": digest(f"{row['marker']}{row['heading']}")}


def _citation(row: Mapping[str, Any]) -> dict[str, Any]:
    own = {"self": True} if row["self"] else {}
    return {"number": row["number"], "means": digest(row["resolves_to"] or row["title"]), **own}


def _target(row: Mapping[str, Any]) -> dict[str, Any]:
    due = row["deadline"] and (row["deadline"]["by"] or row["deadline"]["within_years"])
    told = {name: row[name] for name in ("kind", "status", "value", "unit", "comparator")}
    return {**told, "deadline": list(find_years(due))}


_FIELDS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "sections": _section,
    "citations": _citation,
    "principles": lambda row: {"name": digest(row["name"])},
    "targets": _target,
    "slogans": lambda row: {"kind": row["kind"], "form": digest(row["text"])},
}
"""What gold says of an item besides its place."""


def write_gold(documents: Iterable[GoldDocument], path: Path, *, more: Iterable[Mapping[str, Any]] = ()) -> None:
    """Write gold as JSON Lines, whole or not at all.

    Parameters
    ----------
    documents : iterable of GoldDocument
    path : Path
    more : iterable of mappings
        Further lines, such as gold of treatments.
    """
    write_text(path, "".join(render_json(row) + "\n" for row in (*map(_to_row, documents), *more)))


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a gold file.

    Raises
    ------
    InvalidGold
        If a line is no gold; the message names file and line.
    """
    for row in read_rows(path):
        if "treatments" not in row.values:
            yield row.parse(_from_row)


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A line of a gold file."""

    path: Path
    line: int
    values: Mapping[str, Any]

    def parse(self, make: Callable[[Mapping[str, Any]], Made]) -> Made:
        """Return what a line says; an error names file and line."""
        try:
            if self.values["schema"] != SCHEMA:
                raise ValueError(f"schema {self.values['schema']}")
            return make(self.values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            where = f"{self.path}, line {self.line}"
            raise InvalidGold(f"{where}: expected gold of schema {SCHEMA}: {error!r}") from error


def read_rows(path: Path) -> Iterator[GoldRow]:
    """Yield the lines of a gold file; one that is no JSON object raises InvalidGold."""
    try:
        # Not splitlines: JSON may hold line separators (U+2028) that end no line of a file.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InvalidGold(f"{path}: expected UTF-8 text: {error.reason} at byte {error.start}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InvalidGold(f"{path}, line {number}: expected gold of schema {SCHEMA}: {error}") from error
            yield GoldRow(path, number, row if isinstance(row, dict) else {})


def _to_row(document: GoldDocument) -> dict[str, Any]:
    scoped = {} if document.scope is None else {"scoped": list(document.scoped)}
    return {
        "schema": SCHEMA,
        "sha256": document.sha256,
        "part": document.part,
        "path": document.path,
        "kinds": list(document.kinds),
        "scope": None if document.scope is None else [[s.start, s.end] for s in document.scope],
        **scoped,
        "header": document.header,
        "items": [
            {"of": i.kind, "start": i.span.start, "end": i.span.end, "sure": i.sure, **i.fields} for i in document.items
        ],
    }


def _from_row(row: Mapping[str, Any]) -> GoldDocument:
    return GoldDocument(
        sha256=row["sha256"],
        part=row["part"],
        path=row["path"],
        items=tuple(map(_read_item, row["items"])),
        header=row["header"],
        kinds=tuple(row.get("kinds", KINDS)),
        scope=None if row["scope"] is None else tuple(Span(*pair) for pair in row["scope"]),
        scoped=tuple(row.get("scoped", KINDS)),
    )


def _read_item(row: Mapping[str, Any]) -> GoldItem:
    if row["of"] not in KINDS:
        raise ValueError(f"items of {row['of']}")
    fields = {name: value for name, value in row.items() if name not in _PLACE}
    return GoldItem(kind=row["of"], span=Span(row["start"], row["end"]), sure=row.get("sure", True), fields=fields)
