import json

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


def test_header_and_fields_hang_on_doc_and_spans(doc) -> None:
    assert doc._.policy_header["kind"] == "意见"
    (target,) = (s for s in doc.spans["targets"] if "95%" in s.text)
    assert (target._.policy["value"], target._.policy["unit"], target._.policy["comparator"]) == (95, "%", ">=")
    assert [s._.policy["heading"] for s in doc.spans["sections"]] == ["总体要求"]


def test_docbin_keeps_spans_and_fields(doc) -> None:
    import spacy
    from spacy.tokens import DocBin

    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(data).get_docs(spacy.blank("zh").vocab)
    assert [(s.text, s.label_) for s in again.spans["slogans"]] == [(s.text, s.label_) for s in doc.spans["slogans"]]
    # What was a list comes back as a tuple: in JSON both are one.
    kept, told = ([json.dumps(s._.policy) for s in side.spans["targets"]] for side in (again, doc))
    assert kept == told
    assert again._.policy_header == doc._.policy_header


def test_displacy_shows_a_group(doc) -> None:
    page = pipe.render_spans(doc, group="targets")
    assert page.count("</span>") > 1
    assert "targets" in page


def test_displacy_of_an_unknown_group_is_refused(doc) -> None:
    with pytest.raises(ValueError, match="expected one of"):
        pipe.render_spans(doc, group="verbs")


def test_component_stands_on_a_pipeline_with_words(doc) -> None:
    import spacy

    from policytext.wording.words import find_words

    # jieba's own import warns of its escapes; through ours it does not.
    assert [word.text for word in find_words("农村书屋")] == ["农村", "书屋"]
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("policytext")
    marked = nlp(TEXT)
    assert [s.text for s in marked.spans["citations"]] == [s.text for s in doc.spans["citations"]]
