"""Old Word files are read through LibreOffice where it is installed, and else say what is missing."""

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from policytext.errors import DamagedSource, ReadingError
from policytext.reading.word.legacy import OLE, PROGRAMS, parse_legacy

FILE = "石桥县.doc"
ARTICLE = re.compile(r"^\s*(第[一二三四五六七八九十百〇零○]+条)[\s\u3000]", re.MULTILINE)
SAMPLED = 12

needs_libreoffice = pytest.mark.skipif(
    not any(map(shutil.which, PROGRAMS)),
    reason="LibreOffice not found on PATH: apt-get install libreoffice-writer-nogui",
)


def compound(*streams: str) -> bytes:
    """Return the start of a compound file, with the names of streams as its directory spells them."""
    return OLE + b"\0" * 500 + b"".join(name.encode("utf-16-le") + b"\0" * 40 for name in streams)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "expected an old Word document", id="nothing"),
        pytest.param("各村：".encode(), "expected an old Word document", id="text"),
        pytest.param(b"PK\x03\x04", "ZIP archive", id="a package"),
        pytest.param(compound("EncryptedPackage"), "password", id="a new document with a password"),
        pytest.param(
            OLE + b"\0" * 504 + b"\xec\xa5" + b"\0" * 9 + b"\x01" + compound("WordDocument"),
            "password",
            id="an old document with a password",
        ),
        pytest.param(compound("Workbook"), "Excel workbook", id="a workbook"),
        pytest.param(compound("PowerPoint Document"), "PowerPoint", id="a presentation"),
        pytest.param(compound("Contents"), "none in this compound file", id="something else"),
    ],
)
def test_what_is_no_old_document_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=f"{FILE}: .*{reason}") as caught:
        parse_legacy(data, FILE)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(compound("WordDocument"), id="a document"),
        pytest.param(compound("WordDocument", "Workbook"), id="a document with a workbook in it"),
        pytest.param(b"{\\rtf1 a}", id="RTF"),
    ],
)
def test_without_libreoffice_the_error_says_what_to_install(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadingError, match=f"^{FILE}: .*LibreOffice.*install it.*需要安装 LibreOffice"):
        parse_legacy(data, FILE)


@needs_libreoffice
def test_rtf_is_read() -> None:
    data = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}\u26611?\u28193?\u38215?\par\u21508?\u26449?\par}"
    source = parse_legacy(data, "柳渡镇.rtf")
    assert (source.text, source.media_type) == ("柳渡镇\n各村", "application/rtf")
    assert (source.path, source.sha256) == ("柳渡镇.rtf", sha256(data).hexdigest())


@needs_libreoffice
def test_damaged_document_is_an_error() -> None:
    with pytest.raises(DamagedSource, match=f"{FILE}: "):
        parse_legacy(compound("WordDocument"), FILE)


@needs_libreoffice
@pytest.mark.real
def test_article_numbers_of_real_documents_are_complete(real_corpora: Path) -> None:
    # Each takes LibreOffice about a second: a sample, spread over the provinces.
    folder = real_corpora / "civility-regulations"
    texts = {path.stem: path for path in folder.rglob("*.txt")}
    originals = [f for f in sorted(folder.rglob("*.doc*")) if f.read_bytes().startswith(OLE) and f.stem in texts]
    missing = {}
    for original in originals[:: max(1, len(originals) // SAMPLED)]:
        found = set(ARTICLE.findall(parse_legacy(original.read_bytes(), original.name).text))
        truth = texts[original.stem].read_bytes().decode("utf-8", "replace")
        missing[original.name] = [number for number in ARTICLE.findall(truth) if number not in found]
    complete = sum(not numbers for numbers in missing.values())
    assert complete >= 0.98 * len(missing) > 0, {k: v for k, v in missing.items() if v}
