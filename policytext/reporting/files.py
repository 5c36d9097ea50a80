"""Files written whole or not at all: beside the target first, then renamed onto it."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; when all went well it takes the place of `path`, else it vanishes.

    Raises
    ------
    OSError
        If the folder cannot be made or written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        # mkstemp makes files that only their owner may read; a report is meant for others as well.
        beside.chmod(0o644)
        _put(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _put(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except OSError as error:
        # The error would name the file beside, which is gone when it is read.
        raise type(error)(error.errno, error.strerror, str(path)) from error


def encode(text: str) -> bytes:
    """Return UTF-8; what UTF-8 cannot hold (half of a surrogate pair) is written as an escape, as in JSON."""
    return text.encode("utf-8", "backslashreplace")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, whole or not at all."""
    with replace_file(path) as beside:
        beside.write_bytes(encode(text))


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write CSV with a byte order mark, without which Excel and WPS take UTF-8 for GBK."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    writer.writerows(rows)
    write_text(path, "\ufeff" + lines.getvalue())
