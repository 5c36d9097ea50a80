"""What a neighbour explains: a clause found only where the one beside it went, which shares no more with it."""

from collections.abc import Iterator, Sequence

from policytext.spans import Span
from policytext.tracing.bags import make_bag
from policytext.tracing.parts import Script
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding, drop
from policytext.tracing.values import Status


def drop_explained(
    upper: tuple[Script, Sequence[Span]], lower: tuple[Script, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, a clause absent where its neighbour explains all that its passages share with it.

    国务院民政部门负责全国的…工作 stands before 县级民政部门负责本行政区域的…工作, and is not what a town took over.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding
    """
    script, sentences = lower
    homes = [set(find_overlapping(sentences, [p.span for p in finding.spans])) for finding in findings]
    pairs = [make_bag(upper[0], span).pairs if homes[n] else frozenset() for n, span in enumerate(upper[1])]
    for n, finding in enumerate(findings):
        around = [k for k in (n - 1, n + 1) if 0 <= k < len(findings) and homes[k] & homes[n]]
        if finding.status is not Status.ADAPTED or not around:
            yield finding
            continue
        shared = {h: make_bag(script, sentences[h]).pairs for h in homes[n]}
        explained = all(
            any(h in homes[k] and pairs[n] & own < pairs[k] & own for k in around) for h, own in shared.items()
        )
        yield drop(finding) if explained else finding
