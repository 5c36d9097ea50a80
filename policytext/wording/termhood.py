"""Terms (术语): words and phrases by how much they say of a document, or of the language of a corpus."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.frames import Table
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.wording.words import Word, WordList, list_words

_LONGEST = 5
"""Words of the longest phrase."""
_GAP = 1
"""Characters that may stand between two words of a phrase: none but a mark would be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a document, with how much it says of it and where it stands."""

    document: str
    text: str
    count: int
    score: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of a corpus with its C-value."""

    text: str
    words: int
    count: int
    nested: int
    """How often it stands within a longer candidate."""
    c_value: float


def rank_terms(documents: Sequence[Document], *, top: int = 20, known: Iterable[str] = ()) -> Table[Term]:
    """Rank the words of each document by TF-IDF against the others.

    Parameters
    ----------
    documents : sequence of Document
    top : int, default 20
        Terms told a document, the most telling first.
    known : iterable of str
        Words of the field that are kept whole.

    References
    ----------
    Spärck Jones (1972), A statistical interpretation of term specificity; smoothed and normalised as in scikit-learn.

    Raises
    ------
    ValueError
        If `top` is below 1.
    """
    _check(top)
    lists = list_words(documents, known=known)
    if not any(map(len, lists)):
        return Table((), Term)
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy

    vectorizer = TfidfVectorizer(analyzer=lambda found: found)
    weights = vectorizer.fit_transform([words.texts for words in lists])
    vocabulary = vectorizer.get_feature_names_out()
    scored = (
        (words, {str(vocabulary[i]): float(weight) for i, weight in zip(row.indices, row.data, strict=True)})
        for words, row in zip(lists, weights, strict=True)
    )
    return Table((term for words, scores in scored for term in _best(words, scores, top)), Term)


def rank_by_textrank(
    documents: Sequence[Document], *, top: int = 20, window: int = 5, known: Iterable[str] = ()
) -> Table[Term]:
    """Rank the words of each document by their place among the words around them; needs no other documents.

    Parameters
    ----------
    documents : sequence of Document
    top : int, default 20
    window : int, default 5
        Two words are neighbours where fewer words than this lie between their places.
    known : iterable of str
        Words of the field that are kept whole.

    References
    ----------
    Mihalcea & Tarau (2004), TextRank: bringing order into texts. Edges weighted by count, damping 0.85.

    Raises
    ------
    ValueError
        If `top` is below 1 or `window` below 2.
    """
    _check(top)
    if window < 2:
        raise ValueError(f"window must be at least 2, got {window}")
    lists = list_words(documents, known=known)
    return Table((t for words in lists for t in _best(words, _page_rank(words.texts, window), top)), Term)


def _check(top: int) -> None:
    if top < 1:
        raise ValueError(f"top must be at least 1, got {top}")


def _page_rank(texts: Sequence[str], window: int) -> Mapping[str, float]:
    import networkx  # heavy

    pairs = Counter(
        tuple(sorted((texts[i], texts[j])))
        for i in range(len(texts))
        for j in range(i + 1, min(i + window, len(texts)))
        if texts[i] != texts[j]
    )
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(texts)
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in pairs.items())
    found: Mapping[str, float] = networkx.pagerank(graph) if len(graph) else {}
    return found


def _best(words: WordList, scores: Mapping[str, float], top: int) -> Iterator[Term]:
    places: dict[str, list[Span]] = defaultdict(list)
    for word in words.words:
        places[word.text].append(word.span)
    for text in sorted(scores, key=lambda text: (-scores[text], text))[:top]:
        spans = tuple(places[text])
        yield Term(document=words.document, text=text, count=len(spans), score=round(scores[text], 4), spans=spans)


def rank_phrases(
    documents: Sequence[Document], *, top: int = 50, least: int = 3, known: Iterable[str] = ()
) -> Table[Phrase]:
    """Rank the phrases of two to five words of a corpus by C-value: frequent, long, and not only part of longer ones.

    Parameters
    ----------
    documents : sequence of Document
    top : int, default 50
    least : int, default 3
        Count from which a phrase is a candidate.
    known : iterable of str
        Words of the field that are kept whole.

    References
    ----------
    Frantzi, Ananiadou & Mima (2000), Automatic recognition of multi-word terms: the C-value/NC-value method.

    Raises
    ------
    ValueError
        If `top` is below 1.
    """
    _check(top)
    counts: Counter[tuple[str, ...]] = Counter()
    for words in list_words(documents, known=known):
        counts.update(_candidates(words.words))
    kept = {words: n for words, n in counts.items() if n >= least}
    phrases = (_phrase(words, kept[words], longer) for words, longer in _nestings(kept).items())
    return Table(sorted(phrases, key=lambda p: (-p.c_value, p.text))[:top], Phrase)


def _candidates(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words that stand side by side, nothing between them."""
    for i in range(len(words)):
        for j in range(i + 1, min(i + _LONGEST, len(words))):
            if words[j].span.start - words[j - 1].span.end >= _GAP:
                break
            yield tuple(word.text for word in words[i : j + 1])


def _nestings(counts: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], list[int]]:
    """Return for each candidate the counts of the longer candidates that hold it."""
    longer: dict[tuple[str, ...], list[int]] = {words: [] for words in counts}
    for words, n in counts.items():
        inner = {words[i:j] for i in range(len(words)) for j in range(i + 2, len(words) + 1)} - {words}
        for part in inner & counts.keys():
            longer[part].append(n)
    return longer


def _phrase(words: tuple[str, ...], count: int, longer: Sequence[int]) -> Phrase:
    free = count - sum(longer) / len(longer) if longer else count
    score = round(math.log2(len(words)) * free, 4)
    return Phrase(text="".join(words), words=len(words), count=count, nested=sum(longer), c_value=score)
