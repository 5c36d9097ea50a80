import pytest

from policytext.terminal import show_progress, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲\n乙", "甲 乙", id="a message is one line"),
        pytest.param("\x1b[31m甲", "\ufffd[31m甲", id="no text commands the terminal"),
        pytest.param("a\udc80", "a\\udc80", id="an undecodable file name is shown escaped"),
    ],
)
def test_text_is_safe_to_show(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_progress_is_silent_where_no_terminal_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("读取") as on_progress:
        on_progress(1, 2, "a.txt")
    assert capsys.readouterr() == ("", "")
