"""OFD (版式文档) → Source. Source: GB/T 33190-2016, clause 7: OFD.xml → document root → pages → graphic objects.

Signatures and seals (签章) and annotations (注释) are no part of the pages' content and are not read.
"""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.archive import Package, open_package
from policytext.reading.ofd.objects import (
    POINTS,
    Canvas,
    Resources,
    children,
    draw,
    local,
    merge_resources,
    numbers,
    read_resources,
    share_template,
)
from policytext.reading.pdf.assembly import assemble
from policytext.reading.pdf.lines import find_rows
from policytext.reading.pdf.sheets import Sheet
from policytext.reading.pdf.tables import find_ruled_tables
from policytext.text import Doubt, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/ofd"
_ROOT = "OFD.xml"
_LOCKS = ("encryptions.xml", "decryptseed.dat", "encryptentries.dat")
"""Parts of an encrypted package. Source: GM/T 0099-2020."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 10_000
_LOST = 0.3


def parse_ofd(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return an OFD package's bytes as a Source with its pages and its layout.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Not used: encrypted OFD needs a certificate.

    Raises
    ------
    DamagedSource
        If it is no OFD, corrupt or encrypted.
    EmptySource
        If no page holds text, as in a scan.
    """
    package = open_package(data, path)
    _check_locks(package)
    sheets = [sheet for root in _find_documents(package) for sheet in _read_document(package, root)]
    sheets = [_numbered(sheet, number) for number, sheet in enumerate(sheets, 1)]
    if not any(sheet.text.strip() for sheet in sheets):
        _raise_empty(sheets, path)
    assembled = assemble(sheets)
    return Source(
        path=path,
        sha256=sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        encoding=None,
        text=assembled.text,
        page_starts=assembled.page_starts,
        doubts=tuple(doubt for sheet in sheets for doubt in sheet.doubts),
        layout=assembled.layout,
    )


def _check_locks(package: Package) -> None:
    names = {posixpath.basename(name).lower() for name in package.names}
    if not names.isdisjoint(_LOCKS):
        raise DamagedSource(package.path, "the OFD is encrypted for holders of a certificate: expected an open copy")
    if _ROOT not in package:
        raise DamagedSource(package.path, f"expected an OFD package with {_ROOT}, but it has none")


def _find_documents(package: Package) -> Iterator[str]:
    """Yield the root of each document (DocBody, 7.4): a package may hold several."""
    root = package.parse(_ROOT)
    found = [_resolve(e.text, "") for body in children(root, "DocBody") for e in children(body, "DocRoot")]
    if not found:
        raise DamagedSource(package.path, f"{_ROOT}: expected a DocBody with a DocRoot")
    yield from dict.fromkeys(found)


def _resolve(location: str | None, base: str) -> str:
    """Return where a location (ST_Loc, 7.3) leads, from the package's root or from the part `base`.

    Examples
    --------
    >>> _resolve("Pages/Page_0/Content.xml", "Doc_0/Document.xml")
    'Doc_0/Pages/Page_0/Content.xml'
    """
    name = (location or "").strip().replace("\\", "/")
    folder = "" if name.startswith("/") else posixpath.dirname(base)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/")))


@dataclass(slots=True)
class _Document:
    """What the pages of a document share."""

    package: Package
    part: str
    size: Sequence[float] = _A4
    resources: Resources = field(default_factory=Resources)
    templates: dict[str, str] = field(default_factory=dict)
    """Number of a template page (模板页) → its part."""
    roots: "dict[str, _Element]" = field(default_factory=dict)
    """Templates that were read."""


def _read_document(package: Package, part: str) -> Iterator[Sheet]:
    root = package.parse(part)
    document = _Document(package, part)
    for common in children(root, "CommonData"):
        document.size = _find_size(common, document.size)
        document.resources = _read_all_resources(common, document, part)
        for template in children(common, "TemplatePage"):
            document.templates[template.get("ID") or ""] = _resolve(template.get("BaseLoc"), part)
    pages = [page for group in children(root, "Pages") for page in children(group, "Page")]
    if len(pages) > _MOST_PAGES:
        raise DamagedSource(package.path, f"{part}: {len(pages)} pages, expected {_MOST_PAGES} at most")
    for page in pages:
        yield _read_sheet(document, _resolve(page.get("BaseLoc"), part))


