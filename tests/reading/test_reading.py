"""The bytes decide who reads a file, its name where they do not say; each failure names the file and the reason."""

import os
from pathlib import Path

import pytest

from policytext.errors import DamagedSource, EmptySource, ReadingError, UnknownFormat
from policytext.plugins import find_plugins
from policytext.reading import find_suffixes, read_source, read_stream

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
    """Install a package that reads .wps files."""
    site = tmp_path / "site"
    info = site / "reader_of_wps-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "reader_of_wps.py").write_text(PLUGIN, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reader-of-wps\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[policytext.readers]\nwps = reader_of_wps:parse\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".text", ".md"])
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


def test_stream_is_text_or_pdf() -> None:
    assert read_stream(LINE.encode("gbk")).text == LINE
    assert read_stream(LINE.encode()).path == "-"
    with pytest.raises(DamagedSource, match="PDF"):
        read_stream(TINY_PDF)
    with pytest.raises(EmptySource, match="0 bytes"):
        read_stream(b"", "stdin")


@pytest.mark.usefixtures("plugin")
def test_plugin_reads_what_it_registers(tmp_path: Path) -> None:
    (tmp_path / "a.wps").write_bytes(b"!" + LINE.encode())
    assert read_source(tmp_path / "a.wps").text == LINE
    assert ".wps" in find_suffixes()
    assert list(find_plugins("policytext.readers")) == ["wps"]


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        pytest.param(b"empty", EmptySource, "nothing in it", id="error of ours"),
        pytest.param(b"other", ReadingError, "reader_of_wps:parse failed: ZeroDivisionError", id="error of its own"),
        pytest.param(b"wrong", ReadingError, "gave no Source", id="something else returned"),
    ],
)
def test_plugin_failure_is_an_error_of_the_file(
    tmp_path: Path, data: bytes, error: type[ReadingError], reason: str
) -> None:
    (tmp_path / "a.wps").write_bytes(data)
    with pytest.raises(error, match=reason):
        read_source(tmp_path / "a.wps")


def outcome(path: Path) -> str:
    """Return what a reader gets to see: the text or the reason."""
    try:
        return read_source(path).text
    except ReadingError as error:
        return error.reason if path.suffix == ".pdf" else ""


@pytest.mark.real
@pytest.mark.skipif(not SHARED.exists(), reason="the real documents are not beside the project")
def test_every_real_file_is_read_or_refused_with_a_reason() -> None:
    suffixes = find_suffixes()
    files = [path for path in sorted(SHARED.rglob("*")) if path.suffix.lower() in suffixes]
    assert [path.name for path in files if not outcome(path).strip()] == []
