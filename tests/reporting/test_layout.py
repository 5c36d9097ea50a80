from itertools import combinations

import pytest

from policytext.reporting.layout import BOX_HEIGHT, BOX_WIDTH, Layout, arrange_cascade
from policytext.reporting.lettering import wrap_text
from policytext.tracing.cascade import Basis, Cascade, Edge, Node, Relation


def make_star(count: int, level: str | None) -> Cascade:
    nodes = [
        Node(id="r", title="意见", level="central"),
        *(Node(id=f"d{i}", title="方案", level=level) for i in range(count)),
    ]
    edges = [make_edge(f"d{i}", "r") for i in range(count)]
    return Cascade(root="r", nodes=tuple(nodes), edges=tuple(edges), clauses=(), treatments=(), additions=())


def make_edge(citing: str, cited: str) -> Edge:
    return Edge(
        citing=citing,
        cited=cited,
        relation=Relation.IMPLEMENTS,
        basis=Basis.CITATION,
        direct=True,
        score=1.0,
        evidence=None,
    )


def overlapping(layout: Layout) -> list[tuple[str, str]]:
    return [
        (a.node.id, b.node.id)
        for a, b in combinations(layout.boxes, 2)
        if abs(a.x - b.x) < BOX_WIDTH and abs(a.y - b.y) < BOX_HEIGHT
    ]


@pytest.mark.parametrize("count", [0, 1, 5, 6, 23])
@pytest.mark.parametrize("level", ["county", "central", None, "unheard of"])
def test_boxes_never_overlap_and_stay_within(count: int, level: str | None) -> None:
    layout = arrange_cascade(make_star(count, level))
    assert len(layout.boxes) == count + 1
    assert overlapping(layout) == []
    assert all(0 <= box.x <= layout.width - BOX_WIDTH for box in layout.boxes)
    assert all(0 <= box.y <= layout.height - BOX_HEIGHT for box in layout.boxes)


def test_levels_stand_from_the_top_down(cascade: Cascade) -> None:
    layout = arrange_cascade(cascade)
    y = {box.node.level: box.y for box in layout.boxes if not box.aside}
    assert y["central"] < y["province"] < y["township"]
    assert [band.label.chinese for band in layout.bands] == ["中央", "省级", "乡镇级"]


def test_only_direct_edges_are_drawn(cascade: Cascade) -> None:
    links = [(link.lower.node.id, link.upper.node.id) for link in arrange_cascade(cascade).links]
    assert links == [("ghost:岚", "a-0"), ("b-0", "ghost:岚"), ("n-0", "a-0")]


def test_document_that_cites_one_below_it_keeps_its_own_column() -> None:
    nodes = (Node(id="r", title="", level="county"), Node(id="up", title="", level="city"), Node(id="x", title=""))
    cascade = Cascade(root="r", nodes=nodes, edges=(make_edge("up", "r"),), clauses=(), treatments=(), additions=())
    assert overlapping(arrange_cascade(cascade)) == []


def test_chain_of_one_level_goes_down_line_by_line() -> None:
    nodes = tuple(Node(id=f"d{i}", title="", level="county") for i in range(4))
    edges = tuple(make_edge(f"d{i + 1}", f"d{i}") for i in range(3))
    layout = arrange_cascade(Cascade(root="d0", nodes=nodes, edges=edges, clauses=(), treatments=(), additions=()))
    assert [box.y for box in layout.boxes] == sorted({box.y for box in layout.boxes})


def test_circle_of_citations_is_arranged() -> None:
    nodes = (Node(id="a", title="", level="city"), Node(id="b", title="", level="city"))
    edges = (make_edge("a", "b"), make_edge("b", "a"))
    cascade = Cascade(root="a", nodes=nodes, edges=edges, clauses=(), treatments=(), additions=())
    assert overlapping(arrange_cascade(cascade)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("意见", ("意见",), id="a short title is one line"),
        pytest.param("加强社区", ("加强", "社区"), id="a Chinese character takes two columns"),
        pytest.param("ab加cd", ("ab加", "cd"), id="a Latin one takes one"),
        pytest.param("加强和完善社区", ("加强", "和…"), id="what is too long ends in an ellipsis"),
        pytest.param("长" * 10_000, ("长长", "长…"), id="a title of 10,000 characters too"),
        pytest.param("", ("",), id="no title is one empty line"),
    ],
)
def test_title_is_cut_into_lines(text: str, expected: tuple[str, ...]) -> None:
    assert wrap_text(text, columns=4, lines=2) == expected
