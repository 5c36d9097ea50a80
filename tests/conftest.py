"""What all tests share: fixed settings, the real documents where they are, and no silent skip in CI."""

import os
import re
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("MPLBACKEND", "Agg")
hypothesis.settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("steady")

SHARED = Path(__file__).parent.parent.parent / "shared"
INSTALLABLE = re.compile(
    r"could not import|not installed|not found on PATH|chromium|chrome|browser|libreoffice|soffice|tesseract"
    r"|fonts?\b|\bgit\b|\buv\b|\bbuild\b|hatchling|empty parameter set",
    re.IGNORECASE,
)
"""What a skip's reason must not name in CI, where .ci/run installs all that the tests need."""


def _beside(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"../shared/{name} is not beside the project")
    return folder


@pytest.fixture(scope="session")
def real_corpora() -> Path:
    """Give the folder of real documents, or skip the test where it is not."""
    return _beside("corpora")


@pytest.fixture(scope="session")
def real_gold() -> Path:
    """Give the folder of annotations of real documents, or skip the test where it is not."""
    return _beside("gold")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip for want of something installable into a failure."""
    if not (os.environ.get("CI") and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if "../shared" not in reason and INSTALLABLE.search(reason):
        report.outcome = "failed"
        report.longrepr = f"in CI nothing may be missing: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    _refuse_skip(report)
    return report
