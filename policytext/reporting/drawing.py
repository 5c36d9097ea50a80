"""A cascade as SVG, for the page; `plots` draws the same layout as PNG."""

import re

from policytext.labels import BASIS, RELATION, find_label
from policytext.markup import Html, join, render_tag
from policytext.reporting.layout import BAND_LABEL, BOX_HEIGHT, BOX_WIDTH, GAP_Y, Band, Box, Layout, Link, Note
from policytext.tracing.values import Relation

_HEAD = Html(
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 1 9 5 0 9z" class="head"/></marker></defs>'
)
_SHRUNK = 0.72
"""A wide drawing shrinks so far; a wider one is scrolled."""
_UNSAFE = re.compile(r"\W+")


def name_anchor(kind: str, id: str) -> str:
    """Return the name of a place within the page; ids of ghosts may hold any character.

    Examples
    --------
    >>> name_anchor("step", "渝委发〔2018〕26号")
    'step-渝委发-2018-26号'
    """
    return f"{kind}-{_UNSAFE.sub('-', id)}"


def render_svg(layout: Layout, *, root: str) -> Html:
    """Return the drawing; every box is a link to its document's row below it."""
    parts = [_HEAD]
    parts += [_band(band, layout.aside or layout.width, i) for i, band in enumerate(layout.bands)]
    parts += [_link(link) for link in layout.links]
    parts += [_box(box, is_root=box.node.id == root) for box in layout.boxes]
    parts += [_note(note) for note in layout.notes]
    view, style = (
        f"0 0 {layout.width:.0f} {layout.height:.0f}",
        f"width:{layout.width:.0f}px;min-width:{layout.width * _SHRUNK:.0f}px",
    )
    return render_tag(
        "svg", *parts, viewBox=view, style=style, role="img", class_="cascade", aria_label="传导链 cascade"
    )


def _band(band: Band, width: float, i: int) -> Html:
    ground = render_tag("rect", x=0, y=band.y, width=width, height=band.height, class_=f"band band{i % 2}")
    middle = band.y + band.height / 2
    chinese = render_tag("text", band.label.chinese, x=BAND_LABEL / 2, y=middle - 2, class_="level")
    english = render_tag("text", band.label.english, x=BAND_LABEL / 2, y=middle + 15, class_="level en")
    return join((ground, chinese, english))


def _link(link: Link) -> Html:
    kinds = [f"basis-{link.edge.basis.value}"]
    if link.edge.relation is not Relation.IMPLEMENTS:
        kinds.append("other")
    path = render_tag("path", d=_curve(link), class_=" ".join(["link", *kinds]), marker_end="url(#head)")
    basis, relation = find_label(BASIS, link.edge.basis), find_label(RELATION, link.edge.relation)
    title = render_tag("title", f"{relation} · {basis} · {link.edge.score:.2f}")
    return render_tag("g", title, path)


def _curve(link: Link) -> str:
    upper, lower = link.upper, link.lower
    if lower.aside or upper.aside:
        side, trunk = upper.x + BOX_WIDTH, link.trunk
        return f"M{side:.1f} {upper.centre:.1f}H{trunk:.1f}V{lower.centre:.1f}H{lower.x - 1:.1f}"
    top, bottom = upper.y + BOX_HEIGHT, lower.y
    x, end = link.start, link.end
    if bottom > top:
        bend = top + GAP_Y * 0.75
        rest = f"V{lower.centre:.1f}H{lower.x - 1:.1f}" if link.beside else f"V{bottom - 1:.1f}"
        return f"M{x:.1f} {top:.1f}C{x:.1f} {bend:.1f} {end:.1f} {top:.1f} {end:.1f} {bend:.1f}{rest}"
    foot = lower.y + BOX_HEIGHT
    return f"M{x:.1f} {top:.1f}C{x:.1f} {top + 34:.1f} {end:.1f} {foot + 34:.1f} {end:.1f} {foot + 1:.1f}"


def _note(note: Note) -> Html:
    return render_tag("text", note.text, x=note.x, y=note.y + 4, class_="note")


def _box(box: Box, *, is_root: bool) -> Html:
    kinds = ["box", "" if box.node.held else "ghost", "root" if is_root else ""]
    ground = render_tag("rect", x=box.x, y=box.y, width=BOX_WIDTH, height=BOX_HEIGHT, rx=6)
    lines = [*box.lines, *([box.caption] if box.caption else [])]
    first = box.y + BOX_HEIGHT / 2 - (len(lines) - 1) * 9.5 + 4.5
    texts = [
        render_tag("text", line, x=box.middle, y=first + i * 19, class_="caption" if i == len(box.lines) else None)
        for i, line in enumerate(lines)
    ]
    title = render_tag("title", f"{box.node.title} {box.node.number or ''}".strip())
    inner = render_tag("g", title, ground, *texts, class_=" ".join(kinds).strip())
    return render_tag("a", inner, href="#" + name_anchor("step", box.node.id))
