import pytest

from policytext.spans import Span
from policytext.tracing.frames import find_subjects


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
