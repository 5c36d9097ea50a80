"""Whom a clause binds and how strongly: read from its frame, its period and its list, and told once."""

from collections.abc import Callable

import pytest

from policytext.tracing.cascade import Cascade
from policytext.tracing.lead_ins import find_lead_in
from policytext.tracing.values import Change, Treatment

Tell = Callable[..., Treatment]
Compare = Callable[..., Cascade]


def describe(changes: tuple[Change, ...], *kinds: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(c.old and c.old.text, c.new and c.new.text, c.direction) for c in changes if c.kind in kinds]


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            "承包人应当爱护饭堂灶具和冷柜，不在灶间堆放柴草。",
            "爱护饭堂灶具和冷柜，不在灶间堆放柴草。",
            [("承包人", None, None), ("应当爱护", "爱护", "lowered")],
            id="neither subject nor word is left",
        ),
        pytest.param(
            "承包人不得占用送餐通道摆摊卖菜。",
            "承包人不占用送餐通道摆摊卖菜。",
            [("不得占用", "不占用", "lowered")],
            id="不得 before the verb, then 不",
        ),
        pytest.param(
            "鼓励单位和个人捐赠饭堂桌椅碗筷。",
            "鼓励企业和个人捐赠饭堂桌椅碗筷。",
            [("单位和个人", "企业和个人", None)],
            id="whom a weak word speaks to",
        ),
        pytest.param(
            "饭堂厨师应当持健康证上岗，每日登记食材来源。",
            "饭堂厨师应当擦净灶台；持健康证上岗，每日登记食材来源。",
            [],
            id="bound by what stands before ；",
        ),
        pytest.param(
            "厨艺评比名次应当在村口公告栏公开，并作为续签灶台承包的依据。",
            "厨艺评比名次可以在村口公告栏公开，并作为续签灶台承包的依据。",
            [("应当", "可以", "lowered")],
            id="owed to allowed, what is done standing before the word",
        ),
        pytest.param(
            "服从食堂的引导、管理，不得把猫狗带进灶间。",
            "服从食堂的引导和管理，不把猫狗带进灶间。",
            [("不得把猫", "不把猫", "lowered")],
            id="引导 in a name is no word of strength",
        ),
    ],
)
def test_whom_and_how_strongly_is_told(
    tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert describe(tell(clause, passage).changes, "actor", "modality") == expected


@pytest.mark.parametrize(
    ("head", "shown", "owed", "forbids"),
    [
        pytest.param("食客应当遵守下列规定：", "应当遵守下列规定", True, False, id="owed"),
        pytest.param("食堂里禁止下列行为：", "禁止下列行为", False, True, id="forbidden"),
        pytest.param(
            "食客应当爱惜粮食，自觉践行下列行为：", "自觉践行下列行为", True, False, id="owed before the comma"
        ),
        pytest.param("帮厨应当待人和气，遵守下列规范：", "应当待人和气，遵守下列规范", True, False, id="over a comma"),
        pytest.param("在用餐方面，自觉践行下列行为：", "自觉践行下列行为", False, False, id="of one's own accord"),
    ],
)
def test_lead_in_of_a_list_is_read(head: str, shown: str, owed: bool, forbids: bool) -> None:
    text = f"{head}\n（一）排队打饭；\n（二）收拾碗筷。"
    lead = find_lead_in(text, text.index("收拾"))
    assert lead is not None
    assert (lead.passage.text, lead.owed, lead.forbids, lead.head.of(text)) == (shown, owed, forbids, head)


def test_strength_of_a_list_is_told_at_its_lead_in_only(compare: Compare) -> None:
    items = ("（一）排队打饭，不在饭厅里追逐打闹；", "（二）剩菜打包带走，把碗筷送回清洗台。")
    lead = "食客在饭堂排队用餐和打包剩菜应当遵守下列规定："
    cascade = compare(("\n".join(("", lead, *items)),), "在饭堂排队用餐和打包剩菜方面，自觉践行下列行为：", *items)
    told = tuple(c.change for c in cascade.changes)
    assert describe(told, "modality") == [("应当遵守下列规定", "自觉践行下列行为", "lowered")]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        pytest.param("必须", "应当", [], id="必须 and 应当 mean the same"),
        pytest.param("应当", "可以", [("应当符合下列条件", "可以符合下列条件", "lowered")], id="owed to allowed"),
    ],
)
def test_strength_of_a_lead_in_is_compared(
    compare: Compare, above: str, below: str, expected: list[tuple[str | None, ...]]
) -> None:
    items = "\n（一）有灶台、冰柜和蒸饭箱；\n（二）有持健康证的厨师和帮厨。"
    lists = [f"乡镇饭堂开伙{word}符合下列条件：" for word in (above, below)]
    cascade = compare(("\n" + lists[0] + items,), lists[1], *items.split("\n")[1:])
    assert describe(tuple(c.change for c in cascade.changes), "modality") == expected


def test_sentence_that_is_the_clause_binds_as_strongly_whatever_stands_before_it(compare: Compare) -> None:
    clause = "冰柜逐日除霜，灶台和烟道逐月除油。"
    cascade = compare((clause,), f"承包人可以自备围裙；{clause}")
    (number,) = [c.id for c in cascade.clauses if c.text == clause]
    treatment = next(t for t in cascade.treatments if t.clause == number)
    assert (treatment.status, treatment.changes) == ("verbatim", ())


def test_sentence_that_says_whom_it_binds_is_not_bound_by_the_one_before(compare: Compare) -> None:
    inspected = "县级食堂督导组应当逐月检查灶台卫生和仓储台账；"
    clause = "对检查中发现的霉变米面，承包人应当当日封存并登记。"
    cascade = compare((inspected, clause), "对检查中发现的霉变米面，承包人应当当日封存并登记。")
    (number,) = [c.id for c in cascade.clauses if c.text == clause]
    treatment = next(t for t in cascade.treatments if t.clause == number)
    assert (treatment.status, treatment.changes) == ("verbatim", ())
