"""Alignment: which passages of a local document carry which clause of the directive.

Windows ignore sentence ends, a clause may be met in several passages and a passage may meet several clauses: drafters
merge, split and insert. Wording weighs by how rare it is among the directive's own clauses; what a passage takes from
one clause is not also laid to another that merely shares its turns of phrase.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from policytext.spans import Span
from policytext.tracing.candidates import SIZE, GramIndex, Run
from policytext.tracing.letters import Breaks, Letters, fold_letters
from policytext.tracing.marks import without_asides
from policytext.tracing.values import Clause

GAP = 9
"""Letters, on either side, that may stand between two runs of one chain."""
PASSAGE_GAP = 36
"""Letters that a drafter may put between two chains of one passage."""
SHARE = 0.6
"""A letter counts for a clause if its chain weighs at least this share of the heaviest chain that holds it."""
COMMON = 3.0
"""Weight that any two texts of one subject share by chance; what a chain weighs beyond it is evidence."""
MOST_RUNS = 1_000
"""Runs of one clause that are chained at the most; the longest clauses of real documents have some hundreds."""
FARTHEST = 400
"""Characters, on either side, that a passage is widened by at the most: some texts have no commas."""
STOCK = 0.5
"""What a letter of a political formula weighs against one of other wording."""
HOLLOW = 0.0
"""What a letter of a penalty's shell weighs: 责令改正 stands in any regulation."""
WHO = 0.3
"""What a letter of a clause's subject weighs: a body that acts in many clauses carries none of them over."""
UNIT = 1 << 40
"""Weights are summed in whole numbers of this part of a letter's: sums do not depend on their order."""
_STOPS = "，。；：！？,;:!?\n"


@dataclass(frozen=True, slots=True)
class Idle:
    """Wording of a directive that shows little or nothing of where a clause went."""

    formulae: Sequence[Span] = ()
    """Political formulae (套语): letters weigh `STOCK`."""
    shells: Sequence[Span] = ()
    """What every penalty says: letters weigh nothing."""
    subjects: Sequence[Span] = ()
    """Whom clauses bind: letters weigh `WHO`."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs that follow one another closely on both sides: a stretch of the clause as the local document has it."""

    clause: int
    runs: tuple[Run, ...]
    weight: float

    @property
    def start(self) -> int:
        """First letter in the local document."""
        return self.runs[0].local

    @property
    def end(self) -> int:
        """Letter behind the last one in the local document."""
        return self.runs[-1].local + self.runs[-1].length

    @property
    def evidence(self) -> float:
        """What the chain weighs beyond chance."""
        return max(0.0, self.weight - COMMON)


@dataclass(frozen=True, slots=True)
class Window:
    """A passage: the chains of one clause that stand close together in the local document."""

    clause: int
    chains: tuple[Chain, ...]

    @property
    def start(self) -> int:
        """First letter in the local document."""
        return self.chains[0].start

    @property
    def end(self) -> int:
        """Letter behind the last one in the local document."""
        return max(chain.end for chain in self.chains)

    @property
    def evidence(self) -> float:
        """What its chains weigh beyond chance."""
        return sum(chain.evidence for chain in self.chains)

    @property
    def covered(self) -> set[int]:
        """The directive's letters that it carries."""
        return {i for chain in self.chains for run in chain.runs for i in range(run.upper, run.upper + run.length)}


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive made ready: its letters, where its clauses stand, and how rare each letter's wording is."""

    letters: Letters
    bounds: tuple[tuple[int, int], ...]
    """First letter and letter behind the last of each clause."""
    weights: tuple[float, ...]
    """Weight of each letter, 0 to 1."""
    index: GramIndex
    breaks: Breaks
    formulae: frozenset[int]
    """Positions of letters of political formulae (套语), which any document may repeat."""
    homes: tuple[int | None, ...]
    """Clause of each letter; None for a heading's."""
    heights: tuple[int, ...]
    """Weight, in units of 1/`UNIT`, of all letters before each: a run's weight is a difference, and exact."""

    def clause_at(self, position: int) -> int | None:
        """Return the clause that a letter belongs to; None for a heading's."""
        return self.homes[position] if position < len(self.homes) else None

    def weight_between(self, start: int, end: int) -> float:
        """Return the weight of letters `start` to `end`."""
        return (self.heights[end] - self.heights[start]) / UNIT


