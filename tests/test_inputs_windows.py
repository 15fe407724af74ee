"""Edits tried on the lines around them: the same outcome as on the whole, in a time that grows with the length."""

from __future__ import annotations

import re

import pytest

from confidcheck.errors import RewriteError
from confidcheck.finding import Edit, Place
from confidcheck.inputs import editing, read_bytes
from confidcheck.inputs.editing import edit_source

MARKDOWN = "Hi there **all** of you. Jess cried here. We [go on](https://a.example).\n\n"
HTML = "<p>Hi there <b>all</b> of you. Jess cried here. We <a href='#'>go on</a>.</p>\n"
PLAIN = "Hi there all of you. Jess cried here. We go on.\n\n"


def edits_of(draft, words="Jess cried here. ", put=""):
    return [Edit(Place(0, found.start(), found.end()), put) for found in re.finditer(words, draft.text)]


def reads_of(monkeypatch, source, suffix):
    """How many characters are read again while every paragraph of a source is edited."""
    draft = read_bytes(source.encode(), f"post{suffix}", suffix)
    count = [0]
    plainly = editing._read

    def counting(of, original):
        count[0] += len(original)
        return plainly(of, original)

    monkeypatch.setattr(editing, "_read", counting)
    assert "Jess" not in edit_source(draft, edits_of(draft)).text
    monkeypatch.undo()
    return count[0]


@pytest.mark.parametrize(("suffix", "paragraph"), [(".md", MARKDOWN), (".html", HTML), (".txt", PLAIN)])
def test_twice_the_length_takes_twice_the_reading(monkeypatch, suffix, paragraph) -> None:
    short, long = (reads_of(monkeypatch, paragraph * count, suffix) for count in (20, 40))
    assert long <= 2.2 * short


def test_many_edits_in_one_paragraph_are_made_at_once(monkeypatch) -> None:
    paragraph = "One of us said so. Jess cried here. " * 40 + "End."
    assert reads_of(monkeypatch, paragraph + "\n", ".md") <= 6 * len(paragraph)


SOURCES = {
    "a list whose numbers go on": "1. one\n\n2. Jess cried here.\n\n3. three\n",
    "a fence between": "```\ncode\n\nJess cried here.\n```\n\nJess cried here. Two.\n",
    "a quotation of two paragraphs": "> Jess cried here. One.\n>\n> Jess cried here. Two.\n\nThree.\n",
    "a ruling line that looks like front matter": "One.\n\n---\n\nJess cried here.\n\n---\n\nTwo.\n",
    "front matter and body": "---\ntitle: Jess cried here.\nlayout: post\n---\n\nJess cried here.\n\nTwo.\n",
    "a reference far away": "Jess cried here. See [the book][1].\n\nTwo.\n\nThree.\n\n[1]: https://a.example\n",
    "only that": "Jess cried here.\n",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_outcome_is_that_of_one_edit_after_the_other_on_the_whole(monkeypatch, source) -> None:
    draft = read_bytes(source.encode(), "post.md", ".md")
    edits = edits_of(draft, "Jess cried here\\.")
    in_windows = edit_source(draft, edits).original

    def refuse(*_):
        raise RewriteError("not by windows")

    monkeypatch.setattr(editing, "_in_windows", refuse)
    assert edit_source(draft, edits).original == in_windows


def test_what_cannot_be_done_in_windows_is_said_with_the_line_of_the_whole() -> None:
    source = "One.\n\nTwo.\n\nThree.\n\nFour *five Jess* six.\n"
    draft = read_bytes(source.encode(), "post.md", ".md")
    start = draft.text.index("Jess")
    with pytest.raises(RewriteError, match=r"^post\.md:7: "):
        edit_source(draft, [Edit(Place(0, start, start + len("Jess six")), "")])


PAGE = (
    "<!doctype html>\r\n<html><head><title>Endings</title></head>\r\n<body>\r\n<h1>On endings</h1>\r\n"
    "<p>We read <a href='https://a.example'>the handbook</a> &amp; more.</p>\r\n<ul>\r\n<li>One</li>\r\n"
    "<li>Jess cried here.</li>\r\n</ul>\r\n"
    "<p>Jess cried here. We go on &#128075;.</p>\r\n<p>Jess cried here.</p>\r\n</body></html>\r\n"
)


def test_a_page_of_html_keeps_every_byte_that_is_not_about_the_client() -> None:
    draft = read_bytes(PAGE.encode(), "post.html", ".html")
    edited = edit_source(draft, edits_of(draft, "Jess cried here\\. ?", "")).original
    kept = [line for line in PAGE.split("\r\n") if "Jess" not in line]
    assert [line for line in edited.split("\r\n") if line in kept] == kept
    assert "Jess" not in edited
    assert "<p>We go on &#128075;.</p>\r\n" in edited


def test_words_put_into_a_page_of_html_are_read_as_they_were_meant() -> None:
    draft = read_bytes(PAGE.encode(), "post.html", ".html")
    edited = edit_source(draft, edits_of(draft, "Jess cried here\\.", "What do you read on endings?"))
    assert edited.text.count("What do you read on endings?") == 3
    assert edited.original.count("<li>What do you read on endings?</li>") == 1
