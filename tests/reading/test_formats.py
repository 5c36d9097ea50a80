"""A document gives the same whatever format it comes in."""

import pytest
from reading_accuracy import FORMATS, MOST_LOST, compare, find_masters, read_back

MASTERS = dict(find_masters())
PLANTED = "06-township-liudu"
"""Holds marks of a converter and page numbers inside sentences, which only plain text has."""


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", MASTERS)
def test_a_typeset_document_gives_what_its_plain_text_gives(name: str, suffix: str) -> None:
    plain = read_back(MASTERS[name].encode("utf-8"), f"{name}.txt")
    rate, differs = compare(plain, read_back(FORMATS[suffix](MASTERS[name]), f"{name}.{suffix}"))
    assert rate <= MOST_LOST
    assert set(differs) <= ({"sections"} if name == PLANTED else set())
