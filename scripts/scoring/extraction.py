"""Score what `policytext extract` says of a document against its annotation."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from scoring.likeness import fold, fold_title, score_dice
from scoring.tally import Tally, is_unsure, tally_keys
from scoring.targets import tally_targets

Json = dict[str, Any]
FIELDS = ("title", "number", "kind", "level", "date", "addressee", "attachment_title")
NOTHING: Json = {"header": {}, "sections": [], "citations": [], "principles": [], "targets": [], "slogans": []}
SLACK = 6
"""A slogan may bring so many characters of its surroundings along."""


def find_document(gold: Json, said: Sequence[Json]) -> Json:
    """Choose the document that the annotation is about, by its titles; an empty one where none is near."""

    def list_titles(header: Json) -> list[str]:
        return [fold_title(header[f]) for f in ("attachment_title", "title") if header.get(f)]

    wanted = list_titles(gold["header"])
    fits = [max((score_dice(a, b) for a in wanted for b in list_titles(d["header"])), default=0.0) for d in said]
    best = max(range(len(said)), key=fits.__getitem__, default=None)
    return NOTHING if best is None or fits[best] < 0.5 else said[best]


def tally_header(gold: Json, said: Json) -> Tally:
    """Compare the fields that either side fills: each is right or missed, none is wrong besides."""
    filled = [(f, gold.get(f), said.get(f)) for f in FIELDS if gold.get(f) or said.get(f)]
    right = [f for f, want, got in filled if fold_title(want) == fold_title(got)]
    return Tally(tuple(right), tuple(f for f, _, _ in filled if f not in right))


def tally_sections(gold: list[Json], said: list[Json]) -> Tally:
    """Compare marker, heading and level of each section (章节)."""

    def list_keys(sections: list[Json]) -> list[tuple[str, str, int]]:
        return [(fold(s["marker"]), fold(s["heading"]), s["level"]) for s in sections]

    return tally_keys(list_keys(gold), list_keys(said))


def tally_principles(gold: list[Json], said: list[Json]) -> Tally:
    """Compare the names of principles (原则)."""
    sure = [fold(p["name"]) for p in gold if not is_unsure(p)]
    return tally_keys(sure, [fold(p["name"]) for p in said], optional=[fold(p["name"]) for p in gold if is_unsure(p)])


def tally_citations(gold: list[Json], said: list[Json]) -> Tally:
    """Compare citations (引用) by what they mean; `self` is believed only where it names the document itself."""

    def key(citation: Json) -> tuple[str, str]:
        return fold_title(citation.get("resolves_to") or citation.get("title")), fold(citation.get("number"))

    own = {part for c in gold if c.get("self") for part in key(c) if part}
    others = [c for c in gold if not c.get("self")]
    told = [key(c) for c in said if not (c.get("self") and own.intersection(key(c)))]
    sure = [key(c) for c in others if not is_unsure(c)]
    return tally_keys(sure, told, optional=[key(c) for c in others if is_unsure(c)])


def is_slogan(gold: Json, text: str) -> bool:
    """Tell whether a text is this slogan (提法), one of its other forms, or most of it."""
    forms = [fold(gold["text"]), *map(fold, gold.get("alt", []))]
    return any(
        (form in text and len(text) <= len(form) + SLACK) or (text in form and 2 * len(text) >= len(form))
        for form in forms
    )


def tally_slogans(gold: Json, said: list[Json]) -> Tally:
    """Compare the distinct slogans; borderline ones are let pass."""
    texts = sorted({fold(s["text"]) for s in said})
    sure = [s for s in gold["slogans"] if not is_unsure(s)]
    loose = [s for s in gold["slogans"] if is_unsure(s)]
    loose += [s if isinstance(s, dict) else {"text": s} for s in gold.get("borderline_slogans", [])]
    hits = [s["text"] for s in sure if any(is_slogan(s, t) for t in texts)]
    wrong = [t for t in texts if not any(is_slogan(s, t) for s in sure + loose)]
    return Tally(tuple(hits), tuple(s["text"] for s in sure if s["text"] not in hits), tuple(wrong))


def tally_traps(gold: Json, said: list[Json]) -> Tally:
    """Tell which strings that look like slogans and are none were kept off (hits) and which were taken."""
    texts = {fold(s["text"]) for s in said}
    traps = list(map(fold, gold.get("not_slogans", [])))
    taken = [t for t in traps if any(t in x and len(x) - len(t) <= 2 for x in texts)]
    return Tally(tuple(t for t in traps if t not in taken), tuple(taken))


def find_tallies(gold: Json, said: Json) -> Iterator[tuple[str, Tally]]:
    """Yield each measure of one document; sections and principles only where they are annotated."""
    yield "header", tally_header(gold["header"], said["header"])
    yield "citations", tally_citations(gold["citations"], said["citations"])
    if "sections" in gold:
        yield "sections", tally_sections(gold["sections"], said["sections"])
    if "principles" in gold:
        yield "principles", tally_principles(gold["principles"], said["principles"])
    yield "targets", tally_targets(gold["targets"], said["targets"], values=False)
    yield "target_values", tally_targets(gold["targets"], said["targets"], values=True)
    yield "slogans", tally_slogans(gold, said["slogans"])
    yield "slogan_traps", tally_traps(gold, said["slogans"])


def score_extraction(golds: dict[str, Json], said: Sequence[Json]) -> dict[str, Tally]:
    """Measure all annotated documents, given by name, against what the program wrote."""
    total: dict[str, Tally] = defaultdict(Tally)
    for name, gold in golds.items():
        for measure, tally in find_tallies(gold, find_document(gold, said)):
            total[measure] += tally.named(name)
    return dict(total)
