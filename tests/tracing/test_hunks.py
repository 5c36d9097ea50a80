import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.hunks import Hunk, Printed, changes_strength, find_hunks, is_same_figure, is_substantive
from policytext.tracing.letters import fold_letters


def edit(clause: str, passage: str) -> list[tuple[str, str]]:
    return [(h.old, h.new) for h in find_hunks(fold_letters(clause).text, fold_letters(passage).text)]


def compare(clause: str, passage: str) -> tuple[tuple[Hunk, ...], Printed, Printed]:
    sides = [fold_letters(side) for side in (clause, passage)]
    printed = [Printed(text, letters.offsets) for text, letters in zip((clause, passage), sides, strict=True)]
    return find_hunks(*(letters.text for letters in sides)), *printed


@pytest.mark.parametrize(
    ("clause", "passage", "hunks"),
    [
        pytest.param("修缮灶台", "修缮灶台", [], id="nothing"),
        pytest.param("修缮灶台", "翻新灶台", [("修缮", "翻新")], id="words replaced"),
        pytest.param("修缮灶台", "及时修缮灶台", [("", "及时")], id="words put before"),
        pytest.param("修缮灶台烟道", "修缮灶台", [("烟道", "")], id="words left out"),
        pytest.param(
            "村务监督委员会审核",
            "镇财政所审核",
            [("村务监督委员会", "镇财政所")],
            id="a shorter name in place of a longer one is one edit",
        ),
        pytest.param(
            "承包人应当体检",
            "承包人原则上体检",
            [("应当", "原则上")],
            id="a longer word in place of a shorter one is one edit",
        ),
    ],
)
def test_least_edits_are_told(clause: str, passage: str, hunks: list[tuple[str, str]]) -> None:
    assert edit(clause, passage) == hunks


@given(st.text(alphabet="修缮灶台烟道", max_size=14), st.text(alphabet="修缮灶台烟道", max_size=14))
def test_edits_made_give_the_passage(clause: str, passage: str) -> None:
    made, last = "", 0
    for hunk in find_hunks(clause, passage):
        assert clause[hunk.start : hunk.end] == hunk.old
        assert passage[hunk.local_start : hunk.local_end] == hunk.new
        made += clause[last : hunk.start] + hunk.new
        last = hunk.end
    assert made + clause[last:] == passage


@pytest.mark.parametrize(
    ("clause", "passage", "substantive"),
    [
        pytest.param("饭堂面积达四十平方米", "饭堂面积达五十平方米", True, id="Chinese figure"),
        pytest.param("饭堂面积达40平方米", "饭堂面积达45平方米", True, id="Arabic figure"),
        pytest.param("由县民政局印卡", "由市民政局印卡", True, id="level of a body"),
        pytest.param("指导食品经办机构", "指导农资经办机构", True, id="the first word of a body's name"),
        pytest.param("引入经营者", "引进经营者", False, id="the verb before a body"),
        pytest.param("由县级以上地方人民政府印卡", "由县级以上人民政府印卡", False, id="地方 of a government"),
        pytest.param("粮食主管部门印卡", "粮食行政主管部门印卡", False, id="行政 of a department"),
        pytest.param("由地方采买组印卡", "由采买组印卡", True, id="地方 of another body"),
        pytest.param("由各级地方人民政府印卡", "由市县地方人民政府印卡", True, id="levels of government"),
        pytest.param("采买、烹煮、配送分开", "采买、配送分开", True, id="item left out of a list"),
        pytest.param(
            "饭菜由采买、烹煮和配送组分开",
            "饭菜由采买、烹煮组分开",
            True,
            id="last item left out with its 和",
        ),
        pytest.param("按单备料", "按单倍料", False, id="misprint"),
        pytest.param("加以推广", "进行推广", False, id="light verb"),
        pytest.param(
            "每季度抽检食材",
            "每半年抽检食材",
            True,
            id="how often",
        ),
        pytest.param(
            "每年评定星级",
            "评定星级",
            True,
            id="how often left out",
        ),
    ],
)
def test_small_edit_of_substance_is_told_from_a_misprint(clause: str, passage: str, substantive: bool) -> None:
    hunks, *printed = compare(clause, passage)
    assert any(is_substantive(h, *printed) for h in hunks) is substantive


@pytest.mark.parametrize(
    ("clause", "passage", "same"),
    [
        pytest.param("面积达40平方米", "面积达四十平方米", True, id="Chinese numerals for Arabic"),
        pytest.param("面积达四十平方米", "面积达40平方米", True, id="Arabic numerals for Chinese"),
        pytest.param("面积达40平方米", "面积达40㎡", False, id="the unit alone is no figure"),
        pytest.param("面积达40平方米", "面积达四十㎡", True, id="unit and numerals both printed otherwise"),
        pytest.param("面积达40平方米", "面积达４０平方米", True, id="widths, which are no edit at all"),
        pytest.param("供餐一百二十户", "供餐120户", True, id="hundreds"),
        pytest.param("供餐2万份", "供餐20000份", True, id="ten thousands written out"),
        pytest.param("覆盖30%的村", "覆盖百分之三十的村", True, id="percent in words"),
        pytest.param("覆盖30%的村", "覆盖三十个村", False, id="a share is no count"),
        pytest.param("三灶联动", "3灶联动", True, id="in a slogan"),
        pytest.param("面积达40平方米", "面积达五十平方米", False, id="another figure"),
        pytest.param("供餐1.5万份", "供餐十五万份", False, id="a decimal point is no punctuation"),
        pytest.param("供餐1.5万份", "供餐一点五万份", True, id="decimals in words"),
        pytest.param("面积达40平方米", "面积达40公里", False, id="another unit"),
        pytest.param("统一供餐", "统筹供餐", False, id="一 within a word"),
        pytest.param("四十户供餐", "供餐", False, id="figure left out"),
    ],
)
def test_same_figure_printed_otherwise_is_known(clause: str, passage: str, same: bool) -> None:
    hunks, *printed = compare(clause, passage)
    assert all(is_same_figure(h, *printed) for h in hunks) is same


@pytest.mark.parametrize(
    ("clause", "passage", "changed"),
    [
        pytest.param("应当办理体检", "鼓励办理体检", True, id="owed to encouraged"),
        pytest.param("建立制度", "探索建立制度", True, id="explored first"),
        pytest.param("必须体检、严禁带病", "必须体检、严禁带病", False, id="the same words"),
        pytest.param("加快建立制度", "建立制度", False, id="haste is no strength"),
        pytest.param("不得克扣菜金转卖余粮", "不得克扣菜金不得转卖余粮", False, id="said again for an item"),
        pytest.param("不得克扣菜金不得转卖余粮", "不得克扣菜金转卖余粮", False, id="said once for both"),
        pytest.param("应当核对菜金登记余粮", "应当核对菜金不得登记余粮", True, id="another word for an item"),
        pytest.param("克扣菜金转卖余粮", "不得克扣菜金转卖余粮", True, id="a word where none is"),
    ],
)
def test_strength_is_told_by_modality_words(clause: str, passage: str, changed: bool) -> None:
    assert changes_strength(clause, passage) is changed
