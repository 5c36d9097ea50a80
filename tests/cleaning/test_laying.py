"""Where a file has a layout, it decides what is a paragraph and what is noise; cleaning guesses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.cleaning import clean
from policytext.cleaning.laying import find_layout_edits
from policytext.layout import Aside, Layout
from policytext.spans import Span
from policytext.text import Source, make_text


def source(text: str, *, starts: tuple[str, ...], asides: tuple[str, ...] = ()) -> Source:
    """Return a text whose paragraphs open with `starts`, in which `asides` are noise."""
    layout = Layout(
        paragraphs=tuple(text.index(s) for s in starts),
        asides=tuple(Aside(Span(text.index(a), text.index(a) + len(a)), "running head") for a in asides),
    )
    return Source(path="x.pdf", sha256="0" * 64, media_type="application/pdf", encoding=None, text=text, layout=layout)


@pytest.mark.parametrize(
    ("text", "starts", "asides", "expected"),
    [
        pytest.param(
            "办好书\n屋。\n开放。", ("办好", "开放"), (), "办好书屋。\n开放。", id="a line end in a paragraph goes"
        ),
        pytest.param(
            "办好书\n- 1 -\n屋。", ("办好",), ("- 1 -",), "办好书屋。", id="a page number inside a sentence goes"
        ),
        pytest.param(
            "办好。\n- 1 -\n开放。", ("办好", "开放"), ("- 1 -",), "办好。\n\n开放。", id="paragraphs around it stay"
        ),
        pytest.param(
            "\n办好。\n开放。", ("办好", "开放"), (), "\n办好。\n开放。", id="an empty line before the first stays"
        ),
        pytest.param("Open\nData", ("Open",), (), "Open Data", id="words of Latin letters stay apart"),
        pytest.param(
            "办好。\n短\n行", ("办好", "短", "行"), (), "办好。\n短\n行", id="short lines that are paragraphs stay"
        ),
        pytest.param("办好\n\n书屋", ("办好",), (), "办好书屋", id="empty lines inside a paragraph go"),
    ],
)
def test_layout_decides_which_lines_are_joined(text, starts, asides, expected) -> None:
    given_source = source(text, starts=starts, asides=asides)
    edits = find_layout_edits(text, given_source.layout)
    assert make_text(given_source).edited(edits).characters == expected


def test_what_the_layout_drops_is_reported_with_its_place() -> None:
    text = clean(source("办好书\n青禾县人民政府\n屋。", starts=("办好",), asides=("青禾县人民政府",)))
    assert text.characters == "办好书屋。"
    assert [(d.text, d.reason, d.place.line) for d in text.dropped] == [("青禾县人民政府", "running head", 2)]


def test_a_title_set_as_several_paragraphs_is_one() -> None:
    lines = "青禾县人民政府办公室\n关于办好乡村公共书屋的\n实施意见\n各镇要把书屋办好。"
    text = clean(source(lines, starts=("青禾", "关于", "实施", "各镇")))
    assert text.characters.split("\n")[-1] == "各镇要把书屋办好。"
    assert text.characters.split("\n")[0].replace(" ", "") == "青禾县人民政府办公室关于办好乡村公共书屋的实施意见"


def test_nothing_is_guessed_where_lines_are_paragraphs() -> None:
    """Without a layout the first two lines would be one paragraph."""
    lines = "为了办好全县乡村公共书屋，方便群众读书看报，现就有关事项作出如\n下安排，请各镇认真办理并于月底前回复"
    assert clean(source(lines, starts=("为了", "下安排"))).characters == lines


@given(st.text("书屋。\n 1", max_size=40), st.data())
def test_edits_of_any_layout_can_be_made(text, data) -> None:
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).map(lambda pair: Span(*sorted(pair)))
    asides = data.draw(st.lists(spans.map(lambda span: Aside(span, "stamp")), max_size=4))
    paragraphs = data.draw(st.lists(offsets, max_size=5))
    layout = Layout(paragraphs=tuple(sorted(paragraphs)), asides=tuple(asides))
    made = Source(path="x", sha256="0", media_type="text/plain", encoding=None, text=text, layout=layout)
    kept = make_text(made).edited(find_layout_edits(text, layout)).characters
    assert len(kept) <= len(text)
    assert not [c for a in asides for c in a.span.of(text) if kept.count(c) > text.count(c)]
