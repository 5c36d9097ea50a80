"""Bindings (约束): whom the parts of a clause and of its passages bind, and how strongly; what became of both."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.frames import KEPT, Frame, find_frame, tell_subjects
from policytext.tracing.lead_ins import LeadIn, find_lead_in
from policytext.tracing.parts import Part, Script
from policytext.tracing.strength import AUXILIARIES, PLAIN, modality_words, strength_of, strengths
from policytext.tracing.values import Change, Passage

_SHOWN = re.compile(r"[到至于在]?\d[\d年月日底末前]*|..?", re.DOTALL)
"""What is shown of the measure with a word that it lost or won: a date, or two letters."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Whom a part binds, and how strongly, as far as its sentence and its list say so."""

    part: Part
    subject: Passage | None
    word: Passage | None
    strength: int | None
    """None where nothing says it."""
    led: LeadIn | None
    home: Span
    """The sentence it stands in."""
    whom: Passage | None = None
    """Whom the lead-in of its list binds."""


@dataclass(frozen=True, slots=True)
class Framed:
    """Parts without their frames, and the frame of each that has one."""

    script: Script
    parts: tuple[Part, ...]
    frames: Mapping[Part, Frame]
    homes: Mapping[Part, Span]

    @classmethod
    def of(cls, script: Script, sentences: Iterable[Span]) -> "Framed":
        """Return the parts of some sentences of a document so."""
        told = [(part, find_frame(script, part), home) for home in sentences for part in script.parts(home)]
        # 有条件的村， is a frame with nothing behind it: a part like any other.
        bare = [
            (frame.rest, frame, home) if frame and len(frame.rest) > 1 else (part, None, home)
            for part, frame, home in told
        ]
        return cls(
            script,
            tuple(p for p, _, _ in bare if len(p) > 1),
            {p: f for p, f, _ in bare if f},
            {p: h for p, _, h in bare},
        )

    @property
    def letters(self) -> str:
        """All letters of the measures."""
        return "".join(map(self.script.of, self.parts))

    def binding(self, part: Part) -> Binding:
        """Return what binds a part: its own frame, else the last one before it in its sentence."""
        home = self.homes[part]
        before = [p for p in self.parts if p <= part and self.homes[p] == home]
        frames = [self.frames[p] for p in before if p in self.frames]
        led = find_lead_in(self.script.text, self.script.span(part).start)
        said = [w for p in reversed(before) if (w := self._word(p)) and (p == part or self._reaches_on(p, w))]
        subject = next((f.subject for f in reversed(frames) if f.subject), None)
        if (subject is None or not said) and not self._is_bound_behind(part, home):
            # 公民应当…；增强…: what stands before ； binds what stands behind it.
            ahead = self._parts_ahead(home)
            subject = subject or next(self._subjects(ahead), None)
            said += [word for p in ahead if (word := self._word(p))]
        # 应当…，倡导文明上网: what is owed is to encourage it.
        owed = (word for word in said if strength_of(word.text) > PLAIN and word.text not in KEPT)
        word = self._kept_word(part) or next(owed, None) or next((w for w in said if w.text not in KEPT), None)
        whom = next(self._subjects(self.script.parts(led.head)[::-1]), None) if led else None
        return Binding(part, subject, word, strength_of(word.text) if word else None, led, home, whom)

    def _is_bound_behind(self, part: Part, home: Span) -> bool:
        """Tell whether the rest of a part's sentence says whom it binds, or how: 对隐患，⟦民政所应当⟧责令整改."""
        behind = (p for p in self.parts if p > part and self.homes[p] == home)
        return any(p in self.frames or self._word(p) for p in behind)

    def _reaches_on(self, part: Part, word: Passage) -> bool:
        """Tell whether a word binds what is behind the next comma: 探索设立机构，完善职能 explores the first alone."""
        frame = self.frames.get(part)
        weak = strength_of(word.text) < PLAIN and word.text not in AUXILIARIES
        return not weak or (frame is not None and frame.subject is not None)

    def _parts_ahead(self, home: Span) -> Sequence[Part]:
        """Return the parts before a sentence in its period (up to 。), the last first."""
        start = max(self.script.text.rfind(stop, 0, home.start) for stop in "。！？\n") + 1
        return self.script.parts(Span(start, home.start))[::-1] if start < home.start else ()

    def _subjects(self, parts: Sequence[Part]) -> Iterator[Passage]:
        frames = (find_frame(self.script, part) for part in parts)
        yield from (frame.subject for frame in frames if frame and frame.subject)

    def _word(self, part: Part) -> Passage | None:
        """Return the word of strength of a part: its frame's, else a strong one within it."""
        frame = self.frames.get(part) or find_frame(self.script, part)
        if frame is not None and frame.strength is not None:
            return frame.word
        return self._strong_word(part) or self._auxiliary(part)

    def _auxiliary(self, part: Part) -> Passage | None:
        """Return a weak word that is no verb, wherever it stands: 评价结果可以公开."""
        found = (m for m in modality_words().finditer(self.script.letters.text, part.start, part.end))
        match = next((m for m in found if m.group() in AUXILIARIES), None)
        if match is None:
            return None
        span = self.script.span(Part(*match.span()))
        return Passage(span, span.of(self.script.text))

    def _kept_word(self, part: Part) -> Passage | None:
        """Return 不得, 严禁, 禁止 at a measure's head: they bind it alone."""
        word = self._strong_word(part)
        return word if word and word.text in KEPT else None

    def _strong_word(self, part: Part) -> Passage | None:
        for match in modality_words().finditer(self.script.letters.text, part.start, part.end):
            heads = match.start() == part.start or match.group() not in KEPT
            if strengths()[match.group()] > PLAIN and heads:
                span = self.script.span(Part(*match.span()))
                return Passage(span, span.of(self.script.text))
        return None


