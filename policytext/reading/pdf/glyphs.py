"""A page of a PDF → its visible characters, each with its box, by as few calls into pdfium as can be."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage, PdfTextPage

_HYPHEN = 0xFFFE
_QUARTER = math.pi / 2
_OFF_PAGE = 2.0
_TILT = 0.1
_SAMPLE = 24
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NAME_BUFFER = ctypes.create_string_buffer(256)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Glyphs:
    """Visible characters (字符) of a page in the order of its content, blanks left out.

    Boxes are (left, top, right, bottom) in points from the upper left corner of the page as it is shown; the height of
    a box is the font size.
    """

    codes: "NDArray[np.uint32]" = field(repr=False)
    boxes: "NDArray[np.float32]" = field(repr=False)
    indices: "NDArray[np.intp]" = field(repr=False)
    """Place of each in pdfium's own list."""
    spaced: "NDArray[np.bool_]" = field(repr=False)
    """Whether a blank stands before it."""
    width: float
    height: float
    quarters: int
    """By how many quarters of a circle, clockwise, the page's text was turned."""
    dropped: int = 0
    """Characters that are no text."""
    faces: Sequence[str] = field(default=(), repr=False)
    """Name of each character's font, by `indices`, where no text page can be asked for it: in OFD."""
    turned: frozenset[int] = field(default=frozenset(), repr=False)
    """Which of `indices` stand askew, where no text page can be asked for it."""

    @property
    def text(self) -> str:
        """All characters, nothing between them."""
        return self.codes.tobytes().decode("utf-32-le", "replace")

    def taken(self, keep: "NDArray[np.bool_]") -> "Glyphs":
        """Return only some of the characters."""
        return replace(
            self,
            codes=self.codes[keep],
            boxes=self.boxes[keep],
            indices=self.indices[keep],
            spaced=self.spaced[keep],
        )


