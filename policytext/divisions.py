"""Administrative divisions (行政区划): the level and region of an issuer, a title or a place.

::

    issuer   = [中共] division {division} body       重庆市丰都县人民政府
    division = a name of the lexicon | letters with an ending of a county, township or village

Provinces, prefectures and county-level cities come from ``lexicons/divisions.toml``; whatever else is a division is
told by its ending.
Levels are the strings of `policytext.structure.document.Level`.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policytext.errors import InvalidLexicon
from policytext.lexicons import load_lexicon

LEVELS = ("province", "city", "county", "township", "village")
"""Levels of government below the central one, from the top."""

_LETTER = r"[\u4e00-\u9fff]"
# 重庆市委重庆市人民政府: what follows a division may be its own body, not a division below it.
# Nor does a verb of a title open a name.
_NAME = (
    r"(?!委|党|人民|人大|政府|政协|各|关于|印发|推进|推动|加强|加快|进一步|深入|深化|全面|支持|促进|落实|贯彻|建设"
    rf"|完善|实施|开展|做好|在|对){_LETTER}"
)
# Zones, and words that end in 区, 县, 镇, 乡, 村 without naming a division.
_NO_DIVISION = re.compile(
    r"(?:开发区|高新区|经开区|新区|园区|示范区|试验区|保税区|度假区|自贸区|合作区|功能区|自治区|地区|片区|景区|专区|校区|灾区|山区|牧区|库区|城区|郊区|"
    r"城乡|老区|特区|小区|全区|全县|全市|各区|各县|本区|本县|我区|我县|我乡|我镇|[县市省]区|市县|区县|州县|乡镇|村镇|城镇|小镇|建制镇|重镇|家乡|下乡|"
    r"城市|都市|地级市|县级市|本市|该市|全市|我市|各市|"
    r"城乡社区|农村社区|农村|乡村|美丽乡村|行政村|自然村|示范村|示范县|示范镇|示范社区|试点村|新农村|全村|各村|本村|贫困县|贫困村|县区|旗县|旗区|特色小镇)$"
)
_COUNTY = re.compile(rf"{_NAME}{_LETTER}{{0,13}}?(?:自治县|自治旗|县|旗|(?<![社林特])区(?!域|块|划|别|间|位))")
_TOWNSHIP = re.compile(rf"{_NAME}{_LETTER}{{0,9}}?(?:街道|民族乡|民族苏木|苏木|镇(?!江|平|直)|乡(?!村|镇|土|贤|风))")
_VILLAGE = re.compile(rf"{_NAME}{_LETTER}{{0,7}}?(?:社区|嘎查|村(?!镇|民|级))")
_CITY = re.compile(rf"{_NAME}{_LETTER}{{0,9}}?(?:自治州|地区|盟|市(?!场|政|民|级|直|域|容|区|县))")
_ZONE = re.compile(r"(?:开发区|高新区|经开区|新区|保税区|示范区)(?:管理委员会|管委会|党工委|工作委员会)?$")
_YEAR = re.compile(r"^\d{4}年度?")
_PARTY = re.compile(r"^(?:关于)?(?:印发)?[《〈“]?(?:中共|中国共产党)?")
_BODY = re.compile(
    rf"^(?:{_LETTER}|[（）()“”·\d])*?"
    r"(?:委员会|人民政府(?:办公[厅室])?|人民代表大会(?:常务委员会)?|人大(?:常委会)?|政协|委(?:员会)?办公[厅室]|政府(?:办公[厅室])?|管委会|办事处|[厅局委部署办院会室处])$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Divisions named one after the other, from the top: 重庆市, 丰都县."""

    names: tuple[str, ...]
    level: str
    """Level of the last one."""
    end: int
    """Offset behind it in the string that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An issuer (发文机关) with its level and region; both None for a newspaper, an author, a school."""

    name: str
    level: str | None
    region: str | None
    """From the top: 重庆市/丰都县; None where the issuer is central."""


def parse_issuer(text: str) -> Issuer:
    """Return the level and region of an issuer, or of the issuer that opens a title.

    Examples
    --------
    >>> parse_issuer("中共丰都县委 丰都县人民政府").level
    'county'
    >>> parse_issuer("四川省民政厅").region
    '四川省'
    """
    name = re.sub(r"\s+", " ", text).strip()
    plain = re.split(r"关于|印发", _YEAR.sub("", name).replace("《", ""), maxsplit=1)[0].strip() or name
    if plain.endswith(tuple(load_lexicon("issuers")["not_issuers"]["endings"])):
        return Issuer(name=name, level=None, region=None)
    place = find_place(re.split(r"[ 、，]", plain)[0]) or _host(plain)
    if place is None:
        return Issuer(name=name, level="central" if _is_central(plain) else None, region=None)
    return Issuer(name=name, level=place.level, region=region_from(place.names))


