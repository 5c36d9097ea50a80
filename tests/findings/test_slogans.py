"""Rules of the slogan grammars; every sentence is invented."""

import hashlib
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.findings.numeral_slogans import parse_numeral_slogan
from policytext.findings.slogans import find_slogans, find_slogans_in
from policytext.findings.vocabulary import find_attested, word_class
from policytext.lexicons import load_lexicon
from policytext.spans import Span
from policytext.structure.document import Block, BlockKind, Document, Header
from policytext.text import Source, make_text


def make_document(text: str, blocks: tuple[Block, ...] = ()) -> Document:
    source = Source(
        path="x.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        text=text,
    )
    return Document(id="x-0", text=make_text(source), header=Header(), blocks=blocks)


@pytest.mark.parametrize(
    ("text", "slogan", "kind"),
    [
        pytest.param("统筹推进“五位一体”总体布局。", "五位一体", "numeral", id="an attested numeral in quotes"),
        pytest.param("全镇形成三河联动的格局。", "三河联动", "numeral", id="a count of what it joins"),
        pytest.param("构建“一河两岸三带”的格局。", "一河两岸三带", "numeral", id="a quoted chain of numerals"),
        pytest.param(
            "构建一轴两翼三带，拉开框架。", "一轴两翼三带", "numeral", id="a chain of numerals without quotes"
        ),
        pytest.param("实行一河一策。", "一河一策", "numeral", id="a doubled one"),
        pytest.param("出台河道管护“1+5”系列办法。", "1+5", "numeral", id="figures joined by plus"),
        pytest.param("推行“护河365工作法”。", "护河365工作法", "quoted", id="a quoted name closed by its class"),
        pytest.param("推动“三治”融合。", "“三治”融合", "numeral", id="what is joined behind the marks belongs to it"),
        pytest.param("实施“清泉工程”。", "清泉工程", "quoted", id="class noun inside the marks"),
        pytest.param("深入开展“碧水到家”专项行动。", "碧水到家", "quoted", id="class noun behind the marks"),
        pytest.param("完善“河田共管”“村塘村管”制度。", "村塘村管", "quoted", id="an echo"),
        pytest.param(
            "完善“绿塘管家”“清渠卫士”等制度。", "绿塘管家", "quoted", id="a name whose class follows the next"
        ),
        pytest.param("打造“小渠道、大民生”样板。", "小渠道、大民生", "quoted", id="a quoted pair"),
        pytest.param("推行“互联网+灌溉”。", "互联网+灌溉", "quoted", id="a plus"),
        pytest.param("落实谁用水谁付费的原则。", "谁用水谁付费", "formula", id="who does, who pays"),
        pytest.param(
            "建成水清岸绿、人水和谐、管护有序、岸线优美的家园。",
            "水清岸绿、人水和谐、管护有序、岸线优美",
            "parallel",
            id="predicates",
        ),
        pytest.param(
            "实现人人护河、人人爱河、人人享河。",
            "人人护河、人人爱河、人人享河",
            "parallel",
            id="a shared head",
        ),
        pytest.param("实现管护制度化、规范化、长效化。", "制度化、规范化、长效化", "parallel", id="a shared suffix"),
        pytest.param(
            "实现问题在河边发现、纠纷在河边调解、力量在河边汇聚。",
            "问题在河边发现、纠纷在河边调解、力量在河边汇聚",
            "parallel",
            id="a shared frame",
        ),
        pytest.param(
            "坚持问水于民、问计于民、问效于民。",
            "问水于民、问计于民、问效于民",
            "parallel",
            id="a frame around",
        ),
        pytest.param(
            "形成党委、政府统一领导，相关部门密切配合，社会力量广泛参与的格局。",
            "党委、政府统一领导，相关部门密切配合，社会力量广泛参与",
            "formula",
            id="one actor written as two",
        ),
        pytest.param("要稳粮价、促增收、保供水。", "稳粮价、促增收、保供水", "parallel", id="curt calls"),
        pytest.param(
            "推行一窗受理、限时办结、全程帮办等制度。",
            "一窗受理、限时办结、全程帮办",
            "parallel",
            id="a numeral slogan among the members",
        ),
        pytest.param(
            "坚持以河长负责为核心、村民参与为基础、科技管护为支撑，推进工作。",
            "以河长负责为核心、村民参与为基础、科技管护为支撑",
            "formula",
            id="what is what to the work",
        ),
        pytest.param(
            "健全党委领导、政府主导、企业参与、村民监督的体制。",
            "党委领导、政府主导、企业参与、村民监督",
            "formula",
            id="actors and what they do",
        ),
        pytest.param(
            "坚持党委统一领导、政府组织实施、部门各负其责、村民协同推进。",
            "党委统一领导、政府组织实施、部门各负其责、村民协同推进",
            "formula",
            id="actors, each in six letters",
        ),
        pytest.param("促进护河、用河、治河有机统一。", "护河、用河、治河有机统一", "formula", id="a union"),
        pytest.param(
            "让看好戏、爱看戏、学看戏成风气。", "看好戏、爱看戏、学看戏", "parallel", id="two words turned over"
        ),
        pytest.param(
            "由村民点单、河长派单、部门接单。", "村民点单、河长派单、部门接单", "parallel", id="parties and one object"
        ),
        pytest.param(
            "坚持以护水为导向、以渠道为阵地、以科技为支点。",
            "以护水为导向、以渠道为阵地、以科技为支点",
            "formula",
            id="what is what, said in full each time",
        ),
        pytest.param("落实“水利强县”部署。", "水利强县", "quoted", id="a strong county in quotes"),
        pytest.param("加快建设水利强县。", "水利强县", "formula", id="a strong county to be built"),
        pytest.param("坚持问水于民、还水于民。", "问水于民、还水于民", "formula", id="a pair for the people"),
        pytest.param("做到应修尽修、应管尽管。", "应修尽修、应管尽管", "formula", id="all that should be"),
        pytest.param("按照“巡、查、报、治”步骤办理。", "巡、查、报、治", "quoted", id="quoted letters"),
        pytest.param("加快推进“智护清渠”。", "智护清渠", "quoted", id="a pushed name that ends its clause"),
        pytest.param("推行“清渠工程”“碧水有约”。", "碧水有约", "quoted", id="a name beside a name"),
        pytest.param("运用护渠236工作法。", "236工作法", "numeral", id="a method in figures"),
        pytest.param(
            "坚持依法治理、系统治理、源头治理、综合治理。",
            "依法治理、系统治理、源头治理、综合治理",
            "parallel",
            id="an attested formula in another order",
        ),
        pytest.param(
            "坚持精准扶贫精准脱贫。", "精准扶贫精准脱贫", "formula", id="an attested formula without its mark"
        ),
        pytest.param("按照上下联管、以村为主的原则推进。", "上下联管、以村为主", "formula", id="a frame"),
        pytest.param("清淤实行先急后缓、以奖代补的方针。", "先急后缓、以奖代补", "formula", id="a law's frame"),
        pytest.param("坚持以人民为中心的发展思想。", "以人民为中心的发展思想", "formula", id="an attested formula"),
        pytest.param(
            "遵循统一标准、分段管护、全员参与的原则。",
            "统一标准、分段管护、全员参与",
            "formula",
            id="a frame whose one member ends like a paper",
        ),
        pytest.param("建成水源足、水质好、岸线美的河网。", "水源足、水质好、岸线美", "parallel", id="adjectives"),
        pytest.param(
            "推进水情融通、雨情融通、工情融通。",
            "水情融通、雨情融通、工情融通",
            "parallel",
            id="a shared verb at the end",
        ),
        pytest.param("开展“四条标准”教育。", "四条标准", "numeral", id="a count of articles that has a name"),
        pytest.param("清渠机、测流仪、无人船“新三样”下乡。", "新三样", "numeral", id="a numeral behind new"),
        pytest.param("推动“清渠+”融合发展。", "清渠+", "quoted", id="a plus with an open end"),
        pytest.param("企业办事只进一扇门。", "只进一扇门", "numeral", id="one door to enter"),
        pytest.param(
            "推进城乡社区治理体系和治理能力现代化。",
            "城乡社区治理体系和治理能力现代化",
            "formula",
            id="whose governance",
        ),
    ],
)
def test_slogan_is_found(text: str, slogan: str, kind: str) -> None:
    assert (slogan, kind) in [(s.text, s.kind) for s in find_slogans_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("做好三个方面的工作，建成四个泵站。", id="a count of things"),
        pytest.param("第一，一个村一般设一名河长。", id="ordinals and one"),
        pytest.param("到“十四五”末，水质达标。", id="the name of a plan period"),
        pytest.param("提供一站式办事指引。", id="an ordinary word with one"),
        pytest.param("县长强调：“河道管护要见实效，各村都要动起来。”", id="speech"),
        pytest.param("疏通田间“毛细血管”。", id="a metaphor in quotes"),
        pytest.param("评选“最佳河长、最佳巡员、最佳村组”。", id="awards"),
        pytest.param("负责渠道维修、水费收缴、泵站管理、用水登记等。", id="tasks of equal length"),
        pytest.param("整合人力、物力、财力。", id="short nouns"),
        pytest.param("整治“脏、乱、差”。", id="quoted ills"),
        pytest.param("上线“云上清渠”平台。", id="a product's name"),
        pytest.param("提供“7×24小时”值守。", id="hours a day"),
        pytest.param("灌溉区、保护区、缓冲区划定完毕。", id="nouns that share one letter"),
        pytest.param("水乡民俗文化、渠堰农耕文化、塘坝传统文化。", id="文化 is no suffix"),
        pytest.param("自治区、自治州、自治县分别规定。", id="nouns that share two letters"),
        pytest.param("水资源费、养护经费、人员工费。", id="nouns with one last letter"),
        pytest.param("公共渠道、公共泵站、公共水塘由村管理。", id="a shared adjective"),
        pytest.param("灌溉互助、排涝互助、巡河互助逐步展开。", id="a shared noun at the end"),
        pytest.param("掌握用水方法，提高用水能力，培育用水队伍。", id="measures that share a noun within"),
        pytest.param("依据《三渠联动管理办法》执行。", id="within the title of a document"),
        pytest.param("按照省级标准、市级标准的要求执行。", id="a frame around standards"),
        pytest.param("开展“护渠月”“清河日”活动。", id="observances"),
        pytest.param("上线应用的“长者模式”“夜间模式”。", id="functions of a software"),
        pytest.param("到“十七五”规划期末完成。", id="a plan period before its noun"),
        pytest.param("按照“第四条”“四条”的说法办理。", id="articles by number"),
        pytest.param("线上缴费与线下缴费有机结合。", id="two long things that are combined"),
        pytest.param("饭堂实行男女分餐、老幼分餐的要求。", id="a measure, not a law's 方针"),
    ],
)
def test_ordinary_wording_is_no_slogan(text: str) -> None:
    assert [s.text for s in find_slogans_in(text)] == []


