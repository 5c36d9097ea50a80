import pytest

from policytext.findings.terms import find_words, rank_terms
from policytext.pipeline import parse

LIBRARY = parse("图书馆要办好农村书屋。图书馆的图书要常换常新。")
MARKET = parse("集市要管好摊位。集市的摊位要干净整洁。")


def test_words_are_cut_and_figures_and_marks_left_out() -> None:
    words = list(find_words("到2026年，建成农村书屋20个。"))
    assert "农村" in words
    assert all(len(word) > 1 and word.isalpha() for word in words)


def test_term_of_one_document_ranks_above_a_word_of_both() -> None:
    terms = rank_terms([LIBRARY, MARKET])
    first = {t.document: t.text for t in reversed(terms)}
    assert first == {LIBRARY.id: "图书馆", MARKET.id: "摊位"} or first[MARKET.id] in {"摊位", "集市"}
    assert next(t for t in terms if t.text == "图书馆").count == 2


def test_terms_of_no_words_are_none() -> None:
    assert tuple(rank_terms([parse("2026")])) == ()


def test_table_of_terms_converts() -> None:
    assert list(rank_terms([LIBRARY], top=1).to_frame().columns) == ["document", "text", "count", "score"]


def test_top_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        rank_terms([LIBRARY], top=0)
