"""Parts: what stands between two commas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policytext.spans import Span
from policytext.tracing.letters import Letters
from policytext.tracing.marks import MARK
from policytext.tracing.values import Passage

_BREAKS = re.compile(r"[，。；：！？,;:!?\n]+")
LEAST = 2
"""Letters of the shortest part."""
_BODIES = "部门|机关|企业|单位|机构|委员会|政府|组织|团体|办事处"
_SUBJECT = re.compile(
    rf"(?:{_BODIES}|公民|个人|人员|工作者|从业者|经营者|媒体|学校|党委|服务的|活动的|经营的|[权用务责任]人)$"
)
_BODY = re.compile(f"(?:{_BODIES})$")
_MORE = re.compile(f"(?!对|由|经|在|向)[\u4e00-\u9fff]{{2,30}}?(?:{_BODIES})等?(?:应当|应|要|必须|可以|不得)")
"""What goes on with a list of bodies over a comma: 镇政府、街道办事处，⟦村委会等组织应当⟧清点."""
_TELLS = re.compile(
    "应当|应|必须|可以|不得|有权|没有|由|将|向|是|及时|报告|通知|告知|抄送|移送|移交|鼓励|支持|设立|设置|明确|推送"
)
"""What no list of bodies has: 应当告知有关部门 is a measure of its own."""
_OWED = re.compile(
    "应当|应|要|必须|可以|不得|有权|负责|[均都](?=[有应要可不])|在?(?:各自|其|规定)的?(?:职责|权限|职权|职能)"
    "|(?:按照?|依照|根据)(?:各自|其|规定|有关)?的?(?:职责|权限|职权|职能)"
)
"""What a part begins with whose subject stands before a comma."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A stretch between two commas: its first letter and the letter behind its last one."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Bag:
    """Runs of two letters of a stretch, whom it binds left out."""

    span: Span
    """Where its parts stand, without the mark of an item."""
    runs: tuple[str, ...]
    """The letters of its parts."""
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Script:
    """A document's letters and its text."""

    letters: Letters
    text: str
    stock: tuple[Span, ...] = ()
    """Political formulae (套语), which make nothing alike: no bag has their letters."""
    known: dict[Span, "tuple[Part, ...]"] = field(default_factory=dict, repr=False, compare=False)
    """Parts of stretches that were split before: a sentence may carry many clauses."""
    bags: dict[tuple[Span, bool], Bag] = field(default_factory=dict, repr=False, compare=False)
    """Bags that were filled before, each with whether a penalty's shell is in it."""

    def parts(self, stretch: Span) -> "tuple[Part, ...]":
        """Return the parts of a stretch, split once."""
        if stretch not in self.known:
            self.known[stretch] = tuple(split_parts(self, stretch))
        return self.known[stretch]

    def of(self, part: Part) -> str:
        """Return a part's letters."""
        return self.letters.text[part.start : part.end]

    def span(self, part: Part) -> Span:
        """Return where a part is printed."""
        return self.letters.span(part.start, part.end)

    def passage(self, part: Part) -> Passage:
        """Return a part as it is printed, with its place."""
        span = self.span(part)
        return Passage(span, span.of(self.text))

    def printed(self, part: Part) -> str:
        """Return a part as it is printed."""
        return self.span(part).of(self.text)


def split_parts(script: Script, stretch: Span) -> Iterator[Part]:
    """Yield the parts of a stretch of the text, item marks left out; a subject goes with the verb behind its comma."""
    letters, start = script.letters, stretch.start
    edges = [(m.start(), m.end()) for m in _BREAKS.finditer(script.text, stretch.start, stretch.end)]
    held: Part | None = None
    for stop, after in [*edges, (stretch.end, stretch.end)]:
        mark = MARK.match(script.text, start, stop)
        first, last = letters.position(mark.end() if mark else start), letters.position(stop)
        start = after
        if last - first < LEAST:
            continue
        part = Part(first, last)
        if held is not None:
            said = letters.text[held.start : held.end]
            more = _MORE if _BODY.search(said) and not _TELLS.search(said) else _OWED
            joined = held.end == first and any(form.match(letters.text, first, last) for form in (_OWED, more))
            if not joined:
                yield held
            part = Part(held.start, last) if joined else part
        text = letters.text[part.start : part.end]
        held = part if _SUBJECT.search(text) and not text.startswith("对") else None
        if held is None:
            yield part
    if held is not None:
        yield held
