"""Resolution: which document of a corpus a citation means, and which document a root names."""

from dataclasses import replace
from datetime import date

import pytest

from policytext.docnumber import parse_docnumber
from policytext.errors import AmbiguousRoot, UnknownRoot
from policytext.findings.citations import find_citations
from policytext.findings.identity import identify, is_same, level_and_region
from policytext.resolution import Resolved, resolve_citations
from policytext.roots import find_root
from policytext.structure.document import Document, Header, Level
from policytext.text import Source, make_text

DIRECTIVE = "中共中央 国务院关于办好农村书屋的意见"


def document(id: str, title: str, body: str = "", **header: object) -> Document:
    number = header.pop("number", None)
    source = Source(path=f"{id}.txt", sha256=id, media_type="text/plain", encoding="utf-8", text=body)
    return Document(
        id=id,
        text=make_text(source),
        header=Header(title=title, number=parse_docnumber(str(number)) if number else None, **header),  # type: ignore[arg-type]
    )


def resolved(*documents: Document) -> Resolved:
    return resolve_citations(documents, {d.id: tuple(find_citations(d)) for d in documents})


def meant(*documents: Document) -> list[tuple[str | None, str]]:
    """Return for each citation of the last document the held document it means and how that was told."""
    known = resolved(*documents)
    return [
        (r.document if known.document(r.document).held else None, r.by)
        for r in known.resolutions
        if r.citing == documents[-1].id
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "落实《中共中央国务院关于办好农村书屋的意见》。", ("root", "title"), id="the title without its space"
        ),
        pytest.param(
            "落实《中共中央、国务院关于办好农村书屋的意见》。", ("root", "title"), id="、 between the issuers"
        ),
        pytest.param("学习《关于办好农村书屋的意见》。", ("root", "title-variant"), id="the issuers left out"),
        pytest.param(
            "近日，中共中央、国务院印发《关于办好农村书屋的意见》。", ("root", "title-variant"), id="issuers before it"
        ),
        pytest.param(
            "落实《中共川北省委关于办好农村书屋的意见》。", (None, "title"), id="another issuer's opinion of that name"
        ),
        pytest.param("落实《川北省农村书屋的意见》。", (None, "title"), id="another place's"),
        pytest.param("落实中发〔2030〕3号文件。", (None, "number"), id="a number that nobody ties to a title"),
        pytest.param(
            "落实《关于农家读书的意见》（中发〔2030〕3号）。",
            (None, "number"),
            id="another title with a number of its own",
        ),
    ],
)
def test_citation_means_the_held_document_it_names(sentence: str, expected: tuple[str | None, str]) -> None:
    root = document("root", DIRECTIVE, issuer="中共中央 国务院", level=Level.CENTRAL)
    assert meant(root, document("town", "三河乡书屋方案", sentence)) == [expected]


def test_number_printed_in_the_header_decides_before_the_title() -> None:
    root = document("root", DIRECTIVE, number="中发〔2030〕3号")
    assert meant(root, document("town", "三河乡书屋方案", "落实《办好书屋的意见》（中发[2030]3号）。")) == [
        ("root", "number")
    ]


def test_document_without_a_number_gets_it_from_those_that_cite_title_and_number() -> None:
    root = document("root", DIRECTIVE)
    town = document("town", "三河乡书屋方案", "落实《中共中央国务院关于办好农村书屋的意见》（中发〔2030〕3号）。")
    village = document("village", "五里村书屋方案", "落实中发〔2030〕3号文件。")
    assert meant(root, town, village) == [("root", "number-by-citation")]
    held = resolved(root, town, village).document("root")
    assert (held.number, held.number_basis) == ("中发〔2030〕3号", "citation")


def test_short_form_is_resolved_through_its_full_title() -> None:
    body = "《中共中央国务院关于办好农村书屋的意见》（以下简称《意见》）发布。《意见》很重要。"
    assert meant(document("root", DIRECTIVE), document("news", "书屋办起来", body)) == [
        ("root", "title"),
        ("root", "short-form"),
        ("root", "short-form"),
    ]


def test_notice_is_met_by_the_title_it_carries() -> None:
    notice = document("city", "青禾市人民政府关于印发《青禾市书屋方案》的通知", attachment_title="青禾市书屋方案")
    assert meant(notice, document("town", "三河乡书屋方案", "落实《青禾市书屋方案》。")) == [("city", "title")]


def test_of_several_versions_the_newest_before_the_citing_date_is_meant() -> None:
    old = document("old", "川北省书屋条例", date=date(2021, 1, 1))
    new = document("new", "川北省书屋条例", date=date(2025, 1, 1))
    citing = document("citing", "青禾市书屋条例", "根据《川北省书屋条例》，制定本条例。", date=date(2023, 1, 1))
    assert meant(old, new, citing) == [("old", "version")]


