"""The header (文头要素): what the lines above and below a body say, put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policytext.dates import find_dates, parse_date
from policytext.divisions import Issuer, parse_issuer, region_from
from policytext.docnumber import DocNumber
from policytext.errors import InvalidDate
from policytext.structure.document import BlockKind, Header, Level
from policytext.structure.ending import is_signer, split_signature
from policytext.structure.front import Front, fold_title, is_date_line, read_number_line
from policytext.structure.kinds import carried_title, kind_of
from policytext.structure.paragraphs import Paragraph

_LEAD = re.compile(r"^(?P<issuer>[^《》]{2,80}?)\s*(?:关于|印发|转发|批转|发布|公布|令第)")
_DISCLOSURE = re.compile(r"[（(]?(?P<what>此件[^（）()]{2,20}|主动公开|依申请公开|不予公开)[）)]?$")
_IMPRINT = re.compile(r"^(?P<by>.{2,40}?)\s*(?P<on>\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?印发$")
_NO_PLACE = re.compile("本[省市县区]|修改|推进|加强|实施|开展|关于")
_ZONE = re.compile(r"^(?P<city>[\u4e00-\u9fff]{2,4})经济特区")
_COPIES = re.compile(r"^抄送\s?[：:]\s?(?P<to>.{2,400})$")
_ATTACHED = re.compile(r"^附件?\s?[：:]\s?(?P<what>.{2,300})$")
_DECIDED = re.compile(r"通过|批准|公布|发布|施行|审议|(?:会议|大会|全会)上")
_OCCASION = re.compile(r"^[—-]*\s?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日在(?P<place>.{2,40})")
# Whom a text calls upon to act is one step below the one who speaks.
_PREFECTURES = "市|州|设区的?市|地区|盟市|行署"
_CALLED: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"各省[、（(]?[、，]?(?:自治区|区、市)"), Level.CENTRAL),
    (
        re.compile(
            rf"各(?:地级以上)?(?:省辖)?(?:{_PREFECTURES})(?:[、（(](?:州|地|盟|行署|自治州)[^：。]{{0,10}})?"
            r"(?:委|人民政府|党委|、省|[、，]?县)|各市（|各市[、，]"
        ),
        Level.PROVINCE,
    ),
    (
        re.compile(r"各(?:旗|县|区)(?:[、（(](?:县|市|区|旗)[^：。]{0,10})?|各区（市）县|各县（[市区][、，]?[市区]?）"),
        Level.CITY,
    ),
    (re.compile(r"各(?:乡|镇|街道|乡镇|镇乡|苏木)"), Level.COUNTY),
    (re.compile(r"各(?:村|社区|行政村|嘎查)"), Level.TOWNSHIP),
)
_FOLD_MATCH = 80


@dataclass(frozen=True, slots=True)
class Carrier:
    """A notice (印发通知) and what it carries."""

    title: str
    """The attachment's title, as printed above it, or as the notice names it."""
    at: int | None
    """Position of the paragraph that is the attachment's title; None where none is printed."""


def find_carrier(paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind]) -> Carrier | None:
    """Return what a notice carries; None where the document is no carrier."""
    from rapidfuzz import fuzz

    if front.title is None:
        return None
    title = paragraphs[front.title].text
    carried = carried_title(title) or (
        _ordered_title(paragraphs[front.title + 1 :]) if title.endswith(("令", "公告")) else None
    )
    if carried is None:
        return None
    want, signed = fold_title(carried), False
    for i in range(front.title + 1, len(paragraphs)):
        paragraph = paragraphs[i]
        signed = signed or is_date_line(paragraph.text)
        if (
            not (paragraph.is_line or len(paragraph.text) < 120)
            or paragraph.marker
            or (i in roles and i <= front.title)
        ):
            continue
        if roles.get(i) in (BlockKind.TITLE, BlockKind.NOTE, BlockKind.CONTENTS):
            continue
        have = fold_title(re.sub(r"^附件?\d?[：:]?", "", paragraph.text))
        if paragraph.is_finished or roles.get(i) in (BlockKind.ADDRESSEE, BlockKind.SIGNATURE):
            continue
        if fuzz.ratio(want, have) >= _FOLD_MATCH or (
            signed and paragraph.is_line and kind_of(paragraph.text) and len(have) > 6
        ):
            return Carrier(paragraph.text, i)
    return Carrier(carried, None)


def _ordered_title(below: Sequence[Paragraph]) -> str | None:
    """Return the title of the regulation that an order (令) or announcement (公告) promulgates."""
    told = (re.search(r"《(?P<name>[^《》]{4,80})》.{0,200}(?:通过|公布|发布|施行)", p.text) for p in below[:5])
    match = next((m for m in told if m), None)
    return match["name"] if match and kind_of(match["name"]) else None


