"""Plain text (TXT) → Source."""

from hashlib import sha256

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.characters import Tidied, tidy
from policytext.reading.encodings import decode
from policytext.reading.signatures import name_binary
from policytext.text import Source

MEDIA_TYPE = "text/plain"
_MOST_BROKEN = 0.03
_ALLOWED_BROKEN = 8


def parse_txt(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a text file's bytes as a Source, whatever encoding they are in.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Not used: text has none.

    Raises
    ------
    EmptySource
        If there is nothing but blanks.
    DamagedSource
        If the bytes are evidently no text.
    """
    if kind := name_binary(data):
        raise DamagedSource(path, f"expected text, but it is binary: {kind}")
    try:
        decoded = decode(data)
    except ValueError as error:
        raise DamagedSource(path, f"expected text, but it seems binary: {error}") from error
    tidied = tidy(decoded.text)
    _check_substance(tidied, path)
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        text=tidied.text,
        doubts=decoded.doubts + tidied.doubts,
    )


def _check_substance(tidied: Tidied, path: str) -> None:
    broken = tidied.dropped + tidied.text.count("�")
    total = tidied.dropped + len(tidied.text)
    # A text of a few characters may have lost fewer than that.
    if broken > _ALLOWED_BROKEN + _MOST_BROKEN * len(tidied.text) or 0 < total <= 2 * broken:
        raise DamagedSource(path, f"expected text, but it is binary: {broken} of {total} characters are no text")
    if not tidied.text.strip():
        raise EmptySource(path, "no text in it" if not tidied.dropped else "no text in it, only control characters")


def make_source(text: str, *, path: str = "<text>") -> Source:
    r"""Return characters that are already at hand as a Source; `sha256` is of their UTF-8.

    Examples
    --------
    >>> make_source("第一行\r\n第二行").text
    '第一行\n第二行'
    """
    tidied = tidy(text)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(
        path=path, sha256=digest, media_type=MEDIA_TYPE, encoding=None, text=tidied.text, doubts=tidied.doubts
    )