def test_of_several_versions_all_newer_the_oldest_is_meant() -> None:
    old = document("old", "川北省书屋条例", date=date(2025, 1, 1))
    new = document("new", "川北省书屋条例", date=date(2027, 1, 1))
    citing = document("citing", "青禾市书屋条例", "根据《川北省书屋条例》，制定本条例。", date=date(2023, 1, 1))
    assert meant(new, old, citing) == [("old", "version")]


def test_text_that_repeals_its_own_title_means_the_version_before() -> None:
    old = document("old", "川北省书屋条例", date=date(2021, 1, 1))
    new = document("new", "川北省书屋条例", "2021年发布的《川北省书屋条例》同时废止。", date=date(2025, 1, 1))
    assert meant(old, new) == [("old", "title")]


def test_ghosts_of_one_number_or_title_are_one_and_keep_all_that_is_said_of_them() -> None:
    one = document("one", "三河乡书屋方案", "落实《中共川北省委 川北省人民政府关于书屋的意见》（川委发〔2030〕6号）。")
    two = document("two", "五里乡书屋方案", "落实《川北省委、川北省人民政府关于书屋的意见》。按川委发【2030】6号办。")
    ghosts = [d for d in resolved(one, two).documents if not d.held]
    assert [(g.number, g.number_basis, g.level, g.issuer) for g in ghosts] == [
        ("川委发〔2030〕6号", "citation", "province", "中共川北省委、川北省人民政府")
    ]


def test_ghosts_of_two_issuers_stay_apart_though_their_titles_agree() -> None:
    body = "落实《川北省委关于书屋的意见》《青禾市委关于书屋的意见》。"
    assert len([d for d in resolved(document("one", "三河乡书屋方案", body)).documents if not d.held]) == 2


COUNTY = {"issuer": "青禾县人民政府", "level": Level.COUNTY, "region": "青禾县"}
CORPUS = resolved(
    document("root", DIRECTIVE),
    document(
        "a",
        "三河乡书屋建设方案",
        "落实《中共中央国务院关于办好农村书屋的意见》（中发〔2030〕3号）和川委发〔2030〕6号。",
    ),
    document("b", "五里乡书屋建设方案", number="五政发〔2031〕9号"),
)


@pytest.mark.parametrize(
    ("ref", "id"),
    [
        pytest.param("五政发〔2031〕9号", "b", id="printed number"),
        pytest.param("五政发[2031] 09 号", "b", id="damaged number"),
        pytest.param("中发〔2030〕3号", "root", id="number known from citations"),
        pytest.param("《关于办好农村书屋的意见》", "root", id="whole title without issuers"),
        pytest.param("三河乡", "a", id="part of one title"),
        pytest.param("b.txt", "b", id="path"),
    ],
)
def test_root_is_found(ref: str, id: str) -> None:
    assert find_root(ref, CORPUS).id == id


LAWS = resolved(
    document("law", "中华人民共和国读书法", issuer="全国人民代表大会常务委员会", level=Level.CENTRAL),
    document("measures", "川北省实施《中华人民共和国读书法》办法"),
    document("notice", "青禾市关于贯彻《读书法》的通知"),
    document("川北省书屋条例-2021", "川北省书屋条例", date=date(2021, 1, 1)),
    document("川北省书屋条例-2025", "川北省书屋条例", date=date(2025, 1, 1)),
)


@pytest.mark.parametrize(
    ("ref", "id"),
    [
        pytest.param("读书法", "law", id="a law by its common name, beside titles that quote it"),
        pytest.param("《读书法》", "law", id="the same in book marks"),
        pytest.param("读书法（2019年修正）", "law", id="the same with the year of a revision"),
        pytest.param("实施《中华人民共和国读书法》办法", "measures", id="a part of a title that quotes a law"),
        pytest.param("2021", "川北省书屋条例-2021", id="a part of a file's name"),
        pytest.param("条例-2025", "川北省书屋条例-2025", id="a longer part of a file's name"),
    ],
)
def test_root_among_laws_and_what_implements_them_is_found(ref: str, id: str) -> None:
    assert find_root(ref, LAWS).id == id


@pytest.mark.parametrize(
    ("ref", "advice"),
    [
        pytest.param("川北省书屋条例", "they have one title: give the path of one", id="two versions of one title"),
        pytest.param("川北省", "give more of the title, or the path", id="a part of other titles"),
        pytest.param(".txt", "give more of the title, or the path", id="a part of every file's name"),
    ],
)
def test_root_that_fits_several_says_what_tells_them_apart(ref: str, advice: str) -> None:
    with pytest.raises(AmbiguousRoot, match=advice):
        find_root(ref, LAWS)


def test_documents_of_one_file_are_told_apart_by_their_titles() -> None:
    both = [document(id, f"{id}书屋方案", "") for id in ("三河乡", "五里乡")]
    one_file = tuple(replace(d, path="汇编.txt") for d in resolved(*both).documents)
    with pytest.raises(AmbiguousRoot, match="give more of the title, or the number"):
        find_root("书屋方案", Resolved(one_file, ()))


