"""Citations (引用): every mention of another whole document in a text, by title, by number, or by both."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.findings.mentions import Mention, find_mentions
from policytext.findings.references import find_references
from policytext.findings.relations import Run, find_runs, relation_of
from policytext.findings.shortforms import ShortForms
from policytext.findings.titles import clean_title, find_quoted, issuer_before, issuer_of, title_key
from policytext.findings.values import Citation
from policytext.structure.document import BlockKind, Document, Header
from policytext.structure.kinds import kind_of

_CARRYING = re.compile(r"印发|公布|发布|下发|颁布|颁发")
_ADOPTION = re.compile(r"[（(]?\s{0,4}(?:根据\s?)?\d{4}\s?年[^。]{0,300}(?:公布|发布|通过|令|施行)")
_NOTICES = ("通知", "公告", "令", "决定", "通告", "函")
_LABEL = re.compile(r"(?:发文字号|文\s?号|字\s?号)\s{0,3}[】\]]?\s{0,3}[:：]?\s{0,3}$")
_HANDING_ON = re.compile(
    r"[^。；！？《》]{0,90}?(?:现将其|现予以?|现|予以|印发给|转发给)(?:印发|公布|发布|颁布|下发|转发|批转|你们)"
)
_NOW = re.compile(r"现将(?:修订后的|修改后的|[一-鿿]{0,6})$")
_HANDED = re.compile(r"[^。；！？《》]{0,20}?(?:予以)?(?:印发|公布|发布|转发|批转|下发)")
_SENTENCE = 120
_LINE = 400
"""Longest line that can be a record of adoption or a number that stands alone."""


def find_citations(document: Document) -> Iterator[Citation]:
    """Yield the citations of a document in order of appearance, those of its own title marked `self`.

    The whole clean text is searched, title block and carrier's sentence included. The document's own number in its
    header and the orders named in its record of adoption are no citations.
    """
    text, header = document.text.characters, document.header
    own = _own_titles(document)
    body = next((span.start for span in document.prose()), 0)
    mentions = [m for m in find_mentions(text) if not _is_header_element(text, m, header, body)]
    runs = list(find_runs(text, [m.span for m in mentions]))
    for mention, run in zip(mentions, runs, strict=True):
        if mention.title and not mention.bare and _is_handed_on(text, run):
            own.setdefault(title_key(mention.title), mention.title)
    shorts = ShortForms(tuple(own.values()))
    found = [_cited(text, m, shorts, relation_of(text, run)) for m, run in zip(mentions, runs, strict=True)]
    found = [_marked_own(c, own, header) for c in _with_numbers_known(found)]
    found = list(_outside_titles(found, document))
    found += [
        replace(c, relation=relation_of(text, Run(c.span.start, c.span.end))) for c in find_references(text, found)
    ]
    printed = {c.span.start for c in found if c.self}
    found += [c for c in _headings(document, own) if c.span.start not in printed]
    yield from sorted(found, key=lambda c: (c.span.start, -c.span.end))


def _outside_titles(found: list[Citation], document: Document) -> Iterator[Citation]:
    """Yield citations without those that are but a part of the document's own title, and stand in the text as well."""
    headings = [block.span for block in document.blocks if block.kind is BlockKind.TITLE]
    within = {c.span for c in found if not c.self and any(c.span in span for span in headings)}
    below = {title_key(c.resolves_to or c.title or "") for c in found if c.span not in within}
    yield from (c for c in found if c.span not in within or title_key(c.title or "") not in below)


def _own_titles(document: Document) -> dict[str, str]:
    """Return the document's own titles by key: the attachment's first, then the notice's, then what heads the text."""
    header, text = document.header, document.text.characters
    headings = [block.span.of(text) for block in document.blocks if block.kind is BlockKind.TITLE]
    titles = [t for t in (header.attachment_title, header.title) if t] + [t for t in headings if kind_of(t)]
    own: dict[str, str] = {}
    for title in titles:
        own.setdefault(title_key(title), clean_title(title))
    return own


def _is_handed_on(text: str, run: Run) -> bool:
    """Tell whether the notice or order hands on what is named: 《…》已经…通过，现予公布."""
    behind, before = text[run.end : run.end + _SENTENCE], text[max(0, run.start - 12) : run.start]
    return bool(_HANDING_ON.match(behind) or (_NOW.search(before) and _HANDED.match(behind)))


