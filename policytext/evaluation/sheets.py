"""Coding sheets (编码表): findings, and what became of clauses, as an Excel workbook for two coders, and back.

On the first page a row is a finding, which each coder judges 是, 否 or 疑 (yes, no, unsure) in a column of their own;
what the program missed they add below. On the second, where a directive was traced, a row is a clause and a document:
they write 照搬, 改写, 未见 or 疑 (verbatim, adapted, absent, unsure).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.errors import InvalidGold
from policytext.evaluation.gold import KINDS, place_in_source
from policytext.evaluation.workbooks import Choice, Page, read_pages, write_workbook
from policytext.findings import Annotated
from policytext.labels import STATUS
from policytext.spans import Span
from policytext.tracing.cascade import Cascade

CODED_KINDS = KINDS[1:]
TREATMENTS = "treatments"
COLUMNS = (
    ("单元 unit", 24),
    ("文件 document", 16),
    ("标题 title", 28),
    ("位置 place", 12),
    ("类别 kind", 12),
    ("原文 text", 50),
    ("程序所记 told", 28),
    ("上下文 context", 50),
    ("编码员甲 coder A", 12),
    ("编码员乙 coder B", 12),
    ("备注 comment", 24),
)
TREATMENT_COLUMNS = (
    ("单元 unit", 24),
    ("文件 document", 16),
    ("标题 title", 28),
    ("章节 path", 28),
    ("条款 clause", 50),
    ("程序判定 status", 12),
    ("本级原文 passages", 50),
    ("编码员甲 coder A", 12),
    ("编码员乙 coder B", 12),
    ("备注 comment", 24),
)
YES, NO, UNSURE = "是", "否", "疑"
_YES_NO = {YES: YES, "yes": YES, "1": YES, "y": YES, NO: NO, "no": NO, "0": NO, "n": NO, UNSURE: UNSURE, "?": UNSURE}
_STATUS = {form: label.chinese for status, label in STATUS.items() for form in (status, label.chinese)}
_STATUSES = {**_STATUS, UNSURE: UNSURE, "?": UNSURE}
_CONTEXT = 30
_ADDED = 50
"""Empty rows below the findings in which coders may choose a kind from the list."""
_HELP = (
    "“编码 coding”页：每行一条。两位编码员各自在“编码员甲/乙”列填写：是＝确是该类，否＝不是，疑＝拿不准。",
    "两位编码员互不商量，不看对方的列。",
    "程序漏掉的，在表末添行：填文件编号、类别、原文（照抄原文字）。",
    "“落实 treatments”页：每行是上级文件的一条款与一份本级文件：照搬、改写、未见或疑。先读原文，再看程序判定。",
    "Page “编码 coding”: one finding a row. Each coder writes 是 (yes), 否 (no) or 疑 (unsure).",
    "What the program missed: add a row below with document, kind and the characters as printed.",
    "Do not look at the other coder's column, nor talk about rows before both are done.",
    "Page “落实 treatments”: each row a clause and a document: 照搬 (verbatim), 改写 (adapted), 未见 (absent) or 疑.",
    "Read before you look at the program's status.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """A row of a coding sheet as it came back."""

    unit: str
    """"" where a coder added it."""
    document: str
    kind: str
    """A kind of finding, or treatments."""
    text: str
    first: str | None
    """What coder A wrote: 是, 否, 疑, or of treatments 照搬, 改写, 未见, 疑; None where nothing."""
    second: str | None
    line: int


def write_sheet(found: Sequence[Annotated], path: Path, *, cascade: Cascade | None = None) -> None:
    """Write the findings of documents, and what became of a directive's clauses, as a coding sheet.

    Parameters
    ----------
    found : sequence of Annotated
    path : Path
        Written whole or not at all.
    cascade : Cascade, optional
        Adds the page of clauses and documents; its held documents are among those of `found`.

    Raises
    ------
    MissingExtra
        If XlsxWriter is not installed: it comes with ``policytext[office]``.
    """
    pages = [_findings_page(list(_rows(found)))]
    if cascade is not None:
        pages.append(_treatments_page(list(_treatment_rows(found, cascade))))
    write_workbook(pages, _HELP, path)


def _findings_page(rows: Sequence[Sequence[str]]) -> Page:
    last = len(rows) + _ADDED
    answers = Choice(columns=(8, 9), rows=(1, last), options=(YES, NO, UNSURE))
    kinds = Choice(columns=(4, 4), rows=(len(rows) + 1, last), options=CODED_KINDS)
    return Page(name="编码 coding", columns=COLUMNS, rows=rows, choices=(answers, kinds), coded=(8, 9, 10))


def _treatments_page(rows: Sequence[Sequence[str]]) -> Page:
    options = (*(label.chinese for label in STATUS.values()), UNSURE)
    choices = (Choice(columns=(7, 8), rows=(1, len(rows)), options=options),) if rows else ()
    return Page(name="落实 treatments", columns=TREATMENT_COLUMNS, rows=rows, choices=choices, coded=(7, 8, 9))


def _rows(found: Iterable[Annotated]) -> Iterator[list[str]]:
    for annotated in found:
        document, text = annotated.document, annotated.document.text
        seen: Counter[str] = Counter()
        for kind in CODED_KINDS:
            for item in getattr(annotated, kind):
                span: Span = item.span
                unit = name_unit(document.id, kind, place_in_source(text, span), seen)
                around = text.characters[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
                head = [unit, document.id, document.title, str(text.place(span.start)), kind]
                yield [*head, span.of(text.characters), _tell(item), around, "", "", ""]


def name_unit(document: str, kind: str, span: Span, seen: Counter[str]) -> str:
    """Return the name of a finding: its place in the file, which outlives a new version of the program.

    `seen` counts those of the same name: several targets may share one stretch of text.
    """
    unit = f"{document}:{kind}:{span.start}-{span.end}"
    seen[unit] += 1
    return unit if seen[unit] == 1 else f"{unit}/{seen[unit]}"


def _tell(item: Any) -> str:
    """Return what the program says of a finding besides its text."""
    names = ("kind", "name", "number", "resolves_to", "comparator", "value", "unit", "status")
    told = [getattr(item, name, None) for name in names]
    due = getattr(item, "deadline", None)
    return " · ".join(str(value) for value in [*told, due and due.text] if value is not None)


def _treatment_rows(found: Iterable[Annotated], cascade: Cascade) -> Iterator[list[str]]:
    documents = {a.document.id: a.document for a in found}
    clauses = {c.id: c for c in cascade.clauses}
    for treatment in cascade.treatments:
        clause, local = clauses[treatment.clause], documents[treatment.document]
        place = place_in_source(documents[cascade.root].text, clause.span)
        unit = f"{local.id}:{cascade.root}:{place.start}-{place.end}"
        passages = "\n".join(passage.text for passage in treatment.spans)
        status = STATUS[treatment.status].chinese
        head = [unit, local.id, local.title, " / ".join(clause.path), clause.text]
        yield [*head, status, passages, "", "", ""]


def read_sheet(path: Path) -> tuple[CodedRow, ...]:
    """Return the rows of a coding sheet that someone has filled in, those of both its pages.

    Raises
    ------
    InvalidGold
        If the file is no coding sheet, or a cell holds something else than a code; the message names the row.
    MissingExtra
        If openpyxl is not installed: it comes with ``policytext[office]``.
    """
    pages = read_pages(path)
    rows: list[CodedRow] = []
    columns, treatment_columns = (tuple(name for name, _ in names) for names in (COLUMNS, TREATMENT_COLUMNS))
    if columns not in pages and treatment_columns not in pages:
        raise InvalidGold(f"{path}, row 1: expected the columns {', '.join(columns)}")
    for line, row in pages.get(columns, ()):
        rows.append(_read_finding(f"{path}, row {line}", line, dict(zip(columns, row, strict=False))))
    for line, row in pages.get(treatment_columns, ()):
        rows.append(
            _read_treatment(f"{path}, treatments, row {line}", line, dict(zip(treatment_columns, row, strict=False)))
        )
    return tuple(rows)


def _read_finding(where: str, line: int, row: Mapping[str, str]) -> CodedRow:
    kind = row["类别 kind"]
    if kind not in CODED_KINDS:
        raise InvalidGold(f"{where}: expected a kind, one of {', '.join(CODED_KINDS)}, found {kind or 'nothing'}")
    return CodedRow(
        unit=row["单元 unit"],
        document=row["文件 document"],
        kind=kind,
        text=row["原文 text"],
        line=line,
        **_read_codes(where, row, _YES_NO, "是, 否 or 疑"),
    )


def _read_treatment(where: str, line: int, row: Mapping[str, str]) -> CodedRow:
    if row["单元 unit"].count(":") != 2:
        raise InvalidGold(f"{where}: expected a unit as the sheet was written, found {row['单元 unit'] or 'nothing'}")
    return CodedRow(
        unit=row["单元 unit"],
        document=row["文件 document"],
        kind=TREATMENTS,
        text=row["条款 clause"],
        line=line,
        **_read_codes(where, row, _STATUSES, "照搬, 改写, 未见 or 疑"),
    )


def _read_codes(where: str, row: Mapping[str, str], codes: Mapping[str, str], expected: str) -> dict[str, str | None]:
    read: dict[str, str | None] = {}
    for field, name, column in (("first", "coder A", "编码员甲 coder A"), ("second", "coder B", "编码员乙 coder B")):
        cell = row.get(column, "")
        if cell and cell.lower() not in codes:
            raise InvalidGold(f"{where}: expected {expected} of {name}, found {cell}")
        read[field] = codes[cell.lower()] if cell else None
    return read
