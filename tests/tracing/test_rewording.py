"""Strength, bodies, items and detail that a town changed in what it took over."""

from collections.abc import Callable

import pytest

import policytext as pt
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Treatment

Tell = Callable[..., Treatment]
Compare = Callable[..., Cascade]
EXAM = "供餐单位承包人应当每年为饭堂炊事人员办理一次健康体检，费用从村级运转经费列支。"
COOKS = "饭堂承包户可以吸收返乡厨师掌勺，按照出餐份数核发岗位津贴。"
GUESTS = "各村饭堂面向独居老人、残疾老人、低保老人开放长者食堂，实行先登记后用餐。"
LEDGER = "饭堂采买账目由乡镇食品安全办公室按旬审核，审核结果在公示栏张贴满七日。"
ROLES = "饭堂办理坚持党委领导、政府主导、企业参与、村民监督，张贴送餐路线图和忌口名单。"
PLAIN = "饭堂办理划定送餐服务区，张贴送餐路线图和忌口名单。"


def describe(told: Treatment, kind: str) -> list[tuple[str | None, str | None, str | None]]:
    assert told.status != "absent", "nothing is told of a clause that is not carried over"
    return [(c.old and c.old.text, c.new and c.new.text, c.direction) for c in told.changes if c.kind == kind]


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(EXAM, EXAM.replace("应当", "鼓励"), ("应当", "鼓励", "lowered"), id="owed to encouraged"),
        pytest.param(EXAM, EXAM.replace("应当", "可以"), ("应当", "可以", "lowered"), id="owed to allowed"),
        pytest.param(EXAM, EXAM.replace("应当", ""), ("应当每年", "每年", "lowered"), id="owed to plain"),
        pytest.param(COOKS, COOKS.replace("可以", "应当"), ("可以", "应当", "raised"), id="allowed to owed"),
        pytest.param(COOKS, COOKS.replace("可以", ""), ("可以吸收", "吸收", "raised"), id="allowed to plain"),
        pytest.param(
            EXAM,
            EXAM.replace("应当", "原则上"),
            ("应当", "原则上", "lowered"),
            id="owed to owed in principle",
        ),
        pytest.param(
            "炊事人员应当每年到卫生院办理一次健康体检。",
            "炊事人员鼓励每年到卫生院办理一次健康体检。",
            ("应当", "鼓励", "lowered"),
            id="near the clause's start",
        ),
        pytest.param(
            "乡镇应当每年为饭堂炊事人员办理一次健康体检。",
            "乡镇鼓励每年为饭堂炊事人员办理一次健康体检。",
            ("应当", "鼓励", "lowered"),
            id="behind a subject of two letters",
        ),
        pytest.param(
            "建立饭堂轮值监厨制度，由小组长逐周值班并记录。",
            "探索建立饭堂轮值监厨制度，由小组长逐周值班并记录。",
            ("建立", "探索建立", "lowered"),
            id="explored first: the verb without the word, and with it",
        ),
        pytest.param(
            "到2033年，每个行政村建成一所标准饭堂并通过验收。",
            "力争到2033年，每个行政村建成一所标准饭堂并通过验收。",
            ("到2033年", "力争到2033年", "lowered"),
            id="before a date, which is shown whole",
        ),
        pytest.param(
            "探索完善饭堂理事会的职能，依法保护用餐老人的合法权益。",
            "村民委员会要指导饭堂建立轮值制度，探索下设采买小组，完善饭堂理事会的职能，依法保护用餐老人的合法权益。",
            ("探索完善", "完善", "raised"),
            id="explored no more, though another measure before it is",
        ),
        pytest.param(
            "鼓励返乡厨师承包饭堂灶台，按照出餐份数核发津贴。",
            "必须组织返乡厨师承包饭堂灶台，按照出餐份数核发津贴。",
            ("鼓励", "必须", "raised"),
            id="the clause's first word",
        ),
    ],
)
def test_changed_strength_is_told(tell: Tell, clause: str, passage: str, expected: tuple[str | None, ...]) -> None:
    assert describe(tell(clause, passage), "modality") == [expected]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(EXAM, EXAM, id="the same words"),
        pytest.param(EXAM, EXAM.replace("应当", "应"), id="应当 to 应"),
        pytest.param(COOKS, COOKS.replace("返乡厨师", "返乡老厨师"), id="another word changed"),
        pytest.param(
            "送饭骑手应当把机动车停在饭堂门外，按固定线路给失能老人送饭上门。",
            "送饭骑手应当把非机动车停在饭堂门外，按固定线路给失能老人、高龄老人送饭上门。",
            id="非 in a name",
        ),
    ],
)
def test_kept_strength_is_no_change(tell: Tell, clause: str, passage: str) -> None:
    assert describe(tell(clause, passage), "modality") == []


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            LEDGER,
            LEDGER.replace("乡镇", "街道"),
            ("乡镇食品安全办公室", "街道食品安全办公室", None),
            id="level of a body, its name told whole",
        ),
        pytest.param(
            LEDGER,
            LEDGER.replace("乡镇食品安全办公室", "县市场监管局"),
            ("乡镇食品安全办公室", "县市场监管局", None),
            id="another body, told whole",
        ),
        pytest.param(
            "街道党工委书记每月到饭堂陪餐，当面听取老人意见并记入台账。",
            "镇党委书记每月到饭堂陪餐，当面听取老人意见并记入台账。",
            ("街道党工委书记", "镇党委书记", None),
            id="the clause's subject",
        ),
        pytest.param(
            "县级民政部门统一印制助餐卡，发给年满七十周岁的老人。",
            "市级民政部门统一印制助餐卡，发给年满七十周岁的老人。",
            ("县级民政部门", "市级民政部门", None),
            id="level of the clause's subject",
        ),
        pytest.param(
            "指导食品检验机构做好饭堂食材的抽样和留存工作。",
            "指导农药检验机构做好饭堂食材的抽样和留存工作。",
            ("食品检验机构", "农药检验机构", None),
            id="the first word of a body's name alone",
        ),
    ],
)
def test_changed_body_is_told(tell: Tell, clause: str, passage: str, expected: tuple[str | None, ...]) -> None:
    assert describe(tell(clause, passage), "actor") == [expected]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        pytest.param(GUESTS.replace("、残疾老人", ""), ("残疾老人", None, "narrower"), id="item left out"),
        pytest.param(GUESTS.replace("独居老人、", ""), ("独居老人", None, "narrower"), id="first item left out"),
        pytest.param(GUESTS.replace("、低保老人", ""), ("低保老人", None, "narrower"), id="last item left out"),
        pytest.param(GUESTS.replace("低保老人", "低保老人、退役军人"), (None, "退役军人", "wider"), id="item put in"),
        pytest.param(
            GUESTS.replace("低保老人", "低保老人和退役军人"),
            (None, "退役军人", "wider"),
            id="item put in with 和",
        ),
    ],
)
def test_changed_items_are_told(tell: Tell, passage: str, expected: tuple[str | None, ...]) -> None:
    assert describe(tell(GUESTS, passage), "scope") == [expected]


