"""Bytes → an opened PDF, or the reason why there is none."""

from typing import TYPE_CHECKING

from policytext.errors import DamagedSource
from policytext.reading.pdf.fonts import offer_font
from policytext.reading.signatures import PDF, is_html, name_binary

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_HEAD = 1024
_PASSWORD_ERROR = 4
_REASONS = {
    0: "it is corrupt, or locked in a way that pdfium does not know",
    3: "it is corrupt, or no PDF at all",
    5: "it is locked in a way that no password opens",
    6: "its first page cannot be found",
}


def open_pdf(data: bytes, path: str, password: str | None) -> "PdfDocument":
    """Return the opened document; an empty user password opens without being asked for.

    Raises
    ------
    DamagedSource
        If it is no PDF, corrupt, or encrypted and the password missing or wrong.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    _check_head(data, path)
    offer_font()
    try:
        return PdfDocument(data, password=password)
    except PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            reason = "the password is wrong" if password else "it is encrypted: give its password (--password)"
        else:
            reason = f"the PDF cannot be opened: {_REASONS.get(error.err_code, str(error))}"
        raise DamagedSource(path, reason) from error


def _check_head(data: bytes, path: str) -> None:
    if PDF in data[:_HEAD]:
        return
    kind = "a web page, perhaps of a failed download" if is_html(data) else name_binary(data) or "something else"
    raise DamagedSource(path, f"expected a PDF, which starts with %PDF-, but it is {kind}")
