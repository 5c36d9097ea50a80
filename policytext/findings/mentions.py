"""Where a text mentions a document by title, by number, or by both together: what is printed, not yet what it means."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.docnumber import DocNumber, find_docnumbers
from policytext.findings.laws import find_laws
from policytext.findings.titles import clean_title, find_quoted, is_bare, is_document_title, is_organ
from policytext.spans import Span

_EDITION = r"(?:\s{0,2}[（(](?:试行|暂行|草案|修订|征求意见稿|送审稿|\d{4}\s?年?\s?(?:版|修正|修订)?)[）)])?"
_TO_NUMBER = re.compile(rf"{_EDITION}\s{{0,3}}[（(〔\[【]{{0,2}}\s{{0,3}}(?:文号|发文字号)?[：:]?\s{{0,3}}")
_CLOSER = re.compile(r"\s{0,3}[）)》〕\]】]")
_OPENER = re.compile(r"[（(〔\[【]")
_FROM_NUMBER = re.compile(r"[）)]?[ \u3000]{0,3}(?:号?文件?|公布的?|发布的?|印发的?|所附的?|附件)?[ \u3000]{0,3}")
_TRAILING_OPENER = re.compile(r"[（(][ \u3000]?$")
_TRAILING = re.compile(r"[（(〔\[【\s]*$")
_UNQUOTED = re.compile(
    r"(?P<title>关于[^《》。；！？\n]{4,80}?的?(?:请示|报告|复?函|通知|意见|决定|批复|方案|规划|办法|规定))"
    r"[”\"]?[ \u3000]?[（(][ \u3000]?$"
)
_UNOPENED = re.compile(
    r"(?P<title>(?:中共|国务院|(?<![一-鿿])[一-鿿]{2,12}(?:政府|委|厅|部|局))?[^《》。；！？，,\n]{0,50}关于[^《》。；！？\n]{4,60})"
    r"》[ \u3000]?[（(][ \u3000]?$"
)
_VERB = re.compile(r"^.{0,8}?(?:落实|贯彻|执行|根据|按照|依据|依照|遵照|印发)")
_UNCLOSED = re.compile(r"《(?P<title>[^《》。；！？]{6,100})\s{0,2}[（(]\s{0,2}$")
_INCOMPLETE = (
    (_UNCLOSED, "unclosed title+number"),
    (_UNOPENED, "unopened title+number"),
    (_UNQUOTED, "unquoted title+number"),
)
_NOTICE_BEFORE = re.compile(
    r"(?P<organ>[^，。；：！？（）()\n《》〈〉]{0,60}?)(?P<about>关于(?:印发|转发|批转|发布|公布|下发)[^，。；！？《》\n]{0,20})$"
)
_NOTICE_BEHIND = re.compile(r"(?P<kind>的?(?:通知|函|公告|通告|决定))\s{0,2}[（(]")
_LEADS = re.compile(r"^.*(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|[对由按])|^(?:以及|[和及与])")
_BEFORE = 12
"""How far before a title the words stand that tell whether it names a document."""
_WIDEST = 110
"""How far before a number a title without 《》 is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention of a document: its title, its number, or both."""

    span: Span
    title: str | None
    """Without its brackets and the white space within."""
    number: DocNumber | None
    rule: str

    @property
    def bare(self) -> bool:
        """Whether only a kind is printed, 《意见》, which means a document named elsewhere."""
        return self.number is None and self.title is not None and is_bare(self.title)


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield every mention of a whole document in a text, in order; a title and the number beside it are one."""
    numbers = list(find_docnumbers(text))
    starts = [span.start for span, _ in numbers]
    taken: set[int] = set()
    mentions = []
    for span in find_quoted(text):
        if (notice := _read_notice(text, span, numbers, bisect_left(starts, span.end))) is not None:
            taken.add(notice[0])
            mentions.append(notice[1])
            continue
        near = _number_beside(text, span, numbers, bisect_left(starts, span.start))
        near = None if near in taken else near
        title = clean_title(span.of(text))
        if near is None and not is_document_title(title, text[max(0, span.start - _BEFORE) : span.start]):
            continue
        taken.update([] if near is None else [near])
        mentions.append(_joined(text, span, title, numbers[near] if near is not None else None))
    mentions += _by_common_name(text, mentions)
    mentions.sort(key=lambda m: m.span)
    rest = [pair for i, pair in enumerate(numbers) if i not in taken and not _within(pair[0], mentions)]
    mentions += [_by_number(text, span, number) for span, number in rest]
    yield from sorted(mentions, key=lambda m: m.span)


