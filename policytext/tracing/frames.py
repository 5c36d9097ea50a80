"""Frames (句首框架): whom a clause binds and how strongly, as it stands before the measure: 各村应当…, 由民政部门….

Bodies are atoms here: a subject is compared whole, item by item where it is a list of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from policytext.spans import Span
from policytext.tracing.agents import find_agents
from policytext.tracing.bodies import any_of, duty_holder, measure_verb, opens_otherwise
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import BODY_JOINER
from policytext.tracing.strength import AUXILIARIES, PLAIN, VERBS, any_role, find_role, modality_words, strength_of
from policytext.tracing.values import Passage

_PREPOSITION = re.compile("[在于以把将对向从由通按]")
_TARGET = re.compile("对[于]?(?![外内])")
"""What a part opens with that says first whom a measure is for: 对突出的单位应当由镇政府表彰."""
_LISTED = re.compile("、[^，、]{2,8}等(?:处|地|场所)?$")
"""机场、车站、码头等应当…: what a strong word stands behind is bound, whatever it is."""
_BY = re.compile("由")
_STATE = "国家"
_BRACKETS = str.maketrans("", "", "（）()")
"""街道（乡镇）党（工）委 is one name."""
KEPT = find_role("forbids")
"""Words that belong to the measure: 不得占用 against 不占用 is told there."""
_MOST = 60
_LEAST_TOLD = 12
"""Letters before the last 的 from which a subject tells of the measure."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before a measure."""

    subject: Passage | None
    word: Passage | None
    """The modality word; None where the measure itself has it."""
    rest: Part
    """The measure."""
    by: Passage | None = None
    """The state, where whom it encourages is bound: ⟦国家⟧鼓励村民参加."""
    is_agent: bool = False
    """It names who acts behind 由: by itself as strong as 应当, and it says so of whatever is before it."""

    @property
    def is_bare(self) -> bool:
        """Whom it binds says nothing of the measure: 委员会的办事机构, not 受委托实施劳动保障监察的组织中的监察员."""
        told = self.subject.text.rpartition("的")[0] if self.subject else ""
        return len(told) < _LEAST_TOLD or duty_holder().search(told) is not None

    @property
    def strength(self) -> float | None:
        """How strongly it binds; None where it has no word, or 要, which plans say or leave out as they like."""
        return strength_of(self.word.text) if self.word and self.word.text != "要" else None


@cache
def _words() -> re.Pattern[str]:
    """Return a pattern of words of strength in a row, those of one letter too where no longer word holds them."""
    word = f"(?:{modality_words().pattern}|{any_role('alone')})"
    # 倡导和促进: coordinated with a verb it is one itself.
    return re.compile(f"{word}(?:[和与]?{word})*(?:(?<=[当须得])|(?![和与]))")


@cache
def _encouraged() -> re.Pattern[str]:
    """Return a pattern of whom a weak word speaks to, behind it: 鼓励⟦单位和个人⟧参加."""
    body = rf"[\u4e00-\u9fff]{{0,8}}?{any_of('duty-holder')}"
    return re.compile(rf"((?>{body}(?:(?:[和与及或]|以及)?{body})*))(?![和与及或的等会代])(?=.{{3}})")


@cache
def _plain() -> re.Pattern[str]:
    """Return a pattern of whom a part binds before what it goes on with, where no word of strength stands between."""
    state = rf"{_STATE}(?={any_of('goes-on', 'verb', 'state')})(?!.{{2,4}}的)"
    return re.compile(rf"{state}|[\u4e00-\u9fff]{{0,40}}?{any_of('duty-holder')}(?={any_of('goes-on')}(?![的者]))")


@cache
def _of_whom() -> re.Pattern[str]:
    """Return a pattern of which body of the one before it is meant: 县级人民政府⟦负责教育督导的机构⟧."""
    return re.compile(rf"{any_of('charged')}[\u4e00-\u9fff]{{2,14}}?的{any_of('duty-holder')}(?:或者?(?:部门|机构))?")


@cache
def _led() -> re.Pattern[str]:
    """Return a pattern of where a subject without a modality word ends: 财政所⟦负责⟧拨付."""
    return re.compile(f"(?={any_of('led')})")


@cache
def _joined() -> re.Pattern[str]:
    """Return a pattern of whom a body acts with: 会同⟦同级农业主管部门⟧."""
    body = any_of("duty-holder")
    return re.compile(rf"会[同商][\u4e00-\u9fff、]{{0,20}}?{body}(?:[和与、][\u4e00-\u9fff]{{0,12}}?{body})*")


def find_frame(script: Script, part: Part) -> Frame | None:
    """Return a part's frame; None where it is a measure alone."""
    letters = script.letters.text
    agent = find_agents(script, part.start, part.end)
    if agent is not None:
        return Frame(_printed(script, agent), None, Part(agent.end, part.end), is_agent=True)
    state = _find_state(script, part) if letters.startswith(_STATE, part.start, part.end) else None
    return state or _find_worded(script, part)


def _find_worded(script: Script, part: Part) -> Frame | None:
    """Return the frame of a part with its first word of strength."""
    match = _words().search(script.letters.text, part.start, min(part.end, part.start + _MOST))
    if match is None or match.start() - part.start == 1 or match.group() in VERBS:
        return None if match and match.start() == part.start else _find_led(script, part)
    if match.start() == part.start:
        return _find_bare(script, part, match.end())
    subject, word = (_printed(script, Part(*ends)) for ends in ((part.start, match.start()), match.span()))
    if _TARGET.match(subject.text):
        agent = find_agents(script, match.end(), part.end)
        return Frame(_printed(script, agent) if agent else None, word, part)
    if not is_subject(subject.text, before_word=strength_of(word.text) >= PLAIN or word.text in AUXILIARIES):
        return _find_led(script, part)
    kept = match.group() in KEPT
    return Frame(subject, None if kept else word, Part(match.start() if kept else match.end(), part.end))


