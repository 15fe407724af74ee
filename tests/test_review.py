"""`confidcheck review`: decisions as values, what they come to, and the whole of it through a pseudo-terminal."""

from __future__ import annotations

import sys

import pexpect
import pytest

from confidcheck.decisions import Kind, carry_out, passages
from confidcheck.draft import Thread
from confidcheck.errors import RewriteError
from confidcheck.finding import Confidence, Edit, Finding, Grade, Label, Place, Report, Rewording, Severity
from confidcheck.inputs import read_bytes
from confidcheck.review import Terminal, outcome, review
from confidcheck.suppress.permissions import permissions

POST = "Hi all.\n\nI have *a client* who freezes.\n\n- My 3pm cancelled again.\n- I love this group.\n"


def report(source=POST, name="post.md", told=("a client", "My 3pm"), offers=("Reads?", "Which reads?")):
    draft = read_bytes(source.encode(), name, name[name.rindex(".") :])
    found = []
    for number, words in enumerate(told):
        start = draft.text.index(words)
        place = Place(0, start, start + len(words))
        first = max(draft.text.rfind("\n", 0, start) + 1, 0)
        whole = Place(0, first, draft.text.index("\n", first) if "\n" in draft.text[first:] else len(draft.text))
        given = tuple(Rewording(Grade.SAFE, each, (Edit(whole, each),)) for each in offers)
        rule = f"rule-{number}"
        message = f"“{words}” was found."
        found.append(Finding(rule, Label.CLIENT, Severity.WARN, Confidence.HIGH, message, "Why.", (), (place,), "theme", given))
    return Report(Thread.of(draft), tuple(found))


def decide(*answers, of=None, passes=lambda _: True):
    """Answer a review from a list; what it says and what stands ready to be changed is kept."""
    of = of or report()
    said, given = [], list(answers)

    def ask(question, ready):
        said.append(f"{question}{ready}")
        answer = given.pop(0)
        if isinstance(answer, type):
            raise answer
        return answer

    draft = of.thread.drafts[0]
    decisions = review(draft, passages(of), Terminal(ask, said.append, lambda *_: None, passes))
    assert not given, "not every answer was asked for"
    return decisions, said, outcome(draft, decisions)


def test_an_offer_is_taken_by_its_number_or_the_first_by_t() -> None:
    _, _, result = decide("2", "t")
    assert result.draft.original == "Hi all.\n\nWhich reads?\n\n- Reads?\n- I love this group.\n"


def test_the_writers_own_words_go_in_and_what_stood_there_is_ready_to_be_changed() -> None:
    decisions, said, result = decide("e", "What do you read on freezing?", "s")
    assert "Your words: I have a client who freezes." in said
    assert [each.kind for each in decisions] == [Kind.CHANGE, Kind.SKIP]
    assert result.draft.original == POST.replace("I have *a client* who freezes.", "What do you read on freezing?")


def test_words_that_would_be_flagged_too_are_taken_with_a_word_of_warning() -> None:
    _, said, result = decide("e", "A client froze.", "s", passes=lambda text: "client" not in text)
    assert "A client froze." in result.draft.original
    assert any("may still be recognised" in each for each in said)


def test_what_is_deleted_takes_its_line_along() -> None:
    assert decide("d", "d")[2].draft.original == "Hi all.\n\n- I love this group.\n"


def test_what_is_kept_stands_under_a_comment_that_counts_and_needs_a_reason() -> None:
    _, said, result = decide("k", "", "k", "an invented example", "k", "a figure of speech")
    assert result.draft.original == (
        "Hi all.\n\n<!-- confidcheck: allow rule-0: an invented example -->\nI have *a client* who freezes.\n\n"
        "- My 3pm cancelled again. <!-- confidcheck: allow rule-1: a figure of speech -->\n- I love this group.\n"
    )
    assert result.draft.text.split() == report().thread.drafts[0].text.split()
    covered = list(permissions(result.draft))
    for finding, allowed in zip(report().findings, covered, strict=True):
        assert allowed.rules == (finding.rule,)
        assert allowed.covers(result.draft.text.index("a client" if finding.rule == "rule-0" else "My 3pm"))
    assert any("a reason is needed" in each for each in said)


