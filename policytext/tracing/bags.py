"""Bags of letter pairs: what a clause or a sentence is about, whatever the order of its words."""

from collections.abc import Iterator

from policytext.spans import Span
from policytext.tracing.formulae import find_formulae
from policytext.tracing.frames import find_frame, is_head
from policytext.tracing.parts import Bag, Part, Script
from policytext.tracing.sanctions import find_sanctions


def make_bag(script: Script, span: Span, *, with_shells: bool = True) -> Bag:
    """Return the bag of a stretch: a body that acts in many clauses makes none of them alike, nor does a formula.

    Parameters
    ----------
    script : Script
    span : Span
        Of a clause, or a sentence.
    with_shells : bool, optional
        Whether what every penalty says (责令改正) is in the bag.
    """
    key = (span, with_shells)
    if key not in script.bags:
        script.bags[key] = _fill_bag(script, span, with_shells=with_shells)
    return script.bags[key]


def _fill_bag(script: Script, span: Span, *, with_shells: bool) -> Bag:
    parts = script.parts(span)
    text = span.of(script.text)
    head = is_head(text)
    bare = [part if head else _without_subject(script, part) for part in parts]
    idle = [*find_formulae(text), *(() if with_shells else find_sanctions(text))]
    places = [_place(script, span.start, s) for s in idle]
    places += [_place(script, 0, s) for s in script.stock if s.overlaps(span)]
    bare = list(_outside(bare, sorted(places)))
    runs = tuple(script.of(part) for part in bare)
    first = script.span(Part(parts[0].start, parts[-1].end)) if parts else span
    return Bag(Span(first.start, span.end), runs, frozenset(pair for run in runs for pair in find_pairs(run)))


def _without_subject(script: Script, part: Part) -> Part:
    """Return a part without whom it binds."""
    frame = find_frame(script, part)
    return frame.rest if frame and frame.is_bare else part


def find_pairs(run: str) -> Iterator[str]:
    """Yield the pairs of letters of a run in order."""
    yield from (run[i : i + 2] for i in range(len(run) - 1))


def _place(script: Script, offset: int, span: Span) -> Part:
    """Return the letters of a place that is counted from `offset`."""
    return Part(script.letters.position(offset + span.start), script.letters.position(offset + span.end))


def _outside(parts: list[Part], shells: list[Part]) -> Iterator[Part]:
    """Yield what the shells leave of the parts."""
    for part in parts:
        start = part.start
        for shell in shells:
            if start < shell.end and shell.start < part.end:
                yield Part(start, max(start, shell.start))
                start = shell.end
        yield Part(start, max(start, part.end))
