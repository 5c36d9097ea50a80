"""Figures, dates and slogans that a town took over otherwise."""

from collections.abc import Callable

import pytest

import policytext as pt
from policytext.tracing.values import Change, Treatment

Tell = Callable[..., Treatment]
Told = list[tuple[str | None, str | None, str | None]]
AREA = "饭堂就餐面积不低于40平方米，桌椅可供众人同时用餐。"
WAIT = "饭堂烹饪等候时间不超过15分钟，送餐半径控制在3公里以内。"
SHARE = "到2033年，长者食堂覆盖率达到90%以上，重点帮扶村全部建成厨房。"
SPAN = "再过5到10年，村村有灶、户户能送的助餐格局全面形成，老人吃饭不再犯愁。"
CHECK = "乡镇食安办每季度抽检饭堂食材不少于两次，检测结果贴在饭堂门口。"

EACH = "每百户居民拥有饭堂面积不低于30平方米，由民政办按图纸验收。"
RECORD = "饭堂采买账目由乡镇食安办按旬审核，结果在公示栏张贴满七日。"
LESSONS = "帮厨人员每年参加营养配餐培训不少于20学时，由卫生院出题考核。"


def describe(changes: tuple[Change, ...], kind: str) -> Told:
    return [(c.old and c.old.text, c.new and c.new.text, c.direction) for c in changes if c.kind == kind]


@pytest.mark.parametrize(
    ("clause", "passage", "direction"),
    [
        pytest.param(AREA, AREA.replace("40", "60"), "stricter", id="at least: more is stricter"),
        pytest.param(AREA, AREA.replace("40", "30"), "looser", id="at least: less is looser"),
        pytest.param(SHARE, SHARE.replace("90%", "95%"), "stricter", id="or above: more is stricter"),
        pytest.param(WAIT, WAIT.replace("15", "10"), "stricter", id="at most: less is stricter"),
        pytest.param(WAIT, WAIT.replace("15", "25"), "looser", id="at most: more is looser"),
        pytest.param(WAIT, WAIT.replace("3公里", "5公里"), "looser", id="or within: more is looser"),
        pytest.param(AREA, AREA.replace("40", "六十"), "stricter", id="in Chinese numerals"),
        pytest.param(CHECK, CHECK.replace("两次", "三次"), "stricter", id="how many times"),
        pytest.param(CHECK, CHECK.replace("季度", "半年"), "looser", id="how often: more seldom is looser"),
        pytest.param(CHECK, CHECK.replace("季度", "月"), "stricter", id="how often: oftener is stricter"),
        pytest.param(
            "每季度由乡镇食安办抽检食材，检测结果贴在饭堂门口。",
            "每半年由乡镇食安办抽检食材，检测结果贴在饭堂门口。",
            "looser",
            id="how often, no number of times said",
        ),
        pytest.param(CHECK, CHECK.replace("季度", "年").replace("两次", "四次"), "looser", id="four a year for eight"),
        pytest.param(RECORD, RECORD.replace("按旬", "按月"), "looser", id="how often, without a figure"),
        pytest.param(EACH, EACH.replace("百户", "千户"), "looser", id="as much for more households"),
        pytest.param(EACH, EACH.replace("百户", "户").replace("30", "0.5"), "stricter", id="less for fewer households"),
        pytest.param(EACH, EACH.replace("30平方米", "0.004公顷"), "stricter", id="in another unit of its kind"),
        pytest.param(WAIT, WAIT.replace("15分钟", "1小时"), "looser", id="hours for minutes"),
        pytest.param(LESSONS, LESSONS.replace("每年", "每半年"), "stricter", id="as many hours in half the time"),
    ],
)
def test_changed_figure_is_told(tell: Tell, clause: str, passage: str, direction: str) -> None:
    assert [d for _, _, d in describe(tell(clause, passage).changes, "quantity")] == [direction]


FINE = "饭堂承包人虚报就餐人数的，由县级民政部门责令改正，并处五百元以上二万元以下的罚款。"


