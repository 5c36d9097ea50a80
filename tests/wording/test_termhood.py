"""Terms and phrases by their published formulae."""

import math

import pytest

from policytext.pipeline import parse
from policytext.wording.termhood import rank_by_textrank, rank_phrases, rank_terms
from policytext.wording.words import find_words

LIBRARY = parse("图书馆要办好农村书屋。图书馆的图书要常换常新。")
MARKET = parse("集市要管好摊位。集市的摊位要干净整洁。")


def test_words_are_cut_and_figures_and_marks_left_out() -> None:
    words = [word.text for word in find_words("到2026年，建成农村书屋20个。")]
    assert "农村" in words
    assert all(len(word) > 1 and word.isalpha() for word in words)


def test_words_know_where_they_stand() -> None:
    text = "图书馆要办好农村书屋。"
    assert all(word.span.of(text) == word.text for word in find_words(text))


def test_words_of_the_field_are_kept_whole() -> None:
    assert "五社联动" in [word.text for word in find_words("完善五社联动机制", known=["五社联动"])]
    assert "五社联动" not in [word.text for word in find_words("完善五社联动机制")]


def test_term_of_one_document_ranks_above_a_word_of_both() -> None:
    terms = rank_terms([LIBRARY, MARKET])
    first = {t.document: t.text for t in reversed(terms)}
    assert first[LIBRARY.id] == "图书馆"
    assert first[MARKET.id] in {"摊位", "集市"}
    assert next(t for t in terms if t.text == "图书馆").count == 2


@pytest.mark.parametrize("rank", [rank_terms, rank_by_textrank], ids=lambda rank: rank.__name__)
def test_terms_say_where_they_stand(rank) -> None:
    for term in rank([LIBRARY]):
        assert {span.of(LIBRARY.text.characters) for span in term.spans} == {term.text}
        assert len(term.spans) == term.count


@pytest.mark.parametrize("rank", [rank_terms, rank_by_textrank], ids=lambda rank: rank.__name__)
def test_terms_of_no_words_are_none(rank) -> None:
    assert tuple(rank([parse("2026")])) == ()


@pytest.mark.parametrize("rank", [rank_terms, rank_by_textrank, rank_phrases], ids=lambda rank: rank.__name__)
def test_top_below_one_is_refused(rank) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        rank([LIBRARY], top=0)


def test_textrank_puts_the_word_with_most_neighbours_first() -> None:
    document = parse("书屋开放，书屋借阅，书屋讲座，书屋展览。")
    assert rank_by_textrank([document], window=2)[0].text == "书屋"


def test_c_value_is_that_of_its_formula() -> None:
    """农村/书屋/管理 stands twice; 农村/书屋 four times, twice within it: log2(2) * (4 - 2 / 1)."""
    document = parse("农村书屋管理。农村书屋管理。农村书屋。农村书屋。")
    found = {p.text: p for p in rank_phrases([document], least=2)}
    assert found["农村书屋"].c_value == pytest.approx(math.log2(2) * (4 - 2 / 1))
    assert found["农村书屋管理"].c_value == pytest.approx(math.log2(3) * 2, abs=1e-4)


def test_phrases_do_not_run_over_marks() -> None:
    assert not rank_phrases([parse("社区，服务。社区，服务。")], least=2)
