"""Real documents beside the project: what a careful reader finds in them. Skipped where they are absent."""

from datetime import date
from pathlib import Path

import pytest

from policytext.cleaning import clean
from policytext.reading import read_source
from policytext.structure import parse_documents
from policytext.structure.document import BlockKind, Document, Level

pytestmark = pytest.mark.real

PARTS = (
    ("关于加强和完善城乡社区治理的意见", None, "新华社"),
    ("成都市城乡社区发展治理大会召开", None, "成都日报"),
    ("建设高品质和谐宜居生活社区的意见", None, "四川新闻网"),
    ("努力开创城乡社区治理新局面", "人民日报评论员", "人民日报"),
    ("从根上做文章", "人民日报评论员", "人民日报"),
    ("构建符合特大城市特点和规律的社区治理体系", "成都日报评论员", "成都日报"),
    ("始终沿着正确方向前进", "成都日报评论员", "成都日报"),
    ("广泛凝聚推进社区发展治理的强大合力", "成都日报评论员", "成都日报"),
    ("不断夯实和谐宜居生活城市底色", "成都日报评论员", "成都日报"),
    ("夯实国家治理现代化基础", "黄树贤", "求是"),
    ("创新社会治理的新理念新思想", "青连斌", "前线网——《前线》"),
    ("城乡社区治理需要什么样的思路", "李忠", "人民论坛"),
    ("加强城乡社区治理建设幸福美好家园", "杨军剑", "河南日报"),
    ("三严三实", None, None),
    ("政治纪律和政治规矩", None, "人民网 2016年6月"),
)
"""Words of the title, author and origin of the 15 documents of 004, as printed."""


def load(corpora: Path, prefix: str) -> tuple[Document, ...]:
    (path,) = (corpora / "community-governance").glob(f"{prefix}_*.txt")
    return parse_documents(clean(read_source(path)))


def test_compilation_gives_its_documents(real_corpora: Path) -> None:
    documents = load(real_corpora, "004")
    assert len(documents) == len(PARTS)
    assert {d.part_of.title for d in documents if d.part_of} == {"县委中心组学习参考资料"}
    for document, (words, author, origin) in zip(documents, PARTS, strict=True):
        assert document.part_of is not None
        assert words in (document.header.title or "")
        assert (document.part_of.author, document.part_of.origin) == (author, origin)


def test_directive_of_the_compilation(real_corpora: Path) -> None:
    directive = load(real_corpora, "004")[0]
    assert (directive.header.level, directive.header.kind) == (Level.CENTRAL, "意见")
    principles = [s for s in directive.sections if s.marker == "——"]
    assert [s.level for s in principles] == [3] * 5
    assert [s.marker for s in directive.sections if s.level == 1] == ["一、", "二、", "三、", "四、", "五、"]


def test_decision_has_the_date_of_its_adoption(real_corpora: Path) -> None:
    (decision,) = load(real_corpora, "000")
    assert decision.header.date == date(2020, 5, 26)
    assert (decision.header.level, decision.header.region) == (Level.COUNTY, "浙江省/宁波市/鄞州区")
    assert [(s.level, s.marker) for s in decision.sections] == [(1, f"{n}、") for n in "一二三四五六"]


def test_page_numbers_inside_sentences_of_the_decision_are_healed(real_corpora: Path) -> None:
    (decision,) = load(real_corpora, "000")
    assert "排头兵" in str(decision.text)
    assert {d.reason for d in decision.text.dropped} <= {"page number"}


def test_plan_of_the_township_lost_eleven_numbers(real_corpora: Path) -> None:
    (plan,) = load(real_corpora, "001")
    lost = [s for s in plan.sections if s.lost_number]
    assert [s.level for s in lost] == [2] * 11
    assert [d.code for d in plan.doubts] == ["lost-number"] * 11
    assert lost[0].heading.startswith("注重发挥基层群众性自治组织")
    assert plan.header.region == "重庆市/丰都县/三建乡"
    assert plan.title == "三建乡加强和完善城乡社区治理实施方案"


def test_web_page_that_stands_twice_is_one_document(real_corpora: Path) -> None:
    (page,) = load(real_corpora, "002")
    lines = [line for line in str(page.text).split("\n") if len(line) >= 30]
    assert len(lines) == len(set(lines))
    assert "second copy" in {d.reason for d in page.text.dropped}


def test_roster_of_the_plan_is_no_prose(real_corpora: Path) -> None:
    (plan,) = load(real_corpora, "003")
    text = str(plan.text)
    roster = [b.span.of(text) for b in plan.blocks if b.kind is BlockKind.ROSTER]
    assert len(roster) == 18
    assert roster[0].startswith("组长：")
    assert not any(row in span.of(text) for span in plan.prose() for row in roster)
    assert str(plan.header.number) == "敖政发〔2024〕5号"
    assert plan.header.date == date(2024, 3, 4)


def test_every_text_beside_the_project_is_parsed(real_corpora: Path) -> None:
    folders = ("community-governance", "state-council", "central-reports", "digital-economy")
    paths = [p for name in folders for p in sorted((real_corpora / name).glob("*.txt"))]
    assert len(paths) > 20
    for path in paths:
        for document in parse_documents(clean(read_source(path))):
            assert document.blocks, path
            assert all(s.span.end <= len(document.text) for s in document.sections), path


def test_files_without_a_compilation_hold_one_document_each(real_corpora: Path) -> None:
    folders = ("state-council", "central-reports", "digital-economy", "work-reports", "laws")
    paths = [p for name in folders for p in sorted((real_corpora / name).rglob("*.txt"))]
    assert len(paths) > 200
    assert [p.name for p in paths if len(parse_documents(clean(read_source(p)))) != 1] == []


def test_extract_of_a_whole_shelf_gives_each_document_once(real_corpora: Path) -> None:
    documents = parse_documents(clean(read_source(real_corpora / "guangzhou-planning" / "policytxt_all.txt")))
    titles = [(d.title or "").replace(" ", "") for d in documents]
    assert len(titles) == 14
    assert all(any(word in title for title in titles) for word in ("地下空间", "远景目标纲要", "城区范围", "内涝治理"))
    assert sum("second-copy" in {doubt.code for doubt in d.doubts} for d in documents) == 2
