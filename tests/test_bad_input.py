"""The command line over input that nobody would wish for: it says what is wrong with which file and does the rest."""

import cProfile
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import policytext as pt
from policytext.cli import main

NUMBER = "云岭府发〔2031〕52号"
DIRECTIVE = f"""云岭省人民政府关于办好乡村长者食堂的意见
{NUMBER}
各市人民政府：
一、任务
灶台高度、座椅扶手和地面防滑照顾老年人的身体条件。
优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
"""
PLAN = f"""三河镇长者食堂实施方案
为贯彻落实《云岭省人民政府关于办好乡村长者食堂的意见》（{NUMBER}），制定本方案。
一、措施
优先把闲置村小、粮站和祠堂改造为厨房与饭厅。
"""
NOISE = random.Random(7).randbytes(6000)
REPORT = {
    *("report.html", "trace.json", "cascade.graphml", "cascade.png", "clauses.csv", "treatments.csv", "changes.csv"),
    *("additions.csv", "absent.csv", "documents.csv", "edges.csv", "errors.csv", "measures.csv", "matrix.csv"),
    *("sources.csv", "rises.csv", "residues.csv"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "a.txt").write_text(DIRECTIVE, encoding="utf-8")
    (made / "b.txt").write_text(PLAN, encoding="gb18030")
    return made


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def names(result: Result) -> list[str]:
    return [Path(json.loads(line)["source"]["path"]).name for line in result.stdout.splitlines()]


UNREADABLE = [
    pytest.param(b"", "empty", id="empty file"),
    pytest.param("\ufeff".encode(), "no text", id="a byte order mark alone"),
    pytest.param(" \n\u3000\r\n".encode(), "no text", id="blanks alone"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + NOISE, "PNG image", id="a picture named .txt"),
    pytest.param(b"PK\x03\x04" + NOISE, "ZIP archive", id="an archive named .txt"),
    pytest.param(b"\x7fELF\x02\x01\x01" + NOISE, "binary", id="a program named .txt"),
    pytest.param(NOISE, "binary", id="random bytes named .txt"),
    pytest.param(bytes(4000), "binary", id="NUL bytes alone"),
    pytest.param(
        DIRECTIVE.replace("、", "\0、").replace("。", "\0\0\0\0。").encode(), "binary", id="many NUL bytes in a text"
    ),
]


@pytest.mark.parametrize(("data", "reason"), UNREADABLE)
def test_unreadable_file_is_named_with_its_reason_and_the_rest_extracted(
    folder: Path, data: bytes, reason: str
) -> None:
    (folder / "aa.txt").write_bytes(data)
    result = run("extract", folder)
    assert result.exit_code == 1
    assert names(result) == ["a.txt", "b.txt"]
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"policytext: {folder / 'aa.txt'}: ")
    assert reason in message


@pytest.mark.parametrize(("data", "reason"), UNREADABLE)
def test_unreadable_file_does_not_stop_a_trace(folder: Path, tmp_path: Path, data: bytes, reason: str) -> None:
    (folder / "aa.txt").write_bytes(data)
    result = run("trace", folder, "--root", NUMBER, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == REPORT
    trace = json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))
    assert [Path(e["path"]).name for e in trace["errors"]] == ["aa.txt"]
    assert len(trace["treatments"]) == len(trace["clauses"]) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize("closed", [pytest.param("a.txt", id="file"), pytest.param("inner", id="folder")])
def test_what_may_not_be_read_is_named(folder: Path, closed: str) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "c.txt").write_text(PLAN, encoding="utf-8")
    (folder / closed).chmod(0)
    try:
        result = run("extract", folder)
    finally:
        (folder / closed).chmod(0o700)
    assert result.exit_code == 1
    assert closed in result.stderr
    assert "b.txt" in names(result)


@pytest.mark.parametrize("name", [pytest.param("c.xyz", id="unknown suffix"), pytest.param("c", id="no suffix")])
def test_file_that_no_reader_takes_is_an_error_where_it_was_named(folder: Path, name: str) -> None:
    (folder / name).write_text(PLAN, encoding="utf-8")
    result = run("extract", folder / name, folder / "a.txt")
    assert result.exit_code == 1
    assert names(result) == ["a.txt"]
    assert f"{folder / name}: no reader for" in result.stderr
    assert ".txt" in result.stderr.partition("supported")[2]


