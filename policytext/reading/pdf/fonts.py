"""A Chinese font for pdfium, where the machine has none.

Old government PDFs name STSong and do not hold it. pdfium takes the machine's Chinese font for it; on a server without
one it takes glyphs of no size, and a line of a single character is no text to it. The font that draws our figures
stands in then.
"""

import ctypes
import struct
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

_HANDLE = 0x504F4C
"""What our font is called between pdfium and us; any number that is no address of its own."""
_CHARSETS = (134, 136)
"""GB2312 and Big5, as FPDF_SYSFONTINFO numbers them."""
_TABLE = struct.Struct(">4sIII")


@cache
def offer_font() -> tuple[Any, ...]:
    """Offer our font to pdfium, behind the machine's own; return what must stay alive for it."""
    from pypdfium2 import raw

    own = raw.FPDF_GetDefaultSystemFontInfo()
    info = raw.FPDF_SYSFONTINFO(version=1)
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    kept = [kinds[name](call) for name, call in _answers(own).items()]
    for name, call in zip(_answers(own), kept, strict=True):
        setattr(info, name, call)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return own, info, kept


def _answers(own: Any) -> dict[str, Callable[..., Any]]:
    """Return our answers to what pdfium asks of a machine's fonts: the machine's where it has one, else our font's."""
    machine = own.contents

    def map_font(_: Any, weight: int, italic: int, charset: int, *rest: Any) -> Any:
        found = machine.MapFont(own, weight, italic, charset, *rest)
        return found or (_HANDLE if charset in _CHARSETS else None)

    def get_data(_: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if font != _HANDLE:
            return int(machine.GetFontData(own, font, table, buffer, size))
        data = _find_table(table)
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    return {
        "Release": lambda _: None,
        "EnumFonts": lambda _, mapper: machine.EnumFonts(own, mapper) if machine.EnumFonts else None,
        "MapFont": map_font,
        "GetFont": lambda _, face: machine.GetFont(own, face) if machine.GetFont else None,
        "GetFontData": get_data,
        "GetFaceName": lambda _, font, *rest: 0 if font == _HANDLE else machine.GetFaceName(own, font, *rest),
        "GetFontCharset": lambda _, font: _CHARSETS[0] if font == _HANDLE else machine.GetFontCharset(own, font),
        "DeleteFont": lambda _, font: None if font == _HANDLE else machine.DeleteFont(own, font),
    }


@cache
def _font() -> bytes:
    return (files("policytext.reporting") / "fonts" / "PolicytextHan-Regular.otf").read_bytes()


def _find_table(name: int) -> bytes:
    """Return a table of the font by its four letters as a number; the whole font for 0; nothing for one it lacks."""
    data = _font()
    if name == 0:
        return data
    for k in range(int.from_bytes(data[4:6])):
        tag, _, start, length = _TABLE.unpack_from(data, 12 + _TABLE.size * k)
        if int.from_bytes(tag) == name:
            return data[start : start + length]
    return b""
