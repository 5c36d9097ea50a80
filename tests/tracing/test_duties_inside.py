"""Bodies, deadlines and slogans inside a measure that a town changed."""

from collections.abc import Callable

import pytest

from policytext.tracing.values import Treatment

Tell = Callable[..., Treatment]
MENU = "乡镇饭堂管理单位编制七日菜谱和采买清单，报县级人民政府卫生主管部门批准后张贴公布。"
FIRE = "柴房着火，厨师长应当立即关停灶台，疏散用餐老人，并逐桌清点人数。"
ALARM = "供餐单位发现食材变质，应当立即封存同批食材，并向镇人民政府食品安全办公室报告封存经过。"


def describe(told: Treatment, kind: str) -> list[tuple[str | None, str | None, str | None]]:
    assert told.status != "absent", "nothing is told of a clause that is not carried over"
    return [(c.old and c.old.text, c.new and c.new.text, c.direction) for c in told.changes if c.kind == kind]


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            MENU,
            MENU.replace("县级人民政府卫生主管部门", "镇人民政府"),
            [("县级人民政府卫生主管部门", "镇人民政府", None)],
            id="who approves",
        ),
        pytest.param(
            ALARM,
            ALARM.replace("镇人民政府食品安全办公室", "县市场监督管理局"),
            [("镇人民政府食品安全办公室", "县市场监督管理局", None)],
            id="who is told",
        ),
        pytest.param(MENU, MENU.replace("县级人民政府", "县（市、区）人民政府"), [], id="the same by another name"),
        pytest.param(
            "对饭堂食材留样超过两天的帮厨小组，按照规定给予表彰和奖励。",
            "对饭堂食材留样超过两天的帮厨小组，由县级人民政府给予表彰和奖励。",
            [(None, "县级人民政府", None)],
            id="named where nobody was",
        ),
        pytest.param(
            "国家支持乡村饭堂研究节柴灶具，推广太阳能蒸饭箱和保温餐车。",
            "县级人民政府应当支持乡村饭堂研究节柴灶具，推广太阳能蒸饭箱和保温餐车。",
            [("国家", "县级人民政府", None)],
            id="in the state's stead",
        ),
        pytest.param(
            "说明停餐理由并告知申请人，退还预交的饭钱和餐具押金。",
            "说明停餐理由并告知申请人，退还预交的饭钱、菜钱和餐具押金。",
            [],
            id="理由 names nobody",
        ),
        pytest.param(
            "国家推广节柴灶具、太阳能蒸饭箱和保温餐车。",
            "县级人民政府应当推广节柴灶具、太阳能蒸饭箱和保温餐车。",
            [("国家", "县级人民政府", None)],
            id="the state without a word of strength",
        ),
        pytest.param(
            "国家鼓励、引导社会组织和个人捐赠饭堂桌椅碗筷。",
            "镇人民政府应当鼓励、引导社会组织和个人捐赠饭堂桌椅碗筷。",
            [("国家", "镇人民政府", None)],
            id="who encourages, not whom",
        ),
        pytest.param(
            "县级人民政府会同国务院民政、教育等主管部门每十年普查一次饭堂灶具。",
            "县级人民政府会同民政、教育、卫生等部门每十年普查一次饭堂灶具。",
            [("国务院民政、教育等主管部门", "民政、教育、卫生等部门", None)],
            id="departments by their fields are named whole",
        ),
        pytest.param(
            "镇人民政府应当组织送餐骑手为失能老人送饭上门。",
            "镇人民政府、街道办事处，村民委员会等基层组织应当组织送餐骑手为失能老人送饭上门。",
            [("镇人民政府", "镇人民政府、街道办事处，村民委员会等基层组织", None)],
            id="a list of bodies over a comma",
        ),
        pytest.param(
            "国务院民政、教育等主管部门在各自职责范围内对饭堂灶具实施监督管理。",
            "县级人民政府民政、教育等部门，在各自职责范围内对饭堂灶具实施监督管理。",
            [("国务院民政、教育等主管部门", "县级人民政府民政、教育等部门", None)],
            id="set off by a comma",
        ),
        pytest.param(
            "灶具检修的费用，由村委会、承包人共同负担。",
            "灶具检修的费用，由村委会、供餐单位和承包人共同负担。",
            [("村委会、承包人", "村委会、供餐单位和承包人", None)],
            id="one more pays",
        ),
        pytest.param(
            "帮厨人员经烹饪学校或者厨艺培训机构考核合格，发给上岗证。",
            "帮厨人员经厨艺培训机构或者烹饪学校考核合格，发给上岗证。",
            [],
            id="a list in another order",
        ),
        pytest.param(
            "柴房着火，县级以上地方人民政府消防指挥机构应当按照规定立即启动饭堂火灾应急预案。",
            "柴房着火时，县级以上人民政府应当按照预案要求及时启动饭堂火灾应急预案。",
            [("县级以上地方人民政府消防指挥机构", "县级以上人民政府", None)],
            id="once, in another's stead",
        ),
    ],
)
def test_who_acts_inside_a_measure_is_told(
    tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert describe(tell(clause, passage), "actor") == expected


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            FIRE,
            FIRE.replace("立即关停灶台", "及时关停灶台和蒸箱"),
            [("立即", "及时", "later")],
            id="at once to in time",
        ),
        pytest.param(
            "供餐单位未按菜谱备足软食和流食的，责令改正并公示于村口板报。",
            "供餐单位未按菜谱备足软食、流食和药膳的，责令限期改正并公示于村口板报。",
            [(None, "限期", "added")],
            id="a limit set",
        ),
        pytest.param(
            FIRE,
            FIRE.replace("立即关停灶台", "当场关停灶台和蒸箱"),
            [("立即", "当场", None)],
            id="as soon by another word",
        ),
        pytest.param(
            "拆除灶台的，应当制定拆除方案，报镇人民政府备案。",
            "拆除灶台的，应当制定拆除方案，并在拆除十五个工作日前报镇人民政府备案。",
            [(None, "十五个工作日前", "added")],
            id="so long before something",
        ),
        pytest.param(
            "供餐单位发现米面霉变，应当立即通知用餐老人，并逐袋封存。",
            "供餐单位发现米面霉变，应当及时通知用餐老人和家属，并逐袋登记封存。",
            [("立即", "及时", "later")],
            id="before 通知",
        ),
        pytest.param(FIRE, FIRE.replace("关停灶台", "关停灶台和蒸箱"), [], id="the same word"),
    ],
)
def test_how_soon_is_told(tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]) -> None:
    assert describe(tell(clause, passage), "deadline") == expected


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            "帮厨人员热爱饭堂，爱惜粮食，言行得体，待人和气，照顾失能老人按时用餐和服药。",
            "帮厨人员照顾失能老人按时用餐和服药，清点餐具。",
            [("爱惜粮食，言行得体，待人和气", None, "dropped")],
            id="three parts of four letters",
        ),
        pytest.param(
            "坚持共建共治共享，照顾失能老人按时用餐和服药，逐户登记忌口。",
            "照顾失能老人按时用餐和服药，逐户登记忌口。",
            [("共建共治共享", None, "dropped")],
            id="a formula left out with its part",
        ),
        pytest.param(
            "清洗灶台，擦拭餐桌，照顾失能老人按时用餐和服药，逐户登记忌口。",
            "照顾失能老人按时用餐和服药，逐户登记忌口。",
            [],
            id="two are measures",
        ),
        pytest.param(
            "为了办好饭堂，制定饭堂公约，宣传爱惜粮食的好做法，逐户登记忌口。",
            "为了办好饭堂，弘扬中华民族敬老美德，制定饭堂章程，宣传爱惜粮食的好做法，逐户登记忌口。",
            [(None, "弘扬中华民族敬老美德", "added")],
            id="a value to be upheld",
        ),
    ],
)
def test_slogan_that_came_or_went_with_its_part_is_told(
    tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert describe(tell(clause, passage), "slogan") == expected


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            "供餐单位按照用餐人数备菜，逐日清点冰柜并登记食材的产地和去向。",
            "供餐单位应当按照用餐人数备菜，逐日清点冰柜并登记食材的产地和去向。",
            [("按照用餐人数备菜", "应当按照用餐人数备菜", "raised")],
            id="plain to owed",
        ),
        pytest.param(
            "镇粮站应当每旬清点饭堂冰柜，登记食材的产地和去向。",
            "镇粮站必须每旬清点饭堂冰柜，登记食材的产地和去向。",
            [],
            id="应当 and 必须 mean the same",
        ),
        pytest.param(
            "镇粮站应当清点饭堂冰柜，登记食材的产地和去向。",
            "由镇粮站清点饭堂冰柜，登记食材的产地和去向。",
            [],
            id="由 is as strong as 应当",
        ),
        pytest.param(
            "饭堂采买计划由镇人民政府审批，采买小组按旬张榜公示。",
            "饭堂采买计划可以由镇人民政府审批，采买小组按旬张榜公示。",
            [("饭堂采买计划由镇人民政府审批", "可以由镇人民政府审批", "lowered")],
            id="由 is stronger than 可以",
        ),
        pytest.param(
            "供餐单位可以收集剩菜沤肥，登记厨余的去向和斤两。",
            "供餐单位应收集剩菜沤肥，登记厨余的去向和斤两。",
            [("可以", "应", "raised")],
            id="应 before a verb in 收",
        ),
        pytest.param(
            "任何单位和个人不得占用饭堂、粮仓和晒谷场堆放柴草。",
            "任何单位和个人不得擅自占用饭堂、粮仓和晒谷场堆放柴草。",
            [("不得占用饭堂", "不得擅自占用饭堂", "lowered")],
            id="forbidden but with leave",
        ),
        pytest.param(
            "在灶间、粮仓和冷库等场所，不得堆放柴草和杂物。",
            "禁止在灶间、粮仓和冷库等场所堆放柴草和杂物。",
            [],
            id="forbidden behind or before where",
        ),
        pytest.param(
            "在灶间、粮仓和冷库等场所，不得堆放柴草和杂物。",
            "禁止在灶间、粮仓和冷库等场所，堆放柴草、煤饼和杂物。",
            [],
            id="forbidden where, before a comma",
        ),
        pytest.param(
            "饭堂负责人应当维持用餐秩序，有权要求食客排队取餐。",
            "饭堂负责人有权要求食客排队取餐和归还碗筷。",
            [],
            id="有权 is no duty",
        ),
        pytest.param(
            "对拖欠饭钱的申诉推诿、拖延的，由镇人民政府责令改正。",
            "对拖欠饭钱的申诉应当受理而不受理，或者推诿、拖延的，由镇人民政府责令改正。",
            [],
            id="what was to be done and was not binds nobody",
        ),
        pytest.param(
            "改造灶台和烟道，不得对饭厅和邻屋造成新的油烟。",
            "改造灶台和烟道，应当先行勘察，制定方案，并不得对饭厅、粮仓和邻屋造成新的油烟。",
            [],
            id="不得 behind 并 is the measure's own",
        ),
        pytest.param(
            "供餐单位可以自行清点冰柜，也可以委托粮站清点冰柜，并对清点结果的真实性负责。",
            "供餐单位应当自行清点冰柜，也可以委托粮站清点冰柜，并对清点结果的真实性负责。",
            [("可以", "应当", "raised")],
            id="a measure's own 可以 stands",
        ),
        pytest.param(
            "倡导鼓励村民捐赠饭堂桌椅碗筷。",
            "鼓励支持村民捐赠饭堂桌椅碗筷。",
            [("倡导鼓励", "鼓励支持", "raised")],
            id="to support is more than to encourage",
        ),
        pytest.param(
            "鼓励和支持村民捐赠饭堂桌椅碗筷。",
            "鼓励村民捐赠饭堂桌椅碗筷。",
            [("鼓励和支持", "鼓励", "lowered")],
            id="to encourage alone is less",
        ),
        pytest.param(
            "提倡村民捐赠饭堂桌椅碗筷。",
            "倡导村民捐赠饭堂桌椅碗筷。",
            [],
            id="提倡 and 倡导 mean the same",
        ),
        pytest.param(
            "对清点及时的帮厨人员，逐年给予表彰和奖励。",
            "应当对清点及时的帮厨人员，逐年给予表彰和奖励。",
            [("对清点及时的帮厨人员，逐年给予表彰和奖励", "应当对清点及时的帮厨人员，逐年给予表彰和奖励", "raised")],
            id="on to the verb of what it is for",
        ),
        pytest.param(
            "村民委员会可以将闲置祠堂租给企业，承租单位不得改建祠堂。",
            "村民委员会可以将闲置祠堂租给企业，承租单位可以改建祠堂。",
            [("不得", "可以", "lowered")],
            id="a measure that ends in a body is no list of bodies",
        ),
        pytest.param(
            "村民委员会可以根据人数制定饭菜标准，应当公示饭菜价格。",
            "村民委员会应当根据人数制定饭菜标准，应当公示饭菜价格。",
            [("可以", "应当", "raised")],
            id="what is made is no ground",
        ),
        pytest.param(
            "任何单位和个人有权举报饭堂的食品安全问题。",
            "任何单位和个人可以举报饭堂的食品安全问题。",
            [],
            id="有权 and 可以 both allow",
        ),
        pytest.param(
            "承办企业应当留样，并不得转包饭堂经营权。",
            "承办企业应当留样，并不转包饭堂经营权。",
            [("不得转包", "不转包", "lowered")],
            id="不得 and 不 behind 并",
        ),
        pytest.param(
            "国家支持的饭堂，应当公示饭菜价格。",
            "饭堂应当公示饭菜价格和留样。",
            [],
            id="what the state supports is no measure of its",
        ),
    ],
)
def test_how_strongly_who_is_bound_is_told(
    tell: Tell, clause: str, passage: str, expected: list[tuple[str | None, ...]]
) -> None:
    assert describe(tell(clause, passage), "modality") == expected
