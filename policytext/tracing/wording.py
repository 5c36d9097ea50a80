"""What an edit of wording changes: strength, bodies, items, what a word covers, detail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.edits import Edit
from policytext.tracing.hunks import modality_words, strengths
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage

PLAIN = 3
"""Strength of a measure without a modality word."""
_BODY = re.compile(
    r"党[工委组]|委员会|政府|办事处|部门|机关|机构|居委|[村居]委|街道|各级|中央|单位|领导小组|[省市县区乡镇旗]级?(?:党委|以上)|组织$|企业$"
)
_PERSON = re.compile(r"公民|个人|单位|人员$|工作者$|从业者$|经营者$|部门$|机关$|企业$|媒体$|学校$|机构$|居民$|委员会$|政府$|组织$|家庭成员$")
_TERRITORY = re.compile(r"(?:本|全)(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)|省内|市内|国家|全国")
_JOINERS = "、和与及或以及"
_STOPS = "，。；：！？,;:!?\n“”‘’（）()"
_IDLE = re.compile(
    r"^(?:[的地得了和与及或并等对在中上将把为以其有所者时各个于由就再也还又是且而向从]|或者|以及|进一步|切实|积极|大力|有效|充分|努力|认真|着力|不断|全面|深入|有关|相关|下列|如下|以下|情况|情形|工作|方面|应当)+$"
)
_LISTED = re.compile("[、及]")
_SPLIT = re.compile("或者|以及|[和与及或等]")
_ITEMS = re.compile("(?:(?!或者|以及)[^、和与及或，])+")
_LEAST_WORD = 2
_LEAD = 8
"""Letters before a modality word that leads its measure: those of a subject."""


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
    was, now = strength_of(old, lead=_is_lead(edit.old, sides.clause)), strength_of(new, lead=_is_lead(edit.new, sides.passage))
    if was != now:
        yield tell_strength(edit, sides, raised=now > was)
        yield from _tell_rest(edit, sides)
    elif place := _territory(edit, sides):
        yield place
    elif not _IDLE.match(old + new) and not is_same_said(old, new):
        yield from _tell_words(edit, sides)


def _is_lead(part: Part, parts: tuple[Part, ...]) -> bool:
    return part.start - _start_of(part.start, parts) <= _LEAD


def _tell_words(edit: Edit, sides: Sides) -> Iterator[Change]:
    """Yield items that one side alone has, else what took the place of what."""
    gone = tuple(own_items(sides.upper, edit.old, sides.clause, sides.said_below))
    come = tuple(own_items(sides.lower, edit.new, sides.passage, sides.said_above))
    if gone or come:
        yield from (Change(kind="scope", old=item, new=None, direction="narrower") for item in gone)
        yield from (Change(kind="scope", old=None, new=item, direction="wider") for item in come)
    elif not (_is_said(sides.upper.of(edit.old), sides.said_below) and _is_said(sides.lower.of(edit.new), sides.said_above)):
        if len(edit.old) and len(edit.new):
            yield _tell_swap(edit, sides)
        elif max(len(edit.old), len(edit.new)) >= _LEAST_WORD:
            old, new = widen(edit, sides)
            yield Change(kind="scope", old=old, new=new, direction="wider" if len(edit.old) else "narrower")


def _is_said(letters: str, other: str) -> bool:
    """Tell whether the other side has the words, in another place."""
    words = [w for w in _SPLIT.split(letters) if w]
    return all(len(w) >= _LEAST_WORD and w in other for w in words)


def own_items(script: Script, part: Part, parts: tuple[Part, ...], other: str) -> Iterator[Passage]:
    """Yield the items of a list in an edit's stretch that the other side does not have; those in a row as one."""
    whole = item_of(script, part, parts)
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
    listed = any(_LISTED.search(side.text) for side in (old, new))
    return Change(kind="scope" if listed else "detail", old=old, new=new)


def is_body(text: str) -> bool:
    """Tell whether a stretch names a body or those who owe something."""
    return bool(_BODY.search(text) or _PERSON.search(text))


def is_same_said(old: str, new: str) -> bool:
    """Tell whether two wordings are the same set of letters: the order alone changed, or a joiner."""
    bare = [sorted(re.sub("[的地得和与及或者以、了]", "", side)) for side in (old, new)]
    return bare[0] == bare[1]


def strength_of(letters: str, *, lead: bool = True) -> int:
    """Return the strength of the strongest modality word; `PLAIN` where there is none.

    A weak word (鼓励, 支持, 探索) is one only where it leads its measure; elsewhere it is what is to be done.
    """
    words = [w for w in modality_words().findall(letters) if lead or strengths()[w] > PLAIN]
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


def item_of(script: Script, part: Part, parts: tuple[Part, ...]) -> Passage | None:
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
    listed = joined or before in "、和与及或" or after in "、和与及或等"
    whole = opens and closes
    return Passage(inner, bare) if len(bare) >= 2 and (whole or (joined and listed)) else None


def widen(edit: Edit, sides: Sides) -> tuple[Passage | None, Passage | None]:
    """Return both sides with the letters that the edit's word shares with what follows, or else goes before."""
    after = min(2, _end_of(edit.old.end, sides.clause) - edit.old.end, _end_of(edit.new.end, sides.passage) - edit.new.end)
    before = 0
    if after < 1:
        before = min(2, edit.old.start - _start_of(edit.old.start, sides.clause), edit.new.start - _start_of(edit.new.start, sides.passage))
    old = Part(edit.old.start - before, edit.old.end + after)
    new = Part(edit.new.start - before, edit.new.end + after)
    return passage_of(sides.upper, old), passage_of(sides.lower, new)


_NAME_END = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:部门|政府|办公[厅室]|委员会|党委|党组织?|书记|主任|[局厅]|办事处|机关|单位|机构|企业|人员|工作者)")


def name_of(edit: Edit, sides: Sides) -> tuple[Passage, Passage]:
    """Return both sides of a swap, a part of a body's name with the rest that both have behind it: 县 of 县级民政部门."""
    old, new = sides.upper.letters.text, sides.lower.letters.text
    match, twin = _NAME_END.match(old, edit.old.end), _NAME_END.match(new, edit.new.end)
    more = len(match.group()) if match and twin and match.group() == twin.group() else 0
    more = min(more, _end_of(edit.old.end, sides.clause) - edit.old.end)
    a = passage_of(sides.upper, Part(edit.old.start, edit.old.end + more))
    b = passage_of(sides.lower, Part(edit.new.start, edit.new.end + more))
    if a is None or b is None:
        raise ValueError("expected an edit with two sides, got a gap")
    return a, b
