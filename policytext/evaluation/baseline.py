"""A baseline for treatments: the cosine of TF-IDF weighted character bigrams, thresholds tuned on the gold."""

from collections.abc import Mapping, Sequence

from policytext.structure.document import Document
from policytext.tracing.clauses import find_clauses
from policytext.tracing.values import Status

METHOD = "TF-IDF cosine (char bigrams, thresholds tuned on this gold)"
_STEPS = 40
Owed = Sequence[tuple[int | None, str]]


def tell_by_cosine(clauses: Sequence[str], local: Document, owed: Owed) -> dict[int, str]:
    """Return a status for each clause, by its likeness to the local sentence most like it.

    The two thresholds, from which a clause counts as adapted and as verbatim, are those that give the highest mean F1
    of the statuses on `owed`, the very gold that is scored: the baseline at its best, better than anyone who has to
    choose thresholds beforehand can have it.

    Parameters
    ----------
    clauses : sequence of str
    local : Document
    owed : sequence of (position of the clause or None, status)
    """
    likeness = find_likeness(clauses, local)
    return tell_by_thresholds(likeness, *choose_thresholds([(likeness, owed)]))


def find_likeness(clauses: Sequence[str], local: Document) -> list[float]:
    """Return the cosine of each clause with the local sentence most like it, from 0 to 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy

    sentences = [clause.text for clause in find_clauses(local)]
    if not clauses or not sentences:
        return [0.0] * len(clauses)
    weigher = TfidfVectorizer(analyzer="char", ngram_range=(2, 2))
    try:
        weights = weigher.fit_transform([*clauses, *sentences])
    except ValueError:  # no text has two characters
        return [0.0] * len(clauses)
    cosines = weights[: len(clauses)] @ weights[len(clauses) :].T
    return [float(row.max()) for row in cosines.toarray()]


def choose_thresholds(annotated: Sequence[tuple[Sequence[float], Owed]]) -> tuple[float, float]:
    """Return the two thresholds that give the highest mean F1 over some annotated pairs of documents.

    Parameters
    ----------
    annotated : sequence of (likeness of each clause, what is owed)
        One a pair of documents; each counts alike, however many clauses it has.

    Returns
    -------
    (float, float)
        From which likeness a clause counts as adapted, and from which as verbatim.
    """
    steps = [n / _STEPS for n in range(1, _STEPS + 2)]
    pairs = [(low, high) for low in steps for high in steps if low <= high]
    return max(pairs, key=lambda pair: sum(_score(tell_by_thresholds(told, *pair), owed) for told, owed in annotated))


def tell_by_thresholds(likeness: Sequence[float], low: float, high: float) -> dict[int, str]:
    """Return a status for each clause: adapted from `low`, verbatim from `high`."""
    ranks = (Status.ABSENT.value, Status.ADAPTED.value, Status.VERBATIM.value)
    return {i: ranks[(value >= low) + (value >= high)] for i, value in enumerate(likeness)}


def _score(told: Mapping[int, str], owed: Owed) -> float:
    """Return the mean F1 of the statuses."""
    pairs = [(status, told[i]) for i, status in owed if i is not None]
    total = 0.0
    for status in Status:
        hits = sum(want == got == status.value for want, got in pairs)
        sides = sum((want == status.value) + (got == status.value) for want, got in pairs)
        total += 2 * hits / sides if sides else 0.0
    return total / len(Status)
