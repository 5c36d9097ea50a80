"""What a stretch of text must hold for a target to be in it: a cheap look before a careful one.

Most sentences of a policy document have no figure, no deadline and no word of coverage; telling so at once is what
keeps reading them fast.
"""

import re
from functools import cache

from policytext.lexicons import load_lexicon

_NAMING_KINDS = frozenset({"count", "people", "time", "data"})
"""Kinds of units that a Chinese numeral names with (三个中心) unless a bound stands before it."""
_COVERAGE = "覆盖|全部|所有|全量|全面(?:达标|消除|清零|取缔|淘汰|脱贫|摘帽|安全|有效|管控)|应.尽|基本消除"
_BOUNDS = "[低少小高多大]于|不[得应能宜]?超|至[少多]|最[少多低高长]"
_VAGUE = "[超近约逾破达上过][百千万亿]|[百千万亿][余多]"

_OPENS = r"[\d零翻年月纪覆全所应基分一二两三四五六七八九十百千万亿低少小高多大不至最超近约逾破达上过]"


def may_hold_target(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether a stretch has anything that a target could be made of; never false where there is one."""
    return bool(_interest().search(text, start, len(text) if end is None else end))


def may_hold_figure(text: str) -> bool:
    """Tell whether a fragment may have a figure with a unit."""
    return bool(_figure().search(text))


def may_cover(text: str) -> bool:
    """Tell whether a fragment has a word that may say that all of something is covered."""
    return bool(_covering().search(text))


@cache
def _covering() -> re.Pattern[str]:
    return re.compile(_COVERAGE)


@cache
def _figure() -> re.Pattern[str]:
    lexicon = load_lexicon("units")
    names = [n for u in lexicon["unit"] if u["kind"] not in _NAMING_KINDS for n in (u["name"], *u.get("variants", ()))]
    first = re.escape("".join(sorted({name[0] for name in names if not name[0].isascii()} - {"个"})))
    return re.compile(rf"[\d零翻]|分之|[一二两三四五六七八九十百千万亿]\s?[{first}]|{_BOUNDS}|{_VAGUE}")


@cache
def _interest() -> re.Pattern[str]:
    # A look at one letter goes before, so that the engine skips at once where no branch can start.
    return re.compile(rf"(?={_OPENS})(?:[年月纪]|五[”\"’']?[规计期时末结]|{_COVERAGE}|{_figure().pattern})")
