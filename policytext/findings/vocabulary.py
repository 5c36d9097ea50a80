"""The words and formulae of the slogan lexicon (提法词表), in the forms that the grammars want."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from policytext.lexicons import load_lexicon

NUMERAL = "[一二三四五六七八九十百千两双多]"
_QUOTE = '[“”"]?'


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of a class, such as predicate, actor or governor.

    Raises
    ------
    KeyError
        If the lexicon has no class of that name.
    """
    for group in load_lexicon("slogans")["words"]:
        if group["class"] == name:
            return frozenset(group["words"])
    raise KeyError(name)


@cache
def any_of(name: str) -> str:
    """Return a pattern for any word of a class, longer words first."""
    return f"(?:{'|'.join(sorted(map(re.escape, word_class(name)), key=len, reverse=True))})"


@cache
def attested(table: str) -> re.Pattern[str]:
    """Return a pattern for every attested slogan of a table of the lexicon, formula or numeral."""
    return re.compile(either(text for group in load_lexicon("slogans")[table] for text in group["texts"]))


def either(texts: Iterable[str]) -> str:
    """Return a pattern for any of the texts, longer ones first, with 、 and quotation marks as they may be printed."""
    # Branches are gathered by first letter: the engine then skips at once where no entry can start.
    heads: dict[str, list[str]] = defaultdict(list)
    for text in sorted(set(texts), key=len, reverse=True):
        heads[text[0]].append("".join(_loose(c) for c in text[1:]))
    return "|".join(f"{head}(?:{'|'.join(tails)})" for head, tails in heads.items())


def _loose(character: str) -> str:
    if character in "、，":
        return f"{_QUOTE}[、，,]?{_QUOTE}"
    return re.escape(character)


def closes(text: str, name: str) -> bool:
    """Tell whether a text ends with a word of the class."""
    return text.endswith(_words(name))


def opens(text: str, name: str) -> bool:
    """Tell whether a text starts with a word of the class."""
    return text.startswith(_words(name))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(word_class(name)))
