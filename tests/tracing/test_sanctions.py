"""Penalties: their shell says nothing, a penalty carries over a penalty, and one that cites by number is followed."""

import pytest

import policytext as pt
from policytext.spans import Span
from policytext.tracing.articles import find_articles, find_breached
from policytext.tracing.cascade import Cascade
from policytext.tracing.sanctions import find_sanctions, is_shell, punishes
from policytext.tracing.values import Status

RULES = "第三条 饭堂内禁止下列行为：\n（一）在灶间吸烟；\n（二）把猫狗带进食堂；\n（三）往潲水桶里倒油漆。\n"
PENALTY = "第九条 违反本办法第三条第二项规定的，由县民政部门责令改正，并处五十元以上二百元以下罚款。\n"
PROVINCE = f"云岭省长者食堂管理办法\n第一章 总则\n{RULES}第二章 罚则\n{PENALTY}"
ORDERED = "第五条 食堂里不得有下列行为：\n（一）往潲水桶里倒油漆；\n（二）在灶间吸烟；\n（三）把猫狗带进食堂。\n"
FINES = (
    "第十一条 违反本办法第五条第（一）项规定的，由环卫站责令改正，处五百元以上一千元以下罚款。\n"
    "第十二条 违反本办法第五条第（三）项规定的，由市场监管所责令改正，并处一百元以上二百元以下罚款。\n"
)


