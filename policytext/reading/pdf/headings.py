"""Paragraphs → those that are set as headings (标题): by size and face of their type against the body's."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.markers import find_marker

_HEAVY = re.compile(r"hei|bold|black|heavy|medium|xiaobiaosong|kai|黑|粗|楷|小标宋", re.IGNORECASE)
_NO_HEADING = re.compile(
    r"[。；;：:，,、！!]$|^[（(].*[）)]$|^(?:附件|附表|附图|附录|图|表|注|备注|来源|资料来源)\s*(?:[\d一二三四五六七八九十：:]|$)"
    r"|\d{4}年\d{1,2}月\d{1,2}日$|〔\d{4}〕|\t|文件$"
)
_BANNER = re.compile(r"(?:文件|公报)$")
_LONGEST, _LONGEST_TITLE = 50, 100
_BIGGER, _TITLE = 1.08, 1.18
_FRONT = 15
_HAIR = 0.05


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: half points, and the name of the font."""

    size: float
    face: str


@dataclass(frozen=True, slots=True)
class SetText:
    """A paragraph's text with its style."""

    text: str
    style: Style
    centred: bool


def find_body_style(paragraphs: Sequence[SetText]) -> Style:
    """Return the style that most letters are set in."""
    counts: Counter[Style] = Counter()
    for paragraph in paragraphs:
        counts[paragraph.style] += len(paragraph.text)
    return counts.most_common(1)[0][0] if counts else Style(0.0, "")


def find_depths(paragraphs: Sequence[SetText]) -> Mapping[int, int]:
    """Return the depth of each paragraph that is set as a heading, 0 for the title, by its place in the list.

    What is set alike has the same depth; bigger type comes first, then what appears first.
    """
    body = find_body_style(paragraphs)
    title = _find_title_size(paragraphs, body)
    titles = {i for i, p in enumerate(paragraphs) if title and _is_set_as_title(p, title)}
    if _is_lead(paragraphs, body):
        titles = {0}
    styles: dict[Style, list[int]] = {}
    for i, paragraph in enumerate(paragraphs):
        if i not in titles and _stands_out(paragraph, body):
            styles.setdefault(_known_style(paragraph.style, styles), []).append(i)
    told = [style for style, places in styles.items() if _are_headings(places, paragraphs)]
    # Sorting keeps what appears first before what appears later.
    depths = {style: depth for depth, style in enumerate(sorted(told, key=lambda s: -s.size), 1)}
    return dict.fromkeys(titles, 0) | {i: depths[style] for style in told for i in styles[style]}


def _find_title_size(paragraphs: Sequence[SetText], body: Style) -> float | None:
    """Return the size of the title: the biggest near the top, but for a banner (版头) over the number."""
    front: list[SetText] = []
    for paragraph in paragraphs[:_FRONT]:
        if len(paragraph.text) > _LONGEST_TITLE and paragraph.style.size <= body.size * _BIGGER:
            break
        front.append(paragraph)
    big = [p for p in front if p.style.size >= _TITLE * body.size and p.centred]
    number = next((p for p in front if re.search(r"[〔\[［(（]\d{4}[〕\]］)）]\s*\d+\s*号", p.text)), None)
    if number is not None:
        below = front.index(number)
        big = [p for p in big if front.index(p) > below] or [p for p in big if not _BANNER.search(p.text)]
    return max((p.style.size for p in big), default=None)


def _is_lead(paragraphs: Sequence[SetText], body: Style) -> bool:
    """Tell whether the first paragraph is the title because no other type is as big, wherever it stands on its line."""
    if not paragraphs or len(paragraphs[0].text) > _LONGEST_TITLE or _BANNER.search(paragraphs[0].text):
        return False
    others = max((p.style.size for p in paragraphs[1:]), default=0.0)
    return paragraphs[0].style.size >= max(_TITLE * body.size, others + 1)


def _is_set_as_title(paragraph: SetText, size: float) -> bool:
    return abs(paragraph.style.size - size) <= 0.5 and paragraph.centred and len(paragraph.text) <= _LONGEST_TITLE


def _stands_out(paragraph: SetText, body: Style) -> bool:
    text, style = paragraph.text, paragraph.style
    if len(text) > _LONGEST or len(text) < 2 or _NO_HEADING.search(text):
        return False
    heavy = style.face != body.face and bool(_HEAVY.search(style.face)) and style.size > 0.95 * body.size
    return heavy or style.size > _BIGGER * body.size


def _known_style(style: Style, known: Iterable[Style]) -> Style:
    """Return the style that was met before and looks the same: sizes that are measured differ by a hair."""
    alike = (other for other in known if other.face == style.face and abs(other.size - style.size) < _HAIR * style.size)
    return next(alike, style)


def _are_headings(places: Sequence[int], paragraphs: Sequence[SetText]) -> bool:
    """Tell whether what is set alike are headings: numbered ones, or several."""
    numbered = sum(find_marker(paragraphs[i].text) is not None for i in places)
    return numbered > 0 if numbered >= len(places) / 2 else len(places) > 1