@pytest.mark.parametrize(
    ("passage", "new", "direction"),
    [
        pytest.param(FINE.replace("二万", "一万"), "五百元以上一万元以下", "looser", id="upper bound cut"),
        pytest.param(FINE.replace("五百", "一千"), "一千元以上二万元以下", "stricter", id="lower bound raised"),
        pytest.param(
            FINE.replace("五百", "一千").replace("二万", "一万"),
            "一千元以上一万元以下",
            None,
            id="one raised and the other cut: neither",
        ),
    ],
)
def test_range_of_a_fine_is_one_figure(tell: Tell, passage: str, new: str, direction: str | None) -> None:
    (change,) = [c for c in tell(FINE, passage).changes if c.kind == "quantity"]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.text, change.new.text, change.direction) == ("五百元以上二万元以下", new, direction)


def test_fine_otherwise_written_is_no_change(tell: Tell) -> None:
    told = tell(FINE, FINE.replace("五百元以上二万元以下", "500元以上20000元以下"))
    assert [c for c in told.changes if c.kind == "quantity"] == []


def test_fine_is_compared_though_its_words_are_others(tell: Tell) -> None:
    clause = "违反本意见规定，拒绝现场查验食材，或者在查验时弄虚作假的，由粮站予以警告，并处二万元以下的罚款。"
    passage = (
        "违反本方案规定，拒绝、阻挠现场查验食材，或者在查验时弄虚作假的，由粮站责令改正，处三万元以上九万元以下的罚款。"
    )
    assert describe(tell(clause, passage).changes, "quantity") == [("二万元以下", "三万元以上九万元以下", "stricter")]


def test_day_of_entry_into_force_is_a_deadline(tell: Tell) -> None:
    clause = "长者食堂食品安全操作规程自2033年6月1日起施行。"
    (change,) = [
        c for c in tell(clause, clause.replace("2033年6月1日", "2034年3月1日")).changes if c.kind == "deadline"
    ]
    assert change.direction == "later"


def test_change_of_a_figure_has_both_its_places(tell: Tell) -> None:
    changes = tell(AREA, AREA.replace("40", "60")).changes
    assert describe(changes, "quantity") == [("40平方米", "60平方米", "stricter")]


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param(AREA, id="the same words"),
        pytest.param(AREA.replace("40", "４０"), id="full width"),
        pytest.param(AREA.replace("40", "四十"), id="in Chinese numerals"),
        pytest.param("饭堂就餐面积达到40平方米以上，桌椅可供众人同时用餐。", id="at least, otherwise said"),
        pytest.param(f"饭堂占地100平方米，{AREA}", id="beside another figure"),
        pytest.param("饭堂就餐面积宽敞，桌椅可供众人同时用餐。", id="figure left out is no other figure"),
    ],
)
def test_unchanged_figure_is_no_change(tell: Tell, passage: str) -> None:
    assert describe(tell(AREA, passage).changes, "quantity") == []


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(
            EACH, EACH.replace("每百户", "每千户").replace("30", "300"), id="ten times as much for ten times as many"
        ),
        pytest.param(EACH, EACH.replace("30平方米", "0.003公顷"), id="in another unit"),
        pytest.param(WAIT, WAIT.replace("15分钟", "900秒"), id="seconds for minutes"),
        pytest.param(CHECK, CHECK.replace("每季度", "每半年").replace("两次", "四次"), id="as often in another period"),
    ],
)
def test_same_rate_in_other_figures_is_no_change(tell: Tell, clause: str, passage: str) -> None:
    assert tell(clause, passage).changes == ()


