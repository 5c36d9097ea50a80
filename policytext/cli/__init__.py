"""The command line: arguments in, one call of the library, files out.

Exit status: 0 all well; 1 some file failed, every other one was processed; 2 the arguments do not fit.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.evaluating import COMMANDS
from policytext.cli.options import (
    FOLDER,
    finding_options,
    reading_options,
    selecting_options,
    to_conditions,
    to_finding,
    to_reading,
)
from policytext.cli.running import (
    FAILED,
    MISUSED,
    announce,
    complain,
    describe,
    finish,
    load,
    progress,
    tell_skipped,
)
from policytext.errors import InvalidGold, InvalidLexicon, InvalidManifest, PolicytextError, UnknownPart, UnknownRoot

if TYPE_CHECKING:
    from policytext.tracing.cascade import Cascade

DEMO_ROOT = "中办发〔2022〕908号"
_LISTED = 12
_MISUSES = (InvalidGold, InvalidLexicon, InvalidManifest, UnknownPart, UnknownRoot)


class _Commands(click.Group):
    """A group whose errors are one line each, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (PolicytextError, OSError) as error:
            complain(describe(error))
            ctx.exit(MISUSED if isinstance(error, _MISUSES) else FAILED)


@click.group(
    cls=_Commands,
    epilog="Try / 先试试:  policytext demo",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="policytext", message="%(prog)s %(version)s")
def main() -> None:
    """Read Chinese policy documents and trace how a directive passes down.

    读懂政策文件，逐条追踪上级文件如何向下传导。
    """