def _read_notice(
    text: str, span: Span, numbers: Sequence[tuple[Span, DocNumber]], at: int
) -> tuple[int, Mention] | None:
    """Return the notice without 《》 of its own around what it hands on: 关于印发《甲》的通知（青政发〔2031〕6号）."""
    behind = _NOTICE_BEHIND.match(text, span.end)
    if behind is None or at >= len(numbers) or numbers[at][0].start - behind.end() not in (0, 1):
        return None
    before = _NOTICE_BEFORE.search(text[max(0, span.start - _WIDEST) : span.start])
    closer = _CLOSER.match(text, numbers[at][0].end)
    if before is None or closer is None:
        return None
    organ = _LEADS.sub("", before["organ"]).strip()
    opening = (organ if is_organ(organ) else "") + before["about"]
    start = span.start - len(opening)
    title = clean_title(text[start : behind.end("kind")])
    return at, Mention(span=Span(start, closer.end()), title=title, number=numbers[at][1], rule="unquoted title+number")


def _by_common_name(text: str, quoted: Sequence[Mention]) -> list[Mention]:
    return [
        Mention(span=span, title=title, number=None, rule="common-name")
        for span, title in find_laws(text)
        if not _within(span, quoted)
    ]


def _number_beside(text: str, span: Span, numbers: Sequence[tuple[Span, DocNumber]], at: int) -> int | None:
    """Return the position of the number that belongs to a title: inside its end, behind it, or right before it."""
    for i in range(at, min(at + 3, len(numbers))):
        number = numbers[i][0]
        if number.start < span.end:
            if _CLOSER.sub("", text[number.end : span.end]) in {"", "》"}:
                return i
        elif _TO_NUMBER.fullmatch(text[span.end : number.start][:40]):
            return i
        else:
            break
    if at and _FROM_NUMBER.fullmatch(text[numbers[at - 1][0].end : span.start][:12]):
        return at - 1
    return None


def _joined(text: str, span: Span, title: str, found: tuple[Span, DocNumber] | None) -> Mention:
    if found is None:
        return Mention(span=span, title=title, number=None, rule="title")
    place, number = found
    start, end = min(span.start, place.start), max(span.end, place.end)
    if place.start < span.end and place in span:
        head = _TRAILING.sub("", text[span.start : place.start])
        title = clean_title(head.removeprefix("《"))
    elif place.end == end:
        closer = _CLOSER.match(text, end)
        opened = _OPENER.search(text[span.end : place.start])
        end = closer.end() if closer and opened else end
    return Mention(span=Span(start, end), title=title or None, number=number, rule="title+number")


def _within(span: Span, mentions: Sequence[Mention]) -> bool:
    at = bisect_left(mentions, span.start, key=lambda m: m.span.end)
    return at < len(mentions) and span in mentions[at].span


def _by_number(text: str, span: Span, number: DocNumber) -> Mention:
    """Return the mention of a number, with the title in front of it where that lacks its 《》, or one of them."""
    before = text[max(0, span.start - _WIDEST) : span.start]
    closer = _CLOSER.match(text, span.end)
    for pattern, rule in _INCOMPLETE if closer and _TRAILING_OPENER.search(before) else ():
        match = pattern.search(before)
        verb = _VERB.match(match["title"]) if match else None
        title = clean_title(match["title"][verb.end() if verb else 0 :]) if match else ""
        if match and closer and is_document_title(title):
            start = span.start - len(before) + (match.start("title") + verb.end() if verb else match.start())
            return Mention(span=Span(start, closer.end()), title=title, number=number, rule=rule)
    return Mention(span=span, title=None, number=number, rule="number")
