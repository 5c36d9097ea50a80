import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reporting.differences import Difference, compare_texts


def changed(stretches: tuple) -> list[str]:
    return [s.text for s in stretches if not s.same]


@pytest.mark.parametrize(
    ("old", "new", "atoms", "gone", "come"),
    [
        pytest.param("不少于30平方米", "不少于40平方米", (), ["30"], ["40"], id="a number differs as a whole"),
        pytest.param(
            "三社联动机制",
            "五社联动机制",
            ("三社联动", "五社联动"),
            ["三社联动"],
            ["五社联动"],
            id="so does a known slogan",
        ),
        pytest.param("开展“亮灯”行动", "开展“亮窗”行动", (), ["“亮灯”"], ["“亮窗”"], id="and a quoted string"),
        pytest.param("街道党工委牵头", "镇党委牵头", (), ["街道党工委"], ["镇党委"], id="and a body's name"),
        pytest.param(
            "建立三社联动机制", "建立五社联动机制", (), ["三社联动"], ["五社联动"], id="and a slogan nobody named"
        ),
        pytest.param("服务半径3公里以内", "服务半径3公顷以内", (), ["公里"], ["公顷"], id="and a unit"),
        pytest.param("健全机制。", "健全机制。", (), [], [], id="equal texts differ nowhere"),
        pytest.param("健全机制", "健全工作机制", (), [], ["工作"], id="an insertion stands alone"),
        pytest.param(
            "完善甲的办法", "健全乙丙的规定", (), ["完善甲的办法"], ["健全乙丙的规定"], id="one letter alike is chance"
        ),
        pytest.param("", "新增", (), [], ["新增"], id="nothing against something"),
    ],
)
def test_difference_is_told(old: str, new: str, atoms: tuple[str, ...], gone: list[str], come: list[str]) -> None:
    difference = compare_texts(old, new, atoms=atoms)
    assert ["".join(changed(difference.old))] == ["".join(gone)]
    assert ["".join(changed(difference.new))] == ["".join(come)]


@given(st.text(alphabet="甲乙丙“”《》12三四，。", max_size=60), st.text(alphabet="甲乙丙“”《》12三四，。", max_size=60))
def test_stretches_make_up_both_texts_and_agree_where_they_say_so(old: str, new: str) -> None:
    difference: Difference = compare_texts(old, new, atoms=("甲乙",))
    assert "".join(s.text for s in difference.old) == old
    assert "".join(s.text for s in difference.new) == new
    same = ["".join(s.text for s in side if s.same) for side in (difference.old, difference.new)]
    assert same[0] == same[1]


def test_long_texts_cost_no_time() -> None:
    assert changed(compare_texts("甲" * 3000, "乙" * 3000).old) == ["甲" * 3000]
