"""Treatments by likeness: short clauses whose words a local sentence has in another order.

不乱扔果皮、纸屑、烟头 and 乱扔烟头、纸屑、果皮 share no run of four letters that alignment could see. Only documents
that go back to the directive are looked at, and only clauses that alignment left absent.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.spans import Span
from policytext.tracing.bags import make_bag
from policytext.tracing.parts import Bag, Script
from policytext.tracing.sanctions import find_sanctions
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Passage, Status

LEAST = 0.285
"""Cosine of a clause and a sentence from which it counts as carried over."""


def add_likenesses(
    upper: tuple[Script, Sequence[Span]], lower: tuple[Script, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, an absent clause found where a sentence is like it.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding

    References
    ----------
    Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval: cosine of runs of two letters,
    weighted by inverse frequency among the clauses and the sentences.
    """
    if all(finding.status is not Status.ABSENT for finding in findings):
        yield from findings
        return
    clauses, sentences = ([make_bag(script, span) for span in spans] for script, spans in (upper, lower))
    counts = Counter(pair for bag in (*clauses, *sentences) for pair in bag.pairs)
    size = len(clauses) + len(sentences)
    by_count = [(1 + math.log((size + 1) / (n + 1))) ** 2 for n in range(size + 1)]
    rarity = {gram: by_count[n] for gram, n in counts.items()}
    homes: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(sentences):
        for pair in bag.pairs:
            homes[pair].append(number)
    norms = [math.sqrt(sum(rarity[pair] for pair in bag.pairs)) for bag in sentences]
    for finding in findings:
        # Penalties are alike in all but the deed: words in another order show nothing of them.
        looked = finding.status is Status.ABSENT and not any(find_sanctions(upper[1][finding.clause].of(upper[0].text)))
        best = _likest(clauses[finding.clause], homes, norms, rarity) if looked else None
        yield (
            finding
            if best is None
            else _found(finding, sentences[best[1]].span.of(lower[0].text), sentences[best[1]], best[0])
        )


def _likest(
    clause: Bag, homes: Mapping[str, Sequence[int]], norms: Sequence[float], rarity: Mapping[str, float]
) -> tuple[float, int] | None:
    """Return how like the likest sentence is, and its number; None if none is like enough."""
    shared: dict[int, float] = defaultdict(float)
    for pair in clause.pairs:
        for number in homes.get(pair, ()):
            shared[number] += rarity[pair]
    whole = math.sqrt(sum(rarity[pair] for pair in clause.pairs))
    best = max(((weight / (whole * norms[n]), -n) for n, weight in shared.items()), default=(0.0, 0))
    return (best[0], -best[1]) if best[0] >= LEAST else None


def _found(finding: Finding, text: str, sentence: Bag, likeness: float) -> Finding:
    passage = Passage(sentence.span, text)
    return replace(finding, status=Status.ADAPTED, score=max(finding.score, round(likeness, 4)), spans=(passage,))
