"""What became of whom a clause binds (主体) and how strongly (情态), pair by pair of its parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.bindings import ADDS, Binding
from policytext.tracing.bodies import opens_otherwise
from policytext.tracing.frames import KEPT
from policytext.tracing.parts import Part, Script
from policytext.tracing.strength import AUXILIARIES, ENCOURAGED, PLAIN, find_role, strength_of
from policytext.tracing.subjects import tell_subjects
from policytext.tracing.values import Change, Passage

_MAY = find_role("allows")
_SHOWN = re.compile(r"[到至于在]?\d[\d年月日底末前]*|..?", re.DOTALL)
"""What is shown of the measure with a word that it lost or won: a date, or two letters."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """Two parts that say the same, with what binds them."""

    upper: Script
    lower: Script
    old: Binding
    new: Binding

    @property
    def is_condition(self) -> bool:
        """One of them alone is what a penalty is for, 未设置警示标志的，: it binds nobody."""
        return self.upper.of(self.old.part).endswith("的") != self.lower.of(self.new.part).endswith("的")

    @property
    def is_kept(self) -> bool:
        """One of them is forbidden: 不得, 严禁, 禁止."""
        return any(bound.word and bound.word.text in KEPT for bound in (self.old, self.new))

    @property
    def is_allowed(self) -> bool:
        """Both say what somebody may do: 可以举报, 有权举报."""
        sides = ((self.upper, self.old), (self.lower, self.new))
        return all((b.word and b.word.text in _MAY) or s.of(b.part).startswith(_MAY) for s, b in sides)

    @property
    def puts_before(self) -> bool:
        """A word was put straight before the verb that the clause's part opens with: ⟦应当⟧走人行横道."""
        if self.new.word is None:
            return False
        behind = self.lower.letters.position(self.new.word.span.end)
        verb, first = _show(self.lower, behind, self.new.part.end), self.first
        return len(first) > 0 and self.lower.of(verb) == self.upper.of(first)

    @property
    def first(self) -> Part:
        """What the clause's part opens with."""
        return _show(self.upper, self.old.part.start, self.old.part.end)


def tell_bindings(pairs: Sequence[tuple[Binding, Binding]], upper: Script, lower: Script) -> Iterator[Change]:
    """Yield what became of whom the clause binds and how strongly, each frame once."""
    told = [*_tell_each(pairs, upper, lower)]
    swapped = {change.new for change in told if change.kind == "actor" and change.old}
    for change in told:
        # Named beside one part and in another's stead at the next: the second says more.
        is_named = change.kind == "actor" and change.old is None
        if not (is_named and change.new in swapped):
            yield change


def _tell_each(pairs: Sequence[tuple[Binding, Binding]], upper: Script, lower: Script) -> Iterator[Change]:
    told: list[tuple[Change, Span]] = []
    kept = {old.word for old, new in pairs if old.word and old.strength == new.strength and _is_own(old, upper)}
    for old, new in pairs:
        bound = _Bound(upper, lower, old, new)
        if bound.is_condition:
            continue
        changes = [*_tell_subjects(bound)]
        # A word that stays where it stands reaches as far as a drafter cares to say it again.
        if old.word not in kept or _is_own(old, upper):
            changes += _tell_strengths(bound)
        for change in changes:
            if not any(home == new.home and _is_told(change, other) for other, home in told):
                told.append((change, new.home))
                yield change


def _is_told(change: Change, other: Change) -> bool:
    """Tell whether another change says the same: of one frame, or of a measure and of what stands before its verb."""
    if change.kind != other.kind:
        return False
    old, new = (change.old, other.old), (change.new, other.new)
    if old == (None, None) or (all(old) and len({side.span.start for side in old if side}) == 1):
        return True
    return change.kind == "modality" and all(a and b and a.span.overlaps(b.span) for a, b in (old, new))


def _tell_subjects(bound: _Bound) -> Iterator[Change]:
    old, new = bound.old, bound.new
    subject = new.subject if new.subject or old.led else new.whom
    if old.subject is None:
        if old.word is None and not old.led and new.names:
            yield Change(kind="actor", old=None, new=new.subject, rule="subject.named")
    elif subject is not None and old.nearest and old.nearest.by and _encourages(new.word):
        yield from tell_subjects(old.nearest.by, subject)
    elif subject is not None or (new.opens and not (old.led or new.led)):
        yield from tell_subjects(old.subject, subject)


def _encourages(word: Passage | None) -> bool:
    """Tell whether somebody is owed to encourage: 应当鼓励."""
    return word is not None and strength_of(word.text) > PLAIN and any(weak in word.text for weak in ENCOURAGED)


