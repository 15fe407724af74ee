from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.config import AllowRule, Config, Settings
from confidcheck.draft import Draft, Thread
from confidcheck.errors import ConfigError
from confidcheck.finding import Confidence, Finding, Label, Place, Report, Severity, Verdict
from confidcheck.inputs import read_bytes
from confidcheck.suppress import UNUSED, Suppression, read_beside
from confidcheck.suppress.clean import Clean

WORDS = {"client-opener": ("a client", Label.CLIENT), "age": ("in her forties", Label.AGE), "place": ("Todmorden", Label.PLACE),
         "person": ("Jess|Rowan Hall|Priya's", Label.PERSON)}  # fmt: skip


def found(*drafts: Draft) -> Report:
    """A report as the rules of these tests would make it."""
    findings = [
        Finding(rule, label, Severity.WARN, Confidence.HIGH, "m", "w", (), (Place(number, *match.span()),), "theme")
        for number, draft in enumerate(drafts)
        for rule, (words, label) in WORDS.items()
        for match in re.finditer(words, draft.text)
    ]
    return Report(Thread(drafts), tuple(sorted(findings, key=lambda f: f.primary)))


def suppressed(text: str, name: str = "post.md", beside: str | None = None, passes=lambda _: True, **config) -> Report:
    own = Settings(Config(**config), Path.cwd(), Path("confidcheck.toml"), {("allow-rules", 0, "rule"): 3})
    report = found(read_bytes(text.encode(), name, Path(name).suffix))
    return Suppression(own, beside=lambda _: beside)(report, set(WORDS), passes)


def allowed(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.suppressed) for f in report.findings if f.suppressed]


def live(report: Report) -> list[str]:
    return [f.rule for f in report.live if f.rule != UNUSED]


def remarks(report: Report) -> list[str]:
    return [f.message for f in report.live if f.rule == UNUSED]


# In markup


def test_a_comment_alone_counts_for_the_next_paragraph_only():
    report = suppressed("""I have a client.

<!-- confidcheck: allow client-opener: invented for teaching -->

I have a client,
a client indeed.

I have a client.
""")
    assert allowed(report) == [("client-opener", "invented for teaching")] * 2
    assert live(report) == ["client-opener", "client-opener"]
    assert not remarks(report)


def test_a_comment_beside_words_counts_for_its_line_only():
    report = suppressed("a client <!-- confidcheck: allow client-opener: invented -->\na client\n")
    assert [f.suppressed for f in report.findings] == ["invented", None]


def test_only_the_rules_named_do_not_count():
    report = suppressed("<!-- confidcheck: allow client-opener, age: invented -->\na client in her forties from Todmorden\n")
    assert [(f.rule, f.suppressed) for f in report.findings] == [
        ("client-opener", "invented"), ("age", "invented"), ("place", None),
    ]  # fmt: skip


def test_allow_file_counts_for_the_whole_draft_front_matter_included():
    report = suppressed(
        "---\ntitle: a client\n---\na client\n\n<!-- confidcheck: allow-file client-opener: invented -->\n\na client\n"
    )
    assert allowed(report) == [("client-opener", "invented")] * 3


@pytest.mark.parametrize(
    "markup",
    [
        "- one\n- {} a client\n- two\n",
        "> {}\n> a client\n",
        "1. x\n\n   {}\n\n   a client\n",
        "{}\n# a client\n",
        "| x | {} a client |\n|---|---|\n| y | z |\n",
    ],
)
def test_comments_count_within_lists_quotations_headings_and_tables(markup):
    report = suppressed(markup.format("<!-- confidcheck: allow client-opener: invented -->"))
    assert allowed(report) == [("client-opener", "invented")], report
    assert not remarks(report)


def test_several_comments_above_one_paragraph_all_count():
    comment = "<!-- confidcheck: allow {}: invented -->\n"
    report = suppressed(comment.format("age") + comment.format("client-opener") + "\na client in her forties\n")
    assert len(allowed(report)) == 2
    assert not live(report) + remarks(report)


