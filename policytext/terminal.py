"""What the command line shows: progress and summaries. Results go to standard output, all else to standard error."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.labels import BASIS, CONDITION, LEVEL, STATUS, find_label
from policytext.tracing.cascade import Cascade
from policytext.tracing.selection import to_names

if TYPE_CHECKING:
    from rich.console import Console

Progress = Callable[[int, int, str], None]
_PLAIN_WIDTH = 120


@contextmanager
def show_progress(label: str) -> Iterator[Progress]:
    """Give a function that takes files done, files in all and a name; it draws a bar where a terminal looks on."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn  # 60 ms to import

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=make_console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=f"{label} {tidy(name)[-40:]}"
        )


def show_cascade(cascade: Cascade) -> None:
    """Print the cascade from the root down with what became of the clauses."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("文件 document", no_wrap=True, overflow="ellipsis", ratio=1, min_width=24)
    for name in ("文号 number", "层级 level", "依据 basis"):
        table.add_column(name, no_wrap=True)
    for status in cascade.statuses:
        table.add_column(STATUS[status].chinese, justify="right")
    told = {node.id for node in cascade.implementing}
    for rank, node, edge in cascade.walk():
        ghost = "" if node.held else "〔未收〕"
        title = "  " * rank + ("└ " if rank else "") + ghost + tidy(node.title or node.number or node.id)
        level = find_label(LEVEL, node.level).chinese
        basis = f"{find_label(BASIS, edge.basis).chinese} {edge.score:.2f}" if edge else ""
        counts = cascade.counts(node.id) if node.id in told else {}
        shown = (str(counts.get(status, "")) for status in cascade.statuses)
        cells = (title, tidy(node.number or ""), level, basis, *shown)
        table.add_row(*(Text(cell) for cell in cells), style="dim" if not node.held else "")
    make_console().print(table)


def describe_selection(cascade: Cascade) -> str:
    """Return what a cascade is a part by, in one line."""
    return "，".join(f"{find_label(CONDITION, name)} {'、'.join(to_names(value))}" for name, value in cascade.selected)


def make_console(*, stderr: bool = False) -> "Console":
    """Return a console; piped output has lines of 120 columns and no colour."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else _PLAIN_WIDTH, highlight=False, soft_wrap=False)


def tidy(text: object) -> str:
    """Return text as one line that no terminal takes for a command and any encoding of Unicode can hold."""
    line = " ".join(str(text).encode("utf-8", "backslashreplace").decode("utf-8").split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def describe_files(paths: Sequence[Path]) -> str:
    """Return the names of files in one line, CSVs as a number."""
    tables = [path for path in paths if path.suffix == ".csv"]
    others = ", ".join(path.name for path in paths if path.suffix != ".csv")
    return f"{others}, {len(tables)} CSV tables" if tables else others
