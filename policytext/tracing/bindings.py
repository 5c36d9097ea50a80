"""Bindings (约束): whom the parts of a clause and of its passages bind, and how strongly."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from policytext.spans import Span
from policytext.tracing.bodies import any_of
from policytext.tracing.frames import KEPT, Frame, find_frame, find_plain
from policytext.tracing.lead_ins import LeadIn, find_lead_in
from policytext.tracing.parts import Part, Script
from policytext.tracing.strength import AUXILIARIES, PLAIN, modality_words, strength_of, strengths
from policytext.tracing.values import Passage

_ALONE = re.compile("^[并也且]?(?:(?P<may>有权)|对.*负责$)")
"""What is no part of what somebody may do: 可以委托清点，并对清点结果负责."""
ADDS = "并也且均都亦还"
"""What stands before 不得 at a measure's head: 并不得."""


@cache
def _adverbial() -> re.Pattern[str]:
    """Return a pattern of a part that says by what, for whom, where or when: its verb stands in the part behind it."""
    grounds = "需要|要求|规定|情况|实际|职责|分工|规划|计划|标准|特点|条件|原则|规律"
    whom = f"(?:{any_of('duty-holder')}|[人者户村])"
    places = "(?:[中时内上下前后]|期间|过程|基础上?|同时|区域|地区|场所|范围|地段)"
    makes = "(?:制定|编制|确定|完善|修订|配备|提供|发放|设立|选派|聘请|设置|建设|划定)(?!的)"
    forms = (
        f"(?:根据|按照?|依照|依据|结合|围绕){{rest}}(?:{grounds})",
        f"[对为向]{{rest}}{whom}",
        f"在{{rest}}{places}",
        "..{rest}(?:[时后前]|期间|过程中)",
    )
    # 根据人数制定标准 is a measure: the verb stands in the part itself.
    told = "|".join(form.format(rest=f"(?:(?!{makes}).)*") for form in forms)
    return re.compile(f"(?:并|禁止|严禁|不得)?(?:{told})$")


