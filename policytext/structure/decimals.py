"""Decimal numbering (1, 1.1, 1.1.1): how deep a marker is, and whether a document numbers its headings so."""

import itertools
import re
from collections.abc import Sequence

from policytext.markers import Marker, MarkerKind
from policytext.structure.paragraphs import Paragraph

_LEAST = 3
_FIGURE = re.compile(r"\d+|[A-H]")


def count_figures(marker: Marker) -> int:
    """Return how many figures a marker has, an annex's letter among them: its level in the outline."""
    return len(_FIGURE.findall(marker.text))


def is_decimal(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether a document is built so: at least three such markers, most of which count on from the one before."""
    figures = [
        tuple(int(f) if f.isdecimal() else ord(f) for f in _FIGURE.findall(p.marker.text))
        for p in paragraphs
        if p.marker and p.marker.kind is MarkerKind.DECIMAL and not (p.is_contents or p.is_row)
    ]
    if len(figures) < _LEAST:
        return False
    following = sum(_counts_on(one, other) for one, other in itertools.pairwise(figures))
    return 2 * following >= len(figures) - 1


def _counts_on(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Tell whether a number follows another: 1.2 → 1.3, 1.2.1, 2.1; 1.2.4 → 1.3."""
    depth = len(other)
    if depth > len(one):
        return other == (*one, 1)
    same = other[:-1] == one[: depth - 1] and other[-1] == one[depth - 1] + 1
    return same or (other[0] == one[0] + 1 and set(other[1:]) == {1})
