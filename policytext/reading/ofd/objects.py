"""Graphic objects of an OFD page (图元) → characters with boxes, and rules. Source: GB/T 33190-2016, clauses 8 to 11.

Lengths are in millimetres in the file and in points here, from the page's upper left corner.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from policytext.reading.pdf.glyphs import Glyphs
from policytext.reading.pdf.rules import Rule

if TYPE_CHECKING:
    from lxml.etree import _Element

POINTS = 72 / 25.4
_NO_CODE = "¤"
"""Stands in the text for a glyph that has no character (字形变换, 11.4)."""
_MOST_LETTERS = 200_000
_MOST_RULES = 4_000
_DEEPEST = 8
_TILT = 0.1
_ASCENT = 0.88
"""Share of the em above the baseline, as in Chinese fonts."""
_WIDE_FROM = 0x2E80
_STRAIGHT = 0.5
_HEAVY = 600
_MARGIN = 0.13
_FAR = 20_000.0
"""Points from the corner of the page beyond which nothing is drawn: no page is that large."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def local(element: "_Element") -> str:
    """Return an element's name without its namespace: producers use several."""
    return str(element.tag).rpartition("}")[2]


def children(element: "_Element", name: str) -> "Iterator[_Element]":
    """Yield the children of that name."""
    return (child for child in element if local(child) == name)


def numbers(value: str | None) -> list[float]:
    """Return the numbers of an array (ST_Array), as far as it is one.

    Examples
    --------
    >>> numbers("0 25.4 x")
    [0.0, 25.4]
    """
    found = []
    for word in (value or "").split():
        try:
            number = float(word)
        except ValueError:
            break
        if not math.isfinite(number):
            break
        found.append(number)
    return found


def find_deltas(value: str | None, count: int) -> list[float]:
    """Return the steps between `count` + 1 characters (DeltaX, 11.3): `g 3 5` stands for 5 5 5.

    Examples
    --------
    >>> find_deltas("2 g 3 5 1", 10)
    [2.0, 5.0, 5.0, 5.0, 1.0]
    """
    words = iter((value or "").split())
    steps: list[float] = []
    for word in words:
        times = 1.0
        if word == "g":
            times, word = next(iter(numbers(next(words, "0"))), 0.0), next(words, "0")
        step = next(iter(numbers(word)), 0.0)
        steps += islice(repeat(step, max(0, int(min(times, count)))), count - len(steps))
        if len(steps) >= count:
            break
    return steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What objects refer to by number: names of fonts (字型), and composite graphics (矢量图像)."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    composites: "Mapping[str, _Element]" = field(default_factory=dict, repr=False)


@dataclass(slots=True)
class Canvas:
    """Collects what a page draws."""

    resources: Resources
    letters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    faces: list[str] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    lost: int = 0
    """Glyphs without a character."""

    def glyphs(self, width: float, height: float) -> Glyphs:
        """Return the characters as the geometry of pages takes them."""
        import numpy as np

        return Glyphs(
            codes=np.array([ord(c) for c in self.letters], dtype=np.uint32),
            boxes=np.array(self.boxes, dtype=np.float32).reshape(-1, 4),
            indices=np.arange(len(self.letters), dtype=np.intp),
            spaced=np.array(self.spaced, dtype=np.bool_),
            width=width,
            height=height,
            quarters=0,
            dropped=self.lost,
            faces=tuple(self.faces),
            turned=frozenset(self.turned),
        )


def share_template(template: Canvas, page: Canvas, height: float) -> Canvas:
    """Move what a template draws between the margins (页边) to its page; return what stands in them."""
    margins = Canvas(template.resources)
    for i, (letter, box) in enumerate(zip(template.letters, template.boxes, strict=True)):
        middle = (box[1] + box[3]) / 2
        canvas = margins if min(middle, height - middle) < _MARGIN * height else page
        if i in template.turned:
            canvas.turned.add(len(canvas.letters))
        canvas.letters.append(letter)
        canvas.boxes.append(box)
        canvas.spaced.append(template.spaced[i])
        canvas.faces.append(template.faces[i])
    page.rules += template.rules
    page.lost += template.lost
    return margins


def draw(element: "_Element", canvas: Canvas) -> None:
    """Put the objects of a page's content or template on a canvas, in their order.

    Layers and blocks (PageBlock) may lie in one another; they do not move what they hold.
    """
    pending: list[tuple[_Element, Matrix, int]] = [(element, IDENTITY, 0)]
    while pending and len(canvas.letters) < _MOST_LETTERS:
        item, matrix, depth = pending.pop()
        name = local(item)
        if item.get("Visible") == "false":
            continue
        if name == "TextObject":
            _draw_text(item, matrix, canvas)
        elif name == "PathObject":
            _draw_path(item, matrix, canvas)
        elif name == "CompositeObject":
            unit = canvas.resources.composites.get(item.get("ResourceID") or "")
            # One that draws itself would never end.
            if unit is not None and depth < _DEEPEST:
                pending.append((unit, _times(_placed(item), matrix), depth + 1))
        else:
            pending += [(child, matrix, depth) for child in reversed(item)]


def _placed(item: "_Element") -> Matrix:
    """Return the matrix of an object: its own (CTM), then to the corner of its boundary (外接矩形)."""
    own = numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    corner = numbers(item.get("Boundary"))
    x, y = corner[:2] if len(corner) == 4 else (0.0, 0.0)
    return (a, b, c, d, e + x, f + y)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS


