"""Score targets (目标): whether each was found, and whether what is said of it is right."""

import json
import re
from collections.abc import Iterator
from typing import Any

from scoring.likeness import fold, score_coverage, score_dice
from scoring.tally import Tally, is_unsure

Json = dict[str, Any]


def score_fit(gold: Json, said: Json) -> float:
    """Measure how well a target fits an annotated one, 0 for not at all; kind and value count one each.

    It must hold most of the quote without being much longer, or be most of it.
    """
    quote, text = fold(gold["quote"]), fold(said["text"])
    holds = score_coverage(quote, text) >= 0.6 and len(text) <= 3 * len(quote) + 20
    if not (holds or (score_coverage(text, quote) >= 0.8 and len(text) >= 0.4 * len(quote))):
        return 0.0
    return round(score_dice(quote, text), 1) + is_kind(gold, said) + (gold.get("value") == said.get("value"))


def is_kind(gold: Json, said: Json) -> bool:
    """Tell whether the kind is the annotated one or its accepted alternative."""
    return said["kind"] in (gold["type"], gold.get("alt_type"))


def is_right(gold: Json, said: Json) -> bool:
    """Tell whether kind, status and value agree, and the deadline's figures where one is annotated."""
    due = find_figures(gold.get("deadline")) <= find_figures(said.get("deadline"))
    return is_kind(gold, said) and gold["status"] == said["status"] and gold.get("value") == said.get("value") and due


def find_figures(deadline: object) -> set[str]:
    """Give the figures of a deadline, however it is written: a year, or a span of years."""
    return set(re.findall(r"\d+", json.dumps(deadline, ensure_ascii=False))) if deadline else set()


def find_pairs(gold: list[Json], said: list[Json]) -> Iterator[tuple[int, int]]:
    """Yield one-to-one pairs, the best fit first; at a tie owed items before doubtful ones, then as they stand."""
    fits = ((score_fit(g, s), not is_unsure(g), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(said))
    free_gold, free_said = set(range(len(gold))), set(range(len(said)))
    for fit, _, i, j in sorted(fits, reverse=True):
        if fit and -i in free_gold and -j in free_said:
            free_gold.remove(-i)
            free_said.remove(-j)
            yield -i, -j


def tally_targets(gold: list[Json], said: list[Json], *, values: bool) -> Tally:
    """Compare targets: found at all, or, with `values`, found with the right values."""
    pairs = list(find_pairs(gold, said))
    pardoned = {j for i, j in pairs if is_unsure(gold[i])}
    right = [(i, j) for i, j in pairs if not is_unsure(gold[i]) and (not values or is_right(gold[i], said[j]))]
    met, used = {i for i, _ in right}, {j for _, j in right} | pardoned
    return Tally(
        tuple(gold[i]["quote"] for i, _ in right),
        tuple(g["quote"] for i, g in enumerate(gold) if i not in met and not is_unsure(g)),
        tuple(s["text"] for j, s in enumerate(said) if j not in used),
    )
