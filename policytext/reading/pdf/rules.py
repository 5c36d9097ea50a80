"""The rules (框线) that a page draws, read off pdfium's own objects: what has none cannot hold a ruled table."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from policytext.reading.pdf.glyphs import Glyphs, address_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST_OBJECTS = 8_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 3
_THIN, _SHORT = 3.0, 6.0
_PATH, _FORM = 2, 5

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke from left to right or from top to bottom; from the upper left corner, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """It runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def find_rules(page: "PdfPage", glyphs: Glyphs) -> list[Rule]:
    """Return the rules of a page, on the page as its characters stand; none where it is a drawing."""
    left, bottom, _right, top = page.get_bbox()
    found = []
    for box in _find_boxes(page):
        x0, x1 = sorted((box[0] - left, box[2] - left))
        y0, y1 = sorted((top - box[1], top - box[3]))
        for _ in range(-glyphs.quarters % 4):
            x0, y0, x1, y1 = top - bottom - y1, x0, top - bottom - y0, x1
        found.append(Rule(x0, y0, x1, y1))
        if len(found) > _MOST_OBJECTS:
            return []
    return found


@cache
def _calls() -> tuple[Any, Any]:
    """Return pdfium's calls for an object of a page and its type, taking plain addresses: pages hold thousands."""
    from pypdfium2 import raw

    def bare(function: Any, result: Any, *arguments: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))

    pointer, number = ctypes.c_void_p, ctypes.c_int
    return bare(raw.FPDFPage_GetObject, pointer, pointer, number), bare(raw.FPDFPageObj_GetType, number, pointer)


def _find_boxes(page: "PdfPage") -> Iterator[Box]:
    from pypdfium2 import raw

    get_object, get_type = _calls()
    handle = address_of(page.raw)
    objects = list(map(get_object, repeat(handle), range(raw.FPDFPage_CountObjects(page.raw))))
    drawn = [item for item, kind in zip(objects, map(get_type, objects), strict=True) if kind in (_PATH, _FORM)]
    for item in drawn[: _MOST_OBJECTS + 1]:
        yield from _boxes_of(ctypes.cast(item, raw.FPDF_PAGEOBJECT), (1, 0, 0, 1, 0, 0), 0)


def _boxes_of(item: Any, matrix: Matrix, depth: int) -> Iterator[Box]:
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(item)
    if kind == _PATH:
        yield from _strokes(item, matrix)
    elif kind == _FORM and depth < _DEEPEST:
        inner = _times(_matrix_of(item), matrix)
        for i in range(min(raw.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            yield from _boxes_of(raw.FPDFFormObj_GetObject(item, i), inner, depth + 1)


def _strokes(path: Any, matrix: Matrix) -> Iterator[Box]:
    """Yield the thin boxes of a path: itself, the four sides of a frame, or its straight segments."""
    from pypdfium2 import raw

    corners = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(path, *corners):
        return
    x0, y0, x1, y1 = _mapped([c.value for c in corners], matrix)
    width, height = x1 - x0, y1 - y0
    if max(width, height) < _SHORT:
        return
    if min(width, height) <= _THIN:
        yield x0, y0, x1, y1
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = raw.FPDFPath_CountSegments(path)
    if stroke.value and count <= _MOST_SEGMENTS:
        yield from _segments(path, count, _times(_matrix_of(path), matrix))


def _segments(path: Any, count: int, matrix: Matrix) -> Iterator[Box]:
    from pypdfium2 import raw

    x, y, start, last = ctypes.c_float(), ctypes.c_float(), (0.0, 0.0), (0.0, 0.0)
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here, kind = (x.value, y.value), raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(last, here, matrix)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, start, matrix)
        last = here


def _straight(one: tuple[float, float], other: tuple[float, float], matrix: Matrix) -> Iterator[Box]:
    x0, y0, x1, y1 = _mapped([*one, *other], matrix)
    if min(x1 - x0, y1 - y0) <= 1 and max(x1 - x0, y1 - y0) >= _SHORT:
        yield x0, y0, x1, y1


def _mapped(corners: list[float], matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in (corners[:2], corners[2:])]
    ys = [b * x + d * y + f for x, y in (corners[:2], corners[2:])]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix_of(item: Any) -> Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does one, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
