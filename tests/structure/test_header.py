"""The header (文头要素), case by case; every sentence is invented."""

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.document import Document


def parse(text: str) -> Document:
    (document,) = parse_documents(clean(make_source(text.strip("\n"))))
    return document


def test_header_is_what_is_printed(header_case) -> None:
    header = parse(header_case["text"]).header
    found = {name: str(getattr(header, name) or "") for name in header_case["header"]}
    assert found == header_case["header"]
