"""Whom clauses bind: who it is by name, where names end, and what became of them."""

import pytest

from policytext.spans import Span
from policytext.tracing.agents import find_agent
from policytext.tracing.frames import find_plain
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Part, Script
from policytext.tracing.subjects import tell_subjects
from policytext.tracing.values import Passage


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        pytest.param("县级以上地方各级人民政府", "县级以上人民政府", [], id="地方各级 left out"),
        pytest.param("县级人民政府", "县（市、区）人民政府", [], id="县级 spelled out"),
        pytest.param("县（区）人民政府", "县（市、区）人民政府", [], id="县级 spelled out twice"),
        pytest.param("县市场监督管理局", "县级市场监督管理局", ["subject.swapped"], id="市场 is no 市"),
        pytest.param("村民委员会、居民委员会", "村（居）民委员会", [], id="two in one name"),
        pytest.param("工会、共产主义青年团、妇女联合会等社会团体", "工会、共青团、妇联等团体", [], id="short names"),
        pytest.param("企业、事业单位和食堂", "企事业单位和食堂", [], id="企业、事业单位 is one"),
        pytest.param("任何单位和个人", "单位和个人", [], id="任何 left out"),
        pytest.param("一切单位和个人", "任何单位和个人", [], id="一切 is 任何"),
        pytest.param("粮食主管部门", "粮食部门", [], id="主管 left out"),
        pytest.param("省级人民政府", "省人民政府", [], id="级 left out"),
        pytest.param("专门的机构", "专门机构", [], id="的 left out"),
        pytest.param("经营食堂的单位", "单位", ["subject.qualified"], id="which of them is left out"),
        pytest.param("粮站、食堂和学校", "粮站和学校", ["subject.list"], id="one of a list left out"),
        pytest.param("粮食主管部门", "民政主管部门", ["subject.swapped"], id="another department"),
        pytest.param("镇人民政府", None, ["subject.dropped"], id="named no more"),
    ],
)
def test_same_body_by_another_name_is_no_other_actor(old: str, new: str | None, rules: list[str]) -> None:
    sides = [Passage(Span(0, len(name)), name) if name else None for name in (old, new)]
    assert [change.rule for change in tell_subjects(*sides)] == rules


@pytest.mark.parametrize(
    ("letters", "agent"),
    [
        pytest.param("由县级人民政府粮食主管部门责令改正", "县级人民政府粮食主管部门", id="the whole name"),
        pytest.param("并由镇人民政府保障饭堂开支", "镇人民政府", id="behind 并"),
        pytest.param("由县级人民政府组织有关部门清点", "县级人民政府", id="up to a verb"),
        pytest.param("由镇政府收购合作社的蚯蚓", "镇政府", id="from whom it buys is no name of it"),
        pytest.param("由于村委会换届", None, id="由于 names nobody"),
        pytest.param("由大米和油盐组成", None, id="things make up, they do not act"),
    ],
)
def test_who_acts_is_told_by_the_whole_name(letters: str, agent: str | None) -> None:
    found = find_agent(letters, 0, len(letters))
    assert (letters[found.start : found.end] if found else None) == agent


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        pytest.param("供餐单位按照用餐人数备菜", "供餐单位", id="before a preposition"),
        pytest.param("劳动保障行政部门对帮厨的合同进行检查", "劳动保障行政部门", id="保障 in a name is no verb"),
        pytest.param(
            "县级人民政府负责助餐的机构承担饭堂的日常事务", "县级人民政府负责助餐的机构", id="which body is part of who"
        ),
        pytest.param("具体办法由省人民政府制定", "省人民政府", id="behind what it makes"),
        pytest.param("社会组织管理制度", None, id="a name inside another"),
        pytest.param("对帮厨人员按照工时发钱", None, id="whom it is done to"),
        pytest.param("监督供餐单位按照菜谱备菜", None, id="a verb before it"),
    ],
)
def test_who_is_bound_is_found_without_a_word_of_strength(clause: str, subject: str | None) -> None:
    frame = find_plain(Script(fold_letters(clause), clause), Part(0, len(clause)))
    assert (frame.subject.text if frame and frame.subject else None) == subject
