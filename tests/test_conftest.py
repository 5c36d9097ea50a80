from pathlib import Path

import pytest

SKIPS = """
import pytest

def test_skipped():
    pytest.skip({reason!r})
"""


@pytest.mark.parametrize(
    ("reason", "ci", "outcome"),
    [
        pytest.param("Chromium is not installed", "true", {"failed": 1}, id="a tool that CI installs"),
        pytest.param("Chromium is not installed", "", {"skipped": 1}, id="the same on a machine of one's own"),
        pytest.param("could not import 'duckdb': No module named 'duckdb'", "1", {"failed": 1}, id="a missing part"),
        pytest.param("../shared/corpora is not beside the project", "true", {"skipped": 1}, id="documents not ours"),
        pytest.param("root may read everything", "true", {"skipped": 1}, id="nothing that one can install"),
    ],
)
def test_skip_for_want_of_a_tool_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, reason: str, ci: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(SKIPS.format(reason=reason))
    pytester.runpytest_inprocess().assert_outcomes(**outcome)


def test_module_skipped_for_want_of_a_tool_fails_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')\n")
    assert pytester.runpytest_inprocess().ret != 0
