from concurrent.futures import ThreadPoolExecutor

import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st

from policytext.spans import Span
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Script
from policytext.tracing.senses import Nearness, Senses, compare_senses, read_senses
from policytext.wording.vectors import load_vectors


def read(sentences: tuple[str, ...]) -> Senses:
    text = "".join(sentences)
    ends = [sum(map(len, sentences[: n + 1])) for n in range(len(sentences))]
    script = Script(fold_letters(text), text)
    return read_senses(script, [Span(end - len(s), end) for s, end in zip(sentences, ends, strict=True)])


def compare(clauses: tuple[str, ...], sentences: tuple[str, ...]) -> Nearness:
    return compare_senses(read(clauses), read(sentences))


@pytest.mark.parametrize(
    ("clause", "near", "far"),
    [
        pytest.param("健全投诉渠道。", "完善举报机制。", "禁止携带犬只。", id="no letter in common"),
        pytest.param("给予养老补贴。", "发放老年津贴。", "拆除围墙。", id="another measure's word"),
        pytest.param("表彰先进人物。", "表扬模范。", "清运垃圾。", id="praise"),
    ],
)
def test_sentence_in_other_words_is_nearer_than_another(clause: str, near: str, far: str) -> None:
    nearness = compare((clause,), (near, far))
    for values in (nearness.gist, nearness.answered, nearness.answering):
        assert values[0, 0] > values[0, 1]


def test_shares_by_hand() -> None:
    # 投诉 answers 举报; 垃圾 answers nothing of 举报.
    vectors = load_vectors()
    complaint, report, wall = (vectors.numbers[word] for word in ("投诉", "举报", "垃圾"))
    like = float(vectors.rows[complaint] @ vectors.rows[report])
    told, other = float(vectors.information[complaint]), float(vectors.information[wall])
    nearness = compare(("投诉，垃圾。",), ("举报。",))
    assert nearness.answered[0, 0] == pytest.approx(like * told / (told + other), abs=0.003)
    assert nearness.answering[0, 0] == pytest.approx(like, abs=0.003)


@pytest.mark.parametrize(
    ("clauses", "sentences"),
    [
        pytest.param((), ("完善举报机制。",), id="no clause"),
        pytest.param(("健全投诉渠道。",), (), id="no sentence"),
        pytest.param(("健全投诉渠道。",), ("ABC。",), id="a sentence without a word"),
        pytest.param(("１２３。",), ("完善举报机制。",), id="a clause without a word"),
    ],
)
def test_nothing_is_near_what_has_no_word(clauses: tuple[str, ...], sentences: tuple[str, ...]) -> None:
    nearness = compare(clauses, sentences)
    for values in (nearness.gist, nearness.answered, nearness.answering):
        assert values.shape == (len(clauses), len(sentences))
        assert not values.any()


@given(st.lists(st.text("健全投诉渠道完善举报机制养老，", min_size=1, max_size=12), min_size=1, max_size=5))
def test_each_is_nearest_to_itself(texts: list[str]) -> None:
    sentences = tuple(f"{text}。" for text in texts)
    own, nearness = read(sentences), compare(sentences, sentences)
    for n, words in enumerate(own.words):
        if len(words):
            for values in (nearness.gist, nearness.answered, nearness.answering):
                assert values[n, n] == pytest.approx(1, abs=1e-4)
                assert values[n].max() <= 1 + 1e-4


def test_many_sentences_are_compared_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    clauses, sentences = ("健全投诉渠道。", "发放老年津贴。"), ("完善举报机制。", "拆除围墙。", "给予养老补贴。")
    whole = compare(clauses, sentences)
    monkeypatch.setattr("policytext.tracing.senses._TOGETHER", 2)
    parted = compare(clauses, sentences)
    assert parted.answered == pytest.approx(whole.answered, abs=0.003)
    assert parted.answering == pytest.approx(whole.answering, abs=0.003)


def test_comparing_in_threads_leaves_the_threads_of_arrays_alone() -> None:
    before = [pool["num_threads"] for pool in threadpoolctl.threadpool_info()]
    clauses, sentences = read(("健全投诉渠道。",) * 50), read(("完善举报机制。",) * 50)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: compare_senses(clauses, sentences), range(100)))
    assert [pool["num_threads"] for pool in threadpoolctl.threadpool_info()] == before
