#!/usr/bin/env python3
"""Learn vectors of words (词向量) from a folder of documents: words used in the same company get like ones.

Counted is how often two words stand within `REACH` words of each other in a sentence, nearer ones for more; that they
do so more often than by chance (positive pointwise mutual information) is told by `DIMENSIONS` numbers a word
(truncated singular value decomposition). No document of an annotated pair is learned from, so that what is measured
on these is fair. Levy, Goldberg & Dagan (2015), Improving distributional similarity with lessons learned from word
embeddings.

    uv run scripts/learn_vectors.py FOLDER …            # look at a few words
    uv run scripts/learn_vectors.py FOLDER … --write    # and write policytext/lexicons/word-vectors.npz
"""

import argparse
import io
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from learn_signs import find_pairs
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

import policytext as pt
from policytext.wording.vectors import read_vectors
from policytext.wording.words import cut_words

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "policytext" / "lexicons" / "word-vectors.npz"
REACH = 8
DIMENSIONS = 200
LEAST_OFTEN = 5
"""Occurrences of a word that is learned."""
LEAST_DOCUMENTS = 3
"""Documents that have it: what one office says is no usage."""
SMOOTHING = 0.75
"""Power of the counts of words in whose company a word stands: makes rare ones less telling."""
STRETCH = 0.25
"""Power of the singular values."""
LENGTHS = range(4, 401)
"""Letters of a sentence that is read."""
SHOWN = ("完善", "举报", "表彰", "噪声", "养老", "补贴")
_ENDS = re.compile("[。；！？]|\n")
_WORD = re.compile("[\u4e00-\u9fff]+")


def read_sentences(folders: Iterable[Path]) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence of some folders' documents once, as words, with the document's id."""
    annotated = {part.document.id for pair in find_pairs() for part in (pair.upper.annotated, pair.lower)}
    known: set[str] = set()
    for item in chain.from_iterable(map(pt.load_corpus, folders)):
        if item.document.id in annotated:
            continue
        for sentence in map("".join, map(str.split, _ENDS.split(item.document.text.characters))):
            if len(sentence) in LENGTHS and sentence not in known:
                known.add(sentence)
                yield item.document.id, [word for word in cut_words(sentence) if _WORD.fullmatch(word)]


def choose_words(sentences: Sequence[tuple[str, Sequence[str]]]) -> Counter[str]:
    """Return the words that are learned, with how often they stand in all documents."""
    homes: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for document, words in sentences:
        counts.update(words)
        for word in words:
            homes[word].add(document)
    kept = (w for w, n in counts.most_common() if n >= LEAST_OFTEN and len(homes[w]) >= LEAST_DOCUMENTS)
    return Counter({word: counts[word] for word in kept})


def count_company(sentences: Collection[Sequence[str]], numbers: Mapping[str, int]) -> csr_array[Any]:
    """Return how often each word stands near each, 1/d for d words apart."""
    rows = [np.array([numbers.get(word, -1) for word in words], dtype=np.intp) for words in sentences]
    near = csr_array((len(numbers), len(numbers)))
    for apart in range(1, REACH + 1):
        first, second = (np.concatenate(side) for side in ([r[:-apart] for r in rows], [r[apart:] for r in rows]))
        known = (first >= 0) & (second >= 0)
        # Places that are named twice are summed.
        near += csr_array((np.full(known.sum(), 1 / apart), (first[known], second[known])), shape=near.shape)
    return csr_array(near + near.T)


def decompose(near: csr_array[Any]) -> NDArray[np.float64]:
    """Return a vector for each word."""
    total, table = near.sum(axis=0), near.tocoo()
    chances = total**SMOOTHING / (total**SMOOTHING).sum()
    told = np.log(table.data / (total[table.row] * chances[table.col]))
    kept = told > 0
    rows, strengths, _ = svds(
        csr_array((told[kept], (table.row[kept], table.col[kept])), shape=near.shape), k=DIMENSIONS, random_state=0
    )
    vectors: NDArray[np.float64] = rows * strengths**STRETCH
    return vectors


def render(words: Counter[str], total: int, vectors: NDArray[np.float64], source: str) -> bytes:
    """Return the file's content, each vector as whole numbers from −127 to 127."""
    content = io.BytesIO()
    whole = np.rint(127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
    counts = np.array(list(words.values()), dtype=np.int32)
    np.savez_compressed(
        content, words=np.array("\n".join(words)), counts=counts, vectors=whole, total=total, source=np.array(source)
    )
    return content.getvalue()


def main() -> None:
    """Learn, show, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write {VECTORS.relative_to(ROOT)}")
    options = parser.parse_args()
    sentences = list(read_sentences(options.folders))
    words = choose_words(sentences)
    vectors = decompose(count_company([own for _, own in sentences], {word: n for n, word in enumerate(words)}))
    documents = len({document for document, _ in sentences})
    source = f"{documents} public policy documents, regulations and work reports, {len(sentences)} sentences"
    content = render(words, sum(len(own) for _, own in sentences), vectors, source)
    read = read_vectors(content)
    print(f"{len(words)} words from {source}: {len(content) / 1e6:.1f} MB")
    names = list(read.numbers)
    for word in (word for word in SHOWN if word in read.numbers):
        alike = read.rows @ read.rows[read.numbers[word]]
        print(word, *(f"{names[n]} {alike[n]:.2f}" for n in np.argsort(-alike)[1:7]))
    if options.write:
        VECTORS.write_bytes(content)
        print(f"written: {VECTORS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
