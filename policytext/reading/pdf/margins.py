"""What stands around the text of pages (版心以外): page numbers, running heads, footnotes, stamps."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from policytext.reading.pdf.lines import Line
from policytext.reading.pdf.paragraphs import find_body_size
from policytext.reading.pdf.rules import Rule
from policytext.reading.pdf.sheets import Sheet

PAGE_NUMBER, RUNNING_HEAD, FOOTNOTE, STAMP = "page number", "running head", "footnote", "stamp"
NOTE_MARK = "footnote mark"

_NUMBER_ROWS, _HEAD_ROWS = 3, 2
_FEWEST_PAGES = 3
_DRIFT = 6.0
_MARGIN = 0.14
_DASHES = "-—–―─－‐·•∙~～"
_DRESSED = re.compile(
    rf"[{_DASHES}]+\s*(\d{{1,4}})\s*[{_DASHES}]+|第\s*(\d{{1,4}})\s*页(?:\s*[/，,]?\s*共\s*\d{{1,4}}\s*页)?|(\d{{1,4}})\s*/\s*\d{{1,4}}"
    r"|[Pp](?:age)?\.?\s*(\d{1,4})(?:\s*of\s*\d{1,4})?"
)
_BARE = re.compile(r"(\d{1,4})|[ivxlc]{1,7}|[IVXLC]{1,7}")
_MASKED = re.compile(r"\d+|\s+")
_ATTACHMENT = re.compile(r"附[件表录][：:]?$")
_FIGURE = re.compile(r"[0-9]{1,9}")
_NOTE_MARK = re.compile(r"[①-⑳⑴-⒇*＊※†]|[\[［〔]\d{1,3}[\]］〕]|\d{1,3}\s*[^\d\s.．、年月日）)]")
_MARK = re.compile(r"\s*([①-⑳⑴-⒇*＊※†]+|[\[［〔]?\d{1,3}[\]］〕]?)")
_SMALLER = 0.93
_SHORT_RULE = 0.5


def find_asides(sheets: Sequence[Sheet]) -> list[dict[Line, str]]:
    """Return for each sheet the lines that are no part of the text, each with the reason."""
    asides: list[dict[Line, str]] = [dict.fromkeys(_find_stamps(sheet), STAMP) for sheet in sheets]
    for reason, found in (
        (RUNNING_HEAD, [(i, line) for i, sheet in enumerate(sheets) for line in sheet.heads]),
        (RUNNING_HEAD, _find_running_heads(sheets)),
        (PAGE_NUMBER, _find_page_numbers(sheets)),
    ):
        for place, line in found:
            asides[place][line] = reason
    for sheet, known in zip(sheets, asides, strict=True):
        known.update(dict.fromkeys(list(_find_footnotes(sheet, known)), FOOTNOTE))
    return asides


def _find_stamps(sheet: Sheet) -> Iterator[Line]:
    """Yield what is turned, and what stands letter under letter beside the text."""
    yield from (line for line in sheet.lines if not line.upright)
    single = [line for line in sheet.lines if len(line.text) == 1 and line.upright]
    wide = [line for line in sheet.lines if len(line.text) > 5 and line.upright]
    if len(single) < 4 or not wide:
        return
    left, right = min(line.x0 for line in wide), max(line.x1 for line in wide)
    piles = Counter(round(line.middle / 4) for line in single)
    for line in single:
        if piles[round(line.middle / 4)] >= 4 and not left - 1 <= line.middle <= right + 1:
            yield line


def _outer(sheet: Sheet, count: int) -> list[Line]:
    """Return the lines of so many rows at the top and at the bottom."""
    rows = [row for row in sheet.rows if row[0].upright]
    return [line for row in [*rows[:count], *rows[max(count, len(rows) - count) :]] for line in row if line.upright]


def _find_page_numbers(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Line]]:
    """Yield page numbers: dressed as such, or bare ones in the margin that count on from page to page."""
    bare: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for place, sheet in enumerate(sheets):
        for line in _outer(sheet, _NUMBER_ROWS):
            text = line.text.strip()
            beyond = line.y1 < _MARGIN * sheet.height or line.y0 > (1 - _MARGIN) * sheet.height
            if _DRESSED.fullmatch(text) and (beyond or line in _edge(sheet)):
                yield place, line
            elif beyond and (match := _BARE.fullmatch(text)):
                # Roman ones are told by their place alone; their offset is shared by all of them.
                bare[int(match[1]) - place if match[1] else 1 << 20].append((place, line))
    for lines in bare.values():
        if len(lines) > 1 or len(sheets) == 1:
            yield from lines


def _edge(sheet: Sheet) -> list[Line]:
    return [*sheet.rows[0], *sheet.rows[-1]] if sheet.rows else []


def _find_running_heads(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Line]]:
    """Yield lines that stand at the same height of three pages and more in a row, or on every other one."""
    seen: dict[tuple[str, int, bool], list[tuple[int, Line]]] = defaultdict(list)
    for place, sheet in enumerate(sheets):
        for line in _outer(sheet, _HEAD_ROWS):
            key = _MASKED.sub("", line.text)
            if key and not _ATTACHMENT.match(key):
                # Figures in a head stay, or count on with the pages.
                counted = sum(int(figure) - place for figure in _FIGURE.findall(line.text))
                seen[key, counted, line.y0 < sheet.height / 2].append((place, line))
    for lines in seen.values():
        height = median(line.y0 for _, line in lines)
        level = [(place, line) for place, line in lines if abs(line.y0 - height) < _DRIFT]
        places = sorted({place for place, _ in level})
        near = sum(after - before <= _FEWEST_PAGES - 1 for before, after in itertools.pairwise(places))
        if near >= _FEWEST_PAGES - 1:
            yield from level


def _find_footnotes(sheet: Sheet, known: Mapping[Line, str]) -> Iterator[Line]:
    """Yield the notes at the foot of a page: in smaller type, and marked as notes or below a short rule."""
    rows = [row for row in sheet.rows if not all(line in known for line in row)]
    least = _SMALLER * find_body_size([line for row in rows for line in row])
    foot = len(rows)
    while foot and max(line.size for line in rows[foot - 1]) < least:
        foot -= 1
    notes = rows[foot:]
    while notes and not (_is_marked(notes[0]) or _is_below_rule(notes[0], sheet)):
        notes = notes[1:]
    lowest = max((table.y1 for table in sheet.tables), default=0.0)
    if notes and len(notes) < len(rows) / 2 and notes[0][0].y0 > lowest:
        yield from (line for row in notes for line in row if line not in known)


def find_note_marks(asides: Mapping[Line, str]) -> set[str]:
    """Return the marks of a page's footnotes (脚注), as they stand before the notes."""
    notes = (_MARK.match(line.text) for line, reason in asides.items() if reason == FOOTNOTE)
    return {mark[1] for mark in notes if mark}


def _is_marked(row: list[Line]) -> bool:
    return bool(_NOTE_MARK.match(row[0].text.strip()))


def _is_below_rule(row: list[Line], sheet: Sheet) -> bool:
    first = row[0]
    return any(_is_note_rule(rule, sheet) and 0 <= first.y0 - rule.y0 < 2.5 * first.size for rule in sheet.rules)


def _is_note_rule(rule: Rule, sheet: Sheet) -> bool:
    return rule.is_level and 20 < rule.x1 - rule.x0 < _SHORT_RULE * sheet.width and rule.y0 > sheet.height / 3
