"""A module imports only from those above its own; the order is the one that docs/architecture.md explains."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "policytext"
LAYERS = (
    "errors",
    "plugins",
    "processes",
    "spans",
    "markup",
    "frames",
    "labels",
    "lexicons",
    "numerals",
    "dates",
    "docnumber",
    "markers",
    "divisions",
    "layout",
    "text",
    "reading",
    "traditional",
    "cleaning",
    "structure",
    "versions",
    "findings",
    "knowledge",
    "wording",
    "identity",
    "resolution",
    "roots",
    "tracing",
    "reuse",
    "metrics",
    "graph",
    "reporting",
    "corpus",
    "pipeline",
    "evaluation",
    "store",
    "engines",
    "spacy_pipe",
    "terminal",
    "cli",
    "__main__",
    "__init__",
)
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def layer(module: str) -> str:
    """Name the layer of policytext.structure.document: structure; the façade's is __init__."""
    return module.split(".")[1] if "." in module else "__init__"


def find_imports(path: Path, module: str) -> Iterator[str]:
    """Yield the modules of ours that a file imports, also inside functions."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "policytext")
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
            base = node.module or "" if not node.level else ".".join(filter(None, [above, node.module]))
            if base.split(".")[0] == "policytext":
                yield from {f"{base}.{a.name}" if f"{base}.{a.name}" in MODULES else base for a in node.names}


IMPORTS = {module: set(find_imports(path, module)) for module, path in MODULES.items()}


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_only_from_above(module: str) -> None:
    own = layer(module)
    assert own in LAYERS, f"{own} has no place in LAYERS yet: give it one, and say why in docs/architecture.md"
    above = {*LAYERS[: LAYERS.index(own) + 1]}
    wrong = {name for name in IMPORTS[module] if layer(name) not in above}
    assert not wrong, f"{module} imports from below its layer"


@pytest.mark.parametrize("module", MODULES)
def test_import_names_a_module_that_exists(module: str) -> None:
    assert set(MODULES) >= IMPORTS[module]


def test_no_module_is_imported_in_a_circle() -> None:
    # The façade imports everything, but lazily: it is below all and nobody's business.
    needed = {module: names - {module, "policytext"} for module, names in IMPORTS.items() if module != "policytext"}
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' ← '.join(error.args[1])}")


@pytest.mark.parametrize("drawer", ["utils", "helpers", "models", "common", "core"])
def test_no_module_is_a_drawer(drawer: str) -> None:
    assert drawer not in {part for module in MODULES for part in module.split(".")}
