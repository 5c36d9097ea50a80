"""Lines → paragraphs: a paragraph broken by typesetting or by a page is joined, everything else stays apart."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policytext.cleaning.furniture import PAGE_BREAK
from policytext.cleaning.widths import splits_issuers
from policytext.markers import find_marker
from policytext.text import Edit

KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|复函|纪要|答复|"
    "方案|规划|计划|纲要|办法|规定|条例|细则|要点|清单|措施|规则|制度|规范|标准|章程|指南|若干政策|政策措施|政策|建议"
)
_TITLE_END = re.compile(rf"(?:{KINDS})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$")
_STOP = "。！？!?；;：:"
_CLOSERS = "”’」』）)】》"
_PAUSE = "，、,"
_ISSUER_OPENS = re.compile(r"^.{0,18}?(?:国务院|人民政府|委员会|办公[厅室]|常委会|中共中央|[厅局])")
_DATE_LINE = re.compile(
    r"^[（(]?\s*[0-9〇○零一二三四五六七八九十OoＯ０-９]{2,4}\s*年\s*[0-9０-９一二三四五六七八九十]{1,3}\s*月(?:\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日)?"
)
_CHAPTER_CITED = re.compile(r"^第[一二三四五六七八九十百0-9]{1,6}[条章款项](?:[的至、所和或，,规之中（(]|第)")
_ROW_SIGN = re.compile(r"[.．…·\t\u3000|]|  ")
"""Without one of these a line is no row of a table and no line of contents."""
_ROW_GAP = re.compile(r"\S(?:\t+|[ \u3000]{2,})(?=\S)")
_LEADER = re.compile(r"[.．…·]{3,}|…{2,}|\t\s*\d{1,4}$")
_OPENING = re.compile(r"^[，、。；：！？）》”’】,;)]")
_ADOPTED = re.compile(r"^[（(]\s?\d{4}\s?年")
_NO_SPACE = re.compile(r"\s+")
_NAMED = re.compile(r"《([^《》]{6,100})》")
_BRACKETED = re.compile(r"^[（(].*[）)]$")
_SALUTATION = re.compile(r"^(?:各位|同志们|各[^。；，]{1,30}(?:政府|部门|单位|委员会))[^。；]{0,60}[：:]$")
_OCCASION = re.compile(r"^(?:——|—)?.{0,12}\d{4}\s?年.{2,60}(?:会议|大会|全会)上$")
_NUMBER_LINE = re.compile(
    r"^[（(]?[\u4e00-\u9fff]{1,14}[〔\[［【（(]\s?\d{4}\s?[〕\]］】）)]\s?第?\d{1,5}\s?号[）)]?(?:\s*签发人.{0,20})?$"
)
_CONTENTS = re.compile(r"^目\s*[录次]$")
_ADDRESS_END = re.compile(r"[：:]$")
_LONG = 56
"""Columns from which an unfinished line is taken to run on after a page break; headings are shorter."""
_LONGEST_TITLE_LINE = 40
_LEAST_LINES = 10
_STRETCH = 120
_TOP = 2
_ASIDE_BEHIND = re.compile(r"(?<=[。；])\s?[（(【\[][^（）()]{2,100}[）)】\]]$")
"""（县民政局牵头） behind a sentence."""
_INNER_STOP = re.compile(r"[。；]")
_MARKS = re.compile(r"[。；！？：:;，]")
_MARKER_STARTS = frozenset("第（(﹙—-―一二三四五六七八九十百千零〇○两ABCDEFGH0123456789０１２３４５６７８９")
"""What a heading's marker may open with: few lines do, and the grammar of markers need not be asked of the others."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    """Without space at its ends."""
    indented: bool
    width: int
    """Columns up to the last character; a Chinese character takes two."""
    marked: bool
    """Opens with a Markdown heading mark."""
    bare: str
    """Without a converter's marks at its ends."""

    @property
    def numbered(self) -> bool:
        """Opens with a heading's marker."""
        return self.bare[:1] in _MARKER_STARTS and find_marker(self.bare) is not None


def _width(text: str) -> int:
    # In GBK a character takes as many bytes as columns, and encoding is fast.
    return len(text.encode("gbk", "replace"))


def _lines_of(text: str) -> list[_Line]:
    lines, offset = [], 0
    for raw in text.split("\n"):
        body = raw.strip(" \t\u3000\f")
        if body:
            start = offset + raw.index(body)
            indented = raw.startswith((" ", "\u3000", "\t"))
            width, bare = _width(raw.rstrip()), body.lstrip("#* \t").rstrip("* ")
            lines.append(_Line(start, start + len(body), body, indented, width, body[0] == "#", bare))
        offset += len(raw) + 1
    return lines


def _wrap_widths(lines: list[_Line]) -> list[int | None]:
    """Return for each line the columns at which lines are broken around it; an extract may be of many layouts."""
    widths: list[int | None] = []
    for first in range(0, len(lines), _STRETCH):
        stretch = lines[first : first + _STRETCH]
        near = lines[max(0, first + len(stretch) - _STRETCH) : first + _STRETCH]
        widths += [_wrap_width(near)] * len(stretch)
    return widths


