"""What pages and web sites put around a document: page numbers, running heads, navigation, share prompts."""

import re
from collections import Counter
from collections.abc import Iterator

from policytext.text import Edit

PAGE_BREAK = "\f"

_NUMBER_LINE = re.compile(
    r"[ \t\u3000]*(?:[-—–－―‐─]+[ \t]?\d{1,4}[ \t]?[-—–－―‐─]+|[-—–－―‐][ \t]?\d{1,4}"
    r"|\d{1,3}[ \t]?/[ \t]?\d{1,3}|第[ \t]?\d{1,4}[ \t]?页(?:[，, /]{0,2}共[ \t]?\d{1,4}[ \t]?页)?"
    r"|Page[ \t]\d{1,4}(?:[ \t]of[ \t]\d{1,4})?)[ \t\u3000]*"
)
# A field as converters of Word files leave it: its code, with the number that it showed: PAGE  \* MERGEFORMAT  - 1 -.
_FIELD_LINE = re.compile(
    r"^(?=.{0,60}PAGE)(?:(?:NUM|SECTION)PAGES|PAGE|\\\*|MERGEFORMAT|Arabic|[-—–－―‐─/第共页，, \t\u3000\d])+$",
    re.MULTILINE,
)
_BARE_NUMBER = re.compile(r"[ \t\u3000]*(\d{1,4})[ \t\u3000]*")
_RESIDUE = re.compile(r"[ \t]?[-—–－―‐][ \t]?\d{1,3}(?:[ \t]?[-—–－―‐])?[ \t]*$", re.MULTILINE)
_BEFORE_RESIDUE = re.compile(r"[\u4e00-\u9fff，、；：”》）]")
_LONGEST_NUMBER_LINE = 40
_RESIDUE_AHEAD = re.compile(r"^[ \t]*[-—–－―‐][ \t]?\d{1,3}[ \t]?[-—–－―‐][ \t]*(?=[\u4e00-\u9fff])", re.MULTILINE)

_WHEN = r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:[ \t]+\d{1,2}:\d{2}(?::\d{2})?)?"
_LABELS = (
    "发布日期|发布时间|更新时间|更新日期|访问次数|浏览次数|点击数|阅读次数|点击|阅读|浏览量"
    "|信息来源|稿件来源|文章来源|责任编辑|责编|字号|字体|字体大小"
)
_LABELLED = rf"(?:{_LABELS})[ \t\u3000]*[:：][ \t\u3000]*[^，。；]{{0,40}}"
_ELSEWHERE = "上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关文件|相关解读|相关附件|附件下载"
_BUTTONS = "返回顶部|返回首页|返回列表|关闭窗口|打印本页|关闭本页"
_NAVIGATION: tuple[tuple[str, str], ...] = (
    ("navigation", r"(?:您?(?:现在的|当前的?|所在的?)?位置|当前位置|您现在所在的位置)[ \t]*[:：].{0,80}"),
    ("navigation", r"(?:>>|»|＞＞|>|＞)[ \t]*\S.{0,60}"),
    ("navigation", r"(?:首页|网站首页)[ \t]*(?:>|＞|»|/).{0,80}"),
    ("navigation", rf"(?:{_ELSEWHERE}|{_BUTTONS})(?:[:：].{{0,100}})?"),
    (
        "share prompt",
        r"(?:扫一扫|扫描二维码(?=.{0,8}(?:关注|查看|下载|打开|分享|阅读))|用手机扫|微信扫一扫|手机扫一扫|一键分享).{0,40}|分享(?:到.{0,40}|[:：].{0,20})?",
    ),
    ("page tool", r"(?:下载|打印|全屏|收藏|纠错|关闭|加大|还原|减小|放大|缩小|默认|复制|朗读|】|\]|\|)"),
    ("page tool", r"【?字[号体][:：]?.{0,24}"),
    ("page tool", r"(?:【|\[)?(?:打印|关闭|收藏|字[号体])(?:本页|窗口)?[^。]{0,30}(?:】|\])"),
    ("publication line", rf"(?:{_LABELLED})+"),
    ("publication line", r"[（(](?:来源|稿源|转载自|摘自)[ \t]*[:：].{1,40}[）)]"),
    ("publication line", rf"(?:时间|日期)[ \t]*[:：][ \t]*{_WHEN}"),
    ("publication line", rf"{_WHEN}[ \t]+(?:来源|浏览|点击|阅读)[:：]?.{{0,40}}"),
    ("database line", r"【法宝引证码】.{0,60}|原文链接[:：].{0,200}|(?:https?://|www\.)\S{4,200}"),
    ("database line", r"【?(?:全文|法规)(?:类别|号|有效性)】?[:：].{0,40}"),
)
_WEAK = re.compile(r"(?:来源|作者|编辑)[ \t\u3000]*[:：][^，。；]{1,40}")
"""Beside furniture these are a web site's; amid a plan they may be its items."""
# A wiki's note on rights below a text: 本作品…不适用于该法…属于公有领域.
_LICENCE = re.compile(
    r"^[ \t\u3000]*本作品(?=[\s\S]{0,600}?(?:公有领域|著作权法|public domain))", re.MULTILINE | re.IGNORECASE
)
_LICENCE_REACH = 1500
_NAVIGATION_LINE = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_NAVIGATION)))
_WORST_LINE = 260
"""Navigation is short; longer lines are not looked at."""


