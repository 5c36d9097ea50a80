"""Lines in reading order → paragraphs (段落), by indent, room at the end of the line, spacing and size of type."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policytext.markers import find_marker
from policytext.reading.pdf.lines import Line

_INDENT = 1.2
_BIGGER = 1.15
_LOOSE = 1.55
_TITLE = 1.15
_ALIKE = 0.2
_FAR = 0.4
_LONG = 6
_CENTRED = 1.2
_FEWEST_INDENTED = 0.08
_LITTLE, _SPARE = 0.35, 2.0
_STOP = re.compile(r"[。；：！？….;:!?][”’」』）)》]*$")
_LEADER = re.compile(r"[.．…·]{4,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$")
_NEVER_FIRST = "，。；：、！？）》〉〕”’％%】」』…—"
_NEVER_LAST = "（《〈〔“‘【「『"
_WORD = re.compile(r"[A-Za-z0-9.,%+/\-]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure (版心) that lines fill: its left and right edge, and the usual step from line to line."""

    left: float
    right: float
    step: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the measure of its column."""

    line: Line
    measure: Measure
    stretch: int
    """Counts the columns of the file: the step between lines says something within one only."""

    @property
    def indent(self) -> float:
        """Distance to the left edge in letters."""
        return (self.line.x0 - self.measure.left) / self.line.size

    @property
    def room(self) -> float:
        """Distance to the right edge in points."""
        return self.measure.right - self.line.x1

    @property
    def is_set_right(self) -> bool:
        """It stands at the right edge and far from the left one, as a signature does."""
        far = self.line.x0 - self.measure.left > _FAR * (self.measure.right - self.measure.left)
        return far and not self.is_centred and self.line.x1 <= self.measure.right + self.line.size

    @property
    def is_centred(self) -> bool:
        """It stands in the middle; so does a line that fills its measure."""
        offset = self.line.middle - (self.measure.left + self.measure.right) / 2
        return abs(offset) < _CENTRED * self.line.size


def find_body_size(lines: Sequence[Line]) -> float:
    """Return the size that most letters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    if not sizes:
        return 0.0
    usual = sizes.most_common(1)[0][0]
    near = [line.size for line in lines if abs(line.size - usual) < 1]
    return median(near) if near else usual


def measure_lines(lines: Sequence[Line], body_size: float) -> Measure:
    """Return the measure of a column: the edges that its lines reach, and the middle step between lines."""
    body_size, body = _find_body(lines, body_size)
    lefts = sorted(line.x0 for line in body)
    left = next((a for a, b in itertools.pairwise(lefts) if b - a < body_size / 2), lefts[0])
    # Word and WPS let stops hang over the edge: what ends with none tells it better.
    plain = [line.x1 for line in body if line.text[-1:] not in _NEVER_FIRST]
    rights = sorted(plain if len(plain) > 2 else [line.x1 for line in body], reverse=True)
    right = next((a for a, b in itertools.pairwise(rights) if a - b < body_size), rights[0])
    steps = [b.y0 - a.y0 for a, b in itertools.pairwise(body) if b.y0 > a.y0 + 0.5 * body_size]
    return Measure(left, right, median(steps) if steps else 0.0)


def _find_body(lines: Sequence[Line], body_size: float) -> tuple[float, list[Line]]:
    """Return the lines that tell a column's measure, and their size: where another is usual, as on forms, that one."""
    body = [line for line in lines if abs(line.size - body_size) < _ALIKE * body_size]
    if 2 * sum(len(line.text) for line in body) >= sum(len(line.text) for line in lines):
        return body_size, body
    own = find_body_size(lines)
    return own, [line for line in lines if abs(line.size - own) < _ALIKE * own] or list(lines)