@pytest.mark.parametrize(
    ("passage", "new"),
    [
        pytest.param(GUESTS.replace("开放长者食堂", "开放长者食堂12处"), "12处", id="number of places"),
    ],
)
def test_added_detail_is_told(tell: Tell, passage: str, new: str) -> None:
    assert describe(tell(GUESTS, passage), "detail") == [(None, new, None)]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(
            "各村饭堂依托自身场地禀赋、食材来源、厨师特长，确定招牌菜谱。",
            "各村饭堂依托自身场地、食材来源、厨师特长，确定招牌菜谱。",
            id="a word inside an item left out",
        ),
        pytest.param(GUESTS, GUESTS.replace("、残疾老人", "与残疾老人"), id="another joiner"),
        pytest.param(GUESTS, GUESTS.replace("开放长者食堂", "常年开放长者食堂"), id="an adverb put in"),
    ],
)
def test_same_items_otherwise_said_are_no_change_of_scope(tell: Tell, clause: str, passage: str) -> None:
    assert describe(tell(clause, passage), "scope") == []


def test_changed_figure_is_no_detail(tell: Tell) -> None:
    clause = "各村饭堂就餐面积不低于40平方米，实行先登记后用餐。"
    assert describe(tell(clause, clause.replace("40", "140")), "detail") == []


