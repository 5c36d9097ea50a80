#!/usr/bin/env python3
"""Make what README, docs and notebooks show of the program's answers: run it after these have changed.

    uv run scripts/make_readme_picture.py [--chromium NAME] [--notebooks]

The pictures are Chromium's view of the report that ``policytext demo`` writes; a style appended to a copy hides what
a picture leaves out. With ``--notebooks`` the notebooks are run as well and their outputs kept.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from policytext.cli import DEMO_ROOT

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpora" / "demo"
CLAUSES = ("c005", "c011", "c016", "c021", "c027", "c050")
"""Of one county: carried over verbatim, other dates and figures, left out, looser, less binding."""
STYLES = {
    "report": "section:not(#summary):not(#cascade),.steps,.contents{display:none}",
    "clauses": ".top,.contents,.controls,section:not(#collation),"
    + f".clause{''.join(f':not(#clause-{id})' for id in CLAUSES)}{{display:none}}section{{margin:1.2rem 0}}",
}
"""What each picture hides."""
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1.6",
]
SIZE = (1100, 2400)
MARGIN = 16
LARGEST = 400_000


def write_demo(folder: Path) -> Path:
    """Trace the demo corpus and return the path of its report."""
    import policytext as pt

    corpus = pt.load_corpus(DEMO / "documents", manifest=DEMO / "manifest.toml")
    return pt.write_report(pt.trace(corpus, root=DEMO_ROOT), folder, options={"root": DEMO_ROOT})[0]


def take_picture(page: Path, picture: Path, *, chromium: str) -> None:
    """Have Chromium draw a page, cut off what is empty below and at the sides, and write it with few colours."""
    shot = page.with_suffix(".png")
    with tempfile.TemporaryDirectory() as profile:
        options = [f"--user-data-dir={profile}", f"--screenshot={shot}", f"--window-size={SIZE[0]},{SIZE[1]}"]
        subprocess.run([chromium, *SWITCHES, *options, page.as_uri()], check=True, capture_output=True)
    with Image.open(shot) as image:
        drawn = image.convert("RGB")
    empty = Image.new("RGB", drawn.size, "white")
    _, _, _, bottom = ImageChops.difference(drawn, empty).getbbox() or (0, 0, *drawn.size)
    cut = drawn.crop((0, 0, drawn.width, min(drawn.height, bottom + MARGIN)))
    cut.quantize(64, dither=Image.Dither.NONE).save(picture, optimize=True)


def run_notebook(path: Path) -> None:
    """Run a notebook and keep its outputs, without the times at which its cells ran."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    # The kernel's patch version would change the file with every Python.
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def main() -> int:
    """Write the pictures into docs/images; return 1 if one of them is too large for a README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", metavar="NAME", default="chromium", help="the browser's name or path")
    parser.add_argument("--notebooks", action="store_true", help="run the notebooks and keep their outputs")
    options = parser.parse_args()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if options.notebooks else ():
        run_notebook(path)
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = write_demo(Path(folder)).read_text(encoding="utf-8")
        for name, style in STYLES.items():
            page = Path(folder, f"{name}.html")
            page.write_text(report.replace("</head>", f"<style>{style}</style></head>", 1), encoding="utf-8")
            take_picture(page, images / f"{name}.png", chromium=options.chromium)
    sizes = {path.name: path.stat().st_size for path in sorted(images.glob("*.png"))}
    print("\n".join(f"{name}: {size:,} bytes" for name, size in sizes.items()))
    return int(max(sizes.values()) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
