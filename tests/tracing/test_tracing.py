"""The cascade whole: who belongs to it by wording, whose treatments are told, what is told of the real one."""

import itertools
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext as pt
from policytext.structure.document import Document
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Basis, Relation, Status

NUMBER = "云岭府发〔2031〕52号"
MEASURES = (
    "到2033年，布局合理、价格实惠的助餐网络基本建成。",
    "灶台高度、座椅扶手和地面防滑照顾老年人的身体条件。",
    "优先把闲置村小、粮站和祠堂改造为厨房与饭厅。",
    "每餐至少安排两荤两素一汤，提前公布七天菜谱。",
    "失能、高龄和独居老人由骑手按固定线路送饭上门。",
    "特困供养对象就餐费用从救助资金列支。",
    "农药残留超标的蔬菜当场销毁并追查来路。",
    "剩饭剩菜集中收运，用于沤肥和养殖昆虫。",
    "返乡妇女经考评合格后聘为帮厨，工钱按月结清。",
    "民政部门会同审计部门抽查台账，虚报人数的追回款项。",
)
DIRECTIVE = pt.parse(
    f"云岭省人民政府关于办好乡村长者食堂的意见\n{NUMBER}\n各市人民政府：\n一、任务\n"
    + "".join(MEASURES)
    + "\n云岭省人民政府\n2031年3月5日\n"
)
CITED = f"《云岭省人民政府关于办好乡村长者食堂的意见》（{NUMBER}）"
TOWN = pt.parse(
    f"三河镇长者食堂实施方案\n为贯彻落实{CITED}，制定本方案。\n一、措施\n{MEASURES[3]}利用河滩地种植蔬菜十亩。\n"
)
COMMENT = pt.parse(f"让老人吃上热乎饭\n要认真学习贯彻{CITED}。\n{MEASURES[3]}\n")
SILENT = "石桥市关于开办乡村饭堂的实施意见\n一、措施\n" + "".join(MEASURES[1:8]) + "\n石桥市人民政府\n{date}\n"
STRANGER = pt.parse(
    "白水市养老服务条例\n第一条　为规范养老服务活动，维护老年人合法权益，制定本条例。\n"
    "第二条　老年人助餐服务应当坚持政府引导、社会参与、方便可及的方针。\n"
    "第三条　市、县人民政府将助餐设施纳入国土空间规划，新建住宅小区配套建设老年餐厅。\n"
    "第四条　养老机构开展膳食经营的，依法取得许可，明码标价，接受市场监管部门检查。\n"
    "第五条　鼓励餐饮企业为老年人提供优惠套餐，推广方便咀嚼的菜品。\n"
)


def trace(*documents: Document, **options: bool) -> Cascade:
    return pt.trace([DIRECTIVE, *documents], root=NUMBER, **options)


def test_opinion_that_copies_much_without_naming_is_found_by_wording() -> None:
    city = pt.parse(SILENT.format(date="2032年3月5日"))
    (edge,) = trace(city, STRANGER).edges
    assert (edge.citing, edge.relation, edge.basis) == (city.id, Relation.IMPLEMENTS, Basis.WORDING)
    assert 0.5 < edge.score <= 1
    assert edge.evidence
    assert edge.evidence.span.of(city.text.characters) == edge.evidence.text


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(STRANGER, id="another document of the same subject"),
        pytest.param(pt.parse(SILENT.format(date="2030年3月5日")), id="a copy older than the directive"),
        pytest.param(
            pt.parse(f"白水市水库除险加固方案\n一、措施\n更换锈蚀闸门，疏浚溢洪道。{MEASURES[5]}\n"),
            id="one measure alone in another subject",
        ),
        pytest.param(pt.parse("好"), id="a text of one letter"),
    ],
)
def test_what_shares_little_is_not_linked(document: Document) -> None:
    cascade = trace(document)
    assert [n.id for n in cascade.nodes] == [DIRECTIVE.id]
    assert list(cascade.edges) == list(cascade.treatments) == []


def test_more_of_the_wording_gives_a_higher_score() -> None:
    texts = [SILENT.format(date="2032年3月5日").replace("".join(MEASURES[5:8]), ""), SILENT.format(date="2032年3月5日")]
    scores = [trace(pt.parse(text)).edges[0].score for text in texts]
    assert scores[0] < scores[1]


def test_news_that_copies_the_directive_interprets_it() -> None:
    news = pt.parse("石桥的饭桌热起来\n" + "".join(MEASURES[1:8]) + "\n")
    assert [(e.relation, e.basis) for e in trace(news).edges] == [(Relation.INTERPRETS, Basis.WORDING)]


