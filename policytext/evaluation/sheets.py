"""Coding sheets (编码表): findings as an Excel workbook for two coders, and back.

A row is a finding. Each coder writes 是, 否 or 疑 (yes, no, unsure) into a column of their own; what the program missed
they add below, as a row with the document's id, the kind and the characters as printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import InvalidGold, MissingExtra
from policytext.evaluation.agreement import cohen_kappa, krippendorff_alpha
from policytext.evaluation.gold import KINDS, GoldDocument, GoldItem, make_gold, place_in_source
from policytext.findings import Annotated
from policytext.frames import Table
from policytext.reporting.files import replace_file
from policytext.spans import Span

if TYPE_CHECKING:
    import xlsxwriter

COLUMNS = (
    ("单元 unit", 22),
    ("文件 document", 18),
    ("标题 title", 30),
    ("位置 place", 12),
    ("类别 kind", 12),
    ("原文 text", 60),
    ("上下文 context", 60),
    ("编码员甲 coder A", 16),
    ("编码员乙 coder B", 16),
    ("备注 comment", 30),
)
YES, NO, UNSURE = "是", "否", "疑"
_CODES = {YES: YES, "yes": YES, "1": YES, "y": YES, NO: NO, "no": NO, "0": NO, "n": NO, UNSURE: UNSURE, "?": UNSURE}
_CONTEXT = 30
_ADDED = 200
"""Empty rows below the findings in which coders may choose a kind from the list."""
_HELP = (
    "每行一条。两位编码员各自在“编码员甲/乙”列填写：是＝确是该类，否＝不是，疑＝拿不准。互不商量，先不看对方的列。",
    "程序漏掉的，在表末添行：填文件编号、类别、原文（照抄原文字）。",
    "One finding a row. Each coder writes 是 (yes), 否 (no) or 疑 (unsure) without looking at the other's column.",
    "What the program missed: add a row below with document, kind and the characters as printed.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedRow:
    """A row of a coding sheet as it came back."""

    unit: str
    """"" where a coder added it."""
    document: str
    kind: str
    text: str
    first: str | None
    """What coder A wrote: 是, 否, 疑, or None."""
    second: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two coders agree on one kind of finding."""

    kind: str
    units: int
    """Units that both coded."""
    share: float | None
    kappa: float | None
    alpha: float | None


def write_sheet(found: Sequence[Annotated], path: Path) -> None:
    """Write the findings of documents as a coding sheet, whole or not at all.

    Raises
    ------
    MissingExtra
        If XlsxWriter is not installed: it comes with ``policytext[office]``.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("a coding sheet", "office") from error
    with replace_file(path) as beside:
        book = xlsxwriter.Workbook(str(beside), {"strings_to_formulas": False, "strings_to_urls": False})
        _fill(book, list(_rows(found)))
        book.close()


def _fill(book: "xlsxwriter.Workbook", rows: Sequence[Sequence[str]]) -> None:
    sheet, notes = book.add_worksheet("编码 coding"), book.add_worksheet("说明 notes")
    head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, cell, body)
    last = len(rows) + _ADDED
    sheet.data_validation(1, 7, last, 8, {"validate": "list", "source": [YES, NO, UNSURE]})
    sheet.data_validation(len(rows) + 1, 4, last, 4, {"validate": "list", "source": list(KINDS)})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    notes.set_column(0, 0, 120, body)
    for line, text in enumerate(_HELP):
        notes.write_string(line, 0, text)


def _rows(found: Iterable[Annotated]) -> Iterator[list[str]]:
    for annotated in found:
        document, text = annotated.document, annotated.document.text
        for kind in KINDS[1:]:
            for number, item in enumerate(getattr(annotated, kind)):
                span: Span = item.span
                around = text.characters[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
                unit = f"{document.id}:{kind}:{number}"
                place = str(text.place(span.start))
                yield [unit, document.id, document.title, place, kind, span.of(text.characters), around, "", "", ""]


def read_sheet(path: Path) -> tuple[CodedRow, ...]:
    """Return the rows of a coding sheet that someone has filled in.

    Raises
    ------
    InvalidGold
        If the file is no coding sheet, or a cell holds something else than a code; the message names the row.
    MissingExtra
        If openpyxl is not installed: it comes with ``policytext[office]``.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("reading a coding sheet", "office") from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        cells = [["" if cell is None else str(cell).strip() for cell in row] for row in book.worksheets[0].values]
        book.close()
    except FileNotFoundError:
        raise
    except Exception as error:
        raise InvalidGold(f"{path}: expected an Excel workbook: {error}") from error
    names = [name for name, _ in COLUMNS]
    if not cells or cells[0][: len(names)] != names:
        raise InvalidGold(f"{path}, row 1: expected the columns {', '.join(names)}")
    return tuple(_read_row(path, line, row) for line, row in enumerate(cells[1:], 2) if any(row))


