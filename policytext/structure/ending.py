"""The lines below a body: who signed and when, notes, the imprint (落款, 附注, 版记).

The one grammar of the imprint, after GB/T 9704-2012, 7.3.10-7.4::

    disclosure = [ "（" ] ( "此件" … | [ 公开方式 "：" ] 主动公开 | … ) [ "）" ]
    copies     = ( 抄送 | 抄报 | 分送 | 报送 | 主送 ) "：" …
    printed    = office date 印发
    attached   = 附 [ 件 ] "：" …
    counted    = ( 共印 | 印数 ) … | 联系人 "：" …
    validity   = … 有效期 ( 为 | 至 | 自 ) …
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from policytext.dates import find_dates
from policytext.structure.document import BlockKind
from policytext.structure.front import is_date_line
from policytext.structure.paragraphs import Paragraph

_BODY = (
    r"(?:政府|国务院|中央|委员会|办公[厅室]|[厅局部委办署院会司处]|公司|大学|学院|中心|指挥部|领导小组|军区|管委会"
    r"|人大|政协|组)"
)
_SIGNER = re.compile(rf"^[\u4e00-\u9fff（）“” 、·]{{2,60}}{_BODY}(?:[ \u3000（(].{{0,30}})?$")
_N = "0-9〇○零一二三四五六七八九十"
_DATE_TAIL = re.compile(
    rf"^(?P<issuer>[\u4e00-\u9fff ]{{4,40}}?)\s*[{_N}]{{4}}\s?年\s?[{_N}]{{1,3}}\s?月\s?[{_N}]{{1,3}}\s?日$"
)
_DATE = rf"[{_N}]{{4}}\s?年\s?[{_N}]{{1,3}}\s?月\s?[{_N}]{{1,3}}\s?日"
_IMPRINT: Mapping[str, re.Pattern[str]] = {
    "copies": re.compile(r"^(?:抄送|抄报|分送|报送|主送)\s?[：:]\s?(?P<to>.{2,400})$"),
    "printed": re.compile(rf"^(?P<by>.{{2,40}}?)\s*(?P<on>{_DATE})\s?印发$"),
    "attached": re.compile(r"^附件?\s?[：:]\s?(?P<what>.{2,300})?$"),
    "counted": re.compile(r"^(?:共印|印数).{0,20}$|^联系人\s?[：:]"),
}
"""The lines of the imprint; a compilation's has 送 and 发 alone as well, which open sentences elsewhere."""
_SENT = re.compile(r"^(?:送|发)\s*[：:]|^印发$")
_DISCLOSURE = re.compile(
    r"^[（(]?(?:(?:信息)?公开(?:方式|选项|类别|属性|类型)\s?[：:]\s?)?(?P<what>此件[^（）()]{2,20}|主动公开|依申请公开|不予公开)[）)]?$"
)
_VALIDITY = re.compile(
    r"(?:本[^，。；]{1,8}|施行|实施|执行|发布|印发|公布)[^。；]{0,30}?(?P<what>有效期限?[为至自\d一二三四五六七八九十两][^，。；（）()]{0,30})"
)
_FIRST_LETTERS = frozenset("抄分报主附共印联此依不公信（(")
_LONGEST = 420
_LAST = 8
"""A note on validity stands in so many last paragraphs."""


def find_signatures(paragraphs: Sequence[Paragraph], front: Mapping[int, BlockKind]) -> dict[int, BlockKind]:
    """Return the paragraphs that are a signature with its date, or a line of the imprint."""
    roles: dict[int, BlockKind] = {}
    for i, paragraph in enumerate(paragraphs):
        if i in front:
            continue
        if is_date_line(paragraph.text):
            roles[i] = BlockKind.SIGNATURE
            roles.update(dict.fromkeys(_signers_above(paragraphs, i, front), BlockKind.SIGNATURE))
        elif _DATE_TAIL.match(paragraph.text):
            roles[i] = BlockKind.SIGNATURE
        elif is_imprint(paragraph.text):
            roles[i] = BlockKind.NOTE
    last = len(paragraphs) - 1
    if last > 0 and last not in roles and paragraphs[last].marker is None and is_signer(paragraphs[last]):
        roles[last] = BlockKind.SIGNATURE
    return roles


def is_imprint(line: str, *, of_compilation: bool = False) -> bool:
    """Tell whether a line is one of an imprint (版记): copies, who printed it, how many, what is attached."""
    if of_compilation and _SENT.match(line):
        return True
    return _may_be_note(line) and any(pattern.match(line) for pattern in _IMPRINT.values())


def _may_be_note(line: str) -> bool:
    """Tell at little cost whether a line may be one of those below the body."""
    return line[:1] in _FIRST_LETTERS or line.endswith("印发")


def read_endnotes(paragraphs: Sequence[Paragraph]) -> dict[str, Any]:
    """Return what the lines below the body say, by the names of the header's elements."""
    notes: dict[str, Any] = {}
    for paragraph in paragraphs:
        if len(paragraph.text) <= _LONGEST and _may_be_note(paragraph.text):
            for name, value in _read_endnote(paragraph.text).items():
                notes.setdefault(name, value)
    for paragraph in paragraphs[-_LAST:]:
        if match := _VALIDITY.search(paragraph.text):
            notes["validity"] = match["what"]
    return notes


def _read_endnote(line: str) -> dict[str, Any]:
    if match := _DISCLOSURE.match(line):
        return {"disclosure": match["what"]}
    if match := _IMPRINT["printed"].match(line):
        dates = list(find_dates(match["on"]))
        return {"printed_by": match["by"], "printed_on": dates[0].date if dates else None}
    if match := _IMPRINT["copies"].match(line):
        return {"copies_to": match["to"].rstrip("。")}
    match = _IMPRINT["attached"].match(line)
    return {"attachments_note": match["what"]} if match and match["what"] else {}


def is_signer(paragraph: Paragraph) -> bool:
    """Tell whether a line is nothing but the name of an issuer."""
    return paragraph.is_line and bool(_SIGNER.match(paragraph.text))


def split_signature(line: str) -> str | None:
    """Return the issuer of a line that holds issuer and date together."""
    match = _DATE_TAIL.match(line)
    return match["issuer"].strip() if match else None


def _signers_above(paragraphs: Sequence[Paragraph], i: int, front: Mapping[int, BlockKind]) -> list[int]:
    signers: list[int] = []
    for j in range(i - 1, max(-1, i - 9), -1):
        if j in front or paragraphs[j].marker is not None or not is_signer(paragraphs[j]):
            break
        signers.append(j)
    return signers
