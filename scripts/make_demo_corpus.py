#!/usr/bin/env python3
"""Make the demo corpus's derived files from their plain UTF-8 masters.

They are one PDF, one GB18030 text and one UTF-8 text with BOM. The same masters give the same bytes, so `git status`
stays clean after a run. With `--check` nothing is written: the exit status says whether the files that stand there are
what the masters give.

    uv run python scripts/make_demo_corpus.py [--check]
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlab.lib.colors import Color, black, red
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"

# The page of GB/T 9704-2012: 28 characters of size 3 (16 pt) to the line, 22 lines to the page.
FONT, SIZE, TITLE_SIZE, BANNER_SIZE = "STSong-Light", 16, 22, 36
LEADING, MEASURE, LINES = 28.95, 28 * SIZE, 22
LEFT, TOP = (A4[0] - MEASURE) / 2, A4[1] - 105
NO_LINE_START = "，。；：、！？）》〉〕”’％%"
NO_LINE_END = "（《〈〔“‘"


def wrap_paragraph(text: str, *, indent: int) -> list[str]:
    """Break a paragraph (段落) into lines of the measure; no line starts or ends with the wrong punctuation."""
    lines, line = [], "\u3000" * indent
    for char in text:
        full = stringWidth(line + char, FONT, SIZE) > MEASURE + 0.01
        if full and char not in NO_LINE_START:
            carried = line[-1] if line[-1] in NO_LINE_END else ""
            lines.append(line.removesuffix(carried))
            line = carried
        line += char
    return [*lines, line]


def iter_lines(master: str) -> Iterator[tuple[str, str]]:
    """Yield the lines to set, each with its style: banner, number, title, note, gap, right, plain."""
    banner, number, *rest = master.split("\n\n")
    yield "banner", banner
    yield "number", number
    title, *body = rest
    for line in title.splitlines():
        yield ("note" if line.startswith("（") else "title"), line
    for block in body:
        yield from iter_block(block.strip())


def iter_block(block: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of one block: the addressee without indent, the signature on the right, all else as prose."""
    if block.endswith("日"):
        yield "gap", ""
        yield from (("right", line) for line in block.splitlines())
        return
    for line in wrap_paragraph(block, indent=0 if block.endswith("：") and len(block) < 40 else 2):
        yield "plain", line


def draw_line(canvas: Canvas, style: str, text: str, y: float) -> None:
    """Set one line in its style at height y."""
    size = {"banner": BANNER_SIZE, "title": TITLE_SIZE, "note": 11}.get(style, SIZE)
    colour: Color = red if style == "banner" else black
    canvas.setFillColor(colour)
    canvas.setFont(FONT, size)
    if style in ("banner", "number", "title", "note"):
        canvas.drawCentredString(A4[0] / 2, y, text)
    elif style == "right":
        canvas.drawRightString(LEFT + MEASURE - 4 * SIZE, y, text)
    else:
        canvas.drawString(LEFT, y, text)


def draw_page_number(canvas: Canvas) -> None:
    """Set the page number (页码), `- 1 -`: odd pages on the right, even ones on the left."""
    canvas.setFont(FONT, 14)
    text = f"- {canvas.getPageNumber()} -"
    if canvas.getPageNumber() % 2:
        canvas.drawRightString(LEFT + MEASURE - 14, 60, text)
    else:
        canvas.drawString(LEFT + 14, 60, text)


def to_pdf(master: str) -> bytes:
    """Typeset a master as an official document (公文); the same text gives the same bytes."""
    registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    # Uncompressed: zlib builds differ in the bytes that they write.
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle("虚构示例")
    set_lines = 0
    for style, text in iter_lines(master):
        set_lines += 2 if style == "banner" else 1
        if set_lines > LINES:
            draw_page_number(canvas)
            canvas.showPage()
            set_lines = 1
        draw_line(canvas, style, text, TOP - (set_lines - 1) * LEADING)
    draw_page_number(canvas)
    canvas.save()
    return stream.getvalue()


def to_gb18030(master: str) -> bytes:
    """Encode a master as older office machines do, with their line ends."""
    return master.replace("\n", "\r\n").encode("gb18030")


def to_utf8_with_bom(master: str) -> bytes:
    """Encode a master as Windows editors do."""
    return master.encode("utf-8-sig")


DERIVED: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "06-township-liudu.txt": ("06-township-liudu.master", to_utf8_with_bom),
    "07-township-bailutan.txt": ("07-township-bailutan.master", to_gb18030),
    "08-township-shuangtangkou.pdf": ("08-township-shuangtangkou.master", to_pdf),
}


def main() -> int:
    """Write the derived files, or with --check compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a file that is stale")
    check = parser.parse_args().check
    stale = 0
    for name, (master, convert) in DERIVED.items():
        content = convert((DEMO / "masters" / master).read_text(encoding="utf-8"))
        path = DEMO / "documents" / name
        if check and (not path.is_file() or path.read_bytes() != content):
            print(f"not what its master gives: {path.relative_to(DEMO)}", file=sys.stderr)
            stale += 1
        elif not check:
            path.write_bytes(content)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
