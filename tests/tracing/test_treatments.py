from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext as pt
from policytext.spans import Span
from policytext.tracing.alignment import prepare_directive
from policytext.tracing.clauses import find_clauses, split_sentences
from policytext.tracing.treatments import Finding, drop, find_treatments, meet, prepare_local, put
from policytext.tracing.values import Clause, Passage, Status, Treatment

Tell = Callable[..., Treatment]
ORDERS = "建立配餐订单信息平台，汇总老人口味偏好和忌食清单，推动供餐单位按单备料。"
CARD = "县级民政部门统一印制助餐卡，发给年满七十周岁的老人。"
WELCOME = "面向独居老人、低保老人、残疾老人开放长者食堂，实行先登记后用餐。"
DEED = Clause(id="c001", path=(), span=Span(0, 5), text="逐桶验米。")
ELSEWHERE = Passage(Span(40, 45), "逐桶验米。")
JUDGED = Finding(0, Status.ADAPTED, 0.3, False, (), (Passage(Span(9, 14), "米桶要看。"),), likely=0.7)
OWN = "配备流动餐车巡回供应早点"
FAR = "提倡厚养薄葬，反对攀比浪费，每年评选移风易俗示范户二十户，由红白理事会张榜表扬并给予奖励。"


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(ORDERS, ORDERS, id="the whole clause"),
        pytest.param(ORDERS, ORDERS.replace("，", ",").replace("。", "．"), id="widths changed"),
        pytest.param(ORDERS, ORDERS.replace("，", "、", 1), id="punctuation changed"),
        pytest.param("发放“暖胃”助餐券。", "发放暖胃助餐券。", id="quotes left out"),
        pytest.param(ORDERS, ORDERS.replace("订单", "定单"), id="one letter misprinted"),
        pytest.param(
            ORDERS, "建立配餐定单信息平台，汇总老人口味篇好和忌食清单，推动供餐单位按单倍料。", id="three letters"
        ),
        pytest.param(
            ORDERS, ORDERS.replace("推动", "剩饭剩菜集中收运，用于沤肥和养殖昆虫，推动"), id="another clause woven in"
        ),
        pytest.param(CARD, f"{CARD[:-1]}，{OWN}。", id="own measure behind it in the same sentence"),
        pytest.param(CARD, f"{OWN}，{CARD}", id="own measure before it in the same sentence"),
        pytest.param(CARD, f"为此，{CARD}", id="a linking word before it"),
        pytest.param("加强炊事员卫生知识培训。", "不断加强炊事员卫生知识培训。", id="不断 turns nothing round"),
        pytest.param(CARD, f"1.{CARD}", id="an item number before it"),
        pytest.param(CARD, f"{CARD}{FAR}民政所抄录助餐卡，发给年满七十周岁的老人。", id="and taken up again elsewhere"),
        pytest.param(
            CARD,
            f"{CARD}{OWN}。{CARD}",
            id="twice, close together",
        ),
        pytest.param(
            "就餐面积不低于40平方米，灶台贴白瓷砖。",
            "就餐面积不低于四十平方米，灶台贴白瓷砖。",
            id="the figure in Chinese numerals",
        ),
        pytest.param(
            "为120户独居老人送餐，每日两趟。", "为一百二十户独居老人送餐，每日2趟。", id="two figures, either way"
        ),
        pytest.param(
            "灶间不得存放农药、饲养家禽、堆放柴草。",
            "灶间不得存放农药，不得饲养家禽、堆放柴草。",
            id="strength said again for an item",
        ),
    ],
)
def test_verbatim(tell: Tell, clause: str, passage: str) -> None:
    assert tell(clause, passage).status is Status.VERBATIM


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(WELCOME, WELCOME.replace("、残疾老人", ""), id="item left out"),
        pytest.param(
            "为独居、残疾、低保老人送饭上门并量血压。", "为独居、低保老人送饭上门并量血压。", id="short item left out"
        ),
        pytest.param(CARD, CARD.replace("县级", "市级"), id="body renamed by one letter"),
        pytest.param(
            "由村卫生室每旬清点冰柜存货并贴封条。", "由镇财政所每旬清点冰柜存货并贴封条。", id="body replaced"
        ),
        pytest.param(
            "由村委会每旬清点冰柜存货。",
            "由村支部每旬清点冰柜存货。",
            id="body replaced but for its first letter",
        ),
        pytest.param(ORDERS, f"探索{ORDERS}", id="建立 to 探索建立"),
        pytest.param(CARD, f"有条件的村，{CARD}", id="a condition before it"),
        pytest.param(CARD, f"经省财政厅批准，{CARD}", id="leave to be asked"),
        pytest.param(CARD, f"除山区村外，{CARD}", id="an exception before it"),
        pytest.param(CARD, f"{CARD[:-1]}，但外来务工人员除外。", id="an exception behind it"),
        pytest.param(CARD, f"{CARD[:-1]}（不含外来人员）。", id="an exception in brackets"),
        pytest.param(CARD, f"6月底前，{CARD}", id="a date before it"),
        pytest.param("炊事人员应当每年体检。", "炊事人员可以每年体检。", id="应当 to 可以"),
        pytest.param("炊事人员须每年到县医院体检。", "炊事人员可每年到县医院体检。", id="须 to 可"),
        pytest.param("老人子女可以代为取餐并签收。", "老人子女不可以代为取餐并签收。", id="可以 to 不可以"),
        pytest.param("经村医审核合格的炊事员上岗。", "未经村医审核合格的炊事员上岗。", id="经 to 未经"),
        pytest.param(CARD, CARD.replace("七十", "八十"), id="Chinese figure changed"),
        pytest.param("就餐面积不低于40平方米。", "就餐面积不低于50平方米。", id="Arabic figure changed"),
        pytest.param("虚报就餐人数的，处五千元以下罚款。", "虚报就餐人数的，处五千元以上罚款。", id="以下 to 以上"),
        pytest.param("灶台改造在停业十日内告知老人。", "灶台改造在停业十日前告知老人。", id="内 to 前"),
        pytest.param(
            "就餐面积不低于40平方米，灶台贴白瓷砖。",
            "就餐面积不超过40平方米，灶台贴白瓷砖。",
            id="at least to at most",
        ),
        pytest.param(
            "健全三灶联动工作机制，收支按月通报。", "健全五灶联动工作机制，收支按月通报。", id="slogan's numeral"
        ),
        pytest.param(ORDERS, ORDERS.replace("单，推动", "单。推动"), id="split into two sentences"),
        pytest.param(ORDERS, ORDERS.replace("推动", f"{OWN}，推动"), id="own measure put in"),
        pytest.param(ORDERS, "建立配餐订单信息平台。", id="shortened"),
        pytest.param(
            ORDERS, "推动供餐单位按单备料，汇总老人口味偏好和忌食清单，建立配餐订单信息平台。", id="reordered"
        ),
        pytest.param(ORDERS, ORDERS.replace("老人口味", "驻地牧民和退休职工口味"), id="localised"),
        pytest.param(ORDERS, ORDERS.replace("供餐单位", "镇敬老院伙房、三家供餐企业"), id="made more detailed"),
        pytest.param(ORDERS, "依托县里的配餐订单信息平台，抄录老人忌食清单。", id="only its substance"),
        pytest.param(
            ORDERS,
            ORDERS.replace("按单备料", "按单备料、错峰出餐"),
            id="extended by items of its list",
        ),
        pytest.param(ORDERS, ORDERS.replace("备料", "备料和错峰出餐"), id="extended by an item behind 和"),
        pytest.param(
            "为120户独居老人送餐，每日两趟。", "为一百二十户独居老人送餐，每日三趟。", id="one of two figures changed"
        ),
        pytest.param(
            "乡镇食安办每季度抽检食材不少于两次，结果上墙。",
            "乡镇食安办每半年抽检食材不少于两次，结果上墙。",
            id="how often changed",
        ),
        pytest.param(
            "组织炊事人员轮训，每年评定灶台技能星级。",
            "组织炊事人员轮训，评定灶台技能星级。",
            id="how often left out",
        ),
        pytest.param(
            "深入实施“暖灶润心”工程，培育乡厨能手。",
            "深入实施“暖灶惠老”工程，培育乡厨能手。",
            id="named project renamed",
        ),
        pytest.param(
            "饭菜由采买、烹煮和配送组分开记账。",
            "饭菜由采买、烹煮组分开记账。",
            id="last item left out with its 和",
        ),
        pytest.param(
            "村村建成厨房，户户吃上热饭。",
            "到2034年底，村村建成厨房，户户吃上热饭。",
            id="deadline put before it",
        ),
    ],
)
def test_adapted(tell: Tell, clause: str, passage: str) -> None:
    assert tell(clause, passage).status is Status.ADAPTED


