from hypothesis import given
from hypothesis import strategies as st

from confidcheck.finding import Edit, Place
from confidcheck.reword.edits import apply_edits, closed_span, is_balanced


def without(text, words, **keeps):
    start = text.index(words)
    span = closed_span(text, start, start + len(words), **keeps)
    return apply_edits(text, [Edit(Place(0, *span), "")])


def test_edits_are_made_from_the_end_so_that_places_hold():
    edits = [Edit(Place(0, 0, 1), "AA"), Edit(Place(0, 2, 3), "")]
    assert apply_edits("abc", edits) == "AAb"


def test_one_separator_is_left_where_a_sentence_goes():
    assert without("One. Two. Three.", "Two.", keeps_before=True, keeps_after=True) == "One. Three."


def test_the_paragraph_break_is_the_separator_that_stays():
    assert without("One. Two.\n\nThree.", "Two.", keeps_before=True, keeps_after=True) == "One.\n\nThree."
    assert without("One.\n\nTwo. Three.", "Two.", keeps_before=True, keeps_after=True) == "One.\n\nThree."


def test_nothing_is_left_before_the_first_or_after_the_last_sentence():
    assert without("One. Two.", "One.", keeps_before=False, keeps_after=True) == "Two."
    assert without("One. Two.\n", "Two.", keeps_before=True, keeps_after=False) == "One.\n"


def test_a_bracket_that_lost_its_partner_is_noticed():
    assert is_balanced("One.", "One. (Two.)")
    assert not is_balanced("(One.", "(One. Two.)")
    assert is_balanced('"One.', '"One. Two.')


@given(st.text(), st.text())
def test_an_edit_of_everything_leaves_the_replacement_only(text, replacement):
    assert apply_edits(text, [Edit(Place(0, 0, len(text)), replacement)]) == replacement
