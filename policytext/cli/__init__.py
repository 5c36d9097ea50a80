"""The command line: arguments in, one call of the library, files out.

Exit status: 0 all well; 1 some file failed, every other one was processed; 2 the arguments do not fit.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.errors import InvalidLexicon, InvalidManifest, PolicytextError, UnknownRoot
from policytext.reading.worker import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from policytext.tracing.cascade import Cascade

FAILED, MISUSED = 1, 2
DEMO_ROOT = "中办发〔2022〕908号"
_LISTED = 12
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of reading that every command which reads files has."""
    options = (
        click.option("--password", metavar="TEXT", help="For encrypted files. 密码"),
        click.option(
            *("--timeout", "seconds"),
            type=click.FloatRange(min=0, min_open=True),
            default=DEFAULT_LIMITS.seconds,
            show_default=True,
            help="Seconds that reading one file may take. 每个文件的读取时限（秒）",
        ),
        click.option(
            *("--memory", "megabytes"),
            type=click.IntRange(min=64),
            default=DEFAULT_LIMITS.megabytes,
            show_default=True,
            help="Megabytes that reading one file may take. 每个文件的读取内存上限（MB）",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _finding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of finding that every command which reads corpora has."""
    options = (
        click.option("--manifest", type=_FILE, help="CSV or TOML with what is known of the files. 清单"),
        click.option(
            *("--lexicon", "--corrections", "lexicons"),
            type=_FILE,
            multiple=True,
            help="Your own slogans, terms, issuers, corrections (TOML or CSV), again for more files. 自备词表与更正",
        ),
        click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes. 并行数"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _reading(options: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the library for the options of reading."""
    limits = Limits(seconds=options["seconds"], megabytes=options["megabytes"])
    return {"password": options["password"], "limits": limits}


def _finding(options: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of the library for the options of reading and finding."""
    from policytext.knowledge import read_knowledge

    knowledge = read_knowledge(options["lexicons"]) if options["lexicons"] else None
    return {**_reading(options), "jobs": options["jobs"], "knowledge": knowledge}


class _Commands(click.Group):
    """A group whose errors are one line each, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (PolicytextError, OSError) as error:
            _complain(_describe(error))
            ctx.exit(MISUSED if isinstance(error, InvalidLexicon | InvalidManifest | UnknownRoot) else FAILED)


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
@click.option("-o", "--output", type=_FOLDER, help="Write documents.jsonl and CSV tables here. 输出文件夹")
@_finding_options
@_reading_options
@click.pass_context
def extract(ctx: click.Context, /, paths: tuple[str, ...], output: Path | None, **options: Any) -> None:
    """Say what is in documents: header, outline, citations, targets, slogans.

    提取文头、章节、引用、原则、目标、提法。 Writes a JSON object a document to standard output, or with -o files.
    PATH is a file, a folder, or - for standard input.
    """
    from policytext.corpus import ReadFailure
    from policytext.reporting.folder import write_findings

    found, failures = [], list[tuple[str, str]]()
    with _progress("提取 extract", quiet=output is None and sys.stdout.isatty()) as on_progress:
        for item in _annotate(paths, options, on_progress=on_progress):
            if isinstance(item, ReadFailure):
                failures.append((item.path, item.message))
            elif output is None:
                _print_json(item)
            else:
                found.append(item)
    if output is not None and found:
        _announce(write_findings(found, output), f"{len(found)} documents")
    _finish(ctx, failures)


@main.command(
    epilog="""\b
Examples / 例:
  policytext trace corpus/ --root 中发〔2017〕13号 -o report
  policytext trace corpus/ more.pdf --root 关于加强和完善城乡社区治理的意见 -o report
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--root", required=True, metavar="REF", help="The directive: number, title or path. 上级文件")
@click.option("-o", "--output", type=_FOLDER, required=True, help="Folder for the report. 输出文件夹")
@_finding_options
@click.option("--with-interpretations", is_flag=True, help="Tell treatments of news and commentaries too. 含解读")
@_reading_options
@click.pass_context
def trace(ctx: click.Context, /, paths: tuple[str, ...], root: str, output: Path, **options: Any) -> None:
    """Trace a directive through a corpus, clause by clause.

    追踪上级文件的传导链并逐条对照。 Writes report.html, trace.json, CSV tables, cascade.graphml and cascade.png.
    """
    corpus = _load(paths, options["manifest"], **_finding(options))
    _trace(ctx, corpus, root, output, with_interpretations=options["with_interpretations"])


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
@click.option("-o", "--output", type=_FOLDER, help="Write the full report here too. 输出文件夹")
@_reading_options
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
    _finish(ctx, cascade.errors)


@main.command(
    epilog="""\b
Example / 例:
  policytext demo -o ~/demo
"""
)
@click.option("-o", "--output", type=_FOLDER, default=Path("policytext-demo"), show_default=True, help="输出文件夹")
@click.pass_context
def demo(ctx: click.Context, /, output: Path) -> None:
    """Trace the demo corpus that comes with policytext; all of it is fiction.

    追踪随程序附带的虚构示例语料。
    """
    folder = _find_demo()
    corpus = _load((str(folder / "documents"),), folder / "manifest.toml")
    _trace(ctx, corpus, DEMO_ROOT, output)


def _load(paths: Sequence[str], manifest: Path | None, **reading: Any) -> Any:
    from policytext import pipeline

    with _progress("读取 read") as on_progress:
        corpus = pipeline.load_corpus(paths, manifest=manifest, on_progress=on_progress, **reading)
    _tell_skipped(corpus.skipped)
    return corpus


def _trace(ctx: click.Context, corpus: Any, root: str, output: Path, *, with_interpretations: bool = False) -> None:
    from policytext import pipeline
    from policytext.terminal import show_cascade

    try:
        cascade = pipeline.trace(corpus, root=root, with_interpretations=with_interpretations)
    except UnknownRoot:
        # The file that could not be read may be the directive's own.
        for path, message in corpus.failures:
            _complain(f"{path}: {message}")
        raise
    show_cascade(cascade)
    if not cascade.clauses:
        _complain(f"{root} is known only from citations: documents and edges, but no clauses. 上级文件未收入语料")
    _write(cascade, output, {"root": root, "with_interpretations": with_interpretations})
    _finish(ctx, cascade.errors)


def _write(cascade: "Cascade", output: Path, options: dict[str, Any]) -> None:
    from policytext.reporting.folder import write_report

    with _progress("写报告 write") as on_progress:
        paths = write_report(cascade, output, options=options, on_step=lambda name: on_progress(0, 1, name))
    _announce(paths, "")
    click.echo(f"报告 report: {paths[0].resolve()}")


def _annotate(paths: tuple[str, ...], options: dict[str, Any], *, on_progress: Any) -> Iterator[Any]:
    from policytext import pipeline
    from policytext.corpus import read_listing
    from policytext.reading.worker import Worker

    if "-" not in paths:
        listing = read_listing(paths, manifest=options["manifest"])
        for note in listing.notes:
            _complain(note)
        _tell_skipped(sum(listing.skipped.values()))
        yield from pipeline.annotate_files(listing, on_progress=on_progress, **_finding(options))
        return
    if len(paths) > 1:
        raise click.UsageError("- stands alone: standard input is one document or compilation")
    with Worker(**_reading(options)) as worker:
        source = worker.read_stream(sys.stdin.buffer)
    yield from map(pipeline.annotate, pipeline.parse_source(source))


def _tell_skipped(count: int) -> None:
    if count:
        _complain(f"{count} files of other formats passed over 略过其他格式文件 {count} 个")


def _load_one(path: str, options: dict[str, Any]) -> Any:
    from policytext import pipeline

    file, _, part = path.rpartition("#") if not Path(path).exists() else (path, "", "")
    documents = pipeline.load(file or path, **_reading(options))
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


@contextmanager
def _progress(label: str, *, quiet: bool = False) -> Iterator[Any]:
    from policytext.terminal import show_progress

    # A bar on a terminal that the results run through as well would be torn by them.
    if quiet:
        yield lambda done, total, name: None
    else:
        with show_progress(label) as on_progress:
            yield on_progress


def _announce(paths: Sequence[Path], what: str) -> None:
    from policytext.terminal import describe_files

    prefix = f"{what}: " if what else ""
    click.echo(f"{prefix}{describe_files(paths)} → {paths[0].parent}", err=True)


def _finish(ctx: click.Context, failures: Iterable[tuple[str, str]]) -> None:
    failures = list(failures)
    for path, message in failures:
        _complain(f"{path}: {message}")
    if failures:
        ctx.exit(FAILED)


def _describe(error: Exception) -> str:
    if isinstance(error, PolicytextError) or not isinstance(error, OSError):
        return str(error)
    where = f"{error.filename}: " if error.filename else ""
    return where + (error.strerror or str(error))


def _complain(message: str) -> None:
    from policytext.terminal import tidy

    click.echo(f"policytext: {tidy(message)}", err=True)
