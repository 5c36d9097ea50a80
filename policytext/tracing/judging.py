"""Treatments by weighed signs: which sentence carries a clause that alignment left open, and whether it does.

Two logistic regressions over the signs of `signs.py`, learned from pairs of documents that readers annotated: the one
chooses the sentence, the other says how likely a reader is to call the clause adapted there. Their weights stand in the
lexicon `judging.toml`, with the pairs that they were learned from; `scripts/learn_signs.py` learns them again.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from policytext.lexicons import load_lexicon
from policytext.tracing.signs import Setting, Side, Signs, find_signs, make_setting
from policytext.tracing.treatments import Finding, drop, is_verbatim, put
from policytext.tracing.values import Passage, Status
from policytext.tracing.word_pairs import Vocabulary

if TYPE_CHECKING:
    from policytext.tracing.signs import Column

LIKELY = 0.6
"""Probability from which a clause counts as carried over: of 0.55 to 0.61, which do as well, one that seldom errs."""
UNLIKELY = 0.2
"""Probability below which a clause with little evidence counts as absent after all."""
DOUBTFUL = 8.0
"""Evidence from which a clause that alignment found is not doubted."""
CLEARLY = 1.0
"""How far the logarithm of a sentence's odds lies above that of where alignment found a clause, to be taken instead."""
MOSTLY = 0.8
"""Share of a clause's wording from which its place is not doubted."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one more of each sign adds to the logarithm of the odds."""

    constant: float
    signs: Mapping[str, float]
    """Weights of signs, and of products: `likeness near` is likeness times nearness."""

    def weigh(self, signs: Signs) -> "Column":
        """Return the logarithm of the odds of each sentence."""
        import numpy as np

        odds: Column = np.full(len(signs.numbers), self.constant)
        for name, weight in self.signs.items():
            odds += weight * value_of(signs, name)
        return odds

    def weigh_one(self, signs: Signs, place: int) -> float:
        """Return the logarithm of the odds of one sentence, by its place among those that have signs."""
        return self.constant + math.fsum(w * float(value_of(signs, name)[place]) for name, w in self.signs.items())


def value_of(signs: Signs, name: str) -> "Column":
    """Return a sign, or the product of two, by name: `likeness`, `likeness near`."""
    first, _, second = name.partition(" ")
    value: Column = getattr(signs, first)
    return value * getattr(signs, second) if second else value


@dataclass(frozen=True, slots=True)
class Judge:
    """Weights for both questions."""

    choice: Weights
    """Which sentence; its constant says nothing."""
    judgement: Weights
    """Whether it carries the clause."""


@dataclass(frozen=True, slots=True)
class Best:
    """The sentence that carries a clause if any does."""

    number: int
    likely: float
    """How likely it does."""
    lead: float
    """How far the logarithm of its odds lies above that of the likeliest sentence where alignment found the clause.

    0 where that has no signs: nothing is known against it."""


@cache
def load_judge() -> Judge:
    """Return the weights that the package ships."""
    tables = (load_lexicon("judging")[question] for question in ("choice", "judgement"))
    return Judge(*(Weights(table["constant"], {k: w for k, w in table.items() if k != "constant"}) for table in tables))


def judge_clauses(
    upper: Side, lower: Side, findings: Sequence[Finding], words: Vocabulary, judge: Judge
) -> Iterator[Finding]:
    """Yield the findings, an absent clause found where signs make it likely, a doubtful one dropped where they do not.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding
    words : Vocabulary
        The directive's.
    judge : Judge
    """
    if not any(is_open(finding) for finding in findings):
        yield from findings
        return
    setting = make_setting(upper, lower, findings, words)
    for finding in findings:
        best = find_best(setting, finding.clause, judge) if is_open(finding) else None
        if best is None:
            yield finding
        elif _is_elsewhere(finding, best):
            clause = upper[1][finding.clause].of(upper[0].text)
            yield _find(finding, setting, best, (clause, lower[0].text))
        elif best.likely < UNLIKELY and is_doubted(finding):
            yield drop(finding)
        else:
            yield finding


def is_open(finding: Finding) -> bool:
    """Tell whether a clause is absent, or found on little evidence or with little of its wording."""
    if finding.status is Status.ADAPTED:
        return finding.score < MOSTLY or is_doubted(finding)
    return finding.status is Status.ABSENT


def is_doubted(finding: Finding) -> bool:
    """Tell whether a clause was found on little evidence."""
    return max((w.evidence for w in finding.windows), default=DOUBTFUL) < DOUBTFUL


def _is_elsewhere(finding: Finding, best: Best) -> bool:
    """Tell whether a clause is carried by another sentence than alignment found, or by one although it found none."""
    if best.likely < LIKELY:
        return False
    return finding.status is Status.ABSENT or (best.lead >= CLEARLY and finding.score < MOSTLY)


def find_best(setting: Setting, clause: int, judge: Judge) -> Best | None:
    """Return the sentence that carries a clause if any does; None where none shares a word."""
    signs = find_signs(setting, clause)
    if not len(signs.numbers):
        return None
    odds = judge.choice.weigh(signs)
    best, homes = int(odds.argmax()), setting.homes.get(clause, frozenset())
    lead = min((float(odds[best] - odds[n]) for n, number in enumerate(signs.numbers) if number in homes), default=0.0)
    likely = 1 / (1 + math.exp(-judge.judgement.weigh_one(signs, best)))
    return Best(int(signs.numbers[best]), likely, lead)


def _find(finding: Finding, setting: Setting, best: Best, texts: tuple[str, str]) -> Finding:
    """Return a finding with the sentence that carries it, and how likely it does."""
    own, sentence = setting.clauses[finding.clause].pairs, setting.sentences[best.number]
    passage = Passage(sentence.span, sentence.span.of(texts[1]))
    if is_verbatim(texts[0], passage.text):
        return put(finding, Status.VERBATIM, 1.0, (passage,))
    score = round(len(own & sentence.pairs) / len(own), 4)
    if finding.status is Status.ABSENT:
        score = max(finding.score, score)
    return replace(put(finding, Status.ADAPTED, score, (passage,)), likely=best.likely)
