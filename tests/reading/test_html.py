"""Saved pages of the families of sites that Chinese offices run; every place, number and sentence is made up."""

import csv
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from policytext.cleaning import clean
from policytext.errors import DamagedSource, EmptySource
from policytext.reading.html import parse_html
from policytext.reading.txt import parse_txt
from policytext.text import Source

TITLE = "青禾县人民政府办公室关于加强乡村书屋建设的通知"
PROSE = (
    "各乡镇人民政府，县政府各部门：",
    "为方便群众读书看报，推动乡村书屋提质增效，经县政府同意，现将有关事项通知如下。",
    "一、完善服务网络。每个行政村建设一处乡村书屋，开放时间每周不少于30小时，节假日照常开放。",
    "二、充实图书资源。每处书屋藏书不少于2000册，每年更新不少于60种，由群众自主选择的不低于四成。",
)
SIGNED = ("青禾县人民政府办公室", "2031年5月6日")
BODY = "".join(f"<p>　　{text}</p>" for text in PROSE) + "".join(f'<p align="right">{text}</p>' for text in SIGNED)
NAVIGATION = "".join(
    f'<li><a href="/{i}/">{name}</a></li>' for i, name in enumerate(("首页", "县情", "政务公开", "互动"))
)


def read(html: str, encoding: str = "utf-8") -> Source:
    return parse_html(html.encode(encoding), "page.html")


def fields(source: Source) -> dict[str, str]:
    return {item.name: item.value for item in source.layout.fields}


def lines(source: Source) -> list[str]:
    return [line for line in clean(source).characters.split("\n") if line]


DATA = {
    "index_number": "QH000-0203-2031-00017",
    "issuer": "青禾县人民政府办公室",
    "date": "2031年5月6日",
    "title": TITLE,
    "number": "青政办发〔2031〕17号",
    "published": "2031年5月8日",
}
LABELS = {
    "index_number": "索 引 号",
    "issuer": "发文机关",
    "date": "成文日期",
    "title": "标　　题",
    "number": "发文字号",
    "published": "发布日期",
}
PAIRS = [(LABELS[name], value) for name, value in DATA.items()]
FIRM = ("索 引 号", "发文机关", "成文日期", "发文字号")


def in_table() -> str:
    rows = [PAIRS[:2], PAIRS[2:4], PAIRS[4:]]
    cells = ["".join(f"<td><b>{label}：</b></td><td>{value}</td>" for label, value in row) for row in rows]
    return f'<table class="bd1">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>'


ALONE = "".join(
    f"<li><span>{a.replace(' ', '') if a in FIRM else f'{a}：'}</span><span>{b}</span></li>" for a, b in PAIRS
)
TABLES = {
    "cells, label and value by turns": in_table(),
    "cells without colons, one of them empty": in_table()
    .replace("：</b>", "</b>")
    .replace("</tr>", "<th>有效期</th><td></td></tr>", 1),
    "label and value in one cell": f"<table><tr>{''.join(f'<td>{a}：{b}</td>' for a, b in PAIRS)}</tr></table>",
    "definition list": f"<dl>{''.join(f'<dt>{a}：</dt><dd>{b}</dd>' for a, b in PAIRS)}</dl>",
    "list with bold labels": f"<ul>{''.join(f'<li><b>{a}：</b>{b}</li>' for a, b in PAIRS)}</ul>",
    "list with spans": f"<ul>{''.join(f'<li><span>{a}：</span><span>{b}</span></li>' for a, b in PAIRS)}</ul>",
    "labels parted from values by their elements alone": f"<ul>{ALONE}</ul>",
    "labels in brackets without colons": f"<ol>{''.join(f'<li>[{a}]&nbsp;{b}</li>' for a, b in PAIRS)}</ol>",
    "a block for each label and each value": "".join(
        f'<div class="item"><div class="name">{a}：</div><div class="value">{b}</div></div>' for a, b in PAIRS
    ),
    "all in one line": f"<p>{'&nbsp;&nbsp;'.join(f'{a}：<span>{b}</span>' for a, b in PAIRS)}</p>",
}


def test_better_label_goes_before_a_vaguer_one() -> None:
    table = (
        "<table><tr><td>发布机构：</td><td>青禾县数据局</td></tr><tr><td>发文机关：</td><td>青禾县人民政府</td></tr>"
        "<tr><td>文号：</td><td>青政发〔2031〕9号</td></tr><tr><td>有效性：</td><td>----</td></tr></table>"
    )
    source = read(f"{table}<div id='zoom'>{BODY}</div>")
    assert fields(source) == {"issuer": "青禾县人民政府", "number": "青政发〔2031〕9号"}


