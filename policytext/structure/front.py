"""The lines above the body: what each of them is (版头, 题, 主送机关, 题注)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.docnumber import DocNumber, find_docnumbers, parse_docnumber
from policytext.errors import InvalidDocNumber
from policytext.structure.contents import HEAD, find_contents, fold_title
from policytext.structure.document import BlockKind
from policytext.structure.kinds import kind_of
from policytext.structure.paragraphs import Paragraph

_LOOK = 24
"""A header is shorter than so many paragraphs."""
_ADDRESSEE = re.compile(
    r"(?:各|省|市|县|区|旗|州|盟|乡|镇|村|政府|委员会|部门|单位|[局厅院部委办署司处团会]|公司|企业|学校|总部|法院|检察院|公署|机构)[^。；]{0,200}[：:]$"
)
_NO_ADDRESSEE = re.compile(r"同志们|各位|先生|女士|如下|代表：|以下|[一二三四五六七八九十]、")
_PERSON = re.compile(
    r"^(?!各位|同志|尊敬)[\u4e00-\u9fff·]{2,12}(?:等\d{0,2}位)?(?:副?主席|委员|代表|同志|先生|女士)[：:]$"
)
_FIELD = re.compile(
    r"^[【\[]?(?P<name>索\s?引\s?号|主题分类|发文机关|成文日期|发文日期|印发日期|标\s*题|发文字号|文\s?号|主\s?题\s?词|有效性|公开方式|发布机构|信息分类|生成日期|施行日期|时效性)[】\]]?\s*[：:]\s*(?P<value>.{0,200})$"
)
_ADOPTED = re.compile(
    r"^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?.{0,80}(?:通过|批准|公布|发布|修正|修订|施行|修改|废止|起施行)"
)
_DELIVERED = re.compile(r"^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日在[\u4e00-\u9fff]{4,40}(?:会议|大会|全会)上")
_WHOLE_DATE = re.compile(
    r"^[（(]?\s?[0-9〇○零一二三四五六七八九十OoＯ０-９]{4}\s?年\s?[0-9０-９一二三四五六七八九十]{1,3}\s?月\s?(?:[0-9０-９一二三四五六七八九十]{1,3}\s?日)?[）)]?$"
)
# The cover of a standard (标准): its classes, its code, whose standard it is, its name in English.
_COVER = re.compile(
    r"^(?:ICS|CCS)\s?[\x20-\x7e—]*$|^P\s?[\dX]{2}$"
    r"|^[A-Z]{1,4}\s?\d{0,3}(?:/[TZ])?\s?[\dX.]{0,8}(?:\s?[-–—]\s?[\dX]{2,4})?$"
    r"|^[\u4e00-\u9fff\s]{2,30}?(?:国\s?家|行\s?业|地\s?方|团\s?体|企\s?业)\s?标\s?准$|^[A-Za-z][A-Za-z\s&,.'-]{8,}[（(]?.{0,3}$"
    r"|^[\dX]{2,4}\s?[-–—]\s?[\dX]{1,2}\s?[-–—]\s?[\dX]{1,2}\s?(?:发\s?布|实\s?施)"
)
_RED_HEAD = re.compile(r"^(?P<issuer>.{2,40}?)\s?文\s?件$")
_SUBTITLE = re.compile(r"^(?:——|--|――|—)")
_REPORTED = re.compile(r"^(?:——|--|――|—)\s?在.{4,60}上(?:所作)?的(?:工作)?(?P<kind>报告|说明)$")
_SECRECY = re.compile(r"^(?P<secrecy>绝密|机密|秘密)(?:★.{0,10})?(?:\s.*)?$")
_URGENCY = re.compile(r"^(?P<urgency>特急|加急|特提|平急)$")
_SIGNER = re.compile(r"签发人\s?[：:]\s?(?P<signer>[\u4e00-\u9fff ·]{2,20})$")


@dataclass(slots=True)
class Front:
    """What the lines above the body say; filled while they are read."""

    roles: dict[int, BlockKind] = field(default_factory=dict)
    """Position of a paragraph → what it is."""
    title: int | None = None
    second: str | None = None
    """Second line of a title above its subtitle."""
    genre: str | None = None
    """Kind that the subtitle of a report names."""
    number: DocNumber | None = None
    addressee: str | None = None
    red_head: str | None = None
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    body: int = 0
    """Position of the body's first paragraph."""


def read_number_line(line: str) -> DocNumber | None:
    """Return the document number that a line consists of, its brackets aside."""
    if len(line) > 60:
        return None
    found = list(find_docnumbers(line))
    if len(found) != 1:
        return None
    span, number = found[0]
    rest = line[: span.start] + line[span.end :]
    return number if not re.sub(r"[\s（()）:：\[\]【】]|发文字号|文号|签发人.*", "", rest) else None


def _read_order(title: str, line: str) -> DocNumber | None:
    """Return the number of an order (令) that stands below its title: 第706号."""
    match = re.match(r"^[（(]?(?P<serial>第\s?[\d〇一二三四五六七八九十百]{1,6}\s?号)[）)]?$", line)
    if match is None or not title.endswith(("令", "公告")):
        return None
    try:
        return parse_docnumber(title + match["serial"])
    except InvalidDocNumber:
        return None


def is_date_line(line: str) -> bool:
    """Tell whether a line is nothing but a date."""
    return bool(_WHOLE_DATE.match(re.sub(r"\s+", "", line)))


