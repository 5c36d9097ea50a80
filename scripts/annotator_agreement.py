#!/usr/bin/env python3
"""Tell how far two annotations of the same documents agree, kind by kind.

Both are gold files as `scripts/convert_gold.py` writes them. The share is of items that both have (as
`policytext.evaluation.scoring` pairs them, sure and unsure alike); κ is over the sentences of the documents, by whether
an item of the kind starts in them, since what neither marked has to be counted for chance to be known.

    uv run scripts/annotator_agreement.py A.jsonl B.jsonl --documents ../shared/corpora
"""

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policytext.evaluation.agreement import cohen_kappa
from policytext.evaluation.gold import KINDS, GoldDocument, GoldItem, read_gold
from policytext.evaluation.scoring import pair_items
from policytext.reading.worker import read_file

SENTENCE = re.compile(r"[^。！？；\n]*\S[^。！？；\n]*[。！？；]?")


def items_of(document: GoldDocument, kind: str) -> list[GoldItem]:
    """Return the items of a kind, all taken as sure; of a slogan with many places, the first."""
    items = [replace(i, sure=True) for i in document.items if i.kind == kind and not i.fields.get("trap")]
    forms = {i.fields.get("form") or i.span: i for i in reversed(items)}
    return sorted(forms.values(), key=lambda i: i.span) if kind == "slogans" else items


def code_sentences(text: str, items: Sequence[GoldItem]) -> list[bool]:
    """Return for each sentence whether an item starts in it."""
    starts = {i.span.start for i in items}
    return [any(start in starts for start in range(*m.span())) for m in SENTENCE.finditer(text)]


def main() -> None:
    """Print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--documents", type=Path, required=True, help="folder that the gold's paths start from")
    options = parser.parse_args()
    others = {d.sha256: d for d in read_gold(options.second)}
    pairs = [(d, others[d.sha256]) for d in read_gold(options.first) if d.sha256 in others]
    texts = {a.sha256: read_file(str(options.documents / a.path)).text for a, _ in pairs}
    print(f"{'kind':<12} {'A':>4} {'B':>4} {'both':>5} {'share':>6} {'sentences':>9} {'kappa':>6}")
    for kind in KINDS:
        sides = [(items_of(a, kind), items_of(b, kind), texts[a.sha256]) for a, b in pairs]
        both = sum(len(dict(pair_items(a, b))) for a, b, _ in sides)
        sizes = [sum(len(side[i]) for side in sides) for i in (0, 1)]
        codes = [[code for *items, text in sides for code in code_sentences(text, items[i])] for i in (0, 1)]
        kappa = cohen_kappa(*codes)
        share = 2 * both / sum(sizes) if sum(sizes) else None
        told = " ".join("     –" if v is None else f"{v:6.3f}" for v in (share,))
        print(f"{kind:<12} {sizes[0]:>4} {sizes[1]:>4} {both:>5} {told} {len(codes[0]):>9} ", end="")
        print("     –" if kappa is None else f"{kappa:6.3f}")


if __name__ == "__main__":
    main()
