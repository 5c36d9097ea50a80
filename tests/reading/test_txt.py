"""Text files become Sources; what is evidently no text is an error that says so."""

import time
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DamagedSource, EmptySource, ReadingError
from policytext.reading.txt import make_source, parse_txt

LINE = "各村要按照本方案要求，建立便民服务站，每周开放不少于30小时。"


def test_source_says_what_identifies_the_file() -> None:
    data = f"{LINE}\r\n{LINE}".encode("gbk")
    source = parse_txt(data, "a/b.txt")
    assert (source.path, source.media_type, source.encoding) == ("a/b.txt", "text/plain", "gb18030")
    assert source.sha256 == sha256(data).hexdigest()
    assert source.text == f"{LINE}\n{LINE}"
    assert (source.pages, source.doubts) == (None, ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b" \r\n\t", id="blanks"),
        pytest.param(b"\xef\xbb\xbf", id="a byte order mark alone"),
        pytest.param("　\n　".encode("gbk"), id="full-width blanks"),
    ],
)
def test_text_without_characters_is_empty(data: bytes) -> None:
    with pytest.raises(EmptySource, match=r"a\.txt: no text in it"):
        parse_txt(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG image", id="picture"),
        pytest.param(b"PK\x03\x04....", "a ZIP archive", id="archive"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"\.wps", id="old Office document"),
        pytest.param(bytes(1000), "1000 of 1000 characters", id="NULs"),
        pytest.param(bytes(2), "2 of 2 characters", id="a few NULs alone"),
        pytest.param(bytes(range(1, 9)) * 40 + b"text", "characters are no text", id="controls"),
    ],
)
def test_binary_is_damaged(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=reason):
        parse_txt(data, "a.txt")


def test_a_few_nuls_are_dropped_with_a_doubt() -> None:
    source = parse_txt(f"{LINE}\n".encode() + b"\x00" + LINE.encode(), "a.txt")
    assert source.text == f"{LINE}\n{LINE}"
    assert [(d.code, d.line) for d in source.doubts] == [("control-characters", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_one_line_of_five_megabytes_is_fast(encoding: str) -> None:
    data = (LINE * (5_000_000 // len(LINE.encode()))).encode(encoding)
    start = time.perf_counter()
    source = parse_txt(data, "a.txt")
    # 0.3 s measured; the room is for busy machines.
    assert time.perf_counter() - start < 3
    assert source.text == data.decode(encoding)


def test_text_at_hand_needs_no_file() -> None:
    source = make_source(f"{LINE}\r\n\x00")
    assert (source.path, source.encoding, source.text) == ("<text>", None, f"{LINE}\n")
    assert [d.code for d in source.doubts] == ["control-characters"]


@pytest.mark.parametrize("text", [pytest.param("", id="empty"), pytest.param("\ud800", id="half a surrogate pair")])
def test_any_text_at_hand_makes_a_source(text: str) -> None:
    assert make_source(text).text == ""


def outcome(data: bytes) -> str:
    """Return what a reader gets to see: the text or the reason."""
    try:
        return parse_txt(data, "a.txt").text
    except ReadingError as error:
        return error.reason


@given(st.binary() | st.lists(st.binary() | st.just(LINE.encode()) | st.just(LINE.encode("gbk"))).map(b"\n".join))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    assert outcome(data).strip()
