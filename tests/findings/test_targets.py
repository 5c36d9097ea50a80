"""Targets: what is a commitment, what is told, and what is neither."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.findings.genres import Genre
from policytext.findings.targets import find_targets, find_targets_in
from policytext.findings.values import Target
from policytext.spans import Span
from policytext.structure.document import Block, BlockKind, Document, Header, Section
from policytext.text import Source, make_text


def read(text: str, **genre: object) -> list[Target]:
    return list(find_targets_in(text, Span(0, len(text)), genre=Genre(**genre)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "quote", "value"),
    [
        pytest.param(
            "按照每千户拥有活动场地不低于25平方米的标准，改造旧楼。",
            "quantity",
            "每千户拥有活动场地不低于25平方米",
            25,
            id="the smallest clause, without 按照 and 的标准",
        ),
        pytest.param("每年选择2-3个村开展试点。", "quantity", "每年选择2-3个村开展试点", (2, 3), id="a range per year"),
        pytest.param("每个站点配备4—6名管理员。", "quantity", "每个站点配备4—6名管理员", (4, 6), id="staffing"),
        pytest.param("办公用房不得超出总面积的30%。", "quantity", "办公用房不得超出总面积的30%", 30, id="upper bound"),
        pytest.param(
            "推动30%以上的场地夜间开放。", "quantity", "推动30%以上的场地夜间开放", 30, id="share of something"
        ),
        pytest.param(
            "城镇调查失业率5.5%以内。", "quantity", "城镇调查失业率5.5%以内", 5.5, id="only a limit behind it"
        ),
        pytest.param("逐步实现便民站点全覆盖。", "coverage", "逐步实现便民站点全覆盖", None, id="coverage"),
        pytest.param(
            "推进“一村一驿站”全覆盖。", "coverage", "推进“一村一驿站”全覆盖", None, id="coverage of what is quoted"
        ),
        pytest.param(
            "到2028年，基本形成全民共用的站点体系。",
            "deadline",
            "到2028年，基本形成全民共用的站点体系",
            None,
            id="goal by a year, deadline between commas",
        ),
        pytest.param(
            "计划到2028年底，建设成为示范站点。",
            "deadline",
            "计划到2028年底，建设成为示范站点",
            None,
            id="deadline with a word before it",
        ),
        pytest.param(
            "各单位于2028年3月31日前报送总结。", "deadline", "各单位于2028年3月31日前报送总结", None, id="task"
        ),
        pytest.param(
            "驻点指导不少于3个月。", "quantity", "驻点指导不少于3个月", 3, id="how long something shall be done"
        ),
        pytest.param("60%的行政村接入新管网。", "quantity", "60%的行政村接入新管网", 60, id="a verb behind the figure"),
        pytest.param("确保决堤事故零发生。", "quantity", "确保决堤事故零发生", 0, id="nothing of it"),
        pytest.param(
            "推动管护网络覆盖各级各类河道。", "coverage", "推动管护网络覆盖各级各类河道", None, id="all kinds"
        ),
        pytest.param("所有村组实现集中供水。", "coverage", "所有村组实现集中供水", None, id="all of them reach it"),
        pytest.param("推动灌区秸秆全量利用。", "coverage", "推动灌区秸秆全量利用", None, id="the whole amount"),
        pytest.param("困难家庭应帮尽帮。", "coverage", "困难家庭应帮尽帮", None, id="all that should be are"),
        pytest.param("为3万名学生提供热餐。", "quantity", "为3万名学生提供热餐", 3, id="something is done for so many"),
        pytest.param("推动全市90家作坊开展改造。", "quantity", "推动全市90家作坊开展改造", 90, id="so many are moved"),
        pytest.param("2028年底前全部挂牌服务。", "coverage", "2028年底前全部挂牌服务", None, id="all by a deadline"),
    ],
)
def test_commitment_is_found(text: str, kind: str, quote: str, value: object) -> None:
    (target,) = read(text)
    assert (target.kind, target.text, target.value, target.status) == (kind, quote, value, "target")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("贯彻第十三次代表大会精神。", id="ordinal of a congress"),
        pytest.param("2027年5月26日，会议通过了方案。", id="date of a meeting"),
        pytest.param("本办法自2027年1月1日起施行，有效期5年。", id="coming into force"),
        pytest.param("落实《三年建成500个站点行动计划（2027—2029年）》。", id="title"),
        pytest.param("构筑“15分钟便民圈”。", id="quoted name"),
        pytest.param("对达标的单位给予一次性奖励20万元。", id="grant"),
        pytest.param("年收入2000万元以上的企业优先。", id="condition of a group"),
        pytest.param("建设三个中心。", id="Chinese numerals name"),
        pytest.param("健全站点全覆盖培训体系。", id="coverage that only describes"),
        pytest.param("稳步提高居民比例。", id="direction without extent"),
        pytest.param("三年内不得申请。", id="prohibition"),
        pytest.param("推广千兆光网。", id="a kind of net"),
        pytest.param("居住不少于3年。", id="how long a right asks for"),
        pytest.param("上述工程尚未全部完成。", id="not yet done"),
        pytest.param("2027年开展河道巡护。", id="a year that only dates the work"),
        pytest.param("在实现全面开放的基础上，继续努力。", id="circumstance"),
    ],
)
def test_numbers_that_commit_to_nothing_are_no_targets(text: str) -> None:
    assert read(text, year=2027) == []


def test_deadline_that_opens_a_paragraph_holds_for_all_of_it() -> None:
    first, second, third = read("到2028年，开放率达到95%以上，使用率达到80%以上。满意率达到90%以上。")
    assert [t.deadline and t.deadline.by for t in (first, second, third)] == ["2028", "2028", "2028"]
    assert first.text.startswith("到2028年")


def test_deadline_within_a_sentence_holds_for_the_rest_of_the_sentence_only() -> None:
    found = read("开放率达到95%以上，到2028年使用率达到80%以上，新建驿站9座。满意率达到90%以上。")
    assert [t.deadline and t.deadline.by for t in found] == [None, "2028", "2028", None]


def test_only_the_first_goal_under_a_deadline_is_sure() -> None:
    found = read("到2028年，基本形成站点体系，服务能力显著提升，群众生活更加便利。")
    assert [t.text for t in found] == ["到2028年，基本形成站点体系"]


def test_each_figure_of_a_fragment_is_a_target_that_quotes_the_whole() -> None:
    found = read("力争新增站点80家、驿站100家、示范点20家以上。")
    assert {t.text for t in found} == {"力争新增站点80家、驿站100家、示范点20家以上"}
    assert [(t.value, t.unit, t.comparator) for t in found] == [(80, "家", "="), (100, "家", "="), (20, "家", ">=")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("两类站点开放率分别达到90%、80%。", [90, 80], id="two values of two indicators"),
        pytest.param("年产值达到70亿元、增长9.7%。", [70, 9.7], id="a level and its growth"),
        pytest.param("12类45件民生实事全面完成。", [45], id="kinds only sort what is counted"),
        pytest.param("21家工厂年产值超3亿元。", [21], id="money that says which are counted"),
        pytest.param("网店占比34%、提高1.3个百分点。", [34, 1.3], id="a share and its change"),
        pytest.param("工资高于全省2个百分点。", [2], id="a review boasts of being above others"),
        pytest.param("3.2万学生入校。", [3.2], id="people behind a multiple need no unit"),
    ],
)
def test_several_figures_of_a_review_are_told_one_by_one(text: str, values: list[float]) -> None:
    found = read(text, telling=True, review=True)
    assert [(t.value, t.text, t.status) for t in found] == [(v, text[:-1], "reported") for v in values]


def test_members_that_cover_all_stand_apart_from_the_figure_before_them() -> None:
    found = read("到2028年，用水总量趋零增长、秸秆全量利用、渠道水质持续向好、危险堤段全面管控。")
    assert [(t.kind, t.text, t.deadline and t.deadline.by) for t in found] == [
        ("quantity", "到2028年，用水总量趋零增长", "2028"),
        ("coverage", "秸秆全量利用", "2028"),
        ("coverage", "危险堤段全面管控", "2028"),
    ]


def test_fragment_that_only_says_more_of_the_one_before_quotes_it_too() -> None:
    found = read("农户收入分别达6万元、3万元，增长4%、5%。", telling=True, review=True)
    assert [t.value for t in found] == [6, 3, 4, 5]
    assert {t.text for t in found[2:]} == {"农户收入分别达6万元、3万元，增长4%、5%"}


def test_bare_figures_carry_a_list_on_and_keep_its_per_year() -> None:
    found = read("每年培育作坊8家，30家网店，举办集市9场。")
    assert [(t.value, t.unit, t.rule) for t in found] == [
        (8, "家/年", "figure-verb"),
        (30, "家/年", "figure-verb"),
        (9, "场/年", "figure-verb"),
    ]


def test_goal_starts_where_its_deadline_stands() -> None:
    (target,) = read("各镇要于2028年3月底前，对全年情况进行梳理，报送总结报告。")
    assert target.text == "各镇要于2028年3月底前，对全年情况进行梳理，报送总结报告"


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        pytest.param("灌溉面积达到42万亩（约束性）。", True, id="binding"),
        pytest.param("漏损率降到9%〔预期性指标〕。", None, id="another bracket"),
        pytest.param("漏损率降到9%（预期性指标）。", False, id="expected"),
    ],
)
def test_bracket_behind_an_indicator_says_whether_it_binds(text: str, binding: bool | None) -> None:
    (target,) = find_targets(make_document([text], header=Header(title="某市规划", kind="规划")))
    assert target.binding is binding


def test_yearly_plan_and_heading_set_the_deadline_of_what_names_none() -> None:
    header = Header(title="2027年某市工作要点", kind="要点", date=date(2027, 1, 10))
    lines = ["一、民生工作", "新建站点50个。"]
    (target,) = find_targets(make_document(lines, header=header))
    assert (target.deadline and target.deadline.by) == "2027"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param("2027年新建泵站9座。", "2027", id="a year to come opens the fragment"),
        pytest.param("2026年新建泵站9座。", None, id="a year gone by"),
        pytest.param("新建泵站9座。", None, id="no year"),
    ],
)
def test_year_before_a_figure_is_its_deadline(text: str, by: str | None) -> None:
    (target,) = read(text, year=2027)
    assert (target.deadline and target.deadline.by) == by


@pytest.mark.parametrize(
    ("bracket", "clause", "by"),
    [
        pytest.param("（水务局牵头，6月底前完成）", "6月底前完成", "2027-06", id="month of the document's year"),
        pytest.param("（2028年12月底取得明显成效）", "2028年12月底取得明显成效", "2028-12", id="year and month"),
        pytest.param("（责任单位：水务局；完成时限：2028年底）", "完成时限：2028年底", "2028", id="a label"),
        pytest.param("（年底前完成，牵头单位：水务局（防汛办））", "年底前完成", "2027", id="a bracket within"),
    ],
)
def test_deadline_in_brackets_holds_for_the_figures_before_it(bracket: str, clause: str, by: str) -> None:
    (figure,) = read(f"新建泵站9座，疏通渠道。{bracket}", year=2027)
    assert (figure.text, figure.rule) == ("新建泵站9座", "figure-verb")
    assert figure.deadline
    assert (figure.deadline.by, figure.deadline.text in clause) == (by, True)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param("9.疏通渠道，清理岸线。（6月底完成）", ["疏通渠道，清理岸线"], id="a measure without figure"),
        pytest.param(
            "强化巡护。建成调度平台，联通各站。加强宣传。（6月底完成）",
            ["建成调度平台，联通各站"],
            id="what is delivered",
        ),
        pytest.param("疏通渠道。（6月底完成）清理岸线。（9月底完成）", ["疏通渠道", "清理岸线"], id="one bracket each"),
    ],
)
def test_deadline_in_brackets_makes_a_target_of_the_measure_before_it(text: str, quotes: list[str]) -> None:
    found = read(text, year=2027)
    assert [t.text for t in found] == quotes
    assert {t.rule for t in found} == {"deadline-in-brackets"}


@pytest.mark.parametrize(
    "bracket",
    [
        pytest.param("（持续推进，牵头单位：水务局）", id="no date"),
        pytest.param("（2026年6月完成）", id="a year gone by"),
        pytest.param("（13月底完成）", id="no month"),
        pytest.param("（2028年6月）", id="a date that says nothing of an end"),
    ],
)
def test_other_brackets_are_no_deadlines(bracket: str) -> None:
    assert read(f"疏通渠道。{bracket}", year=2027) == []


@pytest.mark.parametrize(
    "unit", ["9", "（", "）", "“", "一", "年", "占", "1/", "每", "、", "（6月", "30%", "2027年3月"]
)
def test_line_of_a_megabyte_is_read_to_its_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))  # A pattern that backtracks would never come to the end of it.
    assert all(t.span.end <= len(text) for t in read(text, year=2027))


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        pytest.param("全市站点已达300个。", {}, id="已"),
        pytest.param("去年站点开放率达到95%。", {}, id="last year"),
        pytest.param("2020年站点开放率达到95%。", {"year": 2027}, id="a year before the document's"),
        pytest.param("全市站点开放率达95%。", {"telling": True}, id="news and reviews tell"),
    ],
)
def test_figure_told_as_achieved_is_reported(text: str, genre: dict[str, object]) -> None:
    (target,) = read(text, **genre)
    assert (target.status, target.deadline) == ("reported", None)


def test_news_that_states_a_standard_commits() -> None:
    (target,) = read("按照不低于每千户25平方米标准配置用房。", telling=True)
    assert target.status == "target"


def test_regulations_set_rules_and_only_standards_of_provision_are_targets() -> None:
    text = "处五万元以上十万元以下罚款；应当在20日内答复；绿地率不低于35%。"
    assert [t.text for t in read(text, legal=True)] == ["绿地率不低于35%"]


def make_document(lines: list[str], *, header: Header, sections: tuple[Section, ...] = ()) -> Document:
    text = make_text(Source(path="x", sha256="0", media_type="text/plain", encoding=None, text="\n".join(lines)))
    blocks, start = [], 0
    for line in lines:
        kind = BlockKind.PROSE if line.endswith("。") else BlockKind.HEADING
        blocks.append(Block(span=Span(start, start + len(line)), kind=kind))
        start += len(line) + 1
    return Document(id="0-0", text=text, header=header, blocks=tuple(blocks), sections=sections)


def test_review_chapter_tells_and_the_next_commits() -> None:
    header = Header(title="某市政府工作报告", kind="报告", date=date(2027, 1, 10))
    lines = ["一、2026年工作回顾", "新建站点40个。", "二、2027年重点工作", "新建站点50个。"]
    found = list(find_targets(make_document(lines, header=header)))
    assert [(t.value, t.status) for t in found] == [(40, "reported"), (50, "target")]


def test_headings_are_not_read() -> None:
    header = Header(title="某市实施方案", kind="方案")
    assert list(find_targets(make_document(["实现站点全覆盖", "各方配合。"], header=header))) == []


@given(st.text(alphabet="到2028年底，。；基本形成实现全覆盖达不低于每百户30平方米%“”（）《》、的了已", max_size=80))
def test_every_target_is_where_it_says(text: str) -> None:
    last = 0
    for target in read(text, year=2027):
        assert target.span.of(text) == target.text
        assert target.span.start >= last
        assert target.rule
        last = target.span.start
