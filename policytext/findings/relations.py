"""What a document does with one that it cites (关系), told by the words around the mention."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.lexicons import load_lexicon
from policytext.spans import Span

_STOP = re.compile(r"[。；！？;!?\n]")
_JOIN = re.compile(r"\s{0,3}(?:以及|[、，,和与及])?\s{0,3}(?:[一-鿿]{0,10}[委府院部局厅会办省市区县家央])?\s{0,3}")
_FOUNDED = re.compile(r"制定(?:了?本|如下)|提出(?:如下|以下)|现(?:就|提出|制定|作出)")
_SERVED = re.compile(r"(?:保证|保障|确保|实施|执行)[^，。；]{0,8}$")
# 《甲》公布，同时废止《乙》: 废止 is said of what follows it.
_OBJECT = re.compile(r"[《一-鿿](?<![的后前之])")
_BEFORE, _BEHIND, _SENTENCE = 44, 48, 160


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a relation, and how far from the mention it may stand."""

    relation: str
    word: str
    within: int
    unless: str


@dataclass(frozen=True, slots=True)
class Run:
    """Mentions that stand joined, 《A》和《B》: one relation holds for all."""

    start: int
    end: int


def find_runs(text: str, spans: Sequence[Span]) -> Iterator[Run]:
    """Yield for each mention, in order, the run of joined mentions that it stands in."""
    group: list[Span] = []
    for span in spans:
        if group and not _are_joined(text[group[-1].end : span.start][:40]):
            yield from [Run(group[0].start, group[-1].end)] * len(group)
            group = []
        group.append(span)
    if group:
        yield from [Run(group[0].start, group[-1].end)] * len(group)


def _are_joined(gap: str) -> bool:
    return _JOIN.fullmatch(gap) is not None and _nearest(gap) is None


def relation_of(text: str, run: Run) -> str:
    """Return the relation that the words around a run of mentions tell; `cites` where they tell none."""
    before = _STOP.split(text[max(0, run.start - _BEFORE) : run.start])[-1]
    behind = _STOP.split(text[run.end : run.end + _BEHIND])[0].lstrip("》）)")
    later = _first(behind)
    if later and later != "implements":
        return later
    nearest = _nearest(before)
    if nearest != "cites" and nearest is not None:
        return nearest
    founded = nearest == "cites" or _SERVED.search(before)
    if later == "implements" or (founded and _FOUNDED.search(_sentence_behind(text, run.end))):
        return "implements"
    return "cites"


def _sentence_behind(text: str, end: int) -> str:
    return re.split(r"[。；！？\n]", text[end : end + _SENTENCE])[0]


def _first(behind: str) -> str | None:
    for cue in _cues("behind"):
        at = behind.find(cue.word)
        if 0 <= at <= cue.within and not (cue.relation == "repeals" and _OBJECT.match(behind, at + len(cue.word))):
            return cue.relation
    return None


def _nearest(before: str) -> str | None:
    """Return the relation of the cue that stands nearest before a run, a longer word before a shorter one."""
    best: tuple[int, int, str] | None = None
    for cue in _cues("before"):
        at = before.rfind(cue.word)
        gap = len(before) - at - len(cue.word)
        if at < 0 or gap > cue.within or (cue.unless and cue.unless in before[at + len(cue.word) :]):
            continue
        best = min(filter(None, [best, (gap, -len(cue.word), cue.relation)]))
    return best[2] if best else None


@cache
def _cues(place: str) -> tuple[Cue, ...]:
    rows = [row for row in load_lexicon("relations")["cue"] if row["place"] == place]
    return tuple(Cue(r["relation"], w, r["within"], r.get("unless", "")) for r in rows for w in r["words"])
