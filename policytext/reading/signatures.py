"""What a file is by its bytes, whatever its name says."""

import re

PDF = b"%PDF-"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
RTF = b"{\\rtf"

OTHER_ZIP = "a ZIP archive"
_HEAD = 4096
_BLANKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
)
_SIGNATURES = (
    *_IMAGES,
    (b"GIF8", "a GIF image"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (OLE, "an old Office document (.doc, .xls, .wps)"),
    (RTF, "an RTF document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a Parquet table"),
)
_ZIPPED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"OFD.xml", "an OFD document (.ofd)"),
)
_HTML = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml.{0,500}?\?>)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = (b'progid="word.document"', b"office/2006/xmlpackage", b"office/word/2003/wordml")
_MAIL_HEAD = re.compile(rb"(?:[a-z][a-z0-9-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*){2}", re.IGNORECASE)
_OLE_PARTS = (
    ("Workbook", "an old Excel workbook (.xls)"),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
)


def find_format(data: bytes) -> str | None:
    """Return the name of the format that the bytes are in, None where they do not say.

    The start of a file is enough, but for ZIP archives, whose list of parts stands at their end.

    Examples
    --------
    >>> find_format(b"%PDF-1.7 ...")
    'pdf'
    >>> find_format(b"<!DOCTYPE html><p>...")
    'html'
    """
    checks = (
        ("pdf", is_pdf),
        ("docx", lambda d: _zipped(d) == "docx"),
        ("ofd", lambda d: _zipped(d) == "ofd"),
        ("legacy", _is_legacy),
        ("word-xml", _is_word_xml),
        ("mhtml", _is_mhtml),
        ("html", is_html),
        ("image", _is_image),
    )
    return next((name for name, check in checks if check(data)), None)


def name_binary(data: bytes) -> str | None:
    """Return what kind of binary file the bytes are, None where no known one.

    Examples
    --------
    >>> name_binary(b"GIF89a...")
    'a GIF image'
    """
    if data.startswith(ZIP):
        return next((kind for part, kind in _ZIPPED if _holds_part(data, part)), OTHER_ZIP)
    if data.startswith(OLE):
        named = (kind for part, kind in _OLE_PARTS if part.encode("utf-16-le") in data)
        return next(named, "an old Office document (.doc, .xls, .wps)")
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def is_pdf(data: bytes) -> bool:
    """Tell whether the bytes are a PDF."""
    return data[:_HEAD].lstrip(_BLANKS).startswith(PDF)


def is_html(data: bytes) -> bool:
    """Tell whether the bytes open like a web page, as a failed download does."""
    return _HTML.match(_ascii_head(data)) is not None


def is_markup(data: bytes) -> bool:
    """Tell whether the bytes open with a tag or an XML declaration."""
    return re.match(rb"<[a-zA-Z!?/]", _ascii_head(data)) is not None


def _ascii_head(data: bytes) -> bytes:
    # Without NULs, so that UTF-16 without a mark is known too.
    return data[:_HEAD].lstrip(_BLANKS).replace(b"\x00", b"")


def _holds_part(data: bytes, part: bytes) -> bool:
    """Tell whether an archive lists a part: its name stands behind a header of fixed length, here or in the list."""
    return re.search(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})" + re.escape(part), data, re.DOTALL) is not None


def _zipped(data: bytes) -> str | None:
    if not data.startswith(ZIP):
        return None
    return next((name for part, name in ((b"OFD.xml", "ofd"), (b"word/", "docx")) if _holds_part(data, part)), None)


def _is_legacy(data: bytes) -> bool:
    if data.startswith(OLE):
        # A document may hold a workbook; of a locked one only the lock is seen.
        others = (part.encode("utf-16-le") in data for part, _ in _OLE_PARTS)
        return "WordDocument".encode("utf-16-le") in data or not any(others)
    return data.lstrip(_BLANKS).startswith(RTF)


def _is_word_xml(data: bytes) -> bool:
    head = _ascii_head(data).lower()
    return head.startswith(b"<") and any(mark in head for mark in _WORD_XML)


def _is_mhtml(data: bytes) -> bool:
    head = data[:_HEAD].lstrip(_BLANKS).replace(b"\r\n", b"\n")
    lower = head.lower()
    return _MAIL_HEAD.match(head) is not None and b"mime-version:" in lower and b"content-type:" in lower


def _is_image(data: bytes) -> bool:
    return any(data.startswith(signature) for signature, _ in _IMAGES)