def make_header(
    paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind], carrier: Carrier | None
) -> Header:
    """Return the header elements that are printed; None for each that is not."""
    title = paragraphs[front.title].text if front.title is not None else None
    end = carrier.at if carrier and carrier.at is not None else len(paragraphs)
    signers = [
        split_signature(p.text) or p.text
        for i, p in enumerate(paragraphs[:end])
        if roles.get(i) is BlockKind.SIGNATURE and is_signer(p)
    ]
    issuer = _issuer(title, front, signers, paragraphs)
    speaker = _speaker(issuer, title, carrier) or _host(title, front)
    level = Level(speaker.level) if speaker and speaker.level else _level_of_text(title, front, paragraphs)
    return Header(
        title=title,
        number=front.number or _number_below(paragraphs, roles),
        kind=kind_of(title) if title else None,
        issuer=issuer,
        level=level,
        region=_region(speaker, paragraphs, level),
        date=_date(paragraphs[:end], front, roles) or _date(paragraphs, front, roles),
        addressee=front.addressee,
        attachment_title=carrier.title if carrier else None,
        attachment_kind=kind_of(carrier.title) if carrier else None,
        secrecy=front.fields.get("secrecy"),
        urgency=front.fields.get("urgency"),
        signer=front.fields.get("signer"),
        **_endnotes(paragraphs),  # type: ignore[arg-type]
    )


def _issuer(title: str | None, front: Front, signers: Sequence[str], paragraphs: Sequence[Paragraph]) -> str | None:
    lead = _LEAD.match(title) if title else None
    if lead and (found := parse_issuer(lead["issuer"])).level:
        return found.name
    if (
        title
        and (order := re.match(r"^(?P<issuer>.{3,40})(?:令|公告)$", title))
        and parse_issuer(order["issuer"]).level
    ):
        return order["issuer"]
    if "发文机关" in front.fields:
        return front.fields["发文机关"] or None
    if front.red_head:
        return front.red_head
    if signers:
        return "、".join(signers) if len(signers) < 4 else signers[0]
    return next((split for p in paragraphs if (split := split_signature(p.text))), None)


def _speaker(issuer: str | None, title: str | None, carrier: Carrier | None) -> Issuer | None:
    """Return whose level and region the document has: its issuer's, else that of the place its title names."""
    names = [issuer] if issuer else []
    if title and kind_of(title):
        names += [title, *([carrier.title] if carrier else [])]
    for name in names:
        zone = _ZONE.match(name)
        found = parse_issuer(f"{zone['city']}市人民政府" if zone else name)
        if found.level:
            return found
    return None


def _host(title: str | None, front: Front) -> Issuer | None:
    """Return whose assembly a report was given to: ——2026年2月3日在青禾市…会议上."""
    if not title or not kind_of(title):
        return None
    hosts = (parse_issuer(m["place"]) for note in front.notes if (m := _OCCASION.match(note)))
    return next((host for host in hosts if host.level), None)


def _level_of_text(title: str | None, front: Front, paragraphs: Sequence[Paragraph]) -> Level | None:
    if not title or not kind_of(title):
        return None
    told = "".join(front.notes)
    if title.startswith(("中华人民共和国", "国务院")) or re.search("全国人民代表大会|国务院", told):
        return Level.CENTRAL
    return _called(front, paragraphs)


def _called(front: Front, paragraphs: Sequence[Paragraph]) -> Level | None:
    closing = [p.text for p in paragraphs[-8:] if re.match(r"^各", p.text)]
    for text in ([front.addressee] if front.addressee else []) + closing:
        for pattern, level in _CALLED:
            if pattern.match(text):
                return level
    return None


def _region(speaker: Issuer | None, paragraphs: Sequence[Paragraph], level: Level | None) -> str | None:
    if speaker is None or not speaker.region or level is Level.CENTRAL:
        return None
    return region_from([*speaker.region.split("/"), *_places_above(paragraphs)])


def _places_above(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the regions of the issuers of documents that the opening names: a plan's own upper authorities."""
    opening = "".join(p.text for p in paragraphs[:12])[:2000]
    for match in re.finditer(r"《(?P<title>[^《》]{4,120})》", opening):
        region = parse_issuer(match["title"]).region
        if region and not _NO_PLACE.search(region):
            yield from region.split("/")


def _number_below(paragraphs: Sequence[Paragraph], roles: Mapping[int, BlockKind]) -> DocNumber | None:
    for i, paragraph in enumerate(paragraphs[:30]):
        if i not in roles and len(paragraph.text) < 40 and (number := read_number_line(paragraph.text)):
            return number
    return None


def _date(paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind]) -> date | None:
    signed = [p.text for i, p in enumerate(paragraphs) if roles.get(i) is BlockKind.SIGNATURE]
    told = [note for note in front.notes if _DECIDED.search(note) or is_date_line(note)]
    fields = [front.fields[name] for name in ("成文日期", "发文日期", "印发日期") if front.fields.get(name)]
    dates = (_date_of(text) for text in fields[:1] + signed + told + fields)
    return next((found for found in dates if found), None)


def _date_of(text: str) -> date | None:
    """Return the date that a line is, or else the first one in it."""
    try:
        return parse_date(text.strip("（）() "))
    except InvalidDate:
        found = next(iter(find_dates(text)), None)
        return found.date if found else None


def _endnotes(paragraphs: Sequence[Paragraph]) -> dict[str, object]:
    notes: dict[str, object] = {}
    for paragraph in paragraphs:
        if len(paragraph.text) > 420:
            continue
        if match := _DISCLOSURE.match(paragraph.text):
            notes.setdefault("disclosure", match["what"])
        elif match := _IMPRINT.match(paragraph.text):
            notes.setdefault("printed_by", match["by"])
            notes.setdefault("printed_on", _date_of(match["on"]))
        elif match := _COPIES.match(paragraph.text):
            notes.setdefault("copies_to", match["to"].rstrip("。"))
        elif match := _ATTACHED.match(paragraph.text):
            notes.setdefault("attachments_note", match["what"])
    return notes
