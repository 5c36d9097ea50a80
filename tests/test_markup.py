import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.markup import Html, escape, join, render_badge, render_folded, render_table, render_tag


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("<script>", "&lt;script&gt;", id="tags become text"),
        pytest.param("\"&'", "&quot;&amp;&#x27;", id="quotes and ampersands too"),
        pytest.param(None, "", id="None is nothing"),
        pytest.param(3, "3", id="a number is its digits"),
        pytest.param(Html("<b>"), "<b>", id="HTML stays"),
        pytest.param("甲\x00乙\ud800", "甲\ufffd乙\ufffd", id="what no page may hold is replaced"),
    ],
)
def test_value_is_escaped(value: object, expected: str) -> None:
    assert escape(value) == expected


@given(st.text())
def test_escaping_leaves_no_markup_and_happens_once(text: str) -> None:
    once = escape(text)
    assert "<" not in once
    assert ">" not in once
    assert escape(once) == once
    once.encode("utf-8")


def test_attributes_are_escaped_and_none_left_out() -> None:
    assert render_tag("a", "x", href='"><b>', id=None) == '<a href="&quot;&gt;&lt;b&gt;">x</a>'


def test_table_escapes_cells_and_keeps_html() -> None:
    table = render_table(["<文件>"], [["<甲>"], [render_badge("照搬", "good")]])
    assert "&lt;文件&gt;" in table
    assert "&lt;甲&gt;" in table
    assert "<span" in table


def test_join_escapes_pieces_and_separator() -> None:
    assert join(["<", Html("<br>")], "&") == "&lt;&amp;<br>"


@pytest.mark.parametrize(("opened", "expected"), [(True, "<details open="), (False, "<details>")])
def test_folded_part_opens_as_told(opened: bool, expected: str) -> None:
    assert render_folded("章节", "正文", opened=opened).startswith(expected)
