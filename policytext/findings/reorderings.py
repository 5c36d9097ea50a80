"""Attested formulae (固定表述) whose members stand in another order: 系统治理、依法治理、源头治理、综合治理."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from policytext.findings.values import Slogan
from policytext.findings.vocabulary import either
from policytext.lexicons import load_lexicon
from policytext.spans import Span

_SEPARATOR = re.compile("[、，和与及]")
_STRETCH = re.compile(r"[\u4e00-\u9fff、，]{9,}")


def find_reorderings(text: str) -> Iterator[Slogan]:
    """Yield runs of three or more members of one attested formula, in order; the formula is `variant_of`."""
    formulae = _formulae()
    for match in (m for stretch in _STRETCH.finditer(text) for m in _runs_in(stretch)):
        members = tuple(_member().findall(match.group()))
        shared = set.intersection(*(set(formulae[m]) for m in members))
        if shared and len(set(members)) == len(members):
            formula = min(shared)
            yield Slogan(
                span=Span(*match.span()),
                text=match.group(),
                kind="parallel",
                members=members,
                variant_of=formula,
                rule=f"lexicon:{formula}",
            )


def _runs_in(stretch: re.Match[str]) -> Iterator[re.Match[str]]:
    # Of three members the middle one stands alone between separators: few stretches have one.
    words = stretch.group()
    if ("、" in words or "，" in words) and not _formulae().keys().isdisjoint(_SEPARATOR.split(words)):
        yield from _runs().finditer(stretch.string, stretch.start(), stretch.end())


@cache
def _formulae() -> Mapping[str, tuple[str, ...]]:
    """Return for each member of a formula of three or more the formulae that it stands in."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in (text for group in load_lexicon("slogans")["formula"] for text in group["texts"]):
        members = re.split("[、，]", text)
        if len(members) > 2 and all(len(m) > 2 for m in members):
            for member in members:
                found[member].append(text)
    return {member: tuple(texts) for member, texts in found.items()}


@cache
def _member() -> re.Pattern[str]:
    return re.compile(either(_formulae()))


@cache
def _runs() -> re.Pattern[str]:
    members = _member().pattern
    return re.compile(f"(?:{members})(?:[、，和与及](?:{members})){{2,12}}")
