"""Through the documents between: what a township took from its county, and what rose from below."""

from pathlib import Path

import pytest

import policytext as pt
from policytext.tracing.cascade import Cascade

TASK = "灶台高度、座椅扶手和地面防滑要照顾老年人的身体条件。"
CENTRAL = f"""国务院办公厅关于办好乡村长者食堂的意见
国办发〔2031〕52号
各省、自治区、直辖市人民政府：
一、任务
（一）改善条件。{TASK}
（二）用好房屋。优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
国务院办公厅
2031年3月2日
"""
COUNTY = """青禾县办好乡村长者食堂实施方案
青政办发〔2031〕8号
各乡镇人民政府：
根据《国务院办公厅关于办好乡村长者食堂的意见》（国办发〔2031〕52号），制定本方案。
一、任务
（一）改善条件。灶台高度、座椅扶手和地面防滑要照顾老年人的身体条件，县民政局每季度查看一次饭厅的照明和通风。
（二）用好房屋。优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
青禾县人民政府办公室
2031年6月5日
"""
TOWN = """柳渡镇办好乡村长者食堂工作方案
柳政发〔2031〕3号
各村民委员会：
根据《青禾县办好乡村长者食堂实施方案》（青政办发〔2031〕8号）和国办发〔2031〕52号文件，制定本方案。
一、任务
（一）改善条件。镇民政办每季度查看一次饭厅的照明和通风，并将结果张榜公布。
（二）用好房屋。优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
（三）邻里送餐。由邻里结对为卧床老人送餐上门，镇里给每单补助两元跑腿费。
（四）服务大局。把食堂纳入经开区发展规划统筹安排。
柳渡镇人民政府
2031年7月1日
"""
REVISED = """青禾县长者食堂提升办法
青政办发〔2032〕2号
各乡镇人民政府：
根据国办发〔2031〕52号文件，制定本办法。
一、任务
（一）邻里送餐。由邻里结对为卧床老人送餐上门，镇里给每单补助两元跑腿费，县财政兜底。
青禾县人民政府办公室
2032年2月8日
"""


@pytest.fixture(scope="module")
def cascade(tmp_path_factory: pytest.TempPathFactory) -> Cascade:
    folder: Path = tmp_path_factory.mktemp("canteens")
    for name, text in {"1": CENTRAL, "2": COUNTY, "3": TOWN, "4": REVISED}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return pt.trace(pt.load_corpus(folder), root="国办发〔2031〕52号")


def title(cascade: Cascade, id: str) -> str:
    return cascade.node(id).title


@pytest.mark.parametrize(
    ("opening", "lender"),
    [
        pytest.param("镇民政办每季度", "青禾县办好乡村长者食堂实施方案", id="the county's own measure"),
        pytest.param("优先把闲置", "青禾县办好乡村长者食堂实施方案", id="in both: from the nearer one"),
        pytest.param("灶台高度", "国务院办公厅关于办好乡村长者食堂的意见", id="the county's is the directive's"),
    ],
)
def test_a_passage_comes_from_the_document_that_holds_most_of_it(cascade: Cascade, opening: str, lender: str) -> None:
    places = {"灶台高度": "青禾县办好乡村长者食堂实施方案"}
    home = places.get(opening, "柳渡镇办好乡村长者食堂工作方案")
    (found,) = (
        b for b in cascade.borrowings if b.passage.text.startswith(opening) and title(cascade, b.document) == home
    )
    assert title(cascade, found.lender) == lender
    assert found.lent.text == found.lent.span.of(cascade.texts[found.lender])


def test_what_no_document_above_has_is_not_borrowed(cascade: Cascade) -> None:
    assert not [b for b in cascade.borrowings if "跑腿费" in b.passage.text]


def test_an_innovation_from_below_is_seen_where_a_higher_document_has_it_later(cascade: Cascade) -> None:
    (rise,) = cascade.rises
    assert (title(cascade, rise.document), title(cascade, rise.later)) == (
        "柳渡镇办好乡村长者食堂工作方案",
        "青禾县长者食堂提升办法",
    )
    assert "跑腿费" in rise.passage.text
    assert "跑腿费" in rise.later_passage.text


def test_a_zone_in_a_townships_plan_is_template_residue(cascade: Cascade) -> None:
    assert [(title(cascade, r.document)[:3], r.passage.text, r.kind) for r in cascade.residues] == [
        ("柳渡镇", "经开区", "zone")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("把食堂纳入经开区发展规划统筹安排。", ["经开区"], id="a zone in a township's plan"),
        pytest.param("各类开发区的食堂也要照办。", [], id="zones in general"),
        pytest.param("与宁波高新区的食堂结对。", [], id="a zone of a named city"),
        pytest.param("由宁波市人民政府统一采购。", ["宁波市"], id="another place's government"),
        pytest.param("由澜江省人民政府统一采购。", [], id="a place that the table does not have"),
        pytest.param("食堂由柳湾镇党委统一管理。", ["柳湾镇"], id="another town's body"),
        pytest.param("食堂由柳渡镇党委统一管理。", [], id="the town's own body"),
        pytest.param("食堂由镇党委统一管理。", [], id="a town's body without a name"),
        pytest.param("坚持镇党委领导，各乡镇人民政府和中心镇政府参照办理。", [], id="what is no town's name"),
        pytest.param("学习《宁波市人民政府关于食堂的意见》。", [], id="inside a title"),
    ],
)
def test_residue_is_what_cannot_belong_here(sentence: str, expected: list[str]) -> None:
    from policytext.tracing.residues import find_residues

    document = pt.parse(f"澜江省青禾县柳渡镇人民政府关于办好长者食堂的通知\n各村民委员会：\n一、任务\n{sentence}\n")
    assert [r.passage.text for r in find_residues(document)] == expected
