"""Responsible bodies: from brackets, lines of their own and sentences."""

import pytest

from policytext.findings.duties import find_duties, read_bodies
from policytext.pipeline import parse


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        pytest.param("牵头单位：市水务局、市财政局；配合单位：各乡镇", ("市水务局", "市财政局"), id="labels"),
        pytest.param("市水务局牵头，市财政局配合", ("市水务局",), id="牵头 behind the name"),
        pytest.param(
            "市水务局、各乡镇（街道）按职责分工负责", ("市水务局", "各乡镇（街道）"), id="a bracket in a name"
        ),
        pytest.param("责任单位：市水务局，完成时限：6月底", ("市水务局",), id="a deadline behind the names"),
        pytest.param("6月底前完成", (), id="no body"),
        pytest.param("群众点单、骨干牵头", (), id="what is no body of that kind"),
    ],
)
def test_bodies_are_read(text: str, bodies: tuple[str, ...]) -> None:
    assert read_bodies(text) == bodies


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        pytest.param(["新建泵站9座。（市水务局牵头）"], ("市水务局",), id="bracket"),
        pytest.param(["由市水务局负责新建泵站9座。"], ("市水务局",), id="sentence"),
        pytest.param(["新建泵站9座。", "责任单位：市水务局"], ("市水务局",), id="a line below"),
        pytest.param(["新建泵站9座。"], (), id="nobody named"),
    ],
)
def test_duty_reaches_the_measure(lines: list[str], bodies: tuple[str, ...]) -> None:
    document = parse("\n".join(["澄河市人民政府关于修渠的通知", "各县人民政府：", *lines]))
    place = document.text.characters.index("新建")
    found = [d.bodies for d in find_duties(document, [place]) if place in d.reach]
    assert found[:1] == ([bodies] if bodies else [])
