import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.fold import tokens, words
from confidcheck.match import Matcher
from confidcheck.match.phrases import Phrases
from confidcheck.rule import Lexicon, LexiconTerm
from plain_reading import PlainReading, ruleset

LEXICONS = {
    "client-noun": Lexicon(
        "client-noun",
        "tests",
        (
            LexiconTerm("client"),
            LexiconTerm("service user"),
            LexiconTerm("ct", ambiguous=True),
            LexiconTerm("YP", exact_case=True),
        ),
    ),
    "misspelling": Lexicon(
        "misspelling",
        "tests",
        (
            LexiconTerm("client", variants=("clinet",)),
            LexiconTerm("I've", variants=("ive",)),
            LexiconTerm("bipolar", variants=("bi-polar",)),
        ),
    ),
}


def flagged(phrase, text):
    reading = PlainReading(text)
    spans = [(sentence.start, sentence.end) for sentence in reading.sentences]
    matches = Phrases([phrase], LEXICONS).matches(text, spans)
    return [text[match.flag_start : match.flag_end] for match in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        # words in order, in any case and spacing
        ("my client", "So MY   Client left.", ["MY   Client"]),
        ("my client", "My\u00a0client", ["My\u00a0client"]),
        ("my client", "my cli\u200bent", ["my cli\u200bent"]),
        ("my fiance", "my fiancé", ["my fiancé"]),
        ("my client", "my old client", []),
        ("my client", "my clients", []),
        ("my client", "amy client", []),
        # misspellings, and what is written in the phrase
        ("a client", "a clinet", ["a clinet"]),
        ("a clinet", "a client", ["a client"]),
        ("bipolar", "bi-polar, she says", ["bi-polar"]),
        # hyphens, digits
        ("14 year old", "a 14-year-old", ["14-year-old"]),
        ("long-term client", "my long term client", ["long term client"]),
        ("{number} yo", "a 14yo and a 15 yo", ["14yo", "15 yo"]),
        ("ex-{client-noun}", "an ex client, an ex-client", ["ex client", "ex-client"]),
        ("client - not mine", "a client – not mine", ["client – not mine"]),
        # apostrophes
        ("<I> 've got", "I’ve got", ["I"]),
        ("I've got", "ive got one", ["ive got"]),
        ("my client", "my client's mum", ["my client"]),
        ("{client-noun}'s mum", "client’s mum; clients' mum; clients mum; service users mum", None),
        ("who's", "whos", ["whos"]),
        ("I do", "I don't", []),
        # choices
        ("(I|we all) see", "I see and we all see", ["I see", "we all see"]),
        ("my [really|very] old [dear] client", "my old client", ["my old client"]),
        ("my [really|very] old [dear] client", "my very old dear client", ["my very old dear client"]),
        ("my [really|very] old [dear] client", "my dear client", []),
        ("(a|(my|our) (old|new)) client", "our new client", ["our new client"]),
        ("(a|an (old|new)) (a|b)", "an old b", ["an old b"]),
        # slots
        ("a {client-noun}", "a service user, a ct", ["a service user"]),
        ("a {client-noun~}", "a service user, a ct", ["a service user", "a ct"]),
        ("a {client-noun}", "a YP, a yp", ["a YP"]),
        ("a {word} client", "a 14yo client", ["a 14yo client"]),
        ("a {word} client", "a client", []),
        ("my {word} client", "my mum's client", ["my mum's client"]),
        ("with {gap:2} client", "with client", ["with client"]),
        ("with {gap:2} client", "with a new client", ["with a new client"]),
        ("with {gap:2} client", "with my only new client", []),
        ("with {gap:2} client", "with care, client", []),
        ("with {gap} client", "with a b c d client", ["with a b c d client"]),
        ("{number} sessions", "ten sessions, 1,000 sessions", ["1,000 sessions"]),
        ("saw {Name}", "I saw Sarah and saw him", ["saw Sarah"]),
        ("{Name} left", "Sarah left. So Sarah left", ["Sarah left"]),
        ("saw {Name}", "She saw I was tired", []),
        ("client {bracket} {number}", "client (34)", ["client (34"]),
        # starts, ends and punctuation
        ("^ client", "Client left. A client left.\n- client left", ["Client", "client"]),
        ("client $", "A client! My client said. One more client", ["client", "client"]),
        ("client ? $", "A client? a client", ["client?"]),
        ("hi, client", "hi client. Hi, client", ["Hi, client"]),
        ("my client", "my, client", []),
        ("my client", "my. client", []),
        ("my client", "my\nclient", []),
        ("my client", "my “client” and my 😂 *client*", ["my “client", "my 😂 *client"]),
        ("w/ client", "w/ client", ["w/ client"]),
        # the part to flag
        ("(I|we) see <a {client-noun}> who", "we see a service user who", ["a service user"]),
        ("(I see <him>|we see <her>)", "we see her", ["her"]),
    ],
)
def test_a_phrase_matches_as_the_guide_says(phrase, text, expected):
    if expected is None:
        expected = text.split("; ")
    assert flagged(phrase, text) == expected