@pytest.mark.parametrize(
    ("text", "members"),
    [
        pytest.param("推动“三员”（巡河员、护渠员、测水员）上岗。", ("巡河员", "护渠员", "测水员"), id="a gloss behind"),
        pytest.param("推进河道、渠道、塘坝“三水联动”。", ("河道", "渠道", "塘坝"), id="a list before"),
        pytest.param("整治沟渠、塘坝，推进“三水联动”。", (), id="a list of another count"),
        pytest.param("推行“三清”，即清渠、清塘、清河。", ("清渠", "清塘", "清河"), id="told behind"),
        pytest.param(
            "做到懂水情、有办法，守规矩、有底线，简称“两懂两有”。",
            ("懂水情", "有办法", "守规矩", "有底线"),
            id="called so after its items, one for each count",
        ),
        pytest.param(
            "推行“三有”（有人管、有钱修，有章可循，有账可查）。",
            ("有人管、有钱修", "有章可循", "有账可查"),
            id="items that hold a mark themselves",
        ),
        pytest.param("实现人人护河、人人爱河、人人享河。", ("人人护河", "人人爱河", "人人享河"), id="a parallel's own"),
    ],
)
def test_members_are_what_the_slogan_counts(text: str, members: tuple[str, ...]) -> None:
    assert [s.members for s in find_slogans_in(text)] == [members]