@pytest.mark.parametrize(
    ("clause", "passage"),
    [
        pytest.param(ORDERS, "汛前疏浚渠道，更换锈蚀闸门。", id="another subject"),
        pytest.param(ORDERS, "气象信息平台及时发布暴雨预警。", id="a common term only"),
        pytest.param(CARD, "民政部门做好灾民安置。", id="a body only"),
        pytest.param(
            "坚持党的领导，坚持以人民为中心的发展思想，把饭堂办在村口。",
            "坚持党的领导，统筹抓好水库清淤。",
            id="a formula only",
        ),
        pytest.param("用方言讲解药膳搭配和刀工火候。", "骑手按固定线路送饭上门。", id="wording of another clause"),
        pytest.param(ORDERS, "", id="a plan of headings"),
    ],
)
def test_absent(tell: Tell, clause: str, passage: str) -> None:
    told = tell(clause, passage)
    assert (told.status, told.spans, told.formulaic) == (Status.ABSENT, (), False)


def test_two_clauses_merged_are_told_for_each(compare: Callable[..., pt.Cascade]) -> None:
    wash = "餐具一洗二清三消毒，消毒柜每晚通电四小时。"
    merged = "配餐订单信息平台与餐具一洗二清三消毒记录一并公示，汇总忌食清单。"
    told = {t.clause: t for t in compare((ORDERS, wash), merged).treatments if t.status is not Status.ABSENT}
    assert [t.status for t in told.values()] == [Status.ADAPTED] * 2
    assert all(s.text == merged or s.text in merged for t in told.values() for s in t.spans)


