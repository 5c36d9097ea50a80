import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policytext.cli import main

DIRECTIVE = """中共山川省委办公厅文件
山川办发〔2023〕801号
关于办好村级书屋的意见
各市委：
为丰富农村文化生活，现提出如下意见。
一、总体要求
每个行政村建成面积不少于20平方米的书屋一处，配备图书不少于1500册。
二、主要任务
建立健全两员联动管理机制，书屋每周开放时间不少于30小时。
定期组织读书交流活动，评选推广优秀阅读案例和先进个人。
"""
PLAN = """柳湾镇人民政府
关于印发村级书屋建设方案的通知
各村民委员会：
为贯彻落实《关于办好村级书屋的意见》（山川办发〔2023〕801号），制定本方案。
一、建设标准
每个行政村建成面积不少于30平方米的书屋一处，配备图书不少于1500册。
二、管理
建立健全三员联动管理机制，书屋每周开放时间不少于30小时。
设立流动书车，每月到各村民小组巡回一次。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a-意见.txt").write_text(DIRECTIVE, encoding="utf-8")
    (folder / "b-方案.txt").write_text(PLAN, encoding="gb18030")
    return folder


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def read_lines(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", ["extract", "trace", "compare", "demo"])
def test_every_command_shows_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  policytext {command} " in result.stdout


def test_extract_prints_a_document_a_line_in_the_order_of_the_paths(corpus: Path) -> None:
    result = run("extract", corpus / "b-方案.txt", corpus / "a-意见.txt")
    assert result.exit_code == 0
    assert [Path(d["source"]["path"]).name for d in read_lines(result)] == ["b-方案.txt", "a-意见.txt"]
    assert "山川办发〔2023〕801号" in result.stdout


def test_extract_reads_standard_input() -> None:
    (document,) = read_lines(run("extract", "-", stdin=DIRECTIVE.encode("gb18030")))
    assert document["source"]["path"] == "-"
    assert document["header"]["number"] == "山川办发〔2023〕801号"


def test_extract_gives_the_same_with_two_jobs(corpus: Path) -> None:
    assert run("extract", corpus, "--jobs", "2").stdout == run("extract", corpus).stdout


def test_extract_goes_on_after_a_bad_file_and_says_so(corpus: Path) -> None:
    (corpus / "c.txt").write_bytes(b"")
    result = run("extract", corpus, corpus / "no such.txt")
    assert result.exit_code == 1
    assert len(read_lines(result)) == 2
    assert len(result.stderr.splitlines()) == 2
    assert "c.txt: " in result.stderr
    assert "no such.txt: " in result.stderr


def test_files_that_no_reader_takes_are_counted(corpus: Path) -> None:
    (corpus / "figures.xyz").write_text("1", encoding="utf-8")
    result = run("extract", corpus)
    assert result.exit_code == 0
    assert "1 files of other formats passed over" in result.stderr


def test_extract_writes_tables(corpus: Path, tmp_path: Path) -> None:
    result = run("extract", corpus, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    lines = (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    names = "citations documents noise principles sections slogans tables targets versions"
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.csv")) == names.split()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["extract"], id="no path"),
        pytest.param(["extract", "-", "a.txt"], id="standard input beside a file"),
        pytest.param(["extract", "a.txt", "--jobs", "0"], id="no process at work"),
        pytest.param(["trace", "a.txt", "-o", "out"], id="no root"),
        pytest.param(["nonsense"], id="no such command"),
    ],
)
def test_misuse_is_status_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_trace_writes_the_report(corpus: Path, tmp_path: Path) -> None:
    result = run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert str(tmp_path / "out" / "report.html") in result.stdout
    trace = json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))
    changes = {(c["from"] or {}).get("text", "") for t in trace["treatments"] for c in t["changes"]}
    assert any("两员联动" in change for change in changes)
    assert "山川办发〔2023〕801号" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("conditions", "statuses"),
    [
        pytest.param(["--level", "township"], {"adapted", "absent"}, id="its level"),
        pytest.param(["--level", "county"], set(), id="another level"),
        pytest.param(["--status", "adapted"], {"adapted"}, id="a status"),
        pytest.param(["--chapter", "主要任务", "--status", "absent"], {"absent"}, id="a chapter and a status"),
        pytest.param(["--since", "2024-01-01"], set(), id="days that an undated plan cannot be in"),
        pytest.param(["--level", "township", "--level", "county"], {"adapted", "absent"}, id="a level given again"),
    ],
)
def test_trace_writes_the_part_that_is_asked_for(
    corpus: Path, tmp_path: Path, conditions: list[str], statuses: set[str]
) -> None:
    result = run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path, *conditions)
    assert result.exit_code == 0
    trace = json.loads((tmp_path / "trace.json").read_text(encoding="utf-8"))
    assert {t["status"] for t in trace["treatments"]} == statuses
    assert conditions[1] in trace["options"][conditions[0].strip("-")]
    assert "只含所选部分" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("conditions", "named"),
    [
        pytest.param(["--level", "village"], "层级 level village", id="a level"),
        pytest.param(["--since", "2030-01-01"], "起 since 2030-01-01", id="days"),
        pytest.param(["--status", "verbatim", "--chapter", "任务"], "章节 chapter 任务，落实方式", id="two conditions"),
    ],
)
def test_selection_that_leaves_nothing_is_named(
    corpus: Path, tmp_path: Path, conditions: list[str], named: str
) -> None:
    result = run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path, *conditions)
    assert result.exit_code == 0
    assert "所选条件下没有落实情况" in result.stderr
    assert named in result.stderr
    assert "所选条件下没有落实情况" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("conditions", "nearest"),
    [
        pytest.param(["--chapter", "主要任物"], "二、主要任务", id="a misspelt chapter"),
        pytest.param(["--region", "白水市"], "nearest of", id="a region of no document"),
    ],
)
def test_part_that_is_not_there_is_status_2_and_writes_nothing(
    corpus: Path, tmp_path: Path, conditions: list[str], nearest: str
) -> None:
    result = run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path / "out", *conditions)
    assert result.exit_code == 2
    assert conditions[1] in result.stderr
    assert nearest in result.stderr
    assert not (tmp_path / "out").exists()


def test_terminal_counts_what_is_selected(corpus: Path, tmp_path: Path) -> None:
    root = ("--root", "山川办发〔2023〕801号", "-o", tmp_path)
    assert "改写" in run("trace", corpus, *root).stdout
    absent = run("trace", corpus, *root, "--status", "absent").stdout
    assert "未见" in absent
    assert not {"照搬", "改写"} & set(absent.split())


def test_day_that_is_none_is_told_before_anything_is_read(tmp_path: Path) -> None:
    result = run("trace", tmp_path / "nowhere", "--root", "意见", "-o", tmp_path, "--since", "2023-13-01")
    assert result.exit_code == 2
    assert "2023-13-01" in result.stderr


def test_trace_twice_gives_the_same_files(corpus: Path, tmp_path: Path) -> None:
    files = []
    for _ in range(2):
        run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path / "out")
        files.append({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
    assert files[0] == files[1]


def test_unknown_root_is_status_2_and_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    result = run("trace", corpus, "--root", "没有这份文件", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "没有这份文件" in result.stderr
    assert not (tmp_path / "out").exists()


def test_trace_of_files_that_cannot_be_read_says_so_and_no_more(tmp_path: Path) -> None:
    result = run("trace", tmp_path / "nosuch", "--root", "意见", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "nosuch: " in result.stderr
    assert not (tmp_path / "out").exists()


def test_root_known_from_citations_only_is_said(corpus: Path, tmp_path: Path) -> None:
    result = run("trace", corpus / "b-方案.txt", "--root", "山川办发〔2023〕801号", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "known only from citations" in result.stderr


def test_compare_prints_a_summary(corpus: Path) -> None:
    result = run("compare", corpus / "a-意见.txt", corpus / "b-方案.txt")
    assert result.exit_code == 0
    assert "照搬" in result.stdout


def test_compare_names_the_file_that_it_cannot_read(corpus: Path) -> None:
    result = run("compare", corpus / "a-意见.txt", corpus / "no such.txt")
    assert result.exit_code == 1
    assert "no such.txt" in result.stderr


def test_output_that_cannot_be_made_is_one_line(corpus: Path) -> None:
    result = run("extract", corpus, "-o", corpus / "a-意见.txt" / "out")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_demo_says_where_its_report_is(tmp_path: Path) -> None:
    result = run("demo", "-o", tmp_path / "demo")
    assert result.exit_code == 0
    assert str(tmp_path / "demo" / "report.html") in result.stdout
    trace = json.loads((tmp_path / "demo" / "trace.json").read_text(encoding="utf-8"))
    assert len(trace["documents"]) >= 8
    assert len(trace["clauses"]) > 50


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_reader_that_goes_away_is_no_traceback(corpus: Path) -> None:
    command = [sys.executable, "-m", "policytext", "extract", str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait()


def test_output_is_utf8_whatever_the_terminal_says(corpus: Path) -> None:
    command = [sys.executable, "-m", "policytext", "extract", str(corpus / "a-意见.txt")]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
    assert json.loads(out.decode("utf-8"))["header"]["number"] == "山川办发〔2023〕801号"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from policytext.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*{'numpy', 'pandas', 'rich', 'jinja2', 'jieba'} & set(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stderr.split() == []


LEXICON = """
[[slogan]]
text = "流动书车"
kind = "formula"

