#!/usr/bin/env python3
"""Make the demo corpus's derived files from their plain UTF-8 masters.

They are one PDF, one GB18030 text and one UTF-8 text with BOM. The same masters give the same bytes, so `git status`
stays clean after a run. With `--check` nothing is written: the exit status says whether the files that stand there are
what the masters give.

    uv run python scripts/make_demo_corpus.py [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from typesetting import read_master
from typesetting.pdf import to_pdf

DEMO = Path(__file__).resolve().parent.parent / "corpora" / "demo"


def to_official_pdf(master: str) -> bytes:
    """Typeset a master as an official document (公文)."""
    return to_pdf(read_master(master))


def to_gb18030(master: str) -> bytes:
    """Encode a master as older office machines do, with their line ends."""
    return master.replace("\n", "\r\n").encode("gb18030")


def to_utf8_with_bom(master: str) -> bytes:
    """Encode a master as Windows editors do."""
    return master.encode("utf-8-sig")


DERIVED: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "06-township-liudu.txt": ("06-township-liudu.master", to_utf8_with_bom),
    "07-township-bailutan.txt": ("07-township-bailutan.master", to_gb18030),
    "08-township-shuangtangkou.pdf": ("08-township-shuangtangkou.master", to_official_pdf),
}


def main() -> int:
    """Write the derived files, or with --check compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a file that is stale")
    check = parser.parse_args().check
    stale = 0
    for name, (master, convert) in DERIVED.items():
        content = convert((DEMO / "masters" / master).read_text(encoding="utf-8"))
        path = DEMO / "documents" / name
        if check and (not path.is_file() or path.read_bytes() != content):
            print(f"not what its master gives: {path.relative_to(DEMO)}", file=sys.stderr)
            stale += 1
        elif not check:
            path.write_bytes(content)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