def test_file_that_no_reader_takes_is_passed_over_and_counted_in_a_folder(folder: Path, tmp_path: Path) -> None:
    for name in ("c.xyz", "d.xyz", "e"):
        (folder / name).write_text(PLAN, encoding="utf-8")
    for command in (("extract",), ("trace", "--root", NUMBER, "-o", tmp_path / "out")):
        result = run(*command, folder)
        assert result.exit_code == 0
        assert "3 files of other formats passed over" in result.stderr


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="empty"),
        pytest.param({"c.xyz": b"1"}, id="other formats only"),
        pytest.param({".hidden.txt": b"1", "README.md": b"1"}, id="hidden files and a README only"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "trace"])
def test_folder_without_documents_is_an_error(tmp_path: Path, command: str, files: dict[str, bytes]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for name, data in files.items():
        (empty / name).write_bytes(data)
    options = ["--root", NUMBER, "-o", tmp_path / "out"] if command == "trace" else []
    result = run(command, empty, *options)
    assert result.exit_code == 1
    assert f"{empty}: no document in it" in result.stderr
    assert not (tmp_path / "out").exists()


def test_each_file_has_its_own_encoding(tmp_path: Path) -> None:
    encodings = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "big5")
    text = DIRECTIVE + "老人用餐不再犯愁，村村升起炊煙。\n"
    for number, encoding in enumerate(encodings):
        (tmp_path / f"{number}.txt").write_bytes(text.encode(encoding, "ignore"))
    result = run("extract", tmp_path)
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [d["header"]["number"] for d in found[:5]] == [NUMBER] * 5
    assert len(found) == len(encodings)


def test_two_encodings_in_one_file_are_read_with_a_warning(folder: Path) -> None:
    (folder / "c.txt").write_bytes(DIRECTIVE.encode("utf-8") + PLAN.encode("gb18030"))
    result = run("extract", folder / "c.txt")
    assert result.exit_code in (0, 1)
    if result.exit_code == 0:
        (found,) = [json.loads(line) for line in result.stdout.splitlines()]
        assert found["warnings"]
        assert "老年人的身体条件" in found["text"]
    else:
        assert "c.txt: " in result.stderr


@pytest.mark.parametrize(
    ("root", "named"),
    [
        pytest.param("没有这份文件", "没有这份文件", id="none: what was asked"),
        pytest.param("没有这份文件", "云岭省人民政府关于办好乡村长者食堂的意见", id="none: what there is"),
        pytest.param("长者食堂", "三河镇长者食堂实施方案", id="several: which"),
        pytest.param("长者食堂", NUMBER, id="several: with their numbers"),
        pytest.param("", "expected for the root", id="nothing"),
        pytest.param("长者" * 5000, "三河镇长者食堂实施方案", id="ten thousand characters"),
    ],
)
def test_root_that_fits_none_or_several_says_which_and_writes_nothing(
    folder: Path, tmp_path: Path, root: str, named: str
) -> None:
    result = run("trace", folder, "--root", root, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert named in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_root_known_from_citations_only_gives_documents_and_says_so(folder: Path, tmp_path: Path) -> None:
    result = run("trace", folder / "b.txt", "--root", NUMBER, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "known only from citations" in result.stderr
    trace = json.loads((tmp_path / "out" / "trace.json").read_text(encoding="utf-8"))
    assert [(d["held"], d["number"]) for d in trace["documents"]] == [(False, NUMBER), (True, None)]
    assert len(trace["edges"]) == 1
    assert trace["clauses"] == trace["treatments"] == trace["additions"] == []
    assert {path.name for path in (tmp_path / "out").iterdir()} == REPORT


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("关于" + "进一步办好乡村长者食堂" * 1000 + "的通知", id="a title of 11,000 characters"),
        pytest.param("《" * 5000 + "长者食堂方案" + "》" * 5000, id="brackets 5,000 deep"),
        pytest.param("关于印发" * 2500 + "方案的通知", id="a carrier of carriers"),
        pytest.param("（" * 10000, id="10,000 opening brackets"),
    ],
)
def test_endless_title_is_one_document_among_others(folder: Path, tmp_path: Path, title: str) -> None:
    (folder / "c.txt").write_text(f"{title}\n各村：\n优先把闲置村小、粮站和祠堂改造为厨房与饭厅。\n", encoding="utf-8")
    result = run("extract", folder)
    assert result.exit_code == 0
    assert names(result) == ["a.txt", "b.txt", "c.txt"]
    assert run("trace", folder, "--root", NUMBER, "-o", tmp_path / "out").exit_code == 0


