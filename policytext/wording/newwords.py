"""New words (新词): runs of characters that hold together and stand among many others, whatever a dictionary says."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.structure.document import Document

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_EDGE = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWord:
    """A run of characters that may be a word."""

    text: str
    count: int
    cohesion: float
    """Least pointwise mutual information over the ways to cut it in two, in bits."""
    left_entropy: float
    """Entropy of the characters before it, in bits."""
    right_entropy: float


def find_new_words(
    documents: Sequence[Document], *, longest: int = 5, least: int = 5, cohesion: float = 4.0, entropy: float = 1.0
) -> Table[NewWord]:
    """Return runs of two to `longest` characters that hold together and whose neighbours vary, the most frequent first.

    Parameters
    ----------
    documents : sequence of Document
    longest : int, default 5
        Characters of the longest run.
    least : int, default 5
        Count from which a run is looked at.
    cohesion, entropy : float
        The least that a run must have: pointwise mutual information, and entropy on either side, in bits.

    References
    ----------
    Pointwise mutual information: Church & Hanks (1990), Word association norms. Entropy on both sides: Jin &
    Tanaka-Ishii (2006), Unsupervised segmentation of Chinese text by use of branching entropy.

    Raises
    ------
    ValueError
        If `longest` is below 2.
    """
    if longest < 2:
        raise ValueError(f"longest must be at least 2, got {longest}")
    runs = [run for d in documents for run in _HAN.findall(d.text.characters)]
    counts = Counter(run[i : i + n] for run in runs for n in range(1, longest + 1) for i in range(len(run) - n + 1))
    asked = {text for text, n in counts.items() if len(text) > 1 and n >= least}
    sides = _neighbours(runs, asked, longest)
    total = sum(map(len, runs))
    rows = (_measure(text, counts, total, sides[text]) for text in asked)
    kept = (r for r in rows if r.cohesion >= cohesion and min(r.left_entropy, r.right_entropy) >= entropy)
    return Table(sorted(kept, key=lambda r: (-r.count, r.text)), NewWord)


def _neighbours(runs: Sequence[str], asked: set[str], longest: int) -> dict[str, tuple["Counter[str]", "Counter[str]"]]:
    """Return the characters before and behind each run; where a mark stands there, each time another one."""
    sides: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for run in runs:
        for text, i in _places(run, asked, longest):
            sides[text][0][run[i - 1] if i else _EDGE] += 1
            end = i + len(text)
            sides[text][1][run[end] if end < len(run) else _EDGE] += 1
    return sides


def _places(run: str, asked: set[str], longest: int) -> Iterator[tuple[str, int]]:
    for n in range(2, longest + 1):
        for i in range(len(run) - n + 1):
            if run[i : i + n] in asked:
                yield run[i : i + n], i


def _measure(text: str, counts: "Counter[str]", total: int, sides: tuple["Counter[str]", "Counter[str]"]) -> NewWord:
    cuts = ((counts[text[:i]], counts[text[i:]]) for i in range(1, len(text)))
    together = min(math.log2(counts[text] * total / (a * b)) for a, b in cuts)
    left, right = (find_entropy(side) for side in sides)
    return NewWord(
        text=text,
        count=counts[text],
        cohesion=round(together, 4),
        left_entropy=round(left, 4),
        right_entropy=round(right, 4),
    )


def find_entropy(counts: "Counter[str]") -> float:
    """Return the entropy of counts in bits; marks and line ends count as a character of their own each time.

    Examples
    --------
    >>> find_entropy(Counter("aabb")), find_entropy(Counter("aaaa"))
    (1.0, 0.0)
    """
    edges = counts[_EDGE]
    sizes = [n for text, n in counts.items() if text != _EDGE] + [1] * edges
    whole = sum(sizes)
    return sum(n / whole * math.log2(whole / n) for n in sizes) if whole else 0.0
