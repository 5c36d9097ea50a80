"""Numeral slogans (数字提法) outside quotation marks, and the items that a numeral slogan counts.

Most numbers count things (三个方面); a slogan is attested, or doubles its numeral (一院一策, 一核三治五共), or counts
what it joins (三社联动).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.findings.values import Slogan
from policytext.findings.vocabulary import NUMERAL, attested, closes, word_class
from policytext.spans import Span

_COUNT = "[两三四五六七八九十]"
_NOT_COUNTED = "是角岸级个方地国年省市县区家届次种类项者大部月日天周条万亿千百十点分元人倍"
_FORMS = re.compile(
    rf"(?=[一两三四五六七八九十百千双多只线\d])(?:{_COUNT}[^\W{_NOT_COUNTED}\d](?:联动|融合|合一|一体|同治|共治|并举)"
    rf"|多[\u4e00-\u9fff]合一"
    rf"|一[村社院企户人县镇乡校街区楼事项业品河湖园馆路地票企][一][策品档案业码表法宅韵特景图格册方警议色室单企]"
    rf"|一[网窗门号口站证码章表屏卡键次图室岗链步](?:(?!性)[\u4e00-\u9fff])?(?:通办|统管|统揽|受理|申请|多用|多能|办结|办理|办好|联办|即办|通享|结算|到底)"
    rf"|(?:(?<!\d)\d{{1,4}}|[三四五六七八九十][步心字])[\u4e00-\u9fff]{{0,6}}工作法|{_COUNT}步(?:工作)?法"
    rf"|(?:{NUMERAL}[^\W{_NOT_COUNTED}\d一二三四五六七八九十百千两双多]){{3,6}}"
    rf"|(?:只|线[上下])进一(?:网|窗|门|扇门))"
)
_OPENING = re.compile("[一两三四五六七八九十百千万双多最只线\\d]")
"""Every form and every attested numeral slogan begins so."""
_GLOSS = re.compile(
    r"[”\"]?(?:[（(](?:即|包括|指)?[：:]?(?P<items>[^（）()：:\n]{3,160})[）)]|[，,]?(?:即|是指)[：:]?(?P<told>[^。；（）()：:\n]{3,160})[。；\n])"
)
_CALLED = re.compile("[，,]?(?:以下|统|合|并|简)*(?:简称|统称|合称|即)(?:为)?$")
_SENTENCE = re.compile("[。；：:（）\n]")
_PART = re.compile("([一二两三四五六七八九十双])([^\\W\\d一二两三四五六七八九十双]+)")
_PARTS = re.compile(f"(?:{_PART.pattern}[、，]?)+")
_CLAUSE = re.compile("[，,。；：:（）\n“”]")
_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}


def find_numeral_slogans(text: str) -> Iterator[Slogan]:
    """Yield the numeral slogans that need no quotation marks; they may overlap."""
    for pattern, rule in ((attested("numeral"), "lexicon"), (_FORMS, "numeral:form")):
        for match in pattern.finditer(text):
            if match.group() in word_class("ordinary"):
                continue
            span = Span(*match.span())
            name = f"{rule}:{match.group()}" if rule == "lexicon" else rule
            yield Slogan(span=span, text=match.group(), kind="numeral", rule=name)


def is_numeral_slogan(text: str) -> bool:
    """Tell whether the whole of a text is a numeral slogan by its form or by the lexicon."""
    return bool(_OPENING.match(text)) and bool(_FORMS.fullmatch(text) or attested("numeral").fullmatch(text))


def parse_numeral_slogan(text: str) -> tuple[tuple[int, str], ...]:
    """Return the numerals of a numeral slogan, each with what it counts; nothing for any other text.

    Examples
    --------
    >>> parse_numeral_slogan("三社联动")
    ((3, '社联动'),)
    >>> parse_numeral_slogan("四讲四有")
    ((4, '讲'), (4, '有'))
    """
    text = text.strip('“"”')
    if not _PARTS.fullmatch(text):
        return ()
    return tuple((_VALUES[numeral], what) for numeral, what in _PART.findall(text))


def with_members(slogan: Slogan, text: str) -> Slogan:
    """Return a numeral slogan with the items that it counts, where the text lists just as many beside it."""
    parts = parse_numeral_slogan(slogan.text)
    if slogan.kind != "numeral" or slogan.members or not parts or parts[0][0] < 2:
        return slogan
    counts = {parts[0][0], sum(value for value, _ in parts)}
    for listed in _listings(slogan, text):
        if len(listed) in counts:
            return replace(slogan, members=listed)
    return slogan


def _listings(slogan: Slogan, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read items from what stands beside a slogan: a gloss behind it, a list before it."""
    behind = _GLOSS.match(text, slogan.span.end)
    if behind:
        for separators in ("[、，,；;]", "[，,；;]", "[；;]"):
            yield tuple(re.split(separators, (behind["items"] or behind["told"]).rstrip("等")))
        return
    ahead = text[max(0, slogan.span.start - 80) : slogan.span.start].rstrip('“"')
    called = _CALLED.search(ahead)
    if called:
        named = _SENTENCE.split(ahead[: called.start()])[-1]
        for separators in ("[、，,]", "[，,]"):
            items = re.split(separators, named)
            yield (_ungoverned(items[0]), *items[1:])
        return
    items = re.split("[、和与及]", _CLAUSE.split(ahead)[-1])
    if not items[-1].endswith(("的", "等")) and all(1 < len(i) <= 12 for i in items):
        yield (_ungoverned(items[0]), *items[1:])


def _ungoverned(item: str) -> str:
    """Return an item without the verb before it: 推进社区 is 社区."""
    cuts = [i for i in range(len(item) - 2, 0, -1) if closes(item[:i], "governor")]
    return item[cuts[0] :] if cuts else item