def test_part_in_wholly_other_words_is_told_whole(tell: Tell) -> None:
    clause = "饭堂灶台月月除油，饭堂冰柜逐日除霜，剩菜剩饭当日运往沤肥池。"
    passage = "饭堂灶台月月除油，饭堂冰柜由帮厨铲冰，剩菜剩饭当日运往沤肥池。"
    assert describe(tell(clause, passage), "detail") == [("饭堂冰柜逐日除霜", "饭堂冰柜由帮厨铲冰", None)]


def test_item_below_a_prohibition_is_raised(tell: Tell) -> None:
    clause = "不在饭堂灶间吸烟和随意堆放杂物。"
    (change,) = [
        c
        for c in tell(clause, "食堂用餐人员禁止下列行为：", "（一）在饭堂灶间吸烟和随意堆放杂物；").changes
        if c.kind == "modality"
    ]
    assert change.new is not None
    assert (change.new.text, change.direction) == ("禁止下列行为", "raised")


def test_items_in_another_order_are_no_change(tell: Tell) -> None:
    clause = "剩菜、鱼骨、果皮、茶渣等厨余由帮厨每日送入沤肥池。"
    assert not tell(clause, "果皮、剩菜、鱼骨、茶渣等厨余由帮厨每日送入沤肥池。").changes


def test_reference_to_another_article_is_no_change(tell: Tell) -> None:
    clause = "违反本办法第十二条规定占用饭堂消防通道的，由民政部门责令改正并通报。"
    assert not tell(clause, clause.replace("第十二条", "第九条第二款")).changes


def test_term_renamed_throughout_is_a_slogan(compare: Compare) -> None:
    parts = ("统筹乡村助餐治理的年度经费", "公布乡村助餐治理的投诉电话", "编写乡村助餐治理的操作手册")
    cascade = compare(
        tuple(f"{p}，由驻村干部逐项落实。" for p in parts),
        *(f"{p.replace('助餐', '助餐康养')}，由驻村干部逐项落实。" for p in parts),
    )
    told = [
        (c.old.text, c.new.text)
        for t in cascade.treatments
        for c in t.changes
        if c.kind == "slogan" and c.old and c.new
    ]
    assert [("助餐" in old, "助餐康养" in new) for old, new in told] == [(True, True)] * 3


def test_term_of_a_regulation_renamed_throughout_is_no_slogan() -> None:
    parts = ("公布饭堂供餐期内的菜谱", "登记饭堂供餐期内的访客", "清点饭堂供餐期内的冰柜")
    texts = [
        f"{name}饭堂管理条例\n"
        + "".join(f"第{n}条　{part}，由驻村干部逐项落实。\n" for n, part in zip("一二三", own, strict=True))
        for name, own in (("云岭省", parts), ("柳湾市", [part.replace("供餐期", "供餐保障期") for part in parts]))
    ]
    upper, lower = (pt.parse(text, path=path) for text, path in zip(texts, "ab", strict=True))
    told = [row.change for row in pt.compare(upper, lower).changes if row.change.rule == "term.renamed"]
    assert [(c.kind, c.old and c.old.text) for c in told] == [("detail", "饭堂供餐期内")] * 3


def test_place_in_a_slogan_is_the_local_slogan(tell: Tell) -> None:
    clause = "教帮厨按节气熬粥酿醋，建设幸福美好新甘肃，把祠堂石磨和旧蒸笼修好再用。"
    told = tell(clause, clause.replace("新甘肃", "金昌").replace("石磨", "石磨、石臼")).changes
    assert [(c.old and c.old.text, c.new and c.new.text) for c in told if c.kind == "slogan"] == [
        ("建设幸福美好新甘肃", "建设幸福美好金昌")
    ]


RIDE = "帮厨骑公共交通工具送饭，按趟数领取补助。"


@pytest.mark.parametrize(
    ("clause", "passage", "kinds"),
    [
        pytest.param(RIDE, RIDE.replace("骑", "骑公共汽车等"), ["detail"], id="put in"),
        pytest.param(RIDE, RIDE.replace("骑", "骑公共汽车、电动车等"), ["detail"], id="several, told once"),
        pytest.param(RIDE.replace("骑", "骑公共汽车等"), RIDE, ["detail"], id="left out"),
        pytest.param("饭堂评定等级并挂牌公示。", "饭堂评定三等等级并挂牌公示。", ["scope"], id="三等 is no example"),
    ],
)
def test_examples_are_detail(tell: Tell, clause: str, passage: str, kinds: list[str]) -> None:
    assert [change.kind for change in tell(clause, passage).changes] == kinds