def test_another_base_is_no_other_figure(tell: Tell) -> None:
    clause = "每村配备1名食品安全协管员，负责查验食材来源。"
    told = tell(clause, clause.replace("每村", "每社区"))
    assert [(c.old and c.old.text, c.new and c.new.text) for c in told.changes] == [("每村", "每社区")]


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(SHARE, SHARE.replace("2033", "2035"), ("到2033年", "到2035年", "later"), id="later"),
        pytest.param(SHARE, SHARE.replace("2033", "2032"), ("到2033年", "到2032年", "earlier"), id="earlier"),
        pytest.param(SHARE, SHARE.removeprefix("到2033年，"), ("到2033年", None, "dropped"), id="dropped"),
        pytest.param(
            SHARE.removeprefix("到2033年，"), SHARE.replace("2033", "2034"), (None, "到2034年", "added"), id="added"
        ),
        pytest.param(
            SPAN, SPAN.replace("再过", "力争"), ("再过5到10年", "力争5到10年", None), id="counted from another day"
        ),
        pytest.param(SPAN, SPAN.replace("5到10", "8到10"), ("再过5到10年", "再过8到10年", "later"), id="a longer span"),
        pytest.param(
            SHARE,
            SHARE.replace("到2033年", "用3到5年时间"),
            ("到2033年", "用3到5年时间", None),
            id="a year made a span",
        ),
        pytest.param(
            SHARE,
            SHARE.replace("2033年", "2033年6月底"),
            ("到2033年", "到2033年6月底", "earlier"),
            id="a month of the same year",
        ),
    ],
)
def test_changed_deadline_is_told(tell: Tell, clause: str, passage: str, expected: tuple[str | None, ...]) -> None:
    assert describe(tell(clause, passage).changes, "deadline") == [expected]


STEPS = "到2033年，长者食堂覆盖率达到90%以上，并于2035年底前村村建成标准厨房。"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        pytest.param(
            "于2036年底前村村建成标准厨房，到2032年长者食堂覆盖率达到90%以上。",
            [("到2033年", "到2032年", "earlier"), ("于2035年底前", "于2036年底前", "later")],
            id="in another order",
        ),
        pytest.param(
            "于2036年底前村村建成标准厨房。",
            [("于2035年底前", "于2036年底前", "later"), ("到2033年", None, "dropped")],
            id="one of two left out",
        ),
    ],
)
def test_deadlines_are_compared_by_what_they_govern(tell: Tell, passage: str, expected: Told) -> None:
    assert describe(tell(STEPS, passage).changes, "deadline") == expected


@pytest.mark.parametrize(
    ("due", "direction"),
    [
        pytest.param("年底前", "earlier", id="the end of the plan's year"),
        pytest.param("10月底前", "earlier", id="a month of the plan's year"),
        pytest.param("2036年3月底前", "later", id="a year of its own"),
    ],
)
def test_deadline_without_a_year_is_in_that_of_its_document(write, due: str, direction: str) -> None:
    directive, plan = write((SHARE,), SHARE.replace("到2033年", due), "柳湾镇人民政府", "2032年4月3日")
    told = [c for t in pt.compare(directive, plan).treatments for c in t.changes if c.kind == "deadline"]
    assert [(c.old and c.old.text, c.new and c.new.text, c.direction) for c in told] == [("到2033年", due, direction)]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(SHARE, SHARE, id="the same words"),
        pytest.param(SHARE, SHARE.replace("到2033年", "二〇三三年底前"), id="the same year otherwise printed"),
        pytest.param(SPAN, SPAN.replace("5到10年", "5—10年"), id="the same span with a dash"),
        pytest.param(SPAN, SPAN.replace("5到10", "五到十"), id="the same span in Chinese numerals"),
        pytest.param(SHARE, f"{SHARE}2031年6月底前拆除旧灶。", id="the next sentence has one of its own"),
        pytest.param(
            SHARE,
            f"{SHARE[:-1]}，并于2031年底前拆除旧灶。",
            id="the town's own measure behind it has one",
        ),
    ],
)
def test_kept_deadline_is_no_change(tell: Tell, clause: str, passage: str) -> None:
    assert describe(tell(clause, passage).changes, "deadline") == []


