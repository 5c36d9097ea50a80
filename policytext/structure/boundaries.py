"""Where another document starts in a file that strings several together without a table of contents.

A boundary needs evidence of its own: the cover of a standard, a cover page with its preface or contents, or a title
that follows the last page's number or the last sentence, with a body that begins anew below it. A title that the
document before has named is that document's attachment (附件) or its own title once more, and no boundary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.divisions import find_place, is_listed
from policytext.spans import Span
from policytext.structure.contents import fold_title
from policytext.structure.ending import is_signer
from policytext.structure.front import is_date_line
from policytext.structure.paragraphs import Paragraph

_LEAST = 1500
"""A document of a long file has so many characters at least, or it is a page of the one before."""
_WINDOW = 14
_COVER_LINE = 40
_LONGEST_LINE = 80
_SHORTEST_OPENING = 14
_KIND = (
    r"(?:办法|条例|规定|细则|规划|计划|纲要|意见|决定|决议|方案|指南|规程|导则|标准|规范|通知|公告|通告|批复)"
    r"(?:[（(][^（）()]{1,20}[）)])?"
)
_LAST_LETTERS = frozenset("法例定则划要见议案南程准范知告复）)")
_MOST_REFUSED = 64
"""A text with so many titles that it has named before is a list of them."""
_CODE = re.compile(r"ICS\s?(?:\d{2}|\d\s\d|X)[\x20-\x7e—]{0,30}$")
_ISSUED = re.compile(r"(?:[\dX]{2,4}\s?[-–—年]|XX).{0,24}(?:发\s?布|实\s?施)")
_FRONT = re.compile(r"(?:^|[\dIVX日\s])(?:前\s?言|目\s?[录次])$")
_STAGE = re.compile(r"^[（(]?(?:征求意见稿|报批稿|送审稿|草案|试行|暂行|讨论稿|公示稿|\d{4}\s?年?.{0,16})[）)]?$")
_TITLE = re.compile(
    rf"^[^\u4e00-\u9fffA-Za-z\d\[［]*(?P<page>\d{{1,4}}|[IVX]{{1,5}})?\s?"
    rf"(?P<title>[\u4e00-\u9fff《][^。；！？\t]{{5,58}}{_KIND})$"
)
_TAIL = re.compile(
    rf"(?:(?<=[。！？；])\s{{0,4}}(?P<annex>附\s?件\s?)?|(?<=[\u4e00-\u9fff。])(?P<page>\d{{1,4}})\s?)"
    rf"(?P<title>(?:(?!附\s?件)[\u4e00-\u9fff]|20\d\d年)[^。；！？，\t]{{5,58}}{_KIND})$"
)
_OPENING = re.compile(r"^(?:为|根据|按照|依据|[（(]?\s?\d{4}\s?年)")
_MARKED = re.compile(r"^[（(]?\d+[.、）)．]|^附")


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where another document starts, and the page number before it that belongs to neither."""

    start: int
    page: Span | None = None


def find_boundaries(paragraphs: Sequence[Paragraph]) -> list[Boundary]:
    """Return where further documents start, in order; [] where the text is one document."""
    if not paragraphs or paragraphs[-1].span.end < 2 * _LEAST:
        return []
    found: list[Boundary] = []
    first, last, refused = 0, paragraphs[0].span.start, 0
    for i, paragraph in enumerate(paragraphs):
        boundary = _read_boundary(paragraphs, i)
        if boundary is None or boundary.start - last < _LEAST:
            continue
        title = fold_title(_title_of(paragraph, boundary))
        if title and title in fold_title("\n".join(p.text for p in paragraphs[first:i])):
            refused += 1
        else:
            found.append(boundary)
            first, last = i, boundary.start
        if refused == _MOST_REFUSED:
            break
    return found


