#!/usr/bin/env python3
"""Turn the annotation of a pair of documents, which quotes them, into gold that only tells places, to be passed on.

ANNOTATION is a list of rows, one for each clause of the upper document in order::

    {"id": "c001", "status": "adapted", "quotes": [passages of the lower document],
     "changes": [{"kind": "scope", "from": words of the clause, "to": words of a passage, "direction": "wider"}]}

with ``"sure": false`` where a reader might decide otherwise, and ``to_near``, a longer passage, where the words of `to`
stand in several places. Each document is given as a file, and with ``--part`` by a part of its title, where the file
holds several. A quote that stands nowhere is an error. Where a reader looked for changes of some kinds only,
``--kinds`` names them, and no others are scored; with ``--kinds`` alone no changes are.

    uv run scripts/convert_pair.py ANNOTATION UPPER LOWER -o corpora/gold-pairs/gold/pair.json
"""

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import policytext as pt
from policytext.structure.document import Document
from policytext.tracing.clauses import find_clauses

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both texts, and where each clause of the upper one starts and ends."""

    upper: str
    lower: str
    clauses: dict[str, tuple[int, int]]

    def convert(self, row: Json) -> Json:
        """Return a row with places for quotes."""
        start, end = self.clauses[row["id"]]
        clause = self.upper[start:end]
        spans = [find_place(self.lower, quote, 0) for quote in row["quotes"]]
        changes = []
        for change in row["changes"]:
            old, new = change["from"], change["to"]
            told = {
                "kind": change["kind"],
                "from": None if old is None else shift(find_place(clause, old, 0), start),
                "to": None if new is None else self._find_new(change, row["quotes"]),
                "direction": change.get("direction"),
            }
            changes.append(told | unsure(change))
        return {"id": row["id"], "status": row["status"], "spans": spans, "changes": changes} | unsure(row)

    def _find_new(self, change: Json, quotes: Sequence[str]) -> Json:
        new = change["to"]
        near = change.get("to_near") or next((q for q in quotes if new in q), new)
        return shift(find_place(near, new, 0), find_place(self.lower, near, 0)["start"])


def find_place(text: str, quote: str, start: int) -> Json:
    """Return where a quote stands first, with its digest; an error if nowhere."""
    at = text.find(quote, start)
    if at < 0:
        raise LookupError(f"stands nowhere: {quote}")
    return {"start": at, "end": at + len(quote), "sha256": hashlib.sha256(quote.encode()).hexdigest()[:16]}


def shift(place: Json, by: int) -> Json:
    return place | {"start": place["start"] + by, "end": place["end"] + by}


def unsure(item: Json) -> Json:
    return {"sure": False} if item.get("sure") is False else {}


def read_document(path: Path, part: str | None) -> Document:
    """Return the one document of a file whose title has the part."""
    found = [document for document in pt.load(path) if part is None or part in document.title]
    if len(found) != 1:
        raise LookupError(f"{path}: {len(found)} documents, expected 1; choose with --part")
    return found[0]


def convert(
    rows: Sequence[Json], upper: Document, lower: Document, kinds: Sequence[str] | None
) -> Iterator[tuple[str, Any]]:
    """Yield the keys of the gold with their values."""
    clauses = {c.id: (c.span.start, c.span.end) for c in find_clauses(upper)}
    pair = Pair(upper.text.characters, lower.text.characters, clauses)
    for side, document in (("upper", upper), ("lower", lower)):
        yield side, {"title": document.title, "sha256": document.text.source.sha256}
    if kinds is not None:
        yield "kinds", kinds
    yield "units", [{"id": id, **find_place(pair.upper, pair.upper[a:b], a)} for id, (a, b) in clauses.items()]
    yield "rows", [pair.convert(row) for row in rows]


def render(gold: Json) -> str:
    """Return gold as JSON, a unit and a row on a line each."""
    lists = {
        key: ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in gold[key]) for key in ("units", "rows")
    }
    heads = [
        f' "{key}": {json.dumps(gold[key], ensure_ascii=False)}' for key in ("upper", "lower", "kinds") if key in gold
    ]
    return "{\n" + ",\n".join([*heads, *(f' "{key}": [\n{text}\n ]' for key, text in lists.items())]) + "\n}\n"


def main() -> None:
    """Convert one annotation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotation", type=Path)
    parser.add_argument("upper", type=Path)
    parser.add_argument("lower", type=Path)
    parser.add_argument("--upper-part", metavar="PART", help="a part of the upper document's title")
    parser.add_argument("--lower-part", metavar="PART", help="a part of the lower document's title")
    parser.add_argument(
        "--kinds", nargs="*", metavar="KIND", help="kinds of changes that were looked for; all by default"
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    rows = json.loads(options.annotation.read_text(encoding="utf-8"))
    upper = read_document(options.upper, options.upper_part)
    lower = read_document(options.lower, options.lower_part)
    gold = dict(convert(rows, upper, lower, options.kinds))
    options.output.write_text(render(gold), encoding="utf-8")
    print(f"{len(rows)} rows, {sum(len(row['changes']) for row in rows)} changes → {options.output}")


if __name__ == "__main__":
    main()
