"""All that a user takes away, as files of one folder."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from policytext.findings import Annotated
from policytext.graph import write_graph
from policytext.reporting.files import replace_file, write_text
from policytext.reporting.html import render_report
from policytext.reporting.plots import plot_cascade
from policytext.reporting.tables import collect_cascade_tables, collect_finding_tables, write_tables
from policytext.reporting.wire import render_json, to_wire, to_wire_trace
from policytext.tracing.cascade import Cascade

Step = Callable[[str], object]
"""Called with the name of each file before it is written."""


def write_report(
    cascade: Cascade,
    folder: str | Path,
    *,
    options: Mapping[str, Any] | None = None,
    on_step: Step | None = None,
) -> tuple[Path, ...]:
    """Write a cascade as trace.json, report.html, a CSV for each table, cascade.graphml and cascade.png.

    Each file is written whole or not at all; files of these names that are there already are replaced.

    Parameters
    ----------
    cascade : Cascade
    folder : str or Path
        Made where it is missing.
    options : mapping, optional
        What the user chose; kept in trace.json and at the foot of the page.
    on_step : callable, optional
        See `Step`.

    Returns
    -------
    tuple of Path
        The files, the report first.

    Raises
    ------
    OSError
        If the folder cannot be made or written to.
    """
    target, tell = Path(folder), on_step or (lambda name: None)
    report, trace, graph, picture = (
        target / name for name in ("report.html", "trace.json", "cascade.graphml", "cascade.png")
    )
    tell(trace.name)
    write_text(trace, render_json(to_wire_trace(cascade, options), indent=1) + "\n")
    tell(report.name)
    write_text(report, render_report(cascade, options))
    tell("*.csv")
    tables = write_tables(collect_cascade_tables(cascade), target)
    tell(graph.name)
    with replace_file(graph) as beside:
        write_graph(cascade, beside)
    tell(picture.name)
    with replace_file(picture) as beside:
        plot_cascade(cascade, beside)
    return report, trace, graph, picture, *tables


def write_findings(found: Sequence[Annotated], folder: str | Path) -> tuple[Path, ...]:
    """Write documents and their findings as documents.jsonl and a CSV for each table; return the files."""
    target = Path(folder)
    lines = target / "documents.jsonl"
    write_text(lines, "".join(render_json(to_wire(f)) + "\n" for f in found))
    return lines, *write_tables(collect_finding_tables(found), target)