def test_links_to_other_pages_behind_the_text_are_dropped() -> None:
    links = "".join(f"<p><a href='/{i}'>{name}</a></p>" for i, name in enumerate(("《通知》解读", "一图读懂")))
    links = f"<p>相关链接：</p>{links}<p>上一篇：<a href='/3'>甲</a></p>"
    source = read(f"<div id='zoom'>{BODY}{links}</div>")
    assert lines(source) == [*PROSE, *SIGNED]
    assert {a.reason for a in source.layout.asides} == {"related links"}


@pytest.mark.parametrize("table", [pytest.param(html, id=kind) for kind, html in TABLES.items()])
def test_official_data_is_read_however_it_is_set(table: str) -> None:
    source = read(f"<html><body><div class='head'>{table}</div><div id='zoom'>{BODY}</div></body></html>")
    assert fields(source) == DATA
    assert all(item.span and item.span.of(source.text) == item.value for item in source.layout.fields)
    assert lines(source) == [*PROSE, *SIGNED]


CENTRED = f'<p style="text-align:center"><span style="font-size:18pt;font-weight:bold">{TITLE}</span></p>'
BROKEN = "<br>".join(f"　　{text}" for text in (*PROSE, *SIGNED))
FURNITURE = (
    "<div class='footer'>主办单位：青禾县人民政府 网站标识码：0000000000</div>"
    "<div class='qrcode'>扫一扫在手机打开当前页</div>"
)
PAGES = {
    "container of a central site, its table before it": (
        f"{in_table()}<table><tr><td id='UCAP-CONTENT'>{CENTRED}{BODY}</td></tr></table>"
    ),
    "title above the container, line of publication between": (
        f"<div class='nav'><ul>{NAVIGATION}</ul></div><div class='crumb'>当前位置：<a href='/'>首页</a> &gt; 通知</div>"
        f"<div class='article'><h1>{TITLE}</h1><p>发布时间：2031-05-08 10:20 来源：县政府办 字号：[ 大 中 小 ] 打印</p>"
        f"<div class='TRS_Editor'><style>p {{ color: red }}</style>{BODY}</div></div>"
    ),
    "title by its class, container with a generic name": (
        f"<div class='top'><ul>{NAVIGATION}</ul></div><div class='xl_tit'>{TITLE}</div><div class='article-con'>{BODY}"
        "<div class='bdsharebuttonbox'><a href='#'>微信</a><a href='#'>微博</a></div></div>"
    ),
    "old page laid out with tables and a font as container": (
        "<table><tr><td width=160><a href=1>政务公开</a><a href=2>办事指南</a></td><td><table><tr><td align=center>"
        f"<b>{TITLE}</b></td></tr><tr><td><font id='Zoom'>{BROKEN}</font></td></tr></table></td></tr></table>"
    ),
    "container of a university-made system, in a form": (
        f"<form name='_newscontent'><h2 class='title'>{TITLE}</h2><div id='vsb_content'>"
        f"<div class='v_news_content'>{BODY}</div></div></form>"
    ),
    "old page where nothing is named, news beside the text": (
        "<table><tr><td><ul><li><a href=1>青禾县召开乡村书屋建设推进会，部署下一步工作</a><span>2031-05-01</span></li>"
        "<li><a href=2>关于公布示范书屋名单的公告，欢迎监督</a></li></ul></td><td><table><tr><td align=center>"
        f"<font size=5><b>{TITLE}</b></font></td></tr><tr><td align=center>"
        f"[ 作者：办公室　来源：本站　更新时间：2031-5-8 ]</td></tr>"
        f"<tr><td><div>{BROKEN}</div></td></tr></table></td></tr></table>"
    ),
    "nothing named at all": f"<div><div><ul>{NAVIGATION}</ul></div><div><h1>{TITLE}</h1>{BODY}</div></div>",
    "title only set in its window and its head": (
        f"<head><title>{TITLE}-青禾县人民政府</title><meta name='ArticleTitle' content='{TITLE}'></head>"
        f"<div><span>{TITLE}</span></div><div class='pages_content'>{BODY}</div>"
    ),
}


@pytest.mark.parametrize("page", [pytest.param(html, id=kind) for kind, html in PAGES.items()])
def test_text_is_found_and_furniture_dropped(page: str) -> None:
    source = read(f"<html><body>{page}{FURNITURE}</body></html>")
    assert lines(source) == [TITLE, *PROSE, *SIGNED]
    dropped = "".join(aside.span.of(source.text) for aside in source.layout.asides)
    assert "扫一扫" in dropped
    assert "color: red" not in source.text


@pytest.mark.parametrize("page", [pytest.param(html, id=kind) for kind, html in PAGES.items()])
def test_title_is_a_heading_of_depth_0(page: str) -> None:
    source = read(f"<html><body>{page}{FURNITURE}</body></html>")
    assert [h.span.of(source.text) for h in source.layout.headings if h.depth == 0] == [TITLE]


