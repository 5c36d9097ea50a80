"""Hunks: what differs, letter by letter, between a clause and the passage that carries it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from policytext.errors import InvalidNumeral
from policytext.findings.quantities import find_quantities
from policytext.numerals import parse_numeral
from policytext.tracing.bodies import is_body_swap, is_same_body, name_end
from policytext.tracing.figures import count_out
from policytext.tracing.strength import any_role, modality_words

_PLACES = re.compile(
    r"[省市县区乡镇村居州旗盟国]|街道|社区|党[工委组]|政府|部门|中央|地方|各级|单位|组织|机构|农村|城市|委会|支部"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万两几半]|每|季度")
_NUMERIC = re.compile(r"[0-9０-９〇○零一二三四五六七八九十百千万亿两]")
_PERIODS = re.compile("(?:个?工作日?|个?自然日?|个?月|个?小时|日|天|旬|周|季|年|学年|学期|期)?")
"""按旬审核 → 按月审核, 7日 → 7个月: how often, and how long, without a figure."""
_SINGLE = frozenset("应须需可")
"""Words of strength of one letter."""
_LONGEST_UNIT = 8
_LONGEST_HEAD = 4
"""Letters by which a body is known behind what its name may leave out: 人民政府, 主管部门."""
MOST_EDITS = 3
"""Letters that a verbatim passage may change (definitions: verbatim)."""
_BOUND = re.compile(r"不[低少小高多大超]|以[上下内]|超过|低于|至少|至多")
_TURNED = ({"上", "下"}, {"前", "后"}, {"内", "前"}, {"内", "后"}, {"内", "外"})
"""What one letter turns to its contrary."""
_JOINERS = "、和与及或"
_STOPS = "，。；：！？,;等的\n"
_GOVERNORS = "为对向把将给由在以与行展强做好是有"
"""Last letters of words that a list follows."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the clause, in letters from its first, and what stands in its place in the passage."""

    start: int
    end: int
    local_start: int
    local_end: int
    old: str
    new: str

    @property
    def size(self) -> int:
        """Letters changed."""
        return max(len(self.old), len(self.new))


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of letters as it is printed."""

    text: str
    offsets: Sequence[int]
    """Offset in `text` of each letter."""

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether letters `start` to `end` open a name in quotation marks."""
        return end > start and self.text[max(0, self.offsets[start] - 1) : self.offsets[start]] in tuple("“‘《「")

    def is_item(self, start: int, end: int) -> bool:
        """Tell whether letters `start` to `end` are an item of a list: between two joiners, or a joiner and a stop."""
        inside = self.text[self.offsets[start] : self.offsets[end - 1] + 1]
        joined = inside[0] in _JOINERS or inside[-1] in _JOINERS
        before = self.text[max(0, self.offsets[start] - 1) : self.offsets[start]]
        after = self.text[self.offsets[end - 1] + 1 : self.offsets[end - 1] + 2]
        if joined:
            return len(inside) > 2
        opens = before in _JOINERS or (after in _JOINERS and bool(after) and before in _STOPS + _GOVERNORS)
        return len(inside) >= 2 and bool(before) and opens


def find_hunks(clause: str, passage: str) -> tuple[Hunk, ...]:
    """Return the least edits that make the clause's letters the passage's, in order; edits that touch are one."""
    from rapidfuzz.distance import Levenshtein

    stretches: list[list[int]] = []
    for o in Levenshtein.opcodes(clause, passage):
        if o.tag == "equal":
            continue
        if stretches and stretches[-1][1] == o.src_start and stretches[-1][3] == o.dest_start:
            stretches[-1][1], stretches[-1][3] = o.src_end, o.dest_end
        else:
            stretches.append([o.src_start, o.src_end, o.dest_start, o.dest_end])
    return tuple(Hunk(a, b, c, d, clause[a:b], passage[c:d]) for a, b, c, d in stretches)


@cache
def _turns() -> re.Pattern[str]:
    """Return a pattern of words that turn a measure round (不, 未), or forbid it no more outright (擅自)."""
    return re.compile(any_role("licence", "turns", "negates"))


