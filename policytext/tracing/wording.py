"""What a stretch of changed wording changes: an item, what a word covers, a body, a place, detail, a slogan."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from policytext.divisions import is_listed
from policytext.findings.vocabulary import word_class
from policytext.spans import Span
from policytext.tracing.bodies import find_class, idle, is_same_body
from policytext.tracing.edits import find_edits
from policytext.tracing.figures import print_figures
from policytext.tracing.items import is_said, join_items, split_items
from policytext.tracing.parts import Part, Script
from policytext.tracing.seams import JOINER
from policytext.tracing.strength import find_role, modality_words
from policytext.tracing.stretches import Form, Measure, Stretch, grow_edits, strip_joiners
from policytext.tracing.treatments import CONDITION, DUTY
from policytext.tracing.values import Change, Passage

WORDING = "wording"
"""Kind of an edit of one word: by itself no change; in many clauses a term renamed."""
_TERRITORY = re.compile(r"(?:本|全)(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道)|省内|市内|国家|全国")
_DETAIL = re.compile(r"\d|[一二三四五六七八九十两]+[个名次处所家项户年月]|[“《]")
_FIGURE = re.compile(r"[\d〇一二三四五六七八九十百千万亿两]+[年月日元％%]?")
_SPLIT = re.compile(f"{JOINER}|进行|对于|有关|[等对将把的]")
_LIST = re.compile(JOINER)
_EXAMPLES = re.compile("[\u4e00-\u9fff][^\\W\\d一二三四五六七八九十高中初平同均优劣特]等$")
"""⟦公共汽车等⟧公共交通工具: examples make it concrete, and leave its scope as it was; 三等, 同等 are no examples."""
_LEAST_WORD = 2
_REWRITTEN = 0.5
"""Share of both parts in changed stretches from which one took the place of the other."""
_MOST_OF = 0.6
"""Share of a stretch's letters that a slogan has if it is what was dropped or added."""
_LEAST_SLOGAN = 3
_DEPENDENT = re.compile("^(?:的|等(?![候级待于]))")
_LEVELS = tuple("省市县区旗乡镇村")
"""Single letters that say something: 国家规定 → 国家和省规定."""
NEGATION = "negation"
"""Rule of a change that turns a measure round: 经村医审核 → 未经村医审核."""
_UNLESS = ("经", "因", "依")
"""What 非 stands before where it turns a measure round; 非机动车, 非物质文化遗产 are names."""
_DIVISIONS = ("省", "市", "县", "区", "旗", "州", "盟", "自治区")
_VERB = 4
"""Letters of the longest verb before a measure: 进一步 aside, two of two letters."""


@dataclass(frozen=True, slots=True)
class Slogans:
    """Where slogans (提法) stand in the directive and in the local document."""

    upper: Sequence[Span] = ()
    lower: Sequence[Span] = ()


def tell_measures(upper: Measure, lower: Measure, slogans: Slogans) -> Iterator[Change]:
    """Yield what the wording of two measures that say the same changes; words of strength are told elsewhere."""
    own, shared = split_items((upper.script, upper.parts), (lower.script, lower.parts), (upper.said, lower.said))
    come = [item for item in own[1] if not lower.is_foreign(item)]
    items = [_dropped(item, "item.dropped") for item in _item_passages(upper.script, own[0])]
    items += [_wider(item, "item.added") for item in _item_passages(lower.script, come)]
    edits = find_edits(
        (upper.script, upper.parts),
        (lower.script, lower.parts),
        ((*own[0], *shared[0]), (*own[1], *shared[1])),
    )
    stretches = list(grow_edits(edits, upper, lower))
    if _is_rewritten(stretches, upper.parts, lower.parts):
        yield from (*items, *tell_replaced(upper, lower, slogans))
        return
    moved = {n for n in range(len(stretches) - 1) if _change_places(stretches[n], stretches[n + 1], upper, lower)}
    kept = (stretch for n, stretch in enumerate(stretches) if not {n, n - 1} & moved)
    told = [change for stretch in kept for change in _tell(stretch, upper, lower, slogans)]
    yield from (item for item in items if not any(_is_example(item, change) for change in told))
    yield from told