def test_the_verdict_and_the_exit_status_leave_out_what_is_allowed():
    report = suppressed("<!-- confidcheck: allow client-opener: invented -->\na client\n")
    assert (report.verdict, report.exit_status(), len(report.findings)) == (Verdict.CLEAR, 0, 1)


@pytest.mark.parametrize("comment", ["<!-- confidcheck: allow client-opener -->", "<!-- confidcheck: allow client-opener: -->",
                                      "<!--confidcheck:allow client-opener:   -->"])  # fmt: skip
def test_without_a_reason_nothing_is_allowed(comment):
    report = suppressed(f"{comment}\na client\n")
    assert live(report) == ["client-opener"]
    (remark,) = remarks(report)
    assert remark.startswith("The comment in line 1 gives no reason, so it does not count; ")
    assert remark.endswith("write <!-- confidcheck: allow client-opener: your reason -->.")


def test_a_comment_that_cannot_be_understood_is_remarked_on():
    assert "cannot be understood" in remarks(suppressed("<!-- confidcheck: ignore everything -->\na client\n"))[0]


def test_what_is_allowed_without_need_is_remarked_on_at_the_words_it_is_about():
    report = suppressed("Hello.\n\n<!-- confidcheck: allow age: invented -->\n\nNothing here.\n")
    assert remarks(report) == ["The comment in line 3 allows age, but nothing there needs it any more; you can delete it."]
    (note,) = report.findings
    assert report.thread.drafts[0].text[note.primary.start : note.primary.end] == "Nothing"
    assert (note.severity, report.exit_status()) == (Severity.NOTE, 0)


def test_of_several_rules_allowed_the_one_without_need_is_remarked_on():
    report = suppressed("<!-- confidcheck: allow age, client-opener: invented -->\na client\n")
    assert allowed(report)
    assert [("allows age" in remark) for remark in remarks(report)] == [True]


def test_a_rule_that_does_not_exist_is_remarked_on_with_the_nearest():
    report = suppressed("<!-- confidcheck: allow client-openr: invented -->\na client\n")
    assert live(report) == ["client-opener"]
    assert "there is no such rule; did you mean client-opener" in remarks(report)[0]


def test_a_reason_that_would_itself_give_a_client_away_does_not_count():
    text = "<!-- confidcheck: allow client-opener: she is Jess from Leeds -->\na client\n"
    report = suppressed(text, passes=lambda reason: "Jess" not in reason)
    assert live(report) == ["client-opener"]
    assert "says too much" in remarks(report)[0]
    assert "Jess" not in remarks(report)[0]


@pytest.mark.parametrize(
    "text", ["```\n{}\n```\n\na client\n", "Write `{}` above.\n\na client\n", "~~~md\n{}\n~~~\na client\n"]
)
def test_a_comment_shown_as_code_allows_nothing(text):
    report = suppressed(text.format("<!-- confidcheck: allow client-opener: invented -->"))
    assert live(report) == ["client-opener"]
    assert not remarks(report)


def test_a_comment_that_is_not_closed_allows_nothing():
    assert live(suppressed("<!-- confidcheck: allow client-opener: invented\n\na client\n")) == ["client-opener"]


def test_a_comment_with_nothing_behind_it_allows_nothing_and_is_remarked_on():
    report = suppressed("a client\n\n<!-- confidcheck: allow client-opener: invented -->\n")
    assert live(report) == ["client-opener"]
    assert "line 3" in remarks(report)[0]


def test_lines_are_counted_with_any_line_break():
    assert "in line 3" in remarks(suppressed("Hello.\r\n\r\n<!-- confidcheck: allow age: x -->\r\n\r\nThere.\r\n"))[0]


# In HTML

ALLOW = "<!-- confidcheck: allow client-opener: invented -->"


