#!/usr/bin/env python3
"""Learn how signs that a sentence carries a clause are weighed, from the annotated pairs beside the project.

Two logistic regressions (policytext/tracing/judging.py): one over all sentences of the clauses, which chooses the
sentence; one over the chosen sentences, which says whether the clause is carried over. A row that its reader was not
sure of counts half. Printed: each pair's mean F1 of the statuses that occur, by weights learned from all the others,
which is what to expect of a pair that nobody has seen (the pairs in `HELD` are never learned from); beside it TF-IDF
cosine, its thresholds chosen on the same others, and on the very pair that is scored.

    uv run scripts/learn_signs.py            # look
    uv run scripts/learn_signs.py --write    # and write policytext/lexicons/judging.toml
"""

import argparse
import json
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from gating.suites import Suite, find_suites, read_golds, read_suite
from numpy.typing import NDArray
from scoring.changes import read_offsets
from scoring.tally import Tally
from scoring.treatments import STATUSES, tally_status
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

import policytext as pt
from policytext.evaluation.baseline import choose_thresholds, find_likeness, tell_by_thresholds
from policytext.findings import Annotated
from policytext.resolution import resolve_citations
from policytext.roots import find_root
from policytext.spans import Span
from policytext.tracing.judging import Judge, Weights, value_of
from policytext.tracing.letters import fold_letters
from policytext.tracing.signs import Signs, find_signs, make_setting
from policytext.tracing.telling import Upper, prepare_upper, read_document, tell_document

ROOT = Path(__file__).resolve().parent.parent
LEXICON = ROOT / "policytext" / "lexicons" / "judging.toml"
HELD = ("wuwei", "weather", "heritage")
"""Pairs that are never learned from, and whose errors nobody looks at."""
SENSE = ("ahead", "answered", "answering")
CHOICE = ("likeness", "unexplained", "density", "rare", "near", "beside", "free", "weight", *SENSE)
JUDGEMENT = (*CHOICE, "penalty", "likeness near", "unexplained near")
STRENGTH = {"choice": 0.3, "judgement": 1.0}
"""Inverse of how strongly weights are drawn to 0 (C of scikit-learn)."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, and what a reader says that the lower one made of each clause."""

    name: str
    upper: Upper
    lower: Annotated
    rows: dict[int, Json]
    """By the number of the clause."""


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with the signs of all its sentences."""

    signs: Signs
    carrying: NDArray[np.bool_]
    """Whether the reader found the clause in each sentence."""
    present: bool
    weight: float


def find_pairs() -> Iterator[Pair]:
    """Yield the annotated pairs whose documents stand beside the project, each by its first reader."""
    known: set[str] = set()
    for suite in map(read_suite, find_suites(ROOT)):
        if suite.root is None or not suite.is_here():
            continue
        documents, golds = list(_load(suite)), read_golds(suite)
        for name in suite.offsets:
            sides = "".join(golds[name][side]["sha256"] + golds[name][side]["title"] for side in ("upper", "lower"))
            if sides in known:
                continue
            known.add(sides)
            above, below = (_find_document(documents, golds[name][side]) for side in ("upper", "lower"))
            upper = prepare_upper(above)
            read_offsets(golds[name], upper.text, below.document.text.characters)  # raises if these were not annotated
            yield Pair(name.removesuffix(".json"), upper, below, dict(_number(upper, golds[name])))
        for name, part in suite.alignments.items():
            root = _find_root(documents, suite.root)
            upper = prepare_upper(root)
            below = next(a for a in documents if part in a.document.title and a is not root)
            rows = _find_quotes(upper, below, golds[str(suite.units)], golds[name])
            yield Pair(name.removesuffix(".json"), upper, below, dict(rows))


def _load(suite: Suite) -> Iterator[Annotated]:
    for path in suite.paths:
        yield from pt.load_corpus(path) if path.is_dir() else map(pt.annotate, pt.load(path))


def _find_document(documents: Sequence[Annotated], side: Json) -> Annotated:
    wanted = side["sha256"], side["title"]
    return next(a for a in documents if (a.document.text.source.sha256, a.document.title) == wanted)


def _find_root(documents: Sequence[Annotated], root: str) -> Annotated:
    """Return the document that a suite's root means."""
    resolved = resolve_citations(
        [a.document for a in documents], {a.document.id: tuple(a.citations) for a in documents}
    )
    known = find_root(root, resolved)
    return next(a for a in documents if a.document.id == known.id)


def _number(upper: Upper, gold: Json) -> Iterator[tuple[int, Json]]:
    """Yield each annotated row with the number of the clause that its unit lies in."""
    units = {unit["id"]: Span(unit["start"], unit["end"]) for unit in gold["units"]}
    for row in gold["rows"]:
        unit = units[row["id"]]
        homes = [n for n, c in enumerate(upper.clauses) if c.span.overlaps(unit)]
        yield max(homes, key=lambda n: min(upper.clauses[n].span.end, unit.end)), row


def _find_quotes(upper: Upper, lower: Annotated, units: Sequence[Json], rows: Sequence[Json]) -> Iterator[Any]:
    """Yield each annotated row with its clause's number, the places of its quotes found again."""
    clauses = {fold_letters(c.text).text: n for n, c in enumerate(upper.clauses)}
    numbers = {unit["id"]: clauses.get(fold_letters(unit["text"]).text) for unit in units}
    letters = fold_letters(lower.document.text.characters)
    for row in rows:
        spans = []
        for quote in (q for q in (row["quote"], *(row.get("more") or ())) if q):
            words = fold_letters(quote).text
            at = letters.text.find(words)
            if at >= 0:
                place = letters.span(at, at + len(words))
                spans.append({"start": place.start, "end": place.end})
        number = numbers[row["id"]]
        if number is not None:
            yield number, {**row, "spans": spans}