@pytest.mark.parametrize(
    ("neighbour", "kept"),
    [
        pytest.param("灶台高度照顾老年人的身体条件。", "灶台高度照顾老年人的身体条件。", id="that have no deadline"),
        pytest.param(
            "再过5到10年，灶台高度照顾老年人的身体条件。",
            "力争5到10年，灶台高度照顾老年人的身体条件。",
            id="that have one of their own",
        ),
    ],
)
def test_deadline_that_vanished_with_its_sentence_is_told_beside_neighbours(neighbour: str, kept: str) -> None:
    directive = pt.parse(
        f"关于办好食堂的意见\n一、目标\n（一）总体目标。到2033年，布局合理的助餐网络基本建成。{neighbour}\n"
        "二、其他\n剩饭剩菜集中收运用于沤肥。骑手按固定线路送饭上门。\n"
    )
    plan = pt.parse(f"柳湾镇食堂方案\n一、目标\n{kept}\n")
    assert describe(pt.compare(directive, plan).treatments[0].changes, "deadline") == [("到2033年", None, "dropped")]


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        pytest.param("推行“三灶联动”工作法，采买烹煮拧成一股绳。", "三灶联动", "五灶联动", id="numeral, in quotes"),
        pytest.param(
            "健全三社联动、四方共管的饭堂运行机制，定期通报收支。", "三社联动", "五社联动", id="numeral, bare"
        ),
        pytest.param("深入实施“暖灶润心”工程，培育一批乡厨能手。", "暖灶润心", "暖灶惠老", id="name of a scheme"),
        pytest.param(
            "推动形成党委领导、政府主导、社会参与、村民受益的助餐格局。",
            "党委领导、政府主导、社会参与、村民受益",
            "党委领导、政府统筹、社会参与、村民受益",
            id="a member of a formula",
        ),
        pytest.param(
            "以党的十九大精神为引领，把饭堂办进村口老祠堂。", "党的十九大精神", "党的二十大精神", id="congress"
        ),
    ],
)
def test_changed_slogan_is_told(tell: Tell, clause: str, old: str, new: str) -> None:
    assert describe(tell(clause, clause.replace(old, new)).changes, "slogan") == [(old, new, None)]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(
            "推行“三灶联动”工作法，采买烹煮拧成一股绳。",
            "推行三灶联动工作法，采买烹煮拧成一股绳。",
            id="quotes left out",
        ),
        pytest.param(
            "健全三社联动的饭堂运行机制，定期通报收支。",
            "健全三社联动、五灶齐开的饭堂运行机制，定期通报收支。",
            id="another beside it",
        ),
    ],
)
def test_kept_slogan_is_no_change(tell: Tell, clause: str, passage: str) -> None:
    assert describe(tell(clause, passage).changes, "slogan") == []


def test_slogan_left_out_is_dropped_and_no_variant(tell: Tell) -> None:
    (change,) = [
        c
        for c in tell("健全三社联动的饭堂运行机制，定期通报收支。", "健全饭堂运行机制，定期通报收支。").changes
        if c.kind == "slogan"
    ]
    assert change.old is not None
    assert (change.old.text, change.new, change.direction) == ("三社联动", None, "dropped")


def test_figures_in_another_order_are_compared_by_what_they_measure(tell: Tell) -> None:
    clause = "饭堂就餐面积不低于40平方米，配套储藏间不低于8平方米。"
    told = describe(tell(clause, "配套储藏间不低于12平方米，饭堂就餐面积不低于60平方米。").changes, "quantity")
    assert sorted(told) == [("40平方米", "60平方米", "stricter"), ("8平方米", "12平方米", "stricter")]


def test_added_deadline_is_no_detail_as_well(tell: Tell) -> None:
    changes = tell(SHARE, SHARE.replace("重点帮扶村", "2032年底前重点帮扶村")).changes
    assert [c.kind for c in changes] == ["deadline"]


