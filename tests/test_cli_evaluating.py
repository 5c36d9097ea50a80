"""The commands that measure: sheet → agreement → gold → scores, and what they refuse."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli import main

DIRECTIVE = """澜江省人民政府办公厅
关于办好村级书屋的意见
澜政办发〔2034〕81号
各市人民政府：
为丰富农村文化生活，现提出如下意见。
一、总体要求
每个行政村建成面积不少于20平方米的书屋一处，配备图书不少于1500册。
二、主要任务
建立健全两员联动管理机制，书屋每周开放时间不少于30小时。
定期组织读书交流活动，评选推广优秀阅读案例和先进个人。
"""
PLAN = """柳渡镇人民政府
关于印发村级书屋建设方案的通知
各村民委员会：
为贯彻落实《关于办好村级书屋的意见》（澜政办发〔2034〕81号），制定本方案。
一、建设标准
每个行政村建成面积不少于30平方米的书屋一处，配备图书不少于1500册。
二、管理
建立健全三员联动管理机制，书屋每周开放时间不少于30小时。
"""
ROOT = "澜政办发〔2034〕81号"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a-意见.txt").write_text(DIRECTIVE, encoding="utf-8")
    (folder / "b-方案.txt").write_text(PLAN, encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def sheet(corpus: Path, tmp_path: Path) -> Path:
    """Return a sheet with both pages, which two coders have filled in: 是, and what the program says of clauses."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    path = tmp_path / "sheet.xlsx"
    assert run("code", corpus, "--root", ROOT, "-o", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    findings, clauses = book.worksheets[:2]
    for line in range(2, findings.max_row + 1):
        if findings.cell(line, 1).value:
            findings.cell(line, 9).value = findings.cell(line, 10).value = "是"
    for line in range(2, clauses.max_row + 1):
        clauses.cell(line, 8).value = clauses.cell(line, 9).value = clauses.cell(line, 6).value
    # They differ on the first clause: a figure was changed, which one of them passed over.
    clauses.cell(3, 9).value = "verbatim" if clauses.cell(3, 8).value != "照搬" else "adapted"
    book.save(path)
    return path


@pytest.mark.parametrize("command", ["code", "agree", "gold", "evaluate"])
def test_every_command_shows_an_example_in_both_languages(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  policytext {command} " in result.stdout
    assert any("\u4e00" <= c <= "\u9fff" for c in result.stdout)


def test_a_sheet_has_a_page_of_findings_and_with_a_root_one_of_clauses(corpus: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    for options, pages in ([], 2), (["--root", ROOT], 3):
        path = tmp_path / f"{pages}.xlsx"
        assert run("code", corpus, *options, "-o", path).exit_code == 0
        assert len(openpyxl.load_workbook(path).sheetnames) == pages


def test_agreement_is_printed_kind_by_kind(sheet: Path) -> None:
    lines = {line.split()[0]: line.split() for line in run("agree", sheet).stdout.splitlines() if line.strip()}
    assert lines["targets"][2] == "1.000"
    # The directive's four sentences; they differ on one.
    units, share = int(lines["treatments"][1]), float(lines["treatments"][2])
    assert units == 4
    assert share == pytest.approx(0.75)


def test_gold_of_the_coders_scores_what_they_confirmed_as_found(sheet: Path, corpus: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    assert run("gold", sheet, corpus, "-o", gold).exit_code == 0
    assert "平方米的书屋" not in gold.read_text(encoding="utf-8")
    result = run("evaluate", corpus, "--gold", gold, "-o", tmp_path / "scores")
    assert result.exit_code == 0
    rows = json.loads((tmp_path / "scores" / "scores.json").read_text(encoding="utf-8"))["scores"]
    ours = {row["measure"]: row for row in rows if row["method"] == "policytext"}
    assert ours["targets"]["f1"] == 1.0
    assert ours["treatments present"]["f1"] == 1.0
    # One clause was left out as unsure.
    assert sum(ours[f"treatments {s}"]["gold"] for s in ("verbatim", "adapted", "absent")) == 3
    assert {row["method"] for row in rows if row["measure"] == "treatments present"} > {"policytext"}


def test_scores_are_written_as_csv_for_excel(corpus: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.jsonl"
    assert run("gold", corpus, "-o", draft).exit_code == 0
    assert run("evaluate", corpus, "--gold", draft, "-o", tmp_path).exit_code == 0
    written = (tmp_path / "scores.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(written.decode("utf-8-sig").splitlines()))
    assert {row["f1"] for row in rows if row["gold"] != "0"} == {"1.0"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["gold", "a.xlsx", "b.xlsx", "corpus", "-o", "g.jsonl"], "at most one coding sheet", id="two sheets"
        ),
        pytest.param(["gold", "a.xlsx", "-o", "g.jsonl"], "the files that it was written from", id="no files"),
        pytest.param(["code", "corpus"], "-o", id="no output"),
    ],
)
def test_misuse_is_status_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("content", ["{", '{"schema": 9}', "[]", "\x00"], ids=["no JSON", "schema", "list", "binary"])
def test_bad_gold_is_one_line(content: str, corpus: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(content, encoding="utf-8")
    result = run("evaluate", corpus, "--gold", gold)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "gold.jsonl, line 1: expected gold" in result.stderr


def test_a_sheet_of_other_files_is_told(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PLAN.replace("三员", "四员"), encoding="utf-8")
    result = run("gold", sheet, other, "-o", tmp_path / "gold.jsonl")
    assert "documents of the sheet are not among the files" in result.stderr


def test_gold_of_other_files_is_refused(corpus: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.jsonl"
    run("gold", corpus / "a-意见.txt", "-o", draft)
    result = run("evaluate", corpus / "b-方案.txt", "--gold", draft)
    assert result.exit_code == 2
    assert "none of its documents is among the files" in result.stderr


def test_a_missing_sheet_is_one_line(tmp_path: Path) -> None:
    result = run("agree", tmp_path / "none.xlsx")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "none.xlsx" in result.stderr
