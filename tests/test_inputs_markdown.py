from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confidcheck.inputs import read_bytes

if TYPE_CHECKING:
    from confidcheck.draft import Draft

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
TUNED_ON = [1, 2, 4, 5, 7, 8, 9, 10, 12, 13, 14]

AWKWARD = {
    "nested emphasis": ("I see **a _very_ *shy*** client", "I see a very shy client"),
    "half emphasis": ("**my client * said_ so", "**my client * said_ so"),
    "actions and handles": ("*sighs* @jess_the_therapist_uk __so__ tired", "sighs @jess_the_therapist_uk so tired"),
    "link": ("my [client *Jo*](https://x.org/a_b) said", "my client Jo said"),
    "link title": ('my [page](https://x.org "Jo, 34") x', "my page (Jo, 34) x"),
    "link that leads nowhere": ("met [34M](anxious) today", "met 34M (anxious) today"),
    "reference link": ("my [client][1] said\n\n[1]: https://x.org", "my client said"),
    "definition that is none": ("[34M]: anxious\n\n[Jo]: hello", "[34M]: anxious\n\n[Jo]: hello"),
    "image": ("![Drawing by *Jo*, 9](a.png 'her cat')", "Drawing by Jo, 9 (her cat)"),
    "image in a line": ("look: ![Jo](a.png) there", "look: Jo there"),
    "table": ("| client | age |\n|:--|--:|\n| Jo \\| Al | 34 |", "| client | age |\n| Jo | Al | 34 |"),
    "table without a frame": ("name | age\n--- | ---\nJo | 34 | extra", "name | age\nJo | 34 | extra"),
    "footnote": ("Shame[^1] is old.\n\n[^1]: Jo taught me.\n", "Shame is old.\n\nJo taught me."),
    "entity": ("Tom &amp; Jo &#x1F642; &nope; AT&T &copy 5", "Tom & Jo 🙂 &nope; AT&T &copy 5"),
    "escape": ("5 \\* 5 \\d ¯\\_(ツ)_/¯", "5 * 5 \\d ¯_(ツ)_/¯"),
    "hard breaks": ("my  \nclient\\\nis", "my\nclient\nis"),
    "carriage returns": ("my *client*\r\nis 34\r\n\r\nand\rso", "my client\nis 34\n\nand\nso"),
    "headings": ("# Endings #\nwith Jo\n\nMy client\n---\n\n###### six", "Endings\nwith Jo\n\nMy client\n\nsix"),
    "hashtags": ("#grief #1\n\n#selfcare", "#grief #1\n\n#selfcare"),
    "list": ("- one\n- two *x*\n  more\n\n1. first\n2) second", "one\ntwo x\nmore\n\n1. first\n2) second"),
    "a number that is no list": ("34. M, anxious\n\n16.\n\n12. - Jo", "34. M, anxious\n\n16.\n\n12. Jo"),
    "indented": ("Hi\n\n    my client is 34\n\n\tshe said", "Hi\n\nmy client is 34\n\nshe said"),
    "quote": ("> my client\nsaid\n> > so", "my client\nsaid\nso"),
    "deep quote": (">" * 40 + " my client", ">" * 40 + " my client"),
    "code": ("see `my client` here\n\n```py\nclient = 1\n```\n\nend", "see  here\n\nend"),
    "code that is none": (
        "I`ve got a client who can`t\n\n```\nnever closed",
        "I`ve got a client who can`t\n\n```\nnever closed",
    ),
    "tildes as a line": ("~~~\nmy client\n~~~", "~~~\nmy client\n~~~"),
    "struck out": ("my ~~client~~ friend", "my client friend"),
    "html": ('<div class="Jo">Hi <b>there</b><br>you</div>', "Hi there\nyou"),
    "html image": ('<img src="jo.png" alt="Jo, 34">', "Jo, 34"),
    "angle brackets": ("<3 this <my client Jo> [34M] >90 <Jo>", "<3 this <my client Jo> [34M] >90 <Jo>"),
    "address in angle brackets": ("write <jo@x.org> now", "write jo@x.org now"),
    "comment": ("Hi\n\n<!-- Jo,\n34 -->\n\nyou <!-- 16 --> there", "Hi\n\nJo,\n34\n\nyou (16) there"),
    "directive": ("Hi\n\n<!-- confidcheck: allow x: Jo -->\n\nyou", "Hi\n\nyou"),
    "reply arrow": ("↳ replies\n  ↳ more", "↳ replies\n↳ more"),
    "right to left": ("שלום *לקוח* שלי\nمرحبا [عميل](https://x.org)", "שלום לקוח שלי\nمرحبا عميل"),
    "combining marks": ("Zoe\u0308 **Ne\u0301e** 👩🏽‍⚕️ *x*", "Zoe\u0308 Ne\u0301e 👩🏽‍⚕️ x"),
    "separators": ("one\n***\ntwo\n___\n", "one\n\ntwo"),
}

