"""Raw characters → characters that the rest may rely on: line feeds, nothing that is no text."""

import re
from dataclasses import dataclass, field

from policytext.text import Doubt

_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_PAGE_END = re.compile("(?<=\n)\f+|\f+(?=\n)|\\A\f+|\f+\\Z")
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMES = {"\x00": "NUL"}


@dataclass(frozen=True, slots=True)
class Tidied:
    """Characters fit for a `Source`, what was doubtful, and how many had to go."""

    text: str = field(repr=False)
    doubts: tuple[Doubt, ...] = ()
    dropped: int = 0


def tidy(raw: str) -> Tidied:
    r"""Return the characters with line ends made ``\n`` and those that are no text (控制字符) dropped and reported.

    A form feed ends a page of a printer and nothing else: it becomes a line end where none stands beside it.

    Examples
    --------
    >>> tidy("第一行\r\n第\x00二行").text
    '第一行\n第二行'
    """
    text = _LINE_END.sub("\n", raw.lstrip("\ufeff").rstrip("\x1a"))
    if "\f" in text:
        text = _PAGE_END.sub("", text).replace("\f", "\n")
    first = _BROKEN.search(text)
    if first is None:
        return Tidied(text.replace("\ufeff", ""))
    line = text.count("\n", 0, first.start()) + 1
    name = _NAMES.get(first.group(), f"U+{ord(first.group()):04X}")
    text, dropped = _BROKEN.subn("", text)
    doubt = Doubt("control-characters", f"{dropped} characters that are no text were dropped, first {name}", line=line)
    return Tidied(text.replace("\ufeff", ""), (doubt,), dropped)
