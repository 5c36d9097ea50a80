"""Paragraphs with roles → PDF, set as GB/T 9704-2012 asks for: 28 characters to the line, 22 lines to the page."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from reportlab.lib.colors import black, red
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from typesetting import SetParagraph

SONG = "STSong-Light"
"""Not embedded: a reader's own font stands in for it, as in many old files."""
HAN = "PolicytextHan"
HAN_FILE = Path(__file__).resolve().parents[2] / "policytext" / "reporting" / "fonts" / "PolicytextHan-Regular.otf"

SIZE, TITLE_SIZE, BANNER_SIZE, NOTE_SIZE, FOLIO_SIZE = 16, 22, 36, 11, 14
LEADING, MEASURE, LINES = 28.95, 28 * SIZE, 22
LEFT, TOP = (A4[0] - MEASURE) / 2, A4[1] - 105
NO_LINE_START = "，。；：、！？）》〉〕”’％%"
NO_LINE_END = "（《〈〔“‘"
CELL_SIZE, CELL_PAD = 12, 4.0

SIZES = {"banner": BANNER_SIZE, "title": TITLE_SIZE, "note": NOTE_SIZE}
CENTRED = ("banner", "number", "title", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """A line to set: a role, its text, and whether it opens its paragraph."""

    role: str
    text: str
    cells: tuple[tuple[str, ...], ...] = ()
    """Of a row of a table: the lines of each cell."""


def wrap(text: str, width: float, *, size: float, font: str) -> list[str]:
    """Break a text into lines of a width; no line starts or ends with the wrong punctuation."""
    lines, line = [], ""
    for char in text:
        full = line and stringWidth(line + char, font, size) > width + 0.01
        if full and char not in NO_LINE_START:
            carried = line[-1] if line[-1] in NO_LINE_END else ""
            lines.append(line.removesuffix(carried))
            line = carried
        line += char
    return [*lines, line]


def lay_out(paragraphs: Sequence[SetParagraph], font: str) -> Iterator[Line]:
    """Yield the lines of all paragraphs; an empty one stands above a signature."""
    before = ""
    for paragraph in paragraphs:
        role, text = paragraph.role, paragraph.text
        if role in ("signature", "date") and before not in ("signature", "date"):
            yield Line("gap", "")
        before = role
        if role == "row":
            yield _row(text.split("\t"), _count_columns(paragraphs), font)
        elif role in CENTRED or role in ("signature", "date"):
            yield from (Line(role, part) for part in wrap(text, MEASURE, size=SIZES.get(role, SIZE), font=font))
        else:
            indent = "" if role == "addressee" else "\u3000\u3000"
            yield from (Line(role, part) for part in wrap(indent + text, MEASURE, size=SIZE, font=font))


def _count_columns(paragraphs: Sequence[SetParagraph]) -> int:
    return max(p.text.count("\t") + 1 for p in paragraphs if p.role == "row")


def _row(cells: Sequence[str], columns: int, font: str) -> Line:
    width = MEASURE / columns - 2 * CELL_PAD
    padded = [*cells, *[""] * (columns - len(cells))]
    return Line("row", "", tuple(tuple(wrap(cell, width, size=CELL_SIZE, font=font)) for cell in padded))


def draw_line(canvas: Canvas, line: Line, y: float, font: str) -> None:
    """Set one line at height y."""
    canvas.setFillColor(red if line.role == "banner" else black)
    canvas.setFont(font, SIZES.get(line.role, SIZE))
    if line.role in CENTRED:
        canvas.drawCentredString(A4[0] / 2, y, line.text)
    elif line.role in ("signature", "date"):
        canvas.drawRightString(LEFT + MEASURE - 4 * SIZE, y, line.text)
    else:
        canvas.drawString(LEFT, y, line.text)


def draw_row(canvas: Canvas, line: Line, top: float, font: str) -> float:
    """Set one row of a table with its rules below a height; return its own height."""
    high = max(map(len, line.cells)) * CELL_SIZE * 1.3 + 2 * CELL_PAD
    width = MEASURE / len(line.cells)
    canvas.setFillColor(black)
    canvas.setFont(font, CELL_SIZE)
    for column, cell in enumerate(line.cells):
        canvas.rect(LEFT + column * width, top - high, width, high)
        for i, part in enumerate(cell):
            canvas.drawString(LEFT + column * width + CELL_PAD, top - CELL_PAD - CELL_SIZE * (1 + 1.3 * i), part)
    return high


def draw_page_number(canvas: Canvas, font: str) -> None:
    """Set the page number (页码), `- 1 -`: odd pages on the right, even ones on the left."""
    canvas.setFont(font, FOLIO_SIZE)
    text = f"- {canvas.getPageNumber()} -"
    if canvas.getPageNumber() % 2:
        canvas.drawRightString(LEFT + MEASURE - FOLIO_SIZE, 60, text)
    else:
        canvas.drawString(LEFT + FOLIO_SIZE, 60, text)


def to_pdf(paragraphs: Sequence[SetParagraph], *, font: str = SONG, copies: int = 1) -> bytes:
    """Typeset paragraphs as an official document (公文); the same text gives the same bytes.

    Parameters
    ----------
    paragraphs : sequence of SetParagraph
        As `read_master` gives them.
    font : str, default SONG
        SONG, or HAN as TrueType, embedded.
    copies : int, default 1
        How many times to set them one behind the other, for long files.
    """
    font = register(font, "".join(sorted({*"- 0123456789", *(c for p in paragraphs for c in p.text)})))
    stream = io.BytesIO()
    # Uncompressed: zlib builds differ in the bytes that they write.
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle("虚构示例")
    lines = list(lay_out(paragraphs, font))
    y, bottom = TOP, TOP - (LINES - 1) * LEADING
    for line in lines * copies:
        high = _height(line)
        if y - (high - LEADING) < bottom - 0.01:
            draw_page_number(canvas, font)
            canvas.showPage()
            y = TOP
        if line.role == "row":
            draw_row(canvas, line, y + SIZE, font)
        else:
            # A banner takes the room of two lines and stands on the lower one.
            draw_line(canvas, line, y - (high - LEADING), font)
        y -= high
    draw_page_number(canvas, font)
    canvas.save()
    return stream.getvalue()


def _height(line: Line) -> float:
    if line.role == "row":
        return max(map(len, line.cells)) * CELL_SIZE * 1.3 + 2 * CELL_PAD
    return 2 * LEADING if line.role == "banner" else LEADING


@cache
def register(font: str, characters: str) -> str:
    """Make a font known to reportlab, as far as these characters need it; return the name that it has there."""
    if font == SONG:
        registerFont(UnicodeCIDFont(font))
        return font
    name = f"{font}-{sha256(characters.encode()).hexdigest()[:8]}"
    registerFont(TTFont(name, io.BytesIO(_to_truetype(HAN_FILE, characters))))
    return name


def _to_truetype(path: Path, characters: str) -> bytes:
    """Return some characters of an OpenType font with the outlines of TrueType, the only ones that reportlab embeds."""
    from fontTools import subset
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont as Font

    font = Font(path)
    subsetter = subset.Subsetter(subset.Options(notdef_outline=True, layout_features=[]))
    subsetter.populate(text=characters)
    subsetter.subset(font)
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=2.0, reverse_direction=True))
        outlines[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({name: font["hmtx"][name] for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": HAN, "styleName": "Regular", "psName": HAN})
    builder.setupOS2()
    builder.setupPost()
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()