def _tell_strengths(bound: _Bound) -> Iterator[Change]:
    """Yield a change of strength of a pair; what a list's lead-in sets for all its items is told there."""
    old, new = bound.old, bound.new
    was, now = (PLAIN if b.strength is None else b.strength for b in (old, new))
    if _is_as_strong(bound, was, now) or _is_unsaid(bound):
        return
    if new.led and (new.led.forbids or (new.strength is None and _leads(new, was))):
        return
    direction = "raised" if now > was else "lowered"
    kept = old.word is not None and old.word.text in KEPT and not _is_own(new, bound.lower)
    if old.word and (kept or not new.word):
        before, after = _without_word(bound)
        yield Change(kind="modality", old=before, new=after, direction=direction, rule="strength.dropped")
    else:
        rule = "strength." + ("swapped" if old.word else "added")
        before, after = (old.word, new.word) if old.word else _with_word(bound)
        yield Change(kind="modality", old=before, new=after, direction=direction, rule=rule)


def _leads(binding: Binding, was: float) -> bool:
    """Tell whether a list's lead-in is as strong as the clause."""
    return binding.led is not None and (binding.led.owed or strength_of(binding.led.passage.text) == was)


def _is_as_strong(bound: _Bound, was: float, now: float) -> bool:
    """Tell whether two parts bind as strongly: 应当 and 必须 do, and 由 by itself.

    References
    ----------
    立法技术规范（试行）（一）（法工委发〔2009〕62号）: 应当 and 必须 mean the same.
    """
    old, new = bound.old, bound.new
    if bound.is_allowed:
        return True
    if was == now or (min(was, now) > PLAIN and not bound.is_kept):
        return True
    if old.is_assigned and old.strength is None:
        return now >= PLAIN and not bound.is_kept
    return new.is_assigned and new.strength is None and was >= PLAIN


def _is_unsaid(bound: _Bound) -> bool:
    """Tell whether nothing says how strongly one of two parts binds, so that they cannot be compared."""
    old, new = bound.old, bound.new
    if any(
        one.word is None and one.whole == one.part and other.whole != other.part
        for one, other in ((old, new), (new, old))
    ):
        return True
    if old.led and not bound.is_kept and (old.strength is None or new.strength is None):
        return True
    if old.strength is not None or (old.subject is None and new.names):
        return False
    own = _is_own(new, bound.lower)
    if old.is_plain or old.is_assigned:
        return not own and new.word is not None and new.word.text in AUXILIARIES
    return not own or (new.subject is not None and not bound.puts_before)


def _is_own(binding: Binding, script: Script) -> bool:
    """Tell whether a part's word of strength stands in it, or straight before it."""
    if binding.word is None:
        return False
    word, part = binding.word.span, script.span(binding.part)
    return word.start >= part.start or script.letters.position(word.end) == binding.part.start


def _without_word(bound: _Bound) -> tuple[Passage | None, Passage | None]:
    """Return a word that was dropped with the verb behind it, and the verb; else all of both parts from it on."""
    word, (upper, lower), (old, new) = bound.old.word, (bound.upper, bound.lower), (bound.old.part, bound.new.part)
    if word is None:
        return None, None
    verb = _show(upper, upper.letters.position(word.span.end), old.end)
    found = lower.letters.text.find(upper.of(verb), new.start, new.end) if len(verb) else -1
    # 不得占用 → 不占用: the word's own 不 is what is left of it.
    stem = lower.of(new).lstrip(ADDS)
    start = new.end - len(stem)
    if word.text.startswith("不") and stem.startswith("不"):
        shown = Part(start, _show(lower, start + 1, new.end).end)
    elif found >= 0 and not opens_otherwise(upper.of(verb)):
        shown = Part(found, found + len(verb))
    else:
        shown = bound.new.whole
    # A word that stands before the part is shown with its own verb.
    stands = upper.letters.position(word.span.start) >= old.start or opens_otherwise(upper.of(verb))
    whole = bound.old.whole if shown.end >= new.end and stands else verb
    span = Span(word.span.start, max(upper.span(whole).end if len(whole) else 0, word.span.end))
    return Passage(span, span.of(upper.text)), lower.passage(shown)


def _with_word(bound: _Bound) -> tuple[Passage | None, Passage | None]:
    """Return the verb before which a word was put in, and the word with it; else all of both parts."""
    word, (upper, lower), new = bound.new.word, (bound.upper, bound.lower), bound.new.part
    if word is None:
        return None, None
    if not bound.puts_before or opens_otherwise(upper.of(bound.first)):
        told = Span(word.span.start, lower.span(bound.new.whole).end)
        return upper.passage(bound.old.whole), Passage(told, told.of(lower.text))
    verb = _show(lower, lower.letters.position(word.span.end), new.end)
    told = Span(word.span.start, lower.span(verb).end)
    return upper.passage(bound.first), Passage(told, told.of(lower.text))


def _show(script: Script, start: int, end: int) -> Part:
    match = _SHOWN.match(script.letters.text, start, end)
    return Part(start, match.end() if match else start)
