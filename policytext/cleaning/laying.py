"""What a file's layout (版面) says of its characters: what is no part of the document, which lines make a paragraph."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from policytext.layout import Layout
from policytext.spans import Span, merge_spans
from policytext.text import Edit

_WORD_END = re.compile(r"[A-Za-z,.;:)]")
# No digit: a line may end inside a figure, and 40 00 is none.
_WORD_START = re.compile(r"[A-Za-z(]")
_BLANK = " \t\n\u3000"


def find_layout_edits(text: str, layout: Layout) -> Iterator[Edit]:
    """Yield an edit for each aside, and one for each line end inside a paragraph."""
    asides = sorted((a for a in layout.asides if len(a.span)), key=lambda a: a.span)
    gone = list(merge_spans((a.span for a in asides), gap=-1))
    starts = [a.span.start for a in asides]
    for span in gone:
        yield Edit(span.start, span.end, "", asides[bisect_right(starts, span.start) - 1].reason)
    yield from _joins(text, sorted(layout.paragraphs), gone)


def _joins(text: str, paragraphs: Sequence[int], gone: Sequence[Span]) -> Iterator[Edit]:
    """Yield the line ends that no paragraph starts behind, asides between passed over."""
    ends = [span.end for span in gone]
    offset = text.find("\n")
    while offset >= 0:
        i = bisect_right(ends, offset)
        inside = i < len(gone) and gone[i].start <= offset
        after = _behind(text, offset + 1, gone, i)
        opens = bisect_right(paragraphs, after) > bisect_right(paragraphs, offset)
        if not inside and not opens and after < len(text):
            apart = offset + 1 == after and _WORD_END.match(text, offset - 1) and _WORD_START.match(text, after)
            yield Edit(offset, offset + 1, " " if apart else "", "")
        offset = text.find("\n", offset + 1)


def _behind(text: str, offset: int, gone: Sequence[Span], i: int) -> int:
    """Return where the text goes on behind an offset, blanks and asides passed over."""
    while offset < len(text):
        if i < len(gone) and gone[i].start <= offset:
            offset, i = max(offset, gone[i].end), i + 1
        elif text[offset] in _BLANK:
            offset += 1
        else:
            break
    return offset