def widen_measures(measures: Sequence[Measure], columns: Sequence[Sequence[Line]], body_size: float) -> list[Measure]:
    """Return the measures with the usual one for columns of a few lines, as on a last page, and of ragged ones.

    Ragged is what hardly fills the measure that it seems to have, as a form does.
    """
    pairs = list(zip(measures, columns, strict=True))
    long = [measure for measure, lines in pairs if len(lines) >= _LONG]
    if not long:
        return list(measures)
    usual = Measure(median(m.left for m in long), median(m.right for m in long), median(m.step for m in long))
    widened = []
    for measure, lines in pairs:
        within = measure.left > usual.left - 3 * body_size and measure.right < usual.right + 3 * body_size
        if within and len(lines) < _LONG:
            measure = usual
        elif within and measure.right < usual.right - body_size and _is_ragged(measure, lines, body_size):
            measure = replace(measure, right=usual.right)
        widened.append(measure)
    return widened


def _is_ragged(measure: Measure, lines: Sequence[Line], body_size: float) -> bool:
    return 2 * sum(line.x1 > measure.right - body_size for line in lines) < len(lines)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a whole file is set."""

    body_size: float
    indented: bool
    """Paragraphs open with an indent: a line without one goes on with the one before, if that is near full."""


def find_setting(placed: Sequence[Placed], body_size: float) -> Setting:
    """Return how a file is set."""
    indented = sum(_INDENT < p.indent < 2 * _INDENT for p in placed)
    return Setting(body_size, indented >= max(2, _FEWEST_INDENTED * len(placed)))


def is_start(before: Placed, here: Placed, setting: Setting, *, after: Placed | None = None) -> bool:
    """Tell whether a line starts a paragraph behind the one before it, with a look at the one after."""
    if _differs(before, here) or _LEADER.search(before.line.text):
        return True
    if _is_title(before, setting.body_size) and _is_title(here, setting.body_size):
        return False
    if before.is_set_right or here.is_set_right:
        return True
    spare = _SPARE if setting.indented and here.indent < _INDENT / 2 else _LITTLE
    if _had_room(before, here.line, spare):
        return True
    ended = bool(_STOP.search(before.line.text))
    if here.indent > _INDENT:
        usual = setting.indented and here.indent < 2 * _INDENT
        first = usual and after is not None and after.indent < _INDENT / 2
        return _starts_indented(before, here, ended=ended or first)
    return ended and before.indent < _INDENT / 2 and find_marker(here.line.text) is not None


def _starts_indented(before: Placed, here: Placed, *, ended: bool) -> bool:
    """Tell whether an indented line behind a full one starts a paragraph, or goes on with one indented as a whole."""
    if ended or find_marker(here.line.text) is not None:
        return True
    level = abs(before.line.x0 - here.line.x0) < here.line.size / 2
    hanging = before.indent < here.indent and find_marker(before.line.text) is not None
    return not (level or hanging)


def _differs(before: Placed, here: Placed) -> bool:
    """Tell whether size or spacing part two lines."""
    small, big = sorted((before.line.size, here.line.size))
    if big > _BIGGER * small:
        return True
    step = here.line.y0 - before.line.y0
    return before.stretch == here.stretch and before.measure.step > 0 and step > _LOOSE * before.measure.step


def _is_title(placed: Placed, body_size: float) -> bool:
    return placed.line.size > _TITLE * body_size and placed.is_centred


def _had_room(before: Placed, line: Line, spare: float) -> bool:
    """Tell whether the first word of a line would have fitted behind the one before: then the break is meant."""
    return before.room > (measure_first_word(line.text) + spare) * line.size


def measure_first_word(text: str) -> float:
    """Return the width, in letters, of what cannot be parted at the start of a line."""
    width, i = 0.0, 0
    while i < len(text) and text[i] in _NEVER_LAST:
        width, i = width + 1, i + 1
    if match := _WORD.match(text, i):
        width, i = width + 0.55 * len(match.group()), match.end()
    elif i < len(text):
        width, i = width + 1, i + 1
    while i < len(text) and text[i] in _NEVER_FIRST:
        width, i = width + 1, i + 1
    return width