def _title_of(paragraph: Paragraph, boundary: Boundary) -> str:
    """Return the title that stands at a boundary; "" at the cover of a standard."""
    printed = paragraph.text[max(0, boundary.start - paragraph.span.start) :]
    return "" if _CODE.match(printed) else printed


def _read_boundary(paragraphs: Sequence[Paragraph], i: int) -> Boundary | None:
    paragraph = paragraphs[i]
    if not (paragraph.text[-1] in _LAST_LETTERS or "ICS" in paragraph.text):
        return None
    if paragraph.is_contents or paragraph.is_row:
        return None
    if code := _CODE.search(paragraph.text, max(0, len(paragraph.text) - _COVER_LINE)):
        issued = any(_ISSUED.search(p.text) for p in paragraphs[i + 1 : i + _WINDOW])
        return _boundary(paragraph, code.start()) if issued else None
    on_line = _read_title(paragraphs, i) if len(paragraph.text) <= _LONGEST_LINE else None
    return on_line or _read_tail(paragraphs, i)


def _boundary(paragraph: Paragraph, at: int, page: tuple[int, int] | None = None) -> Boundary:
    start = paragraph.span.start
    return Boundary(start + at, Span(start + page[0], start + page[1]) if page and page[0] >= 0 else None)


def _read_title(paragraphs: Sequence[Paragraph], i: int) -> Boundary | None:
    """Read a title on a line of its own: with a cover below it, or behind the last page's number."""
    paragraph = paragraphs[i]
    match = _TITLE.search(paragraph.text)
    if match is None or (paragraph.marker and not match["page"]) or _MARKED.match(paragraph.text):
        return None
    glued = bool(match["page"]) and match.start() == 0 and _opens_with_place(match["title"])
    if _has_cover(paragraphs, i) or (glued and _begins(paragraphs, i + 1)):
        page = match.span("page") if match.start() == 0 else (0, match.start("title"))
        return _boundary(paragraph, match.start("title"), page if page[0] < page[1] else None)
    return None


def _read_tail(paragraphs: Sequence[Paragraph], i: int) -> Boundary | None:
    """Read a title at the end of a paragraph's last line: converters glue a page's first line to the last one's end."""
    paragraph = paragraphs[i]
    tail = max(0, len(paragraph.text) - 72)
    match = _TAIL.search(paragraph.text, tail)
    if match is None or not _begins(paragraphs, i + 1):
        return None
    title = match["title"]
    if not (_opens_with_place(title) or match["annex"]):
        return None
    return _boundary(paragraph, match.start("title"), match.span("page"))


def _opens_with_place(title: str) -> bool:
    """Tell whether a title opens with a place of the table, or with a body that needs none."""
    if title.startswith(("中共", "国务院", "中华人民共和国")):
        return True
    place = find_place(title)
    return place is not None and is_listed(place.names[0])


def _has_cover(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether a title stands on a cover: its stage, date and issuer below it, then a preface or contents."""
    below = [p.text for p in paragraphs[i + 1 : i + _WINDOW]]
    lines = [j for j, text in enumerate(below) if len(text) <= 24 and _FRONT.search(text)]
    if not lines:
        return False
    on_cover = below[: min(4, lines[0] + 1)]
    marks = sum(_is_cover_line(paragraphs[i + 1 + j]) for j in range(len(on_cover)))
    return marks >= 2 or (marks == 1 and lines[0] <= 1)


def _is_cover_line(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return bool(_STAGE.match(text)) or is_date_line(text) or is_signer(paragraph)


def _begins(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether a body begins there: a preamble, a record of adoption, a first chapter, article or item."""
    for paragraph in paragraphs[i : i + 3]:
        if paragraph.marker is not None:
            return paragraph.marker.number == 1
        if _FRONT.search(paragraph.text) or (
            _OPENING.match(paragraph.text) and len(paragraph.text) >= _SHORTEST_OPENING
        ):
            return True
        if len(paragraph.text) > 60:
            return paragraph is paragraphs[i] and not paragraph.is_row
    return False