def _read_row(path: Path, line: int, row: Sequence[str]) -> CodedRow:
    unit, document, _, _, kind, text, _, first, second, *_ = [*row, *[""] * len(COLUMNS)]
    if kind not in KINDS:
        raise InvalidGold(f"{path}, row {line}: expected a kind, one of {', '.join(KINDS)}, found {kind or 'nothing'}")
    codes = []
    for name, cell in (("coder A", first), ("coder B", second)):
        if cell and cell.lower() not in _CODES:
            raise InvalidGold(f"{path}, row {line}: expected 是, 否 or 疑 of {name}, found {cell}")
        codes.append(_CODES[cell.lower()] if cell else None)
    return CodedRow(unit=unit, document=document, kind=kind, text=text, first=codes[0], second=codes[1], line=line)


def score_agreement(rows: Iterable[CodedRow]) -> Table[Agreement]:
    """Return how far the two coders agree, for each kind and for all together."""
    grouped: dict[str, list[CodedRow]] = defaultdict(list)
    for row in rows:
        if row.unit:
            grouped[row.kind].append(row)
            grouped["all"].append(row)
    return Table((_agree(kind, own) for kind, own in grouped.items()), Agreement)


def _agree(kind: str, rows: Sequence[CodedRow]) -> Agreement:
    first, second = [r.first for r in rows], [r.second for r in rows]
    both = [(a, b) for a, b in zip(first, second, strict=True) if a and b]
    return Agreement(
        kind=kind,
        units=len(both),
        share=round(sum(a == b for a, b in both) / len(both), 4) if both else None,
        kappa=cohen_kappa(first, second),
        alpha=krippendorff_alpha(list(zip(first, second, strict=True))),
    )


def make_coded_gold(rows: Iterable[CodedRow], found: Sequence[Annotated]) -> Iterator[GoldDocument]:
    """Yield gold from a coding sheet: what all who coded it say 是 to is sure, 否 leaves it out, all else is unsure.

    Parameters
    ----------
    rows : iterable of CodedRow
    found : sequence of Annotated
        What the sheet was written from.

    Raises
    ------
    InvalidGold
        If a row that a coder added cannot be found in its document.
    """
    grouped: dict[str, list[CodedRow]] = defaultdict(list)
    for row in rows:
        grouped[row.document].append(row)
    for annotated in found:
        if annotated.document.id in grouped:
            draft = make_gold(annotated)
            items = tuple(_coded_items(grouped[annotated.document.id], annotated, draft))
            yield replace(draft, items=items, header=None)


def _coded_items(rows: Sequence[CodedRow], annotated: Annotated, draft: GoldDocument) -> Iterator[GoldItem]:
    told: Mapping[str, list[GoldItem]] = {k: [i for i in draft.items if i.kind == k] for k in KINDS}
    for row in rows:
        codes = [code for code in (row.first, row.second) if code]
        if set(codes) == {NO}:
            continue
        # What nobody coded is neither owed nor wrong.
        sure = set(codes) == {YES}
        if row.unit:
            yield replace(told[row.kind][int(row.unit.rpartition(":")[2])], sure=sure)
        else:
            yield GoldItem(kind=row.kind, span=_find(row, annotated), sure=sure)


def _find(row: CodedRow, annotated: Annotated) -> Span:
    text = annotated.document.text
    start = text.characters.find(row.text)
    if start < 0 or not row.text:
        raise InvalidGold(f"row {row.line}: {row.text or 'nothing'} does not stand in document {row.document}")
    return place_in_source(text, Span(start, start + len(row.text)))
