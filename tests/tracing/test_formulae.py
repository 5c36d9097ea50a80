from collections.abc import Callable

import pytest

from policytext.lexicons import load_lexicon
from policytext.tracing.formulae import find_formulae
from policytext.tracing.values import Status, Treatment

Tell = Callable[..., Treatment]
MEDIA = "充分利用广播、电视、板报等媒体，加大宣传力度，营造良好的社会氛围。"


@pytest.mark.parametrize(
    ("text", "formulae"),
    [
        pytest.param("各地要切实加强组织领导，修好灶台。", ["切实加强组织领导"], id="with its adverb"),
        pytest.param(MEDIA, MEDIA.strip("。").split("，"), id="a row of them, one by its grammar"),
        pytest.param("全面贯彻党的十九大精神，办好食堂。", ["全面贯彻党的十九大精神"], id="a doctrine with its frame"),
        pytest.param("由村民小组长领导炊事班。", [], id="leading a kitchen is none"),
        pytest.param(
            "食堂分级评定，具体办法由县民政局制定。", ["具体办法由县民政局制定"], id="rules that are left to others"
        ),
        pytest.param("实施细则，由县民政局规定。", ["实施细则，由县民政局规定"], id="with a comma"),
        pytest.param("县民政局制定食堂分级评定的具体办法。", [], id="to make rules is none"),
    ],
)
def test_formulae_are_found(text: str, formulae: list[str]) -> None:
    assert [span.of(text) for span in find_formulae(text)] == formulae


def test_every_formula_names_its_source() -> None:
    assert all(group["source"] and group["words"] for group in load_lexicon("formulae")["formula"])


@pytest.mark.parametrize(
    ("clause", "passage", "status", "formulaic"),
    [
        pytest.param("加强组织领导。", "加强组织领导。", Status.VERBATIM, True, id="the same words, and nothing else"),
        pytest.param(MEDIA, MEDIA.replace("板报", "喇叭"), Status.ADAPTED, True, id="a row of them"),
        pytest.param(
            "加强组织领导，为食堂配备冰柜和消毒柜。",
            "加强组织领导，为堤坝备足沙袋和冲锋舟。",
            Status.ABSENT,
            False,
            id="shared beside another measure",
        ),
        pytest.param(
            "加强组织领导，为食堂配备冰柜和消毒柜。",
            "明确责任分工，为食堂配备冰柜和消毒柜。",
            Status.ADAPTED,
            False,
            id="another one beside the same measure",
        ),
    ],
)
def test_shared_formula_is_no_transmission(
    tell: Tell, clause: str, passage: str, status: Status, formulaic: bool
) -> None:
    told = tell(clause, passage)
    assert (told.status, told.formulaic) == (status, formulaic)
