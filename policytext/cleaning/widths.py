"""Spaces that typesetting or OCR put between Chinese characters."""

import re
from collections.abc import Iterator

from policytext.text import Edit

_SPACE = r"[ \t\u3000]"
_HAN = r"\u3007\u4e00-\u9fff\u3400-\u4dbf"
_GAP = re.compile(rf"{_SPACE}+")
_NEAR = 30
"""Letters that are looked at on each side of a gap."""
_PROSE_MARK = re.compile(r"[，。；]")
_ARTICLE = re.compile(rf"第[一二三四五六七八九十百千零〇0-9]{{1,8}}{_SPACE}*[编章节条款]$")
_ISSUER_BEFORE = re.compile(r"(?:[省市县区乡镇州旗盟]委|自治区党委|政府|办公[厅室]|国务院|中央|中央军委)$")
_ISSUER_AFTER = re.compile(rf"(?:[{_HAN}]{{1,12}}(?:人民政府|政府|委员会|办公[厅室])|国务院|中共|中央)")
_LETTERSPACED = re.compile(rf"(?:^|[、：章节])[{_HAN}]{_SPACE}+[{_HAN}](?:$|：)")


def find_spaces(text: str) -> Iterator[Edit]:
    """Yield edits that drop spaces between Chinese characters and at the edges of lines.

    In a line of sentences every gap goes, but for one behind an issuer's name (中共中央 国务院) and one behind 第一条;
    in a short line without sentence marks (a title, a row, a name) a gap becomes one space, a tab stays.
    """
    offset = 0
    for line in text.split("\n"):
        if " " in line or "\t" in line or "\u3000" in line:
            yield from _gaps_of(line, offset)
        offset += len(line) + 1


def _gaps_of(line: str, offset: int) -> Iterator[Edit]:
    prose = len(line) > 60 or bool(_PROSE_MARK.search(line))
    row = "\t" in line.strip() or len(re.findall(r"[ \u3000]{2,}", line.strip())) > 1
    letterspaced = bool(_LETTERSPACED.search(line.strip())) and len(line.strip()) < 16
    for gap in _GAP.finditer(line):
        replacement = _replacement(line, gap, prose=prose and not row, letterspaced=letterspaced)
        if replacement != gap.group():
            yield Edit(offset + gap.start(), offset + gap.end(), replacement, "space")


def _replacement(line: str, gap: re.Match[str], *, prose: bool, letterspaced: bool) -> str:
    left, right = line[max(0, gap.start() - _NEAR) : gap.start()], line[gap.end() : gap.end() + _NEAR]
    if not left or not right:
        return ""
    if gap.start() < _NEAR and _ARTICLE.match(left.strip()):
        return " "
    narrow = left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()
    if narrow:
        return " "
    if "\t" in gap.group() and not prose:
        return "\t"
    if letterspaced or (prose and not splits_issuers(left, right)):
        return ""
    return " "


def splits_issuers(left: str, right: str) -> bool:
    """Tell whether a gap stands between two issuers: 中共中央 国务院, 丰都县委 丰都县人民政府."""
    return bool(_ISSUER_BEFORE.search(left) and _ISSUER_AFTER.match(right))
