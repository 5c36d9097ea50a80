"""Who answers for a clause, named beside it: in a bracket, in a line below, on one side or on both."""

from collections.abc import Callable

import pytest

import policytext as pt
from policytext.tracing.values import Treatment

Tell = Callable[..., Treatment]
SHOW = "举办村晚和广场舞比赛，丰富群众文化生活。"
LEDGER = "建立食材溯源台账，由乡镇食安办定期组织检查并公布结果。"


@pytest.mark.parametrize(
    ("paragraphs", "status", "named"),
    [
        pytest.param((LEDGER,), "verbatim", [], id="nobody"),
        pytest.param((f"{LEDGER}（牵头单位：镇食安办）",), "verbatim", ["（牵头单位：镇食安办）"], id="bracket behind"),
        pytest.param(
            (f"{LEDGER[:-1]}（责任单位：镇食安办）。",), "adapted", ["（责任单位：镇食安办）"], id="bracket within"
        ),
        pytest.param((f"{LEDGER[:-1]}（镇食安办牵头）。",), "adapted", ["（镇食安办牵头）"], id="no label"),
        pytest.param(
            (f"1.{LEDGER}（镇食安办牵头）", f"2.{SHOW}（镇文化站牵头）"),
            "verbatim",
            ["（镇食安办牵头）"],
            id="behind a numbered item",
        ),
        pytest.param(
            (f"{SHOW}（镇文化站牵头）", f"{LEDGER}（镇食安办牵头）"),
            "verbatim",
            ["（镇食安办牵头）"],
            id="behind the measure before as well",
        ),
        pytest.param(
            (f"{SHOW}（镇文化站牵头）{LEDGER}（镇食安办牵头）",),
            "verbatim",
            ["（镇食安办牵头）"],
            id="behind the measure before it in one paragraph",
        ),
        pytest.param(
            (LEDGER, "牵头单位：镇食安办；责任单位：各村民委员会"),
            "verbatim",
            ["牵头单位：镇食安办；责任单位：各村民委员会"],
            id="line below",
        ),
        pytest.param(
            (f"{LEDGER[:-1]}，由镇食安办牵头，镇卫生院配合。",), "adapted", ["由镇食安办牵头"], id="in the sentence"
        ),
    ],
)
def test_duty_holder_that_is_named_is_told(
    tell: Tell, paragraphs: tuple[str, ...], status: str, named: list[str]
) -> None:
    told = tell(LEDGER, *paragraphs)
    assert told.status == status
    assert [c.new.text for c in told.changes if c.kind == "actor" and c.new and c.old is None] == named
    assert all("duty-holder" in c.evidence for c in told.changes if c.kind == "actor")


WASTE = "剩饭剩菜由专车集中收运，用于沤肥和养殖昆虫。"
UPPER = f"""云岭省关于办好饭堂的意见
一、任务
（一）台账。{LEDGER}（责任单位：省民政厅、省财政厅）
（二）厨余。{WASTE}（责任单位：省农业农村厅）
二、要求
各地要把饭堂办好，让老人放心。
"""


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        pytest.param("（责任单位：市民政局、市财政局）", "duty.changed", id="others"),
        pytest.param("（责任单位：省财政厅、省民政厅）", None, id="the same in another order"),
        pytest.param("", "duty.dropped", id="nobody"),
    ],
)
def test_duty_holders_of_both_sides_are_compared(behind: str, expected: str | None) -> None:
    upper, lower = pt.parse(UPPER), pt.parse(f"澄河市饭堂实施方案\n一、措施\n{LEDGER}{behind}\n")
    cascade = pt.compare(upper, lower)
    rules = [c.rule for c in cascade.treatments[0].changes]
    assert rules == ([expected] if expected else [])


def test_who_answers_for_a_clause_is_no_clause_and_no_addition() -> None:
    upper = pt.parse(UPPER)
    cascade = pt.compare(upper, pt.parse(f"澄河市饭堂实施方案\n一、措施\n{LEDGER}（牵头单位：市民政局、市财政局）\n"))
    assert [c.text for c in cascade.clauses] == [LEDGER, WASTE, "各地要把饭堂办好，让老人放心。"]
    assert list(cascade.additions) == []
