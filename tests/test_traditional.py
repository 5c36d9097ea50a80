"""A document in traditional characters gives what its simplified form gives, at the same offsets, as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext as pt
from policytext.text import Text, make_text
from policytext.traditional import as_printed, fold_text, is_traditional, unfold_text

opencc = pytest.importorskip("opencc", reason="opencc is not installed")

SIMPLIFIED = """青禾县人民政府关于办好农村书屋的通知
青政发〔2031〕6号
各乡镇人民政府：
一、工作目标
根据《中华人民共和国公共图书馆法》，到2034年底前，书屋覆盖率达到95%以上，完善三社联动机制。
二、基本原则
（一）坚持公益优先。书屋免费开放，为群众服务。
青禾县人民政府
2031年5月6日
"""
TRADITIONAL = """青禾縣人民政府關於辦好農村書屋的通知
青政發〔2031〕6號
各鄉鎮人民政府：
一、工作目標
根據《中華人民共和國公共圖書館法》，到2034年底前，書屋覆蓋率達到95%以上，完善三社聯動機制。
二、基本原則
（一）堅持公益優先。書屋免費開放，為群眾服務。
青禾縣人民政府
2031年5月6日
"""


def spans(text: str) -> list[tuple[str, int, int, str]]:
    """Return kind, place and rule of everything found."""
    wire = pt.to_wire(pt.annotate(pt.parse(text)))
    kinds = ("citations", "principles", "targets", "slogans")
    return [(kind, item["start"], item["end"], item["rule"]) for kind in kinds for item in wire[kind]]


def test_the_same_is_found_at_the_same_offsets() -> None:
    places = spans(TRADITIONAL)
    assert [place[:3] for place in places] == [place[:3] for place in spans(SIMPLIFIED)]
    assert {kind for kind, *_ in places} == {"citations", "principles", "targets", "slogans"}


def test_what_is_found_is_given_as_printed() -> None:
    found = pt.annotate(pt.parse(TRADITIONAL))
    header = found.document.header
    assert (header.title, header.kind, header.level) == ("青禾縣人民政府關於辦好農村書屋的通知", "通知", "county")
    assert str(header.number) == "青政发〔2031〕6号"
    assert "三社聯動" in [s.text for s in found.slogans]
    assert [s.heading for s in found.document.sections][:2] == ["工作目標", "基本原則"]
    text = found.document.text.characters
    assert all(item.span.of(text) == item.text for item in (*found.citations, *found.targets, *found.slogans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("關於辦好農村書屋的通知", True, id="traditional"),
        pytest.param("关于办好农村书屋的通知", False, id="simplified"),
        pytest.param("关于办好农村书屋的通知" * 20 + "書", False, id="one traditional character in a simplified text"),
        pytest.param("", False, id="nothing"),
        pytest.param("Rural reading rooms", False, id="no Chinese"),
    ],
)
def test_script_is_told_by_common_characters(text: str, expected: bool) -> None:
    assert is_traditional(text) == expected


@given(st.text("關於农村書屋，著乾。\n1A", max_size=60))
def test_folding_moves_no_offset_and_unfolds(text: str) -> None:
    made: Text = make_text(pt.parse(text).text.source)
    folded = fold_text(made)
    assert len(folded) == len(made)
    assert unfold_text(folded).characters == made.characters


def test_strings_that_stand_nowhere_stay_as_they_are() -> None:
    assert as_printed(("书屋", "别处"), "农村书屋", "農村書屋") == ("書屋", "别处")


def test_a_traditional_plan_carries_over_a_simplified_directive() -> None:
    directive = pt.parse("澜江省农村书屋意见\n一、任务\n书屋的灯光、桌椅和防滑地面照顾老年读者的身体条件。\n", path="a")
    plan = pt.parse("青禾縣農村書屋方案\n一、任務\n書屋的燈光、桌椅和防滑地面照顧老年讀者的身體條件。\n", path="b")
    (treatment,) = pt.compare(directive, plan).treatments
    assert treatment.status == "verbatim"
    assert treatment.spans[0].text == "書屋的燈光、桌椅和防滑地面照顧老年讀者的身體條件。"
