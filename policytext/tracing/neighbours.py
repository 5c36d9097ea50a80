"""Treatments by rare words: clauses in other words, in the place where their neighbours went.

A clause that is put in other words keeps some of them, 校园欺凌 or 棚户区; where no other clause of the directive has
these, and hardly a sentence of the local document, they tell it. Few are enough next to what became of the clause
before or behind: drafters follow the order of what they have before them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from policytext.spans import Span
from policytext.tracing.bags import find_pairs, make_bag
from policytext.tracing.parts import Bag, Script
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding
from policytext.tracing.values import Passage, Status

MOST_SENTENCES = 3
"""Sentences of the local document that a rare pair of letters stands in at the most; of the clauses it has one."""
ALONE = 4
"""Rare pairs from which a sentence is told wherever it stands."""
BESIDE = 2
"""Rare pairs from which it is told near the sentence of a neighbour."""
REACH = 2
"""Clauses before and behind that are neighbours."""
DISTANCE = 3
"""Sentences before and behind that are near."""
_COMMON = 0.1
"""Share of the clauses from which a pair is of a common word."""
_LEAST_COMMON = 4
"""Clauses from which it can be one."""
_PARTICLES = frozenset("的和与及或等在对向之")
"""Function words of one letter: a pair with one of them is no word's."""


def add_neighbours(
    upper: tuple[Script, Sequence[Span]],
    lower: tuple[Script, Sequence[Span]],
    findings: Sequence[Finding],
    rare: Sequence[frozenset[str]] = (),
) -> Iterator[Finding]:
    """Yield the findings, an absent clause found where rare words of it stand, and where its neighbours went.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding
    rare : sequence of frozenset of str, optional
        What `find_rare` returns of the directive, where many documents are looked at.

    References
    ----------
    Barzilay and Elhadad (2003), Sentence alignment for monolingual comparable corpora: a weak likeness counts where
    the context is alike.
    """
    clauses, sentences = (
        [make_bag(script, span, with_shells=False) for span in spans] for script, spans in (upper, lower)
    )
    counts = _count_rare(rare or find_rare(*upper), sentences)
    homes = {f.clause: {min(find_overlapping(lower[1], [f.spans[0].span]))} for f in findings if f.spans}
    for finding in findings:
        best = _choose(finding.clause, counts, homes) if finding.status is Status.ABSENT else None
        if best is None:
            yield finding
            continue
        homes[finding.clause] = {best}
        own, bag = clauses[finding.clause].pairs, sentences[best]
        score = max(finding.score, round(len(own & bag.pairs) / len(own), 4))
        passage = Passage(bag.span, bag.span.of(lower[0].text))
        yield replace(finding, status=Status.ADAPTED, score=score, spans=(passage,))


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
        yield replace(finding, status=Status.ABSENT, windows=(), spans=()) if explained else finding


def find_rare(script: Script, clauses: Sequence[Span]) -> tuple[frozenset[str], ...]:
    """Return for each clause of a directive the pairs of letters that it alone has, no halves of common words."""
    bags = [make_bag(script, span, with_shells=False) for span in clauses]
    owners = Counter(pair for bag in bags for pair in bag.pairs)
    common = {pair for pair, n in owners.items() if n >= max(_LEAST_COMMON, _COMMON * len(bags))}
    words = (frozenset(pair for run in bag.runs for pair in _find_words(run, common)) for bag in bags)
    return tuple(frozenset(pair for pair in own if owners[pair] == 1) for own in words)


def _count_rare(rare: Sequence[frozenset[str]], sentences: Sequence[Bag]) -> Mapping[int, Counter[int]]:
    """Return for each clause the sentences that have rare pairs of it, and how many."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(sentences):
        for pair in bag.pairs:
            holders[pair].append(number)
    few = {pair: numbers for pair, numbers in holders.items() if len(numbers) <= MOST_SENTENCES}
    counts: dict[int, Counter[int]] = {}
    for clause, pairs in enumerate(rare):
        counts[clause] = Counter(number for pair in pairs & few.keys() for number in few[pair])
    return counts


def _find_words(run: str, common: Collection[str]) -> Iterator[str]:
    """Yield the pairs of a run that may be of a word of its own: 于书 of 用于书屋 is half of a common one."""
    pairs = list(find_pairs(run))
    for i, pair in enumerate(pairs):
        cuts = any(other in common for other in (*pairs[max(0, i - 1) : i], *pairs[i + 1 : i + 2]))
        if not (cuts or pair.isdecimal() or _PARTICLES & {*pair}):
            yield pair


def _choose(clause: int, counts: Mapping[int, Counter[int]], homes: Mapping[int, set[int]]) -> int | None:
    """Return the sentence that has most of the clause's rare pairs, if it has enough; of several one that is near."""
    around = [n for k in range(clause - REACH, clause + REACH + 1) for n in homes.get(k, ())]
    near = {n: any(abs(n - home) <= DISTANCE for home in around) for n in counts.get(clause, ())}
    enough = {n: count for n, count in counts.get(clause, {}).items() if count >= (BESIDE if near[n] else ALONE)}
    return max(enough, key=lambda n: (enough[n] + near[n], -n), default=None)