def test_of_a_gap_the_longest_way_is_taken(tmp_path):
    hits = Matcher(ruleset(tmp_path, '  phrase: ["I {gap} client"]')).hits(PlainReading("I think I saw my client"))
    assert [(hit.start, hit.end) for hit in hits] == [(0, 23)]


def test_of_overlapping_hits_of_a_rule_the_longest_stays(tmp_path):
    match = '  phrase: ["my client", "(a|my) client of mine", "of mine too"]'
    hits = Matcher(ruleset(tmp_path, match)).hits(PlainReading("my client of mine too, my client"))
    assert [(hit.start, hit.end) for hit in hits] == [(0, 17), (23, 32)]


def test_offsets_count_code_points(tmp_path):
    text = "Hi 👋🏽 all, e\u0301t voila\u0300: my client"
    (hit,) = Matcher(ruleset(tmp_path, '  phrase: ["my client"]')).hits(PlainReading(text))
    assert text[hit.start : hit.end] == "my client"


def test_letters_of_a_misspelt_contraction_are_shared_out():
    assert flagged("I <'ve> got", "so ive got") == ["ve"]


WORDS = [
    "my",
    "a",
    "client",
    "clinet",
    "service",
    "user",
    "users",
    "ct",
    "YP",
    "'s",
    "’s",
    "mum",
    "who",
    "ive",
    "got",
    "14",
    "14yo",
]
GLUE = [" ", "  ", "-", ", ", ". ", "\n", " “", "\u00a0", "", "😂", "(", "\u200b"]
PHRASES = [
    "my {client-noun~}",
    "(a|my) [{word}] <{client-noun}>",
    "I've {gap:2} {client-noun}'s mum",
    "^ [my] client",
    "{number} [yo] $",
    "who {gap} client",
]
COMPILED = Phrases(PHRASES, LEXICONS)


@given(st.lists(st.tuples(st.sampled_from(WORDS) | st.text(string.printable, max_size=4), st.sampled_from(GLUE)), max_size=30))
def test_matches_lie_in_the_text_and_match_again_alone(pieces):
    text = "".join(word + glue for word, glue in pieces)
    sentences = [(s.start, s.end) for s in PlainReading(text).sentences]
    for match in COMPILED.matches(text, sentences):
        assert 0 <= match.start <= match.flag_start < match.flag_end <= match.end <= len(text)
        assert any(start <= match.start and match.end <= end for start, end in sentences)
        alone = COMPILED.matches(text, [(match.start, match.end)])
        assert any((m.number, m.start, m.end) == (match.number, match.start, match.end) for m in alone)


