"""What is installed is whole: the wheel brings its data along and works away from the source tree."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str, folder: Path, **environment: str) -> str:
    """Run a command to its end; give what it wrote."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools that are here: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), folder=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel into a folder of its own; its dependencies are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def run_program(installed: Path, folder: Path, *arguments: str) -> str:
    # -P: else a tree in the working directory would come first.
    command = [sys.executable, "-P", "-m", "policytext", *arguments]
    return run(*command, folder=folder, PYTHONPATH=str(installed), PYTHONUTF8="1")


def list_files(folder: Path, *, but: tuple[str, ...] = ()) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".pyc", *but})
    return {path.relative_to(folder).as_posix() for path in files if not path.name.startswith(".")}


def test_wheel_holds_every_file_of_the_package(installed: Path) -> None:
    assert list_files(ROOT / "policytext") <= list_files(installed / "policytext")


def test_wheel_holds_the_demo_corpus(installed: Path) -> None:
    assert list_files(ROOT / "corpora" / "demo") == list_files(installed / "policytext" / "corpora" / "demo") != set()


@pytest.mark.parametrize(
    "path",
    [
        "policytext/py.typed",
        "policytext/lexicons/issuers.toml",
        "policytext/reporting/fonts/PolicytextHan-Regular.otf",
        "policytext/reporting/fonts/OFL.txt",
        "policytext/corpora/demo/manifest.toml",
        "policytext/corpora/demo/gold",
    ],
)
def test_wheel_holds_what_the_program_reads(installed: Path, path: str) -> None:
    assert (installed / path).exists()


def test_wheel_holds_nothing_of_the_workshop(installed: Path) -> None:
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"policytext"}


def test_wheel_names_licences_and_entry_point(installed: Path) -> None:
    (metadata,) = installed.glob("policytext-*.dist-info")
    assert {"LICENSE", "OFL.txt"} <= {path.name for path in (metadata / "licenses").rglob("*") if path.is_file()}
    assert "policytext = policytext.cli:main" in (metadata / "entry_points.txt").read_text(encoding="utf-8")


def test_installed_program_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    code = "import policytext; print(policytext.__file__)"
    where = run(sys.executable, "-P", "-c", code, folder=tmp_path, PYTHONPATH=str(installed)).strip()
    assert Path(where).is_relative_to(installed)


def test_installed_program_tells_its_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    assert wheel.name.split("-")[1] in run_program(installed, tmp_path, "--version")


def test_installed_demo_traces_its_corpus(installed: Path, tmp_path: Path) -> None:
    run_program(installed, tmp_path, "demo", "-o", str(tmp_path / "out"))
    assert (tmp_path / "out" / "trace.json").is_file()
    assert list((tmp_path / "out").glob("*.html"))
