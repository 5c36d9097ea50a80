"""Figures with a unit, and the words that make them a commitment: 不低于30平方米, 6—10名, 提高到95%以上."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from policytext.errors import InvalidNumeral
from policytext.lexicons import load_lexicon
from policytext.numerals import ARABIC, CHINESE, parse_numeral
from policytext.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its unit (数量), and the word before it that says what it is for."""

    span: Span
    value: float | tuple[float, float]
    unit: str
    """Normalised, with its multiple and its per-unit: 万人, 平方米/百户."""
    unit_kind: str
    """share, area, length, weight, volume, energy, money, people, time, age or count."""
    comparator: str
    cue: str
    """bound (不低于), level (达到), change (增长), verb (新建), limit (以上 alone) or bare."""
    chinese: bool
    """Whether the figure is printed in Chinese numerals."""


# 最高 and its like bound a figure only right before it; elsewhere they describe (最高额度).
_NEAR = r"(?=\s?(?:可?达?到?)\s?\d)"
_BOUNDS = {
    ">=": "不低于|不少于|不小于|不得低于|不得少于|不得小于|不应低于|不应少于|不能低于|不能少于|至少|最少NEAR|最低NEAR|不应小于".replace(
        "NEAR", _NEAR
    ),
    "<=": "不高于|不超过|不超出|不得超过|不得超出|不得高于|不得多于|不得大于|不大于|不多于|不应超过|不能超过|不能高于|不宜超过|至多|最多NEAR|最高NEAR|最长NEAR".replace(
        "NEAR", _NEAR
    ),
}
_LEVELS = {
    ">=": "达到|达|提高到|提升到|提高至|提升至|增加到|增加至|增至|增长到|扩大到|扩大至|上升到|上升至|扩展到|拓展到|发展到|超过|超|突破|跨越|迈上|实现",
    "<=": "控制在|压缩到|压缩至|压减到|压减至|降低到|降低至|降到|降至|下降到|下降至|缩短到|缩短至|减少到|减少至|减至|削减到|缩减到|缩小到",
    "=": "保持在|稳定在|维持在|稳定到",
}
_CHANGES = "增长|提高|提升|增加|上涨|上升|下降|降低|减少|压减|压缩|缩短|削减|缩减|涨幅|增速|降幅|翻"
_VERBS = (
    "新增|净增|增设|新建|改建|扩建|改扩建|建设|建成|建立|建|改造|更新|培育|培养|打造|创建|创成|选择|选取|选派|选树|遴选|评选|认定|招引|引进|引育|引入|"
    "实施|推进|推广|完成|开展|培训|轮训|开工|新开工|发展|组建|组织|举办|发布|推出|配备|配置|配齐|配|设立|设置|布局|布设|整治|修复|治理|造林|种植|安排|筹集|"
    "发放|投放|减税|减免|减轻|盘活|释放|退出|淘汰|帮扶|救助|覆盖|惠及|纳入|接入|联通|优选|支持建设|转化|突破|攻克|制定|修订|形成|扶持|孵化|"
    "签约|落地|投产|竣工|通车|招聘|招录|解决|消除|落户|扩充|扩容|储备|收储|供应|续建|创办|转移|吸纳|累计|争取|净增长|(?<!总)投资|提质"
)

_COMPARATORS = {
    word: sign
    for table in (_BOUNDS, _LEVELS)
    for sign, words in table.items()
    for word in words.replace(_NEAR, "").split("|")
}


def _one_of(*groups: str) -> str:
    return "|".join(sorted({w for g in groups for w in g.split("|")}, key=len, reverse=True))


