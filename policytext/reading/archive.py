"""ZIP packages of XML (DOCX, OFD), opened so that no file can make the program grow, reach out or look elsewhere."""

import struct
import zlib
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from policytext.errors import DamagedSource

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ENTRIES = 20_000
"""Parts of a package; the largest documents seen hold some hundreds."""
MAX_TOTAL = 1 << 30
"""Bytes of all parts together, unpacked."""
MAX_PART = 96 << 20
"""Bytes of one part that is read, unpacked: a tree takes about eight times as much memory."""
MAX_RATIO = 200
"""Bytes out for a byte in, held only above `RATIO_FREE`: XML packs to a fiftieth at most, a bomb to a thousandth."""
RATIO_FREE = 32 << 20
_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True, slots=True)
class Package:
    """A ZIP archive whose parts (部件) are read by name, each checked first.

    Names are compared without regard to case, as Office does; a backslash counts as a slash.
    """

    path: str
    """The file, for messages."""
    entries: dict[str, ZipInfo] = field(repr=False)
    archive: ZipFile = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive, folders left out."""
        return tuple(_normal(info.filename) for info in self.entries.values())

    def __contains__(self, part: object) -> bool:
        return isinstance(part, str) and _normal(part).lower() in self.entries

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises
        ------
        DamagedSource
            If there is no such part, or it is too large, encrypted or damaged.
        """
        info = self.entries.get(_normal(part).lower())
        if info is None:
            raise DamagedSource(self.path, f"expected the part {part}, but the package has none")
        if info.file_size > MAX_PART:
            raise DamagedSource(self.path, f"{part}: {info.file_size} bytes unpacked, expected {MAX_PART} at most")
        if info.flag_bits & 1:
            raise DamagedSource(self.path, f"{part} is encrypted")
        try:
            return self.archive.read(info)
        except (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError) as error:
            # RuntimeError covers NotImplementedError: a compression that Python does not know.
            raise DamagedSource(self.path, f"{part} cannot be unpacked: {_first_line(error)}") from error

    def parse(self, part: str) -> "_Element":
        """Return the root element of an XML part.

        Raises
        ------
        DamagedSource
            As `read`, and if the part is no well-formed XML or declares a document type.
        """
        return parse_xml(self.read(part), self.path, part)


def open_package(data: bytes, path: str) -> Package:
    """Open a ZIP archive and check its directory; nothing is unpacked yet.

    Parameters
    ----------
    data : bytes
        The file.
    path : str
        Its name, for messages.

    Raises
    ------
    DamagedSource
        If the bytes are no ZIP archive, are cut off, or look like a bomb.
    """
    if data.count(_ENTRY) > MAX_ENTRIES:
        raise DamagedSource(path, f"a package of more than {MAX_ENTRIES} parts")
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, struct.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedSource(path, f"expected a complete ZIP package: {_first_line(error)}") from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    for info in infos:
        _check_name(info.filename, path)
    _check_size(infos, path)
    return Package(path, {_normal(info.filename).lower(): info for info in infos}, archive)


def parse_xml(data: bytes, path: str, part: str) -> "_Element":
    """Return the root element of an XML file; entities, the network and document types are refused.

    Parameters
    ----------
    data : bytes
        The XML.
    path, part : str
        File and part, for messages; `part` empty where the file is the XML.

    Raises
    ------
    DamagedSource
        If it is no well-formed XML, is nested more than 256 deep, or declares a document type (DTD).
    """
    from lxml import etree

    where = f"{part}: " if part else ""
    fail = partial(DamagedSource, path)
    # UTF-16 puts a zero beside each of these characters.
    if b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        raise fail(f"{where}declares a document type (DTD), which no office file may")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise fail(f"{where}expected well-formed XML: {_first_line(error)}") from error
    if root.getroottree().docinfo.doctype:
        raise fail(f"{where}declares a document type (DTD), which no office file may")
    return root


def _check_name(name: str, path: str) -> None:
    normal = _normal(name)
    if normal.startswith("/") or ".." in PurePosixPath(normal).parts or normal[1:2] == ":" or "\0" in name:
        raise DamagedSource(path, f"a part's name leads out of the package: {name[:80]!r}")


def _check_size(infos: list[ZipInfo], path: str) -> None:
    if len(infos) > MAX_ENTRIES:
        raise DamagedSource(path, f"a package of {len(infos)} parts, expected {MAX_ENTRIES} at most")
    total, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
    if total > MAX_TOTAL or (total > RATIO_FREE and total > packed * MAX_RATIO):
        raise DamagedSource(path, f"{packed} bytes that unpack to {total}: a zip bomb, not a document")


def _normal(name: str) -> str:
    return name.replace("\\", "/")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
