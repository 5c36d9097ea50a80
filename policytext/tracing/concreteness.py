"""What makes a change concrete (细化): the kinds of evidence that its new wording brings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from policytext.lexicons.patterns import any_of
from policytext.tracing.values import Change

_KINDS = {
    "money": r"[\d一二三四五六七八九十百千万亿]\s?(?:元|万元|亿元)|{money}",
    "number": r"\d|(?<![每任第同])[一二三四五六七八九十百两](?!家[一户])[一二三四五六七八九十百千万两]*{number}",
    "date": r"\d{{4}}\s?年|[\d一二三四五六七八九十]{{1,3}}\s?月|{date}",
    "place": r"[\u4e00-\u9fff]{{1,4}}{place}|在[\u4e00-\u9fff、]{{2,20}}{site}",
    "project": r"[“《]|{project}|[馆库]$",
    "duty-holder": r"{duty-holder}|{office}(?:$|[、，负牵])",
}
"""How each kind is read; in braces the words of the lexicon `evidence.toml`."""
_BRINGS = ("detail", "scope", "actor", "slogan")


def add_evidence(change: Change) -> Change:
    """Return a change with the kinds of evidence that only its new side has.

    Figures and dates that changed bring none: they were concrete before, unless the clause had none.
    """
    if change.new is None or (change.kind not in _BRINGS and change.old is not None):
        return change
    found = tuple(_find_kinds(change.old.text if change.old else "", change.new.text))
    return replace(change, evidence=found) if found else change


_ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+|一次性")
"""第十一次党代会 and 一次性餐具 count nothing."""


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    names = ("money", "number", "date", "place", "site", "project", "duty-holder", "office")
    words = {name: any_of("evidence", "kind", name) for name in names}
    return {kind: re.compile(pattern.format_map(words)) for kind, pattern in _KINDS.items()}


def _find_kinds(old: str, new: str) -> Iterator[str]:
    old, new = (_ORDINAL.sub("", side) for side in (old, new))
    yield from (kind for kind, pattern in _patterns().items() if pattern.search(new) and not pattern.search(old))