def compare(upper: str, lower: str) -> Cascade:
    return pt.compare(pt.parse(upper, path="a"), pt.parse(lower, path="b"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("拒不改正的，处五十元以上五百元以下罚款；", True, id="a bare sanction"),
        pytest.param("情节严重的，依法给予行政处分。", True, id="a graver case"),
        pytest.param("逾期未清洗的，处五十元罚款。", True, id="a deadline passed, whatever was due"),
        pytest.param("拒不打扫灶间的，处五十元罚款。", False, id="a refusal that names what was due"),
        pytest.param("尚不构成犯罪的，依法给予行政处分或者纪律处分。", True, id="no crime, two kinds of discipline"),
        pytest.param("违反本办法规定，往潲水桶里倒油漆的，由环卫站责令改正。", False, id="a deed with its sanction"),
        pytest.param("灶间每日清扫两次。", False, id="a rule"),
    ],
)
def test_shell_of_a_penalty_is_told(text: str, expected: bool) -> None:
    assert is_shell(text) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("在灶间吸烟的，处五十元罚款。", "吸烟", True, id="a sentence with a sanction"),
        pytest.param("有下列情形的，处五十元罚款：\n（一）在灶间吸烟；", "吸烟", True, id="an item below one"),
        pytest.param(
            "有下列情形的，处五十元罚款：\n倒油漆的；\n在灶间吸烟的。", "吸烟", True, id="an item without its mark"
        ),
        pytest.param(
            "有下列情形的，处五十元罚款：\n倒油漆的。\n灶间禁止吸烟。", "吸烟", False, id="a paragraph behind a list"
        ),
        pytest.param("处五十元罚款。\n在灶间吸烟的；", "吸烟", False, id="a paragraph behind another"),
        pytest.param("违反第三项规定，在灶间吸烟的；", "吸烟", True, id="a breach of an item, without its article"),
        pytest.param("禁止下列行为：\n（一）在灶间吸烟；", "吸烟", False, id="an item below a prohibition"),
    ],
)
def test_penalty_is_told_from_a_rule(text: str, word: str, expected: bool) -> None:
    start = text.rfind("\n", 0, text.index(word)) + 1
    assert punishes(text, Span(start, len(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("违反本办法第三条第二项规定的", ((3, 2),), id="article and item"),
        pytest.param("违反本条例第十条第（二）（三）（七）项规定的", ((10, 2), (10, 3), (10, 7)), id="items in a row"),
        pytest.param("违反本条例第十一条第一项、第二项规定", ((11, 1), (11, 2)), id="items with 、"),
        pytest.param("违反本办法第五条规定", ((5, None),), id="a whole article"),
        pytest.param("违反本办法第十条至第十二条规定", ((10, None), (11, None), (12, None)), id="articles from to"),
        pytest.param("违反本办法第十条第一项至第三项规定", ((10, 1), (10, 2), (10, 3)), id="items from to"),
        pytest.param("违反本办法第三条（二）至（四）项规定", ((3, 2), (3, 3), (3, 4)), id="items from to, in brackets"),
        pytest.param("违反第四项规定", ((7, 4),), id="no article: the one before is meant"),
        pytest.param("违反本办法第一1条规定", (), id="no numeral that can be read"),
        pytest.param("违反本办法规定", (), id="no number at all"),
    ],
)
def test_breached_items_are_read(text: str, expected: tuple[tuple[int, int | None], ...]) -> None:
    assert find_breached(text, 7) == expected


def test_items_are_placed_in_their_articles() -> None:
    articles = find_articles(RULES + PENALTY)
    assert [articles.at(RULES.index(word)) for word in ("吸烟", "油漆")] == [(3, 1), (3, 3)]
    assert articles.at(len(RULES) + 3) == (9, None)


def test_penalty_meets_the_one_that_cites_what_its_item_became() -> None:
    cascade = compare(PROVINCE, f"柳湾市长者食堂管理办法\n第一章 总则\n{ORDERED}第二章 罚则\n{FINES}")
    (clause,) = [c for c in cascade.clauses if c.text.startswith("违反")]
    (treatment,) = [t for t in cascade.treatments if t.clause == clause.id]
    assert [p.text[:23] for p in treatment.spans] == ["违反本办法第五条第（三）项规定的，由市场监管所"]
    told = {c.kind: (c.old and c.old.text, c.new and c.new.text) for c in treatment.changes}
    assert told["quantity"] == ("五十元以上二百元以下", "一百元以上二百元以下")
    assert told["actor"] == ("县民政部门", "市场监管所")


def test_rule_does_not_carry_over_a_penalty() -> None:
    penalty = "第九条 违反本办法规定，把猫狗带进食堂灶间的，由县民政部门责令改正。\n"
    upper = f"云岭省长者食堂管理办法\n第一章 总则\n第二条 灶台每日擦洗三遍。\n第二章 罚则\n{penalty}"
    lower = "柳湾市长者食堂管理办法\n第一章 总则\n第二条 灶台每日擦洗三遍。\n第三条 不把猫狗带进食堂灶间。\n"
    cascade = compare(upper, lower)
    (clause,) = [c for c in cascade.clauses if c.text.startswith("违反")]
    assert [t.status for t in cascade.treatments if t.clause == clause.id] == [Status.ABSENT]


def test_sanctions_of_other_deeds_are_not_carried_over() -> None:
    shell = "由县民政部门责令改正；拒不改正的，处五十元以上五百元以下罚款。\n"
    upper = f"云岭省长者食堂管理办法\n第九条 违反本办法规定，往潲水桶里倒油漆的，{shell}"
    lower = f"柳湾市长者食堂管理办法\n第十条 违反本办法规定，占用送餐车道摆摊卖菜的，{shell}"
    assert {t.status for t in compare(upper, lower).treatments} == {Status.ABSENT}


def test_sanction_behind_a_deed_goes_with_it() -> None:
    text = "第九条 违反本办法规定，往潲水桶里倒油漆的，由县民政部门责令改正；拒不改正的，处{}元罚款。\n"
    upper = "云岭省长者食堂管理办法\n" + text.format("五十")
    lower = "柳湾市长者食堂管理办法\n" + text.format("一百")
    cascade = compare(upper, lower)
    (change,) = [c.change for c in cascade.changes if c.change.kind == "quantity"]
    assert (change.old and change.old.text, change.new and change.new.text) == ("五十元", "一百元")


def test_bare_sanction_behind_a_deed_that_has_its_own_is_the_next_one() -> None:
    text = "第九条 违反本办法规定，往潲水桶里倒油漆，构成犯罪的，依法追究刑事责任；尚不构成犯罪的，依法给予{}。\n"
    upper = "云岭省长者食堂管理办法\n" + text.format("行政处分或者纪律处分")
    lower = "柳湾市长者食堂管理办法\n" + text.format("行政处分")
    cascade = compare(upper, lower)
    clause = next(c.id for c in cascade.clauses if c.text.startswith("尚不"))
    told = next(t for t in cascade.treatments if t.clause == clause)
    assert [p.text for p in told.spans] == ["尚不构成犯罪的，依法给予行政处分。"]


def test_sanction_of_the_next_article_is_another() -> None:
    deed = "违反本办法规定，往潲水桶里倒油漆的，由县民政部门"
    upper = f"云岭省长者食堂管理办法\n第九条 {deed}责令改正；拒不改正的，处五十元罚款。\n"
    lower = f"柳湾市长者食堂管理办法\n第九条 {deed}批评教育。\n第十条 违反本办法规定，在灶间吸烟的，处二百元罚款。\n"
    cascade = compare(upper, lower)
    clause = next(c.id for c in cascade.clauses if c.text.startswith("拒不改正"))
    assert next(t.status for t in cascade.treatments if t.clause == clause) is Status.ABSENT


def test_penalty_is_found_in_an_item_though_a_rule_is_worded_liker() -> None:
    deed = "通过村口喇叭或者其他方式贬损用餐老人的名声"
    upper = f"云岭省长者食堂管理办法\n第九条 违反本办法规定，{deed}的，由县民政部门责令改正，并依法给予处罚。\n"
    lower = (
        f"柳湾市长者食堂管理办法\n第四条 禁止{deed}。\n"
        "第十条 违反本办法规定，有下列行为之一的，由县民政部门责令改正：\n"
        f"（一）{deed.replace('贬损', '贬低、损害')}，情节严重的；\n（二）强迫老人端碗洗菜的。\n"
    )
    (told,) = compare(upper, lower).treatments
    assert told.status is Status.ADAPTED
    assert all("贬低、损害" in passage.text for passage in told.spans)


def test_penalty_that_is_the_same_is_verbatim() -> None:
    text = f"长者食堂管理办法\n第一章 总则\n{RULES}第二章 罚则\n{PENALTY}"
    assert {t.status for t in compare(f"云岭省{text}", f"柳湾市{text}").treatments} == {Status.VERBATIM}


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("", id="nothing"),
        pytest.param("由" * 4000, id="a word that may begin one"),
        pytest.param("违反本" * 2000, id="words that may begin a deed"),
        pytest.param("处" + "一" * 5000, id="a figure that does not end"),
    ],
)
def test_sanction_is_found_whatever_stands_before_it(around: str) -> None:
    text = f"{around}。由县民政部门责令改正。"
    assert [s.of(text) for s in find_sanctions(text)] == ["由县民政部门", "责令改正"]
