"""What a paragraph's own line tells; every line is invented."""

import pytest

from policytext.reading.txt import make_source
from policytext.structure.paragraphs import Paragraph, find_paragraphs
from policytext.text import Edit, make_text


def paragraph(line: str) -> Paragraph:
    (found,) = find_paragraphs(make_text(make_source(line)))
    return found


def test_paragraphs_come_in_order_without_blank_lines() -> None:
    text = make_text(make_source("书屋\n\n  免费开放。 \n一、任务"))
    found = list(find_paragraphs(text))
    assert [p.text for p in found] == ["书屋", "免费开放。", "一、任务"]
    assert [p.span.of(str(text)) for p in found] == [p.text for p in found]
    assert [p.body for p in found] == ["书屋", "免费开放。", "任务"]


def test_heading_mark_of_the_source_is_remembered() -> None:
    text = make_text(make_source("## 书屋\n免费")).edited([Edit(0, 3, "", "heading mark")])
    assert [p.marked for p in find_paragraphs(text)] == [True, False]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        pytest.param("东村书屋\t40平方米", True, id="tab"),
        pytest.param("| 东村 | 12 |", True, id="Markdown table"),
        pytest.param("组长：林青树", True, id="head of a group"),
        pytest.param("副组长：周一河 副镇长", True, id="deputy head"),
        pytest.param("成员：吴大田、郑小满", True, id="members"),
        pytest.param("林青树 柳湾镇党委书记", True, id="name and post"),
        pytest.param("成员单位要各负其责。", False, id="sentence about members"),
        pytest.param("书屋免费开放。", False, id="sentence"),
        pytest.param("青禾县农村书屋建设方案", False, id="title"),
    ],
)
def test_row_of_a_table_or_roster(line: str, row: bool) -> None:
    assert paragraph(line).is_row is row


@pytest.mark.parametrize(
    ("line", "contents"),
    [
        pytest.param("书屋建设的做法…………3", True, id="leader"),
        pytest.param("书屋建设的做法......3", True, id="leader of points"),
        pytest.param("书屋建设的做法\t3", True, id="tab and number"),
        pytest.param("书屋建设的做法3", False, id="number alone"),
        pytest.param("书屋免费开放……", False, id="sentence left open"),
    ],
)
def test_line_of_a_table_of_contents(line: str, contents: bool) -> None:
    assert paragraph(line).is_contents is contents


@pytest.mark.parametrize(
    ("line", "bracketed"),
    [
        pytest.param("（2031年5月6日通过）", True, id="record of adoption"),
        pytest.param("（2031年5月6日通过（修正）并公布）", True, id="brackets within"),
        pytest.param("（一）书屋建设", False, id="marker"),
        pytest.param("（此件）公开（发布）", False, id="two brackets side by side"),
    ],
)
def test_line_whole_in_brackets(line: str, bracketed: bool) -> None:
    assert paragraph(line).is_bracketed is bracketed


@pytest.mark.parametrize(
    ("line", "finished", "short"),
    [
        pytest.param("书屋免费开放。", True, False, id="sentence"),
        pytest.param("他说：“书屋真好。”", True, False, id="sentence in quotes"),
        pytest.param("面积不少于二十平方米；", True, False, id="item"),
        pytest.param("书屋建设方案", False, True, id="title"),
        pytest.param("各镇人民政府：", False, False, id="addressee"),
        pytest.param("书屋免费开放，", False, False, id="sentence broken off"),
        pytest.param("书" * 61, False, False, id="too long for a line"),
        pytest.param("书屋免费开放。（镇文化站牵头）", True, False, id="who answers for it, in brackets behind"),
        pytest.param("农村书屋建设（试行）", False, True, id="brackets behind a title"),
    ],
)
def test_sentence_or_line(line: str, finished: bool, short: bool) -> None:
    assert (paragraph(line).is_finished, paragraph(line).is_line) == (finished, short)
