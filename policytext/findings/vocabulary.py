"""The words and formulae of the slogan lexicon (提法词表), in the forms that the grammars want."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    groups = [group["words"] for group in load_lexicon("slogans")["words"] if group["class"] == name]
    if not groups:
        raise KeyError(name)
    return frozenset(word for words in groups for word in words)


@cache
def any_of(name: str) -> str:
    """Return a pattern for any word of a class, longer words first."""
    return f"(?:{'|'.join(sorted(map(re.escape, word_class(name)), key=len, reverse=True))})"


@cache
def attested(table: str) -> re.Pattern[str]:
    """Return a pattern for every attested slogan of a table of the lexicon, formula or numeral."""
    return re.compile(either([text for group in load_lexicon("slogans")[table] for text in group["texts"]]))


def find_attested(table: str, text: str) -> Iterator[re.Match[str]]:
    """Yield the attested slogans of a table in a text: faster than the pattern of all of them."""
    gate, patterns = _attested_by_head(table)
    end = 0
    for start in (m.start() for m in gate.finditer(text)):
        pattern = patterns.get(text[start : start + 2]) if start >= end else None
        match = pattern.match(text, start) if pattern else None
        if match:
            end = match.end()
            yield match


@cache
def _attested_by_head(table: str) -> tuple[re.Pattern[str], Mapping[str, re.Pattern[str]]]:
    """Return a pattern for the first two letters of any entry, and one for the entries that begin with each two."""
    heads: dict[str, list[str]] = defaultdict(list)
    for text in (text for group in load_lexicon("slogans")[table] for text in group["texts"]):
        heads[text[:2]].append(text)
    first, second = ("".join(sorted({head[place] for head in heads})) for place in (0, 1))
    gate = re.compile(f"[{first}](?=[{second}])")
    return gate, {head: re.compile(either(texts)) for head, texts in heads.items()}


@cache
def doctrines() -> tuple[re.Pattern[str], ...]:
    """Return a pattern for each kind of doctrine's or congress's name: one stands for another of its kind."""
    return tuple(re.compile(row["pattern"]) for row in load_lexicon("slogans")["doctrine"])


@cache
def framed_doctrines() -> re.Pattern[str]:
    """Return a pattern for these names with the words that carry them: 以…为指导, 全面贯彻…."""
    frame = any_of("doctrine_frame")
    name = "|".join(f"(?:{pattern.pattern})" for pattern in doctrines())
    return re.compile(f"{frame}?(?:{name}){frame}?")


def either(texts: Collection[str]) -> str:
    """Return a pattern for any of the texts, longer ones first, with marks as they may be printed."""
    # Branches are gathered by first letter, and a look at two letters goes before: the engine then skips at once
    # where no entry can start.
    heads: dict[str, list[str]] = defaultdict(list)
    for text in sorted(set(texts), key=len, reverse=True):
        heads[text[0]].append("".join(_loose(c) for c in text[1:]))
    branches = "|".join(f"{head}(?:{'|'.join(tails)})" for head, tails in heads.items())
    return _gate(texts) + f"(?:{branches})"


def _gate(texts: Collection[str]) -> str:
    """Return a look ahead for the first two letters of any of the texts; nothing where a text has but one."""
    if any(len(text) < 2 or not text[:2].isalnum() for text in texts):
        return ""
    return f"(?=[{''.join(sorted({t[0] for t in texts}))}][{''.join(sorted({t[1] for t in texts}))}])"


def _loose(character: str) -> str:
    if character in "、，":
        return f"{_QUOTE}[、，,]?{_QUOTE}"
    return "[+＋]" if character == "+" else re.escape(character)


def closes(text: str, name: str) -> bool:
    """Tell whether a text ends with a word of the class."""
    words = _words_by_last(name).get(text[-1:])
    return words is not None and text.endswith(words)


def opens(text: str, name: str) -> bool:
    """Tell whether a text starts with a word of the class."""
    words = _words_by_first(name).get(text[:1])
    return words is not None and text.startswith(words)


@cache
def _words_by_last(name: str) -> Mapping[str, tuple[str, ...]]:
    return _gather(word_class(name), -1)


@cache
def _words_by_first(name: str) -> Mapping[str, tuple[str, ...]]:
    return _gather(word_class(name), 0)


def _gather(words: Iterable[str], place: int) -> Mapping[str, tuple[str, ...]]:
    gathered: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        gathered[word[place]].append(word)
    return {character: tuple(words) for character, words in gathered.items()}