@pytest.mark.parametrize("ref", ["", " ", "\n"])
def test_root_of_nothing_says_what_was_expected(ref: str) -> None:
    with pytest.raises(UnknownRoot, match=r"expected for the root a document number, a title or a path, got '"):
        find_root(ref, CORPUS)


def test_root_in_a_corpus_of_nothing_lists_nothing() -> None:
    with pytest.raises(UnknownRoot, match="no document was read") as raised:
        find_root("读书法", resolved())
    assert "nearest" not in str(raised.value)


def test_root_that_is_only_cited_is_a_ghost() -> None:
    assert not find_root("川委发〔2030〕6号", CORPUS).held


def test_root_that_fits_several_names_them() -> None:
    with pytest.raises(AmbiguousRoot, match=r"三河乡书屋建设方案( \(.*\))?; 五里乡书屋建设方案"):
        find_root("书屋建设方案", CORPUS)


def test_root_that_fits_none_names_the_nearest_first() -> None:
    with pytest.raises(UnknownRoot, match=r"nearest of \d+: 五里乡书屋建设方案"):
        find_root("五里乡书屋建设规划", CORPUS)


def test_code_that_the_corpus_attests_tells_issuer_level_and_region_of_a_ghost() -> None:
    held = document("held", "关于书屋建设的意见", number="青政发〔2031〕6号", **COUNTY)
    citing = document("citing", "三河乡书屋方案", "按照青政发〔2030〕9号要求办理。")
    ghost = next(d for d in resolved(held, citing).documents if not d.held)
    assert (ghost.issuer, ghost.issuer_basis, ghost.level, ghost.region) == (
        "青禾县人民政府",
        "code",
        "county",
        "青禾县",
    )


def test_code_that_two_issuers_share_tells_neither() -> None:
    one = document("one", "关于书屋建设的意见", number="青政发〔2031〕6号", **COUNTY)
    city = {"issuer": "青石市人民政府", "level": Level.CITY, "region": "青石市"}
    two = document("two", "关于书车建设的意见", number="青政发〔2032〕7号", **city)
    citing = document("citing", "三河乡书屋方案", "按照青政发〔2030〕9号要求办理。")
    ghost = next(d for d in resolved(one, two, citing).documents if not d.held)
    assert (ghost.issuer, ghost.level) == (None, None)


def test_root_that_fits_none_says_so() -> None:
    with pytest.raises(UnknownRoot, match="青发〔1999〕1号"):
        find_root("青发〔1999〕1号", CORPUS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(
            "四川省加强书屋建设实施意见", "中共四川省委关于加强书屋建设的实施意见", True, id="place for issuer"
        ),
        pytest.param("全民读书条例", "四川省全民读书条例", False, id="the nation's and a province's"),
        pytest.param("读书法", "中华人民共和国读书法", True, id="a law by its common name"),
        pytest.param("读书法（2019年修正）", "读书法", True, id="the year of a revision"),
        pytest.param("书屋办法（试行）", "书屋办法", False, id="trial rules are other rules"),
        pytest.param("市委关于书屋的决定", "中共青禾市委关于书屋的决定", True, id="a text's own superior"),
    ],
)
def test_two_titles_mean_one_document_only_if_their_holders_agree(one: str, other: str, same: bool) -> None:
    assert is_same(identify(one), identify(other)) is same


@pytest.mark.parametrize(
    ("title", "issuer", "expected"),
    [
        pytest.param("中华人民共和国读书法", None, ("central", None), id="a law of the state"),
        pytest.param("关于办好书屋的意见", "中共中央、国务院", ("central", None), id="by its issuer"),
        pytest.param("重庆市书屋条例", None, ("province", "重庆市"), id="by the place that opens it"),
        pytest.param("关于加强社区书屋的意见", None, (None, None), id="no place behind 关于"),
        pytest.param("关于书屋的决定", "市委", ("city", None), id="a text's own superior"),
    ],
)
def test_title_and_issuer_tell_level_and_region(
    title: str, issuer: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert level_and_region(title, issuer) == expected


def test_title_that_two_issuers_used_is_left_open() -> None:
    one = document("one", "德阳市关于书屋建设的实施意见", issuer="德阳市人民政府")
    two = document("two", "绵阳市关于书屋建设的实施意见", issuer="绵阳市人民政府")
    assert meant(one, two, document("news", "书屋办起来", "学习《关于书屋建设的实施意见》。")) == []


def test_document_that_is_held_twice_is_met_in_its_first_copy() -> None:
    copies = document("root", DIRECTIVE), document("copy", DIRECTIVE)
    assert meant(*copies, document("town", "三河乡书屋方案", f"落实《{DIRECTIVE}》。")) == [("root", "title")]
