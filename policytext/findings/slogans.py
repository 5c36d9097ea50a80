"""Slogans (提法): fixed political or policy formulae."""

import re
from collections.abc import Iterable, Iterator

from policytext.findings.formulae import find_formulae
from policytext.findings.numeral_slogans import find_numeral_slogans, with_members
from policytext.findings.parallels import find_parallels
from policytext.findings.quotations import find_quotations
from policytext.findings.values import Slogan
from policytext.spans import Span
from policytext.structure.document import BlockKind, Document

_CITED = re.compile(r"《[^《》\n]{1,200}》")
_GLOSS = re.compile(r"[一二两三四五六七八九十][^“”\n]{1,8}”[（(](?P<items>[^（）()\n]{3,160})[）)]")
"""What a quoted numeral stands for; its items are the slogan's members, not slogans."""
_FINDERS = (find_formulae, find_numeral_slogans, find_quotations, find_parallels)


def find_slogans(document: Document) -> Iterator[Slogan]:
    """Yield the slogans of a document in order; where two overlap, the longer stands.

    Titles of other documents, rosters and tables of contents hold none.
    """
    silent = [b.span for b in document.blocks if b.kind in (BlockKind.ROSTER, BlockKind.CONTENTS)]
    yield from find_slogans_in(document.text.characters, silent)


def find_slogans_in(text: str, silent: Iterable[Span] = ()) -> Iterator[Slogan]:
    """Yield the slogans of a text outside the silent stretches, in order."""
    glosses = (Span(*m.span("items")) for m in _GLOSS.finditer(text))
    closed = [*silent, *(Span(*m.span()) for m in _CITED.finditer(text)), *glosses]
    found = (slogan for find in _FINDERS for slogan in find(text))
    for slogan in _longest(found, closed, len(text)):
        yield with_members(slogan, text)


def _longest(slogans: Iterable[Slogan], closed: list[Span], size: int) -> Iterator[Slogan]:
    """Yield, in order, the slogans that overlap no longer one and no closed stretch."""
    taken = bytearray(size)
    for span in closed:
        taken[span.start : span.end] = b"\1" * len(span)
    kept = []
    for slogan in sorted(slogans, key=lambda s: (s.span.start - s.span.end, s.span.start)):
        start, end = slogan.span.start, slogan.span.end
        if not taken[start] and not taken[end - 1]:
            taken[start:end] = b"\1" * (end - start)
            kept.append(slogan)
    yield from sorted(kept, key=lambda s: s.span.start)
