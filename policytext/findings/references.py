"""Documents named by a word that points back: 该意见, 上述文件, 中央13号文件 where 中发〔2033〕13号 stands above."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from policytext.errors import InvalidNumeral
from policytext.findings.titles import clean_title, title_key
from policytext.findings.values import Citation
from policytext.numerals import parse_numeral
from policytext.spans import Span

_BACK = re.compile(
    r"(?:该|上述|前述)(?:份|项|部)?(?P<kind>意见|通知|决定|方案|规划|计划|纲要|办法|规定|条例|细则|规则|章程|批复|文件)(?!精神病|夹|柜|袋|中心)"
)
_SERIAL = re.compile(
    r"(?P<organ>中央|国务院|省委|市委|区委|县委|省政府|市政府|县政府)(?P<serial>\d{1,3}|[一二三四五六七八九十]{1,4})号(?:文件|文)"
)
_CODES = {"中央": "中发", "国务院": "国发"}
_MOST = 12
_REACH = 240
"""How far back the document may be named that a word means."""


def find_references(text: str, found: Sequence[Citation]) -> Iterator[Citation]:
    """Yield what a text refers back to, given the citations found in it, in order; where two can be meant, none.

    A numbered document of the centre (中央一号文件) needs none before it: the words themselves name it.
    """
    for match in _BACK.finditer(text):
        if (meant := _meant(match, found)) is not None:
            title = meant.resolves_to or meant.title
            yield _reference(match, title, meant, None if match["kind"] == "文件" else match["kind"])
    for match in _SERIAL.finditer(text) if "号文" in text else ():
        numbered = _numbered(match, found)
        if numbered is not None or match["organ"] == "中央":
            title = (numbered.resolves_to or numbered.title) if numbered else None
            yield _reference(match, title, numbered, None if numbered else match[0])


def _meant(match: re.Match[str], found: Sequence[Citation]) -> Citation | None:
    """Return the only document named shortly before whose title ends in the kind that the word names."""
    last = bisect_left(found, match.start(), key=lambda c: c.span.start)
    near = [c for c in found[max(0, last - _MOST) : last] if not c.self and match.start() - _REACH < c.span.end]
    kind = "" if match["kind"] == "文件" else match["kind"]
    fits = {_key(c): c for c in near if clean_title(c.resolves_to or c.title or "").endswith(kind)}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _key(citation: Citation) -> str:
    return title_key(citation.resolves_to or citation.title or citation.number or "")


def _numbered(match: re.Match[str], found: Sequence[Citation]) -> Citation | None:
    """Return the document that bears the number which 中央13号文件 leaves out the year of."""
    try:
        serial = parse_numeral(match["serial"])
    except InvalidNumeral:
        return None
    code = _CODES.get(match["organ"], "")
    printed = re.compile(rf"{code}〔\d{{4}}〕{serial}号") if code else None
    return next((c for c in found if printed and c.number and printed.fullmatch(c.number)), None)


def _reference(match: re.Match[str], title: str | None, meant: Citation | None, printed: str | None) -> Citation:
    return Citation(
        span=Span(*match.span()),
        text=match[0],
        title=printed,
        number=meant.number if meant and title is None else None,
        issuer=meant.issuer if meant else None,
        short=meant is not None,
        resolves_to=title,
        resolved_by="reference" if title else None,
        rule="reference",
    )
