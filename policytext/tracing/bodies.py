"""Word classes of the lexicon of bodies (机构词表), as patterns."""

import re
from functools import cache

from policytext.lexicons import load_lexicon


@cache
def find_class(name: str) -> tuple[str, ...]:
    """Return the words of a class, the longest first.

    Raises
    ------
    KeyError
        If the lexicon has no class of that name.
    """
    for row in load_lexicon("bodies")["class"]:
        if row["name"] == name:
            return tuple(sorted(row["ends"], key=len, reverse=True))
    raise KeyError(name)


def any_of(name: str) -> str:
    """Return a pattern for any word of a class."""
    return f"(?:{'|'.join(map(re.escape, find_class(name)))})"


@cache
def duty_holder() -> re.Pattern[str]:
    """Return a pattern of text that ends with who is bound: a body, a level of government, 提供服务的."""
    return re.compile(rf"(?:{any_of('duty-holder')}|{any_of('level')}|的)(?:等|）|\))*$")


@cache
def body() -> re.Pattern[str]:
    """Return a pattern of text that names a body."""
    return re.compile(
        rf"{any_of('duty-holder')}$|党[工委组]|委员会|政府|部门|机关|街道|各级|中央|[省市县区乡镇旗]级?(?:党委|以上)"
    )


@cache
def measure_verb() -> re.Pattern[str]:
    """Return a pattern of verbs that measures begin with: 健全, 推进."""
    return re.compile(any_of("verb"))


_LEVELS = frozenset("省市县区乡镇村州盟旗")


def is_body_swap(old: str, new: str, *, letters: int) -> bool:
    """Tell whether one body took another's place; of `letters` changed a single one has to be a level: 县 → 市."""
    if any(measure_verb().match(side) or not body().search(side) for side in (old, new)):
        return False
    return letters > 1 or {old[0], new[0]} <= _LEVELS


_OPTIONAL = re.compile("地方(?=各级|人民政府|政府)|行政(?=(?:主管)?部门)")
"""What a name of bodies says or leaves out as drafters like: 县级以上⟦地方⟧人民政府, 林业⟦行政⟧主管部门."""


def is_same_body(old: str, new: str) -> bool:
    """Tell whether two stretches name the same bodies, written more or less fully."""
    return _OPTIONAL.sub("", old) == _OPTIONAL.sub("", new)


@cache
def body_name() -> re.Pattern[str]:
    """Return a pattern of a body's name from its level on: 街道党工委, 乡镇人民政府, 居民委员会."""
    prefix = "[省市县区乡镇旗村]级?|街道|社区|各级|上级|本级|地方|基层|居民|村民|人民"
    return re.compile(rf"(?:{prefix})*{any_of('body-head')}")


@cache
def name_end() -> re.Pattern[str]:
    """Return a pattern of the rest of a body's name: 级民政部门."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{any_of('duty-holder')}|机关|人)(?!公室)")


@cache
def idle() -> re.Pattern[str]:
    """Return a pattern of wording that says nothing by itself."""
    joints = "[的地得了和与及或并等对在中上将把为以其有所者时各个于由就再也还又是且而向从]"
    return re.compile(f"^(?:{joints}|{any_of('idle')})+$")
