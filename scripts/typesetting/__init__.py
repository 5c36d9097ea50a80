"""Plain masters → paragraphs with their roles, for what sets them as PDF, Word or OFD.

A master is plain text, one paragraph a line; blank lines part blocks and mean nothing else. All formats of one master
say the same, so that what readers give of them can be compared with the master.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ROLES = ("banner", "number", "title", "note", "addressee", "heading", "body", "signature", "date", "row")

_BANNER = re.compile(r"\S{2,30}文件")
_NUMBER = re.compile(r"\S{1,12}[〔［\[（(]\d{4}[〕］\]）)]\s*\d+\s*号")
_NOTE = re.compile(r"（.+）")
_DATE = re.compile(r"[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日")
_MARKER = re.compile(
    r"[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\d+[.．]|（\d+）|第[一二三四五六七八九十百]+[编章节条]"
)
_LONGEST_HEADING = 40
_LONGEST_ADDRESSEE = 80


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph (段落) with the way in which an official document sets it."""

    text: str
    """Without indent and without line ends; the cells of a row are parted by tabs."""
    role: str
    """One of `ROLES`: banner (版头), number (发文字号), title (标题; one for each of its lines), note (in brackets and
    small type under the title), addressee (主送机关), heading (a line of its own), body, signature (署名), date, row
    (of a table)."""


def read_master(text: str) -> list[SetParagraph]:
    r"""Return the paragraphs of a master in their order, each with its role.

    Examples
    --------
    >>> [p.role for p in read_master("柳政发〔2033〕2号\n柳渡镇工作方案\n\n各村：\n一、总体要求\n建好渡口。")]
    ['number', 'title', 'addressee', 'heading', 'body']
    """
    lines = [line.strip(" \u3000\r") for line in text.removeprefix("\ufeff").split("\n")]
    return list(_assign_roles([line for line in lines if line.strip()]))


def _assign_roles(lines: list[str]) -> Iterator[SetParagraph]:
    head, first = True, True
    for i, line in enumerate(lines):
        role = _name_anywhere(line, lines[i + 1 : i + 3]) or (_name_in_head(line) if head else _name_in_body(line))
        head = role == "date" or (head and role in ("banner", "number", "title", "note"))
        first = first and head and role != "date"
        # Behind the date stands （此件公开发布）, which is set as prose.
        yield SetParagraph(line, "body" if role == "note" and not first else role)


def _name_anywhere(line: str, following: list[str]) -> str:
    if "\t" in line:
        return "row"
    if _DATE.fullmatch(line):
        return "date"
    if not _is_open(line):
        return ""
    if following and _DATE.fullmatch(following[0]):
        return "signature"
    if len(following) > 1 and _is_open(following[0]) and _DATE.fullmatch(following[1]):
        return "signature"
    return ""


def _name_in_head(line: str) -> str:
    """Name a line before the first that is neither title nor what stands around it; so again behind a date."""
    for role, pattern in (("banner", _BANNER), ("number", _NUMBER), ("note", _NOTE)):
        if pattern.fullmatch(line):
            return role
    if line.endswith("：") and len(line) <= _LONGEST_ADDRESSEE:
        return "addressee"
    return "title" if _is_open(line) else _name_in_body(line)


def _name_in_body(line: str) -> str:
    if _MARKER.match(line) and len(line) <= _LONGEST_HEADING and not re.search("[。；：]", line):
        return "heading"
    return "body"


def _is_open(line: str) -> bool:
    """Tell whether a line may stand in the middle of a page: short, no end of a sentence, no marker."""
    return len(line) <= 2 * _LONGEST_HEADING and not re.search("[。；：，]|^（|）$", line) and not _MARKER.match(line)
