import pytest

from policytext.spans import Span
from policytext.tracing.concreteness import add_evidence
from policytext.tracing.values import Change, Passage


def passage(text: str) -> Passage:
    return Passage(Span(0, len(text)), text)


@pytest.mark.parametrize(
    ("new", "evidence"),
    [
        pytest.param("安排助餐补贴30万元", ("money", "number"), id="money"),
        pytest.param("每村聘厨师两名", ("number",), id="a number in words"),
        pytest.param("2033年年底以前", ("number", "date"), id="a date"),
        pytest.param("在河滩村广场摆长桌", ("place",), id="a place"),
        pytest.param("实施暖胃工程", ("project",), id="a project"),
        pytest.param("由县民政局牵头", ("duty-holder",), id="a duty-holder"),
        pytest.param("以人民为中心", (), id="a doctrine is no centre"),
        pytest.param("走进千家万户", (), id="nor are all households a number"),
        pytest.param("关心每一个人", (), id="nor is everyone"),
        pytest.param("方便城乡居民和农村老人", (), id="nor is town and country a place"),
        pytest.param("以负责任的态度", (), id="nor is responsibility a duty-holder"),
        pytest.param("形成工作格局", (), id="nor is a layout"),
        pytest.param("学习第十一次党代会精神", (), id="nor is an ordinal a number"),
        pytest.param("不用一次性餐具", (), id="nor is what is thrown away"),
        pytest.param("全社会共同行动起来", (), id="nor is it an action plan"),
    ],
)
def test_evidence_is_what_can_be_looked_up(new: str, evidence: tuple[str, ...]) -> None:
    assert add_evidence(Change(kind="detail", old=None, new=passage(new))).evidence == evidence


def test_what_was_concrete_before_is_no_evidence() -> None:
    assert not add_evidence(Change(kind="detail", old=passage("补贴三个月"), new=passage("补贴五个月"))).evidence
