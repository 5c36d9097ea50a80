"""Chinese that a PDF names a font for and does not hold is read on a machine without Chinese fonts."""

import pytest

from policytext.reading.pdf.fonts import _HANDLE, _answers, _find_table


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        pytest.param(0, b"OTTO", id="the whole font"),
        pytest.param(int.from_bytes(b"cmap"), b"\0\0", id="a table that it has"),
        pytest.param(int.from_bytes(b"glyf"), b"", id="a table that it lacks"),
    ],
)
def test_table_of_the_own_font_is_found(name: int, opens: bytes) -> None:
    assert _find_table(name)[:2] == opens[:2]


@pytest.mark.parametrize(
    ("charset", "expected"),
    [
        pytest.param(134, _HANDLE, id="GB2312"),
        pytest.param(136, _HANDLE, id="Big5"),
        pytest.param(0, None, id="Latin is left to pdfium"),
    ],
)
def test_own_font_stands_in_where_the_machine_has_none(charset: int, expected: int | None) -> None:
    class Bare:
        """A machine that has no font."""

        contents = type("Machine", (), {"MapFont": staticmethod(lambda *_: None)})

    assert _answers(Bare)["MapFont"](None, 400, 0, charset, 0, b"STSong-Light", None) == expected
