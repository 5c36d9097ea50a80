"""Folders of documents and their manifests (清单): which files to read, and what is known of them beforehand.

Nothing is kept: sources are yielded one by one, and a file that cannot be read is a value among them, no end.
"""

import csv
import io
import os
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from policytext.dates import parse_date
from policytext.docnumber import parse_docnumber
from policytext.errors import EmptySource, InvalidManifest, PolicytextError, ReadingError
from policytext.reading import find_suffixes
from policytext.reading.encodings import decode
from policytext.reading.worker import DEFAULT_LIMITS, Limits, Worker
from policytext.structure.document import Document, Level
from policytext.text import Doubt, Source

MANIFESTS = ("manifest.toml", "manifest.csv")
"""Names under which a folder holds its manifest; the first that is there counts."""

Progress = Callable[[int, int, str], None]
"""Called before each file with the number of files done, of all files, and the path of this one."""

_ABOUT = re.compile(r"(readme|licen[cs]e|copying|changelog|contributing|authors)([._-].*)?", re.IGNORECASE)
_COLUMNS = {
    "path": ("path", "file", "路径", "文件", "文件名"),
    "title": ("title", "标题"),
    "number": ("number", "doc_number", "发文字号", "文号"),
    "issuer": ("issuer", "发文机关", "发文单位"),
    "level": ("level", "层级"),
    "region": ("region", "地区"),
    "date": ("date", "成文日期", "日期"),
    "kind": ("kind", "文种"),
    "addressee": ("addressee", "主送机关"),
    "attachment_title": ("attachment_title", "附件标题"),
    "attachment_kind": ("attachment_kind", "附件文种"),
}
_FIELDS = {name: column for column, names in _COLUMNS.items() for name in names}
_LEVELS = {
    **{level.value: level for level in Level},
    **dict(zip(("中央", "省级", "地市级", "县级", "乡镇级", "村级"), Level, strict=True)),
    **dict(zip(("国家级", "省", "市级", "区县级", "乡级", "村"), Level, strict=True)),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and the header elements that its manifest gives, by field name."""

    path: str
    overrides: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A file that was read."""

    file: SourceFile
    source: Source


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file that could not be read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a walk found: the files in order, what failed, what was passed over (by suffix), what to tell the user."""

    files: tuple[SourceFile, ...]
    failures: tuple[ReadFailure, ...] = ()
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """State of a walk; it dies with `read_listing`."""

    suffixes: tuple[str, ...]
    own_manifests: bool
    paths: list[Path] = field(default_factory=list)
    failures: list[ReadFailure] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def read_corpus(
    paths: Iterable[str | Path], *, manifest: Path | None = None, on_progress: Progress | None = None
) -> Iterator[SourceRead | ReadFailure]:
    """Read files and folders.

    Parameters
    ----------
    paths : iterable of str or Path
        A file is read whatever its name; folders are walked in the order of names, and files of unknown suffix,
        hidden files and README files in them passed over.
    manifest : Path, optional
        Instead of those that the folders hold.
    on_progress : callable, optional
        See `Progress`.

    Raises
    ------
    EmptySource
        If there are folders only and no document in any of them.
    InvalidManifest
        If a manifest cannot be used.
    """
    return read_files(read_listing(paths, manifest=manifest), on_progress=on_progress)


def read_files(
    listing: Listing,
    *,
    on_progress: Progress | None = None,
    password: str | None = None,
    limits: Limits | None = DEFAULT_LIMITS,
) -> Iterator[SourceRead | ReadFailure]:
    """Yield each file of a listing as it is read, or why it cannot be, what failed before first.

    Parameters
    ----------
    listing : Listing
    on_progress : callable, optional
        See `Progress`.
    password : str, optional
        For the encrypted files among them.
    limits : Limits or None
        What reading one file may take. None: read in this process, without any.
    """
    yield from listing.failures
    paths = [file.path for file in listing.files]
    with Worker(limits, password=password) as worker:
        reads = worker.read_each(paths)
        for done, file in enumerate(listing.files):
            if on_progress:
                on_progress(done, len(paths), file.path)
            yield _make_read(file, next(reads))


def _make_read(file: SourceFile, found: Source | PolicytextError) -> SourceRead | ReadFailure:
    if isinstance(found, Source):
        return SourceRead(file, found)
    if isinstance(found, ReadingError):
        return ReadFailure(file.path, found.reason if found.page is None else f"page {found.page}: {found.reason}")
    return ReadFailure(file.path, str(found))


def read_listing(paths: Iterable[str | Path], *, manifest: Path | None = None) -> Listing:
    """Walk files and folders without reading them. Parameters and errors are those of `read_corpus`."""
    walk, folders = _Walk(find_suffixes(), own_manifests=manifest is None), []
    if manifest is not None:
        _add_manifest(walk, manifest)
    for path in map(Path, paths):
        if _is_folder(path):
            folders.append(path)
            _walk_folder(walk, path)
        elif _is_new(walk, path):
            walk.paths.append(path)
    if folders and not walk.paths:
        first = next(iter(walk.failures), ReadFailure(str(folders[0]), "no document in it"))
        raise EmptySource(first.path, first.message)
    files = tuple(SourceFile(str(path), walk.rows.get(_key(path), {})) for path in walk.paths)
    return Listing(files, tuple(walk.failures), dict(walk.skipped), tuple(walk.notes))


def _walk_folder(walk: _Walk, folder: Path) -> None:
    holds_any, stack = False, [folder]
    while stack:
        path = stack.pop()
        # The folders seen stop links that lead back up; the files seen are those named twice.
        new = _is_new(walk, path)
        if _is_folder(path):
            stack += sorted(_children(walk, path), reverse=True) if new else []
            holds_any |= not new
        elif path.suffix.lower() in walk.suffixes:
            walk.paths += [path] if new else []
            holds_any = True
        elif new:
            walk.skipped[path.suffix.lower() or "no suffix"] += 1
    if not holds_any:
        walk.failures.append(ReadFailure(str(folder), f"no document in it: {_looked_for(walk)}"))


def _children(walk: _Walk, folder: Path) -> list[Path]:
    try:
        children = list(folder.iterdir())
    except OSError as error:
        walk.failures.append(ReadFailure(str(folder), f"the folder cannot be read: {error.strerror}"))
        return []
    own = [child for name in MANIFESTS for child in children if child.name == name]
    if own and walk.own_manifests:
        _add_manifest(walk, own[0])
    return [child for child in children if not _is_aside(child)]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # What stands in a folder that may be listed and not entered: reading it will say so.
        return False


def _is_new(walk: _Walk, path: Path) -> bool:
    key = _key(path)
    new = key not in walk.seen
    walk.seen.add(key)
    return new


def _is_aside(path: Path) -> bool:
    """Tell whether a file belongs to the folder and not to the corpus."""
    name = path.name
    aside = name.startswith((".", "~$", "__MACOSX")) or name.lower() in MANIFESTS
    return aside or (path.suffix.lower() in ("", ".md", ".txt") and _ABOUT.fullmatch(name) is not None)


def _looked_for(walk: _Walk) -> str:
    skipped = ", ".join(f"{count} {suffix}" for suffix, count in sorted(walk.skipped.items()))
    return f"looked for {' '.join(walk.suffixes)}" + (f"; passed over {skipped}" if skipped else "")


def _key(path: Path) -> str:
    # macOS writes file names in decomposed form, people write manifests in composed form.
    return unicodedata.normalize("NFC", os.path.realpath(path))


def _add_manifest(walk: _Walk, path: Path) -> None:
    unknown: set[str] = set()
    missing: list[tuple[str, Path]] = []
    named = 0
    for named, (line, row) in enumerate(_manifest_rows(path), 1):  # noqa: B007 the count is what is wanted
        place = f"{path}, line {line}"
        fields = {_FIELDS[n]: v for n, v in row.items() if n in _FIELDS and v}
        unknown |= {n for n in row if n not in _FIELDS}
        file = path.parent / _inner_path(fields.pop("path", ""), place)
        if _key(file) in walk.rows:
            walk.notes.append(f"{place}: {file.name} stands twice, the later line counts")
        if not os.path.lexists(file):
            missing.append((place, file))
        walk.rows[_key(file)] = fields
    if missing and len(missing) == named:
        # It was meant for other files, or lies in another folder than they do: nothing of it will be used.
        walk.failures.append(ReadFailure(str(path), f"none of its {named} files is there, such as {missing[0][1]}"))
    else:
        walk.notes.extend(f"{place}: no such file: {file}" for place, file in missing)
    if unknown:
        walk.notes.append(f"{path}: columns without use here: {', '.join(sorted(unknown))}")


def _inner_path(raw: str, place: str) -> PurePosixPath:
    path = PurePosixPath(raw.replace("\\", "/"))
    if not raw or "\0" in raw:
        raise InvalidManifest(f"{place}: expected a path, found {'a NUL in it' if raw else 'none'}")
    if path.is_absolute() or PureWindowsPath(raw).drive or ".." in path.parts:
        raise InvalidManifest(f"{place}: expected a path within the manifest's folder, found {raw}")
    return path


def _manifest_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    # A pipe or a device would be waited for without end.
    if os.path.exists(path) and not path.is_file():  # noqa: PTH110 it is False where the path cannot be looked up
        raise InvalidManifest(f"{path}: expected a file of rows, found no regular file")
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        raise InvalidManifest(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InvalidManifest(f"{path}: {error}") from error
    rows = _toml_rows if path.suffix.lower() == ".toml" else _csv_rows
    yield from rows(text, str(path))


def _csv_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        if not any(_FIELDS.get(column) == "path" for column in columns):
            raise InvalidManifest(f"{name}, line 1: expected a column path, found {', '.join(columns) or 'nothing'}")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(columns, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise InvalidManifest(f"{name}, line {reader.line_num}: {error}") from error


def _toml_rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        tables = tomllib.loads(text.replace("\r\n", "\n")).get("document", [])
    except tomllib.TOMLDecodeError as error:
        raise InvalidManifest(f"{name}: {error}") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise InvalidManifest(f"{name}: expected tables [[document]]")
    lines = [i for i, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith("[[document]]")]
    for i, table in enumerate(tables):
        yield (lines[i] if i < len(lines) else 1), {n: str(v).strip() for n, v in table.items()}


def overridden(document: Document, fields: Mapping[str, str]) -> Document:
    """Return a document with the header elements (文头要素) that its manifest gives in the place of those read.

    A value that does not follow its grammar is left out with a doubt. A manifest line describes a file: where the
    file is a compilation (汇编), its documents stay as they were read.
    """
    if document.part_of is not None:
        return document
    values: dict[str, Any] = {}
    doubts = list(document.doubts)
    for name, text in fields.items():
        try:
            values[name] = _GRAMMARS.get(name, str)(text)
        except ValueError as error:
            doubts.append(Doubt("manifest", f"the {name} of the manifest was left out: {error}"))
    return replace(document, header=replace(document.header, **values), doubts=tuple(doubts))


def _parse_level(text: str) -> Level:
    if text not in _LEVELS:
        raise ValueError(f"expected one of {', '.join(Level)}, found {text}")
    return _LEVELS[text]


_GRAMMARS: Mapping[str, Callable[[str], object]] = {
    "number": parse_docnumber,
    "date": parse_date,
    "level": _parse_level,
}
