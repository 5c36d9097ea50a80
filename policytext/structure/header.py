"""The header (文头要素): what the lines above and below a body say, put together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from policytext.dates import find_dates, parse_date
from policytext.divisions import Issuer, parse_issuer, region_from
from policytext.docnumber import DocNumber
from policytext.errors import InvalidDate
from policytext.markers import MarkerKind
from policytext.structure.adoption import read_adoption
from policytext.structure.carrier import Carrier, Manner
from policytext.structure.document import BlockKind, Header, Level
from policytext.structure.ending import is_signer, read_endnotes, split_signature
from policytext.structure.front import Front, is_date_line, read_number_line
from policytext.structure.kinds import kind_of
from policytext.structure.paragraphs import Paragraph

_LEAD = re.compile(r"^(?P<issuer>[^《》]{2,80}?)\s*(?:关于|印发|转发|批转|发布|公布|令第)")
_NO_PLACE = re.compile("本[省市县区]|修改|推进|加强|实施|开展|关于")
_ZONE = re.compile(r"^(?P<city>[\u4e00-\u9fff]{2,4})经济特区")
_DECIDED = re.compile(r"通过|批准|公布|发布|施行|审议|修正|修订|修改|(?:会议|大会|全会)上")
_OCCASION = re.compile(r"^[—-]*\s?(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)?在(?P<place>.{2,40})")
_NATIONAL = re.compile(r"全国人民代表大会|国务院|中国共产党第[一二三四五六七八九十]{1,3}(?:次全国代表大会|届中央)")
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
_SPOKEN = re.compile(
    r"我(?:[受由][^，。]{2,20}委托，?)?代表(?P<organ>国务院|[\u4e00-\u9fff]{1,14}(?:人民政府|委员会|法院|检察院))[，,]"
)
# Only the state's own law says who answers for the whole country; a local one says 本省, 全市.
_NATIONWIDE = re.compile(r"国务院[^。；]{0,60}(?:负责|主管|指导|监督)[^。；，]{0,12}全国")
_OWN = re.compile(r"^(?:自治[区州县]|[省市县区州旗])(?=人民|法院|检察院)")
_LOOK = 24
"""The words with which a speech opens stand among so many paragraphs."""


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
    speaker = _speaker(issuer, title, carrier, front) or _host(title, front)
    level = Level(speaker.level) if speaker and speaker.level else _level_of_text(title, front, paragraphs)
    return Header(
        **_titles(title, carrier, front),
        number=front.number or _number_below(paragraphs, roles),
        issuer=issuer,
        level=level,
        region=_region(speaker, paragraphs, level),
        date=_date(paragraphs[:end], front, roles) or _date(paragraphs, front, roles),
        addressee=front.addressee,
        secrecy=front.fields.get("secrecy"),
        urgency=front.fields.get("urgency"),
        signer=front.fields.get("signer"),
        **read_endnotes(paragraphs),
    )


def _titles(title: str | None, carrier: Carrier | None, front: Front) -> dict[str, Any]:
    """Return title and kind of a document, and of what it carries; an order (令) is known by its regulation's."""
    if carrier is None:
        whole = f"{title} {front.second}" if title and front.second else title
        return {"title": whole, "kind": _kind(title, front)}
    if carrier.manner is Manner.ORDER:
        return {"title": carrier.title, "kind": kind_of(carrier.title)}
    attached = {"attachment_title": carrier.title, "attachment_kind": kind_of(carrier.title)}
    return {"title": title, "kind": _kind(title, front), **attached}


def _kind(title: str | None, front: Front) -> str | None:
    """Return the kind that a title names, else the one of its subtitle: ——在…大会上的报告."""
    return (kind_of(title) or front.genre) if title else None


def _issuer(title: str | None, front: Front, signers: Sequence[str], paragraphs: Sequence[Paragraph]) -> str | None:
    lead = _LEAD.match(title) if title else None
    if lead and (found := parse_issuer(lead["issuer"])).level:
        return found.name
    if (
        title
        and (order := re.match(r"^(?P<issuer>.{3,40})(?:令|公告)$", title))
        and parse_issuer(order["issuer"]).level
    ):
        return re.sub(r"^中华人民共和国(?=国务院|.*[部署局行会]$)", "", order["issuer"])
    if "发文机关" in front.fields:
        return front.fields["发文机关"] or None
    if front.red_head:
        return front.red_head
    if signers:
        return "、".join(signers) if len(signers) < 4 else signers[0]
    signed = next((split for p in paragraphs if (split := split_signature(p.text))), None)
    return signed or read_adoption(front.notes).by or _spoken_for(paragraphs, _host(title, front))


def _spoken_for(paragraphs: Sequence[Paragraph], host: Issuer | None) -> str | None:
    """Return whom a report's speaker stands for: 现在，我代表国务院，向大会报告; 市人民政府 with the host's place."""
    organ = next((m["organ"] for p in paragraphs[:_LOOK] if (m := _SPOKEN.search(p.text))), None)
    if organ is None or not _OWN.match(organ):
        return organ
    place = host.region.split("/")[-1] if host and host.region else None
    return place + _OWN.sub("", organ) if place else None


def _speaker(issuer: str | None, title: str | None, carrier: Carrier | None, front: Front) -> Issuer | None:
    """Return whose level and region the document has: its issuer's, else that of the place its title names."""
    names = [issuer] if issuer else []
    if title and _kind(title, front):
        names += [title, *([carrier.title] if carrier else [])]
    for name in names:
        zone = _ZONE.match(name)
        found = parse_issuer(f"{zone['city']}市人民政府" if zone else name)
        if found.level:
            return found
    return None


def _host(title: str | None, front: Front) -> Issuer | None:
    """Return whose assembly a report was given to: ——2026年2月3日在青禾市…会议上."""
    if not _kind(title, front):
        return None
    hosts = (parse_issuer(m["place"]) for note in front.notes if (m := _OCCASION.match(note)))
    return next((host for host in hosts if host.level), None)


def _level_of_text(title: str | None, front: Front, paragraphs: Sequence[Paragraph]) -> Level | None:
    if title is None or not _kind(title, front):
        return None
    told = "".join(front.notes)
    if title.startswith(("中华人民共和国", "国务院")) or _NATIONAL.search(told):
        return Level.CENTRAL
    if any(_NATIONWIDE.search(p.text) for p in paragraphs if p.marker and p.marker.kind is MarkerKind.ARTICLE):
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
    dates = (_date_of(text) for text in fields[:1] + signed)
    adopted = (read_adoption(told).on, *(_date_of(text) for text in told + fields))
    return next((found for found in (*dates, *adopted) if found), None)


def _date_of(text: str) -> date | None:
    """Return the date that a line is, or else the first one in it."""
    try:
        return parse_date(text.strip("（）() "))
    except InvalidDate:
        found = next(iter(find_dates(text)), None)
        return found.date if found else None
