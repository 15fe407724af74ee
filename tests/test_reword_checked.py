"""What the tool puts in is held to the tool itself: every wording, and what becomes of drafts, must pass the checker."""

import pytest

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.finding import Grade
from rewording_drafts import FILES_OF_CARDS, corpus_disclosures
from test_reword_kit import every_wording

EVERY_NTH = 29  # drafts of the corpus; all of them would take minutes
DRAFTS = [
    "I have a client who has agoraphobia and I feel I need more CPD on this",
    "I have a client looking for relationship therapy, recommend someone in Sheffield?",
    "Need a counselor in Tampa for a 27F with PPD and a difficult sister",
    "ISO therapist for 14yo F, SI, Aetna, evenings",
    "So glad our sessions helped! You did so well.",
    "Client turned up drunk, what would you do?",
    "hi all, ive got a clinet who self harms and freezes at endings. any book recs? thanks",
    "So my client Cassandra texted me last night that she's leaving her husband. What a week!",
]


@pytest.fixture(scope="module")
def checker():
    return Checker(use_encoder=False)


def offers(report):
    return {r.text for f in report.findings for r in f.rewordings if r.grade is Grade.SAFE and r.text}


def test_every_wording_of_every_template_passes(checker):
    assert [
        text for text in [*every_wording(), FILES_OF_CARDS["notice"], FILES_OF_CARDS["turn"]] if not checker.passes(text)
    ] == []


@pytest.mark.parametrize("draft", DRAFTS)
def test_what_a_draft_becomes_passes_and_is_left_as_it_is(checker, draft):
    report = checker.check(Thread.of(Draft.plain(draft)))
    assert report.rewritten or report.card
    assert all(checker.passes(text) for text in offers(report))
    if report.rewritten:
        again = checker.check(Thread.of(Draft.plain(report.rewritten)))
        assert again.exit_status() == 0
        assert again.rewritten is None


def test_safe_versions_of_the_corpus_pass_and_are_left_as_they_are(checker):
    for number, row in enumerate(corpus_disclosures()):
        if number % EVERY_NTH:
            continue
        report = checker.check(Thread.of(Draft.plain(row["text"])))
        assert all(checker.passes(text) for text in offers(report)), row["id"]
        if report.rewritten:
            assert checker.passes(report.rewritten), row["id"]
