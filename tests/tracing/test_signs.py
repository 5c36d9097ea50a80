import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.lexicons import load_lexicon
from policytext.spans import Span
from policytext.tracing.alignment import COMMON, Chain, Window
from policytext.tracing.judging import (
    DOUBTFUL,
    MOSTLY,
    Best,
    Judge,
    Weights,
    find_best,
    is_open,
    judge_clauses,
    load_judge,
    value_of,
)
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Script
from policytext.tracing.signs import FADING, Setting, Side, Signs, find_signs, make_setting
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Passage, Status
from policytext.tracing.word_pairs import read_vocabulary

CLAUSES = ("蒸馒头。", "腌咸菜。", "熬米粥。", "晒萝卜干。")
SENTENCES = ("厨子蒸馒头。", "井边种花。", "馒头配米粥。", "厨子晒豆腐。")


def side(stretches: tuple[str, ...]) -> Side:
    text = "".join(stretches)
    ends = [sum(map(len, stretches[: n + 1])) for n in range(len(stretches))]
    spans = [Span(end - len(stretch), end) for end, stretch in zip(ends, stretches, strict=True)]
    return Script(fold_letters(text), text), spans


def make(carried: dict[int, int], clauses: tuple[str, ...] = CLAUSES) -> Setting:
    """Return what signs are read from, where alignment found some clauses in some sentences."""
    upper, lower = side(clauses), side(SENTENCES)
    return make_setting(upper, lower, find(carried, lower, len(clauses)), read_vocabulary(*upper))


def find(carried: dict[int, int], lower: Side, count: int = len(CLAUSES)) -> list[Finding]:
    return [
        Finding(n, Status.ADAPTED, 0.5, False, (), (Passage(lower[1][at], SENTENCES[at]),))
        if (at := carried.get(n)) is not None
        else Finding(n, Status.ABSENT, 0.0, False, (), ())
        for n in range(count)
    ]


def read(clause: int, carried: dict[int, int], clauses: tuple[str, ...] = CLAUSES) -> Signs:
    """Return the signs of a clause, where alignment found some clauses in some sentences."""
    return find_signs(make(carried, clauses), clause)


def weight(holders: int) -> float:
    """Return the weight of a pair of letters that some of the eight stretches have."""
    return (1 + math.log(9 / (holders + 1))) ** 2


def test_signs_of_a_clause_by_hand() -> None:
    # 米粥 stands in clause and sentence, 熬米 in the clause alone, 头配 and 配米 in the sentence, 馒头 in three.
    signs = read(2, carried={0: 0})
    own, clause = weight(2), weight(2) + weight(1)
    sentence = weight(3) + 2 * weight(1) + weight(2)
    assert signs.numbers.tolist() == [2]
    assert signs.likeness == pytest.approx(own / math.sqrt(clause * sentence))
    assert signs.unexplained == pytest.approx(own / clause)
    assert signs.density == pytest.approx(own / sentence)
    assert signs.rare == pytest.approx(math.log(2))
    assert signs.near == pytest.approx(math.exp(-2 / FADING))
    assert signs.beside == pytest.approx(0.0)
    assert signs.free == pytest.approx(1.0)
    assert signs.penalty == pytest.approx(0.0)
    assert signs.weight == pytest.approx(math.log(1 + own))


@pytest.mark.parametrize(
    ("carried", "unexplained"),
    [
        pytest.param({}, True, id="no other clause there"),
        pytest.param({1: 2}, True, id="one that shares nothing of it"),
        pytest.param({0: 2}, False, id="one that has the word as well"),
    ],
)
def test_what_another_clause_explains_is_no_sign(carried: dict[int, int], unexplained: bool) -> None:
    signs = read(3, carried, (*CLAUSES[:3], "卖馒头。"))
    assert bool(signs.unexplained[signs.numbers.tolist().index(2)] > 0) is unexplained


@given(st.dictionaries(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 3))
def test_shares_lie_between_none_and_all(carried: dict[int, int], clause: int) -> None:
    signs = read(clause, carried)
    names = ("likeness", "unexplained", "density", "near", "beside", "free", "penalty", "answered", "answering")
    for name in names:
        column = value_of(signs, name)
        assert ((column >= -1e-9) & (column <= 1 + 1e-9)).all(), name


