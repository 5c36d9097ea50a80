import pytest

from policytext.pipeline import parse
from policytext.tracing import _is_below


def heading(title: str) -> str:
    return f"{title}\n第一条 书屋免费开放。\n第二条 书屋由村管理。\n第三条 书屋按时开门。"


@pytest.mark.parametrize(
    ("upper", "lower", "below"),
    [
        pytest.param("四川省书屋条例", "成都市书屋条例", True, id="a city of the province"),
        pytest.param("四川省书屋条例", "昆明市书屋条例", False, id="a city of another province"),
        pytest.param("四川省书屋条例", "四川省书屋管理办法", False, id="a text of the same level"),
        pytest.param("中华人民共和国书屋法", "昆明市书屋条例", True, id="any place below the state"),
    ],
)
def test_wording_passes_down_within_the_region(upper: str, lower: str, below: bool) -> None:
    assert _is_below(parse(heading(upper)), parse(heading(lower))) is below
