#!/usr/bin/env python3
"""Hold the sizes that ruff has no rule for; `scripts/check` runs it.

======  ==========================================================
BUD001  a function's body has at most 30 lines, its docstring aside
BUD002  blocks nest at most 3 deep
BUD003  a file has at most 400 lines
BUD004  the median file of a package has at most 120 lines
BUD005  a `noqa` names its rule and gives its reason on the line
======  ==========================================================

Complexity (C901), parameters (PLR0913) and docstrings (D) are ruff's. An exception from BUD001 or BUD002 stands on
the line of the `def`, one from BUD003 anywhere in the file: ``# noqa: BUD001 a table reads better whole``.

    uv run scripts/budgets.py [FILE-OR-FOLDER…]
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from statistics import median

BODY, NESTING, FILE, MEDIAN = 30, 3, 400, 120
ROOTS = ("policytext", "scripts")
Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
NOQA = re.compile(r"#\s*noqa\b(?P<codes>:(?:\s*,?\s*[A-Z]+[0-9]+)+)?(?P<reason>.*)", re.IGNORECASE)


def find_comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each comment."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def find_exceptions(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield line, codes and "has a reason" of each `noqa`."""
    for line, comment in find_comments(source):
        if found := NOQA.search(comment):
            yield line, (found["codes"] or "").upper(), bool(re.search(r"\w{2}", found["reason"]))


def count_body(function: Function) -> int:
    """Count the lines from the first statement behind the docstring to the last."""
    body = function.body[ast.get_docstring(function, clean=False) is not None :]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def count_nesting(node: ast.AST) -> int:
    """Count how deep blocks stand in one another below a node; an `elif` is no deeper than its `if`."""
    return max((_depth(child, node) for child in ast.iter_child_nodes(node)), default=0)


def _depth(child: ast.AST, parent: ast.AST) -> int:
    if isinstance(child, Function | ast.ClassDef | ast.Lambda):
        return 0
    elif_branch = isinstance(child, ast.If) and isinstance(parent, ast.If) and parent.orelse == [child]
    return count_nesting(child) + (isinstance(child, BLOCKS) and not elif_branch)


def check_source(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, code and message of each budget that one file breaks."""
    excepted = {(line, code) for line, codes, _ in find_exceptions(source) for code in re.findall(r"BUD\d+", codes)}
    for line, codes, reasoned in find_exceptions(source):
        if not (codes and reasoned):
            yield line, "BUD005", "a noqa needs its rule and its reason"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            yield from (broken for broken in check_function(node) if broken[:2] not in excepted)
    if (length := source.count("\n")) > FILE and "BUD003" not in {code for _, code in excepted}:
        yield 1, "BUD003", f"{length} lines in the file, at most {FILE}"


def check_function(function: Function) -> Iterator[tuple[int, str, str]]:
    """Yield line, code and message of each budget that a function breaks."""
    if (body := count_body(function)) > BODY:
        yield function.lineno, "BUD001", f"{function.name}: {body} lines in the body, at most {BODY}"
    if (nesting := count_nesting(function)) > NESTING:
        yield function.lineno, "BUD002", f"{function.name}: blocks nest {nesting} deep, at most {NESTING}"


def find_files(paths: list[Path]) -> Iterator[Path]:
    """Yield the Python files among and below the paths."""
    for path in paths:
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def check_median(folder: Path) -> Iterator[str]:
    """Yield a message if half of a package's files, empty ones aside, are longer than they should be."""
    lengths = [n for path in find_files([folder]) if (n := path.read_text(encoding="utf-8").count("\n"))]
    if lengths and (middle := median(lengths)) > MEDIAN:
        yield f"{folder}: BUD004 the median file has {middle:g} lines, at most {MEDIAN}"


def main(arguments: list[str]) -> int:
    """Print each broken budget; return 1 if there is one."""
    paths = [Path(name) for name in arguments or ROOTS]
    broken = [
        f"{path}:{line}: {code} {message}"
        for path in find_files(paths)
        for line, code, message in check_source(path.read_text(encoding="utf-8"))
    ]
    broken += [message for path in paths if path.is_dir() for message in check_median(path)]
    print("\n".join(broken) or "budgets held")
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
