import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from policytext.reporting.html import render_report
from policytext.tracing.cascade import Cascade

EMPTY = {"meta", "br", "input", "link", "img", "hr"}


class Checker(HTMLParser):
    """Collects what a page would load and whether its elements close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = dict(attrs)
        self.loads += [f"{tag} {key}={values[key]}" for key in ("src", "srcset", "data", "action") if key in values]
        if tag in ("link", "iframe", "object", "embed", "base"):
            self.loads.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if (values.get("href") or "").startswith("#"):
            self.targets.append(values["href"][1:])
        elif "href" in values:
            self.loads.append(values["href"])
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def check(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    checker.close()
    return checker


@pytest.fixture
def page(cascade: Cascade) -> str:
    return render_report(cascade, {"root": "<书屋>"})


def test_page_is_well_formed(page: str) -> None:
    checker = check(page)
    assert checker.wrong == []
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids))


def test_every_link_within_the_page_has_its_target(page: str) -> None:
    checker = check(page)
    assert set(checker.targets) <= set(checker.ids)


def test_page_requests_nothing(page: str) -> None:
    assert check(page).loads == []
    assert not re.search(r"url\((?!#)|@import|https?://(?!www\.w3\.org/)", page)


def test_text_of_documents_is_escaped(page: str) -> None:
    assert "<b>设立" not in page
    assert "&lt;b&gt;设立&lt;/b&gt;流动书车" in page
    assert "山口镇&lt;书屋&gt;方案" in page
    assert "root=&lt;书屋&gt;" in page


def test_clause_and_passage_stand_side_by_side_with_their_differences(page: str) -> None:
    assert "不少于<del>20</del>" in page or "不少于<del>20平方米</del>" in page
    assert "<ins>30平方米</ins>" in page
    assert "健全<del>两员联动</del>机制" in page
    assert "健全<ins>三员联动</ins>机制" in page


def test_places_and_marks_are_told(page: str) -> None:
    assert "第3行" in page
    assert "套语" in page
    assert "更严" in page
    assert "expected text, found a binary file" in page


def test_table_of_changes_has_a_head_for_each_document(page: str) -> None:
    changes = page[page.index('<section id="changes">') : page.index('<section id="additions">')]
    assert changes.count('class="group"') == 1
    assert changes.count("山口镇&lt;书屋&gt;方案") == 1


def test_dropped_change_tells_where_the_directive_has_it(cascade: Cascade) -> None:
    first = cascade.treatments[0]
    dropped = replace(first, changes=(replace(first.changes[0], new=None),))
    assert "上级文件第1行" in render_report(replace(cascade, treatments=(dropped,)))


def test_directive_known_from_citations_only_is_said(ghost_root: Cascade) -> None:
    page = render_report(ghost_root)
    assert "未收入语料" in page
    assert 'id="collation"' not in page
    assert set(check(page).targets) <= set(check(page).ids)


def test_cascade_without_places_still_makes_a_page(cascade: Cascade) -> None:
    assert "第3行" not in render_report(replace(cascade, origins={}))


def test_control_characters_do_not_reach_the_page(cascade: Cascade) -> None:
    hostile = replace(cascade.nodes[0], title="意见\x00\x1b[31m\ud800" + "长" * 10_000)
    page = render_report(replace(cascade, nodes=(hostile, *cascade.nodes[1:])))
    assert not re.search(r"[\x00-\x08\x1b\ud800-\udfff]", page)
    page.encode("utf-8")


@pytest.mark.browser
def test_script_shows_one_document_and_counts_its_clauses(page: str, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium")
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    command = [
        browser,
        *options,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        str(tmp_path / "report.html"),
    ]
    dom = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    assert "3 / 3 条" in dom
    assert 'class="collation one"' in dom