def read_front(paragraphs: Sequence[Paragraph]) -> Front:
    """Return what the lines above the body are."""
    front = Front()
    title = _choose_title(paragraphs)
    i = 0
    while i < min(len(paragraphs), _LOOK):
        role = _role(front, paragraphs, i, title)
        if role is None:
            if i >= (title or 0) or not paragraphs[i].is_line:
                break
            role = BlockKind.NOTE
        front.roles[i] = role
        i += 1
    front.title = _last_print(paragraphs, title, i) if title is not None and title < i else None
    listed = find_contents(paragraphs, i)
    front.roles.update(dict.fromkeys(listed, BlockKind.CONTENTS))
    front.body = max(i, max(listed, default=-1) + 1)
    return front


def _last_print(paragraphs: Sequence[Paragraph], title: int, end: int) -> int:
    """Return the position of the title itself, where a database prints it once more above."""
    while title + 1 < end and fold_title(paragraphs[title + 1].text) == fold_title(paragraphs[title].text):
        title += 1
    return title


def _choose_title(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the position of the title: the first line that names a kind, else the first line of the text."""
    lines = []
    for i, paragraph in enumerate(paragraphs[:_LOOK]):
        if paragraph.is_finished and not paragraph.is_bracketed and len(paragraph.text) > 60:
            break
        if _is_titlelike(paragraph):
            lines.append(i)
    if (title := next((i for i in lines if paragraphs[i].depth == 0), None)) is not None:
        return title
    named = [i for i in lines if kind_of(paragraphs[i].text)]
    strong = [i for i in named if re.search("关于|印发", paragraphs[i].text)]
    for choice in (strong, named, lines):
        if choice:
            return choice[0] if choice is not named or choice[0] <= lines[0] + 3 else lines[0]
    return None


def _is_titlelike(paragraph: Paragraph) -> bool:
    text = paragraph.text
    long_title = len(text) <= 160 and bool(re.search("关于|印发", text)) and kind_of(text) is not None
    return (
        (paragraph.is_line or (long_title and not re.search("[。；]", text)))
        and (paragraph.marker is None)
        and not (paragraph.is_row or paragraph.is_bracketed or is_date_line(text) or _RED_HEAD.match(text))
        and read_number_line(text) is None
        and not (
            HEAD.match(text)
            or _FIELD.match(text)
            or _ADOPTED.match(text)
            or _SUBTITLE.match(text)
            or _COVER.match(text)
            or _URGENCY.match(text)
            or _SECRECY.match(text)
        )
    )


def _role(front: Front, paragraphs: Sequence[Paragraph], i: int, title: int | None) -> BlockKind | None:
    """Return what a line above the body is, its content noted; None where it is none of the header's."""
    line = paragraphs[i].text
    if title is not None and (role := _title_role(front, paragraphs, i, title)) is not None:
        return role
    if front.number is None and (number := read_number_line(line)) is not None:
        front.number = number
        if signer := _SIGNER.search(line):
            front.fields["signer"] = signer["signer"].strip()
        return BlockKind.NUMBER
    if match := _FIELD.match(line):
        front.fields[re.sub(r"\s", "", match["name"])] = match["value"].strip()
        return BlockKind.NOTE
    to = _is_addressee(line) or (_PERSON.match(line) and paragraphs[i - 1].text != line)
    if to and title is not None and i > title and front.addressee is None:
        front.addressee = line[:-1].strip()
        return BlockKind.ADDRESSEE
    return _note_role(front, paragraphs[i])


def _title_role(front: Front, paragraphs: Sequence[Paragraph], i: int, title: int) -> BlockKind | None:
    """Return what a line is that is the title, says it once more, or stands right below it and belongs to it."""
    line, printed = paragraphs[i].text, paragraphs[title].text
    if i == title or fold_title(line) == fold_title(printed):
        return BlockKind.TITLE
    if i == title + 1 and (order := _read_order(printed, line)) is not None:
        front.number = order
        return BlockKind.NUMBER
    if i == title + 1 and _is_second_line(paragraphs, i):
        front.second = line
        return BlockKind.TITLE
    return None


def _is_second_line(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether a line goes on with the title, above a subtitle that tells the occasion: ——在…大会上的报告."""
    below = paragraphs[i + 1 : i + 2]
    return _is_titlelike(paragraphs[i]) and any(_REPORTED.match(p.text) for p in below)


def _note_role(front: Front, paragraph: Paragraph) -> BlockKind | None:
    line = paragraph.text
    if match := _RED_HEAD.match(line):
        front.red_head = match["issuer"]
        return BlockKind.NOTE
    if _COVER.match(line):
        return BlockKind.NOTE
    if marks := _SECRECY.match(line) or _URGENCY.match(line) or _SIGNER.search(line):
        front.fields.update({k: v for k, v in marks.groupdict().items() if v})
        return BlockKind.NOTE
    if (
        paragraph.is_bracketed
        or _ADOPTED.match(line)
        or _DELIVERED.match(line)
        or is_date_line(line)
        or _SUBTITLE.match(line)
    ):
        front.notes.append(line)
        if reported := _REPORTED.match(line):
            front.genre = reported["kind"]
        return BlockKind.NOTE
    return None


def _is_addressee(line: str) -> bool:
    return len(line) <= 260 and "。" not in line and bool(_ADDRESSEE.search(line)) and not _NO_ADDRESSEE.search(line)