def find_page_furniture(text: str) -> Iterator[Edit]:
    """Yield edits for page numbers, on lines of their own or inside sentences, and for running heads beside them.

    A page number leaves a form feed, by which the next step knows that a page ended there.
    """
    numbers = sorted({*_number_lines(text), *_field_lines(text), *_counting_lines(text)})
    residues = [m.span() for m in _RESIDUE.finditer(text) if _BEFORE_RESIDUE.match(text, max(0, m.start() - 1))]
    residues += [m.span() for m in _RESIDUE_AHEAD.finditer(text)]
    found = [(span, "page number") for span in numbers]
    found += [(span, "running head") for span in _running_heads(text, numbers)]
    found += [(span, "page number") for span in residues]
    if licence := _LICENCE.search(text, max(0, len(text) - _LICENCE_REACH)):
        found.append(((licence.start(), len(text)), "licence note"))
    last = 0
    for (start, end), reason in sorted(found, key=lambda f: (f[0][0], -f[0][1])):
        if start >= last:
            yield Edit(start, end, PAGE_BREAK if reason == "page number" else "", reason)
            last = end


def _short_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines that may be nothing but a number; most lines are longer or have no digit."""
    start = 0
    for line in text.split("\n"):
        if 0 < len(line) <= _LONGEST_NUMBER_LINE and not line.isalpha():
            yield start, start + len(line)
        start += len(line) + 1


def _number_lines(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _short_lines(text):
        if _NUMBER_LINE.fullmatch(text, start, end):
            yield start, end


def _field_lines(text: str) -> Iterator[tuple[int, int]]:
    if "PAGE" in text:
        yield from (match.span() for match in _FIELD_LINE.finditer(text))


def _counting_lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines that hold nothing but a number are page numbers only where they count up one by one."""
    matches = (_BARE_NUMBER.fullmatch(text, start, end) for start, end in _short_lines(text))
    lines = [(m.span(), int(m.group(1))) for m in matches if m]
    for i, (span, number) in enumerate(lines):
        after = i + 1 < len(lines) and lines[i + 1][1] == number + 1 and lines[i + 1][0][0] - span[1] > 80
        before = i > 0 and lines[i - 1][1] == number - 1 and span[0] - lines[i - 1][0][1] > 80
        if after or before:
            yield span


def _running_heads(text: str, numbers: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines next to a page number that stand next to three or more of them, digits aside."""
    neighbours: list[tuple[int, int]] = []
    for start, end in numbers:
        before = text.rfind("\n", 0, max(0, start - 1)) + 1
        after = text.find("\n", end + 1)
        neighbours += [(before, max(before, start - 1)), (min(end + 1, len(text)), len(text) if after < 0 else after)]
    own = set(numbers)
    told = Counter(_head_key(text[a:b]) for a, b in set(neighbours) if (a, b) not in own)
    for start, end in sorted(set(neighbours) - own):
        key = _head_key(text[start:end])
        if 2 <= len(key) <= 40 and key[-1] not in "。；！？" and told[key] >= 3:
            yield start, end


def _head_key(line: str) -> str:
    return re.sub(r"[\d\s]+", "", line) if len(line) <= 60 else ""


def find_navigation(text: str) -> Iterator[Edit]:
    """Yield an edit for each line that a web site or database put there."""
    offset = 0
    lines = [(line, line.strip().lstrip("#* \t").rstrip("* ")) for line in text.split("\n")]
    told = [i for i, (_, bare) in enumerate(lines) if bare]
    reasons = {i: _furniture(lines[i][1]) for i in told}
    for before, here, after in zip([-1, *told], told, [*told[1:], -1], strict=False):
        if _WEAK.fullmatch(lines[here][1]) and (reasons.get(before) or reasons.get(after)):
            reasons[here] = "publication line"
    for i, (line, _) in enumerate(lines):
        if reason := reasons.get(i):
            yield Edit(offset, offset + len(line), "", reason)
        offset += len(line) + 1


def _furniture(line: str) -> str | None:
    match = _NAVIGATION_LINE.fullmatch(line) if len(line) <= _WORST_LINE else None
    return (
        next((r for i, (r, _) in enumerate(_NAVIGATION) if match.group(f"r{i}") is not None), None) if match else None
    )
