#!/usr/bin/env python3
"""Turn annotations that quote documents into gold that only tells places, so that it can be passed on.

Reads one JSON file a document, in the shapes of an annotation by quotes (path, header, sections, citations, principles,
targets, slogans, not_slogans, scope), and writes gold as `policytext.evaluation.gold` reads it. What cannot be placed
is reported, one line each, and left out.

    uv run scripts/convert_gold.py ANNOTATIONS… --documents ../shared/corpora -o corpora/gold/findings.jsonl
"""

import argparse
import bisect
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext.evaluation.gold import KINDS, GoldDocument, GoldItem, digest, find_years, write_gold
from policytext.reading.worker import read_file
from policytext.spans import Span

HEADER = ("title", "number", "kind", "level", "date", "addressee", "attachment_title")
SCOPED = ("targets", "slogans")
MARKS = "#*“”\"‘’'"
Row = dict[str, Any]


@dataclass(slots=True)
class Folded:
    """A file's characters as quotes are compared with them, and where each stands."""

    text: str
    letters: str = ""
    places: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place, character in enumerate(self.text):
            for letter in fold(character):
                self.letters += letter
                self.places.append(place)

    def find(self, quote: str, start: int = 0) -> int:
        """Return where a quote stands among the letters; -1 where nowhere."""
        folded = fold(quote)
        return self.letters.find(folded, start) if folded else -1

    def find_line(self, quote: str, start: int) -> int:
        """Return where a quote opens a line, else where it stands at all, at or behind `start`."""
        at = self.find(quote, start)
        while at >= 0 and self.text[: self.places[at]].rpartition("\n")[2].strip(" \t\u3000\ufeff#*-—"):
            at = self.find(quote, at + 1)
        return at if at >= 0 else self.find(quote, start)

    def span(self, at: int, quote: str) -> Span:
        """Return the place in the file of a quote that was found."""
        return Span(self.places[at], self.places[at + len(fold(quote)) - 1] + 1)

    def position(self, place: int) -> int:
        """Return the first letter at or behind a place of the file."""
        return bisect.bisect_left(self.places, place)