def test_changes_are_told_of_the_main_passage_only(tell: Tell) -> None:
    elsewhere = "停车场面积不低于90平方米，每年评选移风易俗示范户二十户，由红白理事会张榜表扬并给予奖励。"
    assert describe(tell(AREA, elsewhere, AREA).changes, "quantity") == []


def test_a_slogan_change_tells_the_difference_of_members() -> None:
    """Both texts gloss their slogan; 三社联动 counts what “三社” counts."""
    three, two = "社区、社会组织、社会工作者", "社区志愿者、社区公益慈善"
    plan = "一、任务\n健全“{n}社”（{members}）联动机制，推进{n}社联动服务居民常态开展。\n"
    upper = pt.parse("澜江省社区意见\n" + plan.format(n="三", members=three), path="a")
    lower = pt.parse("青禾县社区方案\n" + plan.format(n="五", members=f"{three}、{two}"), path="b")
    changes = [c.change for c in pt.compare(upper, lower).changes if c.change.kind == "slogan"]
    assert {(c.old.text, c.new.text) for c in changes} == {("三社", "五社"), ("三社联动", "五社联动")}
    assert {c.members_added for c in changes} == {tuple(two.split("、"))}
    assert {c.members_dropped for c in changes} == {()}


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param("每天清洗灶台并擦拭餐桌。", "每日清洗灶台并擦拭餐桌。", [], id="每天 is 每日"),
        pytest.param(
            "每季清点冰柜并贴封条。", "每月清点冰柜并贴封条。", [("每季", "每月", "stricter")], id="每季 to 每月"
        ),
        pytest.param(
            "每月清点冰柜并贴封条。",
            "每两个月清点冰柜并贴封条。",
            [("每月", "每两个月", "looser")],
            id="to every second",
        ),
        pytest.param(
            "每三五天清点冰柜并贴封条。", "每一1天清点冰柜并贴封条。", [("三五", "一1", None)], id="no period"
        ),
        pytest.param("建成食堂20个。", "建成食堂不少于30个。", [("20个", "30个", "stricter")], id="a bound put in"),
        pytest.param(
            "就餐面积不低于40平方米。",
            "就餐面积不超过40平方米。",
            [("不低于40平方米", "不超过40平方米", None)],
            id="a bound turned",
        ),
        pytest.param(
            "饭堂每三年实施一次大修。",
            "饭堂每三年至少实施一次大修。",
            [("一次", "至少实施一次", None)],
            id="a bound alone put in",
        ),
        pytest.param(
            "每餐补助不超过3元，由村集体支付。",
            "每餐补助3元，由村集体支付。",
            [("不超过3元", "3元", None)],
            id="a bound alone left out",
        ),
        pytest.param("就餐面积40平方米以上。", "就餐面积不低于40平方米。", [], id="the same bound in other words"),
        pytest.param(
            "经三分之二的老人同意后涨价。",
            "经不少于三分之二的老人同意后涨价。",
            [("三分之二", "不少于三分之二", None)],
            id="a bound of a fraction",
        ),
        pytest.param("60周岁以上老人免费就餐。", "年满60周岁老人免费就餐。", [], id="the same bound, 年满"),
        pytest.param("30人以上的村设饭堂。", "30人（含）以上的村设饭堂。", [], id="the same bound, 含"),
        pytest.param("就餐达到40余人，设饭堂。", "就餐达到40人，设饭堂。", [], id="余 is no bound"),
        pytest.param(
            "每村配备2名厨师、3名骑手并发工钱。",
            "每村至少配备2名厨师、3名骑手并发工钱。",
            [("2名", "至少配备2名", None)],
            id="a bound of the first figure behind it",
        ),
        pytest.param(
            "就餐面积不低于40平方米、座位20个。",
            "就餐面积不低于40平方米、座位不少于20个。",
            [("20个", "不少于20个", None)],
            id="a bound behind another figure's",
        ),
        pytest.param(
            "每百户配备厨师不少于2名。",
            "每千户配备厨师20名。",
            [("每百户配备厨师不少于2名", "每千户配备厨师20名", None)],
            id="a bound left out, counted by the thousand",
        ),
        pytest.param(
            "对倾倒泔水的，处200元罚款。",
            "对倾倒泔水的，处200元以下罚款。",
            [("200元", "200元以下", "looser")],
            id="a fine that may be less",
        ),
        pytest.param("每名老人补贴2千元。", "每名老人补贴2000元。", [], id="a thousand counted out"),
        pytest.param("每月5日前报送台账。", "每月10日前报送台账。", [("5日", "10日", None)], id="a day of the month"),
        pytest.param("厨房卫生评定为三级。", "厨房卫生评定为四级。", [("三", "四", None)], id="a grade"),
        pytest.param("五日内补足差额。", "5日内补足差额。", [], id="the same in other numerals"),
    ],
)
def test_figures_of_every_kind_are_told(tell: Tell, clause: str, passage: str, expected: list[object]) -> None:
    told = describe(tell(clause, passage).changes, "quantity")
    assert len(told) == len(expected)
    for (old, new, direction), (was, now, way) in zip(told, expected, strict=True):
        assert (was in old, now in new, direction) == (True, True, way)


