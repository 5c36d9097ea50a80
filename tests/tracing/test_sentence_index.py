"""Runs of letters: the few that stand for all where a large share of them is asked for."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.sentence_index import find_telling

RUNS = st.frozensets(st.text("乡村饭堂老人", min_size=1, max_size=3), max_size=12)


@given(runs=RUNS, other=RUNS, common=st.lists(RUNS, max_size=4), least=st.sampled_from([0.4, 0.6, 1.0]))
def test_whatever_holds_the_share_holds_a_telling_run(
    runs: frozenset[str], other: frozenset[str], common: list[frozenset[str]], least: float
) -> None:
    counts = Counter(run for some in [runs, *common] for run in some)
    telling = find_telling(runs, counts, least)
    if runs and len(runs & other) >= least * len(runs):
        assert other & set(telling)


def test_telling_runs_are_the_rarest() -> None:
    assert find_telling(frozenset({"甲", "乙", "丙"}), {"甲": 3, "乙": 1, "丙": 2}, 0.6) == ["乙", "丙"]
