"""Amounts (数量) that are put into a measure that had none: 禁止野外用火 → 禁止在林区边缘一百米内野外用火."""

import re
from collections.abc import Iterator, Sequence

from policytext.findings.quantities import find_quantities
from policytext.spans import Span
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage

_FIGURE = re.compile(r"\d|[二三四五六七八九十百千万两]")
_NONE = re.compile("一.?$")
"""一门式, 一项: a manner of speaking, not an amount."""


def tell_amounts(upper: tuple[Script, Sequence[Part]], lower: tuple[Script, Sequence[Part]]) -> Iterator[Change]:
    """Yield the amounts that a measure has and the one that it was made of has not.

    Where both have some, they are compared as figures.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Part
    """
    script, parts = upper
    if any(_FIGURE.search(script.of(part)) for part in parts):
        return
    for amount in find_amounts(*lower):
        yield Change(kind="quantity", old=None, new=amount, rule="quantity.added")


def find_amounts(script: Script, parts: Sequence[Part]) -> Iterator[Passage]:
    """Yield the amounts in some parts; days of a month are none."""
    for stretch in map(script.span, parts):
        for quantity in find_quantities(stretch.of(script.text)):
            span: Span = quantity.span.shifted(stretch.start)
            dated = script.text[max(0, span.start - 1) : span.start] == "月"
            if not dated and not _NONE.fullmatch(span.of(script.text)):
                yield Passage(span, span.of(script.text))
