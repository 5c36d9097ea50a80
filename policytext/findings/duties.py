"""Responsible bodies (牵头单位、责任单位): who shall do what a paragraph sets, and whether a target binds.

They are named in brackets (（市水务局牵头，市财政局配合）, （责任单位：市水务局、市财政局）), in a line of their own
below the measure (牵头单位：…), or in the sentence (由市水务局负责). Bodies that take part (配合单位) are left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.structure.document import Document

_HINT = re.compile(r"牵头|责任单位|责任部门|责任主体|负责|主办|承办|落实单位")
_LABEL = r"(?:牵头|责任|负责|主办|承办|落实)(?:考核|落实|实施)?(?:单位|部门|主体)?\s?[：:]\s?"
_LABELLED = re.compile(rf"{_LABEL}(?P<bodies>[^；;。\n：:]{{2,200}})")
_LINE = re.compile(rf"^[ \u3000（(【\[]{{0,4}}{_LABEL}", re.MULTILINE)
_HELPING = re.compile(r"(?:配合|协助|协办|参与)(?:单位|部门)\s?[：:]")
_DESIGNATION = re.compile(
    rf"[（(【\[]{{0,2}}(?:{_LABEL}|{_HELPING.pattern})[^。\n]{{2,400}}[）)】\]。；;]{{0,3}}|[（(【\[][^（）()。\n]{{2,200}}[）)】\]][。；;]?"
)
_BRACKET = re.compile(r"[（(](?P<inner>(?:[^（）()\n]|[（(][^（）()\n]{0,40}[）)]){3,300})[）)]")
_BRACKET_NEXT = re.compile(rf"\s*(?:{_BRACKET.pattern}|[【\[][^【】\[\]\n]{{3,300}}[】\]])")
_VERBAL = re.compile(
    r"(?P<bodies>[^，,；;。：:]{2,160}?)(?:按照?各?自?职责分工|按职责|分别)?(?:等)?(?:共同|联合|具体)?(?:牵头|负责|组织实施)"
)
_BY = re.compile(r"[由请](?P<bodies>[^，,；;。：:]{2,60}?)(?:会同[^，；。]{2,30})?(?:共同|具体)?(?:牵头|负责)")
_CUT = re.compile(r"[，,]?(?:配合|参加|参与|协助|完成时限|完成时间|时限|[^，、]{0,4}底前).*", re.DOTALL)
_PARTS = re.compile(r"[、，,\s]|(?<=[局委部办厅院会府])[和及与]")
_BODY = re.compile(
    r".{0,28}(?:部|委|局|办|厅|院|署|会|行|府|社|处|科|中心|集团|公司|学校|大学|街道|乡镇|镇|乡|县|区|市|州|盟|旗|队|站|所|单位|部门|组|室|妇联|厂|馆)"
    r"(?:[（(][^（）()]{1,20}[）)])?"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """The bodies that answer for what stands in a stretch of text."""

    reach: Span
    bodies: tuple[str, ...]
    named: Span
    """Where they are named."""
    apart: bool
    """Whether that is a bracket or a line, not the sentence itself."""


def find_duties(document: Document, places: Sequence[int]) -> list[Duty]:
    """Return the duties that may hold ascending places of a document, the narrowest first where two hold one."""
    text = document.text.characters
    if not _HINT.search(text):
        return []
    lines = list(_from_lines(document))
    held = (s for s in document.prose() if (at := bisect_left(places, s.start)) < len(places) and places[at] < s.end)
    found = [duty for span in held for duty in _in_paragraph(text, span)]
    return [*found, *lines]


def _in_paragraph(text: str, span: Span) -> Iterator[Duty]:
    if not _HINT.search(text, span.start, span.end):
        return
    start = span.start
    for match in _BRACKET.finditer(text, span.start, span.end):
        if bodies := read_bodies(match["inner"]):
            yield Duty(Span(start, match.end()), bodies, Span(*match.span()), apart=True)
            start = match.end()
    for match in _BY.finditer(text, span.start, span.end):
        if bodies := _bodies(match["bodies"]):
            opens = max(text.rfind(mark, span.start, match.start()) for mark in "。；\n") + 1
            ends = min((e for mark in "。；" if (e := text.find(mark, match.end(), span.end)) >= 0), default=span.end)
            yield Duty(Span(max(opens, span.start), ends), bodies, Span(*match.span()), apart=False)


def _from_lines(document: Document) -> Iterator[Duty]:
    """Yield the duties of lines of their own; they reach back to the line before of the same kind, or to a heading."""
    text, last = document.text.characters, 0
    for match in _LINE.finditer(text):
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        inner = [s.span.start for s in document.sections if s.span.start <= match.start() and match.start() in s.span]
        bodies = read_bodies(text[match.start() : end])
        if bodies:
            yield Duty(Span(max([last, *inner]), end), bodies, Span(match.start(), end), apart=True)
        last = end


def read_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies that a bracket, a line or a cell makes responsible.

    Examples
    --------
    >>> read_bodies("牵头单位：市水务局、市财政局；配合单位：各乡镇")
    ('市水务局', '市财政局')
    """
    labelled = [name for match in _LABELLED.finditer(text) for name in _bodies(match["bodies"])]
    if labelled:
        return tuple(dict.fromkeys(labelled))
    match = _VERBAL.match(text.split("；")[0])
    return _bodies(match["bodies"]) if match else ()


def find_designation(text: str, start: int, end: int) -> Span | None:
    """Return the brackets at a place that name who answers for what stands before; None where there are none."""
    match = _BRACKET_NEXT.match(text, start, end)
    return Span(*match.span()) if match and is_designation(match.group()) else None


def is_designation(text: str) -> bool:
    """Tell whether a sentence does nothing but name who answers for what stands before it.

    Examples
    --------
    >>> [is_designation(text) for text in ("（责任单位：市水务局）", "（市水务局牵头）", "由市水务局牵头实施。")]
    [True, True, False]
    """
    return bool(_DESIGNATION.fullmatch(text.strip())) and bool(read_bodies(text) or _HELPING.search(text))


def read_cell(text: str) -> tuple[str, ...]:
    """Return the bodies that a table's cell lists."""
    return read_bodies(text) or _bodies(text)


def _bodies(text: str) -> tuple[str, ...]:
    names = (re.sub(r"等(?:部门|单位)?$|^由", "", _bare(part)) for part in _parts(_CUT.sub("", text)))
    return tuple(dict.fromkeys(name for name in names if _BODY.fullmatch(name)))


def _bare(name: str) -> str:
    """Return a name without the brackets that open before it or close behind it."""
    name = name.strip(" \u3000")
    name = name if re.search("[）)]", name) else name.lstrip("（(")
    return name if re.search("[（(]", name) else name.rstrip("）)")


def _parts(text: str) -> list[str]:
    """Divide a list at its marks, but not within brackets: 各乡镇（街道、园区）."""
    closed = re.sub(r"[（(][^（）()]{0,60}[）)]", lambda m: "□" * len(m[0]), text)
    cuts = [0, *(at for m in _PARTS.finditer(closed) for at in m.span()), len(text)]
    return [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
