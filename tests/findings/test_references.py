"""Words that point back to a document, and national laws by their common names. Every text is invented."""

import pytest

from policytext.findings.citations import find_citations
from policytext.findings.laws import find_laws
from policytext.pipeline import parse

OPENING = "青禾县人民政府关于办好农家书屋的通知\n各镇人民政府：\n"


def found(body: str) -> list[tuple[str, str | None]]:
    """List the text of each citation, with what it resolves to."""
    return [(c.text, c.resolves_to) for c in find_citations(parse(OPENING + body)) if c.rule == "reference"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "落实《澜江省书屋条例》。该条例第三条规定了面积。",
            [("该条例", "澜江省书屋条例")],
            id="the kind tells which",
        ),
        pytest.param(
            "根据《关于办好书屋的意见》（澜政发〔2031〕6号），上述文件要求每村一处。",
            [("上述文件", "关于办好书屋的意见")],
            id="the only document named",
        ),
        pytest.param("落实《书屋条例》《渡口条例》。该条例规定了面积。", [], id="two can be meant"),
        pytest.param("该意见由县文化局答复。", [], id="nothing named before"),
        pytest.param("落实《书屋条例》。" + "书屋免费开放。" * 40 + "该条例规定了面积。", [], id="named too far above"),
        pytest.param(
            "落实《关于办好书屋的意见》（中发〔2031〕13号）。学习中央13号文件精神。",
            [("中央13号文件", "关于办好书屋的意见")],
            id="serial of a number printed above",
        ),
        pytest.param(
            "落实中央一号文件精神。", [("中央一号文件", None)], id="document of the centre by its serial alone"
        ),
        pytest.param("落实县委3号文件精神。", [], id="a county's serial alone names nothing"),
        pytest.param("落实党的二十大精神。", [], id="the spirit of a congress"),
    ],
)
def test_word_that_points_back_means_the_only_document_it_fits(
    body: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("依照行政处罚法的规定处理", ["中华人民共和国行政处罚法"], id="behind 依照"),
        pytest.param(
            "根据土地管理法、城乡规划法以及公路法", ["土地管理法", "城乡规划法", "公路法"], id="all of an enumeration"
        ),
        pytest.param("违反中华人民共和国档案法的", ["档案法"], id="with the state's name"),
        pytest.param("学习档案法", [], id="no word that calls upon a law"),
        pytest.param("遵守宪法和法律", [], id="the law as such"),
        pytest.param("依照本法规定", [], id="the law itself"),
        pytest.param("按照工作方法办理", [], id="method"),
        pytest.param("根据劳动法律法规", [], id="laws of a field"),
        pytest.param("违反劳动法规定的", ["劳动法"], id="规定 behind a law"),
        pytest.param("违反劳动法规的", [], id="regulations of a field"),
        pytest.param("依照公司法人制度", [], id="word that opens like a law"),
        pytest.param("依照《行政处罚法》", [], id="titles in brackets are found otherwise"),
    ],
)
def test_law_is_known_by_its_common_name(text: str, expected: list[str]) -> None:
    assert [title.removeprefix("中华人民共和国") for _, title in find_laws(text)] == [
        e.removeprefix("中华人民共和国") for e in expected
    ]


def test_law_by_its_common_name_is_a_short_form_of_its_title() -> None:
    citation = next(
        iter(c for c in find_citations(parse(OPENING + "依照档案法第三条处理。")) if c.rule == "common-name")
    )
    assert (citation.title, citation.resolves_to, citation.resolved_by) == (
        "档案法",
        "中华人民共和国档案法",
        "common-name",
    )