def _find_size(element: "_Element", otherwise: Sequence[float]) -> Sequence[float]:
    """Return the page's box (PhysicalBox, 7.5) in millimetres."""
    areas = [area for area in element if local(area) in ("PageArea", "Area")]
    boxes = [numbers(box.text) for area in areas for box in children(area, "PhysicalBox")]
    return next((box for box in boxes if len(box) == 4 and min(box[2:]) > 0), otherwise)


def _read_all_resources(element: "_Element", document: _Document, part: str) -> Resources:
    """Return the resources that an element names, with those known before; a part that is gone only costs its fonts."""
    resources = document.resources
    for child in element:
        if local(child) in ("PublicRes", "DocumentRes", "PageRes"):
            try:
                root = document.package.parse(_resolve(child.text, part))
            except DamagedSource:
                continue
            resources = merge_resources(resources, read_resources(root))
    return resources


def _read_sheet(document: _Document, part: str) -> Sheet:
    try:
        root = document.package.parse(part)
    except DamagedSource as error:
        return Sheet(number=0, doubts=(Doubt("damaged-page", f"a page cannot be read: {error.reason}"),), lost=True)
    _, _, width, height = (POINTS * value for value in _find_size(root, document.size))
    resources = _read_all_resources(root, document, part)
    page, template = Canvas(resources), Canvas(resources)
    for used in children(root, "Template"):
        _draw_template(used.get("TemplateID") or "", document, template)
    margins = share_template(template, page, height)
    for content in children(root, "Content"):
        draw(content, page)
    glyphs = page.glyphs(width, height)
    tables, free = find_ruled_tables(glyphs, page.rules, None)
    heads = find_rows(margins.glyphs(width, height), None)
    return Sheet(
        number=0,
        width=width,
        height=height,
        rows=sorted([*find_rows(glyphs, None, free if tables else None), *heads], key=lambda row: row[0].y0),
        tables=tables,
        rules=page.rules,
        dropped=page.lost,
        heads=[line for row in heads for line in row],
    )


def _draw_template(number: str, document: _Document, canvas: Canvas) -> None:
    part = document.templates.get(number)
    if part is None:
        return
    try:
        if part not in document.roots:
            document.roots[part] = document.package.parse(part)
    except DamagedSource:
        return
    for content in children(document.roots[part], "Content"):
        draw(content, canvas)


def _numbered(sheet: Sheet, number: int) -> Sheet:
    """Return a sheet with its number, and with doubts that name it."""
    from dataclasses import replace

    doubts = [Doubt(d.code, f"page {number}: {d.message}", page=number) for d in sheet.doubts]
    letters = len("".join(sheet.text.split()))
    if not sheet.lost and not letters:
        doubts.append(Doubt("no-text-layer", f"page {number} has no text: blank, or a scan", page=number))
    if sheet.dropped > _LOST * (sheet.dropped + letters):
        message = f"page {number}: {sheet.dropped} glyphs do not say which characters they draw"
        doubts.append(Doubt("garbled-page", message, page=number))
    return replace(sheet, number=number, doubts=tuple(doubts))


def _raise_empty(sheets: Sequence[Sheet], path: str) -> None:
    lost = next((sheet for sheet in sheets if sheet.lost), None)
    if lost is not None:
        raise DamagedSource(path, lost.doubts[0].message.removeprefix(f"page {lost.number}: "), page=lost.number)
    if not sheets:
        raise DamagedSource(path, "expected pages, but the document names none")
    count = f"{len(sheets)} pages" if len(sheets) > 1 else "1 page"
    raise EmptySource(path, f"no text on {count}: it seems a scan, as images in an OFD")
