#!/usr/bin/env python3
"""Measure what a user waits for, and the memory that it takes, and hold both to their budgets.

A short measure is the median of several runs of a fresh interpreter. An import's time is what it adds to a bare one;
a trace's is that of the whole run without start and imports, as ``-X importtime`` tells them.

    uv run scripts/speed.py [--slack FACTOR] [--runs N]
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "corpora" / "community-governance"
SELF_TIME = re.compile(r"^import time:\s+(\d+) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an interpreter: seconds in all, seconds of importing, megabytes at the most."""

    seconds: float
    importing: float
    memory: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its unit and its budget, where it has one."""

    name: str
    value: float
    unit: str
    budget: float | None = None

    def is_held(self, slack: float) -> bool:
        """Tell whether the figure stays within its budget, taken so many times."""
        return self.budget is None or self.value <= self.budget * slack

    def __str__(self) -> str:
        budget = "" if self.budget is None else f"  budget {self.budget:g} {self.unit}"
        return f"{self.name:<44} {self.value:8.3f} {self.unit}{budget}"


class Budgeted(Protocol):
    """A figure with a budget of its own."""

    def is_held(self, slack: float) -> bool:
        """Tell whether it stays within its budget, taken so many times."""


def run_python(*arguments: str) -> Run:
    """Run an interpreter to its end; an exit status of its own is an error."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors, Path(os.devnull).open("w") as null:
        actions = [(os.POSIX_SPAWN_DUP2, null.fileno(), 1), (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        start = time.perf_counter()
        child = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        errors.seek(0)
        said = errors.read()
    if status:
        raise RuntimeError(f"python {' '.join(arguments)} failed: {SELF_TIME.sub('', said)[-500:]}")
    return Run(seconds, sum(map(int, SELF_TIME.findall(said))) / 1e6, usage.ru_maxrss / 1024)


def time_runs(count: int, *arguments: str) -> float:
    """Give the median of several runs, in seconds."""
    return median(run_python(*arguments).seconds for _ in range(count))


def measure_start(count: int) -> Iterator[Measure]:
    """Yield how long importing the package and asking for help take."""
    bare = time_runs(count, "-c", "pass")
    yield Measure("import policytext", time_runs(count, "-c", "import policytext") - bare, "s", 0.2)
    yield Measure("policytext --help", time_runs(count, "-m", "policytext", "--help"), "s", 0.4)


def measure_trace(name: str, budget: float, bare: float, *arguments: str) -> Iterator[Measure]:
    """Yield time, without start and imports, and memory of a run of the program that writes into a folder."""
    with tempfile.TemporaryDirectory() as folder:
        run = run_python("-X", "importtime", "-m", "policytext", *arguments, "-o", str(Path(folder) / "out"))
    yield Measure(f"{name}, besides imports", run.seconds - run.importing - bare, "s", budget)
    yield Measure(f"{name}, imports", run.importing, "s")
    yield Measure(f"{name}, memory", run.memory, "MB")


def measure_all(count: int) -> Iterator[Measure]:
    """Yield every measure; the real documents only where they stand beside the project."""
    yield from measure_start(count)
    bare = time_runs(count, "-c", "pass")
    yield from measure_trace("policytext demo", 20, bare, "demo")
    if REAL.is_dir():
        yield from measure_trace("trace of five documents", 5, bare, "trace", str(REAL), "--root", "中发〔2017〕13号")


def report(figures: Iterable[Budgeted], slack: float) -> int:
    """Print each figure as it comes; return 1 if one is over its budget."""
    over = 0
    for figure in figures:
        held = figure.is_held(slack)
        over += not held
        print(figure, "" if held else "← OVER", flush=True)
    return bool(over)


def main() -> int:
    """Print each measure as it comes; return 1 if one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slack", type=float, default=1.0, help="take budgets so many times, on a slow machine")
    parser.add_argument("--runs", type=int, default=7, help="runs of each short measure")
    options = parser.parse_args()
    return report(measure_all(options.runs), options.slack)


if __name__ == "__main__":
    sys.exit(main())
