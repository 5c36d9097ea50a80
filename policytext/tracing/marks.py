"""Marks of items (序号): 第五条, （四）, 3.; they number what is said, and say nothing of it."""

import re
from collections.abc import Iterable, Iterator

from policytext.spans import Span

_NUMERAL = "[一二三四五六七八九十]"
MARK = re.compile(
    rf"\s*(?:[（(](?:{_NUMERAL}|\d){{1,3}}[）)]|\d{{1,2}}[.．、](?!\d)|{_NUMERAL}{{1,3}}、(?!{_NUMERAL})"
    r"|第[一二三四五六七八九十百]{1,6}条(?![的至、和或，。款第]))\s*"
)
_PLACE = re.compile(r"(?:^|(?<=[。；;：:]))(?=\s*[（(\d一二三四五六七八九十第])", re.MULTILINE)
"""Where a mark may stand: at the start of a line, or behind a stop that the item before ends with."""


def find_marks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the marks of items in a stretch of a text.

    Examples
    --------
    >>> text = "应当：（一）让座；（二）静音。"
    >>> [mark.of(text) for mark in find_marks(text, 0, len(text))]
    ['（一）', '（二）']
    """
    for place in _PLACE.finditer(text, start, end):
        mark = MARK.match(text, place.start(), end)
        if mark is not None:
            yield Span(*mark.span())


def without_marks(text: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield what stands between the marks of items in some stretches of a text."""
    for stretch in stretches:
        start = stretch.start
        for mark in find_marks(text, stretch.start, stretch.end):
            if start < mark.start:
                yield Span(start, mark.start)
            start = mark.end
        if start < stretch.end:
            yield Span(start, stretch.end)
