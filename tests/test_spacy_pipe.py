import pytest

import policytext.spacy_pipe as pipe

TEXT = (
    "青禾县人民政府关于加强农村书屋建设的意见\n\n一、总体要求\n根据《中华人民共和国公共图书馆法》，到2026年，"
    "书屋覆盖率达到95%以上，建- 1\n成“书香青禾”工程。\n"
)


@pytest.fixture(scope="module")
def doc():
    import spacy

    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    return nlp(TEXT)


def test_component_stands_behind_its_entry_point(doc) -> None:
    assert set(pipe.GROUPS) <= set(doc.spans)


def test_findings_are_marked_at_their_place_in_the_text_of_the_doc(doc) -> None:
    assert [s.text for s in doc.spans["citations"]][-1] == "《中华人民共和国公共图书馆法》"
    assert any("95%" in s.text for s in doc.spans["targets"])


def test_labels_name_the_rule(doc) -> None:
    assert all(s.label_ for group in pipe.GROUPS for s in doc.spans[group])