def address_of(handle: Any) -> int:
    """Return where something of pdfium's stands in memory."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


@cache
def _calls() -> tuple[Any, Any, Any, Any, Any]:
    """Return pdfium's calls for a box, an angle, whether it made a character up, the name of its font, its code.

    They take plain addresses: boxing of arguments costs most of a call.
    """
    from pypdfium2 import raw

    def bare(function: Any, result: Any, *arguments: Any) -> Any:
        return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))

    pointer, number = ctypes.c_void_p, ctypes.c_int
    return (
        bare(raw.FPDFText_GetLooseCharBox, number, pointer, number, pointer),
        bare(raw.FPDFText_GetCharAngle, ctypes.c_float, pointer, number),
        bare(raw.FPDFText_IsGenerated, number, pointer, number),
        bare(raw.FPDFText_GetFontInfo, ctypes.c_ulong, pointer, number, pointer, ctypes.c_ulong, pointer),
        bare(raw.FPDFText_GetUnicode, ctypes.c_uint, pointer, number),
    )


def read_glyphs(page: "PdfPage", text_page: "PdfTextPage") -> Glyphs:
    """Return the visible characters of a page."""
    import numpy as np

    count = text_page.count_chars()
    codes, boxes = _read_codes(text_page, count), np.zeros((count, 4), dtype=np.float32)
    handle, base = address_of(text_page.raw), boxes.ctypes.data
    list(map(_calls()[0], repeat(handle), range(count), range(base, base + 16 * count, 16)))
    codes[codes == _HYPHEN] = ord("-")
    blank = _is_blank(codes)
    broken = ~blank & _is_no_text(codes)
    boxes, width, height = _shown(np.nan_to_num(boxes), page)
    indices = np.flatnonzero(~(blank | broken | _is_beyond(boxes, width, height)))
    before = np.cumsum(_find_blanks(codes, blank, handle))[indices]
    spaced = np.diff(before, prepend=0) > 0
    quarters = _read_quarters(handle, indices)
    boxes, width, height = turn_boxes(boxes[indices], width, height, -quarters)
    return Glyphs(
        codes=_folded(codes[indices]),
        boxes=boxes,
        indices=indices,
        spaced=spaced,
        width=width,
        height=height,
        quarters=quarters,
        dropped=int(broken.sum()),
    )


def is_upright(text_page: "PdfTextPage | None", glyphs: Glyphs, place: int) -> bool:
    """Tell whether a character stands as most of its page do: what is turned is a stamp or a watermark (水印)."""
    if text_page is None:
        return int(glyphs.indices[place]) not in glyphs.turned
    handle = address_of(text_page.raw)
    angle: float = _calls()[1](handle, int(glyphs.indices[place])) - glyphs.quarters * _QUARTER
    return abs((angle + math.pi) % (2 * math.pi) - math.pi) < _TILT


def name_face(text_page: "PdfTextPage | None", glyphs: Glyphs, place: int) -> str:
    """Return the name of the font (字体) of a character, without the mark of a subset; "" where it has none."""
    if text_page is None:
        return glyphs.faces[int(glyphs.indices[place])]
    _NAME_BUFFER[0] = b"\0"
    handle = address_of(text_page.raw)
    _calls()[3](handle, int(glyphs.indices[place]), _NAME_BUFFER, len(_NAME_BUFFER) - 1, None)
    return _strip_mark(_NAME_BUFFER.value)


@lru_cache(maxsize=1024)
def _strip_mark(name: bytes) -> str:
    return _SUBSET.sub("", name.decode("utf-8", "replace"))


def _read_codes(text_page: "PdfTextPage", count: int) -> "NDArray[np.uint32]":
    import numpy as np
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * (count + 1))()
    if count and raw.FPDFText_GetText(text_page.raw, 0, count, buffer) == count + 1:
        codes = np.frombuffer(bytes(buffer), dtype=np.uint16, count=count).astype(np.uint32)
        if not ((codes >= 0xD800) & (codes < 0xE000)).any():
            return codes
    # Its text leaves out what has no character, and doubles what lies beyond the basic plane: ask for each.
    each = list(map(_calls()[4], repeat(address_of(text_page.raw)), range(count)))
    return np.array(each, dtype=np.uint32)


def _is_blank(codes: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
    blank = (codes <= 0x20) & ((codes == 0x20) | ((codes >= 9) & (codes <= 13)))
    wide = (codes == 0xA0) | (codes == 0x3000) | ((codes >= 0x2000) & (codes <= 0x200F))
    found: NDArray[np.bool_] = blank | wide | (codes == 0x202F) | (codes == 0xFEFF) | (codes == 0xAD)
    return found


def _find_blanks(codes: "NDArray[np.uint32]", blank: "NDArray[np.bool_]", handle: int) -> "NDArray[np.bool_]":
    """Tell which blanks the file holds: pdfium makes some up where it sees a gap, and line ends."""
    import numpy as np

    given = blank & (codes > 0x1F)
    places = np.flatnonzero(given & (codes == 0x20)).tolist()
    given[places] = [not made for made in map(_calls()[2], repeat(handle), places)]
    return given


def _is_no_text(codes: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
    low = (codes < 0x20) | ((codes >= 0x7F) & (codes < 0xA0))
    found: NDArray[np.bool_] = low | ((codes >= 0xD800) & (codes < 0xE000)) | (codes >= 0xFFFF) & (codes < 0x10000)
    return found


def _is_beyond(boxes: "NDArray[np.float32]", width: float, height: float) -> "NDArray[np.bool_]":
    """Tell which characters nobody sees: their middle lies off the page."""
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found: NDArray[np.bool_] = (x < -_OFF_PAGE) | (x > width + _OFF_PAGE) | (y < -_OFF_PAGE) | (y > height + _OFF_PAGE)
    return found


def _folded(codes: "NDArray[np.uint32]") -> "NDArray[np.uint32]":
    """Return the codes with radicals (康熙部首) and compatibility forms as the characters that they show."""
    odd = ((codes >= 0x2E80) & (codes < 0x2FE0)) | ((codes >= 0xF900) & (codes < 0xFB00))
    for i in odd.nonzero()[0]:
        same = unicodedata.normalize("NFKC", chr(codes[i]))
        codes[i] = ord(same) if len(same) == 1 else codes[i]
    return codes


def _shown(boxes: "NDArray[np.float32]", page: "PdfPage") -> tuple["NDArray[np.float32]", float, float]:
    """Return the boxes (y upwards) as (left, top, right, bottom; y downwards), with the page's width and height."""
    import numpy as np

    left, bottom, right, top = page.get_bbox()
    moved = boxes - np.array([left, top, left, top], dtype=boxes.dtype)
    moved[:, 1::2] *= -1
    return moved, right - left, top - bottom


def _read_quarters(handle: int, indices: "NDArray[np.intp]") -> int:
    """Return by how many quarters clockwise most characters are turned; the page's own turn does not count."""
    sample = indices[:: max(1, len(indices) // _SAMPLE)].tolist()
    turns = Counter(round(_calls()[1](handle, i) / _QUARTER) % 4 for i in sample)
    return turns.most_common(1)[0][0] if turns else 0


def turn_boxes(
    boxes: "NDArray[np.float32]", width: float, height: float, quarters: int
) -> tuple["NDArray[np.float32]", float, float]:
    """Return boxes on a page of this size turned clockwise by quarters, and its new width and height."""
    import numpy as np

    for _ in range(quarters % 4):
        x0, y0, x1, y1 = boxes.T
        boxes = np.stack([height - y1, x0, height - y0, x1], axis=1)
        width, height = height, width
    return boxes, width, height