def test_a_reason_that_tells_of_a_client_is_not_put_into_a_page() -> None:
    passes = lambda text: "Jess" not in text  # noqa: E731 - a word for a word
    _, said, result = decide("k", "Jess said yes", "k", "consent in writing", "s", passes=passes)
    assert "Jess" not in result.draft.original
    assert any("Try one that says less" in each for each in said)


@pytest.mark.parametrize(
    ("source", "name"),
    [("I have a client who freezes.\n\nMy 3pm left.\n", "post.txt"), ("---\ntitle: a client\n---\nMy 3pm left.\n", "post.md")],
    ids=["plain text", "front matter"],
)
def test_where_no_comment_can_stand_the_reason_goes_into_a_file_beside_the_draft(source, name) -> None:
    _, _, result = decide("k", "an invented example", "s", of=report(source, name))
    assert result.draft.original == source
    (allowed,) = permissions(result.draft, "\n".join(result.beside))
    assert allowed.rules == ("rule-0",)
    assert allowed.covers(result.draft.text.index("a client"))
    assert not allowed.covers(result.draft.text.index("My 3pm"))


def test_undo_goes_back_to_the_passage_before() -> None:
    decisions, said, _ = decide("u", "1", "u", "s", "1")
    assert [each.kind for each in decisions] == [Kind.SKIP, Kind.TAKE]
    assert "There is nothing to undo yet." in said


@pytest.mark.parametrize("leave", ["q", "quit", EOFError, KeyboardInterrupt])
def test_leaving_keeps_what_was_decided(leave) -> None:
    assert [each.kind for each in decide("1", leave)[0]] == [Kind.TAKE]


def test_a_question_in_between_is_left_without_losing_what_was_decided() -> None:
    assert [each.kind for each in decide("1", "k", EOFError)[0]] == [Kind.TAKE]


def test_skipping_everything_comes_to_nothing() -> None:
    assert decide("s", "s")[2] is None


def test_what_is_no_answer_brings_help_and_asks_again() -> None:
    _, said, _ = decide("9", "what?", "s", "s")
    assert any(each.startswith("There is no such offer") for each in said)
    assert any("undo the last decision" in each for each in said)


def test_a_decision_that_markup_forbids_is_said_and_asked_again(monkeypatch) -> None:
    def tangled(_draft, decisions):
        if any(each.kind is Kind.LEAVE_OUT for each in decisions):
            raise RewriteError("post.md:3: tangled up")
        return carry_out(_draft, decisions)

    monkeypatch.setattr("confidcheck.review.carry_out", tangled)
    decisions, said, _ = decide("d", "s", "s")
    assert [each.kind for each in decisions] == [Kind.SKIP, Kind.SKIP]
    assert "post.md:3: tangled up." in said


def test_findings_in_one_sentence_are_one_passage() -> None:
    both = report("Hi. I have a client with my 3pm. Bye.", told=("a client", "my 3pm"), offers=())
    (passage,) = passages(both)
    assert both.thread.drafts[0].text[passage.start : passage.end] == "I have a client with my 3pm."
    assert passage.rules == ("rule-0", "rule-1")


PAGE = (
    "<p>Hi all.</p>\n<p>I have <em>a client</em> who freezes.</p>\n"
    "<ul>\n<li>My 3pm cancelled again.</li>\n<li>Bye.</li>\n</ul>\n"
)


def test_in_a_page_of_html_an_offer_is_taken_and_a_reason_stands_in_a_comment() -> None:
    _, _, result = decide("1", "k", "a figure of speech", of=report(PAGE, "post.html"))
    assert "<p>Reads?</p>\n" in result.draft.original
    assert "<!-- confidcheck: allow rule-1: a figure of speech -->" in result.draft.original
    (allowed,) = permissions(result.draft)
    assert allowed.covers(result.draft.text.index("My 3pm"))
    assert [line for line in ("<p>Hi all.</p>", "<li>Bye.</li>") if line not in result.draft.original.splitlines()] == []


def test_in_a_page_of_html_what_is_deleted_leaves_the_rest_as_it_was() -> None:
    original = decide("d", "d", of=report(PAGE, "post.html"))[2].draft.original
    assert "client" not in original
    assert "3pm" not in original
    assert [line for line in ("<p>Hi all.</p>", "<ul>", "<li>Bye.</li>", "</ul>") if line not in original.splitlines()] == []


