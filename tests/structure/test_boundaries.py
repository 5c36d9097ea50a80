"""Where a file that strings documents together has its boundaries, and where none; every sentence is invented."""

import itertools

import pytest

from policytext.cleaning import clean
from policytext.reading.txt import make_source
from policytext.structure import parse_documents
from policytext.structure.copies import Part, merge_copies
from policytext.structure.document import Document, PartOf
from policytext.text import make_text

RULES = "\n".join(
    f"第{n}条 书屋由村民委员会管理，开放时间、借阅办法和损坏赔偿的标准由村民会议讨论决定，并且在书屋门口张贴公布，"
    f"接受村民监督；需要调整的，应当提前{m}日告知村民，听取他们的意见，不得随意变更。"
    for m, n in enumerate("一二三四五六七八九十", 10)
)
TASKS = "\n".join(
    f"{n}、第{m}项任务\n各镇要把书屋建设列入年度工作计划，落实场地、图书、人员和经费，定期检查，及时解决建设和管理中的问题，"
    "做到有人管、有书看、有活动；对工作不力、群众意见大的，要责令限期整改，并且在全县通报批评，直到群众满意为止。"
    for m, n in enumerate("一二三四五六七八九十", 1)
)
LONG_RULES = f"{RULES}\n{RULES.replace('第一条', '第十一条').replace('书屋', '书车')}"
LONG_TASKS = f"{TASKS}\n" + TASKS.replace("任务", "保障").replace("书屋", "书车").replace("一、", "十一、", 1)


def titles(text: str) -> list[str | None]:
    return [d.header.title for d in documents(text)]


def documents(text: str) -> tuple[Document, ...]:
    return parse_documents(clean(make_source(text)))


@pytest.mark.parametrize(
    ("seam", "second"),
    [
        pytest.param(
            "本办法自2031年9月1日起施行。杭州市书屋建设规划\n第一章 总则\n书屋免费开放。\n",
            "杭州市书屋建设规划",
            id="title glued to the last sentence",
        ),
        pytest.param(
            "\n12中共杭州市委关于书屋建设的意见\n为贯彻落实上级要求，加快书屋建设，现提出如下意见。\n",
            "中共杭州市委关于书屋建设的意见",
            id="title behind the last page's number",
        ),
        pytest.param(
            "\n乡村书屋规划编制指南\n（试行）\n征求意见稿\n2031年5月\n前言\n为指导书屋建设，制定本指南。\n",
            "乡村书屋规划编制指南",
            id="cover page with stage, date and preface",
        ),
        pytest.param(
            "\n12 ICS 07.060\nA 47\nDB99\n澜 江 省 地 方 标 准\nDB99/T 2031—2031\n"
            "乡村书屋建设规范\n2031-09-30 发布 2031-10-30 实施\n前言\n",
            "乡村书屋建设规范",
            id="cover of a standard",
        ),
    ],
)
def test_another_document_starts_where_a_title_and_a_new_body_meet(seam: str, second: str) -> None:
    assert titles(f"青禾市书屋管理办法\n{LONG_RULES}{seam}{LONG_TASKS}") == ["青禾市书屋管理办法", second]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "青禾市人民政府关于印发书屋建设规划的通知\n各镇人民政府：\n现印发《青禾市书屋建设规划》，请遵照执行。\n"
            f"{TASKS}\n青禾市书屋建设规划\n（2031-2035年）\n（草案）\n2031年5月\n目录\n{LONG_TASKS}",
            id="cover of what a notice carries",
        ),
        pytest.param(
            f"青禾市书屋建设规划\n（2031-2035年）\n2031年5月\n前言\n{LONG_TASKS}\n青禾市书屋建设规划\n（草案）\n2031年5月\n目录\n{TASKS}",
            id="title printed once more",
        ),
        pytest.param(
            f"青禾市书屋建设规划\n{LONG_TASKS}\n书屋建设参照执行\n12杭州市书屋建设规划\n三百所\n四百册\n{TASKS}",
            id="cell of a table",
        ),
        pytest.param(
            f"青禾市书屋管理办法\n{LONG_RULES}\n依据ICS 07.060类标准\n{LONG_TASKS}",
            id="code of a standard without its cover",
        ),
        pytest.param("杭州市书屋办法。杭州市书屋规划\n一、任务\n书屋。", id="too short to hold two documents"),
    ],
)
def test_a_document_is_not_split_at_its_own_parts(text: str) -> None:
    assert len(documents(text)) == 1


def test_a_document_twice_in_one_file_is_one_and_its_copy_is_reported() -> None:
    source = make_source(f"{LONG_RULES}\n{LONG_TASKS}\n{LONG_RULES}")
    text, edges = make_text(source), (0, len(LONG_RULES) + 1, len(LONG_RULES) + len(LONG_TASKS) + 2, len(source.text))
    parts = [Part(text.part(a, b), PartOf("", i)) for i, (a, b) in enumerate(itertools.pairwise(edges))]
    first, second = merge_copies(parts)
    assert [doubt.code for doubt in first.doubts] == ["second-copy"]
    assert [gone.text for gone in first.text.dropped] == [LONG_RULES]
    assert (second.doubts, second.part_of) == ((), PartOf("", 1))


def test_two_texts_that_share_less_than_most_are_two() -> None:
    source = make_source(f"{LONG_RULES}\n{LONG_TASKS}")
    parts = [
        Part(make_text(source).part(a, b), None)
        for a, b in ((0, len(LONG_RULES)), (len(LONG_RULES) + 1, len(source.text)))
    ]
    assert len(merge_copies(parts)) == 2
