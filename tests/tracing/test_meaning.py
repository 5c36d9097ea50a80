"""An encoder of the user's adds what shares no wording, and nothing else."""

import numpy as np
import pytest

import policytext as pt
from policytext.tracing.meaning import encode_texts
from policytext.tracing.values import Status

SUBJECTS = ("厨房 灶台 烹饪", "房屋 祠堂 建筑", "经费 资金 拨款")
"""Words of one meaning, as a model would have learnt them."""


def encode(texts):
    """Count the words of each subject: vectors as a sentence encoder gives them, small enough to follow by hand."""
    return [[sum(text.count(word) for word in subject.split()) for subject in SUBJECTS] for text in texts]


UPPER = pt.parse("澜江省长者食堂意见\n一、任务\n优先改造闲置祠堂。\n县级安排专项经费。\n定期公布菜谱。\n")
LOWER = pt.parse("柳渡镇长者食堂方案\n一、任务\n老建筑要派上用场。\n县里按月拨款。\n", path="b")


def told(**options) -> list[tuple[Status, str, float, str]]:
    cascade = pt.compare(UPPER, LOWER, **options)
    return [(t.status, t.by, t.score, t.spans[0].text if t.spans else "") for t in cascade.treatments]


def test_without_an_encoder_other_words_are_absent() -> None:
    assert [status for status, *_ in told()] == [Status.ABSENT] * 3


def test_an_encoder_finds_the_sentence_that_means_the_same() -> None:
    assert told(encoder=encode) == [
        (Status.ADAPTED, "meaning", 1.0, "老建筑要派上用场。"),
        (Status.ADAPTED, "meaning", 1.0, "县里按月拨款。"),
        (Status.ABSENT, "wording", 0.0, ""),
    ]


def test_what_wording_tells_stays_as_it_is() -> None:
    same = pt.parse("柳渡镇长者食堂方案\n一、任务\n优先改造闲置祠堂。\n", path="b")
    (first, *_) = pt.compare(UPPER, same, encoder=encode).treatments
    assert (first.status, first.by) == (Status.VERBATIM, "wording")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param([1.0, 2.0], id="one number a text"),
        pytest.param([[1.0]], id="one vector too few"),
        pytest.param([[1.0], [1.0, 2.0]], id="vectors of two lengths"),
        pytest.param((v for v in ([1.0], [2.0])), id="a generator of vectors"),
        pytest.param("甲乙", id="a string"),
        pytest.param(None, id="nothing"),
        pytest.param([[1.0, float("nan")], [1.0, 0.0]], id="a vector with NaN"),
        pytest.param([[1.0, 0.0], [float("inf"), 0.0]], id="a vector with infinity"),
    ],
)
def test_an_encoder_that_gives_other_shapes_is_refused(answer) -> None:
    with pytest.raises(ValueError, match=r"expected of the encoder an array of shape \(2, d\)"):
        encode_texts(lambda texts: answer, ["甲", "乙"])


def test_vectors_are_of_length_one_and_noughts_stay() -> None:
    vectors = encode_texts(lambda texts: [[3, 4], [0, 0]], ["甲", "乙"])
    assert np.allclose(vectors, [[0.6, 0.8], [0, 0]])


def test_what_means_a_clause_is_no_addition() -> None:
    texts = [a.passage.text for a in pt.compare(UPPER, LOWER, encoder=encode).additions]
    assert not {"老建筑要派上用场。", "县里按月拨款。"} & set(texts)


def test_directive_without_clauses_asks_the_encoder_nothing() -> None:
    cascade = pt.compare(pt.parse("澜江省长者食堂意见\n"), LOWER, encoder=encode)
    assert not cascade.treatments


def test_the_text_without_numbers_is_named() -> None:
    with pytest.raises(ValueError, match="NaN or infinity for 1 texts, such as '乙'"):
        encode_texts(lambda texts: [[1.0], [float("nan")]], ["甲", "乙"])


def test_an_encoder_that_knows_no_word_of_the_directive_is_refused() -> None:
    with pytest.raises(ValueError, match="got noughts for all 3 clauses"):
        told(encoder=lambda texts: np.zeros((len(texts), 4)))


@pytest.mark.parametrize(
    "encoder", [pytest.param((v for v in ()), id="a generator"), pytest.param("model", id="a string")]
)
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda encoder: pt.compare(UPPER, LOWER, encoder=encoder), id="compare"),
        pytest.param(lambda encoder: pt.trace([UPPER, LOWER], root=UPPER, encoder=encoder), id="trace"),
    ],
)
def test_what_cannot_be_called_is_no_encoder(call, encoder) -> None:
    with pytest.raises(TypeError, match=r"expected as encoder a callable from texts to vectors.*, got (generator|str)"):
        call(encoder)
