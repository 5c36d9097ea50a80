"""Document → its findings: citations, principles, targets, slogans."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import islice
from typing import Any

from policytext.findings.citations import find_citations
from policytext.findings.principles import find_principles
from policytext.findings.slogans import find_slogans
from policytext.findings.targets import find_targets
from policytext.findings.values import Citation, Correction, Principle, Slogan, Target
from policytext.frames import Table
from policytext.labels import TABLE
from policytext.markup import Html, join, render_folded, render_table, render_tag
from policytext.structure.document import Document, Header
from policytext.traditional import as_printed, can_fold, fold_text, is_traditional

_SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document and what was found in it."""

    document: Document
    citations: Table[Citation]
    principles: Table[Principle]
    targets: Table[Target]
    slogans: Table[Slogan]
    corrections: Table[Correction] = field(default_factory=lambda: Table((), Correction))
    """What a user's corrections file changed."""

    def _repr_html_(self) -> str:
        header = self.document.header
        printed = [(f.name, getattr(header, f.name)) for f in fields(Header)]
        tables = list(self._find_tables())
        counts = " · ".join(f"{TABLE[name]} {len(table)}" for name, table in tables)
        title = render_tag("h4", self.document.title or self.document.id)
        elements = render_table(("element", "printed"), [row for row in printed if row[1] is not None])
        return join((title, elements, render_tag("p", counts), *(_show(*named) for named in tables)))

    def _find_tables(self) -> Iterator[tuple[str, Table[Any]]]:
        for name in ("citations", "principles", "targets", "slogans"):
            yield name, getattr(self, name)


def _show(name: str, table: Table[Any]) -> Html:
    if not table:
        return Html("")
    shown = Table(islice(table, _SHOWN_ROWS), table.of, table.joins)
    more = f"{len(shown)} / {len(table)}" if len(shown) < len(table) else str(len(table))
    return render_folded(f"{TABLE[name]} ({more})", Html(shown._repr_html_()), opened=True)


def annotate(document: Document) -> Annotated:
    """Return a document with its citations (引用), principles (基本原则), targets (目标) and slogans (提法).

    In a text in traditional characters they are looked for in simplified ones, and given as printed.

    Raises
    ------
    TypeError
        If it is no document, but a path or a text.
    """
    _check_document(document)
    if not (is_traditional(document.text.characters) and can_fold()):
        return _find_all(document)
    text = fold_text(document.text)
    printed = document.text.characters
    header = as_printed(document.header, printed, text.characters)
    sections = as_printed(tuple(document.sections), printed, text.characters)
    found = _find_all(replace(document, text=text, header=header, sections=sections))
    strings = (text.characters, printed)
    tables: dict[str, Any] = {
        name: Table((as_printed(item, *strings) for item in table), table.of) for name, table in found._find_tables()
    }
    return replace(found, document=document, **tables)


def _check_document(given: object) -> None:
    if not isinstance(given, Document):
        calls = "policytext.load(path) gives a tuple of those in a file, policytext.parse(text) that of a text"
        raise TypeError(f"expected a Document, got {type(given).__name__}: {calls}")


def _find_all(document: Document) -> Annotated:
    return Annotated(
        document=document,
        citations=Table(find_citations(document), Citation),
        principles=Table(find_principles(document), Principle),
        targets=Table(find_targets(document), Target),
        slogans=Table(find_slogans(document), Slogan),
    )
