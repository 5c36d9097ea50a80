import json
from pathlib import Path

import pytest

from policytext.reporting.files import replace_file, write_text
from policytext.reporting.folder import write_report
from policytext.tracing.cascade import Cascade

NAMES = ["report.html", "trace.json", "cascade.graphml", "cascade.png"]


def test_report_is_a_folder_of_whole_files(cascade: Cascade, tmp_path: Path) -> None:
    steps: list[str] = []
    paths = write_report(cascade, tmp_path / "new" / "report", options={"root": "书屋意见"}, on_step=steps.append)
    assert [path.name for path in paths[:4]] == NAMES
    assert sorted(path.name for path in paths) == sorted(p.name for p in (tmp_path / "new" / "report").iterdir())
    assert json.loads(paths[1].read_text(encoding="utf-8"))["options"] == {"root": "书屋意见"}
    assert steps == ["trace.json", "report.html", "*.csv", "cascade.graphml", "cascade.png"]


def test_directive_known_from_citations_only_gives_all_files(ghost_root: Cascade, tmp_path: Path) -> None:
    assert all(path.stat().st_size for path in write_report(ghost_root, tmp_path))


def test_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def write_half(path: Path) -> None:
    with replace_file(path) as beside:
        beside.write_text("half", encoding="utf-8")
        raise RuntimeError("half")


def test_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError, match="half"):
        write_half(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_half_of_a_surrogate_pair_is_written_as_an_escape(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", '"\udc80"')
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == "\udc80"
