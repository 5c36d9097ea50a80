"""Word vectors (词向量): words that are used in the same company have like ones, 完善 and 健全, 举报 and 投诉.

They were learned from the wording of public policy documents (`scripts/learn_vectors.py`); the file holds words,
numbers and their source, and no sentence. Words are cut by the longest that the file has.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Numbers = numpy.ndarray[Any, numpy.dtype[Any]]

_FILE = "word-vectors.npz"
_EVERYWHERE = 0.001
"""Share of all words above which a word tells little of what a text is about; Arora, Liang & Ma (2017)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordVectors:
    """Words, each with a vector and how much it tells."""

    numbers: Mapping[str, int]
    """Word → its row."""
    rows: "Numbers"
    """Shape (words, dimensions), each row of length 1."""
    information: "Numbers"
    """−ln p of each word, p its share of all words."""
    weights: "Numbers"
    """a / (a + p) of each word, a = 0.001: its weight in what a text is about."""
    source: str
    """What they were learned from."""
    lengths: Mapping[str, Sequence[int]]
    """Letter → how long the words are that begin with it, longest first."""

    def cut(self, run: str) -> Iterator[int]:
        """Yield the numbers of a run's words in order, the longest that fits each time; others are passed over."""
        at, numbers, lengths = 0, self.numbers, self.lengths
        while at < len(run):
            for length in lengths.get(run[at], ()):
                number = numbers.get(run[at : at + length])
                if number is not None:
                    yield number
                    at += length
                    break
            else:
                at += 1


@cache
def load_vectors() -> WordVectors:
    """Return the vectors that the package ships."""
    return read_vectors(files("policytext.lexicons").joinpath(_FILE).read_bytes())


def read_vectors(content: bytes) -> WordVectors:
    """Return the vectors of a file of them.

    Parameters
    ----------
    content : bytes
        An .npz archive: `words`, `counts` (int, of each), `vectors` (int8, shape (words, dimensions)), `total` (of all
        words counted) and `source`.

    Raises
    ------
    ValueError
        If a word has no count or a vector of zeros alone.
    """
    import numpy as np

    with np.load(BytesIO(content), allow_pickle=False) as table:
        rows = table["vectors"].astype(np.float32)
        shares = table["counts"] / int(table["total"])
        words, source = str(table["words"]).split(), str(table["source"])
    if not (shares.all() and rows.any(axis=1).all()):
        raise ValueError("expected a count and a vector other than nought of every word")
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        lengths[word[0]].add(len(word))
    return WordVectors(
        numbers={word: number for number, word in enumerate(words)},
        lengths={letter: sorted(own, reverse=True) for letter, own in lengths.items()},
        rows=rows,
        information=-np.log(shares).astype(np.float32),
        weights=(_EVERYWHERE / (_EVERYWHERE + shares)).astype(np.float32),
        source=source,
    )
