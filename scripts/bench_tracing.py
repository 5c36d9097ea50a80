#!/usr/bin/env python3
"""Measure how fast clauses are found in many documents, and how well, beside TF-IDF cosine; hold both to their budgets.

The corpus is planted (see planting.py), so the truth is known. Times are those of the processor, of one core, without
making the documents. The peer is what is commonly used: TF-IDF of letter pairs (scikit-learn), the directive's clauses
against each sentence; of its thresholds the one is taken that finds most at a precision of 0.95.

    scripts/bench tracing [--documents 10000] [--peer 500] [--aligned 100] [--seed 11] [--slack FACTOR]
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from planting import RATES, Garden, Planted, plant_documents, plant_garden
from speed import report, run_python

import policytext as pt
from policytext.tracing.alignment import prepare_directive
from policytext.tracing.clauses import find_clauses
from policytext.tracing.screening import find_sightings, screen_of, screen_texts
from policytext.tracing.treatments import find_treatments, prepare_local

STEP = 250
"""Documents that are made, and held, at a time."""
PRECISION = 0.95
_SENTENCE = re.compile("[。；！？\n]")
Found = set[tuple[int, int]]
"""Documents with the clauses found in them."""


@dataclass(slots=True)
class Tally:
    """What was found, against what was planted."""

    seconds: float = 0.0
    documents: int = 0
    told: int = 0
    right: int = 0
    planted: dict[float, int] = field(default_factory=lambda: dict.fromkeys(RATES, 0))
    found: dict[float, int] = field(default_factory=lambda: dict.fromkeys(RATES, 0))

    def add(self, documents: Sequence[Planted], found: Found) -> None:
        """Count what was found in some documents, numbered from 0."""
        self.documents += len(documents)
        self.told += len(found)
        for number, document in enumerate(documents):
            planted = {(number, clause) for clause, _, _ in document.places}
            self.planted[document.rate] += len(planted)
            self.found[document.rate] += len(planted & found)
            self.right += len(planted & found)

    @property
    def precision(self) -> float:
        """Share of what was told that was planted."""
        return self.right / self.told if self.told else 1.0

    def recall(self, rate: float) -> float:
        """Share of what was planted, edited at that rate, that was told."""
        return self.found[rate] / self.planted[rate] if self.planted[rate] else 1.0

    @property
    def milliseconds(self) -> float:
        """Time for one document."""
        return 1000 * self.seconds / self.documents


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure with what it is to be at most or at least."""

    name: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None

    def is_held(self, slack: float) -> bool:
        """Tell whether the figure keeps to its bound; time and memory may be so many times over it."""
        if self.least is not None:
            return self.value >= (self.least / slack if self.unit else self.least)
        return self.most is None or self.value <= self.most * slack

    def __str__(self) -> str:
        bounds = (("at least", self.least), ("at most", self.most))
        told = "".join(f"  {word} {bound:g}" for word, bound in bounds if bound is not None)
        return f"{self.name:<52} {self.value:10.3f} {self.unit:<12}{told}"


def batches(garden: Garden, count: int) -> Iterator[list[Planted]]:
    """Yield the corpus some documents at a time."""
    documents = plant_documents(garden, count)
    while batch := list(islice(documents, STEP)):
        yield batch


def tally_screen(seed: int, count: int) -> Tally:
    """Screen a stream of documents; what is loaded at first use is loaded before."""
    garden, tally = plant_garden(seed), Tally()
    list(screen_texts(garden.clauses, garden.prose[:STEP]))
    start = time.process_time()
    screen = screen_of(garden.clauses)
    tally.seconds = time.process_time() - start
    for batch in batches(garden, count):
        texts = [document.text for document in batch]
        start = time.process_time()
        found = {(s.text, s.clause) for s in find_sightings(screen, texts)}
        tally.seconds += time.process_time() - start
        tally.add(batch, found)
    return tally


