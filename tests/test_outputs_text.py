from __future__ import annotations

import re
from dataclasses import replace

import pytest

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Confidence, Finding, Grade, Label, Place, Report, Rewording, Severity, Unchecked
from confidcheck.outputs import FORMATS, Options

CARD = "This is about one person, so there isn't a version of it that belongs here. Your supervisor can hold it."
INNOCENT = "The garden is doing well. " * 12
POST = (
    "Evening all 👋 I have a client who is 14 and at Hillside Academy. She says “nobody would miss me” and I came out "
    f"shaken. {INNOCENT}Any ideas?\n\nA room is free on Tuesdays.\n\n{INNOCENT}\n\nShe is 14, and my own son is too x"
)
GOLDEN = """\
  Evening all 👋 I have «a client»[1] who is «14»[2] and at «Hillside
  Academy»[3]. She says “«nobody would miss me»[4]” and I came out «shaken»[5].
  [… 13 sentences without a finding …]

    [1] Think again: “a client” singles out one of your clients.
        (client-opener)
    [2] Do not post: “14” gives the age of a child you work with.
        (client-age)
    [3] Do not post: “Hillside Academy” says where a client can be found.
        (client-place)
    [4] Do not post: “nobody would miss me” are your client's own words.
        (client-quote)
    [5] Note: “shaken” may be read by your client. (feeling)

    You could write: Any reading on supporting young people at risk?

    Perhaps, once you have looked it over:
      - Who supervises work with young people?
      - How do you settle after a heavy day?

  [… 13 sentences without a finding …]

  She is «14»[6], and my own son is too x

    [6] goes with [2].

  This is about one person, so there isn't a version of it that belongs here.
  Your supervisor can hold it.

Please do not post this as it stands. 5 places could let a client be recognised.

A safer version of the whole:

    Evening all 👋 Any reading on supporting young people at risk? A room is
    free on Tuesdays.

Allowed by you, and not counted:
  “my own son” (family-member): he is my son, and he agreed

Why, and what the profession says: confidcheck explain client-age
"""


def at(text: str, words: str, *, last: bool = False) -> Place:
    start = text.rindex(words) if last else text.index(words)
    return Place(0, start, start + len(words))


def finding(rule: str, severity: Severity, message: str, *places: Place, rewordings: tuple[Rewording, ...] = ()) -> Finding:
    return Finding(rule, Label.CLIENT, severity, Confidence.HIGH, message, "Why.", ("key",), places, "theme", rewordings)


def golden_report(source: str = "<stdin>") -> Report:
    offers = (
        Rewording(Grade.SAFE, "Any reading on supporting young people at risk?"),
        Rewording(Grade.CHECK, "Who supervises work with young people?"),
        Rewording(Grade.CHECK, "How do you settle after a heavy day?"),
    )
    client = at(POST, "a client")
    ages = (at(POST, "14"), at(POST, "14", last=True))
    quote = "nobody would miss me"
    card = (Rewording(Grade.NONE, CARD),)
    return Report(
        Thread.of(Draft.plain(POST, source)),
        (
            finding("client-opener", Severity.WARN, "“a client” singles out one of your clients.", client, rewordings=offers),
            finding("client-age", Severity.STOP, "“14” gives the age of a child you work with.", *ages),
            finding(
                "client-place",
                Severity.STOP,
                "“Hillside Academy” says where a client can be found.",
                at(POST, "Hillside Academy"),
            ),
            finding("client-quote", Severity.STOP, f"“{quote}” are your client's own words.", at(POST, quote), rewordings=card),
            finding("feeling", Severity.NOTE, "“shaken” may be read by your client.", at(POST, "shaken")),
            replace(
                finding("family-member", Severity.WARN, "x", at(POST, "my own son")), suppressed="he is my son, and he agreed"
            ),
        ),
        rewritten="Evening all 👋 Any reading on supporting young people at risk? A room is free on Tuesdays.",
        card=CARD,
    )


def text(*reports: Report, **options: object) -> str:
    return "".join(FORMATS["text"](reports, replace(Options("0.1"), **options)))


def clear(words: str, source: str) -> Report:
    return Report(Thread.of(Draft.plain(words, source)))


def without_colours(page: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", page)


def test_a_report_reads_like_this_at_eighty_columns() -> None:
    assert text(golden_report()) == GOLDEN


def test_colours_only_add() -> None:
    coloured = text(golden_report(), is_coloured=True)
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in without_colours(coloured).splitlines()] == GOLDEN.splitlines()


def test_without_colours_no_escape_sequence_reaches_the_terminal_not_even_from_the_draft() -> None:
    words = "my client \x1b[2J\x07 left"
    report = Report(Thread.of(Draft.plain(words)), (finding("x", Severity.WARN, "m", at(words, "my client")),))
    page = text(report)
    assert "\x1b" not in page
    assert "\x07" not in page
    assert "«my client»[1] �[2J� left" in page


def test_a_line_break_at_the_end_of_a_draft_adds_no_empty_line() -> None:
    words = "My client left.\n\n\n"
    page = text(Report(Thread.of(Draft.plain(words)), (finding("my-client", Severity.WARN, "m", at(words, "My client")),)))
    assert page.startswith("  «My client»[1] left.\n\n    [1] Think again")


