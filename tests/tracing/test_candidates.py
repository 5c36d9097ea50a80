import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.candidates import SIZE, GramIndex, Run

FEW = st.text(alphabet="甲乙丙", max_size=40)
MANY = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x4F00), max_size=60)


@pytest.mark.parametrize(
    ("upper", "local", "runs"),
    [
        pytest.param("甲修缮灶台乙", "丙修缮灶台丁", [Run(1, 1, 4)], id="a run as long as the shortest"),
        pytest.param("修缮灶", "修缮灶", [], id="three letters are no run"),
        pytest.param("修缮灶台烟道", "修缮灶台烟道", [Run(0, 0, 6)], id="the whole is one run"),
        pytest.param("修缮灶台", "修缮灶台修缮灶台", [Run(0, 0, 4), Run(4, 0, 4)], id="a run met twice"),
        pytest.param("修缮灶台甲修缮灶台", "修缮灶台", [Run(0, 5, 4), Run(0, 0, 4)], id="a run from two places"),
        pytest.param(
            "修缮灶台甲通水通电", "修缮灶台乙通水通电", [Run(0, 0, 4), Run(5, 5, 4)], id="a letter changed parts runs"
        ),
        pytest.param("", "修缮灶台", [], id="empty directive"),
        pytest.param("修缮灶台", "", [], id="empty document"),
    ],
)
def test_shared_runs_are_found(upper: str, local: str, runs: list[Run]) -> None:
    assert sorted(GramIndex(upper).find_runs(local)) == sorted(runs)


@given(FEW, FEW)
def test_letters_of_a_run_are_equal_on_both_sides(upper: str, local: str) -> None:
    for run in GramIndex(upper).find_runs(local):
        assert run.length >= SIZE
        assert upper[run.upper : run.upper + run.length] == local[run.local : run.local + run.length] != ""


@given(FEW, FEW)
def test_run_is_as_long_as_it_can_be_and_told_once(upper: str, local: str) -> None:
    runs = list(GramIndex(upper).find_runs(local))
    assert len(runs) == len(set(runs))
    for run in runs:
        before = upper[: run.upper][-1:], local[: run.local][-1:]
        behind = upper[run.upper + run.length :][:1], local[run.local + run.length :][:1]
        assert before == ("", "") or before[0] != before[1]
        assert behind == ("", "") or behind[0] != behind[1]


@given(MANY, MANY, MANY, MANY, st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
def test_planted_copy_is_always_found(before: str, behind: str, left: str, right: str, copy: str) -> None:
    upper, local = before + copy + behind, left + copy + right
    i, j = len(before), len(left)
    assert any(
        run.local - run.upper == j - i and run.local <= j and j + len(copy) <= run.local + run.length
        for run in GramIndex(upper).find_runs(local)
    )