@pytest.mark.parametrize(
    ("with_interpretations", "told"),
    [
        pytest.param(False, [TOWN.title], id="those that implement"),
        pytest.param(True, [TOWN.title, COMMENT.title], id="and, asked for, commentaries"),
    ],
)
def test_treatments_are_told_of(with_interpretations: bool, told: list[str]) -> None:
    cascade = trace(TOWN, COMMENT, with_interpretations=with_interpretations)
    assert sorted(n.title for n in cascade.implementing) == sorted(told)
    assert {n.title for n in cascade.nodes} == {DIRECTIVE.title, TOWN.title, COMMENT.title}
    assert len(cascade.treatments) == len(cascade.clauses) * len(told)


def test_directive_that_the_corpus_lacks_has_a_cascade_without_clauses() -> None:
    cascade = pt.trace([TOWN], root=NUMBER)
    assert [(n.title, n.held, n.depth) for n in cascade.nodes] == [
        (DIRECTIVE.title, False, 0),
        (TOWN.title, True, 1),
    ]
    assert len(cascade.edges) == 1
    assert list(cascade.clauses) == list(cascade.treatments) == list(cascade.additions) == []


def test_directive_alone_is_a_cascade_of_one() -> None:
    cascade = trace()
    assert [n.depth for n in cascade.nodes] == [0]
    assert len(cascade.clauses) == len(MEASURES)
    assert list(cascade.treatments) == []


@settings(max_examples=25)
@given(st.lists(st.permutations(MEASURES), min_size=1, max_size=3), st.data())
def test_each_clause_and_document_have_one_treatment(orders: Sequence[Sequence[str]], data: st.DataObject) -> None:
    plans = []
    for number, order in enumerate(orders):
        kept = order[: data.draw(st.integers(0, len(order)))]
        plans.append(
            pt.parse(f"{'甲乙丙'[number]}镇实施方案\n为贯彻落实{CITED}，制定本方案。\n一、措施\n{''.join(kept)}\n")
        )
    cascade = trace(*plans)
    pairs = Counter((t.clause, t.document) for t in cascade.treatments)
    assert pairs == Counter((c.id, p.id) for c in cascade.clauses for p in plans)
    assert all(0 <= t.score <= 1 for t in cascade.treatments)
    texts = {p.id: p.text.characters for p in plans}
    assert all(s.span.of(texts[t.document]) == s.text for t in cascade.treatments for s in t.spans)
    for plan in plans:
        whole = {c.id for c in cascade.clauses if c.text in plan.text.characters}
        told = {t.clause for t in cascade.treatments if t.document == plan.id and t.status is Status.VERBATIM}
        assert whole == told


def test_verbatim_treatment_has_no_change(demo: Cascade) -> None:
    wrong = [(t.clause, t.document, t.changes) for t in demo.treatments if t.status is Status.VERBATIM and t.changes]
    assert wrong == []


def test_everything_in_the_demo_stands_where_it_says(demo: Cascade) -> None:
    clauses = {c.id: c.span for c in demo.clauses}
    for told in demo.treatments:
        text = demo.texts[told.document]
        assert all(s.span.of(text) == s.text for s in told.spans)
        for change in told.changes:
            assert change.old is None or change.old.span in clauses[told.clause]
            assert change.old is None or change.old.span.of(demo.texts[demo.root]) == change.old.text
            assert change.new is None or change.new.span.of(text) == change.new.text
    assert all(a.passage.span.of(demo.texts[a.document]) == a.passage.text for a in demo.additions)
    assert all(e.score is not None and 0 <= e.score <= 1 for e in demo.edges)


@pytest.fixture(scope="module")
def demo() -> Cascade:
    folder = Path(__file__).parents[2] / "corpora" / "demo"
    return pt.trace(pt.load_corpus(folder / "documents", manifest=folder / "manifest.toml"), root="中办发〔2022〕908号")


@pytest.fixture(scope="module")
def real(real_corpora: Path) -> Cascade:
    return pt.trace(pt.load_corpus(real_corpora / "community-governance"), root="中发〔2017〕13号")


def find_id(cascade: Cascade, part: str) -> str:
    (id,) = [n.id for n in cascade.nodes if part in (n.title or "") or part == n.number]
    return id


