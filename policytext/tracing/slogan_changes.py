"""Slogans (提法) that the local document has in another form: 三社联动 → 五社联动."""

import re
from collections.abc import Iterator, Sequence

from policytext.findings.vocabulary import doctrines
from policytext.spans import Span
from policytext.tracing.letters import fold_letters
from policytext.tracing.sides import Side, split_fragments
from policytext.tracing.values import Change

_NUMERALS = re.compile("[一二三四五六七八九十百两0-9]")
_HEAD = re.compile(r"[”’」]?(工程|行动|计划|活动|模式|机制|品牌|项目|平台|体系|制度|标准)")
_BOUNDS = re.compile(r"[，。；：！？\n]")


def find_slogan_changes(clause: Side, local: Side) -> Iterator[Change]:
    """Yield slogans of the clause that the local sentences have in another form: 三社联动 → 五社联动."""
    told: list[Span] = []
    for span in _formulae(clause):
        letters = fold_letters(span.of(clause.text)).text
        if not letters or local.has(letters) or any(span.overlaps(t) for t in told):
            continue
        variant = _variant(span.of(clause.text), clause.text[span.end : span.end + 4], local)
        if variant is not None:
            told.append(span)
            had, has = _members(clause, span), _members(local, variant)
            both = bool(had and has)
            yield Change(
                kind="slogan",
                rule="slogan.variant",
                old=clause.passage(span),
                new=local.passage(_widened(clause, span, local, variant)),
                members_added=tuple(m for m in has if both and m not in had),
                members_dropped=tuple(m for m in had if both and m not in has),
            )


def _members(side: Side, span: Span) -> tuple[str, ...]:
    """Return what a slogan counts, as its text glosses it anywhere, or its head: “三社”（社区、…）联动."""
    bare = fold_letters(span.of(side.text)).text
    named = (s for s in side.slogans if s.members and bare.startswith(fold_letters(s.text).text))
    return next((s.members for s in named), ())


def _formulae(side: Side) -> list[Span]:
    """Return slogans and the names of doctrines in a side's stretches, the longest first."""
    found = [s.span for s in side.slogans if any(s.span in stretch for stretch in side.spans)]
    for pattern in doctrines():
        for stretch in side.spans:
            found += [Span(m.start(), m.end()) for m in pattern.finditer(side.text, stretch.start, stretch.end)]
    return sorted(set(found), key=lambda s: (-len(s), s))


def _variant(slogan: str, after: str, local: Side) -> Span | None:
    """Return the local form of a slogan: another numeral, another doctrine of its kind, or most of its letters."""
    for pattern in doctrines():
        if pattern.fullmatch(slogan):
            return next(
                (Span(*m.span()) for s in local.spans for m in [pattern.search(local.text, s.start, s.end)] if m), None
            )
    forms = _formulae(local)
    bare = _bare(slogan)
    if _NUMERALS.search(slogan) and bare:
        same = [s for s in forms if _bare(s.of(local.text)) == bare and s.of(local.text) != bare]
        return same[0] if same else None
    return _namesake(slogan, after, forms, local) or _nearest(slogan, forms, local)


def _namesake(slogan: str, after: str, forms: Sequence[Span], local: Side) -> Span | None:
    """Return the local name of the same kind of scheme: “…润乡”工程 → “…润城”工程."""
    head = _HEAD.match(after)
    if head is None:
        return None
    for form in forms:
        own = _HEAD.match(local.text, form.end)
        if own and own.group(1) == head.group(1) and set(form.of(local.text)) & set(slogan):
            return form
    return None


def _widened(clause: Side, old: Span, local: Side, new: Span) -> Span:
    """Return the local form from behind the verb that governs both: what replaced its first words is told too."""
    verb = clause.text[max(0, old.start - 2) : old.start]
    missing = len(old) - len(new)
    before = local.text[max(0, new.start - missing - 6) : new.start]
    named = any(doctrine.fullmatch(new.of(local.text)) for doctrine in doctrines())
    if missing > 0 and not named and re.fullmatch("[\u4e00-\u9fff]{2}", verb) and verb in before:
        between = before[before.rindex(verb) + 2 :]
        if not _BOUNDS.search(between):
            return Span(new.start - len(between), new.end)
    return new


def _bare(slogan: str) -> str:
    return _NUMERALS.sub("", fold_letters(slogan).text)


def _nearest(slogan: str, forms: Sequence[Span], local: Side) -> Span | None:
    from rapidfuzz import fuzz

    letters = fold_letters(slogan).text
    if len(letters) < 6:
        return None
    pieces = [*forms, *_pieces(local)]
    scored = [(fuzz.ratio(letters, fold_letters(p.of(local.text)).text), -len(p), p.start) for p in pieces]
    best = max(zip(scored, pieces, strict=True), default=None)
    return best[1] if best and 72 <= best[0][0] < 100 else None


def _pieces(local: Side) -> Iterator[Span]:
    """Yield the fragments of the local stretches between commas."""
    for stretch in local.spans:
        yield from split_fragments(local.text, stretch)
