"""Screening: which clauses of a directive occur in which of many texts, and where; in a stream, at little cost.

Texts are taken a few at a time. Where grams of a clause and of a text agree, the stretch that the clause would fill is
a candidate; a short clause, which editing may leave no such gram, is one where two of its pairs of letters lie as they
should. How many of its letters the clause has in any order bounds how many it has in order, so most candidates
need no comparison; the rest are compared by their longest common subsequence. Long clauses are looked for in pieces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from policytext.spans import Span
from policytext.tracing.candidates import GRAM, GramIndex, to_codes
from policytext.tracing.letters import fold_codes, fold_letters

if TYPE_CHECKING:
    import numpy

    from policytext.tracing.candidates import Flags, Places
    from policytext.tracing.letters import Codes

BATCH = 64_000
"""Characters taken together: more leave the processor's cache, fewer cost more calls."""
PAIR = 2
LEAST_PAIRS = 2
"""Pairs of letters of a short piece that make a candidate."""
PIECE = 48
"""Letters of the longest clause that is looked for whole."""
DRIFT = 6
"""Letters by which one gram's place may be shifted against the next one's of the same clause."""
MARGIN = 3
"""Letters looked at before and behind the stretch that a clause would fill."""
SHORT = 20
"""Letters of the longest piece that is looked for by its pairs of letters too."""
SHARE = 0.3
"""Share of a clause's letters, and letters besides, that a stretch has in order at least; strangers have a fifth."""
BESIDES = 2
RIVAL = 0.75
"""Share of the best score over a stretch from which another clause is told for it too."""
_TOP = 1 << 31


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A clause, or a piece of a long one, met in a text."""

    text: int
    """Number of the text in the stream, from 0."""
    clause: int
    span: Span
    """Place in the text; its ends may be some letters off where wording was changed."""
    score: float
    """Share of the letters found there in order, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Grams:
    """Grams of some pieces, and which piece each lies in."""

    index: GramIndex = field(repr=False)
    homes: "Places" = field(repr=False)
    """Piece that the gram at each letter of the index lies in; -1 where it lies in none whole."""
    starts: "Places" = field(repr=False)
    """First letter of each piece in the index."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A directive made ready for screening: its grams, and pieces that lie end to end or apart in its letters."""

    grams: _Grams = field(repr=False)
    pairs: _Grams = field(repr=False)
    """Pairs of letters of the short pieces."""
    pieces: Sequence[str] = field(repr=False)
    clauses: "Places" = field(repr=False)
    """Clause of each piece."""
    sizes: "Places" = field(repr=False)
    """Letters of each piece."""
    ranks: "numpy.ndarray" = field(repr=False)
    """Number of each code point among the directive's; 0 for others."""
    members: "Flags" = field(repr=False)
    """Piece by piece, whether each of the directive's code points is in it; laid end to end."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some texts' letters, end to end."""

    letters: "Codes"
    offsets: "Places"
    """Place of each letter among the characters of all."""
    first: int
    """Number of the first text."""
    bases: "Places"
    """First character of each text and the end of the last."""
    bounds: "Places"
    """First letter of each text and the end of the last."""


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Candidates: stretches of a batch's letters that pieces would fill."""

    pieces: "Places"
    texts: "Places"
    starts: "Places"
    ends: "Places"

    def taken(self, chosen: "Places | Flags") -> "_Stretches":
        return _Stretches(self.pieces[chosen], self.texts[chosen], self.starts[chosen], self.ends[chosen])


def screen_texts(clauses: Sequence[str], texts: Iterable[str]) -> Iterator[Sighting]:
    """Yield the clauses that occur in each text of a stream, text by text, in order of place.

    Parameters
    ----------
    clauses : sequence of str
        The directive's clauses.
    texts : iterable of str
        Read as they are needed; a few are held at a time.

    Notes
    -----
    Needs no structure of the texts. It tells where to look; what was made of a clause the alignment tells.

    Examples
    --------
    >>> clauses = ["闲置粮站改造为厨房与饭厅。", "骑手按固定线路送饭上门。"]
    >>> [(s.text, s.clause, s.score) for s in screen_texts(clauses, ["清淤。", "把闲置粮站改建为厨房与饭厅"])]
    [(1, 0, 0.9167)]
    """
    yield from find_sightings(screen_of(clauses), texts)


def screen_of(clauses: Sequence[str]) -> Screen:
    """Return a screen for clauses that come without their directive."""
    folded = [fold_letters(clause).text for clause in clauses]
    edges = accumulate(map(len, folded), initial=0)
    joined = "".join(folded)
    return prepare_screen(joined, list(pairwise(edges)), GramIndex(joined))


