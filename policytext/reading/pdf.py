"""PDF → Source: the text layer as pdfium gives it, page by page and line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.characters import tidy
from policytext.reading.plausibility import is_broken, score_plausibility
from policytext.reading.signatures import PDF, is_html, name_binary
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MEDIA_TYPE = "application/pdf"
_HEAD = 1024
_MOST_LOST_PAGES = 50
_WRAPPED_HYPHEN = re.compile("\ufffe(?:\r\n)?")
_GARBLED = 0.3
_PASSWORD_ERROR = 4
_REASONS = {
    3: "it is corrupt, or no PDF at all",
    5: "it is locked in a way that no password opens",
    6: "its first page cannot be found",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """Text of a page; empty with `lost` where it could not be read."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    lost: bool = False


def parse_pdf(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a PDF's bytes as a Source with its pages.

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
        If no page has a text layer, as in a scan.
    """
    _check_head(data, path)
    with _open(data, path, password) as pdf:
        pages = list(_read_pages(pdf, path))
    if not any(page.text.strip() for page in pages):
        _raise_empty(pages, path)
    starts = accumulate((len(page.text) + 1 for page in pages[:-1]), initial=0)
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        encoding=None,
        text="\n".join(page.text for page in pages),
        page_starts=tuple(starts),
        doubts=tuple(doubt for page in pages for doubt in page.doubts),
    )


def _check_head(data: bytes, path: str) -> None:
    if PDF in data[:_HEAD]:
        return
    kind = "a web page, perhaps of a failed download" if is_html(data) else name_binary(data) or "something else"
    raise DamagedSource(path, f"expected a PDF, which starts with %PDF-, but it is {kind}")


def _open(data: bytes, path: str, password: str | None) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data, password=password)
    except PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            reason = "the password is wrong" if password else "it is encrypted: give its password"
        else:
            reason = f"the PDF cannot be opened: {_REASONS.get(error.err_code, str(error))}"
        raise DamagedSource(path, reason) from error


def _read_pages(pdf: "PdfDocument", path: str) -> Iterator[_Page]:
    lost = 0
    for index in range(len(pdf)):
        page = _read_page(pdf, index)
        lost = lost + 1 if page.lost else 0
        # A forged page count may claim millions of pages.
        if lost > _MOST_LOST_PAGES:
            raise DamagedSource(path, f"{lost} pages in a row are corrupt", page=index + 2 - lost)
        yield page


def _read_page(pdf: "PdfDocument", index: int) -> _Page:
    from pypdfium2 import PdfiumError

    number = index + 1
    try:
        page = pdf[index]
        text_page = page.get_textpage()
        raw = text_page.get_text_range()
        text_page.close()
        page.close()
    except PdfiumError as error:
        return _Page("", (Doubt("damaged-page", f"page {number} cannot be read: {error}", page=number),), lost=True)
    return _make_page(raw, number)


def _make_page(raw: str, number: int) -> _Page:
    # pdfium puts U+FFFE where a hyphen ends a line and takes the line end away; the page prints both.
    tidied = tidy(_WRAPPED_HYPHEN.sub("-\n", raw))
    text = tidied.text.rstrip("\n")
    if not text.strip():
        return _Page("", (Doubt("no-text-layer", f"page {number} has no text: blank, or a scan", page=number),))
    doubts = [Doubt(d.code, d.message, page=number, line=d.line) for d in tidied.doubts]
    broken = tidied.dropped + sum(map(is_broken, text))
    if broken > _GARBLED * (tidied.dropped + len(text)) or score_plausibility(text) < -_GARBLED:
        message = f"page {number} has fonts that do not say which characters they draw: its text is garbled"
        doubts.append(Doubt("garbled-page", message, page=number))
    return _Page(text, tuple(doubts))


def _raise_empty(pages: list[_Page], path: str) -> None:
    lost = next((number for number, page in enumerate(pages, 1) if page.lost), None)
    if lost is not None:
        raise DamagedSource(path, pages[lost - 1].doubts[0].message, page=lost)
    count = f"{len(pages)} pages" if len(pages) > 1 else "1 page"
    raise EmptySource(path, f"no text layer on {count}: it seems a scan, and reading scans (OCR) is not built in yet")
