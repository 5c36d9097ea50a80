"""Names in Word's XML (OOXML, transitional and strict, and WordML of 2003): read by their local part."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset(("0", "false", "off", "none"))


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def child(element: "_Element | None", *names: str) -> "_Element | None":
    """Return the element that a path of local names leads to; None where a step finds none."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e.tag) == name), None)
    return element


def children(element: "_Element | None", name: str) -> "list[_Element]":
    """Return the children of a local name."""
    return [] if element is None else [e for e in element if local(e.tag) == name]


def attribute(element: "_Element | None", name: str = "val") -> str | None:
    """Return an attribute of the element's own namespace, or of none."""
    if element is None:
        return None
    own: str | None = element.get(f"{element.tag.rpartition('}')[0]}}}{name}")
    plain: str | None = element.get(name)
    return plain if own is None else own


def value(element: "_Element | None", *names: str) -> str | None:
    """Return the `val` of the element that a path of local names leads to."""
    return attribute(child(element, *names))


def number(text: str | None) -> int | None:
    """Return an attribute's integer; None where it has none, or one that no Word writes."""
    plain = (text or "").strip()
    digits = plain.removeprefix("-")
    return int(plain) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def is_on(element: "_Element | None", *names: str) -> bool:
    """Tell whether a switch is set: there, and not switched off."""
    found = child(element, *names)
    return found is not None and (attribute(found) or "1").lower() not in _OFF
