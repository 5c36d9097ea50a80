"""Lists (列项): their heads and catch-all items (兜底条款) go where their other items went.

自觉遵守下列规定： and （十二）其他规定。 are worded alike in every list of a regulation: their words do not
tell which local list they became; the items between do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policytext.spans import Span
from policytext.tracing.bags import make_bag
from policytext.tracing.frames import is_head
from policytext.tracing.lead_ins import find_head
from policytext.tracing.parts import Script
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding, put
from policytext.tracing.values import Passage, Status

LEAST_ITEMS = 2
"""Items that a local list has taken over, from which it is the same; one is enough where both heads name one topic."""
_CATCH_ALL = re.compile("(?:(?:法律|行政法规|法规|规章|国家|本条例)[、和以及]*){0,5}(?:的|规定的?)?其他")
"""What the last item of a list opens with (立法技术规范（试行）（一）): 其他…, 法律、法规规定的其他…."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list: sentence numbers of its head, its items and its catch-all item."""

    head: int | None
    items: tuple[int, ...]
    catch_all: int | None


def find_lists(script: Script, sentences: Sequence[Span]) -> list[ItemList]:
    r"""Return the lists among some sentences of a document.

    Examples
    --------
    >>> from policytext.tracing.letters import fold_letters
    >>> text = "食客应当：\n（一）排队；\n（二）其他守则。"
    >>> find_lists(Script(fold_letters(text), text), [Span(0, 5), Span(6, 12), Span(13, 21)])
    [ItemList(head=0, items=(1,), catch_all=2)]
    """
    members: dict[Span, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        head = find_head(script.text, sentence.start)
        if head is not None:
            members[head].append(number)
    return [_make_list(script, sentences, own) for own in members.values()]


def _make_list(script: Script, sentences: Sequence[Span], members: Sequence[int]) -> ItemList:
    before = members[0] - 1
    has_head = before >= 0 and is_head(sentences[before].of(script.text))
    last = script.parts(sentences[members[-1]])
    catches = bool(last) and _CATCH_ALL.match(script.of(last[0])) is not None
    items = members[:-1] if catches else members
    return ItemList(before if has_head else None, tuple(items), members[-1] if catches else None)


def follow_lists(
    upper: tuple[Script, Sequence[Span]], lower: tuple[Script, Sequence[Span]], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the findings, heads and catch-all items of lists in the list that took over most of their items.

    Parameters
    ----------
    upper, lower : pairs of Script and sequence of Span
        The directive with its clauses, the local document with its sentences.
    findings : sequence of Finding
    """
    homes = {f.clause: find_overlapping(lower[1], [f.spans[0].span]) for f in findings if f.spans}
    firsts = {clause: own[0] for clause, own in homes.items()}
    moved = dict(_find_moves(_find_topics(*upper), _find_topics(*lower), firsts))
    for finding in findings:
        target = moved.get(finding.clause)
        if target is None or target in homes.get(finding.clause, ()):
            yield finding
        else:
            yield _move(finding, (upper[0], upper[1][finding.clause]), (lower[0], lower[1][target]))


def _find_topics(script: Script, sentences: Sequence[Span]) -> list[tuple[ItemList, frozenset[str]]]:
    """Return the lists, each with the letter pairs of its head that no other head has."""
    lists = find_lists(script, sentences)
    heads = [frozenset() if own.head is None else make_bag(script, sentences[own.head]).pairs for own in lists]
    counts = Counter(pair for pairs in heads for pair in pairs)
    return [(own, frozenset(p for p in pairs if counts[p] == 1)) for own, pairs in zip(lists, heads, strict=True)]


def _find_moves(
    above: Sequence[tuple[ItemList, frozenset[str]]],
    below: Sequence[tuple[ItemList, frozenset[str]]],
    homes: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """Yield the clause of a head or a catch-all item, and the sentence that it became."""
    of = {number: k for k, (own, _) in enumerate(below) for number in own.items}
    members = {*of, *(own.catch_all for own, _ in below)}
    for own, topic in above:
        taken = Counter(of[homes[n]] for n in own.items if homes.get(n) in of)
        alike = {k: bool(topic & below[k][1]) for k in taken}
        best = max(taken, key=lambda k: (alike[k], taken[k], -k), default=None)
        if best is None or not (alike[best] or taken[best] >= LEAST_ITEMS):
            continue
        target = below[best][0]
        if own.catch_all is not None and target.catch_all is not None:
            yield own.catch_all, target.catch_all
        # A head stays where it is, unless that is among the items of a list.
        if own.head is not None and target.head is not None and homes.get(own.head) in (None, *members):
            yield own.head, target.head


def _move(finding: Finding, upper: tuple[Script, Span], lower: tuple[Script, Span]) -> Finding:
    own, new = make_bag(*upper), make_bag(*lower)
    share = len(own.pairs & new.pairs) / len(own.pairs) if own.pairs else 0.0
    status = Status.VERBATIM if own.runs == new.runs else Status.ADAPTED
    return put(finding, status, round(share, 4), (Passage(new.span, new.span.of(lower[0].text)),))
