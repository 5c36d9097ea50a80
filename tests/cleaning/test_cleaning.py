"""What cleaning leaves of a text, case by case, and what it may never do to any text; every sentence is invented."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policytext.cleaning import STEPS, clean
from policytext.reading.txt import make_source
from policytext.text import INSERTED, Edit, Source, Text

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "cleaning.toml").read_text(encoding="utf-8"))["case"]
PIECES = (
    *"书屋免费开放，。；：、“”《》（）()-—.#*> 1 2 3　\t|",
    *("\n", "\n\n", "- 1 -\n", "- 2", "\n12\n", "# ", "**", "<sup>3</sup>", "m<sup>2</sup>", "</p>", "---"),
    "\n PAGE   - 1 - \n",
    *("一、", "（一）", "1.", "第一条 ", "第三章", "——", "目录", "……3", "关于", "的通知", "中共中央", "国务院"),
    *("〔2031〕6号", "2031年5月6日"),
    *("来源：", "分享到：", "上一篇：", "组长：", "\x00", "\u200b", "\xa0", "\x1c", "𠮷"),
    *("各村书屋由村民委员会负责日常管理，并且按照县图书馆统一编目的办法登记造册", "青禾县农村书屋规划\n"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def marked(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []


def source_of(text: str) -> Source:
    """Return the characters as they are, control characters included, which reading would drop."""
    return Source(path="x.txt", sha256="0" * 64, media_type="text/plain", encoding=None, text=text)


def lines_of(text: object) -> list[str]:
    return [line for line in str(text).split("\n") if line]


def count_letters(*texts: str) -> Counter[str]:
    return Counter(c for text in texts for c in text if not c.isspace())


@pytest.mark.parametrize("case", [pytest.param(c, id=c["id"], marks=marked(c)) for c in CASES])
def test_text_is_cleaned(case) -> None:
    text = clean(make_source(case["text"]))
    assert lines_of(text) == lines_of(case["clean"])
    if "dropped" in case:
        assert Counter(d.text for d in text.dropped) == Counter(case["dropped"])


def test_cases_have_a_name_of_their_own() -> None:
    assert max(Counter(case["id"] for case in CASES).values()) == 1


@given(TEXTS)
def test_every_character_is_its_origins_or_was_inserted(text: str) -> None:
    source = source_of(text)
    cleaned = clean(source)
    assert len(cleaned.origins) == len(cleaned.characters)
    for character, origin in zip(cleaned.characters, cleaned.origins, strict=True):
        assert character == source.text[origin] if not origin & INSERTED else character in {" ", "\n", "\t", *"²³"}


@given(TEXTS)
def test_origins_never_go_back(text: str) -> None:
    origins = [origin & ~INSERTED for origin in clean(source_of(text)).origins]
    assert origins == sorted(origins)


@given(TEXTS)
@example("m<sup>2</sup>")
def test_nothing_is_lost_silently(text: str) -> None:
    cleaned = clean(source_of(text))
    told = count_letters(cleaned.characters, *(d.text for d in cleaned.dropped))
    assert not count_letters(text) - told
    assert set(told - count_letters(text)) <= set("²³")


@given(TEXTS)
def test_dropped_characters_stand_where_they_are_said_to(text: str) -> None:
    lines = text.split("\n")
    for dropped in clean(source_of(text)).dropped:
        line = lines[dropped.place.line - 1]
        assert dropped.place.column <= len(line) + 1
        assert dropped.reason


def test_line_end_is_placed_on_the_line_that_it_ends() -> None:
    text = clean(make_source("书屋免费开放。\n\n节日不休。"))
    assert text.place(str(text).index("\n")).line == 1


def test_running_head_may_end_in_a_page_number() -> None:
    page = "青禾县农村书屋规划文本- 1\n- 1 -\n书屋免费开放。\n"
    assert lines_of(clean(make_source(page * 4))) == ["书屋免费开放。"] * 4


@pytest.mark.parametrize("line", ["五六十、七八十册图书随意借阅。", "（一一十）图书"])
def test_line_that_opens_with_an_ill_formed_numeral_is_cleaned(line: str) -> None:
    assert lines_of(clean(make_source(f"书屋免费开放。\n{line}"))) == ["书屋免费开放。", line]


def double_commas(text: str) -> list[Edit]:
    return [Edit(i, i, "，", "test") for i, c in enumerate(text) if c == "，"]


def test_each_step_sees_what_the_last_left() -> None:
    text = clean(make_source("书屋，开放。"), steps=[double_commas, double_commas])
    assert str(text) == "书屋，，，，开放。"


def test_without_steps_nothing_changes() -> None:
    assert str(clean(make_source(" # 书屋 \n- 1 -"), steps=[])) == " # 书屋 \n- 1 -"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
@given(text=TEXTS)
def test_step_proposes_edits_that_can_be_made(step, text: str) -> None:
    made = clean(source_of(text), steps=[step])
    assert isinstance(made, Text)
