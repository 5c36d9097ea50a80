"""Bytes in every encoding that Chinese files come in decode to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.reading.encodings import decode
from policytext.reading.plausibility import COMMON_SIMPLIFIED, COMMON_TRADITIONAL

SIMPLIFIED = "各村要按照本方案要求，建立便民服务站，每周开放不少于30小时。\n第二行写明责任单位和完成时限。\n"
TRADITIONAL = "各村要按照本方案要求，建立便民服務站，每週開放不少於30小時。\n第二行寫明責任單位和完成時限。\n"
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize("encoding", [*UNICODE, "gb2312", "gbk", "gb18030", "hz"])
def test_simplified_text_comes_back(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)).text.lstrip("\ufeff") == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*UNICODE, "gbk", "gb18030", "big5", "cp950", "big5hkscs"])
def test_traditional_text_comes_back(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)).text.lstrip("\ufeff") == TRADITIONAL


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param("附件", "gb18030", "gb18030", id="two characters of GBK"),
        pytest.param("說明", "big5", "big5", id="two characters of Big5"),
        pytest.param("关于建立便民服务站的通知", "utf-16-le", "utf-16-le", id="UTF-16 without a mark or any ASCII"),
        pytest.param("plain ASCII\r\n", "ascii", "utf-8", id="ASCII"),
        pytest.param("Постановление", "utf-8", "utf-8", id="another language in UTF-8"),
        pytest.param("10:20,1.5\r\n", "utf-16-le", "utf-16-le", id="digits in UTF-16 by their NULs"),
        pytest.param("これは日本語の文章です。方針について説明します。", "shift-jis", "cp932", id="detected"),
    ],
)
def test_encoding_is_named(text: str, encoding: str, expected: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, expected)


@given(st.text(st.sampled_from(COMMON_SIMPLIFIED + "，。0123456789\n"), min_size=30), st.sampled_from(UNICODE))
def test_common_characters_come_back_from_unicode(text: str, encoding: str) -> None:
    padded = "按照要求做好工作" + text
    assert decode(padded.encode(encoding)).text.lstrip("\ufeff") == padded


@given(st.text(st.sampled_from(COMMON_SIMPLIFIED), min_size=8), st.sampled_from(["gbk", "gb18030"]))
def test_common_simplified_characters_come_back_from_gb(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.text(st.sampled_from([c for c in COMMON_TRADITIONAL if c.encode("big5", "ignore")]), min_size=8))
def test_common_traditional_characters_come_back_from_big5(text: str) -> None:
    assert decode(text.encode("big5")).text == text


def test_lines_of_two_encodings_are_each_read_in_their_own() -> None:
    first, second = SIMPLIFIED.splitlines(keepends=True)
    decoded = decode((first * 3).encode() + second.encode("gbk") + first.encode())
    assert decoded.text == first * 3 + second + first
    assert decoded.encoding == "utf-8"
    assert [(d.code, d.line) for d in decoded.doubts] == [("mixed-encoding", 4)]


def test_utf8_lines_in_a_gbk_file_are_noticed() -> None:
    first, second = SIMPLIFIED.splitlines(keepends=True)
    decoded = decode((first * 9).encode("gbk") + second.encode())
    assert decoded.text == first * 9 + second
    assert decoded.encoding == "gb18030"
    assert [(d.code, d.line) for d in decoded.doubts] == [("mixed-encoding", 10)]


def test_run_of_foreign_lines_is_one_doubt() -> None:
    first, second = SIMPLIFIED.splitlines(keepends=True)
    decoded = decode((first * 9).encode() + (second * 3).encode("gbk"))
    assert [d.message for d in decoded.doubts] == ["lines 10 to 12 are in gb18030, the file in utf-8"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(SIMPLIFIED.encode()[:-2], 2, id="cut off within a character"),
        pytest.param(SIMPLIFIED.encode().replace("服务".encode(), b"\xff\xfe\xff"), 1, id="bytes of no encoding"),
        pytest.param(b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00", 3, id="half a unit of UTF-16"),
        pytest.param(SIMPLIFIED.encode("gbk").replace("服".encode("gbk"), b"\xff"), 1, id="a bad byte in GBK"),
    ],
)
def test_damaged_bytes_name_their_line(data: bytes, line: int) -> None:
    doubts = decode(data).doubts
    assert [(d.code, d.line) for d in doubts] == [("damaged-bytes", line)]


def test_many_doubts_are_summed_up() -> None:
    first = SIMPLIFIED.partition("\n")[0]
    data = b"\n".join(first.encode("gbk" if i % 2 else "utf-8") for i in range(100))
    doubts = decode(data).doubts
    assert len(doubts) == 21
    assert "30 further places" in doubts[-1].message


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("gb18030", "latin-1", id="GBK opened as Latin-1"),
        pytest.param("utf-8", "latin-1", id="UTF-8 opened as Latin-1"),
    ],
)
def test_text_saved_in_a_wrong_encoding_is_undone(right: str, wrong: str) -> None:
    decoded = decode(SIMPLIFIED.encode(right).decode(wrong).encode())
    assert decoded.text == SIMPLIFIED
    assert [d.code for d in decoded.doubts] == ["mojibake"]


def test_text_whose_characters_were_lost_is_doubted() -> None:
    decoded = decode(SIMPLIFIED.encode().decode("gb18030", "replace").encode())
    assert [d.code for d in decoded.doubts] == ["mojibake"]


def test_random_bytes_are_no_text() -> None:
    noise = bytes(i * i * 7 % 251 for i in range(1, 3000))
    with pytest.raises(ValueError, match="no encoding makes sense"):
        decode(noise)
