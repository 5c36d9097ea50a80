"""How strongly a measure binds (情态): words of the lexicon `modality.toml`, each with its strength."""

import re
from functools import cache

from policytext.lexicons import load_lexicon

PLAIN = 3
"""Strength of a measure without a modality word."""
VERBS = ("支持", "引导", "研究", "试点")
"""Weak words that, leading a measure, are most often what is to be done: 支持社会组织承接服务."""

AUXILIARIES = ("可以", "原则上", "有条件的", "力争", "争取")
"""Weak words that are no verbs: they set the strength of what they stand before, wherever that is."""


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


def strength_of(letters: str) -> int:
    """Return the strength of the strongest modality word; `PLAIN` where there is none.

    Of weak words (鼓励, 探索) those that are most often what is to be done (`VERBS`) count only by themselves.
    """
    if letters in strengths():
        return strengths()[letters]
    words = [w for w in modality_words().findall(letters) if strengths()[w] > PLAIN or w not in VERBS]
    return max((strengths()[w] for w in words), default=PLAIN)