def find_examples(pair: Pair) -> Iterator[Example]:
    """Yield an example for each annotated clause that shares a word with the lower document."""
    reading = read_document(pair.upper, pair.lower)
    above = pair.upper.script, [c.span for c in pair.upper.clauses]
    setting = make_setting(above, (reading.script, reading.sentences), reading.findings, pair.upper.words)
    for clause, row in pair.rows.items():
        signs = find_signs(setting, clause)
        places = [Span(place["start"], place["end"]) for place in row["spans"]]
        carrying = [any(reading.sentences[n].overlaps(place) for place in places) for n in signs.numbers]
        if carrying:
            weight = 0.5 if row.get("sure") is False else 1.0
            yield Example(signs, np.array(carrying), row["status"] != "absent", weight)


def learn(examples: Sequence[Example]) -> Judge:
    """Return the weights that fit the examples best."""
    shown = [example for example in examples if not example.present or example.carrying.any()]
    choice = fit(
        "choice",
        np.vstack([tabulate(CHOICE, e.signs) for e in shown]),
        np.concatenate([e.carrying for e in shown]),
        np.concatenate([np.full(len(e.carrying), e.weight) for e in shown]),
    )
    judged = [tabulate(JUDGEMENT, e.signs)[choice.weigh(e.signs).argmax()] for e in examples]
    owed, weights = ([getattr(e, name) for e in examples] for name in ("present", "weight"))
    return Judge(choice, fit("judgement", np.array(judged), np.array(owed), np.array(weights)))


def tabulate(names: Sequence[str], signs: Signs) -> NDArray[np.float64]:
    """Return the named signs as columns, a sentence a row."""
    return np.column_stack([value_of(signs, name) for name in names])


def fit(question: str, table: NDArray[Any], owed: NDArray[Any], weights: NDArray[Any]) -> Weights:
    """Fit a logistic regression, its weights told for the signs as they are."""
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=STRENGTH[question], max_iter=5_000)
    model.fit(scaler.transform(table), owed, sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0] - slopes @ scaler.mean_)
    names = CHOICE if question == "choice" else JUDGEMENT
    return Weights(round(constant, 4), {name: round(float(w), 4) for name, w in zip(names, slopes, strict=True)})


def score_ours(pair: Pair, judge: Judge) -> float:
    """Score what the whole program tells by some weights."""
    told = tell_document(replace(pair.upper, judge=judge), pair.lower).treatments
    return score(pair, [str(treatment.status) for treatment in told])


def score(pair: Pair, told: Sequence[str]) -> float:
    """Return the mean F1 of the statuses that occur; rows of which the reader is unsure are not scored."""
    total: dict[str, Tally] = {status: Tally() for status in (*STATUSES, "present")}
    owed = list(find_owed(pair))
    for clause, status in owed:
        for measure, tally in tally_status(status, told[clause], str(clause)):
            total[measure] += tally
    return statistics.fmean(total[status].f1 for status in {status for _, status in owed})


def find_owed(pair: Pair) -> Iterator[tuple[int, str]]:
    """Yield the number and the status of each clause that the reader is sure of."""
    for clause, row in pair.rows.items():
        if row.get("sure") is not False:
            yield clause, row["status"]


def score_cosine(pair: Pair, likeness: dict[str, list[float]], chosen_on: Iterable[Pair]) -> float:
    """Score TF-IDF cosine by the thresholds that are best on some pairs."""
    low, high = choose_thresholds([(likeness[other.name], list(find_owed(other))) for other in chosen_on])
    told = tell_by_thresholds(likeness[pair.name], low, high)
    return score(pair, [told[clause] for clause in range(len(told))])


def render_figures(name: str, figures: Iterable[float]) -> str:
    """Return a row of the table that is printed."""
    return f"{name:<13}" + "".join(f"{figure:6.3f}  " for figure in figures)


def render(judge: Judge, pairs: Iterable[str]) -> str:
    """Return the lexicon's text."""
    lines = [
        "# What each sign that a sentence carries a clause (tracing/signs.py) adds to the logarithm of the odds.",
        "# Learned, not chosen: scripts/learn_signs.py writes this file. Do not edit it by hand.",
        "",
        f'source = "corpora/gold-pairs: {", ".join(pairs)}"',
    ]
    for question in ("choice", "judgement"):
        weights: Weights = getattr(judge, question)
        lines += ["", f"[{question}]", f"constant = {weights.constant}"]
        lines += [f"{json.dumps(name)} = {weight}" for name, weight in weights.signs.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn, tell how well, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {LEXICON.relative_to(ROOT)}")
    options = parser.parse_args()
    pairs = list(find_pairs())
    examples = {pair.name: list(find_examples(pair)) for pair in pairs}
    learned = sorted(name for name in examples if name not in HELD)
    likeness = {pair.name: find_likeness([c.text for c in pair.upper.clauses], pair.lower.document) for pair in pairs}
    figures = []
    print(f"{'':<13}  ours  TF-IDF  TF-IDF tuned on itself")
    for pair in pairs:
        others = [other for other in pairs if other.name in learned and other is not pair]
        ours = score_ours(pair, learn([example for other in others for example in examples[other.name]]))
        figures.append((ours, score_cosine(pair, likeness, others), score_cosine(pair, likeness, [pair])))
        print(render_figures(pair.name, figures[-1]), "  held back" if pair.name in HELD else "", flush=True)
    print(render_figures("mean", [statistics.fmean(column) for column in zip(*figures, strict=True)]))
    if options.write:
        judge = learn([example for name in learned for example in examples[name]])
        LEXICON.write_text(render(judge, learned), encoding="utf-8")
        print(f"written: {LEXICON.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
