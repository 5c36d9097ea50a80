"""Sanctions (罚则): the shell of a penalty, which every regulation has and which says nothing of what it punishes."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from policytext.lexicons.patterns import any_of
from policytext.spans import Span
from policytext.tracing.lead_ins import find_head
from policytext.tracing.letters import fold_letters
from policytext.tracing.sentence_index import find_overlapping
from policytext.tracing.treatments import Finding, drop, meet
from policytext.tracing.values import Clause, Passage

_FIGURE = r"[\d〇零一二三四五六七八九十百千万,，.]+元"
_MOSTLY = 0.95
"""Share of a clause's letters from which it is a shell."""
_MOST_KEPT = 1 << 12
"""Texts whose shells are kept: the directive's clauses are looked at again with every local document."""
_PARTS = (
    r"违反(?=[本第])(?:本[\u4e00-\u9fff]{{1,4}})?(?:第[^，,；;。\n]{{1,60}}?)?规定的?",
    r"(?:依法)?由[\u4e00-\u9fff、（）()]{{2,40}}?(?={agency-acts})",
    r"责令(?:其)?(?:立即|限期)?{order}",
    r"{defiance}的?|视情节轻重|(?:逾期仍?[不未]|拒不)[\u4e00-\u9fff]{{2,3}}的(?=[，,、])",
    r"(?:可以)?(?:并|单)?处以?{figure}(?:以上|以下|至)?(?:{figure})?(?:以上|以下)?的?罚款",
    r"(?:依法)?(?:可以)?{imposes}?{discipline}(?:[、或者和]{{1,2}}(?:行政|纪律|政务)?处分)*(?=[，,；;。、或]|$)",
    r"约谈(?:企业|单位)?(?:主要)?负责人",
    r"{crime}",
    r"依照有关法律[、，]?法规(?:的规定)?(?:予以)?处罚",
)
"""After 行政处罚法 (2021), 第九条: kinds of penalties; 立法技术规范（试行）（一）: how regulations word them.

In braces the words of the lexicon `penalties.toml`."""


@cache
def _shell() -> re.Pattern[str]:
    """Return a pattern of a stretch of a penalty's shell."""
    names = ("agency-acts", "order", "defiance", "imposes", "discipline", "crime")
    words = {name: any_of("penalties", "kind", name) for name in names}
    return re.compile("|".join(_PARTS).format_map({**words, "figure": _FIGURE}))


def find_sanctions(text: str) -> Iterator[Span]:
    """Yield the stretches of a text that are the shell of a penalty.

    Examples
    --------
    >>> text = "违反本条例规定，高空抛物的，由公安机关责令改正；拒不改正的，处五十元以上二百元以下罚款。"
    >>> "".join(text[s.start : s.end] for s in find_sanctions(text))
    '违反本条例规定由公安机关责令改正拒不改正的处五十元以上二百元以下罚款'
    """
    yield from _find_shells(text)


@lru_cache(maxsize=_MOST_KEPT)
def _find_shells(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _shell().finditer(text))


def punishes(text: str, span: Span) -> bool:
    """Tell whether a stretch is of a penalty: it, or the head of the list that it stands in, has a penalty's shell."""
    head = find_head(text, span.start)
    return any(find_sanctions(span.of(text))) or (head is not None and any(find_sanctions(head.of(text))))


def find_penal(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences that are of a penalty, in order."""
    return tuple(sentence for sentence in sentences if punishes(text, sentence))


@lru_cache(maxsize=_MOST_KEPT)
def is_shell(text: str) -> bool:
    """Tell whether a text is nothing but the shell of a penalty, and cites no deed: 拒不改正的，处五十元罚款；."""
    letters = 0 if "违反" in text else len(fold_letters(text))
    return bool(letters) and sum(len(fold_letters(s.of(text))) for s in find_sanctions(text)) >= _MOSTLY * letters


def follow_sanctions(
    clauses: Sequence[Clause],
    lower: tuple[str, Sequence[Span]],
    penal: tuple[Collection[int], Sequence[Span]],
    findings: Sequence[Finding],
) -> Iterator[Finding]:
    """Yield the findings; a bare sanction is met where the deed before it has its own, a penalty by penalties alone.

    Parameters
    ----------
    clauses : sequence of Clause
    lower : pair
        Text and sentences of the local document.
    penal : pair
        Numbers of the clauses and sentences that are of a penalty (`find_penal`).
    findings : sequence of Finding
    """
    text, sentences = lower
    before: Finding | None = None
    sentenced = False
    for finding, clause in zip(findings, clauses, strict=True):
        told = finding
        if is_shell(clause.text):
            # The deed's sentence may hold both sanctions, where none stands behind it.
            wholes = (True, False) if sentenced else (False,)
            found = (_behind(before, text, sentences, whole=whole) for whole in wholes) if before is not None else ()
            own = next((passage for passage in found if passage), None)
            told = meet(finding, clause, (own,)) if own else _without(finding, ())
        elif finding.spans and finding.clause in penal[0]:
            # A rule says what is not done, a penalty what it costs: the one does not carry over the other.
            told = _without(finding, tuple(p for p in finding.spans if find_overlapping(penal[1], [p.span])))
        before, sentenced = told if told.spans else None, any(find_sanctions(clause.text))
        yield told


def _without(finding: Finding, spans: tuple[Passage, ...]) -> Finding:
    """Return a finding with some of its passages; absent where none is left."""
    if spans:
        return finding if spans == finding.spans else replace(finding, windows=(), spans=spans)
    return drop(finding)


def _behind(deed: Finding, text: str, sentences: Sequence[Span], *, whole: bool) -> Passage | None:
    """Return the sanction behind the passage of a deed, in its paragraph; with `whole` behind its sentence."""
    last = max(p.span.end for p in deed.spans)
    if whole:
        last = next((s.end for s in sentences if s.overlaps(deed.spans[0].span)), last)
    for sentence in sentences:
        if sentence.end > last:
            if "\n" in text[last : sentence.start]:
                return None
            return Passage(sentence, sentence.of(text)) if any(find_sanctions(sentence.of(text))) else None
    return None
