"""Styles of a Word file (样式), and what they and a paragraph's own properties come to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.reading.word.xml import attribute, child, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset(("title", "标题", "標題", "文档标题"))
_CONTENTS = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paragraph is set: what of it bears on its characters."""

    list_id: str | None = None
    depth: int = 0
    """Level of the list, from 0."""
    heading: int | None = None
    """0 for a title, 1 to 9 for headings, None for all else."""
    centred: bool = False
    in_contents: bool = False
    printed: str | None = None
    """The number as the program that wrote the file printed it; None where it did not say."""
    joined: bool = False
    """Its end is deleted or hidden: the next paragraph goes on in its line."""
    deleted: bool = False
    """Its end is deleted: it is no paragraph and is not counted."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by their identifiers."""

    elements: "Mapping[str, _Element]" = field(default_factory=dict)
    default: str | None = None
    """The style of paragraphs that name none."""

    def chain(self, style: str | None) -> "Iterator[tuple[str, _Element]]":
        """Yield a style and those that it is based on; a circle ends."""
        for _ in range(_LONGEST_CHAIN):
            if style is None or (element := self.elements.get(style)) is None:
                return
            yield style, element
            style = value(element, "basedOn")

    def is_hidden(self, style: str | None) -> bool:
        """Tell whether a character style hides its text."""
        found = (e for _, e in self.chain(style) if child(e, "rPr", "vanish") is not None)
        return any(is_on(e, "rPr", "vanish") for e in list(found)[:1])


def parse_styles(root: "_Element | None") -> Styles:
    """Return the styles of a styles part (styles.xml), or of WordML's w:styles."""
    elements = {attribute(e, "styleId") or "": e for e in children(root, "style")}
    defaults = (k for k, e in elements.items() if attribute(e, "default") in ("1", "true", "on"))
    return Styles(elements, next((k for k in defaults if attribute(elements[k], "type") == "paragraph"), None))


def read_manner(properties: "_Element | None", styles: Styles) -> tuple[Manner, tuple[str, ...]]:
    """Return how a paragraph is set by its properties (w:pPr) and its style, and the names of its styles.

    The level of a list is here what the paragraph or its style says; a list may set a style to another.
    """
    chain = list(styles.chain(value(properties, "pStyle") or styles.default))
    holders = [h for h in (properties, *(child(e, "pPr") for _, e in chain)) if h is not None]
    numbered = [n for h in holders for n in (child(h, "numPr"), child(h, "listPr")) if n is not None]
    list_id = _first(value(n, "numId") or value(n, "ilfo") for n in numbered)
    depth = number(_first(value(n, "ilvl") for n in numbered)) or 0
    deleted = any(child(properties, "rPr", name) is not None for name in ("del", "moveFrom"))
    return Manner(
        list_id=None if list_id in (None, "0") else list_id,
        depth=min(max(depth, 0), 8),
        heading=_find_heading(properties, [e for _, e in chain]),
        centred=_first(value(h, "jc") for h in holders) == "center",
        in_contents=any(_CONTENTS.fullmatch(value(e, "name") or "") for _, e in chain),
        printed=_read_printed(child(properties, "listPr")),
        joined=deleted or is_on(properties, "rPr", "vanish"),
        deleted=deleted,
    ), tuple(key for key, _ in chain) if not is_leveled(properties) else ()


def is_leveled(properties: "_Element | None") -> bool:
    """Tell whether a paragraph names the level of its list itself."""
    return value(properties, "numPr", "ilvl") is not None or value(properties, "listPr", "ilvl") is not None


def _read_printed(listed: "_Element | None") -> str | None:
    printed = child(listed, "t")
    return attribute(printed) if printed is not None else None


def _find_heading(properties: "_Element | None", chain: "list[_Element]") -> int | None:
    own = number(value(properties, "outlineLvl"))
    if own is not None:
        return _to_depth(own, titled=_is_titled(chain))
    for element in chain:
        name = value(element, "name") or ""
        if name.lower() in _TITLES:
            return 0
        if (level := number(value(element, "pPr", "outlineLvl"))) is not None:
            return _to_depth(level)
        if match := _HEADING.fullmatch(name.strip()):
            return int(match[1])
    return None


def _is_titled(chain: "list[_Element]") -> bool:
    return any((value(e, "name") or "").lower() in _TITLES for e in chain)


def _to_depth(level: int, *, titled: bool = False) -> int | None:
    if titled and level == 0:
        return 0
    return level + 1 if 0 <= level < _BODY_LEVEL else None


def _first(found: Iterator[str | None]) -> str | None:
    return next((f for f in found if f is not None), None)
