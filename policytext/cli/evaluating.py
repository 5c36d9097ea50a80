"""Commands that measure the program on one's own documents: coding sheets, agreement, gold, scores."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from policytext.cli.options import FILE, FOLDER, finding_options, reading_options, to_finding
from policytext.cli.running import announce, complain, finish, load, progress

_SHEET = ".xlsx"


@click.command(
    epilog="""\b
Examples / 例:
  policytext code corpus/ -o sheet.xlsx
  policytext code corpus/ --root 中发〔2017〕13号 -o sheet.xlsx
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("-o", "--output", type=FILE, required=True, help="The Excel workbook to write. 输出的 Excel 文件")
@click.option("--root", metavar="REF", help="A directive: adds a page of its clauses in each document. 上级文件")
@finding_options
@reading_options
@click.pass_context
def code(ctx: click.Context, /, paths: tuple[str, ...], output: Path, root: str | None, **options: Any) -> None:
    """Write a coding sheet for two coders: findings, and with --root clauses.

    生成两位编码员用的 Excel 编码表：每行一条引用、原则、目标或提法；加 --root 另附逐条落实情况页。
    """
    from policytext import pipeline
    from policytext.evaluation.sheets import write_sheet

    corpus = load(paths, options["manifest"], **to_finding(options))
    cascade = None
    if root is not None:
        with progress("追踪 trace") as on_progress:
            cascade = pipeline.trace(corpus, root=root, on_progress=on_progress)
    with progress("写编码表 write") as on_progress:
        on_progress(0, 1, output.name)
        write_sheet(list(corpus), output, cascade=cascade)
    announce([output], f"{len(corpus)} documents")
    finish(ctx, corpus.failures)


@click.command(
    epilog="""\b
Example / 例:
  policytext agree sheet.xlsx
"""
)
@click.argument("sheet", type=FILE, metavar="SHEET.xlsx")
def agree(sheet: Path) -> None:
    """Print how far the two coders of a sheet agree, kind by kind.

    编码者间信度：一致率、Cohen's κ、Krippendorff's α。 Units are the rows that both have coded.
    """
    from policytext.evaluation.coding import score_agreement
    from policytext.evaluation.sheets import read_sheet

    rows = score_agreement(read_sheet(sheet))
    cells = [(r.kind, r.units, *map(_figure, (r.share, r.kappa, r.alpha))) for r in rows]
    _show(("类别 kind", "单元 units", "一致率 share", "Cohen's κ", "Krippendorff's α"), cells)


