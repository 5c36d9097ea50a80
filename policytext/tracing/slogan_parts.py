"""Parts (between two commas) that are slogans (提法): what came or went is the slogan, not an item of a measure."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from policytext.findings.vocabulary import any_of
from policytext.spans import Span
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import find_own_slogans, tell_slogans

_SHARE = 0.4
"""Share of a part's letters in slogans from which it says them: 为实现“两个一百年”奋斗目标提供保证."""
_FOURS = 4
"""Letters of the parts of a formula in fours: 遵纪守法，诚实守信，举止文明."""
_LEAST_FOURS = 3


@cache
def _values() -> re.Pattern[str]:
    """Return a pattern of a value to be upheld, or a principle of two halves: 弘扬传统美德, 坚持法治与德治相结合."""
    upheld = f"(?:大力)?(?:{any_of('upholds')}[和与]?){{1,2}}.{{2,14}}{any_of('value')}$"
    return re.compile(f"{upheld}|坚持.{{2,8}}[与和同].{{2,8}}相结合$")


def tell_slogan_parts(
    script: Script, parts: Sequence[Part], slogans: Sequence[Span], other: str, *, dropped: bool
) -> tuple[tuple[Change, ...], tuple[Part, ...]]:
    """Return the slogans that one side alone has as changes, and the parts that are none.

    Parameters
    ----------
    script : Script
    parts : sequence of Part
    slogans : sequence of Span
        Where slogans stand in the text, in order.
    other : str
        Letters of the other side: a slogan that it says neither came nor went.
    dropped : bool
        The text is the directive's.
    """
    named = {part: list(find_own_slogans(script, part, slogans, other)) for part in sorted(parts)}
    rows = list(_find_fours([part for part, own in named.items() if not own and script.of(part) not in other]))
    spans = [Span(script.span(row[0]).start, script.span(row[-1]).end) for row in rows]
    plain: list[Part] = []
    for part, own in named.items():
        if sum(len(s.span) for s in own) >= _SHARE * len(part):
            spans.append(_with_quotes(script.text, Span(own[0].span.start, own[-1].span.end)))
        elif _values().match(script.of(part)):
            spans.append(script.span(part))
        elif not any(part in row for row in rows):
            plain.append(part)
    found = [Passage(span, span.of(script.text)) for span in sorted(spans)]
    return tuple(tell_slogans(found, ()) if dropped else tell_slogans((), found)), tuple(plain)


def _with_quotes(text: str, span: Span) -> Span:
    """Return a stretch with the quotation mark before it that it closes: “两个一百年”奋斗目标."""
    inside = span.of(text)
    opened = inside.count("”") > inside.count("“") and text[span.start - 1 : span.start] == "“"
    return Span(span.start - opened, span.end)


def _find_fours(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Yield the rows of parts of four letters, in order, of which three and more follow one another."""
    row: list[Part] = []
    for part in (part for part in parts if len(part) == _FOURS):
        if row and part.start != row[-1].end:
            yield from (row,) if len(row) >= _LEAST_FOURS else ()
            row = []
        row.append(part)
    if len(row) >= _LEAST_FOURS:
        yield row
