"""Bytes of unknown encoding → characters.

Order: byte order mark, strict UTF-8, then every encoding that Chinese files come in, the one that reads most like
Chinese winning; then line by line, for files glued together from several; a general detector last, because detectors
take short GBK for Thai.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice

from policytext.reading.plausibility import PLAUSIBLE, score_plausibility
from policytext.text import Doubt

MARKS = (
    # UTF-32 first: its little-endian mark starts with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LEGACY = (("gb18030",), ("big5", "cp950", "big5hkscs"))
"""Encodings before Unicode, each with its extensions. The order decides a draw: mainland files are the subject."""
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_UTF8_MARK = b"\xef\xbb\xbf"
_CLEAR = 0.1
_SAMPLE = 1 << 16
_MOST_DOUBTS = 20
_FEWEST_WIDE = 4


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the Python name of the encoding that gave them, and what was doubtful."""

    text: str = field(repr=False)
    encoding: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A stretch of bytes as one encoding reads it."""

    text: str
    encoding: str
    score: float


def decode(data: bytes) -> Decoded:
    """Return the characters of a text file.

    Raises
    ------
    ValueError
        If no encoding makes sense of the bytes.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    marked, body = data.startswith(_UTF8_MARK), data.removeprefix(_UTF8_MARK)
    decoded = _decode_plain(body)
    if marked and decoded.encoding == "utf-8":
        return Decoded(decoded.text, "utf-8-sig", decoded.doubts)
    return decoded


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count("�")
    doubts = () if not broken else (_damage(encoding, broken, text[: text.index("�")].count("\n") + 1),)
    return Decoded(text, encoding, doubts)


