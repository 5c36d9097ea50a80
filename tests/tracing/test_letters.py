import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.spans import Span
from policytext.tracing.letters import fold_letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        pytest.param("饭堂，灶台。", "饭堂灶台", id="punctuation is left out"),
        pytest.param("饭 堂\u3000灶\n台", "饭堂灶台", id="spaces of both widths and line ends are left out"),
        pytest.param("Ａ区３０％", "a区30", id="widths are folded, case too, a percent sign is no letter"),
        pytest.param("〔2031〕５２号", "203152号", id="brackets are left out, digits of both widths are equal"),
        pytest.param("“三灶联动”——《办法》", "三灶联动办法", id="quotes, dashes and book marks are left out"),
        pytest.param("食\u200b堂\ufeff", "食堂", id="invisible characters are left out"),
        pytest.param("", "", id="nothing"),
        pytest.param("，。；", "", id="punctuation alone"),
    ],
)
def test_drafters_freedoms_are_folded_away(text: str, letters: str) -> None:
    assert fold_letters(text).text == letters


def test_span_leads_back_to_the_printed_letters() -> None:
    text = "一、Ａ区（饭堂）灶台"
    letters = fold_letters(text)
    assert letters.text == "一a区饭堂灶台"
    assert letters.span(1, 5).of(text) == "Ａ区（饭堂"


@pytest.mark.parametrize(
    ("offset", "position"),
    [
        pytest.param(0, 0, id="at a letter"),
        pytest.param(1, 1, id="at punctuation: the letter behind it"),
        pytest.param(5, 3, id="behind the last letter: the number of letters"),
    ],
)
def test_position_is_that_of_the_letter_at_or_behind_an_offset(offset: int, position: int) -> None:
    assert fold_letters("饭，堂灶。").position(offset) == position


def test_letters_of_some_stretches_keep_the_offsets_of_the_whole_text() -> None:
    text = "饭堂。标题灶台。"
    letters = fold_letters(text, [Span(0, 3), Span(5, 8)])
    assert letters.text == "饭堂灶台"
    assert letters.span(2, 4).of(text) == "灶台"


@given(st.text(alphabet=st.sampled_from("饭堂灶台ＡB３4 \u3000，。；“”（）％ﬁ㈠½\n")))
def test_each_letter_is_one_printed_character_in_order(text: str) -> None:
    letters = fold_letters(text)
    assert len(letters.text) == len(letters.offsets) == len(letters)
    assert list(letters.offsets) == sorted(set(letters.offsets))
    assert all(fold_letters(text[o]).text == c for c, o in zip(letters.text, letters.offsets, strict=True))
    assert all(letters.position(o) == i for i, o in enumerate(letters.offsets))


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        pytest.param("饭，堂。灶台", [1, 2], id="the letters behind them"),
        pytest.param("饭，。堂", [1], id="two marks in a row count once"),
        pytest.param("，饭堂。", [], id="before the first letter and behind the last there is nothing to part"),
        pytest.param("饭（堂）、灶", [2], id="among other marks"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_letters_behind_marks_are_told(text: str, positions: list[int]) -> None:
    assert fold_letters(text).behind(text, "，。、") == positions
