"""Numerals: tables of good and bad text, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import InvalidNumeral
from policytext.numerals import find_numerals, parse_numeral

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一百二十", 120, id="hundreds and tens"),
        pytest.param("十", 10, id="ten without a leading one"),
        pytest.param("二〇二五", 2025, id="digits read one by one"),
        pytest.param("二○二五", 2025, id="a circle for zero"),
        pytest.param("两", 2, id="two as a counter"),
        pytest.param("一千零五", 1005, id="zero fills the empty places"),
        pytest.param("一百二", 120, id="a last digit without its unit"),
        pytest.param("一万二", 12000, id="a last digit behind ten thousand"),
        pytest.param("二十万", 200_000, id="tens of ten thousands"),
        pytest.param("一亿三千万", 130_000_000, id="two large units"),
        pytest.param("三万亿", 3_000_000_000_000, id="ten thousand times a hundred million"),
        pytest.param("三点五", 3.5, id="Chinese decimal"),
        pytest.param("百分之三十", 30, id="percentage counts hundredths"),
        pytest.param("30％", 30, id="full-width percent sign"),
        pytest.param("三分之一", 1 / 3, id="fraction"),
        pytest.param("1,234.5", 1234.5, id="thousands separator and decimals"),
        pytest.param("１２", 12, id="full-width digits"),
        pytest.param("1.2万亿", 1_200_000_000_000, id="Arabic number with a Chinese unit"),
        pytest.param("40余万", 400_000, id="about"),
        pytest.param("4100多万", 41_000_000, id="more than"),
        pytest.param(" 7 ", 7, id="white space around it"),
    ],
)
def test_numeral_is_read(text: str, expected: float) -> None:
    assert parse_numeral(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("社区", id="words"),
        pytest.param("一二百", id="two digits before a unit"),
        pytest.param("零分之一", id="denominator zero"),
        pytest.param("12x", id="a letter behind"),
    ],
)
def test_what_is_no_numeral_raises_and_shows_the_place(text: str) -> None:
    with pytest.raises(InvalidNumeral, match="expected"):
        parse_numeral(text)


def test_numerals_are_found_in_order_and_units_alone_are_no_numbers() -> None:
    text = "千方百计服务百姓，新建二十个站点，占比达到3.5%，三分之二以上受益"
    assert [(n.text, n.value) for n in find_numerals(text)] == [
        ("二十", 20),
        ("3.5%", 3.5),
        ("三分之二", pytest.approx(2 / 3)),
    ]


def _chinese(number: int) -> str:
    """Write a number below ten thousand the long way."""
    if number < 10:
        return _DIGITS[number]
    for unit, word in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if rest and rest * 10 < unit else ""
            return _DIGITS[head] + word + (gap + _chinese(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(min_value=1, max_value=9999))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert parse_numeral(_chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_separators_and_widths_do_not_change_a_number(number: int) -> None:
    wide = str(number).translate({ord(c): 0xFF10 + i for i, c in enumerate("0123456789")})
    assert parse_numeral(f"{number:,}") == parse_numeral(wide) == number


@given(st.text(alphabet="零一二三十百千万亿点0123,.%分之余 社", max_size=40))
def test_every_find_is_where_it_says(text: str) -> None:
    for found in find_numerals(text):
        assert found.span.of(text) == found.text
        assert parse_numeral(found.text) == found.value
