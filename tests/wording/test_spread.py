"""Spread of slogans over a corpus; every document is invented."""

import datetime

import pytest

from policytext.findings import Annotated, annotate
from policytext.pipeline import parse
from policytext.wording.spread import find_spread, score_formulaicity


def make(place: str, date: str, body: str, index: int = 1) -> Annotated:
    """Return what is found in a notice of a place's government."""
    text = f"{place}人民政府关于办好河道管护的通知\n各有关单位：\n{body}\n{place}人民政府\n{date}\n"
    return annotate(parse(text, path=f"{place}-{index}.txt"))


COUNTY = make("澜江省澄河市青禾县", "2033年5月6日", "推进河长、民警、村民“三员联动”。")
TOWN = make("澜江省澄河市青禾县柳渡镇", "2034年2月3日", "推进河长、民警、村民、渠工“四员联动”。落实一河一策。")
CITY = make("澜江省澄河市", "2032年1月2日", "落实一河一策。")


def test_first_appearance_is_the_oldest_documents() -> None:
    rows = {r.slogan: r for r in find_spread([TOWN, COUNTY, CITY])}
    found = rows["一河一策"]
    assert (found.first_document, found.first_date) == (CITY.document.id, datetime.date(2032, 1, 2))
    assert (found.count, found.documents, found.issuers) == (2, 2, 2)


def test_levels_are_counted_apart() -> None:
    found = {r.slogan: r for r in find_spread([TOWN, COUNTY, CITY])}["一河一策"]
    assert (found.central, found.city, found.county, found.township) == (0, 1, 0, 1)


def test_numeral_variants_are_one_group_with_the_difference_of_their_members() -> None:
    rows = {r.slogan: r for r in find_spread([TOWN, COUNTY])}
    assert rows["三员联动"].variant_of == rows["四员联动"].variant_of == "三员联动"
    assert (rows["四员联动"].added, rows["四员联动"].dropped) == (("渠工",), ())


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(
            "巡查常态化、管护专业化、评价公开化",
            "巡查常态化、管护专业化、评价公开化、经费制度化",
            True,
            id="a member more",
        ),
        pytest.param(
            "巡查常态化、管护专业化、评价公开化", "河道生态化、用水节约化、评价公开化", False, id="one member in common"
        ),
        pytest.param("“三保”", "“五保三清”", False, id="another count"),
    ],
)
def test_variants_share_most_members(one: str, other: str, alike: bool) -> None:
    first = make("澜江省澄河市", "2032年1月2日", f"做到{one}。")
    second = make("澜江省澄河市青禾县", "2033年1月2日", f"做到{other}。")
    groups = {r.variant_of for r in find_spread([first, second])}
    assert (len(groups) == 1) == alike


def test_attested_form_gives_its_group_the_name() -> None:
    early = make("澜江省澄河市青禾县", "2031年1月2日", "推进社区、社会组织、社工、乡贤“四社联动”。")
    late = make("澜江省澄河市", "2032年1月2日", "推进三社联动。")
    assert {r.variant_of for r in find_spread([early, late])} == {"三社联动"}


def test_phrase_of_one_issuer_scores_below_one_of_many() -> None:
    again = make("澜江省澄河市", "2035年1月2日", "落实一河一策。深化清渠润田。清渠润田、清渠润田。", 2)
    documents = [a.document for a in (TOWN, CITY, again, COUNTY)]
    shared, own = score_formulaicity(documents, ["清渠润田", "一河一策"])
    assert (shared.text, shared.issuers, shared.documents) == ("一河一策", 2, 3)
    assert (own.text, own.issuers, own.documents, own.count) == ("清渠润田", 1, 1, 3)
    assert shared.score == pytest.approx(2 / 3)


def test_marks_make_no_difference_to_the_count() -> None:
    document = make("澜江省澄河市", "2032年1月2日", "坚持“护水”，“节水”并重。").document
    (found,) = score_formulaicity([document], ["护水、节水"])
    assert found.count == 1


def test_empty_corpus_gives_empty_tables() -> None:
    assert not find_spread([])
    assert not score_formulaicity([], [])
