"""What commands do around their one call of the library: read, show progress, tell what failed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from policytext.errors import PolicytextError

FAILED, MISUSED = 1, 2


def load(paths: Sequence[str], manifest: Path | None, **reading: Any) -> Any:
    """Read a corpus with a bar; files of formats that no reader takes are counted."""
    from policytext import pipeline

    with progress("读取 read") as on_progress:
        corpus = pipeline.load_corpus(paths, manifest=manifest, on_progress=on_progress, **reading)
    tell_skipped(corpus.skipped)
    return corpus


def tell_skipped(count: int) -> None:
    """Say how many files were passed over."""
    if count:
        complain(f"{count} files of other formats passed over 略过其他格式文件 {count} 个")


@contextmanager
def progress(label: str, *, quiet: bool = False) -> Iterator[Any]:
    """Give a function that draws a bar where a terminal looks on."""
    from policytext.terminal import show_progress

    # A bar on a terminal that the results run through as well would be torn by them.
    if quiet:
        yield lambda done, total, name: None
    else:
        with show_progress(label) as on_progress:
            yield on_progress


def announce(paths: Sequence[Path], what: str) -> None:
    """Say which files were written, and where."""
    from policytext.terminal import describe_files

    prefix = f"{what}: " if what else ""
    click.echo(f"{prefix}{describe_files(paths)} → {paths[0].parent}", err=True)


def finish(ctx: click.Context, failures: Iterable[tuple[str, str]]) -> None:
    """Tell each (path, message) that failed, and end with status 1 where there are any."""
    failures = list(failures)
    for path, message in failures:
        complain(f"{path}: {message}")
    if failures:
        ctx.exit(FAILED)


def describe(error: Exception) -> str:
    """Return an error as one line that names its file."""
    if isinstance(error, PolicytextError) or not isinstance(error, OSError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return where + (error.strerror or str(error))


def complain(message: str) -> None:
    """Say something on standard error, as one line that no terminal takes for a command."""
    from policytext.terminal import tidy

    click.echo(f"policytext: {tidy(message)}", err=True)
