import pytest

from confidcheck.errors import RuleError
from confidcheck.reword.phrases import Terms, compile_phrases, fold, words


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("looking for", "we are Looking for space", True),
        ("looking for", "looking fortunate", False),
        ("(any|some) ideas", "some ideas", True),
        ("[any] ideas $", "ideas?", True),
        ("^ideas", "my ideas", False),
        ("recommend*", "recommendations", True),
        ("^i *ed", "i waited", True),
        ("know {gap:2} therapist", "know a good therapist", True),
        ("know {gap:2} therapist", "know a very good trauma therapist", False),
        ("i've read", "ive read", True),
        ("play therapist", "play-therapist", True),
        ("what now ?", "what now?", True),
    ],
)
def test_a_phrase_finds_its_words_and_no_others(phrase, text, is_found):
    assert bool(compile_phrases([phrase], "x.yaml").search(fold(text))) is is_found


def test_a_bracket_without_its_partner_is_an_error_that_names_the_file():
    with pytest.raises(RuleError, match=r"asks\.yaml.*brackets"):
        compile_phrases(["(this|that"], "asks.yaml")


def test_folding_keeps_every_offset():
    text = "“I’ve” – yes"
    assert len(fold(text)) == len(text)
    assert words(text) == ["i've", "yes"]


def test_the_longest_term_wins_and_short_capitals_stay_capitals():
    terms = Terms([("panic", "panic"), ("panic attacks", "attacks"), ("DID", "did")])
    assert [value for _, _, value in terms.find("Panic attacks, did I panic? DID")] == ["attacks", "panic", "did"]


def test_terms_are_placed_in_code_points():
    assert list(Terms([("ocd", 1)]).find("👋 OCD’s")) == [(2, 7, 1)]
