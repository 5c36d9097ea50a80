import pytest

from policytext.reporting.collation import join_passages, render_difference
from policytext.spans import Span
from policytext.tracing.values import Passage, Status, Treatment

LOCAL = "每村建成书屋，每年轮换图书。另行安排经费。定期<公布>时间。"


def quote(*parts: str) -> tuple[Passage, ...]:
    return tuple(Passage(Span(LOCAL.index(p), LOCAL.index(p) + len(p)), p) for p in parts)


def make_treatment(*parts: str, score: float) -> Treatment:
    return Treatment(clause="c", document="d", status=Status.ADAPTED, score=score, spans=quote(*parts))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(("每村建成", "书屋"), "每村建成书屋", id="passages that touch need no mark"),
        pytest.param(
            ("每村建成书屋", "每年轮换图书"), "每村建成书屋，每年轮换图书", id="a comma between is given back"
        ),
        pytest.param(("每村建成书屋", "定期"), "每村建成书屋……定期", id="words between are marked as left out"),
        pytest.param(("定期", "每村建成书屋"), "定期……每村建成书屋", id="so is another order"),
        pytest.param((), "", id="no passage is no text"),
    ],
)
def test_passages_are_joined(parts: tuple[str, ...], expected: str) -> None:
    local, breaks = join_passages(quote(*parts), LOCAL)
    assert local == expected
    assert [span.of(local) for span in breaks] == ["……"] * expected.count("……")


def test_break_is_neither_inserted_nor_shared() -> None:
    treatment = make_treatment("每村建成书屋", "定期<公布>时间", score=0.8)
    old, new = render_difference("每村建成书屋……公布时间", treatment, text=LOCAL)
    assert '<span class="break">……</span>' in new
    assert "<公布>" not in new
    assert "class" not in old


def test_clause_that_shares_little_has_only_that_marked() -> None:
    clause = "统筹各方力量，每年轮换图书，的确良好。"
    old, new = render_difference(clause, make_treatment("每年轮换图书", "另行安排经费", score=0.2), text=LOCAL)
    assert "<mark>每年轮换图书</mark>" in old
    assert "<mark>每年轮换图书</mark>" in new
    assert "<del>" not in old
    assert "<ins>" not in new
    assert "<mark>的" not in old


def test_clause_that_shares_much_has_its_differences_marked() -> None:
    old, new = render_difference("每季轮换图书。", make_treatment("每年轮换图书。", score=0.8), text=LOCAL)
    assert (old, new) == ("每<del>季</del>轮换图书。", "每<ins>年</ins>轮换图书。")


def test_mark_of_an_item_is_no_difference() -> None:
    article = "第三条 每年轮换图书。"
    treatment = Treatment(
        clause="c1",
        document="d",
        status=Status.ADAPTED,
        score=0.9,
        spans=(Passage(Span(0, len(article)), article),),
    )
    assert render_difference("每年轮换图书。", treatment, text=article) == ("每年轮换图书。", article)
