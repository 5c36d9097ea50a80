"""OFD packages written to GB/T 33190-2016 by scripts/typesetting/ofd.py, and by hand where they are to be odd."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from typesetting import SetParagraph, read_master
from typesetting.ofd import to_ofd

from policytext.cleaning import clean
from policytext.errors import DamagedSource, EmptySource
from policytext.reading.ofd import parse_ofd
from policytext.reading.ofd.objects import find_deltas
from policytext.text import Source

MASTER = """青政发〔2031〕9号

青禾县人民政府关于建设乡村书屋的
实施意见

各乡镇人民政府，县政府各部门：

为方便群众读书看报，推动乡村书屋提质增效，经县政府同意，现就加强乡村书屋建设提出如下意见，请认真组织实施。
一、总体要求
到2033年底，全县行政村书屋覆盖率达到98%以上，每处书屋面积不低于30平方米、藏书不少于2000册，群众读书条件明显改善。
二、主要任务
（一）完善服务网络。依托党群服务中心、农家院落建设书屋，开放时间每周不少于30小时，节假日照常开放，方便群众就近借阅。

青禾县人民政府
2031年5月6日
"""
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def lines(source: Source) -> list[str]:
    return [line for line in clean(source).characters.split("\n") if line]


def pack(parts: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def package(objects: str, *, common: str = "", others: Mapping[str, str] | None = None) -> bytes:
    """Return a package of one page that holds the objects."""
    return pack(
        {
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/D/Document.xml</ofd:DocRoot></ofd:DocBody>"
            "</ofd:OFD>",
            "D/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='P/C.xml'/>"
            "</ofd:Pages></ofd:Document>",
            "D/P/C.xml": f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID='2'>{objects}</ofd:Layer></ofd:Content>"
            "</ofd:Page>",
            **(others or {}),
        }
    )


def text(content: str, *, y: int = 50, code: str = 'X="0" Y="5"', more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="5" Boundary="30 {y} 150 8" Font="1" Size="5"{more}>'
        f"<ofd:TextCode {code}>{content}</ofd:TextCode></ofd:TextObject>"
    )


@pytest.mark.parametrize(
    "head", [pytest.param("", id="plain"), pytest.param("青禾县文件汇编", id="running head by template")]
)
def test_text_is_that_of_the_master(head: str) -> None:
    master = read_master(MASTER)
    source = parse_ofd(to_ofd(master, running_head=head), "x.ofd")
    title = [p.text for p in master if p.role == "title"]
    assert lines(source) == [master[0].text, "".join(title), *(p.text for p in master[3:])]
    assert source.doubts == ()


def test_what_stands_on_every_page_is_no_part_of_the_text() -> None:
    long = read_master(
        MASTER.replace("二、主要任务", "\n".join(f"{i}.第{i}项任务要按时完成，逐项落实责任。" for i in range(1, 80)))
    )
    source = parse_ofd(to_ofd(long, running_head="青禾县文件汇编"), "x.ofd")
    assert source.pages is not None
    assert source.pages >= 4
    assert {a.reason for a in source.layout.asides} == {"running head", "page number"}
    assert "青禾县文件汇编" not in clean(source).characters


def test_headings_are_told_by_their_type() -> None:
    source = parse_ofd(to_ofd(read_master(MASTER)), "x.ofd")
    told = {h.span.of(source.text).replace("\n", ""): h.depth for h in source.layout.headings}
    assert told == {"青禾县人民政府关于建设乡村书屋的实施意见": 0, "一、总体要求": 1, "二、主要任务": 1}


def test_table_with_rules_becomes_a_grid() -> None:
    rows = ["任务\t责任单位", "建设书屋\t县文化局", "更新图书\t县图书馆"]
    prose = [SetParagraph("任务分工如下，请各单位对照落实，按时报送进展情况。", "body")]
    source = parse_ofd(to_ofd([*prose, *(SetParagraph(row, "row") for row in rows)]), "x.ofd")
    (grid,) = source.layout.grids
    assert [[cell.of(source.text) for cell in row] for row in grid.rows] == [row.split("\t") for row in rows]


@pytest.mark.parametrize(
    ("written", "count", "expected"),
    [
        pytest.param("1 2 3", 3, [1, 2, 3], id="one by one"),
        pytest.param("g 3 5", 3, [5, 5, 5], id="repeated"),
        pytest.param("1 g 2 5 7", 4, [1, 5, 5, 7], id="mixed"),
        pytest.param("g 999999999999 5", 3, [5, 5, 5], id="no more than letters need them"),
        pytest.param("g -3 5 1", 3, [1], id="a negative count is none"),
        pytest.param("", 3, [], id="none given"),
        pytest.param("g", 3, [], id="cut off"),
    ],
)
def test_steps_between_letters_are_read(written: str, count: int, expected: list[float]) -> None:
    assert find_deltas(written, count) == expected


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        pytest.param(text("乡村书屋", code='X="0" Y="5" DeltaX="g 3 5"'), ["乡村书屋"], id="repeated steps"),
        pytest.param(text("乡村书屋"), ["乡村书屋"], id="no steps given"),
        pytest.param(text("文件", code='X="0" Y="5" DeltaX="9"'), ["文 件"], id="a wide step is a space"),
        pytest.param(text("下", y=60) + text("上"), ["上", "下"], id="order of the page, not of the file"),
        pytest.param(
            "<ofd:PageBlock ID='7'><ofd:PageBlock ID='8'>" + text("内") + "</ofd:PageBlock></ofd:PageBlock>",
            ["内"],
            id="blocks",
        ),
        pytest.param(text("甲") + text("乙", more=' Visible="false"'), ["甲"], id="hidden"),
        pytest.param(text("远").replace("30 50", "1e300 1e300") + text("近"), ["近"], id="off every page"),
        pytest.param(text("巨").replace('"5"', '"1e308"') + text("小"), ["小"], id="larger than every page"),
        pytest.param(text("大字", more=' CTM="2 0 0 2 0 0"'), ["大字"], id="transformed"),
        pytest.param(
            '<ofd:TextObject ID="5" Boundary="30 50 150 8" Font="1" Size="5"><ofd:CGTransform CodePosition="0">'
            '<ofd:Glyphs>12</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5">书</ofd:TextCode>'
            '<ofd:TextCode X="5">屋</ofd:TextCode></ofd:TextObject>',
            ["书屋"],
            id="glyphs by number, a second code without Y",
        ),
        pytest.param(
            "<ofd:TextObject ID='5'><ofd:TextCode>甲</ofd:TextCode></ofd:TextObject>" + text("乙"), ["乙"], id="no size"
        ),
    ],
)
def test_text_objects_are_read_as_they_are_shown(objects: str, expected: list[str]) -> None:
    assert parse_ofd(package(objects), "x.ofd").text.split("\n") == expected


def test_composite_graphic_is_drawn_and_one_that_holds_itself_ends() -> None:
    common = "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
    call = '<ofd:CompositeObject ID="6" ResourceID="3" Boundary="0 0 210 297"/>'
    unit = (
        f'<ofd:CompositeGraphicUnit ID="3"><ofd:Content>{text("书屋")}{call}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    res = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    source = parse_ofd(package(call + text("下面", y=80), common=common, others={"D/Res.xml": res}), "x.ofd")
    assert source.text.split("\n")[-1] == "下面"


def test_several_documents_of_a_package_follow_one_another() -> None:
    first, second = (to_ofd(read_master(MASTER.replace("9号", f"{i}号"))) for i in (1, 2))
    parts = {}
    for i, data in enumerate((first, second)):
        with zipfile.ZipFile(io.BytesIO(data)) as one:
            parts |= {name.replace("Doc_0", f"Doc_{i}"): one.read(name).decode() for name in one.namelist()}
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{i}/Document.xml</ofd:DocRoot></ofd:DocBody>" for i in range(2))
    parts["OFD.xml"] = f"<ofd:OFD {SPACE}>{bodies}</ofd:OFD>"
    text_ = parse_ofd(pack(parts), "x.ofd").text
    assert 0 <= text_.index("〔2031〕1号") < text_.index("〔2031〕2号")


def test_page_that_cannot_be_read_costs_only_itself() -> None:
    data = package(text("书屋"), others={"D/P/C2.xml": "<broken"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["D/Document.xml"] = parts["D/Document.xml"].replace(
        "</ofd:Pages>", "<ofd:Page ID='9' BaseLoc='P/C2.xml'/></ofd:Pages>"
    )
    source = parse_ofd(pack(parts), "x.ofd")
    assert lines(source) == ["书屋"]
    assert [(d.code, d.page) for d in source.doubts] == [("damaged-page", 2)]


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"PK\x03\x04", DamagedSource, "ZIP", id="cut off"),
        pytest.param(pack({"a.xml": "<a/>"}), DamagedSource, "OFD.xml", id="another package"),
        pytest.param(
            pack({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}), DamagedSource, "encrypted", id="encrypted"
        ),
        pytest.param(pack({"OFD.xml": "<OFD/>"}), DamagedSource, "DocRoot", id="no document"),
        pytest.param(
            pack({"OFD.xml": "<!DOCTYPE a [<!ENTITY x 'y'>]><OFD>&x;</OFD>"}), DamagedSource, "DTD", id="entities"
        ),
        pytest.param(
            pack({"OFD.xml": "<OFD><DocBody><DocRoot>OFD.xml</DocRoot></DocBody></OFD>"}),
            DamagedSource,
            "expected pages",
            id="a root that is its own document",
        ),
        pytest.param(
            pack({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}),
            DamagedSource,
            "the package has none",
            id="a location outside the package",
        ),
        pytest.param(package("<broken"), DamagedSource, "page 1: a page cannot be read", id="its only page is damaged"),
        pytest.param(package(""), EmptySource, "no text on 1 page", id="no text"),
        pytest.param(package(text("¤" * 9)), EmptySource, "no text", id="only glyphs without characters"),
    ],
)
def test_package_without_text_is_refused_with_its_reason(data: bytes, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=f"x.ofd.*{reason}"):
        parse_ofd(data, "x.ofd")
