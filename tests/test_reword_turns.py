from confidcheck.reword.turns import turns
from rewording_drafts import becomes

TURN = "I'll keep this general, and take anything specific to supervision."


def test_the_first_turn_with_details_says_so_and_later_ones_go():
    opening = "OP: Favourite books on nightmares?\n↳ Trauma or the anxious kind?\n"
    assert becomes(f"{opening}OP: Trauma. [[He]] drives.\n↳ Go slow.\nOP: [[He]] is 40.") == f"{opening}OP: {TURN}\n↳ Go slow."


def test_an_opening_turn_asks_about_the_theme():
    thread = "OP: [[My client]] has [[HEALTH|OCD]], any books?\n↳ Which age?\n↳ Following"
    assert becomes(thread) == "OP: Any book recommendations on working with OCD?\n↳ Which age?\n↳ Following"


def test_one_line_with_a_colon_is_no_thread():
    assert turns("Quick question: any books?\nThanks") == ()
