"""Web page saved as one file (MHTML, .mht) → Source: the page within the mail that it is packed in."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from itertools import islice

from policytext.errors import DamagedSource
from policytext.text import Source

_MOST_PARTS = 10_000


def parse_mhtml(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return the page of an MHTML file's bytes as a Source; its offsets are those of the page.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Not used: there is none.

    Raises
    ------
    DamagedSource
        If no page is in it.
    EmptySource
        If the page shows no text.
    """
    from policytext.reading.html import parse_html

    page = next(_find_pages(data), None)
    if page is None:
        raise DamagedSource(path, "expected a web page saved as one file, but no page is in it")
    # The digest is that of the file, which is what a reader can check.
    return replace(parse_html(page, path, password=password), sha256=sha256(data).hexdigest())


def _find_pages(data: bytes) -> Iterator[bytes]:
    mail: Message = message_from_bytes(data)
    for part in islice(mail.walk(), _MOST_PARTS):
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes) and payload.strip():
            yield payload
