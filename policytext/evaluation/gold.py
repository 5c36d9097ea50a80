"""Gold: what people say is in documents, as places in their files. It holds no sentence of them and can be passed on.

One JSON object a line, one line a document::

    {"schema": 1, "sha256": of the file, "part": 0, "path": "where it lay", "scope": null | [[start, end]…],
     "header": null | {"title": …}, "items": [{"of": "targets", "start": 120, "end": 141, "sure": true, "value": 30}]}

`start` and `end` are code points of the file's own characters, line ends as line feeds, noise included: so gold
outlives every change of cleaning. `scope` are the stretches that were annotated; null is all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext.errors import InvalidGold
from policytext.findings import Annotated
from policytext.reporting.files import write_text
from policytext.reporting.wire import render_json, to_wire
from policytext.spans import Span
from policytext.text import Text

KINDS = ("sections", "citations", "principles", "targets", "slogans")
SCHEMA = 1
_HEADER = ("title", "number", "kind", "issuer", "level", "region", "date", "addressee", "attachment_title")
_TEXTS = ("text", "start", "end", "id", "parent", "rule", "document", "name", "indicator")
"""Keys of the JSON that gold does not keep: places it has itself, sentences it must not have."""


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
    scope: tuple[Span, ...] | None = None

    def covers(self, span: Span) -> bool:
        """Tell whether a stretch was annotated."""
        return self.scope is None or any(span in stretch for stretch in self.scope)


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
            fields={name: value for name, value in row.items() if name not in _TEXTS},
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


def write_gold(documents: Iterable[GoldDocument], path: Path) -> None:
    """Write gold as JSON Lines, whole or not at all."""
    write_text(path, "".join(render_json(_to_row(d)) + "\n" for d in documents))


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Yield the documents of a gold file.

    Raises
    ------
    InvalidGold
        If a line is no gold; the message names file and line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield _from_row(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidGold(f"{path}, line {number}: expected gold of schema {SCHEMA}: {error!r}") from error


def _to_row(document: GoldDocument) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "sha256": document.sha256,
        "part": document.part,
        "path": document.path,
        "scope": None if document.scope is None else [[s.start, s.end] for s in document.scope],
        "header": document.header,
        "items": [
            {"of": i.kind, "start": i.span.start, "end": i.span.end, "sure": i.sure, **i.fields}
            for i in document.items
        ],
    }


def _from_row(row: Mapping[str, Any]) -> GoldDocument:
    if row["schema"] != SCHEMA:
        raise ValueError(f"schema {row['schema']}")
    return GoldDocument(
        sha256=row["sha256"],
        part=row["part"],
        path=row["path"],
        items=tuple(map(_read_item, row["items"])),
        header=row["header"],
        scope=None if row["scope"] is None else tuple(Span(*pair) for pair in row["scope"]),
    )


def _read_item(row: Mapping[str, Any]) -> GoldItem:
    if row["of"] not in KINDS:
        raise ValueError(f"items of {row['of']}")
    fields = {name: value for name, value in row.items() if name not in ("of", "start", "end", "sure")}
    return GoldItem(kind=row["of"], span=Span(row["start"], row["end"]), sure=row.get("sure", True), fields=fields)
