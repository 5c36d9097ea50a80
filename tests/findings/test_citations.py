"""Citations: what counts as one, where it starts and ends, and what it means within its own document."""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cleaning import clean
from policytext.findings.citations import find_citations
from policytext.findings.values import Citation
from policytext.pipeline import parse
from policytext.structure import parse_documents
from policytext.structure.document import Document
from policytext.text import Source

NOTICE = """青禾县人民政府关于印发《青禾县农村书屋建设实施方案》的通知

青政发〔2021〕8号

各乡镇人民政府：

现将《青禾县农村书屋建设实施方案》印发给你们，请认真贯彻执行。

青禾县人民政府
2021年3月1日

青禾县农村书屋建设实施方案

一、总体要求

{body}
"""


def document_of(text: str) -> Document:
    source = Source(path="sample.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8", text=text)
    return parse_documents(clean(source))[0]


def others(body: str) -> list[Citation]:
    """Return what a sentence in the body of a plan cites besides the plan itself."""
    return [c for c in find_citations(document_of(NOTICE.format(body=body))) if not c.self]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "依法实施《中华人民共和国公共图书馆法》。", [("中华人民共和国公共图书馆法", None)], id="title of a law"
        ),
        pytest.param("按照青文发〔2020〕3号文件执行。", [(None, "青文发〔2020〕3号")], id="number alone"),
        pytest.param(
            "落实《关于办好书屋的意见》（川委发〔2020〕3号）。",
            [("关于办好书屋的意见", "川委发〔2020〕3号")],
            id="title and number are one citation",
        ),
        pytest.param(
            "落实《关于办好书屋的意见》（川委发[2020]3号》和《书屋管理办法》。",
            [("关于办好书屋的意见", "川委发〔2020〕3号"), ("书屋管理办法", None)],
            id="wrong closing bracket behind the number",
        ),
        pytest.param(
            "落实《关于办好书屋的意见》（试行）（川委发〔2020〕3号）。",
            [("关于办好书屋的意见", "川委发〔2020〕3号")],
            id="(试行) between title and number",
        ),
        pytest.param(
            "落实川委发〔2020〕3号《关于办好书屋的意见》。",
            [("关于办好书屋的意见", "川委发〔2020〕3号")],
            id="number before the title",
        ),
        pytest.param(
            "落实《国务院关于印发〈书屋建设规划〉的通知》。",
            [("国务院关于印发〈书屋建设规划〉的通知", None)],
            id="a nested title is no citation of its own",
        ),
        pytest.param(
            "落实《国务院关于印发《书屋建设规划》的通知》。",
            [("国务院关于印发《书屋建设规划》的通知", None)],
            id="nested in the same brackets",
        ),
        pytest.param(
            "落实《中共川北省委 川北省人民政府关于办好书屋的意见》。",
            [("中共川北省委川北省人民政府关于办好书屋的意见", None)],
            id="white space within a title",
        ),
        pytest.param(
            "关于书屋选址的请示（青文呈〔2020〕7号）收悉。",
            [("关于书屋选址的请示", "青文呈〔2020〕7号")],
            id="title that lacks its brackets before a number",
        ),
        pytest.param(
            "为落实川北省委关于办好书屋的意见》（川委发〔2020〕3号）精神。",
            [("川北省委关于办好书屋的意见", "川委发〔2020〕3号")],
            id="opening bracket missing",
        ),
        pytest.param(
            "落实《川北省委关于办好书屋的意见（川委发〔2020〕3号）和《书屋办法》。",
            [("川北省委关于办好书屋的意见", "川委发〔2020〕3号"), ("书屋办法", None)],
            id="closing bracket missing",
        ),
        pytest.param("发表于《青禾日报》和《求是》。", [], id="newspapers and magazines do not count"),
        pytest.param("重温《共产党宣言》《资本论》。", [], id="books do not count, whatever they end in"),
        pytest.param("申领《图书经营许可证》，填写《书屋登记表》。", [], id="licences and forms do not count"),
        pytest.param(
            "对照《书屋建设十条》整改，落实《书香中国2030》。",
            [("书屋建设十条", None), ("书香中国2030", None)],
            id="a title without a kind counts behind words that obey it",
        ),
        pytest.param("本方案所称书屋见该意见、上述文件。", [], id="本方案, 该意见 and 上述文件 are no citations"),
        pytest.param(
            "按照青政发〔2020〕3号、4号、9号文件执行。",
            [(None, "青政发〔2020〕3号"), (None, "青政发〔2020〕4号"), (None, "青政发〔2020〕9号")],
            id="serials that share agency and year, each with its 号",
        ),
        pytest.param(
            "按照澜江省文化厅令第7号、第9号执行。",
            [(None, "澜江省文化厅令第7号"), (None, "澜江省文化厅令第9号")],
            id="orders that share an organ",
        ),
        pytest.param(
            "根据澜江省财政厅 文化和旅游厅关于印发《书屋资金管理办法》的通知（澜财教〔2020〕3号）办理。",
            [("澜江省财政厅文化和旅游厅关于印发《书屋资金管理办法》的通知", "澜财教〔2020〕3号")],
            id="notice without 《》 of its own around what it hands on",
        ),
        pytest.param(
            "依据GB/T 99704—2020《书屋标识格式》设计。", [("书屋标识格式", None)], id="standard named behind its number"
        ),
        pytest.param(
            "落实（教基一〔2020〕9号）和人社部函〔2020〕3号。",
            [(None, "教基一〔2020〕9号"), (None, "人社部函〔2020〕3号")],
            id="和 behind a bracket joins",
        ),
        pytest.param("全面贯彻党的二十大精神。", [], id="the spirit of a congress is no document"),
        pytest.param(
            "落实《关于办好书屋\n\n的意见》。", [("关于办好书屋的意见", None)], id="title broken by a page break"
        ),
    ],
)
def test_citation_is_found_as_printed(body: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(c.title, c.number) for c in others(body)] == expected


