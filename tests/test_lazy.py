"""Cheap evidence first: what a draft does not ask for is neither imported nor computed, and nothing is lost by it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from confidcheck.draft import Draft, Thread

DRAFTS = Path(__file__).parent.parent / "benchmarks" / "drafts"
EXAMPLES = Path(__file__).parent.parent / "examples"
CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
FOR_VALIDATION = {"part3.jsonl", "part6.jsonl"}
HEAVY = ("spacy", "thinc", "presidio_analyzer", "tldextract", "requests", "phonenumbers")


def imported_by(*arguments: str) -> set[str]:
    code = (
        f"import sys; from confidcheck.cli import run; run({list(arguments)!r})\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_a_clean_draft_is_answered_without_spacy_and_presidio():
    found = imported_by("check", str(DRAFTS / "clean.md"))
    assert "onnxruntime" in found
    assert found.isdisjoint(HEAVY)


def test_a_clean_draft_needs_no_parser_of_options_and_nothing_that_words_anew():
    found = imported_by("check", str(DRAFTS / "clean.md"))
    assert "confidcheck.checker" in found
    assert found.isdisjoint({"typer", "confidcheck.reword.reworder", "confidcheck.language.grammar"})


def test_a_draft_with_findings_and_no_identifiers_needs_neither():
    assert imported_by("check", str(DRAFTS / "findings.md")).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["privacy"], ["rules", "list"], ["explain", "my-client"], ["check", "--show-config"]],
    ids=" ".join,
)
def test_what_checks_no_draft_loads_no_model(arguments):
    assert imported_by(*arguments).isdisjoint({*HEAVY, "onnxruntime", "numpy", "tokenizers"})


def test_paths_alone_and_paths_with_options_are_checked_alike(capsys):
    from confidcheck.cli import run

    post = str(DRAFTS / "findings.md")
    assert (run(["check", post]), capsys.readouterr()) == (run(["check", post, "--format", "text"]), capsys.readouterr())


@pytest.fixture(scope="module")
def checker():
    from confidcheck import Checker

    return Checker()


def eagerly(checker, text: str):
    """Check a text with all that its reading holds computed beforehand, and all mentions weighed."""
    draft = Draft.plain(text)
    matcher, language = checker._matcher, checker._language
    lazy_hits, lazy_read = matcher.hits, language.read_thread

    def read_all(drafts):
        readings = lazy_read(drafts)
        for reading in readings:
            assert (reading.encoding, reading.mentions, reading.sentences, reading.doc) is not None
        return readings

    matcher.hits, language.read_thread = (lambda reading, **_: lazy_hits(reading)), read_all
    try:
        return checker.check(Thread.of(draft))
    finally:
        del matcher.hits, language.read_thread


def corpus(step: int) -> list[str]:
    paths = [path for path in sorted(CORPUS.glob("*.jsonl")) if path.name not in FOR_VALIDATION]
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    return [row["text"] for row in rows if isinstance(row.get("text"), str)][::step]


@pytest.mark.parametrize("path", [*sorted(DRAFTS.glob("*.md")), *sorted(EXAMPLES.glob("*.md"))], ids=lambda path: path.stem)
def test_lazy_and_eager_evaluation_give_the_same_report(checker, path):
    text = path.read_text(encoding="utf8")
    assert checker.check(Thread.of(Draft.plain(text))) == eagerly(checker, text)


def test_lazy_and_eager_evaluation_agree_on_a_sample_of_the_corpus(checker):
    texts = corpus(97)
    if not texts:
        pytest.skip("the corpus is not part of this checkout")
    assert [text for text in texts if checker.check(Thread.of(Draft.plain(text))) != eagerly(checker, text)] == []


@pytest.mark.slow
def test_lazy_and_eager_evaluation_agree_on_the_whole_corpus(checker):
    texts = corpus(1)
    if not texts:
        pytest.skip("the corpus is not part of this checkout")
    assert [text for text in texts if checker.check(Thread.of(Draft.plain(text))) != eagerly(checker, text)] == []
