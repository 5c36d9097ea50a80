"""How near a clause and a sentence are in sense: by words that are used in the same company, whatever their letters.

健全投诉渠道 and 完善举报机制 share no letter pair, and say much the same. Word vectors (`wording/vectors.py`) tell so;
they are learned from usage, and tell opposites (鼓励, 禁止) alike too, so that nothing follows from them alone.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from policytext.spans import Span
from policytext.tracing.parts import Script
from policytext.wording.vectors import WordVectors, load_vectors

if TYPE_CHECKING:
    import threadpoolctl

    from policytext.wording.vectors import Numbers

LEAST_LIKE = 0.45
"""Cosine from which a word answers another; any two words of one subject have some."""
_STEPS = 255
"""Steps between 0 and 1 in which likeness of words is kept."""
_TOGETHER = 256
"""Sentences that are compared at a time, so that memory does not grow with the document."""
_LOCK = Lock()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Senses:
    """The words of texts, by their numbers in the vectors."""

    words: tuple["Numbers", ...]
    """Of each text, in order."""
    gists: "Numbers"
    """What each text is about: the weighted mean of its words' vectors, length 1 or 0; shape (texts, dimensions)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearness:
    """Of each clause and each sentence, shape (clauses, sentences)."""

    gist: "Numbers"
    """Cosine of what they are about."""
    answered: "Numbers"
    """Share of what the clause's words tell that like words of the sentence answer."""
    answering: "Numbers"
    """The same of the sentence's words, and the clause."""


def read_senses(script: Script, spans: Sequence[Span]) -> Senses:
    """Return the senses of clauses or sentences, whom they bind and what every penalty says included.

    References
    ----------
    Arora, Liang & Ma (2017), A simple but tough-to-beat baseline for sentence embeddings.
    """
    import numpy as np

    vectors = load_vectors()
    runs = ([script.of(part) for part in script.parts(span)] for span in spans)
    words = tuple(np.array([n for run in own for n in vectors.cut(run)], dtype=np.intp) for own in runs)
    means = [vectors.weights[own] @ vectors.rows[own] for own in words]
    gists = np.array(means, dtype=np.float32).reshape(len(words), vectors.rows.shape[1])
    lengths = np.linalg.norm(gists, axis=1, keepdims=True)
    return Senses(words=words, gists=gists / np.where(lengths > 0, lengths, 1))


def compare_senses(clauses: Senses, sentences: Senses) -> Nearness:
    """Return how near each clause is to each sentence.

    References
    ----------
    Kusner, Sun, Kolkin & Weinberger (2015), From word embeddings to document distances: each word goes to the word
    that is nearest to it (the relaxed word mover's distance), here as a share and in both directions.
    """
    # A limit holds for the process: of two threads the second would take the first's for what there was before.
    with _LOCK, _one_thread():
        return _compare(clauses, sentences)


def _compare(clauses: Senses, sentences: Senses) -> Nearness:
    import numpy as np

    gist = clauses.gists @ sentences.gists.T
    answered, answering = np.zeros_like(gist), np.zeros_like(gist)
    above, vectors = [n for n, own in enumerate(clauses.words) if len(own)], load_vectors()
    below = [n for n, own in enumerate(sentences.words) if len(own)]
    for chunk in (below[at : at + _TOGETHER] for at in range(0, len(below) if above else 0, _TOGETHER)):
        there, back = _answer([clauses.words[n] for n in above], [sentences.words[n] for n in chunk], vectors)
        answered[np.ix_(above, chunk)], answering[np.ix_(above, chunk)] = there, back
    return Nearness(gist=gist, answered=answered, answering=answering)


def _answer(
    above: Sequence["Numbers"], below: Sequence["Numbers"], vectors: WordVectors
) -> tuple["Numbers", "Numbers"]:
    """Return the share that is answered of each text above in each below, and of each below in each above."""
    import numpy as np

    (rows, in_rows), (columns, in_columns) = (_number(texts) for texts in (above, below))
    like = vectors.rows[rows] @ vectors.rows[columns].T
    like *= _STEPS
    np.rint(np.maximum(like, 0, out=like), out=like)
    # As bytes, and each a loop over texts: several times as fast as np.maximum.reduceat, which goes number by number.
    down = like.astype(np.uint8)
    down[down < round(LEAST_LIKE * _STEPS)] = 0
    up = np.ascontiguousarray(down.T)
    to_below = np.array([up[words].max(axis=0) for words in in_columns])
    to_above = np.array([down[words].max(axis=0) for words in in_rows])
    answered = [_mean(to_below[:, own], vectors.information[rows[own]]) for own in in_rows]
    answering = [_mean(to_above[:, own], vectors.information[columns[own]]) for own in in_columns]
    return np.array(answered), np.array(answering).T


@cache
def _threads() -> "threadpoolctl.ThreadpoolController":
    import threadpoolctl

    return threadpoolctl.ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """Return a context whose products of arrays take one thread: for small ones more cost more than they bring."""
    limit: AbstractContextManager[object] = _threads().limit(limits=1, user_api="blas")
    return limit


def _number(texts: Sequence["Numbers"]) -> tuple["Numbers", Sequence["Numbers"]]:
    """Return the words of some texts, each once, and each text's as places among these."""
    import numpy as np

    words, places = np.unique(np.concatenate(texts), return_inverse=True)
    return words, np.split(places, np.cumsum([len(text) for text in texts])[:-1])


def _mean(values: "Numbers", weights: "Numbers") -> "Numbers":
    mean: Numbers = values @ weights / (_STEPS * weights.sum())
    return mean