def test_own_title_is_marked_self_in_heading_notice_and_attachment() -> None:
    own = [c for c in find_citations(document_of(NOTICE.format(body="抓好落实。"))) if c.self]
    assert [c.title for c in own] == ["青禾县农村书屋建设实施方案"] * 3
    assert own[-1].rule == "heading"


def test_own_number_in_the_header_is_no_citation() -> None:
    assert others("抓好落实。") == []


@pytest.mark.parametrize(
    ("body", "short", "meant"),
    [
        pytest.param(
            "落实《中共川北省委关于办好书屋的意见》（以下简称《意见》）。各地按《意见》办。",
            "意见",
            "中共川北省委关于办好书屋的意见",
            id="set by 以下简称",
        ),
        pytest.param(
            "依据《中华人民共和国公共图书馆法》（下称《图书馆法》）。书屋适用《图书馆法》。",
            "图书馆法",
            "中华人民共和国公共图书馆法",
            id="a short form that is no kind alone",
        ),
        pytest.param(
            "省里印发《关于办好书屋的意见》。《意见》要求各县落实。",
            "意见",
            "关于办好书屋的意见",
            id="only one can be meant",
        ),
        pytest.param(
            "省里印发《书屋规划纲要（草案）》。《纲要草案》要求各县落实。",
            "纲要草案",
            "书屋规划纲要（草案）",
            id="a draft",
        ),
        pytest.param(
            "省里有《书屋选址意见》《书屋采购意见》。《意见》要求各县落实。",
            "意见",
            None,
            id="two could be meant: left open",
        ),
    ],
)
def test_short_form_stands_for_the_full_title(body: str, short: str, meant: str | None) -> None:
    last = others(body)[-1]
    assert (last.title, last.short, last.resolves_to) == (short, True, meant)


def test_bare_kind_of_the_document_itself_is_self() -> None:
    found = [c for c in find_citations(document_of(NOTICE.format(body="本《方案》由县文旅局解释。"))) if c.short]
    assert [(c.self, c.resolves_to) for c in found] == [(True, "青禾县农村书屋建设实施方案")]


