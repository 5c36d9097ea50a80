"""PDF → Source: the text layer as pdfium gives it, its lines, paragraphs and tables rebuilt from where they stand."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.pdf.assembly import assemble
from policytext.reading.pdf.opening import open_pdf
from policytext.reading.pdf.rescue import Origin, rescue_sheet
from policytext.reading.pdf.sheets import Sheet, read_sheet
from policytext.reading.progress import tell_page
from policytext.reading.scanned import is_available
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

__all__ = ["MEDIA_TYPE", "parse_pdf"]

MEDIA_TYPE = "application/pdf"
_MOST_LOST_PAGES = 50


def parse_pdf(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a PDF's bytes as a Source with its pages and its layout.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        For an encrypted file.

    Raises
    ------
    DamagedSource
        If it is no PDF, corrupt, or encrypted and the password missing or wrong.
    EmptySource
        If no page has a text layer, as in a scan, and scans cannot be read.
    """
    with open_pdf(data, path, password) as pdf:
        sheets = list(_read_sheets(pdf, path, Origin(data, password, 0)))
    if not any(sheet.lines or sheet.tables for sheet in sheets):
        _raise_empty(sheets, path)
    assembled = assemble(sheets)
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        encoding=None,
        text=assembled.text,
        page_starts=assembled.page_starts,
        doubts=tuple(doubt for sheet in sheets for doubt in _find_doubts(sheet)),
        layout=assembled.layout,
    )


def _read_sheets(pdf: "PdfDocument", path: str, origin: Origin) -> Iterator[Sheet]:
    lost = 0
    for index in range(len(pdf)):
        sheet = _read_one(pdf, replace(origin, index=index))
        lost = lost + 1 if sheet.lost else 0
        # A forged page count may claim millions of pages.
        if lost > _MOST_LOST_PAGES:
            raise DamagedSource(path, f"{lost} pages in a row are corrupt", page=index + 2 - lost)
        yield sheet


def _read_one(pdf: "PdfDocument", origin: Origin) -> Sheet:
    from pypdfium2 import PdfiumError

    number = origin.index + 1
    tell_page(number)
    try:
        page = pdf[origin.index]
        try:
            return rescue_sheet(page, read_sheet(page, number), origin)
        finally:
            page.close()
    except PdfiumError as error:
        doubt = Doubt("damaged-page", f"page {number} cannot be read: {error}", page=number)
        return Sheet(number=number, doubts=(doubt,), lost=True)


def _find_doubts(sheet: Sheet) -> Iterator[Doubt]:
    yield from sheet.doubts
    if sheet.dropped and sheet.text:
        message = f"{sheet.dropped} characters that are no text were dropped"
        yield Doubt("control-characters", message, page=sheet.number)


def _raise_empty(sheets: list[Sheet], path: str) -> None:
    lost = next((sheet for sheet in sheets if sheet.lost), None)
    if lost is not None:
        raise DamagedSource(path, lost.doubts[0].message, page=lost.number)
    count = f"{len(sheets)} pages" if len(sheets) > 1 else "1 page"
    if is_available():
        raise EmptySource(path, f"no text layer on {count}, and nothing is recognised on them: blank, or pictures only")
    raise EmptySource(path, f"no text layer on {count}: it seems a scan; to read scans, pip install 'policytext[ocr]'")
