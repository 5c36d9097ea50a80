"""What reads like Chinese prose scores high; the same bytes in a wrong encoding score low."""

import pytest

from policytext.reading.plausibility import PLAUSIBLE, is_broken, score_plausibility

PROSE = "为进一步做好村级便民服务工作，结合本镇实际，制定本方案。到2026年底，每个村建成一处便民服务站。"
TRADITIONAL = "為進一步做好村級便民服務工作，結合本鎮實際，制定本方案。到2026年底，每個村建成一處便民服務站。"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="simplified"),
        pytest.param(TRADITIONAL, id="traditional"),
        pytest.param("Only ASCII, 2026.", id="nothing to judge"),
        pytest.param("", id="nothing at all"),
        pytest.param("《》——“”、。", id="punctuation only"),
    ],
)
def test_readable_text_is_plausible(text: str) -> None:
    assert score_plausibility(text) >= 0.7


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("gb18030", "big5", id="GB18030 as Big5"),
        pytest.param("utf-8", "gb18030", id="UTF-8 as GB18030"),
        pytest.param("gb18030", "utf-16-le", id="GB18030 as UTF-16"),
        pytest.param("gb18030", "latin-1", id="GB18030 as Latin-1"),
        pytest.param("utf-16-le", "gb18030", id="UTF-16 as GB18030"),
        pytest.param("utf-16-le", "utf-16-be", id="UTF-16 with its bytes swapped"),
    ],
)
def test_wrong_encoding_is_not_plausible(written: str, read: str) -> None:
    assert score_plausibility(PROSE.encode(written).decode(read, "replace")) < PLAUSIBLE


def test_big5_as_gb18030_is_not_plausible() -> None:
    assert score_plausibility(TRADITIONAL.encode("big5").decode("gb18030", "replace")) < PLAUSIBLE


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        pytest.param("\x00", True, id="NUL"),
        pytest.param("\x90", True, id="C1 control"),
        pytest.param("\ue000", True, id="private use"),
        pytest.param("\ufffd", True, id="replacement"),
        pytest.param("\ud800", True, id="half a pair"),
        pytest.param("\n", False, id="line feed"),
        pytest.param("政", False, id="Han"),
        pytest.param("𠮷", False, id="Han beyond the first plane"),
    ],
)
def test_what_no_text_holds_is_broken(character: str, expected: bool) -> None:
    assert is_broken(character) is expected