def _is_header_element(text: str, mention: Mention, header: Header, body: int) -> bool:
    """Tell whether a number is the document's own printed one, above the body, or belongs to its record of adoption."""
    if mention.title is not None:
        return False
    if mention.span.start < body and mention.number == header.number:
        return True
    near = max(0, mention.span.start - _LINE)
    start = max(near, text.rfind("\n", near, mention.span.start) + 1)
    end = text.find("\n", mention.span.end, mention.span.end + _LINE)
    line = text[start : end if end >= 0 else mention.span.end + _LINE]
    rest = re.sub(r"[\s（）()〔〕\[\]【】:：]|发文字号|文号", "", line.replace(mention.span.of(text), "", 1))
    return not rest or bool(_ADOPTION.match(line) or _LABEL.search(text[start : mention.span.start]))


def _cited(text: str, mention: Mention, shorts: ShortForms, relation: str) -> Citation:
    full, how = None, None
    short = mention.bare
    if mention.title and mention.number is None:
        if mention.rule == "common-name":
            full, how = mention.title, "common-name"
        elif shorts.is_definition(text, mention):
            full, how, short = shorts.define(mention), "short-form", True
        else:
            full, how = shorts.meant(text, mention)
        short = short or full is not None
    if not short:
        shorts.note(mention)
    return Citation(
        span=mention.span,
        text=mention.span.of(text),
        title=mention.span.of(text) if mention.rule == "common-name" else mention.title,
        number=str(mention.number) if mention.number else None,
        issuer=issuer_of(full or mention.title or "")
        or issuer_before(text[max(0, mention.span.start - 60) : mention.span.start]),
        short=short,
        resolves_to=full,
        resolved_by=how if full else None,
        relation=relation,
        rule=mention.rule,
    )


def _with_numbers_known(found: list[Citation]) -> list[Citation]:
    """Return the citations, those by number alone with the title that stands beside that number elsewhere."""
    titles = {c.number: c.title for c in found if c.number and c.title and not c.short}
    return [
        replace(c, resolves_to=titles[c.number], resolved_by="number") if c.title is None and c.number in titles else c
        for c in found
    ]


def _marked_own(citation: Citation, own: dict[str, str], header: Header) -> Citation:
    """Return a citation, marked `self` where it names the document itself or what its notice carries."""
    key = title_key(citation.resolves_to or citation.title or "")
    number = str(header.number) if header.number else None
    named = key in own or bool(number and citation.number == number) or _is_carried(key, header)
    # What a text repeals under its own title is an earlier version of it.
    return replace(citation, self=True, relation="cites") if named and citation.relation != "repeals" else citation


def _is_carried(key: str, header: Header) -> bool:
    """Tell whether a title is one of several that the notice's title says it carries: 印发《甲》和《乙》."""
    notice = header.title or ""
    match = _CARRYING.search(notice)
    if match is None or len(key) <= 4 or not notice.endswith(_NOTICES):
        return False
    told = notice[match.end() :]
    # 印发《关于对接〈甲〉的意见》的通知 carries the opinion, not what the opinion is about.
    at = title_key(told).find(key)
    opens = at == 0 or (at > 0 and title_key(told)[at - 1] in "和及与")
    return opens or key in {title_key(span.of(told)) for span in find_quoted(told)}


def _headings(document: Document, own: dict[str, str]) -> Iterator[Citation]:
    """Yield where the title is printed as heading, without 《》; the title of an article (文章) names no document."""
    # 中华人民共和国国务院令 heads every order: it is an order's kind and issuer, and no title.
    name = title_key(document.title) if kind_of(document.title) not in {None, "令"} else ""
    text = document.text.characters
    for block in document.blocks:
        if block.kind is BlockKind.TITLE and name and title_key(block.span.of(text)) == name:
            printed = block.span.of(text)
            yield Citation(
                span=block.span,
                text=printed,
                title=own.get(name, clean_title(printed)),
                issuer=issuer_of(clean_title(printed)) or document.header.issuer,
                self=True,
                rule="heading",
            )
