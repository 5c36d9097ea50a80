"""How strongly a measure binds (情态): words of the lexicon `modality.toml`, each with its strength."""

import re
from functools import cache

from policytext.lexicons import load_lexicon
from policytext.lexicons.patterns import any_of, find_words

# Words of the lexicon are functions elsewhere; these few are read with the module, for they are compared, not searched.
PLAIN = 3.0
"""Strength of a measure without a modality word."""
VERBS = find_words("modality", "role", "verb")
"""Weak words that, leading a measure, are most often what is to be done: 支持社会组织承接服务."""
ENCOURAGED = find_words("modality", "role", "encourages")
"""Weak words that speak to somebody."""
AUXILIARIES = find_words("modality", "role", "auxiliary")
"""Weak words that are no verbs: they set the strength of what they stand before, wherever that is."""

_STEP = 0.25
"""What a step within one strength counts: 鼓励 → 鼓励和支持."""
_JOINTS = "和与、并"


@cache
def find_role(*names: str) -> tuple[str, ...]:
    """Return the words that do so in a sentence (`[[role]]` of the lexicon): forbids, encourages.

    Raises
    ------
    KeyError
        If the lexicon has no role of one of the names.
    """
    return tuple(word for name in names for word in find_words("modality", "role", name))


def any_role(*names: str) -> str:
    """Return a pattern for any of these words, where it may stand.

    Raises
    ------
    KeyError
        If the lexicon has no role of one of the names.
    """
    return any_of("modality", "role", *names)


@cache
def strengths() -> dict[str, float]:
    """Return each modality word (情态词) with its strength."""
    lexicon = load_lexicon("modality")
    values = {word: float(group["value"]) for group in lexicon["strength"] for word in group["words"]}
    for order in lexicon["order"]:
        for word, step in ((word, step) for step, words in enumerate(order["steps"]) for word in words):
            values[word] += _STEP * (step - 1)
    return values


@cache
def modality_words() -> re.Pattern[str]:
    """Return a pattern of the modality words of two letters and more, the longest first.

    应当受理而不受理的, 其应当承担的费用: what somebody is described by binds nobody.
    """
    words = sorted((w for w in strengths() if len(w) > 1), key=len, reverse=True)
    owed = any_role("described")
    return re.compile(f"(?!应当.{{1,8}}而[不未]|应当{owed}的|(?<=其)应当)(?:{'|'.join(words)})")


def strength_of(letters: str) -> float:
    """Return the strength of the strongest modality word; `PLAIN` where there is none.

    Of weak words (鼓励, 探索) those that are most often what is to be done (`VERBS`) count only beside nothing else.

    Examples
    --------
    >>> strength_of("鼓励和支持") > strength_of("鼓励支持村民参加") == strength_of("鼓励")
    True
    """
    if letters in strengths():
        return strengths()[letters]
    words = modality_words().findall(letters)
    if modality_words().sub("", letters).strip(_JOINTS):
        words = [word for word in words if strengths()[word] > PLAIN or word not in VERBS]
    return max((strengths()[word] for word in words), default=PLAIN)
