from collections.abc import Iterator, Sequence

import pytest

from policytext.spans import Span
from policytext.tracing.alignment import (
    FARTHEST,
    WHO,
    Directive,
    Idle,
    Window,
    find_breaks,
    find_windows,
    passage_of,
    prepare_directive,
    weigh,
)
from policytext.tracing.letters import fold_letters
from policytext.tracing.values import Clause

CLAUSES = (
    "灶台高度照顾老人身体条件。",
    "闲置粮站改造为厨房与饭厅。",
    "骑手按固定线路送饭上门。",
    "剩饭剩菜用于沤肥和养殖昆虫。",
    "卫生院医师逐户建立忌口档案。",
)


def make_directive(
    sentences: Sequence[str] = CLAUSES,
    formulae: Sequence[str] = (),
    shells: Sequence[str] = (),
    who: Sequence[str] = (),
) -> Directive:
    text = "标题\n" + "".join(sentences)
    clauses = []
    for number, sentence in enumerate(sentences, 1):
        start = text.index(sentence)
        clauses.append(Clause(id=f"c{number:03}", path=(), span=Span(start, start + len(sentence)), text=sentence))
    return prepare_directive(
        text, clauses, Idle(*([place(text, w) for w in words] for words in (formulae, shells, who)))
    )


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def windows(text: str, directive: Directive | None = None) -> dict[int, tuple[Window, ...]]:
    letters = fold_letters(text)
    return find_windows(directive or make_directive(), letters, find_breaks(letters, text))


def quotes(text: str) -> Iterator[tuple[int, str]]:
    """Yield (clause, passage) as the windows say it."""
    letters = fold_letters(text)
    for clause, own in sorted(windows(text).items()):
        yield from ((clause, letters.span(w.start, w.end).of(text)) for w in own)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("闲置粮站改造为厨房与饭厅。", [(1, "闲置粮站改造为厨房与饭厅")], id="the whole clause"),
        pytest.param("把闲置粮站改造为村史馆。", [(1, "闲置粮站改造为")], id="a part of it"),
        pytest.param(
            "闲置粮站改造为厨房与饭厅，骑手按固定线路送饭上门。",
            [(1, "闲置粮站改造为厨房与饭厅"), (2, "骑手按固定线路送饭上门")],
            id="two clauses in one sentence",
        ),
        pytest.param(
            "闲置粮站改造。为厨房与饭厅。", [(1, "闲置粮站改造。为厨房与饭厅")], id="sentence ends are passed over"
        ),
        pytest.param(
            "闲置粮站由村里腾空改造为厨房与饭厅。",
            [(1, "闲置粮站由村里腾空改造为厨房与饭厅")],
            id="words put in between",
        ),
        pytest.param("渠道清淤在汛前完成。", [], id="nothing shared"),
        pytest.param("标题", [], id="the directive's title is no clause"),
    ],
)
def test_passages_of_each_clause_are_found(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(quotes(text)) == expected


def test_clause_is_met_in_several_places_those_with_most_evidence_first() -> None:
    far = "汛期前清理渠道淤泥，更换锈蚀闸门，加固堤防险段，架设水位测报杆，储备砂石袋与救生衣，组织民兵巡堤值守。"
    own = windows(f"改造为厨房与饭厅的旧屋有三处。{far}闲置粮站改造为厨房与饭厅。")[1]
    assert len(own) == 2
    assert own[0].evidence >= own[1].evidence
    assert own[0].start > own[1].start


def test_passage_is_not_laid_to_another_clause_that_shares_its_turn_of_phrase() -> None:
    directive = make_directive(("村级饭堂建立轮值监厨制度。", "村级饭堂建立退菜换菜台账。", *CLAUSES))
    found = windows("村级饭堂建立轮值监厨制度。", directive)
    assert set(found) == {0}


def test_windows_cover_letters_of_their_own_clause_only() -> None:
    directive = make_directive()
    text = "骑手按固定线路送饭上门，剩饭剩菜用于沤肥和养殖昆虫。"
    for clause, own in windows(text, directive).items():
        assert all(i in range(*directive.bounds[clause]) for w in own for i in w.covered)


@pytest.mark.parametrize(
    ("offset", "clause"),
    [
        pytest.param(0, None, id="a heading's letter belongs to no clause"),
        pytest.param(2, 0, id="first letter of the first clause"),
        pytest.param(13, 0, id="its last one"),
        pytest.param(14, 1, id="first letter of the next"),
        pytest.param(999, None, id="behind the last clause"),
    ],
)
def test_letter_belongs_to_its_clause(offset: int, clause: int | None) -> None:
    directive = make_directive()
    assert directive.bounds[0] == (2, 14)
    assert directive.clause_at(offset) == clause


def test_wording_of_one_clause_weighs_more_than_that_of_many() -> None:
    directive = make_directive(tuple(f"村级饭堂{w}" for w in ("修灶砌台。", "通水通电。", "持证上岗。")))
    start, end = directive.bounds[0]
    assert weigh(directive, range(start, start + 2)) < weigh(directive, range(end - 2, end))
    assert all(0 <= w <= 1 for w in directive.weights)


def test_formula_weighs_half() -> None:
    plain, stock = make_directive(), make_directive(formulae=[CLAUSES[0]])
    bounds = range(*plain.bounds[0])
    assert weigh(stock, bounds) == pytest.approx(weigh(plain, bounds) / 2)
    assert stock.formulae == frozenset(bounds)


@pytest.mark.parametrize(
    ("idle", "factor"),
    [
        pytest.param({"shells": [CLAUSES[0]]}, 0.0, id="a penalty's shell weighs nothing"),
        pytest.param({"who": [CLAUSES[0]]}, WHO, id="a subject weighs little"),
        pytest.param({"who": [CLAUSES[0]], "shells": [CLAUSES[0]]}, 0.0, id="a shell's subject nothing"),
    ],
)
def test_idle_wording_weighs_less(idle: dict[str, list[str]], factor: float) -> None:
    plain, light = make_directive(), make_directive(**idle)
    bounds = range(*plain.bounds[0])
    assert weigh(light, bounds) == pytest.approx(weigh(plain, bounds) * factor)


@pytest.mark.parametrize(
    ("text", "quote", "passage"),
    [
        pytest.param("修灶台，通水通电，铺地砖。", "水通", "通水通电", id="widened to the commas"),
        pytest.param("修灶台。通水通电。", "水通", "通水通电。", id="with the stop behind it"),
        pytest.param("修灶台\n通水通电", "水通", "通水通电", id="to the end of the line and of the text"),
    ],
)
def test_passage_is_widened_to_where_a_reader_would_cut(text: str, quote: str, passage: str) -> None:
    letters = fold_letters(text)
    start = letters.text.index(quote)
    assert passage_of(text, letters, start, start + len(quote)).of(text) == passage


def test_passage_in_a_text_without_commas_is_widened_so_far_only() -> None:
    text = "灶" * 2000 + "水通" + "台" * 2000
    letters = fold_letters(text)
    assert passage_of(text, letters, 2000, 2002) == Span(2000 - FARTHEST, 2002 + FARTHEST)


@pytest.mark.parametrize("positions", [range(3, 9), [3, 4, 8], range(5, 5)], ids=["a run", "apart", "none"])
def test_weight_of_letters_is_the_sum_of_theirs(positions: Sequence[int]) -> None:
    directive = make_directive()
    assert weigh(directive, positions) == pytest.approx(sum(directive.weights[i] for i in positions))


def test_directive_without_clauses_has_no_windows() -> None:
    assert windows("闲置粮站改造为厨房与饭厅。", make_directive(())) == {}
