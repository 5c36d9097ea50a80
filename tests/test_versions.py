"""Near-identical documents are one; a plan that a township copied from its county is the township's own."""

import datetime

import pytest

from policytext.docnumber import parse_docnumber
from policytext.pipeline import parse
from policytext.structure.document import Document
from policytext.versions import find_versions

BODY = "".join(
    f"第{n}项任务是在{place}建设一处公共书屋，配备图书{n * 37}册，由{duty}负责，每{period}检查一次。\n"
    for n, (place, duty, period) in enumerate(
        zip(
            "东南西北中前后左右上下里外新老",
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰",
            "日周旬月季年日周旬月季年日周旬",
            strict=True,
        ),
        3,
    )
)


def document(title: str, *, body: str = BODY, number: str | None = None, path: str = "a.txt") -> Document:
    """Return a document of its own file."""
    return parse(f"{title}\n{number or ''}\n{body}", path=path)


def groups(*documents: Document) -> list[set[int]]:
    """Return the positions of the documents of each group."""
    ids = [d.id for d in documents]
    return [{ids.index(i) for i in (g.kept, *g.others)} for g in find_versions(documents)]


COUNTY = "青禾县人民政府关于办好乡村公共书屋的通知"
TOWNSHIP = "柳渡镇人民政府关于办好乡村公共书屋的通知"


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param([document(COUNTY), document(COUNTY, body=BODY + "来源：青禾县政府网。\n")], [{0, 1}], id="a copy"),
        pytest.param(
            [document(COUNTY), document(COUNTY, body=BODY.replace("三", "四").replace("37", "38"))],
            [{0, 1}],
            id="a version with a figure changed",
        ),
        pytest.param([document(COUNTY), document(TOWNSHIP)], [], id="a township's plan that copies its county's"),
        pytest.param(
            [document(COUNTY, number="青政发〔2031〕6号"), document(COUNTY, number="青政发〔2032〕8号")],
            [],
            id="the same notice of another year",
        ),
        pytest.param(
            [document(COUNTY), document(COUNTY, body="各镇要开好会。\n" * 20)], [], id="one title, other texts"
        ),
        pytest.param(
            [document(COUNTY), document(TOWNSHIP), document(COUNTY + " ")],
            [{0, 2}],
            id="copies with another between them",
        ),
        pytest.param([document(""), document("", body="")], [], id="no title, no text"),
        pytest.param([], [], id="no document"),
    ],
)
def test_near_identical_documents_are_one(documents, expected) -> None:
    assert groups(*documents) == expected


@pytest.mark.parametrize(
    "endings",
    [
        pytest.param([""] * 90, id="letter by letter"),
        pytest.param([f"浏览次数：{n}\n" for n in range(90)], id="each saved on another day"),
    ],
)
def test_copies_are_one_however_many_there_are(endings) -> None:
    others = [document(TOWNSHIP, body=BODY + e, path=f"other-{n}.txt") for n, e in enumerate(endings)]
    copies = [document(COUNTY, body=BODY + e, path=f"{n}.txt") for n, e in enumerate(endings)]
    mixed = [d for pair in zip(copies, others, strict=True) for d in pair]
    assert sorted(1 + len(g.others) for g in find_versions(mixed)) == [90, 90]


def test_the_most_complete_one_stands_for_all() -> None:
    bare, full = document(COUNTY), document(COUNTY, number="青政发〔2031〕6号")
    (group,) = find_versions([bare, full])
    assert (group.kept, group.others) == (full.id, (bare.id,))
    assert full.header.number == parse_docnumber("青政发〔2031〕6号")
    assert 0.85 <= group.likeness <= 1


def test_dates_of_versions_do_not_part_them() -> None:
    signed = [document(COUNTY, body=f"{BODY}青禾县人民政府\n{day}\n") for day in ("2031年5月6日", "2031年8月9日")]
    assert [d.header.date for d in signed] == [datetime.date(2031, 5, 6), datetime.date(2031, 8, 9)]
    assert groups(*signed) == [{0, 1}]