@pytest.mark.parametrize(
    ("page", "counts"),
    [  # which of the clients is allowed
        (f"<p>a client</p>{ALLOW}<p>a client</p><p>a client</p>", [False, True, False]),
        (f"<p>a client {ALLOW}</p><p>a client</p>", [True, False]),
        (f"<p>a client</p><p>{ALLOW} a client</p><p>a client</p>", [False, True, False]),
        (f"<p>a client</p><p>a client <b>and</b> {ALLOW} a client</p><p>a client</p>", [False, True, True, False]),
        (f"<ul><li>a client</li><li>a client {ALLOW}</li><li>a client</li></ul>", [False, True, False]),
        (f"<p>a client</p>\n{ALLOW}\n<p>a client</p>\n<p>a client</p>", [False, True, False]),
        (f"<p>a client</p> {ALLOW}\n<p>a client</p>", [True, False]),
        (f"<p>a client</p>\n<p>a\nclient {ALLOW} or a client\nor a client</p>", [False, False, True, False]),
        (f"<p>a client`s `</p>\n<p>` {ALLOW} a client</p>", [False, True]),
        (f"<pre><code>{ALLOW}</code></pre>\n<p>a client</p>", [True]),
    ],
)
def test_a_comment_in_a_page_counts_for_the_paragraph_it_stands_in_or_the_next(page, counts):
    report = suppressed(page, "post.html")
    assert [bool(f.suppressed) for f in report.findings if f.rule == "client-opener"] == counts
    assert not remarks(report)


@pytest.mark.parametrize("tag", ["script", "style", "textarea", "title"])
def test_what_looks_like_a_comment_in_a_script_allows_nothing(tag):
    report = suppressed(f"<p>a client</p>\n<{tag}>\n{ALLOW}\n</{tag}>\n<p>a client</p>", "post.html")
    assert live(report) == ["client-opener"] * 2


def test_a_comment_shown_in_a_page_allows_nothing():
    shown = ALLOW.replace("<", "&lt;")
    assert live(suppressed(f"<p>{shown}</p>\n<p>a client</p>", "post.html")) == ["client-opener"]


def test_a_comment_for_the_whole_page_counts_in_its_title_and_its_attributes():
    page = f"<title>a client</title><img alt='a client'><p>a client</p>{ALLOW.replace('allow', 'allow-file')}"
    assert len(allowed(suppressed(page, "post.htm"))) == 3


# Beside plain text


def test_a_comment_in_plain_text_would_be_published_so_it_does_not_count():
    report = suppressed("<!-- confidcheck: allow client-opener: invented -->\na client\n", "post.txt")
    assert live(report) == ["client-opener"]
    assert remarks(report) == [
        "The comment in line 1 would be published with the text; write what you allow into post.txt.confidcheck instead."
    ]


def test_the_file_beside_a_draft_allows_rules_in_all_of_it():
    report = suppressed("a client\n\na client\n", "post.txt", "# mine\n\nallow client-opener: invented\n")
    assert allowed(report) == [("client-opener", "invented")] * 2


def test_the_file_beside_a_draft_can_name_a_paragraph_by_words_in_it():
    beside = "allow client-opener in “the Second”: invented\n"
    report = suppressed("a client\n\nthe second  client,\na client\n", "post.txt", beside)
    assert [f.suppressed for f in report.findings] == [None, "invented"]


def test_words_are_found_as_whole_words():
    report = suppressed("a client\n", "post.txt", 'allow client-opener in "lie": invented\n')
    assert live(report) == ["client-opener"]
    assert "Line 1 of post.txt.confidcheck allows client-opener, but nothing" in remarks(report)[0]


def test_the_reason_beside_a_draft_is_not_published_and_may_say_more():
    assert allowed(suppressed("a client", "post.txt", "allow client-opener: it is me", passes=lambda _: False))


def test_a_line_beside_a_draft_needs_a_reason_too():
    assert "gives no reason" in remarks(suppressed("a client", "post.txt", "allow client-opener\n"))[0]


