"""Targets in tables: rows of indicators by year, rows of tasks with deadline and duty-holder."""

from collections.abc import Sequence

import pytest

from policytext.findings.targets import find_targets
from policytext.findings.values import Target
from policytext.layout import Grid
from policytext.spans import Span
from policytext.structure.document import Block, BlockKind, Document, Header
from policytext.text import Source, make_text

HEADER = Header(title="澄河市水利发展规划（2031—2035年）", kind="规划")


def make_table(rows: Sequence[Sequence[str]], *, drawn: bool = True) -> Document:
    """Make a document that is one table."""
    lines = ["\t".join(row) for row in rows]
    text = make_text(Source(path="x", sha256="0", media_type="text/plain", encoding=None, text="\n".join(lines)))
    spans, blocks, start = [], [], 0
    for row in rows:
        first, cells = start, []
        for cell in row:
            cells.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        spans.append(tuple(cells))
        blocks.append(Block(span=Span(first, start - 1), kind=BlockKind.ROSTER if drawn else BlockKind.PROSE))
    grids = (Grid(None, tuple(spans)),) if drawn else ()
    return Document(id="0-0", text=text, header=HEADER, blocks=tuple(blocks), grids=grids)


def read(rows: Sequence[Sequence[str]], *, drawn: bool = True) -> list[Target]:
    return list(find_targets(make_table(rows, drawn=drawn)))


INDICATORS = (
    ("序号", "指标", "单位", "2030年", "2035年", "属性", "牵头单位"),
    ("1", "农田灌溉面积", "万亩", "31", "≥42", "约束性", "市水务局、市农业农村局"),
    ("2", "管网漏损率", "%", "12.5", "9以内", "预期性", "市住房城乡建设局"),
)


@pytest.mark.parametrize("drawn", [pytest.param(True, id="drawn"), pytest.param(False, id="parted by tabs")])
def test_row_of_an_indicator_gives_a_target_for_each_value(drawn: bool) -> None:
    found = read(INDICATORS, drawn=drawn)
    assert [(t.indicator, t.value, t.unit, t.comparator, t.deadline and t.deadline.by) for t in found] == [
        ("农田灌溉面积", 31, "万亩", "=", None),
        ("农田灌溉面积", 42, "万亩", ">=", "2035"),
        ("管网漏损率", 12.5, "%", "=", None),
        ("管网漏损率", 9, "%", "<=", "2035"),
    ]
    assert [t.binding for t in found] == [True, True, False, False]
    # The plan starts in 2031: the values of 2030 are what it starts from.
    assert [t.status for t in found] == ["reported", "target", "reported", "target"]
    assert found[0].responsible == ("市水务局", "市农业农村局")
    assert {t.rule for t in found} == {"table-figure"}


def test_span_of_a_value_is_its_cell() -> None:
    document = make_table(INDICATORS)
    assert [t.span.of(document.text.characters) for t in find_targets(document)] == ["31", "≥42", "12.5", "9以内"]


def test_value_of_the_base_year_is_reported_and_the_unit_may_stand_with_the_name() -> None:
    told, aim = read((("指标名称", "现状值", "目标值"), ("森林覆盖率（%）", "30", "35")))
    assert [(t.status, t.value, t.unit, t.indicator) for t in (told, aim)] == [
        ("reported", 30, "%", "森林覆盖率"),
        ("target", 35, "%", "森林覆盖率"),
    ]


def test_row_of_a_task_gives_its_deadline_and_duty_holder() -> None:
    figure, goal = read(
        (
            ("任务内容", "责任单位", "完成时限"),
            ("新建泵站9座", "市水务局", "2032年6月底"),
            ("疏通北部渠道", "柳渡镇、市水务局", "2033年"),
        )
    )
    assert (figure.value, figure.deadline and figure.deadline.by, figure.responsible) == (9, "2032-06", ("市水务局",))
    assert (goal.kind, goal.text, goal.deadline and goal.deadline.by, goal.responsible) == (
        "deadline",
        "疏通北部渠道",
        "2033",
        ("柳渡镇", "市水务局"),
    )


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((("姓名", "电话"), ("甲", "31")), id="no heading that is known"),
        pytest.param((("指标", "2035年"), ("农田面积", "完成上级任务")), id="no figure"),
        pytest.param((("指标", "2035年"), ("", "31")), id="no indicator"),
    ],
)
def test_other_tables_hold_no_targets(rows: Sequence[Sequence[str]]) -> None:
    assert read(rows) == []
