"""Stretches: an edit of letters grown to what a reader would quote, and whether it stands on its own.

A drafter who drops an item, a phrase or a whole part leaves a seam: what is gone is told alone (→ nothing). One who
puts a word into a constituent changes that constituent: both its forms are told, 国家和社会利益 → 国家利益.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from policytext.tracing.bodies import is_body_swap, measure_verb, name_end, opens_otherwise
from policytext.tracing.edits import Edit
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import JOINER

REACH = 8
"""Letters, on either side, that a stretch grows to the next seam."""
_MARKS = "、和与及或"
_LEAST_ITEM = 3
"""Letters of the shortest item behind 和, 与, 及: shorter ones are half of a name, as 社会 in 国家和社会利益."""
_PHRASE = re.compile("(?:在|通过|按照|按|根据|依据|依照|结合|针对|作为|围绕|利用|运用|采取|采用|会同|面向|对|向)")
_LEAST_PHRASE = 4
_GOVERNOR = re.compile("[在于把将对向从由]")
"""季度⟦在县域内组织⟧ goes on with a verb, not with the rest of a name."""
_STRIP = re.compile(rf"^(?:{JOINER})+|(?:{JOINER})+$")


class Form(StrEnum):
    """What an edit takes away, puts in or replaces."""

    PART = "part"
    ITEM = "item"
    PHRASE = "phrase"
    INSIDE = "inside"
    SWAP = "swap"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Measure:
    """One side of a pair: its parts, their seams, and all letters of the clause or of its passages."""

    script: Script
    parts: tuple[Part, ...]
    seams: frozenset[int]
    said: str
    foreign: frozenset[int] = frozenset()
    """Letters that other clauses have: what is put in of them is theirs."""

    def is_foreign(self, part: Part) -> bool:
        """Tell whether most letters of a stretch are another clause's."""
        return 2 * sum(i in self.foreign for i in range(part.start, part.end)) > len(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What a reader would quote of an edit; an empty side is a gap."""

    old: Part
    new: Part
    edit: Edit
    form: Form


def grow_edits(edits: Iterable[Edit], upper: Measure, lower: Measure) -> Iterator[Stretch]:
    """Yield the stretches of edits in order, those that grew into one another as one."""
    held: Stretch | None = None
    for edit in edits:
        stretch = _grow(edit, upper, lower)
        if held is not None and _meets(held, stretch):
            held = _join(held, stretch)
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _grow(edit: Edit, upper: Measure, lower: Measure) -> Stretch:
    form = Form.SWAP
    if not len(edit.new):
        edit = Edit(*_slide(edit.old, edit.new, upper))
        form = _form(edit.old, edit.new.start, upper, lower)
    elif not len(edit.old):
        edit = Edit(*reversed(_slide(edit.new, edit.old, lower)))
        form = _form(edit.new, edit.old.start, lower, upper)
    elif named := _find_bodies(edit, upper, lower):
        old, new = _with_head(named, upper, lower)
        return Stretch(old=old, new=new, edit=edit, form=Form.BODY)
    if form in (Form.SWAP, Form.INSIDE):
        left = _reach(edit.old.start, edit.new.start, upper, lower, -1)
        right = _reach(edit.old.end, edit.new.end, upper, lower, 1)
        old, new = (Part(part.start - left, part.end + right) for part in (edit.old, edit.new))
        return Stretch(old=old, new=new, edit=edit, form=form)
    return Stretch(old=edit.old, new=edit.new, edit=edit, form=form)


def _slide(mine: Part, gap: Part, own: Measure) -> tuple[Part, Part]:
    """Return what one side alone has, and its gap, moved to where it meets most seams: 体⟦制机⟧制 is 体制⟦机制⟧."""
    letters = own.script.letters.text
    home = next((p for p in own.parts if p.start <= mine.start and mine.end <= p.end), mine)
    last = mine.start
    while last + len(mine) < home.end and letters[last] == letters[last + len(mine)]:
        last += 1
    first = mine.start
    while first > home.start and letters[first - 1] == letters[first - 1 + len(mine)]:
        first -= 1
    seams = own.seams
    best = max(range(first, last + 1), key=lambda n: ((n in seams) + (n + len(mine) in seams), -abs(n - mine.start)))
    shift = best - mine.start
    return Part(best, best + len(mine)), Part(gap.start + shift, gap.end + shift)


def _form(mine: Part, gap: int, own: Measure, other: Measure) -> Form:
    """Return what a stretch is that one side alone has, the other having nothing at `gap`."""
    starts, ends = mine.start in own.seams, mine.end in own.seams
    if any(mine.start == p.start for p in own.parts) and any(mine.end == p.end for p in own.parts):
        return Form.PART
    bare = strip_joiners(own.script.printed(mine))
    if bare.endswith("的"):
        return Form.INSIDE
    before, behind = _neighbours(own.script, mine)
    # One end may stand in a word: 资源⟦禀赋⟧、 is no item; ⟦独居老人⟧、 behind a verb is one.
    listed = len(bare) >= _LEAST_ITEM or (starts and ends and "、" in (before, behind))
    joined = before in tuple(_MARKS) or behind in tuple(_MARKS) or bare != own.script.printed(mine)
    if (starts and ends and gap in other.seams) or (joined and listed and (starts or ends)):
        return Form.ITEM
    return Form.PHRASE if len(bare) >= _LEAST_PHRASE and _PHRASE.match(bare) else Form.INSIDE


def strip_joiners(text: str) -> str:
    """Return a stretch without the joiners at its ends."""
    return _STRIP.sub("", text)


def _neighbours(script: Script, part: Part) -> tuple[str, str]:
    span = script.span(part)
    return script.text[max(0, span.start - 1) : span.start], script.text[span.end : span.end + 1]


def _find_bodies(edit: Edit, upper: Measure, lower: Measure) -> Edit | None:
    """Return a swap of bodies with the rest of their names; None where it is of something else."""
    more = _name_behind(edit, upper, lower)
    old, new = (Part(part.start, part.end + more) for part in (edit.old, edit.new))
    changed = max(len(edit.old), len(edit.new))
    return Edit(old, new) if is_body_swap(upper.script.of(old), lower.script.of(new), letters=changed) else None


def _with_head(named: Edit, upper: Measure, lower: Measure) -> tuple[Part, Part]:
    """Return a swap of bodies by their whole names: ⟦施工⟧单位 → ⟦施工⟧企业, where no verb stands before them."""
    ahead = _reach(named.old.start, named.new.start, upper, lower, -1)
    head = upper.script.of(Part(named.old.start - ahead, named.old.start))
    if measure_verb().match(head) or opens_otherwise(head):
        return named.old, named.new
    return Part(named.old.start - ahead, named.old.end), Part(named.new.start - ahead, named.new.end)


def _name_behind(edit: Edit, upper: Measure, lower: Measure) -> int:
    """Return the letters of a body's name behind a swap that both have: 县⟦级民政部门⟧."""
    old = name_end().match(upper.script.letters.text, edit.old.end, _end_of(edit.old.end, upper))
    new = name_end().match(lower.script.letters.text, edit.new.end, _end_of(edit.new.end, lower))
    if old is None or new is None or old.group() != new.group() or _GOVERNOR.search(old.group()):
        return 0
    return len(old.group())


def _end_of(position: int, side: Measure) -> int:
    return next((p.end for p in side.parts if p.start <= position <= p.end), position)


def _reach(i: int, j: int, upper: Measure, lower: Measure, step: int) -> int:
    above, below = upper.script.letters.text, lower.script.letters.text
    for n in range(REACH + 1):
        a, b = i + n * step, j + n * step
        if a in upper.seams and b in lower.seams:
            return n
        a, b = min(a, a + step), min(b, b + step)
        if a < 0 or b < 0 or a >= len(above) or b >= len(below) or above[a] != below[b]:
            break
    return 0


def _meets(first: Stretch, second: Stretch) -> bool:
    return second.old.start < first.old.end or second.new.start < first.new.end


def _join(first: Stretch, second: Stretch) -> Stretch:
    form = first.form if first.form == second.form == Form.INSIDE else Form.SWAP
    edit = Edit(
        Part(first.edit.old.start, max(first.edit.old.end, second.edit.old.end)),
        Part(first.edit.new.start, max(first.edit.new.end, second.edit.new.end)),
    )
    old = Part(min(first.old.start, second.old.start), max(first.old.end, second.old.end))
    new = Part(min(first.new.start, second.new.start), max(first.new.end, second.new.end))
    return Stretch(old=old, new=new, edit=edit, form=form)
