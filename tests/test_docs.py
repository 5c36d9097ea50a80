"""README and docs say what the program does: links lead somewhere, commands and options exist, Python blocks run."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
READMES = [page for page in PAGES if page.name.startswith("README")]
FENCE = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<markdown>[^)\s]+)[^)]*\)|(?:src|href)=\"(?P<html>[^\"]+)\"")
SHELLS = ("bash", "sh", "console", "shell")
PROMPT = re.compile(r"^\s*(?:\$ )?(?:uv run )?(?=policytext\b)")


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def find_blocks(page: Path, *languages: str) -> Iterator[str]:
    """Yield the fenced blocks of a page in some languages."""
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["language"] in languages:
            yield fence["code"]


def find_calls(page: Path) -> Iterator[list[str]]:
    """Yield the words of each call of the program that a page shows, up to a pipe, a redirection or a remark."""
    for block in find_blocks(page, *SHELLS):
        for line in block.replace("\\\n", " ").splitlines():
            if PROMPT.match(line):
                words = shlex.split(re.split(r"\s[|>&#]", PROMPT.sub("", line), maxsplit=1)[0])
                yield words[1:]


def load_program() -> click.Group:
    from policytext.cli import main

    assert isinstance(main, click.Group)
    return main


def find_options(command: click.Command) -> set[str]:
    return {"--help"} | {
        option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]
    }


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_link_leads_somewhere(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    links = [found["markdown"] or found["html"] for found in LINK.finditer(prose)]
    local = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_shown_command_and_its_options_exist(page: Path) -> None:
    program = load_program()
    for words in find_calls(page):
        named = next((word for word in words if not word.startswith("-")), None)
        command = program.commands.get(named) if named else program
        assert command, f"policytext has no command {named!r}"
        said = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        assert said <= find_options(command) | find_options(program), f"in: policytext {' '.join(words)}"


@pytest.mark.parametrize("page", READMES, ids=name)
def test_readme_names_every_command(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [command for command in load_program().commands if f"policytext {command}" not in text] == []


def test_both_readmes_show_the_same_code() -> None:
    calls, code = (
        [list(map(str.split, find_blocks(page, *kinds))) for page in READMES] for kinds in (SHELLS, ["python"])
    )
    assert len(READMES) == 2
    assert [len(blocks) for blocks in calls] == [len(calls[0])] * 2
    assert [len(blocks) for blocks in code] == [len(code[0])] * 2


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_blocks_run_one_after_the_other(page: Path, tmp_path: Path) -> None:
    code = "\n".join(find_blocks(page, "python"))
    if not code:
        return
    for shown in ("corpora", "docs"):
        (tmp_path / shown).symlink_to(ROOT / shown, target_is_directory=True)
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_help_of_every_command_shows_an_example() -> None:
    commands = load_program().commands
    shown = {name: command.get_help(click.Context(command, info_name=name)) for name, command in commands.items()}
    assert [
        name for name, text in shown.items() if not re.search(rf"(?i)example.*policytext {name}", text, re.DOTALL)
    ] == []


def test_no_page_names_a_script_that_is_not_there() -> None:
    text = "\n".join(
        page.read_text(encoding="utf-8") for page in [*PAGES, ROOT / ".ci/run", ROOT / ".github/workflows/ci.yml"]
    )
    named = set(re.findall(r"\bscripts/[\w./-]*\w", text))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
