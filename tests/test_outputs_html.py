from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from confidcheck.draft import Draft, Thread
from confidcheck.finding import Report, Severity
from confidcheck.outputs import FORMATS, Options
from confidcheck.rule import Guidance
from sample_report import CARD, WORDS, document, finding, sample, unread
from test_sums import DETAILS, FIREFIGHTER, completed

GUIDANCE = {"a-key": Guidance("a-key", "A body", "A point", "It says so.", "https://example.org/a?b&c")}
VOID = {"meta"}


class Page(HTMLParser):
    """Collects the elements, and holds that each is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.words.setdefault(tag, []).append(data)


def page(*reports, **options) -> str:
    return "".join(FORMATS["html"](reports, Options("0.1", guidance=lambda: GUIDANCE, **options)))


def test_the_page_stands_alone():
    text = page(sample(), unread())
    found = Page(text)
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in found.elements)
    assert not any("src" in attributes for _, attributes in found.elements)
    assert re.findall(r"url\(|@import", text) == []
    assert "default-src 'none'" in text


def test_it_can_be_read_by_everyone():
    found = Page(page(sample()))
    tags = [tag for tag, _ in found.elements]
    assert dict(found.elements)["html"] == {"lang": "en"}
    assert tags.count("main") == tags.count("h1") == 1
    assert "prefers-color-scheme: dark" in page(sample())
    assert "user-scalable" not in page(sample())


def test_marked_words_and_what_was_found_lead_to_each_other():
    found = Page(page(sample(), sample("b.md")))
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in found.elements if tag == "a" and attributes["href"].startswith("#")]
    assert links
    assert {link[1:] for link in links} <= set(ids)
    assert found.words["mark"][:3] == ["see", "Jess & her", "34,\nin Leeds"]


def test_the_draft_cannot_write_markup_into_the_page():
    draft = Draft.plain("<script>alert(1)</script> my client \x07 \x1b[2J", "<img src=x>.md")
    report = Report(Thread.of(draft), (finding(draft, "my client", "a-rule", Severity.WARN),), rewritten="<b>")
    text = page(report)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark" in text
    assert "<img" not in text
    assert "<b>" not in text
    assert "\x1b" not in text
    assert "Perhaps so &lt;b&gt;" in page(sample())


def test_what_is_said_why_and_what_to_write_instead_are_there():
    text = page(sample())
    for words in (
        CARD,
        "I see somebody, 👍",
        "I see nobody.",
        "It says so.",
        "https://example.org/a?b&amp;c",
        "it is mine",
        "Why it matters.",
    ):
        assert words in text


def test_hidden_words_are_nowhere_and_the_place_is_given_instead():
    text = page(sample(), show_text=False)
    assert not any(re.search(rf"\b{word}\b", text) for word in (*WORDS, "somebody", "nobody"))
    assert "blog/my post.md:3:" in text
    assert CARD in text


@pytest.mark.parametrize("report", [unread(), document()])
def test_every_report_makes_a_sound_page(report):
    text = page(report)
    Page(text)
    assert "Nothing found" not in text


def test_a_clear_draft_is_promised_nothing():
    text = page(Report(Thread.of(Draft.plain("Any CPD on grief?", "a.md"))))
    assert "Nothing found." in text
    assert "no promise" in text
    assert "Any CPD" not in text


def test_a_page_without_a_report_says_that_there_is_nothing_to_report():
    assert "<p>There is nothing to report.</p>" in "".join(FORMATS["html"]([], Options("0")))


def test_a_crowd_that_shrinks_is_drawn_and_told(crowd):
    found = Page(page(crowd))
    drawn = [attributes for tag, attributes in found.elements if tag == "svg"]
    assert len(drawn) == 2
    ids = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    for attributes in drawn:
        assert attributes["role"] == "img"
        assert set(attributes["aria-labelledby"].split()) <= ids
    assert "Somebody who knows them, or the client: one person." in found.words["title"]
    assert any("30 to 230; and “34”: 1 to 12" in words for words in found.words["desc"])


def test_every_bar_has_its_words_and_number_beside_it(crowd):
    found = Page(page(crowd))
    bars = [attributes for tag, attributes in found.elements if tag == "rect"]
    assert len(bars) == len(found.words["text"]) == 10
    assert found.words["text"][:2] == ["your clients, now and in the past: 30 to 230", "and “34”: 1 to 12"]
    lengths = [int(attributes["width"]) for attributes in bars[:5]]
    assert lengths == sorted(lengths, reverse=True)


def test_a_drawing_takes_the_colour_of_the_text_around_it(crowd):
    text = page(crowd)
    assert "svg text { fill: currentColor;" in text
    assert not any({"fill", "stroke", "style"} & set(attributes) for _, attributes in Page(text).elements)


def test_every_figure_leads_to_its_publisher_where_there_is_one(crowd):
    found = Page(page(crowd))
    assert any(attributes.get("href") == "https://www.geonames.org/" for tag, attributes in found.elements if tag == "a")
    assert any("from general knowledge, not read again" in words for words in found.words["td"])


def test_no_word_of_the_draft_is_drawn_where_others_read(crowd):
    text = page(crowd, show_text=False)
    assert "<svg" in text
    for words in ("firefighter", "Hebden", "agoraphobia", "GeoNames"):
        assert words not in text


@pytest.fixture
def crowd():
    return completed([FIREFIGHTER], *DETAILS)
