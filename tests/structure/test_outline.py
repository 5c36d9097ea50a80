"""The outline (章节) and what each paragraph is, case by case; every sentence is invented."""

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.document import Document, Section


def parse(text: str) -> Document:
    (document,) = parse_documents(clean(make_source(text.strip("\n"))))
    return document


def row(section: Section) -> list[object]:
    return [section.level, section.marker, section.heading, *(["lost"] if section.lost_number else [])]


def test_outline_is_what_a_reader_sees(outline_case) -> None:
    document = parse(outline_case["text"])
    assert [row(s) for s in document.sections] == outline_case["sections"]
    if "parents" in outline_case:
        assert [-1 if s.parent is None else s.parent for s in document.sections] == outline_case["parents"]
    for opening, kind in outline_case.get("blocks", {}).items():
        found = [b for b in document.blocks if (b.span.of(str(document.text)) + "\n").startswith(opening)]
        assert kind in {str(b.kind) for b in found}, opening