def find_place(text: str) -> Place | None:
    """Return the divisions that open a string, 中共 before them passed over; None where it opens with none."""
    opening = _PARTY.match(text)
    start = opening.end() if opening else 0
    names: list[str] = []
    level, first = "", 0
    while first < len(LEVELS) and (found := _division(text, start, LEVELS[first:])):
        name, level, start = found
        names.append(name)
        first = LEVELS.index(level) + 1
    return Place(tuple(names), level, start) if names else None


def is_listed(name: str) -> bool:
    """Tell whether the table of divisions has a name, in full or short.

    Examples
    --------
    >>> is_listed("宁波市"), is_listed("青禾县")
    (True, False)
    """
    return name in _table().names


def level_of(name: str) -> str | None:
    """Return the level of a single division by its name; None where it is none.

    Examples
    --------
    >>> level_of("义乌市"), level_of("宁波市"), level_of("三建乡")
    ('county', 'city', 'township')
    """
    if (listed := _table().names.get(name)) is not None:
        return listed[1]
    readings = ((level, _division(name, 0, (level,))) for level in LEVELS)
    return next((level for level, found in readings if found and found[2] == len(name)), None)


def region_from(names: Iterable[str]) -> str | None:
    """Merge the divisions that a document names into one path, from the top.

    Parameters
    ----------
    names : iterable of str
        Divisions, or issuers that open with one, the document's own first; later ones only fill levels that are
        missing, and do not if the table knows that they lie in another province.

    Examples
    --------
    >>> region_from(["三建乡", "重庆市", "丰都县"])
    '重庆市/丰都县/三建乡'
    >>> region_from(["敖勒召其镇", "鄂尔多斯市"])
    '内蒙古自治区/鄂尔多斯市/敖勒召其镇'
    """
    path: dict[str, str] = {}
    for text in names:
        place = find_place(re.sub(r"\s", "", text))
        for name in place.names if place else ():
            _put(path, name)
    return "/".join(path[level] for level in LEVELS if level in path) or None


def level_of_code(code: str) -> str | None:
    """Return the level that an agency code (机关代字) shows (中发: central, 渝委发: province), or None."""
    codes = load_lexicon("issuers")["codes"]
    if code in codes["central"] or code.startswith(("中发", "中办", "国发", "国办", "国函", "国令")):
        return "central"
    for opening, level in codes["city"].items():
        if opening != "source" and code.startswith(opening):
            return str(level)
    if code.startswith(tuple(codes["unclear"])):
        return None
    return "province" if code[:1] in _abbreviations() and code[1:].startswith(tuple(codes["bodies"])) else None


def province_of_code(code: str) -> str | None:
    """Return the province whose abbreviation opens a provincial agency code: 渝委发 is of 重庆市."""
    return _abbreviations()[code[0]] if level_of_code(code) == "province" else None


def _host(name: str) -> Place | None:
    """Return the city that a zone is of, which is named without its ending: 杭州经济技术开发区."""
    if not _ZONE.search(name):
        return None
    for length in (5, 4, 3, 2):
        full, level = _table().names.get(f"{name[:length]}市", ("", ""))
        if level:
            return Place((full,), level, length)
    return None


def _put(path: dict[str, str], name: str) -> None:
    """Enter a name and the province above it, unless its level is taken or it lies elsewhere."""
    level = level_of(name)
    if level is None or level in path:
        return
    parents = _table().parents
    above = name if level == "province" else parents.get(name)
    below = {parents.get(n) for n in path.values()} - {None}
    if above and (below - {above} or path.get("province", above) != above):
        return
    path[level] = name
    if above:
        path.setdefault("province", above)


def _division(text: str, start: int, levels: tuple[str, ...]) -> tuple[str, str, int] | None:
    """Read one division at `start`, of one of the levels; return its full name, level and end."""
    return _listed(text, start, levels) or _ended(text, start, levels)


def _listed(text: str, start: int, levels: tuple[str, ...]) -> tuple[str, str, int] | None:
    names = _table().names
    for length in range(min(12, len(text) - start), 1, -1):
        name, level = names.get(text[start : start + length], ("", ""))
        if level in levels and _closes(text, start + length):
            return name, level, start + length
    return None


def _closes(text: str, end: int) -> bool:
    """Tell whether a listed name ends there: 上海市 does not in 上海市场."""
    return not text.startswith("场", end)


def _ended(text: str, start: int, levels: tuple[str, ...]) -> tuple[str, str, int] | None:
    """Read a division that only its ending tells; the one that ends first, as 鄞州区 before 某某街道."""
    grammars = {"city": _CITY, "county": _COUNTY, "township": _TOWNSHIP, "village": _VILLAGE}
    found: list[tuple[int, str]] = []
    for level in levels:
        match = grammars[level].match(text, start) if level in grammars else None
        if match and not _NO_DIVISION.search(match[0]):
            found.append((match.end(), level))
    for end, level in sorted(found):
        return text[start:end], level, end
    return None