def prepare_directive(text: str, clauses: Sequence[Clause], idle: Idle | None = None) -> Directive:
    """Return what alignment needs of a directive, made once for all local documents.

    Parameters
    ----------
    text : str
        The directive's clean text.
    clauses : sequence of Clause
    idle : Idle, optional
        What weighs less than other wording.
    """
    letters = fold_letters(text, without_asides(text, [Span(0, len(text))]))
    bounds = tuple((letters.position(c.span.start), letters.position(c.span.end)) for c in clauses)
    idle = idle or Idle()
    stock, hollow, who = (_letters_of(letters, spans) for spans in (idle.formulae, idle.shells, idle.subjects))
    factors = {**dict.fromkeys(who, WHO), **dict.fromkeys(stock, STOCK), **dict.fromkeys(hollow, HOLLOW)}
    weights = tuple(w * factors.get(i, 1.0) for i, w in enumerate(_letter_weights(letters.text, bounds)))
    homes: list[int | None] = [None] * len(letters)
    for number, (start, end) in enumerate(bounds):
        homes[start:end] = [number] * (end - start)
    return Directive(
        letters=letters,
        bounds=bounds,
        weights=weights,
        index=GramIndex(letters.text),
        breaks=find_breaks(letters, text),
        formulae=stock,
        homes=tuple(homes),
        heights=tuple(accumulate((round(w * UNIT) for w in weights), initial=0)),
    )


def _letters_of(letters: Letters, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for s in spans for i in range(letters.position(s.start), letters.position(s.end)))


def _letter_weights(letters: str, bounds: Sequence[tuple[int, int]]) -> Iterator[float]:
    """Yield each letter's weight: the mean rarity among the clauses of the trigrams that hold it.

    Rarity is inverse document frequency (Spärck Jones 1972), over its largest value.
    """
    homes: dict[str, set[int]] = defaultdict(set)
    for number, (start, end) in enumerate(bounds):
        for i in range(start, end - 2):
            homes[letters[i : i + 3]].add(number)
    top = math.log(len(bounds) + 1)
    rarity = {gram: math.log((len(bounds) + 1) / len(where)) / top for gram, where in homes.items()}
    for i in range(len(letters)):
        grams = [rarity.get(letters[k : k + 3]) for k in (i - 2, i - 1, i) if k >= 0]
        known = [r for r in grams if r is not None]
        yield sum(known) / len(known) if known else 0.0


def find_windows(directive: Directive, local: Letters, breaks: Breaks) -> dict[int, tuple[Window, ...]]:
    """Return the passages of a local document that carry each clause, those with most evidence first.

    Parameters
    ----------
    directive : Directive
    local : Letters
        Of the local document's prose.
    breaks : Breaks
        Positions of letters that a comma or a stop stands before.
    """
    by_clause: dict[int, list[Run]] = defaultdict(list)
    for run in directive.index.find_runs(local.text):
        for clause, part in _clip(directive, run):
            by_clause[clause].extend(_split(directive, part, breaks))
    chains = [chain for clause, runs in by_clause.items() for chain in _chain(directive, clause, _longest(runs))]
    settled = _settle(directive, chains, len(local))
    return {clause: _windows(clause, own) for clause, own in settled.items()}


