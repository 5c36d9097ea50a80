"""Word's XML → paragraphs and tables in their order, without recursion: what is typed, as it stands when printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policytext.reading.characters import tidy
from policytext.reading.word.fields import Fields
from policytext.reading.word.styles import Manner, Styles, read_manner
from policytext.reading.word.symbols import to_symbol
from policytext.reading.word.xml import attribute, child, is_on, local, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

BREAK = "\n"
_UNSEEN = str.maketrans({"\xad": None, "\u2011": "-", "\r": " ", "\n": " ", "\t": " "})
_PASSED = frozenset(
    (
        *("rPr", "del", "moveFrom", "rt", "rubyPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr"),
        *("sdtPr", "sdtEndPr", "delText", "delInstrText", "docPr", "numPicBullet"),
    )
)
_SINGLE = {"tab": "\t", "ptab": "\t", "cr": BREAK, "noBreakHyphen": "-"}
_APART = {"footnote": "footnote", "endnote": "endnote", "hdr": "page header", "ftr": "page footer"}
_WORD = ("wordprocessingml", "wordml", "/math")


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph as it is walked through; `boxes` are the text boxes anchored in it."""

    manner: Manner
    styles: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)
    boxes: "list[Block]" = field(default_factory=list)
    in_contents: bool = False

    @property
    def text(self) -> str:
        """Its characters; a line break typed in it is a line feed."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table: the columns it covers, and whether it goes on from the row above."""

    blocks: "list[Block]" = field(default_factory=list)
    columns: int = 1
    goes_on: bool = False


@dataclass(slots=True, eq=False)
class Row:
    """A row of a table, with the empty columns before and behind its cells."""

    cells: list[Cell] = field(default_factory=list)
    before: int = 0
    behind: int = 0


@dataclass(slots=True, eq=False)
class Table:
    """A table as it is walked through."""

    rows: list[Row] = field(default_factory=list)


Block = Paragraph | Table


