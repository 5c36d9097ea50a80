"""spaCy: a component that marks what policytext finds on a Doc.

It stands behind the entry point `policytext`, on a blank pipeline or any Chinese one::

    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    doc = nlp(text)
    doc.spans["citations"], doc._.policy_header, doc.spans["targets"][0]._.policy

`Doc.spans` and what hangs on the spans goes through `DocBin(store_user_data=True)` and back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Marked

from policytext.findings import annotate
from policytext.pipeline import parse
from policytext.reporting.wire import to_wire
from policytext.spans import Span
from policytext.structure.document import Document
from policytext.text import Text

GROUPS = ("citations", "principles", "targets", "slogans")
"""Names under which the findings stand in `Doc.spans`; the outline stands under sections."""
_COLOURS = {"citations": "#9cc3e6", "principles": "#c5e0b4", "targets": "#f8cbad", "slogans": "#ffe699"}


class _Found(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands in the clean text."""

    @property
    def rule(self) -> str:
        """The rule that found it."""


@Language.factory("policytext")
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return a component that fills `Doc.spans` with sections, citations, principles, targets and slogans.

    The labels are the rules that found them; offsets are those of the Doc's own text, noise included.
    `Doc._.policy_header` holds the header elements, and `Span._.policy` the fields of a finding, both as in the JSON.
    """
    register_extensions()
    return mark_findings


def register_extensions() -> None:
    """Make `Doc._.policy_header` and `Span._.policy` known; needed before a DocBin is read without the component."""
    if not Doc.has_extension("policy_header"):
        Doc.set_extension("policy_header", default=None)
    if not Marked.has_extension("policy"):
        Marked.set_extension("policy", default=None)


def mark_findings(doc: Doc) -> Doc:
    """Fill the span groups of a Doc; a finding that noise interrupts is marked with the noise inside it."""
    found = annotate(parse(doc.text.replace("\r", " ")))
    wire, text = to_wire(found), found.document.text
    doc._.policy_header = {name: value for name, value in wire["header"].items() if value is not None}
    for group in GROUPS:
        doc.spans[group] = list(_marked(doc, text, getattr(found, group), wire[group]))
    doc.spans["sections"] = list(_sections(doc, found.document))
    return doc


def render_spans(doc: Doc, *, group: str = "slogans") -> str:
    """Return the displaCy view of a group of spans as HTML; in a notebook show it with `IPython.display.HTML`.

    Raises
    ------
    ValueError
        If the Doc has no such group.
    """
    from spacy import displacy

    if group not in doc.spans:
        raise ValueError(f"expected one of {', '.join(doc.spans)}, got {group}")
    spans = [
        {
            "start": span.start_char,
            "end": span.end_char,
            "start_token": span.start,
            "end_token": span.end,
            "label": group,
        }
        for span in doc.spans[group]
    ]
    drawn = [{"text": doc.text, "spans": spans, "tokens": [token.text for token in doc]}]
    options = {"colors": _COLOURS}
    page: str = displacy.render(drawn, style="span", manual=True, jupyter=False, options=options)
    return page


def _marked(doc: Doc, text: Text, findings: Iterable[_Found], wires: Iterable[Mapping[str, Any]]) -> Iterable[Marked]:
    for finding, wire in zip(findings, wires, strict=True):
        marked = _mark(doc, text, finding.span, finding.rule)
        if marked is not None:
            marked._.policy = {name: value for name, value in wire.items() if name not in ("start", "end")}
            yield marked


def _sections(doc: Doc, document: Document) -> Iterable[Marked]:
    for section in document.sections:
        marked = _mark(doc, document.text, section.span, f"level {section.level}")
        if marked is not None:
            kept = {f.name for f in fields(section)} - {"span"}
            marked._.policy = {name: value for name, value in asdict(section).items() if name in kept}
            yield marked


def _mark(doc: Doc, text: Text, span: Span, label: str) -> Marked | None:
    start, end = text.origin(span.start), text.origin(span.end - 1) + 1
    return doc.char_span(start, end, label=label, alignment_mode="expand")