@pytest.mark.real
@pytest.mark.parametrize(
    "chain",
    [
        pytest.param(("中发〔2017〕13号", "渝委发〔2018〕26号", "丰委发〔2018〕27号", "三建乡"), id="Chongqing"),
        pytest.param(
            ("中发〔2017〕13号", "内党发〔2017〕40号", "鄂尔多斯市", "敖政发〔2024〕5号"), id="Inner Mongolia"
        ),
    ],
)
def test_real_chain_goes_down_by_level(real: Cascade, chain: tuple[str, ...]) -> None:
    ids = [find_id(real, part) for part in chain]
    direct = {(e.cited, e.citing) for e in real.edges if e.direct and e.relation is Relation.IMPLEMENTS}
    assert set(itertools.pairwise(ids)) <= direct
    assert [real.node(id).depth for id in ids] == [0, 1, 2, 3]
    assert [real.node(id).held for id in ids] == [True, False, False, True]


@pytest.mark.real
def test_real_pieces_that_name_the_directive_interpret_it(real: Cascade) -> None:
    cited = [e for e in real.edges if e.cited == real.root and e.basis is Basis.CITATION and real.node(e.citing).held]
    assert [e.relation for e in cited if e.relation is not Relation.IMPLEMENTS] == [Relation.INTERPRETS] * 4


@pytest.mark.real
def test_real_documents_that_name_no_directive_are_found_by_wording(real: Cascade) -> None:
    score = {e.citing: e.score for e in real.edges if e.basis is Basis.WORDING}
    city, decision = find_id(real, "高品质和谐宜居"), find_id(real, "决定")
    assert score[city] > score[decision]
    assert all(0 <= s <= 1 for s in score.values())


@pytest.mark.real
@pytest.mark.parametrize(
    ("place", "kind", "old", "new"),
    [
        pytest.param("敖政发〔2024〕5号", "slogan", "三社联动", "五社联动", id="Aolezhaoqi: 三社 to 五社"),
        pytest.param(
            "敖政发〔2024〕5号", "deadline", "再过5到10年", "力争5到10年", id="Aolezhaoqi: counted from another day"
        ),
        pytest.param(
            *("敖政发〔2024〕5号", "deadline", "到2020年", None),
            id="Aolezhaoqi: deadline gone",
        ),
        pytest.param("高品质和谐宜居", "deadline", "到2020年", "用3到5年时间", id="Chengdu: a year made a span"),
    ],
)
def test_real_change_is_told(real: Cascade, place: str, kind: str, old: str, new: str | None) -> None:
    document = find_id(real, place)
    changes = [c.change for c in real.changes if c.document == document and c.change.kind == kind]
    assert any(
        c.old and old in c.old.text and (new in c.new.text if new and c.new else c.new is new is None) for c in changes
    )


@pytest.mark.real
def test_real_figure_that_all_kept_is_no_change(real: Cascade) -> None:
    assert [c for c in real.changes if c.change.kind == "quantity" and c.change.old and "30" in c.change.old.text] == []


@pytest.mark.parametrize(
    "relation",
    [
        pytest.param("参考《云岭省长者食堂管理办法》，制定本办法。", id="refers to it"),
        pytest.param("《云岭省长者食堂管理办法》同时废止。", id="repeals it"),
        pytest.param("为落实《云岭省长者食堂管理办法》，制定本办法。", id="implements it"),
        pytest.param("为了办好食堂，制定本办法。", id="does not name it"),
    ],
)
def test_two_documents_are_compared_whatever_one_is_to_the_other(relation: str) -> None:
    clause = "县级民政部门统一印制助餐卡，发给年满七十周岁的老人。"
    upper = f"云岭省长者食堂管理办法\n第一条 为了让老人吃得舒心，制定本办法。\n第二条 {clause}\n"
    lower = f"柳湾市长者食堂管理办法\n第一条 {relation}\n第二条 {clause}\n"
    cascade = pt.compare(pt.parse(upper), pt.parse(lower))
    assert [t.status for t in cascade.treatments if t.clause == "c002"] == ["verbatim"]


def test_two_processes_tell_what_one_tells() -> None:
    city = pt.parse(SILENT.format(date="2032年3月5日"))
    documents = [DIRECTIVE, TOWN, city, COMMENT, STRANGER]
    alone, spread = (pt.trace(documents, root=NUMBER, jobs=jobs) for jobs in (1, 2))
    assert spread == alone
    assert {t.document for t in spread.treatments} == {TOWN.id, city.id}


def test_progress_is_told_of_silent_documents_first_and_then_of_those_that_belong() -> None:
    told: list[tuple[int, int, str]] = []
    city = pt.parse(SILENT.format(date="2032年3月5日"))
    pt.trace([DIRECTIVE, TOWN, city], root=NUMBER, on_progress=lambda *step: told.append(step))
    assert told == [(0, 1, city.title), (0, 2, TOWN.title), (1, 2, city.title)]
