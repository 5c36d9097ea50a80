"""TF-IDF cosine beside ours: its thresholds are the best there are, on one pair of documents or on several."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext as pt
from policytext.evaluation.baseline import choose_thresholds, find_likeness, tell_by_thresholds

LOCAL = "柳渡镇服务站建设方案\n一、工作措施\n加强社区服务站建设，每百户不低于四十平方米。组织夏季防汛演练。\n"
A = ([0.2, 0.4, 0.9], [(0, "absent"), (1, "adapted"), (2, "verbatim")])
B = ([0.1, 0.7], [(0, "absent"), (1, "adapted")])


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        pytest.param(0.3, 0.8, ["absent", "adapted", "verbatim"], id="below, between, above"),
        pytest.param(0.4, 0.9, ["absent", "adapted", "verbatim"], id="a threshold itself is above"),
        pytest.param(0.1, 0.1, ["verbatim", "verbatim", "verbatim"], id="thresholds that are one leave no adapted"),
    ],
)
def test_tell(low: float, high: float, told: Sequence[str]) -> None:
    assert list(tell_by_thresholds(A[0], low, high).values()) == told


@pytest.mark.parametrize(
    ("annotated", "told"),
    [
        pytest.param([A], [["absent", "adapted", "verbatim"]], id="one pair can be told without error"),
        pytest.param([A, B], [["absent", "adapted", "verbatim"], ["absent", "adapted"]], id="so can both at once"),
    ],
)
def test_thresholds_are_chosen_that_err_least(annotated: Sequence[tuple], told: Sequence[Sequence[str]]) -> None:
    low, high = choose_thresholds(annotated)
    assert [list(tell_by_thresholds(likeness, low, high).values()) for likeness, _ in annotated] == told


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["absent", "adapted", "verbatim"])), max_size=8))
def test_low_is_never_above_high(rows: Sequence[tuple[float, str]]) -> None:
    low, high = choose_thresholds([([value for value, _ in rows], [(i, s) for i, (_, s) in enumerate(rows)])])
    assert low <= high


@pytest.mark.parametrize(
    ("clause", "least", "most"),
    [
        pytest.param("加强社区服务站建设，每百户不低于四十平方米。", 0.9, 1.0, id="the same words"),
        pytest.param("完善财政转移支付制度。", 0.0, 0.0, id="no pair of characters in common"),
        pytest.param("加强社区服务站建设。", 0.3, 0.9, id="some words in common"),
    ],
)
def test_likeness(clause: str, least: float, most: float) -> None:
    assert least <= find_likeness([clause], pt.parse(LOCAL))[0] <= most + 1e-9