def test_added_figure_is_evidence_of_its_kind(tell: Tell) -> None:
    (change,) = [
        c for c in tell(GUESTS, GUESTS.replace("开放长者食堂", "开放长者食堂12处")).changes if c.kind == "detail"
    ]
    assert change.evidence == ("number",)


def test_a_verb_behind_a_changed_time_makes_it_no_body() -> None:
    """组织 may name bodies; behind 在县域内 it is what is done."""
    clause = "建立图书流转机制，每季度在县域内组织一次图书轮换。"
    upper = pt.parse(f"澜江省书屋意见\n一、任务\n{clause}\n", path="a")
    lower = pt.parse(f"青禾县书屋方案\n一、任务\n{clause.replace('每季度', '每半年')}\n", path="b")
    assert [change.change.kind for change in pt.compare(upper, lower).changes] == ["quantity"]


@pytest.mark.parametrize(
    ("defined", "expected"),
    [
        pytest.param("老龄助餐服务中心（以下简称助餐中心）设在镇上。", [], id="a short name that it defines"),
        pytest.param("镇政府（以下简称助餐中心）设在镇上。", ["actor"], id="of another body"),
        pytest.param("助餐中心设在镇上。", ["actor"], id="a name that nothing defines"),
    ],
)
def test_short_name_is_the_same_body(tell: Tell, defined: str, expected: list[str]) -> None:
    clause = "老龄助餐服务中心应当每月公布米面采购价格和供货商名单。"
    passage = clause.replace("老龄助餐服务中心", "助餐中心")
    assert [c.kind for c in tell(clause, f"{defined}{passage}").changes] == expected


@pytest.mark.parametrize(
    ("clause", "passage", "sides"),
    [
        pytest.param(
            "国家规定由炊事员履行的其他职责。",
            "国家和省规定由炊事员履行的其他职责。",
            ("国家规定", "国家和省规定"),
            id="a level of one letter",
        ),
        pytest.param(
            "按照国务院规定发放助餐补助。",
            "按照国家和省规定发放助餐补助。",
            ("按照国务院规定发放助餐补助", "按照国家和省规定发放助餐补助"),
            id="国务院 is no half of 国家",
        ),
    ],
)
def test_levels_are_told(tell: Tell, clause: str, passage: str, sides: tuple[str, str]) -> None:
    told = [(c.old.text, c.new.text) for c in tell(clause, passage).changes if c.old and c.new]
    assert told == [sides]


def test_what_merely_stands_in_a_measures_stead_drops_no_subject(tell: Tell) -> None:
    clause = "县级人民政府应当根据本行政区域内腌菜资源分布状况和腌菜变质发生规律，划定腌菜变质防治区，规定翻缸期。"
    treatment = tell(clause, "本办法适用于本镇行政区域内腌菜变质的预防和处置。")
    assert treatment.status == "adapted"
    assert describe(treatment, "actor") == []


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            ROLES, PLAIN, [("党委领导、政府主导、企业参与、村民监督", "饭堂办理划定送餐服务区", None)], id="replaced"
        ),
        pytest.param(PLAIN, ROLES, [], id="in a plain measure's stead"),
    ],
)
def test_a_slogan_is_replaced_where_there_was_one(
    tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert describe(tell(clause, passage), "slogan") == expected


def test_definition_binds_nobody(tell: Tell) -> None:
    clause = "本办法所称食堂管理单位，是指办食堂的村委会、养老院、饭店。"
    treatment = tell(clause, "办食堂的村委会、养老院、饭店、寺庙应当保持灶台清洁。")
    assert not [c for c in treatment.changes if c.rule == "subject.dropped"]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param("老人子女可以代为取餐并签收。", "老人子女不可以代为取餐并签收。", id="put in"),
        pytest.param("未经村医审核合格的炊事员上岗。", "经村医审核合格的炊事员上岗。", id="taken out"),
    ],
)
def test_negation_is_told(tell: Tell, clause: str, passage: str) -> None:
    assert [(c.kind, c.rule) for c in tell(clause, passage).changes] == [("modality", "negation")]


