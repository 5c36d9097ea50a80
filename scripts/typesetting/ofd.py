"""Paragraphs → an OFD package, as GB/T 33190-2016 asks for it, with nothing but the text, its fonts and the rules.

What is written, by clause of the standard: the package and its parts (7.1 to 7.3), OFD.xml (7.4), the root of the
document with its page area (7.5), public resources with fonts (7.9), a template page (7.7) with the running head, pages
of layers and blocks (7.7), paths for the rules of tables (9.1), text objects with TextCode and DeltaX, repeated steps
as `g n d` (11.3), and transformations by CTM (8.5).
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape

from typesetting import SetParagraph

PAGE = (210.0, 297.0)
LEFT, TOP, MEASURE = 28.0, 37.0, 156.0
EM = MEASURE / 28
STEP = 225.0 / 22
SIZES = {"banner": 2.2 * EM, "title": 1.375 * EM, "note": 0.75 * EM}
CENTRED = ("banner", "number", "title", "note")
FONTS = {"1": "仿宋_GB2312", "2": "方正小标宋简体", "3": "黑体", "4": "楷体_GB2312"}
FACES = {"banner": "2", "title": "2", "heading": "3"}
LINES = 22
NO_START = "，。；：、！？）》〉〕”’％%"
NO_END = "（《〈〔“‘"
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
WIDE = "“”‘’…—·〇"


@dataclass(slots=True)
class _Setter:
    """Puts lines on pages."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    line: int = 0
    count: int = 100

    def number(self) -> int:
        self.count += 1
        return self.count

    def next_line(self) -> float:
        """Return the baseline of the next line, on a new page where this one is full."""
        if self.line == LINES:
            self.pages.append([])
            self.line = 0
        self.line += 1
        return TOP + (self.line - 1) * STEP + EM

    def put(self, text: str, at: tuple[float, float], size: float, face: str) -> None:
        self.pages[-1].append(_text_object(self.number(), (text, at, size, face)))

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        x, y, width, height = start[0], start[1], end[0] - start[0], end[1] - start[1]
        self.pages[-1].append(
            f'<ofd:PathObject ID="{self.number()}" Boundary="{x:.3f} {y:.3f} {width:.3f} {height:.3f}"'
            ' LineWidth="0.25">'
            f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def to_ofd(paragraphs: Sequence[SetParagraph], *, running_head: str = "") -> bytes:
    """Return an OFD package; the same paragraphs give the same bytes.

    Parameters
    ----------
    paragraphs : sequence of SetParagraph
        In order.
    running_head : str, optional
        Printed at the top of every page by a template.
    """
    setter = _Setter()
    for is_row, group in groupby(paragraphs, key=lambda p: p.role == "row"):
        if is_row:
            _set_table(setter, [p.text.split("\t") for p in group])
        else:
            for paragraph in group:
                _set_paragraph(setter, paragraph)
    return _pack(dict(_parts(setter, running_head)))


def _set_paragraph(setter: _Setter, paragraph: SetParagraph) -> None:
    role = paragraph.role
    size, face = SIZES.get(role, EM), FACES.get(role, "1")
    if role == "heading" and paragraph.text.startswith("（"):
        # GB/T 9704-2012, 7.3.3: the first level in Hei, the second in Kai.
        face = "4"
    indent = 2 if role in ("body", "heading") else 0
    for i, line in enumerate(wrap(paragraph.text, MEASURE / size, indent=indent)):
        y, width = setter.next_line(), measure(line) * size
        x = LEFT + (indent * size if i == 0 else 0)
        if role in CENTRED:
            x = LEFT + (MEASURE - width) / 2
        elif role in ("signature", "date"):
            x = LEFT + MEASURE - width - 4 * size
        setter.put(line, (x, y), size, face)


def _set_table(setter: _Setter, rows: Sequence[Sequence[str]]) -> None:
    """Set rows as a table with rules around every cell; a row does not break over pages."""
    columns = max(map(len, rows))
    width = MEASURE / columns
    for row in rows:
        lines = [wrap(cell, (width - EM) / (0.8 * EM), indent=0) for cell in row]
        tallest = max(map(len, lines))
        if setter.line + tallest > LINES:
            setter.line = LINES
        top = setter.next_line() - 1.15 * EM
        for _ in range(tallest - 1):
            setter.next_line()
        bottom = top + tallest * STEP
        for column, cell in enumerate(lines):
            x = LEFT + column * width
            for i, line in enumerate(cell):
                setter.put(line, (x + EM / 2, top + 1.15 * EM + i * STEP), 0.8 * EM, "1")
        for column in range(columns + 1):
            setter.rule((LEFT + column * width, top), (LEFT + column * width, bottom))
        setter.rule((LEFT, top), (LEFT + MEASURE, top))
        setter.rule((LEFT, bottom), (LEFT + MEASURE, bottom))


def measure(text: str) -> float:
    """Return the width of a text in ems."""
    return sum(advance(c) for c in text)


def advance(letter: str) -> float:
    """Return the width of a letter in ems."""
    return 1.0 if ord(letter) >= 0x2E80 or letter in WIDE else 0.5


def wrap(text: str, ems: float, *, indent: int) -> list[str]:
    """Break a text into lines; none starts or ends with the wrong punctuation, no word or number is broken."""
    lines, line, room = [], "", ems - indent
    for word in _words(text):
        if line and measure(line + word) > room + 0.01 and word[0] not in NO_START:
            carried = line[-1] if line[-1] in NO_END else ""
            lines.append(line.removesuffix(carried).rstrip(" "))
            line, room = carried, ems
        line += word
    return [*lines, line]


def _words(text: str) -> Iterator[str]:
    for narrow, group in groupby(text, key=lambda c: c.isascii() and not c.isspace()):
        letters = "".join(group)
        yield from [letters] if narrow and len(letters) <= 20 else letters


def steps(text: str, size: float) -> str:
    """Return the steps between letters as DeltaX writes them (11.3): equal ones in a row as `g n d`."""
    values = [f"{advance(c) * size:.4f}" for c in text[:-1]]
    words: list[str] = []
    for value, group in groupby(values):
        count = len(list(group))
        words += ["g", str(count), value] if count > 2 else [value] * count
    return " ".join(words)


def _text_object(number: int, what: tuple[str, tuple[float, float], float, str]) -> str:
    """Return a text object; large type is set at half its size and doubled by its CTM, as some producers do."""
    text, (x, y), size, face = what
    scale = 2.0 if size > EM else 1.0
    width, height = measure(text) * size, 1.4 * size
    delta = f' DeltaX="{steps(text, size / scale)}"' if len(text) > 1 else ""
    matrix = f' CTM="{scale} 0 0 {scale} 0 0"' if scale > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x:.4f} {y - size:.4f} {width:.4f} {height:.4f}" Font="{face}"'
        f' Size="{size / scale:.4f}"{matrix}>'
        f'<ofd:TextCode X="0" Y="{size / scale:.4f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def _parts(setter: _Setter, running_head: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of the package."""
    yield (
        "OFD.xml",
        (
            f'<ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{"0" * 32}</ofd:DocID>'
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
    )
    pages = "".join(f'<ofd:Page ID="{20 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(setter.pages)))
    template = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if running_head else ""
    yield (
        "Doc_0/Document.xml",
        (
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>{setter.count + len(setter.pages)}</ofd:MaxUnitID>"
            f"<ofd:PageArea><ofd:PhysicalBox>0 0 {PAGE[0]:g} {PAGE[1]:g}</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{template}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
        ),
    )
    fonts = "".join(f'<ofd:Font ID="{number}" FontName="{name}"/>' for number, name in FONTS.items())
    yield "Doc_0/PublicRes.xml", f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>'
    if running_head:
        head = _text_object(10, (running_head, (LEFT, 20.0), 0.6 * EM, "1"))
        yield "Doc_0/Tpls/Tpl_0/Content.xml", _page(head, "")
    for i, objects in enumerate(setter.pages):
        number = f"- {i + 1} -"
        x = LEFT + MEASURE - EM - measure(number) * 0.875 * EM if i % 2 == 0 else LEFT + EM
        foot = _text_object(setter.count + i + 1, (number, (x, TOP + 225 + 10), 0.875 * EM, "1"))
        used = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if running_head else ""
        block = f'<ofd:PageBlock ID="90">{"".join(objects)}</ofd:PageBlock>'
        yield f"Doc_0/Pages/Page_{i}/Content.xml", _page(block + foot, used)


def _page(objects: str, used: str) -> str:
    layer = f'<ofd:Layer ID="8" Type="Body">{objects}</ofd:Layer>'
    return f"<ofd:Page {SPACE}>{used}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _pack(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            # A fixed date: the same text gives the same bytes.
            package.writestr(zipfile.ZipInfo(name, (2033, 1, 1, 0, 0, 0)), DECLARED + content)
    return stream.getvalue()
