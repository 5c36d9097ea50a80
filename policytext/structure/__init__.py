"""Text → Document(s): compilation, header, carrier and attachment, outline. The parser never refuses a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.structure.carrier import Carrier, Manner, find_carrier, find_front_below, find_further
from policytext.structure.compilation import split_compilation
from policytext.structure.copies import Part
from policytext.structure.document import BlockKind, Document, Header, Section
from policytext.structure.ending import find_signatures
from policytext.structure.front import Front, read_front
from policytext.structure.grids import find_grids
from policytext.structure.header import make_header
from policytext.structure.official import add_fields
from policytext.structure.outline import find_outline
from policytext.structure.paragraphs import Paragraph, find_paragraphs
from policytext.text import Doubt, Text


def parse_documents(text: Text) -> tuple[Document, ...]:
    """Return the documents that a clean text holds: one, or those of a compilation (汇编), in order."""
    return tuple(_parse(part, index) for index, part in enumerate(split_compilation(text)))


def _parse(part: Part, index: int) -> Document:
    paragraphs = part.paragraphs or tuple(find_paragraphs(part.text))
    front = read_front(paragraphs)
    roles = {**find_signatures(paragraphs, front.roles), **front.roles}
    carrier = find_carrier(paragraphs, front, roles)
    if carrier and carrier.at is not None:
        roles = {**dict(find_front_below(paragraphs, carrier.at)), **roles, carrier.at: BlockKind.TITLE}
    roles.update(dict.fromkeys(find_further(paragraphs, front, carrier), BlockKind.TITLE))
    header = _make_header(paragraphs, front, roles, carrier)
    if part.part_of and part.part_of.author:
        header = replace(header, level=None, region=None)
    given = part.text.source.layout.fields if part.part_of is None else ()
    header, differing = add_fields(header, given)
    outline = find_outline(paragraphs, roles, len(part.text))
    return Document(
        id=f"{part.text.source.sha256[:12]}-{index}",
        text=part.text,
        header=header,
        part_of=part.part_of,
        blocks=outline.blocks,
        sections=outline.sections,
        attachment_start=paragraphs[carrier.at].span.start if carrier and carrier.at is not None else None,
        grids=tuple(find_grids(part.text)),
        doubts=(*_doubts(part, front, header, carrier, outline.sections), *differing),
    )


def _make_header(
    paragraphs: Sequence[Paragraph], front: Front, roles: Mapping[int, BlockKind], carrier: Carrier | None
) -> Header:
    """Return a document's header; of a regulation that a resolution approves, the one of its own lines."""
    if carrier is None or carrier.at is None or carrier.manner is not Manner.APPROVAL:
        return make_header(paragraphs, front, roles, carrier)
    own = paragraphs[carrier.at :]
    below = {i - carrier.at: role for i, role in roles.items() if i >= carrier.at}
    return make_header(own, read_front(own), below, None)


def _doubts(
    part: Part, front: Front, header: Header, carrier: Carrier | None, sections: Sequence[Section]
) -> Iterator[Doubt]:
    """Yield what the parser is not sure of."""
    yield from part.text.source.doubts
    yield from part.doubts
    text = part.text
    start = text.place(0)
    if header.title is None:
        yield Doubt("no-title", "no title found above the body", start.page, start.line)
    if carrier and carrier.at is None:
        yield Doubt(
            "no-attachment-title", f"{carrier.title} stands nowhere on a line of its own", start.page, start.line
        )
    for section in sections:
        if section.lost_number:
            place = text.place(section.span.start)
            yield Doubt("lost-number", f"heading without its number: {section.heading[:40]}", place.page, place.line)


__all__ = ["Document", "Paragraph", "parse_documents"]
