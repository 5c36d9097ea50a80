"""What a reader does to its process is an error of one file: the next is read, and nothing stays behind."""

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policytext.errors import DamagedSource, LimitExceeded, PolicytextError, ReadingError, UnknownFormat
from policytext.reading import make_source
from policytext.reading.worker import Limits, Worker, read_file
from policytext.text import Source

LINE = "清溪镇建立便民服务站，每周开放不少于30小时。"
HOSTILE = """
import ctypes, os, pathlib, re, subprocess, sys, time
from policytext.reading import make_source
from policytext.reading.progress import tell_page

def parse(data, path):
    exec(data.decode())
    return make_source("读到这里", path=path)
"""
PAGED = "tell_page(7)\n"


@pytest.fixture(autouse=True)
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that does what a .act file says."""
    info = tmp_path / "site" / "reader_of_act-1.0.dist-info"
    info.mkdir(parents=True)
    (tmp_path / "site" / "reader_of_act.py").write_text(HOSTILE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: reader-of-act\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[policytext.readers]\nact = reader_of_act:parse\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))


def write(folder: Path, name: str, text: str) -> str:
    """Write a file and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    ("action", "error", "reason"),
    [
        pytest.param("time.sleep(60)", LimitExceeded, r"more than 0\.5 s, the limit", id="sleeps"),
        pytest.param("while True: pass", LimitExceeded, r"more than 0\.5 s", id="works without end"),
        pytest.param("re.match('(a*)*$', 'a' * 40 + 'b')", LimitExceeded, r"0\.5 s", id="holds the interpreter"),
        pytest.param("subprocess.run(['sleep', '60'])", LimitExceeded, r"0\.5 s", id="waits for a program"),
        pytest.param("b'x' * (1 << 40)", LimitExceeded, r"more than 200 MB of memory", id="asks for a terabyte"),
        pytest.param(
            "[bytes(1 << 20) for _ in range(1 << 20)]", LimitExceeded, r"more than 200 MB of memory", id="swells"
        ),
        pytest.param("os.abort()", DamagedSource, r"crashed on it \(SIGABRT\)", id="aborts"),
        pytest.param("ctypes.string_at(0)", DamagedSource, r"crashed on it \(SIGSEGV\)", id="segmentation fault"),
        pytest.param("os._exit(3)", DamagedSource, r"crashed on it \(exit status 3\)", id="exits"),
        pytest.param("sys.exit(0)", DamagedSource, "crashed on it", id="exits as Python does"),
        pytest.param("1 / 0", ReadingError, "ZeroDivisionError", id="error of its own"),
        pytest.param(
            "exec('def f(): f()', globals()); f()", ReadingError, "RecursionError", id="recursion without end"
        ),
    ],
)
def test_bad_reader_is_an_error_of_its_file_and_the_next_is_read(
    tmp_path: Path, action: str, error: type[ReadingError], reason: str
) -> None:
    bad, good = write(tmp_path, "bad.act", action), write(tmp_path, "good.act", "pass")
    with Worker(Limits(seconds=0.5, megabytes=200)) as worker:
        with pytest.raises(error, match=reason) as caught:
            worker.read(bad)
        assert worker.read(good).text == "读到这里"
    assert caught.value.path == bad
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("action", ["time.sleep(60)", "os.abort()"])
def test_page_that_the_reader_was_at_is_named(tmp_path: Path, action: str) -> None:
    path = write(tmp_path, "bad.act", PAGED + action)
    with Worker(Limits(seconds=0.5)) as worker, pytest.raises(ReadingError) as caught:
        worker.read(path)
    assert caught.value.page == 7
    assert str(caught.value).startswith(f"{path}, page 7: ")


def test_page_of_one_file_is_not_told_of_the_next(tmp_path: Path) -> None:
    first, second = write(tmp_path, "1.act", PAGED), write(tmp_path, "2.act", "os.abort()")
    with Worker() as worker:
        worker.read(first)
        with pytest.raises(DamagedSource) as caught:
            worker.read(second)
    assert caught.value.page is None


def test_what_a_reader_prints_does_not_get_into_the_answer(tmp_path: Path) -> None:
    noise = "print('x' * 99999); os.write(1, b'y' * 99999); os.write(2, b'z' * 99999); sys.stdin.read()"
    with Worker() as worker:
        assert worker.read(write(tmp_path, "a.act", noise)).text == "读到这里"


