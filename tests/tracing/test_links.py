"""The cascade: who belongs to it, by which steps, and where that can be read."""

from pathlib import Path

import pytest

from policytext.cleaning import clean
from policytext.docnumber import parse_docnumber
from policytext.findings.citations import find_citations
from policytext.resolution import resolve_citations
from policytext.roots import find_root
from policytext.spans import Span
from policytext.structure import parse_documents
from policytext.structure.document import Document, Header, Level, PartOf
from policytext.text import Source, make_text
from policytext.tracing.links import WordingLink, link_documents
from policytext.tracing.values import Basis, Edge, Evidence, Node, Relation

PROVINCE = "《中共四川省委四川省人民政府关于办好农村书屋的实施意见》（川委发〔2030〕6号）"
CITY = "《中共德阳市委德阳市人民政府关于办好农村书屋的实施意见》（德委发〔2031〕2号）"
CENTRAL = "《中共中央国务院关于办好农村书屋的意见》（中发〔2030〕3号）"


def document(id: str, title: str, body: str = "", *, level: Level | None = None, author: str | None = None) -> Document:
    source = Source(path=f"{id}.txt", sha256=id, media_type="text/plain", encoding="utf-8", text=body)
    part = PartOf("学习资料", 0, author) if author else None
    return Document(id=id, text=make_text(source), header=Header(title=title, level=level), part_of=part)


ROOT = document("root", "中共中央国务院关于办好农村书屋的意见", level=Level.CENTRAL)


def cascade(*documents: Document, wording: tuple[WordingLink, ...] = ()) -> tuple[dict[str, Node], list[Edge]]:
    """Return the nodes by title and the edges of the cascade below the sample directive."""
    corpus = (ROOT, *documents)
    resolved = resolve_citations(corpus, {d.id: tuple(find_citations(d)) for d in corpus})
    nodes, edges = link_documents(
        corpus, resolved, "root", find_silent=lambda named: (w for w in wording if w.document not in named)
    )
    return {n.title: n for n in nodes}, list(edges)


def test_ghosts_named_together_stand_one_below_the_other_by_level() -> None:
    plan = document("plan", "三河镇农村书屋实施方案", f"为贯彻落实{CENTRAL}和{PROVINCE}以及{CITY}精神，制定本方案。")
    nodes, edges = cascade(plan)
    assert [n.depth for n in nodes.values()] == [0, 1, 2, 3]
    titles = {n.id: n.title[:4] for n in nodes.values()}
    steps = {(titles[e.citing], titles[e.cited]): (e.basis, e.direct) for e in edges}
    assert steps == {
        ("三河镇农", "中共中央"): (Basis.CITATION, False),
        ("三河镇农", "中共四川"): (Basis.CITATION, False),
        ("三河镇农", "中共德阳"): (Basis.CITATION, True),
        ("中共德阳", "中共四川"): (Basis.CO_CITATION, True),
        ("中共四川", "中共中央"): (Basis.CO_CITATION, True),
    }


def test_evidence_is_the_sentence_that_names_both() -> None:
    body = f"书屋很重要。为贯彻落实{CENTRAL}和{PROVINCE}，制定本方案。书屋要办好。"
    _, edges = cascade(document("plan", "三河镇农村书屋实施方案", body))
    assert {e.evidence.text for e in edges if e.evidence} == {body.split("。")[1] + "。"}
    assert all(e.evidence and e.evidence.span.of(body) == e.evidence.text for e in edges)


def test_more_documents_that_name_two_ghosts_together_make_their_step_surer() -> None:
    body = f"为贯彻落实{CENTRAL}和{PROVINCE}，制定本方案。"
    _, once = cascade(document("one", "三河镇农村书屋实施方案", body))
    _, twice = cascade(document("one", "三河镇农村书屋实施方案", body), document("two", "五里镇农村书屋实施方案", body))
    assert [max(e.score for e in edges if e.basis is Basis.CO_CITATION) for edges in (once, twice)] == [0.5, 0.6667]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"落实{CENTRAL}。遵守《中华人民共和国图书法》。", id="a law beside the root"),
        pytest.param(f"落实{CENTRAL}。另按{PROVINCE.replace('农村书屋', '道路')}办理。", id="in another sentence"),
        pytest.param(f"违反{CENTRAL}和{PROVINCE}的，依法处理。", id="cited together, not implemented"),
    ],
)
def test_ghost_that_lies_on_no_way_to_the_root_stays_out(body: str) -> None:
    nodes, _ = cascade(document("plan", "三河镇农村书屋实施方案", body))
    assert [n.held for n in nodes.values()] == [True, True]