@pytest.mark.parametrize("width", [30, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in text(golden_report(), width=width).splitlines()) <= width


def test_places_that_overlap_share_one_mark_and_keep_their_reasons() -> None:
    words = "saw a 34-year-old client from Leeds today"
    found = (
        finding("client-opener", Severity.WARN, "First.", at(words, "a 34-year-old client")),
        finding("client-age", Severity.STOP, "Second.", at(words, "34-year-old")),
        finding("client-place", Severity.STOP, "Third.", at(words, "client from Leeds")),
    )
    page = text(Report(Thread.of(Draft.plain(words)), found))
    assert "saw «a 34-year-old client from Leeds»[1] today" in page
    assert [line.strip()[:3] for line in page.splitlines() if "[1] " in line and "«" not in line] == ["[1]"] * 3


def test_the_same_rule_speaks_once_a_passage() -> None:
    words = "My client left. My client came back."
    found = [finding("my-client", Severity.WARN, "“My client” points to one.", Place(0, k, k + 9)) for k in (0, 16)]
    page = text(Report(Thread.of(Draft.plain(words)), tuple(found)))
    assert "[1][2] Think again: “My client” points to one. (my-client)" in page


def test_a_sum_of_details_comes_after_the_details_and_names_them_as_a_run() -> None:
    words = "She is 14, plays chess in Leeds"
    places = [at(words, "14"), at(words, "plays chess"), at(words, "Leeds")]
    found = (
        finding("mosaic", Severity.STOP, "Together they fit one person.", *places),
        finding("age", Severity.WARN, "An age.", places[0]),
    )
    page = text(Report(Thread.of(Draft.plain(words)), found))
    assert "    [1] Think again: An age. (age)\n    [1] to [3] Do not post: Together they fit one person. (mosaic)\n" in page


def test_hidden_words_are_nowhere_and_the_place_is_given_instead() -> None:
    page = text(golden_report("post.md"), show_text=False)
    assert "post.md:1:38 Do not post: “…” gives the age" in " ".join(page.split())
    for words in ("14", "Hillside", "nobody would", "Tuesdays", "my own son", "reading on supporting"):
        assert words not in page
    assert "--show-text" in page
    assert "Please do not post" in page


def test_finding_nothing_promises_nothing() -> None:
    page = " ".join(text(clear("Any CPD on grief?", "<stdin>")).split())
    assert page.startswith("Nothing found.")
    assert "no promise" in page
    assert "supervision" in page
    for claim in ("safe to post", "HIPAA", "go ahead"):
        assert claim.lower() not in page.lower()


def test_an_empty_draft_is_said_to_be_empty() -> None:
    assert text(clear(" \n", "<stdin>")) == "The draft is empty, so there was nothing to check.\n"


def test_several_reports_are_named_and_summed_up_and_what_was_not_checked_is_not_called_clear() -> None:
    unchecked = Report(Thread(()), unchecked=(Unchecked("c.md", "c.md: no such file"),))
    page = text(golden_report("a.md"), clear("hello", "b.md"), unchecked)
    assert page.startswith("a.md\n\n  Evening all")
    assert "\nb.md: nothing found.\n" in page
    assert "\nNot checked: c.md\n  no such file\n" in page
    assert page.endswith("3 drafts: 1 do not post as it stands, 1 nothing found, 1 not checked.\n")


def test_notes_alone_ask_for_no_change() -> None:
    words = "I felt shaken"
    page = text(
        Report(Thread.of(Draft.plain(words)), (finding("feeling", Severity.NOTE, "May be read.", at(words, "shaken")),))
    )
    assert "Nothing here has to change" in page
    assert "could let a client be recognised" not in page


def test_a_long_draft_with_one_finding_stays_short() -> None:
    words = f"{INNOCENT}\n\n" * 40 + "My client left.\n\n" + f"{INNOCENT}\n\n" * 40
    page = text(Report(Thread.of(Draft.plain(words)), (finding("my-client", Severity.WARN, "m", at(words, "My client")),)))
    assert len(page.splitlines()) < 15
    assert page.count("[… 480 sentences without a finding …]") == 2


def test_each_draft_of_a_thread_has_its_name_and_numbers_run_on() -> None:
    thread = Thread.of(
        Draft.plain("My client left", "post.md"),
        Draft.plain("How old?", "them.md", is_own=False),
        Draft.plain("She is 14", "reply.md"),
    )
    found = (finding("a", Severity.WARN, "m", Place(0, 0, 9)), finding("b", Severity.WARN, "m", Place(2, 7, 9), Place(0, 0, 9)))
    page = text(Report(thread, found))
    assert "post.md\n\n  «My client»[1] left" in page
    assert "reply.md\n\n  She is «14»[2]" in page
    assert "them.md" not in page


def test_a_thread_in_which_nothing_was_found_is_named_as_a_whole():
    drafts = (Draft.plain("Hello.", "a (turn 1)"), Draft.plain("Hi.", "a (turn 2)", is_own=False))
    assert "The thread of 2 turns: nothing found." in text(Report(Thread(drafts)))