def tally_peer(seed: int, count: int) -> Tally:
    """Compare the clauses with each sentence of the documents by TF-IDF cosine, at the peer's best threshold."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    garden = plant_garden(seed)
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 2)).fit([*garden.clauses, *garden.prose[:2000]])
    clauses = vectorizer.transform(garden.clauses).T.tocsc()
    seconds, scored = 0.0, []
    for batch in batches(garden, count):
        start = time.process_time()
        scores = dict(score_cosine(vectorizer.transform, clauses, [document.text for document in batch]))
        seconds += time.process_time() - start
        scored.append((batch, scores))
    tallies = (tally_above(scored, threshold / 100, seconds) for threshold in range(10, 71, 2))
    return max((t for t in tallies if t.precision >= PRECISION), key=lambda t: t.right)


def score_cosine(
    transform: Callable[[Sequence[str]], Any], clauses: Any, texts: Sequence[str]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield (document, clause) with the cosine of the clause and a sentence, the best last."""
    parts = [(n, part) for n, text in enumerate(texts) for part in _SENTENCE.split(text) if len(part) > 1]
    cosine = (transform([part for _, part in parts]) @ clauses).tocoo()
    near = cosine.data >= 0.1
    order = cosine.data[near].argsort()
    table = (cosine.row[near][order], cosine.col[near][order], cosine.data[near][order])
    for row, clause, score in zip(*(column.tolist() for column in table), strict=True):
        yield (parts[row][0], clause), score


def tally_above(
    scored: Sequence[tuple[Sequence[Planted], dict[tuple[int, int], float]]], threshold: float, seconds: float
) -> Tally:
    """Count what scores at least so much."""
    tally = Tally(seconds)
    for batch, scores in scored:
        tally.add(batch, {pair for pair, score in scores.items() if score >= threshold})
    return tally


def time_alignment(seed: int, count: int) -> float:
    """Give the milliseconds that the full alignment of one document takes."""
    garden = plant_garden(seed)
    upper = pt.parse("关于办好阅读服务的意见\n一、任务\n" + "\n".join(garden.clauses) + "\n")
    clauses = tuple(find_clauses(upper))
    directive = prepare_directive(upper.text.characters, clauses)
    plans = [pt.parse(f"柳渡镇实施方案\n一、措施\n{d.text}\n") for d in plant_documents(garden, count)]
    start = time.process_time()
    for plan in plans:
        find_treatments(directive, clauses, prepare_local(plan))
    return 1000 * (time.process_time() - start) / count


def measure(options: argparse.Namespace) -> Iterator[Figure]:
    """Yield every figure."""
    yield from measure_memory(options)
    ours = tally_screen(options.seed, options.documents)
    yield Figure(f"screen, {ours.documents} documents", 1000 / ours.milliseconds, "documents/s", least=1000)
    least = {0.2: 0.98, 0.4: 0.93}
    for rate in RATES:
        yield Figure(f"screen, recall at {rate:.0%} edited", ours.recall(rate), least=least.get(rate))
    yield Figure("screen, precision", ours.precision, least=0.95)
    yield from measure_peer(options)
    aligned = time_alignment(options.seed, options.aligned)
    yield Figure(f"alignment, {options.aligned} documents", 1000 / aligned, "documents/s")


def measure_memory(options: argparse.Namespace) -> Iterator[Figure]:
    """Yield the memory of screening few and many documents.

    Comes first: Linux counts the memory that this program has at a child's start as the child's own.
    """
    counts = (options.documents // 10, options.documents)
    few, many = (run_python(__file__, "--stream", str(n), "--seed", str(options.seed)).memory for n in counts)
    yield Figure(f"memory, {counts[0]} documents", few, "MB")
    yield Figure(f"memory, {counts[1]} documents", many, "MB", most=few + 20)


def measure_peer(options: argparse.Namespace) -> Iterator[Figure]:
    """Yield the peer's figures beside the screen's on the same documents."""
    ours, peer = tally_screen(options.seed, options.peer), tally_peer(options.seed, options.peer)
    yield Figure(f"TF-IDF cosine, {peer.documents} documents", 1000 / peer.milliseconds, "documents/s")
    for rate in RATES:
        yield Figure(f"TF-IDF cosine, recall at {rate:.0%} edited", peer.recall(rate))
        yield Figure(f"screen on the same, recall at {rate:.0%} edited", ours.recall(rate), least=peer.recall(rate))
    yield Figure("TF-IDF cosine, precision", peer.precision)
    yield Figure("screen on the same, precision", ours.precision, least=peer.precision)
    yield Figure("screen is so many times as fast", peer.milliseconds / ours.milliseconds, "times", least=8)


def main() -> int:
    """Print each figure as it comes; return 1 if one does not keep to its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000, help="documents to screen")
    parser.add_argument("--peer", type=int, default=500, help="documents for the peer")
    parser.add_argument("--aligned", type=int, default=100, help="documents to align in full")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--slack", type=float, default=1.0, help="take budgets so many times, on a slow machine")
    parser.add_argument("--stream", type=int, help="only screen so many documents, to measure memory")
    options = parser.parse_args()
    if options.stream is not None:
        tally_screen(options.seed, options.stream)
        return 0
    return report(measure(options), options.slack)


if __name__ == "__main__":
    sys.exit(main())
