from collections.abc import Callable

import pytest

import policytext as pt

Compare = Callable[..., pt.Cascade]
ORDERS = "建立配餐订单信息平台，汇总老人口味偏好和忌食清单。"
BEDS = "利用河滩地种植蔬菜十亩，专供饭堂时令青菜。"


def told(cascade: pt.Cascade) -> list[str]:
    return [a.passage.text for a in cascade.additions]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param((ORDERS, BEDS), [BEDS], id="own sentence"),
        pytest.param((BEDS + ORDERS,), [BEDS], id="own sentence in one paragraph with another"),
        pytest.param(
            ("建立配餐订单信息平台，利用河滩地种植蔬菜十亩专供饭堂，汇总老人口味偏好和忌食清单。",),
            ["利用河滩地种植蔬菜十亩专供饭堂"],
            id="own part within a sentence",
        ),
        pytest.param(
            ("建立配餐订单信息平台，利用河滩地种植蔬菜十亩，专供饭堂时令青菜，汇总老人口味偏好和忌食清单。",),
            ["利用河滩地种植蔬菜十亩，专供饭堂时令青菜"],
            id="own parts that follow one another are one",
        ),
        pytest.param((f"{ORDERS[:-1]}，{BEDS}",), [BEDS[:-1]], id="own parts at the end, without the stop"),
        pytest.param((ORDERS,), [], id="nothing of its own"),
        pytest.param((ORDERS, "搞好它。"), [], id="too short to say anything"),
        pytest.param(("为贯彻落实省委部署，结合我镇实际，制定本方案。", ORDERS), [], id="preamble"),
        pytest.param(("现将食堂方案印发给你们，请认真贯彻执行。", ORDERS), [], id="carrier's phrase"),
        pytest.param(
            ("请各村认真落实灶台巡查，利用河滩地种植蔬菜十亩，专供饭堂时令青菜。",),
            ["请各村认真落实灶台巡查，利用河滩地种植蔬菜十亩，专供饭堂时令青菜。"],
            id="measure that begins as a request",
        ),
        pytest.param(
            ("为加强食材把关，制定供货商黑名单，凡掺假者三年内不得供货。",),
            ["为加强食材把关，制定供货商黑名单，凡掺假者三年内不得供货。"],
            id="measure that begins with its purpose",
        ),
    ],
)
def test_what_the_directive_lacks_is_told(compare: Compare, paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert told(compare((ORDERS,), *paragraphs)) == expected


def test_additions_stand_in_the_order_of_the_text(compare: Compare) -> None:
    second = "酿造米醋分送独居户，空坛集中回收。"
    cascade = compare((ORDERS,), BEDS, ORDERS, second)
    assert told(cascade) == [BEDS, second]


@pytest.mark.parametrize(
    ("sibling", "shared"),
    [
        pytest.param(BEDS, True, id="the same sentence"),
        pytest.param(BEDS.replace("十亩", "八亩"), True, id="nearly the same"),
        pytest.param("酿造米醋分送独居户，空坛集中回收。", False, id="another measure"),
    ],
)
def test_addition_knows_the_siblings_that_have_it_too(sibling: str, shared: bool) -> None:
    number = "《云岭省关于办好饭堂的意见》（云岭府发〔2031〕52号）"
    root = pt.parse(
        "云岭省人民政府关于办好饭堂的意见\n云岭府发〔2031〕52号\n一、任务\n"
        f"{ORDERS}剩饭剩菜集中收运。骑手按固定线路送饭。灶台每月检修除油。\n"
    )
    plans = [
        pt.parse(f"{town}饭堂实施方案\n为贯彻落实{number}，制定本方案。\n一、措施\n{ORDERS}{own}\n")
        for town, own in (("柳湾镇", BEDS), ("石桥镇", sibling))
    ]
    cascade = pt.trace([root, *plans], root="云岭府发〔2031〕52号")
    others = {a.document: a.shared_with for a in cascade.additions}
    first, second = (plan.id for plan in plans)
    assert others == ({first: (second,), second: (first,)} if shared else {first: (), second: ()})
