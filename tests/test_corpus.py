"""A folder is walked in order, its manifest overrides what was read, and a bad file never stops the rest."""

import os
from array import array
from datetime import date
from pathlib import Path

import pytest

from policytext.corpus import (
    ReadFailure,
    SourceFile,
    SourceRead,
    overridden,
    read_corpus,
    read_files,
    read_listing,
)
from policytext.docnumber import DocNumber
from policytext.errors import EmptySource, InvalidManifest
from policytext.reading import find_suffixes, make_source
from policytext.structure.document import Document, Header, Level, PartOf
from policytext.text import Text, make_text

LINE = "清溪镇建立便民服务站，每周开放不少于30小时。"


def plant(folder: Path, *names: str, text: str = LINE) -> None:
    """Write files of the same text."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def names(folder: Path, *paths: Path) -> list[str]:
    """Return the files of a listing, as they stand below the folder."""
    return [Path(file.path).relative_to(folder).as_posix() for file in read_listing(paths or [folder]).files]


def make_document(**header: str) -> Document:
    """Return a document that says no more than this."""
    return Document(id="0", text=make_text(make_source(LINE)), header=Header(title="印出来的标题", **header))


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    plant(tmp_path, "b/2.txt", "b/1.md", "a/x/9.text", "c.txt", "a.txt")
    assert names(tmp_path) == ["a/x/9.text", "a.txt", "b/1.md", "b/2.txt", "c.txt"]


@pytest.mark.parametrize(
    "aside",
    [
        pytest.param(".hidden.txt", id="hidden file"),
        pytest.param(".git/a.txt", id="hidden folder"),
        pytest.param("README.md", id="readme"),
        pytest.param("README.zh.md", id="readme in another language"),
        pytest.param("LICENSE.txt", id="licence"),
        pytest.param("LICENSE", id="licence without suffix"),
        pytest.param("~$a.txt", id="lock file of Office"),
        pytest.param("__MACOSX/a.txt", id="left behind by macOS"),
    ],
)
def test_what_is_no_document_is_passed_over(tmp_path: Path, aside: str) -> None:
    plant(tmp_path, "a.txt", aside)
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["notice-2020.txt", "authorship.txt", "readmeter.txt"])
def test_similar_names_are_documents(tmp_path: Path, name: str) -> None:
    plant(tmp_path, name)
    assert names(tmp_path) == [name]


def test_unknown_suffixes_are_counted_and_skipped(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b.xyz", "c/d.XYZ", "e")
    listing = read_listing([tmp_path])
    assert listing.skipped == {".xyz": 2, "no suffix": 1}
    assert listing.failures == ()


def test_unknown_suffix_is_an_error_where_the_path_was_named(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b.xyz")
    good, bad = read_corpus([tmp_path / "a.txt", tmp_path / "b.xyz"])
    assert isinstance(good, SourceRead)
    supported = " ".join(find_suffixes())
    assert bad == ReadFailure(str(tmp_path / "b.xyz"), f"no reader for .xyz files; supported: {supported}")


def test_bad_files_do_not_stop_the_rest(tmp_path: Path) -> None:
    plant(tmp_path, "1.txt", "4.txt")
    (tmp_path / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "3.pdf").write_bytes(b"%PDF-1.4 cut")
    results = list(read_corpus([tmp_path, tmp_path / "missing.txt"]))
    assert [type(r) for r in results] == [SourceRead, ReadFailure, ReadFailure, SourceRead, ReadFailure]
    assert [r.message for r in results if isinstance(r, ReadFailure)][2] == "no such file"


def test_sources_are_read_one_by_one(tmp_path: Path) -> None:
    plant(tmp_path, "1.txt", "2.txt")
    results = read_corpus([tmp_path])
    next(results)
    (tmp_path / "2.txt").unlink()
    assert isinstance(next(results), ReadFailure)


def test_progress_is_told_before_each_file(tmp_path: Path) -> None:
    plant(tmp_path, "1.txt", "2.txt")
    told: list[tuple[int, int, str]] = []
    results = read_files(read_listing([tmp_path]), on_progress=lambda *step: told.append(step))
    assert told == []
    assert len(list(results)) == 2
    assert told == [(0, 2, str(tmp_path / "1.txt")), (1, 2, str(tmp_path / "2.txt"))]


def test_relative_paths_stay_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert read_listing(["in"]).files == (SourceFile("in/a.txt", {}),)


def test_folder_without_documents_says_what_was_looked_for(tmp_path: Path) -> None:
    plant(tmp_path, "a.xyz")
    with pytest.raises(
        EmptySource, match=r"no document in it: looked for \.txt \.text .* \.pdf .*; passed over 1 \.xyz"
    ):
        read_corpus([tmp_path])


def test_empty_folder_among_others_is_one_failure(tmp_path: Path) -> None:
    plant(tmp_path, "full/a.txt")
    (tmp_path / "empty").mkdir()
    listing = read_listing([tmp_path / "empty", tmp_path / "full"])
    assert [failure.path for failure in listing.failures] == [str(tmp_path / "empty")]
    assert len(listing.files) == 1


def test_links_that_lead_back_up_do_not_hang(tmp_path: Path) -> None:
    plant(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names(tmp_path) == ["a/b.txt"]


def test_folder_of_nothing_but_a_loop_is_empty(tmp_path: Path) -> None:
    (tmp_path / "up").symlink_to(tmp_path)
    with pytest.raises(EmptySource, match="no document in it"):
        read_listing([tmp_path])


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b/c.txt")
    assert names(tmp_path, tmp_path / "a.txt", tmp_path, tmp_path / "b") == ["a.txt", "b/c.txt"]
    assert read_listing([tmp_path, tmp_path / "b"]).failures == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_folder_is_one_failure(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "b").chmod(0)
    assert [failure.path for failure in read_listing([tmp_path]).failures] == [str(tmp_path / "b")]
    (tmp_path / "b").chmod(0o700)


CSV = "path,title,doc_number,date\na.txt,关于便民服务的通知,清府发〔2026〕3号,2026年3月1日\nb/c.txt,,,\n"
TOML = '[[document]]\npath = "a.txt"\ntitle = "关于便民服务的通知"\nnumber = "清府发〔2026〕3号"\ndate = 2026-03-01\n'
CHINESE = "文件;标题;发文字号;日期\na.txt;关于便民服务的通知;清府发〔2026〕3号;2026-03-01\n"


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        pytest.param("manifest.csv", CSV, "utf-8-sig", id="CSV with a mark, as Excel saves it"),
        pytest.param("manifest.csv", CSV, "gb18030", id="CSV in GB18030, as older Excel saves it"),
        pytest.param("manifest.csv", CSV.replace("\n", "\r\n"), "utf-8", id="CSV with line ends of Windows"),
        pytest.param("manifest.csv", CSV.replace("b/c.txt", "b\\c.txt"), "utf-8", id="paths of Windows"),
        pytest.param("manifest.csv", CHINESE, "utf-8", id="Chinese columns, semicolons"),
        pytest.param("manifest.toml", TOML, "utf-8", id="TOML"),
    ],
)
def test_manifest_gives_overrides(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    plant(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / name).write_text(text, encoding=encoding, newline="")
    first, second = read_listing([tmp_path]).files
    assert {**first.overrides, "date": ""} == {"title": "关于便民服务的通知", "number": "清府发〔2026〕3号", "date": ""}
    assert second.overrides == {}
    assert overridden(make_document(), first.overrides).header.date == date(2026, 3, 1)


def test_given_manifest_stands_in_the_place_of_the_folders_own(tmp_path: Path) -> None:
    plant(tmp_path, "in/a.txt")
    plant(tmp_path, "in/manifest.csv", text="path,title\na.txt,其一\n")
    plant(tmp_path, "other.csv", text="path,title\nin/a.txt,其二\n")
    assert read_listing([tmp_path / "in"]).files[0].overrides == {"title": "其一"}
    assert read_listing([tmp_path / "in"], manifest=tmp_path / "other.csv").files[0].overrides == {"title": "其二"}


def test_manifest_of_a_folder_below_counts_for_it(tmp_path: Path) -> None:
    plant(tmp_path, "in/a.txt", "b.txt")
    plant(tmp_path, "in/manifest.csv", text="path,level\na.txt,县级\n")
    assert [dict(file.overrides) for file in read_listing([tmp_path]).files] == [{}, {"level": "县级"}]


def test_manifest_names_match_however_they_are_composed(tmp_path: Path) -> None:
    plant(tmp_path, "re\u0301sume\u0301.txt")
    plant(tmp_path, "manifest.csv", text="path,title\nr\u00e9sum\u00e9.txt,标题\n")
    assert read_listing([tmp_path]).files[0].overrides == {"title": "标题"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("path,colour\na.txt,red\n", "columns without use here: colour", id="unknown column"),
        pytest.param("path,title\nx.txt,甲\na.txt,乙\n", "line 2: no such file", id="missing file"),
        pytest.param("path,title\na.txt,甲\na.txt,乙\n", "line 3: a.txt stands twice", id="file twice"),
    ],
)
def test_odd_manifest_is_noted(tmp_path: Path, text: str, note: str) -> None:
    plant(tmp_path, "a.txt")
    plant(tmp_path, "manifest.csv", text=text)
    (found,) = read_listing([tmp_path]).notes
    assert note in found


def test_manifest_that_is_no_file_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "m.csv").mkdir()
    with pytest.raises(InvalidManifest) as caught:
        read_listing([tmp_path], manifest=tmp_path / "m.csv")
    assert str(caught.value) == f"{tmp_path / 'm.csv'}: expected a file of rows, found no regular file"


def test_manifest_of_missing_files_alone_is_a_failure_and_the_folder_read(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt")
    plant(tmp_path, "manifest.csv", text="path,title\nx.txt,甲\ny.txt,乙\n")
    listing = read_listing([tmp_path])
    assert [file.path for file in listing.files] == [str(tmp_path / "a.txt")]
    (failure,) = listing.failures
    assert failure.path == str(tmp_path / "manifest.csv")
    assert "none of its 2 files is there" in failure.message


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("m.csv", "path\na\0b.txt\n", "line 2: expected a path, found a NUL", id="NUL"),
        pytest.param("m.csv", "path\n../a.txt\n", r"m\.csv, line 2: .*within.*\.\./a\.txt", id="up"),
        pytest.param("m.csv", "path\na.txt\n\nb/../../a.txt\n", "line 4", id="up from below, after a blank line"),
        pytest.param("m.csv", "path\n/etc/passwd\n", "within", id="absolute"),
        pytest.param("m.csv", "path\nC:\\a.txt\n", "within", id="drive"),
        pytest.param("m.csv", "path\n..\\a.txt\n", "within", id="up, as Windows writes it"),
        pytest.param("m.csv", "title\n甲\n", "line 1: expected a column path, found title", id="no column path"),
        pytest.param("m.csv", "", "found nothing", id="empty"),
        pytest.param("m.csv", "path,title\n,甲\n", "line 2: expected a path", id="no path"),
        pytest.param("m.csv", "path\n" + "x" * 200_000, "field larger", id="a cell too long"),
        pytest.param("m.toml", "[[document]]\npath = \n", "line 2", id="no TOML"),
        pytest.param("m.toml", 'document = "a"\n', "expected tables", id="no tables"),
        pytest.param("m.toml", '[[document]]\npath="a.txt"\n[[document]]\npath="../a"\n', "line 3", id="TOML, up"),
    ],
)
def test_bad_manifest_names_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    plant(tmp_path, "a.txt")
    plant(tmp_path, name, text=text)
    with pytest.raises(InvalidManifest, match=message):
        read_listing([tmp_path], manifest=tmp_path / name)


def test_missing_manifest_is_invalid(tmp_path: Path) -> None:
    with pytest.raises(InvalidManifest, match="cannot be read"):
        read_listing([tmp_path], manifest=tmp_path / "manifest.csv")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param("title", "清单里的标题", "清单里的标题", id="title"),
        pytest.param("number", "清府发[2026]3号", DocNumber("清府发", 2026, 3), id="number with other brackets"),
        pytest.param("date", "2026年3月1日", date(2026, 3, 1), id="date as printed"),
        pytest.param("date", "2026-03-01", date(2026, 3, 1), id="date after ISO 8601"),
        pytest.param("level", "county", Level.COUNTY, id="level"),
        pytest.param("level", "乡镇级", Level.TOWNSHIP, id="level in Chinese"),
        pytest.param("region", "明州省/清溪县", "明州省/清溪县", id="region"),
    ],
)
def test_manifest_overrides_what_was_read(name: str, value: str, expected: object) -> None:
    document = overridden(make_document(issuer="清溪县人民政府"), {name: value})
    assert getattr(document.header, name) == expected
    assert document.header.issuer == "清溪县人民政府"
    assert document.doubts == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("number", "三号文件", id="number"),
        pytest.param("date", "2026", id="date"),
        pytest.param("level", "街道", id="level"),
    ],
)
def test_value_that_is_none_is_doubted_and_left_out(name: str, value: str) -> None:
    document = overridden(make_document(), {name: value, "title": "清单里的标题"})
    assert getattr(document.header, name) is None
    assert document.header.title == "清单里的标题"
    assert [doubt.code for doubt in document.doubts] == ["manifest"]


def test_documents_of_a_compilation_stay_as_they_were_read() -> None:
    text = Text(make_source(LINE), LINE, array("I", range(len(LINE))))
    document = Document(id="0", text=text, header=Header(title="其一"), part_of=PartOf("学习资料", 0))
    assert overridden(document, {"title": "学习资料"}) == document
