"""Characters with boxes → lines (行), with the spaces that the eye sees."""

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.reading.pdf.glyphs import Glyphs, is_upright, name_face

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfTextPage

_NARROW_GAP, _GAP, _WIDE_GAP = 0.16, 0.42, 1.5
_SPACED_GAP = 0.1
_LOOSE_RUN = 5
_RAISED, _RAISED_SIZE = 0.2, 0.75
_HAN_FROM = 0x2E80
_WORD_END, _WORD_START = re.compile(r"[A-Za-z,.;:)]$"), re.compile(r"[A-Za-z(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a stretch of one that wide gaps part from the rest."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Of its type, in points."""
    face: str = ""
    upright: bool = True
    raised: tuple[tuple[int, int], ...] = ()
    """Stretches of its text that are small and stand high, as the marks of notes do."""

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2


def find_rows(
    glyphs: Glyphs, text_page: "PdfTextPage | None", keep: "NDArray[np.bool_] | None" = None
) -> list[list[Line]]:
    """Return the rows of a page from top to bottom, each with its stretches from left to right.

    Parameters
    ----------
    glyphs : Glyphs
        Of the page.
    text_page : PdfTextPage
        Where it came from, to be asked for fonts and angles.
    keep : array of bool, optional
        Which characters to take; all by default.
    """
    if keep is not None:
        glyphs = glyphs.taken(keep)
    runs = _find_runs(glyphs, text_page)
    return [_merged(row) for row in _rows(runs)]


def _find_runs(glyphs: Glyphs, text_page: "PdfTextPage | None") -> list[Line]:
    """Return stretches of characters that follow one another on a line, in the order of the content."""
    import numpy as np

    count = len(glyphs.codes)
    if not count:
        return []
    size = np.maximum(glyphs.boxes[:, 3] - glyphs.boxes[:, 1], 0.1)
    joined, gap = _find_joins(glyphs, size)
    starts = np.concatenate([[0], np.flatnonzero(~joined) + 1])
    ends = np.append(starts[1:], count)
    text, spaces = glyphs.text, _find_spaces(glyphs, gap, joined)
    bounds = _bound_runs(glyphs, size, starts)
    high = _find_raised(glyphs, *(np.repeat(bounds[i], ends - starts) for i in (4, 3)))
    return [
        Line(
            text=_spaced(text, a, b, spaces),
            **dict(zip(("x0", "y0", "x1", "y1", "size"), box, strict=True)),
            face=name_face(text_page, glyphs, a),
            upright=is_upright(text_page, glyphs, a),
            raised=_place_raised(high, a, b, spaces) if high else (),
        )
        for a, b, *box in zip(starts.tolist(), ends.tolist(), *(bound.tolist() for bound in bounds), strict=True)
    ]


def _bound_runs(glyphs: Glyphs, size: "NDArray[np.float32]", starts: "NDArray[np.intp]") -> list["NDArray[np.float32]"]:
    """Return left, top, right and bottom of the stretches that start at these characters, and their middle size."""
    import numpy as np

    x0, y0, x1, y1 = glyphs.boxes.T
    return [
        np.minimum.reduceat(x0, starts),
        np.minimum.reduceat(y0, starts),
        np.maximum.reduceat(x1, starts),
        np.maximum.reduceat(y1, starts),
        np.add.reduceat(size, starts) / np.diff(starts, append=len(size)),
    ]


def _find_raised(glyphs: Glyphs, size: "NDArray[np.float32]", low: "NDArray[np.float32]") -> list[int]:
    """Return which characters are small and stand high, for what is usual in their stretch."""
    import numpy as np

    bottom = glyphs.boxes[:, 3]
    small = bottom - glyphs.boxes[:, 1] < _RAISED_SIZE * size
    return np.flatnonzero(small & (bottom < low - _RAISED * size)).tolist()


def _place_raised(high: list[int], start: int, end: int, spaces: list[int]) -> tuple[tuple[int, int], ...]:
    """Return where raised characters stand in the text of a stretch, spaces counted."""
    first = bisect_right(spaces, start)
    places = [
        i - start + bisect_right(spaces, i) - first for i in high[bisect_left(high, start) : bisect_left(high, end)]
    ]
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return tuple(runs)


def _find_joins(glyphs: Glyphs, size: "NDArray[np.float32]") -> tuple["NDArray[np.bool_]", "NDArray[np.float32]"]:
    """Tell which characters stand beside the one before, and at which gap, in letters."""
    import numpy as np

    x0, y0, x1, y1 = glyphs.boxes.T
    smaller = np.minimum(size[1:], size[:-1])
    shared = np.minimum(y1[1:], y1[:-1]) - np.maximum(y0[1:], y0[:-1])
    gap = (x0[1:] - x1[:-1]) / smaller
    return (shared >= 0.5 * smaller) & (gap > -0.6) & (gap < _WIDE_GAP), gap


def _find_spaces(glyphs: Glyphs, gap: "NDArray[np.float32]", joined: "NDArray[np.bool_]") -> list[int]:
    """Return before which characters of a stretch a space stands."""
    import numpy as np

    narrow = (glyphs.codes[1:] < _HAN_FROM) & (glyphs.codes[:-1] < _HAN_FROM)
    least = np.where(glyphs.spaced[1:], _SPACED_GAP, _GAP)
    # Words are parted by a space even where a font that stands in for another draws them over it.
    least[narrow] = np.where(glyphs.spaced[1:], -_SPACED_GAP * 3, _NARROW_GAP)[narrow]
    wide = joined & (gap > least)
    # A line set wide (文 件) has gaps all over: they are no spaces but where they are wider still.
    if np.count_nonzero(wide) >= _LOOSE_RUN:
        neighbours = np.convolve(np.pad(wide, _LOOSE_RUN // 2), np.ones(_LOOSE_RUN), mode="valid")
        loose = wide & (neighbours >= _LOOSE_RUN - 1) & ~narrow
        usual = float(np.median(gap[loose])) if loose.any() else 0.0
        wide &= ~loose | (gap > usual + _GAP)
    return (np.flatnonzero(wide) + 1).tolist()


def _spaced(text: str, start: int, end: int, spaces: list[int]) -> str:
    first = bisect_right(spaces, start)
    if first == len(spaces) or spaces[first] >= end:
        return text[start:end]
    cuts = [start, *spaces[first : bisect_right(spaces, end - 1)], end]
    return " ".join(text[a:b] for a, b in itertools.pairwise(cuts))


def _rows(runs: list[Line]) -> list[list[Line]]:
    """Return the runs of each row; what is raised or lowered, such as a note's mark, goes with its row."""
    rows: list[list[Line]] = []
    tall: list[Line] = []
    for run in sorted(runs, key=lambda r: (r.y0 + r.y1) / 2):
        if rows and _is_beside(tall[-1], run) and not any(_is_stacked(other, run) for other in rows[-1]):
            rows[-1].append(run)
            tall[-1] = max(tall[-1], run, key=lambda r: r.size)
        else:
            rows.append([run])
            tall.append(run)
    return rows


def _is_beside(one: Line, other: Line) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared >= 0.45 * min(one.size, other.size)


def _is_stacked(one: Line, other: Line) -> bool:
    """Tell whether one stands over the other: big type in the column beside reaches over two of its rows."""
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > _WIDE_GAP * min(one.size, other.size) and not _is_beside(one, other)


def _merged(row: list[Line]) -> list[Line]:
    """Return the stretches of a row, runs near one another made one."""
    row = sorted(row, key=lambda r: r.x0)
    merged = row[:1]
    for run in row[1:]:
        last = merged[-1]
        gap = (run.x0 - last.x1) / max(last.size, run.size)
        if gap < _WIDE_GAP and last.upright == run.upright:
            merged[-1] = join_lines(last, run, " " if gap > _GAP or _is_apart(last, run, gap) else "")
        else:
            merged.append(run)
    return merged


def _is_apart(one: Line, other: Line, gap: float) -> bool:
    return gap > _NARROW_GAP and one.text[-1:].isascii() and other.text[:1].isascii()


def join_lines(one: Line, other: Line, between: str) -> Line:
    """Return two stretches of a row as one; type and size are those of the longer."""
    longer = max(one, other, key=lambda r: len(r.text))
    shift = len(one.text) + len(between)
    small = other.size < _RAISED_SIZE * one.size and other.y1 < one.y1 - _RAISED * one.size
    raised = [(0, len(other.text))] if small else other.raised
    return Line(
        text=one.text + between + other.text,
        x0=min(one.x0, other.x0),
        y0=min(one.y0, other.y0),
        x1=max(one.x1, other.x1),
        y1=max(one.y1, other.y1),
        size=longer.size,
        face=longer.face,
        upright=one.upright,
        raised=(*one.raised, *((a + shift, b + shift) for a, b in raised)),
    )


def join_words(one: str, other: str) -> str:
    """Return two lines of a paragraph as one, with a space between words; none within a figure that was parted."""
    apart = _WORD_END.search(one) and _WORD_START.match(other)
    return one + (" " if apart else "") + other
