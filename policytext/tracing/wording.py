"""What an edit of wording changes: strength, bodies, items, what a word covers, detail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.bodies import body, idle, name_end
from policytext.tracing.edits import Edit
from policytext.tracing.hunks import modality_words, strengths
from policytext.tracing.items import JOINER
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage

VERBS = ("支持", "引导", "研究", "试点")
"""Weak words that, leading a measure, are most often what is to be done: 支持社会组织承接服务."""
WORDING = "wording"
"""Kind of an edit of one word: by itself no change; in many clauses a term renamed."""
PLAIN = 3
"""Strength of a measure without a modality word."""
_TERRITORY = re.compile(r"(?:本|全)(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)|省内|市内|国家|全国")
_JOINERS = "、和与及或以及"
_STOPS = "，。；：！？,;:!?\n“”‘’（）()"
_LISTED = re.compile("[、及]")
_GROUP = re.compile("(?:人|人员|群众|居民|儿童|老人|者)$")
_DETAIL = re.compile(r"\d|[一二三四五六七八九十两]+[个名次所处家项户年月]|[“《]")
_SPLIT = re.compile(f"{JOINER}|进行|对于|有关|[等对将把的]")
_PREPOSITION = re.compile("[在于把将对向从由]")
_ITEMS = re.compile(f"(?:(?!{JOINER})[^，])+")
_LEAST_WORD = 2
_VERB = 4
"""Letters of the longest verb before a measure: 进一步 aside, two of two letters."""
_LEAD = 1
"""Letters that may stand before a modality word that leads its measure."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Both documents, and the parts that an edit stands in."""

    upper: Script
    lower: Script
    clause: tuple[Part, ...]
    passage: tuple[Part, ...]
    said_above: str = ""
    """All letters of the clause: what only moved is no change."""
    said_below: str = ""
    """All letters of its passages."""


def tell_edit(edit: Edit, sides: Sides) -> Iterator[Change]:
    """Yield what an edit changes."""
    old, new = sides.upper.of(edit.old), sides.lower.of(edit.new)
    was, now = (
        strength_of(old, lead=_is_lead(edit.old, sides.clause)),
        strength_of(new, lead=_is_lead(edit.new, sides.passage)),
    )
    if was != now:
        yield tell_strength(edit, sides, raised=now > was)
        yield from _tell_rest(edit, sides)
    elif place := _territory(edit, sides):
        yield place
    elif not idle().match(old + new) and not is_same_said(old, new):
        yield from _tell_words(edit, sides)


def _is_lead(part: Part, parts: tuple[Part, ...]) -> bool:
    return part.start - _start_of(part.start, parts) <= _LEAD


def _tell_words(edit: Edit, sides: Sides) -> Iterator[Change]:
    """Yield items that one side alone has, else what took the place of what."""
    gone = tuple(
        own_items(sides.upper, edit.old, sides.clause, sides.said_below, listed=_is_joined(sides.lower, edit.new))
    )
    come = tuple(
        own_items(sides.lower, edit.new, sides.passage, sides.said_above, listed=_is_joined(sides.upper, edit.old))
    )
    if gone or come:
        yield from (Change(kind="scope", old=item, new=None, direction="narrower") for item in gone)
        yield from (Change(kind="scope", old=None, new=item, direction="wider") for item in come)
    elif not len(edit.old) and (detail := _find_detail(edit, sides)):
        yield detail
    elif not (
        _is_said(sides.upper.of(edit.old), sides.said_below) and _is_said(sides.lower.of(edit.new), sides.said_above)
    ):
        if len(edit.old) and len(edit.new):
            yield _tell_swap(edit, sides)
        elif max(len(edit.old), len(edit.new)) >= _LEAST_WORD:
            old, new = widen(edit, sides)
            small = max(len(edit.old), len(edit.new)) == _LEAST_WORD or _is_verb(edit, sides)
            yield Change(
                kind=WORDING if small else "scope", old=old, new=new, direction="wider" if len(edit.old) else "narrower"
            )


def _find_detail(edit: Edit, sides: Sides) -> Change | None:
    """Return a figure or a name that was put in."""
    new = passage_of(sides.lower, edit.new)
    return Change(kind="detail", old=None, new=new) if new and _DETAIL.search(new.text) else None


