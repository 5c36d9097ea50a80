"""Characters of a web page → a line as it is read: spaces folded as a browser does, and as Chinese is set."""

import re
from collections.abc import Sequence

SOFT = "\x1e"
"""A line end of the page's source: a space between words, nothing between Chinese characters."""
BREAK = "\x1d"
"""A line break that the page prints."""
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_GAPS = re.compile(f"[ {SOFT}]+")
_SPACES = re.compile("[ \xa0\u2000-\u200a\u202f\u205f]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_INDENT = re.compile(f"[ {SOFT}]*(?:\u3000|[\xa0 ]*\xa0[\xa0 ]*\xa0)")
_NARROW = re.compile(r"[A-Za-z0-9,.;:%)]")
_NARROW_START = re.compile(r"[A-Za-z0-9(]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def soften(text: str) -> str:
    """Return characters as the page's source has them with blanks folded, line ends made soft."""
    return _BLANKS.sub(lambda match: SOFT if "\n" in match.group() else " ", text)


def set_line(raw: str) -> str:
    r"""Return a line as it is read.

    Examples
    --------
    >>> set_line(" \xa0\xa0各县\x1e人民政府： ")
    '各县人民政府：'
    """
    text = _GAPS.sub(_close, raw)
    return _SPACES.sub(lambda m: " " * len(m.group().replace(" ", "") or " "), _UNSEEN.sub("", text)).strip(" \t\u3000")


def _close(gap: re.Match[str]) -> str:
    if SOFT not in gap.group():
        return " "
    before, after = gap.string[: gap.start()][-1:], gap.string[gap.end() : gap.end() + 1]
    return " " if _NARROW.match(before) and _NARROW_START.match(after) else ""


def join_lines(lines: Sequence[str]) -> str:
    r"""Return lines that were broken by typesetting as one.

    Examples
    --------
    >>> join_lines(["青禾县人民政府办公室", "关于加强公共阅读服务的通知"])
    '青禾县人民政府办公室关于加强公共阅读服务的通知'
    """
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        apart = _NARROW.match(joined[-1:]) and _NARROW_START.match(line)
        joined += f" {line}" if apart else line
    return joined


def is_indented(raw: str) -> bool:
    """Tell whether a line opens with the indent of a paragraph: full-width or hard spaces."""
    return bool(_INDENT.match(raw))


def raise_digits(text: str) -> str:
    """Return the digits of an exponent or a note's mark raised: m² is not m2."""
    return text.translate(_RAISED)
