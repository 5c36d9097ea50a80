#!/usr/bin/env python3
"""Measure what others use beside policytext: on the same documents, against the same gold, by the same counts.

* Document numbers: the plain regular expression that scrapers of government sites and tutorials take.
* Slogans: jieba.analyse, `extract_tags` (TF-IDF) and `textrank`, the twenty best of each document, which is their
  default. They look for terms, not for slogans; nothing nearer is in general use.
* Outline of Word files: docling, where ``--docling`` names a Python that can import it; it is no dependency. The
  Word files are typeset from the demo's masters, headings numbered by Word.

    uv run scripts/compare_peers.py --documents ../shared/corpora [--docling PYTHON]
"""

import argparse
import csv
import json
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from typesetting import read_master
from typesetting.docx import to_docx

import policytext as pt
from policytext.docnumber import find_docnumbers, parse_docnumber
from policytext.errors import InvalidDocNumber
from policytext.evaluation.gold import GoldDocument, GoldItem, digest, fold_form, make_gold, read_gold
from policytext.evaluation.intervals import Counts, Score, score_counts
from policytext.evaluation.scoring import score_documents
from policytext.findings import Annotated
from policytext.spans import Span

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpora" / "gold" / "findings.jsonl"
DEMO = ROOT / "corpora" / "demo"
MASTERS = {
    "central": "documents/01-central.txt",
    "qinghe": "documents/04-county-qinghe.txt",
    "liudu": "masters/06-township-liudu.master",
}
PLAIN = re.compile(r"[\u4e00-\u9fa5]+[〔\[【（(]\d{4}[〕\]】）)]第?\d+号")
"""Such a one, mostly with 〔〕 alone, stands in many public scrapers of government sites and in tutorials; this one
takes any brackets."""
COUNTED = re.compile(r"^\d+(?:\.\d+)*\s+")
"""What docling puts in the place of Word's numbering: 1.1 for （一）."""
DOCLING = """
import json, sys
from docling.document_converter import DocumentConverter
converter, told = DocumentConverter(), {}
for path in sys.argv[1:]:
    document = converter.convert(path).document
    items = [i for i, _ in document.iterate_items()]
    heads = [i.text for i in items if str(i.label) == "section_header"]
    lists = [f"{i.marker}{i.text.partition('。')[0]}" for i in items if str(i.label) == "list_item"]
    told[path] = [heads, heads + lists]
print(json.dumps(told))
"""
Outline = Callable[[Sequence[Path]], list[list[str]]]


def count_keys(owed: Iterable[str], said: Iterable[str]) -> Counts:
    """Return hits, misses and false finds of keys that count as often as they stand."""
    left, right = Counter(owed), Counter(said)
    hits = (left & right).total()
    return hits, left.total() - hits, right.total() - hits


def normalise(number: str) -> str:
    """Return a number as gold writes it; what is none stays as it is."""
    try:
        return str(parse_docnumber(number))
    except InvalidDocNumber:
        return number


def score_numbers(gold: Sequence[GoldDocument], found: Sequence[Annotated]) -> Iterator[Score]:
    """Yield the scores of the numbers that citations print, the document's own left out."""
    own = {a.document.text.source.sha256: a for a in found}
    rows: dict[str, list[Counts]] = {"policytext": [], "plain regular expression": []}
    for want in gold:
        annotated = own[want.sha256]
        cited = [i for i in want.items if i.kind == "citations" and i.fields.get("number") and not i.fields.get("self")]
        header = (want.header or {}).get("number") or []
        loose = {i.fields["number"] for i in cited if not i.sure} | {
            *(header if isinstance(header, list) else [header])
        }
        owed = [str(i.fields["number"]) for i in cited if i.sure]
        ours = [c.number for c in annotated.citations if c.number and not c.self]
        theirs = [normalise(m.group()) for m in PLAIN.finditer(annotated.document.text.characters)]
        for method, said in zip(rows, (ours, theirs), strict=True):
            rows[method].append(count_keys(owed, [n for n in said if n not in loose]))
    yield from (score_counts("document numbers cited", counts, method=method) for method, counts in rows.items())