def test_a_few_nul_bytes_are_left_out_with_a_warning(folder: Path) -> None:
    (folder / "c.txt").write_text(PLAN + "\0\0", encoding="utf-8")
    result = run("extract", folder / "c.txt")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert "\0" not in found["text"]
    assert found["warnings"]


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        pytest.param("优先把闲置村小、粮站和祠堂改造为厨房与饭厅。", 5_000_000, id="a sentence over and over"),
        pytest.param("长者食堂", 5_000_000, id="no stop at all"),
        pytest.param("1", 1_000_000, id="one digit, a fifth of that"),
        pytest.param("《", 1_000_000, id="one opening bracket, a fifth of that"),
        pytest.param("一、", 1_000_000, id="one heading mark, a fifth of that"),
    ],
)
def test_one_line_of_5_megabytes_is_read(tmp_path: Path, unit: str, size: int) -> None:
    data = unit.encode()
    (tmp_path / "c.txt").write_bytes(data * (size // len(data)))
    command = [sys.executable, "-m", "policytext", "extract", str(tmp_path), "-o", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out" / "documents.jsonl").stat().st_size > 0.9 * size


def count_calls(size: int, unit: str) -> int:
    """Return the calls that comparing a line of some letters takes: steadier than seconds."""
    root, plan = (pt.annotate(pt.parse(t)) for t in (DIRECTIVE, f"三河镇饭堂方案\n{unit * (size // len(unit))}\n"))
    profile = cProfile.Profile(builtins=False)
    profile.runcall(pt.compare, root, plan)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(
            "饭堂灶台月月除油，闲置村小改造为棋牌室。",
            id="a measure over and over",
        ),
        pytest.param("长者食堂", id="no stop at all"),
        pytest.param("三河镇粮站、", id="bodies in one sentence"),
        pytest.param("二〇三三年五月底前清点饭堂灶台，", id="deadlines in one sentence"),
        pytest.param("（一）饭堂灶台月月除油；\n", id="rows of a table of tasks"),
        pytest.param("渠道清淤在汛前完成。", id="nothing shared"),
    ],
)
def test_work_of_comparing_grows_with_the_line_and_not_with_its_square(unit: str) -> None:
    assert count_calls(40_000, unit) < 6 * count_calls(10_000, unit)


@pytest.mark.parametrize(
    "name", [pytest.param("c.txt", id="in the folder"), pytest.param("manifest.csv", id="manifest")]
)
def test_pipe_is_refused_and_not_waited_for(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    result = run("extract", folder)
    assert result.exit_code != 0
    assert f"{folder / name}: " in result.stderr
    assert "no regular file" in result.stderr


def test_device_is_no_document() -> None:
    result = run("extract", "/dev/zero")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["policytext: /dev/zero: no regular file"]


def test_link_out_of_the_folder_to_what_is_no_document_is_one_failure(folder: Path, tmp_path: Path) -> None:
    (folder / "c.txt").symlink_to("/dev/zero")
    (folder / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    result = run("extract", folder)
    assert result.exit_code == 1
    assert names(result) == ["a.txt", "b.txt"]
    assert len(result.stderr.splitlines()) == 2


def test_outline_of_20000_levels_is_read(tmp_path: Path) -> None:
    marks = ("一、", "（一）", "1.", "（1）", "①", "第一条 ", "第一章 ")
    text = "柳渡镇方案\n" + "".join(f"{marks[i % 7]}第{i}层的事项\n" for i in range(20_000))
    (tmp_path / "deep.txt").write_text(text, encoding="utf-8")
    assert run("extract", tmp_path / "deep.txt").exit_code == 0


def make_locked_pdf(path: Path, password: str) -> None:
    """Write a PDF of one line that a password opens; an empty one asks nobody for it."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption(password, ownerPassword="owner"))
    canvas.drawString(72, 720, "Notice of the county on service stations")
    canvas.save()


def test_locked_pdf_asks_for_the_password_and_opens_with_it(tmp_path: Path) -> None:
    make_locked_pdf(tmp_path / "a.pdf", "open sesame")
    locked = run("extract", tmp_path / "a.pdf")
    assert locked.exit_code == 1
    assert "--password" in locked.stderr
    wrong = run("extract", tmp_path / "a.pdf", "--password", "guess")
    assert "the password is wrong" in wrong.stderr
    opened = run("extract", tmp_path / "a.pdf", "--password", "open sesame")
    assert opened.exit_code == 0
    assert "service stations" in opened.stdout


def test_pdf_with_an_empty_password_opens_unasked(tmp_path: Path) -> None:
    make_locked_pdf(tmp_path / "a.pdf", "")
    assert "service stations" in run("extract", tmp_path / "a.pdf").stdout


READER = """
import time

def parse(data, path):
    time.sleep(60)
"""


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that never comes to an end with .slow files."""
    info = tmp_path / "site" / "slow_reader-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "site" / "slow_reader.py").write_text(READER, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-reader\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[policytext.readers]\nslow = slow_reader:parse\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))


@pytest.mark.usefixtures("slow")
def test_reader_that_hangs_is_stopped_and_the_rest_extracted(folder: Path) -> None:
    (folder / "aa.slow").write_bytes(b"1")
    result = run("extract", folder, "--timeout", "0.5")
    assert result.exit_code == 1
    assert names(result) == ["a.txt", "b.txt"]
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"policytext: {folder / 'aa.slow'}: reading it takes more than 0.5 s")


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("command", ["trace", "compare"])
def test_every_command_that_reads_has_limits(folder: Path, tmp_path: Path, command: str) -> None:
    (folder / "c.slow").write_bytes(b"1")
    given = ["--root", NUMBER, "-o", tmp_path / "out"] if command == "trace" else [folder / "c.slow"]
    result = run(command, folder / ("c.slow" if command == "trace" else "a.txt"), *given, "--timeout", "0.5")
    assert result.exit_code != 0
    assert "more than 0.5 s" in result.stderr


@pytest.mark.parametrize("option", [("--timeout", "0"), ("--timeout", "x"), ("--memory", "1"), ("--memory", "-5")])
def test_limits_that_nothing_could_keep_are_refused(folder: Path, option: tuple[str, str]) -> None:
    assert run("extract", folder, *option).exit_code == 2


def test_half_written_files_do_not_stay(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("trace", folder, "--root", NUMBER, "-o", out).exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (out / "cascade.png").unlink()
    (out / "cascade.png").mkdir()
    result = run("trace", folder, "--root", NUMBER, "-o", out)
    assert result.exit_code == 1
    assert {path.name for path in out.iterdir()} == set(before)
    assert len(result.stderr.splitlines()) == 1


def test_file_that_cannot_be_replaced_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "cascade.png").mkdir(parents=True)
    result = run("trace", folder, "--root", NUMBER, "-o", tmp_path / "out")
    assert f"{tmp_path / 'out' / 'cascade.png'}: " in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["extract", "a.txt"], id="extract"),
        pytest.param(["trace", "a.txt", "--root", NUMBER], id="trace"),
    ],
)
def test_output_that_is_a_file_is_refused(folder: Path, arguments: list[str]) -> None:
    path = folder / "b.txt"
    before = path.read_bytes()
    result = run(*[folder / a if a == "a.txt" else a for a in arguments], "-o", path)
    assert result.exit_code != 0
    assert "b.txt" in result.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "bad",
    [pytest.param("none.txt", id="no such file"), pytest.param("c.txt", id="empty file")],
)
def test_compare_says_which_of_the_two_cannot_be_read(folder: Path, tmp_path: Path, bad: str) -> None:
    (folder / "c.txt").write_bytes(b"")
    result = run("compare", folder / "a.txt", folder / bad, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert bad in result.stderr
    assert not (tmp_path / "out").exists()


def test_every_file_unreadable_is_an_error_and_writes_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    result = run("trace", tmp_path, "--root", NUMBER, "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert not (tmp_path / "out").exists()


def test_root_not_found_because_its_file_is_unreadable_says_so(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    result = run("trace", folder, "--root", "优先把闲置村小办成饭堂的意见", "-o", tmp_path / "out")
    assert result.exit_code != 0
    assert f"{folder / 'a.txt'}: the file is empty" in result.stderr
