"""Kinds of document (文种): the 15 of 党政机关公文处理工作条例 (2012), and the genres that offices work with."""

import re

_STATUTORY = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|复函|函|纪要"
_WORKING = (
    "方案|规划|计划|纲要|办法|规定|条例|细则|规则|规程|导则|章程|要点|清单|措施|制度|规范|标准|指南|预案|目录|答复|解读|倡议书"
    "|公约|宣言|说明|建议|政策|令|法"
)
KINDS = tuple(sorted(f"{_STATUTORY}|{_WORKING}".split("|"), key=len, reverse=True))
"""All kinds, the longest first."""
_STATUTORY_OF = {"复函": "函"}
"""What offices print → the kind that the 条例 of 2012 lists."""
_TAIL = r"(?:\s*[（(〔\[【][^（）()]{1,30}[）)〕\]】])*\s*$"
_KIND_END = re.compile(rf"(?:{'|'.join(KINDS)})(?={_TAIL})")
_CARRIERS = r"印发|转发|批转|发布|公布|下发|颁发|颁布"
_CARRIER = re.compile(
    rf"(?:关于)?(?:{_CARRIERS})\s*(?P<what>.{{4,300}}?)的?(?P<kind>通知|公告|决定|令|函|通告)(?={_TAIL})"
)
_NOT_LAW = re.compile(r"(?:方|办|做|看|想|说|用|书|司|立|执|普|合|违|依|守)法$")


def kind_of(title: str) -> str | None:
    """Return the kind (文种) that a title ends in, brackets such as （试行） behind it aside; None if it names none.

    Examples
    --------
    >>> kind_of("关于印发《青禾县农村书屋建设实施方案》的通知"), kind_of("青禾县促进条例（草案）")
    ('通知', '条例')
    """
    kind = _printed_kind(title)
    return _STATUTORY_OF.get(kind, kind) if kind else None


def _printed_kind(title: str) -> str | None:
    bare = title.rstrip("》〉” ")
    match = _KIND_END.search(bare)
    if match is None or (match.group() == "法" and _NOT_LAW.search(bare[: match.end()])):
        return None
    if match.group() == "令" and not re.search(r"[府院会部局席]令", bare):
        return None
    return match.group()


def carried_title(title: str) -> str | None:
    """Return the title of the document that a notice's title says it carries (印发, 转发); None if it carries none.

    Examples
    --------
    >>> carried_title("青禾县人民政府关于印发《青禾县农村书屋建设实施方案》的通知")
    '青禾县农村书屋建设实施方案'
    """
    match = _CARRIER.search(title)
    if match is None:
        return None
    what = match["what"].strip()
    first = re.search(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉){2,200})》", what)
    if first:
        return first.group(1)
    return what if kind_of(what) else None
