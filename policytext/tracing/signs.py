"""Signs (迹象) that a sentence of the local document carries a clause: twelve numbers for each sentence that could.

Alignment sees runs of common wording. A clause put in other words leaves weaker signs: rare words that it keeps, what
its neighbours became, whether the sentence has anything left to tell. None of them decides alone; `judging.py` weighs
them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.spans import Span
from policytext.tracing.alignment import find_owners
from policytext.tracing.bags import make_bag
from policytext.tracing.parts import Bag, Script
from policytext.tracing.sanctions import find_sanctions
from policytext.tracing.senses import Nearness, compare_senses, read_senses
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding
from policytext.tracing.word_pairs import Vocabulary, count_rare, keep_words

if TYPE_CHECKING:
    import numpy

    Column = numpy.ndarray[Any, numpy.dtype[Any]]

REACH = 2
"""Clauses before and behind that are neighbours."""
FADING = 3.0
"""Sentences over which nearness to a neighbour's passage falls to 1/e."""
FIELD = 0.6
"""How much a sentence of the directive's subject is about some clause: one of few clauses may have none so near.

Of the sentences of annotated pairs five sixths have a clause nearer than that."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signs:
    """What speaks for each sentence carrying one clause, and against; weights by inverse document frequency."""

    numbers: "Column"
    """Of the sentences that share a word with the clause, in order; each other field has a value for each."""
    likeness: "Column"
    """Cosine of their pairs of letters."""
    unexplained: "Column"
    """Share of the clause's weight that the sentence has, and that no other clause carried over there explains."""
    density: "Column"
    """Share of the sentence's weight that the clause has."""
    rare: "Column"
    """ln(1 + n), n the clause's rare pairs in it."""
    near: "Column"
    """exp(−d / `FADING`), d the sentences between it and the nearest passage of the two clauses before and behind."""
    beside: "Column"
    """The same of the one clause before and behind."""
    free: "Column"
    """Share of the sentence's letters that alignment laid to no other clause."""
    penalty: "Column"
    """1 where the clause is a penalty: these are alike in all but the deed."""
    weight: "Column"
    """ln(1 + the weight that both share)."""
    ahead: "Column"
    """How far the cosine of what both are about, by the vectors of their words, lies above that of the clause which,
    but for this one, the sentence is most about; below 0 where that one is nearer."""
    answered: "Column"
    """Share of what the clause's words tell that words of the sentence answer which are like them."""
    answering: "Column"
    """The same of the sentence's words, and the clause."""


Side = tuple[Script, Sequence[Span]]
"""A document, and where its clauses or sentences stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all clauses need whose signs are read in one local document."""

    clauses: Sequence[Bag]
    sentences: Sequence[Bag]
    penalties: frozenset[int]
    """Clauses that are penalties."""
    rarity: Mapping[str, float]
    """Squared inverse document frequency of each pair of letters."""
    holders: Mapping[str, Sequence[int]]
    """Sentences that have a pair."""
    explained: Sequence[frozenset[str]]
    """Pairs of each sentence that clauses carried over there have."""
    sizes: "Column"
    """Weight of each sentence."""
    rare: Sequence[Counter[int]]
    """For each clause how many of its rare pairs a sentence has."""
    homes: Mapping[int, frozenset[int]]
    """Sentences of the passages of each clause that was carried over."""
    owned: Sequence[Counter[int]]
    """How many letters of each sentence alignment laid to which clause."""
    taken: "Column"
    """Share of each sentence's letters that alignment laid to any clause."""
    lengths: "Column"
    """Letters of each sentence, 1 at the least."""
    nearness: Nearness
    """How near each clause and each sentence are in sense."""
    rivals: "Column"
    """Of each clause and sentence, how much the sentence is about the other clause that it is most about."""


def make_setting(upper: Side, lower: Side, findings: Sequence[Finding], words: Vocabulary) -> Setting:
    """Count what a directive and a local document have.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding
        What alignment made of the clauses.
    words : Vocabulary
        The directive's.
    """
    import numpy as np

    script, spans = lower
    sentences = [keep_words(make_bag(script, span, with_shells=False), words.common) for span in spans]
    rarity = _weigh_pairs([*words.bags, *sentences])
    holders: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(sentences):
        for pair in bag.pairs:
            holders[pair].append(number)
    homes = {f.clause: frozenset(find_overlapping(lower[1], [p.span for p in f.spans])) for f in findings if f.spans}
    owned = list(_count_owned(lower, findings))
    nearness = compare_senses(words.senses, read_senses(script, spans))
    lengths = np.array([max(1, len(range(*_letters_of(lower, span)))) for span in lower[1]], dtype=float)
    return Setting(
        clauses=words.bags,
        sentences=sentences,
        penalties=frozenset(n for n, span in enumerate(upper[1]) if any(find_sanctions(span.of(upper[0].text)))),
        rarity=rarity,
        holders=holders,
        explained=_explain(words.bags, sentences, homes),
        sizes=np.array([_weigh(rarity, bag.pairs) for bag in sentences]),
        rare=count_rare(words.rare, holders),
        homes=homes,
        owned=owned,
        taken=np.array([counts.total() for counts in owned]) / lengths,
        lengths=lengths,
        nearness=nearness,
        rivals=_find_rivals(nearness.gist),
    )