def score_printed_numbers(table: Path) -> Iterator[Score]:
    """Yield of how many published numbers all figures are read, and no others: a field that holds one is owed."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        fields = [unicodedata.normalize("NFKC", row["doc_number"]) for row in csv.DictReader(stream)]
    owed = [field for field in fields if re.search(r"\d", field)]
    methods: dict[str, Callable[[str], list[str]]] = {
        "policytext": lambda field: [f"{n.year} {n.serial}" for _, n in find_docnumbers(field)],
        "plain regular expression": PLAIN.findall,
    }
    for method, read in methods.items():
        said = [(field, found[0]) for field in owed if len(found := read(field)) == 1]
        hits = sum(find_figures(field) == find_figures(number) for field, number in said)
        yield score_counts("figures of published numbers", [(hits, len(owed) - hits, len(said) - hits)], method=method)


def find_figures(text: str) -> list[int]:
    """Return the figures that a text prints, the least first."""
    return sorted(int(figure) for figure in re.findall(r"\d+", text))


def find_terms(found: Annotated, take: Callable[..., Sequence[str]]) -> GoldDocument:
    """Return the terms that jieba ranks first, at each place in the file, as if they were slogans."""
    text = found.document.text.source.text
    items = [
        GoldItem(kind="slogans", span=Span(m.start(), m.end()), fields={"form": digest(term)})
        for term in take(found.document.text.characters, topK=20)
        for m in re.finditer(re.escape(term), text)
    ]
    source = found.document.text.source
    return GoldDocument(sha256=source.sha256, part=0, path=source.path, items=tuple(items), kinds=("slogans",))


def score_terms(gold: Sequence[GoldDocument], found: Sequence[Annotated]) -> Iterator[Score]:
    """Yield the scores of slogans: ours, and jieba's terms taken for them."""
    import jieba.analyse

    methods: dict[str, Callable[[Annotated], GoldDocument]] = {
        "policytext": make_gold,
        "jieba.analyse.extract_tags, 20": lambda a: find_terms(a, jieba.analyse.extract_tags),
        "jieba.analyse.textrank, 20": lambda a: find_terms(a, jieba.analyse.textrank),
    }
    for method, make in methods.items():
        scores = score_documents(gold, map(make, found), method=method)
        yield from (s for s in scores if s.measure.startswith("slogan"))


def ask_docling(python: str, paths: Sequence[Path], *, with_lists: bool = False) -> list[list[str]]:
    """Return the headings that docling finds in each file; with its list items up to their first stop, if wanted."""
    run = subprocess.run([python, "-c", DOCLING, *map(str, paths)], capture_output=True, encoding="utf-8", check=True)
    told = json.loads(run.stdout.splitlines()[-1])
    return [told[str(path)][with_lists] for path in paths]


def read_ours(paths: Sequence[Path]) -> list[list[str]]:
    """Return the headings that policytext finds in each file, with their marks."""
    return [[f"{s.marker}{s.heading}" for s in pt.load(path)[0].sections] for path in paths]


def score_outlines(methods: dict[str, Outline]) -> Iterator[Score]:
    """Yield the scores of headings of Word files: with their marks, and the words alone, levels not asked."""
    with tempfile.TemporaryDirectory() as folder:
        paths, owed = [], []
        for name, master in MASTERS.items():
            path = Path(folder) / f"{name}.docx"
            text = (DEMO / master).read_text(encoding="utf-8")
            path.write_bytes(to_docx(read_master(text)))
            paths.append(path)
            owed.append(json.loads((DEMO / "gold" / f"{name}.json").read_text(encoding="utf-8"))["sections"])
        for method, read in methods.items():
            pairs = list(zip(owed, read(paths), strict=True))
            full = [count_keys((fold_form(s["marker"] + s["heading"]) for s in a), map(fold_form, b)) for a, b in pairs]
            yield score_counts("headings of DOCX, with marks", full, method=method)
            bare = [
                count_keys((fold_form(s["heading"]) for s in a), (unmark(t, [s["marker"] for s in a]) for t in b))
                for a, b in pairs
            ]
            yield score_counts("headings of DOCX, words alone", bare, method=method)


def unmark(heading: str, markers: Sequence[str]) -> str:
    """Return a heading without its mark, where it has one."""
    heading = COUNTED.sub("", heading)
    mark = max((m for m in markers if m and heading.startswith(m)), key=len, default="")
    return fold_form(heading.removeprefix(mark))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True, help="folder that the gold's paths start from")
    parser.add_argument("--docling", metavar="PYTHON", help="an interpreter that can import docling")
    options = parser.parse_args()
    gold = list(read_gold(GOLD))
    found = list(pt.load_corpus([options.documents / g.path for g in gold]))
    outlines: dict[str, Outline] = {"policytext": read_ours}
    if options.docling:
        outlines["docling"] = lambda paths: ask_docling(options.docling, paths)
        outlines["docling, list items too"] = lambda paths: ask_docling(options.docling, paths, with_lists=True)
    print("| measure | method | P | R | F1 | 95 % | gold | found |\n|---|---|---|---|---|---|---|---|")
    numbers = (*score_numbers(gold, found), *score_printed_numbers(options.documents / "doc-numbers.csv"))
    for s in (*numbers, *score_terms(gold, found), *score_outlines(outlines)):
        figures = " | ".join("–" if v is None else f"{v:.3f}" for v in (s.precision, s.recall, s.f1))
        interval = "–" if s.low is None else f"{s.low:.3f}–{s.high:.3f}"
        print(f"| {s.measure} | {s.method} | {figures} | {interval} | {s.gold} | {s.found} |")


if __name__ == "__main__":
    main()
