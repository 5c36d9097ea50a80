"""A suite: documents, their gold, and the floors of its figures.

::

    name = "demo"
    documents = "documents"          # a folder, from where the suite's file stands; `gold` likewise
    files = ["a.txt", "b.txt"]       # only these of its files
    gold = "gold"
    root = "国发〔2031〕5号"          # the directive to trace, or one of the files; without it nothing is traced
    units = "directive_units.json"   # its clauses, within gold

    [alignments]                     # file within gold = a part of the local document's title
    "align_town.json" = "某某镇"

    [offsets]                        # the same for gold of places and hashes, which needs no units
    "pair.json" = "某某市"

    [floors]                         # figure = the least it may be
    "header" = 0.9
    "align_town.macro_f1" = 0.9

A JSON object in gold with a `header` annotates a document; one with `links` tells who goes back to whom. With
``places = "findings.jsonl"`` the suite is that file of gold alone, which tells places in the documents; the program
scores it itself (``policytext evaluate``), with no list of items.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoring.changes import read_offsets, score_changes
from scoring.extraction import score_extraction
from scoring.links import score_links
from scoring.tally import Tally
from scoring.treatments import STATUSES, find_local, score_macro, score_treatments

PRECISIONS = ("changes_right", "changes_right_kindless", "changes_right_touching")
RECALLS = (
    *("header", "slogan_traps", "span_hit", "changes", "links", "relations"),
    *("changes_found_kindless", "changes_found_touching"),
)
"""Measures of which a share is told; of the others the F1, or the precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """What to run, and what it must reach; paths are absolute."""

    name: str
    documents: Path
    gold: Path
    root: str | None = None
    units: str | None = None
    alignments: dict[str, str] = field(default_factory=dict)
    offsets: dict[str, str] = field(default_factory=dict)
    floors: dict[str, float] = field(default_factory=dict)
    places: str | None = None
    """A gold file within `gold`."""
    files: tuple[str, ...] = ()
    """Files within `documents` to take; all where none is named."""

    def is_here(self) -> bool:
        """Tell whether documents and gold stand beside the project."""
        return self.gold.is_dir() and all(path.exists() for path in self.paths)

    @property
    def paths(self) -> tuple[Path, ...]:
        """What the program is given to read."""
        return tuple(self.documents / name for name in self.files) or (self.documents,)

    @property
    def directive(self) -> str:
        """What the program is asked to trace: `root`, as a path where it is one of the files."""
        return str(self.documents / self.root) if self.root in self.files else str(self.root)


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by name, and the items behind them, each named ``measure: document: item``."""

    figures: dict[str, float]
    hits: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


def find_suites(root: Path) -> Iterator[Path]:
    """Yield the files that describe suites, those of the project's own corpora first."""
    yield from sorted((root / "corpora").glob("*/floors*.toml"))
    yield from sorted((root / "scripts").glob("floors-*.toml"))


