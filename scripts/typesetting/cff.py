"""Paragraphs → PDF with a font of CFF outlines, embedded (CIDFontType0C): what reportlab cannot do."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from typesetting import SetParagraph
from typesetting.pdf import HAN_FILE, LEADING, LEFT, LINES, SIZE, SONG, TOP, lay_out, register

_PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << /Font << /F1 3 0 R >> >>"


def to_cff_pdf(paragraphs: Sequence[SetParagraph], *, copies: int = 1) -> bytes:
    """Typeset paragraphs as `to_pdf` does, in one size of type; rows of tables are left out."""
    register(SONG, "")
    lines = [line.text for line in lay_out([p for p in paragraphs if p.role != "row"], SONG)] * copies
    font, places = _subset(sorted({*"".join(lines)}))
    pages = [lines[i : i + LINES] for i in range(0, len(lines), LINES)]
    return _write([*_font_objects(font, places), *_page_objects(pages, places)], len(pages))


def _subset(characters: Sequence[str]) -> tuple[bytes, dict[str, int]]:
    """Return the CFF table of a font of these characters, and the glyph of each."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(HAN_FILE)
    subsetter = subset.Subsetter(subset.Options(layout_features=[], desubroutinize=True))
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    stream = BytesIO()
    font.save(stream)
    with TTFont(BytesIO(stream.getvalue())) as saved:
        names, order = saved.getBestCmap(), saved.getReverseGlyphMap()
        outlines = saved.reader["CFF "]
        top = saved["CFF "].cff.topDictIndex[0]
        charset = {name: number for number, name in enumerate(top.charset)}
        keyed = hasattr(top, "ROS")
    ids = {c: _cid(names[ord(c)], order, charset, keyed=keyed) for c in characters if ord(c) in names}
    return outlines, ids


def _cid(name: str, order: dict[str, int], charset: dict[str, int], *, keyed: bool) -> int:
    """Return the number under which a font of a composite one knows a glyph: its own (CID) where it is so keyed."""
    if keyed and name.startswith("cid"):
        return int(name[3:])
    return charset.get(name, order[name])


def _font_objects(font: bytes, places: dict[str, int]) -> Iterator[bytes]:
    """Yield the objects 3 to 7: font, its descendant, its descriptor, its outlines, its characters."""
    yield (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+PolicytextHan /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 7 0 R >>"
    )
    narrow = " ".join(f"{cid} [500]" for c, cid in places.items() if c.isascii())
    yield (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /AAAAAA+PolicytextHan /CIDSystemInfo "
        f"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 /W [{narrow}] >>"
    ).encode()
    yield (
        b"<< /Type /FontDescriptor /FontName /AAAAAA+PolicytextHan /Flags 4 /FontBBox [-100 -200 1100 900] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile3 6 0 R >>"
    )
    yield _stream(font, "/Subtype /CIDFontType0C")
    rows = [f"<{cid:04X}> <{c.encode('utf-16-be').hex()}>" for c, cid in places.items()]
    parts = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
    codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    yield _stream(f"{head}{codes}{body}\nendcmap end end".encode(), "")


def _page_objects(pages: Sequence[Sequence[str]], places: dict[str, int]) -> Iterator[bytes]:
    for i, lines in enumerate(pages):
        yield f"<< {_PAGE} /Contents {9 + 2 * i} 0 R >>".encode()
        codes = (_coded(line, places) for line in lines)
        drawn = "\n".join(f"1 0 0 1 {LEFT:.2f} {TOP - n * LEADING:.2f} Tm <{code}> Tj" for n, code in enumerate(codes))
        yield _stream(f"BT /F1 {SIZE} Tf\n{drawn}\nET".encode(), "")


def _coded(line: str, places: dict[str, int]) -> str:
    return "".join(f"{places[c]:04X}" for c in line if c in places)


def _stream(data: bytes, entries: str) -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def _write(objects: Sequence[bytes], pages: int) -> bytes:
    """Return the file of these objects, numbered from 3 on, with its catalogue and page tree before them."""
    kids = " ".join(f"{8 + 2 * i} 0 R" for i in range(pages))
    front = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode()]
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, item in enumerate([*front, *objects], 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + item + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{offset:010} 00000 n \n" for offset in offsets).encode())
    out.write(f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()
