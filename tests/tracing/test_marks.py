import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.spans import Span
from policytext.tracing.marks import find_asides, without_asides


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        pytest.param("（一）让座；\n（二）静音。", "让座；静音。", id="in brackets, a line each"),
        pytest.param("（一）让座；（二）静音。", "让座；静音。", id="in brackets, run in"),
        pytest.param("第五条 村委会应当送餐。", "村委会应当送餐。", id="an article"),
        pytest.param("1.让座。2．静音。", "让座。静音。", id="Arabic, with either full stop"),
        pytest.param("①让座；②静音。3）排队。", "让座；静音。排队。", id="in circles, with half a bracket"),
        pytest.param("三、保障措施", "保障措施", id="Chinese, with a comma"),
        pytest.param("按前款（一）项办理。", "按前款（一）项办理。", id="a reference is none"),
        pytest.param("第五条的规定，村委会应当遵守。", "第五条的规定，村委会应当遵守。", id="nor is one at the start"),
        pytest.param("分工：一、二级医院接诊。", "分工：一、二级医院接诊。", id="nor are two grades"),
        pytest.param("1.5万元以内。", "1.5万元以内。", id="nor is a decimal figure"),
        pytest.param("助餐卡（以下简称卡）遗失补办。", "助餐卡遗失补办。", id="a short name"),
        pytest.param("食堂、饭店(以下统称店家)晾晒抹布。", "食堂、饭店晾晒抹布。", id="one of several"),
        pytest.param("十人（以下同）就餐。", "十人（以下同）就餐。", id="brackets of another kind"),
        pytest.param("30平方米以上。", "30平方米以上。", id="nor is a figure"),
    ],
)
def test_asides_are_left_out(text: str, bare: str) -> None:
    assert "".join(s.of(text) for s in without_asides(text, [Span(0, len(text))])) == bare


@given(st.text("一二（）1.、第条；。：\n座 以下简称", max_size=30))
def test_every_character_is_of_an_aside_or_of_none(text: str) -> None:
    asides = {i for aside in find_asides(text, 0, len(text)) for i in range(aside.start, aside.end)}
    rest = [i for s in without_asides(text, [Span(0, len(text))]) for i in range(s.start, s.end)]
    assert sorted({*asides, *rest}) == list(range(len(text)))
    assert not asides & set(rest)
    assert len(rest) == len(set(rest))