def _item_passages(script: Script, items: Sequence[Part]) -> Iterator[Passage]:
    yield from (Passage(span, span.of(script.text)) for span in join_items(script, items))


def _is_example(item: Change, change: Change) -> bool:
    """Tell whether an item is one of the examples that a change tells together."""
    dropped = item.old is not None
    part, whole = (item.old, change.old) if dropped else (item.new, change.new)
    examples = change.rule == f"word.{'dropped' if dropped else 'added'}.examples"
    return examples and part is not None and whole is not None and part.span in whole.span


def _change_places(first: Stretch, second: Stretch, upper: Measure, lower: Measure) -> bool:
    """Tell whether two items of a list of bodies change places alone: 学校或者培训机构 → 培训机构或者学校."""
    if not first.form is second.form is Form.BODY or first.old.end > second.old.start:
        return False
    between = Span(upper.script.span(first.old).end, upper.script.span(second.old).start).of(upper.script.text)
    sides = [
        own.script.of(f) + own.script.of(s)
        for own, f, s in ((upper, first.old, second.old), (lower, first.new, second.new))
    ]
    return _LIST.fullmatch(between) is not None and is_same_said(*sides)


def _is_rewritten(stretches: Sequence[Stretch], above: Sequence[Part], below: Sequence[Part]) -> bool:
    """Tell whether so much of two parts differs that single edits mean nothing."""
    if len(above) > 1 or len(below) > 1:
        return False
    old, new = sum(len(s.edit.old) for s in stretches), sum(len(s.edit.new) for s in stretches)
    return min(old / len(above[0]), new / len(below[0])) >= _REWRITTEN


def tell_replaced(upper: Measure, lower: Measure, slogans: Slogans) -> Iterator[Change]:
    """Yield a part that another took the place of: the same measure in other words, or another slogan."""
    parts = Part(upper.parts[0].start, upper.parts[-1].end), Part(lower.parts[0].start, lower.parts[-1].end)
    old, new = passage_of(upper.script, parts[0]), passage_of(lower.script, parts[1])
    gone = list(find_own_slogans(upper.script, parts[0], slogans.upper, lower.said))
    come = list(find_own_slogans(lower.script, parts[1], slogans.lower, upper.said))
    if is_mostly_slogans(gone, parts[0]):
        sides = gone[0] if len(gone) == 1 else old, come[0] if len(come) == 1 else new
        yield Change(kind="slogan", old=sides[0], new=sides[1], rule="slogan.replaced")
    else:
        yield Change(kind="detail", old=old, new=new, rule="part.replaced")


def _tell(stretch: Stretch, upper: Measure, lower: Measure, slogans: Slogans) -> Iterator[Change]:
    if _is_idle(stretch, upper, lower) or is_same_body(upper.script.of(stretch.old), lower.script.of(stretch.new)):
        return
    gone = list(find_own_slogans(upper.script, stretch.old, slogans.upper, lower.said))
    come = list(find_own_slogans(lower.script, stretch.new, slogans.lower, upper.said))
    if is_mostly_slogans(gone, stretch.edit.old) or is_mostly_slogans(come, stretch.edit.new):
        yield from tell_slogans(gone, come)
    elif stretch.form is Form.BODY:
        sides = passage_of(upper.script, stretch.old), passage_of(lower.script, stretch.new)
        yield Change(kind="actor", old=sides[0], new=sides[1], rule="body.swapped")
    elif stretch.form is Form.SWAP:
        yield from _tell_swap(stretch, upper, lower)
    elif stretch.form is Form.INSIDE:
        yield from _tell_inside(stretch, upper, lower)
    elif len(stretch.old):
        yield from _tell_alone(upper.script, stretch, lower.said)
    else:
        yield from _tell_alone(lower.script, stretch, upper.said)


