"""Files and streams → Source: what a file is decides who reads it, its name only where the bytes do not say."""

from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from policytext.errors import EmptySource, PolicytextError, ReadingError, UnknownFormat
from policytext.plugins import READERS, find_plugins
from policytext.reading.formats import SUFFIXES, is_known, parse_bytes
from policytext.reading.signatures import ZIP, find_format
from policytext.reading.txt import make_source
from policytext.text import Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["find_suffixes", "make_source", "read_source", "read_stream"]

_HEAD = 4096


def find_suffixes() -> tuple[str, ...]:
    """Return the suffixes under which folders are searched for documents, those of installed plug-ins last.

    Examples
    --------
    >>> find_suffixes()[:5]
    ('.txt', '.text', '.md', '.srt', '.pdf')
    """
    return SUFFIXES + tuple(s for s in _plugged() if s not in SUFFIXES)


def read_source(path: str | Path, *, password: str | None = None) -> Source:
    """Read a file, in this process and without limits; `policytext.reading.worker` has both.

    Parameters
    ----------
    path : str or Path
        Kept in the Source as given: a relative path stays relative.
    password : str, optional
        For an encrypted file.

    Raises
    ------
    UnknownFormat
        If no reader takes such a file.
    EmptySource
        If the file holds no text.
    DamagedSource
        If the file is not what its name says, or is corrupt or encrypted.
    ReadingError
        If the file is not there or may not be read.
    """
    name, suffix = str(path), Path(path).suffix.lower()
    if is_known(suffix):
        return parse_bytes(_read_bytes(Path(path), name), name, password=password)
    # Of a film that someone named, its first bytes are enough to refuse it.
    head = _read_bytes(Path(path), name, size=_HEAD)
    # Looking for plug-ins takes 15 ms: only where it matters.
    if plugin := _plugged().get(suffix):
        return _read_plugged(plugin, _read_bytes(Path(path), name), name)
    data = _read_bytes(Path(path), name) if head.startswith(ZIP) or find_format(head) else head
    if not find_format(data):
        raise UnknownFormat(name, f"no reader for {_shown(suffix)}; supported: {' '.join(find_suffixes())}")
    return parse_bytes(data, name, password=password)


def read_stream(data: bytes, name: str = "-", *, password: str | None = None) -> Source:
    """Return the bytes of a stream, such as standard input, as a Source: what they are, or else text."""
    _check_size(data, name)
    return parse_bytes(data, name, password=password)


def _read_bytes(path: Path, name: str, *, size: int = -1) -> bytes:
    try:
        mode = path.stat().st_mode
        data = _read_start(path, size) if S_ISREG(mode) else b""
    except FileNotFoundError as error:
        raise ReadingError(name, "no such file") from error
    except PermissionError as error:
        raise ReadingError(name, "no permission to read it") from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        raise ReadingError(name, f"cannot be read: {error}") from error
    if not S_ISREG(mode):
        raise ReadingError(name, "expected a file, but it is a folder" if S_ISDIR(mode) else "no regular file")
    _check_size(data, name)
    return data


def _read_start(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _check_size(data: bytes, name: str) -> None:
    if not data:
        raise EmptySource(name, "the file is empty (0 bytes)")


def _shown(suffix: str) -> str:
    return f"{suffix} files" if suffix else "a file without suffix"


def _plugged() -> dict[str, "EntryPoint"]:
    return {f".{name.lower().lstrip('.')}": entry for name, entry in find_plugins(READERS).items()}


def _read_plugged(plugin: "EntryPoint", data: bytes, name: str) -> Source:
    try:
        reader: Callable[[bytes, str], Source] = plugin.load()
        source = reader(data, name)
    except (PolicytextError, MemoryError):
        raise
    except Exception as error:
        # The border to code of others: it must not stop a whole corpus.
        raise ReadingError(name, f"the reader {plugin.value} failed: {error!r}") from error
    if not isinstance(source, Source):
        raise ReadingError(name, f"the reader {plugin.value} gave no Source")
    return source