def _is_verb(edit: Edit, sides: Sides) -> bool:
    """Tell whether an edit puts a verb before a part, or takes it away: 坚持运用 → 运用."""
    side, parts = (edit.old, sides.clause) if len(edit.old) else (edit.new, sides.passage)
    return side.start == _start_of(side.start, parts) and len(side) <= _VERB


def _is_said(letters: str, other: str) -> bool:
    """Tell whether the other side has the words, in another place."""
    words = [w for w in _SPLIT.split(letters) if w]
    return all(len(w) >= _LEAST_WORD and w in other for w in words)


def _is_joined(script: Script, gap: Part) -> bool:
    """Tell whether something stands in a place, or a joiner before it: what the other side has is part of an item."""
    if len(gap) or not 0 < gap.start < len(script.letters):
        return len(gap) > 0
    return script.text[script.letters.offsets[gap.start] - 1] in _JOINERS


def own_items(script: Script, part: Part, parts: tuple[Part, ...], other: str, *, listed: bool) -> Iterator[Passage]:
    """Yield the items of a list in an edit's stretch that the other side does not have; those in a row as one."""
    whole = item_of(script, part, parts, listed=listed) if len(part) else None
    if whole is None:
        return
    start = end = -1
    for match in _ITEMS.finditer(script.text, whole.span.start, whole.span.end):
        letters = "".join(c for c in match.group() if c.isalnum())
        if len(letters) < _LEAST_WORD or letters in other:
            if end > 0:
                yield Passage(Span(start, end), script.text[start:end])
            start = end = -1
            continue
        start, end = (match.start() if end < 0 else start), match.end()
    if end > 0:
        yield Passage(Span(start, end), script.text[start:end])


def _tell_swap(edit: Edit, sides: Sides) -> Change:
    old, new = name_of(edit, sides)
    if is_body(old.text) and is_body(new.text):
        return Change(kind="actor", old=old, new=new)
    if _DETAIL.search(new.text) and not _DETAIL.search(old.text):
        return Change(kind="detail", old=old, new=new)
    if max(len(edit.old), len(edit.new)) <= _LEAST_WORD:
        return Change(kind=WORDING, old=old, new=new)
    listed = any(_LISTED.search(side.text) for side in (old, new)) or all(
        _GROUP.search(side.text) for side in (old, new)
    )
    return Change(kind="scope" if listed else "detail", old=old, new=new)


def is_body(text: str) -> bool:
    """Tell whether a stretch names a body or those who owe something."""
    return bool(body().search(text))


def is_same_said(old: str, new: str) -> bool:
    """Tell whether two wordings are the same set of letters: the order alone changed, or a joiner."""
    bare = [sorted(re.sub("[的地得和与及或者以、了]", "", side)) for side in (old, new)]
    return bare[0] == bare[1]


def strength_of(letters: str, *, lead: bool = True) -> int:
    """Return the strength of the strongest modality word; `PLAIN` where there is none.

    A weak word (鼓励, 支持, 探索) is one only where it leads its measure; elsewhere it is what is to be done.
    """
    words = [w for w in modality_words().findall(letters) if strengths()[w] > PLAIN or (lead and w not in VERBS)]
    return max((strengths()[w] for w in words), default=PLAIN)


def tell_strength(edit: Edit, sides: Sides, *, raised: bool) -> Change:
    """Return a change of strength; a verb that lost its word is shown with it and without it."""
    old, new = (_modal(script, part) for script, part in ((sides.upper, edit.old), (sides.lower, edit.new)))
    if old is not None and new is None:
        new = passage_of(sides.lower, edit.new)
        after = Part(edit.new.end, min(edit.new.end + 2, _end_of(edit.new.end, sides.passage)))
        ahead = Part(edit.old.end, min(edit.old.end + 2, _end_of(edit.old.end, sides.clause)))
        if new is None and len(after) and sides.lower.of(after) == sides.upper.of(ahead):
            word = Part(sides.upper.letters.position(old.span.start), ahead.end)
            old, new = passage_of(sides.upper, word), passage_of(sides.lower, after)
    return Change(kind="modality", old=old, new=new, direction="raised" if raised else "lowered")


def _tell_rest(edit: Edit, sides: Sides) -> Iterator[Change]:
    """Yield what an edit changes beside its modality word: who it binds, where that stands before the word."""
    old, new = (_before_modal(script, part) for script, part in ((sides.upper, edit.old), (sides.lower, edit.new)))
    if any(side is not None and is_body(side.text) for side in (old, new)):
        yield Change(kind="actor", old=old, new=new)


