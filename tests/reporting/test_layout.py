from dataclasses import replace
from itertools import combinations

import pytest

from policytext.reporting.layout import BOX_HEIGHT, BOX_WIDTH, Layout, arrange_cascade
from policytext.tracing.cascade import Cascade
from policytext.tracing.values import Basis, Edge, Node, Relation

LEVELS = ("central", "province", "province", "county")


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


def test_lines_of_one_box_leave_and_arrive_apart() -> None:
    nodes = tuple(Node(id=id, title="", level=level) for id, level in zip("rabc", LEVELS, strict=True))
    edges = (make_edge("a", "r"), make_edge("b", "r"), make_edge("c", "a"), make_edge("c", "b"))
    links = arrange_cascade(Cascade(root="r", nodes=nodes, edges=edges, clauses=(), treatments=(), additions=())).links
    assert len({link.start for link in links if link.upper.node.id == "r"}) == 2
    assert len({link.end for link in links if link.lower.node.id == "c"}) == 2


@pytest.mark.parametrize("count", [1, 2, 6, 40])
def test_lines_stay_within_their_boxes_and_do_not_cross_at_once(count: int) -> None:
    links = sorted(arrange_cascade(make_star(count, "county")).links, key=lambda link: link.start)
    assert all(link.upper.x < link.start < link.upper.x + BOX_WIDTH for link in links)
    assert len({link.start for link in links}) == count
    assert [link.lower.middle for link in links] == sorted(link.lower.middle for link in links)


@pytest.mark.parametrize("count", [5, 8, 23])
def test_no_line_runs_behind_a_box(count: int) -> None:
    layout = arrange_cascade(make_star(count, "county"))
    crossed = [
        (link.lower.node.id, box.node.id)
        for link in layout.links
        for box in layout.boxes
        if link.upper.y < box.y < link.lower.y and box.x <= link.end <= box.x + BOX_WIDTH
    ]
    assert crossed == []
    assert sum(link.beside for link in layout.links) == max(0, count - 5)


def test_note_tells_once_what_the_lines_to_a_box_rest_on() -> None:
    nodes = tuple(Node(id=id, title="", level=level) for id, level in zip("rabc", LEVELS, strict=True))
    edges = [make_edge("a", "r"), *(replace(make_edge("c", id), basis=Basis.CO_CITATION) for id in "ab")]
    layout = arrange_cascade(
        Cascade(root="r", nodes=nodes, edges=tuple(edges), clauses=(), treatments=(), additions=())
    )
    assert [note.text for note in layout.notes] == ["共引推断"]
