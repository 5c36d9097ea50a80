"""Which texts hold several documents, and where each starts, case by case; every sentence is invented."""

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.document import Document


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


def test_front_matter_and_imprint_are_reported_once(compilation_case) -> None:
    documents = parse_documents(clean(make_source(compilation_case["text"].strip("\n"))))
    dropped = [d.text for document in documents for d in document.text.dropped]
    for opening in compilation_case.get("dropped", ()):
        assert sum(opening in text for text in dropped) == 1
        assert not any(opening in str(document.text).split("\n") for document in documents)


def test_parts_hold_every_character_that_is_not_dropped(compilation_case) -> None:
    text = clean(make_source(compilation_case["text"].strip("\n")))
    documents = parse_documents(text)
    kept = sorted(origin for document in documents for origin in document.text.origins)
    assert kept == sorted(set(kept))
    lost = {o for o in text.origins if not str(text.source.text[o & 0x7FFFFFFF]).isspace()} - set(kept)
    dropped = "".join(d.text for document in documents for d in document.text.dropped)
    assert all(text.source.text[origin] in dropped for origin in lost)


def test_ids_count_the_parts() -> None:
    text = "青禾市书屋条例\n第一条 书屋免费。\n青禾市书车办法\n第一条 书车免费。"
    source = make_source(text)
    assert [d.id for d in parse_documents(clean(source))] == [f"{source.sha256[:12]}-0", f"{source.sha256[:12]}-1"]
