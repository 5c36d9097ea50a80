"""What runs over pages and what forms, notes and closing lines look like in a PDF."""

from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4

from policytext.cleaning import clean
from policytext.text import Source

from .test_pdf_layout import Draw, block, draw_pages, paragraphs, prose, put

COLUMNS = (74, 130, 330, 460)


def rule(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """Draw a rule at distances from the left and from the top."""
    return lambda canvas: canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)


def table(
    top: float, rows: Sequence[Sequence[str]], *, merged: bool = False, columns: Sequence[int] = COLUMNS
) -> list[Draw]:
    """Draw rows of 40 points with rules, a cell's lines parted by a line end; `merged`: the last column is one cell."""
    bottom = top + 40 * len(rows)
    drawn = [rule(x, top, x, bottom) for x in columns]
    for i in range(len(rows) + 1):
        inner = merged and 1 < i < len(rows)
        drawn.append(rule(columns[0], top + 40 * i, columns[-2] if inner else columns[-1], top + 40 * i))
    for i, row in enumerate(rows):
        for x, cell in zip(columns, row, strict=False):
            drawn += [put(x + 5, top + 40 * i + 16 + 16 * n, line, 12) for n, line in enumerate(cell.split("\n"))]
    return drawn


def cells(source: Source) -> list[list[list[str]]]:
    """Return the cells of each table."""
    return [[[source.text[c.start : c.end] for c in row] for row in g.rows] for g in source.layout.grids]


HEAD = ("序号", "任务", "单位")


def test_table_goes_on_over_the_page_without_its_repeated_head() -> None:
    first = [*block(74, 100, prose(0)), *table(600, [HEAD, ("1", "修缮渡口。", "建设办")])]
    second = [*table(80, [HEAD, ("2", "清理河道。", "农业办")]), *block(74, 300, prose(1))]
    source = draw_pages(first, second)
    assert cells(source) == [[list(HEAD), ["1", "修缮渡口。", "建设办"], ["2", "清理河道。", "农业办"]]]
    assert [a.reason for a in source.layout.asides] == ["repeated table head"]


def test_row_that_a_page_break_cuts_is_one_row() -> None:
    first = [*block(74, 100, prose(0)), *table(600, [HEAD, ("1", "建立流动图书车的制度每月都到访", "文化站")])]
    second = [*table(80, [("", "一次。", ""), ("2", "清理河道。", "农业办")]), *block(74, 300, prose(1))]
    task = "建立流动图书车的制度每月都到访一次。"
    assert cells(draw_pages(first, second)) == [[list(HEAD), ["1", task, "文化站"], ["2", "清理河道。", "农业办"]]]


def test_cell_of_several_rows_goes_on_over_the_page() -> None:
    first = [
        *block(74, 100, prose(0)),
        *table(560, [HEAD, ("1", "修缮。", "建设办"), ("2", "清淤。", "")], merged=True),
    ]
    second = [*table(80, [HEAD, ("3", "植树。", ""), ("4", "护岸。", "")], merged=True), *block(74, 300, prose(1))]
    (grid,) = cells(draw_pages(first, second))
    assert [row[2] for row in grid[1:]] == ["建设办"] * 4


def test_table_of_other_columns_is_another_table() -> None:
    first = [*block(74, 100, prose(0)), *table(600, [HEAD, ("1", "修缮渡口。", "建设办")])]
    second = [*table(80, [HEAD, ("2", "清理河道。", "农业办")], columns=(74, 190, 330, 460)), *block(74, 300, prose(1))]
    assert len(draw_pages(first, second).layout.grids) == 2


def test_rows_to_be_filled_in_do_not_reach_into_what_follows() -> None:
    source = draw_pages([*table(100, [HEAD, ("1", "修缮渡口。", "建设办"), ("", "", "")]), *block(74, 300, prose(0))])
    assert cells(source) == [[list(HEAD), ["1", "修缮渡口。", "建设办"]]]
    assert source.layout.grids[0].span.end <= source.text.index("建设办\n") + 3


