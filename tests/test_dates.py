"""Dates and deadlines: tables and properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.dates import find_dates, find_deadlines, parse_date
from policytext.errors import InvalidDate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2017年6月12日", date(2017, 6, 12), id="figures"),
        pytest.param("2017 年 6 月12 日", date(2017, 6, 12), id="spaces inside"),
        pytest.param("２０１８年１２月２９日", date(2018, 12, 29), id="full-width figures"),
        pytest.param("二〇一七年六月十二日", date(2017, 6, 12), id="Chinese numerals"),
        pytest.param("二○一七年六月十二日", date(2017, 6, 12), id="circle for zero"),
        pytest.param("二0一七年六月十二日", date(2017, 6, 12), id="Arabic zero"),
        pytest.param("二O一七年十二月三十一日", date(2017, 12, 31), id="Latin letter for zero"),
        pytest.param("2018-12-29", date(2018, 12, 29), id="ISO"),
        pytest.param("2018.1.9", date(2018, 1, 9), id="dots"),
    ],
)
def test_date_is_read(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2017年6月", id="no day"),
        pytest.param("2017年2月30日", id="not in the calendar"),
        pytest.param("2018-12.29", id="mixed separators"),
        pytest.param("某年某月某日", id="no figures"),
    ],
)
def test_what_is_no_date_raises(text: str) -> None:
    with pytest.raises(InvalidDate):
        parse_date(text)


def test_dates_that_are_none_are_passed_over() -> None:
    text = "（2020年5月26日通过，2020年2月30日无此日，自2021年1月1日起施行）"
    assert [d.date for d in find_dates(text)] == [date(2020, 5, 26), date(2021, 1, 1)]


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31)))
def test_a_date_written_in_either_way_is_read_back(day: date) -> None:
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param("到2020年，形成体系", "2020", id="by a year"),
        pytest.param("到 2020 年底，建成", "2020", id="end of a year, with spaces"),
        pytest.param("2025年底前完成", "2025", id="before the end of a year"),
        pytest.param("于2018年12月31日前报送", "2018-12-31", id="before a day"),
        pytest.param("2024年6月底前印发", "2024-06", id="before the end of a month"),
        pytest.param("2019年上半年印发", "2019-06", id="first half of a year"),
        pytest.param("2024年内完成", "2024", id="within a year"),
        pytest.param("到二〇三五年基本实现", "2035", id="Chinese numerals"),
        pytest.param("到“十四五”期末", "2025", id="end of a five-year plan"),
        pytest.param("“十五五”时期", "2030", id="period of a five-year plan"),
        pytest.param("2026—2028年改造站点", "2028", id="end of a range of years"),
        pytest.param("从2026年到2028年改造站点", "2028", id="end of a range of years in words"),
        pytest.param("到本世纪中叶", "2050", id="middle of the century"),
    ],
)
def test_deadline_is_as_precise_as_printed(text: str, by: str) -> None:
    (found,) = find_deadlines(text)
    assert (found.by, found.within_years) == (by, None)
    assert found.span.of(text) == found.text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("再过5到10年，更加成熟", (5, 10), id="further years, a range"),
        pytest.param("力争5到10年，更加成熟", (5, 10), id="striving"),
        pytest.param("用3到5年时间建立", (3, 5), id="taking years"),
        pytest.param("三年内实现", (3, 3), id="within years"),
        pytest.param("今后3—5年", (3, 5), id="from now on"),
        pytest.param("经过五年努力", (5, 5), id="after years of effort"),
    ],
)
def test_span_of_years_is_a_deadline(text: str, years: tuple[int, int]) -> None:
    (found,) = find_deadlines(text)
    assert (found.by, found.within_years) == (None, years)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("到2016年底，全省已建成站点", id="told as done"),
        pytest.param("截至2019年底，共有站点", id="up to a date"),
        pytest.param("有效期至2025年12月31日", id="term of validity"),
        pytest.param("自2019年3月1日起施行", id="coming into force"),
        pytest.param("2020年5月26日通过", id="a mere date"),
        pytest.param("过去五年", id="past years"),
        pytest.param("连续三年保持", id="a run of years"),
        pytest.param("三年行动计划", id="a plan's name"),
        pytest.param("十年内乱", id="a word that only looks like one"),
        pytest.param("5年来", id="years since"),
    ],
)
def test_dates_that_set_no_deadline_are_passed_over(text: str) -> None:
    assert list(find_deadlines(text)) == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param("年底前完成", "2019", id="end of the year"),
        pytest.param("明年3月底前完成", "2020-03", id="a month of the next year"),
        pytest.param("今年9月底前完成", "2019-09", id="a month of this year"),
        pytest.param("6月底前印发", "2019-06", id="end of a month"),
        pytest.param("今年要完成", "2019", id="this year"),
    ],
)
def test_deadlines_without_a_year_need_the_documents_year(text: str, by: str) -> None:
    assert [d.by for d in find_deadlines(text, year=2019)] == [by]


@pytest.mark.parametrize("text", ["每年6月底前、12月底前报送", "每年3月、9月底前各查一次"])
def test_what_recurs_every_year_is_no_deadline(text: str) -> None:
    assert list(find_deadlines(text, year=2019)) == []
    assert list(find_deadlines(text)) == []


@given(st.text(alphabet="到至前底年月日内末用再过力争二〇三十五“”0125 ，", max_size=60))
def test_deadlines_come_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for due in find_deadlines(text, year=2020):
        assert due.span.start >= last
        assert due.span.of(text) == due.text
        assert (due.by is None) != (due.within_years is None)
        last = due.span.end
