"""Words of lexicons as patterns; a word may say where it is none: 对, but not in 对外.

An entry of a list of words is a string, or a table of the `word` and of what has to stand around it:

============  ==============================================
`before`      one of these follows: 每, in 每年
`not_before`  none of these follows: 对, not in 对外
`behind`      one of these stands before it: 级, in 省级
`not_behind`  none of these stands before it: 村, not in 农村
`more`        so many characters follow on the line
`opens`       it opens the text
============  ==============================================
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from policytext.lexicons import load_lexicon

Word = str | Mapping[str, Any]
_SIDES = ("before", "not_before", "behind", "not_behind")


def find_rows(lexicon: str, table: str, name: str) -> Sequence[Mapping[str, Any]]:
    """Return the rows of that name in a table of a lexicon.

    Raises
    ------
    KeyError
        If the table has none of that name.
    """
    rows = [row for row in load_lexicon(lexicon)[table] if row["name"] == name]
    if not rows:
        raise KeyError(name)
    return rows


def _find_words(lexicon: str, table: str, name: str) -> Sequence[Word]:
    return [word for row in find_rows(lexicon, table, name) for word in row.get("ends") or row["words"]]


@cache
def find_words(lexicon: str, table: str, name: str) -> tuple[str, ...]:
    """Return the words of a table's rows of that name, the longest first, wherever they may stand.

    Raises
    ------
    KeyError
        If the table has none of that name.
    """
    return tuple(sorted(map(_bare, _find_words(lexicon, table, name)), key=len, reverse=True))


@cache
def any_of(lexicon: str, table: str, *names: str) -> str:
    """Return a pattern for any word of a table's rows of those names.

    Raises
    ------
    KeyError
        If the table has none of one of the names.
    """
    return any_word(word for name in names for word in _find_words(lexicon, table, name))


def any_word(words: Iterable[Word]) -> str:
    """Return a pattern for any of the words where it may stand, the longest first.

    Examples
    --------
    >>> any_word(["在", "对于", {"word": "对", "not_before": ["外", "内"]}])
    '(?:对于|在|对(?!外|内))'
    """
    return f"(?:{'|'.join(map(_guard, sorted(words, key=lambda word: len(_bare(word)), reverse=True)))})"


def _bare(word: Word) -> str:
    return word if isinstance(word, str) else str(word["word"])


def _guard(word: Word) -> str:
    """Return the pattern of a word with what has to stand around it."""
    if isinstance(word, str):
        return re.escape(word)
    around = {side: [re.escape(near) for near in word.get(side, ())] for side in _SIDES}
    # A look behind has one width: each word has its own.
    ahead = [f"(?={'|'.join(around['before'])})"] if around["before"] else []
    ahead += [f"(?!{'|'.join(around['not_before'])})"] if around["not_before"] else []
    ahead += [f"(?=.{{{word['more']}}})"] if "more" in word else []
    behind = ["^"] if word.get("opens") else []
    behind += [f"(?<!{near})" for near in around["not_behind"]]
    behind += [f"(?:{'|'.join(f'(?<={near})' for near in around['behind'])})"] if around["behind"] else []
    return f"{''.join(behind)}{re.escape(_bare(word))}{''.join(ahead)}"
