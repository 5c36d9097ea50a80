"""What cleaning leaves of a text, case by case, and what it may never do to any text; every sentence is invented."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cleaning import STEPS, clean
from policytext.reading.txt import make_source
from policytext.text import INSERTED, Edit, Source, Text, make_text

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "cleaning.toml").read_text(encoding="utf-8"))["case"]
EXPONENTS = set("²³")
"""The only characters that a cleaning step puts in the place of others."""


def marked(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"], marks=marked(c)) for c in CASES])
def test_text_is_cleaned(case) -> None:
    text = clean(make_source(case["text"]))
    assert str(text) == case["clean"].strip("\n")
    if "dropped" in case:
        assert Counter(d.text for d in text.dropped) == Counter(case["dropped"])
