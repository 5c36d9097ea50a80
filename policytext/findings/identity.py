"""When two printed titles mean one document: the same matter, and holders that do not contradict each other."""

import re
from dataclasses import dataclass

from policytext.divisions import current_name, find_place, level_of, parse_issuer, region_from
from policytext.findings.titles import issuer_of, title_key
from policytext.structure.kinds import KINDS

_STATE = "中华人民共和国"
_NATIONAL = (_STATE, "中国共产党", "全国", "国家")
# How a text calls the party committees above it; which city or county it means stands elsewhere.
_OWN_SUPERIORS = {
    "省委": "province",
    "自治区党委": "province",
    "市委": "city",
    "区委": "county",
    "县委": "county",
    "旗委": "county",
}
_ABOUT = re.compile(r"^.{2,60}?(?=关于)")
_OF_KIND = re.compile(rf"的(?=(?:实施|指导|若干|暂行|总体)?(?:{'|'.join(KINDS)})$)")
_REVISION = re.compile(r"\((?:19|20)\d\d年?(?:修正|修订|修改|版|本|修正文本)?\)$")
_PARTS = re.compile(r"[、,，\s]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a title says of the document it names."""

    full: str
    """The whole title, folded."""
    core: str
    """Without issuer, place, 关于 and 的: what the document is about, and its kind."""
    holder: tuple[str, ...]
    """Issuers or the last place named; () where the title names none."""
    open: bool
    """Whether the holder was left out, as 《关于…的意见》 does; a title without 关于 names all there is."""


def identify(title: str, issuer: str | None = None) -> Identity:
    """Return what a title, and the issuer printed beside it, say of the document.

    Examples
    --------
    >>> identify("中共中央 国务院关于加强书屋建设的意见").core == identify("加强书屋建设意见").core
    True
    """
    full = _REVISION.sub("", title_key(title))
    plain = full.removeprefix(_STATE)
    lead = issuer_of(plain)
    holder, rest = issuer or lead, plain
    if lead:
        rest = _ABOUT.sub("", plain)
    elif not plain.startswith("关于") and plain == full and (place := find_place(plain)):
        holder, rest = issuer or plain[: place.end], plain[place.end :]
    about = rest.startswith("关于")
    core = _OF_KIND.sub("", rest.removeprefix("关于"))
    return Identity(full, core, _holder(holder), about and holder is None)


def common_name(title: str) -> str:
    """Return a title, folded, without the state's name before it and the year of a revision behind it.

    Examples
    --------
    >>> common_name("中华人民共和国读书法（2019年修正）")
    '读书法'
    """
    return _REVISION.sub("", title_key(title)).removeprefix(_STATE)


def _holder(issuer: str | None) -> tuple[str, ...]:
    if not issuer:
        return ()
    place = find_place(re.sub(r"\s", "", issuer))
    if place:
        return (current_name(place.names[-1]),)
    return tuple(sorted(title_key(part).removeprefix("中共") for part in _split(issuer)))


def _split(issuer: str) -> list[str]:
    joint = issuer_of(f"{issuer}关于") or issuer
    return [part for part in _PARTS.split(joint) if part]


def is_same(one: Identity, other: Identity) -> bool:
    """Tell whether two titles can mean one document: the same words, or the same matter by holders that agree."""
    if one.full == other.full:
        return not (one.holder and other.holder) or _agree(one, other)
    telling = len(one.core) >= 4 or one.core.endswith("法")
    return telling and one.core == other.core and (one.open or other.open or _agree(one, other))


def _agree(one: Identity, other: Identity) -> bool:
    if bool(one.holder) != bool(other.holder):
        return False
    pairs = [(a, b) for a in one.holder for b in other.holder]
    # 市委 and 党中央, as a text calls its own superiors, are ends of the names they stand for.
    return not pairs or any(a == b or _names_end(a, b) or _names_end(b, a) for a, b in pairs)


def _names_end(short: str, name: str) -> bool:
    return short.removeprefix("党") in {"中央", "市委", "省委", "区委", "县委", "旗委"} and (
        short[-2:] in name or name.endswith(short[-2])
    )


def level_and_region(title: str, issuer: str | None) -> tuple[str | None, str | None]:
    """Return the level (层级) and region that a title and its issuer show; twice None where they show nothing."""
    if title.startswith(_NATIONAL):
        return "central", None
    if issuer in _OWN_SUPERIORS:
        return _OWN_SUPERIORS[issuer], None
    for text in filter(None, (issuer, issuer_of(title_key(title)))):
        found = parse_issuer(text.replace("、", " "))
        if found.level:
            return found.level, found.region
    # 宁波市城市社区布局规划 is no village's: a title names the place it is for, then its matter.
    place = None if title.startswith("关于") else find_place(title_key(title))
    names = [n for n in place.names if level_of(n) not in {None, "village"}] if place else []
    return (level_of(names[-1]), region_from(names)) if names else (None, None)
