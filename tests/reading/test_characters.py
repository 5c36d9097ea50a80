"""Line ends become line feeds; what is no text goes and is reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.characters import tidy


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("甲\r\n乙\r丙\n", "甲\n乙\n丙\n", id="line ends of three systems"),
        pytest.param("甲\u2028乙\x85丙\x0b丁", "甲\n乙\n丙\n丁", id="line ends of Unicode"),
        pytest.param("甲\f乙", "甲\n乙", id="form feed within a line"),
        pytest.param("甲\n\f乙\f\n丙\f", "甲\n乙\n丙", id="form feed beside a line end adds no line"),
        pytest.param("\ufeff甲\ufeff乙", "甲乙", id="byte order marks of files put together"),
        pytest.param("甲\x1a", "甲", id="end-of-file mark of DOS"),
        pytest.param("甲\x00乙\x07", "甲乙", id="controls"),
        pytest.param("甲\ud800乙", "甲乙", id="half a surrogate pair"),
        pytest.param("　甲\t乙 ", "　甲\t乙 ", id="blanks stay"),
    ],
)
def test_characters_are_tidied(raw: str, expected: str) -> None:
    assert tidy(raw).text == expected


def test_dropped_characters_are_counted_and_placed() -> None:
    tidied = tidy("甲\r\n乙\x00\x00丙")
    assert tidied.dropped == 2
    assert [(d.code, d.line) for d in tidied.doubts] == [("control-characters", 2)]
    assert "NUL" in tidied.doubts[0].message


@given(st.text())
def test_tidy_text_stays_as_it_is(raw: str) -> None:
    once = tidy(raw).text
    assert tidy(once).text == once


@given(st.text())
def test_tidy_text_has_line_feeds_for_its_only_line_ends(raw: str) -> None:
    assert not set(tidy(raw).text) & set("\r\f\v\x00\x85\u2028\u2029\ud800")
