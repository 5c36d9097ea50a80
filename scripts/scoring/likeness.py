"""When two strings are the same thing, written differently."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

UNHEARD = str.maketrans("", "", "\"'“”‘’「」『』*#")
"""Quotation marks and a converter's marks, which annotators and documents set as they like."""
SEPARATORS = re.compile(r"[《》〈〉<>、,，·]")


def fold(text: object) -> str:
    """Bring a text to the form in which texts are compared; nothing becomes ""."""
    plain = unicodedata.normalize("NFKC", str(text or ""))
    return "".join(plain.split()).translate(UNHEARD)


def fold_title(title: object) -> str:
    """Fold a title, without the brackets and separators that writers vary."""
    return SEPARATORS.sub("", fold(title))


def count_bigrams(text: str) -> Counter[str]:
    """Count the pairs of neighbouring characters; a shorter text counts as one piece."""
    return Counter(map("".join, pairwise(text))) or Counter([text])


def score_coverage(part: str, whole: str) -> float:
    """Measure the share, 0 to 1, of the part's bigrams that the whole has too."""
    ours = count_bigrams(part)
    return (ours & count_bigrams(whole)).total() / max(1, ours.total())


def score_dice(left: str, right: str) -> float:
    """Measure the likeness of two texts by their bigrams, 0 to 1; symmetric."""
    a, b = count_bigrams(left), count_bigrams(right)
    return 2 * (a & b).total() / max(1, a.total() + b.total())
