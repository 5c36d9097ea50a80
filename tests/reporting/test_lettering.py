import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reporting.lettering import wrap_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("意见", ("意见",), id="a short title is one line"),
        pytest.param("加强社区", ("加强", "社区"), id="a Chinese character takes two columns"),
        pytest.param("ab加cd", ("ab加", "cd"), id="a Latin one takes one"),
        pytest.param("加强和完善社区", ("加强", "和…"), id="what is too long ends in an ellipsis"),
        pytest.param("长" * 10_000, ("长长", "长…"), id="a title of 10,000 characters too"),
        pytest.param("", ("",), id="no title is one empty line"),
    ],
)
def test_title_is_cut_into_lines(text: str, expected: tuple[str, ...]) -> None:
    assert wrap_text(text, columns=4, lines=2) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "山口镇农村书屋建设实施意见书", ("山口镇农村书屋", "建设实施意见书"), id="lines are of even length"
        ),
        pytest.param("关于印发《山口书屋》办法", ("关于印发《山", "口书屋》办法"), id="as few lines as needed"),
        pytest.param("关于《书屋办》的意见书", ("关于《书屋办》", "的意见书"), id="no line starts with a closing mark"),
        pytest.param("书屋委办公室 县办公室意见", ("书屋委办公室", "县办公室意见"), id="nor with a blank"),
    ],
)
def test_lines_are_balanced(text: str, expected: tuple[str, ...]) -> None:
    assert wrap_text(text, columns=20, lines=3) == expected


@given(st.text(alphabet="关于书屋的意见", min_size=16, max_size=45))
def test_no_character_stands_alone_on_the_last_line(text: str) -> None:
    lines = wrap_text(text)
    assert "".join(lines) == text
    assert len(lines[-1]) > 1