def test_reordered_formula_names_what_it_varies() -> None:
    (found,) = find_slogans_in("坚持依法治理、系统治理、源头治理。")
    assert found.variant_of == "系统治理、依法治理、综合治理、源头治理"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("三水联动", ((3, "水联动"),), id="one numeral"),
        pytest.param("“四讲四有”", ((4, "讲"), (4, "有")), id="two numerals, in quotes"),
        pytest.param("一核三治五共", ((1, "核"), (3, "治"), (5, "共")), id="three numerals"),
        pytest.param("双随机、一公开", ((2, "随机"), (1, "公开")), id="a mark between"),
        pytest.param("最多跑一次", (), id="a numeral within"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_numeral_slogan_is_parsed(text: str, parts: tuple[tuple[int, str], ...]) -> None:
    assert parse_numeral_slogan(text) == parts


@pytest.mark.parametrize("unit", ["“", "”", "“”", "、", "渠", "三", "（", "以渠为", "谁", "应修尽", "治理体系"])
def test_long_line_is_read_to_its_end(unit: str) -> None:
    # A pattern that goes back and forth would not come to an end in a megabyte.
    text = unit * (1_000_000 // len(unit)) + "。实行一河一策。"
    assert [s.text for s in find_slogans_in(text)][-1:] == ["一河一策"]


@pytest.mark.parametrize("table", ["formula", "numeral"])
def test_every_attested_slogan_is_found(table: str) -> None:
    texts = [text for group in load_lexicon("slogans")[table] for text in group["texts"]]
    missed = [text for text in texts if [m.group() for m in find_attested(table, text)][:1] == []]
    assert not missed


@pytest.mark.parametrize("unit", ["、", "以渠道为", "村民点单、", "“清渠”", "谁", "系统治理、"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = process_time()
        list(find_slogans_in(text))
        return process_time() - start

    seconds(1_000)  # lexicons are loaded and patterns compiled once: some only where there are members enough
    assert seconds(40_000) < 10 * seconds(10_000) + 0.2


def test_longer_slogan_stands_where_two_overlap() -> None:
    found = [s.text for s in find_slogans_in("构建共建共治共享的社会治理格局。")]
    assert found == ["共建共治共享的社会治理格局"]


def test_name_once_recognised_is_found_wherever_it_is_quoted() -> None:
    found = [s.text for s in find_slogans_in("实施“碧水到家”行动。村里说起“碧水到家”都叫好。")]
    assert found == ["碧水到家", "碧水到家"]


def test_gloss_of_a_numeral_slogan_holds_no_slogans_of_its_own() -> None:
    text = "建立“三化”（巡查常态化、管护专业化、评价公开化）办法。"
    assert [s.text for s in find_slogans_in(text)] == ["三化"]


def test_rosters_and_contents_are_passed_over() -> None:
    text = "一河一策 5\n实行一河一策。"
    blocks = (
        Block(span=Span(0, 6), kind=BlockKind.CONTENTS),
        Block(span=Span(7, len(text)), kind=BlockKind.PROSE, lead=7),
    )
    assert [s.span.start for s in find_slogans(make_document(text, blocks))] == [9]


@given(st.text(alphabet="一二三社联动共建享化以人民为中心党委政府负责、，。“”《》（）的在大小", max_size=120))
def test_spans_are_in_order_apart_and_hold_their_text(text: str) -> None:
    found = list(find_slogans_in(text))
    assert all(s.span.of(text) == s.text and s.rule for s in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_every_group_of_the_lexicon_names_its_source() -> None:
    lexicon = load_lexicon("slogans")
    groups = [group for table in ("formula", "numeral", "quoted", "words") for group in lexicon[table]]
    assert all(group["source"] for group in groups)


@pytest.mark.parametrize("table", ["formula", "numeral", "quoted"])
def test_no_slogan_is_listed_twice(table: str) -> None:
    texts = [text for group in load_lexicon("slogans")[table] for text in group["texts"]]
    assert sorted(texts) == sorted(set(texts))


def test_unknown_word_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_class("no such class")
