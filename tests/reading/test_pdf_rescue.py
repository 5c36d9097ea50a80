"""A text layer that is no text is known by its characters."""

import pytest

from policytext.reading.pdf.lines import Line
from policytext.reading.pdf.rescue import is_garbled
from policytext.reading.pdf.sheets import Sheet

TEXT = "渡口修缮由镇里统一安排并按季度公布进度。" * 6


def sheet(text: str, dropped: int = 0) -> Sheet:
    """Return a page with one line."""
    line = Line(text=text, x0=80, y0=100, x1=500, y1=116, size=16)
    return Sheet(number=1, width=595, height=842, rows=[[line]], dropped=dropped)


@pytest.mark.parametrize(
    ("page", "garbled"),
    [
        pytest.param(sheet(TEXT), False, id="Chinese prose"),
        pytest.param(sheet("The ferry landing is repaired by the town."), False, id="English prose"),
        pytest.param(sheet("2033年 12 345.6 78%"), False, id="figures"),
        pytest.param(sheet("(cid:17)(cid:204)(cid:9)渡口"), True, id="glyph numbers for characters"),
        pytest.param(sheet("\ue5d2\ue5d3\ue5d4渡口"), True, id="private use"),
        pytest.param(sheet(TEXT[:20], dropped=40), True, id="most characters are none"),
        pytest.param(sheet(TEXT.encode("gb18030").decode("latin-1")), True, id="bytes of GB 18030 as Latin letters"),
        pytest.param(sheet("龘靐齉爩麤灪爨癵驫鱻" * 10), True, id="rare characters all over"),
        pytest.param(sheet("龘靐齉"), False, id="a few rare characters"),
        pytest.param(sheet(""), False, id="no text at all"),
    ],
)
def test_garbage_is_told_from_text(page: Sheet, garbled: bool) -> None:
    assert is_garbled(page) is garbled
