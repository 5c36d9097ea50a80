"""Word's automatic numbering (自动编号): 一、（一）1. are counted, not typed, and become characters here.

Source of the rules: ECMA-376-1:2016, 17.9. Counters belong to the abstract definition, so that two lists made from one
go on counting each other, as they do in Word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policytext.reading.word.number_formats import to_number, to_padded
from policytext.reading.word.symbols import to_symbol
from policytext.reading.word.xml import attribute, child, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 8
_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[、，．。：）］】〕〉》”]$")
# MSONFC of [MS-OSHARED] 2.2.1.3, as WordML of 2003 writes it.
_CODES = {
    **{0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal"},
    **{10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimalHalfWidth"},
    **{18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet"},
    **{26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese"},
    **{29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac"},
    **{33: "taiwaneseCounting", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital"},
    **{37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is counted and printed."""

    start: int = 0
    style: str = "decimal"
    pattern: str = ""
    """Word's own pattern, such as 001, 002, 003; empty where `style` says all."""
    text: str = ""
    """What is printed; %1 stands for the number of the first level."""
    suffix: str = "tab"
    legal: bool = False
    """All numbers in Arabic digits."""
    restart: int | None = None
    """Starts again behind this level, counted from 1, and those above it; 0: never; None: behind all above."""
    linked: str | None = None
    """The paragraph style that is set at this level."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list (w:num): a definition, with what this list has of its own."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Where a level of this list starts anew."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a file, by their identifiers."""

    lists: Mapping[str, NumberedList] = field(default_factory=dict)

    def find_level(self, list_id: str, style: str) -> int | None:
        """Return the level to which a list sets a paragraph style; None where it names it nowhere."""
        numbered = self.lists.get(list_id)
        levels = numbered.levels if numbered else {}
        return next((depth for depth, level in levels.items() if level.linked == style), None)


def parse_numbering(root: "_Element | None") -> Numbering:
    """Return the lists of a numbering part (numbering.xml), or of WordML's w:lists."""
    found = [*children(root, "abstractNum"), *children(root, "listDef")]
    definitions = {_identifier(e, "abstractNumId", "listDefId"): e for e in found}
    styled = {value(e, "styleLink"): key for key, e in definitions.items() if child(e, "styleLink") is not None}
    levels: dict[str, dict[int, Level]] = {}
    lists = {}
    for element in [*children(root, "num"), *children(root, "list")]:
        key = value(element, "abstractNumId") or value(element, "ilst") or ""
        for _ in range(2):
            # A definition that only points to a style: the style's own definition counts.
            key = styled.get(value(definitions.get(key), "numStyleLink"), key)
        if key in definitions:
            # A definition may serve thousands of lists.
            levels[key] = levels.get(key) or _read_levels(definitions[key])
            lists[_identifier(element, "numId", "ilfo")] = _read_list(element, key, levels[key])
    return Numbering(lists)


def _identifier(element: "_Element", *names: str) -> str:
    return next((found for name in names if (found := attribute(element, name)) is not None), "")


def _read_list(element: "_Element", key: str, levels: dict[int, Level]) -> NumberedList:
    levels, starts = dict(levels), {}
    for override in children(element, "lvlOverride"):
        depth = number(attribute(override, "ilvl"))
        if depth is None or not 0 <= depth <= _DEEPEST:
            continue
        if (own := child(override, "lvl")) is not None:
            levels[depth] = _read_level(own)
        if (start := number(value(override, "startOverride"))) is not None:
            starts[depth] = start
    return NumberedList(
        key, {d: replace(level, start=starts.get(d, level.start)) for d, level in levels.items()}, starts
    )


def _read_levels(element: "_Element") -> dict[int, Level]:
    depths = ((number(attribute(e, "ilvl")), e) for e in children(element, "lvl"))
    return {depth: _read_level(e) for depth, e in depths if depth is not None and 0 <= depth <= _DEEPEST}


def _read_level(element: "_Element") -> Level:
    style, pattern = _read_format(element)
    text = value(element, "lvlText") or ""
    if style == "bullet":
        fonts = child(element, "rPr", "rFonts")
        text = "".join(to_symbol(c, attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "", "•") for c in text)
    return Level(
        start=number(value(element, "start")) or 0,
        style=style,
        pattern=pattern,
        text=text,
        suffix=(value(element, "suff") or "tab").lower(),
        legal=is_on(element, "isLgl"),
        restart=number(value(element, "lvlRestart")),
        linked=value(element, "pStyle"),
        hidden=is_on(element, "rPr", "vanish"),
    )


def _read_format(element: "_Element") -> tuple[str, str]:
    # A custom format stands in mc:AlternateContent, with decimal as what older programs fall back to.
    chosen = child(element, "AlternateContent", "Choice", "numFmt")
    found = child(element, "numFmt") if chosen is None else chosen
    if found is None:
        return _CODES.get(number(value(element, "nfc")) or 0, "decimal"), ""
    style = attribute(found) or "decimal"
    return ("decimal", attribute(found, "format") or "") if style == "custom" else (style, "")


class Counters:
    """The counts that one story of a file has reached, walked through from its start."""

    def __init__(self, numbering: Numbering) -> None:
        self._lists = numbering.lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, list_id: str, depth: int) -> str:
        """Count a paragraph and return what is printed before it, the blank behind it included; empty if nothing."""
        numbered = self._lists.get(list_id)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counts = self._counts.setdefault(numbered.definition, {})
        if depth in numbered.starts and (list_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((list_id, depth))
        for above in [d for d in numbered.levels if d < depth]:
            # A level that was passed over has been begun: （一） without 一、 before it makes the next one 二、.
            counts.setdefault(above, numbered.levels[above].start)
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for below in [d for d in counts if d > depth and _starts_again(numbered.levels.get(d), depth)]:
            del counts[below]
        return "" if level.hidden else _print(level, numbered.levels, counts)


def _starts_again(level: Level | None, depth: int) -> bool:
    return level is None or level.restart is None or depth < level.restart


def _print(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    def put(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        of = levels.get(depth, Level())
        count = counts.get(depth, of.start)
        if of.pattern:
            return to_padded(count, of.pattern)
        return to_number(count, "decimal" if level.legal and of.style not in ("none", "bullet") else of.style)

    printed = _PLACE.sub(put, level.text)
    if not printed.strip() or level.suffix == "nothing":
        return printed
    # The tab sets a distance, which a full-width mark already holds.
    return printed if level.suffix == "tab" and _CLOSED.search(printed) else f"{printed} "