[[correction]]
document = "关于印发村级书屋建设方案的通知"
of = "slogans"
text = "三员联动"
is = false
"""


@pytest.mark.parametrize("option", ["--lexicon", "--corrections"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_users_lexicon_and_corrections_count(corpus: Path, tmp_path: Path, option: str, jobs: int) -> None:
    (tmp_path / "own.toml").write_text(LEXICON, encoding="utf-8")
    found = read_lines(run("extract", corpus, option, tmp_path / "own.toml", "--jobs", jobs))
    plan = found[1]
    assert [s["text"] for s in plan["slogans"]] == ["流动书车"]
    assert [c["text"] for c in plan["corrections"]] == ["三员联动"]


def test_a_lexicon_that_cannot_be_used_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[[verb]]", encoding="utf-8")
    result = run("extract", corpus, "--lexicon", tmp_path / "own.toml")
    assert result.exit_code == 2
    assert "own.toml, [[verb]] 1: expected an entry" in result.stderr


def test_a_trace_with_several_processes_is_the_same(corpus: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        result = run("trace", corpus, "--root", "山川办发〔2023〕801号", "-o", tmp_path / str(jobs), "--jobs", jobs)
        assert result.exit_code == 0
    one, two = (json.loads((tmp_path / str(jobs) / "trace.json").read_text(encoding="utf-8")) for jobs in (1, 2))
    assert one == two


def test_a_document_of_a_compilation_is_compared_by_its_number(tmp_path: Path) -> None:
    articles = "第一条 书屋面积不少于20平方米。\n第二条 书屋每周开放不少于30小时。\n"
    text = f"青禾县村级书屋管理办法\n{articles}柳渡镇村级书车管理办法\n{articles.replace('书屋', '书车')}"
    (tmp_path / "both.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAN, encoding="utf-8")
    assert run("compare", f"{tmp_path / 'both.txt'}#1", tmp_path / "b.txt").exit_code == 0
    refused = run("compare", tmp_path / "both.txt", tmp_path / "b.txt")
    assert refused.exit_code == 2
    assert "holds 2 documents; put behind the name which one: #1 青禾县村级书屋管理办法" in refused.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_users_divisions_stand_beside_the_table(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "a.txt").write_text(
        "青禾市人民政府关于办好书屋的通知\n各区人民政府：\n请办好书屋。\n", encoding="utf-8"
    )
    (tmp_path / "own.csv").write_text("name,level,province\n青禾市,city,四川省\n", encoding="utf-8")
    with_table, without = (
        read_lines(run("extract", tmp_path / "a.txt", "--jobs", jobs, *more))[0]["header"]["region"]
        for more in (["--divisions", tmp_path / "own.csv"], [])
    )
    assert (with_table, without) == ("四川省/青禾市", "青禾市")