def _is_idle(stretch: Stretch, upper: Measure, lower: Measure) -> bool:
    """Tell whether an edit changes nothing here: joints, the order, another clause's words, figures told elsewhere."""
    old, new = upper.script.of(stretch.edit.old), lower.script.of(stretch.edit.new)
    # Two bodies that change places do what the other did: that both are named says nothing.
    said = stretch.form is not Form.BODY and _is_said(old, lower.said) and _is_said(new, upper.said)
    return _says_nothing(old, new) or said or (not old and lower.is_foreign(stretch.edit.new))


def is_mostly_slogans(slogans: Sequence[Passage], part: Part) -> bool:
    """Tell whether slogans are most of a stretch: they are what came or went, not something that names them."""
    return bool(slogans) and sum(len(s.span) for s in slogans) >= _MOST_OF * len(part)


def tell_slogans(gone: Sequence[Passage], come: Sequence[Passage]) -> Iterator[Change]:
    """Yield the slogans that one side alone has, the first of both against each other."""
    for old, new in zip_longest(gone, come):
        direction = None if old and new else "dropped" if old else "added"
        yield Change(kind="slogan", old=old, new=new, direction=direction, rule="slogan.wording")


def _says_nothing(old: str, new: str) -> bool:
    """Tell whether an edit is of joints, idle words and words of strength alone, or of the order."""
    bare = modality_words().sub("", old + new)
    if {old, new} <= set(find_role("averts")):
        return True
    return not bare or bool(idle().match(bare)) or is_same_said(old, new)


def _is_said(letters: str, other: str) -> bool:
    """Tell whether the other side has the words, in another place."""
    words = [w for w in _SPLIT.split(letters) if w]
    return all(len(w) >= _LEAST_WORD and w in other for w in words)


def _tell_alone(script: Script, stretch: Stretch, other: str) -> Iterator[Change]:
    """Yield the items, the phrase or the part that one side alone has."""
    dropped = len(stretch.old) > 0
    part = stretch.old if dropped else stretch.new
    for item in _own_items(script, part, other):
        if dropped:
            yield _dropped(item, f"{stretch.form}.dropped")
        else:
            yield tell_added(item, f"{stretch.form}.added", phrase=stretch.form is Form.PHRASE)


def _dropped(old: Passage, rule: str) -> Change:
    return Change(kind="scope", old=old, new=None, direction="narrower", rule=rule)


def _wider(new: Passage, rule: str) -> Change:
    return Change(kind="scope", old=None, new=new, direction="wider", rule=rule)


def tell_added(new: Passage, rule: str, *, phrase: bool = False) -> Change:
    """Return what was put in: detail where it can be held to something, else a wider scope."""
    letters = "".join(c for c in new.text if c.isalnum())
    if CONDITION.search(letters):
        return Change(kind="scope", old=None, new=new, direction="narrower", rule=f"{rule}.condition")
    if DUTY.search(letters):
        return Change(kind="actor", old=None, new=new, rule=f"{rule}.duty-holder")
    if phrase or _DETAIL.search(new.text):
        return Change(kind="detail", old=None, new=new, rule=f"{rule}.concrete")
    return _wider(new, rule)


def _own_items(script: Script, part: Part, other: str) -> Iterator[Passage]:
    """Yield the items of a stretch that the other side does not have; those in a row as one."""
    whole = close_brackets(script.text, strip_span(script, part))
    bare, start = whole.of(script.text), whole.start
    first = last = -1
    for match in re.finditer(rf"(?:(?!{JOINER})[^，])+", bare):
        letters = "".join(c for c in match.group() if c.isalnum())
        if len(letters) >= _LEAST_WORD and not is_said(letters, other):
            first, last = (start + match.start() if first < 0 else first), start + match.end()
        elif first >= 0:
            yield Passage(Span(first, last), script.text[first:last])
            first = last = -1
    if first >= 0:
        yield Passage(Span(first, last), script.text[first:last])


