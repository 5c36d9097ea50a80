"""Labels of official data on web pages: 索引号, 发文机关, 成文日期."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from policytext.lexicons import load_lexicon

_SPACE = "[ \u3000]*"
_BLANKS = re.compile(r"[\s\u3000]+")
_MARK = re.compile("[：:\\]】］]")
_LONGEST = 24
_LONGEST_ROW = 80
_NOTHING = re.compile(r"^[\s\u3000\-—_/无〔〕\[\]（）()号]*$|^暂无$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a field."""

    name: str
    """The field's; empty where it tells nothing of the document: 浏览次数."""
    firm: bool
    """It never opens a line of a document's own text."""
    rank: int = 0
    """Lower for what names the field better: 发文机关 before 发布机构."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value in one line."""

    label: Label
    start: int
    """Where the label starts."""
    value: tuple[int, int]


def label_of(text: str) -> Label | None:
    """Return the label that a text is, with or without colon and brackets; None if it is something else.

    Examples
    --------
    >>> label_of("索 引 号：")
    Label(name='index_number', firm=True, rank=0)
    """
    if len(text) > _LONGEST:
        return None
    return _labels().get(_BLANKS.sub("", text).strip("：:【】[]［］"))


def find_pairs(text: str) -> Iterator[Pair]:
    """Yield the labels with a colon that a line holds, each with what stands behind it up to the next."""
    found = list(_pattern().finditer(text)) if _MARK.search(text) else []
    if not found and len(text) <= _LONGEST_ROW and (opening := _opening().match(text)):
        found = [opening]
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        start = match.end()
        while start < end and text[start] in " \u3000":
            start += 1
        while end > start and text[end - 1] in " \u3000|｜;；[【（(":
            end -= 1
        yield Pair(_labels()[_BLANKS.sub("", match["label"])], match.start(), (start, end))


def tells_nothing(value: str) -> bool:
    """Tell whether a value only fills its place: ----, 无, 〔〕号."""
    return bool(_NOTHING.match(value))


@cache
def _labels() -> Mapping[str, Label]:
    fields = load_lexicon("websites")["field"]
    return {
        label: Label(entry["name"], entry["firm"], rank)
        for entry in fields
        for rank, label in enumerate(entry["labels"])
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_labels(), key=len, reverse=True)
    spaced = "|".join(_SPACE.join(map(re.escape, name)) for name in names)
    before = r"(?:^|(?<=[ \u3000|｜;；\]】）)])|(?<=\d)(?=[发来字浏阅点]))"
    # [发文机构] needs no colon.
    behind = rf"(?P<closed>[\]】］])?{_SPACE}(?(closed)[：:]?|[：:])[\]】］]?"
    return re.compile(rf"{before}(?:[\[【［]{_SPACE})?(?P<label>{spaced}){_SPACE}{behind}")


@cache
def _opening() -> re.Pattern[str]:
    """Return what finds a firm label that only a space parts from its value."""
    names = sorted((name for name, label in _labels().items() if label.firm), key=len, reverse=True)
    return re.compile(f"(?P<label>{'|'.join(map(re.escape, names))})[ \u3000]+(?=\\S)")
