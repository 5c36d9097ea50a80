"""Traditional script (繁体字) folded for matching: grammars and lexicons are in simplified characters.

The folded text has as many characters as the printed one, so that every offset stays what it was; what is found is
given as printed.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from policytext.reading.plausibility import COMMON_TRADITIONAL
from policytext.text import INSERTED, Text

if TYPE_CHECKING:
    from opencc import OpenCC

Value = TypeVar("Value")
_TRADITIONAL = re.compile(f"[{COMMON_TRADITIONAL}]")
_LEAST_SHARE = 0.02
"""Share of traditional characters from which a text is taken to be in them: quotations have fewer."""
_SAMPLE = 20_000


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters.

    Examples
    --------
    >>> is_traditional("關於辦好農村書屋的通知"), is_traditional("关于办好农村书屋的通知")
    (True, False)
    """
    sample = text[:_SAMPLE]
    return len(_TRADITIONAL.findall(sample)) > _LEAST_SHARE * len(sample)


def can_fold() -> bool:
    """Tell whether OpenCC, which has the tables, is installed: it comes with ``policytext[traditional]``."""
    try:
        _converter()
    except ImportError:
        return False
    return True


@cache
def _converter() -> "OpenCC":
    import opencc

    return opencc.OpenCC("t2s")


def fold_text(text: Text) -> Text:
    """Return a text in simplified characters, each in the place of its own, by OpenCC's tables.

    Raises
    ------
    ImportError
        If OpenCC is not installed.
    """
    return Text(text.source, to_simplified(text.characters), text.origins, text.dropped)


def to_simplified(characters: str) -> str:
    """Return characters in simplified ones, each in the place of its own.

    Raises
    ------
    ImportError
        If OpenCC is not installed.
    """
    whole: str = _converter().convert(characters)
    if len(whole) == len(characters):
        return whole
    # A table that gives two characters for one would move every offset behind it.
    return "".join(c if len(one := _converter().convert(c)) != 1 else one for c in characters)


def unfold_text(text: Text) -> Text:
    """Return a folded text, or a part of one, as printed: what no edit put there stands in the file."""
    return Text(text.source, "".join(_printed(text)), text.origins, text.dropped)


def _printed(text: Text) -> Iterator[str]:
    for character, origin in zip(text.characters, text.origins, strict=True):
        yield character if origin & INSERTED else text.source.text[origin]


def as_printed(value: Value, folded: str, printed: str) -> Value:
    """Return a value whose strings are given as printed wherever they stand in the folded text, or the other way round.

    Parameters
    ----------
    value : a frozen dataclass, a tuple, a string, or anything else, which stays as it is
        So does a value that has a form of its own, such as a document number.
    folded, printed : str, of the same length
    """
    changed: Value = _rewritten(value, folded, printed)
    return changed


def _rewritten(value: Any, folded: str, printed: str) -> Any:
    if type(value) is str:
        start = folded.find(value) if value else -1
        return printed[start : start + len(value)] if start >= 0 else value
    if isinstance(value, tuple):
        return tuple(_rewritten(item, folded, printed) for item in value)
    if not is_dataclass(value) or isinstance(value, type | Text) or type(value).__str__ is not object.__str__:
        return value
    old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    new = {name: _rewritten(item, folded, printed) for name, item in old.items()}
    changed = {name: item for name, item in new.items() if item != old[name]}
    return replace(value, **changed) if changed else value
