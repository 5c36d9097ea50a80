"""Formulae (套语): wording that any document may repeat, whatever its subject; to share it is no transmission."""

import re
from collections.abc import Iterator
from functools import cache

from policytext.findings.vocabulary import either, framed_doctrines
from policytext.lexicons import load_lexicon
from policytext.spans import Span

_ADVERBS = "(?:切实|进一步|着力|不断|全面|大力|积极|认真|牢固|坚决){0,2}"

_MEDIA = "(?:充分)?[利运]用[\\u4e00-\\u9fff、]{2,20}(?:媒体|媒介|宣传阵地)"

# 《立法法》（2023年修正）第六十六条: a law may charge an organ with 配套的具体规定; of what, its sentence before says.
_DELEGATION = "(?:具体|实施)(?:办法|细则|标准|范围)，?由[\\u4e00-\\u9fff、]{2,24}(?:制定|规定)"


@cache
def _organising() -> re.Pattern[str]:
    words = [word for group in load_lexicon("formulae")["formula"] for word in group["words"]]
    return re.compile(f"{_ADVERBS}(?:{either(words)}|{_MEDIA})|{_DELEGATION}")


def find_formulae(text: str) -> Iterator[Span]:
    """Yield the formulae of organisation in a text, those that leave rules to others, and framed names of doctrines.

    Examples
    --------
    >>> text = "各地要切实加强组织领导，建好饭堂。具体办法由省人民政府制定。"
    >>> [span.of(text) for span in find_formulae(text)]
    ['切实加强组织领导', '具体办法由省人民政府制定']
    """
    yield from (Span(*match.span()) for match in _organising().finditer(text))
    yield from (Span(*match.span()) for match in framed_doctrines().finditer(text))
