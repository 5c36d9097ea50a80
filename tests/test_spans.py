"""A span is half-open, in code points; spans that touch can be made one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.spans import Span, merge_spans

OFFSETS = st.integers(0, 40)
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(3, 2, id="end before start"),
        pytest.param(-1, 2, id="start before the text"),
        pytest.param(-2, -1, id="both before the text"),
    ],
)
def test_span_out_of_order_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"got {start}, {end}"):
        Span(start, end)


def test_span_counts_code_points() -> None:
    span = Span(1, 3)
    assert span.of("柳𠮷村书屋") == "𠮷村"
    assert len(span) == 2


@pytest.mark.parametrize(
    ("other", "held"),
    [
        pytest.param(2, True, id="its start"),
        pytest.param(4, True, id="its last character"),
        pytest.param(5, False, id="its end"),
        pytest.param(1, False, id="the character before"),
        pytest.param(Span(2, 5), True, id="itself"),
        pytest.param(Span(3, 3), True, id="an empty span within"),
        pytest.param(Span(1, 3), False, id="a span that opens before it"),
        pytest.param(Span(4, 6), False, id="a span that goes on behind it"),
        pytest.param("二", False, id="what is no place"),
    ],
)
def test_span_holds(other: object, held: bool) -> None:
    assert (other in Span(2, 5)) is held


@pytest.mark.parametrize(
    ("other", "overlapping"),
    [
        pytest.param(Span(4, 8), True, id="one character shared"),
        pytest.param(Span(5, 8), False, id="touching behind"),
        pytest.param(Span(0, 2), False, id="touching before"),
        pytest.param(Span(0, 9), True, id="around it"),
    ],
)
def test_spans_overlap_where_they_share_a_character(other: Span, overlapping: bool) -> None:
    assert Span(2, 5).overlaps(other) is overlapping
    assert other.overlaps(Span(2, 5)) is overlapping


def test_span_is_shifted() -> None:
    assert Span(2, 5).shifted(-2) == Span(0, 3)
    with pytest.raises(ValueError, match="got -1, 2"):
        Span(2, 5).shifted(-3)


@pytest.mark.parametrize(
    ("gap", "merged"),
    [
        pytest.param(0, [Span(0, 4), Span(6, 9)], id="touching ones alone"),
        pytest.param(1, [Span(0, 4), Span(6, 9)], id="a gap too wide by one"),
        pytest.param(2, [Span(0, 9)], id="a gap just bridged"),
    ],
)
def test_spans_that_touch_become_one(gap: int, merged: list[Span]) -> None:
    assert list(merge_spans([Span(6, 9), Span(0, 2), Span(2, 4), Span(1, 3)], gap=gap)) == merged


@given(st.lists(SPANS, max_size=12), st.integers(0, 5))
def test_merging_keeps_every_offset_and_order(spans: list[Span], gap: int) -> None:
    merged = list(merge_spans(spans, gap=gap))
    assert all(any(span in whole for whole in merged) for span in spans)
    assert all(left.end + gap < right.start for left, right in pairwise(merged))
    if gap == 0:
        assert {i for s in merged for i in range(s.start, s.end)} == {i for s in spans for i in range(s.start, s.end)}
    assert list(merge_spans(merged, gap=gap)) == merged
