"""Characters know where they came from, whatever edits were made (design decision 1)."""

from array import array
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.text import INSERTED, Dropped, Edit, Place, Source, Text, make_text

LETTERS = st.text(alphabet="书屋𠮷免费，。；“”《》（） \t　0123一二#*-\n", max_size=80)
EDITS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 9), st.sampled_from(["", "", " ", "\n", "²", "补字"])), max_size=8
)


def source_of(text: str, page_starts: tuple[int, ...] = ()) -> Source:
    return Source(
        path="x.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        text=text,
        page_starts=page_starts,
    )


def edits_of(drawn: list[tuple[int, int, str]], length: int) -> list[Edit]:
    """Return drawn (gap, length, replacement) as edits one behind the other that fit a text of that length."""
    edits, last = [], 0
    for gap, width, replacement in drawn:
        start = last + gap % 11
        if start + width > length:
            break
        edits.append(Edit(start, start + width, replacement, "test"))
        last = start + width
    return edits


def count_letters(*texts: str) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())


def test_unchanged_text_is_its_own_origin() -> None:
    text = make_text(source_of("书屋\n免费"))
    assert (str(text), len(text)) == ("书屋\n免费", 5)
    assert list(text.origins) == [0, 1, 2, 3, 4]


@given(LETTERS, EDITS, EDITS)
def test_every_character_is_its_origins_or_was_inserted(letters: str, first: list, second: list) -> None:
    source = source_of(letters)
    text = make_text(source)
    inserted = 0
    for drawn in (first, second):
        edits = edits_of(drawn, len(text))
        inserted += sum(len(e.replacement) for e in edits)
        text = text.edited(edits)
    assert isinstance(text.origins, array)
    assert len(text.origins) == len(text.characters)
    for character, origin in zip(text.characters, text.origins, strict=True):
        assert character == source.text[origin] if not origin & INSERTED else character in " \n²补字"
    assert sum(bool(origin & INSERTED) for origin in text.origins) <= inserted


@given(LETTERS, EDITS)
def test_edits_change_what_they_say_and_nothing_else(letters: str, drawn: list) -> None:
    edits = edits_of(drawn, len(letters))
    expected, last = "", 0
    for edit in edits:
        expected += letters[last : edit.start] + edit.replacement
        last = edit.end
    expected += letters[last:]
    assert str(make_text(source_of(letters)).edited(sorted(edits, key=lambda e: -e.start))) == expected


@given(LETTERS, EDITS, EDITS)
def test_nothing_is_lost_silently(letters: str, first: list, second: list) -> None:
    text = make_text(source_of(letters))
    for drawn in (first, second):
        text = text.edited(edits_of(drawn, len(text)))
    assert not count_letters(letters) - count_letters(text.characters, *(d.text for d in text.dropped))


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(0, 3), Edit(2, 4)], id="a character in two edits"),
        pytest.param([Edit(2, 4), Edit(0, 3)], id="in any order"),
        pytest.param([Edit(1, 3), Edit(1, 3)], id="the same twice"),
        pytest.param([Edit(0, 4), Edit(1, 2)], id="one within another"),
        pytest.param([Edit(4, 6)], id="behind the end"),
        pytest.param([Edit(-1, 2)], id="before the start"),
        pytest.param([Edit(3, 2)], id="end before start"),
    ],
)
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another or lies outside"):
        make_text(source_of("书屋免费开")).edited(edits)


def test_edits_that_touch_are_made() -> None:
    text = make_text(source_of("书屋免费")).edited([Edit(2, 4), Edit(0, 2, "站"), Edit(2, 2, "、")])
    assert str(text) == "站、"


def test_dropped_says_what_why_and_where() -> None:
    text = make_text(source_of("书屋\n - 1 - \n免费")).edited([Edit(3, 10, "", "page number")])
    assert text.dropped == (Dropped("- 1 -", "page number", Place(None, 2, 1)),)


def test_spaces_may_go_without_a_word() -> None:
    assert make_text(source_of("书 屋")).edited([Edit(1, 2, "", "space")]).dropped == ()