_CUE = re.compile(
    rf"(?P<bound>{_one_of(*_BOUNDS.values())})|(?P<level>{_one_of(*_LEVELS.values())})"
    rf"|(?P<change>{_one_of(_CHANGES)})|(?P<verb>{_one_of(_VERBS)})"
)
_POST = {"以上": ">=", "及以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_DOUBLING = re.compile(r"翻(?P<n>[一两二三四]|\d)番")
_DOUBLED = re.compile(r"翻番")
_PER = re.compile(
    r"(?:平均)?每(?P<count>[百千万]|\d{1,5}(?:[—-]\d{1,5})?|[一二三四五六七八九十]{1,3})?个?(?:名|位)?"
    r"(?P<what>万人|千人|百人|万户|千户|百户|户|人|年度?|个?月|周|季度?|半年|天|平方公里|公里|社区|行政村|村|街道|乡镇|镇|乡|县|市|区|学校|班|网格|小区|苏木|嘎查|岗位|老人|学生|儿童)"
)
_BASELINE = re.compile(r"(?:从|由|较|比|占|近|第|为|约)$")
_DIGIT = re.compile(r"[\d一二三四五六七八九十两]")
_WINDOW = 40


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the figures with a unit in a fragment (片段) of a sentence, in order.

    Numbers that are a baseline (从12%提高到…), an ordinal, a part of a name (5G, PM2.5) or of a per-unit (每200户) are passed over.
    """
    if not _DIGIT.search(text):
        return
    pers = list(_PER.finditer(text))
    for match in _pattern().finditer(text):
        if _is_aside(text, match) or any(p.start() <= match.start("low") < p.end() for p in pers):
            continue
        quantity = _quantity(text, match, pers)
        if quantity is not None:
            yield quantity
    yield from _doublings(text)


def _is_aside(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 1]
    if re.search(r"[A-Za-z+＋.．〔\[【第/]$|[\d][—–-]$|(?:从|由)\s?$", before) or re.match(r"[A-Za-z+＋性]", after):
        return True
    return bool(re.search(r"(?:从|由|比|较|第|[增加减少整]为)(?:约|近|超)?$", before))


def _quantity(text: str, match: re.Match[str], pers: list[re.Match[str]]) -> Quantity | None:
    try:
        low = _number(match["low"])
        high = _number(match["high"]) if match["high"] else None
    except InvalidNumeral:
        return None
    unit = "%" if match["percent"] else match["unit"] or match["first"]
    if not unit or (high is not None and high <= low):
        return None
    name, kind = _units()[unit]
    scale = match["scale"] or ""
    if match["big"]:  # 2万5千公里: no one multiple fits, so the figure is written out.
        low, scale = _written_out(match["big"]) + _number(match["low"] + scale), ""
    sign, cue = _cue(text, match)
    return Quantity(
        span=Span(*match.span()),
        value=low if high is None else (low, high),
        unit=scale + name + _per_unit(text, match, pers),
        unit_kind=kind,
        comparator=sign,
        cue=cue,
        chinese=not match["low"][0].isdecimal(),
    )


def _number(text: str) -> int | float:
    return parse_numeral(re.sub(r"\s", "", text))


def _written_out(parts: str) -> int | float:
    return sum(parse_numeral(part) for part in re.findall(r"\d+[万亿]", parts))


def _cue(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the comparator and the kind of the nearest word before a figure that makes it a commitment."""
    post = _POST.get(match["post"] or "")
    last = None
    for last in _CUE.finditer(text, max(0, match.start() - _WINDOW), match.start()):
        if last.lastgroup == "bound" and last.end() >= match.start() - 14:
            break
    if last is None or last.lastgroup is None:
        return post or "=", "limit" if post else "bare"
    near = last.end() >= match.start() - 14
    sign = _COMPARATORS.get(last[0], "=") if near else "="
    return post or sign, last.lastgroup if near or last.lastgroup == "verb" else "verb"


def _per_unit(text: str, match: re.Match[str], pers: list[re.Match[str]]) -> str:
    """Return /百户 where the figure stands with 每百户, before or behind it."""
    near = [p for p in pers if match.start() - 60 <= p.start() <= match.end() + 2]
    if not near:
        return ""
    per = near[-1]
    count = per["count"] or ""
    what = {"年度": "年", "季度": "季"}.get(per["what"], per["what"])
    return "/" + ("" if count == "一" else count) + what


def _doublings(text: str) -> Iterator[Quantity]:
    if (
        not re.search(r"[比较到至]|实现|力争|确保|总量|收入|总值|规模", text)
        or (re.search(r"番(?:就|必须|的问题|了?$)", text)
        and len(text) < 8)
    ):
        return
    for match in _DOUBLING.finditer(text):
        power = int(parse_numeral(match["n"]))
        yield _times(match, 2**power)
    for match in _DOUBLED.finditer(text):
        yield _times(match, 2)


def _times(match: re.Match[str], value: int) -> Quantity:
    return Quantity(
        span=Span(*match.span()), value=value, unit="倍", unit_kind="share", comparator="=", cue="change", chinese=False
    )


@cache
def _units() -> Mapping[str, tuple[str, str]]:
    """Each printed unit, with its normal form and kind."""
    lexicon = load_lexicon("units")
    units = {word: (word, "count") for word in lexicon["counters"]["words"]}
    for unit in lexicon["unit"]:
        for printed in (unit["name"], *unit.get("variants", ())):
            units[printed] = (unit["name"], unit["kind"])
    return units


@cache
def _pattern() -> re.Pattern[str]:
    # Some converters part the digits: 4 9 2 5 0万吨.
    number = rf"(?:\d(?:\s\d){{1,9}}(?:[.．]\d{{1,4}})?|{ARABIC}|{CHINESE})"
    words = "|".join(re.escape(u) for u in sorted(_units(), key=len, reverse=True))
    unit = rf"(?:{words})(?![阶账性庭单才籍织所馆例素额])"
    return re.compile(
        rf"(?P<percent>百分之)?(?<![\d.．])(?P<big>(?:\d{{1,5}}[万亿]){{1,2}}(?=\d))?(?P<low>{number})\s?(?P<first>%|％|[十百千万亿]{{0,2}}(?:{unit})(?=\s?[-—–~～〜至到]\s?\d))?"
        rf"(?:\s?(?:-|—|–|~|～|〜|－|至|到)+\s?(?:百分之)?(?P<high>{number}))?\s?[余多几]?(?P<scale>[十百千万亿]{{1,3}})?[余多]?\s?(?P<unit>{unit})?"
        rf"(?P<post>{_one_of(*_POST)})?"
    )
