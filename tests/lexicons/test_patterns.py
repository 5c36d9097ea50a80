import re

import pytest

from policytext.lexicons.patterns import Word, any_of, any_word, find_words


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        pytest.param(["食", "食堂"], "食堂供应饮食", ["食堂", "食"], id="a longer word before a shorter one"),
        pytest.param(["3.5"], "3x5和3.5", ["3.5"], id="a word is no pattern"),
        pytest.param([{"word": "对", "not_before": ["外", "内"]}], "对外供餐，对食堂", ["对"], id="not before 外"),
        pytest.param([{"word": "每", "before": ["年", "个月"]}], "每人每个月", ["每"], id="before 个月 alone"),
        pytest.param([{"word": "村", "not_behind": ["农", "中心"]}], "农村、中心村、李村", ["村"], id="not in 农村"),
        pytest.param(
            [{"word": "级", "behind": ["省", "地市"]}], "省级、地市级、年级", ["级"] * 2, id="behind 省 or 地市"
        ),
        pytest.param([{"word": "组织", "more": 3}], "组织人员\n组织聚餐会", ["组织"], id="where it goes on"),
        pytest.param([{"word": "任何", "opens": True}], "任何人不得，任何人可以", ["任何"], id="first of all"),
        pytest.param(
            [{"word": "主管", "behind": ["业务"], "before": ["部门"]}], "业务主管部门的主管部门", ["主管"], id="both"
        ),
    ],
)
def test_word_is_found_where_it_may_stand(words: list[Word], text: str, found: list[str]) -> None:
    assert re.findall(any_word(words), text) == found


def test_words_are_those_of_all_rows_of_a_name() -> None:
    assert set(find_words("modality", "role", "owes")) == {"应当", "必须"}
    assert re.fullmatch(any_of("modality", "role", "owes", "forbids"), "不得")


@pytest.mark.parametrize("look", [find_words, any_of])
def test_name_that_a_table_has_not_is_an_error(look: object) -> None:
    assert callable(look)
    with pytest.raises(KeyError, match="fries"):
        look("modality", "role", "fries")