def tell_bindings(pairs: Sequence[tuple[Binding, Binding]], upper: Script, lower: Script) -> Iterator[Change]:
    """Yield what became of whom the clause binds and how strongly, each frame once."""
    told: set[tuple[object, ...]] = set()
    for old, new in pairs:
        changes = [*_tell_subjects(old, new), *_tell_strengths(old, new, upper, lower)]
        for change in changes:
            key = (change.kind, change.old and change.old.span.start, new.home)
            if key not in told:
                told.add(key)
                yield change


def _tell_subjects(old: Binding, new: Binding) -> Iterator[Change]:
    subject = new.subject if new.subject or old.led else new.whom
    if old.subject is None or (subject is None and (old.led or new.led)):
        return
    yield from tell_subjects(old.subject, subject)


def _tell_strengths(old: Binding, new: Binding, upper: Script, lower: Script) -> Iterator[Change]:
    """Yield a change of strength of a pair; what a list's lead-in sets for all its items is told there."""
    if new.led and new.led.forbids:
        return
    was, now = (PLAIN if b.strength is None else b.strength for b in (old, new))
    kept = any(b.word and b.word.text in KEPT for b in (old, new))
    if was == now or (old.led and not kept and (old.strength is None or new.strength is None)):
        return
    if old.strength is None and (new.subject is not None or not _is_own(new, lower)):
        return
    if new.led and new.strength is None and (new.led.owed or strength_of(new.led.passage.text) == was):
        return
    direction = "raised" if now > was else "lowered"
    if old.word and not new.word:
        before, after = _without_word(old, new, upper, lower)
        yield Change(kind="modality", old=before, new=after, direction=direction, rule="strength.dropped")
    else:
        rule = "strength." + ("swapped" if old.word else "added")
        before, after = (old.word, new.word) if old.word else _with_word(old, new, upper, lower)
        yield Change(kind="modality", old=before, new=after, direction=direction, rule=rule)


def _is_own(binding: Binding, script: Script) -> bool:
    """Tell whether a part's word of strength stands in it, or straight before it."""
    if binding.word is None:
        return False
    word, part = binding.word.span, script.span(binding.part)
    return word.start >= part.start or script.letters.position(word.end) == binding.part.start


def _without_word(old: Binding, new: Binding, upper: Script, lower: Script) -> tuple[Passage | None, Passage | None]:
    """Return a word that was dropped with the verb behind it, and the verb; the word alone where its subject stays."""
    if old.word is None:
        return None, None
    behind = upper.letters.position(old.word.span.end)
    verb = _show(upper, behind, old.part.end)
    start = new.part.start
    # 不得占用 → 不占用: the word's own 不 is what is left of it.
    negated = old.word.text.startswith("不") and lower.letters.text[start : start + 1] == "不"
    first = Part(start, _show(lower, start + negated, new.part.end).end)
    follows = new.subject is not None and lower.letters.position(new.subject.span.end) == start
    if follows and not negated:
        return old.word, None
    if not len(verb) or (upper.of(verb) != lower.of(first)[negated:] and not negated):
        return old.word, None
    whole = Span(old.word.span.start, upper.span(verb).end)
    shown = lower.span(first)
    return Passage(whole, whole.of(upper.text)), Passage(shown, shown.of(lower.text))


def _with_word(old: Binding, new: Binding, upper: Script, lower: Script) -> tuple[Passage | None, Passage | None]:
    """Return the verb before which a word was put in, and the word with it; else all of both parts."""
    if new.word is None:
        return None, None
    behind = lower.letters.position(new.word.span.end)
    verb, first = _show(lower, behind, new.part.end), _show(upper, old.part.start, old.part.end)
    if not len(first) or lower.of(verb) != upper.of(first):
        told = Span(new.word.span.start, lower.span(new.part).end)
        return _print(upper, old.part), Passage(told, told.of(lower.text))
    whole, shown = Span(new.word.span.start, lower.span(verb).end), upper.span(first)
    return Passage(shown, shown.of(upper.text)), Passage(whole, whole.of(lower.text))


def _show(script: Script, start: int, end: int) -> Part:
    match = _SHOWN.match(script.letters.text, start, end)
    return Part(start, match.end() if match else start)


def _print(script: Script, part: Part) -> Passage:
    span = script.span(part)
    return Passage(span, span.of(script.text))
