"""Document → its clauses (条款): the sentences of its body; headings, and who answers for a clause, are none."""

import re
from collections.abc import Iterator

from policytext.findings.duties import find_designation, is_designation
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.tracing.values import Clause

_STOP = re.compile(r"[。！？；](?:[”’」』）)】]+)?|[!?;](?=[”’\s\u4e00-\u9fff]|$)")
_LETTER = re.compile(r"\w")


def split_sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch: each ends behind 。！？ or ；."""
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if _LETTER.search(text, start, match.end()):
            yield Span(start, match.end())
        start = match.end()
        # Who answers for a measure is named behind its stop, and is not of the next one.
        aside = find_designation(text, start, span.end)
        if aside is not None:
            yield aside
            start = aside.end
    if start < span.end and _LETTER.search(text, start, span.end):
        yield Span(start, span.end)


def find_sentences(document: Document) -> Iterator[Span]:
    """Yield the sentences of a document's prose in order."""
    text = document.text.characters
    for stretch in document.prose():
        for sentence in split_sentences(text, stretch):
            start = sentence.start + len(sentence.of(text)) - len(sentence.of(text).lstrip())
            yield Span(start, sentence.end)


def find_clauses(document: Document) -> Iterator[Clause]:
    """Yield the clauses of a directive in order, named from c001 on."""
    text = document.text.characters
    measures = (span for span in find_sentences(document) if not is_designation(span.of(text)))
    for number, span in enumerate(measures, 1):
        path = tuple(f"{s.marker}{s.heading}" for s in document.path_to(span.start))
        yield Clause(id=f"c{number:03}", path=path, span=span, text=span.of(text))
