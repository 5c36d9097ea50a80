"""A document's own table of contents (目录): a list of chapters above the body, with its heading or without."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from policytext.markers import MarkerKind
from policytext.structure.paragraphs import Paragraph

HEAD = re.compile(r"^目\s*[录次]$")
_CHAPTERS = (MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.NODE)
_LEAST = 3
"""So many chapters one below the other, all of which come again, are a list."""
_LOOK = 60
_SHARE = 0.6


def fold_title(title: str) -> str:
    """Return a title without widths, spaces, brackets and marks, for comparison."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title))


def find_contents(paragraphs: Sequence[Paragraph], first: int) -> list[int]:
    """Return the positions of the lines of a table of contents that starts at `first`, or shortly below it."""
    if first < len(paragraphs) and HEAD.match(paragraphs[first].text):
        return list(_below_heading(paragraphs, first))
    for start in range(first, min(first + _LOOK, len(paragraphs))):
        if not is_chapter(paragraphs[start]):
            continue
        run = list(_chapters_from(paragraphs, start))
        if len(run) < _LEAST:
            return []
        own = {fold_title(p.text) for p in paragraphs[run[-1] + 1 :] if is_chapter(p)}
        again = sum(fold_title(paragraphs[i].text) in own for i in run)
        head = [start - 1] if start and HEAD.match(paragraphs[start - 1].text) else []
        return head + run if again >= _SHARE * len(run) else []
    return []


def is_chapter(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph opens with the number of a part, a chapter or a node (编 章 节)."""
    return paragraph.marker is not None and paragraph.marker.kind in _CHAPTERS


def _below_heading(paragraphs: Sequence[Paragraph], first: int) -> Iterator[int]:
    yield first
    seen: set[str] = set()
    for i in range(first + 1, len(paragraphs)):
        line, body = fold_title(paragraphs[i].text), fold_title(paragraphs[i].body)
        # The number of the first chapter may be lost, or be a converter's 1.
        again = line in seen or (body in seen and not is_chapter(paragraphs[i]))
        if again or not (is_chapter(paragraphs[i]) or paragraphs[i].is_line or paragraphs[i].is_contents):
            return
        seen |= {line, body} if is_chapter(paragraphs[i]) else {line}
        yield i


def _chapters_from(paragraphs: Sequence[Paragraph], start: int) -> Iterator[int]:
    seen: set[str] = set()
    for i in range(start, len(paragraphs)):
        line = fold_title(paragraphs[i].text)
        if not is_chapter(paragraphs[i]) or line in seen:
            return
        seen.add(line)
        yield i
