"""The encoder as a spaCy component."""

from __future__ import annotations

import pytest
import spacy

from confidcheck.language import spacy_component
from confidcheck.language.encoder.decoding import LabelledSpan
from confidcheck.language.encoder.encoder import Encoding
from confidcheck.language.spacy_component import EncoderComponent
from confidcheck.reading import Sentence


class FakeEncoder:
    """Finds Jess, and calls the two characters before and behind a disclosure its own."""

    def encode(self, text: str) -> Encoding:
        at = text.find("Jess")
        if at < 0:
            return Encoding((), (), (Sentence(0, len(text), 0.02),), 0.01)
        return Encoding(
            entities=(LabelledSpan(at, at + 4, "PERSON", 0.9),),
            disclosures=(LabelledSpan(at + 1, at + 3, "PERSON", 0.8),),
            sentences=(Sentence(0, len(text), 0.7),),
            discloses=0.75,
        )


@pytest.fixture
def nlp(monkeypatch):
    monkeypatch.setattr(spacy_component, "load_encoder", FakeEncoder)
    nlp = spacy.blank("en")
    nlp.add_pipe("encoder")
    return nlp


def test_a_doc_gets_entities_disclosures_and_sentence_scores(nlp):
    doc = nlp("🙈 So Jess cried.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Jess", "PERSON")]
    (span,) = doc.spans["disclosures"]
    assert (span.text, span.label_, span._.score) == ("Jess", "PERSON", 0.8)
    assert doc._.discloses == pytest.approx(0.75)
    assert doc[0:2]._.about_client == pytest.approx(0.7)


@pytest.mark.parametrize("batch_size", [1, 2, 50])
def test_batches_are_annotated_each_by_its_own_text(nlp, batch_size):
    docs = list(nlp.pipe(["Jess left.", "Any CPD?", "", "And Jess."], batch_size=batch_size))
    assert [len(doc.ents) for doc in docs] == [1, 0, 0, 1]
    assert [len(doc.spans["disclosures"]) for doc in docs] == [1, 0, 0, 1]


def test_the_encoder_is_loaded_with_the_first_doc_only(monkeypatch):
    loads = []
    monkeypatch.setattr(spacy_component, "load_encoder", lambda: loads.append(1) or FakeEncoder())
    nlp = spacy.blank("en")
    nlp.add_pipe("encoder")
    assert loads == []
    nlp("Jess."), nlp("Jess.")
    assert loads == [1]


@pytest.mark.parametrize("text", ["Jess\u200b 🫠", "e\u0301 Jess", "(Jess)", "xJessica"])
def test_odd_text_widens_a_span_to_whole_tokens(text):
    doc = EncoderComponent(FakeEncoder())(spacy.blank("en")(text))
    (span,) = doc.spans["disclosures"]
    assert "Jess" in span.text
    assert text[span.start_char : span.end_char] == span.text
