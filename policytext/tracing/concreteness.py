"""What makes a change concrete (细化): the kinds of evidence that its new wording brings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.tracing.values import Change

_KINDS = {
    "money": re.compile(r"[\d一二三四五六七八九十百千万亿]\s?(?:元|万元|亿元)|经费|资金|预算|补贴|津贴|补助|奖补"),
    "number": re.compile(
        r"\d|(?<![每任第同])[一二三四五六七八九十百两](?!家[一户])[一二三四五六七八九十百千万两]*"
        r"(?:个|名|次|处|家|项|户|人|场|所|支|平方米|公里)"
    ),
    "date": re.compile(r"\d{4}\s?年|[\d一二三四五六七八九十]{1,3}\s?月|年底|月底|季度|每[年月周]"),
    "place": re.compile(
        r"[\u4e00-\u9fff]{1,4}(?:(?<![农城每各本])村|(?<![乡城每各本])镇|(?<![城每各本])乡(?!镇)|街道|小区|广场|公园|车站)"
        r"|在[\u4e00-\u9fff、]{2,20}(?:场所|地点|区域)"
    ),
    "project": re.compile(r"[“《]|工程|项目|平台|(?<!为)中心|[馆库]$|(?<![同体])行动(?!起来)|试点|清单|专家库"),
    "duty-holder": re.compile(
        r"牵头|责任单位|负责(?!任)|(?:(?<![格布全大结])局|办公室|委员会|部门|领导小组)(?:$|[、，负牵])"
    ),
}
_BRINGS = ("detail", "scope", "actor", "slogan")


def add_evidence(change: Change) -> Change:
    """Return a change with the kinds of evidence that only its new side has.

    Figures and dates that changed bring none: they were concrete before, unless the clause had none.
    """
    if change.new is None or (change.kind not in _BRINGS and change.old is not None):
        return change
    found = tuple(_find_kinds(change.old.text if change.old else "", change.new.text))
    return replace(change, evidence=found) if found else change


_ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+|一次性")
"""第十一次党代会 and 一次性餐具 count nothing."""


def _find_kinds(old: str, new: str) -> Iterator[str]:
    old, new = (_ORDINAL.sub("", side) for side in (old, new))
    yield from (kind for kind, pattern in _KINDS.items() if pattern.search(new) and not pattern.search(old))
