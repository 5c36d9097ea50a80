"""Score the changes inside treatments against gold that holds offsets and hashes, and no sentence.

A change is found if one of its kind is told of the same clause whose places overlap the annotated ones, a side that
one lacks lacking in the other as well. One that meets no annotated change, sure or not, is wrong. Readers differ in the
kind of a change, and whether to quote one side or both: so the same is counted with the kind aside (`kindless`), and
asking no more than that one side overlaps (`touching`).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from scoring.tally import Tally, is_unsure

Json = dict[str, Any]


def read_quote(text: str, place: Json) -> str:
    """Return what stands in an annotated place; an error if the text is not the one that was annotated."""
    quote = text[place["start"] : place["end"]]
    if not hashlib.sha256(quote.encode()).hexdigest().startswith(place["sha256"]):
        raise LookupError(f"characters {place['start']} to {place['end']} are not those that were annotated")
    return quote


def read_offsets(gold: Json, upper: str, lower: str) -> tuple[list[Json], list[Json]]:
    """Return units and rows of an alignment with their quotes, read from the texts of directive and local document."""
    units = [{"id": unit["id"], "text": read_quote(upper, unit)} for unit in gold["units"]]
    rows = []
    for row in gold["rows"]:
        quotes = [read_quote(lower, span) for span in row["spans"]]
        for change in row["changes"]:
            check_change(change, upper, lower)
        rows.append({**row, "quote": quotes[0] if quotes else None, "more": quotes[1:]})
    return units, rows


def check_change(change: Json, upper: str, lower: str) -> None:
    """Raise an error if a change's places are not those that were annotated."""
    for side, text in (("from", upper), ("to", lower)):
        if change[side]:
            read_quote(text, change[side])


def is_met(owed: Json, said: Json) -> bool:
    """Tell whether a change told is the annotated one: kind, and an overlap on each side that there is."""
    return bool(owed["kind"] == said["kind"]) and all(_overlaps(owed[side], said[side]) for side in ("from", "to"))


def is_met_kindless(owed: Json, said: Json) -> bool:
    """Tell the same, whatever kind either is of."""
    return all(_overlaps(owed[side], said[side]) for side in ("from", "to"))


def is_touched(owed: Json, said: Json) -> bool:
    """Tell whether a change told has a place in common with the annotated one."""
    return any(owed[side] and said[side] and _overlaps(owed[side], said[side]) for side in ("from", "to"))


LEVELS: dict[str, Callable[[Json, Json], bool]] = {"": is_met, "_kindless": is_met_kindless, "_touching": is_touched}


def _overlaps(owed: Json | None, said: Json | None) -> bool:
    if owed is None or said is None:
        return owed is said
    return bool(max(owed["start"], said["start"]) < min(owed["end"], said["end"]))


def pair_clauses(gold: Json, trace: Json, local: str) -> Iterator[tuple[str, list[Json], list[Json]]]:
    """Yield id, annotated changes and told changes of each clause of the directive."""
    clauses = trace["clauses"]
    units = {unit["id"]: unit for unit in gold["units"]}
    owed: dict[str, list[Json]] = defaultdict(list)
    for row in gold["rows"]:
        unit = units[row["id"]]
        home = max(clauses, key=lambda c: min(c["end"], unit["end"]) - max(c["start"], unit["start"]))
        owed[home["id"]].extend(row["changes"])
    for treatment in trace["treatments"]:
        if treatment["document"] == local:
            yield treatment["clause"], owed[treatment["clause"]], treatment["changes"]


def score_changes(gold: Json, trace: Json, local: str) -> Iterator[tuple[str, Tally]]:
    """Yield the sure changes found, in all and by kind, and how many of those told are right.

    Gold that names the kinds that its reader looked for (``kinds``) says nothing of others.
    """
    for clause, owed, told in pair_clauses(gold, trace, local):
        said = keep_kinds(gold, told)
        yield from ((measure, tally.named(clause)) for measure, tally in tally_changes(owed, said))


def keep_kinds(gold: Json, told: list[Json]) -> list[Json]:
    """Return the changes of the kinds that the gold's reader looked for: all where it names none."""
    return [change for change in told if change["kind"] in gold.get("kinds", (change["kind"],))]


def tally_changes(owed: list[Json], said: list[Json]) -> Iterator[tuple[str, Tally]]:
    """Yield what the changes of one clause add to each measure."""
    for change in (c for c in owed if not is_unsure(c)):
        for level, meets in LEVELS.items():
            found = _tally(change, any(meets(change, s) for s in said), "missed")
            yield f"changes_found{level}", found
            if not level:
                yield f"{change['kind']}_found", found
    for change in said:
        for level, meets in LEVELS.items():
            yield f"changes_right{level}", _tally(change, any(meets(o, change) for o in owed), "wrong")


def _tally(change: Json, hit: bool, otherwise: str) -> Tally:
    name = (f"{change['kind']} {_places(change)}",)
    return Tally(hits=name) if hit else Tally(**{otherwise: name})


def _places(change: Json) -> str:
    return " → ".join(f"{change[s]['start']}-{change[s]['end']}" if change[s] else "nothing" for s in ("from", "to"))
