"""Score what `policytext trace` says each clause became in one local document."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from scoring.likeness import fold, fold_title, score_coverage, score_dice
from scoring.tally import Tally

Json = dict[str, Any]
STATUSES = ("verbatim", "adapted", "absent")
KINDS = {"deadline": "quantity"}
"""The annotation tells a changed deadline as a changed quantity."""


def find_local(trace: Json, part: str) -> str:
    """Give the id of the one held document whose title has the part."""
    held = [d["id"] for d in trace["documents"] if d["held"] and fold_title(part) in fold_title(d["title"])]
    if len(held) != 1:
        raise LookupError(f"{len(held)} held documents of the trace have a title with {part!r}")
    return str(held[0])


def find_clause(text: str, clauses: Sequence[tuple[str, str]]) -> str | None:
    """Give the id of the clause that holds an annotated unit; None where none holds four fifths of it."""
    best = max(clauses, default=None, key=lambda c: score_coverage(text, c[1]) + 0.1 * score_dice(text, c[1]))
    return best[0] if best and score_coverage(text, best[1]) >= 0.8 else None


def match_treatments(units: list[Json], rows: list[Json], trace: Json, part: str) -> Iterator[tuple[Json, str, Json]]:
    """Yield row, name and treatment of each annotated unit; an empty treatment where the trace has none."""
    local = find_local(trace, part)
    clauses = [(str(c["id"]), fold(c["text"])) for c in trace["clauses"]]
    treatments = {t["clause"]: t for t in trace["treatments"] if t["document"] == local}
    texts = {u["id"]: fold(u["text"]) for u in units}
    for row in rows:
        if row.get("sure") is not False:
            text = texts[row["id"]]
            yield row, f"{row['id']} {text[:30]}", treatments.get(find_clause(text, clauses), {})


def tally_status(owed: str, said: str | None, name: str) -> Iterator[tuple[str, Tally]]:
    """Yield what one unit adds to the measures of its own status, of the one said, and of presence."""
    if owed == said:
        yield owed, Tally(hits=(name,))
    else:
        yield owed, Tally(missed=(name,))
        if said in STATUSES:
            yield said, Tally(wrong=(name,))
    present = said in STATUSES[:2]
    if owed != "absent":
        yield "present", Tally(hits=(name,)) if present else Tally(missed=(name,))
    elif present:
        yield "present", Tally(wrong=(name,))


def has_span(row: Json, treatment: Json) -> bool:
    """Tell whether the spans hold half of the annotated passage without being much longer than all passages."""
    here = "".join(fold(span["text"]) for span in treatment.get("spans") or [])
    passages = "".join(map(fold, [row["quote"], *(row.get("more") or [])]))
    return bool(here) and score_coverage(fold(row["quote"]), here) >= 0.5 and len(here) <= 3 * len(passages) + 20


def find_changes(row: Json) -> Iterator[tuple[str, str, str]]:
    """Yield kind and both ends of the changes that a row records."""
    for kind, key in (("slogan", "slogan_change"), ("quantity", "quantity")):
        for change in filter(None, [row.get(key), *(row.get(f"{key}_more") or [])]):
            yield kind, fold(change["from"]), fold(change["to"])


def is_change(owed: tuple[str, str, str], said: Json) -> bool:
    """Tell whether a change has the kind and holds both ends, or most of them, of the annotated one."""
    ends = [fold(end.get("text") if isinstance(end, dict) else end) for end in (said.get("from"), said.get("to"))]
    near = (score_coverage(o, s) >= 0.6 or (s and s in o) for o, s in zip(owed[1:], ends, strict=True))
    return KINDS.get(said["kind"], said["kind"]) == owed[0] and all(near)


def find_tallies(row: Json, name: str, treatment: Json) -> Iterator[tuple[str, Tally]]:
    """Yield what one unit adds to each measure."""
    yield from tally_status(row["status"], treatment.get("status"), name)
    if row["status"] == "absent":
        return
    yield "span_hit", Tally(hits=(name,)) if has_span(row, treatment) else Tally(missed=(name,))
    for change in find_changes(row):
        label = (f"{name}: {change[1]} → {change[2]}",)
        found = any(is_change(change, said) for said in treatment.get("changes") or [])
        yield "changes", Tally(hits=label) if found else Tally(missed=label)


def score_treatments(units: list[Json], rows: list[Json], trace: Json, part: str) -> dict[str, Tally]:
    """Measure the treatments (落实方式) in the local document whose title has the part."""
    total: dict[str, Tally] = defaultdict(Tally)
    for row, name, treatment in match_treatments(units, rows, trace, part):
        for measure, tally in find_tallies(row, name, treatment):
            total[measure] += tally
    return dict(total)


def score_macro(tallies: dict[str, Tally]) -> float:
    """Give the mean F1 of the three statuses, which counts the rare ones as much as the common."""
    return round(sum(tallies.get(status, Tally()).f1 for status in STATUSES) / len(STATUSES), 4)
