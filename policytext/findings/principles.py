"""Principles (基本原则): the items of a block that a heading, or a sentence, announces as principles.

::

    block = heading that ends in 原则, or a sentence "坚持以下原则" | "基本原则是"
    item  = "——" name | digits "." name | "（" digits "）" name | "一是" name
          | a line that opens with a name | "坚持…"
    name  = up to the first 。 (；or line end where none)
"""

import re
from collections.abc import Iterator

from policytext.findings.values import Principle
from policytext.spans import Span
from policytext.structure.document import Document, Section

_HEADING = re.compile(
    "(?:^|[的和与及、]|基本|工作|主要|总体|指导|遵循|实施|建设|发展|推进|组织|规划|改革|整治|创建|行动|坚持|编制|试点|总)"
    "原则(?:和要求|与要求|及要求|要求)?[：:]?$"
)
"""Not 归责原则 or 收费原则: rules on one matter are no principles of the document."""
_ANNOUNCED = re.compile(
    "(?:(?:坚持|遵循|把握|贯彻|体现|按照|做到)(?:好|了)?(?:以下|下列|如下)[^，。；：\n]{0,8}原则|基本原则(?:是|为)|以下(?:[几二三四五六七八两]个?|项)?原则)[：:。]"
)
_MARKED = re.compile(
    r"(?:^|(?<=[。；：:\n]))[ \u3000]*"
    r"(?:——|[一二三四五六七八九十]{1,2}是(?:要)?|第[一二三四五六七八九十]，|[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳])"
    r"[ \u3000]*"
)
_LINE = re.compile(r"(?:^|(?<=\n))[ \u3000]*(?=[^。：:\n]{2,26}。[^\n])")
_PLAIN = re.compile(r"(?:^|(?<=[。\n]))[ \u3000]*(?=坚持[^。\n]{2,26}。)")
_CALL = re.compile(r"(?<=[；;：:。\n])[ \u3000]*(?=坚持[^。；;\n]{2,40}[；;。])")
_GRAMMARS = ((_MARKED, "marked"), (_LINE, "line"), (_PLAIN, "plain"), (_CALL, "call"))
_NAME_END = re.compile("[。\n]")
_LIST_END = re.compile("[；;。\n]")
_LONGEST_NAME = 60
_ITEM_LEVEL = 3


def find_principles(document: Document) -> Iterator[Principle]:
    """Yield the principles of a document in order.

    A block's items are its sections (—— or 1. under 基本原则); where it has none, what its prose enumerates.
    """
    blocks = [s for s in document.sections if _is_block(document, s)]
    for section in blocks:
        items = _items(document, section)
        if items:
            yield from filter(None, (_from_section(document, item) for item in items))
        else:
            yield from _find_run_in(document.text.characters, _body(document, section))
    closed = [s.span for s in blocks]
    yield from _find_announced(document, closed)


def _is_block(document: Document, section: Section) -> bool:
    if not _HEADING.search(section.heading) or len(section.heading) > 24 or section.marker.endswith("条"):
        return False
    below = (s for s in document.sections if s.id != section.id and s.span in section.span)
    return not any(_HEADING.search(s.heading) for s in below)


def _items(document: Document, section: Section) -> list[Section]:
    return [s for s in document.sections if s.parent == section.id and not s.marker.endswith("条")]


def _body(document: Document, section: Section) -> Span:
    start = document.text.characters.find(section.heading, section.span.start, section.span.end)
    return Span(max(start, section.span.start) + len(section.heading), section.span.end)


def _from_section(document: Document, item: Section) -> Principle | None:
    text = document.text.characters
    start = item.span.start + len(item.marker)
    name = item.heading or _NAME_END.split(text[start : item.span.end].strip(), maxsplit=1)[0]
    found = text.find(name[:10], item.span.start, item.span.end)
    return _principle(text, Span(max(found, item.span.start), item.span.end), name, "section")


def _principle(text: str, span: Span, name: str, rule: str) -> Principle | None:
    """Return a principle, white space around it and 是 before it left off."""
    start = span.start + (1 if name.startswith("是") else 0)
    start += len(text[start : span.end]) - len(text[start : span.end].lstrip())
    end = start + len(text[start : span.end].rstrip())
    name = name.removeprefix("是").strip(" \u3000：:。；;")
    if not 2 <= len(name) <= _LONGEST_NAME:
        return None
    return Principle(span=Span(start, end), name=name, text=text[start:end], rule=f"principle:{rule}")


def _find_run_in(text: str, body: Span) -> Iterator[Principle]:
    """Yield the items that prose enumerates: by markers, by lines of their own, or by the 坚持… that opens each."""
    for grammar, rule in _GRAMMARS:
        marks = list(grammar.finditer(text, body.start, body.end))
        if len(marks) < 2:
            continue
        ends = [mark.start() for mark in marks[1:]] + [_end_of_last(text, marks[-1], body.end)]
        for mark, end in zip(marks, ends, strict=True):
            content = text[mark.end() : end]
            name = (_LIST_END if "；" in content[-2:] else _NAME_END).split(content, maxsplit=1)[0]
            found = _principle(text, Span(mark.end(), end), name, rule)
            if found:
                yield found
        return


def _end_of_last(text: str, mark: re.Match[str], end: int) -> int:
    """Return where the last item ends: with its paragraph."""
    return _line_end(text, mark.end(), end)


def _find_announced(document: Document, closed: list[Span]) -> Iterator[Principle]:
    """Yield the items behind a sentence that announces them, where no heading does."""
    text = document.text.characters
    for match in _ANNOUNCED.finditer(text):
        if any(match.start() in span for span in closed):
            continue
        inner = min((s.span for s in document.path_to(match.start())), key=len, default=Span(0, len(text)))
        below = [
            s for s in document.sections if s.level >= _ITEM_LEVEL and inner.start < s.span.start and s.span in inner
        ]
        items = [s for s in below if s.span.start >= match.end() and s.heading]
        if items:
            yield from filter(None, (_from_section(document, item) for item in items))
        else:
            yield from _find_run_in(text, Span(match.end(), _end_of_list(text, match.end(), inner.end)))


def _end_of_list(text: str, start: int, end: int) -> int:
    """Return where the list behind an announcement ends: with its line, or with the last line that a marker opens."""
    line = _line_end(text, start, end)
    if text[start:line].strip():
        return line
    while line < end and _MARKED.match(text, line + 1, end):
        line = _line_end(text, line + 1, end)
    return line


def _line_end(text: str, start: int, end: int) -> int:
    found = text.find("\n", start, end)
    return end if found < 0 else found
