"""What was found, missed and wrongly said, item by item, and the figures that follow."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """The items of one measure by their outcome. An item's name tells it from its neighbours."""

    hits: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.hits + other.hits, self.missed + other.missed, self.wrong + other.wrong)

    def named(self, prefix: str) -> "Tally":
        """Put the document's name before each item's."""
        return Tally(*(tuple(f"{prefix}: {item}" for item in items) for items in (self.hits, self.missed, self.wrong)))

    @property
    def owed(self) -> int:
        """How many items the annotation has."""
        return len(self.hits) + len(self.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 1 where nothing was said and nothing owed."""
        said = len(self.hits) + len(self.wrong)
        return len(self.hits) / said if said else float(not self.owed)

    @property
    def recall(self) -> float:
        """Share of what is owed that was said."""
        return len(self.hits) / self.owed if self.owed else float(not self.wrong)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, to four places."""
        total = self.precision + self.recall
        return round(2 * self.precision * self.recall / total, 4) if total else 0.0


def is_unsure(item: dict[str, Any]) -> bool:
    """Tell whether the annotators left an item open: it is then neither owed nor wrong."""
    return bool(item.get("doubtful") or item.get("definition") or item.get("sure") is False)


def tally_keys(owed: Iterable[Hashable], said: Iterable[Hashable], *, optional: Sequence[Hashable] = ()) -> Tally:
    """Compare two lists of keys, each key as often as it stands; optional ones are let pass."""
    gold, told = Counter(owed), Counter(said)
    told -= (told - gold) & Counter(optional)
    return Tally(*(tuple(map(_name, part.elements())) for part in (gold & told, gold - told, told - gold)))


def _name(key: Hashable) -> str:
    return " ".join(str(part) for part in key if part != "") if isinstance(key, tuple) else str(key)
