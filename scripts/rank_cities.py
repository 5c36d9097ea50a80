#!/usr/bin/env python3
"""Rank the cities of a province by how much of the provincial regulation's wording their own regulations have.

Cities that legislated after their province should stand above those that legislated before it.

    uv run python scripts/rank_cities.py ../shared/corpora/civility-regulations
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import policytext as pt
from policytext.reuse import score_reuse
from policytext.structure.document import Document

SUBJECT = "文明行为"


@dataclass(frozen=True, slots=True)
class Row:
    """A city's regulation against its province's."""

    province: str
    city: str
    day: date
    after: bool
    share: float
    """Share of the city's wording that the province's regulation has, weighted by how rare it is in the folder."""
    plain: float


def read(folder: Path) -> list[Document]:
    """Return the regulations of a folder on the subject, each once, those with a date and a region."""
    corpus = pt.load_corpus(folder)
    copies = {id for group in corpus.versions for id in group.others}
    documents = [a.document for a in corpus if a.document.id not in copies and SUBJECT in a.document.title]
    return [d for d in documents if d.header.date and d.header.region]


def find_rows(regulations: Sequence[Document]) -> Iterator[Row]:
    """Yield a row for each city whose province has a regulation."""
    provinces = {str(d.header.region): d for d in regulations if d.header.level == "province"}
    lower = [d for d in regulations if d.header.level != "province"]
    pairs = [(upper, d) for d in lower if (upper := provinces.get(str(d.header.region).split("/", maxsplit=1)[0]))]
    shares = score_reuse(regulations, [(upper.id, d.id) for upper, d in pairs])
    for (upper, document), reuse in zip(pairs, shares, strict=True):
        day, since = document.header.date, upper.header.date
        if day and since:
            place = str(document.header.region).split("/")
            yield Row(place[0], place[-1], day, day > since, reuse.share, reuse.plain)


def score_order(rows: Sequence[Row]) -> float | None:
    """Return the share of pairs (one after, one before, of one province) in which the later city has more: the AUC."""
    pairs = [(a, b) for a in rows for b in rows if a.after and not b.after and a.province == b.province]
    won = [(a.share > b.share) + 0.5 * (a.share == b.share) for a, b in pairs]
    return sum(won) / len(won) if won else None


def main() -> int:
    """Print the table and the share of pairs in the right order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="regulations of provinces and their cities, in any folders")
    rows = sorted(find_rows(read(parser.parse_args().folder)), key=lambda r: (r.province, -r.share))
    if not rows:
        parser.error("expected a provincial regulation and those of its cities in the folder")
    for row in rows:
        when = "after" if row.after else "before"
        print(f"{row.province}\t{row.city}\t{row.day}\t{when}\tweighted {row.share:.3f}\tplain {row.plain:.3f}")
    print(f"pairs in the right order: {score_order(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