def _is_central(name: str) -> bool:
    central = load_lexicon("issuers")["central"]
    plain = re.sub(r"^中华人民共和国", "", name)
    if plain.startswith(tuple(central["departments"])) or name.startswith(tuple(central["bodies"])):
        return True
    first = re.split(r"[ 、，]", name)[0]
    return first.startswith(tuple(central["openings"])) and bool(_BODY.match(first))


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division that the table does not have, or a name of the past, as a user's CSV tells it."""

    name: str
    level: str
    province: str
    until: int | None = None
    """Last year of the name; None where it is in use."""
    now: str | None = None
    """Name of what stands in its place."""


@dataclass(frozen=True, slots=True)
class _Table:
    names: Mapping[str, tuple[str, str]]
    """Each printed name, with its full form and level."""
    parents: Mapping[str, str]
    """The province of each prefecture and county-level division."""
    renamed: Mapping[str, tuple[int | None, str]]
    """Each name of the past, with its last year and the name that followed."""


_MORE: ContextVar[tuple[Division, ...]] = ContextVar("divisions", default=())


def load_divisions(path: str | Path) -> tuple[Division, ...]:
    """Read a user's divisions from a CSV with the columns name, level, province, and where they apply until and now.

    Raises
    ------
    InvalidLexicon
        If the file cannot be read or a row lacks a column; the message names the line.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLexicon(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    reader = csv.DictReader(text.splitlines())
    return tuple(_division_of(row, f"{path}, line {reader.line_num}") for row in reader)


def _division_of(row: Mapping[str, str | None], place: str) -> Division:
    told = {name: (row.get(name) or "").strip() for name in ("name", "level", "province", "until", "now")}
    missing = [name for name in ("name", "level", "province") if not told[name]]
    if missing:
        raise InvalidLexicon(f"{place}: expected name, level, province, found no {', '.join(missing)}")
    if told["level"] not in LEVELS:
        raise InvalidLexicon(f"{place}: expected level to be one of {', '.join(LEVELS)}, found {told['level']}")
    if told["until"] and not re.fullmatch(r"\d{4}", told["until"]):
        raise InvalidLexicon(f"{place}: expected until to be a year, found {told['until']}")
    until = int(told["until"]) if told["until"] else None
    name, level, province = told["name"], told["level"], told["province"]
    return Division(name=name, level=level, province=province, until=until, now=told["now"] or None)


@contextmanager
def using_divisions(divisions: Iterable[Division]) -> Iterator[None]:
    """Within the block, let a user's divisions stand beside the table, and before it where both have a name.

    Examples
    --------
    >>> with using_divisions([Division(name="青禾市", level="city", province="四川省")]):
    ...     parse_issuer("青禾市人民政府").region
    '四川省/青禾市'
    """
    token = _MORE.set(tuple(divisions))
    try:
        yield
    finally:
        _MORE.reset(token)


def current_name(name: str, *, on: int | None = None) -> str:
    """Return the name that a division bears today, or bore in a year; the same name where nothing is known of it.

    Examples
    --------
    >>> current_name("襄樊市"), current_name("襄樊市", on=2005), current_name("中甸县")
    ('襄阳市', '襄樊市', '香格里拉市')
    """
    seen = {name}
    renamed = _table().renamed
    while name in renamed:
        until, now = renamed[name]
        if now in seen or (on is not None and until is not None and on <= until):
            break
        name = now
        seen.add(name)
    return name


def _table() -> _Table:
    return _make_table(_MORE.get())


@cache
def _make_table(more: tuple[Division, ...]) -> _Table:
    lexicon = load_lexicon("divisions")
    entries = list(_entries())
    past = [Division(**row) for table in lexicon["renamed"] for row in table["rows"]]
    entries += [(d.name, d.level, d.province) for d in (*past, *more)]
    names = {name: (name, level) for name, level, _ in entries}
    for table in lexicon["short"]:
        names |= {short: names[full] for short, full in table["names"].items()}
    names |= {d.name: (d.name, d.level) for d in more}
    parents = {name: province for name, level, province in entries if level != "province"}
    return _Table(names, parents, {d.name: (d.until, d.now) for d in (*past, *more) if d.now})


@cache
def _abbreviations() -> Mapping[str, str]:
    return {a: p["name"] for p in load_lexicon("divisions")["province"] for a in p["abbreviations"]}


def _entries() -> Iterator[tuple[str, str, str]]:
    for province in load_lexicon("divisions")["province"]:
        name = province["name"]
        yield name, "province", name
        yield from ((n, "city", name) for n in province.get("prefectures", ()))
        yield from ((n, "county", name) for n in province.get("county_level", ()))