def test_odds_are_summed_over_signs_and_products() -> None:
    signs = read(2, carried={0: 0})
    weights = Weights(-1.0, {"likeness": 2.0, "likeness near": 3.0})
    expected = -1 + 2 * signs.likeness[0] + 3 * signs.likeness[0] * signs.near[0]
    assert weights.weigh(signs).tolist() == pytest.approx([expected])


@pytest.mark.parametrize(
    ("clause", "carried", "expected"),
    [
        pytest.param(2, {}, Best(2, 0.5, 0.0), id="the one that shares a word"),
        pytest.param(0, {}, Best(0, 0.5, 0.0), id="the liker of two"),
        pytest.param(0, {0: 0}, Best(0, 0.5, 0.0), id="where alignment found it"),
        pytest.param(1, {}, None, id="none shares a word"),
    ],
)
def test_best_sentence_has_the_probability_of_its_odds(
    clause: int, carried: dict[int, int], expected: Best | None
) -> None:
    judge = Judge(Weights(0.0, {"likeness": 1.0}), Weights(0.0, {"penalty": 1.0}))
    assert find_best(make(carried), clause, judge) == expected


def test_lead_is_over_the_likeliest_sentence_where_alignment_found_the_clause() -> None:
    judge = Judge(Weights(0.0, {"likeness": 2.0}), Weights(0.0, {}))
    signs, best = read(0, {0: 2}), find_best(make({0: 2}), 0, judge)
    assert signs.numbers.tolist() == [0, 2]
    assert best is not None
    assert (best.number, best.lead) == (0, pytest.approx(2 * float(signs.likeness[0] - signs.likeness[1])))


@pytest.mark.parametrize(
    ("status", "score", "evidence", "expected"),
    [
        pytest.param(Status.ABSENT, 0.0, 0.0, True, id="absent"),
        pytest.param(Status.ADAPTED, 0.9, DOUBTFUL - 1, True, id="on little evidence"),
        pytest.param(Status.ADAPTED, MOSTLY - 0.1, DOUBTFUL + 1, True, id="little of its wording"),
        pytest.param(Status.ADAPTED, MOSTLY, DOUBTFUL + 1, False, id="most of its wording"),
        pytest.param(Status.VERBATIM, 1.0, 0.0, False, id="verbatim"),
    ],
)
def test_clause_is_open(status: Status, score: float, evidence: float, expected: bool) -> None:
    windows = () if status is Status.ABSENT else (Window(0, (Chain(0, (), COMMON + evidence),)),)
    assert is_open(Finding(0, status, score, False, windows, ())) is expected


def judge_by_likeness(carried: dict[int, int], certainty: float) -> list[Finding]:
    judge = Judge(Weights(0.0, {"likeness": 20.0}), Weights(certainty, {}))
    upper, lower = side(CLAUSES), side(SENTENCES)
    return list(judge_clauses(upper, lower, find(carried, lower), read_vocabulary(*upper), judge))


@pytest.mark.parametrize(
    ("carried", "certainty", "expected"),
    [
        pytest.param({}, 3.0, "厨子蒸馒头。", id="absent, and likely there"),
        pytest.param({}, -3.0, None, id="absent, and unlikely"),
        pytest.param({0: 2}, 3.0, "厨子蒸馒头。", id="found elsewhere, and likely there"),
        pytest.param({0: 2}, 0.0, "馒头配米粥。", id="found elsewhere, and as likely as not"),
        pytest.param({0: 0}, 3.0, "厨子蒸馒头。", id="found there"),
    ],
)
def test_sentence_that_carries_a_clause_is_taken(
    carried: dict[int, int], certainty: float, expected: str | None
) -> None:
    found = judge_by_likeness(carried, certainty)[0]
    assert next((p.text for p in found.spans), None) == expected


def test_lexicon_weighs_known_signs() -> None:
    names = {field.name for field in fields(Signs)} - {"numbers"}
    for weights in (load_judge().choice, load_judge().judgement):
        assert {part for name in weights.signs for part in name.split()} <= names
    assert load_lexicon("judging")["source"]
