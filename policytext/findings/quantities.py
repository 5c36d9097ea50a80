"""Figures with a unit, and the words that make them a commitment: 不低于30平方米, 6—10名, 提高到95%以上."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from policytext.errors import InvalidNumeral
from policytext.lexicons import load_lexicon
from policytext.numerals import ARABIC, CHINESE, parse_numeral
from policytext.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Per:
    """What a figure is for each of: 每百户."""

    span: Span
    count: str
    """百, 200; "" for one."""
    what: str
    """户, 年, 季."""

    def __str__(self) -> str:
        return f"/{self.count}{self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its unit (数量), and the word before it that says what it is for."""

    span: Span
    value: float | tuple[float, float]
    unit: str
    """Normalised, with its multiple and its per-unit: 万人, 平方米/百户."""
    unit_kind: str
    """share, area, length, weight, volume, energy, data, money, people, time, age, count, nought or reach."""
    comparator: str
    cue: str
    """bound (不低于), level (达到), change (增长), verb (新建), limit (以上 alone) or bare."""
    chinese: bool
    """Whether the figure is printed in Chinese numerals."""
    more: bool = False
    """Whether 余 or 多 says that there is more: 40余万."""
    per: Per | None = None
    """Its per-unit, which `unit` ends with."""
    bound: Span | None = None
    """Place of the word that bounds it: 以上 behind it, or 不低于 before the first figure that follows."""