@main.command(
    epilog="""\b
Examples / 例:
  policytext extract 意见.txt > documents.jsonl
  policytext extract corpus/ -o tables --jobs 2
  cat 意见.txt | policytext extract -
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=FOLDER, help="Write documents.jsonl and CSV tables here. 输出文件夹")
@finding_options
@reading_options
@click.pass_context
def extract(ctx: click.Context, /, paths: tuple[str, ...], output: Path | None, **options: Any) -> None:
    """Say what is in documents: header, outline, citations, targets, slogans.

    提取文头、章节、引用、原则、目标、提法。 Writes a JSON object a document to standard output, or with -o files.
    PATH is a file, a folder, or - for standard input.
    """
    from policytext.corpus import ReadFailure
    from policytext.reporting.folder import write_findings

    found, failures = [], list[tuple[str, str]]()
    with progress("提取 extract", quiet=output is None and sys.stdout.isatty()) as on_progress:
        for item in _annotate(paths, options, on_progress=on_progress):
            if isinstance(item, ReadFailure):
                failures.append((item.path, item.message))
            elif output is None:
                _print_json(item)
            else:
                found.append(item)
    if output is not None and found:
        announce(write_findings(found, output), f"{len(found)} documents")
    finish(ctx, failures)


@main.command(
    epilog="""\b
Examples / 例:
  policytext trace corpus/ --root 中发〔2017〕13号 -o report
  policytext trace corpus/ more.pdf --root 关于加强和完善城乡社区治理的意见 -o report
  policytext trace corpus/ --root 中发〔2017〕13号 -o towns --level township --since 2018-01-01
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--root", required=True, metavar="REF", help="The directive: number, title or path, or a part. 上级文件")
@click.option("-o", "--output", type=FOLDER, required=True, help="Folder for the report. 输出文件夹")
@finding_options
@click.option("--with-interpretations", is_flag=True, help="Tell treatments of news and commentaries too. 含解读")
@selecting_options
@reading_options
@click.pass_context
def trace(ctx: click.Context, /, paths: tuple[str, ...], root: str, output: Path, **options: Any) -> None:
    """Trace a directive through a corpus, clause by clause.

    追踪上级文件的传导链并逐条对照。 Writes report.html, trace.json, CSV tables, cascade.graphml and cascade.png.
    """
    how = {"with_interpretations": options["with_interpretations"]}
    conditions = to_conditions(options)
    corpus = load(paths, options["manifest"], **to_finding(options))
    if not len(corpus):
        finish(ctx, corpus.failures)
    cascade = _trace(corpus, root, {**how, "jobs": options["jobs"]})
    cascade = cascade.select(**conditions) if conditions else cascade
    _show(ctx, cascade, output, {"root": root, **how})


@main.command(
    epilog="""\b
Examples / 例:
  policytext compare 上级意见.txt 本级方案.txt
  policytext compare 上级意见.txt 本级方案.txt -o report
  policytext compare 汇编.txt#2 本级方案.txt        # the second document of a compilation
"""
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("-o", "--output", type=FOLDER, help="Write the full report here too. 输出文件夹")
@reading_options
@click.pass_context
def compare(ctx: click.Context, /, a: str, b: str, output: Path | None, **options: Any) -> None:
    """Compare two documents: what B makes of the clauses of A.

    两份文件逐条对照：B 如何落实 A 的条款。
    """
    from policytext import pipeline
    from policytext.terminal import show_cascade

    cascade = pipeline.compare(_load_one(a, options), _load_one(b, options))
    show_cascade(cascade)
    if output is not None:
        _write(cascade, output, {"compare": [a, b]})
    finish(ctx, cascade.errors)


@main.command(
    epilog="""\b
Example / 例:
  policytext demo -o ~/demo
"""
)
@click.option("-o", "--output", type=FOLDER, default=Path("policytext-demo"), show_default=True, help="输出文件夹")
@click.pass_context
def demo(ctx: click.Context, /, output: Path) -> None:
    """Trace the demo corpus that comes with policytext; all of it is fiction.

    追踪随程序附带的虚构示例语料。
    """
    folder = _find_demo()
    corpus = load((str(folder / "documents"),), folder / "manifest.toml")
    _show(ctx, _trace(corpus, DEMO_ROOT, {}), output, {"root": DEMO_ROOT, "with_interpretations": False})


def _trace(corpus: Any, root: str, how: dict[str, Any]) -> "Cascade":
    from policytext import pipeline

    try:
        with progress("追踪 trace") as on_progress:
            cascade = pipeline.trace(corpus, root=root, on_progress=on_progress, **how)
    except UnknownRoot:
        # The file that could not be read may be the directive's own.
        for path, message in corpus.failures:
            complain(f"{path}: {message}")
        raise
    if not cascade.clauses:
        complain(f"{root} is known only from citations: documents and edges, but no clauses. 上级文件未收入语料")
    return cascade


def _show(ctx: click.Context, cascade: "Cascade", output: Path, options: dict[str, Any]) -> None:
    from policytext.terminal import describe_selection, show_cascade

    show_cascade(cascade)
    if cascade.is_emptied:
        complain(f"no treatment is left by the selection 所选条件下没有落实情况: {describe_selection(cascade)}")
    _write(cascade, output, options)
    finish(ctx, cascade.errors)


def _write(cascade: "Cascade", output: Path, options: dict[str, Any]) -> None:
    from policytext.reporting.folder import write_report

    with progress("写报告 write") as on_progress:
        paths = write_report(cascade, output, options=options, on_step=lambda name: on_progress(0, 1, name))
    announce(paths, "")
    click.echo(f"报告 report: {paths[0].resolve()}")


def _annotate(paths: tuple[str, ...], options: dict[str, Any], *, on_progress: Any) -> Iterator[Any]:
    from policytext import pipeline
    from policytext.corpus import read_listing
    from policytext.reading.worker import Worker

    if "-" not in paths:
        listing = read_listing(paths, manifest=options["manifest"])
        for note in listing.notes:
            complain(note)
        tell_skipped(sum(listing.skipped.values()))
        yield from pipeline.annotate_files(listing, on_progress=on_progress, **to_finding(options))
        return
    if len(paths) > 1:
        raise click.UsageError("- stands alone: standard input is one document or compilation")
    with Worker(**to_reading(options)) as worker:
        source = worker.read_stream(sys.stdin.buffer)
    yield from map(pipeline.annotate, pipeline.parse_source(source))


def _load_one(path: str, options: dict[str, Any]) -> Any:
    from policytext import pipeline

    file, _, part = path.rpartition("#") if not Path(path).exists() else (path, "", "")
    documents = pipeline.load(file or path, **to_reading(options))
    if part.isdecimal() and 1 <= int(part) <= len(documents):
        return documents[int(part) - 1]
    if len(documents) != 1 or part:
        parts = "; ".join(f"#{i} {d.title[:20]}" for i, d in enumerate(documents[:_LISTED], 1))
        raise click.UsageError(f"{path}: holds {len(documents)} documents; put behind the name which one: {parts}")
    return documents[0]


def _find_demo() -> Path:
    package = Path(__file__).parent.parent
    for folder in (package / "corpora" / "demo", package.parent / "corpora" / "demo"):
        if folder.is_dir():
            return folder
    raise click.ClickException("the demo corpus did not come with this installation")


def _print_json(found: Any) -> None:
    from policytext.reporting.files import encode
    from policytext.reporting.wire import render_json, to_wire

    # Bytes, since the terminal's encoding may be another one; flushed, since | head is meant to end the work.
    sys.stdout.buffer.write(encode(render_json(to_wire(found))) + b"\n")
    sys.stdout.buffer.flush()


for command in COMMANDS:
    main.add_command(command)
