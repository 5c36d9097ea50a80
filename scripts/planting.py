"""A corpus whose truth is known: clauses of a directive planted, more and more edited, in prose that has none of them.

Directive and prose are made of the same words, those of the demo's documents, the common ones used more often, so that
they share as much by chance as texts on one subject do. Everything follows from a seed.
"""

import math
import random
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo" / "documents"
RATES = (0.0, 0.1, 0.2, 0.3, 0.4)
"""Shares of a clause's letters that are edited, document by document in turn."""
PLANTED = 10
"""Clauses in a document."""
_LEAST = 12
_COMMON = 500
_LINE = re.compile(r"^.{0,30}$|\n|^（.+?）[^。]{0,20}。", re.MULTILINE)
_CUT = re.compile(r"[，。；：、！？\s]+")
_OWN = ("结合实际，", "为此，", "")
"""What stands before a clause in its sentence; the last stands for a measure of one's own."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with the clauses planted in it."""

    text: str
    rate: float
    places: tuple[tuple[int, int, int], ...]
    """Clause, first character, character behind the last."""


@dataclass(slots=True)
class Garden:
    """What documents are made of: words with their weights, the directive's clauses, a stock of prose."""

    dice: random.Random
    words: Sequence[str]
    weights: Sequence[int]
    clauses: Sequence[str] = field(default=())
    prose: Sequence[str] = field(default=())

    def sentence(self, letters: int) -> str:
        """Make a sentence of about so many letters, with commas."""
        parts: list[str] = []
        part = ""
        while sum(map(len, parts)) + len(part) < letters:
            part += self.words[bisect(self.weights, self.dice.random() * self.weights[-1])]
            if len(part) > self.dice.randint(6, 16):
                parts.append(part)
                part = ""
        return "，".join([*parts, part] if len(part) > 3 else parts) + "。"


def plant_garden(seed: int = 5, *, characters: int = 10_000, stock: int = 20_000) -> Garden:
    """Make the directive, the demo's clauses and invented ones of 12 to 120 letters, and a stock of prose."""
    dice = random.Random(seed)
    demo = [path.read_text("utf-8") for path in sorted(DEMO.glob("0[1256]-*.txt"))]
    own, other = _count_words("\n".join(demo))
    words = [*own, *other]
    garden = Garden(dice, words, list(accumulate([*own.values(), *other.values()])))
    clauses = [s + "。" for s in re.split("[。；]", _LINE.sub("", demo[0])) if len(s) >= _LEAST]
    while sum(map(len, clauses)) < characters:
        clauses.append(garden.sentence(dice.choice((12, 20, 30, 40, 50, 60, 80, 120))))
    garden.clauses = clauses
    garden.prose = [garden.sentence(dice.randint(15, 70)) for _ in range(stock)]
    return garden


def _count_words(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """Count the text's words, and give as much weight in all to the commonest words of jieba's dictionary."""
    import jieba

    jieba.setLogLevel(60)
    cutter = jieba.Tokenizer()
    own = Counter(word for word in cutter.cut(_CUT.sub(" ", text)) if word.isalpha() and not word.isascii())
    common = sorted(((n, word) for word, n in cutter.FREQ.items() if len(word) > 1 and n > _COMMON), reverse=True)
    whole = sum(n for n, _ in common)
    return dict(sorted(own.items())), {word: math.ceil(n * own.total() / whole) for n, word in common}


def edit(garden: Garden, text: str, rate: float) -> str:
    """Change a share of the letters: half are replaced, a quarter left out, a quarter get one more behind them."""
    dice, letters = garden.dice, "".join(garden.words)
    out = []
    for letter in text:
        if not letter.isalnum() or dice.random() >= rate:
            out.append(letter)
            continue
        new, kind = dice.choice(letters), dice.random()
        out.append(new if kind < 0.5 else "" if kind < 0.75 else letter + new)
    return "".join(out)


def plant_documents(garden: Garden, count: int, *, characters: int = 6_000) -> Iterator[Planted]:
    """Yield documents, each with some clauses: alone, behind a measure of its own, merged in pairs, or parted."""
    for number in range(count):
        rate = RATES[number % len(RATES)]
        chosen = garden.dice.sample(range(len(garden.clauses)), PLANTED)
        seats = list(_seats(garden, chosen, rate))
        size = sum(len(text) for text, _ in seats)
        while size < characters:
            sentence = garden.dice.choice(garden.prose)
            seats.append((sentence, ()))
            size += len(sentence)
        garden.dice.shuffle(seats)
        yield _set_seats(seats, rate)


Seat = tuple[str, tuple[tuple[int, int, int], ...]]


def _seats(garden: Garden, chosen: Sequence[int], rate: float) -> Iterator[Seat]:
    """Yield sentences that carry the clauses: as many merged in pairs as alone, some woven in, one parted."""
    edited = [(n, edit(garden, garden.clauses[n], rate)) for n in chosen]
    for (a, left), (b, right) in (edited[:2], edited[2:4]):
        merged = left.removesuffix("。") + "，" + right
        yield merged, ((a, 0, len(left) - 1), (b, len(left), len(merged)))
    n, whole = edited[4]
    middle = whole.find("，", len(whole) // 3) + 1
    yield whole[:middle] + garden.dice.choice(garden.prose) + whole[middle:], ((n, 0, max(middle, len(whole) // 2)),)
    for n, text in edited[5:]:
        before = garden.dice.choice(_OWN) or garden.dice.choice(garden.prose).replace("。", "，")
        yield before + text, ((n, len(before), len(before) + len(text)),)


def _set_seats(seats: Sequence[Seat], rate: float) -> Planted:
    texts, places, size = [], [], 0
    for number, (text, own) in enumerate(seats):
        places += [(n, size + start, size + end) for n, start, end in own]
        texts.append(text + ("\n" if number % 5 == 4 else ""))
        size += len(texts[-1])
    return Planted("".join(texts), rate, tuple(places))
