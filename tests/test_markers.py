"""Which openings of a paragraph are a heading's marker, and which only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.markers import Marker, MarkerKind, find_marker


@pytest.mark.parametrize(
    ("text", "kind", "number", "printed"),
    [
        pytest.param("一、总体要求", MarkerKind.ONE, 1, "一、", id="level one"),
        pytest.param("十二、保障措施", MarkerKind.ONE, 12, "十二、", id="two numerals"),
        pytest.param("二．主要任务", MarkerKind.ONE, 2, "二．", id="full-width point behind a numeral"),
        pytest.param("二.主要任务", MarkerKind.ONE, 2, "二.", id="half-width point behind a numeral"),
        pytest.param("3﹒组织保障", MarkerKind.THREE, 3, "3﹒", id="small full stop"),
        pytest.param("4.2.1 组织保障", MarkerKind.DECIMAL, 1, "4.2.1", id="decimal"),
        pytest.param("14.6持续改善环境", MarkerKind.DECIMAL, 6, "14.6", id="decimal without a space"),
        pytest.param("B.2 指标说明", MarkerKind.DECIMAL, 2, "B.2", id="decimal of an annex"),
        pytest.param("（三）组织保障", MarkerKind.TWO, 3, "（三）", id="level two"),
        pytest.param("(三)组织保障", MarkerKind.TWO, 3, "(三)", id="half-width brackets"),
        pytest.param("(三）组织保障", MarkerKind.TWO, 3, "(三）", id="brackets of two widths"),
        pytest.param("（ 三 ）组织保障", MarkerKind.TWO, 3, "（三）", id="spaces within brackets"),
        pytest.param("1.配齐场地", MarkerKind.THREE, 1, "1.", id="level three"),
        pytest.param("12．配齐场地", MarkerKind.THREE, 12, "12．", id="level three with a full-width point"),
        pytest.param("1、配齐场地", MarkerKind.THREE, 1, "1、", id="level three with a stop"),
        pytest.param("１．配齐场地", MarkerKind.THREE, 1, "１．", id="full-width figure"),
        pytest.param("（4）配齐场地", MarkerKind.FOUR, 4, "（4）", id="level four"),
        pytest.param("——坚持公益优先", MarkerKind.DASH, None, "——", id="dash"),
        pytest.param("--坚持公益优先", MarkerKind.DASH, None, "--", id="two hyphens for a dash"),
        pytest.param("第一编 总则", MarkerKind.PART, 1, "第一编", id="part"),
        pytest.param("第三章 书屋", MarkerKind.CHAPTER, 3, "第三章", id="chapter"),
        pytest.param("第 三 章　书屋", MarkerKind.CHAPTER, 3, "第三章", id="letterspaced chapter"),
        pytest.param("第二节 图书", MarkerKind.NODE, 2, "第二节", id="section of a chapter"),
        pytest.param("第十条 书屋免费开放。", MarkerKind.ARTICLE, 10, "第十条", id="article"),
        pytest.param("第一百二十条 书屋免费。", MarkerKind.ARTICLE, 120, "第一百二十条", id="article above a hundred"),
        pytest.param("第5条 书屋免费开放。", MarkerKind.ARTICLE, 5, "第5条", id="article in figures"),
        pytest.param("第十条之一 书屋免费开放。", MarkerKind.ARTICLE, 10, "第十条之一", id="article put in later"),
        pytest.param("第十条", MarkerKind.ARTICLE, 10, "第十条", id="article alone on its line"),
    ],
)
def test_marker_is_read(text: str, kind: MarkerKind, number: int | None, printed: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, marker.text) == (kind, number, printed)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("书屋免费开放", id="prose"),
        pytest.param("1.5平方米", id="decimal"),
        pytest.param("1、2号书屋", id="figures enumerated"),
        pytest.param("一村一屋", id="numeral of a phrase"),
        pytest.param("2031年", id="year"),
        pytest.param("（二〇三一年）", id="year in brackets"),
        pytest.param("第三条规定的情形", id="article cited"),
        pytest.param("第三条、第四条", id="articles cited together"),
        pytest.param("第二章的规定", id="chapter cited"),
        pytest.param("第一节课", id="lesson"),
        pytest.param("——", id="dash alone"),
        pytest.param("（图书）", id="word in brackets"),
        pytest.param("本办法第三条", id="marker further on"),
        pytest.param("2.5万元用于书架", id="decimal figure and its unit"),
        pytest.param("2.5 公里的渠道", id="decimal figure, a space and its unit"),
        pytest.param("1.2倍于往年", id="how many times"),
    ],
)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert find_marker(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第三条第二款 所称图书", id="article with its paragraph"),
        pytest.param("一、二年级学生", id="two grades of a school"),
    ],
)
def test_citation_and_enumeration_are_no_markers(text: str) -> None:
    assert find_marker(text) is None


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        pytest.param("一、 总体要求", "总体要求", id="space behind a marker"),
        pytest.param("第一条　　书屋免费开放。", "书屋免费开放。", id="wide spaces behind an article"),
        pytest.param("（一）\t图书", "图书", id="tab behind a marker"),
        pytest.param("1.配齐场地", "配齐场地", id="nothing between"),
    ],
)
def test_end_stands_behind_the_spaces(text: str, behind: str) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert text[marker.end :] == behind


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("五六十、七八十册图书", id="about fifty, about seventy"),
        pytest.param("（一一十）图书", id="misread by OCR"),
        pytest.param("第一零百条 图书", id="article misread by OCR"),
    ],
)
def test_ill_formed_numeral_is_no_marker(text: str) -> None:
    assert find_marker(text) is None


NUMERALS = st.text(alphabet="一二三四五六七八九十百〇零", min_size=1, max_size=7)
WELL_FORMED = st.integers(1, 99).map(
    lambda n: (
        ("" if n < 20 else "零一二三四五六七八九"[n // 10]) * (n >= 10)
        + "十" * (n >= 10)
        + ("" if n % 10 == 0 else "零一二三四五六七八九"[n % 10])
    )
)


@given(WELL_FORMED, st.sampled_from(["{}、", "（{}）", "第{}条 ", "第{}章 "]))
def test_number_comes_back(numeral: str, form: str) -> None:
    marker = find_marker(form.format(numeral) + "图书")
    assert isinstance(marker, Marker)
    assert marker.text == form.format(numeral).strip()
    digits = "零一二三四五六七八九"
    tens, _, ones = numeral.rpartition("十")
    expected = (digits.index(tens) if tens else 1) * 10 if "十" in numeral else 0
    assert marker.number == expected + (digits.index(ones) if ones else 0)


@given(st.text(alphabet="书屋、．.（）()第编章节条之—-1２3 \t　", max_size=20))
def test_any_opening_is_a_marker_or_none(text: str) -> None:
    marker = find_marker(text)
    assert marker is None or 0 < marker.end <= len(text)
