"""What must hold for every rewording, over the training parts of the corpus and over drafts put together at random."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Grade, Report, Severity
from confidcheck.reword.edits import apply_edits
from confidcheck.reword.phrases import words
from plain_reading import PlainReading
from rewording_drafts import (
    FILES_OF_CARDS,
    becomes,
    corpus_disclosures,
    finding,
    marked,
    report_of,
    reword,
    reworder,
)

A_SENTENCE = 200  # code points: a rewording is at most this much longer than its draft
REQUEST = re.compile(
    r"(?i)\?|\b(iso|looking for|any recommendations|recs|recommend|any (ideas|tips|advice|thoughts)|advice|kindly)\b"
)
LONG_WORD = 5  # letters; shorter words are mostly the small change of English


def offered_words(report):
    """Words the tool put in: those of the templates, which are general, and the theme or therapist wanted."""
    return [edit.replacement for f in report.findings for r in f.rewordings[:1] if r.grade is Grade.SAFE for edit in r.edits]


def test_the_canonical_draft_becomes_the_canonical_question():
    draft = "[[I have a client]] who has [[HEALTH|agoraphobia]] and I feel I need more CPD on this"
    assert becomes(draft) == "Does anyone have CPD recommendations for working with agoraphobia?"


def test_a_report_without_grave_findings_comes_back_as_it_is():
    text = "Does anyone have CPD recommendations for working with agoraphobia?"
    for findings in [(), (finding(0, 4, severity=Severity.NOTE),), (finding(0, 4, suppressed="a reason"),)]:
        report = Report(Thread.of(Draft.plain(text)), findings)
        assert reworder().complete(report, (PlainReading(text),), passes=lambda _: True) is report


def test_cassandra_gets_a_card():
    report = reword(
        "So [[PERSON|Cassandra]] texted me. [[EVENT|She left her husband]] and [[QUOTE|says I saved her]].", remedy="delete"
    )
    assert report.rewritten is None
    assert "take it down first" in report.card


def test_offers_are_different_best_first_and_at_most_three():
    report = reword("I have [[a client]] with [[HEALTH|OCD]]. Any books?")
    texts = [offer.text for offer in report.findings[0].rewordings]
    assert len(texts) == len(set(texts)) == 3
    assert texts[0] == report.rewritten


def test_every_offer_has_edits_that_replace_the_clients_whole_passage():
    clean, _ = marked("Hello. I have [[a client]] with [[HEALTH|OCD]]. She drinks. Any books? Thanks!")
    report = reword("Hello. I have [[a client]] with [[HEALTH|OCD]]. She drinks. Any books? Thanks!")
    for offer in report.findings[0].rewordings:
        assert apply_edits(clean, offer.edits) == f"Hello. {offer.text} Thanks!"


def test_a_passage_that_is_only_left_out_is_offered_as_nothing():
    report = reword("Any good reading on burnout? [[Cl]] is [[OCCUPATION|a nurse]].")
    assert report.findings[0].rewordings[0].text == ""
    assert report.findings[0].rewordings[0].grade is Grade.SAFE


def test_suppressed_words_stay():
    clean, ((start, end, _),) = marked("[[My client]] is a brand of shoe. Any books on shame?")
    report = Report(Thread.of(Draft.plain(clean)), (finding(start, end, suppressed="not a person"),))
    assert reworder().complete(report, (PlainReading(clean),), passes=lambda _: True).rewritten is None


def test_turns_of_others_are_never_rewritten():
    own, other = "Any books on shame?", "Sounds like my client Bob."
    thread = Thread.of(Draft.plain(own), Draft.plain(other, is_own=False))
    readings = (PlainReading(own), PlainReading(other))
    readings[1].draft = thread.drafts[1]
    report = reworder().complete(Report(thread, (finding(12, 21, draft=1),)), readings, passes=lambda _: True)
    assert report.findings[0].rewordings == ()
    assert report.card


def test_a_thread_of_own_drafts_is_rewritten_draft_by_draft():
    first, second = "I have a client with OCD. Any books?", "Thanks, will read both of them soon."
    thread = Thread.of(Draft.plain(first), Draft.plain(second))
    report = Report(thread, (finding(7, 15), finding(21, 24, "HEALTH")))
    done = reworder().complete(report, (PlainReading(first), PlainReading(second)), passes=lambda _: True)
    assert done.rewritten == f"Any book recommendations on working with OCD?\n\n{second}"


def test_nothing_is_offered_where_nothing_passes():
    report = reword("I have [[a client]] with [[HEALTH|OCD]]. Any books?", passes=lambda _: False)
    assert report.rewritten is None
    assert report.card
    assert [offer.grade for offer in report.findings[0].rewordings] == [Grade.NONE]


@pytest.fixture(scope="module")
def rewritten():
    """Every disclosing draft of the training parts, with what became of it."""
    return [(row, report_of(row)) for row in corpus_disclosures()]


def test_every_disclosure_gets_a_safe_version_or_a_card(rewritten):
    assert all((report.rewritten is None) != (report.card is None) for _, report in rewritten)


def test_four_of_five_disclosures_that_ask_for_something_get_a_safe_version(rewritten):
    asking = [report for row, report in rewritten if REQUEST.search(row["text"])]
    assert sum(report.rewritten is not None for report in asking) >= 0.8 * len(asking)


def test_no_rewording_is_longer_than_its_draft_and_a_sentence(rewritten):
    assert not [row["id"] for row, r in rewritten if r.rewritten and len(r.rewritten) > len(row["text"]) + A_SENTENCE]


def test_no_name_contact_or_quotation_of_a_client_survives(rewritten):
    kept = []
    for row, report in rewritten:
        if report.rewritten is None or report.rewritten == FILES_OF_CARDS["notice"]:
            continue
        for start, end, label in row["spans"]:
            said = row["text"][start:end]
            if label in {"PERSON", "CONTACT", "QUOTE", "AGE"} and row["text"].count(said) == 1 and said in report.rewritten:
                kept.append((row["id"], said))
    assert kept == []


def test_words_that_are_put_in_invent_no_name_place_or_number(rewritten):
    odd = []
    for row, report in rewritten:
        for text in offered_words(report):
            if text in (FILES_OF_CARDS["notice"], FILES_OF_CARDS["turn"]):
                continue
            odd += [(row["id"], number) for number in re.findall(r"\d+", text) if number not in row["text"]]
            for name in re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,}", text):
                known = name in row["text"] or name in {"Deaf", "Tourette"} or name.lower() in row["text"].lower()
                odd += [] if known else [(row["id"], name)]
    assert odd == []


def test_no_detail_of_a_client_comes_back_but_the_theme(rewritten):
    """A word of a flagged detail is put in only where it belongs to the theme or to the therapist wanted."""
    theme_words = {w for theme in reworder()._kit.themes for w in words(f"{theme.name} {theme.working} {' '.join(theme.asks)}")}
    template_words = {w for ask in reworder()._kit.asks for v in ask.variants for w in words(v.text)}
    template_words |= {w for feeling in reworder()._kit.feelings for text in feeling.texts for w in words(text)}
    labels = {"PERSON", "DATE", "OCCUPATION", "FAMILY", "EVENT", "QUOTE", "CONTACT", "STANCE", "AGE"}
    back = []
    for row, report in rewritten:
        details = {w for s, e, label in row["spans"] if label in labels for w in words(row["text"][s:e])}
        for edit_text in offered_words(report):
            if report.rewritten == FILES_OF_CARDS["notice"] or edit_text in row["text"]:
                continue
            said = {w for w in words(edit_text) if len(w) >= LONG_WORD} - theme_words - template_words
            back += [(row["id"], w) for w in said & details]
    assert len(back) <= len(rewritten) // 100, back


def test_spelling_is_never_mixed_by_what_is_put_in(rewritten):
    british, american = (
        ("counsellor", "behaviour", "favourite", "specialise"),
        ("counselor", "behavior", "favorite", "specialize"),
    )
    mixed = []
    for row, report in rewritten:
        text = row["text"].lower()
        said = " ".join(offered_words(report)).lower()
        for uk, us in zip(british, american, strict=True):
            mixed += (
                [row["id"]]
                if (uk in said and us in text and uk not in text) or (us in said and uk in text and us not in text)
                else []
            )
    assert mixed == []


def test_edits_of_all_findings_together_give_the_safe_version(rewritten):
    for row, report in rewritten:
        if report.rewritten is None:
            continue
        edits = {edit for f in report.findings for r in f.rewordings[:1] if r.grade is Grade.SAFE for edit in r.edits}
        if edits:
            assert apply_edits(row["text"], edits).rstrip() == report.rewritten


OPENERS = ["I have [[a client]]", "Working with [[a lad]]", "ive got [[a clinet]]", "[[My 3pm]]", "Seeing [[a couple]]"]
ISSUES = ["agoraphobia", "OCD", "panic attacks", "bulimia", "grief", "self-harm", "infidelity", "selective mutism", "hoarding"]
STORIES = ["", "She also drinks.", "He said he was fine.", "Their mum rang me.", "It was awful."]
OWN = ["", "I'm a trainee.", "I work online.", "I've read Yalom.", "Happy to pay."]
REQUESTS = [
    "Any CPD?",
    "Book recs please",
    "Any ideas?",
    "What would you do?",
    "Looking for worksheets.",
    "Which courses?",
    "Thoughts?",
]
ENDS = ["", "Thanks!", "TIA", "Thank you all"]


HELLOS = ["", "Hi all, ", "Evening folks. "]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*map(st.sampled_from, (HELLOS, OPENERS, ISSUES, STORIES, OWN, REQUESTS, ENDS))))
def test_any_draft_with_a_request_is_made_safe_and_stays_so(pieces):
    hello, opener, issue, story, own, request, end = pieces
    draft = f"{hello}{opener} with [[HEALTH|{issue}]]. " + " ".join(filter(None, [story, own, request, end]))
    clean, spans = marked(draft)
    said = becomes(draft)
    assert said is not None
    client = clean[spans[0][0] : spans[0][1]]
    assert client.lower() not in said.lower()
    assert not story or story not in said
    assert not own or own in said
    assert "?" in said or "ooking for" in said
    assert len(said) <= len(clean) + A_SENTENCE
    assert "  " not in said
    again = Report(Thread.of(Draft.plain(said)))
    assert reworder().complete(again, (PlainReading(said),), passes=lambda _: True).rewritten is None