def _find_state(script: Script, part: Part) -> Frame | None:
    """Return the frame of what the state does: ⟦国家⟧支持…; of 国家鼓励⟦单位和个人⟧…, who is encouraged."""
    start = part.start + len(_STATE)
    subject = _printed(script, Part(part.start, start))
    match = _words().match(script.letters.text, start, part.end)
    described = match is not None and "的" in script.letters.text[match.end() : match.end() + 1]
    if match is not None and not described and match.group() not in KEPT:
        word, rest = _printed(script, Part(*match.span())), Part(match.end(), part.end)
        frame = _with_encouraged(script, word, rest)
        return replace(frame, by=subject) if frame.subject else Frame(subject, word, rest)
    return None


def find_plain(script: Script, part: Part) -> Frame | None:
    """Return the frame of a part that opens with whom it binds and goes on with a verb: ⟦用人单位⟧按照工资总额缴纳."""
    letters = script.letters.text
    places = (match.start() for match in _BY.finditer(letters, part.start, part.end))
    agent = next((agent for at in places if (agent := find_agents(script, at, part.end))), None)
    if agent is not None:  # 具体办法由省人民政府制定
        return Frame(_printed(script, agent), None, part, is_agent=True)
    match = _plain().match(letters, part.start, min(part.end, part.start + _MOST))
    subject = _printed(script, Part(*match.span())) if match else None
    if match is None or subject is None or opens_otherwise(subject.text) or not is_subject(subject.text):
        return None
    more = _of_whom().match(letters, match.end(), part.end)
    end = more.end() if more else match.end()
    return Frame(_printed(script, Part(part.start, end)), None, Part(end, part.end))


def _find_bare(script: Script, part: Part, end: int) -> Frame | None:
    """Return the frame of a part that opens with a word of strength, which ends at `end`."""
    word, rest = _printed(script, Part(part.start, end)), Part(end, part.end)
    if word.text in KEPT:
        return None
    agent = find_agents(script, rest.start, rest.end)
    if agent is not None:  # 可以由
        return Frame(_printed(script, agent), word, Part(agent.end, part.end))
    return _with_encouraged(script, word, rest) if strength_of(word.text) < PLAIN else Frame(None, word, rest)


def _with_encouraged(script: Script, word: Passage, rest: Part) -> Frame:
    """Return the frame of a weak word, with whom it speaks to."""
    match = _encouraged().match(script.letters.text, rest.start, rest.end)
    whom = _printed(script, Part(*match.span(1))) if match else None
    if match is None or whom is None or _PREPOSITION.match(whom.text):
        return Frame(None, word, rest)
    if not all(is_subject(item) for item in BODY_JOINER.split(whom.text)):
        return Frame(None, word, rest)
    return Frame(whom, word, Part(match.end(1), rest.end))


def _find_led(script: Script, part: Part) -> Frame | None:
    match = _led().search(script.letters.text, part.start + 2, min(part.end, part.start + _MOST))
    subject = _printed(script, Part(part.start, match.start())) if match else None
    if match is None or subject is None or not is_subject(subject.text):
        return None
    more = _of_whom().match(script.letters.text, match.start(), part.end)
    if more:
        return Frame(_printed(script, Part(part.start, more.end())), None, Part(more.end(), part.end))
    return Frame(subject, None, Part(match.start(), part.end))


def is_head(text: str) -> bool:
    """Tell whether a stretch is the head of a list: 食客应当遵守下列规定：."""
    return text.rstrip().endswith(("：", ":"))


def find_subjects(text: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield whom some stretches of a text bind, and with whom; the lead-in of a list is about nothing else."""
    script = Script(fold_letters(text), text)
    for stretch in (s for s in stretches if not is_head(s.of(text))):
        frames = (find_frame(script, part) for part in script.parts(stretch))
        yield from (frame.subject.span for frame in frames if frame and frame.subject and frame.is_bare)
        yield from (Span(*match.span()) for match in _joined().finditer(text, stretch.start, stretch.end))


def is_subject(text: str, *, before_word: bool = False) -> bool:
    """Tell whether a stretch is nothing but who is bound."""
    text = text.translate(_BRACKETS)
    # 承担促进职责的单位: what it does to whom is part of who it is.
    bare = text.rsplit("的", 1)[-1] if before_word and not opens_otherwise(text) and not text.endswith("的") else text
    if text == _STATE:
        return True
    if measure_verb().search(bare) or text.endswith("他人") or text.startswith(("收取", "有权", "由")):
        return False
    listed = before_word and _LISTED.search(text) is not None and not opens_otherwise(text)
    return listed or (bool(duty_holder().search(text)) and (before_word or not text.endswith("的")))


def _printed(script: Script, part: Part) -> Passage:
    span = script.span(part)
    inside = span.of(script.text)
    if script.text[span.end : span.end + 1] in ("）", ")") and re.search(r"[（(][^）)]*$", inside):
        span = Span(span.start, span.end + 1)
    return Passage(span, span.of(script.text).rstrip("，,"))
