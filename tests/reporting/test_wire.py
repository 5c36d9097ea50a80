import json
from array import array
from dataclasses import replace
from datetime import date

import pytest

from policytext.docnumber import DocNumber
from policytext.findings import Annotated
from policytext.findings.values import Citation, Deadline, Principle, Slogan, Target
from policytext.frames import Table
from policytext.reporting.wire import render_json, to_wire, to_wire_trace
from policytext.spans import Span
from policytext.structure.document import Document, Header, Level, PartOf, Section
from policytext.text import Doubt, Dropped, Place, Source, Text
from policytext.tracing.cascade import Cascade


def found(*, citations: tuple = (), targets: tuple = (), **more: object) -> Annotated:
    return Annotated(
        document=make_document(**more),
        citations=Table(citations, Citation),
        principles=Table((), Principle),
        targets=Table(targets, Target),
        slogans=Table((), Slogan),
    )


def make_document(**more: object) -> Document:
    raw = "甲乙\n1\n丙丁"
    doubts = (Doubt("encoding", "guessed"),)
    source = Source(path="a/b.txt", sha256="f" * 64, media_type="text/plain", encoding=None, text=raw, doubts=doubts)
    dropped = (Dropped("1", "page number", Place(None, 2, 1)),)
    text = Text(source, "甲乙丙丁", array("I", [0, 1, 5, 6]), dropped)
    header = Header(
        title="甲", number=DocNumber("山政发", 2023, 4), level=Level.TOWNSHIP, date=date(2023, 5, 1), signer=""
    )
    return Document(id="ffffffffffff-0", text=text, header=header, **more)


TARGET = Target(
    span=Span(0, 2),
    text="甲乙",
    kind="quantity",
    value=(3.0, 5.5),
    comparator=">=",
    deadline=Deadline(text="三到五年", within_years=(3.0, 5.0)),
    rule="r",
)


def test_document_has_every_key_of_the_format() -> None:
    keys = "schema policytext id source part_of header text lines sections"
    later = "citations principles targets slogans corrections tables noise warnings"
    assert list(to_wire(found())) == [*keys.split(), *later.split()]


def test_source_and_lines_lead_back_to_the_file() -> None:
    wire = to_wire(found())
    assert wire["source"] == {
        "path": "a/b.txt",
        "sha256": "f" * 64,
        "media_type": "text/plain",
        "encoding": None,
        "pages": None,
    }
    assert wire["lines"] == [[0, None, 1, 1], [2, None, 3, 1]]
    assert wire["noise"] == [{"text": "1", "reason": "page number", "page": None, "line": 2}]
    assert wire["warnings"] == [{"code": "encoding", "message": "guessed", "page": None, "line": None}]


def test_header_is_normalised_and_has_no_empty_string() -> None:
    header = to_wire(found())["header"]
    assert header["number"] == "山政发〔2023〕4号"
    assert header["date"] == "2023-05-01"
    assert header["level"] == "township"
    assert header["signer"] is None
    assert "printed_on" in header


def test_section_keeps_its_empty_marker_and_heading() -> None:
    section = Section(id=0, marker="", heading="", level=1, parent=None, span=Span(0, 4))
    assert to_wire(found(sections=(section,)))["sections"] == [
        {"id": 0, "marker": "", "heading": "", "level": 1, "parent": None, "start": 0, "end": 4, "lost_number": False}
    ]


def test_citation_has_the_keys_of_the_format() -> None:
    citation = Citation(span=Span(0, 1), text="甲", issuer="", rule="title")
    (wire,) = to_wire(found(citations=(citation,)))["citations"]
    keys = "start end text title number issuer short resolves_to resolved_by self relation document rule"
    assert set(wire) == set(keys.split())
    assert wire["issuer"] is None
    assert wire["document"] is None


def test_target_gives_pairs_as_lists_and_whole_numbers_as_such() -> None:
    (wire,) = to_wire(found(targets=(TARGET,)))["targets"]
    assert wire["value"] == [3, 5.5]
    assert wire["deadline"] == {"text": "三到五年", "by": None, "within_years": [3, 5]}
    assert wire["responsible"] == []


def test_part_of_a_compilation_is_told() -> None:
    wire = to_wire(found(part_of=PartOf("汇编", 2, None, "山口日报")))
    assert wire["part_of"] == {"title": "汇编", "index": 2, "author": None, "origin": "山口日报"}


def test_json_keeps_chinese_on_one_line() -> None:
    line = render_json(to_wire(found(targets=(TARGET,))))
    assert "甲乙丙丁" in line
    assert "\n" not in line
    assert json.loads(line)["schema"] == 1


def test_trace_has_every_key_of_the_format(cascade: Cascade) -> None:
    wire = to_wire_trace(cascade, {"root": "书屋意见"})
    keys = "schema policytext options root documents edges clauses treatments additions sources rises residues errors"
    assert list(wire) == keys.split()
    assert wire["options"] == {"root": "书屋意见"}
    json.loads(render_json(wire))


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("documents", "id title number number_basis issuer level region date held depth versions"),
        ("edges", "from to relation basis direct score evidence"),
        ("clauses", "id path start end text"),
        ("treatments", "clause document status score by formulaic spans changes"),
        ("additions", "document start end text shared_with"),
        ("errors", "path message"),
    ],
)
def test_trace_rows_have_the_keys_of_the_format(cascade: Cascade, table: str, keys: str) -> None:
    assert {tuple(sorted(row)) for row in to_wire_trace(cascade)[table]} == {tuple(sorted(keys.split()))}


def test_trace_tells_both_sides_of_a_change(cascade: Cascade) -> None:
    (change,) = to_wire_trace(cascade)["treatments"][0]["changes"]
    assert (change["kind"], change["direction"]) == ("quantity", "stricter")
    assert (change["from"]["text"], change["to"]["text"]) == ("20平方米", "30平方米")


def test_trace_has_null_where_nothing_is_printed(cascade: Cascade) -> None:
    ghost = to_wire_trace(cascade)["documents"][1]
    assert (ghost["title"], ghost["held"], ghost["date"]) == (None, False, None)
    assert to_wire_trace(cascade)["edges"][3]["evidence"] is None


def test_notebook_shows_header_counts_and_first_rows() -> None:
    targets = tuple(replace(TARGET, text=f"<i>{i}") for i in range(9))
    shown = found(targets=targets)._repr_html_()
    assert "山政发〔2023〕4号" in shown
    assert "目标 targets 9" in shown
    assert "目标 targets (8 / 9)" in shown
    assert "&lt;i&gt;7" in shown
    assert "&lt;i&gt;8" not in shown
    assert "<i>" not in shown
    assert "引用 citations (" not in shown
