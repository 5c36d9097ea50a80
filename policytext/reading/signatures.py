"""What a file is by its first bytes, whatever its name says."""

PDF = b"%PDF-"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .wps)"),
    (b"{\\rtf", "an RTF document"),
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


def name_binary(data: bytes) -> str | None:
    """Return what kind of binary file the bytes are, None where no known one.

    Examples
    --------
    >>> name_binary(b"GIF89a...")
    'a GIF image'
    """
    if data.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _ZIPPED if part in data), "a ZIP archive")
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def is_pdf(data: bytes) -> bool:
    """Tell whether the bytes are a PDF; readers accept its mark anywhere in the first kilobyte."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(PDF)


def is_html(data: bytes) -> bool:
    """Tell whether the bytes open like a web page, as a failed download does."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<script"))