def fold(text: str) -> str:
    """Return what is compared: NFKC without white space, converters' marks and quotation marks."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in MARKS and unicodedata.category(c) != "Cf")


@dataclass(slots=True)
class Conversion:
    """One document on its way; `lost` are the quotes that stand nowhere."""

    annotation: Row
    source: Folded
    lost: list[str] = field(default_factory=list)

    def items(self) -> Iterator[GoldItem]:
        """Yield all that the annotation holds, placed."""
        yield from self.sections()
        for kind, fields in (
            ("citations", citation_fields),
            ("principles", principle_fields),
            ("targets", target_fields),
        ):
            yield from self.in_order(kind, fields)
        for row in self.annotation["slogans"]:
            form = {"kind": row["kind"], "form": digest(row["text"])}
            yield from self.everywhere([row["text"], *row.get("alt", ())], is_sure(row), form)
        for text in self.annotation["not_slogans"]:
            yield from self.everywhere([text], True, {"trap": True, "form": digest(text)})

    def sections(self) -> Iterator[GoldItem]:
        """Yield the sections, each behind the one before it; those that are no sections for sure as unsure."""
        borderline = [{**row, "sure": False} for row in self.annotation.get("sections_borderline", ())]
        for rows in (self.annotation["sections"], borderline):
            at = 0
            for row in rows:
                quote = f"{row['marker']}{row['heading'] or row['quote_start']}"
                found = self.source.find_line(quote, at)
                found = found if found >= 0 else self.source.find_line(quote, 0)
                if found < 0:
                    self.lost.append(f"section {quote}")
                    continue
                shown = f"{row['marker']}{row['heading']}"
                at = found + max(1, len(fold(shown)))
                alternatives = [digest(f"{row['marker']}{h}") for h in listed(row.get("alt_heading"))]
                named = {} if row.get("heading_doubtful") else {"heading": digest(shown)}
                alt = {"alt": {"heading": alternatives}} if alternatives and named else {}
                span = self.source.span(found, shown or quote)
                yield GoldItem(
                    kind="sections", span=span, sure=is_sure(row), fields={"level": row["level"], **named, **alt}
                )

    def in_order(self, kind: str, fields: Any) -> Iterator[GoldItem]:
        """Yield items that are quoted in the order of the text."""
        at = 0
        for row in self.annotation[kind]:
            found = self.source.find(row["quote"], at)
            found = found if found >= 0 else self.source.find(row["quote"])
            if found < 0:
                self.lost.append(f"{kind} {row['quote']}")
                continue
            # Several targets share one quote: the next is looked for from its start on.
            at = found + (len(fold(row["quote"])) if kind == "citations" else 0)
            yield GoldItem(kind=kind, span=self.source.span(found, row["quote"]), sure=is_sure(row), fields=fields(row))

    def everywhere(self, forms: Sequence[str], sure: bool, fields: Row) -> Iterator[GoldItem]:
        """Yield each place where one of the forms of a slogan stands."""
        spans = set()
        for form in forms:
            at = self.source.find(form)
            while at >= 0:
                spans.add(self.source.span(at, form))
                at = self.source.find(form, at + 1)
        if not spans:
            self.lost.append(f"slogan {forms[0]}")
        for span in sorted(spans):
            yield GoldItem(kind="slogans", span=span, sure=sure, fields=fields)

    def scope(self) -> tuple[Span, ...] | None:
        """Return the stretches that were annotated; None for all."""
        pairs = self.annotation.get("scope")
        return tuple(self.stretch(*pair) for pair in pairs) if pairs else None

    def stretch(self, first: str, last: str) -> Span:
        """Return the place from the start of one quote to the end of another."""
        start = self.source.find(first)
        end = self.source.find(last, start)
        if min(start, end) < 0:
            raise ValueError(f"scope stands nowhere: {first} … {last}")
        return Span(self.source.span(start, first).start, self.source.span(end, last).end)


def is_sure(row: Row) -> bool:
    return row.get("sure", True) and not row.get("doubtful")


def listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def citation_fields(row: Row) -> Row:
    own = {"self": True} if row.get("self") else {}
    return {"number": row["number"], "means": digest(row.get("resolves_to") or row["title"]), **own}


def principle_fields(row: Row) -> Row:
    return {"name": digest(row["name"])}


def target_fields(row: Row) -> Row:
    """Return kind, status, value, deadline; units are written as the annotators saw fit and not compared."""
    alt = {"alt": {"kind": listed(row["alt_type"])}} if row.get("alt_type") else {}
    told = {"kind": row["type"], "status": row["status"], "value": row["value"]}
    return {**told, "deadline": list(find_years(row["deadline"])), **alt}


def header_of(annotation: Row) -> Row:
    printed = annotation["header"]
    header: Row = {}
    for name in HEADER:
        others = [v for key in (f"alt_{name}", f"{name}_alt") for v in listed(printed.get(key))]
        header[name] = [printed.get(name), *others] if others else printed.get(name)
    return header


def convert(path: Path, documents: Path) -> tuple[GoldDocument, list[str]]:
    annotation = json.loads(path.read_text(encoding="utf-8"))
    file = documents / annotation["path"]
    source = read_file(str(file))
    work = Conversion(annotation, Folded(source.text))
    gold = GoldDocument(
        sha256=source.sha256,
        part=0,
        path=annotation["path"],
        items=tuple(sorted(work.items(), key=lambda i: (KINDS.index(i.kind), i.span))),
        header=header_of(annotation),
        scope=work.scope(),
        scoped=SCOPED,
    )
    inside = tuple(i for i in gold.items if gold.covers(i))
    kept = GoldDocument(**{name: getattr(gold, name) for name in GoldDocument.__slots__} | {"items": inside})
    return kept, work.lost


def main() -> int:
    """Convert the annotations; return 1 if a quote stands nowhere."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--documents", type=Path, required=True, help="folder that the annotations' paths start from")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    converted = [convert(path, options.documents) for path in options.annotations]
    write_gold((gold for gold, _ in converted), options.output)
    lost = [
        f"{path.name}: {quote}"
        for path, (_, quotes) in zip(options.annotations, converted, strict=True)
        for quote in quotes
    ]
    print("\n".join(lost) or "all quotes placed", file=sys.stderr)
    print(f"{len(converted)} documents, {sum(len(gold.items) for gold, _ in converted)} items, {len(lost)} not placed")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
