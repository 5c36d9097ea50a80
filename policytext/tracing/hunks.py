"""Hunks: what differs, letter by letter, between a clause and the passage that carries it."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from policytext.lexicons import load_lexicon

_PLACES = re.compile(
    r"[省市县区乡镇村居州旗盟国]|街道|社区|党[工委组]|政府|部门|中央|地方|各级|单位|组织|机构|农村|城市"
)
_JOINER = "、和与及或"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the clause, in letters from its first, and what stands in its place in the passage."""

    start: int
    end: int
    local_start: int
    local_end: int
    old: str
    new: str

    @property
    def size(self) -> int:
        """Letters changed."""
        return max(len(self.old), len(self.new))


def find_hunks(clause: str, passage: str) -> tuple[Hunk, ...]:
    """Return the least edits that make the clause's letters the passage's, in order."""
    from rapidfuzz.distance import Levenshtein

    return tuple(
        Hunk(
            o.src_start,
            o.src_end,
            o.dest_start,
            o.dest_end,
            clause[o.src_start : o.src_end],
            passage[o.dest_start : o.dest_end],
        )
        for o in Levenshtein.opcodes(clause, passage)
        if o.tag != "equal"
    )


@cache
def strengths() -> dict[str, int]:
    """Return each modality word (情态词) with its strength."""
    groups = load_lexicon("modality")["strength"]
    return {word: int(group["value"]) for group in groups for word in group["words"]}


@cache
def modality_words() -> re.Pattern[str]:
    """Return a pattern of the modality words of two letters and more, the longest first."""
    words = sorted((w for w in strengths() if len(w) > 1), key=len, reverse=True)
    return re.compile("|".join(words))


def is_substantive(hunk: Hunk, clause_text: str, offsets: tuple[int, ...]) -> bool:
    """Tell whether a small edit changes an item, a body, a figure or a strength (definitions: verbatim).

    Parameters
    ----------
    hunk : Hunk
    clause_text : str
        The clause as printed.
    offsets : tuple of int
        Offset in `clause_text` of each of its letters.
    """
    if re.search(r"\d|[一二三四五六七八九十百千万两几]", hunk.old + hunk.new):
        return True
    if any(_PLACES.search(side.replace("城乡", "")) for side in (hunk.old, hunk.new)):
        return True
    if not hunk.new and len(hunk.old) >= 2:
        before = clause_text[offsets[hunk.start] - 1 : offsets[hunk.start]]
        last = offsets[hunk.end - 1] + 1
        return (before in _JOINER and bool(before)) or (
            clause_text[last : last + 1] in _JOINER and last < len(clause_text)
        )
    return False


def changes_strength(clause: str, passage: str) -> bool:
    """Tell whether the two use different modality words."""
    pattern = modality_words()
    return Counter(pattern.findall(clause)) != Counter(pattern.findall(passage))
