"""National laws called by their common names, without 《》: 依照行政处罚法和公务员法的规定."""

import re
from collections.abc import Iterator
from functools import cache

from policytext.lexicons import load_lexicon
from policytext.spans import Span

STATE = "中华人民共和国"
_BEHIND = r"(?![律院人治制典案学]|规(?!定)|定(?!罪))"
"""劳动法规定 names a law, 劳动法规, 劳动法律 and 公司法人 do not."""
_CUED = re.compile(
    rf"(?:依照|依据|根据|按照|违反|适用|执行|实施|修改)(?:国家|我国)?(?P<law>(?:{STATE})?[一-鿿]{{1,22}}?(?:法|法典)){_BEHIND}"
)
_NEXT = re.compile(rf"(?:以及|或者|[、，和与及或])(?P<law>(?:{STATE})?[一-鿿]{{1,22}}?(?:法|法典)){_BEHIND}")


def find_laws(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each law that a text names so, with its full title; only behind words that call upon a law.

    Examples
    --------
    >>> [title for _, title in find_laws("依照行政处罚法和公务员法的规定处理")]
    ['中华人民共和国行政处罚法', '中华人民共和国公务员法']
    """
    for cued in _CUED.finditer(text):
        match: re.Match[str] | None = cued
        while match and (title := _full(match["law"])):
            yield Span(*match.span("law")), title
            match = _NEXT.match(text, match.end())


def _full(name: str) -> str | None:
    bare = name.removeprefix(STATE)
    return STATE + bare if bare in _names() else None


@cache
def _names() -> frozenset[str]:
    return frozenset(load_lexicon("laws")["names"])
