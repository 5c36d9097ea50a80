"""Pages whose text layer is missing or garbage → read by a second extractor, else as an image (OCR)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from policytext.reading.pdf.glyphs import Glyphs
from policytext.reading.pdf.lines import Line, find_rows
from policytext.reading.pdf.sheets import Sheet
from policytext.reading.plausibility import score_plausibility
from policytext.text import Doubt

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_BROKEN = re.compile("[\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]|\\(cid:\\d+\\)")
_HAN = re.compile("[\u4e00-\u9fff]")
_ACCENTED = re.compile("[\u00a1-\u00ff]")
_GARBLED, _IMPLAUSIBLE, _FEWEST_HAN, _MOST_ACCENTED = 0.3, 0.35, 80, 0.4
_LITTLE_TEXT = 30
_COVERED = 0.5
_MANY_PATHS = 100
_DPI, _MOST_PIXELS = 200, 20_000_000
_MOST_SECOND_TRIES = 20
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page is of: the bytes of the file, its password, and the page's place."""

    data: bytes
    password: str | None
    index: int


def is_garbled(sheet: Sheet) -> bool:
    """Tell whether the text layer is no text: glyphs without characters, or with those of another writing."""
    text = sheet.text
    total = sheet.dropped + len(text)
    if not total:
        return False
    broken = sheet.dropped + sum(len(found) for found in _BROKEN.findall(text))
    if broken > _GARBLED * total or len(_ACCENTED.findall(text)) > _MOST_ACCENTED * total:
        return True
    score = score_plausibility(text)
    if score >= _IMPLAUSIBLE:
        return False
    han = len(_HAN.findall(text))
    return score < -_GARBLED or (han >= _FEWEST_HAN and 2 * han > len(text))


def rescue_sheet(page: "PdfPage", sheet: Sheet, origin: Origin) -> Sheet:
    """Return the sheet of a page that can be read; with a doubt where another way had to be found, or none was."""
    garbled = is_garbled(sheet)
    if not garbled and (len(sheet.text) >= _LITTLE_TEXT or not _is_picture(page)):
        return sheet if sheet.text else _doubted(sheet, "no-text-layer", "has no text: blank, or a scan")
    if garbled and (second := _extract_again(sheet, origin)) is not None:
        return _doubted(second, "second-extractor", "has a text layer that only the second extractor could read")
    if (seen := _recognise(page, sheet)) is not None:
        what = "has a text layer that is garbled" if garbled else "has no text layer"
        return _doubted(seen, "recognised", f"{what}: its image was read (OCR)")
    if garbled:
        message = "has fonts that do not say which characters they draw: its text is garbled"
        return _doubted(sheet, "garbled-page", message)
    return _doubted(sheet, "no-text-layer", "has no text layer: it seems a scan") if not sheet.text else sheet


def _doubted(sheet: Sheet, code: str, message: str) -> Sheet:
    doubt = Doubt(code, f"page {sheet.number} {message}", page=sheet.number)
    return replace(sheet, doubts=(doubt, *sheet.doubts))


def _is_picture(page: "PdfPage") -> bool:
    """Tell whether images cover most of a page, or outlines are drawn where letters would be."""
    from pypdfium2 import raw

    width, height = page.get_size()
    area, paths = 0.0, 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths > _MANY_PATHS:
                return True
            continue
        left, bottom, right, top = item.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area >= _COVERED * width * height)


def _extract_again(sheet: Sheet, origin: Origin) -> Sheet | None:
    """Return the page as pdfplumber reads it; None where that is garbled too."""
    if origin.index >= _MOST_SECOND_TRIES:
        return None
    glyphs = _read_plumbed(origin)
    if glyphs is None:
        return None
    second = Sheet(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        rows=find_rows(glyphs, None),
        rules=sheet.rules,
        dropped=glyphs.dropped,
    )
    return None if is_garbled(second) or len(second.text) < len(sheet.text) / 2 else second


def _read_plumbed(origin: Origin) -> Glyphs | None:
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    failures = (PDFException, PSException, PdfminerException, ArithmeticError, AttributeError, LookupError)
    try:
        with pdfplumber.open(BytesIO(origin.data), password=origin.password or "") as pdf:
            page = pdf.pages[origin.index]
            return _to_glyphs(page.chars, page.width, page.height)
    except (*failures, TypeError, ValueError, OSError, RecursionError, AssertionError):
        # A parser in Python falls over broken files in any of these ways; the first extractor's text stays.
        return None


def _to_glyphs(chars: Sequence[dict[str, Any]], width: float, height: float) -> Glyphs | None:
    import numpy as np

    known = [char for char in chars if len(char["text"]) == 1 and char["text"].strip()]
    if not known:
        return None
    boxes = [(c["x0"], c["top"], c["x1"], c["bottom"]) for c in known]
    return Glyphs(
        codes=np.array([ord(c["text"]) for c in known], dtype=np.uint32),
        boxes=np.array(boxes, dtype=np.float32),
        indices=np.arange(len(known), dtype=np.intp),
        spaced=np.zeros(len(known), dtype=np.bool_),
        width=width,
        height=height,
        quarters=0,
        dropped=sum(char["text"].startswith("(cid:") for char in chars),
        faces=tuple(c["fontname"].partition("+")[2] or c["fontname"] for c in known),
        turned=frozenset(i for i, c in enumerate(known) if not c["upright"]),
    )


def _recognise(page: "PdfPage", sheet: Sheet) -> Sheet | None:
    """Return the page as it is recognised on its image; None where the extra is missing, or nothing is recognised."""
    from policytext.reading.scanned import find_low_confidence, is_available, read_page_lines

    if not is_available():
        return None
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    found = read_page_lines(page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3])
    if not found:
        return None
    lines = _sized([_to_line(line.text, line.box, scale) for line in found])
    return Sheet(
        number=sheet.number,
        width=width,
        height=height,
        rows=list(_rows(lines)),
        doubts=tuple(find_low_confidence(found, page=sheet.number)),
    )


def _to_line(text: str, box: tuple[float, float, float, float], scale: float) -> Line:
    x0, y0, x1, y1 = (edge / scale for edge in box)
    return Line(text=text.strip(), x0=x0, y0=y0, x1=x1, y1=y1, size=y1 - y0)


def _sized(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with sizes evened out: a box fits its letters, so that it says little of their size."""
    usual = median(line.size for line in lines)
    return [replace(line, size=usual) if abs(line.size - usual) < _ALIKE * usual else line for line in lines]


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each row, in the order in which they were recognised."""
    row: list[Line] = []
    for line in lines:
        if row and not (line.x0 >= row[-1].x1 and min(line.y1, row[-1].y1) - max(line.y0, row[-1].y0) > line.size / 2):
            yield row
            row = []
        row.append(line)
    if row:
        yield row
