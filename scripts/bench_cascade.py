#!/usr/bin/env python3
"""Measure what a whole cascade costs a document, few of them and many, and hold time and memory to their budgets.

The documents are planted (see planting.py): half name the directive, and are told clause by clause; half are looked at
only whether they carry its wording. Each count runs in an interpreter of its own.

    scripts/bench cascade [--few 40] [--many 320] [--seed 11] [--slack FACTOR]
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from planting import plant_documents, plant_garden
from speed import Measure, report, run_python

import policytext as pt

NUMBER = "国办发〔2031〕52号"
TITLE = "国务院办公厅关于办好乡村阅读服务的意见"


def make_corpus(seed: int, count: int) -> list[pt.Annotated]:
    """Make a directive and plans of a province, every other one of which names it."""
    garden = plant_garden(seed)
    clauses = "\n".join(garden.clauses)
    documents = [pt.parse(f"{TITLE}\n{NUMBER}\n各省、自治区、直辖市人民政府：\n{clauses}\n2031年1月5日\n")]
    for n, planted in enumerate(plant_documents(garden, count)):
        cited = f"根据《{TITLE}》（{NUMBER}），" if n % 2 else ""
        text = f"{cited}制定本方案。\n{planted.text}\n2031年{n % 11 + 2}月5日\n"
        documents.append(
            pt.parse(f"青禾县人民政府关于第{n + 1}号阅读服务点的实施方案\n青政发〔2031〕{n + 1}号\n{text}")
        )
    return [pt.annotate(document) for document in documents]


def run(seed: int, count: int, output: Path) -> None:
    """Trace so many documents; write what it took, and what came out."""
    corpus = make_corpus(seed, count)
    pt.trace(corpus[:3], root=NUMBER)
    start = time.process_time()
    cascade = pt.trace(corpus, root=NUMBER)
    traced = time.process_time()
    measures = len(cascade.measures)
    told = {"trace": traced - start, "measures": time.process_time() - traced, "n": measures}
    output.write_text(json.dumps({**told, "documents": len(cascade.implementing)}), "utf-8")


def measure(options: argparse.Namespace) -> Iterator[Measure]:
    """Yield what a document costs where there are few, and where there are many, and how that grows."""
    costs, memory = [], []
    for count in (options.few, options.many):
        with TemporaryDirectory() as folder:
            told = Path(folder) / "told.json"
            memory.append(run_python(__file__, "--run", str(count), "--output", str(told)).memory)
            found = json.loads(told.read_text("utf-8"))
        costs.append(1000 * found["trace"] / count)
        yield Measure(f"trace of {count} documents, {found['documents']} told", costs[-1], "ms a document", 150)
        yield Measure(
            f"measures of {found['documents']} documents", 1000 * found["measures"] / count, "ms a document", 20
        )
    yield Measure("a document among many, against one among few", costs[1] / costs[0], "times", 1.5)
    grown = 1000 * (memory[1] - memory[0]) / (options.many - options.few)
    yield Measure("memory that a further document takes", grown, "KB", 1000)


def main() -> int:
    """Print each figure as it comes; return 1 if one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=40, help="documents of the small cascade")
    parser.add_argument("--many", type=int, default=320, help="documents of the large one")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--slack", type=float, default=1.0, help="take budgets so many times, on a slow machine")
    parser.add_argument("--run", type=int, help="only trace so many documents")
    parser.add_argument("--output", type=Path, help="where to write what that took")
    options = parser.parse_args()
    if options.run is not None:
        run(options.seed, options.run, options.output)
        return 0
    return report(measure(options), options.slack)


if __name__ == "__main__":
    sys.exit(main())
