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
    rf"{_COUNT}[^\W{_NOT_COUNTED}\d](?:联动|融合|合一|一体|同治|共治|并举)"
    rf"|多[\u4e00-\u9fff]合一"
    rf"|一[村社院企户人县镇乡校街区楼事项业品河湖园馆路地票企][一][策品档案业码表法宅韵特景图格册方警议色室单企]"
    rf"|一[网窗门号口站证码章表屏卡键次图室岗链步](?:(?!性)[\u4e00-\u9fff])?(?:通办|统管|统揽|受理|申请|多用|多能|办结|办理|办好|联办|即办|通享|结算|到底)"
    rf"|(?:(?<!\d)\d{{1,4}}|[三四五六七八九十][步心字])[\u4e00-\u9fff]{{0,6}}工作法|{_COUNT}步(?:工作)?法"
    rf"|(?:{NUMERAL}[^\W{_NOT_COUNTED}\d一二三四五六七八九十百千两双多]){{3,6}}"
)
_GLOSS = re.compile(r"[”\"]?[（(](?P<items>[^（）()]{3,80})[）)]")
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
    return bool(_FORMS.fullmatch(text) or attested("numeral").fullmatch(text))


def with_members(slogan: Slogan, text: str) -> Slogan:
    """Return a numeral slogan with the items that it counts, where the text lists just as many beside it."""
    count = _VALUES.get(slogan.text.strip('“"')[0], 0)
    if slogan.kind != "numeral" or count < 2 or slogan.members:
        return slogan
    behind = _GLOSS.match(text, slogan.span.end)
    if behind:
        items = tuple(re.split("[、，,；;]", behind["items"].rstrip("等")))
        return replace(slogan, members=items) if len(items) == count else slogan
    ahead = text[max(0, slogan.span.start - 80) : slogan.span.start].rstrip('“"')
    items = tuple(re.split("[、和与及]", _CLAUSE.split(ahead)[-1]))
    if len(items) != count or items[-1].endswith(("的", "等")) or not all(1 < len(i) <= 12 for i in items):
        return slogan
    return replace(slogan, members=(_ungoverned(items[0]), *items[1:]))


def _ungoverned(item: str) -> str:
    """Return an item without the verb before it: 推进社区 is 社区."""
    cuts = [i for i in range(len(item) - 2, 0, -1) if closes(item[:i], "governor")]
    return item[cuts[0] :] if cuts else item
