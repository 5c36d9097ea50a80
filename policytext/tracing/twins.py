"""Twins: a local sentence that is a clause letter by letter is where it went, whatever else is like it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.spans import Span
from policytext.tracing.letters import fold_letters
from policytext.tracing.marks import without_asides
from policytext.tracing.sanctions import is_shell
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Clause, Passage, Status

_LEAST = 4
"""Letters of the shortest clause that a twin can be told of."""


def follow_twins(
    upper: tuple[str, Sequence[Clause]], lower: tuple[str, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, a clause verbatim where a sentence is its twin; of several the one that is next in order.

    Parameters
    ----------
    upper, lower : pairs
        Text and clauses of the directive, text and sentences of the local document.
    findings : sequence of Finding
    """
    text, sentences = lower
    twins: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        twins[_letters(text, sentence)].append(number)
    last = -1
    for finding, clause in zip(findings, upper[1], strict=True):
        own = set(find_overlapping(sentences, [p.span for p in finding.spans]))
        found = twins.get(_letters(upper[0], clause.span), [])
        told = finding
        if found and finding.status is not Status.VERBATIM and len(fold_letters(clause.text)) >= _LEAST:
            best = min(found, key=lambda n: (n not in own, abs(n - last - 1), n))
            # A bare sanction is its deed's: it must follow it.
            if best == last + 1 or not is_shell(clause.text):
                passage = Passage(sentences[best], sentences[best].of(text))
                told = replace(finding, status=Status.VERBATIM, score=1.0, windows=(), spans=(passage,))
                own = {best}
        last = min(own, default=last)
        yield told


def _letters(text: str, span: Span) -> str:
    return fold_letters(text, without_asides(text, [span])).text
