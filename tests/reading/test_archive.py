"""Packages are opened so that no file can make the program grow, reach out or look elsewhere."""

import io
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DamagedSource
from policytext.reading import archive
from policytext.reading.archive import open_package, parse_xml

FILE = "柳渡镇.docx"


def pack(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def flip(data: bytes, start: int, value: bytes) -> bytes:
    return data[:start] + value + data[start + len(value) :]


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    package = open_package(pack({"word\\Document.xml": "<a>柳渡</a>".encode()}), FILE)
    assert package.names == ("word/Document.xml",)
    assert "WORD/document.XML" in package
    assert package.parse("word/document.xml").text == "柳渡"


def test_missing_part_is_named() -> None:
    with pytest.raises(DamagedSource, match=r"柳渡镇\.docx: expected the part word/document\.xml"):
        open_package(pack({"a": b""}), FILE).read("word/document.xml")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, id="a head alone"),
        pytest.param(pack({"a": b"x" * 1000})[:-30], id="its list cut off"),
        pytest.param(pack({"../../etc/passwd": b""}), id="a name that climbs"),
        pytest.param(pack({"/etc/passwd": b""}), id="a name from the root"),
        pytest.param(pack({"C:\\a.xml": b""}), id="a name on a drive"),
        pytest.param(pack({"a": b"0" * (40 << 20)}), id="forty megabytes of one character"),
        pytest.param(pack({f"{i}": b"" for i in range(archive.MAX_ENTRIES + 1)}, 0), id="too many parts"),
    ],
)
def test_package_that_is_none_or_a_bomb_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedSource, match=FILE) as caught:
        open_package(data, FILE)
    assert "\n" not in str(caught.value)


def test_part_that_lies_about_its_size_is_refused() -> None:
    data = pack({"a": b"0" * 5000})
    entry = data.index(b"PK\x01\x02")
    package = open_package(flip(data, entry + 24, struct.pack("<I", 10)), FILE)
    with pytest.raises(DamagedSource, match="cannot be unpacked"):
        package.read("a")


def test_part_too_large_to_parse_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    package = open_package(pack({"a": b"0" * 5000}), FILE)
    monkeypatch.setattr(archive, "MAX_PART", 4999)
    with pytest.raises(DamagedSource, match="5000 bytes"):
        package.read("a")


def test_locked_part_is_said_to_be_locked() -> None:
    data = pack({"a": b"0"})
    entry = data.index(b"PK\x01\x02")
    with pytest.raises(DamagedSource, match="a is encrypted"):
        open_package(flip(data, entry + 8, b"\x01\x00"), FILE).read("a")


BOMB = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "县"}">' for i in range(10))


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        pytest.param(b"", "well-formed", id="nothing"),
        pytest.param(b"<a>", "well-formed", id="cut off"),
        pytest.param(b"<a></b>", "well-formed", id="ends crossed"),
        pytest.param(b"<a>" * 100_000 + b"</a>" * 100_000, "depth", id="nested a hundred thousand deep"),
        pytest.param(f"<!DOCTYPE a [{BOMB}]><a>&l9;</a>".encode(), "document type", id="a billion laughs"),
        pytest.param(f"<!DOCTYPE a [{BOMB}]><a b='&l9;'/>".encode(), "document type", id="laughs in an attribute"),
        pytest.param(b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type", id="a file of the machine"),
        pytest.param("<!DOCTYPE a><a/>".encode("utf-16"), "document type", id="UTF-16"),
        pytest.param(b"<a/><!-- -->" + b" " * 5000 + b"<b/>", "well-formed", id="two roots"),
        pytest.param(b" " * 5000 + b"<!DOCTYPE a><a/>", "document type", id="far behind the start"),
    ],
)
def test_xml_that_is_damaged_or_a_trap_is_refused(xml: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=f"{FILE}: word/a.xml: .*{reason}"):
        parse_xml(xml, FILE, "word/a.xml")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_a_package_or_an_error_of_ours(noise: bytes, at: int) -> None:
    data = flip(pack({"a.xml": b"<a>text</a>", "b/c.xml": b"<b/>"}), at, noise)
    try:
        package = open_package(data, FILE)
        read = [package.read(name) for name in package.names]
        said = FILE
    except DamagedSource as error:
        read, said = [], str(error)
    assert said.startswith(FILE)
    assert all(isinstance(part, bytes) for part in read)
