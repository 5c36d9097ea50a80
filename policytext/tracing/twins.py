"""Twins: a local sentence that is a clause letter by letter is where it went, whatever else is like it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from policytext.spans import Span
from policytext.tracing.letters import Letters, fold_letters
from policytext.tracing.marks import without_asides
from policytext.tracing.parts import Script
from policytext.tracing.sanctions import is_shell
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding, put
from policytext.tracing.values import Clause, Passage, Status

_LEAST = 4
"""Letters of the shortest clause that a twin can be told of."""


def follow_twins(
    upper: tuple[Script, Sequence[Clause]], lower: tuple[str, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, a clause verbatim where a sentence is its twin; of several the one that is next in order.

    Parameters
    ----------
    upper, lower : pairs
        The directive and its clauses, text and sentences of the local document.
    findings : sequence of Finding
    """
    text, sentences = lower
    letters = fold_letters(text, without_asides(text, [Span(0, len(text))]))
    twins: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        twins[_within(letters, sentence)].append(number)
    last = -1
    for finding, clause in zip(findings, upper[1], strict=True):
        own = set(find_overlapping(sentences, [p.span for p in finding.spans]))
        found = twins.get(_within(upper[0].letters, clause.span), [])
        told = finding
        if found and finding.status is not Status.VERBATIM and len(fold_letters(clause.text)) >= _LEAST:
            best = min(found, key=lambda n: (n not in own, abs(n - last - 1), n))
            # A bare sanction is its deed's: it must follow it.
            if best == last + 1 or not is_shell(clause.text):
                passage = Passage(sentences[best], sentences[best].of(text))
                told = put(finding, Status.VERBATIM, 1.0, (passage,))
                own = {best}
        last = min(own, default=last)
        yield told


def _within(letters: Letters, span: Span) -> str:
    return letters.text[letters.position(span.start) : letters.position(span.end)]
