"""Masters → Word documents (DOCX), their outline numbered by Word's own automatic numbering."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from typesetting import SetParagraph

_WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHINESE, _ARABIC = "chineseCountingThousand", "decimal"
_HAN = "〇一二三四五六七八九"
_LEVELS = (
    (_CHINESE, "%1、", re.compile(r"([一二三四五六七八九十]{1,3})、")),
    (_CHINESE, "（%2）", re.compile(r"（([一二三四五六七八九十]{1,3})）")),
    (_ARABIC, "%3.", re.compile(r"(\d{1,2})\.(?!\d)")),
    (_ARABIC, "（%4）", re.compile(r"（(\d{1,2})）")),
)
_CENTRED = ("banner", "number", "title", "note")


@dataclass(frozen=True, slots=True)
class _Numbered:
    level: int
    count: int
    rest: str


def to_docx(paragraphs: Sequence[SetParagraph], *, numbered: bool = True) -> bytes:
    """Return a Word document of a master.

    Parameters
    ----------
    paragraphs : sequence of SetParagraph
        The master.
    numbered : bool, default True
        Leave 一、（一）1.（1） to automatic numbering (numbering.xml), wherever it counts to what is printed; else they
        are typed.
    """
    import docx

    document = docx.Document()
    lists = _Lists(document) if numbered else None
    for is_row, run in groupby(paragraphs, key=lambda p: p.role == "row"):
        if is_row:
            _put_table(document, [p.text.split("\t") for p in run])
        else:
            _put_paragraphs(document, run, lists)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _put_paragraphs(document: Any, paragraphs: Iterable[SetParagraph], lists: "_Lists | None") -> None:
    for paragraph in paragraphs:
        number = _find_number(paragraph.text) if paragraph.role in ("heading", "body") else None
        style = "Title" if paragraph.role == "title" else None
        if paragraph.role == "heading":
            style = f"Heading {number.level + 1 if number else 1}"
        put = document.add_paragraph(style=style)
        put.add_run(number.rest if number and lists else paragraph.text)
        if number and lists:
            lists.number(put, number)
        if paragraph.role in _CENTRED:
            put.alignment = 1
        elif paragraph.role in ("signature", "date"):
            put.alignment = 2


def _put_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for drawn, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(drawn.cells, row, strict=False):
            cell.text = text


def _find_number(text: str) -> _Numbered | None:
    for level, (_, _, pattern) in enumerate(_LEVELS):
        if (match := pattern.match(text)) and (count := _count(match[1])):
            return _Numbered(level, count, text[match.end() :])
    return None


def _count(printed: str) -> int:
    """Return the value of a number below a hundred; 0 where it is not written as Word would write it."""
    if printed.isdigit() and printed.isascii():
        return int(printed) if not printed.startswith("0") else 0
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _HAN.index(printed) if len(printed) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or tens == "一":
        return 0
    return 10 * (_HAN.index(tens) if tens else 1) + (_HAN.index(ones) if ones else 0)


class _Lists:
    """The lists of a document: of one definition, and a list of its own wherever a count starts elsewhere."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        for element in list(self._root):
            self._root.remove(element)
        self._root.append(_define())
        self._current, self._lists = "", 0
        self._counts: dict[int, int] = {}
        self._start = (0, 1)
        self._begin(0, 1)

    def number(self, paragraph: Any, number: _Numbered) -> None:
        """Let a paragraph be counted, its count being the one that the master prints."""
        # What a list sets as the start of a level also counts where a higher level starts it again.
        if self._counts.get(number.level, self._first(number.level) - 1) + 1 != number.count:
            self._begin(number.level, number.count)
        # A level that was passed over has been begun.
        above = {level: self._counts.get(level, self._first(level)) for level in range(number.level)}
        self._counts = {**above, number.level: number.count}
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = number.level
        properties.get_or_add_numId().val = int(self._current)

    def _first(self, level: int) -> int:
        return self._start[1] if self._start[0] == level else 1

    def _begin(self, level: int, start: int) -> None:
        from docx.oxml import parse_xml

        self._lists += 1
        self._start = (level, start)
        self._current = str(self._lists)
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        body = f'<w:abstractNumId w:val="0"/>{override}'
        self._root.append(parse_xml(f'<w:num xmlns:w="{_WORDML}" w:numId="{self._current}">{body}</w:num>'))


def _define() -> Any:
    from docx.oxml import parse_xml

    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text, _) in enumerate(_LEVELS)
    )
    return parse_xml(f'<w:abstractNum xmlns:w="{_WORDML}" w:abstractNumId="0">{levels}</w:abstractNum>')
