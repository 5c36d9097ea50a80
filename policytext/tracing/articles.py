"""References to articles (条款项): a penalty says by number what it punishes, so words do not find its counterpart.

违反本条例第十条第八项规定的，处五十元罚款 meets the local penalty that cites what that item became.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.errors import InvalidNumeral
from policytext.markers import MarkerKind, find_marker
from policytext.numerals import parse_numeral
from policytext.spans import Span
from policytext.tracing.treatments import Finding, meet
from policytext.tracing.values import Clause, Passage, Status

_NUMERAL = "[一二三四五六七八九十百零〇0-9]{1,6}"
_BREACH = re.compile(r"违反(?:了?本[\u4e00-\u9fff]{1,4})?(?:第|前)[^，,；;。\n]{1,60}?规定")
_CITED = re.compile(
    rf"第({_NUMERAL})条(?:之{_NUMERAL})?|第?[（(]?({_NUMERAL})[）)]?(?=[（(、和至项]|第[（(]?{_NUMERAL}[）)]?项)"
)
_TO = re.compile("[至到-]|—{1,2}")

Item = tuple[int, int | None]
"""Article (条) and item (项); None for the article itself."""


@dataclass(frozen=True, slots=True)
class Articles:
    """Where the articles of a document and their items stand."""

    starts: tuple[int, ...]
    items: tuple[Item, ...]

    def at(self, offset: int) -> Item | None:
        """Return the article, and the item, that a character stands in; None before the first article."""
        number = bisect_right(self.starts, offset) - 1
        return self.items[number] if number >= 0 else None


def find_articles(text: str) -> Articles:
    r"""Return where articles and their items （一）（二） start.

    Examples
    --------
    >>> text = "第三条 禁止下列行为：\n（一）乱扔；\n（二）吸烟。"
    >>> find_articles(text).at(text.index("吸烟"))
    (3, 2)
    """
    starts: list[int] = []
    items: list[Item] = []
    article: int | None = None
    for line in re.finditer(r"[^\n]+", text):
        marker = find_marker(line.group().lstrip(" \t\u3000"))
        if marker is None or marker.number is None:
            continue
        if marker.kind is MarkerKind.ARTICLE:
            article = marker.number
            starts.append(line.start())
            items.append((article, None))
        elif marker.kind is MarkerKind.TWO and article is not None:
            starts.append(line.start())
            items.append((article, marker.number))
    return Articles(tuple(starts), tuple(items))


def find_breached(text: str, article: int | None = None) -> tuple[Item, ...]:
    """Return the items that a penalty says are breached; `article` is meant where it names none.

    Examples
    --------
    >>> find_breached("违反本条例第十条第（二）（三）项、第十二条规定的，由公安机关处罚")
    ((10, 2), (10, 3), (12, None))
    """
    found: list[Item] = []
    for breach in _BREACH.finditer(text):
        end = 0
        for cited in _CITED.finditer(breach.group()):
            number = _read(cited.group(1) or cited.group(2))
            article = number if cited.group(1) else article
            if number is None or article is None:
                continue
            item = (article, number if cited.group(2) else None)
            # 第十条至第十二条: those between are meant as well.
            if end and _TO.fullmatch(breach.group()[end : cited.start()].strip("条款项")):
                found += _between(found[-1], item)
            found.append(item)
            end = cited.end()
    named = {a for a, item in found if item is not None}
    return tuple(i for i in found if i[1] is not None or i[0] not in named)


def _read(numeral: str) -> int | None:
    """Return a number; None where the letters are none, 一1."""
    try:
        return int(parse_numeral(numeral))
    except InvalidNumeral:
        return None


def _between(first: Item, last: Item) -> Iterator[Item]:
    """Yield the articles between two, or the items between two of one article."""
    if first[1] is None and last[1] is None:
        yield from ((article, None) for article in range(first[0] + 1, last[0]))
    elif first[0] == last[0] and first[1] is not None and last[1] is not None:
        yield from ((first[0], item) for item in range(first[1] + 1, last[1]))


def follow_references(
    upper: tuple[str, Sequence[Clause]], lower: tuple[str, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, a penalty's passages those local penalties that cite what became of the items it cites.

    Parameters
    ----------
    upper, lower : pairs
        Text and clauses of the directive, text and sentences of the local document.
    findings : sequence of Finding
    """
    penalties = _penalties(*lower)
    cited = _cited(*upper) if penalties else {}
    became = _became(upper[0], lower[0], upper[1], findings) if cited else {}
    for finding in findings:
        items = {target for item in cited.get(finding.clause, ()) for target in _targets(item, became)}
        spans = [span for span, own in penalties.items() if items & set(own)]
        met = spans and finding.status is not Status.VERBATIM
        yield _meet(finding, upper[1][finding.clause], (lower[0], spans)) if met else finding


def _meet(finding: Finding, clause: Clause, lower: tuple[str, Sequence[Span]]) -> Finding:
    text, spans = lower
    return meet(finding, clause, tuple(Passage(span, span.of(text)) for span in sorted(spans)))


def _penalties(text: str, sentences: Sequence[Span]) -> dict[Span, tuple[Item, ...]]:
    """Return the sentences that punish, each with what it cites; what follows ； belongs to it."""
    found: dict[Span, tuple[Item, ...]] = {}
    last: Span | None = None
    for sentence in sentences:
        items = find_breached(sentence.of(text))
        if items:
            last = sentence
            found[sentence] = items
        elif last is not None and text[last.end - 1] in "；;" and "\n" not in text[last.end : sentence.start]:
            whole = Span(last.start, sentence.end)
            found[whole] = found.pop(last)
            last = whole
        else:
            last = None
    return found


def _cited(text: str, clauses: Sequence[Clause]) -> dict[int, tuple[Item, ...]]:
    """Return for each clause that punishes what it cites; one that names no article means that of the one before."""
    cited: dict[int, tuple[Item, ...]] = {}
    article: int | None = None
    for number, clause in enumerate(clauses):
        items = find_breached(clause.text, article)
        if items:
            cited[number] = items
            article = items[-1][0]
    return cited


def _became(text: str, local: str, clauses: Sequence[Clause], findings: Sequence[Finding]) -> Mapping[Item, set[Item]]:
    """Return for each item of the directive the local items that carry it over."""
    above, below = find_articles(text), find_articles(local)
    became: dict[Item, set[Item]] = defaultdict(set)
    for finding in findings:
        home = above.at(clauses[finding.clause].span.end - 1)
        if home is None or finding.status is Status.ABSENT or find_breached(clauses[finding.clause].text):
            continue
        places = (below.at(p.span.end - 1) for p in finding.spans[:2])
        became[home] |= {place for place in places if place is not None}
    return became


def _targets(item: Item, became: Mapping[Item, set[Item]]) -> Iterator[Item]:
    """Yield what an item became; of an article cited whole, what each of its items became."""
    for own, places in became.items():
        if own == item or (item[1] is None and own[0] == item[0]):
            yield from places
