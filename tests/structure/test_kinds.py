"""Which kind (文种) a title names, and what a notice carries; every title is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.structure.kinds import carried_title, kind_of

STATUTORY = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知",
    "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
"""The 15 kinds of 党政机关公文处理工作条例 (2012)."""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        pytest.param("青禾县人民政府关于加强书屋建设的意见", "意见", id="statutory kind"),
        pytest.param("青禾县农村书屋建设实施方案", "方案", id="working genre"),
        pytest.param("青禾县农村书屋管理办法（试行）", "办法", id="bracket behind the kind"),
        pytest.param("青禾县农村书屋管理办法（2031年修订）", "办法", id="year in the bracket"),
        pytest.param("青禾县农村书屋管理办法(试行)(修订)", "办法", id="two brackets"),
        pytest.param("关于印发《青禾县书屋建设方案》的通知", "通知", id="the notice, not what it carries"),
        pytest.param("关于书屋选址的复函", "函", id="an answer is of the statutory kind"),
        pytest.param("中华人民共和国图书馆法", "法", id="law"),
        pytest.param("青禾市人民政府令", "令", id="order"),
        pytest.param("书屋管理的好办法", "办法", id="kind as a word"),
        pytest.param("村里的新书屋", None, id="headline"),
        pytest.param("让读书成为村民的想法", None, id="word that ends like a law"),
        pytest.param("书屋开门的号令", None, id="word that ends like an order"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_kind_is_what_a_title_ends_in(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("title", "carried"),
    [
        pytest.param("青禾县人民政府关于印发《书屋建设方案》的通知", "书屋建设方案", id="named in 《》"),
        pytest.param("青禾县人民政府关于印发书屋建设方案的通知", "书屋建设方案", id="named without 《》"),
        pytest.param("青禾县人民政府办公室转发《关于书屋建设的意见》的通知", "关于书屋建设的意见", id="passed on"),
        pytest.param(
            "关于印发《贯彻〈书屋条例〉实施办法》的通知", "贯彻〈书屋条例〉实施办法", id="title that holds another"
        ),
        pytest.param(
            "关于印发《书屋办法》和《书车办法》的通知",
            "书屋办法",
            id="the first of two",
        ),
        pytest.param("青禾县人民政府关于做好书屋工作的通知", None, id="notice that carries nothing"),
        pytest.param("关于印发书屋徽章的通知", None, id="what is no document"),
        pytest.param("青禾县书屋建设方案", None, id="no notice"),
    ],
)
def test_notice_carries(title: str, carried: str | None) -> None:
    assert carried_title(title) == carried


@given(st.sampled_from(STATUTORY), st.text(alphabet="青禾县书屋工作", min_size=2, max_size=12))
def test_every_statutory_kind_is_told(kind: str, subject: str) -> None:
    assert kind_of(f"关于{subject}的{kind}") == kind
