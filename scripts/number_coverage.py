#!/usr/bin/env python3
"""Tell what share of published document numbers (发文字号) policytext reads, and why it reads the rest otherwise.

The table is a CSV with a column ``doc_number``, as publishers fill it in: dirty. A row counts as read if one number is
found, with the figures and the agency code that are printed. Other rows are listed by cause, as counts and cut short.

    uv run scripts/number_coverage.py numbers.csv
"""

import argparse
import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from policytext.docnumber import DocNumber, find_docnumbers

LEAD = re.compile(
    r"^.*?(?:通知|废止|按照|依据|根据|(?<!工信)厅|局|政府)(?=[\u4e00-\u9fff]{2,}$)|[\u200b-\u200f\u2060\ufeff]"
)
"""What a publisher copied along with the number: the end of the title, the issuer's name, invisible characters."""
SHOWN = 30


def find_cause(printed: str) -> str | None:
    """Name why a field is not read as it is printed; None where it is."""
    field = unicodedata.normalize("NFKC", re.sub(r"^\s*(?:发文字号|文号)\s*[：:]", "", printed)).strip()
    if not re.search(r"\d", field):
        return "no figure: the field holds no number"
    found = [number for _, number in find_docnumbers(printed)]
    if not found:
        return "not recognised"
    if len(found) > 1:
        return "several numbers"
    return _difference(field, found[0])


def _difference(field: str, number: DocNumber) -> str | None:
    figures = sorted(int(f) for f in re.findall(r"\d+", field))
    if figures != sorted(f for f in (number.year, number.serial) if f is not None):
        return "other figures"
    words = re.sub(r"[年第号]", "", "".join(re.findall(r"[\u4e00-\u9fff]+", field)))
    agency = re.sub(r"[年第号]", "", number.agency)
    if words == agency:
        return None
    return (
        "words before the code left out" if words.endswith(agency) and LEAD.sub("", words) == agency else "other code"
    )


def main() -> int:
    """Print the share and the causes; return 1 if fewer are read than asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("--least", type=float, default=0.995, help="share of the rows with a number (default 0.995)")
    options = parser.parse_args()
    with options.table.open(encoding="utf-8-sig", newline="") as stream:
        fields = [row["doc_number"] for row in csv.DictReader(stream)]
    causes: defaultdict[str, list[str]] = defaultdict(list)
    for field in fields:
        if cause := find_cause(field):
            causes[cause].append(field.strip()[:SHOWN])
    empty = len(causes.pop("no figure: the field holds no number", []))
    led = len(causes.pop("words before the code left out", []))
    read = len(fields) - empty - sum(map(len, causes.values()))
    share = read / max(1, len(fields) - empty)
    print(f"{len(fields)} rows, {empty} without a number; read: {read} ({share:.4%}), {led} of them behind other words")
    for cause, rows in sorted(causes.items()):
        print(f"{cause}: {len(rows)}", *rows, sep="\n  ")
    return int(share < options.least)


if __name__ == "__main__":
    sys.exit(main())
