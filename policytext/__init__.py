"""Read Chinese policy documents (政策文件) and trace how a directive passes down, clause by clause.

>>> import policytext as pt
>>> corpus = pt.load_corpus(["corpus/"])  # doctest: +SKIP
>>> cascade = pt.trace(corpus, root="中发〔2017〕13号")  # doctest: +SKIP
>>> pt.write_report(cascade, "report")  # doctest: +SKIP

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policytext.docnumber import DocNumber, parse_docnumber
    from policytext.errors import PolicytextError, ReadingError, UnknownRoot
    from policytext.findings import Annotated
    from policytext.findings.values import Citation, Principle, Slogan, Target
    from policytext.graph import write_graph
    from policytext.pipeline import Corpus, annotate, compare, load, load_corpus, parse, trace
    from policytext.reporting.folder import write_findings, write_report
    from policytext.reporting.wire import to_wire, to_wire_trace
    from policytext.spans import Span
    from policytext.structure.document import Document, Header, Level, Section
    from policytext.text import Source, Text
    from policytext.tracing.cascade import Cascade
    from policytext.tracing.values import Addition, Change, Clause, Edge, Node, Relation, Status, Treatment
    from policytext.wording.termhood import rank_terms

    __version__: str

_HOMES = {
    "policytext.docnumber": "DocNumber parse_docnumber",
    "policytext.errors": "PolicytextError ReadingError UnknownRoot",
    "policytext.findings": "Annotated",
    "policytext.wording.termhood": "rank_terms",
    "policytext.findings.values": "Citation Principle Slogan Target",
    "policytext.graph": "write_graph",
    "policytext.pipeline": "Corpus annotate compare load load_corpus parse trace",
    "policytext.reporting.folder": "write_findings write_report",
    "policytext.reporting.wire": "to_wire to_wire_trace",
    "policytext.spans": "Span",
    "policytext.structure.document": "Document Header Level Section",
    "policytext.text": "Source Text",
    "policytext.tracing.cascade": "Cascade",
    "policytext.tracing.values": "Addition Change Clause Edge Node Relation Status Treatment",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Addition",
    "Annotated",
    "Cascade",
    "Change",
    "Citation",
    "Clause",
    "Corpus",
    "DocNumber",
    "Document",
    "Edge",
    "Header",
    "Level",
    "Node",
    "PolicytextError",
    "Principle",
    "ReadingError",
    "Relation",
    "Section",
    "Slogan",
    "Source",
    "Span",
    "Status",
    "Target",
    "Text",
    "Treatment",
    "UnknownRoot",
    "__version__",
    "annotate",
    "compare",
    "load",
    "load_corpus",
    "parse",
    "parse_docnumber",
    "rank_terms",
    "to_wire",
    "to_wire_trace",
    "trace",
    "write_findings",
    "write_graph",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from policytext.reporting.version import find_version

        value: Any = find_version()
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
