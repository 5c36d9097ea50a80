"""PDFs keep their pages and lines; what cannot be read says why and where."""

import io
from hashlib import sha256

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.pdf import parse_pdf
from policytext.text import Place


def typeset(*pages: list[str], password: str | None = None, encrypt: StandardEncryption | None = None) -> bytes:
    """Return a PDF with these lines on its pages."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    encrypt = StandardEncryption(password, strength=128) if password else encrypt
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt)
    for lines in pages:
        canvas.setFont("STSong-Light", 14)
        for i, line in enumerate(lines):
            canvas.drawString(80, 760 - 30 * i, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def bare(kids: str, count: int, *objects: str) -> bytes:
    """Return a PDF written by hand, without the table that says where its objects are."""
    body = [
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        f"2 0 obj <</Type/Pages/Kids[{kids}]/Count {count}>> endobj",
    ]
    return "\n".join(["%PDF-1.4", *body, *objects, "trailer <</Root 1 0 R>>", "%%EOF"]).encode()


def test_pages_and_lines_are_kept() -> None:
    data = typeset(["清溪镇便民服务方案", "一、总体要求"], ["二、主要任务", "建立服务站。"])
    source = parse_pdf(data, "方案.pdf")
    assert source.text == "清溪镇便民服务方案\n一、总体要求\n二、主要任务\n建立服务站。"
    assert (source.media_type, source.encoding, source.pages) == ("application/pdf", None, 2)
    assert source.sha256 == sha256(data).hexdigest()
    assert source.place(source.text.index("服务站")) == Place(2, 2, 3)
    assert source.doubts == ()


def test_blank_page_keeps_its_number_and_is_doubted() -> None:
    source = parse_pdf(typeset(["甲"], [], ["丙"]), "a.pdf")
    assert source.pages == 3
    assert source.place(source.text.index("丙")) == Place(3, 1, 1)
    assert [(d.code, d.page) for d in source.doubts] == [("no-text-layer", 2)]


def test_hyphen_at_the_end_of_a_line_stays_with_its_line_end() -> None:
    assert parse_pdf(typeset(["a long trans-", "mission line"]), "a.pdf").text == "a long trans-\nmission line"


def test_pages_without_text_are_empty() -> None:
    with pytest.raises(EmptySource, match=r"no text layer on 2 pages"):
        parse_pdf(typeset([], []), "a.pdf")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        pytest.param(None, "encrypted: give its password", id="no password"),
        pytest.param("no", "password is wrong", id="wrong password"),
    ],
)
def test_encrypted_file_asks_for_its_password(password: str | None, reason: str) -> None:
    with pytest.raises(DamagedSource, match=reason):
        parse_pdf(typeset(["甲"], password="yes"), "a.pdf", password=password)


def test_empty_user_password_opens_without_asking() -> None:
    encrypt = StandardEncryption("", ownerPassword="owner", strength=128)
    assert parse_pdf(typeset(["甲乙"], encrypt=encrypt), "a.pdf").text == "甲乙"


def test_encrypted_file_opens_with_its_password() -> None:
    assert parse_pdf(typeset(["甲乙"], password="yes"), "a.pdf", password="yes").text == "甲乙"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"%PDF-1.4\nnothing follows", "corrupt", id="head only"),
        pytest.param(b"<!DOCTYPE html><html>404</html>", "a web page", id="failed download"),
        pytest.param(b"PK\x03\x04 word/", "a ZIP archive", id="archive renamed"),
        pytest.param(b"hello", "something else", id="text renamed"),
        pytest.param(bare("", 0), "cannot be opened", id="no pages"),
    ],
)
def test_what_is_no_readable_pdf_is_damaged(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=reason):
        parse_pdf(data, "a.pdf")


def test_lost_pages_name_the_first_of_them() -> None:
    with pytest.raises(DamagedSource, match=r"a\.pdf, page 1: page 1 cannot be read"):
        parse_pdf(bare("9 0 R", 1), "a.pdf")


def test_forged_page_count_does_not_hang() -> None:
    with pytest.raises(DamagedSource, match="pages in a row are corrupt"):
        parse_pdf(bare("9 0 R", 900_000), "a.pdf")


def test_page_tree_that_holds_itself_does_not_hang() -> None:
    with pytest.raises((DamagedSource, EmptySource)):
        parse_pdf(bare("2 0 R 2 0 R", 1000), "a.pdf")


def outcome(data: bytes) -> str:
    """Return what a reader gets to see: the text or the reason."""
    try:
        return parse_pdf(data, "a.pdf").text
    except (DamagedSource, EmptySource) as error:
        return error.reason


def test_cut_off_file_gives_what_is_left_or_a_reason() -> None:
    data = typeset(*([f"第{i}页"] for i in range(1, 6)))
    assert all(outcome(data[:size]).strip() for size in range(0, len(data), 797))
