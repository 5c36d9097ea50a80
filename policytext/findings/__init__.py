"""Document → its findings: citations, principles, targets, slogans."""

from dataclasses import dataclass

from policytext.findings.citations import find_citations
from policytext.findings.principles import find_principles
from policytext.findings.slogans import find_slogans
from policytext.findings.targets import find_targets
from policytext.findings.values import Citation, Principle, Slogan, Target
from policytext.frames import Table
from policytext.structure.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document and what was found in it."""

    document: Document
    citations: Table[Citation]
    principles: Table[Principle]
    targets: Table[Target]
    slogans: Table[Slogan]


def annotate(document: Document) -> Annotated:
    """Return a document with its citations (引用), principles (基本原则), targets (目标) and slogans (提法)."""
    return Annotated(
        document=document,
        citations=Table(find_citations(document), Citation),
        principles=Table(find_principles(document), Principle),
        targets=Table(find_targets(document), Target),
        slogans=Table(find_slogans(document), Slogan),
    )