def test_clause_met_in_several_places_has_a_span_for_each(tell: Tell) -> None:
    spans = tell(ORDERS, f"建立配餐订单信息平台。{FAR}", "汇总老人口味偏好和忌食清单。").spans
    assert [s.text for s in spans] == ["建立配餐订单信息平台。", "汇总老人口味偏好和忌食清单。"]


def test_sentence_that_says_no_more_of_a_clause_is_no_passage_of_it(tell: Tell) -> None:
    repeated = "有条件的村庄要学习乡镇食品安全办公室的做法。"
    clause = "饭堂采买账目由乡镇食品安全办公室按旬审核，审核结果在公示栏张贴满七日。"
    told = tell(clause, f"饭堂采买账目由乡镇食品安全办公室按月审核，审核结果在公示栏张贴满七日。{repeated}")
    assert [p.text for p in told.spans] == ["饭堂采买账目由乡镇食品安全办公室按月审核，审核结果在公示栏张贴满七日。"]


def test_political_formula_alone_is_marked_formulaic(tell: Tell) -> None:
    clause = "以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，把饭堂办好。"
    told = tell(clause, "以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，统筹抓好水库清淤。")
    assert told.status is Status.ADAPTED
    assert told.formulaic


def test_measure_carried_over_beside_a_formula_is_not_formulaic(tell: Tell) -> None:
    clause = "健全党委领导、政府主导、社会参与、村民受益的工作格局，设立饭堂监厨轮值岗并张榜公布姓名。"
    assert not tell(clause, clause).formulaic


def test_score_grows_with_what_is_carried_over(tell: Tell) -> None:
    parts = ORDERS[:-1].split("，")
    scores = [tell(ORDERS, "，".join(parts[:n]) + "。").score for n in (1, 2, 3)]
    assert scores == sorted(set(scores))
    assert scores[-1] == 1.0


def test_carriers_notice_and_cited_titles_are_no_treatment() -> None:
    directive = pt.parse(f"关于办好食堂的意见\n一、任务\n{ORDERS}剩饭剩菜集中收运。灶台贴白瓷砖。骑手送饭上门。\n")
    plan = pt.parse(
        "柳湾镇人民政府关于印发《柳湾镇食堂方案》的通知\n各村：\n请认真执行。\n柳湾镇人民政府\n2032年1月2日\n"
        "柳湾镇食堂方案\n一、任务\n认真学习《关于建立配餐订单信息平台推动供餐单位按单备料的办法》。\n"
    )
    assert {t.status for t in pt.compare(directive, plan).treatments} == {Status.ABSENT}


