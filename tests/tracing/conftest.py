"""An invented directive about canteens for the old, and what a town makes of one more clause of it."""

from collections.abc import Callable

import pytest

import policytext as pt
from policytext.structure.document import Document
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Treatment

BACKGROUND = """一、总体要求
（一）主要目标。到2033年，布局合理、价格实惠、运转持续的助餐网络基本建成。
二、建设标准
（一）场地设施。灶台高度、座椅扶手和地面防滑照顾老年人的身体条件。优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
（二）饭菜供应。每餐至少安排两荤两素一汤，提前公布七天菜谱。少油少盐的软食和流食另设专灶。
（三）送餐到户。失能、高龄和独居老人由骑手按固定线路送饭上门。山高路远的自然村可设冷链取餐柜。
三、运行管理
（一）价格与补贴。用餐价格由村民代表会议商定并张榜公示。特困供养对象就餐费用从救助资金列支。
（二）食品安全。厨师持健康证上岗，留样食品冷藏保存满两天。农药残留超标的蔬菜当场销毁并追查来路。
（三）厨余处理。剩饭剩菜集中收运，用于沤肥和养殖昆虫。
四、队伍建设
（一）帮厨队伍。返乡妇女经考评合格后聘为帮厨，工钱按月结清。中小学生寒暑假可到饭堂做择菜端碗的小帮手。
（二）营养指导。乡镇卫生院医师逐户建立老人忌口档案。
五、组织实施
（一）督查。民政部门会同审计部门抽查台账，虚报人数的追回款项。
（二）宣传。用方言广播和村口板报介绍饭堂的好做法。
"""


def write_directive(*clauses: str) -> str:
    """Return the directive's text with more clauses under 六、."""
    added = f"六、其他任务\n{''.join(clauses)}\n" if clauses else ""
    return f"云岭省人民政府关于办好乡村长者食堂的意见\n云岭府发〔2031〕52号\n各市人民政府：\n{BACKGROUND}{added}"


def write_plan(*paragraphs: str, town: str = "柳湾镇") -> str:
    """Return a town's plan that names no directive."""
    return "\n".join([f"{town}长者食堂实施方案", "一、工作措施", *paragraphs, ""])


def _tell(clause: str, *paragraphs: str) -> Treatment:
    directive, plan = pt.parse(write_directive(clause)), pt.parse(write_plan(*paragraphs))
    cascade = pt.compare(directive, plan)
    (number,) = [c.id for c in cascade.clauses if c.text == clause]
    return next(t for t in cascade.treatments if t.clause == number)


def _compare(clauses: tuple[str, ...], *paragraphs: str) -> Cascade:
    return pt.compare(pt.parse(write_directive(*clauses)), pt.parse(write_plan(*paragraphs)))


@pytest.fixture
def tell() -> Callable[..., Treatment]:
    """Give a function: what a town's paragraphs make of one clause that stands in the directive beside the others."""
    return _tell


@pytest.fixture
def compare() -> Callable[..., Cascade]:
    """Give a function: some clauses beside the directive's others, compared with a town's paragraphs."""
    return _compare


@pytest.fixture
def write() -> Callable[..., tuple[Document, Document]]:
    """Give a function: clauses and paragraphs → the directive and the plan."""
    return lambda clauses, *paragraphs: (pt.parse(write_directive(*clauses)), pt.parse(write_plan(*paragraphs)))
