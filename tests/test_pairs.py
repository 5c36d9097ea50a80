"""Annotations of a pair of documents: quotes become places, and two readers are compared as the program is."""

import json
from pathlib import Path

import change_agreement
import convert_pair
import pytest
from scoring.changes import Json, score_changes, tally_changes
from scoring.tally import Tally

UPPER = "云岭省长者食堂意见\n一、管理\n承包人应当每旬公示采买账目。灶台每日擦洗三遍。\n"
LOWER = "柳湾镇长者食堂方案\n一、管理\n承包人鼓励每旬公示采买账目。灶台每日擦洗三遍。灶台每日擦洗。\n"


def change(kind: str, old: tuple[int, int] | None, new: tuple[int, int] | None, *, sure: bool = True) -> Json:
    sides = {"from": old, "to": new}
    return {"kind": kind, "sure": sure} | {
        name: None if side is None else {"start": side[0], "end": side[1]} for name, side in sides.items()
    }


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    rows = [
        {
            "id": "c001",
            "status": "adapted",
            "quotes": ["承包人鼓励每旬公示采买账目。"],
            "changes": [{"kind": "modality", "from": "应当", "to": "鼓励", "direction": "lowered", "sure": False}],
        },
        {"id": "c002", "status": "verbatim", "quotes": ["灶台每日擦洗三遍。"], "changes": [], "sure": False},
    ]
    for name, text in (("upper.txt", UPPER), ("lower.txt", LOWER), ("rows.json", json.dumps(rows))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "rows.json", tmp_path / "upper.txt", tmp_path / "lower.txt"


def test_quotes_become_places_of_both_documents(files: tuple[Path, Path, Path]) -> None:
    annotation, upper, lower = (path for path in files)
    rows = json.loads(annotation.read_text("utf-8"))
    documents = convert_pair.read_document(upper, None), convert_pair.read_document(lower, "柳湾镇")
    gold = dict(convert_pair.convert(rows, *documents, kinds=["modality"]))
    (told,) = gold["rows"][0]["changes"]
    assert UPPER[told["from"]["start"] : told["from"]["end"]] == "应当"
    assert LOWER[told["to"]["start"] : told["to"]["end"]] == "鼓励"
    assert (told["sure"], gold["rows"][1]["sure"]) == (False, False)
    assert json.loads(convert_pair.render(gold)) == gold
    assert gold["kinds"] == ["modality"]
    assert "kinds" not in dict(convert_pair.convert(rows, *documents, kinds=None))
    assert "擦洗" not in convert_pair.render(gold)


def test_quote_that_stands_nowhere_is_an_error() -> None:
    with pytest.raises(LookupError, match="stands nowhere: 每月"):
        convert_pair.find_place(LOWER, "每月", 0)


@pytest.mark.parametrize(
    ("owed", "said", "met"),
    [
        pytest.param(
            change("scope", (3, 9), None), change("scope", (5, 7), None), (True, True, True), id="kind and place"
        ),
        pytest.param(
            change("scope", (3, 9), None), change("detail", (5, 7), None), (False, True, True), id="another kind"
        ),
        pytest.param(
            change("scope", (3, 9), None), change("scope", (5, 7), (2, 4)), (False, False, True), id="another side too"
        ),
        pytest.param(
            change("scope", (3, 9), None), change("scope", (9, 12), None), (False, False, False), id="beside it"
        ),
        pytest.param(
            change("scope", None, (3, 9)), change("scope", (3, 9), None), (False, False, False), id="the other document"
        ),
    ],
)
def test_change_is_met_by_kind_by_places_or_by_one_place(owed: Json, said: Json, met: tuple[bool, ...]) -> None:
    names = ("changes_found", "changes_found_kindless", "changes_found_touching")
    tallies = dict(tally_changes([owed], [said]))
    assert tuple(bool(tallies[name].hits) for name in names) == met


def test_unsure_change_is_not_owed_and_never_wrong() -> None:
    open_change = change("scope", (3, 9), None, sure=False)
    tallies = dict(tally_changes([open_change], [change("scope", (3, 9), None)]))
    assert "changes_found" not in tallies
    assert tallies["changes_right"] == Tally(hits=tallies["changes_right"].hits)


def test_agreement_counts_each_way_and_statuses() -> None:
    rows = [{"id": "c001", "status": "adapted", "changes": [change("scope", (3, 9), None)]}]
    other = [{"id": "c001", "status": "absent", "changes": []}]
    first, second = {"rows": rows}, {"rows": other}
    assert change_agreement.count_statuses(first, second) == (0, 1)
    assert [
        change_agreement.find_shares(a, b)["changes_found"].recall for a, b in ((first, second), (second, first))
    ] == [
        0.0,
        1.0,
    ]


@pytest.mark.parametrize(
    ("kinds", "right"),
    [
        pytest.param(None, ["scope"], id="all kinds were looked for"),
        pytest.param(["scope"], ["scope"], id="the kind that was"),
        pytest.param(["actor"], [], id="another one"),
        pytest.param([], [], id="statuses only"),
    ],
)
def test_kinds_that_no_reader_looked_for_are_not_scored(kinds: list[str] | None, right: list[str]) -> None:
    told = change("scope", (3, 9), None)
    gold = {"units": [{"id": "c001", "start": 0, "end": 20}], "rows": [{"id": "c001", "changes": [told]}]}
    gold |= {} if kinds is None else {"kinds": kinds}
    treatment = {"document": "d1", "clause": "c001", "changes": [told, told | {"kind": "detail"}]}
    trace = {"clauses": [{"id": "c001", "start": 0, "end": 20}], "treatments": [treatment]}
    tallies = [tally for name, tally in score_changes(gold, trace, "d1") if name == "changes_right"]
    assert [hit.split()[1] for tally in tallies for hit in tally.hits if hit] == right
