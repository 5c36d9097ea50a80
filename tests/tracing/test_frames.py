import pytest

from policytext.spans import Span
from policytext.tracing.frames import find_subjects
from policytext.tracing.subjects import tell_subjects
from policytext.tracing.values import Passage


@pytest.mark.parametrize(
    ("clause", "subjects"),
    [
        pytest.param("村委会应当每旬清点冰柜。", ["村委会"], id="before a word of strength"),
        pytest.param("由镇财政所拨付饭钱。", ["镇财政所"], id="behind 由"),
        pytest.param("会同同级卫生行政主管部门抽检饭菜。", ["会同同级卫生行政主管部门"], id="with whom it acts"),
        pytest.param("县民政局会商教育部门和卫生部门定菜谱。", ["会商教育部门和卫生部门"], id="with two of them"),
        pytest.param("每季度召开食客会同桌吃饭。", [], id="not a meeting"),
        pytest.param("食客应当遵守下列规定：", [], id="nor a list's head"),
    ],
)
def test_whom_a_clause_binds_and_with_whom(clause: str, subjects: list[str]) -> None:
    assert [s.of(clause) for s in find_subjects(clause, [Span(0, len(clause))])] == subjects


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        pytest.param("县级以上地方人民政府", "县级以上人民政府", [], id="地方 left out"),
        pytest.param("粮食主管部门", "粮食行政主管部门", [], id="行政 put in"),
        pytest.param("县级以上地方人民政府", "乡镇人民政府", ["subject.swapped"], id="another government"),
        pytest.param("粮食主管部门", "民政主管部门", ["subject.swapped"], id="another department"),
    ],
)
def test_name_written_more_fully_is_the_same_actor(old: str, new: str, rules: list[str]) -> None:
    sides = [Passage(Span(0, len(name)), name) for name in (old, new)]
    assert [change.rule for change in tell_subjects(*sides)] == rules
