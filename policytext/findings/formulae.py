"""Formulae (固定表述): attested ones by the lexicon, and four kinds by their grammar."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from policytext.findings.reorderings import find_reorderings
from policytext.findings.values import Slogan
from policytext.findings.vocabulary import any_of, closes, find_attested, opens, word_class
from policytext.spans import Span

_STRETCH = re.compile(r"[\u4e00-\u9fff、，,]{9,}")
_CUT = re.compile("[，,]|(?<!党委)、|(?<=党委)、(?!政府)")
_WHO = re.compile(r"谁[^\W\d的谁]{1,4}[、，]?谁[^\W\d的谁]{1,4}?(?=的|[，。；、”]|原则|$)")
_SYSTEM = re.compile("治理体系和治理能力现代化")
_GOVERNED = ("城乡社区", "国家", "社会", "基层", "市域", "省域", "县域", "城市", "乡村", "城乡")
_WAY = r"以[^以、，,。；：“”\n]{2,20}?为[\u4e00-\u9fff]{1,4}?"
_WAYS = re.compile(rf"{_WAY}(?P<by>[、，,]){_WAY}(?:(?P=by){_WAY}){{1,6}}(?=[、，,。；\n的]|$)")
_STRONG = re.compile(r"强(?<=(?:建设|打造|建成|迈向|加快|实现)[\u4e00-\u9fff]{2}强)[国省市区县镇](?![有际级内委政区])")
_FOR_PEOPLE = re.compile(
    r"[于为靠由惠](?<=[\u4e00-\u9fff]{3})(?<!民[、，]...)民[、，][\u4e00-\u9fff]{2}[于为靠由惠]民(?![、，][\u4e00-\u9fff]{2}[于为靠由惠]民)"
)
_UTTER = re.compile(r"[应能可当](?P<a>[\u4e00-\u9fff])尽(?P=a)(?:[、，]?[应能可当](?P<b>[\u4e00-\u9fff])尽(?P=b)){0,6}")
_PATTERNS = (
    (_WHO, "formula:谁…谁…", 0),
    (_WAYS, "formula:以…为…", 0),
    (_STRONG, "formula:…强省", 2),
    (_FOR_PEOPLE, "formula:…于民", 2),
    (_UTTER, "formula:应…尽…", 0),
)
"""Pattern, rule, and how many characters before the match belong to the formula."""
_DUTY_NOUNS = ("标准", "规定", "部署", "文件", "规划", "计划", "精神", "会议", "办法", "条例", "意见", "通知")


def find_formulae(text: str) -> Iterator[Slogan]:
    """Yield the formulae of a text, rule by rule; they may overlap."""
    for match in find_attested("formula", text):
        yield _formula(text, Span(*match.span()), f"lexicon:{match.group()}")
    for match in _SYSTEM.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        whose = next((w for w in _GOVERNED if before.endswith(w)), "")
        yield _formula(text, Span(match.start() - len(whose), match.end()), f"lexicon:{_SYSTEM.pattern}")
    for pattern, rule, ahead in (*_PATTERNS, (_ways(), "formula:以…为…", 0)):
        for match in pattern.finditer(text):
            yield _formula(text, Span(match.start() - ahead, match.end()), rule)
    yield from find_reorderings(text)
    yield from _find_roles(text)
    yield from _find_unions(text)
    yield from _find_framed(text)


def _formula(text: str, span: Span, rule: str, members: tuple[str, ...] = ()) -> Slogan:
    return Slogan(span=span, text=span.of(text), kind="formula", members=members, rule=rule)


@cache
def _ways() -> re.Pattern[str]:
    member = f"[^以、，,。；：“”\n]{{2,24}}?为{any_of('way')}"
    return re.compile(f"以{member}(?P<by>[、，,])以?{member}(?:(?P=by)以?{member}){{1,6}}(?=[、，,。；\n的]|$)")


@cache
def _role(place: str) -> re.Pattern[str]:
    role = f"(?:基层|各级|各|镇|乡|村){{0,1}}{any_of('actor')}[\u4e00-\u9fff]{{0,8}}?{any_of('act')}"
    if place == "first":
        return re.compile(f"(?:^|(?<=[的地])|{any_of('governor')})(?P<role>{role}(?:下的[\u4e00-\u9fff]{{2,6}})?)$")
    last = rf"(?=$|{any_of('follower')})"
    joint = f"(?:共同|多方|多元|协同){any_of('act')}"
    return re.compile(f"(?P<role>{role}|{joint})" + (last if place == "last" else "$"))


@cache
def _act_end() -> re.Pattern[str]:
    """Return a pattern for a separator behind the last letter of an act."""
    lasts = "".join(sorted({act[-1] for act in word_class("act")}))
    return re.compile(f"[、，,](?<=[{lasts}].)")


def _find_roles(text: str) -> Iterator[Slogan]:
    """Yield 党委领导、政府负责、社会协同…: three or more actors, each with what it does."""
    acts = [m.start() for m in _act_end().finditer(text) if closes(text[max(0, m.start() - 6) : m.start()], "act")]
    for stretch in _STRETCH.finditer(text) if acts else ():
        ended = bisect_left(acts, stretch.end()) - bisect_left(acts, stretch.start())
        # The second of three members ends with what it does; so does the first, but for 在…领导下的….
        if ended < 2 and not (ended and "下的" in stretch.group()):
            continue
        members: list[Span] = []
        for segment in (*_segments(stretch), Span(stretch.end(), stretch.end())):
            role = _role("next").match(text, segment.start, segment.end) if members and len(segment) <= 14 else None
            if role:
                members.append(Span(*role.span("role")))
                continue
            final = _role("last").match(text, segment.start, segment.end) if members else None
            members += [Span(*final.span("role"))] if final else []
            if len(members) >= 3 and len({m.of(text)[-2:] for m in members}) > 1:
                span = Span(members[0].start, members[-1].end)
                yield _formula(text, span, "formula:actors", tuple(m.of(text) for m in members))
            near = max(segment.start, segment.end - 18)
            opened = closes(text[near : segment.end], "act") or text.find("下的", near, segment.end) >= 0
            first = _role("first").search(text, near, segment.end) if opened else None
            members = [Span(*first.span("role"))] if first else []


def _segments(stretch: re.Match[str]) -> Iterator[Span]:
    start = stretch.start()
    for cut in _CUT.finditer(stretch.string, stretch.start(), stretch.end()):
        yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, stretch.end())


@cache
def _union() -> re.Pattern[str]:
    return re.compile(any_of("union"))


def _find_unions(text: str) -> Iterator[Slogan]:
    """Yield 法治、德治、自治有机融合: short items that are said to belong together."""
    for match in _union().finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        items = re.split("[，,。；：“”（）\\s]", before)[-1]
        items = _ungoverned(items)
        members = tuple(re.split("[、和与及同]", items))
        longest = 3 if len(members) == 2 else 6
        if len(members) >= 2 and all(2 <= len(m) <= longest for m in members) and not re.search("[把等]", items):
            yield _formula(text, Span(match.start() - len(items), match.end()), "formula:union", members)


def _ungoverned(items: str) -> str:
    """Return the items without the verbs that govern them."""
    joint = re.search("[、和与及]", items)
    cut = items.rfind("的", 0, joint.start()) if joint else -1
    # 党的领导 is one item; 的 behind it belongs to it.
    items = items[cut + 1 :] if cut > 1 else items
    verbs = sorted((v for v in word_class("governor") if len(v) > 1), key=len, reverse=True)
    while verb := next((v for v in verbs if items.startswith(v)), None):
        items = items[len(verb) :]
    return items


@cache
def _frame() -> re.Pattern[str]:
    body = r"(?P<body>[\u4e00-\u9fff]{4,9}(?:[、，][\u4e00-\u9fff]{4,9}){1,8}?(?:和[\u4e00-\u9fff]{4,9})?)"
    # Laws say 实行 of their 方针 alone; 实行分餐、收碗到桌的要求 is a measure.
    return re.compile(f"(?:{any_of('formula_frame')}|(?P<law>实行)){body}的?(?(law)方针|{any_of('frame_close')})")


def _find_framed(text: str) -> Iterator[Slogan]:
    """Yield 按照⟦条块结合、以块为主⟧的原则: two or more short members that a frame presents as a formula."""
    match = _frame().search(text)
    while match:
        body = match["body"].removesuffix("的")
        members = tuple(re.split("[、，和]", body))
        start = match.start("body")
        if _are_framed(body, members):
            yield _formula(text, Span(start, start + len(body)), "formula:frame", members)
        match = _frame().search(text, match.start() + 2)


def _are_framed(body: str, members: Sequence[str]) -> bool:
    sizes = {len(m) for m in members}
    if min(sizes) < 4 or max(sizes) - min(sizes) > 2:
        return False
    if len(sizes) > 1 and "，" in body:
        return False
    if any(opens(m, "formula_frame") or "的" in m for m in members):
        return False
    # One member may end in such a noun (遵循统一标准、统筹建设…的原则); two of two are papers.
    return 2 * sum(m.endswith(_DUTY_NOUNS) for m in members) < len(members)