def _tell_inside(stretch: Stretch, upper: Measure, lower: Measure) -> Iterator[Change]:
    """Yield a constituent that won or lost a word."""
    dropped = len(stretch.edit.old) > 0
    own = upper if dropped else lower
    edit = stretch.edit.old if dropped else stretch.edit.new
    printed = own.script.printed(edit)
    bare, other = "".join(c for c in strip_joiners(printed) if c.isalnum()), (lower if dropped else upper).said
    old, new = passage_of(upper.script, stretch.old), passage_of(lower.script, stretch.new)
    if bare == "非" and own.script.letters.text[edit.end : edit.end + 1] not in _UNLESS:
        return
    turning = next((words for words in (find_role("turns"), find_role("licence", "at-will")) if bare in words), None)
    if turning is not None:
        # 不X、Y → 不X，不Y: said once for all, or with each.
        if not any(word in other for word in turning):
            yield _turned(old, new, bare, dropped=dropped)
        return
    short = len(bare) < _LEAST_WORD and bare not in _LEVELS
    if short or (len(bare) > 1 and bare in other):
        return
    leads = any(edit.start == p.start for p in own.parts) and len(edit) <= _VERB
    if not dropped and _DETAIL.search(printed):
        yield Change(kind="detail", old=None, new=passage_of(lower.script, edit), rule="word.added.concrete")
    elif old is not None and new is not None and not leads:
        yield _word_change(old, new, printed, dropped=dropped)


def _word_change(old: Passage, new: Passage, word: str, *, dropped: bool) -> Change:
    """Return what a word does to a constituent that won or lost it: an item of a list widens, an attribute narrows."""
    wider = dropped != bool(_LIST.search(word))
    rule = f"word.{'dropped' if dropped else 'added'}"
    if _EXAMPLES.search(word):
        return Change(kind="detail", old=old, new=new, rule=f"{rule}.examples")
    return Change(kind="scope", old=old, new=new, direction="wider" if wider else "narrower", rule=rule)


def _turned(old: Passage | None, new: Passage | None, word: str, *, dropped: bool) -> Change:
    """Return a measure that one word turned round, 未, or forbade no more outright, 擅自."""
    if word in find_role("turns"):
        return Change(kind="modality", old=old, new=new, rule=NEGATION)
    return Change(kind="modality", old=old, new=new, direction="raised" if dropped else "lowered", rule="licence")


def _tell_swap(stretch: Stretch, upper: Measure, lower: Measure) -> Iterator[Change]:
    """Yield a constituent that another took the place of."""
    place = _territory(stretch, upper.script, lower.script)
    old, new = passage_of(upper.script, stretch.old), passage_of(lower.script, stretch.new)
    if place is not None:
        yield place
    elif old is not None and new is not None:
        letters = upper.script.of(stretch.edit.old), lower.script.of(stretch.edit.new)
        if all(_FIGURE.match(side) for side in letters):
            yield from _tell_figures(stretch, upper.script, lower.script)
        else:
            yield _swapped(old, new, letters)


def _tell_figures(stretch: Stretch, upper: Script, lower: Script) -> Iterator[Change]:
    old, new = passage_of(upper, stretch.edit.old), passage_of(lower, stretch.edit.new)
    # 2万元、乙类 → 3万元、甲类: items that changed places, each with its figure, are compared by themselves.
    if not any("、" in side.text for side in (old, new) if side):
        yield Change(kind="quantity", old=old, new=new, rule="figure.swapped")