def test_title_that_text_and_page_both_print_is_kept_once() -> None:
    source = read(f"<h1>{TITLE}</h1><div class='TRS_Editor'>{CENTRED}{BODY}</div>")
    assert lines(source).count(TITLE) == 1
    assert [a.reason for a in source.layout.asides] == ["title, printed again"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>甲<br>乙</p>", ["甲", "乙"], id="a break parts paragraphs"),
        pytest.param(
            f'<p align="center"><b>{TITLE[:12]}<br>{TITLE[12:]}</b></p>',
            [TITLE],
            id="a break in a centred title does not",
        ),
        pytest.param(
            f'<p align="center"><b>{TITLE[:12]}</b></p><p align="center"><b>{TITLE[12:]}</b></p>',
            [TITLE],
            id="nor two centred lines that are set alike",
        ),
        pytest.param(
            '<p align="center"><b>青禾县人民政府令</b></p><p align="center"><b>第12号</b></p>',
            ["青禾县人民政府令", "第12号"],
            id="a number below is a line of its own",
        ),
        pytest.param(
            '<p align="center"><b>第一章　总则</b></p><p align="center"><b>第一节　目的</b></p>',
            ["第一章　总则", "第一节　目的"],
            id="so are two headings",
        ),
        pytest.param("<p>各村\n要建设书屋</p>", ["各村要建设书屋"], id="a line end of the page's source is nothing"),
        pytest.param("<p>use\nR 4.5</p>", ["use R 4.5"], id="but a space between words"),
        pytest.param("<p>面积30m<sup>2</sup>，CO<sub>2</sub></p>", ["面积30m²，CO2"], id="exponents"),
        pytest.param("<p>&ldquo;五员&rdquo;&#8203;联动&amp;</p>", ["“五员”联动&"], id="entities"),
        pytest.param(
            "<p>甲<!-- 注 --></p><p style='display:none'>藏</p><p>乙</p>", ["甲", "乙"], id="what is not shown"
        ),
        pytest.param("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"], id="text beside paragraphs"),
        pytest.param("<pre>甲\n乙</pre>", ["甲", "乙"], id="line ends of a pre"),
        pytest.param("<p>甲<p>乙</div></b>丙", ["甲", "乙丙"], id="tag soup"),
    ],
)
def test_paragraphs_are_those_that_a_reader_sees(html: str, expected: list[str]) -> None:
    source = read(f"<body>{html}</body>")
    assert [source.text[start:].split("\n")[0] for start in source.layout.paragraphs] == expected