@pytest.mark.parametrize(
    ("clause", "passage", "kind", "expected"),
    [
        pytest.param(
            "村委会每年至少由卫生院体检一次厨师。",
            "村委会每年由防疫站体检一次厨师。",
            "actor",
            ("卫生院", "防疫站", None),
            id="who acts between bound and figure",
        ),
        pytest.param(
            "对倒泔水的，处50元罚款。",
            "对倒泔水的，可以处50元以下罚款。",
            "modality",
            ("处5", "可以处5", "lowered"),
            id="a fine that may be imposed",
        ),
    ],
)
def test_a_bound_hides_no_other_change(
    tell: Tell, clause: str, passage: str, kind: str, expected: tuple[str | None, ...]
) -> None:
    assert describe(tell(clause, passage).changes, kind) == [expected]


def test_bodies_that_change_places_are_told(tell: Tell) -> None:
    told = tell("民政部门抽查台账，审计部门追回款项。", "审计部门抽查台账，民政部门追回款项。").changes
    assert describe(told, "actor") == [("民政部门", "审计部门", None), ("审计部门", "民政部门", None)]


REPLY = "投诉应当在3个工作日内办结，并答复来访老人。"
PRICE = "每餐收费不少于5元不超过10元，由村民代表商定。"
SEATS = "每个饭堂就餐人数不超过30人，由承包户登记。"
YEARLY = "每年6月底、12月底前报送工作总结。"
MONTHLY = "对80岁以上老人每月补贴不低于100元餐费，由财政所发放。"


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(REPLY, REPLY.replace("3", "5"), ("3个工作日", "5个工作日", "looser"), id="a longer time within"),
        pytest.param(
            REPLY.replace("3个工作日", "48小时"),
            REPLY.replace("3个工作日", "3日"),
            ("48小时", "3日", "looser"),
            id="days for hours",
        ),
        pytest.param(
            REPLY.replace("3个工作日", "7日"),
            REPLY.replace("3个工作日", "7个月"),
            ("7日", "7个月", "looser"),
            id="the unit alone",
        ),
        pytest.param(PRICE, PRICE.replace("10", "20"), ("10元", "20元", "looser"), id="the upper of two bounds"),
        pytest.param(SEATS, SEATS.replace("不超过30", "20至50"), ("30人", "20至50人", None), id="a range for a bound"),
        pytest.param(
            MONTHLY,
            MONTHLY.replace("每月", "每年").replace("100元", "2400元"),
            ("每月补贴不低于100元", "每年补贴不低于2400元", "stricter"),
            id="an age beside a rate",
        ),
        pytest.param(
            "食堂每年食品安全事故不超过1次，并公示。",
            "食堂每年食品安全事故为0次，并公示。",
            ("1次", "0次", "stricter"),
            id="none at all",
        ),
        pytest.param(
            "食堂每月公布一次账目，并张贴在门口。",
            "食堂隔月公布一次账目，并张贴在门口。",
            ("每月", "隔月", "looser"),
            id="every other month",
        ),
        pytest.param(
            "按日审核食堂票据，并归档保存备查。",
            "按周审核食堂票据，并归档保存备查。",
            ("按日", "按周", "looser"),
            id="by the day and by the week",
        ),
        pytest.param(
            "处二百元以上一千元以下罚款，责令食堂停业整顿。",
            "处一千元以下罚款，责令食堂停业整顿。",
            ("二百元以上一千元以下", "一千元以下", "looser"),
            id="a fine's lower bound dropped",
        ),
    ],
)
def test_what_a_figure_allows_tells_its_direction(
    tell: Tell, clause: str, passage: str, expected: tuple[str | None, ...]
) -> None:
    assert describe(tell(clause, passage).changes, "quantity") == [expected]


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(
            "甲类食堂配备厨师2名、帮厨3名，由村里聘任。",
            "甲类食堂配备帮厨3名、厨师2名，由村里聘任。",
            id="figures in another order",
        ),
        pytest.param(
            "甲类食堂补贴2万元、乙类食堂补贴3万元，按季拨付。",
            "乙类食堂补贴3万元、甲类食堂补贴2万元，按季拨付。",
            id="items in another order, each with its figure",
        ),
        pytest.param(
            "食堂每两周开展一次食材检查并记录。", "食堂每半月开展一次食材检查并记录。", id="half a month is two weeks"
        ),
        pytest.param(
            MONTHLY, MONTHLY.replace("每月", "每年").replace("100元", "1200元"), id="a year's allowance for a month's"
        ),
    ],
)
def test_same_figures_are_no_change(tell: Tell, clause: str, passage: str) -> None:
    assert describe(tell(clause, passage).changes, "quantity") == []


