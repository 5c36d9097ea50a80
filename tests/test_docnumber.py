"""Document numbers: what is one, what is not, and where one starts."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.docnumber import DocNumber, find_docnumbers, parse_docnumber
from policytext.errors import InvalidDocNumber


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("青政发〔2021〕8号", "青政发〔2021〕8号", id="as GB/T 9704 wants it"),
        pytest.param("青政发[2021]8号", "青政发〔2021〕8号", id="square brackets"),
        pytest.param("青政发［2021］8号", "青政发〔2021〕8号", id="full-width square brackets"),
        pytest.param("青政发【2021】8号", "青政发〔2021〕8号", id="lenticular brackets"),
        pytest.param("青政发（2021）8号", "青政发〔2021〕8号", id="round brackets"),
        pytest.param("青政发〖2021〗8号", "青政发〔2021〕8号", id="white lenticular brackets"),
        pytest.param("青政发(2021〕8号", "青政发〔2021〕8号", id="brackets that do not match"),
        pytest.param("青政发2021〕8号", "青政发〔2021〕8号", id="opening bracket missing"),
        pytest.param("青政发〔2021 8号", "青政发〔2021〕8号", id="closing bracket missing"),
        pytest.param("青政发 〔 2021 〕 08 号", "青政发〔2021〕8号", id="spaces and a leading zero"),
        pytest.param("青政发〔２０２１〕８号", "青政发〔2021〕8号", id="full-width figures"),
        pytest.param("青政\n发〔2021〕\n8号", "青政发〔2021〕8号", id="line breaks within"),
        pytest.param("\u200b青政发〔2021〕8号\u200b", "青政发〔2021〕8号", id="invisible characters around"),
        pytest.param("青政发〔2021〕第8号", "青政发〔2021〕8号", id="第 before the serial"),
        pytest.param("青政发〔2021〕号8", "青政发〔2021〕8号", id="号 before the serial"),
        pytest.param("青政发〔2O2l〕8号", "青政发〔2021〕8号", id="letters that OCR reads for figures"),
        pytest.param("（青政发）〔2021〕8号", "青政发〔2021〕8号", id="code in brackets of its own"),
        pytest.param("国办发明电〔2018〕15号", "国办发明电〔2018〕15号", id="telegram"),
        pytest.param("皖政办秘〔2021〕82号", "皖政办秘〔2021〕82号", id="secretariat's code"),
        pytest.param("〔1996〕青司字第82号", "青司字〔1996〕82号", id="year before the code"),
        pytest.param("（88）青函字第36号", "青函字〔1988〕36号", id="year of two figures"),
        pytest.param("青司字第36号", "青司字第36号", id="no year"),
        pytest.param("国务院令第492号", "国务院令第492号", id="order counted through"),
        pytest.param("国务院第492号令", "国务院令第492号", id="order with 令 behind"),
        pytest.param("中华人民共和国主席令第三十四号", "中华人民共和国主席令第34号", id="order in Chinese figures"),
        pytest.param("财政部公告2015年第3号", "财政部公告2015年第3号", id="announcement of a year"),
        pytest.param("2019年第5号公告", "公告2019年第5号", id="announcement with 公告 behind"),
    ],
)
def test_number_is_read_whatever_its_damage(text: str, expected: str) -> None:
    assert str(parse_docnumber(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("国发2021年23号", id="no bracket at all"),
        pytest.param("〔2021〕8号", id="no agency"),
        pytest.param("青政发〔2021〕", id="no serial"),
        pytest.param("附件（12）3号", id="bracketed figure that is no year"),
        pytest.param("青政发〔3021〕8号", id="year that has not come"),
        pytest.param("第12号", id="serial alone"),
        pytest.param("中央13号文件", id="spoken reference"),
        pytest.param("青政发〔2021〕8号和青政发〔2021〕9号", id="two numbers"),
    ],
)
def test_what_is_no_number_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(InvalidDocNumber, match="⟦"):
        parse_docnumber(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("按照青政发〔2021〕8号文件要求", "青政发〔2021〕8号", id="按照 is no part of it"),
        pytest.param("认真贯彻落实青政发〔2021〕8号", "青政发〔2021〕8号", id="贯彻落实 is no part of it"),
        pytest.param("《书屋办法》和渝委发〔2018〕26号", "渝委发〔2018〕26号", id="和 behind a title joins"),
        pytest.param("和政发〔2019〕5号", "和政发〔2019〕5号", id="和 at the start is a county's name"),
        pytest.param("（青政发〔2021〕8号》", "青政发〔2021〕8号", id="wrong closing bracket behind stays outside"),
        pytest.param("国青文办法监发〔2021〕8号", "国青文办法监发〔2021〕8号", id="办法 within a code"),
        pytest.param("青信厅节函〔2021〕8号", "青信厅节函〔2021〕8号", id="厅 within a code"),
        pytest.param("省文化厅青文函〔2021〕8号", "青文函〔2021〕8号", id="a department's name before its code"),
        pytest.param("修订书屋管理办法青政发〔2021〕8号", "青政发〔2021〕8号", id="a title before a code"),
        pytest.param("以国务院令第492号公布", "国务院令第492号", id="以 before an order"),
        pytest.param("2015年9月30日青禾市人民政府令第132号", "青禾市人民政府令第132号", id="a date before an order"),
        pytest.param("你省鲁政呈〔2010〕5号文", "鲁政呈〔2010〕5号", id="你省 is no part of it"),
        pytest.param(
            "依照国家税务总局公告2015年第41号", "国家税务总局公告2015年第41号", id="an organ's name stays whole"
        ),
    ],
)
def test_words_that_lead_in_are_never_swallowed(text: str, found: str) -> None:
    assert [span.of(text) for span, _ in find_docnumbers(text)] == [found]


def test_numbers_that_share_agency_and_year_are_found_one_by_one() -> None:
    found = list(find_docnumbers("废止青政发〔1983〕73、74号和其他文件"))
    assert [str(number) for _, number in found] == ["青政发〔1983〕73号", "青政发〔1983〕74号"]


agencies = st.text(st.sampled_from("青禾县政府办发函字财教"), min_size=2, max_size=8).filter(lambda a: "政府" not in a)
numbers = st.builds(DocNumber, agencies, st.integers(1949, 2049), st.integers(1, 99999))


@given(numbers)
def test_printed_number_reads_back_the_same(number: DocNumber) -> None:
    assert parse_docnumber(str(number)) == number


@given(st.text(st.sampled_from("中发〔2017〕13号第令（)《》，按照\n a"), max_size=80))
def test_found_numbers_stand_in_order_and_parse_by_themselves(text: str) -> None:
    found = list(find_docnumbers(text))
    assert all(a.end <= b.start for (a, _), (b, _) in itertools.pairwise(found))
    assert all(0 <= span.start < span.end <= len(text) for span, _ in found)


@pytest.mark.real
def test_every_real_row_with_a_number_is_read(real_corpora: Path) -> None:
    with (real_corpora / "doc-numbers.csv").open(encoding="utf-8-sig") as stream:
        rows = [row["doc_number"] for row in csv.DictReader(stream)]
    held = [row for row in rows if any(c.isdigit() for c in row)]
    failed = [row for row in held if len(list(find_docnumbers(row))) != 1]
    assert len(failed) / len(held) < 0.005
