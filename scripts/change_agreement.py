#!/usr/bin/env python3
"""Tell how far two readers agree on the changes of one pair of documents: what a program cannot be asked to exceed.

Each reader's sure changes are looked for among all that the other noted of the same clause, as `scripts/gate` looks for
them among those that the program tells: of the same kind, with the kind aside, and asking for a common place alone.

    cd corpora/gold-pairs/gold && uv run ../../../scripts/change_agreement.py jinchang.json jinchang-second.json
"""

import argparse
import json
from pathlib import Path

from scoring.changes import Json, tally_changes
from scoring.tally import Tally

MEASURES = {"changes_found": "same kind", "changes_found_kindless": "any kind", "changes_found_touching": "same place"}


def find_shares(first: Json, second: Json) -> dict[str, Tally]:
    """Return what of the first reader's sure changes the second has, by measure."""
    theirs = {row["id"]: row["changes"] for row in second["rows"]}
    total = {measure: Tally() for measure in MEASURES}
    for row in first["rows"]:
        for measure, tally in tally_changes(row["changes"], theirs.get(row["id"], [])):
            if measure in total:
                total[measure] += tally
    return total


def count_statuses(first: Json, second: Json) -> tuple[int, int]:
    """Return how many clauses both call verbatim, adapted or absent alike, and how many there are."""
    theirs = {row["id"]: row["status"] for row in second["rows"]}
    return sum(theirs.get(row["id"]) == row["status"] for row in first["rows"]), len(first["rows"])


def main() -> None:
    """Print a line for each measure, both ways."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in (options.first, options.second)]
    same, clauses = count_statuses(*golds)
    print(f"status alike: {same} of {clauses}")
    ways = find_shares(*golds), find_shares(*reversed(golds))
    for measure, name in MEASURES.items():
        shares = [f"{t.recall:.3f} ({len(t.hits)} of {t.owed})" for t in (way[measure] for way in ways)]
        print(f"{name:<12} first's in second {shares[0]}, second's in first {shares[1]}")


if __name__ == "__main__":
    main()
