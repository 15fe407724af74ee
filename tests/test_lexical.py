"""Mentions by word lists."""

from __future__ import annotations

import pytest

from confidcheck.language.lexical import Lexical
from confidcheck.rule import Lexicon, LexiconTerm


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    health = (
        LexiconTerm("OCD"),
        LexiconTerm("self-harm", variants=("s/h",)),
        LexiconTerm("panic"),
        LexiconTerm("panic disorder"),
        LexiconTerm("ACT", exact_case=True),
        LexiconTerm("shock", ambiguous=True),
        LexiconTerm("pt"),
    )
    lists = (
        Lexicon("condition", "test", health, mentions="health"),
        Lexicon("town", "test", (LexiconTerm("Málaga"),), mentions="place"),
        Lexicon("silent", "test", (LexiconTerm("client"),)),
    )
    return Lexical({lexicon.name: lexicon for lexicon in lists})


def found(lexical: Lexical, text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in lexical.find(text)]


def test_a_term_is_found_in_any_case_with_its_label_and_list(lexical):
    (mention,) = lexical.find("so much ocd here")
    assert (mention.label, mention.kind, mention.origin) == ("health", "condition", "lexicon")


def test_the_longest_term_wins(lexical):
    assert found(lexical, "Panic disorder or panic?") == ["Panic disorder", "panic"]


@pytest.mark.parametrize("written", ["self-harm", "self harm", "Self‑Harm", "s/h"])
def test_hyphens_and_variants_are_folded(lexical, written):
    assert found(lexical, f"about {written} today") == [written]


def test_a_term_that_minds_its_case_is_left_alone_in_lower_case(lexical):
    assert found(lexical, "we act on ACT") == ["ACT"]


def test_ambiguous_terms_and_lists_without_mentions_stay_silent(lexical):
    assert found(lexical, "a client in shock") == []


def test_a_term_inside_another_word_or_beside_a_figure_is_none(lexical):
    assert found(lexical, "10pt type, ocdish and panicky") == []


@pytest.mark.parametrize("written", ["Málaga", "malaga", "Ma\u0301laga", "MÁLAGA", "Má\u200blaga"])
def test_accents_and_invisible_characters_are_folded_and_offsets_kept(lexical, written):
    assert found(lexical, f"🙈 in {written} 🌊") == [written]
