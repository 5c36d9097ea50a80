"""What users know better: their own lexicon, and corrections that survive every new run.

A TOML file, or CSV with the same keys as columns and a column `entry`::

    [[slogan]]
    text = "五社联动"
    kind = "numeral"
    variant_of = "三社联动"

    [[not_slogan]]
    text = "一门式"

    [[term]]
    text = "社区工作者"

    [[issuer]]
    name = "青禾新区管理委员会"
    level = "county"
    region = "澜江省/青禾市"

    [[modality]]
    text = "务必"
    value = 5                         # 5 obliges without exception … 1 explores

    [[correction]]
    document = "青政发〔2031〕6号"     # number, title, path or id
    of = "targets"                    # citations, principles, targets or slogans
    text = "面积不低于30平方米"         # as printed
    is = false                        # it is none

    [[correction]]
    document = "青政发〔2031〕6号"
    of = "citations"
    text = "《意见》"
    means = "中发〔2017〕13号"          # the document that it means: a number or a title
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from policytext.divisions import Division
from policytext.docnumber import parse_docnumber
from policytext.errors import InvalidDocNumber, InvalidLexicon
from policytext.findings import Annotated
from policytext.findings.values import Citation, Correction, Slogan
from policytext.frames import Table
from policytext.spans import Span
from policytext.structure.contents import fold_title
from policytext.structure.document import Document, Header, Level

_ENTRIES: Mapping[str, frozenset[str]] = {
    "slogan": frozenset({"text"}),
    "not_slogan": frozenset({"text"}),
    "term": frozenset({"text"}),
    "issuer": frozenset({"name", "level"}),
    "modality": frozenset({"text", "value"}),
    "correction": frozenset({"document", "of", "text"}),
}
"""Each kind of entry with the keys that it needs."""
_OF = ("citations", "principles", "targets", "slogans")
_CORRECTION = ("document", "of", "text", "holds", "means")
_SLOGAN_KINDS = ("numeral", "quoted", "parallel", "formula")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIssuer:
    """An issuer (发文机关) with its level and region."""

    level: Level
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSlogan:
    """A slogan (提法) of the user's."""

    text: str
    kind: str = "formula"
    variant_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What users know of words, issuers and documents."""

    slogans: tuple[KnownSlogan, ...] = ()
    not_slogans: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    """Words that corpus tools keep whole."""
    issuers: Mapping[str, KnownIssuer] = field(default_factory=dict)
    modality: Mapping[str, int] = field(default_factory=dict)
    """Words that say how firmly a measure binds → their value: for `wording.strength`."""
    corrections: tuple[Correction, ...] = ()
    divisions: tuple[Division, ...] = ()
    """Divisions (行政区划) beside the table's: see `policytext.divisions.load_divisions`."""


def read_knowledge(paths: Iterable[str | Path]) -> Knowledge:
    """Read lexicons and corrections from files, later entries after earlier ones.

    Raises
    ------
    InvalidLexicon
        If a file cannot be read or an entry cannot be used; the message names file and entry.
    """
    rows = [row for path in map(Path, paths) for row in _read_rows(path)]
    told = {entry: [row for name, row in rows if name == entry] for entry in _ENTRIES}
    return Knowledge(
        slogans=tuple(KnownSlogan(**_kept(row, "text", "kind", "variant_of")) for row in told["slogan"]),
        not_slogans=frozenset(row["text"] for row in told["not_slogan"]),
        terms=tuple(row["text"] for row in (*told["term"], *told["slogan"])),
        issuers={r["name"]: KnownIssuer(level=Level(r["level"]), region=r.get("region")) for r in told["issuer"]},
        modality={row["text"]: int(row["value"]) for row in told["modality"]},
        corrections=tuple(Correction(**_kept(r, *_CORRECTION)) for r in told["correction"]),
    )


def _kept(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if row.get(name) is not None}


