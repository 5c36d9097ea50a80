import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.spans import Span
from policytext.tracing.marks import find_marks, without_marks


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        pytest.param("（一）让座；\n（二）静音。", "让座；静音。", id="in brackets, a line each"),
        pytest.param("（一）让座；（二）静音。", "让座；静音。", id="in brackets, run in"),
        pytest.param("第五条 村委会应当送餐。", "村委会应当送餐。", id="an article"),
        pytest.param("1.让座。2．静音。", "让座。静音。", id="Arabic, with either full stop"),
        pytest.param("三、保障措施", "保障措施", id="Chinese, with a comma"),
        pytest.param("按前款（一）项办理。", "按前款（一）项办理。", id="a reference is none"),
        pytest.param("第五条的规定，村委会应当遵守。", "第五条的规定，村委会应当遵守。", id="nor is one at the start"),
        pytest.param("分工：一、二级医院接诊。", "分工：一、二级医院接诊。", id="nor are two grades"),
        pytest.param("1.5万元以内。", "1.5万元以内。", id="nor is a decimal figure"),
        pytest.param("30平方米以上。", "30平方米以上。", id="nor is a figure"),
    ],
)
def test_marks_are_left_out(text: str, bare: str) -> None:
    assert "".join(s.of(text) for s in without_marks(text, [Span(0, len(text))])) == bare


@given(st.text("一二（）1.、第条；。：\n座 ", max_size=30))
def test_every_character_is_of_a_mark_or_of_none(text: str) -> None:
    marks = {i for mark in find_marks(text, 0, len(text)) for i in range(mark.start, mark.end)}
    rest = [i for s in without_marks(text, [Span(0, len(text))]) for i in range(s.start, s.end)]
    assert sorted({*marks, *rest}) == list(range(len(text)))
    assert not marks & set(rest)
    assert len(rest) == len(set(rest))
