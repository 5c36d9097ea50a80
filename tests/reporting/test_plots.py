import warnings
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from policytext.reporting.plots import find_fonts, plot_cascade
from policytext.tracing.cascade import Cascade

FONT = files("policytext.reporting") / "fonts" / "PolicytextHan-Regular.otf"


def test_picture_has_every_glyph_with_the_packaged_font_alone(cascade: Cascade, tmp_path: Path) -> None:
    assert FONT.is_file()
    path = tmp_path / "cascade.png"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_cascade(cascade, path, dpi=60, system_fonts=False)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_packaged_font_stands_before_the_one_without_chinese() -> None:
    fonts = find_fonts(system_fonts=False)
    assert len(fonts) == 2
    assert fonts[-1] == "DejaVu Sans"


@pytest.mark.parametrize("title", ["$意见$ 100%", "a_b^c \\frac", "长" * 10_000])
def test_title_is_no_formula(cascade: Cascade, tmp_path: Path, title: str) -> None:
    odd = replace(cascade, nodes=(replace(cascade.nodes[0], title=title), *cascade.nodes[1:]))
    plot_cascade(odd, tmp_path / "cascade.png", dpi=40, system_fonts=False)
    assert (tmp_path / "cascade.png").stat().st_size > 0


def test_glyph_that_no_font_has_is_no_error(cascade: Cascade, tmp_path: Path) -> None:
    odd = replace(cascade, nodes=(replace(cascade.nodes[0], title="𠮷\U000f1234\x07"), *cascade.nodes[1:]))
    plot_cascade(odd, tmp_path / "cascade.png", dpi=40, system_fonts=False)
    assert (tmp_path / "cascade.png").stat().st_size > 0
