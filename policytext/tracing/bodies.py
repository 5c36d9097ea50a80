"""Word classes of the lexicon of bodies (机构词表), as patterns."""

import re
from functools import cache

from policytext.lexicons import load_lexicon, patterns


def find_class(name: str) -> tuple[str, ...]:
    """Return the words of a class, the longest first.

    Raises
    ------
    KeyError
        If the lexicon has no class of that name.
    """
    return patterns.find_words("bodies", "class", name)


def any_of(*names: str) -> str:
    """Return a pattern for any word of some classes, where it may stand.

    Raises
    ------
    KeyError
        If the lexicon has no class of one of the names.
    """
    return patterns.any_of("bodies", "class", *names)


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
    return re.compile(rf"(?<!{')(?<!'.join(find_class('name-noun'))}){any_of('verb')}")


_LEVELS = frozenset("省市县区乡镇村州盟旗")


@cache
def _opens() -> re.Pattern[str]:
    """Return a pattern of what no body's name opens with."""
    return re.compile(any_of("opens"))


def opens_otherwise(text: str) -> bool:
    """Tell whether a stretch opens with what no body's name opens with: a preposition, a verb, an adverb."""
    return _opens().match(text) is not None


def is_body_swap(old: str, new: str, *, letters: int) -> bool:
    """Tell whether one body took another's place; of `letters` changed a single one has to be a level: 县 → 市."""
    if any(measure_verb().match(side) or opens_otherwise(side) or not body().search(side) for side in (old, new)):
        return False
    return letters > 1 or {old[0], new[0]} <= _LEVELS


_COUNTIES = re.compile(
    "县[（(]?(?:[、,]?[市区旗](?![场政民])){1,3}[)）]?(?!级)|旗县[（(]?(?:[、,]?[市区]){1,2}[)）]?(?!级)"
)
"""县（市、区）: what 县级 is (《宪法》第三十条)."""


@cache
def _full_names() -> tuple[tuple[str, str], ...]:
    return tuple((short, full) for row in load_lexicon("bodies")["short"] for full, short in row["names"])


@cache
def _optional() -> re.Pattern[str]:
    """Return a pattern of what a name of bodies says or leaves out as drafters like: 县级以上⟦地方⟧人民政府."""
    return re.compile(any_of("optional"))


def bare_name(name: str) -> str:
    """Return a body's name as short as it is written: 县级以上地方人民政府 and 县级以上人民政府 are the same.

    Examples
    --------
    >>> bare_name("县（市、区）妇女联合会") == bare_name("县级妇联")
    True
    """
    for short, full in _full_names():
        name = name.replace(full, short)
    return _optional().sub("", _COUNTIES.sub("县级", name))


def is_same_body(old: str, new: str) -> bool:
    """Tell whether two stretches name the same bodies, written more or less fully."""
    return bare_name(old) == bare_name(new)


@cache
def body_name() -> re.Pattern[str]:
    """Return a pattern of a body's name from its level on: 街道党工委, 乡镇人民政府, 居民委员会."""
    prefix = "[省市县区乡镇旗村]级?|街道|社区|各级|上级|本级|地方|基层|居民|村民|人民"
    # Not more than a name has: a row of 区 would be tried from each of its letters.
    return re.compile(rf"(?:{prefix}){{0,8}}+{any_of('body-head')}")


@cache
def name_end() -> re.Pattern[str]:
    """Return a pattern of the rest of a body's name: 级民政部门."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{any_of('duty-holder')}|机关|人)(?!公室)")


@cache
def idle() -> re.Pattern[str]:
    """Return a pattern of wording that says nothing by itself."""
    joints = "[的地得了和与及或并等对在中上将把为以其有所者时各个于由就再也还又是且而向从]"
    return re.compile(f"^(?:{joints}|{any_of('idle')})+$")
