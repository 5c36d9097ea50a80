#!/usr/bin/env python3
"""Measure how fast files become clean Text, beside others' readers in the same run, and the memory of many files.

PDFs are typeset from the demo corpus, about 200 pages each; every figure is the best of several runs.

    uv run scripts/bench_reading.py [--runs N] [--slack FACTOR]
"""

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from speed import Measure, report
from typesetting import SetParagraph, read_master
from typesetting.cff import to_cff_pdf
from typesetting.pdf import HAN, SONG, to_pdf

from policytext.cleaning import clean
from policytext.reading.pdf import parse_pdf
from policytext.reading.txt import parse_txt

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"
PAGES = 200
BARE_SHARE, TXT_SPEED, GROWTH = 2.0, 10.0, 1.15
PLUMBER_TIMES = {"TrueType": 5.0, "CFF": 2.0}
MANY, FEW = 400, 40
TYPESETTERS: Mapping[str, Callable[..., bytes]] = {
    "not embedded": partial(to_pdf, font=SONG),
    "TrueType": partial(to_pdf, font=HAN),
    "CFF": to_cff_pdf,
}
READ_ALL = """
import sys
from pathlib import Path
from policytext.cleaning import clean
from policytext.reading import read_source
for path in sorted(Path(sys.argv[1]).iterdir())[: int(sys.argv[2])]:
    clean(read_source(path))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""The peak is asked of the kernel's own account: what `wait4` tells of a child counts its parent's as well."""


def read_demo() -> list[SetParagraph]:
    """Return the paragraphs of the demo corpus's plain documents, one behind the other."""
    paths = sorted((DEMO / "documents").glob("0[1-6]*.txt"))
    return [paragraph for path in paths for paragraph in read_master(path.read_text(encoding="utf-8-sig"))]


def make_pdfs() -> Mapping[str, bytes]:
    """Typeset PDFs of about as many pages as the measure asks for, by the kind of their font."""
    import pypdfium2

    paragraphs, made = read_demo(), {}
    for name, typeset in TYPESETTERS.items():
        with pypdfium2.PdfDocument(typeset(paragraphs, copies=1)) as once:
            copies = -(-PAGES // len(once))
        made[name] = typeset(paragraphs, copies=copies)
    return made


def read_clean(data: bytes) -> None:
    """Read as policytext does."""
    clean(parse_pdf(data, "bench.pdf"))


def read_bare(data: bytes) -> None:
    """Read as bare pypdfium2 does: the text of each page, and the box of each character."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text_page = page.get_textpage()
            text_page.get_text_range()
            for i in range(text_page.count_chars()):
                text_page.get_charbox(i)
            text_page.close()
            page.close()


def read_plumbed(data: bytes) -> None:
    """Read as pdfplumber does."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def time_best(runs: int, data: bytes, *calls: Callable[[bytes], object]) -> list[float]:
    """Return the seconds of the fastest of several runs of each call; they take turns, as a busy machine changes."""
    seconds: list[list[float]] = [[] for _ in calls]
    for _ in range(runs):
        for call, taken in zip(calls, seconds, strict=True):
            start = time.perf_counter()
            call(data)
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in seconds]


def measure_pdfs(runs: int) -> Iterator[Measure]:
    """Yield seconds of policytext and of its peers, and how they compare; a share at most its budget is good."""
    for name, data in make_pdfs().items():
        own, bare, plumbed = time_best(runs, data, read_clean, read_bare, read_plumbed)
        yield Measure(f"PDF, {name}: policytext to clean text", own, "s")
        yield Measure(f"PDF, {name}: bare pypdfium2 with boxes", bare, "s")
        yield Measure(f"PDF, {name}: pdfplumber extract_text", plumbed, "s")
        yield Measure(f"PDF, {name}: policytext / bare pypdfium2", own / bare, "times", BARE_SHARE)
        budget = 1 / PLUMBER_TIMES[name] if name in PLUMBER_TIMES else None
        yield Measure(f"PDF, {name}: policytext / pdfplumber", own / plumbed, "times", budget)


def measure_txt(runs: int) -> Iterator[Measure]:
    """Yield the seconds that ten megabytes of plain text take, as UTF-8 and as GB18030."""
    text = "\n\n".join(p.text for p in read_demo())
    for encoding in ("utf-8", "gb18030"):
        data = (text + "\n").encode(encoding)
        data *= -(-1_000_000 // len(data))
        (seconds,) = time_best(runs, data, lambda content: clean(parse_txt(content, "bench.txt")))
        yield Measure(f"TXT, {encoding}: 10 MB to clean text", seconds * 1e7 / len(data), "s", 10 / TXT_SPEED)


def measure_memory() -> Iterator[Measure]:
    """Yield the most memory of a run over a few files and over ten times as many."""
    text = "\n\n".join(p.text for p in read_demo()).encode()
    with tempfile.TemporaryDirectory() as folder:
        for i in range(MANY):
            (Path(folder) / f"{i:04}.txt").write_bytes(text)
        few, many = (_find_peak(folder, count) for count in (FEW, MANY))
    yield Measure(f"memory of {FEW} files", few, "MB")
    yield Measure(f"memory of {MANY} files / of {FEW}", many / few, "times", GROWTH)


def _find_peak(folder: str, count: int) -> float:
    command = [sys.executable, "-c", READ_ALL, folder, str(count)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1024


def main() -> int:
    """Print each measure as it comes; return 1 if one is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slack", type=float, default=1.0, help="take budgets so many times, on a slow machine")
    parser.add_argument("--runs", type=int, default=5, help="runs of each measure")
    options = parser.parse_args()
    return report(chain(measure_pdfs(options.runs), measure_txt(options.runs), measure_memory()), options.slack)


if __name__ == "__main__":
    sys.exit(main())