@pytest.mark.parametrize(
    ("passage", "condition"),
    [
        pytest.param("有条件的村，{}", "有条件的村", id="before it"),
        pytest.param("{}，但外来务工人员除外", "但外来务工人员除外", id="behind it"),
        pytest.param("{}（不含外来人员）", "不含外来人员", id="in brackets"),
    ],
)
def test_condition_narrows(tell: Tell, passage: str, condition: str) -> None:
    clause = "县级民政部门统一印制助餐卡，发给年满七十周岁的老人"
    changes = tell(f"{clause}。", f"{passage.format(clause)}。").changes
    assert [(c.kind, c.direction, c.new and c.new.text) for c in changes] == [("scope", "narrower", condition)]


@pytest.mark.parametrize(
    ("clause", "passage", "sides"),
    [
        pytest.param(
            "街道（乡镇）党（工）委要把食堂建设抓在手上，每季度研究一次助餐工作。",
            "镇党委要把食堂建设抓在手上，每季度研究一次助餐工作。",
            ("街道（乡镇）党（工）委", "镇党委"),
            id="a name with brackets, as subject",
        ),
        pytest.param(
            "推动街道（乡镇）党（工）委把工作重心转移到为老助餐上来。",
            "推动镇党委把工作重心转移到为老助餐上来。",
            ("街道（乡镇）党（工）委", "镇党委"),
            id="a name with brackets, inside",
        ),
        pytest.param(
            "县级民政部门负责助餐卡的印制和发放。",
            "镇民政办负责助餐卡的印制和发放。",
            ("县级民政部门", "镇民政办"),
            id="an office of a town",
        ),
        pytest.param(
            "完善助餐补贴发放办法。",
            "完善助餐补贴发放办法，由镇民政办牵头。",
            (None, "由镇民政办牵头"),
            id="a duty-holder named",
        ),
    ],
)
def test_actors_of_towns_are_told(tell: Tell, clause: str, passage: str, sides: tuple[str | None, str]) -> None:
    told = tell(clause, passage)
    assert told.status == "adapted"
    assert [(c.old and c.old.text, c.new and c.new.text) for c in told.changes if c.kind == "actor"] == [sides]


BOOKS = "饭堂采买账目由乡镇食安办按旬审核，结果在公示栏张贴满七日；"
OTHERS = BOOKS.replace("乡镇食安办", "县市场监管局")
GATE = "凉菜间配备紫外线灯和专用砧板"


@pytest.mark.parametrize(
    ("passage", "widened"),
    [
        pytest.param(f"{OTHERS}{GATE}。", [GATE], id="behind its ；"),
        pytest.param(
            f"{OTHERS}{GATE}；筷子餐后蒸煮一刻钟。",
            [GATE, "筷子餐后蒸煮一刻钟"],
            id="two in a row",
        ),
        pytest.param(f"{OTHERS}\n{GATE}。", [], id="in the next paragraph"),
        pytest.param(f"{OTHERS[:-1]}。{GATE}。", [], id="behind a full stop"),
        pytest.param(f"{BOOKS}{GATE}。", [], id="behind a clause that is verbatim"),
        pytest.param(f"{OTHERS}剩饭剩菜集中收运，用于沤肥和养殖昆虫。", [], id="another clause's measure"),
    ],
)
def test_own_sentence_behind_a_semicolon_widens_the_clause(tell: Tell, passage: str, widened: list[str]) -> None:
    told = tell(BOOKS, *passage.split("\n"))
    found = [c for c in told.changes if c.rule.startswith("sentence.added")]
    assert [(c.new and c.new.text, c.direction) for c in found] == [(text, "wider") for text in widened]


HABITS = "食客不得在灶间吸烟、随地吐痰，不得大声喧哗。"


def test_list_that_forbids_what_was_forbidden_changes_nothing() -> None:
    head = "第三条 炊事人员每年体检一次，健康证张贴在售饭窗口。\n第四条 骑手按固定线路送饭上门，遇雨雪改走大路。\n"
    items = "（一）在灶间吸烟；\n（二）随地吐痰；\n（三）大声喧哗。\n"
    upper = pt.parse(f"云岭省长者食堂管理办法\n{head}第五条 {HABITS}\n", path="a")
    lower = pt.parse(f"柳湾市长者食堂管理办法\n{head}第五条 食客不得有下列行为：\n{items}", path="b")
    (told,) = [t for t in pt.compare(upper, lower).treatments if t.status == "adapted"]
    assert told.changes == ()
