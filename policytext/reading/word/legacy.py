"""Old Word files (.doc, .wps, .rtf) → Source, through LibreOffice where it is installed."""

import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from policytext.errors import DamagedSource, ReadingError
from policytext.reading.signatures import name_binary
from policytext.reading.word import parse_docx
from policytext.text import Source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"
MEDIA_TYPES = {".doc": "application/msword", ".rtf": "application/rtf"}
PROGRAMS = ("soffice", "libreoffice")
TIMEOUT = 50.0
"""Seconds for LibreOffice; it needs two to five for a document of thirty pages."""
_AGAIN = (79, 81)
"""What it returns where it asks to be started again, as with a profile that is new."""
_MOST_STARTS = 3
# Names in the directory of a compound file (OLE) are UTF-16.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = {
    "WordDocument": "",
    "Workbook": "an Excel workbook (.xls)",
    "PowerPoint Document": "a PowerPoint presentation (.ppt)",
}


def parse_legacy(data: bytes, path: str, *, password: str | None = None) -> Source:
    """Return an old Word file's bytes as a Source.

    Parameters
    ----------
    data : bytes
        The whole file.
    path : str
        Its name, for the Source and for messages.
    password : str, optional
        Taken for the sake of a common signature; a locked file cannot be opened.

    Raises
    ------
    EmptySource
        If there is no text in it.
    DamagedSource
        If it is no Word document, is cut off or locked.
    ReadingError
        If LibreOffice (soffice) is needed and not installed, or fails.
    """
    if data.startswith(OLE):
        _check_compound(data, path)
        return _convert(data, path, ".doc")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(RTF):
        return _convert(data, path, ".rtf")
    raise DamagedSource(path, f"expected an old Word document, but it is {name_binary(data) or 'none'}")


def _check_compound(data: bytes, path: str) -> None:
    if _LOCKED in data or _is_locked(data):
        raise DamagedSource(path, "locked with a password: save it without one (文档已加密，请取消密码后另存)")
    found = [kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data]
    if found and found[0]:
        raise DamagedSource(path, f"expected a Word document, but it is {found[0]}")
    if not found:
        raise DamagedSource(path, "expected a Word document, but there is none in this compound file (OLE)")


def _is_locked(data: bytes) -> bool:
    """Tell whether Word's own header, where it opens the first sector, says that the document is encrypted.

    Source: [MS-DOC] 2.5.2, FibBase: wIdent, fEncrypted.
    """
    return data[512:514] == b"\xec\xa5" and len(data) > 523 and bool(data[523] & 1)


def _convert(data: bytes, path: str, suffix: str) -> Source:
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadingError(
            path,
            f"{suffix} files are read through LibreOffice, which is not installed: install it, or save the file as "
            f".docx (读取 {suffix} 需要安装 LibreOffice，或另存为 .docx)",
        )
    with TemporaryDirectory(prefix="policytext-") as folder:
        converted = _run(program, data, Path(folder), suffix, path)
        source = parse_docx(converted, path)
    return replace(source, sha256=sha256(data).hexdigest(), media_type=MEDIA_TYPES[suffix])


def _run(program: str, data: bytes, folder: Path, suffix: str, path: str) -> bytes:
    """Return the file as DOCX. A profile of its own: a LibreOffice already open would take the job and say nothing."""
    given, result = folder / f"document{suffix}", folder / "out" / "document.docx"
    given.write_bytes(data)
    command = [
        *(_find_engine(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
        *("--convert-to", "docx", "--outdir", str(result.parent), str(given)),
    ]
    try:
        for _ in range(_MOST_STARTS):
            if subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False).returncode not in _AGAIN:
                break
    except OSError as error:
        raise ReadingError(path, f"LibreOffice could not be started: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise ReadingError(path, f"LibreOffice took longer than {TIMEOUT:.0f} s to convert it") from error
    if not result.is_file():
        raise DamagedSource(path, "expected a Word document, but LibreOffice could not open it: damaged or locked")
    return result.read_bytes()


def _find_engine(program: str) -> str:
    """Return the program behind LibreOffice's launcher, where it lies beside it.

    Ended by a signal, the launcher would leave it running.
    """
    engine = Path(program).resolve().with_name("soffice.bin")
    return str(engine) if engine.is_file() else program
