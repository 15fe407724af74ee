"""Edits of the clean text made in the source: what is innocent stays as it was, byte for byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.errors import RewriteError
from confidcheck.finding import Edit, Place
from confidcheck.inputs import read_bytes
from confidcheck.inputs.editing import edit_source


def without(source: str, *words: str, put: str = "", suffix: str = ".md") -> str:
    """The source with words of its clean text taken out, or the first of them replaced."""
    draft = read_bytes(source.encode(), f"post{suffix}", suffix)
    edits = []
    for number, each in enumerate(words):
        start = draft.text.index(each)
        edits.append(Edit(Place(0, start, start + len(each)), "" if number else put))
    return edit_source(draft, edits).original


KEPT = {
    "a sentence": ("One. Jess cried. Two.", " Jess cried.", "One. Two."),
    "a paragraph and its blank line": ("One.\n\nJess cried.\n\nTwo.\n", "Jess cried.", "One.\n\nTwo.\n"),
    "the first paragraph": ("Jess cried.\n\nTwo.\n", "Jess cried.", "Two.\n"),
    "the first paragraph behind a byte-order mark": ("\ufeffJess cried.\n\nTwo.\n", "Jess cried.", "\ufeffTwo.\n"),
    "the last paragraph": ("One.\n\nJess cried.\n", "Jess cried.", "One.\n"),
    "the last paragraph without a line break": ("One.\r\n\r\nJess cried.", "Jess cried.", "One.\r\n"),
    "a paragraph of two lines": ("One.\r\n\r\nJess\r\ncried.\r\n\r\nTwo.\r\n", "Jess\ncried.", "One.\r\n\r\nTwo.\r\n"),
    "an item of a list": ("- one\n- Jess\n- two\n", "Jess", "- one\n- two\n"),
    "a numbered item": ("1. one\n2. Jess\n3. two\n", "Jess", "1. one\n3. two\n"),
    "a heading": ("## Jess\n\nTwo.\n", "Jess", "Two.\n"),
    "an underlined heading": ("Jess\n====\n\nTwo.\n", "Jess", "Two.\n"),
    "a paragraph of a quotation": ("> One.\n>\n> Jess.\n>\n> Two.\n", "Jess.", "> One.\n>\n> Two.\n"),
    "a bold paragraph": ("One.\n\n**Jess cried.**\n\nTwo.\n", "Jess cried.", "One.\n\nTwo.\n"),
    "a bold sentence": ("One. **Jess cried.** Two.", " Jess cried.", "One. Two."),
    "a sentence at the end of bold type": ("**One. Jess cried.** Two.", " Jess cried.", "**One.** Two."),
    "a sentence with a link": ("One. Jess [cried](https://a.example). Two.", " Jess cried.", "One. Two."),
    "a sentence that is a link": ("One. [Jess cried.](https://a.example) Two.", " Jess cried.", "One. Two."),
    "a comment": ("One.\n\n<!-- Jess -->\n\nTwo.\n", "Jess", "One.\n\nTwo.\n"),
    "a title": ("---\ntitle: Jess\ntags: [one]\n---\nTwo.\n", "Jess", '---\ntitle: ""\ntags: [one]\n---\nTwo.\n'),
    "a title in quotation marks": ("---\ntitle: 'Jess'\n---\nTwo.\n", "Jess", "---\ntitle: ''\n---\nTwo.\n"),
    "a tag": ("---\ntitle: T\ntags: [one, Jess]\n---\nTwo.\n", "Jess", "---\ntitle: T\ntags: [one]\n---\nTwo.\n"),
    "a tag before others": ("---\ntags: [Jess, one]\n---\nTwo.\n", "Jess", "---\ntags: [one]\n---\nTwo.\n"),
    "a tag on a line": ("---\ntags:\n  - one\n  - Jess\n---\nTwo.\n", "Jess", "---\ntags:\n  - one\n---\nTwo.\n"),
    "a title in TOML": ('+++\ntitle = "Jess"\n+++\nTwo.\n', "Jess", '+++\ntitle = ""\n+++\nTwo.\n'),
    "words beside an entity": ("One &amp; two. Jess cried &amp; left.", " Jess cried & left.", "One &amp; two."),
}  # fmt: skip


@pytest.mark.parametrize(("source", "words", "left"), KEPT.values(), ids=KEPT)
def test_what_is_taken_out_leaves_the_rest_as_it_was(source: str, words: str, left: str) -> None:
    assert without(source, words) == left


PUT = {
    "a paragraph": ("One.\n\nJess cried.\n", "Jess cried.", "Reads?", "One.\n\nReads?\n"),
    "a bold paragraph": ("**Jess cried.**\n", "Jess cried.", "Reads?", "**Reads?**\n"),
    "a paragraph that ends in a link": ("Jess [cried](https://a.example)\n", "Jess cried", "Reads?", "Reads?\n"),
    "an item": ("- one\n- Jess\n", "Jess", "Reads?", "- one\n- Reads?\n"),
    "a numbered item": ("1. one\n2. Jess\n", "Jess", "Reads?", "1. one\n2. Reads?\n"),
    "a title": ("---\ntitle: Jess\n---\n", "Jess", "Reads: which?", '---\ntitle: "Reads: which?"\n---\n'),
    "part of a title": ("---\ntitle: With Jess\n---\n", "Jess", "# care", '---\ntitle: "With # care"\n---\n'),
    "a quoted title": ("---\ntitle: 'Jess'\n---\n", "Jess", "What's on?", "---\ntitle: 'What''s on?'\n---\n"),
    "a title in TOML": ('+++\ntitle = "Jess"\n+++\n', "Jess", 'On "it"?', '+++\ntitle = "On \\"it\\"?"\n+++\n'),
    "lines": ("One.\r\n\r\nJess cried.\r\n", "Jess cried.", "A\nB", "One.\r\n\r\nA\r\nB\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "words", "put", "left"), PUT.values(), ids=PUT)
def test_what_is_put_in_fits_its_place(source: str, words: str, put: str, left: str) -> None:
    assert without(source, words, put=put) == left


def test_an_edit_over_blocks_spares_what_stands_between_them() -> None:
    source = "---\ntitle: Jess\nlayout: post\n---\n# Jess cried\n\n```\ncode\n```\n\nShe left.\n\nOne.\n"
    draft = read_bytes(source.encode(), "post.md", ".md")
    end = draft.text.index("One.")
    edited = edit_source(draft, [Edit(Place(0, 0, end), "What do you read?")])
    assert edited.original == '---\ntitle: ""\nlayout: post\n---\n\n```\ncode\n```\n\nWhat do you read?\n\nOne.\n'


@pytest.mark.parametrize(
    ("source", "words"),
    [("One *two Jess* three.", "Jess three"), ("| a | Jess |\n|---|---|\n| b | Tom |\n", "Jess |\n| b")],
    ids=["half of what is stressed", "parts of two rows"],
)
def test_what_would_break_markup_is_refused_in_one_line_without_a_word_of_the_draft(source: str, words: str) -> None:
    with pytest.raises(RewriteError) as raised:
        without(source, words)
    assert str(raised.value).startswith("post.md:1: ")
    assert "Jess" not in str(raised.value)


INNOCENT = st.sampled_from(
    [
        "Hi all 👋 hope you are *well*.",
        "We read [the handbook](https://a.example/?q=1&b=2 'a title') **twice**.",
        "A `code span`, an &amp; and a line  \nbreak.",
        "## A heading",
        "> Said in a quotation,\n> over two lines.",
        "- a list\n- of two",
        "1. a numbered list\n2. of two",
        "| a | table |\n|---|---|\n| b | row |",
        "```python\nprint('code 👩‍👧')\n```",
        "![a picture](pic.png)",
        "***",
        "<!-- a note -->",
        "Ünïcödé, 中文 and 🏳️‍🌈.",
    ]
)
TELLING = st.sampled_from(["Jess cried.", "**Jess** cried [here](https://b.example).", "### Jess *cried*", "- Jess cried"])
HEADS = st.sampled_from(["", "---\ntitle: Endings 👋\ntags: [a, b]\nlayout: post\n---\n\n", '+++\ntitle = "T"\n+++\n\n'])


@settings(deadline=None, max_examples=60)
@given(
    head=HEADS,
    paragraphs=st.lists(st.tuples(INNOCENT, st.booleans()), min_size=1, max_size=6),
    telling=TELLING,
    newline=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from(["", "\ufeff"]),
    put=st.sampled_from(["", "What do you read?"]),
)
def test_every_untouched_byte_of_a_file_stays(head, paragraphs, telling, newline, mark, put) -> None:
    def source(each: str) -> str:
        """The file with something in the places of the client; where that is nothing, without the paragraph."""
        blocks = [block for words, is_told in paragraphs for block in ([words, each] if is_told else [words]) if block]
        return mark + (head + "\n\n".join(blocks) + "\n").replace("\n", newline)

    draft = read_bytes(source(telling).encode(), "post.md", ".md")
    told = [found.start() for found in re.finditer("Jess", draft.text)]
    words = "Jess cried here." if "here" in telling else "Jess cried." if "." in telling else "Jess cried"
    edits = [Edit(Place(0, start, start + len(words)), put) for start in told]
    edited = edit_source(draft, edits).original
    assert edited == source(telling[: len(telling) - len(telling.lstrip("#- "))] + put if put else "")
    assert edit_source(read_bytes(edited.encode(), "post.md", ".md"), []).original == edited
