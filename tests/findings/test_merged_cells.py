"""A cell that runs over several rows stands in each of them, before the cells of the lower ones."""

import io

import docx
import pytest

from policytext.findings import annotate
from policytext.pipeline import parse_source
from policytext.reading.formats import parse_bytes

PROSE = "到2035年底，全县建成养老中心24处。"


@pytest.mark.parametrize(
    "merged", [pytest.param(0, id="first column"), pytest.param(1, id="middle"), pytest.param(2, id="last column")]
)
def test_target_beside_a_merged_cell_is_found_and_that_of_the_prose_kept(merged: int) -> None:
    word = docx.Document()
    word.add_paragraph("青禾县养老服务方案")
    word.add_paragraph(PROSE)
    table = word.add_table(3, 3)
    for i, row in enumerate(
        (("任务", "内容", "责任单位"), ("床位", "新增床位300张", "民政局"), ("食堂", "建成食堂12处", "商务局"))
    ):
        for j, cell in enumerate(row):
            if (i, j) != (2, merged):
                table.cell(i, j).text = cell
    table.cell(1, merged).merge(table.cell(2, merged))
    data = io.BytesIO()
    word.save(data)
    (document,) = parse_source(parse_bytes(data.getvalue(), "a.docx"))
    found = [document.text.characters[t.span.start : t.span.end] for t in annotate(document).targets]
    assert any("养老中心24处" in target for target in found)