@dataclass(slots=True, eq=False)
class Story:
    """What a part of a file holds, and what stands apart from it: (reason, blocks)."""

    blocks: list[Block] = field(default_factory=list)
    apart: list[tuple[str, list[Block]]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """What is embedded and not read, such as altChunk; symbols without a character."""


def walk_story(root: "_Element", styles: Styles) -> Story:
    """Return what a part of a file holds: its body, a note, a header."""
    from lxml import etree

    walk = _Walk(styles)
    walker = etree.iterwalk(root, events=("start", "end"))
    passed = root
    for event, element in walker:
        if element is passed or element is root:
            continue
        if event == "end":
            walk.end(element)
        elif not walk.start(element):
            walker.skip_subtree()
            passed = element
    return walk.story


class _Walk:
    def __init__(self, styles: Styles) -> None:
        self.story = Story()
        self._styles = styles
        self._flows: list[list[Block]] = [self.story.blocks]
        self._open: list[Paragraph] = []
        self._tables: list[Table] = []
        self._fields = [Fields()]
        self._hidden = False
        self._passed: set[_Element] = set()
        self._starts: dict[str, Callable[[_Element], bool | None]] = {
            **{"p": self._start_p, "r": self._start_r, "tbl": self._start_tbl, "tr": self._start_tr},
            **{"tc": self._start_tc, "txbxContent": self._start_flow, "t": self._read_t, "br": self._read_br},
            **{"sym": self._read_sym, "fldChar": self._read_field, "fldSimple": self._read_simple},
            **{"instrText": self._read_instruction, "AlternateContent": self._choose, "pPr": lambda _: False},
            **{"annotation": self._read_annotation, "altChunk": self._note_unread, "subDoc": self._note_unread},
            **{"textpath": self._read_art, "sectPr": self._read_section, "softHyphen": lambda _: False},
            **dict.fromkeys(("Choice", "Fallback"), lambda e: e not in self._passed),
            **dict.fromkeys(_APART, self._start_apart),
            **dict.fromkeys(_SINGLE, lambda e: self._put(_SINGLE[local(e.tag)])),
        }

    def start(self, element: "_Element") -> bool:
        """Read the start of an element; tell whether to go into it."""
        name = local(element.tag)
        if handler := self._starts.get(name):
            return handler(element) is not False
        return name not in _PASSED

    def end(self, element: "_Element") -> None:
        """Read the end of an element that was gone into."""
        name = local(element.tag)
        if name == "p" and self._open:
            self._end_p()
        elif name == "r":
            self._hidden = False
        elif name == "txbxContent" or name in _APART or (name == "annotation" and _is_comment(element)):
            self._end_flow()
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif name == "tc" and len(self._flows) > 1:
            self._flows.pop()
        elif name == "fldSimple":
            self._fields[-1].end()

    def _start_p(self, element: "_Element") -> bool:
        manner, styles = read_manner(child(element, "pPr"), self._styles)
        self._open.append(Paragraph(manner, styles))
        return True

    def _end_p(self) -> None:
        paragraph = self._open.pop()
        self._fields[-1].end_paragraph()
        self._flows[-1] += [paragraph, *paragraph.boxes]

    def _start_r(self, element: "_Element") -> bool:
        properties = child(element, "rPr")
        shown = child(properties, "vanish") is not None
        styled = not shown and self._styles.is_hidden(value(properties, "rStyle"))
        self._hidden = is_on(properties, "vanish") or styled
        return True

    def _start_tbl(self, _: "_Element") -> bool:
        table = Table()
        self._flows[-1].append(table)
        self._tables.append(table)
        return True

    def _start_tr(self, element: "_Element") -> bool:
        properties = child(element, "trPr")
        if not self._tables or child(properties, "del") is not None or is_on(properties, "hidden"):
            return False
        before, behind = (number(value(properties, name)) or 0 for name in ("gridBefore", "gridAfter"))
        self._tables[-1].rows.append(Row(before=min(before, 63), behind=min(behind, 63)))
        return True

    def _start_tc(self, element: "_Element") -> bool:
        if not self._tables or not self._tables[-1].rows:
            return False
        properties = child(element, "tcPr")
        merged = child(properties, "vMerge") if child(properties, "vMerge") is not None else child(properties, "vmerge")
        columns = number(value(properties, "gridSpan")) or 1
        cell = Cell(columns=min(max(columns, 1), 63))
        cell.goes_on = merged is not None and (attribute(merged) or "continue") == "continue"
        self._tables[-1].rows[-1].cells.append(cell)
        self._flows.append(cell.blocks)
        return True

    def _start_flow(self, _: "_Element") -> bool:
        """Begin a text box: what it holds comes behind the paragraph that it is anchored in."""
        boxed = self._open[-1].boxes if self._open else self._flows[-1]
        self._flows.append(boxed)
        self._fields.append(Fields())
        return True

    def _start_apart(self, element: "_Element") -> bool:
        blocks: list[Block] = []
        self.story.apart.append((_APART.get(local(element.tag), "comment"), blocks))
        self._flows.append(blocks)
        self._fields.append(Fields())
        return True

    def _end_flow(self) -> None:
        if len(self._fields) > 1:
            self._flows.pop()
            self._fields.pop()

    def _choose(self, element: "_Element") -> bool:
        """Let the first choice stand for the others, which say the same for older programs."""
        self._passed.update([e for e in element if local(e.tag) in ("Choice", "Fallback")][1:])
        return True

    def _read_annotation(self, element: "_Element") -> bool:
        # WordML of 2003 has its tracked changes and comments in the markup of annotations.
        if _is_comment(element):
            return self._start_apart(element)
        return _kind(element) != "Word.Deletion"

    def _read_t(self, element: "_Element") -> bool:
        if any(name in element.tag for name in _WORD):
            self._put((element.text or "").translate(_UNSEEN))
        return False

    def _read_br(self, element: "_Element") -> bool:
        self._put(BREAK)
        return False

    def _read_sym(self, element: "_Element") -> bool:
        code = attribute(element, "char") or ""
        try:
            symbol = to_symbol(chr(int(code, 16)), attribute(element, "font") or "", "�")
        except (ValueError, OverflowError):
            symbol = "�"
        if symbol == "�":
            self.story.unread.append(f"symbol {code} of the font {attribute(element, 'font')}")
        self._put(symbol)
        return False

    def _read_field(self, element: "_Element") -> bool:
        self._put_field(self._fields[-1].turn(attribute(element, "fldCharType") or ""))
        return False

    def _read_simple(self, element: "_Element") -> bool:
        self._put_field(self._fields[-1].begin_simple(attribute(element, "instr") or ""))
        return True

    def _read_instruction(self, element: "_Element") -> bool:
        self._fields[-1].instruct(element.text or "")
        return False

    def _note_unread(self, element: "_Element") -> bool:
        self.story.unread.append(f"an embedded document ({local(element.tag)})")
        return False

    def _read_art(self, element: "_Element") -> bool:
        """Read the text of WordArt (艺术字), as mastheads are drawn with; a watermark stands in a header."""
        if self._open and (art := (element.get("string") or "").strip()):
            manner = Manner(centred=True)
            self._open[-1].boxes.append(Paragraph(manner, (), [_tidied(art)]))
        return False

    def _read_section(self, element: "_Element") -> bool:
        return any(local(e.tag) in ("hdr", "ftr") for e in element)

    def _put_field(self, text: str) -> None:
        if text:
            self._put(text)

    def _put(self, text: str) -> bool:
        if self._open and not self._hidden and not self._fields[-1].is_silent:
            paragraph = self._open[-1]
            paragraph.pieces.append(_tidied(text))
            paragraph.in_contents |= self._fields[-1].in_contents
        return False


def _tidied(text: str) -> str:
    return text if text.isprintable() else tidy(text).text


def _kind(element: "_Element") -> str:
    return next((str(value) for key, value in element.attrib.items() if local(key) == "type"), "")


def _is_comment(element: "_Element") -> bool:
    return _kind(element) == "Word.Comment"


def find_paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs in the order of the file, those in tables included."""
    stack: list[Block] = list(reversed(blocks))
    while stack:
        block = stack.pop()
        if isinstance(block, Paragraph):
            yield block
        else:
            inside = [b for row in block.rows for cell in row.cells if not cell.goes_on for b in cell.blocks]
            stack += reversed(inside)
