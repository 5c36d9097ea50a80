"""Template residue (模板残留): bodies and regions that cannot belong to the document that names them."""

import re
from collections.abc import Iterator

from policytext.divisions import find_place, is_listed
from policytext.spans import Span
from policytext.structure.document import Document, Level
from policytext.tracing.values import Passage, Residue
from policytext.wording.words import may_be_name

_ZONE = re.compile(r"(?:经开区|高新区|经济(?:技术)?开发区|高新技术(?:产业)?开发区|保税区|管委会|开发区)")
_IN_GENERAL = re.compile(r"(?:各类?|设立|建设|[、和及与])$")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,9}[省市州盟县区旗镇乡](?=(?:党委|委员会|人民政府|政府|党工委|办事处|党政办|[委局办]))"
)
_NO_NAME = "各全本我该属辖由在经向对受被把从给让为按请"
_TOWN = re.compile(
    rf"(?P<name>(?![{_NO_NAME}])[\u4e00-\u9fff](?![{_NO_NAME}乡城心点制色集村县区市的和与及或])[\u4e00-\u9fff](?:镇|乡(?!镇|村)|街道))"
    r"(?=(?:党委|党工委|人民政府|政府(?!部门)|办事处|党政办))"
)
"""A town's name of two letters before the name of its body; 各乡镇, 中心镇, 建制镇 are no names."""
_TITLE = re.compile(r"《[^《》\n]{1,200}》")
_LEVELS = ("province", "city", "county", "township", "village")


def find_residues(document: Document) -> Iterator[Residue]:
    """Yield what cannot belong in a local document, in order; nothing where its level is not known."""
    level = document.header.level
    if level is None or level is Level.CENTRAL:
        return
    text = document.text.characters
    closed = [Span(*m.span()) for m in _TITLE.finditer(text)]
    for stretch in document.prose():
        found = [*_zones(document, text, stretch), *_places(document, text, stretch), *_towns(document, text, stretch)]
        for span, kind in sorted(found):
            if not any(span.overlaps(title) for title in closed):
                yield Residue(document=document.id, passage=Passage(span, span.of(text)), kind=kind)


def _zones(document: Document, text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Yield development zones in a township's or village's plan that no region's name goes with."""
    if document.header.level not in (Level.TOWNSHIP, Level.VILLAGE):
        return
    known = f"{document.header.issuer}{document.header.title}{document.header.region}"
    if _ZONE.search(known):
        return
    for match in _ZONE.finditer(text, stretch.start, stretch.end):
        before = text[max(stretch.start, match.start() - 3) : match.start()]
        named = any(is_listed(f"{before[i:]}{end}") for i in range(len(before) - 1) for end in ("", "市"))
        if not named and not _IN_GENERAL.search(before):
            yield Span(*match.span()), "zone"


def _places(document: Document, text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Yield another place's body, of the document's own level or one above it."""
    region = (document.header.region or "").split("/")
    level = str(document.header.level)
    if not region[0]:
        return
    for match in _BODY.finditer(text, stretch.start, stretch.end):
        name = _name(text, Span(*match.span()))
        place = find_place(name.of(text)) if name else None
        if name is None or place is None or place.end != len(name) or place.level not in _LEVELS:
            continue
        above = _LEVELS.index(place.level) <= _LEVELS.index(level)
        if above and not set(place.names) & set(region):
            yield name, "place"


def _towns(document: Document, text: str, stretch: Span) -> Iterator[tuple[Span, str]]:
    """Yield another town's body in a township's or village's plan, which no table of divisions lists."""
    region = (document.header.region or "").split("/")
    own = next((name for name in reversed(region) if name.endswith(("镇", "乡", "街道"))), None)
    if document.header.level not in (Level.TOWNSHIP, Level.VILLAGE) or own is None:
        return
    for match in _TOWN.finditer(text, stretch.start, stretch.end):
        name = match["name"]
        # 坚持乡党委领导: a verb before a body without a name.
        if not own.endswith(name) and not name.endswith(own) and may_be_name(name[:2]):
            yield Span(*match.span("name")), "place"


def _name(text: str, span: Span) -> Span | None:
    """Return the name of the table of divisions that a stretch ends with; of counties it has few, of townships none."""
    listed = (Span(start, span.end) for start in range(span.start, span.end - 2) if is_listed(text[start : span.end]))
    return next(listed, None)
