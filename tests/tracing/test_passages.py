"""Which sentences are compared with which clause, and that what is put into one is told once."""

import policytext as pt
from policytext.tracing.cascade import Cascade
from policytext.tracing.renamings import LEAST


def compare(above: tuple[str, ...], below: tuple[str, ...]) -> Cascade:
    upper = pt.parse("云岭省长者食堂管理意见\n一、管理\n" + "\n".join(above) + "\n", path="a")
    lower = pt.parse("柳湾镇长者食堂管理方案\n一、管理\n" + "\n".join(below) + "\n", path="b")
    return pt.compare(upper, lower)


def test_a_clause_leaves_a_sentence_to_the_clause_that_it_is_nearer_to() -> None:
    villages = "村民委员会应当宣传食堂规矩，协助做好本村食堂卫生巡查工作。"
    towns = "乡镇人民政府应当排定巡查表，做好食堂卫生巡查工作。"
    cascade = compare(
        (towns, villages),
        ("乡镇人民政府应当排定巡查表，做好食堂卫生巡查工作。", "村民委员会应当协助做好食堂卫生巡查工作。"),
    )
    told = {c.clause: (c.change.kind, c.change.old and c.change.old.text) for c in cascade.changes}
    carried = {t.clause: t.status for t in cascade.treatments}
    assert told == {"c002": ("scope", "宣传食堂规矩")}
    assert carried == {"c001": "verbatim", "c002": "adapted"}


def test_what_is_put_into_a_sentence_is_told_once() -> None:
    cascade = compare(
        ("每旬公示食堂采买账目，逐笔列明斤两和单价。", "每旬公示食堂采买账目，由会计和厨师签字。"),
        ("每旬公示食堂采买账目，逐笔写明斤两，由会计和厨师签字，张榜表扬节俭的灶台。",),
    )
    added = [c for c in cascade.changes if c.change.new and "张榜" in c.change.new.text]
    assert len(added) == 1


def test_term_renamed_throughout_is_told_where_wording_around_it_changed_too() -> None:
    clear = ("统筹{t}的年度经费拨付", "公布{t}的投诉受理电话", "编写{t}的操作指引手册")
    assert len(clear) == LEAST
    old, new = "乡村助餐治理", "乡村助餐康养治理"
    above = (*(f"{c.format(t=old)}，由驻村干部逐项落实。" for c in clear), f"把{old}成效列入村书记述职的固定内容。")
    below = (*(f"{c.format(t=new)}，由驻村干部逐项落实。" for c in clear), f"村书记述职须有固定内容讲{new}成效。")
    cascade = compare(above, below)
    (last,) = [t for t in cascade.treatments if t.clause == "c004"]
    assert [(c.old and c.old.text, c.new and c.new.text) for c in last.changes if c.kind == "slogan"] == [(old, new)]


def test_text_without_stops_is_no_clause_to_tell_changes_of() -> None:
    endless = "每旬公示食堂采买账目，逐笔列明斤两和单价，" * 250
    cascade = compare((f"{endless}张榜。",), (f"{endless}上墙。",))
    assert [t.changes for t in cascade.treatments] == [()]
