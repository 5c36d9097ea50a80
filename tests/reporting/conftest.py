"""A small cascade, invented: a central opinion, a missing province, a town's plan, a commentary."""

from datetime import date

import pytest

from policytext.spans import Span
from policytext.text import Source, make_text
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import (
    Addition,
    Basis,
    Change,
    Clause,
    Edge,
    Evidence,
    Node,
    Passage,
    Relation,
    Status,
    Treatment,
)

CLAUSES = ("每村建成不少于20平方米的书屋。", "健全两员联动机制。", "定期公布开放时间。")
TOWN = (
    "山口镇方案\n为贯彻《书屋意见》，制定本方案。\n每村建成不少于30平方米的书屋。\n"
    "健全三员联动机制。\n<b>设立</b>流动书车。\n"
)


def locate(text: str, quote: str) -> Passage:
    start = text.index(quote)
    return Passage(Span(start, start + len(quote)), quote)


def make_cascade() -> Cascade:
    directive = "".join(CLAUSES)
    clauses = tuple(
        Clause(id=f"c{i}", path=("一、总体要求", f"（{i}）"), span=locate(directive, text).span, text=text)
        for i, text in enumerate(CLAUSES, 1)
    )
    nodes = (
        Node(
            id="a-0", title="书屋意见", number="中办发〔2022〕908号", issuer="中共中央办公厅", level="central", depth=0
        ),
        Node(id="ghost:岚", title="", number="岚办发〔2022〕516号", level="province", held=False, depth=1),
        Node(id="b-0", title="山口镇<书屋>方案", level="township", date=date(2023, 5, 1), depth=2),
        Node(id="n-0", title="=让书屋亮起来", issuer="山口日报"),
    )
    quote = locate(TOWN, "为贯彻《书屋意见》")
    evidence = Evidence(document="b-0", span=quote.span, text=quote.text)
    steps = (
        ("ghost:岚", "a-0", Relation.IMPLEMENTS, Basis.CO_CITATION, True, 0.9, evidence),
        ("b-0", "ghost:岚", Relation.IMPLEMENTS, Basis.CITATION, True, 1.0, evidence),
        ("b-0", "a-0", Relation.IMPLEMENTS, Basis.CITATION, False, 1.0, evidence),
        ("n-0", "a-0", Relation.INTERPRETS, Basis.WORDING, True, 0.41, None),
    )
    names = ("citing", "cited", "relation", "basis", "direct", "score", "evidence")
    edges = tuple(Edge(**dict(zip(names, step, strict=True))) for step in steps)
    area, staff = locate(TOWN, "每村建成不少于30平方米的书屋。"), locate(TOWN, "健全三员联动机制。")
    treatments = (
        Treatment(
            clause="c1",
            document="b-0",
            status=Status.ADAPTED,
            score=0.8,
            spans=(area,),
            changes=(
                Change(
                    kind="quantity",
                    old=locate(directive, "20平方米"),
                    new=locate(TOWN, "30平方米"),
                    direction="stricter",
                ),
            ),
        ),
        Treatment(
            clause="c2",
            document="b-0",
            status=Status.ADAPTED,
            score=0.7,
            formulaic=True,
            spans=(staff,),
            changes=(Change(kind="slogan", old=locate(directive, "两员联动"), new=locate(TOWN, "三员联动")),),
        ),
        Treatment(clause="c3", document="b-0", status=Status.ABSENT, score=0.0),
    )
    texts = {"a-0": directive, "b-0": TOWN}
    sources = {
        id: Source(path=f"{id}.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8", text=text)
        for id, text in texts.items()
    }
    return Cascade(
        root="a-0",
        nodes=nodes,
        edges=edges,
        clauses=clauses,
        treatments=treatments,
        additions=(Addition(document="b-0", passage=locate(TOWN, "<b>设立</b>流动书车。"), shared_with=("n-0",)),),
        errors=(("坏.txt", "expected text, found a binary file"),),
        texts=texts,
        origins={id: make_text(source) for id, source in sources.items()},
    )


@pytest.fixture
def cascade() -> Cascade:
    return make_cascade()


@pytest.fixture
def ghost_root() -> Cascade:
    """A cascade whose directive is known only from citations."""
    whole = make_cascade()
    nodes = tuple(n for n in whole.nodes if n.id != "a-0")
    edges = tuple(e for e in whole.edges if e.cited != "a-0")
    return Cascade(root="ghost:岚", nodes=nodes, edges=edges, clauses=(), treatments=(), additions=())
