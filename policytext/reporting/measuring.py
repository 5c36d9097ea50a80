"""Measures, sources and residues of a cascade as the rows that a page shows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policytext.labels import MEASURE
from policytext.tracing.cascade import Cascade
from policytext.tracing.measures import Measure
from policytext.tracing.values import Node

_SHARES = ("coverage", "verbatim", "depth", "novelty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A measure as it is shown."""

    value: str
    interval: str
    """The 95 % bootstrap interval; "" where it has none."""
    bare: str
    """The value without formulae; "" where it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """The measures of a document, in the order of `labels.MEASURE`."""

    node: Node
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """How many sentences of a document most likely come from one above it."""

    node: Node
    lender: Node
    sentences: int
    share: float
    """Of the document's sentences that have a source."""


def list_measures(cascade: Cascade) -> Iterator[MeasuredRow]:
    """Yield a row for each implementing document."""
    told = {(m.document, m.name, m.with_formulae): m for m in cascade.measures if m.chapter is None}
    for node in cascade.implementing:
        cells = (_cell(told.get((node.id, name, True)), told.get((node.id, name, False))) for name in MEASURE)
        yield MeasuredRow(node=node, cells=tuple(cells))


def _cell(measure: Measure | None, bare: Measure | None) -> Cell:
    value = _show(measure)
    without = _show(bare)
    interval = "" if measure is None or measure.low is None else f"{_number(measure, measure.low)}–{_end(measure)}"
    return Cell(value=value, interval=interval, bare=without if bare is not None and without != value else "")


def _end(measure: Measure) -> str:
    return "" if measure.high is None else _number(measure, measure.high)


def _show(measure: Measure | None) -> str:
    return "—" if measure is None or measure.value is None else _number(measure, measure.value)


def _number(measure: Measure, value: float) -> str:
    if measure.name in _SHARES:
        return f"{value:.0%}"
    return f"{value:.0f}" if measure.name == "speed" else f"{value:.2f}"


def count_sources(cascade: Cascade) -> Iterator[SourceRow]:
    """Yield for each document the documents above from which its sentences most likely come, the main one first."""
    nodes: Mapping[str, Node] = {n.id: n for n in cascade.nodes}
    for node in cascade.nodes:
        counts = Counter(b.lender for b in cascade.borrowings if b.document == node.id)
        for lender, sentences in counts.most_common():
            share = sentences / counts.total()
            yield SourceRow(node=node, lender=nodes[lender], sentences=sentences, share=share)
