"""Targets in tables (表格): rows of indicators with values by year, rows of tasks with deadline and duty-holder.

What a column is, its heading says: 指标, 2027年, 单位, 属性, 牵头单位, 完成时限. Rows of plain text whose cells are
parted by tabs are read alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.dates import Due, find_deadlines
from policytext.errors import InvalidNumeral
from policytext.findings.duties import read_cell
from policytext.findings.genres import Genre
from policytext.findings.quantities import find_quantities
from policytext.findings.values import Deadline, Target
from policytext.numerals import ARABIC, parse_numeral
from policytext.spans import Span
from policytext.structure.document import Document

Row = tuple[Span, ...]

_COLUMNS = (
    ("duty", re.compile(r"牵头|责任(?!人|书)|负责|落实单位|主办|承办|实施单位|实施主体")),
    ("other", re.compile(r"配合|参与|备注|序号|^类别$|联系|责任人")),
    ("time", re.compile(r"时限|期限|完成时间|时间|进度")),
    ("unit", re.compile(r"单位")),
    ("nature", re.compile(r"属性|性质|(?:指标)?类型")),
    ("value", re.compile(r"(?:19|20)\d\d|目标值?$|规划值|计划数?$|任务数|任务量|现状|基期|基数|数量|年均|累计")),
    ("name", re.compile(r"指标|任务|内容|项目|事项|措施|举措|名称|工作|要求")),
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_TOLD = re.compile(r"现状|基期|基数|实际|完成(?:值|情况|数)")
_VALUE = re.compile(
    rf"[\[［（(]?\s?(?P<sign>[≥≤＞＜><〉〈]|不[低少]于|不[高超]过?于?)?\s?(?P<figure>{ARABIC}(?:\s?[-—–~～至]\s?{ARABIC})?)"
    r"\s?(?P<unit>[^\d\s（()）\[\]左以上下内]{0,8})?(?P<post>以上|以下|以内|左右)?\s?[\]］）)]?"
)
_SIGNS = {
    "≥": ">=",
    "＞": ">=",
    ">": ">=",
    "〉": ">=",
    "≤": "<=",
    "＜": "<=",
    "<": "<=",
    "〈": "<=",
    "以上": ">=",
    "以下": "<=",
}
_SIGNS |= {"以内": "<=", "左右": "~"}
_UNIT_IN_NAME = re.compile(r"[（(]([^（）()]{1,12})[）)]\s*$")
_CLAUSE = re.compile(r"[^。；;\n]{4,120}")
_MOST_HEADINGS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    rows: Sequence[Row]
    kinds: tuple[str, ...]
    """Of each column."""
    headings: tuple[str, ...]

    def cells(self, row: Row, kind: str) -> list[Span]:
        return [cell for cell, k in zip(row, self.kinds, strict=False) if k == kind]


def find_tables(document: Document) -> list[Sequence[Row]]:
    """Return the rows of each table, as the source draws it or as tabs in plain text part it."""
    text = document.text.characters
    drawn: list[Sequence[Row]] = [grid.rows for grid in document.grids]
    if "\t" not in text:
        return drawn
    spans = [grid.span for grid in document.grids if grid.rows]
    plain: list[list[Row]] = [[]]
    for match in re.compile(r"[^\n]+").finditer(text):
        if "\t" in match[0] and not any(match.start() in s for s in spans):
            plain[-1].append(tuple(Span(*c.span()) for c in re.compile(r"[^\t\n]*").finditer(text, *match.span())))
        elif plain[-1]:
            plain.append([])
    return [*drawn, *(rows for rows in plain if len(rows) > 1)]


def find_table_targets(document: Document, genre: Genre, rows: Sequence[Row]) -> Iterator[Target | tuple[Span, Target]]:
    """Yield the targets of a table in order; a task is given with its cell and a pattern of what its row says of it."""
    table = _read_table(document.text.characters, rows)
    if table is None or "name" not in table.kinds:
        return
    for row in table.rows:
        if "value" in table.kinds:
            yield from _figures(document.text.characters, table, row, genre)
        elif {"duty", "time"} & set(table.kinds):
            yield from _tasks(document.text.characters, table, row, genre)


def _read_table(text: str, rows: Sequence[Row]) -> _Table | None:
    """Tell the columns by their headings; None where no row of headings is found."""
    for at, row in enumerate(rows[:_MOST_HEADINGS]):
        kinds = [_kind(cell.of(text)) for cell in row]
        if sum(k != "" for k in kinds) < 2 or any(
            _VALUE.fullmatch(c.of(text).strip()) and not _YEAR.fullmatch(c.of(text).strip()) for c in row
        ):
            continue
        headings, end = [cell.of(text) for cell in row], at + 1
        if end < len(rows) and _is_second(text, row, rows[end]):
            headings = [_joined(text, cell, under) for cell, under in zip(row, rows[end], strict=False)]
            kinds, end = [_kind(heading) for heading in headings], end + 1
        return _Table(rows=rows[end:], kinds=tuple(kinds), headings=tuple(headings))
    return None


def _is_second(text: str, first: Row, second: Row) -> bool:
    """Tell whether a row carries the headings on: its cells stand for those above, or name years."""
    cells = [(a, b) for a, b in zip(first, second, strict=False) if b.of(text).strip() and a != b]
    return bool(cells) and all(_YEAR.search(b.of(text)) or _kind(b.of(text)) == "value" for _, b in cells)


def _joined(text: str, cell: Span, under: Span) -> str:
    return cell.of(text) if cell == under else cell.of(text) + under.of(text)


def _kind(heading: str) -> str:
    plain = re.sub(r"\s", "", heading)
    if not plain or len(plain) > 24:
        return ""
    return next((kind for kind, pattern in _COLUMNS if pattern.search(plain)), "")


def _pattern(text: str, table: _Table, row: Row) -> Target:
    """Return what a row says of all its targets."""
    nature = "".join(cell.of(text) for cell in table.cells(row, "nature"))
    bodies = tuple(dict.fromkeys(b for cell in table.cells(row, "duty") for b in read_cell(cell.of(text))))
    binding = True if "约束" in nature else False if "预期" in nature else None
    return Target(span=Span(0, 0), text="", kind="deadline", binding=binding, responsible=bodies, rule="table-task")


def _name(text: str, table: _Table, row: Row) -> Span | None:
    return next((c for c in reversed(table.cells(row, "name")) if c.of(text).strip()), None)


def _figures(text: str, table: _Table, row: Row, genre: Genre) -> Iterator[Target]:
    name = _name(text, table, row)
    if name is None:
        return
    label = re.sub(r"\s", "", name.of(text))
    printed = "".join(cell.of(text).strip() for cell in table.cells(row, "unit"))
    inside = _UNIT_IN_NAME.search(label)
    unit = printed or (inside[1] if inside else "")
    pattern = replace(
        _pattern(text, table, row), indicator=_UNIT_IN_NAME.sub("", label), kind="quantity", rule="table-figure"
    )
    for cell, kind, heading in zip(row, table.kinds, table.headings, strict=False):
        if kind == "value" and (figure := _read_value(cell.of(text), unit)):
            value, measure, sign = figure
            found = replace(pattern, span=cell, text=cell.of(text), value=value, unit=measure, comparator=sign)
            yield _dated(found, heading, genre)


def _dated(target: Target, heading: str, genre: Genre) -> Target:
    year = _YEAR.search(heading)
    past = bool(year and genre.year and int(year[1]) < genre.year)
    if past or _TOLD.search(heading):
        return replace(target, status="reported")
    due = Deadline(text=year[0], by=year[1]) if year else None
    if due is None and genre.due:
        due = Deadline(text=genre.due.text, by=genre.due.by, within_years=genre.due.within_years)
    return replace(target, deadline=due)


def _read_value(cell: str, unit: str) -> tuple[float | tuple[float, float], str | None, str] | None:
    """Return value, unit and comparator of a cell; None where it holds no figure alone."""
    match = _VALUE.fullmatch(cell.strip())
    if not match:
        return None
    sign = match["sign"] or match["post"] or ""
    comparator = _SIGNS.get(sign) or (">=" if sign.endswith("于") and sign[1] in "低少" else "<=" if sign else "=")
    whole = f"{match['figure']}{match['unit'] or unit}"
    found = next(find_quantities(whole), None)
    if found is not None:
        return found.value, found.unit or None, comparator
    try:
        return parse_numeral(match["figure"]), match["unit"] or unit or None, comparator
    except InvalidNumeral:
        return None


def _tasks(text: str, table: _Table, row: Row, genre: Genre) -> Iterator[tuple[Span, Target]]:
    name = _name(text, table, row)
    clause = _CLAUSE.search(text, name.start, name.end) if name else None
    if name is None or clause is None:
        return
    due = next((d for c in table.cells(row, "time") if (d := _due(c.of(text), genre.year))), None)
    deadline = Deadline(text=due.text, by=due.by, within_years=due.within_years) if due else None
    span = Span(*clause.span())
    pattern = _pattern(text, table, row)
    yield name, replace(pattern, span=span, text=clause[0], indicator=clause[0].strip(), deadline=deadline)


def _due(cell: str, year: int | None) -> Due | None:
    """Return the date of a cell; there 2027年6月 is a deadline without more."""
    if found := next(find_deadlines(cell, year=year), None):
        return found
    match = re.search(r"(20\d\d)[年.](?:(\d{1,2})月?)?", cell)
    if not match:
        return None
    month = f"-{int(match[2]):02}" if match[2] and 1 <= int(match[2]) <= 12 else ""
    return Due(Span(*match.span()), match[0], by=match[1] + month)
