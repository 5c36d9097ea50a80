from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest

from policytext.lexicons import load_lexicon
from policytext.tracing.strength import find_role, strengths

NAMES = sorted(f.name.removesuffix(".toml") for f in files("policytext.lexicons").iterdir() if f.name.endswith(".toml"))
GUARDS = {"before", "not_before", "behind", "not_behind"}


def find_unsourced(table: Mapping[str, Any], place: str, *, sourced: bool = False) -> Iterator[str]:
    """Yield the lists of words of a table, and of those in it, that have no source of their own nor one above them."""
    sourced = sourced or bool(str(table.get("source", "")).strip())
    for key, value in table.items():
        here = f"{place}.{key}"
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else [value]
        if isinstance(value, list) and not sourced and (len(rows) < len(value) or any("word" in row for row in rows)):
            yield here
        for row in (row for row in rows if isinstance(row, Mapping) and "word" not in row):
            yield from find_unsourced(row, here, sourced=sourced)


def find_guarded(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the entries that say where a word is none."""
    if isinstance(value, Mapping) and "word" in value:
        yield value
    for inside in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from find_guarded(inside)


@pytest.mark.parametrize("name", NAMES)
def test_every_list_of_words_has_a_source(name: str) -> None:
    assert not list(find_unsourced(load_lexicon(name), name))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param({"row": [{"words": ["煎饼"]}]}, ["x.row.words"], id="none"),
        pytest.param({"row": [{"words": ["煎饼"], "source": " "}]}, ["x.row.words"], id="an empty one"),
        pytest.param({"row": [{"words": [{"word": "饼"}]}]}, ["x.row.words"], id="none for words with guards"),
        pytest.param({"row": [{"words": ["煎饼"], "source": "食谱"}]}, [], id="its own"),
        pytest.param({"source": "食谱", "names": ["煎饼"]}, [], id="the file's"),
    ],
)
def test_list_without_a_source_is_found(table: Mapping[str, Any], expected: list[str]) -> None:
    assert list(find_unsourced(table, "x")) == expected


@pytest.mark.parametrize("name", NAMES)
def test_guards_of_words_are_known(name: str) -> None:
    for entry in find_guarded(load_lexicon(name)):
        assert set(entry) <= GUARDS | {"word", "more", "opens"}, entry
        assert all(isinstance(entry[guard], list) for guard in GUARDS & set(entry)), entry


@pytest.mark.parametrize("role", ["forbids", "owes", "verb", "encourages", "auxiliary", "alone"])
def test_word_of_a_role_has_its_strength(role: str) -> None:
    assert set(find_role(role)) <= set(strengths())
