"""The formats that are read, and who reads each: what a file is decides, its suffix only where the bytes do not say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath

from policytext.errors import DamagedSource, PolicytextError, ReadingError, UnknownFormat
from policytext.reading.encodings import decode
from policytext.reading.plausibility import PLAUSIBLE, is_broken, score_plausibility
from policytext.reading.signatures import OTHER_ZIP, PDF, ZIP, find_format, is_markup, name_binary
from policytext.text import Doubt, Source

_SAMPLE = 1 << 16
_PDF_HEAD = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what people call it, the function that reads it, the suffixes that it has a right to."""

    name: str
    reader: str
    """Module and function; imported when the first file of the format is met, because some are slow to import."""
    suffixes: tuple[str, ...]
    extra: str = ""
    """What to install, where the reader needs more than policytext itself does."""
    walked: bool = True
    """Whether such a file is a document when it stands in a folder; pictures seldom are."""


TEXT = "text"
FORMATS = {
    TEXT: Format(
        name="plain text",
        reader="policytext.reading.txt:parse_txt",
        suffixes=(".txt", ".text", ".md", ".srt"),
    ),
    "pdf": Format(name="a PDF", reader="policytext.reading.pdf:parse_pdf", suffixes=(".pdf",)),
    "docx": Format(
        name="a Word document",
        reader="policytext.reading.word:parse_docx",
        suffixes=(".docx", ".docm", ".dotx"),
    ),
    "legacy": Format(
        name="an old Word document",
        reader="policytext.reading.word.legacy:parse_legacy",
        suffixes=(".doc", ".wps", ".rtf", ".dot", ".wpt"),
    ),
    "html": Format(
        name="a web page",
        reader="policytext.reading.html:parse_html",
        suffixes=(".html", ".htm", ".shtml", ".xhtml", ".mht"),
        extra="html",
    ),
    "mhtml": Format(
        name="a web page saved as one file",
        reader="policytext.reading.mhtml:parse_mhtml",
        suffixes=(".mhtml", ".mht"),
        extra="html",
    ),
    "ofd": Format(name="an OFD document", reader="policytext.reading.ofd:parse_ofd", suffixes=(".ofd",)),
    "word-xml": Format(
        name="a Word document in XML", reader="policytext.reading.word:parse_word_xml", suffixes=(".xml", ".doc")
    ),
    "image": Format(
        name="an image",
        reader="policytext.reading.scanned:parse_image",
        suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        extra="ocr",
        walked=False,
    ),
}
# Backwards, so that the first format of the table that claims a suffix has it.
_BY_SUFFIX = {suffix: key for key, fmt in reversed(FORMATS.items()) for suffix in fmt.suffixes} | {
    ".doc": "legacy",
    ".wps": "legacy",
    ".mht": "mhtml",
}
SUFFIXES = tuple(dict.fromkeys(suffix for fmt in FORMATS.values() if fmt.walked for suffix in fmt.suffixes))
"""Suffixes under which files are looked for in folders."""


def is_known(suffix: str) -> bool:
    """Tell whether a suffix, lower case and with its dot, belongs to a format."""
    return suffix in _BY_SUFFIX


def parse_bytes(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return the bytes of a file as a Source, read as what they are.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name; the suffix counts only where the bytes do not say what they are. Without one of a format, what is
        no other format is text.
    password : str, optional
        For an encrypted file.

    Raises
    ------
    ReadingError
        If it cannot be read; the subclass says why.
    """
    suffix = PurePath(path).suffix.lower()
    named = _BY_SUFFIX.get(suffix, TEXT)
    found = find_format(data) or _find_unmarked(data, path, named)
    source = run_reader(FORMATS[found], data, path, password=password)
    if suffix not in _BY_SUFFIX or suffix in FORMATS[found].suffixes:
        return source
    return replace(source, doubts=(_doubt_suffix(suffix, found, data), *source.doubts))


def _doubt_suffix(suffix: str, found: str, data: bytes) -> Doubt:
    if found == TEXT and is_markup(data):
        return Doubt("unknown-markup", "neither a Word document nor a web page: read as plain text, its tags with it")
    return Doubt("lying-suffix", f"named {suffix}, but it is {FORMATS[found].name}: read as what it is")


def _find_unmarked(data: bytes, path: str, named: str) -> str:
    """Return the format of bytes that have no signature, by the suffix and by whether they read as text."""
    if data.startswith(ZIP) and named in ("docx", "ofd") and name_binary(data) == OTHER_ZIP:
        # Cut off before the part that tells: its reader says what is missing.
        return named
    if kind := name_binary(data):
        raise DamagedSource(path, f"expected {FORMATS[named].name}, but it is binary: {kind}")
    if named in (TEXT, "image") or (named == "html" and b"<" in data) or (named == "pdf" and PDF in data[:_PDF_HEAD]):
        return named
    return TEXT if named == "word-xml" or _is_prose(data) else named


def _is_prose(data: bytes) -> bool:
    try:
        text = decode(data[:_SAMPLE]).text
    except ValueError:
        return False
    return score_plausibility(text) >= PLAUSIBLE and not any(map(is_broken, text))


def run_reader(fmt: Format, data: bytes, path: str, *, password: str | None) -> Source:
    """Read with the reader of a format, whatever it stumbles on an error of that one file."""
    try:
        module, _, function = fmt.reader.partition(":")
        reader: Callable[..., Source] = getattr(import_module(module), function)
        return reader(data, path, password=password)
    except (PolicytextError, MemoryError):
        raise
    except ImportError as error:
        raise UnknownFormat(path, f"it is {fmt.name}: {_missing(fmt, error)}") from error
    except Exception as error:
        # The border to parsers of others, fed with anything: it must not stop a whole corpus.
        raise ReadingError(path, f"{fmt.name} that the reader fails on: {one_line(error)}") from error


def _missing(fmt: Format, error: ImportError) -> str:
    return f"reading it needs policytext[{fmt.extra}]" if fmt.extra else one_line(error)


def one_line(error: Exception) -> str:
    """Return what an error of someone else's says, in one short line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
