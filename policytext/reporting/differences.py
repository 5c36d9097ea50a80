"""What differs between a clause and a local passage, character by character (字级差异).

Numbers, units, names of bodies, slogans (提法), quoted strings and titles in 《》 are atoms: they are the same as a
whole or differ as a whole, so that 30 against 40 never shows as a changed 3 before a kept 0.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policytext.findings.quantities import find_quantities
from policytext.findings.slogans import find_slogans_in
from policytext.spans import Span
from policytext.tracing.bodies import body_name

_ATOM = re.compile(
    r"\d{1,20}(?:[.,]\d{1,20}){0,6}[%％]?|[一二三四五六七八九十百千万]{2,12}|“[^“”\n]{1,24}”|《[^《》\n]{1,80}》|[A-Za-z]{2,40}"
)
_MEASURED = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两.,％%]+(?P<unit>[^\d以左]+)")
_PAIRS_LIMIT = 4_000_000
"""Above so many pairs of tokens both sides count as changed: a report is no place to wait."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one side that are the same on the other, or are not."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Both sides of a comparison, each cut into stretches whose texts make it up again."""

    old: tuple[Stretch, ...]
    new: tuple[Stretch, ...]


def compare_texts(old: str, new: str, *, atoms: Sequence[str] = ()) -> Difference:
    """Compare two short texts.

    Parameters
    ----------
    old, new : str
    atoms : sequence of str
        Further strings that are never cut, such as both sides of a changed slogan (提法).
    """
    from rapidfuzz.distance import Indel  # 40 ms to import

    left, right = list(_find_tokens(old, atoms)), list(_find_tokens(new, atoms))
    if len(left) * len(right) > _PAIRS_LIMIT:
        return Difference((Stretch(old, same=False),), (Stretch(new, same=False),))
    kept = [(b.a, b.b, b.size) for b in Indel.opcodes(left, right).as_matching_blocks() if b.size]
    kept = _drop_islands(kept, len(left), len(right))
    return Difference(
        tuple(_cut(left, [(a, size) for a, _, size in kept])),
        tuple(_cut(right, [(b, size) for _, b, size in kept])),
    )


def _find_tokens(text: str, atoms: Sequence[str]) -> Iterator[str]:
    found = list(_find_atoms(text))
    found += [Span(m.start(), m.end()) for atom in atoms if atom for m in re.finditer(re.escape(atom), text)]
    last = 0
    for atom in _merge_overlapping(found):
        yield from text[last : atom.start]
        yield atom.of(text)
        last = atom.end
    yield from text[last:]


@lru_cache(maxsize=1024)
def _find_atoms(text: str) -> tuple[Span, ...]:
    """Return where numbers, units, bodies and slogans stand; a clause is compared with many documents."""
    found = [Span(*match.span()) for pattern in (_ATOM, body_name()) for match in pattern.finditer(text)]
    found += [slogan.span for slogan in find_slogans_in(text)]
    for quantity in find_quantities(text):
        match = _MEASURED.match(text, quantity.span.start, quantity.span.end)
        if match:
            found.append(Span(*match.span("unit")))
    return tuple(found)


def _merge_overlapping(spans: list[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start < last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _drop_islands(kept: list[tuple[int, int, int]], left: int, right: int) -> list[tuple[int, int, int]]:
    """Drop single characters that agree by chance amid changed ones; 的 alone links nothing."""
    ends = [(0, 0), *((a + size, b + size) for a, b, size in kept)]
    starts = [*((a, b) for a, b, _ in kept[1:]), (left, right)]
    return [
        (a, b, size)
        for (a, b, size), before, after in zip(kept, ends, starts, strict=False)
        if size > 1 or not (_gap(before, (a, b)) and _gap((a + size, b + size), after))
    ]


def _gap(end: tuple[int, int], start: tuple[int, int]) -> bool:
    return start[0] - end[0] + start[1] - end[1] > 1


def _cut(tokens: list[str], kept: list[tuple[int, int]]) -> Iterator[Stretch]:
    last = 0
    for start, size in [*kept, (len(tokens), 0)]:
        if last < start:
            yield Stretch("".join(tokens[last:start]), same=False)
        if size:
            yield Stretch("".join(tokens[start : start + size]), same=True)
        last = start + size
