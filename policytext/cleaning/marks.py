"""Characters that a converter left: controls, Markdown and HTML marks."""

import re
from collections.abc import Iterator

from policytext.text import Edit

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\ufff9-\ufffb]+"
)
_EXOTIC_SPACE = re.compile("[\xa0\u2000-\u200a\u202f\u205f]")

_Rule = tuple[re.Pattern[str], str, str, tuple[str, ...]]
"""A pattern, what takes its place, why, and the signs without any of which a text need not be searched."""
_TAGS: tuple[_Rule, ...] = (
    # A unit's exponent is content: m<sup>2</sup> is m².
    (re.compile(r"(?<=[mM米])<sup>2</sup>"), "²", "converter mark", ("<sup>",)),
    (re.compile(r"(?<=[mM米])<sup>3</sup>"), "³", "converter mark", ("<sup>",)),
    (re.compile(r"<sup>[^<\n]{0,20}</sup>"), "", "footnote mark", ("<sup>",)),
    (re.compile(r"<!--[^\n]{0,200}?-->"), "", "converter mark", ("<!--",)),
    (
        re.compile(r"</?(?:sup|sub|b|i|u|br|p|span|div|center|font|strong|em)\b[^<>\n]{0,80}>"),
        "",
        "converter mark",
        ("<",),
    ),
)
_MARKDOWN: tuple[_Rule, ...] = (
    (re.compile(r"^[ \t]{0,3}#{1,6}(?=[ \t])[ \t]{1,4}", re.MULTILINE), "", "heading mark", ("#",)),
    (
        re.compile(r"^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$", re.MULTILINE),
        "",
        "rule",
        ("---", "***", "___", "==="),
    ),
    (re.compile(r"\*\*|__(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff。；])__"), "", "emphasis mark", ("**", "__")),
)


def find_controls(text: str) -> Iterator[Edit]:
    """Yield edits that take out control characters and make every exotic space a plain one."""
    for match in _CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), "", "control character")
    for match in _EXOTIC_SPACE.finditer(text):
        yield Edit(match.start(), match.end(), " ", "space")


def find_tags(text: str) -> Iterator[Edit]:
    """Yield edits that take out the HTML that a converter left."""
    return _find(_TAGS, text)


def find_converter_marks(text: str) -> Iterator[Edit]:
    """Yield edits that take out the Markdown that a converter left."""
    return _find(_MARKDOWN, text)


def _find(rules: tuple[_Rule, ...], text: str) -> Iterator[Edit]:
    """Yield an edit a match; where two patterns meet, the first wins."""
    taken: set[int] = set()
    for pattern, replacement, reason, signs in rules:
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            places = range(match.start(), match.end())
            if taken.isdisjoint(places):
                taken.update(places)
                yield Edit(match.start(), match.end(), replacement, reason)