def prepare_screen(letters: str, bounds: Sequence[tuple[int, int]], index: GramIndex) -> Screen:
    """Return what screening needs of a directive.

    Parameters
    ----------
    letters : str
        The directive's.
    bounds : sequence of pairs of int
        First letter and letter behind the last of each clause.
    index : GramIndex
        Of the letters.
    """
    import numpy

    cut = [(n, start, end) for n, bound in enumerate(bounds) for start, end in _cut(*bound)]
    pieces = [letters[start:end] for _, start, end in cut]
    grams = _Grams(index, *_find_homes([(start, end) for _, start, end in cut], len(letters), GRAM))
    alphabet = numpy.unique(to_codes(letters))
    ranks = numpy.zeros(0x110000, numpy.int32)
    ranks[alphabet] = numpy.arange(1, len(alphabet) + 1)
    members = numpy.zeros((len(pieces), len(alphabet) + 1), bool)
    for number, piece in enumerate(pieces):
        members[number, ranks[to_codes(piece)]] = True
    table = numpy.array(cut, numpy.int64).reshape(-1, 3)
    sizes = table[:, 2] - table[:, 1]
    return Screen(grams, _pair_up(pieces), pieces, table[:, 0], sizes, ranks, members.ravel())


def _find_homes(places: Sequence[tuple[int, int]], letters: int, size: int) -> "tuple[Places, Places]":
    """Return the piece that the gram at each letter lies in, and each piece's first letter."""
    import numpy

    homes = numpy.full(letters, -1)
    for number, (start, end) in enumerate(places):
        homes[start : max(start, end - size + 1)] = number
    return homes, numpy.array([start for start, _ in places], numpy.int64)


def _pair_up(pieces: Sequence[str]) -> _Grams:
    """Return the pairs of letters of the short pieces, which lie apart in letters of their own."""
    short = [piece if len(piece) <= SHORT else "" for piece in pieces]
    edges = accumulate((len(piece) + 1 for piece in short), initial=0)
    places = [(start, start + len(piece)) for start, piece in zip(edges, short, strict=False)]
    letters = "".join(f"{piece}\0" for piece in short)
    return _Grams(GramIndex(letters, size=PAIR), *_find_homes(places, len(letters), PAIR))


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a clause, about as long as one another."""
    count = -(-(end - start) // PIECE)
    for k in range(count):
        yield start + (end - start) * k // count, start + (end - start) * (k + 1) // count


def find_sightings(screen: Screen, texts: Iterable[str]) -> Iterator[Sighting]:
    """Yield the directive's clauses that occur in each text of a stream; see `screen_texts`."""
    for batch in _batches(texts):
        stretches = _find_stretches(screen, batch)
        likely = stretches.taken(_bound(screen, batch, stretches) >= _least(screen, stretches))
        yield from _settle(screen, batch, *_compare(screen, batch, likely))


def _batches(texts: Iterable[str]) -> Iterator[_Batch]:
    held: list[str] = []
    size = first = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= BATCH:
            yield _make_batch(held, first)
            first += len(held)
            held, size = [], 0
    if held:
        yield _make_batch(held, first)


def _make_batch(texts: Sequence[str], first: int) -> _Batch:
    import numpy

    codes = fold_codes("".join(texts))
    offsets = numpy.flatnonzero(codes)
    bases = numpy.cumsum([0, *map(len, texts)])
    return _Batch(codes[offsets], offsets, first, bases, numpy.searchsorted(offsets, bases))


