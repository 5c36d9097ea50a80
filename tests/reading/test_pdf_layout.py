"""What the place of characters on a page says: paragraphs, headings, tables, columns, and what is no text."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from typesetting import SetParagraph, read_master
from typesetting.pdf import HAN, SONG, to_pdf

from policytext.cleaning import clean
from policytext.reading.pdf import parse_pdf
from policytext.text import Source

DEMO = Path(__file__).parent.parent.parent / "corpora" / "demo" / "masters"
PROSE = "渡口修缮由镇里统一安排并按季度公布进度。" * 20
Draw = Callable[[Canvas], None]


def draw_pages(*pages: Sequence[Draw]) -> Source:
    """Return what is read of pages on which these things are drawn."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        for draw in page:
            canvas.setFont(SONG, 16)
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return parse_pdf(buffer.getvalue(), "a.pdf")


def put(x: float, y: float, text: str, size: float = 16) -> Draw:
    """Draw a line at a distance from the left and from the top."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(SONG, size)
        canvas.drawString(x, A4[1] - y, text)

    return draw


def block(x: float, y: float, text: str, *, width: int = 28, size: float = 16) -> list[Draw]:
    """Draw a text in lines of so many letters."""
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return [put(x, y + i * 1.8 * size, line, size) for i, line in enumerate(lines)]


def prose(page: int) -> str:
    """Return a text that no other page has."""
    return ("渡口修缮由镇里统一安排。", "书屋开放要定时公布进度。", "河道清理按季度逐段开展。", "校舍改造先危后旧。")[
        page
    ] * 20


def paragraphs(source: Source) -> list[str]:
    """Return the clean paragraphs."""
    return [line for line in clean(source).characters.split("\n") if line]


def asides(source: Source) -> list[tuple[str, str]]:
    """Return what is no text, with the reason."""
    return [(source.text[a.span.start : a.span.end].strip(), a.reason) for a in source.layout.asides]


def test_indent_starts_a_paragraph_even_behind_a_full_line() -> None:
    full, last = "甲" * 25 + "。", "乙" * 10 + "。"
    lines = ["\u3000\u3000" + full, "\u3000\u3000" + last, "丙" * 28, "丁" * 5 + "。"]
    source = draw_pages([put(74, 100 + 29 * i, line) for i, line in enumerate(lines)])
    assert paragraphs(source)[0] == full


def test_paragraph_goes_on_over_the_end_of_its_page() -> None:
    first = [*block(74, 100, "\u3000\u3000" + PROSE[:222]), put(290, 780, "- 1 -", 14)]
    second = [*block(74, 100, PROSE[222:]), put(290, 780, "- 2 -", 14)]
    source = draw_pages(first, second)
    assert paragraphs(source) == [PROSE]
    assert asides(source) == [("- 1 -", "page number"), ("- 2 -", "page number")]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("— {} —", id="dashes"),
        pytest.param("第{}页 共3页", id="words"),
        pytest.param("{}/3", id="of so many"),
        pytest.param("{}", id="bare, counting on"),
    ],
)
def test_page_number_is_no_text(number: str) -> None:
    pages = [[*block(74, 100, prose(i)), put(290, 790, number.format(i), 12)] for i in (1, 2, 3)]
    assert [reason for _, reason in asides(draw_pages(*pages))] == ["page number"] * 3


def test_year_at_the_foot_of_a_page_is_text() -> None:
    assert asides(draw_pages([*block(74, 100, PROSE), put(290, 790, "2033年")])) == []


def test_head_on_every_page_is_no_text() -> None:
    pages = [[put(74, 50, "柳渡镇政府公报", 10), *block(74, 100, prose(i))] for i in range(3)]
    assert set(asides(draw_pages(*pages))) == {("柳渡镇政府公报", "running head")}


def test_label_over_attachments_is_no_running_head() -> None:
    pages = [[put(74, 50, f"附件{i}"), *block(74, 100, prose(i))] for i in (1, 2, 3)]
    assert asides(draw_pages(*pages)) == []


def test_note_in_small_type_at_the_foot_is_a_footnote() -> None:
    source = draw_pages([*block(74, 100, PROSE), *block(74, 740, "① 渡口指柳渡镇辖区内的全部码头。", size=9)])
    assert [reason for _, reason in asides(source)] == ["footnote"]


def test_imprint_in_smaller_type_is_text() -> None:
    source = draw_pages([*block(74, 100, PROSE), put(74, 740, "柳渡镇党政办公室 2033年3月1日印发", 14)])
    assert asides(source) == []


def test_turned_text_is_a_stamp() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert ("内部资料", "stamp") in asides(draw_pages([*block(74, 100, PROSE), stamp]))


def test_columns_are_read_one_behind_the_other() -> None:
    left, right = "左栏说渡口的修缮。" * 20, "右栏说书屋的开放。" * 20
    source = draw_pages([*block(60, 100, left, width=14), *block(316, 100, right, width=14)])
    assert clean(source).characters.replace("\n", "") == left + right


def test_names_in_columns_without_rules_are_rows() -> None:
    rows = [("组长", "程一苇", "镇长"), ("副组长", "梁晚晴", "副镇长"), ("成员", "方小满", "站长")]
    drawn = [put(80 + 150 * x, 400 + 30 * y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    source = draw_pages([*block(74, 100, PROSE[:200]), *drawn])
    (grid,) = source.layout.grids
    assert [[source.text[c.start : c.end] for c in row] for row in grid.rows] == [list(row) for row in rows]


def test_cell_over_two_rows_is_printed_once_and_named_in_both() -> None:
    def rule(x0: float, y0: float, x1: float, y1: float) -> Draw:
        return lambda canvas: canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)

    rules = [
        *(rule(80, y, 480, y) for y in (400, 480)),
        rule(200, 440, 480, 440),
        *(rule(x, 400, x, 480) for x in (80, 200, 480)),
    ]
    cells = [put(90, 446, "渡口"), put(210, 426, "修缮"), put(210, 466, "清淤")]
    source = draw_pages([*block(74, 100, PROSE[:200]), *rules, *cells])
    (grid,) = source.layout.grids
    assert grid.page == 1
    assert [[source.text[c.start : c.end] for c in row] for row in grid.rows] == [["渡口", "修缮"], ["渡口", "清淤"]]
    assert source.text.endswith("渡口\t修缮\n\t清淤")


def test_frame_around_prose_is_no_table() -> None:
    source = draw_pages([lambda canvas: canvas.rect(60, 60, 480, 720), *block(74, 100, PROSE)])
    assert source.layout.grids == ()
    assert paragraphs(source) == [PROSE]


def test_title_in_two_lines_is_one_paragraph_of_depth_0_below_the_banner() -> None:
    lines = [
        SetParagraph("柳渡镇人民政府文件", "banner"),
        SetParagraph("柳政发〔2033〕2号", "number"),
        SetParagraph("柳渡镇人民政府", "title"),
        SetParagraph("关于修缮渡口的意见", "title"),
        SetParagraph(PROSE, "body"),
    ]
    source = parse_pdf(to_pdf(lines), "a.pdf")
    assert paragraphs(source)[:3] == ["柳渡镇人民政府文件", "柳政发〔2033〕2号", "柳渡镇人民政府关于修缮渡口的意见"]
    assert [source.text[h.span.start : h.span.end] for h in source.layout.headings if h.depth == 0] == [
        "柳渡镇人民政府\n关于修缮渡口的意见"
    ]


def test_bigger_type_is_a_heading_and_the_biggest_comes_first() -> None:
    parts = [
        put(74, 100, "一、总则", 28),
        *block(74, 140, PROSE[:84]),
        put(74, 240, "（一）渡口", 22),
        *block(74, 280, PROSE[:84]),
        put(74, 380, "二、书屋", 28),
        *block(74, 420, PROSE[:84]),
        put(74, 520, "（二）码头", 22),
        *block(74, 560, PROSE[:84]),
    ]
    source = draw_pages(parts)
    found = [(source.text[h.span.start : h.span.end], h.depth) for h in source.layout.headings]
    assert found == [("一、总则", 1), ("（一）渡口", 2), ("二、书屋", 1), ("（二）码头", 2)]


@pytest.mark.parametrize("font", [SONG, HAN])
def test_typeset_master_is_read_back(font: str) -> None:
    master = read_master((DEMO / "08-township-shuangtangkou.master").read_text(encoding="utf-8"))
    read = paragraphs(parse_pdf(to_pdf(master, font=font), "a.pdf"))
    told = [p.text for p in master if p.role in ("body", "heading", "signature", "date", "addressee")]
    assert [text.replace(" ", "") for text in read[-len(told) :]] == [text.replace(" ", "") for text in told]


def test_rows_of_a_master_come_back_as_a_grid() -> None:
    rows = [SetParagraph(text, "row") for text in ("任务\t单位", "修缮渡口\t镇建设办", "清理河道\t镇农业办")]
    source = parse_pdf(to_pdf([SetParagraph(PROSE, "body"), *rows]), "a.pdf")
    assert source.text.endswith("任务\t单位\n修缮渡口\t镇建设办\n清理河道\t镇农业办\n- 1 -")
    assert len(source.layout.grids[0].rows) == 3