_POST = {"以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_DOUBLING = re.compile(r"翻(?P<n>[一两二三四1-4])?番(?!就|必须|的问题)")
_DOUBLES = re.compile(r"[比较到至]|实现|力争|确保|总量|收入|总值|规模")
_PER = re.compile(
    r"(?:平均)?每(?P<count>[百千万]|\d{1,5}(?:[—-]\d{1,5})?|[一二三四五六七八九十]{1,3})?个?(?:名|位)?"
    r"(?P<what>(?:城镇)?(?:常住|户籍)?人口|老年人|居民|万人|千人|百人|万户|千户|百户|户|人|年度?|个?月|周|季度?|半年|天|平方公里|公里|立方米|平方米|公顷|亩|吨|千克|升|社区|行政村|村|街道|乡镇|镇|乡"
    r"|县|市|区|学校|班|网格|小区|苏木|嘎查|岗位|老人|学生|儿童)"
)
_DIGIT = re.compile(r"[\d零一二三四五六七八九十两百千万亿]")
_ASIDE_BEFORE = re.compile(
    r"[A-Za-z+＋.．〔\[【第/]$|[\d][—–-]$|(?:从|由)\s?$|(?:从|由|(?<![占之])比|较|第|[增加减少]为)(?:约|近|超)?$|\d月$"
)
_ASIDE_AFTER = re.compile(r"[A-Za-z+＋性]")
_NOUGHT = re.compile(
    r"(?P<near>趋|趋近|接近|近)?(?<![归清为从二两〇一三四五六七八九十点百千])零"
    r"(?:就业家庭[^、]{0,4}清零|发生|增长|新增|事故|伤亡|死亡|排放|填埋|返贫|案件|投诉|上访|违规|违法|污染|进京|发案|外溢|积压|失误|差错)(?![的率点机试示工])"
)
"""零发生: nothing of what was counted before; 零距离 and 零容忍 count nothing."""
_CIRCLE = re.compile(
    r"(?:构筑|构建|打造|建设|建成|形成|完善|布局|推进|实现)[^，。、\d]{0,12}"
    r"(?P<value>\d{1,3})(?P<unit>分钟|公里|小时)(?=[^，。、“”\d]{0,14}圈)"
)
_MULTIPLE = re.compile(r"(?P<head>[一二三四五六七八九十百千]*)(?P<scale>[万亿]+)")
_PEOPLE = re.compile(
    r"[一-龥]{0,6}?(?:人口|人员|群众|职工|学生|儿童|老人|老年人|居民|农民|农民工|村民|毕业生|劳动力|师生|党员|干部|志愿者|游客|患者|用户)"
)
_UNITS_ONLY = re.compile(r"[百千万亿]+")
_ABOUT = re.compile(r"(?:约|近|超|逾|突破)$")
_EXCEEDS = re.compile(r"(?:超过?|逾|突破|达到?|迈上|跨越)$")
_ALONE = re.compile(r"$|[、，,；]|大关|以上")
_SHARE_POST = "(?P<post>及?以上|以下|以内|之内|左右)?"
_FRACTION = re.compile(
    r"(?P<of>占[^、]{0,10})?(?:(?<![\d/.])(?P<part>\d{1,2})/(?P<whole>\d{1,3})(?![\d/])"
    r"|(?P<spoken>[二三四五六七八九十]分之[一二三四五六七八九])(?![一二三四五六七八九十])|(?<=[例尺比])(?:为|达到?)?1[:：∶](?P<scale>\d{2,6}))"
    + _SHARE_POST
)
_WINDOW, _NEAR = 40, 14


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the figures with a unit in a fragment (片段) of a sentence, in order.

    Numbers that are a baseline (从12%提高到…), an ordinal, a part of a name (5G, PM2.5) or of a per-unit (每200户)
    are passed over.
    """
    if not _DIGIT.search(text):
        return
    pers, cues = list(_PER.finditer(text)), list(_cues().finditer(text))
    last = 0
    for match in _pattern().finditer(text):
        if not _has_unit(text, match) or _is_aside(text, match):
            continue
        if _lies_in(pers, match.start("low")):
            continue
        quantity = _quantity(text, match, pers, cues)
        if quantity is not None:
            taken = quantity.bound is not None and quantity.bound.start < last
            yield replace(quantity, bound=None) if taken else quantity
            last = quantity.span.end
    yield from _fractions(text, cues)
    yield from _doublings(text)
    yield from _noughts(text)
    yield from _circles(text)


def _has_unit(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number has a unit, or is so many 万 or 亿 of what was named before: 总量突破5亿."""
    if match["unit"] or match["first"] or match["percent"]:
        return True
    if match["scale"] and match["scale"][-1] in "万亿" and _PEOPLE.match(text, match.end()):
        return True  # 3万学生: people need no unit behind a multiple.
    many = match["scale"] or (not match["low"][0].isdecimal() and _MULTIPLE.fullmatch(match["low"]))
    return (
        bool(many)
        and bool(_EXCEEDS.search(text, max(0, match.start() - 2), match.start()))
        and bool(_ALONE.match(text, match.end()))
    )


def _lies_in(pers: Sequence[re.Match[str]], place: int) -> bool:
    last = bisect_left(pers, place + 1, key=re.Match.start) - 1
    return last >= 0 and place < pers[last].end()


def _is_aside(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 1]
    return bool(_ASIDE_BEFORE.search(before)) or bool(_ASIDE_AFTER.match(after))


def _quantity(
    text: str, match: re.Match[str], pers: Sequence[re.Match[str]], cues: Sequence[re.Match[str]]
) -> Quantity | None:
    about = _ABOUT.search(text, max(0, match.start() - 2), match.start())
    more = bool(match["more"] or match["over"])
    exceeds = more or about or _EXCEEDS.search(text, max(0, match.start() - 2), match.start())
    if not exceeds and _UNITS_ONLY.fullmatch(match["low"]):
        return None  # 百姓千家: without a word of measure it is part of a word.
    try:
        value, scale = _value(match)
    except InvalidNumeral:
        return None
    sign, cue, bound = _cue(match, cues)
    if about and not match["post"]:
        sign = "~" if about[0] in "近约" else ">="
    people = _PEOPLE.match(text, match.end())
    unit = "%" if match["percent"] else match["unit"] or match["first"] or ("人" if people else "")
    name, kind = _units()[unit] if unit else ("", "count")
    per = _find_per(match, pers) if kind != "age" else None
    return Quantity(
        span=Span(*match.span()),
        value=value,
        unit=scale + name + str(per or ""),
        unit_kind=kind,
        comparator=">=" if more and sign == "=" else sign,
        cue=cue,
        chinese=not (match["low"][0].isdecimal() or more or about),
        more=more,
        per=per,
        bound=bound,
    )


def _value(match: re.Match[str]) -> tuple[float | tuple[float, float], str]:
    """Return the value of a figure, and the multiple that goes with its unit (30万人)."""
    low, scale = _number(match["low"]), match["scale"] or ""
    high = _number(match["high"]) if match["high"] else None
    if high is not None and high <= low:
        raise InvalidNumeral("expected a range that ascends", match[0])
    if multiple := _MULTIPLE.fullmatch(match["low"]):  # 三千万, 万
        low, scale = _number(multiple["head"] or "一"), multiple["scale"] + scale
    elif match["more"] and scale and match["low"][0] not in "0123456789" and re.search("[万亿]", match["low"]):
        low, scale = _number(match["low"] + scale), ""  # 六亿三千多万: 多 stands within the number.
    if match["big"]:  # 2万5千公里: no one multiple fits, so the figure is written out.
        low, scale = _written_out(match["big"]) + _number(match["low"] + scale), ""
    return low if high is None else (low, high), scale


def _number(text: str) -> int | float:
    return parse_numeral(re.sub(r"\s", "", text))


def _written_out(parts: str) -> int | float:
    return sum(parse_numeral(part) for part in re.findall(r"\d+[万亿]", parts))


def _cue(match: re.Match[str], cues: Sequence[re.Match[str]]) -> tuple[str, str, Span | None]:
    """Return the comparator and the kind of the nearest word before a figure that makes it a commitment.

    With it comes the place of the word that bounds the figure, before it or behind.
    """
    behind = Span(*match.span("post")) if match["post"] else None
    post = _POST.get(match["post"] or "")
    first = bisect_left(cues, max(0, match.start() - _WINDOW), key=re.Match.start)
    before = cues[first : bisect_left(cues, match.start() + 1, key=re.Match.end)]
    if not before:
        return post or "=", "limit" if post else "bare", behind
    bounds = [c for c in before if c.lastgroup == "bound" and c.end() >= match.start() - _NEAR]
    cue = bounds[-1] if bounds else before[-1]
    kind, near = cue.lastgroup or "verb", cue.end() >= match.start() - _NEAR
    sign = _comparators()[cue[0]] if near else "="
    before_it = Span(*cue.span()) if kind == "bound" and near else None
    return post or sign, kind if near or kind == "verb" else "verb", behind or before_it


def _find_per(match: re.Match[str], pers: Sequence[re.Match[str]]) -> Per | None:
    """Return the per-unit that a figure stands with, before or behind it."""
    first = bisect_left(pers, match.start() - 60, key=re.Match.start)
    behind = bisect_left(pers, match.end() + 3, key=re.Match.start)
    if first == behind:
        return None
    per = pers[behind - 1]
    count = per["count"] or ""
    what = {"年度": "年", "季度": "季"}.get(per["what"], per["what"])
    return Per(span=Span(*per.span()), count="" if count == "一" else count, what=what)


def _doublings(text: str) -> Iterator[Quantity]:
    """Yield 翻一番 and its like where something doubles; 就翻两番的问题 only speaks of it."""
    if not _DOUBLES.search(text):
        return
    for match in _DOUBLING.finditer(text):
        yield _times(match, 2 ** int(parse_numeral(match["n"] or "1")))


def _fractions(text: str, cues: Sequence[re.Match[str]]) -> Iterator[Quantity]:
    """Yield 三分之一 and 1/3 as shares of one, to three places, and scales (1:500) as so many to one."""
    for match in _FRACTION.finditer(text):
        span, (sign, cue, bound) = Span(*match.span()), _cue(match, cues)
        if match["scale"]:
            value, unit, kind = float(match["scale"]), "1:", "count"
        else:
            part, whole = match["part"], match["whole"]
            share = parse_numeral(match["spoken"]) if match["spoken"] else int(part) / (int(whole) or 1)
            value, unit, kind = round(share, 3), "", "share"
            if not 0 < share < 1:
                continue
        cue = "level" if cue in {"bare", "limit"} and (match["of"] or match["scale"]) else cue
        figure = Quantity(span=span, value=value, unit=unit, unit_kind=kind, comparator=sign, cue=cue, chinese=False)
        yield replace(figure, bound=bound)


def _noughts(text: str) -> Iterator[Quantity]:
    """Yield 零发生, 零增长 and their like; 趋零增长 is about nought."""
    for match in _NOUGHT.finditer(text):
        sign = "~" if match["near"] else "="
        span = Span(*match.span())
        yield Quantity(span=span, value=0, unit="", unit_kind="nought", comparator=sign, cue="change", chinese=False)


def _circles(text: str) -> Iterator[Quantity]:
    """Yield the reach of a circle to be built: 打造15分钟生活圈."""
    for match in _CIRCLE.finditer(text):
        value, unit = _number(match["value"]), match["unit"]
        span = Span(match.start("value"), match.end("unit"))
        yield Quantity(
            span=span, value=value, unit=unit, unit_kind="reach", comparator="<=", cue="level", chinese=False
        )


def _times(match: re.Match[str], value: int) -> Quantity:
    return Quantity(
        span=Span(*match.span()), value=value, unit="倍", unit_kind="share", comparator="=", cue="change", chinese=False
    )


@cache
def _cues() -> re.Pattern[str]:
    """Return the words that commit, each kind a group."""
    groups: dict[str, list[str]] = {}
    for cue in load_lexicon("commitments")["cue"]:
        near = [rf"{word}(?=\s?可?达?到?\s?(?:百分之)?[\d一二三四五六七八九十百千两])" for word in cue.get("near", ())]
        groups.setdefault(cue["kind"], []).extend([*cue["words"], *near])
    patterns = (f"(?P<{kind}>{'|'.join(sorted(words, key=len, reverse=True))})" for kind, words in groups.items())
    return re.compile("|".join(patterns))


@cache
def _comparators() -> Mapping[str, str]:
    return {
        word: cue["comparator"]
        for cue in load_lexicon("commitments")["cue"]
        for word in (*cue["words"], *cue.get("near", ()))
    }


@cache
def _units() -> Mapping[str, tuple[str, str]]:
    """Each printed unit, with its normal form and kind."""
    lexicon = load_lexicon("units")
    units = {word: (word, group["kind"]) for group in lexicon["counters"] for word in group["words"]}
    for unit in lexicon["unit"]:
        for printed in (unit["name"], *unit.get("variants", ())):
            units[printed] = (unit["name"], unit["kind"])
    return units


def _word(unit: str) -> str:
    """Return the pattern of a unit, closed where it is part of a longer word."""
    letters = "".join(entry["before"] for entry in load_lexicon("units")["compound"] if unit in entry["words"])
    return re.escape(unit) + (f"(?![{letters}])" if letters else "")


@cache
def _pattern() -> re.Pattern[str]:
    # Some converters part the digits: 4 9 2 5 0万吨.
    number = rf"(?:\d(?:\s\d){{1,9}}(?:[.．]\d{{1,4}})?|{ARABIC}|{CHINESE})"
    words = "|".join(_word(u) for u in sorted(_units(), key=len, reverse=True))
    unit = rf"(?:{words})(?![阶账性庭单才籍织所馆例素额])"
    return re.compile(
        rf"(?P<percent>百分之)?(?<![\d.．])(?P<big>(?:\d{{1,5}}[万亿]){{1,2}}(?=\d))?(?P<low>{number})"
        rf"\s?(?P<first>%|％|[十百千万亿]{{0,2}}(?:{unit})(?=\s?[-—–~～〜至到]\s?\d))?"
        rf"(?:\s?[-—–~～〜－至到]{{1,3}}\s?(?:百分之)?(?P<high>{number}))?"
        rf"\s?(?P<more>[余多几])?(?P<scale>(?:[十百千万亿](?![瓦克伏])){{1,3}})?(?P<over>[余多])?\s?(?P<unit>{unit})?"
        rf"(?P<post>{'|'.join(sorted(_POST, key=len, reverse=True))})?"
    )