@dataclass(frozen=True, slots=True)
class _Type:
    """How a text object sets its characters."""

    matrix: Matrix
    size: float
    """In the object's own units."""
    scale: float
    """HScale: how wide characters are drawn."""
    face: str


def _draw_text(item: "_Element", above: Matrix, canvas: Canvas) -> None:
    size = next(iter(numbers(item.get("Size"))), 0.0)
    scale = next(iter(numbers(item.get("HScale"))), 1.0)
    weight = next(iter(numbers(item.get("Weight"))), 400.0)
    face = canvas.resources.fonts.get(item.get("Font") or "", "")
    if size <= 0:
        return
    setting = _Type(_times(_placed(item), above), size, scale, f"{face} bold" if weight >= _HEAVY else face)
    x = y = 0.0
    for code in children(item, "TextCode"):
        # What is not given stays as it was for the code before (11.3).
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        _draw_code(code, (x, y), setting, canvas)


def _draw_code(code: "_Element", start: tuple[float, float], setting: _Type, canvas: Canvas) -> None:
    text = "".join(code.itertext()).strip("\n\r\t")
    x, y = start
    across = find_deltas(code.get("DeltaX"), len(text))
    down = find_deltas(code.get("DeltaY"), len(text))
    spaced = True
    for i, letter in enumerate(text):
        wide = _width(letter) * setting.size * setting.scale
        # Steps that are not given: the width of the letter, unless the text runs down the page.
        step = across[i] if i < len(across) else (0.0 if down else wide)
        if letter.isspace():
            spaced = True
        elif letter == _NO_CODE or not letter.isprintable():
            canvas.lost += 1
        else:
            place = (x, y, min(wide, step) if step > 0 and i < len(across) else wide)
            _put(letter, place, setting, canvas, spaced=spaced and bool(i))
            spaced = False
        x, y = x + step, y + (down[i] if i < len(down) else 0.0)


def _width(letter: str) -> float:
    """Return a letter's usual width in ems; Chinese fonts set dashes, dots and quotation marks full."""
    return 1.0 if ord(letter) >= _WIDE_FROM or letter in "“”‘’…—·〇" else 0.5


def _put(letter: str, at: tuple[float, float, float], setting: _Type, canvas: Canvas, *, spaced: bool) -> None:
    x, y, wide = at
    corners = [
        _apply(setting.matrix, x + dx, y + dy)
        for dx in (0.0, wide)
        for dy in (-_ASCENT * setting.size, (1 - _ASCENT) * setting.size)
    ]
    if not all(abs(value) < _FAR for corner in corners for value in corner):
        return
    a, b = setting.matrix[:2]
    if abs(math.atan2(b, a)) > _TILT:
        canvas.turned.add(len(canvas.letters))
    canvas.letters.append(letter)
    canvas.spaced.append(spaced)
    canvas.faces.append(setting.face)
    canvas.boxes.append(
        (min(c[0] for c in corners), min(c[1] for c in corners), max(c[0] for c in corners), max(c[1] for c in corners))
    )


def _draw_path(item: "_Element", above: Matrix, canvas: Canvas) -> None:
    """Put the straight strokes of a path (11.2) on the canvas, if they are level or upright."""
    matrix = _times(_placed(item), above)
    data = " ".join("".join(child.itertext()) for child in children(item, "AbbreviatedData"))
    for (x0, y0), (x1, y1) in islice(_strokes(data.split()), _MOST_RULES):
        start, end = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
        left, right = sorted((start[0], end[0]))
        top, bottom = sorted((start[1], end[1]))
        if min(right - left, bottom - top) <= _STRAIGHT and len(canvas.rules) < _MOST_RULES:
            canvas.rules.append(Rule(left, top, right, bottom))


_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Point = tuple[float, float]


def _strokes(words: list[str]) -> Iterator[tuple[Point, Point]]:
    """Yield the straight strokes of a path: S and M go to a point, L draws to one, C closes."""
    opened = here = (0.0, 0.0)
    i = 0
    while i < len(words):
        name = words[i]
        count = _OPERANDS.get(name)
        operands = numbers(" ".join(words[i + 1 : i + 1 + (count or 0)]))
        if count is None or len(operands) < count:
            return
        i += 1 + count
        there = (operands[-2], operands[-1]) if count else opened
        if name in "LC" and here != there:
            yield here, there
        opened, here = (there if name in "SM" else opened), there


def merge_resources(one: Resources, other: Resources) -> Resources:
    """Return both; what the second defines goes before the first."""
    return replace(one, fonts={**one.fonts, **other.fonts}, composites={**one.composites, **other.composites})


def read_resources(root: "_Element") -> Resources:
    """Return the fonts and composite graphics of a resource file (Res, 7.9)."""
    parts = list(chain.from_iterable(root))
    fonts = {e.get("ID") or "": _name_font(e) for e in parts if local(e) == "Font"}
    composites = {e.get("ID") or "": e for e in parts if local(e) == "CompositeGraphicUnit"}
    return Resources(fonts=fonts, composites=composites)


def _name_font(font: "_Element") -> str:
    name = font.get("FontName") or font.get("FamilyName") or ""
    return f"{name} bold" if font.get("Bold") == "true" else name