SENTENCES = (
    ORDERS,
    CARD,
    WELCOME,
    "灶台贴白瓷砖，烟道每月除油。",
    "剩饭剩菜用于沤肥和养殖昆虫；",
    "到2033年，覆盖率达到90%以上。",
    "渠道清淤在汛前完成。",
    "好。",
)
EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 6), st.text(alphabet="县镇灶台，。；、“”3 A\n", max_size=4))
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), max_size=12), EDITS)
def test_each_clause_has_one_treatment_with_exact_spans(order: list[str], edits: list[tuple[int, int, str]]) -> None:
    text = "".join(order)
    for at, size, new in edits:
        text = text[:at] + new + text[at + size :]
    directive = pt.parse("关于办好食堂的意见\n一、任务\n" + "\n".join(SENTENCES[:6]) + "\n")
    plan = pt.parse(f"柳湾镇食堂方案\n一、措施\n{text}\n")
    cascade = pt.compare(directive, plan)
    clauses = {c.id: c for c in cascade.clauses}
    body = plan.text.characters
    assert [t.clause for t in cascade.treatments] == list(clauses)
    for told in cascade.treatments:
        assert 0 <= told.score <= 1
        assert (told.status is Status.ABSENT) is (told.spans == ())
        assert all(p.span.of(body) == p.text != "" for p in told.spans)
        for change in told.changes:
            assert change.old or change.new
            assert change.old is None or change.old.span.of(directive.text.characters) == change.old.text
            assert change.new is None or change.new.span.of(body) == change.new.text
    assert all(a.passage.span.of(body) == a.passage.text for a in cascade.additions)


def test_findings_stand_in_the_clauses_order() -> None:
    document = pt.parse("关于办好食堂的意见\n一、任务\n" + "".join(SENTENCES[:4]) + "\n")
    clauses = tuple(find_clauses(document))
    directive = prepare_directive(document.text.characters, clauses)
    text = "柳湾镇食堂方案\n一、措施\n" + "".join(reversed(SENTENCES[:4])) + "\n"
    findings = find_treatments(directive, clauses, prepare_local(pt.parse(text)))
    assert [f.clause for f in findings] == [0, 1, 2, 3]
    assert {f.status for f in findings} == {Status.VERBATIM}


def test_letters_know_their_sentence() -> None:
    local = prepare_local(pt.parse("柳湾镇食堂方案\n一、措施\n修灶台。通水；通电\n铺砖。\n"))
    assert local.letters.text == "修灶台通水通电铺砖"
    assert list(local.sentence) == [0, 0, 0, 1, 1, 2, 2, 3, 3]
    assert [s.of("修。补") for s in split_sentences("修。补", Span(0, 3))] == ["修。", "补"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        pytest.param(
            "第五条 食客应当遵守下列规定：\n（一）排队取餐；\n（二）餐盘放回回收架；\n",
            "第九条 食客应当遵守下列规定：\n（一）餐盘放回回收架；\n（二）排队取餐；\n",
            id="items in another order",
        ),
        pytest.param(f"第五条 {CARD}\n第六条 {ORDERS}\n", f"第七条 {ORDERS}\n第八条 {CARD}\n", id="articles too"),
    ],
)
def test_what_only_bears_another_number_is_verbatim(upper: str, lower: str) -> None:
    aims = "第一条 为了办好长者食堂，制定本办法。\n"
    above = pt.parse(f"云岭省长者食堂管理办法\n{aims}{upper}")
    below = pt.parse(f"柳湾市长者食堂管理办法\n{aims.replace('办好', '规范')}{lower}")
    treatments = pt.compare(above, below).treatments
    assert [t.status for t in treatments if t.clause != "c001"] == [Status.VERBATIM] * (len(treatments) - 1)


@pytest.mark.parametrize(
    ("finding", "status"),
    [
        pytest.param(drop(JUDGED), Status.ABSENT, id="dropped"),
        pytest.param(put(JUDGED, Status.ADAPTED, 0.5, (ELSEWHERE,)), Status.ADAPTED, id="put elsewhere"),
        pytest.param(meet(JUDGED, DEED, (ELSEWHERE,)), Status.VERBATIM, id="met by what it cites"),
    ],
)
def test_what_became_of_signs_otherwise_is_not_told_by_signs(finding: Finding, status: Status) -> None:
    assert (finding.status, finding.likely, finding.windows) == (status, None, ())