def read_suite(path: Path) -> Suite:
    """Read a suite; a key that it does not know is an error."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    table["files"] = tuple(table.get("files", ()))
    for key in ("documents", "gold"):
        table[key] = (path.parent / table[key]).resolve()
    return Suite(**table)


def find_files(suite: Suite) -> list[Path]:
    """Give the documents of a suite of places: those that its gold names, where they are."""
    lines = (suite.gold / str(suite.places)).read_text(encoding="utf-8").splitlines()
    return [path for line in lines if (path := suite.documents / json.loads(line)["path"]).is_file()]


def score_places(suite: Suite, code: Path, folder: Path) -> Scores:
    """Score a suite of places by the program itself; the figure of each measure is its F1."""
    files = map(str, find_files(suite))
    run = run_program(code, "evaluate", *files, "--gold", str(suite.gold / str(suite.places)), "-o", str(folder))
    written = folder / "scores.json"
    if not written.is_file():
        raise RuntimeError(f"policytext evaluate failed: {run.stderr.strip()[-500:]}")
    rows = json.loads(written.read_text(encoding="utf-8"))["scores"]
    return Scores({row["measure"]: row["f1"] for row in rows if row["f1"] is not None}, (), (), ())


def read_golds(suite: Suite) -> dict[str, Any]:
    """Read all gold by file name."""
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(suite.gold.glob("*.json"))}


def run_program(code: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program of a source tree; an error of one file, told by the exit status, leaves the others to score."""
    # -P: else a tree in the working directory would come before the one that is meant.
    command = [sys.executable, "-P", "-m", "policytext", *arguments]
    environment = os.environ | {"PYTHONPATH": str(code), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def extract(suite: Suite, code: Path) -> list[dict[str, Any]]:
    """Extract the suite's documents."""
    run = run_program(code, "extract", *map(str, suite.paths))
    if run.returncode and not run.stdout:
        raise RuntimeError(f"policytext extract failed: {run.stderr.strip()[-500:]}")
    return [json.loads(line) for line in run.stdout.split("\n") if line.strip()]


def trace(suite: Suite, code: Path, folder: Path) -> dict[str, Any]:
    """Trace the suite's directive."""
    run = run_program(code, "trace", *map(str, suite.paths), "--root", suite.directive, "-o", str(folder))
    written = folder / "trace.json"
    if not written.is_file():
        raise RuntimeError(f"policytext trace failed: {run.stderr.strip()[-500:]}")
    result: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return result


def find_tallies(suite: Suite, code: Path, folder: Path) -> Iterator[tuple[str, Tally]]:
    """Yield each measure that the suite's gold allows."""
    golds = read_golds(suite)
    documents = {n.removesuffix(".json"): g for n, g in golds.items() if isinstance(g, dict) and "header" in g}
    extracted = extract(suite, code)
    yield from score_extraction(documents, extracted).items()
    if suite.root is None:
        return
    traced = trace(suite, code, folder)
    for name, part in suite.alignments.items():
        for measure, tally in score_treatments(golds[suite.units or ""], golds[name], traced, part).items():
            yield f"{name.removesuffix('.json')}.{measure}", tally
    for name, part in suite.offsets.items():
        prefix = name.removesuffix(".json")
        yield from ((f"{prefix}.{m}", t) for m, t in score_offsets(golds[name], extracted, traced, part))
    for gold in golds.values():
        if isinstance(gold, dict) and "links" in gold:
            yield from score_links(gold["links"], traced).items()


def score_offsets(
    gold: dict[str, Any], extracted: list[dict[str, Any]], traced: dict[str, Any], part: str
) -> Iterator[tuple[str, Tally]]:
    """Yield the measures of an alignment whose gold holds places and no sentences."""
    texts = {document["id"]: str(document["text"]) for document in extracted}
    local = find_local(traced, part)
    units, rows = read_offsets(gold, texts[traced["root"]], texts[local])
    yield from score_treatments(units, rows, traced, part).items()
    total: dict[str, Tally] = {}
    for measure, tally in score_changes(gold, traced, local):
        total[measure] = total.get(measure, Tally()) + tally
    yield from total.items()


def find_figures(tallies: dict[str, Tally]) -> Iterator[tuple[str, float]]:
    """Yield the figure of each measure, and the mean over the statuses of each alignment."""
    for name, tally in tallies.items():
        measure = name.rpartition(".")[2]
        if measure in PRECISIONS:
            yield name, round(tally.precision, 4)
        else:
            yield name, round(tally.recall, 4) if measure in RECALLS or measure.endswith("_found") else tally.f1
    for prefix in sorted({name.partition(".")[0] for name in tallies if "." in name}):
        yield f"{prefix}.macro_f1", score_macro({s: tallies.get(f"{prefix}.{s}", Tally()) for s in STATUSES})


def score_suite(suite: Suite, code: Path, folder: Path) -> Scores:
    """Run the program of a source tree on a suite, with a folder for what it writes, and score it."""
    if suite.places:
        return score_places(suite, code, folder)
    tallies = dict(find_tallies(suite, code, folder))
    hits, missed, wrong = (
        tuple(f"{name}: {item}" for name, tally in tallies.items() for item in getattr(tally, outcome))
        for outcome in ("hits", "missed", "wrong")
    )
    return Scores(dict(find_figures(tallies)), hits, missed, wrong)
