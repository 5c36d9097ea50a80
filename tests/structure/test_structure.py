"""The parser never refuses a text (design decision 3): any characters give documents whose spans lie within them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.document import BlockKind, Document, Section

PIECES = (
    *(
        "青禾县人民政府",
        "关于",
        "加强",
        "印发",
        "《",
        "》",
        "书屋建设方案",
        "的通知",
        "青政发〔2031〕6号",
        "各镇人民政府：",
    ),
    *("\n", "\n", "\n", "\n\n", "# ", "**", "　　", " ", "\t", "，", "。", "；", "：", "（", "）", "，", "……", "…………3"),
    *(
        "一、",
        "二、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "（1）",
        "——",
        "第一章 ",
        "第二节 ",
        "第一条 ",
        "第三条的",
        "目录\n",
    ),
    *(
        "总体要求",
        "基本原则",
        "坚持公益优先。",
        "书屋免费开放。",
        "1.坚持公益。开放。2.坚持便民。就近。",
        "三年内建成标准书屋",
    ),
    *(
        "附件：",
        "组长：林青树  县长",
        "抄送：",
        "（此件公开发布）",
        "青禾县委办公室2031年5月6日印发",
        "青禾市人民政府令\n第18号\n",
    ),
    *("2031年5月6日", "二〇三一年五月六日", "（2031年5月6日通过）", "- 1 -", "来源：青禾日报", "12", "𠮷", "\x00", "①"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def parse(text: str) -> tuple[Document, ...]:
    return parse_documents(clean(make_source(text)))


def check_sections(sections: tuple[Section, ...], length: int) -> None:
    """Hold that sections lie within the text, come in order, and lie within their parents, of a lower level."""
    for i, section in enumerate(sections):
        assert section.id == i
        assert section.span.end <= length
        assert section.level >= 1
        if section.parent is not None:
            parent = sections[section.parent]
            assert section.parent < i
            assert section.span in parent.span
            assert parent.level < section.level
    for i, left in enumerate(sections):
        for right in sections[i + 1 :]:
            assert left.span.start <= right.span.start
            assert right.span in left.span or left.span.end <= right.span.start


def check_blocks(document: Document) -> None:
    """Hold that blocks lie one behind the other and leave nothing but space between them."""
    last, text = 0, str(document.text)
    for block in document.blocks:
        assert last <= block.span.start <= block.lead <= block.span.end <= len(text)
        assert not text[last : block.span.start].strip()
        last = block.span.end
    assert not text[last:].strip()


@given(TEXTS)
def test_any_text_gives_documents_that_hold_together(text: str) -> None:
    documents = parse(text)
    assert documents
    for document in documents:
        check_blocks(document)
        check_sections(tuple(document.sections), len(document.text))
        assert document.attachment_start is None or 0 <= document.attachment_start < len(document.text)
        for span in document.prose():
            assert 0 <= span.start < span.end <= len(document.text)


@given(st.text(max_size=200))
def test_any_characters_give_documents(text: str) -> None:
    for document in parse(text):
        check_blocks(document)
        check_sections(tuple(document.sections), len(document.text))


@given(TEXTS)
def test_same_text_gives_the_same(text: str) -> None:
    first, second = parse(text), parse(text)
    assert [(d.id, d.header, d.blocks, tuple(d.sections)) for d in first] == [
        (d.id, d.header, d.blocks, tuple(d.sections)) for d in second
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\x00\x00", id="NULs alone"),
        pytest.param("\n \n　\n", id="blanks alone"),
        pytest.param("。", id="one mark"),
        pytest.param("，。；：、！？\n" * 2000, id="punctuation alone"),
        pytest.param("关于" + "书" * 10_000 + "的通知\n书屋免费开放。", id="title of 10,000 characters"),
        pytest.param("书\x00屋免费\x00开放。\n一、总体\x00要求\n开放。", id="NULs between characters"),
        pytest.param("各村要办好书屋，" * 125_000, id="one line of a million characters"),
        pytest.param("各村 要 办好书屋，" * 2000, id="one line of 4,000 spaces"),
        pytest.param("**各村**要办好<sup>1</sup>" * 10_000, id="one line of 20,000 converter marks"),
        pytest.param("1.坚持公益。免费开放。" * 20_000, id="one line of 20,000 items"),
        pytest.param("《" * 30_000, id="30,000 brackets that nothing closes"),
        pytest.param("（" * 3000 + "）" * 3000, id="3,000 brackets within each other"),
        pytest.param("".join(f"{'#' * (i % 7)} （{i % 100}）书屋\n" for i in range(3000)), id="3,000 headings"),
        pytest.param("一、（一）1.（1）——" * 3000, id="3,000 markers on one line"),
        pytest.param("一、（一）1.（1）\n" * 3000, id="3,000 lines of markers within each other"),
        pytest.param("第一章 书\n第一节 屋\n第一条 开放。\n" * 1000, id="3,000 chapters that never count up"),
        pytest.param("目录\n" + "书屋…………1\n" * 3000, id="3,000 entries of a table of contents"),
        pytest.param("- 1 -\n" * 3000, id="page numbers alone"),
        pytest.param("书屋\n" * 10_000, id="10,000 lines of two characters"),
        pytest.param("书屋免费开放。\n五六十、七八十册图书随意借阅。", id="numeral that is ill formed"),
        pytest.param("青禾县书屋规划文本- 1\n- 1 -\n书屋免费开放。\n" * 4, id="running heads with page numbers"),
        pytest.param("2031年13月45日\n〔99999〕0号\n第〇条 开放。", id="dates and numbers that cannot be"),
    ],
)
def test_hostile_text_is_parsed(text: str) -> None:
    for document in parse(text):
        check_blocks(document)
        assert all(s.span.end <= len(document.text) for s in document.sections)


def test_imprint_with_a_day_that_no_calendar_has_is_parsed() -> None:
    assert parse("青禾县人民政府办公室 2031年5月32日印发")


def test_empty_text_is_a_document_without_anything() -> None:
    (document,) = parse("")
    assert (document.header.title, document.blocks, tuple(document.sections)) == (None, (), ())
    assert [d.code for d in document.doubts] == ["no-title"]
    assert document.title == ""


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("书屋免费开放，节日不休，任何人不得收费。", "no-title", 1, id="text without a title"),
        pytest.param(
            "关于印发《书屋建设方案》的通知\n现印发给你们。\n一、要求\n开放。",
            "no-attachment-title",
            1,
            id="attachment not there",
        ),
        pytest.param(
            "书屋方案\n一、任务\n（一）场地\n各村利用闲置校舍改建书屋。\n图书配送\n"
            "县图书馆统一采购图书，少儿读物不低于三成，农业科技读物不低于两成。\n（三）人员\n县图书馆培训。",
            "lost-number",
            5,
            id="heading without its number",
        ),
        pytest.param("书屋方案\n书屋\x00免费开放。", "control-characters", 2, id="characters that are no text"),
    ],
)
def test_doubt_is_told(text: str, code: str, line: int) -> None:
    (document,) = parse(text)
    assert [(d.code, d.line) for d in document.doubts] == [(code, line)]


def test_path_leads_from_the_outermost_section() -> None:
    (document,) = parse("书屋方案\n一、任务\n（一）场地。书屋二十平方米。\n二、保障\n列入预算。")
    text = str(document.text)
    assert [s.marker for s in document.path_to(text.index("二十"))] == ["一、", "（一）"]
    assert [s.marker for s in document.path_to(text.index("列入"))] == ["二、"]
    assert document.path_to(0) == ()


def test_prose_leaves_headings_out() -> None:
    (document,) = parse("书屋方案\n一、任务\n（一）场地。书屋二十平方米。\n青禾县人民政府\n2031年5月6日")
    assert [span.of(str(document.text)) for span in document.prose()] == ["书屋二十平方米。"]
    assert [b.kind for b in document.blocks].count(BlockKind.SIGNATURE) == 2


def test_title_is_the_attachments_where_there_is_one() -> None:
    (document,) = parse("关于印发《书屋建设方案》的通知\n现印发给你们。\n2031年5月6日\n书屋建设方案\n一、要求\n开放。")
    assert document.title == "书屋建设方案"
    assert str(document.text)[document.attachment_start :].startswith("书屋建设方案\n一、")


def test_document_shows_itself_escaped() -> None:
    (document,) = parse("书屋<script>方案\n一、任务<b\n书屋免费开放<img，节日不休。")
    shown = document._repr_html_()
    assert "<script>" not in shown
    assert "书屋&lt;script&gt;方案" in shown
