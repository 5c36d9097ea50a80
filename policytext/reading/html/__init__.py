"""Saved web page (HTML) → Source: its text, the official data beside it, and what of the page is furniture."""

import re
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.characters import Tidied, tidy
from policytext.reading.encodings import Decoded, decode
from policytext.reading.html.fields import read_head
from policytext.reading.html.flow import UNSEEN, Flow, read_flow
from policytext.reading.html.page import Head, Page, read_page
from policytext.reading.signatures import name_binary
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "text/html"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,20})""", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:b|i|u|a|em|strong|font|span|label|small|big|center)\b[^<>]{0,2000}>", re.IGNORECASE)
_CONTAINER_TAG = re.compile(
    r"</?(?:div|table|tbody|tr|td|th|ul|ol|dl|dt|dd|section|article|form|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE
)
_HEAD = 4096
_FRAMES = ("frame", "iframe")
_LONGEST_GUESSED = 500_000
"""Characters of the largest page that trafilatura is asked about: it takes long over odd ones."""
_THIN = 100
"""Characters of a page that shows its document in a frame of its own."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


def parse_html(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a saved web page's bytes as a Source with its layout.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Not used: web pages have none.

    Raises
    ------
    DamagedSource
        If it is no web page.
    EmptySource
        If the page shows no text, or only frames.
    """
    decoded, tidied = _decode(data, path)
    root, nesting = _parse(tidied.text, path)
    frames = [str(element.get("src") or "") for element in root.iter(*_FRAMES)]
    head = Head(list(read_head(root)), _window_title(root), partial(_extract, root))
    flow = _flow_of(root)
    if not flow.blocks:
        where = f" but frames ({', '.join(frames)[:80]}): save the pages in them" if frames else ""
        raise EmptySource(path, f"the web page shows no text{where}")
    page = read_page(flow, head)
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        text=page.text,
        doubts=(*decoded.doubts, *tidied.doubts, *nesting, *page.doubts, *_frame_doubts(frames, page)),
        layout=page.layout,
    )


def _decode(data: bytes, path: str) -> tuple[Decoded, Tidied]:
    if kind := name_binary(data):
        raise DamagedSource(path, f"expected a web page, but it is binary: {kind}")
    try:
        decoded = _decode_declared(data) or decode(data)
    except ValueError as error:
        raise DamagedSource(path, f"expected a web page, but it seems binary: {error}") from error
    return decoded, tidy(decoded.text)


def _decode_declared(data: bytes) -> Decoded | None:
    """Return the characters by what the page says of its encoding, or as UTF-8; None where it is neither.

    Pages that a browser saved are UTF-8 whatever they say.
    """
    if b"\x00" in data[:_HEAD] or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return None
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else ""
    for encoding in ("utf-8", _WIDER.get(name, name)):
        try:
            return Decoded(data.decode(encoding), encoding) if encoding else None
        except (UnicodeError, LookupError):
            continue
    return None


def _parse(text: str, path: str) -> "tuple[_Element, tuple[Doubt, ...]]":
    """Return the root of a page; of one that is nested deeper than the parser goes, with its containers left out."""
    if "<" not in text:
        raise DamagedSource(path, "expected a web page, but there is no tag in it")
    root, deep = _parse_tags(text, path)
    if not deep:
        return root, ()
    flat, _ = _parse_tags(_CONTAINER_TAG.sub("<p>", _INLINE_TAG.sub("", text)), path)
    return flat, (Doubt("nesting", "elements are nested too deep to be read: containers and tables were passed over"),)


def _parse_tags(text: str, path: str) -> "tuple[_Element, bool]":
    from lxml import etree

    # Given as bytes, because lxml refuses characters that name an encoding in an XML declaration.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise EmptySource(path, f"the web page cannot be read: {error.msg}") from error
    if root is None:
        raise EmptySource(path, "the web page shows no text")
    return root, any("depth" in entry.message.lower() for entry in parser.error_log)


def _window_title(root: "_Element") -> str:
    return next(("".join(element.itertext()) for element in root.iter("title")), "")


def _flow_of(root: "_Element") -> Flow:
    """Return what the page shows; where most of its prose is hidden until a script shows it, that too."""
    from lxml import etree

    etree.strip_elements(root, *UNSEEN, with_tail=False)
    flow = read_flow(root)
    hidden = sum(len(block.text) for block in flow.blocks if block.style.hidden)
    return flow.shown() if 2 * hidden > sum(len(block.text) for block in flow.blocks) else flow.without_hidden()


def _extract(root: "_Element") -> str:
    """Return a page's text as trafilatura finds it; none of a page so large that it would take minutes."""
    from lxml import etree
    from trafilatura import extract

    # It believes a cell that says that it runs over a million columns.
    etree.strip_attributes(root, "colspan", "rowspan", "span")
    page = etree.tostring(root, encoding="unicode", method="html")
    if len(page) > _LONGEST_GUESSED:
        return ""
    return extract(page, favor_recall=True, include_comments=False) or ""


def _frame_doubts(frames: list[str], page: Page) -> Iterator[Doubt]:
    if frames and len(page.text) < _THIN:
        yield Doubt(
            "frames", f"the page shows other pages in frames, which are not in the file: {', '.join(frames)[:80]}"
        )
