"""Word documents become Sources that read as the printed document does."""

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typesetting import read_master
from typesetting.docx import to_docx

from policytext.errors import DamagedSource, EmptySource, ReadingError
from policytext.reading.word import parse_docx, parse_word_xml
from policytext.text import Source

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
FILE = "青禾县.docx"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="h"><w:name w:val="unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:pStyle w:val="1"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="2"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def pack(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts_of(body: str, *, space: str = WORD, **others: str) -> dict[str, str]:
    """Return the parts of a document; `others` are side parts by their kind, without their root element."""
    sides = {"styles": STYLES, "numbering": NUMBERING, **others}
    links = "".join(f'<Relationship Type="{LINKS}/{kind}" Target="{kind}.xml"/>' for kind in sides)
    packed = {
        "_rels/.rels": f'<R><Relationship Type="{LINKS}/officeDocument" Target="word/document.xml"/></R>',
        "word/_rels/document.xml.rels": f"<R>{links}</R>",
        "word/document.xml": f'<w:document xmlns:w="{space}" {SPACES}><w:body>{body}</w:body></w:document>',
    }
    return packed | {f"word/{k}.xml": f'<w:{k} xmlns:w="{space}">{inner}</w:{k}>' for k, inner in sides.items()}


def read(body: str, **others: str) -> Source:
    return parse_docx(pack(parts_of(body, **others)), FILE)


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') else r(inner)}</w:p>"


def styled(style: str, text: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>{more}')


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


DELETED, HIDDEN = "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:vanish/></w:rPr>"
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(p("各村：") + p("") + p("　　建好渡口。"), ["各村：", "　　建好渡口。"], id="empty paragraphs go"),
        pytest.param(
            styled("1", "总体要求") + styled("2", "目标") + styled("2", "原则") + styled("1", "任务"),
            ["一、总体要求", "（一）目标", "（二）原则", "二、任务"],
            id="numbers come from styles",
        ),
        pytest.param(
            p("甲", LISTED) + styled("1", "乙", '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("丙", LISTED),
            ["一、甲", "乙", "二、丙"],
            id="list 0 takes the number away",
        ),
        pytest.param(
            p("甲", LISTED)
            + p("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", LISTED + DELETED)
            + p("丙", LISTED),
            ["一、甲", "二、丙"],
            id="deleted paragraphs do not count",
        ),
        pytest.param(p("甲村", LISTED + DELETED) + p("乙村", LISTED), ["一、甲村乙村"], id="deleted end joins"),
        pytest.param(p("甲村", HIDDEN) + p("乙村"), ["甲村乙村"], id="hidden end joins"),
        pytest.param(
            p(f"<w:ins>{r('三十')}</w:ins><w:del><w:r><w:delText>二十</w:delText></w:r></w:del>{r('个站点')}"),
            ["三十个站点"],
            id="tracked changes are taken as accepted",
        ),
        pytest.param(
            p(f"<w:moveFrom>{r('移走')}</w:moveFrom>{r('留下')}") + p(f"<w:moveTo>{r('移来')}</w:moveTo>"),
            ["留下", "移来"],
            id="moved text stands once",
        ),
        pytest.param(p(r("密", "<w:vanish/>") + r("藏", '<w:rStyle w:val="h"/>') + r("见")), ["见"], id="hidden text"),
        pytest.param(p(r("见", '<w:vanish w:val="0"/>')), ["见"], id="text set visible"),
        pytest.param(
            p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙\xad</w:t></w:r>"),
            ["甲\t乙-丙"],
            id="tabs and hyphens",
        ),
        pytest.param(
            p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>"), ["甲", "乙", "丙"], id="line breaks"
        ),
        pytest.param(p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("同意")), ["☑同意"], id="symbols"),
        pytest.param(
            p(
                "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>dù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渡</w:t></w:r>"
                f"</w:rubyBase></w:ruby></w:r>{r('口')}"
            ),
            ["渡口"],
            id="signs over characters go",
        ),
        pytest.param(p(r("第") + field(" PAGE ", r("7")) + r("页")), ["第页"], id="page numbers go"),
        pytest.param(p(field(' HYPERLINK "http://a.cn" ', r("见附件"))), ["见附件"], id="results of fields stay"),
        pytest.param(
            p(field(" IF {", r("甲")) + '<w:fldSimple w:instr="NUMPAGES">' + r("9") + "</w:fldSimple>" + r("乙")),
            ["甲乙"],
            id="simple fields",
        ),
        pytest.param(p(field(r" EQ \o\ac(○,3) ", "") + r("点")), ["③点"], id="a circle drawn by a field"),
        pytest.param(
            p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("正文还在"), ["正文还在"], id="a field never closed"
        ),
        pytest.param(
            p(
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box('框中')}</mc:Choice><mc:Fallback><w:pict>"
                f"{box('框中')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('正文')}"
            ),
            ["正文", "框中"],
            id="a text box once, behind its paragraph",
        ),
        pytest.param(
            p('<w:r><w:pict><v:shape><v:textpath string="青禾县人民政府文件"/></v:shape></w:pict></w:r>'),
            ["青禾县人民政府文件"],
            id="a masthead drawn as WordArt",
        ),
        pytest.param(
            f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('控件内')}</w:sdtContent></w:sdt>"
            + p(f"<w:hyperlink>{r('链')}</w:hyperlink><w:smartTag>{r('签')}</w:smartTag>")
            + p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
            ["控件内", "链签", "x"],
            id="what only wraps is gone through",
        ),
        pytest.param(tbl(tc(p("一列") + p("两段"))), ["一列", "两段"], id="a table of one cell only frames its text"),
        pytest.param(styled("x", "样式成环"), ["样式成环"], id="styles based on each other"),
    ],
)
def test_text_reads_as_it_is_printed(body: str, lines: list[str]) -> None:
    source = read(body)
    assert source.text.split("\n") == lines
    assert [source.text[i - 1 : i] for i in source.layout.paragraphs] == [""] + ["\n"] * (len(lines) - 1)


