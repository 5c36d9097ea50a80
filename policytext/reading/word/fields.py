"""Fields of a Word file (域): their results are text, their instructions and page numbers are not."""

import re

_UNSEEN = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES"))
_COMBINED = re.compile(r"\\o\s*(?:\\a[clrd]\s*)?\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_RINGS = frozenset("○〇◯")


class Fields:
    """The fields that are open at a place of a text, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def is_silent(self) -> bool:
        """Whether what stands here is not printed as text."""
        return any(not f.shows or f.name in _UNSEEN for f in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether this is inside a table of contents (目录)."""
        return any(f.name == "TOC" for f in self._open)

    def turn(self, kind: str) -> str:
        """Begin, separate or end a field; return what it prints by itself."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end":
            return self.end()
        return ""

    def begin_simple(self, instruction: str) -> str:
        """Begin a field that holds its instruction in an attribute."""
        self._open.append(_Field(instruction, shows=True))
        return ""

    def instruct(self, text: str) -> None:
        """Take a piece of the innermost field's instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    def end(self) -> str:
        """End the innermost field; return what it prints by itself, as a character in a circle does."""
        return _draw(self._open.pop().instruction) if self._open else ""

    def end_paragraph(self) -> None:
        """End what cannot go on behind a paragraph, so that a field never closed silences nothing."""
        self._open = [f for f in self._open if f.shows and f.name not in _UNSEEN]


class _Field:
    __slots__ = ("instruction", "shows")

    def __init__(self, instruction: str = "", *, shows: bool = False) -> None:
        self.instruction, self.shows = instruction, shows

    @property
    def name(self) -> str:
        return (self.instruction.split(None, 1) or [""])[0].upper()


def _draw(instruction: str) -> str:
    r"""Return what an EQ field draws one over another: EQ \o\ac(○,3) is ③, phonetic signs go, their base stays."""
    if instruction.lstrip()[:2].upper() != "EQ" or not (match := _COMBINED.search(instruction)):
        return ""
    first, _, last = match[1].rpartition(",")
    if first.strip() in _RINGS and last.strip().isdecimal() and 0 < int(last) <= 20:
        return chr(ord("①") + int(last) - 1)
    return last.strip()
