"""Excel workbooks for coders: pages of rows with lists to choose from, written whole and read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import InvalidGold, MissingExtra
from policytext.reporting.files import replace_file

if TYPE_CHECKING:
    import xlsxwriter

_MOST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_LINE = 15
"""Height of a line, in points."""
_MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Cells in which coders choose from a list: columns and rows counted from 0, both ends included."""

    columns: tuple[int, int]
    rows: tuple[int, int]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A worksheet: its columns with their widths, its rows, and what may be chosen."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str]]
    choices: tuple[Choice, ...] = ()
    coded: tuple[int, ...] = ()
    """Columns for coders to fill in."""


def write_workbook(pages: Sequence[Page], notes: Sequence[str], path: Path) -> None:
    """Write a workbook, whole or not at all; text stays text, formulas and links included.

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
        for page in pages:
            _write_page(book, page)
        sheet = book.add_worksheet("说明 notes")
        sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        for line, text in enumerate(notes):
            sheet.write_string(line, 0, text)
        book.close()


def _write_page(book: "xlsxwriter.Workbook", page: Page) -> None:
    sheet = book.add_worksheet(page.name)
    head = book.add_format({"bold": True, "bg_color": "#E7E6E6", "text_wrap": True, "valign": "top", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    open_cell = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF9E5", "border": 1})
    last = max([len(page.rows), *(choice.rows[1] for choice in page.choices)])
    for column, (name, width) in enumerate(page.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
        for line in range(1, last + 1):
            cell = page.rows[line - 1][column] if line <= len(page.rows) else ""
            _write_cell(sheet, (line, column), cell, open_cell if column in page.coded else body)
    sheet.set_row(0, 2 * _LINE)
    for line, row in enumerate(page.rows, 1):
        sheet.set_row(line, _LINE * _count_lines(row, page))
    for choice in page.choices:
        rows, columns = choice.rows, choice.columns
        sheet.data_validation(
            *(rows[0], columns[0], rows[1], columns[1]), {"validate": "list", "source": list(choice.options)}
        )
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(page.rows)), len(page.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: "xlsxwriter.worksheet.Worksheet", place: tuple[int, int], cell: str, look: object) -> None:
    if cell:
        sheet.write_string(*place, cell[:_MOST], look)
    else:
        sheet.write_blank(*place, None, look)


def _count_lines(row: Sequence[str], page: Page) -> int:
    """Return how many lines a row needs; a Chinese character is as wide as two columns' units."""
    wide = (
        sum(-(-2 * max(len(part), 1) // width) for part in cell.split("\n"))
        for cell, (_, width) in zip(row, page.columns, strict=True)
    )
    return min(_MOST_LINES, max(wide, default=1))


def read_pages(path: Path) -> dict[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Return the rows of each worksheet by the names of its columns, with their numbers as Excel shows them.

    Raises
    ------
    InvalidGold
        If the file is no workbook.
    MissingExtra
        If openpyxl is not installed: it comes with ``policytext[office]``.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("reading a coding sheet", "office") from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        tables = [[list(map(_to_text, row)) for row in sheet.values] for sheet in book.worksheets]
        book.close()
    except OSError:
        raise
    except Exception as error:
        raise InvalidGold(f"{path}: expected an Excel workbook: {error}") from error
    return {
        tuple(name for name in rows[0] if name): [(n, row) for n, row in enumerate(rows[1:], 2) if any(row)]
        for rows in tables
        if rows
    }


def _to_text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
