"""Rules by which principles are told; every sentence is invented."""

import hashlib

import pytest

from policytext.cleaning import clean
from policytext.findings.principles import find_principles
from policytext.structure import parse_documents
from policytext.structure.document import Document
from policytext.text import Source

TITLE = "清水镇河道管护实施方案\n"


def parse(body: str) -> Document:
    text = TITLE + body
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = Source(path="x.txt", sha256=sha256, media_type="text/plain", encoding="utf-8", text=text)
    return parse_documents(clean(source))[0]


TWO = ["坚持规划先行", "坚持生态优先"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        pytest.param(
            "一、总体要求\n（一）基本原则\n——坚持规划先行。统筹布局河道。\n——坚持生态优先。保护水源地。\n二、任务\n清淤。",
            TWO,
            id="dashes",
        ),
        pytest.param(
            "一、总体要求\n（一）基本原则\n1.坚持规划先行。统筹布局河道。\n2.坚持生态优先。保护水源地。\n二、任务\n清淤。",
            TWO,
            id="numbers",
        ),
        pytest.param(
            "一、总体要求\n（一）基本原则。**1.坚持规划先行。**统筹布局河道。**2.是坚持生态优先。**保护水源地。\n二、任务\n清淤。",
            TWO,
            id="bold run-in items, one with a stray 是",
        ),
        pytest.param(
            "一、总体要求\n（一）工作原则\n一是坚持规划先行。统筹布局。二是坚持生态优先。保护水源。\n二、任务\n清淤。",
            TWO,
            id="一是 in one paragraph",
        ),
        pytest.param(
            "一、总体要求\n（一）工作原则\n一是坚持规划先行；二是坚持生态优先。\n二、任务\n清淤。",
            TWO,
            id="items that a semicolon ends",
        ),
        pytest.param(
            "一、总体要求\n（一）基本原则。\n坚持规划先行。统筹布局河道。强化巡查。\n坚持生态优先。保护水源地。\n二、任务\n清淤。",
            TWO,
            id="lines that open with a name",
        ),
        pytest.param(
            "一、总体要求\n（一）基本原则。坚持规划先行。统筹布局河道。坚持生态优先。保护水源地。\n二、任务\n清淤。",
            TWO,
            id="one paragraph without marks",
        ),
        pytest.param(
            "一、总体要求\n工作中要坚持以下原则：一是坚持规划先行。统筹布局。二是坚持生态优先。保护水源。\n"
            "今年要做好两件事：一是清淤。二是植树。\n二、任务\n清淤。",
            TWO,
            id="announced by a sentence, ended by its paragraph",
        ),
        pytest.param(
            "一、总体要求\n按照政企分开的原则推进。\n二、任务\n一是清淤。二是植树。", [], id="a principle in passing"
        ),
        pytest.param(
            "一、收费原则\n1.按方计费。每方一元。\n2.按户计费。每户一元。\n二、任务\n清淤。",
            [],
            id="rules on one matter",
        ),
    ],
)
def test_items_of_a_block_are_principles(body: str, names: list[str]) -> None:
    assert [p.name for p in find_principles(parse(body))] == names


def test_text_is_all_of_the_item_without_its_marker() -> None:
    document = parse(
        "一、总体要求\n（一）基本原则\n1.坚持规划先行。统筹布局。分步实施。\n2.坚持节水。\n二、任务\n清淤。"
    )
    first, second = find_principles(document)
    assert first.text == "坚持规划先行。统筹布局。分步实施。"
    assert second.text == "坚持节水。"
    assert [p.span.of(document.text.characters) for p in (first, second)] == [first.text, second.text]


def test_parent_of_a_principles_section_is_no_block_itself() -> None:
    body = (
        "一、指导思想和基本原则\n（一）指导思想。全面治水。\n（二）基本原则\n"
        "——坚持规划先行。统筹。\n——坚持生态优先。保护。\n二、任务\n清淤。"
    )
    assert [p.name for p in find_principles(parse(body))] == TWO
