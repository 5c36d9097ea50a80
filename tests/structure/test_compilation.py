"""Which texts hold several documents, and where each starts, case by case; every sentence is invented."""

from collections.abc import Sequence

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.document import Document
from policytext.text import INSERTED, Text


def row(document: Document) -> dict[str, str]:
    part = document.part_of
    found = {
        "title": document.header.title,
        "author": part.author if part else None,
        "origin": part.origin if part else None,
    }
    return {name: value for name, value in found.items() if value}


def test_documents_are_told_apart(compilation_case) -> None:
    text = clean(make_source(compilation_case["text"].strip("\n")))
    documents = parse_documents(text)
    assert [row(d) for d in documents] == compilation_case["documents"]
    assert {d.part_of and d.part_of.title for d in documents} == {compilation_case.get("name")}
    assert [d.part_of.index if d.part_of else 0 for d in documents] == list(range(len(documents)))
    for document, held in zip(documents, compilation_case.get("holds", ()), strict=False):
        assert held in str(document.text)
    check_noise(documents, compilation_case.get("dropped", ()))
    check_nothing_is_lost(text, documents)


def check_noise(documents: Sequence[Document], openings: Sequence[str]) -> None:
    """Hold that front matter and imprint are reported once and stand in no document."""
    dropped = [d.text for document in documents for d in document.text.dropped]
    for opening in openings:
        assert sum(opening in text for text in dropped) == 1
        assert not any(opening in str(document.text).split("\n") for document in documents)


def check_nothing_is_lost(text: Text, documents: Sequence[Document]) -> None:
    """Hold that a character stands in one document, or is reported."""
    kept = sorted(origin for document in documents for origin in document.text.origins)
    assert kept == sorted(set(kept))
    letters = {i & ~INSERTED: c for i, c in zip(text.origins, str(text), strict=True) if not c.isspace()}
    dropped = "".join(d.text for document in documents for d in document.text.dropped)
    assert all(letters[origin] in dropped for origin in letters.keys() - {o & ~INSERTED for o in kept})


def test_ids_count_the_parts() -> None:
    text = "青禾市书屋条例\n第一条 书屋免费。\n青禾市书车办法\n第一条 书车免费。"
    source = make_source(text)
    assert [d.id for d in parse_documents(clean(source))] == [f"{source.sha256[:12]}-0", f"{source.sha256[:12]}-1"]
