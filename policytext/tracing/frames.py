"""Frames (句首框架): whom a clause binds and how strongly, as it stands before the measure: 各村应当…, 由民政部门….

Bodies are atoms here: a subject is compared whole, item by item where it is a list of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policytext.spans import Span
from policytext.tracing.bodies import any_of, duty_holder, is_same_body, measure_verb
from policytext.tracing.letters import fold_letters
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import JOINER
from policytext.tracing.strength import PLAIN, VERBS, modality_words, strength_of
from policytext.tracing.values import Change, Passage

_JOINERS = re.compile(f"[，,]|{JOINER}")
_LED = re.compile(r"(?=负责|统筹|承担|牵头|不(?![断仅同良少]))")
"""What a subject without a modality word stands before."""
_AGENT = re.compile(
    r"由([\u4e00-\u9fff]{2,30}?(?:部门|机关|委员会|政府|办公室|[局厅所站院队]|牵头|负责))(?=责令|除|依|处|给|予|会同|按|统|组|负|牵|$|[\u4e00-\u9fff])"
)
_PREPOSITION = re.compile("[在于以把将对向从由通按]")
_BRACKETS = str.maketrans("", "", "（）()")
"""街道（乡镇）党（工）委 is one name."""
KEPT = ("不得", "严禁", "禁止")
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
        return strength_of(self.word.text) if self.word and self.word.text != "要" else None


@cache
def _words() -> re.Pattern[str]:
    """Return a pattern of words of strength in a row, those of one letter too where no longer word holds them."""
    single = "应(?![急用对诉答付激变聘届])|(?<![必务])须(?![知要])|(?<![重主需必首纲摘紧])要(?![求素点件闻害务道领紧])"
    word = f"(?:{modality_words().pattern}|{single})"
    # 倡导和促进: coordinated with a verb it is one itself.
    return re.compile(f"{word}(?:[和与]?{word})*(?![和与])")


@cache
def _encouraged() -> re.Pattern[str]:
    """Return a pattern of whom a weak word speaks to, behind it: 鼓励⟦单位和个人⟧参加."""
    body = rf"[\u4e00-\u9fff]{{0,8}}?{any_of('duty-holder')}"
    return re.compile(rf"((?>{body}(?:(?:[和与及或]|以及)?{body})*))(?![和与及或的等会代])(?=.{{3}})")


@cache
def _joined() -> re.Pattern[str]:
    """Return a pattern of whom a body acts with: 会同⟦同级农业主管部门⟧."""
    body = any_of("duty-holder")
    return re.compile(rf"会[同商][\u4e00-\u9fff、]{{0,20}}?{body}(?:[和与、][\u4e00-\u9fff]{{0,12}}?{body})*")


def find_frame(script: Script, part: Part) -> Frame | None:
    """Return a part's frame; None where it is a measure alone."""
    letters = script.letters.text
    agent = _AGENT.match(letters, part.start, part.end)
    if agent is not None:
        return Frame(_printed(script, Part(*agent.span(1))), None, Part(agent.end(1), part.end))
    match = _words().search(letters, part.start, min(part.end, part.start + _MOST))
    if match is None or match.start() - part.start == 1 or match.group() in VERBS:
        return None if match and match.start() == part.start else _find_led(script, part)
    if match.start() == part.start:
        return _find_bare(script, part, match.end())
    subject = _printed(script, Part(part.start, match.start()))
    if not is_subject(subject.text, before_word=strength_of(match.group()) >= PLAIN):
        return _find_led(script, part)
    if match.group() in KEPT:
        return Frame(subject, None, Part(match.start(), part.end))
    return Frame(subject, _printed(script, Part(*match.span())), Part(match.end(), part.end))


def _find_bare(script: Script, part: Part, end: int) -> Frame | None:
    """Return the frame of a part that opens with a word of strength, which ends at `end`."""
    word, rest = _printed(script, Part(part.start, end)), Part(end, part.end)
    if word.text in KEPT:
        return None
    return _with_encouraged(script, word, rest) if strength_of(word.text) < PLAIN else Frame(None, word, rest)


def _with_encouraged(script: Script, word: Passage, rest: Part) -> Frame:
    """Return the frame of a weak word, with whom it speaks to."""
    match = _encouraged().match(script.letters.text, rest.start, rest.end)
    whom = _printed(script, Part(*match.span(1))) if match else None
    if match is None or whom is None or _PREPOSITION.match(whom.text):
        return Frame(None, word, rest)
    if not all(is_subject(item) for item in _JOINERS.split(whom.text)):
        return Frame(None, word, rest)
    return Frame(whom, word, Part(match.end(1), rest.end))


def _find_led(script: Script, part: Part) -> Frame | None:
    match = _LED.search(script.letters.text, part.start + 2, min(part.end, part.start + _MOST))
    subject = _printed(script, Part(part.start, match.start())) if match else None
    if match is None or subject is None or not is_subject(subject.text):
        return None
    return Frame(subject, None, Part(match.start(), part.end))


def is_head(text: str) -> bool:
    """Tell whether a stretch is the head of a list: 食客应当遵守下列规定：."""
    return text.rstrip().endswith(("：", ":"))


def find_subjects(text: str, stretches: Iterable[Span]) -> Iterator[Span]:
    """Yield whom some stretches of a text bind, and with whom; the lead-in of a list is about nothing else."""
    script = Script(fold_letters(text), text)
    for stretch in (s for s in stretches if not is_head(s.of(text))):
        frames = (find_frame(script, part) for part in script.parts(stretch))
        yield from (frame.subject.span for frame in frames if frame and frame.subject)
        yield from (Span(*match.span()) for match in _joined().finditer(text, stretch.start, stretch.end))


def is_subject(text: str, *, before_word: bool = False) -> bool:
    """Tell whether a stretch is nothing but who is bound."""
    text = text.translate(_BRACKETS)
    if measure_verb().search(text) or text.endswith("他人"):
        return False
    return bool(duty_holder().search(text)) and (before_word or not text.endswith("的"))


def _printed(script: Script, part: Part) -> Passage:
    span = script.span(part)
    while script.text[span.end : span.end + 1] in ("）", ")"):
        span = Span(span.start, span.end + 1)
    return Passage(span, span.of(script.text).rstrip("，,"))


def tell_subjects(old: Passage | None, new: Passage | None) -> Iterator[Change]:
    """Yield what became of a subject: another actor, or a longer or shorter list of the same ones."""
    if old is None or new is None:
        yield from (Change(kind="actor", old=o, new=None, rule="subject.dropped") for o in (old,) if o)
        return
    had, has = ([w for w in _JOINERS.split(p.text.rstrip("等")) if w] for p in (old, new))
    gone, come = (
        [i for i in own if not any(is_same_body(i, j) for j in others)] for own, others in ((had, has), (has, had))
    )
    # One body that became two is another actor; a list that lost or won members is the same one.
    listed = len(had) > 1 and not (gone and come)
    if listed:
        yield from (
            Change(kind="scope", old=_within(old, i), new=None, direction="narrower", rule="subject.item") for i in gone
        )
        yield from (
            Change(kind="scope", old=None, new=_within(new, i), direction="wider", rule="subject.item") for i in come
        )
    elif (gone or come) and min(len(had), len(has)) > 1 and len(gone) < len(had):
        yield Change(kind="actor", old=old, new=new, rule="subject.list")
    elif gone or come:
        yield Change(kind="actor", old=old, new=new, rule="subject.swapped")


def _within(passage: Passage, item: str) -> Passage:
    start = passage.span.start + passage.text.index(item)
    return Passage(Span(start, start + len(item)), item)
