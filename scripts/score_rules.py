#!/usr/bin/env python3
"""Tell how often each rule that tells changes is right, over all annotated pairs that stand beside the project.

A change is right as `scripts/gate` counts it: of an annotated change's kind and places, with the kind aside, or having
one place in common with it. Written as the table in docs/tracing.md.

    uv run scripts/score_rules.py
"""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from gating.suites import Suite, find_suites, read_golds, read_suite, trace
from scoring.changes import LEVELS, Json, keep_kinds, pair_clauses
from scoring.treatments import find_local

ROOT = Path(__file__).resolve().parent.parent


def find_outcomes(suite: Suite) -> Iterator[tuple[str, str]]:
    """Yield the rule of each change told, once as `told`, and once for each way in which it is right."""
    golds = read_golds(suite)
    with tempfile.TemporaryDirectory() as folder:
        traced = trace(suite, ROOT, Path(folder))
    for name, part in suite.offsets.items():
        for _, owed, said in pair_clauses(golds[name], traced, find_local(traced, part)):
            for change in keep_kinds(golds[name], said):
                yield change["rule"], "told"
                yield from ((change["rule"], level) for level in LEVELS if _is_right(level, owed, change))


def _is_right(level: str, owed: list[Json], change: Json) -> bool:
    return any(LEVELS[level](other, change) for other in owed)


def main() -> None:
    """Print the table, the rules in alphabetical order."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in find_suites(ROOT):
        suite = read_suite(path)
        if suite.offsets and suite.is_here():
            for rule, outcome in find_outcomes(suite):
                counts[rule][outcome] += 1
    print("| rule | told | right | any kind | same place |\n|---|---|---|---|---|")
    for rule, found in sorted(counts.items()):
        shares = " | ".join(f"{found[level] / found['told']:.2f}" for level in LEVELS)
        print(f"| `{rule}` | {found['told']} | {shares} |")


if __name__ == "__main__":
    main()
