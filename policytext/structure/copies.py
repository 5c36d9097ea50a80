"""The parts of a file, and those that say the same once more: one document, its second copy reported."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytext.structure.document import PartOf
from policytext.structure.paragraphs import Paragraph
from policytext.text import Doubt, Dropped, Text

_SHINGLE = 24
_STEP = 60
_SAME = 0.8
"""Share of the stretches of the shorter part that the longer one has, from which both are one document."""
_LENGTHS = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """A document's text within its source, and the compilation it stands in."""

    text: Text
    part_of: PartOf | None
    doubts: tuple[Doubt, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """Those of the text where they are known already."""


def merge_copies(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts without those that repeat an earlier one; that one reports its copy, and drops it as noise."""
    kept: list[Part] = []
    letters: list[str] = []
    for part in parts:
        own = _letters(part.text.characters)
        same = next((i for i, other in enumerate(letters) if _is_copy(own, other)), None)
        if same is None:
            kept.append(part)
            letters.append(own)
        else:
            kept[same] = _with_copy(kept[same], part)
    if len(kept) == 1:
        return (replace(kept[0], part_of=None),)
    return tuple(_numbered(part, index) for index, part in enumerate(kept))


def _numbered(part: Part, index: int) -> Part:
    return replace(part, part_of=replace(part.part_of, index=index) if part.part_of else None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_\d]+", "", unicodedata.normalize("NFKC", text))


def _is_copy(own: str, other: str) -> bool:
    """Tell whether two texts are one, however their lines are broken: most stretches of one stand in the other."""
    short, long = sorted((own, other), key=len)
    if len(short) < _LENGTHS * len(long) or len(short) < _SHINGLE:
        return False
    stretches = [short[i : i + _SHINGLE] for i in range(0, len(short) - _SHINGLE + 1, _STEP)]
    shingles = {long[i : i + _SHINGLE] for i in range(len(long) - _SHINGLE + 1)}
    return sum(stretch in shingles for stretch in stretches) >= _SAME * len(stretches)


def _with_copy(part: Part, copy: Part) -> Part:
    place = copy.text.place(0)
    gone = Dropped(copy.text.characters.strip(), "second copy", place)
    text = replace(part.text, dropped=(*part.text.dropped, *copy.text.dropped, gone))
    doubt = Doubt(
        "second-copy", "the file holds the document twice; the second copy is passed over", place.page, place.line
    )
    return replace(part, text=text, doubts=(*part.doubts, doubt))
