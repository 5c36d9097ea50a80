"""Words as pairs of letters: those that may be of a word, and the rare ones among them.

于书 of 用于书屋 is of no word, but half of two. A clause that is put in other words keeps some of its rare
ones, 校园欺凌 or 棚户区, which no other clause of the directive has, and hardly a sentence of a local document.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytext.spans import Span
from policytext.tracing.bags import find_pairs, make_bag
from policytext.tracing.parts import Bag, Script
from policytext.tracing.senses import Senses, read_senses

MOST_SENTENCES = 3
"""Sentences of the local document that a rare pair of letters stands in at the most; of the clauses it has one."""
_COMMON = 0.1
"""Share of the clauses from which a pair is of a common word."""
_LEAST_COMMON = 4
"""Clauses from which it can be one."""
_PARTICLES = frozenset("的和与及或等在对向之")
"""Function words of one letter: a pair with one of them is no word's."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a directive, read once for all local documents."""

    common: frozenset[str]
    """Pairs of common words: those that a tenth of the clauses have."""
    bags: tuple[Bag, ...]
    """The pairs of each clause that may be of a word."""
    rare: tuple[frozenset[str], ...]
    """Those of them that the clause alone has."""
    senses: Senses
    """What the clauses are about."""


def read_vocabulary(script: Script, clauses: Sequence[Span]) -> Vocabulary:
    """Return the words of a directive's clauses."""
    bags = [make_bag(script, span, with_shells=False) for span in clauses]
    owners = Counter(pair for bag in bags for pair in bag.pairs)
    common = frozenset(pair for pair, n in owners.items() if n >= max(_LEAST_COMMON, _COMMON * len(bags)))
    words = tuple(keep_words(bag, common) for bag in bags)
    rare = tuple(frozenset(pair for pair in bag.pairs - common if owners[pair] == 1) for bag in words)
    return Vocabulary(common, words, rare, read_senses(script, clauses))


def keep_words(bag: Bag, common: Collection[str]) -> Bag:
    """Return a bag with the pairs that may be of a word, common ones among them."""
    return replace(bag, pairs=frozenset(pair for run in bag.runs for pair in _find_words(run, common)))


def count_rare(rare: Sequence[frozenset[str]], holders: Mapping[str, Sequence[int]]) -> list[Counter[int]]:
    """Return for each clause the sentences that have rare pairs of it, and how many; `holders` tells who has which."""
    few = {pair: numbers for pair, numbers in holders.items() if len(numbers) <= MOST_SENTENCES}
    return [Counter(number for pair in pairs & few.keys() for number in few[pair]) for pairs in rare]


def _find_words(run: str, common: Collection[str]) -> Iterator[str]:
    """Yield the pairs of a run that may be of a word: common ones, and those beside none that have no particle."""
    pairs = list(find_pairs(run))
    known = [pair in common for pair in pairs]
    for i, pair in enumerate(pairs):
        cut = known[i - 1 if i else 0] or known[min(i + 1, len(pairs) - 1)]
        if known[i] or not (cut or pair[0] in _PARTICLES or pair[1] in _PARTICLES or pair.isdecimal()):
            yield pair
