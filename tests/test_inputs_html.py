from __future__ import annotations

import html
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from confidcheck.inputs import read_bytes

PAGE = """---
title: "My post"
layout: post
---
<!DOCTYPE html>
<html lang="en"><head><title>Talking &amp; listening</title>
<meta name="viewport" content="width=device-width"><meta property="og:description" content="On &quot;Jess&quot;, 14">
<style>p { color: red }</style><script>var client = "secret";</script></head>
<body class="client-page"><h1>Hello   👋</h1>
<p>I saw
   <b>my client</b>, Je&eacute;ss &#x1F600; <a href="https://example.org/jess" title="of Leeds">here</a>.</p>
<ul><li>one</li><li>two</li></ul><table><tr><th>Who</th><th>Age</th></tr><tr><td>Jess</td><td>34</td></tr></table>
<pre>a
  b &lt;c&gt;</pre>one<br>two<br><br>three <code>x = 1</code> <img alt="Client's drawing" src="a.png"> four
<!-- not for <b>print</b>: she is from Leeds --><!-- confidcheck: allow client-name: mine -->
<textarea>a  b</textarea></body></html>
"""
READ = """My post

Talking & listening

On "Jess", 14

Hello 👋

I saw my client, Jeéss 😀 (of Leeds) here.

one
two

Who | Age
Jess | 34

a
  b <c>

one
two

three (Client's drawing) four (not for print: she is from Leeds)

a  b"""


def read(source: str):
    return read_bytes(source.encode("utf-8", "surrogatepass"), "post.html", ".html")


def at(source: str, words: str) -> str:
    """Return what stands in the source where words of the clean text come from."""
    draft = read(source)
    start = draft.text.index(words)
    first, last = draft.to_source(start, start + len(words))
    return draft.original[first:last]


def test_a_page_is_read_as_it_is_seen_and_published():
    assert read(PAGE).text == READ


@pytest.mark.parametrize("words", ["my client", "Hello 👋", "Client's drawing", "she is from Leeds", "of Leeds", "Jess | 34"])
def test_words_are_where_they_stand(words: str):
    expected = {"Hello 👋": "Hello   👋", "Jess | 34": "Jess</td><td>34"}
    assert at(PAGE, words) == expected.get(words, words)


@pytest.mark.parametrize(
    ("source", "words", "whole"),
    [
        ("<p>R&amp;D</p>", "R&D", "R&amp;D"),
        ("<p>R&D</p>", "R&D", "R&D"),
        ("<p>Je&eacute;ss</p>", "é", "&eacute;"),
        ("<p>&#106;ess", "j", "&#106;"),
        ("<p>&#x6A;ess", "j", "&#x6A;"),
        ("<p>A&nbsp;B", "\u00a0", "&nbsp;"),
        ("<p>a&ltb", "<b", "&ltb"),  # it may end without a semicolon; the letters behind come with it
        ("<p>&copy 1", "©", "&copy"),
        ("<p>&unknown; x", "&unknown;", "&unknown;"),
        ('<img alt="J&quot;s">', '"', "&quot;"),
        ("<p>a\r\n  b", "a b", "a\r\n  b"),
    ],
)
def test_an_entity_is_mapped_as_a_whole(source: str, words: str, whole: str):
    assert at(source, words) == whole


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("I <3 my client", "I <3 my client"),
        ("<my lady in crisis> rang", "<my lady in crisis> rang"),
        ("a < b > c", "a < b > c"),
        ("<p>one</p>two", "one\n\ntwo"),
        ("cli<b>en</b>t", "client"),
        ("a<span> b</span> c", "a b c"),
        ("<p title='my client'>x", "my client\nx"),
        ("<p data-client=Jess id=jess>x", "x"),
        ("<input placeholder=Name disabled>", "Name"),
        ("<SCRIPT>a<b</sCript >x", "x"),
        ("<code>a</code>b<code>open", "bopen"),
        ("<svg><title>My client</title><path d='M0 0'/></svg>", "My client"),
        ("<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->", "x"),
        ("x<!----> y<!--> z", "x y z"),
        ("x <!-- a --!> y", "x (a) y"),
        ("<![CDATA[my client]]>", "[CDATA[my client]]"),
        ("<?php client(); ?>x", "x"),
        ("<p>x</p", "x</p"),
        ('<p title="my client>x', '<p title="my client>x'),
        ("<!-- my client", "<!-- my client"),
        ("<script>my client", "my client"),
        ("", ""),
        ("<p> </p>", ""),
        ("שלום <b>עולם</b> e\u0301", "שלום עולם e\u0301"),
    ],
)
def test_odd_pages_lose_no_words(source: str, text: str):
    assert read(source).text == text


PLAIN = st.text(st.sampled_from(string.ascii_letters + " .,'👋é\u0301ש"), min_size=1, max_size=12)
WORDS = st.one_of(
    PLAIN, PLAIN.map(html.escape), st.sampled_from(["&eacute;", "&amp;", "&#128075;", "\r\n", " \n\t", "&", "<3"])
)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["b", "em", "span class=x", "a href='/y' title=\"t\""]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"
        ),
        st.lists(inner, max_size=4).map("".join),
        inner.map(lambda words: f"<!-- {words} -->"),
        st.just("<br>"),
        st.just("<code>x = 1</code>"),
    ),
    max_leaves=8,
)
PAGES = st.lists(st.tuples(st.sampled_from(["p", "h1", "li", "td", "div", "pre"]), INLINE), max_size=5).map(
    lambda blocks: "\n".join(f"<{tag}>{words}</{tag}>" for tag, words in blocks)
)


def check_pieces(source: str) -> None:
    draft = read(source)
    behind = 0
    for piece in draft.pieces:
        assert piece.source >= behind
        behind = piece.source_end
        seen, written = draft.text[piece.start : piece.end], draft.original[piece.source : piece.source_end]
        if piece.source_length is None:
            assert seen == written
        else:
            assert seen == html.unescape(written) or (written.isspace() and seen in {" ", "\n"})


@given(PAGES)
def test_every_run_of_the_clean_text_is_where_it_says_it_is(source: str):
    check_pieces(source)


@given(st.text(st.sampled_from("<>/!-=&;\"' \n?abptd#x1😀é"), max_size=60))
def test_whatever_is_written_can_be_read(source: str):
    check_pieces(source)


@given(PAGES, PLAIN.filter(str.strip))
def test_words_in_a_paragraph_are_found_in_the_source_as_they_stand(page: str, words: str):
    assume(not any(mark in page + words for mark in ("Zq", "qZ")))
    marked = f"{page}\n<p>Zq {words.strip()} qZ</p>"
    draft = read(marked)
    start = draft.text.index("Zq")
    first, last = draft.to_source(start, draft.text.index("qZ") + 2)
    found = draft.original[first:last]
    assert " ".join(found.split()) == " ".join(f"Zq {words} qZ".split())


@pytest.mark.parametrize(
    "unit", ["<a ", "<!--", "<a b='", "<script>", "<p title=", "</", "&", "<code>", "<a b=\"x'", "<pre> \n", "<!--<"]
)
def test_a_page_broken_in_forty_thousand_places_is_still_read(unit: str):
    assert read(unit * 40_000).original == unit * 40_000