FRONT_MATTER = {
    "yaml": (
        "---\ntitle: \"Jo \\\"34\\\"\"\ntags: [grief, 'it''s']\nslug: jo-34\n---\nBody",
        'Jo "34"\n\ngrief\n\nit\'s\n\nBody',
    ),
    "yaml block": ("---\ndescription: >\n  two\n  lines\nauthor: Jo\n---\n", "two\nlines"),
    "yaml nested": ("---\nextra: {subtitle: Jo}\n---\nx", "Jo\n\nx"),
    "yaml with carriage returns": ("---\r\ntitle: Jo\r\n---\r\nx", "Jo\n\nx"),
    "toml": ('+++\ntitle = "Jo\\u00e9"\nweight = 3\n[taxonomies]\ntags = [\'a\', "b"]\n+++\nx', "Joé\n\na\n\nb\n\nx"),
    "a line of dashes": ("---\nUpdate: my client Jo\n---\nx", "Update: my client Jo\n\nx"),
    "broken yaml": ("---\ntitle: [Jo\n---\nx", "title: [Jo\n\nx"),
}


def read(text: str) -> Draft:
    return read_bytes(text.encode(), "post.md", ".md")


def assert_every_piece_stands_in_the_source(draft: Draft) -> None:
    end = source_end = 0
    for piece in draft.pieces:
        assert piece.start >= end
        assert piece.source >= source_end
        if piece.source_length is None:
            assert draft.text[piece.start : piece.end] == draft.original[piece.source : piece.source_end]
        end, source_end = piece.end, piece.source_end
    assert end <= len(draft.text)
    assert source_end <= len(draft.original)


@pytest.mark.parametrize(("text", "clean"), [*AWKWARD.values(), *FRONT_MATTER.values()], ids=[*AWKWARD, *FRONT_MATTER])
def test_a_reader_sees(text: str, clean: str) -> None:
    draft = read(text)
    assert draft.text == clean
    assert_every_piece_stands_in_the_source(draft)


def test_an_entity_is_mapped_as_a_whole() -> None:
    draft = read("Tom &amp; Jo")
    assert draft.to_source(4, 5) == (4, 9)
    assert draft.to_source(4, 8) == (4, 12)
    assert draft.is_contiguous(0, 8)


def test_an_edit_across_dropped_markup_is_told_from_one_within_a_run() -> None:
    draft = read("I see **a client** now\nand so on")
    assert draft.text == "I see a client now\nand so on"
    assert draft.is_contiguous(6, 14)
    assert draft.is_contiguous(15, 22)
    assert not draft.is_contiguous(2, 14)
    start, end = draft.to_source(2, 14)
    assert draft.original[start:end] == "see **a client"


MARKUP = st.sampled_from(
    ["*", "**", "_", "`", "```", "~~~", "[", "](", ")", '](/u "t")', "![", "\n", "\n\n", "\r\n", "> ", "- ", "1. ", "# ",
     "    ", "\t", "|", "\n|---|---|\n", "<b>", "</b>", "<!-- ", " -->", "<3", "&amp;", "&", "\\", "---\n", "title: ", "+++\n",
     "[^1]", "[^1]: ", "~~",
     "\n===\n", "\n---\n", "\ufeff", "  \n", "<div>", "<x y z>", "[a]: /b\n", "👩🏽‍⚕️", "e\u0301", "שלום"]
)  # fmt: skip
DRAFTS = st.lists(MARKUP | st.sampled_from(["my client", "Jo", " ", "34"]) | st.text(max_size=4), max_size=25).map("".join)


@given(DRAFTS)
def test_whatever_is_written_every_piece_stands_in_the_source(text: str) -> None:
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    assert_every_piece_stands_in_the_source(read(text))


@given(DRAFTS)
def test_words_outside_code_links_and_tags_are_never_lost(text: str) -> None:
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    for opener in ("`", "~", "](", "<", "---", "+++", "[^", "[a]:", "&"):
        text = text.replace(opener, "")
    words = [c for c in text if c.isalnum()]
    assert [c for c in read(text).text if c.isalnum()] == words


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not part of a bare clone")
def test_the_posts_of_the_corpus_lose_no_word_when_read_as_markdown() -> None:
    for part in TUNED_ON:
        for line in (CORPUS / f"part{part}.jsonl").read_text(encoding="utf8").splitlines():
            text = json.loads(line)["text"]
            if not text.startswith("---\n"):
                draft = read(text)
                assert [c for c in draft.text if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize(
    "opener", ["[", "*a ", "`a", "<a ", ">", "- ", "[a](b ", "![a](", "<!-- a ", "```a\nx\n\n", "~~~ a\n", "[^1]: "]
)
def test_no_run_of_openers_makes_reading_slow(opener: str) -> None:
    assert read(opener * 5000).text is not None
