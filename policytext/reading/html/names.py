"""Ids and classes of a web page's elements: which hold the text, which the furniture around it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from policytext.lexicons import load_lexicon

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_FILLER = str.maketrans("", "", "-_")


def is_container(names: Sequence[str]) -> bool:
    """Tell whether an id or class is one that publishing systems give the text's container.

    Examples
    --------
    >>> is_container(["UCAP-CONTENT"]), is_container(["sidebar"])
    (True, False)
    """
    return any(fold_name(name) in _container_names() for name in names)


def resembles_container(names: Sequence[str]) -> bool:
    """Tell whether a part of an id or class says text: article_con, mainDetail."""
    return any(not _container_parts().isdisjoint(split_name(name)) for name in names)


def furniture_of(names: Sequence[str]) -> str:
    """Return what kind of furniture (页面组件) an id or class names; empty for none.

    Examples
    --------
    >>> furniture_of(["bread-crumb"]), furniture_of(["TRS_Editor"])
    ('breadcrumb', '')
    """
    if not names:
        return ""
    parts = {part for name in names for part in (*split_name(name), fold_name(name))}
    return next((reason for part, reason in _furniture().items() if part in parts), "")


def fold_name(name: str) -> str:
    """Return a name in lower case without - and _."""
    return name.lower().translate(_FILLER)


@cache
def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a name: articleCon, article-con → article, con."""
    return tuple(part.lower() for part in _PARTS.findall(name))


@cache
def _container_names() -> frozenset[str]:
    return frozenset(fold_name(name) for name in load_lexicon("websites")["container"]["names"])


@cache
def _container_parts() -> frozenset[str]:
    return frozenset(load_lexicon("websites")["container"]["parts"])


@cache
def _furniture() -> Mapping[str, str]:
    entries = load_lexicon("websites")["furniture"]
    return {part: entry["reason"] for entry in entries for part in entry["parts"]}
