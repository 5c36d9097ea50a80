"""What a file's layout tells beyond characters reaches the document: tables, headings, official fields."""

import datetime
import itertools

import pytest

from policytext.layout import Grid, Layout, OfficialField, SetHeading
from policytext.pipeline import parse_source
from policytext.spans import Span
from policytext.structure.document import BlockKind, Document, Header, Level
from policytext.structure.official import add_fields
from policytext.text import Source

PLAN = """青禾县农家书屋提升方案
到2034年底前，每个村建成一个书屋。
任务\t牵头单位\t时限
 建设书屋 \t县文旅局\t2034年
配送图书\t\t2033年
重点工作
各镇要把书屋办好，把书送到群众手里，每年开展读书活动不少于四次。
"""


def parse(text: str, **layout) -> Document:
    starts = tuple(i for i in range(len(text)) if i == 0 or text[i - 1] == "\n")
    laid = Layout(paragraphs=starts, **layout)
    source = Source(path="x.docx", sha256="0" * 64, media_type="text/plain", encoding=None, text=text, layout=laid)
    return parse_source(source)[0]


def grid(text: str, first: str, last: str) -> Grid:
    """Return the table of the lines from the one that opens with `first` to the one that opens with `last`."""
    start, rows = text.index(first), []
    for line in text[start:].split("\n"):
        edges = [start - 1, *(start + i for i, c in enumerate(line) if c == "\t"), start + len(line)]
        rows.append(tuple(Span(a + 1, b) for a, b in itertools.pairwise(edges)))
        if line.lstrip().startswith(last):
            return Grid(3, tuple(rows))
        start += len(line) + 1
    raise AssertionError(f"no line opens with {last}")


def test_a_table_keeps_its_cells_in_the_clean_text() -> None:
    document = parse(PLAN, grids=(grid(PLAN, "任务", "配送"),))
    text = document.text.characters
    rows = [[cell.of(text) for cell in row] for row in document.grids[0].rows]
    assert rows == [["任务", "牵头单位", "时限"], ["建设书屋", "县文旅局", "2034年"], ["配送图书", "", "2033年"]]
    assert document.grids[0].page == 3


def test_rows_of_a_table_are_no_prose() -> None:
    lone = "青禾县农家书屋提升方案\n建设书屋，县文旅局负责。\n各镇要把书屋办好，把书送到群众手里。\n"
    document = parse(lone, grids=(grid(lone, "建设", "建设"),))
    kinds = {b.span.of(document.text.characters)[:4]: b.kind for b in document.blocks}
    assert kinds["建设书屋"] is BlockKind.ROSTER
    assert kinds["各镇要把"] is BlockKind.PROSE


def heading(text: str, line: str, depth: int) -> SetHeading:
    return SetHeading(Span(text.index(line), text.index(line) + len(line)), depth)


SET = """总则方案说明书
青禾县农家书屋提升方案
建设内容
房屋改造
每个书屋的面积要够用，要明亮。
运行办法
书屋每天开放。
"""


def test_headings_without_numbers_take_their_level_from_how_they_are_set() -> None:
    own = [heading(SET, "建设内容", 1), heading(SET, "房屋改造", 2), heading(SET, "运行办法", 1)]
    document = parse(SET, headings=(heading(SET, "青禾县", 0), *own))
    assert [(s.heading, s.level, s.parent) for s in document.sections] == [
        ("建设内容", 1, None),
        ("房屋改造", 2, 0),
        ("运行办法", 1, None),
    ]


def test_what_is_set_as_title_is_the_title() -> None:
    document = parse(SET, headings=(heading(SET, "青禾县农家书屋提升方案", 0),))
    assert document.header.title == "青禾县农家书屋提升方案"


@pytest.mark.parametrize(
    ("header", "fields", "expected", "doubts"),
    [
        pytest.param(
            Header(),
            [("number", "青政发〔2034〕5号")],
            {"number": "青政发〔2034〕5号"},
            0,
            id="number lost in the text",
        ),
        pytest.param(Header(), [("number", "无")], {"number": None}, 0, id="no number after all"),
        pytest.param(
            Header(date=datetime.date(2034, 1, 2)),
            [("date", "2034年01月03日")],
            {"date": datetime.date(2034, 1, 3)},
            1,
            id="the publisher's date counts, and the doubt says so",
        ),
        pytest.param(
            Header(),
            [("issuer", "青禾县人民政府")],
            {"issuer": "青禾县人民政府", "level": Level.COUNTY},
            0,
            id="level follows",
        ),
        pytest.param(
            Header(title="关于办好 农家书屋的通知"),
            [("title", "关于办好农家书屋的通知")],
            {"title": "关于办好 农家书屋的通知"},
            0,
            id="the printed title stays where it is the same",
        ),
        pytest.param(Header(), [("title", "关于办好农家书屋的通知")], {"kind": "通知"}, 0, id="kind follows the title"),
        pytest.param(Header(), [("subject", "文化")], {}, 0, id="a field that is no header element"),
        pytest.param(
            Header(),
            [("issuer", "县政府办"), ("issuer", "县委办")],
            {"issuer": "县政府办"},
            0,
            id="the first of a name counts",
        ),
    ],
)
def test_the_publishers_fields_fill_the_header(header, fields, expected, doubts) -> None:
    filled, told = add_fields(header, [OfficialField(name, value) for name, value in fields])
    for name, value in expected.items():
        found = getattr(filled, name)
        assert (str(found) if name == "number" and found else found) == value
    assert [d.code for d in told] == ["field-differs"] * doubts
