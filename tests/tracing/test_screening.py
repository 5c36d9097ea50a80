from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.tracing.letters import fold_letters
from policytext.tracing.screening import BATCH, PIECE, Sighting, screen_texts

BARN = "闲置粮站改造为厨房与饭厅，灶台高度照顾老年人的身体条件。"
RIDERS = "失能、高龄和独居老人由骑手按固定线路送饭上门。"
WASTE = "剩饭剩菜集中收运，用于沤肥和养殖昆虫。"
CLAUSES = (BARN, RIDERS, WASTE)
OWN = "汛期前清理渠道淤泥，更换锈蚀闸门，加固堤防险段，储备砂石袋与救生衣。"
LONG = (
    "村民代表会议商定用餐价格并张榜公示，特困供养对象就餐费用从救助资金列支，审计部门每半年抽查台账，"
    "虚报人数的追回款项，厨师持健康证上岗，留样食品冷藏保存满两天，农药残留超标的蔬菜当场销毁并追查来路。"
)


def seen(*texts: str, clauses: tuple[str, ...] = CLAUSES) -> list[tuple[int, int]]:
    """Tell (text, clause) of each sighting."""
    return [(s.text, s.clause) for s in screen_texts(clauses, texts)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(BARN, [0], id="the whole clause"),
        pytest.param(OWN + RIDERS + OWN, [1], id="between sentences of its own"),
        pytest.param(RIDERS.replace("，", ",").replace("、", "\n"), [1], id="punctuation and lines changed"),
        pytest.param(RIDERS.replace("骑手", "志愿者").replace("固定", "既定"), [1], id="words replaced"),
        pytest.param("用于沤肥和养殖昆虫的剩饭剩菜", [2], id="a part of it"),
        pytest.param(f"{WASTE[:-1]}，{RIDERS}", [2, 1], id="two merged, in the order of the text"),
        pytest.param(f"{RIDERS}{OWN}{RIDERS}", [1, 1], id="met twice"),
        pytest.param(OWN, [], id="nothing shared"),
        pytest.param("老年人的身体", [], id="a common term only"),
        pytest.param("", [], id="an empty text"),
        pytest.param("，。\n", [], id="no letters"),
    ],
)
def test_clauses_are_seen_in_a_text(text: str, clauses: list[int]) -> None:
    assert seen(text) == [(0, clause) for clause in clauses]


def test_texts_are_numbered_as_they_come_across_batches() -> None:
    filler = OWN * (BATCH // len(OWN) // 2)
    assert seen(BARN, filler, WASTE, filler, "", filler, RIDERS) == [(0, 0), (2, 2), (6, 1)]


def test_stream_is_read_as_it_is_needed() -> None:
    read: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(10):
            read.append(number)
            yield BARN + OWN * (BATCH // len(OWN) + 1)

    assert next(screen_texts(CLAUSES, texts())).clause == 0
    assert read == [0]


def test_clause_at_the_border_of_two_texts_stays_in_its_own() -> None:
    texts = (RIDERS, BARN)
    told = [(s.text, s.span.of(texts[s.text])) for s in screen_texts(CLAUSES, texts)]
    assert told == [(0, RIDERS[:-1]), (1, BARN[:-1])]


def test_span_of_an_unchanged_clause_is_exact_and_its_score_one() -> None:
    text = f"柳渡镇：{OWN}\n为此，{RIDERS}"
    (sighting,) = screen_texts(CLAUSES, [text])
    assert sighting.span.of(text) == RIDERS[:-1]
    assert sighting.score == 1.0


def test_score_falls_as_letters_are_changed() -> None:
    changed = RIDERS.replace("骑手", "民警")
    (sighting,) = screen_texts(CLAUSES, [changed])
    size = len(fold_letters(RIDERS).text)
    assert sighting.score == pytest.approx((size - 2) / size, abs=1e-4)


def test_likelier_of_two_clauses_that_claim_one_stretch_is_told() -> None:
    rival = RIDERS.replace("骑手按固定线路送饭上门", "村医每周巡诊量血压")
    assert seen(RIDERS, clauses=(RIDERS, rival)) == [(0, 0)]
    assert seen(rival, clauses=(RIDERS, rival)) == [(0, 1)]


def test_piece_of_a_long_clause_is_enough() -> None:
    assert len(fold_letters(LONG).text) > PIECE
    assert (0, 1) in seen(f"{OWN}虚报人数的追回款项，厨师持健康证上岗，留样食品冷藏保存满两天。", clauses=(BARN, LONG))


@pytest.mark.parametrize("clauses", [(), ("",), ("，。",), ("灶台",)], ids=["none", "empty", "punctuation", "tiny"])
def test_directive_without_wording_is_seen_nowhere(clauses: tuple[str, ...]) -> None:
    assert seen(BARN, "", clauses=clauses) == []


@given(st.lists(st.sampled_from([*CLAUSES, OWN, "，", "灶台", "\n", "𠮷", "ﬁ"]), max_size=12))
def test_sightings_lie_within_their_text_and_are_what_the_text_alone_gives(parts: list[str]) -> None:
    texts = ["".join(parts), BARN, "".join(reversed(parts))]
    told = list(screen_texts(CLAUSES, texts))
    for sighting in told:
        assert sighting.span.of(texts[sighting.text])
        assert 0 < sighting.score <= 1
    alone = [Sighting(n, s.clause, s.span, s.score) for n, t in enumerate(texts) for s in screen_texts(CLAUSES, [t])]
    assert told == alone
