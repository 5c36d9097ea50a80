"""spaCy: a component that marks what policytext finds on a Doc.

It stands behind the entry point `policytext`::

    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    nlp(text).spans["citations"]
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Marked

from policytext.findings import annotate
from policytext.pipeline import parse
from policytext.spans import Span
from policytext.text import Text

GROUPS = ("citations", "principles", "targets", "slogans")
"""Names under which the findings stand in `Doc.spans`."""


class _Found(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands in the clean text."""

    @property
    def rule(self) -> str:
        """The rule that found it."""


@Language.factory("policytext")
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return a component that fills `Doc.spans` with citations, principles, targets and slogans.

    The labels are the rules that found them; offsets are those of the Doc's own text, noise included.
    """
    return mark_findings


def mark_findings(doc: Doc) -> Doc:
    """Fill the span groups of a Doc; a finding that noise interrupts is marked with the noise inside it."""
    found = annotate(parse(doc.text.replace("\r", " ")))
    for group in GROUPS:
        doc.spans[group] = list(_marked(doc, found.document.text, getattr(found, group)))
    return doc


def _marked(doc: Doc, text: Text, findings: Iterable[_Found]) -> Iterable[Marked]:
    for finding in findings:
        start, end = text.origin(finding.span.start), text.origin(finding.span.end - 1) + 1
        marked = doc.char_span(start, end, label=finding.rule, alignment_mode="expand")
        if marked is not None:
            yield marked