def find_governed(script: Script, part: Part, parts: Sequence[Part]) -> Part:
    """Return the part with the verb of a measure that a part opens, of the parts of its sentence in order.

    Examples
    --------
    >>> from policytext.tracing.letters import fold_letters
    >>> text = "对清点及时的单位，按照有关规定，给予表彰。"
    >>> script = Script(fold_letters(text), text)
    >>> parts = script.parts(Span(0, len(text)))
    >>> script.printed(find_governed(script, parts[0], parts))
    '给予表彰'
    """
    last = part
    for behind in (p for p in parts if p.start >= part.end):
        if not _adverbial().search(script.of(last)):
            break
        last = behind
    return last


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Whom a part binds, and how strongly, as far as its sentence and its list say so."""

    part: Part
    governed: Part
    """The part with the verb of its measure: another one where it says by what, for whom, where or when alone."""
    subject: Passage | None
    word: Passage | None
    led: LeadIn | None
    home: Span
    """The sentence it stands in."""
    whom: Passage | None
    """Whom the lead-in of its list binds."""
    frame: Frame | None
    """Its own."""
    nearest: Frame | None
    """Its own, or the last one before it in its sentence."""
    opens: bool
    """Nothing stands before its measure that may say whom it binds."""

    @property
    def whole(self) -> Part:
        """The part on to the verb of its measure: 对突出的村，⟦按照规定⟧，⟦给予奖励⟧."""
        return Part(self.part.start, self.governed.end)

    @property
    def strength(self) -> float | None:
        """How strongly it binds; None where nothing says it."""
        return strength_of(self.word.text) if self.word else None

    @property
    def is_assigned(self) -> bool:
        """Who acts stands behind 由: by itself as strong as 应当."""
        return self.nearest is not None and self.nearest.is_agent

    @property
    def is_plain(self) -> bool:
        """It says itself whom it binds, and nothing how strongly: 村委会负责清点."""
        own = self.frame is not None and self.frame.subject is not None
        return own and self.word is None and self.led is None and not self.is_assigned

    @property
    def names(self) -> bool:
        """Its own part says whom it binds, behind 由 or before a strong word."""
        if self.frame is None or self.frame.subject is None:
            return False
        return self.is_assigned or (self.frame.strength or PLAIN) > PLAIN


@dataclass(frozen=True, slots=True)
class Framed:
    """Parts without their frames, and the frame of each that has one."""

    script: Script
    parts: tuple[Part, ...]
    frames: Mapping[Part, Frame]
    homes: Mapping[Part, Span]
    rows: Mapping[Span, tuple[Part, ...]]
    """The parts of each sentence, in order."""
    words: dict[Part, Passage | None] = field(default_factory=dict, repr=False, compare=False)
    """Words of strength of parts that were read before: a sentence may have hundreds."""

    @classmethod
    def of(cls, script: Script, sentences: Iterable[Span]) -> "Framed":
        """Return the parts of some sentences of a document so."""
        told = [
            (part, find_frame(script, part) or find_plain(script, part), home)
            for home in sentences
            for part in script.parts(home)
        ]
        # 有条件的村， is a frame with nothing behind it: a part like any other.
        bare = [
            (frame.rest, frame, home) if frame and len(frame.rest) > 1 else (part, None, home)
            for part, frame, home in told
        ]
        rows: dict[Span, list[Part]] = {home: [] for _, _, home in bare}
        for part, _, home in bare:
            if len(part) > 1:
                rows[home].append(part)
        return cls(
            script,
            tuple(p for p, _, _ in bare if len(p) > 1),
            {p: f for p, f, _ in bare if f},
            {p: h for p, _, h in bare},
            {home: tuple(own) for home, own in rows.items()},
        )

    @property
    def letters(self) -> str:
        """All letters of the measures."""
        return "".join(map(self.script.of, self.parts))

    def bind(self, parts: Sequence[Part]) -> Binding:
        """Return what binds parts that say one thing: that of the first which says itself how strongly, or whom."""
        framed = [part for part in parts if part in self.frames]
        worded = (part for part in framed if self.frames[part].strength is not None)
        return self.binding(next(worded, framed[0] if framed else parts[0]))

    def binding(self, part: Part) -> Binding:
        """Return what binds a part: its own frame, else the last one before it in its sentence."""
        home = self.homes[part]
        own = self.rows[home]
        governed = find_governed(self.script, part, own)
        before = [p for p in own if p <= governed]
        frames = [self.frames[p] for p in before if p in self.frames]
        led = find_lead_in(self.script.text, self.script.span(part).start)
        subject, said = self._find_bound(part, before)
        return Binding(
            part=part,
            governed=governed,
            subject=subject,
            word=self._choose_word(before, said),
            led=led,
            home=home,
            whom=next(self._subjects(self.script.parts(led.head)[::-1]), None) if led else None,
            frame=self.frames.get(governed) or self.frames.get(part),
            nearest=frames[-1] if frames else None,
            opens=self._opens(home),
        )

    def _find_bound(self, part: Part, before: Sequence[Part]) -> tuple[Passage | None, Sequence[Passage]]:
        """Return whom the parts up to a measure bind, and their words of strength, the nearest first."""
        alone = _ALONE.search(self.script.of(before[-1]))
        said = [w for p in reversed(before) if (w := self._word(p)) and (p >= part or self._reaches_on(p, w))]
        said = [w for w in said if not alone or (w.text not in AUXILIARIES and not alone["may"])]
        subjects = (self.frames[p].subject for p in reversed(before) if p in self.frames)
        subject = next((s for s in subjects if s), None)
        home = self.homes[part]
        if (subject is None or not said) and not alone and not self._is_bound_behind(part, home):
            # 公民应当…；增强…: what stands before ； binds what stands behind it.
            ahead = self._parts_ahead(home)
            subject = subject or next(self._subjects(ahead), None)
            said += [word for p in ahead if (word := self._word(p))]
        return subject, said

    def _choose_word(self, before: Sequence[Part], said: Sequence[Passage]) -> Passage | None:
        """Return the word that binds the last of some parts, of those said up to it, the nearest first."""
        governed = before[-1]
        # 禁止在校门外，摆摊: what stands before the verb says it.
        opening = [p for p in reversed(before) if find_governed(self.script, p, before) == governed]
        kept = next((word for p in opening if (word := self._kept_word(p))), None)
        own = self._word(governed)
        if kept or (own and own.text in AUXILIARIES):
            return kept or own
        loose = [word for word in said if word.text not in KEPT]
        # 应当…，倡导文明上网: what is owed is to encourage it.
        return next((word for word in loose if strength_of(word.text) > PLAIN), next(iter(loose), None))

    def _opens(self, home: Span) -> bool:
        """Tell whether nothing stands before the measures of a sentence: 应当及时清点, 做好宣传工作."""
        own = self.rows[home]
        worded = next((n for n, p in enumerate(own) if p in self.frames or self._word(p)), 0)
        return worded == 0 and (own[0] in self.frames or self._word(own[0]) is None)

    def _is_bound_behind(self, part: Part, home: Span) -> bool:
        """Tell whether the rest of a part's sentence says whom it binds, or how: 对隐患，⟦民政所应当⟧责令整改."""
        behind = (p for p in self.rows[home] if p > part)
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
        """Return the word of strength of a part, read once."""
        if part not in self.words:
            self.words[part] = self._find_word(part)
        return self.words[part]

    def _find_word(self, part: Part) -> Passage | None:
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
        return self.script.passage(Part(*match.span()))

    def _kept_word(self, part: Part) -> Passage | None:
        """Return 不得, 严禁, 禁止 at a measure's head: they bind it alone."""
        word = self._strong_word(part)
        return word if word and word.text in KEPT else None

    def _strong_word(self, part: Part) -> Passage | None:
        for match in modality_words().finditer(self.script.letters.text, part.start, part.end):
            before = self.script.letters.text[part.start : match.start()]
            heads = match.group() not in KEPT or not before.strip(ADDS)
            if strengths()[match.group()] > PLAIN and heads:
                return self.script.passage(Part(*match.span()))
        return None