def test_column_that_is_centred_is_one_column() -> None:
    rows = [("无水氯化钙溶液", "八克"), ("氯化钠", "五克"), ("水", "一升")]
    drawn = [
        put(300 * x + 200 - 8 * len(cell), 400 + 30 * y, cell)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    ]
    assert cells(draw_pages([*block(74, 100, prose(0)[:150]), *drawn])) == [[list(row) for row in rows]]


def test_mark_of_a_note_is_no_text_where_the_note_stands_below() -> None:
    lines = [*block(74, 100, prose(0)), put(74, 500, "书屋每周开放四十小时。"), put(74 + 11 * 16, 493, "1", 8)]
    note = put(74, 760, "1 数据来自抽样调查。", 9)
    assert "四十小时。1" not in clean(draw_pages([*lines, note])).characters
    assert "四十小时。1" in clean(draw_pages(lines)).characters


def test_closing_lines_at_the_right_are_paragraphs_of_their_own() -> None:
    right = [
        put(74 + 448 - 16 * len(t), 500 + 29 * i, t) for i, t in enumerate(("柳渡镇人民政府", "二〇三三年三月一日"))
    ]
    source = draw_pages([*block(74, 100, prose(0)[:196]), *right, put(106, 558, "（此件公开发布）")])
    assert paragraphs(source)[-3:] == ["柳渡镇人民政府", "二〇三三年三月一日", "（此件公开发布）"]


def test_form_in_smaller_type_is_measured_by_its_own_lines() -> None:
    """On a form that is mostly short lines, a heading in the body's size says nothing of where lines end."""
    form = [put(74 + 24 * (i % 2), 140 + 24 * i, f"{i}.渡口名称及位置：{'□是 □否' * (i % 3)}", 11) for i in range(1, 9)]
    wide = put(74, 400, "渡口修缮的安排和进度由镇里统一公布并且由各村逐一核对后报送", 11)
    source = draw_pages(
        [*block(74, 100, prose(0))], [*block(74, 100, prose(1))], [put(74, 100, "一、渡口情况"), *form, wide]
    )
    numbered = [text for text in paragraphs(source) if "渡口名称" in text]
    assert len(numbered) == 8


def test_big_type_beside_two_lines_leaves_them_two() -> None:
    left = [put(60, 110, "渡口修缮方案", 30), *block(60, 150, "左栏说渡口的修缮。" * 12, width=14)]
    right = block(316, 95, "右栏说书屋的开放。" * 14, width=14)
    text = clean(draw_pages([*left, *right])).characters.replace("\n", "")
    assert "右栏说书屋的开放。" * 14 in text


def test_line_with_the_usual_indent_starts_a_paragraph_if_the_next_goes_back_to_the_edge() -> None:
    lines = [
        put(106, 100, "推荐样式：木质跳板和铁质护栏（两种均可选）"),
        put(106, 129, "护栏样式：镇里统一定做而后分送到各个渡口安装并"),
        put(74, 158, "由各村逐段验收。"),
        put(106, 187, "书屋样式：村里自定。"),
    ]
    source = draw_pages([*block(74, 300, prose(0)), *lines])
    assert "护栏样式：镇里统一定做而后分送到各个渡口安装并由各村逐段验收。" in paragraphs(source)


@pytest.mark.parametrize(
    ("x", "lines", "title"),
    [
        pytest.param(
            74, ["柳渡镇渡口情况通报"], "柳渡镇渡口情况通报", id="the biggest type opens the file at the left"
        ),
        pytest.param(
            74 + 224 - 12 * 8,
            ["青禾县公报", "青政发〔2033〕2号"],
            None,
            id="the name of a gazette over a number is none",
        ),
    ],
)
def test_first_paragraph_in_the_biggest_type_is_the_title(x: float, lines: list[str], title: str | None) -> None:
    drawn = [put(x, 80 + 40 * i, line, 24 if i == 0 else 16) for i, line in enumerate(lines)]
    source = draw_pages([*drawn, *block(74, 200, prose(0))])
    found = [source.text[h.span.start : h.span.end] for h in source.layout.headings if h.depth == 0]
    assert found == ([title] if title else [])