def _wrap_width(lines: list[_Line]) -> int | None:
    """Return the columns at which the lines are broken; None where each line is a paragraph."""
    widths = [line.width for line in lines]
    if len(widths) < _LEAST_LINES:
        return None
    modes = Counter(w for w in widths if 40 <= w <= 120).most_common(1)
    if not modes:
        return None
    mode = modes[0][0]
    broken = [line for line in lines if mode - 6 <= line.width <= mode + 4 and not _is_finished(line.text)]
    if len(broken) < 0.2 * len(widths):
        return None
    full = sum(mode - 6 <= w <= mode + 4 for w in widths)
    longer = sum(w > mode + 8 for w in widths)
    return mode if full >= 0.3 * len(widths) and longer <= 0.1 * len(widths) else None


def find_line_joins(text: str) -> Iterator[Edit]:
    """Yield edits that join the lines of a paragraph and put one line end between two paragraphs."""
    lines = _lines_of(text)
    if not lines and text:
        yield Edit(0, len(text), "", "blank")
    if lines and lines[0].start:
        yield Edit(0, lines[0].start, "", "blank")
    if lines and lines[-1].end < len(text):
        yield Edit(lines[-1].end, len(text), "", "blank")
    indents = sum(line.indented for line in lines) > 0.1 * len(lines)
    widths = _wrap_widths(lines)
    pages = {width: _Page(width, indents) for width in set(widths)}
    titles = _title_joins(lines) | _note_joins(lines) | _named_joins(lines, text)
    for i, (above, below) in enumerate(pairwise(lines)):
        joined = i in titles or pages[widths[i]].joins(text, above, below)
        gap = _glue(above, below) if joined else "\n"
        if text[above.end : below.start] != gap:
            yield Edit(above.end, _mark_end(text, below) if joined else below.start, gap, "line break")


def find_title_joins(text: str) -> Iterator[Edit]:
    """Yield edits that join a title or a record of adoption which is set as several paragraphs, as Word files do."""
    lines = _lines_of(text)
    joins = _title_joins(lines) | _note_joins(lines) | _named_joins(lines, text)
    for i, (above, below) in enumerate(pairwise(lines)):
        if i in joins:
            yield Edit(above.end, _mark_end(text, below), _glue(above, below), "line break")


def _mark_end(text: str, line: _Line) -> int:
    """Return where a line that is joined to the one above starts, its heading mark left behind."""
    match = re.compile(r"[#* \t]*").match(text, line.start) if line.marked else None
    return match.end() if match else line.start


def _glue(above: _Line, below: _Line) -> str:
    left, right = above.text[-1], below.bare[:1]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    return " " if len(above.text) < 40 and splits_issuers(above.text, below.bare) else ""


@dataclass(frozen=True, slots=True)
class _Page:
    width: int | None
    indents: bool

    def joins(self, text: str, above: _Line, below: _Line) -> bool:
        """Tell whether the lower line goes on with the upper one's paragraph."""
        # Most lines end as a sentence does: what that says is asked first, for it costs least.
        opening = _OPENING.match(below.text)
        if not opening and not self._goes_on(text, above, below):
            return False
        if any(line.marked or _is_row(line) or _NUMBER_LINE.match(line.text) for line in (above, below)):
            return False
        return bool(opening) or not _starts_anew(above, below)

    def _goes_on(self, text: str, above: _Line, below: _Line) -> bool:
        between = text[above.end : below.start]
        if _is_finished(above.text):
            apart = below.indented or (between.count("\n") > 1 and PAGE_BREAK not in between)
            return self._full(above) and self.indents and not apart
        # A page number behind a word stands inside a sentence; behind a heading it does not.
        if between.startswith(PAGE_BREAK) and not above.numbered:
            return True
        if above.text[-1] in _PAUSE or _opens_title(above.text, below.text):
            return True
        return self._runs_on(above, below)

    def _full(self, line: _Line) -> bool:
        return self.width is not None and line.width >= self.width - 6

    def _runs_on(self, above: _Line, below: _Line) -> bool:
        if self.width is None:
            prose = above.width >= _LONG or (above.width >= _LONG / 2 and bool(_INNER_STOP.search(above.text)))
            title = _TITLE_END.search(above.text) and not re.search("[。；，]", above.text)
            return prose and not (title and not below.text.startswith("的"))
        if self.indents and below.indented:
            return False
        return self._full(above)


