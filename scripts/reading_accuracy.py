#!/usr/bin/env python3
"""Typeset the demo corpus as PDF, Word and OFD, read it back, and show what was lost on the way.

The character error rate (CER) is the Levenshtein distance of the clean texts, blanks aside, by the length of the plain
text's: what each format gives is compared with what the TXT gives.

    uv run python scripts/reading_accuracy.py
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from typesetting import read_master
from typesetting.docx import to_docx
from typesetting.ofd import to_ofd
from typesetting.pdf import to_pdf

from policytext.findings import Annotated, annotate
from policytext.pipeline import parse_source
from policytext.reading.formats import parse_bytes

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
MOST_LOST = 0.005
FORMATS: dict[str, Callable[[str], bytes]] = {
    "pdf": lambda master: to_pdf(read_master(master)),
    "docx": lambda master: to_docx(read_master(master)),
    "ofd": lambda master: to_ofd(read_master(master)),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one format made of one document."""

    document: str
    format: str
    error_rate: float
    differs: tuple[str, ...]
    """Which of header, sections, citations, principles, targets, slogans are not those of the plain text."""


def find_masters() -> Iterator[tuple[str, str]]:
    """Yield name and text of each document of the demo corpus that is plain text, or has a master that is."""
    for path in sorted((*(DEMO / "documents").glob("*.txt"), *(DEMO / "masters").glob("*.master"))):
        if path.suffix == ".master" or not (DEMO / "masters" / f"{path.stem}.master").exists():
            yield path.stem, path.read_text(encoding="utf-8-sig")


def read_back(data: bytes, name: str) -> Annotated:
    """Return what the program finds in the bytes of a file of one document."""
    (document,) = parse_source(parse_bytes(data, name))
    return annotate(document)


def compare(plain: Annotated, other: Annotated) -> tuple[float, tuple[str, ...]]:
    """Return the character error rate of another format and what it gives otherwise."""
    texts = ["".join(a.document.text.characters.split()) for a in (plain, other)]
    rate = Levenshtein.distance(*texts) / len(texts[0])
    return rate, tuple(name for name, tell in _TOLD.items() if tell(plain) != tell(other))


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


_TOLD: dict[str, Callable[[Annotated], object]] = {
    "header": lambda a: (_bare(a.document.header.title), a.document.header.number, a.document.header.date),
    "sections": lambda a: [(s.marker, _bare(s.heading), s.level, s.parent) for s in a.document.sections],
    "citations": lambda a: [(_bare(c.title), c.number, c.short, c.self) for c in a.citations],
    "principles": lambda a: [_bare(p.name) for p in a.principles],
    "targets": lambda a: [(_bare(t.text), t.kind, t.value, t.unit, t.status) for t in a.targets],
    "slogans": lambda a: [(_bare(s.text), s.kind) for s in a.slogans],
}


def find_outcomes() -> Iterator[Outcome]:
    """Yield what each format makes of each document."""
    for name, master in find_masters():
        plain = read_back(master.encode("utf-8"), f"{name}.txt")
        for suffix, typeset in FORMATS.items():
            rate, differs = compare(plain, read_back(typeset(master), f"{name}.{suffix}"))
            yield Outcome(name, suffix, rate, differs)


def main() -> int:
    """Print a row for each document and format; fail where more is lost than may be."""
    bad = 0
    for outcome in find_outcomes():
        lost = outcome.error_rate > MOST_LOST
        bad += lost
        told = f"differs in {', '.join(outcome.differs)}" if outcome.differs else "same findings"
        print(f"{outcome.document:30} {outcome.format:5} CER {outcome.error_rate:.4%}  {told}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
