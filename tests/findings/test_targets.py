"""Targets: what is a commitment, what is told, and what is neither."""

from datetime import date
from time import process_time

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


def test_deadline_is_inherited_within_the_sentence_only() -> None:
    first, second, third = read("到2028年，开放率达到95%以上，使用率达到80%以上。满意率达到90%以上。")
    assert [t.deadline and t.deadline.by for t in (first, second, third)] == ["2028", "2028", None]
    assert first.text.startswith("到2028年")


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
def test_deadline_in_brackets_is_a_target_and_holds_for_its_paragraph(bracket: str, clause: str, by: str) -> None:
    figure, slot = read(f"新建泵站9座，疏通渠道。{bracket}", year=2027)
    assert (slot.kind, slot.text, slot.indicator, slot.rule) == (
        "deadline",
        clause,
        "新建泵站9座",
        "deadline-in-brackets",
    )
    assert {t.deadline.by for t in (figure, slot) if t.deadline} == {by}


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


@pytest.mark.parametrize("unit", ["30%", "2027年3月", "“新建9座”、", "（6月底完成）"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = process_time()
        read(text, year=2027)
        return process_time() - start

    assert seconds(40_000) < 10 * seconds(10_000) + 0.2


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
