"""What an earlier commit scored, item by item, and what has changed since."""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from gating.suites import Scores, Suite, find_files, score_suite


def ask_git(root: Path, *arguments: str) -> str | None:
    """Ask git about the project; None where it has no answer, as outside a repository."""
    try:
        run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return None if run.returncode else run.stdout.strip()


def find_base(root: Path, named: str | None) -> str | None:
    """Give the commit to compare with: the one named, HEAD, or, where nothing is uncommitted, the one before."""
    revision = named or ("HEAD" if ask_git(root, "status", "--porcelain") else "HEAD~1")
    return ask_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")


def digest(suite: Suite) -> str:
    """Tell one state of scorer, gold and documents from another, so that no answer outlives what it was about."""
    scripts = Path(__file__).resolve().parent.parent
    below = [scripts / "scoring", scripts / "gating", suite.gold, *([] if suite.places else [suite.documents])]
    files = [path for folder in below for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    files += find_files(suite) if suite.places else []
    total = hashlib.sha256(repr((suite.root, suite.alignments)).encode())
    for path in files:
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def read_items(root: Path, suite: Suite, commit: str) -> Scores | None:
    """Give the scores of a commit, from `.gate/` or by running it; None where that commit's program does not run."""
    kept = root / ".gate" / f"{suite.name}-{commit[:12]}-{digest(suite)}.json"
    if kept.is_file():
        stored = json.loads(kept.read_text(encoding="utf-8"))
        return Scores(**stored) if stored else None
    scores = score_commit(root, suite, commit)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(asdict(scores) if scores else None, ensure_ascii=False), encoding="utf-8")
    return scores


def score_commit(root: Path, suite: Suite, commit: str) -> Scores | None:
    """Score a commit's program, unpacked for it alone, on today's documents and gold."""
    with tempfile.TemporaryDirectory() as folder:
        code, archive = Path(folder) / "code", Path(folder) / "code.tar"
        if ask_git(root, "archive", f"--output={archive}", commit) is None:
            return None
        with tarfile.open(archive) as packed:
            packed.extractall(code, filter="data")
        try:
            return score_suite(suite, code, Path(folder) / "out")
        except (RuntimeError, LookupError):
            return None


def find_changes(earlier: Scores, now: Scores) -> Iterator[str]:
    """Yield what is gained and lost among owed items, and what is newly and no longer wrongly said."""
    had, has = Counter(earlier.hits), Counter(now.hits)
    yield from (f"lost    {item}" for item in ((had - has) & Counter(now.missed)).elements())
    yield from (f"gained  {item}" for item in ((has - had) & Counter(earlier.missed)).elements())
    was, is_wrong = Counter(earlier.wrong), Counter(now.wrong)
    yield from (f"wrong   {item}" for item in (is_wrong - was).elements())
    yield from (f"mended  {item}" for item in (was - is_wrong).elements())