def _find_stretches(screen: Screen, batch: _Batch) -> _Stretches:
    """Return where pieces would lie by their grams; grams that agree on about the same place make one stretch."""
    import numpy

    firsts, lasts, _ = _group(screen.grams, batch)
    more, ends_of_more, counts = _group(screen.pairs, batch)
    # What grams show already is not looked at twice.
    behind = numpy.searchsorted(lasts, more - DRIFT)
    shown = numpy.append(firsts, numpy.iinfo(numpy.int64).max)[behind] <= ends_of_more + DRIFT
    fresh = (counts >= LEAST_PAIRS) & ~shown
    firsts, lasts = numpy.append(firsts, more[fresh]), numpy.append(lasts, ends_of_more[fresh])
    pieces = firsts // _TOP
    starts = firsts % _TOP - PIECE
    ends = lasts % _TOP - PIECE + screen.sizes[pieces]
    middles = numpy.clip((starts + ends) // 2, 0, max(0, len(batch.letters) - 1))
    texts = numpy.searchsorted(batch.bounds, middles, side="right") - 1
    return _Stretches(
        pieces, texts, numpy.maximum(starts, batch.bounds[texts]), numpy.minimum(ends, batch.bounds[texts + 1])
    )


def _group(grams: _Grams, batch: _Batch) -> "tuple[Places, Places, Places]":
    """Return where grams of one piece agree on about the same place: piece and place from and to, and how many."""
    import numpy

    local, upper = grams.index.find_hits(batch.letters, rare=True)
    inside = grams.homes[upper] >= 0
    local, upper = local[inside], upper[inside]
    homes = grams.homes[upper]
    keys = numpy.sort(homes * _TOP + (local - upper + grams.starts[homes] + PIECE))
    if not len(keys):
        return keys, keys, keys
    cuts = numpy.flatnonzero(numpy.diff(keys) > DRIFT)
    edges = numpy.concatenate([[-1], cuts, [len(keys) - 1]])
    return keys[edges[:-1] + 1], keys[edges[1:]], numpy.diff(edges)


def _widened(batch: _Batch, stretches: _Stretches) -> "tuple[Places, Places]":
    import numpy

    starts = numpy.maximum(stretches.starts - MARGIN, batch.bounds[stretches.texts])
    return starts, numpy.minimum(stretches.ends + MARGIN, batch.bounds[stretches.texts + 1])


def _least(screen: Screen, stretches: _Stretches) -> "numpy.ndarray":
    return SHARE * screen.sizes[stretches.pieces] + BESIDES


def _bound(screen: Screen, batch: _Batch, stretches: _Stretches) -> "Places":
    """Return how many letters of each stretch are its piece's: never less than have the same order."""
    import numpy

    if not len(stretches.pieces):
        return stretches.pieces
    starts, ends = _widened(batch, stretches)
    widths = (ends - starts).astype(numpy.int32)
    firsts = numpy.cumsum(widths) - widths
    rows = stretches.pieces * (len(screen.members) // len(screen.pieces))
    places = numpy.arange(widths.sum(), dtype=numpy.int32) + numpy.repeat((starts - firsts).astype(numpy.int32), widths)
    cells = screen.ranks[batch.letters][places] + numpy.repeat(rows.astype(numpy.int32), widths)
    return numpy.add.reduceat(screen.members[cells], firsts, dtype=numpy.int32)


def _compare(screen: Screen, batch: _Batch, stretches: _Stretches) -> "tuple[_Stretches, Places]":
    """Return the stretches that hold enough of their piece's letters in order, and how many."""
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

    letters = batch.letters.tobytes().decode("utf-32-le", "surrogatepass")
    starts, ends = _widened(batch, stretches)
    pieces = [screen.pieces[n] for n in stretches.pieces.tolist()]
    passages = [letters[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    shared = cpdist(pieces, passages, scorer=LCSseq.similarity)
    enough = shared >= _least(screen, stretches)
    return stretches.taken(enough), shared[enough]


def _settle(screen: Screen, batch: _Batch, stretches: _Stretches, shared: "Places") -> Iterator[Sighting]:
    """Yield what is told, text by text: over one stretch the likeliest clauses only."""
    scores = shared / screen.sizes[stretches.pieces]
    rows = zip(
        stretches.texts.tolist(),
        stretches.starts.tolist(),
        stretches.ends.tolist(),
        screen.clauses[stretches.pieces].tolist(),
        scores.tolist(),
        strict=True,
    )
    ordered = sorted(rows)
    for text, start, end, clause, score in _likeliest(ordered):
        base = int(batch.bases[text])
        span = Span(int(batch.offsets[start]) - base, int(batch.offsets[end - 1]) + 1 - base)
        yield Sighting(batch.first + text, clause, span, round(score, 4))


_Row = tuple[int, int, int, int, float]
"""Text, first letter, letter behind the last, clause, score."""


def _likeliest(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Yield the rows that no much likelier one of the same text overlaps by half."""
    reached = (-1, -1)
    for n, row in enumerate(rows):
        text, start, end, _, score = row
        alone = reached <= (text, start) and (n + 1 == len(rows) or rows[n + 1][:2] >= (text, end))
        reached = max(reached, (text, end))
        # Most stand alone: they need no look around.
        rivals = () if alone else (r for r in _around(rows, n) if r[0] == text and r[4] * RIVAL > score)
        if not any(2 * (min(end, r[2]) - max(start, r[1])) > end - start for r in rivals):
            yield row


def _around(rows: Sequence[_Row], n: int) -> Iterator[_Row]:
    """Yield the rows that may overlap one, being not longer than two pieces."""
    _, start, end, _, _ = rows[n]
    for k in range(n - 1, -1, -1):
        if rows[k][1] < start - 2 * PIECE:
            break
        yield rows[k]
    for k in range(n + 1, len(rows)):
        if rows[k][1] >= end:
            break
        yield rows[k]