def test_break_in_a_centred_paragraph_parts_no_paragraph() -> None:
    source = read(p("<w:r><w:t>柳渡镇</w:t><w:br/><w:t>实施方案</w:t></w:r>", '<w:jc w:val="center"/>') + p("各村："))
    assert source.text == "柳渡镇\n实施方案\n各村："
    assert source.layout.paragraphs == (0, 9)


@pytest.mark.parametrize(
    ("rows", "text", "cells"),
    [
        pytest.param(
            [tc("任务") + tc("单位"), tc("修路") + tc("")],
            "任务\t单位\n修路\t",
            [["任务", "单位"], ["修路", ""]],
            id="plain",
        ),
        pytest.param(
            [tc("合并", '<w:gridSpan w:val="2"/>') + tc("三"), tc("甲") + tc("乙") + tc("丙")],
            "合并\t三\n甲\t乙\t丙",
            [["合并", "合并", "三"], ["甲", "乙", "丙"]],
            id="a cell over two columns",
        ),
        pytest.param(
            [tc("镇", '<w:vMerge w:val="restart"/>') + tc("甲"), tc("", "<w:vMerge/>") + tc("乙")],
            "镇\t甲\n\t乙",
            [["镇", "甲"], ["镇", "乙"]],
            id="a cell over two rows",
        ),
        pytest.param(
            [tc(p("甲村") + p("Unit") + p("No 1")) + tc(tbl(tc("内") + tc("层")) + p(""))],
            "甲村Unit No 1\t内层",
            [["甲村Unit No 1", "内层"]],
            id="paragraphs and tables in a cell are one line",
        ),
        pytest.param(
            [tc(p("<w:r></w:r>", LISTED)) + tc("修路"), tc(p("<w:r></w:r>", LISTED)) + tc("架桥")],
            "一、\t修路\n二、\t架桥",
            [["一、", "修路"], ["二、", "架桥"]],
            id="numbers that only the list prints",
        ),
        pytest.param(
            [tc("甲") + tc("乙"), "<w:trPr><w:del/></w:trPr>" + tc("删") + tc("除")],
            "甲\t乙",
            [["甲", "乙"]],
            id="a deleted row",
        ),
    ],
)
def test_table_becomes_lines_of_cells(rows: list[str], text: str, cells: list[list[str]]) -> None:
    source = read(tbl(*rows) + p("正文"))
    (grid,) = source.layout.grids
    assert source.text == f"{text}\n正文"
    assert [[source.text[c.start : c.end] for c in row] for row in grid.rows] == cells


