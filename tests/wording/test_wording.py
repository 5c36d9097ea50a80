"""Corpus tools give what their published formulae give on examples worked out by hand, or by scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from policytext.pipeline import parse
from policytext.wording.collocations import score_collocates
from policytext.wording.concordance import find_lines
from policytext.wording.dispersion import score_dispersion
from policytext.wording.keyness import chi_square, log_likelihood, score_keyness
from policytext.wording.newwords import find_new_words
from policytext.wording.ngrams import count_ngrams
from policytext.wording.strength import find_modality, score_strength
from policytext.wording.topics import find_topics


@given(a=st.integers(1, 60), b=st.integers(1, 60), n=st.integers(100, 5000), m=st.integers(100, 5000))
def test_keyness_is_that_of_the_whole_table(a: int, b: int, n: int, m: int) -> None:
    table = [[a, b], [n - a, m - b]]
    g = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert log_likelihood(a, b, n, m) == pytest.approx(g, abs=1e-6)
    assert chi_square(a, b, n, m) == pytest.approx(chi2_contingency(table, correction=True).statistic, abs=1e-6)


def test_keyness_orders_words_from_one_group_to_the_other() -> None:
    upper, lower = parse("改革改革改革，发展。"), parse("村民村民村民，发展。")
    found = score_keyness([upper], [lower], least=1)
    assert (found[0].text, found[-1].text) == ("改革", "村民")
    assert {row.text: row.log_ratio for row in found}["发展"] == 0
    assert found[0].log_ratio == pytest.approx(math.log2(3 / 0.5), abs=1e-4)
    assert found[0].log_likelihood == -found[-1].log_likelihood > 0


def test_keyness_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="expected words in both groups, got 0 and"):
        score_keyness([parse("12")], [parse("村民议事")])


TEXT = "建好书屋。书屋每天开放。\n社区书屋免费。"


@pytest.mark.parametrize(
    ("pattern", "regex", "expected"),
    [
        pytest.param("书屋", False, [("建好", "。书"), ("屋。", "每天"), ("社区", "免费")], id="each place"),
        pytest.param("屋每", False, [("。书", "天开")], id="over a cut of words"),
        pytest.param("每.", True, [("书屋", "开放")], id="a regular expression"),
        pytest.param("学校", False, [], id="nowhere"),
    ],
)
def test_concordance_shows_what_stands_around(pattern: str, regex: bool, expected) -> None:
    document = parse(TEXT)
    lines = find_lines([document], pattern, width=2, regex=regex)
    assert [(line.left, line.right) for line in lines] == expected
    assert all(line.span.of(document.text.characters) == line.text for line in lines)


@pytest.mark.parametrize(
    ("pattern", "regex"), [("", False), ("（", True), ("[", True)], ids=["empty", "no match", "bad"]
)
def test_concordance_of_a_bad_pattern_is_refused(pattern: str, regex: bool) -> None:
    if pattern == "（":
        assert not find_lines([parse(TEXT)], pattern, regex=regex)
    else:
        with pytest.raises(ValueError, match="expected a"):
            find_lines([parse(TEXT)], pattern, regex=regex)


def test_collocates_are_scored_by_their_formulae() -> None:
    """Words 书屋 开放 书屋 借阅 讲座: f(书屋) = 2, f(开放) = 1, N = 5, one word on each side."""
    (found,) = (
        row
        for row in score_collocates([parse("书屋开放书屋借阅讲座")], "书屋", window=1, least=1)
        if row.text == "开放"
    )
    assert found.together == 2
    expected = 2 * 1 * 2 * 1 / 5
    assert found.expected == pytest.approx(expected)
    assert found.mutual_information == pytest.approx(math.log2(2 / expected), abs=1e-4)
    assert found.t_score == pytest.approx((2 - expected) / math.sqrt(2), abs=1e-4)
    assert found.log_dice == pytest.approx(14 + math.log2(2 * 2 / (2 + 1)), abs=1e-4)


def test_dispersion_tells_a_word_of_all_documents_from_one_of_one() -> None:
    documents = [parse("书屋开放，讲座讲座。"), parse("书屋借阅，书屋开放。"), parse("书屋展览，村民议事。")]
    found = {row.text: row for row in score_dispersion(documents, words=["书屋", "讲座"])}
    assert found["书屋"].documents == 3
    assert found["讲座"].documents == 1
    assert found["书屋"].dp < found["讲座"].dp
    assert found["讲座"].juilland == pytest.approx(0)


def test_a_run_that_holds_together_among_changing_neighbours_is_a_new_word() -> None:
    frames = ["推进甲进村", "开展乙入户", "深化丙服务", "完善丁机制", "做好戊评价", "探索己路子", "建立庚台账"]
    slogan = "网格驿站"
    text = "。".join(frame[:3] + slogan + frame[3:] for frame in frames)
    found = {row.text: row for row in find_new_words([parse(text)], least=5, cohesion=3)}
    assert found[slogan].count == 7
    assert found[slogan].left_entropy == pytest.approx(math.log2(7), abs=1e-4)
    # A part of it has one neighbour only.
    assert "网格驿" not in found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param({"size": 2}, {"社区 书屋": 2}, id="runs of words"),
        pytest.param({"size": 4, "characters": True}, {"社区书屋": 2}, id="runs of characters"),
    ],
)
def test_ngrams_are_counted_within_marks(options, expected) -> None:
    found = count_ngrams([parse("社区书屋，开放。社区书屋。")], **options)
    assert {row.text: row.count for row in found} == expected


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_topics_part_two_subjects(method) -> None:
    books = [parse("书屋图书借阅阅读书屋图书借阅阅读"), parse("图书书屋阅读借阅图书书屋")]
    roads = [parse("公路桥梁养护路面公路桥梁养护路面"), parse("桥梁公路路面养护桥梁公路")]
    model = find_topics([*books, *roads], 2, method=method)
    main = {s.document: s.topic for s in sorted(model.shares, key=lambda s: s.share)}
    assert main[books[0].id] == main[books[1].id] != main[roads[0].id] == main[roads[1].id]


def test_strength_is_the_mean_of_the_grades() -> None:
    document = parse("青禾县书屋办法\n各镇应当建好书屋，严禁挪用经费，鼓励社会捐赠，可能的话探索夜间开放。")
    assert [(m.text, m.value) for m in find_modality(document)] == [("应当", 4), ("严禁", 5), ("鼓励", 2), ("探索", 1)]
    assert score_strength([document])[0].mean == pytest.approx((4 + 5 + 2 + 1) / 4)


def test_a_users_words_have_the_value_that_the_user_gives() -> None:
    document = parse("青禾县书屋办法\n各镇务必建好书屋，应当每天开放。")
    told = [(m.text, m.value) for m in find_modality(document, words={"务必": 5, "应当": 3})]
    assert told == [("务必", 5), ("应当", 3)]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: find_topics([parse("书屋")], 0), id="no topics"),
        pytest.param(lambda: count_ngrams([parse("书屋")], size=0), id="runs of nothing"),
        pytest.param(lambda: score_collocates([parse("书屋")], "书屋", window=0), id="no window"),
        pytest.param(lambda: find_new_words([parse("书屋")], longest=1), id="words of one letter"),
    ],
)
def test_senseless_options_are_refused(call) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        call()