def _read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLexicon(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    rows = _csv_rows(text) if path.suffix.lower() == ".csv" else _toml_rows(text, path)
    for place, entry, row in rows:
        yield entry, _checked(row, entry, f"{path}, {place}")


def _csv_rows(text: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        told = {
            name.strip(): cell.strip() for name, cell in row.items() if name and isinstance(cell, str) and cell.strip()
        }
        if told:
            yield f"line {reader.line_num}", told.pop("entry", ""), told


def _toml_rows(text: str, path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidLexicon(f"{path}: {error}") from error
    for entry, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise InvalidLexicon(f"{path}: expected tables [[{entry}]]")
        for number, row in enumerate(rows, 1):
            yield f"[[{entry}]] {number}", entry, dict(row)


def _checked(row: dict[str, Any], entry: str, place: str) -> dict[str, Any]:
    """Return the row of an entry, its keys and choices checked."""
    if entry not in _ENTRIES:
        raise InvalidLexicon(f"{place}: expected an entry, one of {', '.join(_ENTRIES)}, found {entry or 'nothing'}")
    missing = sorted(_ENTRIES[entry] - {name for name, value in row.items() if value != ""})
    if missing:
        raise InvalidLexicon(f"{place}: expected {', '.join(missing)}, found {', '.join(row) or 'nothing'}")
    choices: tuple[tuple[str, Sequence[str]], ...] = (("level", tuple(Level)), ("of", _OF))
    for name, allowed in (*choices, *((("kind", _SLOGAN_KINDS),) if entry == "slogan" else ())):
        if name in row and row[name] not in allowed:
            raise InvalidLexicon(f"{place}: expected {name} to be one of {', '.join(allowed)}, found {row[name]}")
    if entry == "modality" and str(row["value"]) not in "12345":
        raise InvalidLexicon(f"{place}: expected value to be 1 to 5, found {row['value']}")
    if "is" in row:
        row["holds"] = str(row.pop("is")).lower() not in ("false", "0", "no", "否")
    return row


def overrule_header(document: Document, knowledge: Knowledge) -> Document:
    """Return a document with the issuer, level and region that users know; its title or issuer opens with the name."""
    header = document.header
    names = sorted(knowledge.issuers, key=len, reverse=True)
    name = next((n for n in names if header.issuer == n or (header.title or "").startswith(n)), None)
    if name is None:
        return document
    known = knowledge.issuers[name]
    own: Header = replace(header, issuer=header.issuer or name, level=known.level, region=known.region)
    return replace(document, header=own)


def apply_knowledge(found: Annotated, knowledge: Knowledge) -> Annotated:
    """Return findings with users' slogans among them and their corrections made; those made are in `corrections`."""
    document = found.document
    made = [c for c in knowledge.corrections if _is_of(c, document)]
    slogans = [s for s in found.slogans if s.text.strip('“”"') not in knowledge.not_slogans]
    known = list(_known_slogans(document, knowledge.slogans))
    slogans = [s for s in slogans if not any(s.span.overlaps(k.span) for k in known)] + known
    corrected = replace(found, slogans=Table(sorted(slogans, key=lambda s: s.span), Slogan))
    tables: dict[str, Any] = {"corrections": Table(made, Correction)}
    for of in {c.of for c in made}:
        table: Table[Any] = getattr(corrected, of)
        own = [c for c in made if c.of == of]
        tables[of] = Table(_corrected(table, own, document), table.of)
    return replace(corrected, **tables)


def _known_slogans(document: Document, slogans: Iterable[KnownSlogan]) -> Iterator[Slogan]:
    text, taken = document.text.characters, list[Span]()
    for slogan in sorted(slogans, key=lambda s: -len(s.text)):
        for match in re.finditer(re.escape(slogan.text), text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield Slogan(
                    span=span, text=match[0], kind=slogan.kind, variant_of=slogan.variant_of, rule="user:slogan"
                )


def _is_of(correction: Correction, document: Document) -> bool:
    header, name = document.header, correction.document
    if name in (document.id, document.text.source.path, Path(document.text.source.path).name):
        return True
    try:
        return parse_docnumber(name) == header.number
    except InvalidDocNumber:
        titles = [fold_title(title) for title in (header.title, header.attachment_title) if title]
        wanted = fold_title(name)
        # An issuer before 关于 may be left out, as people do.
        return any(t == wanted or (wanted.startswith("关于") and t.endswith(wanted)) for t in titles)


def _corrected(items: Iterable[Any], corrections: Sequence[Correction], document: Document) -> Iterator[Any]:
    text = document.text.characters
    for item in items:
        printed = item.span.of(text)
        ours = [c for c in corrections if c.text in (printed, getattr(item, "text", None))]
        if any(not c.holds for c in ours):
            continue
        means = next((c.means for c in ours if c.means), None)
        yield _meaning(item, means) if means and isinstance(item, Citation) else item


def _meaning(citation: Citation, means: str) -> Citation:
    """Return a citation that means the document which a user names by number or title."""
    try:
        return replace(citation, number=str(parse_docnumber(means)), resolved_by="correction")
    except InvalidDocNumber:
        return replace(citation, resolves_to=means.strip("《》"), resolved_by="correction")
