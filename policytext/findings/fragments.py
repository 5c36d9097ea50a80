"""Sentences and their fragments: the stretches between commas, brackets and titles closed to figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policytext.spans import Span

CLOSED = "□"
"""What stands for a character of a title or of an aside in the open form of a sentence."""

_SENTENCE = re.compile(r"[^。！？!?\n]{1,3000}")
# A comma between figures separates thousands.
_FRAGMENT = re.compile(r"(?:[^，,；;：:]|(?<=\d),(?=\d{3})|(?<=\d)[:：](?=\d)){1,300}")
_ASIDE = re.compile(r"《[^《》]{0,120}》|[（(](?:[^（）()]|[（(][^（）()]{0,60}[）)]){0,200}[）)]|〔[^〔〕]{0,40}〕")
_QUOTED = re.compile(r"[“\"][^“”\"]{0,60}[”\"]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, up to 。 ！ or ？ — a semicolon does not end it, for a deadline reaches over it."""

    span: Span
    text: str
    open: str
    """The same with titles and asides closed."""
    figures: str
    """The same with quotations closed as well: figures in them name things (“300米见绿”)."""
    fragments: tuple[Span, ...]
    """Of `text`."""


def find_sentences(text: str, span: Span, *, only: Callable[[str], bool] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a stretch of text in order, those that `only` takes."""
    for match in _SENTENCE.finditer(text, span.start, span.end):
        if only(match[0]) if only else match[0].strip():
            yield _sentence(Span(*match.span()), match[0])


def _sentence(span: Span, text: str) -> Sentence:
    opened = _ASIDE.sub(_close, text)
    figures = _QUOTED.sub(_close, opened)
    fragments = tuple(f for m in _FRAGMENT.finditer(opened) if len(f := _trimmed(text, m)))
    return Sentence(span, text, opened, figures, fragments)


def _close(match: re.Match[str]) -> str:
    return CLOSED * len(match[0])


def _trimmed(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