def test_document_reaches_the_root_through_another_held_one() -> None:
    province = document("province", "四川省农村书屋实施方案", f"落实{CENTRAL}。", level=Level.PROVINCE)
    town = document("town", "三河镇农村书屋实施方案", "落实《四川省农村书屋实施方案》。", level=Level.TOWNSHIP)
    nodes, _ = cascade(province, town)
    assert {t: n.depth for t, n in nodes.items()} == {ROOT.title: 0, province.title: 1, town.title: 2}


@pytest.mark.parametrize(
    ("title", "author", "relation"),
    [
        pytest.param("书屋办到家门口", "书屋日报评论员", Relation.INTERPRETS, id="a commentator's piece"),
        pytest.param("书屋办到家门口", None, Relation.INTERPRETS, id="news: no kind in the title"),
        pytest.param("农村书屋实施意见解读", None, Relation.INTERPRETS, id="an explainer"),
        pytest.param("青禾大学农村书屋实施方案", None, Relation.IMPLEMENTS, id="a school's plan implements"),
    ],
)
def test_piece_about_the_directive_interprets_it(title: str, author: str | None, relation: Relation) -> None:
    _, edges = cascade(document("piece", title, f"要贯彻落实{CENTRAL}。", author=author))
    assert [e.relation for e in edges] == [relation]


def test_wording_links_only_what_no_citation_links() -> None:
    named = document("named", "三河镇农村书屋实施方案", f"落实{CENTRAL}。")
    silent = document("silent", "五里镇农村书屋实施方案", "办好书屋。")
    evidence = Evidence(document="silent", span=Span(0, 5), text="办好书屋。")
    links = tuple(WordingLink(document=id, score=0.4, evidence=evidence) for id in ("named", "silent"))
    _, edges = cascade(named, silent, wording=links)
    assert {(e.citing, e.basis, e.score) for e in edges} == {
        ("named", Basis.CITATION, 1.0),
        ("silent", Basis.WORDING, 0.4),
    }


def test_root_known_only_as_a_ghost_has_a_cascade_too() -> None:
    plan = document("plan", "三河镇农村书屋实施方案", f"为贯彻落实{CENTRAL}和{PROVINCE}，制定本方案。")
    resolved = resolve_citations((plan,), {"plan": tuple(find_citations(plan))})
    root = find_root("中发〔2030〕3号", resolved)
    nodes, _ = link_documents((plan,), resolved, root.id)
    assert [(n.held, n.depth) for n in nodes] == [(False, 0), (False, 1), (True, 2)]


@pytest.mark.real
def test_real_cascade_has_its_missing_links(real_corpora: Path) -> None:
    documents = []
    for path in sorted((real_corpora / "community-governance").glob("*.txt")):
        source = Source(
            path=path.name,
            sha256=path.stem[4:],
            media_type="text/plain",
            encoding="utf-8",
            text=path.read_text("utf-8"),
        )
        documents += parse_documents(clean(source))
    resolved = resolve_citations(documents, {d.id: tuple(find_citations(d)) for d in documents})
    root = find_root("中发〔2017〕13号", resolved)
    nodes, edges = link_documents(documents, resolved, root.id)
    names = {n.id: n.number or n.title for n in nodes}
    direct = {(names[e.citing], names[e.cited]) for e in edges if e.direct and e.relation is Relation.IMPLEMENTS}
    assert ("渝委发〔2018〕26号", "中发〔2017〕13号") in direct
    assert ("丰委发〔2018〕27号", "渝委发〔2018〕26号") in direct
    assert ("内党发〔2017〕40号", "中发〔2017〕13号") in direct
    assert {n.depth for n in nodes if n.level == "township"} == {3}
    assert sum(e.relation is Relation.INTERPRETS for e in edges) == 4
    assert parse_docnumber("中发〔2017〕13号") == parse_docnumber(names[root.id])
