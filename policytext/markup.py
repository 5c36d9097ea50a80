"""Small pieces of HTML, escaped by construction; they know no value of ours."""

import html
import re
from collections.abc import Iterable, Sequence

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BADGE_STYLE = "display:inline-block;padding:0 .5em;border-radius:.7em;background:{};color:#fff;font-size:85%"
_CELL_STYLE = "text-align:left;vertical-align:top"
_COLOURS = {"good": "#2f6f5e", "warn": "#a8741a", "mute": "#8a8f98", "note": "#3b5b8c"}


class Html(str):
    """Characters that are HTML already, to be put into a page as they are."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the characters; template engines ask for this name."""
        return str(self)


def escape(value: object) -> Html:
    """Return a value as HTML text; None gives nothing, what no page may hold gives U+FFFD.

    A value with a method ``__html__``, as template engines make them, is HTML already.
    """
    if hasattr(value, "__html__"):
        return Html(value.__html__())
    return Html(html.escape(_CONTROLS.sub("\ufffd", "" if value is None else str(value))))


def join(pieces: Iterable[object], separator: str = "") -> Html:
    """Return pieces one behind the other, escaped where they are no HTML yet."""
    return Html(str(escape(separator)).join(escape(piece) for piece in pieces))


def render_tag(name: str, *children: object, **attributes: object) -> Html:
    """Return an element; an attribute of None is left out, ``class_`` stands for ``class``.

    Examples
    --------
    >>> print(render_tag("b", "1 < 2", class_="x"))
    <b class="x">1 &lt; 2</b>
    """
    known = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    listed = "".join(f' {key}="{escape(value)}"' for key, value in known)
    return Html(f"<{name}{listed}>{join(children)}</{name}>")


def render_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str = "") -> Html:
    """Return a table that reads well in a notebook without a style sheet."""
    head = render_tag("tr", *(render_tag("th", column, style=_CELL_STYLE) for column in columns))
    body = join(render_tag("tr", *(render_tag("td", cell, style=_CELL_STYLE) for cell in row)) for row in rows)
    title = render_tag("caption", caption, style="text-align:left") if caption else Html("")
    return render_tag("table", title, render_tag("thead", head), render_tag("tbody", body))


def render_badge(label: str, tone: str = "mute") -> Html:
    """Return a short label on a coloured ground; tones are good, warn, mute and note."""
    return render_tag("span", label, style=_BADGE_STYLE.format(_COLOURS[tone]))


def render_folded(summary: object, *children: object, opened: bool = False) -> Html:
    """Return a part that the reader may open and close."""
    line = render_tag("summary", summary)
    return render_tag("details", line, *children, open="open" if opened else None)
