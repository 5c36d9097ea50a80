"""Score which documents a trace holds together, and by which relation."""

from typing import Any

from scoring.likeness import fold, fold_title
from scoring.tally import Tally

Json = dict[str, Any]


def is_document(gold: Json, said: Json) -> bool:
    """Tell whether two records mean one document: the same number, or a title that holds the other."""
    (number, title), (other_number, other_title) = (
        (fold(d.get("number")), fold_title(d.get("title"))) for d in (gold, said)
    )
    if number and number == other_number:
        return True
    return bool(title and other_title) and (title in other_title or other_title in title)


def score_links(links: list[Json], trace: Json) -> dict[str, Tally]:
    """Measure the explicit links whose upper end stands in the trace: found at all, and with the right relation."""
    documents = {d["id"]: d for d in trace["documents"]}
    edges = [e for e in trace["edges"] if e["from"] in documents and e["to"] in documents]
    total = {"links": Tally(), "relations": Tally()}
    for link in links:
        if not link.get("explicit", True) or not any(is_document(link["to"], d) for d in documents.values()):
            continue
        ends = (link["from"], link["to"])
        met = [
            e for e in edges if all(is_document(g, documents[e[k]]) for g, k in zip(ends, ("from", "to"), strict=True))
        ]
        name = (" → ".join(str(end.get("number") or end.get("title")) for end in ends),)
        related = any(e["relation"] == link["relation"] for e in met)
        total["links"] += Tally(hits=name) if met else Tally(missed=name)
        total["relations"] += Tally(hits=name) if related else Tally(missed=name)
    return total
