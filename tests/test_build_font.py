import pytest
from build_font import FAMILY, TARGET, collect_characters
from fontTools.ttLib import TTFont


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(TARGET)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("中发〔2017〕13号 → 渝委发〔2018〕26号", id="numbers and an arrow"),
        pytest.param("二〇二五年", id="the zero of dates"),
        pytest.param("敖勒召其镇 鄂托克前旗 圐圙 甪直 硚口 瀍河", id="places"),
        pytest.param("镕 堃 喆 昇 祎 垚 犇 珺 旸", id="names that GB 2312 lacks"),
        pytest.param("《意见》“五社联动”——①②㈠ ≥30㎡ ■●", id="punctuation and marks"),
        pytest.param("Policytext 0123 × 50% – “q”", id="Latin"),
    ],
)
def test_shipped_font_has_a_glyph_for(font: TTFont, text: str) -> None:
    assert [character for character in text if ord(character) not in font.getBestCmap()] == []


def test_shipped_font_has_all_that_the_script_asks_for(font: TTFont) -> None:
    assert set(map(ord, collect_characters())) <= set(font.getBestCmap())


def test_reserved_names_are_not_used(font: TTFont) -> None:
    presented = [str(record) for record in font["name"].names if record.nameID in {1, 3, 4, 6, 16, 17}]
    assert all(FAMILY in name for name in presented)
    assert not any(reserved in name for name in presented for reserved in ("Noto", "Source"))


def test_licence_stands_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in TARGET.with_name("OFL.txt").read_text(encoding="utf-8")


def test_font_is_small_enough_to_ship() -> None:
    assert TARGET.stat().st_size < 2_500_000


def test_matplotlib_draws_with_it_without_a_missing_glyph() -> None:
    from matplotlib import font_manager
    from matplotlib.figure import Figure

    figure = Figure()
    figure.text(0.1, 0.5, "中发〔2017〕13号 敖勒召其镇", font=font_manager.FontProperties(fname=str(TARGET)))
    figure.canvas.draw()  # a missing glyph is a warning, and a warning is an error here
    assert font_manager.get_font(str(TARGET)).family_name == FAMILY