@click.command(
    epilog="""\b
Examples / 例:
  policytext gold corpus/ -o draft.jsonl               # what the program finds, to correct by hand
  policytext gold sheet.xlsx corpus/ -o gold.jsonl     # what two coders made of it
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="[SHEET.xlsx] PATH…")
@click.option("-o", "--output", type=FILE, required=True, help="The gold file to write (JSON Lines). 输出的标准答案")
@finding_options
@reading_options
@click.pass_context
def gold(ctx: click.Context, /, paths: tuple[str, ...], output: Path, **options: Any) -> None:
    """Make gold from a coding sheet, or a draft of it from the findings.

    由填好的编码表生成标准答案；不给编码表则以程序结果为草稿。 Gold holds places in the files, no sentence of them.
    """
    sheets = [p for p in paths if p.lower().endswith(_SHEET)]
    files = tuple(p for p in paths if p not in sheets)
    if len(sheets) > 1 or not files:
        raise click.UsageError("expected at most one coding sheet, and the files that it was written from")
    from policytext.evaluation.sheets import read_sheet

    # First: a sheet that cannot be read must not cost the time of reading a corpus.
    rows = read_sheet(Path(sheets[0])) if sheets else None
    corpus = load(files, options["manifest"], **to_finding(options))
    count = _write_gold(rows, list(corpus), output)
    announce([output], f"{count} documents")
    finish(ctx, corpus.failures)


def _write_gold(rows: Sequence[Any] | None, found: Sequence[Any], output: Path) -> int:
    """Write gold, and return of how many documents it tells."""
    from policytext.evaluation.coding import make_coded_gold, make_coded_treatments
    from policytext.evaluation.gold import make_gold, write_gold

    if rows is None:
        write_gold(map(make_gold, found), output)
        return len(found)
    missing = {row.document for row in rows} - {a.document.id for a in found}
    if missing:
        complain(f"{len(missing)} documents of the sheet are not among the files, such as {min(missing)}")
    told, treatments = list(make_coded_gold(rows, found)), list(make_coded_treatments(rows, found))
    write_gold(told, output, more=[t.to_row() for t in treatments])
    return len({*((t.sha256, t.part) for t in told), *(t.document for t in treatments)})


@click.command(
    epilog="""\b
Examples / 例:
  policytext evaluate corpus/ --gold gold.jsonl
  policytext evaluate corpus/ --gold gold.jsonl -o scores
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--gold", "answers", type=FILE, required=True, help="Gold, as policytext gold writes it. 标准答案")
@click.option("-o", "--output", type=FOLDER, help="Write scores.csv and scores.json here. 输出文件夹")
@finding_options
@reading_options
@click.pass_context
def evaluate(ctx: click.Context, /, paths: tuple[str, ...], answers: Path, output: Path | None, **options: Any) -> None:
    """Measure the program against gold: precision, recall, F1 with 95 % intervals.

    对照标准答案评测：精确率、召回率、F1 及 95% 自助法区间。 Gold of treatments is scored beside a TF-IDF baseline.
    """
    from policytext.evaluation.gold import read_gold
    from policytext.evaluation.scoring import score_findings
    from policytext.evaluation.treatments import read_treatments, score_treatments

    owed, treatments = list(read_gold(answers)), list(read_treatments(answers))
    corpus = load(paths, options["manifest"], **to_finding(options))
    scores = [*score_findings(owed, corpus), *score_treatments(treatments, list(corpus))]
    if not scores:
        raise click.UsageError(f"{answers}: none of its documents is among the files")
    _show(("项目 measure", "精确率 P", "召回率 R", "F1", "gold", "found", "docs"), map(_score_cells, scores))
    if output is not None:
        announce(_write_scores(scores, output), f"{len(scores)} measures")
    finish(ctx, corpus.failures)


def _score_cells(score: Any) -> tuple[Any, ...]:
    measure = score.measure if score.method == "policytext" else f"{score.measure}: {score.method}"
    shares = (
        _figure(value) if value is None or low is None else f"{value:.3f} [{low:.3f}, {high:.3f}]"
        for value, low, high in (
            (score.precision, score.precision_low, score.precision_high),
            (score.recall, score.recall_low, score.recall_high),
            (score.f1, score.low, score.high),
        )
    )
    return (measure, *shares, score.gold, score.found, score.documents)


def _write_scores(scores: Sequence[Any], output: Path) -> list[Path]:
    from dataclasses import asdict

    from policytext.reporting.files import write_csv, write_text
    from policytext.reporting.version import find_version
    from policytext.reporting.wire import SCHEMA, render_json

    paths = [output / "scores.json", output / "scores.csv"]
    rows = [asdict(score) for score in scores]
    head = {"schema": SCHEMA, "policytext": find_version(), "scores": rows}
    write_text(paths[0], render_json(head, indent=1) + "\n")
    cells = [["" if value is None else str(value) for value in row.values()] for row in rows]
    write_csv(paths[1], list(rows[0]), cells)
    return paths


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _show(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from policytext.terminal import make_console, tidy

    table = Table(box=None, pad_edge=False, header_style="bold")
    for position, name in enumerate(columns):
        table.add_column(name, justify="right" if position else "left", no_wrap=bool(position))
    for row in rows:
        # Text, since a string's [0.9, 1.0] would be taken for markup.
        table.add_row(*(Text(tidy(cell)) for cell in row))
    make_console().print(table)


COMMANDS: tuple[click.Command, ...] = (code, agree, gold, evaluate)
