"""A line, or a whole body, that stands twice."""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from policytext.text import Edit

_LEAST_SHARE = 0.3
"""A second copy must make up this share of the text; paragraphs that two pieces of a compilation share do not."""

_LEAST_LETTERS = 24
"""Letters of a line that stands twice by no accident."""
_OPENING = 30
"""Characters by which it is seen at little cost that no line stands twice."""
_NO_HAN = re.compile(r"[^\u3400-\u9fff]+")


def _bare(line: str) -> str:
    return "".join(line.split())


def _letters(line: str) -> str:
    """Return what two copies of a line have in common whatever widths and spaces they are printed in."""
    return _NO_HAN.sub("", line) or _bare(line)


def _is_same(line: str, other: str) -> bool:
    """Tell whether two lines say the same, widths aside; most pairs differ in length, which costs nothing to see."""
    return len(line) == len(other) and unicodedata.normalize("NFKC", line) == unicodedata.normalize("NFKC", other)


def _lines(text: str) -> list[tuple[int, str]]:
    offset, lines = 0, []
    for line in text.split("\n"):
        if line.strip():
            lines.append((offset, line))
        offset += len(line) + 1
    return lines


def find_repeated_lines(text: str) -> Iterator[Edit]:
    """Yield an edit for each line that its next line says again, as databases print a title twice; the second stays."""
    lines = _lines(text)
    for (start, line), (_, following) in itertools.pairwise(lines):
        if len(line) >= 8 and "\t" not in line and _is_same(_bare(line), _bare(following)):
            yield Edit(start, start + len(line) + 1, "", "repeated line")


def find_second_copy(text: str) -> Iterator[Edit]:
    """Yield the edit that takes out a body's second copy, with the lines between the two copies kept.

    A web page may print its body twice, for the screen and for the printer; then it is one document.
    """
    lines = _lines(text)
    openings = [_NO_HAN.sub("", line[:_OPENING]) for _, line in lines if len(line) >= _LEAST_LETTERS]
    if len(set(openings)) == len(openings):
        return
    folded = [_letters(line) for _, line in lines]
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for j, line in enumerate(folded):
        if len(line) >= _LEAST_LETTERS and line in first:
            pairs.append((first[line], j))
        first.setdefault(line, j)
    if not pairs or sum(len(folded[j]) for _, j in pairs) < _LEAST_SHARE * sum(map(len, folded)):
        return
    start = pairs[0][1]
    own = set(folded[:start])
    copies = [j for j in range(start, len(lines)) if folded[j] in own]
    # The title above a second copy goes with it.
    while start - 1 > 0 and folded[start - 1] in folded[: pairs[0][0]]:
        start -= 1
        copies.append(start)
    if sum(len(folded[j]) for j in copies) >= _LEAST_SHARE * sum(map(len, folded)):
        for j in sorted(copies):
            at, line = lines[j]
            yield Edit(at, min(len(text), at + len(line) + 1), "", "second copy")