def _before_modal(script: Script, part: Part) -> Passage | None:
    match = modality_words().search(script.of(part))
    if match is None or match.start() < 2:
        return None
    return passage_of(script, Part(part.start, part.start + match.start()))


def _modal(script: Script, part: Part) -> Passage | None:
    match = modality_words().search(script.letters.text, part.start, part.end)
    return passage_of(script, Part(*match.span())) if match else None


def _territory(edit: Edit, sides: Sides) -> Change | None:
    """Return 本省 → 本市 as a change of scope."""
    found = []
    for script, part in ((sides.upper, edit.old), (sides.lower, edit.new)):
        near = Part(max(0, part.start - 1), part.end)
        match = _TERRITORY.search(script.of(near))
        if not match or len(part) > 4:
            return None
        found.append(passage_of(script, Part(near.start + match.start(), near.start + match.end())))
    return Change(kind="scope", old=found[0], new=found[1], direction="narrower")


def passage_of(script: Script, part: Part) -> Passage | None:
    """Return some letters as printed; None for a gap."""
    if not len(part):
        return None
    span = script.span(part)
    before, after = script.text[max(0, span.start - 1) : span.start], script.text[span.end : span.end + 1]
    if before == "“" and after == "”":
        span = Span(span.start - 1, span.end + 1)
    return Passage(span, span.of(script.text))


def _end_of(position: int, parts: tuple[Part, ...]) -> int:
    return next((p.end for p in parts if p.start <= position <= p.end), position)


def _start_of(position: int, parts: tuple[Part, ...]) -> int:
    return next((p.start for p in parts if p.start <= position <= p.end), position)


def item_of(script: Script, part: Part, parts: tuple[Part, ...], *, listed: bool) -> Passage | None:
    """Return an edit's stretch without its joiners if it is whole items of a list, or a whole part; else None."""
    span = script.span(part)
    text = script.text
    bare = span.of(text).strip("、和与及或等")
    joined = bare != span.of(text)
    start = span.start + span.of(text).index(bare) if bare else span.start
    inner = Span(start, start + len(bare))
    before, after = text[max(0, inner.start - 1) : inner.start], text[inner.end : inner.end + 1]
    opens = before in "、和与及或" or before in _STOPS or part.start == _start_of(part.start, parts)
    closes = after in "、和与及或等" or after in _STOPS or part.end == _end_of(part.end, parts)
    alone = not listed and (joined or (before != "" and before in _JOINERS))
    whole = opens and closes
    # Words that say more of an item stand before it: what ends an item, and begins behind another word, is all of it.
    return Passage(inner, bare) if len(bare) >= 2 and (whole or (joined and closes) or after == "、" or alone) else None


def widen(edit: Edit, sides: Sides) -> tuple[Passage | None, Passage | None]:
    """Return both sides with the letters that the edit's word shares with what follows, or else goes before."""
    after = min(
        2, _end_of(edit.old.end, sides.clause) - edit.old.end, _end_of(edit.new.end, sides.passage) - edit.new.end
    )
    before = 0
    if after < 1:
        before = min(
            2,
            edit.old.start - _start_of(edit.old.start, sides.clause),
            edit.new.start - _start_of(edit.new.start, sides.passage),
        )
    old = Part(edit.old.start - before, edit.old.end + after)
    new = Part(edit.new.start - before, edit.new.end + after)
    return passage_of(sides.upper, old), passage_of(sides.lower, new)


def name_of(edit: Edit, sides: Sides) -> tuple[Passage, Passage]:
    """Return both sides of a swap, a part of a body's name with the rest that both have: 县 of 县级民政部门."""
    old, new = sides.upper.letters.text, sides.lower.letters.text
    match, twin = name_end().match(old, edit.old.end), name_end().match(new, edit.new.end)
    more = len(match.group()) if match and twin and match.group() == twin.group() else 0
    # 季度⟦在县域内组织⟧ goes on with a verb, not with the rest of a name.
    more = 0 if match and _PREPOSITION.search(match.group()) else more
    more = min(more, _end_of(edit.old.end, sides.clause) - edit.old.end)
    a = passage_of(sides.upper, Part(edit.old.start, edit.old.end + more))
    b = passage_of(sides.lower, Part(edit.new.start, edit.new.end + more))
    if a is None or b is None:
        raise ValueError("expected an edit with two sides, got a gap")
    return a, b