@pytest.mark.parametrize(
    ("clause", "passage", "expected"),
    [
        pytest.param(
            "到2033年建成食堂，到2035年建成配送网络。",
            "到2035年建成食堂，到2033年建成配送网络。",
            [("到2033年", "到2035年", "later"), ("到2035年", "到2033年", "earlier")],
            id="days that changed places",
        ),
        pytest.param(
            "到2033年建成食堂，到2035年建成配送网络。",
            "到2033年建成配送网络。",
            [("到2035年", "到2033年", "earlier"), ("到2033年", None, "dropped")],
            id="the other measure's day",
        ),
        pytest.param("2033年6月底前完成改造并验收。", "2033年6月30日前完成改造并验收。", [], id="the last of a month"),
        pytest.param("2033年底前完成改造并验收。", "2033年12月31日前完成改造并验收。", [], id="the last of a year"),
    ],
)
def test_same_day_is_the_same_deadline(tell: Tell, clause: str, passage: str, expected: Told) -> None:
    assert describe(tell(clause, passage).changes, "deadline") == expected


@pytest.mark.parametrize(
    ("clause", "passage", "issued"),
    [
        pytest.param(YEARLY, YEARLY, "2033年5月6日", id="every year"),
        pytest.param("年底前报送食堂工作总结。", "年底前报送食堂工作总结。", "2033年5月6日", id="the same words"),
        pytest.param("2032年3月底前完成食堂改造。", "3月底前完成食堂改造。", "2031年12月20日", id="the next March"),
        pytest.param("2032年3月底前完成食堂改造。", "明年3月底前完成食堂改造。", "2031年6月5日", id="next year"),
        pytest.param("2032年5月底前完成食堂改造。", "五月底前完成食堂改造。", "2031年12月20日", id="五月"),
    ],
)
def test_day_without_a_year_lies_ahead(write, clause: str, passage: str, issued: str) -> None:
    directive, plan = write((clause,), passage, "柳湾镇人民政府", issued)
    told = [c for t in pt.compare(directive, plan).treatments for c in t.changes if c.kind == "deadline"]
    assert told == []
