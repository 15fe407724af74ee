"""`check --fix`, `--diff`, `--copy`: through the command line, with the shipped rules and without the encoder."""

from __future__ import annotations

import io
import json
import sys

import pyperclip
import pytest

from confidcheck import cli, cli_fix, rewrite
from confidcheck.errors import RewriteError
from confidcheck.rewrite import write_back

TELLING = (
    "\ufeff---\r\ntitle: Endings\r\n---\r\n\r\nHi all 👋 read [this](https://a.example).\r\n\r\n"
    "I have a client who has agoraphobia and I feel I need more CPD on this.\r\n\r\nThanks!\r\n"
)
SAFE = TELLING.replace(
    "I have a client who has agoraphobia and I feel I need more CPD on this.",
    "Does anyone have CPD recommendations for working with agoraphobia?",
)
CARD = "My client told me tonight that she is going to kill herself. What do I do?\n"
INNOCENT = "Does anyone have CPD recommendations for working with agoraphobia?\n"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)

    def run(*arguments, piped=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        return (cli.run(["check", "--no-encoder", *arguments]), *capsys.readouterr())

    return run


@pytest.fixture
def clipboard(monkeypatch):
    held: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", held.append)
    return held


def test_fix_saves_the_safer_version_and_touches_nothing_else_and_nothing_a_second_time(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(TELLING.encode())
    status, out, err = run("--fix", "post.md")
    assert (status, out) == (0, "")
    assert err == "confidcheck: post.md: the safer version is saved. Please read it once more before you post.\n"
    assert path.read_bytes() == SAFE.encode()
    assert run("--fix", "post.md")[0] == 0
    assert path.read_bytes() == SAFE.encode()
    assert [each.name for each in tmp_path.iterdir()] == ["post.md"]


def test_a_program_is_told_what_was_found_though_all_of_it_was_fixed(run, tmp_path) -> None:
    (tmp_path / "post.md").write_bytes(TELLING.encode())
    status, out, _ = run("--fix", "--format", "json", "post.md")
    assert (status, json.loads(out)["reports"][0]["verdict"]) == (0, "do-not-post")
    assert (tmp_path / "post.md").read_bytes() == SAFE.encode()


def test_where_there_is_no_safe_version_the_card_is_shown_and_nothing_is_written(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    path.write_text(CARD)
    before = path.stat().st_mtime_ns
    status, out, err = run("--fix", "post.md")
    assert status == 1
    assert "do not post" in out.lower()
    assert err == "confidcheck: post.md: nothing was changed, for there is no safe version of it.\n"
    assert (path.read_text(), path.stat().st_mtime_ns) == (CARD, before)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_of_what_is_piped_in_the_safer_version_and_nothing_else_is_printed(encoding, monkeypatch, capfdbinary) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TELLING.removeprefix("\ufeff").encode(encoding))))
    status = cli.run(["check", "--no-encoder", "--fix", "--stdin-filename", "post.md", "-"])
    assert (status, capfdbinary.readouterr().out) == (0, SAFE.removeprefix("\ufeff").encode(encoding))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--fix", "--diff", "-"), "leave out other paths, --diff and --format"),
        (("--fix", "-f", "json", "-"), "leave out other paths, --diff and --format"),
        (("--fix", "-", "post.md"), "leave out other paths, --diff and --format"),
        (("--fix", "--clipboard"), "to put the safer version back on the clipboard, use --copy"),
        (("--copy", "post.md", "post.md"), "--copy takes one draft, and there are 2"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(run, tmp_path, arguments, says) -> None:
    (tmp_path / "post.md").write_text(INNOCENT)
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_diff_shows_what_would_change_and_writes_nothing(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    path.write_bytes(TELLING.encode())
    status, out, err = run("--diff", "post.md")
    assert (status, err, path.read_bytes()) == (1, "", TELLING.encode())
    assert out.splitlines()[:2] == ["--- post.md", "+++ post.md (safer)"]
    assert [line for line in out.splitlines()[2:] if line[0] in "+-"] == [
        "-I have a client who has agoraphobia and I feel I need more CPD on this.",
        "+Does anyone have CPD recommendations for working with agoraphobia?",
    ]


def test_in_public_ci_diff_shows_no_word_of_the_draft_unless_asked(run, tmp_path, monkeypatch) -> None:
    (tmp_path / "post.md").write_bytes(TELLING.encode())
    monkeypatch.setenv("CI", "true")
    status, out, _ = run("--diff", "post.md")
    assert status == 1
    assert "agoraphobia" not in out
    assert "post.md:7:" in out
    assert "agoraphobia" in run("--diff", "--show-text", "post.md")[1]


def test_a_file_that_cannot_be_saved_is_said_in_one_line_and_the_others_are_still_saved(run, tmp_path, monkeypatch) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(TELLING.encode())

    def changed_meanwhile(draft, original):
        (tmp_path / "a.md").write_text("Something else.")
        write_back(draft, original)

    monkeypatch.setattr(rewrite, "write_back", changed_meanwhile)
    status, _, err = run("--fix", "a.md", "b.md")
    assert status == 2
    assert "confidcheck: a.md: has changed since it was read, so nothing was written; check it again\n" in err
    assert (tmp_path / "a.md").read_text() == "Something else."
    assert (tmp_path / "b.md").read_bytes() == SAFE.encode()


def test_markup_in_the_way_is_said_in_one_line_and_nothing_is_written(run, tmp_path, monkeypatch) -> None:
    def tangled(*_):
        raise RewriteError("a.md:7: the words to change are tangled up")

    (tmp_path / "a.md").write_bytes(TELLING.encode())
    monkeypatch.setattr(cli_fix, "rewritten", tangled)
    status, out, err = run("--fix", "a.md")
    assert (status, err) == (2, "confidcheck: a.md:7: the words to change are tangled up\n")
    assert "client-opener" in out
    assert (tmp_path / "a.md").read_bytes() == TELLING.encode()


def test_copy_puts_the_safer_version_on_the_clipboard_as_it_would_be_pasted(run, tmp_path, clipboard) -> None:
    (tmp_path / "post.md").write_bytes(TELLING.encode())
    status, out, err = run("--copy", "post.md")
    assert (status, clipboard) == (1, [SAFE.removeprefix("\ufeff").replace("\r\n", "\n").rstrip()])
    assert "A safer version of the whole" in out
    assert err == "confidcheck: The safer version is on your clipboard. Please read it once more before you post.\n"


def test_the_clipboard_loop(run, clipboard, monkeypatch) -> None:
    monkeypatch.setattr(pyperclip, "paste", lambda: "I have a client who has agoraphobia and I feel I need more CPD on this")
    assert run("--clipboard", "--copy")[0] == 1
    assert clipboard == ["Does anyone have CPD recommendations for working with agoraphobia?"]


def test_copy_leaves_an_innocent_draft_as_it_was_and_says_so(run, clipboard) -> None:
    status, _, err = run("--copy", piped=INNOCENT.encode())
    assert (status, clipboard) == (0, [INNOCENT.rstrip()])
    assert "Nothing had to change; your draft is on the clipboard as it was." in err


def test_copy_leaves_the_clipboard_alone_where_there_is_no_safe_version(run, clipboard) -> None:
    status, _, err = run("--copy", piped=CARD.encode())
    assert (status, clipboard) == (1, [])
    assert "Nothing was copied, for there is no safe version of this." in err


@pytest.mark.parametrize(
    ("variable", "says"),
    [("WAYLAND_DISPLAY", "install the package wl-clipboard"), ("DISPLAY", "xclip or xsel"), (None, "no desktop is running")],
)
def test_without_a_clipboard_one_line_says_what_is_missing(run, monkeypatch, variable, says) -> None:
    def fail(_: str) -> None:
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "copy", fail)
    monkeypatch.setattr(sys, "platform", "linux")
    for each in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(each, raising=False)
    if variable:
        monkeypatch.setenv(variable, ":0")
    status, _, err = run("--copy", piped=INNOCENT.encode())
    assert status == 2
    assert err.startswith("confidcheck: nothing was copied: ")
    assert says in err
    assert err.count("\n") == 1


def test_front_matter_without_a_client_stays_and_a_title_with_one_is_emptied(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    head = "---\ntitle: {}\ndescription: What do you read?\ntags: [endings]\n---\n\n"
    path.write_text(
        head.format("My client with agoraphobia") + "I have a client who has agoraphobia and I need more CPD on this.\n"
    )
    assert run("--fix", "post.md")[0] == 0
    asks = "Does anyone have CPD recommendations for working with agoraphobia?\n"
    assert path.read_text() == head.format('""') + asks


def test_what_the_writer_allowed_stays_where_the_rest_is_made_safe(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    allowed = "<!-- confidcheck: allow client-opener, client-online: invented -->\nI have a client who likes the sea.\n\n"
    own = "We read a chapter on endings this week, slowly, and I would gladly read it again with any of you here.\n\n"
    path.write_text(f"{allowed}{own}My 3pm cancelled again today.\n")
    assert run("--fix", "post.md")[0] == 0
    assert path.read_text() == f"{allowed}{own}".rstrip() + "\n"


def test_a_comment_that_tells_of_a_client_is_never_part_of_a_safe_version(run, tmp_path) -> None:
    path = tmp_path / "post.md"
    comment = "<!-- confidcheck: allow client-opener: my client Jess does not mind -->"
    path.write_text(f"{comment}\nI have a client who has agoraphobia and I feel I need more CPD on this.\n")
    before = path.read_bytes()
    status, out, _ = run("--fix", "post.md")
    assert (status, path.read_bytes()) == (1, before)
    assert "reason says too much" in " ".join(out.split())


PAGE = (
    "<!doctype html>\r\n<title>Endings</title>\r\n<h1>Endings</h1>\r\n"
    "<p>Hi all &#128075;, read <a href='https://a.example/?a=1&amp;b=2'>this</a>.</p>\r\n"
    "<p>I have <em>a client</em> who has agoraphobia and I feel I need more CPD on this.</p>\r\n<p>Thanks!</p>\r\n"
)


def test_fix_on_a_page_of_html_changes_the_paragraph_about_the_client_and_no_other_byte(run, tmp_path) -> None:
    path = tmp_path / "post.html"
    path.write_bytes(PAGE.encode())
    assert run("--fix", "post.html")[0] == 0
    told = "I have <em>a client</em> who has agoraphobia and I feel I need more CPD on this."
    asked = "Does anyone have CPD recommendations for working with agoraphobia?"
    assert path.read_bytes().decode() == PAGE.replace(told, asked)
    assert run("--fix", "post.html")[0] == 0
    assert path.read_bytes().decode() == PAGE.replace(told, asked)