def _decode_plain(data: bytes) -> Decoded:
    utf8 = _strict(data, "utf-8")
    if utf8 and utf8.score >= PLAUSIBLE:
        return _decode_hz(data) or Decoded(utf8.text, "utf-8")
    readings = list(_whole_readings(data))
    best = max(readings, key=lambda r: r.score, default=None)
    if best and best.score >= PLAUSIBLE and (best.encoding in WIDE or not _holds_utf8_lines(data)):
        return Decoded(best.text, best.encoding, tuple(_close_calls(best, readings)))
    if utf8:
        # Another language, or NULs among the characters: what is valid UTF-8 by chance is short.
        return _repair(utf8) or Decoded(utf8.text, "utf-8", tuple(_suspicions(utf8)))
    by_line = _decode_lines(data)
    if score_plausibility(by_line.text) >= PLAUSIBLE:
        return by_line
    return _decode_detected(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeError:
        return False
    return True


def _strict(data: bytes, encoding: str) -> _Reading | None:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    return _Reading(text, encoding, score_plausibility(text))


def _legacy_readings(data: bytes) -> Iterator[_Reading]:
    for family in LEGACY:
        yield from islice(filter(None, (_strict(data, encoding) for encoding in family)), 1)


def _loose(data: bytes, encoding: str) -> _Reading:
    text = data.decode(encoding, "replace")
    return _Reading(text, encoding, score_plausibility(text))


def _whole_readings(data: bytes) -> Iterator[_Reading]:
    yield from _legacy_readings(data)
    for encoding in WIDE:
        width = 4 if "32" in encoding else 2
        # A wide file cut off in the middle of a character still is one.
        reading = _strict(data[: len(data) // width * width], encoding)
        # One character, such as that of three NULs and a letter, proves nothing.
        if reading and len(reading.text) >= _FEWEST_WIDE:
            yield reading


def _close_calls(best: _Reading, readings: Iterable[_Reading]) -> Iterator[Doubt]:
    for other in readings:
        if best.text != other.text and other.score > best.score - _CLEAR and other.score >= PLAUSIBLE:
            yield Doubt("encoding", f"read as {best.encoding}, but {other.encoding} gives plausible text too")
            return


def _decode_hz(data: bytes) -> Decoded | None:
    """Read the seven-bit encoding HZ of old mail and news: ~{VPND~}."""
    if b"~{" not in data or b"~}" not in data:
        return None
    reading = _strict(data, "hz")
    if reading is None or reading.text.isascii() or reading.score < PLAUSIBLE:
        return None
    return Decoded(reading.text, "hz")


def _repair(utf8: _Reading) -> Decoded | None:
    """Undo a file that was saved after having been opened in the wrong encoding (乱码)."""
    for wrong, right in (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")):
        try:
            text = utf8.text.encode(wrong).decode(right)
        except UnicodeError:
            continue
        if score_plausibility(text) >= max(PLAUSIBLE, utf8.score + 0.3):
            doubt = Doubt("mojibake", f"the file had been saved as UTF-8 after {right} was opened as {wrong}; undone")
            return Decoded(text, "utf-8", (doubt,))
    return None


def _suspicions(utf8: _Reading) -> Iterator[Doubt]:
    remains = utf8.text.encode("gb18030", "ignore").decode("utf-8", "ignore")
    if len(remains) * 5 > len(utf8.text) and score_plausibility(remains) >= max(PLAUSIBLE, utf8.score + 0.3):
        yield Doubt(
            "mojibake", "UTF-8 had been opened as gb18030 and saved so; characters were lost, it stays as it is"
        )


def _decode_detected(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_SAMPLE]).best()
    reading = guess and _strict(data, guess.encoding)
    if not reading or reading.score < 0:
        raise ValueError(
            f"no encoding makes sense of it (tried utf-8, gb18030, big5, {', '.join(WIDE)} and a detector)"
        )
    return Decoded(reading.text, reading.encoding, (Doubt("encoding", f"{reading.encoding} was guessed"),))


def _holds_utf8_lines(data: bytes) -> bool:
    """Tell whether a line reads as UTF-8 and better so than in any older encoding."""
    for line in data.splitlines():
        if line.isascii():
            continue
        utf8 = _strict(line, "utf-8")
        if utf8 and utf8.score >= PLAUSIBLE and utf8.score > _loose(line, "gb18030").score:
            return True
    return False


def _decode_lines(data: bytes) -> Decoded:
    lines = data.splitlines(keepends=True)
    odd = b"".join(line for line in lines if not _is_utf8(line))
    legacy = max((_loose(odd, family[-1]) for family in LEGACY), key=lambda r: r.score).encoding
    readings = [_read_line(line, legacy) for line in lines]
    foreign = sum(len(r.text) for r in readings if r and r.encoding != "utf-8")
    main = legacy if foreign * 2 > sum(len(r.text) for r in readings if r) else "utf-8"
    text = "".join(r.text if r else line.decode("ascii") for r, line in zip(readings, lines, strict=True))
    return Decoded(text, main, tuple(_line_doubts(readings, main)))


def _read_line(line: bytes, legacy: str) -> _Reading | None:
    """Return the best reading of a line, None for plain ASCII, which every encoding reads alike."""
    if line.isascii():
        return None
    for encoding in ("utf-8", legacy):
        reading = _strict(line, encoding)
        if reading and reading.score >= PLAUSIBLE:
            return reading
    options = [
        _strict(line, "utf-8"),
        _strict(line, legacy),
        *_legacy_readings(line),
        _loose(line, "utf-8"),
        _loose(line, legacy),
    ]
    return max((r for r in options if r), key=lambda r: r.score)


def _line_doubts(readings: Iterable[_Reading | None], main: str) -> Iterator[Doubt]:
    found = list(_foreign_runs(readings, main)) + [
        _damage(r.encoding, r.text.count("�"), i) for i, r in enumerate(readings, 1) if r and "�" in r.text
    ]
    yield from found[:_MOST_DOUBTS]
    if len(found) > _MOST_DOUBTS:
        rest = found[_MOST_DOUBTS]
        yield Doubt("encoding", f"{len(found) - _MOST_DOUBTS} further places like these", line=rest.line)


def _foreign_runs(readings: Iterable[_Reading | None], main: str) -> Iterator[Doubt]:
    numbered = ((i, r.encoding) for i, r in enumerate(readings, 1) if r)
    for encoding, run in groupby(numbered, key=lambda pair: pair[1]):
        first, *_, last = lines = [i for i, _ in run] * 2
        if encoding != main:
            where = f"line {first} is" if first == last else f"lines {first} to {max(lines)} are"
            yield Doubt("mixed-encoding", f"{where} in {encoding}, the file in {main}", line=first)


def _damage(encoding: str, broken: int, line: int) -> Doubt:
    return Doubt("damaged-bytes", f"{broken} characters could not be read as {encoding} and became �", line=line)
