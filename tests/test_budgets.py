import ast

import pytest
from budgets import check_source, count_body, count_nesting

LONG = "\n".join(f"    x = {i}" for i in range(31))
SHORT = "\n".join(f"    x = {i}" for i in range(30))


def codes(source: str) -> list[str]:
    return [code for _, code, _ in check_source(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("def f():\n    return 1\n", [], id="a small function is fine"),
        pytest.param(f"def f():\n{LONG}\n", ["BUD001"], id="31 lines are one too many"),
        pytest.param(f'def f():\n    """Say.\n\n    More.\n    """\n{SHORT}\n', [], id="a docstring does not count"),
        pytest.param(
            f"def f():  # noqa: BUD001 a table reads better whole\n{LONG}\n", [], id="an exception has a reason"
        ),
        pytest.param(f"def f():  # noqa: BUD001\n{LONG}\n", ["BUD005"], id="an exception without a reason is broken"),
        pytest.param("x = 1  # noqa\n", ["BUD005"], id="a noqa for everything is broken"),
        pytest.param("x = '# noqa'\n", [], id="a string is no comment"),
        pytest.param("x = 1\n" * 401, ["BUD003"], id="401 lines are one too many for a file"),
        pytest.param("# noqa: BUD003 one grammar, one file\n" + "x = 1\n" * 401, [], id="a file's exception"),
    ],
)
def test_broken_budget_is_told(source: str, expected: list[str]) -> None:
    assert codes(source) == expected


@pytest.mark.parametrize(
    ("lines", "depth"),
    [
        pytest.param(["return 1"], 0, id="no block"),
        pytest.param(["if a:", " for b in c:", "  while d:", "   if e:", "    pass"], 4, id="blocks in blocks"),
        pytest.param(["if a:", " pass", "elif b:", " pass", "elif c:", " if d:", "  pass"], 2, id="elif is no deeper"),
        pytest.param(["def g():", " if a:", "  pass"], 0, id="an inner function counts for itself"),
        pytest.param(["return [a for b in c for d in e if f]"], 0, id="a comprehension is no block"),
        pytest.param(["try:", " with a:", "  pass", "except E:", " pass"], 2, id="try and with are blocks"),
    ],
)
def test_nesting_is_counted(lines: list[str], depth: int) -> None:
    function = ast.parse("def f():\n" + "\n".join(f"  {line}" for line in lines)).body[0]
    assert count_nesting(function) == depth
    assert isinstance(function, ast.FunctionDef)
    assert count_body(function) == len(lines)
