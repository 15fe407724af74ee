from rewording_drafts import becomes, reword


def test_innocent_sentences_are_kept_word_for_word():
    draft = (
        "Evening all. I'm an integrative counsellor in Leeds, three years qualified. I've just taken on [[a new client]] with "
        "[[HEALTH|emetophobia]]. She also self-harms. Book recs please 🙏 Thanks so much!"
    )
    assert becomes(draft) == (
        "Evening all. I'm an integrative counsellor in Leeds, three years qualified. "
        "Any book recommendations on working with emetophobia please? 🙏 Thanks so much!"
    )


def test_nothing_is_put_in_where_the_question_stands_by_itself():
    assert becomes("Any good reading on burnout? [[Cl]] is [[OCCUPATION|a nurse]] at [[ORG|the Royal]].") == (
        "Any good reading on burnout?"
    )


def test_paragraphs_stay_apart():
    blog = "On endings\n\nEndings are hard and rarely taught. [[A woman I saw]] wept.\n\nBuild in time after each one."
    assert becomes(blog) == "On endings\n\nEndings are hard and rarely taught.\n\nBuild in time after each one."


def test_a_greeting_with_a_comma_goes_on_in_small_letters():
    assert (
        becomes("Hi all, I see [[a man]] with [[HEALTH|OCD]]. Any books?")
        == "Hi all, any book recommendations on working with OCD?"
    )


def test_a_greeting_with_a_comma_ends_where_a_whole_sentence_follows():
    assert becomes("Supervisors, [[a client]] left. Any books on endings?") == "Supervisors. Any books on endings?"


def test_what_does_not_pass_is_taken_out_further():
    draft = "I run a small practice by the sea in Hove. [[A client]] with [[HEALTH|OCD]] came. Any books?"
    assert becomes(draft, passes=lambda text: "Hove" not in text) == "Any book recommendations on working with OCD?"


def test_another_wording_is_tried_where_the_first_does_not_pass():
    draft = "I have [[a client]] with [[HEALTH|OCD]]. Any books?"
    assert becomes(draft, passes=lambda text: not text.startswith("Any")) == "What do you read on working with OCD?"


def test_scraps_are_no_post():
    report = reword("[[My 3pm]] bit me. It rained. [[She]] laughed. My car is red and has a new tyre.")
    assert report.rewritten is None
    assert report.card


ARTICLE = "On rest\n\n" + "Rest is a habit that most people can learn with help. " * 7


def test_an_article_keeps_all_but_its_case_and_never_becomes_a_question():
    said = becomes(ARTICLE + "[[A woman I see]] wept and I was exhausted. Would I do it again? Build in time to sit down.")
    assert said == ARTICLE + "Build in time to sit down."


def test_an_article_that_cannot_be_kept_gets_a_card_and_no_question():
    report = reword(ARTICLE + "[[A woman I see]] wept and I was exhausted.", passes=lambda text: "habit" not in text)
    assert report.rewritten is None
    assert report.card


def test_what_may_be_nobodys_is_kept_if_it_passes_without_the_rest():
    draft = "I have [[a client]] with [[HEALTH|OCD]]. Any books? I'm integrative and live by the sea."
    scores = (0.8, 0.4, 0.55)
    assert becomes(draft, scores=scores) == "Any book recommendations on working with OCD? I'm integrative and live by the sea."
    assert (
        becomes(draft, scores=scores, passes=lambda text: "sea" not in text) == "Any book recommendations on working with OCD?"
    )


def test_what_the_encoder_is_sure_of_is_never_kept():
    draft = "I have [[a client]] with [[HEALTH|OCD]]. Any books? I'm integrative and live by the sea."
    assert becomes(draft, scores=(0.8, 0.4, 0.7)) == "Any book recommendations on working with OCD?"
