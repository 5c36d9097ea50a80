import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policytext as pt
from policytext.spans import Span
from policytext.tracing.clauses import find_clauses, find_sentences, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("修灶台。通水电。", ["修灶台。", "通水电。"], id="full stop"),
        pytest.param("修灶台；通水电。", ["修灶台；", "通水电。"], id="semicolon"),
        pytest.param("谁来做饭？老人怎么办！", ["谁来做饭？", "老人怎么办！"], id="question and exclamation marks"),
        pytest.param(
            "修灶台，通水电、煤气：限期。", ["修灶台，通水电、煤气：限期。"], id="no other mark ends a sentence"
        ),
        pytest.param(
            "老人说“饭香。”食客多。", ["老人说“饭香。”", "食客多。"], id="a closing quote belongs to its sentence"
        ),
        pytest.param("修灶台（含烟道。）通水电。", ["修灶台（含烟道。）", "通水电。"], id="a closing bracket too"),
        pytest.param("（见“饭香。”）通水。", ["（见“饭香。”）", "通水。"], id="quote and bracket together"),
        pytest.param("修灶台。。通水电。", ["修灶台。", "通水电。"], id="a stop printed twice is no sentence"),
        pytest.param("修灶台。通水电", ["修灶台。", "通水电"], id="the last one may lack its stop"),
        pytest.param("修灶台;通水电", ["修灶台;", "通水电"], id="half-width semicolon"),
        pytest.param("面积为3.5亩。", ["面积为3.5亩。"], id="a decimal point ends nothing"),
        pytest.param("。；！", [], id="stops alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sentence_ends_behind_its_stop(text: str, sentences: list[str]) -> None:
    assert [s.of(text) for s in split_sentences(text, Span(0, len(text)))] == sentences


@given(st.text(alphabet=st.sampled_from("修灶台通水，。；！？”）“;!? \n3.")), st.integers(0, 5))
def test_sentences_are_in_order_apart_and_lose_no_word(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    sentences = list(split_sentences(text, span))
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    assert all(s in span for s in sentences)
    words = [o for o in range(span.start, span.end) if text[o].isalnum()]
    assert all(any(o in s for s in sentences) for o in words)


DIRECTIVE = """云岭省人民政府关于办好乡村长者食堂的意见
云岭府发〔2031〕52号
各市人民政府：
饭堂是老人的暖心饭桌。
一、建设标准
（一）场地设施。修缮灶台；铺防滑地砖。
1.照明通风。窗户朝南。
二、运行管理
厨师持证上岗。
云岭省人民政府
2031年3月5日
"""


def test_clause_has_a_name_and_the_headings_above_it() -> None:
    clauses = list(find_clauses(pt.parse(DIRECTIVE)))
    assert [(c.id, c.path, c.text) for c in clauses] == [
        ("c001", (), "饭堂是老人的暖心饭桌。"),
        ("c002", ("一、建设标准", "（一）场地设施"), "修缮灶台；"),
        ("c003", ("一、建设标准", "（一）场地设施"), "铺防滑地砖。"),
        ("c004", ("一、建设标准", "（一）场地设施", "1.照明通风"), "窗户朝南。"),
        ("c005", ("二、运行管理",), "厨师持证上岗。"),
    ]


def test_clause_stands_where_it_says() -> None:
    document = pt.parse(DIRECTIVE)
    assert all(c.span.of(document.text.characters) == c.text for c in find_clauses(document))


def test_title_number_headings_signature_and_date_are_no_sentences() -> None:
    document = pt.parse(DIRECTIVE)
    told = "".join(s.of(document.text.characters) for s in find_sentences(document))
    assert not [w for w in ("意见", "52号", "各市", "建设标准", "场地设施", "照明通风", "2031年") if w in told]


def test_document_of_headings_alone_has_no_clause() -> None:
    assert list(find_clauses(pt.parse("柳湾镇食堂方案\n一、总体要求\n二、主要任务\n"))) == []