def test_the_file_beside_a_draft_is_read_from_its_folder(tmp_path):
    (tmp_path / "post.txt.confidcheck").write_text("allow age: x", encoding="utf8")
    assert read_beside(str(tmp_path / "post.txt")) == "allow age: x"
    assert read_beside(str(tmp_path / "other.txt")) is None
    assert read_beside("<stdin>") is None


def test_a_file_beside_a_draft_that_is_not_text_is_an_error(tmp_path):
    (tmp_path / "post.txt.confidcheck").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_beside(str(tmp_path / "post.txt"))


# In the settings


def test_names_of_ones_own_do_not_count_however_they_are_written():
    report = suppressed("TODMORDEN is Todmorden. Rowan Hall and Priya's. Jess", allow=("todmorden", "Rowan  Hall", "Priya"))
    assert [(f.rule, bool(f.suppressed)) for f in report.findings] == [
        ("place", True),
        ("person", True),
        ("person", True),
        ("person", False),
    ]
    assert {f.suppressed for f in report.findings if f.suppressed} == {"one of your own names or places"}


def test_a_part_of_a_name_is_not_the_name():
    assert live(suppressed("Rowan Hall", allow=("Rowan",))) == ["person"]


def test_names_do_not_excuse_what_is_no_name():
    assert live(suppressed("a client", allow=("a client",))) == ["client-opener"]


def test_a_rule_allowed_in_the_settings_does_not_count_in_the_paths_given():
    rules = (AllowRule("client-opener", "teaching", ("teaching/*.md",)),)
    assert allowed(suppressed("a client", "teaching/post.md", allow_rules=rules)) == [("client-opener", "teaching")]
    assert live(suppressed("a client", "blog/post.md", allow_rules=rules)) == ["client-opener"]


def test_a_rule_allowed_in_the_settings_that_does_not_exist_is_an_error_at_its_line():
    with pytest.raises(ConfigError, match=r"confidcheck\.toml:3: there is no rule “ages”; did you mean age"):
        suppressed("a client", allow_rules=(AllowRule("ages", "x"),))


def test_what_a_comment_allows_is_needed_even_where_the_settings_allow_it_too():
    text = "<!-- confidcheck: allow client-opener: here -->\na client\n"
    report = suppressed(text, allow_rules=(AllowRule("client-opener", "everywhere"),))
    assert allowed(report) == [("client-opener", "here")]
    assert not remarks(report)


# Threads


def test_every_draft_of_a_thread_has_its_own_permissions():
    one = Draft.plain("a client", "one.txt")
    two = Draft.plain("a client", "two.txt")
    own = Settings(Config(), Path.cwd(), None, {})
    beside = {"two.txt": "allow client-opener: invented"}.get
    report = Suppression(own, beside=beside)(found(one, two), set(WORDS), lambda _: True)
    assert [f.suppressed for f in report.findings] == [None, "invented"]


# From the source to the clean text


@settings(deadline=None)  # the first example imports the Markdown parser
@given(
    st.lists(st.sampled_from(["a client", " ", "\n", "\n\n", "*", "> ", "- ", "&amp;", "<!-- x -->", "é", "\r\n", "`", "# "]))
)
def test_words_found_from_the_source_come_from_there(parts):
    original = "".join(parts)
    draft = read_bytes(original.encode(), "post.md", ".md")
    clean = Clean(draft)
    places = [
        (at, piece.source + (at - piece.start if piece.source_length is None else 0), piece)
        for piece in draft.pieces
        for at in range(piece.start, piece.end)
        if not draft.text[at].isspace()
    ]
    for end in range(0, len(original) + 1, 2):
        for start in range(end):
            span = clean.within(start, end)
            assert [at for at, _, _ in places if span and span[0] <= at < span[1]] == [
                at
                for at, source, piece in places
                if (start <= source < end if piece.source_length is None else piece.source < end and piece.source_end > start)
            ]