def test_files_come_in_order_each_with_its_source_or_error(tmp_path: Path) -> None:
    actions = ["pass", "os.abort()", "pass", "1 / 0", "pass"]
    paths = [write(tmp_path, f"{i}.act", action) for i, action in enumerate(actions)]
    paths.insert(1, write(tmp_path, "small.txt", LINE))
    paths.append(str(tmp_path / "missing.act"))
    with Worker() as worker:
        found = list(worker.read_each(paths))
    assert [isinstance(f, Source) for f in found] == [True, True, False, True, False, True, False]
    assert [f.path for f in found if isinstance(f, Source | ReadingError)] == paths


def test_next_file_is_read_while_the_last_is_worked_on(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    paths = [write(tmp_path, "1.act", "pass"), write(tmp_path, "2.act", f"pathlib.Path({str(mark)!r}).touch()")]
    with Worker() as worker:
        found = worker.read_each(paths)
        next(found)
        for _ in range(500):
            if mark.exists():
                break
            time.sleep(0.01)
        assert mark.exists()
        assert len(list(found)) == 1


def test_time_in_which_the_caller_works_does_not_count(tmp_path: Path) -> None:
    large = write(tmp_path, "2.act", "data = None; path = 'x' * 3_000_000")
    with Worker(Limits(seconds=0.3)) as worker:
        found = worker.read_each([write(tmp_path, "1.act", "pass"), large])
        next(found)
        time.sleep(0.6)
        assert isinstance(next(found), Source)


def test_memory_of_one_file_is_not_held_against_the_next(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{i}.act", "kept = bytearray(120 << 20); sys.modules['kept'] = kept") for i in range(4)]
    with Worker(Limits(megabytes=200)) as worker:
        assert [isinstance(found, Source) for found in worker.read_each(paths)] == [True] * 4


def test_programs_that_a_reader_started_end_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    action = (
        f"p = subprocess.Popen(['sleep', '60']); pathlib.Path({str(mark)!r}).write_text(str(p.pid)); time.sleep(60)"
    )
    with Worker(Limits(seconds=0.5)) as worker, pytest.raises(LimitExceeded):
        worker.read(write(tmp_path, "a.act", action))
    assert not is_running(int(mark.read_text()))


def is_running(pid: int) -> bool:
    """Tell whether a process is at work, not one that has ended and is not yet fetched by whoever inherits it."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_interrupt_ends_the_process_and_what_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    path = write(tmp_path, "a.act", f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(60)")
    # A shell that runs the tests in the background has the signal ignored, and children inherit that.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.path[:0] = [sys.argv[2]]; "
        "import policytext as pt; pt.load(sys.argv[1])"
    )
    command = [sys.executable, "-c", code, path, str(tmp_path / "site")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert "KeyboardInterrupt" in told
    assert not is_running(int(mark.read_text()))


def test_relative_paths_follow_the_folder_that_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f.txt").write_text(name + LINE, encoding="utf-8")
    with Worker(small=0) as worker:
        for name in ("a", "b"):
            monkeypatch.chdir(tmp_path / name)
            source = worker.read("f.txt")
            assert (source.path, source.text) == ("f.txt", name + LINE)


def test_process_that_does_not_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.act", "pass")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with Worker() as worker, pytest.raises(ReadingError, match=r"did not start: .*ModuleNotFoundError"):
        worker.read(path)


def test_no_limits_means_no_process(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    path = write(tmp_path, "a.act", f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))")
    assert read_file(path, limits=None).text == "读到这里"
    assert int(mark.read_text()) == os.getpid()
    read_file(path)
    assert int(mark.read_text()) != os.getpid()


@pytest.mark.parametrize("limits", [{"seconds": 0}, {"seconds": -1}, {"megabytes": 0}])
def test_limits_are_above_nothing(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Limits(**limits)


@pytest.mark.parametrize("error", [ReadingError, LimitExceeded, DamagedSource, UnknownFormat])
def test_errors_come_through_whole(error: type[ReadingError]) -> None:
    there = pickle.loads(pickle.dumps(error("a.pdf", "broken", page=3)))
    assert isinstance(there, PolicytextError)
    assert (type(there), there.path, there.reason, there.page) == (error, "a.pdf", "broken", 3)
    assert str(there) == "a.pdf, page 3: broken"


def test_source_comes_through_equal() -> None:
    source = make_source(f"{LINE}\n" * 3)
    there = pickle.loads(pickle.dumps(source))
    assert there == source
    assert there.line_starts == source.line_starts
