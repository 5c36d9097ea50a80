"""The bytes decide who reads a file, its name where they do not say; each failure names the file and the reason."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from policytext.errors import DamagedSource, EmptySource, ReadingError, UnknownFormat
from policytext.plugins import find_plugins
from policytext.reading import find_suffixes, read_source, read_stream
from policytext.reading.signatures import find_format

SHARED = Path(__file__).parents[3] / "shared" / "corpora"
LINE = "清溪镇建立便民服务站，每周开放不少于30小时。"
TINY_PDF = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj"

PLUGIN = """
from policytext.errors import EmptySource
from policytext.reading import make_source

def parse(data, path):
    if data == b"empty":
        raise EmptySource(path, "nothing in it")
    if data == b"wrong":
        return "no Source"
    return make_source(data[1:].decode(), path=path) if data[:1] == b"!" else 1 / 0
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that reads .caj files."""
    site = tmp_path / "site"
    info = site / "reader_of_caj-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "reader_of_caj.py").write_text(PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reader-of-caj\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[policytext.readers]\ncaj = reader_of_caj:parse\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".text", ".md", ".srt"])
def test_text_is_read_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"方案{suffix}"
    path.write_text(LINE, encoding="gbk")
    assert read_source(path).text == LINE


def test_path_is_kept_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(LINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_source("./a.txt").path == "./a.txt"
    assert read_source(Path("a.txt")).path == "a.txt"


@pytest.mark.parametrize("name", ["named.txt", "named.xyz", "named"])
def test_pdf_is_known_by_its_bytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(TINY_PDF)
    with pytest.raises(DamagedSource, match="the PDF cannot be opened"):
        read_source(path)


@pytest.mark.parametrize(
    ("name", "data", "error", "reason"),
    [
        pytest.param("a.xyz", b"x", UnknownFormat, r"no reader for \.xyz files; supported: \.txt", id="suffix"),
        pytest.param("a", b"x", UnknownFormat, "a file without suffix", id="no suffix"),
        pytest.param("a.txt", b"", EmptySource, "empty", id="empty text"),
        pytest.param("a.xyz", b"", EmptySource, "empty", id="empty file of unknown suffix"),
        pytest.param("a.pdf", b"", EmptySource, "empty", id="empty PDF"),
        pytest.param("a.txt", b"GIF89a", DamagedSource, "a GIF image", id="picture named .txt"),
    ],
)
def test_unreadable_file_says_why(
    tmp_path: Path, name: str, data: bytes, error: type[ReadingError], reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=reason) as caught:
        read_source(tmp_path / name)
    assert caught.value.path == str(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("missing.txt", "no such file", id="missing"),
        pytest.param("", "it is a folder", id="folder"),
        pytest.param("a\x00b.txt", "cannot be read", id="NUL in the name"),
        pytest.param("x" * 300 + ".txt", "cannot be read", id="name too long"),
    ],
)
def test_what_is_no_file_says_so(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_source(tmp_path / name)


def test_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadingError, match="no regular file"):
        read_source(tmp_path / "pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(LINE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadingError, match="no permission"):
        read_source(path)


def make_docx(text: str) -> bytes:
    """Return a Word document of one paragraph."""
    types, office = "http://schemas.openxmlformats.org/package/2006", "http://schemas.openxmlformats.org/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}/content-types"><Override PartName="/word/document.xml" '
        f'ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="r1" '
        f'Type="{office}/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


PAGE = f"<!DOCTYPE html><html><head><title>通知</title></head><body><p>{LINE}</p></body></html>"
MAIL = (
    "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"
    "--edge\r\n"
    f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--edge--\r\n"
)


@pytest.mark.parametrize(
    ("name", "data", "doubts"),
    [
        pytest.param("a.html", PAGE.encode(), (), id="web page"),
        pytest.param("a.htm", PAGE.encode("utf-16-le"), (), id="web page in UTF-16 without a mark"),
        pytest.param("a.html", b"\n<!-- saved -->\n" + PAGE.encode(), (), id="web page behind a comment"),
        pytest.param("a.shtml", f"<div>{LINE}</div>".encode(), (), id="piece of a web page"),
        pytest.param("a.mht", MAIL.encode(), (), id="web page saved as one file"),
        pytest.param("a.mhtml", PAGE.encode(), ("lying-suffix",), id="web page named as one saved as one file"),
        pytest.param("a.docx", make_docx(LINE), (), id="Word document"),
        pytest.param("a.pdf", PAGE.encode(), ("lying-suffix",), id="failed download of a PDF"),
        pytest.param("a.doc", PAGE.encode(), ("lying-suffix",), id="web page named as Word names its own"),
        pytest.param("a.txt", PAGE.encode("gb18030"), ("lying-suffix",), id="web page named as text"),
        pytest.param("a.doc", make_docx(LINE), ("lying-suffix",), id="new Word document named as an old one"),
        pytest.param("a.pdf", make_docx(LINE), ("lying-suffix",), id="Word document named as a PDF"),
        pytest.param("a.docx", LINE.encode("gb18030"), ("lying-suffix",), id="text named as a Word document"),
        pytest.param("a.html", LINE.encode(), ("lying-suffix",), id="text named as a web page"),
        pytest.param("a.xml", LINE.encode(), ("lying-suffix",), id="text named as XML"),
        pytest.param("a.xml", f"<feed>{LINE}</feed>".encode(), ("unknown-markup",), id="XML of another kind"),
        pytest.param("a", make_docx(LINE), (), id="Word document without suffix"),
        pytest.param("a.xyz", MAIL.encode(), (), id="web page under a suffix that nobody knows"),
        pytest.param("a.srt", LINE.encode(), (), id="subtitles"),
    ],
)
def test_file_is_read_as_what_it_is(tmp_path: Path, name: str, data: bytes, doubts: tuple[str, ...]) -> None:
    (tmp_path / name).write_bytes(data)
    source = read_source(tmp_path / name)
    assert LINE in source.text
    assert tuple(d.code for d in source.doubts if d.code in ("lying-suffix", "unknown-markup")) == doubts


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"%PDF-1.7", "pdf", id="PDF"),
        pytest.param(b"\xef\xbb\xbf\n%PDF-1.7", "pdf", id="PDF behind a mark"),
        pytest.param(b"{\\rtf1", "legacy", id="RTF"),
        pytest.param(b"\xff\xd8\xff\xe0", "image", id="JPEG"),
        pytest.param(b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>", "word-xml", id="Word XML"),
        pytest.param(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "html", id="XHTML"),
        pytest.param(b"Subject: x\nDate: y\n\ntext", None, id="two lines with colons"),
        pytest.param("一、<html>的写法".encode(), None, id="text about web pages"),
        pytest.param("word/ 与 OFD.xml".encode(), None, id="text about parts"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_bytes_tell_the_format(data: bytes, found: str | None) -> None:
    assert find_format(data) == found


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.pdf", b"\x00\x01\x02\xff" * 99, "expected a PDF", id="no PDF"),
        pytest.param("a.docx", b"\x1f\x8b\x08" + bytes(99), "expected a Word document.* gzip", id="archive as Word"),
        pytest.param("a.zip", make_docx(LINE)[:60], "no reader for .zip", id="cut archive"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "Excel", id="xls"),
    ],
)
def test_file_of_no_format_says_what_was_expected(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError, match=reason):
        read_source(tmp_path / name)


def test_stream_is_text_or_pdf() -> None:
    assert read_stream(LINE.encode("gbk")).text == LINE
    assert read_stream(LINE.encode()).path == "-"
    with pytest.raises(DamagedSource, match="PDF"):
        read_stream(TINY_PDF)
    with pytest.raises(EmptySource, match="0 bytes"):
        read_stream(b"", "stdin")


@pytest.mark.usefixtures("plugin")
def test_plugin_reads_what_it_registers(tmp_path: Path) -> None:
    (tmp_path / "a.caj").write_bytes(b"!" + LINE.encode())
    assert read_source(tmp_path / "a.caj").text == LINE
    assert ".caj" in find_suffixes()
    assert list(find_plugins("policytext.readers")) == ["caj"]


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"empty", EmptySource, "nothing in it", id="error of ours"),
        pytest.param(b"other", ReadingError, "reader_of_caj:parse failed: ZeroDivisionError", id="error of its own"),
        pytest.param(b"wrong", ReadingError, "gave no Source", id="something else returned"),
    ],
)
def test_plugin_failure_is_an_error_of_the_file(
    tmp_path: Path, data: bytes, error: type[ReadingError], reason: str
) -> None:
    (tmp_path / "a.caj").write_bytes(data)
    with pytest.raises(error, match=reason):
        read_source(tmp_path / "a.caj")


@pytest.mark.real
@pytest.mark.skipif(not SHARED.exists(), reason="../shared/corpora is not beside the project")
def test_every_real_text_is_read() -> None:
    files = [path for path in sorted(SHARED.rglob("*")) if path.suffix in (".txt", ".md", ".srt", ".xml")]
    empty = [path.name for path in files if path.stat().st_size and not read_source(path).text.strip()]
    assert files
    assert empty == []
