#!/usr/bin/env python3
"""Score the program on annotated documents, hold it to floors, and tell what was gained and lost.

A suite is a `floors.toml`: which documents, whose gold, and the least that each figure may be. The demo's stands in
``corpora/demo``; ``scripts/floors-real.toml`` is passed over where its documents are not beside the project.
What changed is told item by item against the last commit (HEAD, or the one before where nothing is uncommitted),
whose program is unpacked and run once; the answer is kept in ``.gate/``.

    uv run scripts/eval_gate.py [--against REVISION] [--only NAME] [--errors]
"""

import argparse
import sys
import tempfile
from pathlib import Path

from gating.history import find_base, find_changes, read_items
from gating.suites import Scores, Suite, find_suites, read_suite, score_suite

ROOT = Path(__file__).resolve().parent.parent


def render_figures(suite: Suite, scores: Scores) -> str:
    """Set the figures of a suite in a table, with their floors, the failing ones marked."""
    rows = [f"{suite.name}"]
    for name, figure in sorted(scores.figures.items()):
        floor = suite.floors.get(name)
        mark = "" if floor is None else f"  floor {floor:.4f}" + ("" if figure >= floor else "  ← BELOW")
        rows.append(f"  {name:<32} {figure:.4f}{mark}")
    return "\n".join(rows)


def find_failures(suite: Suite, scores: Scores) -> list[str]:
    """Name the floors that do not hold; a floor without a figure holds nothing and fails as well."""
    return [
        f"{suite.name}: {name} is {scores.figures.get(name, 'not measured')}, floor {floor}"
        for name, floor in suite.floors.items()
        if scores.figures.get(name, -1.0) < floor
    ]


def render_errors(scores: Scores) -> str:
    """List what was missed and what was wrongly said."""
    rows = [("missed", scores.missed), ("wrong", scores.wrong)]
    return "\n".join(f"  {word}: {item}" for word, items in rows for item in items)


def render_changes(suite: Suite, scores: Scores, base: str) -> str:
    """Tell which items the base missed and the program has now, and the other way round."""
    earlier = read_items(ROOT, suite, base)
    if earlier is None:
        return f"  {base[:12]} could not be scored: nothing to compare with"
    changes = list(find_changes(earlier, scores))
    return "\n".join([f"  against {base[:12]}: {len(changes)} changes", *(f"    {change}" for change in changes)])


def gate(suite: Suite, base: str | None, *, errors: bool) -> list[str]:
    """Score one suite, print what there is to say, and give the floors that do not hold."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            scores = score_suite(suite, ROOT, Path(folder))
    except (RuntimeError, LookupError) as error:
        return [f"{suite.name}: {error}"]
    print(render_figures(suite, scores))
    if errors:
        print(render_errors(scores))
    print(render_changes(suite, scores, base) if base else "  no earlier commit to compare with")
    return find_failures(suite, scores)


def main() -> int:
    """Run the suites that are here; return 1 if a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="REVISION", help="the commit to compare with")
    parser.add_argument("--only", metavar="NAME", help="one suite: demo, real")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrongly said")
    options = parser.parse_args()
    base = find_base(ROOT, options.against)
    suites = [read_suite(path) for path in find_suites(ROOT)]
    chosen = [s for s in suites if options.only in (None, s.name) and s.is_here()]
    if not chosen:
        sys.exit("gate: expected a suite whose documents are here, found none")
    failures = [failure for suite in chosen for failure in gate(suite, base, errors=options.errors)]
    print("\n".join(["", *failures]) if failures else "\nall floors hold")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
