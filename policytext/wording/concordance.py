"""Concordance (KWIC, 语境共现): a word or phrase wherever it stands, with what is around it.

Phrases are looked for as characters: what jieba cuts in two is found all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.spans import Span
from policytext.structure.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An occurrence with its context."""

    document: str
    title: str
    left: str
    text: str
    right: str
    span: Span
    page: int | None
    line: int


def find_lines(documents: Sequence[Document], pattern: str, *, width: int = 20, regex: bool = False) -> Table[Line]:
    """Return each occurrence of a phrase, in the order of the documents.

    Parameters
    ----------
    documents : sequence of Document
    pattern : str
        Characters as printed, or with `regex` a regular expression.
    width : int, default 20
        Characters of context on each side; line ends become blanks.
    regex : bool, default False

    Raises
    ------
    ValueError
        If the pattern is empty or no regular expression.
    """
    try:
        compiled = re.compile(pattern if regex else re.escape(pattern))
    except re.error as error:
        raise ValueError(f"expected a regular expression, got {pattern!r}: {error}") from error
    if not pattern:
        raise ValueError("expected a phrase to look for, got nothing")
    return Table((line for d in documents for line in _lines_of(d, compiled, width)), Line)


def _lines_of(document: Document, pattern: re.Pattern[str], width: int) -> Iterator[Line]:
    text = document.text.characters
    for match in pattern.finditer(text):
        if not match[0]:
            continue
        place = document.text.place(match.start())
        yield Line(
            document=document.id,
            title=document.title,
            left=text[max(0, match.start() - width) : match.start()].replace("\n", " "),
            text=match[0],
            right=text[match.end() : match.end() + width].replace("\n", " "),
            span=Span(*match.span()),
            page=place.page,
            line=place.line,
        )
