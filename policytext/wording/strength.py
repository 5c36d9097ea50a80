"""Directive strength (力度): how firmly documents bind, by the words that forbid, oblige, encourage or explore."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.frames import Table
from policytext.lexicons import load_lexicon
from policytext.spans import Span
from policytext.structure.document import Document

_WITHIN = {
    "要": "(?<![需主重纪必摘概])要(?![求点素件闻领义害])",
    "应": "(?<![相对适响供效反])应(?![急用对届])",
    "可": "(?<![认许])可(?![能靠持以])",
}
"""Words of one letter are words only where they are no part of a longer one (要求, 应急, 可能)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """A word that says how firmly a measure binds (情态)."""

    document: str
    text: str
    value: int
    """5 forbids or obliges without exception (严禁, 必须) … 1 explores (探索)."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The strength of a document."""

    document: str
    words: int
    mean: float | None
    """Mean value of its modality words; None where it has none."""
    per_thousand: float
    """Modality words for each thousand characters of prose."""


def find_modality(document: Document, *, words: Mapping[str, int] | None = None) -> Iterator[Modality]:
    """Yield the modality words of a document's prose in order, the longest where two overlap.

    Parameters
    ----------
    document : Document
    words : mapping, optional
        The user's own words → their value, before those of the lexicon.
    """
    text, values = document.text.characters, {**_values(), **(words or {})}
    pattern = _pattern(tuple(sorted(values, key=len, reverse=True)))
    for stretch in document.prose():
        for match in pattern.finditer(text, stretch.start, stretch.end):
            yield Modality(document=document.id, text=match[0], value=values[match[0]], span=Span(*match.span()))


def score_strength(documents: Sequence[Document], *, words: Mapping[str, int] | None = None) -> Table[Strength]:
    """Return the strength of each document, by the lexicon ``modality.toml``, whose grades name their sources.

    Parameters
    ----------
    documents : sequence of Document
    words : mapping, optional
        The user's own words → their value, as in `Knowledge.modality`.
    """
    return Table((_score(document, words) for document in documents), Strength)


def _score(document: Document, words: Mapping[str, int] | None) -> Strength:
    values = [found.value for found in find_modality(document, words=words)]
    size = sum(map(len, document.prose()))
    return Strength(
        document=document.id,
        words=len(values),
        mean=round(sum(values) / len(values), 4) if values else None,
        per_thousand=round(1000 * len(values) / size, 4) if size else 0.0,
    )


@cache
def _values() -> Mapping[str, int]:
    return {word: int(grade["value"]) for grade in load_lexicon("modality")["strength"] for word in grade["words"]}


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_WITHIN.get(word, re.escape(word)) for word in words))
