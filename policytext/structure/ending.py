"""The lines below a body: who signed and when, notes, the imprint (落款, 附注, 版记)."""

import re
from collections.abc import Mapping, Sequence

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
_IMPRINT = re.compile(
    r"^(?:抄送|主送|抄报|分送|报送)\s?[：:]|.{2,30}\s?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?印发$"
    r"|^(?:附件|附)\s?[：:]|^(?:共印|印数).{0,20}$|^联系人\s?[：:]"
)


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
        elif _IMPRINT.match(paragraph.text):
            roles[i] = BlockKind.NOTE
    last = len(paragraphs) - 1
    if last > 0 and last not in roles and paragraphs[last].marker is None and is_signer(paragraphs[last]):
        roles[last] = BlockKind.SIGNATURE
    return roles


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
