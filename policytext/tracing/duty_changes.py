"""Duty-holders (牵头单位、责任单位) that are named in a bracket or a line beside a measure, on one side or on both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.findings.duties import Duty, find_duties
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.tracing.values import Change, Passage


@dataclass(frozen=True, slots=True)
class Duties:
    """Who answers for what in a document, as far as it is named beside the measures."""

    text: str
    found: tuple[Duty, ...]

    def at(self, place: Span) -> Duty | None:
        """Return the duty that reaches to most of a sentence; of several the narrowest."""
        shared = ((min(d.reach.end, place.end) - max(d.reach.start, place.start), -len(d.reach), d) for d in self.found)
        reaching = [row for row in shared if 2 * row[0] > len(place)]
        return max(reaching, key=lambda row: row[:2])[2] if reaching else None

    def passage(self, duty: Duty) -> Passage:
        """Return where the bodies are named."""
        whole = duty.named.of(self.text)
        bare = whole.strip()
        start = duty.named.start + whole.index(bare)
        return Passage(Span(start, start + len(bare)), bare)


def note_duties(document: Document, sentences: Sequence[Span]) -> Duties:
    """Return who answers for what in some sentences of a document, in order."""
    found = find_duties(document, [sentence.start for sentence in sentences])
    return Duties(document.text.characters, tuple(duty for duty in found if duty.apart))


def find_duty_changes(upper: tuple[Duties, Span], lower: tuple[Duties, Span]) -> Iterator[Change]:
    """Yield the change of who answers for a clause: named, no longer named, or others.

    Parameters
    ----------
    upper, lower : pairs of Duties and Span
        Those of the directive and the clause, those of the local document and the sentence that carries it.
    """
    (above, clause), (below, sentence) = upper, lower
    had, has = above.at(clause), below.at(sentence)
    old, new = above.passage(had) if had else None, below.passage(has) if has else None
    if had and has and set(had.bodies) != set(has.bodies):
        yield Change(kind="actor", old=old, new=new, rule="duty.changed")
    elif bool(had) != bool(has):
        yield Change(kind="actor", old=old, new=new, rule="duty.named" if has else "duty.dropped")