def test_what_stands_apart_is_kept_behind_the_text_as_asides() -> None:
    note = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>' + p("脚注文字") + "</w:footnote>"
    source = read(
        p(r("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        footnotes=note,
        comments=f"<w:comment>{p('批注文字')}</w:comment>",
        header=p("青禾县人民政府公报"),
        footer=p(r("— ") + field("PAGE", r("1")) + r(" —")),
    )
    assert source.text == "正文\n脚注文字\n批注文字\n青禾县人民政府公报"
    assert [(source.text[a.span.start : a.span.end], a.reason) for a in source.layout.asides] == [
        ("脚注文字", "footnote"),
        ("批注文字", "comment"),
        ("青禾县人民政府公报", "page header"),
    ]


def test_table_of_contents_is_an_aside() -> None:
    source = read(styled("4", "一、总体要求\t1") + styled("1", "总体要求"))
    assert [a.reason for a in source.layout.asides] == ["table of contents"]
    assert [source.text[h.span.start : h.span.end] for h in source.layout.headings] == ["一、总体要求"]


def test_headings_come_from_styles_and_outline_levels() -> None:
    prose = "各村要把这件事放在心上。" + "要抓紧办理。" * 20
    source = read(
        styled("3", "柳渡镇实施方案")
        + styled("1", "总体要求")
        + styled("2", "目标")
        + p("工作安排", '<w:outlineLvl w:val="2"/>')
        + styled("1", "正文", '<w:outlineLvl w:val="9"/>')
        + p(prose, '<w:outlineLvl w:val="0"/>')
    )
    found = [(source.text[h.span.start : h.span.end], h.depth) for h in source.layout.headings]
    assert found == [("柳渡镇实施方案", 0), ("一、总体要求", 1), ("（一）目标", 2), ("工作安排", 3)]


def test_strict_documents_are_read_too() -> None:
    assert parse_docx(pack(parts_of(styled("1", "总则"), space=STRICT)), FILE).text == "一、总则"


def test_damaged_side_part_is_a_doubt() -> None:
    source = parse_docx(pack(parts_of(p("正文")) | {"word/numbering.xml": "<w:numbering"}), FILE)
    assert (source.text, [d.code for d in source.doubts]) == ("正文", ["word-part-unread"])


def test_document_without_side_parts_is_read() -> None:
    parts = {k: v for k, v in parts_of(p("正文")).items() if k == "word/document.xml"}
    assert parse_docx(pack(parts), FILE).text == "正文"


FLAT = (
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{}</pkg:package>'
)


def test_flat_package_is_read_as_the_packed_one() -> None:
    parts = parts_of(styled("1", "总则") + p("正文"))
    inner = "".join(f'<pkg:part pkg:name="/{k}"><pkg:xmlData>{v}</pkg:xmlData></pkg:part>' for k, v in parts.items())
    picture = f'<pkg:part pkg:name="/a.png"><pkg:binaryData>{"A" * (11 << 20)}</pkg:binaryData></pkg:part>'
    source = parse_word_xml(FLAT.format(inner + picture).encode(), "a.xml")
    assert (source.text, source.media_type) == ("一、总则\n正文", "application/vnd.ms-word2006ml")


def test_word_xml_of_2003_is_read() -> None:
    aml, aux = "http://schemas.microsoft.com/aml/2001/core", "http://schemas.microsoft.com/office/word/2003/auxHint"
    word = "http://schemas.microsoft.com/office/word/2003/wordml"
    data = (
        f'<w:wordDocument xmlns:w="{word}" xmlns:aml="{aml}" xmlns:wx="{aux}">'
        '<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles><w:body>'
        '<wx:sect><w:p><w:pPr><w:pStyle w:val="1"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/>'
        "<wx:t wx:val='一、'/></w:listPr></w:pPr><w:r><w:t>总则</w:t></w:r></w:p>"
        "<w:p><aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content>"
        "</aml:annotation><aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>新</w:t></w:r></aml:content>"
        "</aml:annotation><w:r><w:footnote><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:r></w:p></wx:sect>"
        "</w:body></w:wordDocument>"
    )
    source = parse_word_xml(data.encode(), "a.doc")
    assert (source.text, source.media_type) == ("一、总则\n新\n注", "application/vnd.ms-wordml")
    assert [h.depth for h in source.layout.headings] == [1]
    assert [a.reason for a in source.layout.asides] == ["footnote"]


TO_WORKBOOK = f'<R><Relationship Type="{LINKS}/officeDocument" Target="/xl/workbook.xml"/></R>'


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"", DamagedSource, "expected a Word document", id="nothing"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DamagedSource, "old Office", id="an old Office file"),
        pytest.param(pack(parts_of(p("正文")))[:-40], DamagedSource, "complete ZIP", id="cut off"),
        pytest.param(pack({"a.txt": ""}), DamagedSource, "no word/document.xml", id="another archive"),
        pytest.param(
            pack({"_rels/.rels": TO_WORKBOOK, "xl/workbook.xml": "<w/>"}),
            DamagedSource,
            "Excel workbook",
            id="a workbook",
        ),
        pytest.param(pack({"word/document.xml": "<html/>"}), DamagedSource, "holds <html>", id="a page in its place"),
        pytest.param(pack({"word/document.xml": "<w:document"}), DamagedSource, "well-formed", id="damaged XML"),
        pytest.param(
            pack(parts_of("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)), DamagedSource, "depth", id="nested too deep"
        ),
        pytest.param(pack(parts_of(p(""))), EmptySource, "no text", id="nothing written"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_one_line(data: bytes, error: type[ReadingError], reason: str) -> None:
    with pytest.raises(error, match=f"{FILE}: .*{reason}") as caught:
        parse_docx(data, FILE)
    assert "\n" not in str(caught.value)


def test_tables_nested_as_deep_as_xml_may_be_are_read() -> None:
    deep = p("最里")
    for i in range(70):
        deep = tbl(tc(deep) + (tc("旁") if i % 2 else ""))
    assert "最里" in read(deep).text


TAGS = ["<w:tbl>", "</w:tbl>", "<w:p>", "</w:p>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:r>", "</w:r>"]
WHOLE = [
    p("建好渡口。"),
    styled("1", "总则"),
    tbl(tc("甲") + tc("乙", "<w:vMerge/>")),
    box("框"),
    r("字"),
    "<w:footnote/>",
]
ODD = [field("PAGE", r("1")), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', '<w:r><w:sym w:char="zz"/></w:r>']
PIECES = st.sampled_from(TAGS + WHOLE + ODD)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_order_of_elements_gives_text_with_layout_or_an_error(body: str) -> None:
    try:
        source = read(body)
    except ReadingError as error:
        assert str(error).startswith(FILE)  # noqa: PT017
        return
    assert all(source.text[i - 1 : i] in ("", "\n") for i in source.layout.paragraphs)
    assert all(cell.end <= len(source.text) for grid in source.layout.grids for row in grid.rows for cell in row)


MASTERS = sorted((Path(__file__).parent.parent.parent.parent / "corpora" / "demo").rglob("0[1-6]*.txt"))


@pytest.mark.parametrize("numbered", [pytest.param(True, id="numbers counted"), pytest.param(False, id="typed")])
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in MASTERS])
def test_document_typeset_from_a_master_reads_as_the_master(path: Path, numbered: bool) -> None:
    paragraphs = read_master(path.read_text(encoding="utf-8"))
    source = parse_docx(to_docx(paragraphs, numbered=numbered), FILE)
    assert [line.rstrip("\t") for line in source.text.split("\n")] == [q.text.rstrip("\t") for q in paragraphs]
    headings = [source.text[h.span.start : h.span.end] for h in source.layout.headings]
    assert headings == [q.text for q in paragraphs if q.role in ("title", "heading")]


ARTICLE = re.compile(r"^\s*(第[一二三四五六七八九十百〇零○]+条)[\s\u3000]", re.MULTILINE)


def find_missing(source: Source, truth: Path) -> list[str]:
    """Return the article numbers that the text beside an original has, and its Source has not."""
    found = set(ARTICLE.findall(source.text))
    text = truth.read_bytes().decode("utf-8", "replace")
    return [number for number in ARTICLE.findall(text) if number not in found]


@pytest.mark.real
def test_article_numbers_of_real_documents_are_complete(real_corpora: Path) -> None:
    folder = real_corpora / "civility-regulations"
    texts = {path.stem: path for path in folder.rglob("*.txt")}
    originals = [f for f in sorted(folder.rglob("*.doc*")) if f.read_bytes().startswith(b"PK") and f.stem in texts]
    missing = {f.name: find_missing(parse_docx(f.read_bytes(), f.name), texts[f.stem]) for f in originals}
    complete = sum(not numbers for numbers in missing.values())
    assert complete >= 0.98 * len(originals) > 0, {k: v for k, v in missing.items() if v}