# Through a pseudo-terminal

LONG = """---
title: Notes on endings
---

Hi all 👋. The chapter on *planned* endings in the [handbook](https://a.example) is still the best I know on the subject.

I have a client who has agoraphobia and I feel I need more CPD on this.

My own supervisor has a way of asking how we would like to be remembered, which I find moving every time I hear it.

- Reading: the chapter above, slowly, with a pencil, and the review of it that came out in the spring.
- My 3pm cancelled again today.
- Writing: a page for myself after each ending, kept in a drawer, with nothing in it that is not mine.

One of my clients is a midwife in Leeds.

It has changed how I plan my holidays as well: I write the dates down early, and I say them aloud in good time.
"""
ASKS = r"\[u\]ndo  \[q\]uit  \[\?\] "
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not on Windows")


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(LONG.replace("\n", "\r\n").encode())
    children = []

    def start(*options):
        arguments = ["-m", "confidcheck", "review", "--no-encoder", *options, "post.md"]
        child = pexpect.spawn(sys.executable, arguments, cwd=str(tmp_path), timeout=60, encoding="utf-8", dimensions=(50, 80))
        children.append(child)
        return child

    yield path, start
    for child in children:
        child.close(force=True)


@posix_only
def test_a_whole_review_take_undo_edit_keep_and_save(session) -> None:
    path, start = session
    child = start()
    child.expect(r"Passage 1 of 3[\s\S]*«a client»[\s\S]*" + ASKS)
    child.sendline("d")
    child.expect(r"Passage 2 of 3[\s\S]*" + ASKS)
    child.sendline("u")
    child.expect(r"Passage 1 of 3[\s\S]*" + ASKS)
    child.sendline("2")
    child.expect(r"Passage 2 of 3[\s\S]*" + ASKS)
    child.sendline("k")
    child.expect(r"Why may it stay\? ")
    child.sendline("my dentist cancelled")
    child.expect(r"Passage 3 of 3[\s\S]*" + ASKS)
    child.sendline("e")
    child.expect(r"Your words: One of my clients is a midwife in Leeds\.")
    child.send("\x15What do you read on birth?\r")  # Ctrl-U empties the line
    child.expect(r"This is what changes:[\s\S]*Save this\? \[y\]es  \[n\]o  \[u\]ndo the last  ")
    assert path.read_bytes() == LONG.replace("\n", "\r\n").encode()
    child.sendline("y")
    child.expect("Saved. Checked again: nothing found.")
    child.expect(pexpect.EOF)
    saved = path.read_bytes().decode()
    assert "birth?\r\n" in saved
    assert "- My 3pm cancelled again today. <!-- confidcheck: allow slot-complaint: my dentist cancelled -->\r\n" in saved
    untouched = [line for line in LONG.splitlines() if "client" not in line and "3pm" not in line]
    assert [line for line in saved.splitlines() if line in untouched] == untouched
    assert "client" not in saved


@posix_only
@pytest.mark.parametrize("leave", ["q\r", "\x03", "\x04"], ids=["q", "Ctrl-C", "Ctrl-D"])
def test_leaving_early_asks_and_a_no_leaves_the_file_as_it_was(session, leave) -> None:
    path, start = session
    child = start()
    child.delaybeforesend = 0.5  # a signal is lost on readline in the moment between prompt and reading
    child.expect(r"Passage 1 of 3[\s\S]*" + ASKS)
    child.sendline("1")
    child.expect(r"Passage 2 of 3[\s\S]*" + ASKS)
    child.send(leave)
    child.expect(r"Save this\?")
    child.sendline("n")
    child.expect("Nothing was saved; post.md is as it was.")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 1
    assert path.read_bytes() == LONG.replace("\n", "\r\n").encode()


@posix_only
def test_without_colours_none_are_sent_and_a_profile_is_taken_from_the_command_line(session) -> None:
    _, start = session
    child = start("--no-color", "--profile", "public")
    child.expect(r"Passage 1 of 3[\s\S]*" + ASKS)
    assert "\x1b[3" not in child.before + child.after
    child.send("q\r")
    child.expect(pexpect.EOF)


@posix_only
def test_a_profile_that_does_not_exist_is_said_in_one_line(session) -> None:
    _, start = session
    child = start("--profile", "nowhere")
    child.expect("nowhere")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 2
