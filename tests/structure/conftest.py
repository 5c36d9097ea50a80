"""Cases that need no Python: an argument `outline_case` runs through tests/cases/outline.toml."""

import tomllib
from pathlib import Path

import pytest

CASES = Path(__file__).parent.parent / "cases"


def marked(case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in metafunc.fixturenames:
        path = CASES / f"{name.removesuffix('_case')}.toml"
        if name.endswith("_case"):
            cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
            metafunc.parametrize(name, [pytest.param(c, id=c["id"], marks=marked(c)) for c in cases])