@pytest.mark.parametrize(
    ("installed", "told"),
    [
        pytest.param(True, "trafilatura told it", id="trafilatura is asked"),
        pytest.param(False, "pip install", id="the densest element is taken where it is not installed"),
    ],
)
def test_page_that_no_rule_knows_is_read_with_a_doubt(
    installed: bool, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not installed:
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    source = read(f"<body><div><ul>{NAVIGATION}</ul></div><div><h1>{TITLE}</h1>{BODY}</div></body>")
    assert lines(source) == [TITLE, *PROSE, *SIGNED]
    assert [doubt.code for doubt in source.doubts] == ["page-body"]
    assert told in source.doubts[0].message


def test_lines_wrapped_by_breaks_make_one_paragraph() -> None:
    wrapped = "<br>".join(
        ("各村要加强乡村书屋的日常管理和维护工作，明确专", "人负责图书登记、借阅和安全，做到账目清楚、物", "品完好。")
    )
    source = read(f"<div class='content'><p>{wrapped}</p></div>")
    assert lines(source) == [re.sub("<br>", "", wrapped)]


ROWS = """<table border="1"><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>
<tr><td rowspan="2">1</td><td>建设书屋</td><td>县文化局</td></tr>
<tr><td><p>更新</p><p>图书</p></td><td></td></tr></table>"""


def test_table_becomes_a_grid_its_cells_parted_by_tabs() -> None:
    source = read(f"<div class='content'>{BODY}{ROWS}</div>")
    (grid,) = source.layout.grids
    assert [[cell.of(source.text) for cell in row] for row in grid.rows] == [
        ["序号", "任务", "责任单位"],
        ["1", "建设书屋", "县文化局"],
        ["1", "更新图书", ""],
    ]
    assert (
        source.text[grid.span.start : grid.span.end].rstrip() == "序号\t任务\t责任单位\n1\t建设书屋\t县文化局\n更新图书"
    )
    assert source.text.index("更新图书") in source.layout.paragraphs


def test_table_that_lists_documents_is_no_official_data() -> None:
    table = "<table><tr><td>文件名称</td><td>文号</td><td>发文机关</td></tr>" + "".join(
        f"<tr><td>关于第{i}项工作的通知</td><td>青政发〔2031〕{i}号</td><td>青禾县人民政府</td></tr>"
        for i in range(1, 5)
    )
    source = read(f"<div class='content'>{BODY}{table}</table></div>")
    assert fields(source) == {}
    assert len(source.layout.grids) == 1


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="as declared"),
        pytest.param("gb2312", "gb18030", id="GB2312 means GB18030"),
        pytest.param("gb2312", "utf-8", id="a browser saved it as UTF-8 and left the declaration"),
        pytest.param("", "gb18030", id="nothing declared"),
        pytest.param("utf-8", "utf-16", id="a byte order mark goes before all"),
    ],
)
def test_encoding_is_found(declared: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert lines(read(f"<html><head>{meta}</head><body>{BODY}</body></html>", encoding)) == [*PROSE, *SIGNED]


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"GIF89a\x00\x01", DamagedSource, "a GIF image", id="an image"),
        pytest.param("没有标签的文字".encode(), DamagedSource, "no tag", id="plain text"),
        pytest.param(b"<html><body></body></html>", EmptySource, "shows no text", id="an empty page"),
        pytest.param(b"<html><script>var a = 1</script></html>", EmptySource, "shows no text", id="only a script"),
        pytest.param(
            b'<html><frameset><frame src="a.html"><frame src="b.html"></frameset></html>',
            EmptySource,
            "a.html, b.html",
            id="only frames",
        ),
    ],
)
def test_page_without_text_is_refused_with_its_reason(data: bytes, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=f"page.html: .*{reason}"):
        parse_html(data, "page.html")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 30_000 + BODY, id="deep blocks"),
        pytest.param("<b>" * 30_000 + BODY, id="deep inline elements"),
        pytest.param("<table><tr><td>" * 300 + BODY, id="nested tables"),
        pytest.param("<div><p><table><td></p><b><i></div>" * 2_000 + BODY, id="tag soup"),
        pytest.param("<p>a" + " \xa0" * 300_000 + "b</p>" + BODY, id="hard spaces"),
        pytest.param("<p>" + "发布日期：" * 30_000 + "</p>" + BODY, id="labels"),
        pytest.param(
            "<table border=1>"
            + "<tr><td rowspan=99999999 colspan=99999999>甲</td><td>乙</td></tr>" * 99
            + "</table>"
            + BODY,
            id="cells that claim to be endless",
        ),
    ],
)
def test_hostile_page_is_read_to_its_text(html: str) -> None:
    assert set(PROSE) <= set(lines(read(html)))


@given(st.text(alphabet="<>/ap dt\"'=&;！一二三第章条：\n\u3000", max_size=200))
def test_spans_stand_in_the_text_whatever_the_page(soup: str) -> None:
    try:
        source = read(f"<p>甲</p>{soup}")
    except EmptySource:
        return
    layout, length = source.layout, len(source.text)
    spans = [a.span for a in layout.asides] + [h.span for h in layout.headings]
    spans += [cell for grid in layout.grids for row in grid.rows for cell in row]
    assert all(span.end <= length for span in spans)
    assert all(start == 0 or source.text[start - 1] == "\n" for start in layout.paragraphs)


NAMES = {
    "索引号": "index_number",
    "主题分类": "subject",
    "发文机关": "issuer",
    "成文日期": "date",
    "标题": "title",
    "发文字号": "number",
    "发布日期": "published",
}


@pytest.mark.real
def test_official_data_of_real_pages_is_that_of_the_manifest(real_corpora: Path) -> None:
    with (real_corpora / "manifest.csv").open(encoding="utf-8-sig") as file:
        notes = {row["path"]: row["note"] for row in csv.DictReader(file)}
    shown = right = 0
    for page in sorted((real_corpora / "state-council" / "html").glob("*.html")):
        note = notes[f"state-council/{page.stem}.txt"]
        want = {re.sub(r"\s", "", k): v for k, v in json.loads(note[note.index("{") :]).items()}
        have = fields(parse_html(page.read_bytes(), page.name))
        told = [(NAMES[label], value) for label, value in want.items() if label in NAMES and value.strip()]
        shown += len(told)
        right += sum(have.get(name) == value for name, value in told)
    assert shown > 100
    assert right >= 0.98 * shown


@pytest.mark.real
def test_text_of_real_pages_is_that_of_the_plain_text_beside_them(real_corpora: Path) -> None:
    pages = sorted((real_corpora / "state-council" / "html").glob("*.html"))
    wrong = letters = 0
    for page in pages:
        plain = parse_txt((real_corpora / "state-council" / f"{page.stem}.txt").read_bytes(), page.stem)
        have, want = ("".join(clean(s).characters.split()) for s in (parse_html(page.read_bytes(), page.name), plain))
        wrong += Levenshtein.distance(have, want)
        letters += len(want)
    assert len(pages) == 16
    assert wrong <= 0.001 * letters
