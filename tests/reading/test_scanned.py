"""What is printed on an image comes back as lines in reading order; nothing is fetched, what is unsure is doubted."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from policytext.errors import DamagedSource, EmptySource
from policytext.reading.scanned import (
    LOW,
    ScannedLine,
    find_low_confidence,
    is_available,
    parse_image,
    read_page_lines,
)

pytest.importorskip("rapidocr", reason="rapidocr could not import")
FONT = next(Path(__file__).parents[2].joinpath("policytext/reporting/fonts").glob("*.?tf"))
LINES = ("柳渡镇便民服务站建设方案", "各村每周开放服务站不少于三十小时", "到2035年底前建成二十个服务站")


def draw(*lines: str, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """Return an image of some lines."""
    image = Image.new("RGB", size, "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 60 + 90 * number), line, "black", ImageFont.truetype(str(FONT), 40))
    return image


def to_bytes(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return the file that an image makes."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_models_come_with_the_package() -> None:
    assert is_available()


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_lines_come_in_reading_order_however_the_page_lies(turned: int) -> None:
    lines = read_page_lines(draw(*LINES).rotate(turned, expand=True))
    assert tuple(line.text for line in lines) == LINES
    assert all(line.confidence > LOW for line in lines)
    assert [line.box[1] for line in lines] == sorted(line.box[1] for line in lines)


def test_boxes_are_in_pixels_of_the_image_however_large_it_is() -> None:
    (line,) = read_page_lines(draw(LINES[0], size=(900, 300)).resize((3600, 1200)))
    left, top, right, bottom = line.box
    assert 200 <= left <= 260
    assert 200 <= top < bottom <= 460
    assert 2000 <= right <= 2260


def test_blank_page_has_no_lines() -> None:
    assert read_page_lines(draw()) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_image_file_is_read_as_a_page(kind: str) -> None:
    source = parse_image(to_bytes(draw(*LINES), kind), "a.png")
    assert source.text == "\n".join(LINES)
    assert source.page_starts == (0,)


def test_each_frame_of_a_tiff_is_a_page() -> None:
    first, second = draw(LINES[0], size=(800, 200)), draw(LINES[1], size=(800, 200))
    source = parse_image(to_bytes(first, "TIFF", save_all=True, append_images=[second]), "a.tif")
    assert source.text == f"{LINES[0]}\n{LINES[1]}"
    assert source.page_starts == (0, len(LINES[0]) + 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\nno image", "expected a PNG image, but it is corrupt", id="signature alone"),
        pytest.param(to_bytes(draw(*LINES))[:3000], "corrupt", id="cut off"),
        pytest.param(to_bytes(Image.new("1", (20_000, 20_000))), "20000 by 20000 pixels|corrupt", id="400 megapixels"),
    ],
)
def test_bad_image_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedSource, match=reason):
        parse_image(data, "a.png")


def test_image_without_text_is_empty() -> None:
    with pytest.raises(EmptySource, match="no text is recognised"):
        parse_image(to_bytes(draw()), "a.png")


def test_unsure_lines_are_doubted_with_page_and_line() -> None:
    lines = [ScannedLine("甲", 0.99, (0, 0, 1, 1)), ScannedLine("乙", 0.42, (0, 1, 1, 2))]
    (doubt,) = find_low_confidence(lines, page=3)
    assert (doubt.code, doubt.page, doubt.line) == ("low-confidence", 3, 2)
    assert "0.42" in doubt.message


def test_page_of_unsure_lines_is_doubted_briefly() -> None:
    doubts = list(find_low_confidence([ScannedLine("甲", 0.5, (0, 0, 1, 1))] * 500, page=1))
    assert len(doubts) <= 21
    assert "480 further" in doubts[-1].message


OFFLINE = """
import socket, sys

def refuse(*given, **named):
    raise SystemExit("something was to be fetched")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from policytext.reading.scanned import parse_image
source = parse_image(open(sys.argv[1], "rb").read(), "a.png")
sys.stdout.buffer.write(source.text.encode())
"""


def test_nothing_is_fetched_and_nothing_printed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(to_bytes(draw(*LINES)))
    command = [sys.executable, "-c", OFFLINE, str(tmp_path / "a.png")]
    run = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode() == "\n".join(LINES)
