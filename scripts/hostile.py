#!/usr/bin/env python3
"""Read every file of a folder, each in a process of its own, and tell what came of it.

Prints a table of file, outcome, seconds and megabytes, then how often each outcome stood. Exit status 1 if a file
crashed its process, took longer than the limit or more memory, or raised what is no error of reading.

    uv run scripts/hostile.py FOLDER [--seconds 60] [--megabytes 1024] [--brief]
"""

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from policytext.errors import LimitExceeded, PolicytextError
from policytext.reading.worker import Limits, Worker

GRACE = 5.0
"""Seconds that ending a process may take."""
BAD = ("crash", "hang", "no error of reading", "too much memory")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file."""

    kind: str
    detail: str
    seconds: float
    megabytes: int


def read_outcome(path: Path, limits: Limits) -> Outcome:
    """Read a file and tell what came of it."""
    started = time.monotonic()
    with Worker(limits, small=0) as worker:
        try:
            source = worker.read(path)
            doubts = Counter(doubt.code for doubt in source.doubts)
            told = ", ".join(f"{code} {count}" for code, count in doubts.items())
            kind, detail = "read, doubted" if doubts else "read", f"{len(source.text)} characters {told}".strip()
        except PolicytextError as error:
            kind, detail = _name_error(error), str(error).removeprefix(str(path)).lstrip(": ,")
        except Exception as error:  # noqa: BLE001 what this script is there to find
            kind, detail = "no error of reading", repr(error)
        seconds, peak = time.monotonic() - started, worker.peak
    if seconds > limits.seconds + GRACE:
        kind = "hang"
    elif peak > 1.1 * limits.megabytes:
        kind = "too much memory"
    return Outcome(kind, detail, seconds, peak)


def _name_error(error: PolicytextError) -> str:
    if isinstance(error, LimitExceeded):
        return "limit"
    return "crash" if "crashed on it" in str(error) else f"refused: {type(error).__name__}"


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=Limits().seconds)
    parser.add_argument("--megabytes", type=int, default=Limits().megabytes)
    parser.add_argument("--brief", action="store_true", help="print the counts alone, and what is bad")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    given = parse_arguments(arguments)
    limits = Limits(seconds=given.seconds, megabytes=given.megabytes)
    kinds, worst = Counter[str](), [0.0, 0]
    for path in sorted(p for p in given.folder.rglob("*") if p.is_file()):
        outcome = read_outcome(path, limits)
        kinds[outcome.kind] += 1
        worst = [max(worst[0], outcome.seconds), max(worst[1], outcome.megabytes)]
        if not given.brief or outcome.kind in BAD:
            detail = re.sub(r"\s+", " ", outcome.detail)[:150]
            figures = f"{outcome.seconds:.2f} s\t{outcome.megabytes} MB"
            print(f"{path.relative_to(given.folder)}\t{outcome.kind}\t{figures}\t{detail}", flush=True)
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")
    print(f"{sum(kinds.values()):5} files; slowest {worst[0]:.1f} s, most memory {worst[1]} MB")
    return 1 if any(kinds[kind] for kind in BAD) else 0


if __name__ == "__main__":
    sys.exit(main())