def _longest(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the runs, of very many the longest: the rows of a table repeat one another, and carry nothing."""
    return runs if len(runs) <= MOST_RUNS else sorted(runs, key=lambda r: (-r.length, r.local, r.upper))[:MOST_RUNS]


def find_breaks(letters: Letters, text: str) -> Breaks:
    """Return the positions of letters that a comma or a stop stands before."""
    return Breaks(letters.behind(text, _STOPS))


def _clip(directive: Directive, run: Run) -> Iterator[tuple[int, Run]]:
    """Yield a run's parts, clause by clause."""
    position, end = run.upper, run.upper + run.length
    while position < end:
        clause = directive.clause_at(position)
        if clause is None:
            position += 1
            continue
        stop = min(end, directive.bounds[clause][1])
        if stop - position >= SIZE:
            yield clause, Run(run.local + position - run.upper, position, stop - position)
        position = stop


def _split(directive: Directive, run: Run, breaks: Breaks) -> Iterator[Run]:
    """Yield a run's parts between places where only one side has a comma: 机制，推动 is not 机制推动."""
    ends = run.upper + run.length, run.local + run.length
    if not (directive.breaks.within(run.upper, ends[0]) or breaks.within(run.local, ends[1])):
        if run.length >= SIZE:
            yield run
        return
    above = {at - run.upper for at in directive.breaks.between(run.upper, ends[0])}
    below = {at - run.local for at in breaks.between(run.local, ends[1])}
    start = 0
    for stop in (*sorted(above ^ below), run.length):
        if stop - start >= SIZE or run.length >= 3 * SIZE:
            yield Run(run.local + start, run.upper + start, stop - start)
        start = stop


def weigh(directive: Directive, positions: Iterable[int]) -> float:
    """Return the weight of some letters of the directive."""
    if isinstance(positions, range):
        return directive.weight_between(positions.start, positions.stop)
    heights = directive.heights
    return sum(heights[i + 1] - heights[i] for i in positions) / UNIT


def _chain(directive: Directive, clause: int, runs: Sequence[Run]) -> Iterator[Chain]:
    """Yield chains of runs that go forward on both sides with small gaps, each run used once."""
    ordered = sorted(runs)
    free = set(range(len(ordered)))
    for first in range(len(ordered)):
        if first not in free:
            continue
        chain = [ordered[first]]
        free.discard(first)
        for k in range(first + 1, len(ordered)):
            last, run = chain[-1], ordered[k]
            if run.local > last.local + last.length + GAP:
                break
            if k in free and (joined := _follow(last, run)):
                chain.append(joined)
                free.discard(k)
        yield Chain(clause, tuple(chain), _weight_of(directive, chain))


def _follow(last: Run, run: Run) -> Run | None:
    """Return the run, or what the last one leaves of it, where it goes on with the last one; None where it does not."""
    overlap = max(0, last.local + last.length - run.local, last.upper + last.length - run.upper)
    if run.length - overlap < 2 or run.upper <= last.upper:
        return None
    part = Run(run.local + overlap, run.upper + overlap, run.length - overlap)
    return part if part.upper <= last.upper + last.length + GAP else None


def _weight_of(directive: Directive, runs: Iterable[Run]) -> float:
    heights = directive.heights
    return sum(heights[run.upper + run.length] - heights[run.upper] for run in runs) / UNIT


def _settle(directive: Directive, chains: list[Chain], size: int) -> dict[int, list[Chain]]:
    """Leave each chain the letters that no much heavier chain, of this clause or another, claims."""
    import numpy

    claims = numpy.zeros(size)
    for chain in chains:
        for run in chain.runs:
            own = claims[run.local : run.local + run.length]
            numpy.maximum(own, chain.weight, out=own)
    best: list[float] = claims.tolist()
    settled: dict[int, list[Chain]] = defaultdict(list)
    for chain in chains:
        runs = tuple(part for run in chain.runs for part in _owned(run, best, chain.weight / SHARE))
        if runs:
            settled[chain.clause].append(Chain(chain.clause, runs, _weight_of(directive, runs)))
    return settled


def _owned(run: Run, best: Sequence[float], limit: float) -> Iterator[Run]:
    start = None
    for k in range(run.length + 1):
        mine = k < run.length and best[run.local + k] <= limit
        if mine and start is None:
            start = k
        elif not mine and start is not None:
            if k - start >= 2:
                yield Run(run.local + start, run.upper + start, k - start)
            start = None


def _windows(clause: int, chains: Sequence[Chain]) -> tuple[Window, ...]:
    """Return a clause's chains as passages, those with most evidence first; no letter of either side counts twice."""
    groups: list[list[Chain]] = []
    end = 0
    for chain in sorted(_distinct(chains), key=lambda c: c.start):
        if groups and chain.start <= end + PASSAGE_GAP:
            groups[-1].append(chain)
            end = max(end, chain.end)
        else:
            groups.append([chain])
            end = chain.end
    windows = (Window(clause, tuple(group)) for group in groups)
    return tuple(sorted(windows, key=lambda w: -w.evidence))


def _distinct(chains: Sequence[Chain]) -> Iterator[Chain]:
    """Yield chains, the heaviest first, leaving out those that mostly repeat letters told already."""
    local: set[int] = set()
    for chain in sorted(chains, key=lambda c: (-c.weight, c.start)):
        own = {run.local + k for run in chain.runs for k in range(run.length)}
        if len(own & local) <= 0.3 * len(own):
            local |= own
            yield chain


def find_owners(windows: Iterable[Window], size: int) -> list[int]:
    """Return the clause that each of a local document's letters is taken from, the one with the weightiest chain.

    Parameters
    ----------
    windows : iterable of Window
        The passages of all clauses.
    size : int
        Letters of the local document.

    Returns
    -------
    list of int
        −1 for a letter of the document's own.
    """
    owners, best = [-1] * size, [0.0] * size
    for chain in (chain for window in windows for chain in window.chains):
        for j in (j for run in chain.runs for j in range(run.local, run.local + run.length)):
            if chain.weight > best[j]:
                owners[j], best[j] = chain.clause, chain.weight
    return owners


def passage_of(text: str, local: Letters, start: int, end: int) -> Span:
    """Return the place of some letters in the local text, widened to the commas around them."""
    span = local.span(start, end)
    before = text[max(0, span.start - FARTHEST) : span.start]
    behind = text[span.end : span.end + FARTHEST]
    first = span.start - next((n for n, c in enumerate(reversed(before)) if c in _STOPS), len(before))
    last = span.end + next((n for n, c in enumerate(behind) if c in _STOPS), len(behind))
    return Span(first, min(len(text), last + (last < len(text) and text[last] in "。；！？")))
