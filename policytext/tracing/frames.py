"""Frames (句首框架): whom a clause binds and how strongly, as it stands before the measure: 各村应当…, 由民政部门….

Bodies are atoms here: a subject is compared whole, item by item where it is a list of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.spans import Span
from policytext.tracing.bodies import duty_holder
from policytext.tracing.hunks import modality_words, strengths
from policytext.tracing.items import JOINER
from policytext.tracing.parts import Part, Script
from policytext.tracing.values import Change, Passage
from policytext.tracing.wording import VERBS

_VERB = re.compile("健全|建立|加强|推进|完善|发挥|保障|保护|维护|培育|引导|支持|提高|提升|参与|落实|开展")
_JOINERS = re.compile(f"[，,]|{JOINER}")
_LED = re.compile(r"(?=负责|统筹|承担|牵头)")
"""What a subject without a modality word stands before."""
_AGENT = re.compile(
    r"由([\u4e00-\u9fff]{2,30}?(?:部门|机关|委员会|政府|办公室|[局厅]|牵头|负责))(?=责令|除|依|处|给|予|会同|按|统|组|负|牵|$|[\u4e00-\u9fff])"
)
_KEPT = ("不得", "严禁", "禁止")
"""Words that belong to the measure: 不得占用 against 不占用 is told there."""
_MOST = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before a measure."""

    subject: Passage | None
    word: Passage | None
    """The modality word; None where the measure itself has it."""
    rest: Part
    """The measure."""

    @property
    def strength(self) -> int | None:
        """How strongly it binds; None where it has no word, or 要, which plans say or leave out as they like."""
        return strengths()[self.word.text] if self.word and self.word.text != "要" else None


@cache
def _words() -> re.Pattern[str]:
    """Return a pattern of the modality words, those of one letter too where no longer word holds them."""
    single = "应(?![急用对诉答付激变聘届])|(?<![重主需必首纲摘紧])要(?![求素点件闻害务道领紧])"
    return re.compile(f"{modality_words().pattern}|{single}")


def find_frame(script: Script, part: Part) -> Frame | None:
    """Return a part's frame; None where it is a measure alone."""
    agent = _AGENT.match(script.letters.text, part.start, part.end)
    if agent is not None:
        return Frame(_printed(script, Part(*agent.span(1))), None, Part(agent.end(1), part.end))
    match = _words().search(script.letters.text, part.start, min(part.end, part.start + _MOST))
    if match is None:
        return _find_led(script, part)
    subject = _printed(script, Part(part.start, match.start())) if match.start() - part.start >= 2 else None
    if match.start() > part.start and (subject is None or not is_subject(subject.text, before_word=True)):
        return None
    if match.group() in _KEPT:
        return Frame(subject, None, Part(match.start(), part.end)) if subject else None
    if subject is None and match.group() in VERBS:
        return None
    return Frame(subject, _printed(script, Part(*match.span())), Part(match.end(), part.end))


def _find_led(script: Script, part: Part) -> Frame | None:
    match = _LED.search(script.letters.text, part.start + 2, min(part.end, part.start + _MOST))
    subject = _printed(script, Part(part.start, match.start())) if match else None
    if match is None or subject is None or not is_subject(subject.text, before_word=True):
        return None
    return Frame(subject, None, Part(match.start(), part.end))


def is_subject(text: str, *, before_word: bool = False) -> bool:
    """Tell whether a stretch is nothing but who is bound."""
    return bool(duty_holder().search(text)) and not _VERB.search(text) and (before_word or not text.endswith("的"))


def _printed(script: Script, part: Part) -> Passage:
    span = script.span(part)
    while script.text[span.end : span.end + 1] in ("）", ")"):
        span = Span(span.start, span.end + 1)
    return Passage(span, span.of(script.text).rstrip("，,"))


def tell_subjects(old: Passage | None, new: Passage | None) -> Iterator[Change]:
    """Yield what became of a subject: another actor, or a longer or shorter list of the same ones."""
    if old is None or new is None:
        yield from (Change(kind="actor", old=o, new=None) for o in (old,) if o)
        return
    had, has = ([w for w in _JOINERS.split(p.text.rstrip("等")) if w] for p in (old, new))
    gone, come = [i for i in had if i not in has], [i for i in has if i not in had]
    # One body that became two is another actor; a list that lost or won members is the same one.
    listed = len(had) > 1 and not (gone and come)
    if listed:
        yield from (Change(kind="scope", old=_within(old, i), new=None, direction="narrower") for i in gone)
        yield from (Change(kind="scope", old=None, new=_within(new, i), direction="wider") for i in come)
    elif gone or come:
        yield Change(kind="actor", old=old, new=new)


def tell_strengths(old: Frame | None, new: Frame | None, plain: int, texts: Sequence[Script]) -> Iterator[Change]:
    """Yield a change of strength between two frames; `plain` is what a measure without a word has there."""
    was = old.strength if old else None
    now = new.strength if new else None
    after_word = plain if now is None else now
    if was is None or was == after_word:
        return
    direction = "raised" if after_word > was else "lowered"
    if old and old.word and new and new.word:
        yield Change(kind="modality", old=old.word, new=new.word, direction=direction)
    elif old and old.word:
        verb = Part(old.rest.start, min(old.rest.start + 2, old.rest.end))
        whole = Span(old.word.span.start, texts[0].span(verb).end) if len(verb) else old.word.span
        same = new.rest if new else None
        kept = same is not None and texts[1].of(Part(same.start, min(same.start + 2, same.end))) == texts[0].of(verb)
        after = texts[1].span(Part(same.start, min(same.start + 2, same.end))) if kept and same else None
        yield Change(
            kind="modality",
            old=Passage(whole if kept else old.word.span, (whole if kept else old.word.span).of(texts[0].text)),
            new=Passage(after, after.of(texts[1].text)) if after else None,
            direction=direction,
        )


def _within(passage: Passage, item: str) -> Passage:
    start = passage.span.start + passage.text.index(item)
    return Passage(Span(start, start + len(item)), item)