@given(LETTERS, EDITS, st.data())
def test_place_agrees_with_counting(letters: str, drawn: list, data) -> None:
    text = make_text(source_of(letters)).edited(edits_of(drawn, len(letters)))
    if not text.characters:
        return
    offset = data.draw(st.integers(0, len(text) - 1))
    before = letters[: text.origin(offset)]
    assert text.place(offset) == Place(None, before.count("\n") + 1, len(before) - before.rfind("\n"))


@given(st.lists(LETTERS, min_size=1, max_size=5), st.data())
def test_place_counts_lines_within_the_page(pages: list[str], data) -> None:
    letters = "\n".join(pages)
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 1)
    offset = data.draw(st.integers(0, len(letters)))
    page = bisect_right(starts, offset)
    before = letters[starts[page - 1] : offset]
    expected = Place(page, before.count("\n") + 1, len(before) - before.rfind("\n"))
    source = source_of(letters, tuple(starts))
    assert source.place(offset) == expected
    assert source.pages == len(pages)


@pytest.mark.parametrize("offset", [-1, 6])
def test_place_outside_the_text_is_an_error(offset: int) -> None:
    with pytest.raises(IndexError, match=f"offset {offset} is not within a text of 5"):
        make_text(source_of("书屋\n免费")).place(offset)


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        pytest.param(Place(None, 3, 4), "line 3, column 4", id="a file without pages"),
        pytest.param(Place(2, 3, 4), "page 2, line 3, column 4", id="a file with pages"),
    ],
)
def test_place_is_printed(place: Place, printed: str) -> None:
    assert str(place) == printed


@pytest.mark.parametrize(
    ("edits", "line", "column"),
    [
        pytest.param([], 2, 3, id="as it came"),
        pytest.param([Edit(4, 5)], 2, 2, id="the last character gone"),
        pytest.param([Edit(5, 5, "²")], 2, 3, id="a character put in at the end"),
    ],
)
def test_end_of_a_text_has_a_place(edits: list[Edit], line: int, column: int) -> None:
    text = make_text(source_of("书屋\n免费")).edited(edits)
    assert text.place(len(text)) == Place(None, line, column)


def test_empty_text_has_a_place() -> None:
    text = make_text(source_of(""))
    assert text.place(0) == Place(None, 1, 1)
    assert list(text.stretches()) == []


@given(LETTERS, EDITS, st.lists(st.integers(0, 90), max_size=4))
def test_parts_keep_origins_and_what_was_dropped(letters: str, drawn: list, cuts: list[int]) -> None:
    text = make_text(source_of(letters)).edited(edits_of(drawn, len(letters)))
    edges = [0, *sorted({c for c in cuts if 0 < c < len(text)}), len(text)]
    parts = [text.part(start, end) for start, end in pairwise(edges)]
    assert "".join(map(str, parts)) == str(text)
    assert [origin for part in parts for origin in part.origins] == list(text.origins)
    assert Counter(d for part in parts for d in part.dropped) == Counter(text.dropped)
    assert all(part.source is text.source for part in parts)


@given(LETTERS, EDITS)
def test_stretches_tell_every_place(letters: str, drawn: list) -> None:
    check_stretches(make_text(source_of(letters)).edited(edits_of(drawn, len(letters))))


@pytest.mark.parametrize("gap", ["", " ", "、、"])
def test_stretches_tell_every_place_where_lines_are_joined(gap: str) -> None:
    check_stretches(make_text(source_of("书屋\n免费")).edited([Edit(2, 3, gap)]))


def check_stretches(text: Text) -> None:
    stretches = list(text.stretches())
    starts = [start for start, _ in stretches]
    assert starts == sorted(set(starts))
    for offset in range(len(text)):
        start, place = stretches[bisect_right(starts, offset) - 1]
        assert text.place(offset) == Place(None, place.line, place.column + offset - start)


def test_text_is_equal_to_itself_alone() -> None:
    text = make_text(source_of("书屋"))
    assert isinstance(text, Text)
    assert text == text  # noqa: PLR0124 - what is tested
    assert text != make_text(source_of("书屋"))
