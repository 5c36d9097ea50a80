"""Edits: what differs between two stretches that say the same, with figures and words of strength as atoms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.tracing.bodies import body_name
from policytext.tracing.parts import Part, Script
from policytext.tracing.strength import strengths

_FIGURE = r"[\d〇一二三四五六七八九十百千万亿两]+(?:[年月日天周个名次处家项户元%％]|平方米|公里|以上|以下)*"
_NUMBER = r"[〇零一二三四五六七八九十百\d]{1,6}"
_REFERENCE = rf"(?:本条例|本办法|本法|本规定)?第{_NUMBER}条(?:第?{_NUMBER}[款项])*|第{_NUMBER}[款项]"
"""A reference to an article (条款项): its number is that of its own document, no change."""
_NATION = "国务院|国家|全国|中央"
_LEAST_KEPT = 2
"""Equal atoms between two edits from which they are two."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the clause and what stands in its place; an empty one is a gap between two letters."""

    old: Part
    new: Part


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """Letters that change together."""

    text: str
    start: int
    end: int


@cache
def _atoms() -> re.Pattern[str]:
    words = sorted((w for w in strengths() if len(w) > 1), key=len, reverse=True)
    named = body_name().pattern
    return re.compile(
        f"(?P<reference>{_REFERENCE})|{'|'.join(map(re.escape, words))}|{named}|{_FIGURE}|{_NATION}|.", re.DOTALL
    )


def find_atoms(script: Script, parts: Sequence[Part], without: Sequence[Part] = ()) -> Iterator[Atom]:
    """Yield the atoms of some parts: figures, words of strength, and single letters for the rest."""
    left_out = {i for part in without for i in range(part.start, part.end)}
    for part in parts:
        for match in _atoms().finditer(script.letters.text, part.start, part.end):
            if match.start() in left_out:
                continue
            yield Atom("§" if match.group("reference") else match.group(), *match.span())


def find_edits(
    upper: tuple[Script, Sequence[Part]],
    lower: tuple[Script, Sequence[Part]],
    without: tuple[Sequence[Part], Sequence[Part]] = ((), ()),
) -> Iterator[Edit]:
    """Yield the least edits that make one side the other; what nearly touches is one, what lies in two parts is two.

    Letters `without` are compared elsewhere, as the items of lists.
    """
    from rapidfuzz.distance import Levenshtein

    above, below = list(find_atoms(*upper, without[0])), list(find_atoms(*lower, without[1]))
    codes = Levenshtein.opcodes([a.text for a in above], [b.text for b in below])
    spans: list[list[int]] = []
    for code in (c for c in codes if c.tag != "equal"):
        kept = above[spans[-1][1] : code.src_start] if spans else ()
        if spans and not _parts_edits(upper[0], kept):
            spans[-1][1], spans[-1][3] = code.src_end, code.dest_end
        else:
            spans.append([code.src_start, code.src_end, code.dest_start, code.dest_end])
    for a, b, c, d in spans:
        yield from _cut(Edit(_place(above, a, b), _place(below, c, d)), upper[1], lower[1])


def _parts_edits(script: Script, kept: Sequence[Atom]) -> bool:
    """Tell whether what both sides have between two edits keeps them apart: more than one letter, or a whole item."""
    if len(kept) != 1 or len(kept[0].text) > 1:
        return len(kept) >= _LEAST_KEPT
    offset = script.letters.offsets[kept[0].start]
    return script.text[offset - 1 : offset] == "、" == script.text[offset + 1 : offset + 2]


def _place(atoms: Sequence[Atom], first: int, last: int) -> Part:
    """Return the letters of some atoms; for none the gap before the next one."""
    if first < last:
        return Part(atoms[first].start, atoms[last - 1].end)
    point = atoms[first].start if first < len(atoms) else atoms[-1].end if atoms else 0
    if first and atoms[first - 1].end != point:
        point = atoms[first - 1].end
    return Part(point, point)


def _cut(edit: Edit, above: Sequence[Part], below: Sequence[Part]) -> Iterator[Edit]:
    """Yield an edit's halves where it runs over a comma on one side and has nothing on the other."""
    old, new = list(_clip(edit.old, above)), list(_clip(edit.new, below))
    if len(old) == len(new):
        yield from (Edit(a, b) for a, b in zip(old, new, strict=True))
        return
    shorter = min(len(old), len(new))
    yield from (Edit(a, b) for a, b in zip(old[: shorter - 1], new[: shorter - 1], strict=True))
    yield from (Edit(a, new[-1] if not len(new[-1]) else _gap(new)) for a in old[shorter:])
    yield from (Edit(old[-1] if not len(old[-1]) else _gap(old), b) for b in new[shorter:])
    yield Edit(old[shorter - 1], new[shorter - 1])


def _gap(parts: Sequence[Part]) -> Part:
    return Part(parts[-1].end, parts[-1].end)


def _clip(stretch: Part, parts: Sequence[Part]) -> Iterator[Part]:
    clipped = [Part(max(stretch.start, p.start), min(stretch.end, p.end)) for p in parts]
    found = [p for p in clipped if p.start < p.end]
    yield from found or [stretch]
