"""Measures on a cascade small enough to be worked out by hand."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import UnknownPart
from policytext.reporting.wire import to_wire_trace
from policytext.spans import Span
from policytext.tracing.cascade import Cascade, Selection
from policytext.tracing.measures import find_interval
from policytext.tracing.values import (
    Addition,
    Basis,
    Change,
    Clause,
    Edge,
    Node,
    Passage,
    Relation,
    Status,
    Treatment,
)


def passage(start: int, end: int) -> Passage:
    return Passage(Span(start, end), "书" * (end - start))


def change(kind: str, direction: str | None = None, evidence: tuple[str, ...] = ()) -> Change:
    return Change(kind=kind, old=None, new=passage(0, 2), direction=direction, evidence=evidence)


CLAUSES = tuple(
    Clause(id=id, path=(chapter,), span=Span(0, 9), text="书")
    for id, chapter in (("c1", "一、要求"), ("c2", "一、要求"), ("c3", "二、任务"), ("c4", "二、任务"))
)
CONCRETE = (
    change("detail", evidence=("money", "number")),
    change("deadline", "added", evidence=("date",)),
    change("quantity", "stricter"),
)
TREATMENTS = (
    Treatment(clause="c1", document="town", status=Status.VERBATIM, score=1.0, spans=(passage(0, 20),)),
    Treatment(
        clause="c2", document="town", status=Status.ADAPTED, score=0.5, spans=(passage(15, 30),), changes=CONCRETE
    ),
    Treatment(clause="c3", document="town", status=Status.ABSENT, score=0.0),
    Treatment(
        clause="c4",
        document="town",
        status=Status.ADAPTED,
        score=0.2,
        formulaic=True,
        spans=(passage(40, 50),),
        changes=(change("modality", "lowered"),),
    ),
)


@pytest.fixture
def cascade() -> Cascade:
    root = Node(id="root", title="意见", level="central", date=datetime.date(2031, 5, 6), depth=0)
    town = Node(
        id="town", title="方案", level="township", region="澜江省/青禾县/柳渡镇", date=datetime.date(2031, 8, 14)
    )
    edge = Edge(
        citing="town",
        cited="root",
        relation=Relation.IMPLEMENTS,
        basis=Basis.CITATION,
        direct=True,
        score=1.0,
        evidence=None,
    )
    added = (Addition(document="town", passage=passage(60, 70)),)
    return Cascade(
        root="root", nodes=(root, town), edges=(edge,), clauses=CLAUSES, treatments=TREATMENTS, additions=added
    )


@pytest.mark.parametrize(
    ("name", "with_all", "without_formulae"),
    [
        pytest.param("coverage", 3 / 4, 2 / 3, id="three of four clauses carried over; without c4 two of three"),
        pytest.param("verbatim", 1 / 3, 1 / 2, id="one of those word for word"),
        pytest.param("depth", (0 + 0.5 + 0.8) / 3, (0 + 0.5) / 2, id="what of the wording is gone, on average"),
        pytest.param("concreteness", 3 / 3, 3 / 2, id="money, a number and a date"),
        pytest.param("direction", 0.0, 1.0, id="one up, one down; the one down is formulaic"),
        pytest.param("novelty", 10 / 50, 10 / 40, id="ten own characters beside [0, 30) and [40, 50)"),
    ],
)
def test_measure_is_what_its_formula_says(cascade: Cascade, name, with_all, without_formulae) -> None:
    found = {m.with_formulae: m for m in cascade.measures if m.name == name and m.chapter is None}
    assert found[True].value == pytest.approx(with_all, abs=1e-4)
    assert found[False].value == pytest.approx(without_formulae, abs=1e-4)
    assert all(m.low <= m.value <= m.high for m in found.values())


@pytest.mark.parametrize(
    ("upper", "lower", "days"),
    [
        pytest.param((2031, 5, 6), (2031, 8, 14), 25 + 30 + 31 + 14, id="the months between"),
        pytest.param((2031, 5, 6), (2031, 5, 6), 0, id="one day"),
        pytest.param((2031, 8, 14), (2031, 5, 6), None, id="a law amended after what it is carried over by"),
        pytest.param(None, (2031, 5, 6), None, id="an upper document without date"),
        pytest.param((2031, 5, 6), None, None, id="a lower one without date"),
    ],
)
def test_speed_counts_days_from_the_upper_document(cascade: Cascade, upper, lower, days: int | None) -> None:
    dates = (datetime.date(*day) if day else None for day in (upper, lower))
    nodes = tuple(replace(node, date=day) for node, day in zip(cascade.nodes, dates, strict=True))
    (speed,) = (m for m in replace(cascade, nodes=nodes).measures if m.name == "speed")
    assert (speed.value, speed.n) == (days, int(days is not None))


def test_measures_are_told_by_chapter(cascade: Cascade) -> None:
    coverage = {m.chapter: m.value for m in cascade.measures if m.name == "coverage" and m.with_formulae}
    assert coverage == {None: 0.75, "一、要求": 1.0, "二、任务": 0.5}


def test_what_cannot_be_measured_is_none(cascade: Cascade) -> None:
    absent = replace(cascade, treatments=cascade.select(Selection(status="absent")).treatments)
    values = {m.name: m.value for m in absent.measures if m.chapter is None and m.with_formulae}
    assert values["coverage"] == 0
    assert (values["verbatim"], values["depth"], values["direction"]) == (None, None, None)


@pytest.mark.parametrize("status", ["verbatim", "adapted", "absent"])
def test_measures_rest_on_all_treatments_whatever_status_is_shown(cascade: Cascade, status: str) -> None:
    assert list(cascade.select(Selection(status=status)).measures) == list(cascade.measures)


def test_chapter_is_not_measured_beside_additions(cascade: Cascade) -> None:
    tasks = cascade.select(chapter="任务")
    assert {m.name for m in tasks.measures} == {m.name for m in cascade.measures} - {"novelty"}
    twice = tasks.select(Selection(status="adapted"))
    assert [t.clause for t in twice.treatments] == ["c4"]
    assert list(twice.measures) == list(tasks.measures)


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "省"},
        {"status": "Verbatim"},
        {"since": "2031-13-01"},
        {"until": "明年"},
        {"since": 2031},
        {"region": ""},
        {"chapter": " "},
        {"level": ["township", "省"]},
        {"status": []},
        {"chapter": ["任务", ""]},
    ],
)
def test_selection_of_what_there_is_not_is_an_error(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"expected .* got"):
        Selection(**wrong)


@pytest.mark.parametrize("status", ["verbatim", "adapted", "absent"])
def test_counts_are_of_all_treatments_whatever_status_is_shown(cascade: Cascade, status: str) -> None:
    assert cascade.select(status=status).counts("town") == {"verbatim": 1, "adapted": 2, "absent": 1}


def test_document_that_a_cascade_has_not_is_an_error(cascade: Cascade) -> None:
    with pytest.raises(KeyError, match="village"):
        cascade.node("village")


def test_matrix_has_a_row_for_each_clause(cascade: Cascade) -> None:
    assert cascade.matrix["town"].to_dict() == {"c1": "verbatim", "c2": "adapted", "c3": "absent", "c4": "adapted"}


@pytest.mark.parametrize(
    ("selection", "clauses"),
    [
        pytest.param(Selection(), ["c1", "c2", "c3", "c4"], id="all"),
        pytest.param(Selection(level="township"), ["c1", "c2", "c3", "c4"], id="its level"),
        pytest.param(Selection(level="county"), [], id="another level"),
        pytest.param(Selection(region="澜江省"), ["c1", "c2", "c3", "c4"], id="a region above its own"),
        pytest.param(Selection(region="青禾县"), ["c1", "c2", "c3", "c4"], id="a region by its name"),
        pytest.param(Selection(since="2031-08-15"), [], id="after its date, as text"),
        pytest.param(Selection(until=datetime.datetime(2031, 8, 14, 9)), ["c1", "c2", "c3", "c4"], id="up to a moment"),
        pytest.param(Selection(since=datetime.date(2031, 8, 15)), [], id="after its date"),
        pytest.param(Selection(until=datetime.date(2031, 8, 14)), ["c1", "c2", "c3", "c4"], id="up to its date"),
        pytest.param(Selection(chapter="任务"), ["c3", "c4"], id="a chapter"),
        pytest.param(Selection(status="adapted", chapter="要求"), ["c2"], id="a status in a chapter"),
        pytest.param(Selection(status=["verbatim", "absent"]), ["c1", "c3"], id="a list of statuses"),
        pytest.param(Selection(level=("county", "township")), ["c1", "c2", "c3", "c4"], id="a tuple of levels"),
        pytest.param(Selection(chapter=["任务", "要求"], status="adapted"), ["c2", "c4"], id="a list of chapters"),
        pytest.param(Selection(region=["柳渡镇", "青禾县"]), ["c1", "c2", "c3", "c4"], id="a list of regions"),
        pytest.param(Selection(status=["verbatim"]), ["c1"], id="a list of one"),
    ],
)
def test_selection_lets_treatments_through(cascade: Cascade, selection: Selection, clauses) -> None:
    assert [t.clause for t in cascade.select(selection).treatments] == clauses


@pytest.mark.parametrize(
    ("condition", "nearest"),
    [
        pytest.param({"region": "白水市"}, "澜江省/青禾县/柳渡镇", id="a region of no document"),
        pytest.param({"region": "澜江省/青禾"}, "澜江省/青禾县/柳渡镇", id="a part of a region's name"),
        pytest.param({"region": ["青禾县", "白水市"]}, "澜江省/青禾县/柳渡镇", id="one of two regions"),
        pytest.param({"chapter": "三、任务"}, "nearest of 2: 二、任务; 一、要求", id="the wrong number of a heading"),
        pytest.param({"chapter": ["要求", "附则"]}, "二、任务", id="one of two chapters"),
    ],
)
def test_part_that_a_cascade_has_not_is_an_error_that_names_what_there_is(cascade: Cascade, condition, nearest) -> None:
    with pytest.raises(UnknownPart, match=nearest):
        cascade.select(**condition)


def test_no_chapter_is_unknown_where_the_directive_is_missing(cascade: Cascade) -> None:
    ghost = replace(cascade, clauses=(), treatments=(), additions=())
    assert not ghost.select(chapter="附则").is_emptied


def test_cascade_without_regions_says_so(cascade: Cascade) -> None:
    nowhere = replace(cascade, nodes=tuple(replace(n, region=None) for n in cascade.nodes))
    with pytest.raises(UnknownPart, match="there is none at all"):
        nowhere.select(region="青禾县")


@pytest.mark.parametrize(
    ("conditions", "emptied"),
    [
        pytest.param([{}], False, id="nothing asked for"),
        pytest.param([{"level": "village"}], True, id="a level of no document"),
        pytest.param([{"since": "2032-01-01"}], True, id="days after all documents"),
        pytest.param([{"status": "adapted"}], False, id="what there is"),
        pytest.param([{"chapter": "要求", "status": "absent"}], True, id="a status that a chapter has not"),
        pytest.param([{"status": "adapted"}, {"status": "absent"}], True, id="one selection behind another"),
    ],
)
def test_selection_that_leaves_nothing_is_told(cascade: Cascade, conditions, emptied: bool) -> None:
    from policytext.reporting.html import render_report

    part = cascade
    for condition in conditions:
        part = part.select(**condition)
    assert part.is_emptied is emptied
    page = render_report(part)
    assert ("所选条件下没有落实情况" in page) is emptied
    assert "No document of the corpus implements the directive" not in page


def test_corpus_without_implementing_documents_is_not_emptied_by_a_selection(cascade: Cascade) -> None:
    from policytext.reporting.html import render_report

    part = replace(cascade, treatments=(), additions=()).select(level="village")
    assert not part.is_emptied
    assert "No document of the corpus implements the directive" in render_report(part)


@pytest.mark.parametrize(
    ("conditions", "statuses"),
    [
        pytest.param([{}], ["verbatim", "adapted", "absent"], id="all"),
        pytest.param([{"status": "adapted"}], ["adapted"], id="one"),
        pytest.param([{"status": ("absent", "verbatim")}], ["verbatim", "absent"], id="two"),
        pytest.param([{"status": ["absent", "adapted"]}, {"status": "adapted"}], ["adapted"], id="one of two"),
    ],
)
def test_statuses_are_those_selected(cascade: Cascade, conditions, statuses: list[str]) -> None:
    for condition in conditions:
        cascade = cascade.select(**condition)
    assert list(cascade.statuses) == statuses


def test_frames_can_be_filtered_by_what_documents_are(cascade: Cascade) -> None:
    frame = cascade.treatments.to_frame()
    assert set(frame["document_level"]) == {"township"}
    assert set(frame["document_region"]) == {"澜江省/青禾县/柳渡镇"}


@given(st.lists(st.tuples(st.floats(0, 1), st.just(1.0)), min_size=1, max_size=30))
def test_interval_holds_the_ratio_within_its_extremes(items) -> None:
    above, below = zip(*items, strict=True)
    low, high = find_interval(above, below)
    assert min(above) - 1e-4 <= low <= high <= max(above) + 1e-4


def test_conditions_beside_a_selection_are_put_in_its_place(cascade: Cascade) -> None:
    part = cascade.select(Selection(level="township", status="absent"), status="adapted")
    assert [t.clause for t in part.treatments] == ["c2", "c4"]
    assert part.selected == (("level", "township"), ("status", "adapted"))
    with pytest.raises(TypeError):
        cascade.select(Selection(), colour="red")  # type: ignore[call-arg]


def test_report_says_what_part_it_shows(cascade: Cascade) -> None:
    from policytext.reporting.html import render_report

    part = cascade.select(chapter="任务").select(status=["adapted", "absent"])
    assert "只含所选部分" in render_report(part)
    assert "adapted、absent" in render_report(part)
    assert "clauses of every status" in render_report(part)
    assert "只含所选部分" not in render_report(cascade)
    assert "clauses of every status" not in render_report(cascade)


def test_several_values_of_a_condition_are_a_list_on_the_wire(cascade: Cascade) -> None:
    part = cascade.select(status=["adapted", "absent"], level=["township"])
    assert to_wire_trace(part)["options"] == {"level": "township", "status": ("adapted", "absent")}
