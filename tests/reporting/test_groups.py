from dataclasses import replace

import pytest

from policytext.reporting.groups import group_additions, group_changes, name_briefly
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Node


def test_changes_stand_under_their_document(cascade: Cascade) -> None:
    (group,) = group_changes(cascade)
    assert group.node.id == "b-0"
    assert [(row.clause, row.place, row.upstream) for row in group.rows] == [
        ("c1", "第3行", False),
        ("c2", "第4行", False),
    ]


def test_change_without_local_words_has_the_place_in_the_directive(cascade: Cascade) -> None:
    first = cascade.treatments[0]
    dropped = replace(first, changes=(replace(first.changes[0], new=None, direction="dropped"),))
    (group,) = group_changes(replace(cascade, treatments=(dropped,)))
    assert [(row.place, row.upstream) for row in group.rows] == [("第1行", True)]


def test_additions_stand_under_their_document_with_their_place(cascade: Cascade) -> None:
    (group,) = group_additions(cascade)
    assert [(row.place, row.shared_with) for row in group.rows] == [("第5行", ("n-0",))]


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        pytest.param((Node(id="a", title="方案", region="岚江省/青禾县"),), ["青禾县"], id="the place"),
        pytest.param((Node(id="a", title="长" * 40),), ["长" * 13 + "…"], id="without one the title, cut"),
        pytest.param((Node(id="a", title=""),), ["a"], id="without both the id"),
        pytest.param(
            (
                Node(id="a", title="方案", region="青禾县", number="青发〔2023〕1号"),
                Node(id="b", title="意见", region="青禾县"),
            ),
            ["青禾县 青发〔2023〕1号", "青禾县 意见"],
            id="two of one place are told apart",
        ),
    ],
)
def test_document_has_a_short_name(nodes: tuple[Node, ...], expected: list[str]) -> None:
    assert list(name_briefly(nodes).values()) == expected