def _swapped(old: Passage, new: Passage, letters: tuple[str, str]) -> Change:
    """Return one constituent in another's place as the kind of change that it is, by the letters that differ."""
    if all(map(_is_place, letters)) and all(map(_is_of_a_place, (old.text, new.text))):
        return Change(kind="slogan", old=old, new=new, rule="slogan.place")
    if _DETAIL.search(new.text) and not _DETAIL.search(old.text):
        return Change(kind="detail", old=old, new=new, rule="word.swapped.concrete")
    if max(map(len, letters)) == 1:
        return Change(kind=WORDING, old=old, new=new)
    if _LIST.search(old.text + new.text) or all(s.text.endswith(find_class("persons")) for s in (old, new)):
        return Change(kind="scope", old=old, new=new, rule="list.swapped")
    return Change(kind="detail", old=old, new=new, rule="word.swapped")


def _is_of_a_place(text: str) -> bool:
    """Tell whether some wording is what each place has of its own: 建设美好新甘肃, 金昌精神."""
    return any(word in text for word in word_class("of_a_place"))


def _is_place(letters: str) -> bool:
    """Tell whether some letters name a place, with or without what it is: 甘肃, 金昌市, 新甘肃."""
    return any(is_listed(letters.removeprefix("新") + end) for end in ("", *_DIVISIONS))


def _territory(stretch: Stretch, upper: Script, lower: Script) -> Change | None:
    """Return 本省 → 本市 as a change of scope."""
    found = []
    for script, part in ((upper, stretch.edit.old), (lower, stretch.edit.new)):
        near = Part(max(0, part.start - 1), part.end)
        match = _TERRITORY.search(script.of(near))
        if not match or len(part) > 4:
            return None
        found.append(passage_of(script, Part(near.start + match.start(), near.start + match.end())))
    return Change(kind="scope", old=found[0], new=found[1], direction="narrower", rule="territory")


def is_same_said(old: str, new: str) -> bool:
    """Tell whether two wordings are the same set of letters: the order alone changed, or a joiner."""
    if print_figures(old) == print_figures(new):
        return True
    bare = [re.sub("[的地得和与及或者以、了]", "", side) for side in (old, new)]
    # 12 and 21 are the same digits, not the same figure.
    return sorted(bare[0]) == sorted(bare[1]) and not any(map(_FIGURE.match, bare))


def passage_of(script: Script, part: Part) -> Passage | None:
    """Return some letters as printed, without joiners at their ends; None for a gap."""
    if not len(part):
        return None
    span = close_brackets(script.text, strip_span(script, part))
    before, after = script.text[max(0, span.start - 1) : span.start], script.text[span.end : span.end + 1]
    if before == "“" and after == "”":
        span = Span(span.start - 1, span.end + 1)
    return Passage(span, span.of(script.text))


def strip_span(script: Script, part: Part) -> Span:
    """Return where some letters are printed, without joiners and 的 at their ends."""
    span = script.span(part)
    bare = _DEPENDENT.sub("", strip_joiners(span.of(script.text)))
    start = script.text.index(bare, span.start)
    return Span(start, start + len(bare)) if bare else span


def close_brackets(text: str, span: Span) -> Span:
    """Return a stretch with the bracket that it opens or closes: 县（区 is 县（区）."""
    inside = span.of(text)
    if inside.count("（") > inside.count("）") and text[span.end : span.end + 1] == "）":
        return Span(span.start, span.end + 1)
    if inside.count("）") > inside.count("（") and text[span.start - 1 : span.start] == "（":
        return Span(span.start - 1, span.end)
    return span


def find_own_slogans(script: Script, part: Part, slogans: Sequence[Span], other: str) -> Iterator[Passage]:
    """Yield the slogans in some letters that the other side does not say."""
    if not len(part):
        return
    span = script.span(part)
    first = bisect_left(slogans, span.start, key=lambda s: s.start)
    last = span.start
    for slogan in slogans[max(0, first - 1) :]:
        if slogan.start >= span.end:
            break
        letters = "".join(c for c in slogan.of(script.text) if c.isalnum())
        inside = slogan.start >= last - 1 and slogan.end <= span.end + 1
        if inside and len(letters) >= _LEAST_SLOGAN and letters not in other:
            last = slogan.end
            yield Passage(slogan, slogan.of(script.text))
