"""Lines that a printer or a PDF broke are joined again, whatever the width; every sentence is invented."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cleaning import clean
from policytext.cleaning.wrapping import find_line_joins
from policytext.reading.txt import make_source

PARAGRAPHS = (
    "为加强农村书屋建设，方便群众就近读书，根据有关规定，结合全县实际，制定本方案。本方案所称农村书屋，是指设在行政村，"
    "由村民委员会管理，供村民免费借阅图书的场所。",
    "一、总体要求",
    "坚持公益优先、便民利民，按照统一规划、分步实施的办法，三年内在全县行政村建成标准书屋，每个书屋面积不少于二十平方米，"
    "藏书不少于八百册，每周开放不少于三十小时。",
    "二、主要任务",
    "（一）配齐场地。各村利用闲置的校舍、仓库和祠堂改建书屋，不得新建楼堂馆所，不得占用耕地，不得向村民摊派费用。"
    "书屋应当设在一层，有单独的出入口，有取暖和照明的设备，有不少于十个阅览座位。",
    "（二）配好图书。县图书馆统一采购图书，少儿读物不低于三成，农业科技读物不低于两成，每年更新一成以上。图书由管理员登记造册，"
    "损坏和丢失的图书按照县图书馆的办法赔偿，赔偿所得用于购置新的图书。",
    "（三）配强人员。每个书屋至少有一名管理员，由村民委员会从热心公益、有文化的村民当中选聘，县图书馆每年培训两次，经考核合格发给证书。",
    "三、工作保障",
    "各镇人民政府要把书屋建设列入年度预算，明确一名负责人分管，每季度调度一次，每半年通报一次。县文化主管部门要会同财政、"
    "教育部门加强督促检查，对工作不力的予以通报批评，对成效显著的给予表扬奖励。",
    "各村书屋的建设和管理情况应当在村务公开栏公布，接受群众监督，群众反映的问题应当在十五日内答复，不得推诿拖延。",
)
NEVER_FIRST = "，。、；：）》"
JOINING = (find_line_joins,)


def wrap(paragraph: str, width: int, *, indent: bool) -> Iterator[str]:
    """Yield a paragraph's lines as a typesetter breaks them: none starts with a mark that must not stand first."""
    rest = ("　　" if indent else "") + paragraph
    while rest:
        end = width
        while end < len(rest) and rest[end] in NEVER_FIRST:
            end -= 1
        yield rest[:end]
        rest = rest[end:]


def paginate(lines: list[str], page: int) -> Iterator[str]:
    """Yield the lines with a page number, blank lines around it, behind each page."""
    for i, line in enumerate(lines, 1):
        yield line
        if i % page == 0:
            yield from ("", f"- {i // page} -", "")


@pytest.mark.parametrize("indent", [pytest.param(True, id="indented"), pytest.param(False, id="flush")])
@pytest.mark.parametrize("width", [22, 28, 32, 40])
def test_hard_wrapped_lines_are_joined(width: int, indent: bool) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrap(paragraph, width, indent=indent)]
    assert str(clean(make_source("\n".join(lines)))).split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(3, id="pages of three lines"),
        pytest.param(4, id="pages of four lines"),
        pytest.param(5, id="page that ends with a sentence amid its paragraph"),
        pytest.param(7, id="pages of seven lines"),
    ],
)
def test_page_breaks_in_wrapped_lines_are_healed(page: int) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrap(paragraph, 28, indent=True)]
    text = clean(make_source("\n".join(paginate(lines, page))))
    assert str(text).split("\n") == list(PARAGRAPHS)
    assert [d.text for d in text.dropped] == [f"- {i} -" for i in range(1, len(lines) // page + 1)]


@pytest.mark.parametrize("page", [3, 5])
def test_page_numbers_at_the_end_of_wrapped_lines_are_healed(page: int) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in wrap(paragraph, 28, indent=True)]
    numbered = [
        f"{line}- {i // page}" if i % page == 0 and line[-1] not in "。" else line for i, line in enumerate(lines, 1)
    ]
    assert str(clean(make_source("\n".join(numbered)))).split("\n") == list(PARAGRAPHS)


def test_lines_that_are_whole_paragraphs_stay() -> None:
    assert str(clean(make_source("\n".join(PARAGRAPHS)))).split("\n") == list(PARAGRAPHS)


def test_two_layouts_in_one_file_are_each_joined() -> None:
    lines = [line for width in (40, 24) for _ in range(20) for p in PARAGRAPHS for line in wrap(p, width, indent=True)]
    joined = str(clean(make_source("\n".join(lines)), steps=JOINING)).split("\n")
    # Where the two layouts meet, lines may be taken for the other's.
    assert joined[:150] == list(PARAGRAPHS * 15)
    assert joined[-150:] == list(PARAGRAPHS * 15)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=8), st.integers(20, 44))
def test_joining_only_moves_line_ends(paragraphs: list[str], width: int) -> None:
    lines = [line for paragraph in paragraphs for line in wrap(paragraph, width, indent=False)]
    text = str(clean(make_source("\n".join(lines)), steps=JOINING))
    assert text.replace("\n", "") == "".join(paragraphs)
    assert set(text.split("\n")) <= {
        "".join(lines[i:j]) for i in range(len(lines)) for j in range(i + 1, len(lines) + 1)
    }
