"""Files made to harm are refused or read, each within a second or two and a fraction of the memory allowed."""

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest

from policytext.reading.worker import Limits

LIMITS = Limits(seconds=20, megabytes=400)
LINE = "柳渡镇建立便民服务站，每周开放不少于30小时。"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "字字字字字字字字">{ENTITIES}]>'
FILE = '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>'


def zipped(**parts: str | bytes) -> bytes:
    """Return an archive; a part's name has __ for / and ends as its file does, behind the last _."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_rels", "_rels"), data)
    return out.getvalue()


def docx(body: str | bytes) -> bytes:
    """Return a Word document with this main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def word(text: str, prolog: str = "") -> str:
    """Return a main part of one paragraph."""
    return f'{prolog}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'


def nested(depth: int, tag: str = "w:sdt") -> str:
    """Return a main part nested deeper than any writer nests."""
    opened, closed = f"<{tag}>" * depth, f"</{tag}>" * depth
    return f'<w:document xmlns:w="{WORD}"><w:body>{opened}<w:p/>{closed}</w:body></w:document>'


def ofd(entry: str | bytes) -> bytes:
    """Return an OFD file with this entry part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", entry)
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, the first of them its catalogue; readers find them without a table."""
    body = b"".join(b"%d 0 obj %s endobj\n" % (number, data) for number, data in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF"


def pdf_of_pages(count: int) -> bytes:
    """Return a PDF whose page tree lists one page over and over."""
    kids = b" ".join([b"3 0 R"] * count)
    content = b"BT /F 12 Tf 50 700 Td (Clause) Tj ET"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def pdf_bomb() -> bytes:
    """Return a PDF whose page unpacks to 300 MB."""
    packed = zlib.compress(zlib.compress(b"q Q " * 75_000_000, 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream)


FILES: dict[str, Callable[[], bytes]] = {
    "zip-bomb.docx": lambda: docx(word("0" * 300_000_000)),
    "zip-bomb.ofd": lambda: ofd(b"<x>" + b" " * 300_000_000 + b"</x>"),
    "many-parts.docx": lambda: zipped(word__document_xml=word(LINE), **{f"word__p{i}_xml": "x" for i in range(20_000)}),
    "entity-bomb.docx": lambda: docx(word("&e11;", BOMB)),
    "entity-bomb.ofd": lambda: ofd(f"{BOMB}<x>&e11;</x>"),
    "entity-bomb.html": lambda: f"{BOMB}<html><body>&e11;{LINE}</body></html>".encode(),
    "entity-bomb.xml": lambda: f"{BOMB}<x>&e11;</x>".encode(),
    "entity-bomb-word.xml": lambda: word(
        "&e11;", BOMB.replace("?>", '?><?mso-application progid="Word.Document"?>', 1)
    ).encode(),
    "foreign-entity.docx": lambda: docx(word("&e11;" + LINE, FILE)),
    "foreign-entity.ofd": lambda: ofd(f"{FILE}<x>&e11;</x>"),
    "deep.docx": lambda: docx(nested(100_000)),
    "deep-table.docx": lambda: docx(nested(30_000, "w:tbl")),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + LINE.encode(),
    "deep-table.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + LINE.encode(),
    "wide-table.html": lambda: b"<html><table><tr><td colspan=99999999 rowspan=99999999>1</td></tr></table></html>",
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 200_000,
    "deep-outline.txt": lambda: "".join(f"{'一（1' * (i % 7)}、第{i}层\n" for i in range(20_000)).encode(),
    "brackets.txt": lambda: ("《（【〔[" * 70_000).encode(),
    "one-line.md": lambda: ("#" * 1_000_000).encode(),
    "pages-loop.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"
    ),
    "own-parent.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "forged-count.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "many-pages.pdf": lambda: pdf_of_pages(10_000),
    "stream-bomb.pdf": pdf_bomb,
    "deep-array.pdf": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 500_000 + b">>"),
    "cut.pdf": lambda: pdf_of_pages(20)[:300],
    "cut.docx": lambda: docx(word(LINE))[:400],
    "cut.ofd": lambda: ofd("<x/>")[:40],
    "mail.mht": lambda: (
        b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 300_000
    ),
    "nested.mht": lambda: b"".join(
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3000)
    ),
    "film.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(50_000),
    "nuls.txt": lambda: b"\0\0\0abc",
    "web page.pdf": lambda: f"<html><body><p>{LINE}</p></body></html>".encode(),
    "text.docx": lambda: LINE.encode("gb18030"),
    "a pdf.txt": lambda: pdf_of_pages(1),
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_neither_crashes_nor_hangs_nor_swells(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    outcome = hostile.read_outcome(path, LIMITS)
    assert outcome.kind not in hostile.BAD, outcome
    assert "\n" not in outcome.detail
    assert "root:" not in outcome.detail
