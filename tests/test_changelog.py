import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[a-z0-9-]+\.(added|changed|fixed|removed|figures)\.md")


def test_fragment_is_named_by_what_and_kind() -> None:
    fragments = [path.name for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    assert [name for name in fragments if not NAME.fullmatch(name)] == []


def test_version_is_told_once_it_is_released() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == sorted(headings, reverse=True, key=lambda version: [int(part) for part in version.split(".")])
