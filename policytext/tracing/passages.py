"""Passages: the sentences of a local document that are compared with each clause.

A sentence may share its turns of phrase with many clauses and carry one. Which clause it stands nearest to is asked of
all clauses at once: a clause takes a sentence that is much nearer to another only where it has none of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.pairing import NEAR, SAME, find_likeness
from policytext.tracing.parts import Part, Script

_MOST_SENTENCES = 4
_LEAST_STANDING = 0.36
"""Standing that a further sentence needs: one that is much nearer to another clause says that one's measure."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences that carry each clause, and the clause that each sentence stands nearest to."""

    sentences: Mapping[int, tuple[Span, ...]]
    nearest: Mapping[Span, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A clause beside a sentence: how well each of its parts is said there, and how near the two stand, 0 to 4."""

    best: tuple[float, ...]
    nearness: float


def choose_passages(
    upper: tuple[Script, Mapping[int, Span]],
    lower: tuple[Script, Mapping[int, Sequence[Span]]],
    weights: Sequence[float],
) -> Passages:
    """Return for each clause the sentences that carry it: the likest, and those that say what it leaves out.

    Parameters
    ----------
    upper : pair of Script and mapping of int to Span
        The directive, and where each clause stands.
    lower : pair of Script and mapping of int to sequence of Span
        The local document, and the sentences that share wording with each clause.
    weights : sequence of float
        How rare the directive's letters are.
    """
    rows = {
        number: {s: _row(upper[0], upper[1][number], (lower[0], s), weights) for s in sentences}
        for number, sentences in lower[1].items()
    }
    nearest: dict[Span, tuple[float, int]] = {}
    for number, own in rows.items():
        for sentence, row in own.items():
            nearest[sentence] = max(nearest.get(sentence, (0.0, 0)), (row.nearness, -number))
    heights = {sentence: height for sentence, (height, _) in nearest.items()}
    chosen = {
        number: _choose([len(p) for p in upper[0].parts(upper[1][number])], own, heights)
        for number, own in rows.items()
    }
    return Passages(chosen, {sentence: -number for sentence, (_, number) in nearest.items()})


def _row(script: Script, clause: Span, local: tuple[Script, Span], weights: Sequence[float]) -> _Row:
    above, below = script.parts(clause), local[0].parts(local[1])
    likeness = find_likeness((script, above), (local[0], below), weights)
    best = tuple(max((likeness.get((i, j), 0.0) for j in range(len(below))), default=0.0) for i in range(len(above)))
    back = [max((likeness.get((i, j), 0.0) for i in range(len(above))), default=0.0) for j in range(len(below))]
    return _Row(best, _mean(best, above) + _mean(back, below))


def _mean(scores: Sequence[float], parts: Sequence[Part]) -> float:
    return sum(s * len(p) for s, p in zip(scores, parts, strict=True)) / max(1, sum(map(len, parts)))


def _choose(sizes: Sequence[int], rows: Mapping[Span, _Row], nearest: Mapping[Span, float]) -> tuple[Span, ...]:
    chosen: list[Span] = []
    now = [0.0] * len(sizes)
    while len(chosen) < _MOST_SENTENCES:
        gains = [
            (_gain(sizes, now, row.best, bool(chosen)) * _standing(row, nearest[sentence]), -sentence.start, sentence)
            for sentence, row in rows.items()
            if sentence not in chosen and (not chosen or _standing(row, nearest[sentence]) >= _LEAST_STANDING)
        ]
        gain, _, sentence = max(gains, default=(0.0, 0, Span(0, 0)))
        if gain <= 0:
            break
        chosen.append(sentence)
        now = [max(a, b) for a, b in zip(now, rows[sentence].best, strict=True)]
    return tuple(sorted(chosen))


def _standing(row: _Row, nearest: float) -> float:
    """Return how much of a sentence's nearness to its nearest clause it has to this one, 0 to 1."""
    return (row.nearness / nearest) ** 2 if nearest else 0.0


def _gain(sizes: Sequence[int], now: Sequence[float], best: Sequence[float], more: bool) -> float:
    """Return what a sentence says of the clause that those chosen leave out, in letters."""
    told = zip(sizes, best, now, strict=True)
    return sum(size * (b - n) for size, b, n in told if n < NEAR <= b and (b >= SAME or not more))