@given(st.text())
def test_tokens_lie_in_order_and_fold_to_themselves(text):
    found = tokens(text)
    assert all(token.start < token.end for token in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(words(text[token.start : token.end]) for token in found)


def test_the_work_for_a_text_grows_with_its_length_only(monkeypatch):
    texts = ["(a|b) {gap:12} (a|b)", "[a] [a] [a] [a] [a] [a] a a", "(a|a|a) {gap} {gap} {client-noun}"]
    steps = []
    automaton = "confidcheck.match.trace.Tracer._item"
    from confidcheck.match.trace import Tracer

    original = Tracer._item

    def counted(self, item, way):
        steps.append(item)
        return original(self, item, way)

    monkeypatch.setattr(automaton, counted)
    counts = []
    for length in (200, 400, 800):
        steps.clear()
        text = "a b " * (length // 2)
        Phrases(texts, LEXICONS).matches(text, [(0, len(text))])
        counts.append(len(steps))
    assert counts[2] - counts[1] <= 2.1 * (counts[1] - counts[0])


def test_the_automaton_reads_each_word_once_and_repeats_no_step(monkeypatch):
    from confidcheck.match.automaton import Automaton

    steps = []
    original = Automaton._step
    monkeypatch.setattr(Automaton, "_step", lambda self, *step: steps.append(step) or original(self, *step))
    phrases = Phrases(["(a|b) {gap} (a|b) c", "a a b"], LEXICONS)
    text = "a b c a x y z " * 200
    phrases.matches(text, [(0, len(text))])
    first = len(steps)
    phrases.matches(text * 3, [(0, len(text) * 3)])
    assert first < 60
    assert len(steps) == first


def test_the_cache_of_steps_is_bounded(monkeypatch):
    monkeypatch.setattr("confidcheck.match.automaton._CACHED_SETS", 3)
    phrases = Phrases(["a {gap} b {gap} c"], LEXICONS)
    for text in ("a x b y c", "a a b b c c", "b a c b a c"):
        assert phrases.matches(text, [(0, len(text))]) == Phrases(["a {gap} b {gap} c"], LEXICONS).matches(
            text, [(0, len(text))]
        )
    assert len(phrases._automaton._sets) < 20


def test_a_long_row_of_marks_takes_no_longer_than_a_short_one(monkeypatch):
    """Found by fuzzing: a phrase that passes over marks could end at each of them, and was traced back from each."""
    from confidcheck.match.trace import Tracer

    steps = []
    original = Tracer._item
    monkeypatch.setattr(Tracer, "_item", lambda self, item, way: steps.append(item) or original(self, item, way))
    phrases = Phrases(["my <client {gap:12}>", "{gap} client {gap:4} seen", "client {gap:2} (my|a)"], LEXICONS)
    counts = []
    for length in (100, 200, 400):
        steps.clear()
        text = f"About my client{'~' * length} and \N{REPLACEMENT CHARACTER}{'*_' * length} seen."
        assert phrases.matches(text, [(0, len(text))])
        counts.append(len(steps))
    assert counts[0] == counts[1] == counts[2]


def test_a_row_of_marks_does_not_part_what_belongs_together():
    text = f"my {'~' * 50}client"
    found = Phrases(["my client"], LEXICONS).matches(text, [(0, len(text))])
    assert [(match.start, match.end) for match in found] == [(0, len(text))]


def test_of_phrases_whose_place_does_not_matter_the_whole_sentence_is_told_once():
    text = "My client and my client. A client."
    sentences = [(0, 24), (25, 34)]
    found = Phrases(["my client", "a client"], LEXICONS).matches(text, sentences, roughly={0})
    assert [(match.number, match.start, match.end) for match in found] == [(0, 0, 24), (1, 25, 33)]


@pytest.mark.parametrize("mark", [chr(code) for code in (1, 2, 3, 4, 7, 0x1F, 0x7F, 0x9F, 0xFFFD)])
def test_control_characters_are_marks_like_any_other(mark):
    """Found by fuzzing: a control character must never be taken for a sign of the automaton's own."""
    phrases = Phrases(["^ client", "client $", "my {client-noun}", "my {client-noun}'s mum"], LEXICONS)
    text = f"my client {mark} mum {mark}client{mark} my {mark} client"
    found = phrases.matches(text, [(0, len(text))])
    assert (2, 0, 9) in {(match.number, match.start, match.end) for match in found}
    assert 0 not in {match.number for match in found}
