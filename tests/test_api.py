import inspect
import pkgutil
import subprocess
import sys
from importlib.metadata import version

import pytest

import policytext as pt

HEAVY = [
    *("click", "jieba", "jinja2", "matplotlib", "networkx", "numpy", "pandas", "pdfplumber", "pypdfium2", "rapidfuzz"),
    *("rich", "sklearn", "spacy"),
]


def test_dir_offers_what_all_names() -> None:
    assert dir(pt) == sorted(pt.__all__)


def test_facade_is_small() -> None:
    assert 15 <= len(pt.__all__) <= 40


@pytest.mark.parametrize("name", getattr(pt, "__all__", ()))
def test_name_resolves_and_has_a_docstring(name: str) -> None:
    value = getattr(pt, name)
    if inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value):
        assert (inspect.getdoc(value) or "").strip()


def test_no_name_hides_a_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(pt.__path__)}
    assert not modules & {name for name in pt.__all__ if not inspect.ismodule(getattr(pt, name))}


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(pt, "no_such_name")  # noqa: B009 an attribute that stands alone on its line looks useless


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, policytext; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == []


def test_version_is_that_of_the_distribution() -> None:
    assert pt.__version__ == version("policytext")
