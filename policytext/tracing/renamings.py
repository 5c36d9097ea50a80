"""Terms renamed throughout (提法更名): 城乡社区治理 → 城乡社区发展治理 is one decision, not an edit of each clause."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.spans import Span
from policytext.tracing.bodies import find_class
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import WORDING

RULE = "term.renamed"
LEAST = 3
"""Clauses in which a term must be renamed in the same way."""
_WIDEST = 4
"""Letters before the edit that may belong to the term."""
_BOUNDS = set("，。；：！？、,;:!?的和与及对把将为在等“”‘’（）()\n \t")
_RETOLD = ("scope", "detail", WORDING)
_AROUND = 2
"""Letters on either side of an edit that tell one term from another."""
_LONGEST = 6
"""Letters of the longest edit that renames a term."""


@dataclass(frozen=True, slots=True)
class _Core:
    """What an edit does to a term: the letters that differ on both sides, and those around that agree."""

    old: Span
    new: Span
    key: tuple[str, str, str, str]
    """Letters before, of the clause, of the local document, behind: the same for one renaming wherever it is met."""


@dataclass(frozen=True, slots=True)
class Told:
    """A treatment's changes, its clause, and the passages that carry it."""

    changes: tuple[Change, ...]
    clause: Span
    passages: tuple[Span, ...]


def retell_renamings(
    told: Sequence[Told], upper: str, lower: str, *, is_law: bool = False
) -> Iterator[tuple[Change, ...]]:
    """Yield each treatment's changes, an edit that many of them have told as the slogan that it renames.

    A term renamed throughout is renamed wherever the clause has the old term and its passages the new one, also where
    wording around it differs too much for the edit itself to show.

    Parameters
    ----------
    told : sequence of Told
        The treatments of one local document.
    upper, lower : str
        The texts of the directive and of the local document.
    is_law : bool, optional
        The directive is a law or a regulation, whose terms are defined and no slogans: 森林防火期 → 森林防火紧要期.
    """
    cores = [[(change, _find_core(change, upper, lower)) for change in t.changes] for t in told]
    counts = Counter(key for row in cores for key in {core.key for _, core in row if core})
    renamed = {key for key, n in counts.items() if n >= LEAST}
    retold = [tuple(_once(row, renamed, upper, lower)) for row in cores]
    terms = sorted({(c.old.text, c.new.text) for row in retold for c in row if c.rule == RULE and c.old and c.new})
    for treatment, changes in zip(told, retold, strict=True):
        missing = _find_terms(treatment, terms, upper, lower) if not any(c.rule == RULE for c in changes) else None
        whole = changes if missing is None else (*changes, missing)
        yield tuple(replace(c, kind="detail") if is_law and c.rule == RULE else c for c in whole)


def _find_terms(told: Told, terms: Sequence[tuple[str, str]], upper: str, lower: str) -> Change | None:
    """Return the renaming of the longest term that a clause has and its passages have renamed."""
    for old, new in sorted(terms, key=lambda term: -len(term[0])):
        at = upper.find(old, told.clause.start, told.clause.end)
        places = (lower.find(new, passage.start, passage.end) for passage in told.passages)
        found = next((place for place in places if place >= 0), -1)
        if at >= 0 and found >= 0:
            return _rename(Span(at, at + len(old)), Span(found, found + len(new)), upper, lower)
    return None


def _rename(old: Span, new: Span, upper: str, lower: str) -> Change:
    return Change(kind="slogan", old=Passage(old, old.of(upper)), new=Passage(new, new.of(lower)), rule=RULE)


def _once(
    row: Sequence[tuple[Change, _Core | None]], renamed: Collection[tuple[str, ...]], upper: str, lower: str
) -> Iterator[Change]:
    """Yield the changes, each renaming where it first stands in the clause."""
    done: set[tuple[str, ...]] = set()
    for change, core in row:
        if core is None or core.key not in renamed:
            yield from (change,) if change.kind != WORDING else ()
        elif core.key not in done:
            done.add(core.key)
            # 社区 for 城乡社区 throughout is an abbreviation, no other term.
            if len(core.new):
                yield _retell(core, upper, lower)


def _find_core(change: Change, upper: str, lower: str) -> _Core | None:
    if change.kind not in _RETOLD or change.old is None or change.new is None:
        return None
    old, new = change.old.text, change.new.text
    # 城市管理部门责令 for 责令 names who acts; it renames nothing.
    if any(word in new and word not in old for word in find_class("duty-holder")):
        return None
    before = _shared(old, new)
    behind = min(_shared(old[::-1], new[::-1]), min(len(old), len(new)) - before)
    first = Span(change.old.span.start + before, change.old.span.end - behind)
    second = Span(change.new.span.start + before, change.new.span.end - behind)
    ahead = _ahead(upper, first.start, lower, second.start, _AROUND)
    after = _shared_around(upper[first.end : first.end + _AROUND], lower[second.end : second.end + _AROUND])
    short = max(len(first), len(second)) <= _LONGEST
    key = (ahead, first.of(upper), second.of(lower), after)
    return _Core(first, second, key) if short and (ahead or after) else None


def _shared(first: str, second: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


def _shared_around(first: str, second: str) -> str:
    """Return the letters that two texts begin with alike, up to a mark."""
    kept = first[: _shared(first, second)]
    return kept[: next((n for n, letter in enumerate(kept) if letter in _BOUNDS), len(kept))]


def _ahead(upper: str, start: int, lower: str, twin: int, most: int) -> str:
    """Return the letters, at most so many, that stand before a place of both texts alike."""
    first, second = upper[max(0, start - most) : start], lower[max(0, twin - most) : twin]
    return _shared_around(first[::-1], second[::-1])[::-1]


def _retell(core: _Core, upper: str, lower: str) -> Change:
    """Return an edit as the term that it renames, with the letters that both forms begin and end with."""
    ahead = len(_ahead(upper, core.old.start, lower, core.new.start, _WIDEST))
    behind = len(core.key[-1])
    first, second = (Span(s.start - ahead, s.end + behind) for s in (core.old, core.new))
    return _rename(first, second, upper, lower)
