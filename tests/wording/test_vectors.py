import io
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.wording.vectors import load_vectors, read_vectors


def write(words: Sequence[str], vectors: Sequence[Sequence[int]], counts: Sequence[int], total: int) -> bytes:
    content = io.BytesIO()
    np.savez(
        content,
        words=np.array("\n".join(words)),
        vectors=np.array(vectors, dtype=np.int8),
        counts=np.array(counts),
        total=total,
        source=np.array("三份虚构的菜谱"),
    )
    return content.getvalue()


KITCHEN = write(["馒头", "蒸", "蒸馒头"], [[3, 4], [0, 127], [-5, 12]], [1, 1, 2], 1000)


def test_file_is_read_as_vectors_of_length_one() -> None:
    vectors = read_vectors(KITCHEN)
    assert vectors.rows.tolist() == [pytest.approx(row) for row in ([0.6, 0.8], [0, 1], [-5 / 13, 12 / 13])]
    assert vectors.information.tolist() == pytest.approx([math.log(1000), math.log(1000), math.log(500)])
    assert vectors.weights.tolist() == pytest.approx([0.5, 0.5, 1 / 3])
    assert vectors.source == "三份虚构的菜谱"


@pytest.mark.parametrize(
    ("vectors", "counts"),
    [
        pytest.param([[3, 4], [0, 0]], [1, 1], id="a vector of zeros"),
        pytest.param([[3, 4], [0, 1]], [1, 0], id="no count"),
    ],
)
def test_word_without_vector_or_count_is_an_error(vectors: Sequence[Sequence[int]], counts: Sequence[int]) -> None:
    with pytest.raises(ValueError, match="expected a count and a vector"):
        read_vectors(write(["馒头", "蒸"], vectors, counts, 1000))


@pytest.mark.parametrize(
    ("run", "words"),
    [
        pytest.param("蒸馒头", ["蒸馒头"], id="the longest that fits"),
        pytest.param("蒸一笼馒头", ["蒸", "馒头"], id="others are passed over"),
        pytest.param("馒", [], id="the beginning of a word is none"),
        pytest.param("馒馒头", ["馒头"], id="a beginning before the word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_run_is_cut_into_known_words(run: str, words: Sequence[str]) -> None:
    vectors = read_vectors(KITCHEN)
    names = list(vectors.numbers)
    assert [names[n] for n in vectors.cut(run)] == words


@given(st.text("蒸馒头大家", max_size=30))
def test_words_that_are_cut_stand_in_the_run_in_order(run: str) -> None:
    vectors = read_vectors(KITCHEN)
    names, at = list(vectors.numbers), 0
    for number in vectors.cut(run):
        at = run.index(names[number], at) + len(names[number])


def likeness(first: str, second: str) -> float:
    vectors = load_vectors()
    return float(vectors.rows[vectors.numbers[first]] @ vectors.rows[vectors.numbers[second]])


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("完善", "健全", "罚款"),
        ("举报", "投诉", "绿地"),
        ("养老", "托育", "缴纳"),
        ("噪声", "噪音", "编制"),
        ("表彰", "表扬", "拆除"),
        ("补贴", "补助", "森林"),
    ],
)
def test_words_of_like_use_are_near(word: str, like: str, unlike: str) -> None:
    assert likeness(word, like) > 0.6
    assert likeness(word, unlike) < 0.3


def test_shipped_file_names_its_source_and_has_no_sentence() -> None:
    vectors = load_vectors()
    assert "documents" in vectors.source
    assert max(map(len, vectors.numbers)) <= 16
    assert vectors.rows.shape == (len(vectors.numbers), 200)