@pytest.mark.parametrize(
    ("body", "relation"),
    [
        pytest.param("为贯彻落实《书屋条例》，办好书屋。", "implements", id="贯彻落实"),
        pytest.param("按照《书屋条例》要求，办好书屋。", "implements", id="按照…要求"),
        pytest.param("根据《书屋条例》，制定本方案。", "implements", id="根据…制定本方案"),
        pytest.param("违反《书屋条例》的，依法处理。", "cites", id="违反"),
        pytest.param("转发《书屋条例》，请学习。", "reprints", id="转发"),
        pytest.param("加快修订《书屋条例》。", "amends", id="修订"),
        pytest.param("学习新修订的《书屋条例》。", "cites", id="新修订的 tells of the cited, not of the citing"),
        pytest.param("《书屋条例》同时废止。", "repeals", id="同时废止"),
        pytest.param("省里有《书屋条例》。", "cites", id="no cue"),
    ],
)
def test_relation_is_told_by_the_words_around(body: str, relation: str) -> None:
    assert [c.relation for c in others(body)] == [relation]


def test_what_repeals_is_not_what_is_repealed() -> None:
    assert [c.relation for c in others("《书屋条例》施行，同时废止旧规《渡口条例》。")] == ["cites", "repeals"]


def test_joined_mentions_share_one_relation_and_a_new_verb_starts_a_new_one() -> None:
    found = others("为贯彻落实省委《关于办好书屋的意见》和市委《关于读书的意见》精神，加快修订《书屋条例》。")
    assert [c.relation for c in found] == ["implements", "implements", "amends"]


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        pytest.param(
            "落实《中共中央国务院关于办好书屋的意见》。", "中共中央、国务院", id="joint issuers without a space"
        ),
        pytest.param(
            "近日，中共中央、国务院印发《关于办好书屋的意见》。", "中共中央、国务院", id="issuers before 印发"
        ),
        pytest.param("全面落实市委《关于办好书屋的决定》。", "市委", id="the verb before is no part of the issuer"),
        pytest.param("落实《川北省书屋条例》。", None, id="a place is no issuer"),
    ],
)
def test_issuer_is_read_from_title_or_the_words_before(body: str, issuer: str | None) -> None:
    assert others(body)[0].issuer == issuer


def test_order_hands_on_its_regulation() -> None:
    order = (
        "中华人民共和国国务院令\n第1999号\n《书屋条例》已经国务院第3次常务会议通过，现予公布，自2031年3月1日起施行。\n"
    )
    assert [c.self for c in find_citations(document_of(order)) if c.title == "书屋条例"] == [True]


def test_earlier_version_that_a_text_repeals_is_not_the_text_itself() -> None:
    rules = "川北省书屋条例\n\n第一条 为办好书屋，制定本条例。\n第二条 1999年发布的《川北省书屋条例》同时废止。\n"
    found = [c for c in find_citations(document_of(rules)) if c.rule != "heading"]
    assert [(c.self, c.relation) for c in found] == [(False, "repeals")]


@given(st.text(st.sampled_from("《》〈〉（）〔2017〕13号中发关于的意见落实、\n。a"), max_size=120))
def test_every_span_covers_its_text_and_none_overlap(text: str) -> None:
    document = document_of(text + "。")
    found = [c for c in find_citations(document) if c.rule != "heading"]
    assert all(c.span.of(document.text.characters) == c.text for c in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit", ["《", "》", "《书屋意见》", "（以下简称", "部和", "中发〔2017〕13号", "2", "贯彻落实"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    from policytext.findings.mentions import find_mentions
    from policytext.findings.relations import find_runs, relation_of
    from policytext.findings.titles import issuer_before

    text = unit * (200_000 // len(unit))
    start = time.perf_counter()
    spans = [m.span for m in find_mentions(text)]
    runs = list(find_runs(text, spans))
    for run in runs[:2000]:
        relation_of(text, run)
        issuer_before(text[max(0, run.start - 60) : run.start])
    issuer_before(text[:60])
    assert time.perf_counter() - start < 5


@pytest.mark.real
def test_number_damage_of_a_real_plan_is_healed(real_corpora: Path) -> None:
    path = next((real_corpora / "community-governance").glob("001*"))
    found = list(find_citations(document_of(path.read_text(encoding="utf-8"))))
    assert [c.number for c in found if c.number] == ["中发〔2017〕13号", "渝委发〔2018〕26号", "丰委发〔2018〕27号"]


def test_citation_far_from_any_line_end_is_found() -> None:
    filler = "各村要把书屋办好。" * 60
    text = f"青禾县人民政府关于书屋的通知\n2031年3月1日县人大常委会通过，{filler}根据国发〔2030〕13号办理。"
    assert "国发〔2030〕13号" in [c.number for c in find_citations(parse(text))]
