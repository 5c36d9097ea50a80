"""Reuse weighs wording by how rare it is: what stands everywhere says nothing of who took it from whom."""

import math

import pytest

from policytext.pipeline import parse
from policytext.reuse import score_reuse

COMMON = "为了规范管理保障群众权益制定"
RARE = "屋长每月初五开箱晾书翻晒受潮旧刊"
PROVINCE = parse(f"{COMMON}，{RARE}。", path="province")
FOLLOWER = parse(f"{COMMON}，{RARE}，另设流动书车。", path="follower")
STRANGER = parse(f"{COMMON}，夜间停放车辆另行划定区域。", path="stranger")
CORPUS = [PROVINCE, FOLLOWER, STRANGER]


def share(upper, lower) -> float:
    (row,) = score_reuse(CORPUS, [(upper.id, lower.id)])
    return row.share


def test_rare_wording_tells_the_follower_from_the_stranger() -> None:
    assert share(PROVINCE, FOLLOWER) > 0.4
    assert share(PROVINCE, STRANGER) == 0


def test_share_is_that_of_the_weighted_runs() -> None:
    """Two texts of three: a run of both weighs log(3 / 2), a run of the lower one alone log(3)."""
    upper, lower, other = parse("甲乙丙丁戊己庚辛"), parse("甲乙丙丁戊己庚辛壬"), parse("子丑寅卯辰巳午未")
    (row,) = score_reuse([upper, lower, other], [(upper.id, lower.id)])
    both, own = math.log(3 / 2), math.log(3 / 1)
    assert row.share == pytest.approx(both / (both + own), abs=1e-4)
    assert row.plain == 0.5


def test_all_pairs_are_told_without_a_list() -> None:
    assert {(r.upper, r.lower) for r in score_reuse(CORPUS)} == {
        (a.id, b.id) for a in CORPUS for b in CORPUS if a is not b
    }


def test_a_document_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        score_reuse(CORPUS, [("x", PROVINCE.id)])


@pytest.mark.parametrize("corpus", [[], [parse("")]], ids=["no document", "no text"])
def test_nothing_is_no_error(corpus) -> None:
    assert not score_reuse(corpus)