def is_substantive(hunk: Hunk, clause: Printed, passage: Printed) -> bool:
    """Tell whether a small edit changes an item, a body, a figure or a strength (definitions: verbatim)."""
    both = f"{hunk.old} {hunk.new}"
    # 五千元以下 → 五千元以上, 开业前 → 开业后
    if {hunk.old, hunk.new} in _TURNED or any(p.search(both) for p in (_FIGURE, _BOUND, _turns())):
        return True
    if _SINGLE & {hunk.old, hunk.new} or all(_PERIODS.fullmatch(side) for side in (hunk.old, hunk.new)):
        return True
    if _names_same(hunk, passage):
        return False
    if any(_PLACES.search(side.replace("城乡", "")) for side in (hunk.old, hunk.new)):
        return True
    if _renames_body(hunk, clause, passage):
        return True
    sides = ((clause, hunk.start, hunk.end), (passage, hunk.local_start, hunk.local_end))
    return any(
        (end - start >= 2 and side.is_item(start, end)) or side.is_quoted(start, end) for side, start, end in sides
    )


def _renames_body(hunk: Hunk, clause: Printed, passage: Printed) -> bool:
    """Tell whether an edit makes another body of the one whose name goes on behind it: ⟦社会⟧保险经办机构."""
    if not (hunk.old and hunk.new):
        return False
    names = [_name_behind(clause, hunk.end), _name_behind(passage, hunk.local_end)]
    same = names[0] == names[1] and names[0]
    return bool(same) and is_body_swap(hunk.old + names[0], hunk.new + names[1], letters=hunk.size)


def _names_same(hunk: Hunk, passage: Printed) -> bool:
    """Tell whether an edit only names the same bodies more or less fully: 县级以上⟦地方⟧人民政府."""
    offsets = passage.offsets[hunk.local_end : hunk.local_end + _LONGEST_HEAD]
    behind = "".join(passage.text[offset] for offset in offsets)
    return is_same_body(hunk.old + behind, hunk.new + behind)


def _name_behind(side: Printed, end: int) -> str:
    match = name_end().match(side.text, side.offsets[end - 1] + 1)
    return match.group() if match else ""


def is_same_figure(hunk: Hunk, clause: Printed, passage: Printed) -> bool:
    """Tell whether an edit prints the same figure otherwise: 40平方米 as 四十平方米 or 40㎡."""
    if not (_FIGURE.search(hunk.old) and _FIGURE.search(hunk.new)):
        return False
    was = _read_figure(clause, hunk.start, hunk.end)
    return was is not None and was == _read_figure(passage, hunk.local_start, hunk.local_end)


def _read_figure(side: Printed, start: int, end: int) -> tuple[object, str] | None:
    """Return the value and the unit of the figure that some letters are part of; None where they are no such part."""
    text, offsets = side.text, side.offsets
    while start > 0 and _NUMERIC.fullmatch(text[offsets[start - 1]]):
        start -= 1
    while end < len(offsets) and _NUMERIC.fullmatch(text[offsets[end]]):
        end += 1
    first, last = offsets[start], offsets[end - 1] + 1
    quantity = next(find_quantities(text[first : last + _LONGEST_UNIT]), None)
    if quantity and quantity.span.start == 0 and quantity.span.end >= last - first:
        counted = count_out(quantity)
        return counted.value, counted.unit
    try:
        return parse_numeral(text[first:last]), ""
    except InvalidNumeral:
        return None


def says_same(clause: tuple[str, Printed], passage: tuple[str, Printed], edits: Sequence[Hunk]) -> bool:
    """Tell whether a passage is the clause, verbatim but for some edits (definitions: verbatim).

    Parameters
    ----------
    clause, passage : pairs of str and Printed
        Letters, and how they are printed.
    edits : sequence of Hunk
        Those that count; what is woven in does not.
    """
    if sum(edit.size for edit in edits) > MOST_EDITS:
        return False
    told = [edit for edit in edits if not _repeats_strength(edit, clause[0], passage[0])]
    return not any(is_substantive(edit, clause[1], passage[1]) for edit in told)


def changes_strength(clause: str, passage: str) -> bool:
    """Tell whether the two use different modality words, or one more often than to say it again for an item."""
    pattern = modality_words()
    was, now = (Counter(pattern.findall(letters)) for letters in (clause, passage))
    if was == now:
        return False
    repeated = [hunk for hunk in find_hunks(clause, passage) if _repeats_strength(hunk, clause, passage)]
    return was - Counter(h.old for h in repeated) != now - Counter(h.new for h in repeated)


def _repeats_strength(hunk: Hunk, clause: str, passage: str) -> bool:
    """Tell whether an edit only says again, or no more, how strongly an item is bound: 不得违背甲、⟦不得⟧损害乙."""
    if bool(hunk.old) == bool(hunk.new):
        return False
    word, before = (hunk.new, passage[: hunk.local_start]) if hunk.new else (hunk.old, clause[: hunk.start])
    said = modality_words().findall(before)
    return bool(said) and said[-1] == word
