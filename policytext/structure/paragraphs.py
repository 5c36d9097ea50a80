"""Clean text → paragraphs, each with what its own line can tell; the parts of structure read these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.markers import Marker, find_marker
from policytext.spans import Span
from policytext.text import Text

STOPS = "。！？!?；;"
_CLOSERS = "”’」』）)】》"
_POSTS = (
    "书记|主任|[局镇乡县区市省部厅处科站所校院台行社队]长|总经理|经理|主席|委员|成员|代表|指导员|组长|秘书长|参谋长|政委"
    "|会长|理事长|总队长|大队长|支队长|干部|助理|人选|负责人"
)
_ROSTER_LEAD = re.compile(
    r"^(?:第一)?(?:组|副组|召集|总召集|副召集|主|副主|常务副主|办公室主)\s?(?:长|人|任)\s?[：:]"
    r"|^成\s{0,3}员\s?[：:]|^(?:总|副总)指挥\s?[：:]"
)
_PERSON = re.compile(
    rf"^[\u4e00-\u9fff·]{{2,10}}(?:\s[\u4e00-\u9fff])?\s+[\u4e00-\u9fff（）、“”]{{2,40}}(?:{_POSTS})(?:（[^（）]{{1,20}}）)?$"
)
_FIGURES = r"(?:[一二三四五六七八九十百零〇]{1,7}|\d{1,3})"
_WIDEST_MARK = 16
"""Characters of the widest heading mark, spaces before and behind it included."""
# Converters that lose line ends print 第二章 场地 第八条 书屋应当… on one line.
_GLUED = re.compile(
    rf"(?P<chapter>第\s?{_FIGURES}\s?[编章节]\s{{0,4}}[^\s。；：第，]{{1,30}}\s{{1,4}})(?=第\s?{_FIGURES}\s?条\s)"
)
_LEADER = re.compile(r"[.．…·]{3,}|…{2}(?=\s*\d)|\t\s*\d{1,4}$")
_BRACKETS = r"[（(【\[][^（）()]{2,400}(?:[（(][^（）()]{0,60}[）)][^（）()]{0,200}){0,12}[）)】\]]$"
_BRACKETED = re.compile(f"^{_BRACKETS}")
_ASIDE_BEHIND = re.compile(rf"(?<=[{STOPS}])\s?{_BRACKETS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a text."""

    span: Span
    text: str
    marker: Marker | None
    marked: bool
    """The source sets it as a heading: by style, by font, or by a converter's mark (#), whose depth means nothing."""
    depth: int | None = None
    """Depth of the style or font that it is set in; None where the source does not tell, 0 for a title."""
    in_grid: bool = False
    """Stands in a table (表格) of the source."""

    @property
    def body(self) -> str:
        """The paragraph behind its marker."""
        return self.text[self.marker.end :] if self.marker else self.text

    @property
    def is_row(self) -> bool:
        """A row of a table, or a line of a list of names."""
        return (
            self.in_grid
            or "\t" in self.text
            or self.text.startswith("|")
            or bool(_ROSTER_LEAD.match(self.text))
            or (len(self.text) <= 60 and bool(_PERSON.match(self.text)))
        )

    @property
    def is_contents(self) -> bool:
        """A line of a table of contents, with its leader dots or page number."""
        return bool(_LEADER.search(self.text)) and len(self.text) < 200

    @property
    def is_bracketed(self) -> bool:
        """A line that stands whole in brackets: a record of adoption, a note."""
        return bool(_BRACKETED.match(self.text))

    @property
    def is_finished(self) -> bool:
        """It ends as a sentence does, whatever stands in brackets behind: …投入使用。（县民政局牵头）."""
        bare = _ASIDE_BEHIND.sub("", self.text).rstrip(_CLOSERS + " ")
        return bool(bare) and bare[-1] in STOPS

    @property
    def is_line(self) -> bool:
        """A short line without a sentence's end: a title, a heading, a name."""
        bare = self.text.rstrip(_CLOSERS + " ")
        return len(self.text) <= 60 and bool(bare) and bare[-1] not in STOPS + "：:，,、" and not self.is_finished


def find_paragraphs(text: Text) -> Iterator[Paragraph]:
    """Yield the paragraphs of a clean text in order; a chapter's heading and the article behind it are two."""
    depths, rows = dict(_set_depths(text)), list(_grid_spans(text))
    offset = 0
    for line in text.characters.split("\n"):
        for start, body in _split_line(line, offset):
            depth = depths.get(start)
            yield Paragraph(
                span=Span(start, start + len(body)),
                text=body,
                marker=find_marker(body),
                marked=bool(depth) or _is_marked(text, start),
                depth=depth,
                in_grid=any(start in span for span in rows),
            )
        offset += len(line) + 1


def _split_line(line: str, offset: int) -> Iterator[tuple[int, str]]:
    """Yield the start and the characters of each paragraph of a line, without the blanks around."""
    body = line.strip()
    if not body:
        return
    start = offset + line.index(body)
    glued = _GLUED.match(body) if body[0] == "第" else None
    if glued is None:
        yield start, body
        return
    yield start, glued["chapter"].rstrip()
    yield start + glued.end("chapter"), body[glued.end("chapter") :]


def _set_depths(text: Text) -> Iterator[tuple[int, int]]:
    """Yield the offset and depth of each paragraph that the source sets as a heading."""
    for heading in text.source.layout.headings:
        if (start := text.find(heading.span.start)) is not None:
            yield start, heading.depth


def _grid_spans(text: Text) -> Iterator[Span]:
    for grid in text.source.layout.grids:
        start, end = text.position(grid.span.start), text.position(grid.span.end)
        if start < end:
            yield Span(start, end)


def _is_marked(text: Text, offset: int) -> bool:
    source, origin = text.source.text, text.origin(offset)
    near = max(0, origin - _WIDEST_MARK)
    return source[max(near, source.rfind("\n", near, origin) + 1) : origin].lstrip().startswith("#")