def find_signs(setting: Setting, clause: int) -> Signs:
    """Return the signs of a clause in all sentences that share a word with it.

    References
    ----------
    Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval. Barzilay and Elhadad (2003),
    Sentence alignment for monolingual comparable corpora: a weak likeness counts where the context is alike.
    """
    import numpy as np

    shared = _share(setting, clause)
    numbers = np.array(sorted(shared), dtype=int)
    weights, own = (np.array([shared[n][k] for n in numbers.tolist()]) for k in (0, 1))
    whole, sizes = _weigh(setting.rarity, setting.clauses[clause].pairs), setting.sizes[numbers]
    near, beside = (_fade(numbers, [*_around(setting, clause, reach)]) for reach in (REACH, 1))
    mine = np.array([setting.owned[n][clause] for n in numbers.tolist()]) / setting.lengths[numbers]
    return Signs(
        numbers=numbers,
        likeness=weights / np.sqrt(whole * sizes),
        unexplained=own / whole if whole else own,
        density=weights / sizes,
        rare=np.log1p(np.array([setting.rare[clause][n] for n in numbers.tolist()], dtype=float)),
        near=near,
        beside=beside,
        free=1 - setting.taken[numbers] + mine,
        penalty=np.full(len(numbers), float(clause in setting.penalties)),
        weight=np.log1p(weights),
        ahead=(setting.nearness.gist[clause] - setting.rivals[clause])[numbers],
        answered=setting.nearness.answered[clause][numbers],
        answering=setting.nearness.answering[clause][numbers],
    )


def _share(setting: Setting, clause: int) -> Mapping[int, tuple[float, float]]:
    """Return by sentence the weight that it shares with a clause, and what of it no other clause explains."""
    pairs = setting.clauses[clause].pairs
    whole: dict[int, float] = defaultdict(float)
    own: dict[int, float] = defaultdict(float)
    for pair in sorted(pairs):
        weight = setting.rarity[pair]
        for number in setting.holders.get(pair, ()):
            whole[number] += weight
            if pair not in setting.explained[number]:
                own[number] += weight
    for number in setting.homes.get(clause, ()):
        # What is explained there may be by this clause itself.
        others = [setting.clauses[n].pairs for n, at in setting.homes.items() if n != clause and number in at]
        shared = pairs & setting.sentences[number].pairs
        own[number] = _weigh(setting.rarity, {pair for pair in shared if not any(pair in other for other in others)})
    return {number: (weight, own[number]) for number, weight in whole.items()}


def _around(setting: Setting, clause: int, reach: int) -> Iterator[int]:
    """Yield the sentences of the passages of a clause's neighbours."""
    for other in range(clause - reach, clause + reach + 1):
        if other != clause:
            yield from setting.homes.get(other, ())


def _find_rivals(gist: "Column") -> "Column":
    """Return for each clause and sentence the largest value that another clause has there, `FIELD` at the least."""
    import numpy as np

    second, first = np.partition(np.vstack([np.full((2, gist.shape[1]), FIELD), gist]), -2, axis=0)[-2:]
    rivals: Column = np.where(gist >= first, second, first)
    return rivals


def _explain(
    clauses: Sequence[Bag], sentences: Sequence[Bag], homes: Mapping[int, frozenset[int]]
) -> list[frozenset[str]]:
    explained: list[set[str]] = [set() for _ in sentences]
    for clause, numbers in homes.items():
        for number in numbers:
            explained[number] |= clauses[clause].pairs & sentences[number].pairs
    return [frozenset(pairs) for pairs in explained]


def _weigh_pairs(bags: Sequence[Bag]) -> Mapping[str, float]:
    counts = Counter(pair for bag in bags for pair in bag.pairs)
    by_count = [(1 + math.log((len(bags) + 1) / (n + 1))) ** 2 for n in range(len(bags) + 1)]
    return {pair: by_count[n] for pair, n in counts.items()}


def _weigh(rarity: Mapping[str, float], pairs: Collection[str]) -> float:
    return math.fsum(rarity[pair] for pair in pairs)


def _count_owned(lower: Side, findings: Sequence[Finding]) -> Iterator[Counter[int]]:
    owners = find_owners((window for finding in findings for window in finding.windows), len(lower[0].letters))
    for span in lower[1]:
        yield Counter(owner for owner in owners[slice(*_letters_of(lower, span))] if owner != -1)


def _letters_of(side: Side, span: Span) -> tuple[int, int]:
    return side[0].letters.position(span.start), side[0].letters.position(span.end)


def _fade(numbers: "Column", homes: Sequence[int]) -> "Column":
    import numpy as np

    if not homes or not len(numbers):
        return np.zeros(len(numbers))
    distances = np.abs(numbers[:, None] - np.array(sorted(set(homes)))).min(axis=1)
    faded: Column = np.exp(-distances / FADING)
    return faded
