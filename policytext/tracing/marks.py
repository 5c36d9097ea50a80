"""What says nothing of a measure: marks of items (第五条, （四）, 3.) and definitions of short names (以下简称…)."""

import re
from collections.abc import Iterable, Iterator

from policytext.spans import Span

_NUMERAL = "[一二三四五六七八九十]"
MARK = re.compile(
    rf"\s*(?:[（(](?:{_NUMERAL}|\d){{1,3}}[）)]|\d{{1,2}}(?:[.．、](?!\d)|[）)])|[①-⑳]|{_NUMERAL}{{1,3}}、(?!{_NUMERAL})"
    r"|第[一二三四五六七八九十百]{1,6}条(?![的至、和或，。款第]))\s*"
)
_PLACE = re.compile(r"(?:^|(?<=[。；;：:]))(?=\s*[（(\d①-⑳一二三四五六七八九十第])", re.MULTILINE)
"""Where a mark may stand: at the start of a line, or behind a stop that the item before ends with."""


_SHORT_NAME = re.compile(r"[（(]以下[均统简]{0,2}称[^（()）\n]{1,40}[）)]")
"""A short name is given once behind the full one (国家行政机关公文处理办法（2000），第二十五条): 机构（以下简称…）."""


def find_asides(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the marks of items and the short names in a stretch of a text, in order.

    Examples
    --------
    >>> text = "（一）经办机构（以下简称机构）收费；"
    >>> [aside.of(text) for aside in find_asides(text, 0, len(text))]
    ['（一）', '（以下简称机构）']
    """
    names = (Span(*match.span()) for match in _SHORT_NAME.finditer(text, start, end))
    yield from sorted([*find_marks(text, start, end), *names], key=lambda span: span.start)


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


def without_asides(text: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield what stands between the marks of items and the short names in some stretches of a text."""
    for stretch in stretches:
        start = stretch.start
        for aside in find_asides(text, stretch.start, stretch.end):
            if start < aside.start:
                yield Span(start, aside.start)
            start = max(start, aside.end)
        if start < stretch.end:
            yield Span(start, stretch.end)