def _starts_anew(above: _Line, below: _Line) -> bool:
    if _TITLE_END.search(above.text) and _ADOPTED.match(below.text):
        return True
    if _SALUTATION.match(below.bare) or (_OCCASION.match(above.text) and above.text[-1] not in _PAUSE):
        return True
    if _CONTENTS.match(below.bare) or (
        _BRACKETED.match(above.text) and above.text.count("（") == above.text.count("）")
    ):
        return True
    if _ADDRESS_END.search(above.text) or (
        _DATE_LINE.match(below.text) and not above.text.endswith(tuple("于在自至到（(，、"))
    ):
        return not _DATE_LINE.match(below.text) or _is_whole_date(below.text) or bool(_ADDRESS_END.search(above.text))
    if not below.numbered:
        return False
    return not (_CHAPTER_CITED.match(below.text) and not _is_finished(above.text))


def _is_whole_date(text: str) -> bool:
    return len(text) <= 24


def _is_finished(text: str) -> bool:
    bare = _ASIDE_BEHIND.sub("", text.rstrip("* ")).rstrip(_CLOSERS)
    return not bare or bare[-1] in _STOP


def _is_row(line: _Line) -> bool:
    if not _ROW_SIGN.search(line.text):
        return False
    short = len(line.text) <= 60
    return (
        bool(_LEADER.search(line.text))
        or (short and "\t" in line.text)
        or (short and len(_ROW_GAP.findall(line.text)) >= 2)
        or line.text.startswith("|")
    )


def _opens_title(above: str, below: str) -> bool:
    """Tell whether the upper line leaves a 《 open that the lower one closes."""
    opened = above.rfind("《") > above.rfind("》")
    return opened and 0 <= below.find("》") < 60 and ("《" not in below[: below.find("》")])


def _title_joins(lines: list[_Line]) -> set[int]:
    """Return the positions of lines that go on with a title (关于…的通知) broken over several."""
    joins: set[int] = set()
    for i in range(len(lines)):
        if i - 1 not in joins and (length := _title_length(lines, i) or (i < _TOP and _name_length(lines, i))):
            joins.update(range(i, i + length - 1))
    return joins


def _named_joins(lines: list[_Line], text: str) -> set[int]:
    """Return the positions of lines that with the next make a title which the text names in 《》."""
    named = {_NO_SPACE.sub("", m) for m in _NAMED.findall(text)}
    openings = {name[:2] for name in named}
    return {
        i
        for i, (above, below) in enumerate(pairwise(lines))
        if above.bare[:2] in openings
        and len(above.text) + len(below.text) <= 100
        and _NO_SPACE.sub("", above.bare + below.bare) in named
    }


def _note_joins(lines: list[_Line]) -> set[int]:
    """Return the positions of lines that go on with a broken record of adoption: （2018年8月30日…通过）."""
    joins: set[int] = set()
    for i, line in enumerate(lines):
        if line.text[0] not in "（(" or not _ADOPTED.match(line.text):
            continue
        depth = 0
        for j in range(i, min(i + 9, len(lines))):
            depth += len(re.findall("[（(]", lines[j].text)) - len(re.findall("[）)]", lines[j].text))
            if depth <= 0:
                joins.update(range(i, j))
                break
    return joins


def _name_length(lines: list[_Line], first: int) -> int:
    """Return 2 where a line at the top and the short one below it are a name broken before its kind (促进条例)."""
    if first + 1 >= len(lines) or not all(map(_may_be_title, lines[first : first + 2])):
        return 0
    above, below = lines[first].bare, lines[first + 1].bare
    whole = len(above) >= 8 and not _TITLE_END.search(above) and _TITLE_END.search(below) and len(below) <= 8
    return 2 if whole else 0


def _title_length(lines: list[_Line], first: int) -> int:
    """Return how many lines from `first` make one title; 0 where they make none."""
    if len(lines[first].text) > _LONGEST_TITLE_LINE or not _may_be_title(lines[first]):
        return 0
    if _TITLE_END.search(lines[first].bare):
        return 0
    whole = lines[first].bare
    for count in range(2, 6):
        if first + count > len(lines) or not _may_be_title(lines[first + count - 1]):
            return 0
        part = lines[first + count - 1].bare
        if count == 2 and not _goes_on(whole, part):
            return 0
        whole += part
        if _TITLE_END.search(whole):
            return count if re.search("关于|印发", whole) or _ISSUER_OPENS.match(whole) else 0
    return 0


def _goes_on(above: str, part: str) -> bool:
    """Tell whether a line can open a title that the next goes on with: an issuer alone, or 关于… unfinished."""
    issuer = re.search(r"(?:中央|国务院|委|府|会|局|厅|部|院|室|署)$", above) and part.startswith(
        ("关于", "国务院", "人民政府", "中共", "印发", "转发")
    )
    if splits_issuers(above, part):
        return True
    opened = _ISSUER_OPENS.match(above) and len(above) >= 12
    return bool(issuer or opened) or "关于" in above or "印发" in above


def _may_be_title(line: _Line) -> bool:
    return (
        len(line.text) <= _LONGEST_TITLE_LINE
        and not _MARKS.search(line.bare)
        and not line.numbered
        and not _DATE_LINE.match(line.bare)
        and not _is_row(line)
        and not _NUMBER_LINE.match(line.text)
    )
