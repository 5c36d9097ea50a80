#!/usr/bin/env python3
"""Set Word documents of several looks as PDF with LibreOffice, read both, and show what the PDF lost.

Needs LibreOffice (`soffice`). The character error rate (CER) is the Levenshtein distance of the clean texts, blanks
aside, by the length of the Word file's.

    uv run python scripts/office_accuracy.py [--keep FOLDER]
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reading_accuracy import compare
from typesetting import SetParagraph, read_master
from typesetting.looks import LOOKS

from policytext.findings import Annotated, annotate
from policytext.pipeline import parse_source
from policytext.reading.formats import parse_bytes

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo" / "documents"
MOST_LOST = 0.005


def read_body() -> list[SetParagraph]:
    """Return the paragraphs that the looks are filled with."""
    text = (DEMO / "02-province-lanjiang.txt").read_text(encoding="utf-8-sig")
    return read_master(text)


def set_as_pdf(folder: Path) -> None:
    """Write each look into a folder as Word file and, by LibreOffice, as PDF."""
    body = read_body()
    for name, make in LOOKS.items():
        (folder / f"{name}.docx").write_bytes(make(body))
    files = [str(folder / f"{name}.docx") for name in LOOKS]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def read_both(folder: Path, name: str) -> Iterator[Annotated]:
    """Yield what the program finds in the Word file and in the PDF of a look, of each the first document."""
    for suffix in ("docx", "pdf"):
        path = folder / f"{name}.{suffix}"
        yield annotate(parse_source(parse_bytes(path.read_bytes(), path.name))[0])


def compare_paragraphs(word: Annotated, pdf: Annotated) -> tuple[int, int]:
    """Return how many paragraphs the Word file has, and how many of them the PDF gives as they are."""
    told = ["".join(line.split()) for line in pdf.document.text.characters.split("\n")]
    lines = ["".join(line.split()) for line in word.document.text.characters.split("\n")]
    lines = [line for line in lines if line]
    return len(lines), sum(line in told for line in lines)


def compare_rows(word: Annotated, pdf: Annotated) -> tuple[int, int]:
    """Return how many rows the tables of the Word file have, and how many of them the PDF gives alike."""
    rows, told = _find_rows(word), _find_rows(pdf)
    return len(rows), sum(row in told for row in rows)


def _find_rows(annotated: Annotated) -> list[tuple[str, ...]]:
    source = annotated.document.text.source
    return [
        tuple("".join(source.text[cell.start : cell.end].split()) for cell in row)
        for grid in source.layout.grids
        for row in grid.rows
    ]


def report(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield a row for each look, and whether it holds."""
    for name in LOOKS:
        word, pdf = read_both(folder, name)
        rate, differs = compare(word, pdf)
        paragraphs, kept = compare_paragraphs(word, pdf)
        rows, alike = compare_rows(word, pdf)
        told = f"differs in {', '.join(differs)}" if differs else "same findings"
        line = f"{name:10} CER {rate:.3%}  paragraphs {kept}/{paragraphs}  rows {alike}/{rows}  {told}"
        yield line, rate <= MOST_LOST


def main() -> int:
    """Print a row for each look; fail where more is lost than may be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder to leave the files in")
    options = parser.parse_args()
    if shutil.which("soffice") is None:
        print("LibreOffice (soffice) is not installed", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        set_as_pdf(folder)
        held = []
        for line, holds in report(folder):
            print(line, flush=True)
            held.append(holds)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
