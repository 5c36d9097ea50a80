"""Agreement of coders, by the worked examples of the papers that define it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.evaluation.agreement import cohen_kappa, krippendorff_alpha

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four coders, twelve units; the nominal α printed with them is 0.743."""
CODES = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("甲乙丙")), min_size=1, max_size=30)


def test_alpha_of_the_published_example() -> None:
    assert krippendorff_alpha(list(zip(*KRIPPENDORFF, strict=True))) == pytest.approx(0.743, abs=5e-4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("甲乙甲乙", "甲乙甲乙", 1.0, id="the same throughout"),
        pytest.param("甲甲乙乙", "甲乙甲乙", 0.0, id="as often as chance has it"),
        pytest.param("甲甲", "甲甲", None, id="one code alone says nothing"),
        pytest.param("", "", None, id="no unit"),
    ],
)
def test_kappa(first: str, second: str, expected: float | None) -> None:
    assert cohen_kappa(list(first), list(second)) == expected


def test_kappa_passes_over_what_one_coder_left_out() -> None:
    assert cohen_kappa(["甲", "乙", None, "甲"], ["甲", "乙", "甲", None]) == 1.0


def test_kappa_of_different_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="got 1 and 2"):
        cohen_kappa(["甲"], ["甲", "乙"])


@given(CODES)
def test_agreement_is_one_only_where_coders_agree(pairs) -> None:
    same = all(a == b for a, b in pairs)
    for value in (cohen_kappa(*zip(*pairs, strict=True)), krippendorff_alpha(pairs)):
        assert value is None or (value == 1.0) == same
        assert value is None or value <= 1


@pytest.mark.parametrize("units", [[], [[None, "甲"]], [["甲", "甲"]]], ids=["none", "coded once", "one code"])
def test_alpha_of_nothing_to_compare_is_none(units) -> None:
    assert krippendorff_alpha(units) is None
