"""Word documents (DOCX, flat Word XML) → Source, as they read when printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.archive import open_package, parse_xml
from policytext.reading.signatures import name_binary
from policytext.reading.word.blocks import Block, Story, find_paragraphs, walk_story
from policytext.reading.word.numbering import Numbering, parse_numbering
from policytext.reading.word.page import Page
from policytext.reading.word.parts import Parts, find_flat_parts
from policytext.reading.word.styles import Styles, parse_styles
from policytext.reading.word.xml import attribute, child, local
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FLAT_MEDIA_TYPE = "application/vnd.ms-word2006ml"
OLD_XML_MEDIA_TYPE = "application/vnd.ms-wordml"
# Pictures in base64: longer than a parser that fears bombs lets any text be, and no text.
_PICTURES = re.compile(rb"(<(?:\w+:)?(?:binaryData|binData)\b[^<>]*>)[^<]*")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_MARGINS = {"header": "page header", "footer": "page footer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the parts of a file hold, before it is put down."""

    body: Story
    numbering: Numbering
    apart: tuple[tuple[str, list[Block]], ...] = ()
    doubts: tuple[Doubt, ...] = ()


def parse_docx(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a Word document's bytes as a Source, its automatic numbers (自动编号) printed.

    Tracked changes are taken as accepted; hidden text and page numbers are left out; notes, comments, headers and
    footers stand behind the text as asides.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Taken for the sake of a common signature; a locked file cannot be opened.

    Raises
    ------
    EmptySource
        If there is no text in it.
    DamagedSource
        If it is no Word document, is cut off, locked, or made to exhaust memory.
    """
    if not data.startswith(b"PK"):
        raise DamagedSource(path, f"expected a Word document, but it is {name_binary(data) or 'none'}")
    parts = Parts(path, open_package(data, path))
    return _to_source(_read_parts(parts), data, path, MEDIA_TYPE)


def parse_word_xml(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return a Word document in one XML file (flat OPC, or WordML of Word 2003) as a Source.

    Parameters and errors are those of `parse_docx`.
    """
    root = parse_xml(_PICTURES.sub(rb"\1", data), path, "")
    name = local(root.tag)
    if name == "package":
        return _to_source(_read_parts(find_flat_parts(root, path)), data, path, FLAT_MEDIA_TYPE)
    if name == "wordDocument":
        return _to_source(_read_old_xml(root), data, path, OLD_XML_MEDIA_TYPE)
    raise DamagedSource(path, f"expected a Word document, but it is other XML: <{name[:40]}>")


def _read_parts(parts: Parts) -> _Draft:
    main = parts.find_main()
    linked: dict[str, list[str]] = {}
    for kind, target in parts.find_links(main):
        linked.setdefault(kind, []).append(target)
    root = parts.parse(main)
    if (body := child(root, "body")) is None:
        raise DamagedSource(parts.path, f"expected a Word document, but {main} holds <{local(root.tag)[:40]}>")
    doubts: list[Doubt] = []
    side = _Side(parts, linked, doubts)
    styles = parse_styles(side.find("styles"))
    numbering = parse_numbering(side.find("numbering"))
    apart = tuple(side.find_apart(styles))
    return _Draft(body=walk_story(body, styles), apart=apart, numbering=numbering, doubts=tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Side:
    """The parts beside the document's own: what is wrong with one of them is a doubt, not an error."""

    parts: Parts
    linked: dict[str, list[str]]
    doubts: list[Doubt]

    def find(self, kind: str) -> "_Element | None":
        return next(self._parse(kind), None)

    def find_apart(self, styles: Styles) -> "Iterator[tuple[str, list[Block]]]":
        notes = ((reason, note) for kind, reason in _NOTES.items() for root in self._parse(kind) for note in root)
        for reason, note in notes:
            # The lines that part notes from the text are notes too, of a type of their own.
            if attribute(note, "type") in (None, "normal"):
                yield reason, walk_story(note, styles).blocks
        margins = ((reason, root) for kind, reason in _MARGINS.items() for root in self._parse(kind))
        for reason, root in margins:
            yield reason, walk_story(root, styles).blocks

    def _parse(self, kind: str) -> "Iterator[_Element]":
        for part in self.linked.get(kind, ()):
            try:
                yield self.parts.parse(part)
            except DamagedSource as error:
                self.doubts.append(Doubt("word-part-unread", f"{kind} could not be read: {error.reason}"))


def _read_old_xml(root: "_Element") -> _Draft:
    styles, numbering = parse_styles(child(root, "styles")), parse_numbering(child(root, "lists"))
    body = child(root, "body")
    return _Draft(body=walk_story(root if body is None else body, styles), numbering=numbering)


def _to_source(draft: _Draft, data: bytes, path: str, media_type: str) -> Source:
    page = Page(draft.numbering)
    page.put_body(draft.body.blocks)
    if not page.text.strip():
        raise EmptySource(path, "no text in it; pictures of pages in a Word document are not read")
    said: set[str] = set()
    for reason, blocks in (*draft.body.apart, *draft.apart):
        _put_once(page, blocks, reason, said)
    unread = (Doubt("word-part-unread", f"not read: {what}") for what in dict.fromkeys(draft.body.unread))
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=media_type,
        encoding=None,
        text=page.text,
        doubts=(*draft.doubts, *unread),
        layout=page.layout,
    )


def _put_once(page: Page, blocks: list[Block], reason: str, said: set[str]) -> None:
    """Put down an aside; of headers and footers that say the same only the first."""
    if reason in _MARGINS.values():
        key = "\n".join(p.text for p in find_paragraphs(blocks))
        if key in said:
            return
        said.add(key)
    page.put_aside(blocks, reason)
