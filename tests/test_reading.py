"""Readings: lazy, once, and with or without the encoder."""

from __future__ import annotations

import subprocess
import sys

import pytest

from confidcheck.draft import Draft
from confidcheck.errors import ModelError
from confidcheck.language.encoder.decoding import LabelledSpan
from confidcheck.language.encoder.encoder import Encoding
from confidcheck.language.language import Language
from confidcheck.language.syntax import FOLDER, load_syntax
from confidcheck.reading import About, Sentence
from confidcheck.ruleset import load_rules, shipped_rules

RULES = shipped_rules()


class FakeEncoder:
    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, text: str) -> Encoding:
        self.texts.append(text)
        client, jess = text.find("client"), text.find("Jess")
        return Encoding(
            entities=(LabelledSpan(jess, jess + 4, "PERSON", 0.9),) if jess >= 0 else (),
            disclosures=(LabelledSpan(client, client + 6, "CLIENT", 0.93),) if client >= 0 else (),
            sentences=(Sentence(0, len(text), 0.9),) if text.strip() else (),
            discloses=0.88,
        )


@pytest.fixture(scope="module")
def lexicons():
    return load_rules([RULES]).lexicons


def language(lexicons, encoder: FakeEncoder | None = None) -> Language:
    if encoder is None:
        return Language(lexicons, data=RULES, use_encoder=False)
    return Language(lexicons, data=RULES, load=lambda: encoder)


def test_nothing_is_read_before_it_is_asked_for_and_then_only_once(lexicons):
    encoder = FakeEncoder()
    reading = language(lexicons, encoder).read(Draft.plain("My client Jess is 34."))
    assert encoder.texts == []
    assert reading.discloses == pytest.approx(0.88)
    assert reading.mentions is reading.mentions
    assert reading.sentences[0].about_client == pytest.approx(0.9)
    assert encoder.texts == ["My client Jess is 34."]


def test_mentions_of_all_origins_come_in_the_order_of_the_text(lexicons):
    text = "My client Jess is 34, has OCD, ring 0121 496 0733."
    mentions = language(lexicons, FakeEncoder()).read(Draft.plain(text)).mentions
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert {m.origin for m in mentions} == {"encoder", "grammar", "lexicon", "identifier"}
    heard = next(m for m in mentions if m.label == "client")
    assert (heard.about, heard.score, heard.origin) == (About.CLIENT, 0.93, "encoder")
    jess = next(m for m in mentions if m.label == "person")
    assert (jess.kind, text[jess.start : jess.end]) == ("entity", "Jess")


def test_without_the_encoder_the_words_still_speak(lexicons):
    reading = language(lexicons).read(Draft.plain("My client is 34. She has OCD."))
    assert reading.discloses is None
    assert [s.about_client for s in reading.sentences] == [None, None]
    assert {(m.label, m.about) for m in reading.mentions} == {("age", About.CLIENT), ("health", About.CLIENT)}


@pytest.mark.parametrize("text", ["", "  \n\n ", "🙈🫠", "\u200b", "e\u0301" * 20])
def test_empty_and_odd_drafts_are_read(lexicons, text):
    reading = language(lexicons, FakeEncoder()).read(Draft.plain(text))
    assert reading.mentions == ()
    assert all(s.end <= len(text) for s in reading.sentences)


def test_every_mention_lies_inside_the_draft(lexicons):
    text = "👩🏽‍⚕️ ive a cleint, 34\u200byo F, “panic” n OCD @jess_r 07700\u00a0900364 e\u0301 🙈"
    for mention in language(lexicons).read(Draft.plain(text)).mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()


def test_a_clean_draft_needs_neither_spacy_nor_presidio():
    program = (
        "import sys; from pathlib import Path; from confidcheck.draft import Draft;"
        "from confidcheck.language.language import Language; from confidcheck.ruleset import load_rules;"
        f"rules = Path({str(RULES)!r});"
        "reading = Language(load_rules([rules]).lexicons, data=rules, use_encoder=False)"
        ".read(Draft.plain('Any CPD on working with agoraphobia?'));"
        "reading.mentions; sys.exit(bool({'spacy', 'presidio_analyzer'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_missing_pipeline_is_one_clear_error(tmp_path):
    with pytest.raises(ModelError, match="reinstall"):
        load_syntax(tmp_path / "syntax")


def test_a_damaged_pipeline_is_one_clear_error(tmp_path):
    (tmp_path / "meta.json").write_text("{}", encoding="utf8")
    with pytest.raises(ModelError, match="reinstall"):
        load_syntax(tmp_path)


@pytest.mark.skipif(not (FOLDER / "meta.json").is_file(), reason="the syntax model is not built here")
def test_the_doc_is_parsed_and_carries_what_the_encoder_saw(lexicons):
    reading = language(lexicons, FakeEncoder()).read(Draft.plain("My client Jess cried."))
    doc = reading.doc
    assert doc is reading.doc
    assert doc.text == reading.draft.text
    assert doc.has_annotation("DEP")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Jess", "PERSON")]
    assert [span.label_ for span in doc.spans["disclosures"]] == ["CLIENT"]
