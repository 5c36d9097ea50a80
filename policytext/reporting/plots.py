"""A cascade as a picture, with right Chinese glyphs also where no Chinese font is installed."""

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.reporting.layout import (
    BAND_LABEL,
    BOX_HEIGHT,
    BOX_WIDTH,
    GAP_Y,
    Band,
    Box,
    Layout,
    Link,
    Note,
    arrange_cascade,
)
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Basis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path as Trace

_FONT_FILE = "PolicytextHan-Regular.otf"
_SYSTEM_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "SimHei",
)
_NO_GLYPH = "〓"
"""Chinese type sets this mark (缺字符) where it has no letter."""
_INK, _QUIET, _RED = "#20262d", "#69727d", "#9c2f2a"
_BANDS = ("#faf9f6", "#ffffff")
_LINES = {Basis.CITATION: "-", Basis.CO_CITATION: (0, (5, 3)), Basis.WORDING: (0, (1.2, 2.4))}
_POINTS_PER_INCH = 72.0
_WIDEST_PIXELS = 12_000.0
_SCALE = 0.9


def plot_cascade(cascade: Cascade, path: Path, *, dpi: int = 160, system_fonts: bool = True) -> None:
    """Draw a cascade and write it as PNG.

    Parameters
    ----------
    cascade : Cascade
    path : Path
    dpi : int, default 160
        Less where the picture would be wider or higher than 12,000 pixels.
    system_fonts : bool, default True
        Prefer an installed Chinese font over the one that comes with the package.
    """
    from matplotlib import rc_context  # heavy
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    fonts = find_fonts(system_fonts=system_fonts)
    layout = _replace_undrawable(arrange_cascade(cascade), find_charset(fonts))
    size = [side * _SCALE / _POINTS_PER_INCH for side in (layout.width, layout.height)]
    with rc_context({"font.family": fonts, "axes.unicode_minus": False}):
        figure = Figure(figsize=(size[0], size[1]))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(0, layout.width), ylim=(layout.height, 0))
        axes.set_axis_off()
        _draw(axes, layout, cascade.root)
        figure.savefig(path, format="png", dpi=min(dpi, _WIDEST_PIXELS / max(size)))


def find_fonts(*, system_fonts: bool = True) -> list[str]:
    """Return the font families to draw Chinese with, the best first; the packaged one is made known to matplotlib."""
    from matplotlib import font_manager  # heavy

    known = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in _SYSTEM_FONTS if system_fonts and name in known]
    packaged = files("policytext.reporting") / "fonts" / _FONT_FILE
    if packaged.is_file():
        with as_file(packaged) as file:
            name = str(font_manager.FontProperties(fname=str(file)).get_name())
            if name not in known:
                font_manager.fontManager.addfont(str(file))
        found.append(name)
    return [*found, "DejaVu Sans"]


def find_charset(fonts: list[str]) -> set[int]:
    """Return the code points that at least one of the font families can draw."""
    from matplotlib import font_manager  # heavy

    files = {font_manager.findfont(font_manager.FontProperties(family=[name])) for name in fonts}
    return {code for file in files for code in font_manager.get_font(file).get_charmap()}


def _replace_undrawable(layout: Layout, charset: set[int]) -> Layout:
    def draw(text: str) -> str:
        return "".join(c if ord(c) in charset else _NO_GLYPH for c in text)

    boxes = {b.node.id: replace(b, lines=tuple(map(draw, b.lines)), caption=draw(b.caption)) for b in layout.boxes}
    return replace(layout, boxes=tuple(boxes.values()))


def _draw(axes: "Axes", layout: Layout, root: str) -> None:
    for i, band in enumerate(layout.bands):
        _draw_band(axes, band, layout.aside or layout.width, _BANDS[i % 2])
    for link in layout.links:
        _draw_link(axes, link)
    for note in layout.notes:
        _draw_note(axes, note)
    for box in layout.boxes:
        _draw_box(axes, box, is_root=box.node.id == root)


def _draw_band(axes: "Axes", band: Band, width: float, colour: str) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((0, band.y), width, band.height, facecolor=colour, edgecolor="none", zorder=0))
    x, y = BAND_LABEL / 2, band.y + band.height / 2
    axes.text(
        x, y - 8, band.label.chinese, color=_RED, fontsize=13 * _SCALE, ha="center", va="center", parse_math=False
    )
    axes.text(x, y + 10, band.label.english, color=_QUIET, fontsize=9 * _SCALE, ha="center", va="center")


def _draw_link(axes: "Axes", link: Link) -> None:
    from matplotlib.patches import FancyArrowPatch

    arrow = FancyArrowPatch(
        path=_trace(link),
        arrowstyle="-|>",
        mutation_scale=9,
        linestyle=_LINES[link.edge.basis],
        linewidth=1.1,
        color=_QUIET,
        capstyle="butt",
        zorder=1,
    )
    axes.add_patch(arrow)


def _draw_note(axes: "Axes", note: Note) -> None:
    axes.text(note.x, note.y, note.text, color=_QUIET, fontsize=8 * _SCALE, va="center")


def _trace(link: Link) -> "Trace":
    from matplotlib.path import Path as Trace

    upper, lower = link.upper, link.lower
    if lower.aside or upper.aside:
        side, trunk = upper.x + BOX_WIDTH, link.trunk
        corners = [(side, upper.centre), (trunk, upper.centre), (trunk, lower.centre), (lower.x, lower.centre)]
        return Trace(corners, [Trace.MOVETO, *[Trace.LINETO] * 3])
    top, x, end = upper.y + BOX_HEIGHT, link.start, link.end
    curve = [Trace.MOVETO, *[Trace.CURVE4] * 3]
    if lower.y > top:
        bend = top + GAP_Y * 0.75
        rest = [(end, lower.centre), (lower.x, lower.centre)] if link.beside else [(end, lower.y)]
        return Trace([(x, top), (x, bend), (end, top), (end, bend), *rest], [*curve, *[Trace.LINETO] * len(rest)])
    foot = lower.y + BOX_HEIGHT
    return Trace([(x, top), (x, top + 34), (end, foot + 34), (end, foot)], curve)


def _draw_box(axes: "Axes", box: Box, *, is_root: bool) -> None:
    from matplotlib.patches import FancyBboxPatch

    held = box.node.held
    patch = FancyBboxPatch(
        (box.x + 4, box.y + 4),
        BOX_WIDTH - 8,
        BOX_HEIGHT - 8,
        boxstyle="round,pad=4,rounding_size=6",
        facecolor="#fbeeec" if is_root else "#ffffff",
        edgecolor=_RED if is_root else _QUIET,
        linestyle="-" if held else (0, (5, 3)),
        linewidth=1.6 if is_root else 1.0,
        zorder=2,
    )
    axes.add_patch(patch)
    _write_lines(axes, box, _INK if held else _QUIET)


def _write_lines(axes: "Axes", box: Box, ink: str) -> None:
    lines = [*box.lines, *([box.caption] if box.caption else [])]
    for i, line in enumerate(lines):
        y = box.centre + (i - (len(lines) - 1) / 2) * 18
        size, colour = (9.5, _QUIET) if i == len(box.lines) else (11.5, ink)
        place: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 3}
        axes.text(box.middle, y, line, fontsize=size * _SCALE, color=colour, parse_math=False, **place)
