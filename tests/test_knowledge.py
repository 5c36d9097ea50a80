"""A user's lexicon and corrections: read with errors that name the entry, applied, and told in the result."""

from pathlib import Path

import pytest

import policytext as pt
from policytext.errors import InvalidLexicon
from policytext.findings import Annotated
from policytext.knowledge import apply_knowledge, overrule_header, read_knowledge

TEXT = """青禾新区管理委员会关于办好农家书屋的通知
青新管发〔2031〕6号
一、工作目标
根据《关于加强乡村阅读的意见》（以下简称《意见》），落实《意见》要求，建设“书香青禾”工程，推行屋长轮值制。
到2034年底前，每个村书屋面积不低于40平方米，书屋覆盖率达到95%以上。
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def applied(tmp_path: Path, lexicon: str) -> Annotated:
    knowledge = read_knowledge([write(tmp_path / "own.toml", lexicon)])
    return apply_knowledge(pt.annotate(overrule_header(pt.parse(TEXT), knowledge)), knowledge)


def test_a_users_slogan_is_found_with_its_rule(tmp_path: Path) -> None:
    found = applied(tmp_path, '[[slogan]]\ntext = "屋长轮值制"\nkind = "formula"\nvariant_of = "楼长轮值制"\n')
    (slogan,) = (s for s in found.slogans if s.rule == "user:slogan")
    assert (slogan.text, slogan.variant_of) == ("屋长轮值制", "楼长轮值制")
    assert [s.text for s in found.slogans] == ["书香青禾", "屋长轮值制"]


def test_what_a_user_says_is_no_slogan_is_none(tmp_path: Path) -> None:
    assert not applied(tmp_path, '[[not_slogan]]\ntext = "书香青禾"\n').slogans


def test_a_users_issuer_gives_level_and_region(tmp_path: Path) -> None:
    found = applied(
        tmp_path, '[[issuer]]\nname = "青禾新区管理委员会"\nlevel = "county"\nregion = "澜江省/青禾市/青禾新区"\n'
    )
    assert (found.document.header.level, found.document.header.region) == ("county", "澜江省/青禾市/青禾新区")


TARGET = "书屋覆盖率达到95%以上"


@pytest.mark.parametrize(
    "name",
    [
        "青新管发〔2031〕6号",
        "青新管发[2031]第6号",
        "关于办好农家书屋的通知",
        "青禾新区管理委员会关于办好农家书屋的通知",
        "农家书屋的通知",
    ],
)
def test_a_correction_names_its_document_by_number_or_whole_title(tmp_path: Path, name: str) -> None:
    lexicon = f'[[correction]]\ndocument = "{name}"\nof = "targets"\ntext = "{TARGET}"\nis = false\n'
    found = applied(tmp_path, lexicon)
    whole = name != "农家书屋的通知"
    assert (TARGET not in [t.text for t in found.targets]) == whole
    assert [c.text for c in found.corrections] == [TARGET] * whole
    assert [c["text"] for c in pt.to_wire(found)["corrections"]] == [TARGET] * whole


@pytest.mark.parametrize(
    ("means", "number", "resolves_to"),
    [
        pytest.param("中办发〔2030〕908号", "中办发〔2030〕908号", "关于加强乡村阅读的意见", id="a number"),
        pytest.param("《乡村阅读办法》", None, "乡村阅读办法", id="a title"),
    ],
)
def test_a_correction_says_what_a_citation_means(tmp_path: Path, means, number, resolves_to) -> None:
    lexicon = (
        f'[[correction]]\ndocument = "青新管发〔2031〕6号"\nof = "citations"\ntext = "《意见》"\nmeans = "{means}"\n'
    )
    found = applied(tmp_path, lexicon)
    short = [c for c in found.citations if c.text == "《意见》"]
    assert {(c.number, c.resolves_to, c.resolved_by) for c in short} == {(number, resolves_to, "correction")}


def test_a_users_modality_words_are_read_with_their_value(tmp_path: Path) -> None:
    knowledge = read_knowledge([write(tmp_path / "own.toml", '[[modality]]\ntext = "务必"\nvalue = 5\n')])
    assert knowledge.modality == {"务必": 5}


def test_csv_says_the_same_as_toml(tmp_path: Path) -> None:
    table = (
        "entry,text,kind,name,level,region\nslogan,屋长轮值制,formula,,,\nissuer,,,青禾新区管理委员会,county,澜江省\n"
    )
    toml = (
        '[[slogan]]\ntext = "屋长轮值制"\nkind = "formula"\n'
        '[[issuer]]\nname = "青禾新区管理委员会"\nlevel = "county"\nregion = "澜江省"\n'
    )
    paths = write(tmp_path / "own.csv", "\ufeff" + table), write(tmp_path / "own.toml", toml)
    assert read_knowledge(paths[:1]) == read_knowledge(paths[1:])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "a.toml", "[[slogan]]\nkind = 'formula'\n", r"a\.toml, \[\[slogan\]\] 1: expected text", id="key gone"
        ),
        pytest.param("a.toml", "[[slogan]]\ntext = 'x'\nkind = 'y'\n", "expected kind to be one of", id="no kind"),
        pytest.param("a.toml", "[[issuer]]\nname = 'x'\nlevel = 'y'\n", "expected level to be one of", id="no level"),
        pytest.param("a.toml", "[[verb]]\ntext = 'x'\n", "expected an entry, one of", id="unknown entry"),
        pytest.param("a.toml", "slogan = 'x'\n", r"expected tables \[\[slogan\]\]", id="no tables"),
        pytest.param("a.toml", "[[", "a.toml: ", id="no TOML"),
        pytest.param(
            "a.toml", "[[modality]]\ntext = 'x'\nvalue = 9", "expected value to be 1 to 5, found 9", id="no grade"
        ),
        pytest.param("a.csv", "entry,text\nslogan,\n", r"a\.csv, line 2: expected text", id="empty cell"),
        pytest.param("a.csv", "text\nx\n", r"a\.csv, line 2: expected an entry", id="no column entry"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(InvalidLexicon, match=message):
        read_knowledge([write(tmp_path / name, content)])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidLexicon, match=r"own\.toml: cannot be read: No such file"):
        read_knowledge([tmp_path / "own.toml"])
