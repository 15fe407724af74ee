"""Examples for the two heads: open entity corpora and the project's own labelled drafts."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from labels import ENTITIES

from confidcheck.finding import Severity
from confidcheck.language.discourse import join
from confidcheck.ruleset import load_rules, shipped_rules
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

VALIDATION_PARTS = ("part3", "part6")
VALIDATION_THREADS = ("g", "h", "k", "r", "s")
ENTITY_TRAIN = ("uner_ewt.train", "wnut17.train", "btc.train", "gum.train", "wikigold.all")
ORDINARY, NOT_ORDINARY = ("gum.train", "uner_ewt.train"), ("email", "newsgroup", "GUM_court")
ENTITY_TEST = ("uner_ewt.test", "wnut17.test", "btc.test")


@dataclass(frozen=True)
class Example:
    """One text with its marks; `spans` is None where nobody marked spans, `verdict` where nobody judged."""

    text: str
    spans: tuple[tuple[int, int, str], ...] | None
    verdict: str | None = None
    about: dict[str, str] = field(default_factory=dict)


def read_entities(folder: Path, name: str) -> list[Example]:
    """Read one set of `ner/`; handles (`@name`) are left to patterns and so are no entities here."""
    examples = []
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        spans = tuple((s, e, t) for s, e, t in row["spans"] if t in ENTITIES and row["text"][s] != "@")
        examples.append(Example(row["text"], spans))
    return examples


def read_ordinary(folder: Path) -> list[Example]:
    """Read passages of the open corpora (interviews, lives, speeches, textbooks, weblogs, reviews) as innocent texts.

    Their people are nobody's clients, however vividly they are told of. Passages have three to twelve sentences.
    """
    passages = []
    for name in ORDINARY:
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf8").splitlines()]
        for source, group in groupby(rows, key=lambda row: row["id"].rsplit("-", 1)[0]):
            if source.startswith(NOT_ORDINARY):
                continue
            sentences = [row["text"] for row in group]
            at = 0
            while at < len(sentences):
                count = 3 + (7 * at + len(sentences)) % 10  # uneven, and the same in every run
                passages.append(Example(" ".join(sentences[at : at + count]), (), "clear", {"id": source}))
                at += count
    return passages


def read_drafts(path: Path) -> list[Example]:
    """Read one compiled part of the corpus."""
    examples = []
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        spans = None if row["spans"] is None else tuple((s, e, t) for s, e, t in row["spans"])
        about = {key: row.get(key, "") for key in ("id", "channel", "locale")}
        examples.append(Example(row["text"], spans, row["verdict"], about))
    return examples


@cache
def _thread_settings() -> dict[str, Any]:
    return read_mapping(shipped_rules() / "about.yaml")["thread"]


def read_thread(turns: Sequence[dict[str, Any]], *, whole: bool) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Join the turns of a thread as the tool does: the writer's alone, or as a `whole` with the names and words of others."""
    names = {"me": "", "other": ""}
    if whole:
        settings = _thread_settings()
        names = {"me": settings["writer"], "other": settings["other"]}
    said = [turn for turn in turns if whole or turn["author"] == "me"]
    text, starts = join((names[turn["author"]], turn["text"]) for turn in said)
    marked = [(at, turn["spans"]) for at, turn in zip(starts, said, strict=True) if turn["author"] == "me"]
    return text, tuple((at + start, at + end, label) for at, spans in marked for start, end, label in spans)


def read_threads(folder: Path, *, validation: bool) -> list[Example]:
    """Read the threads kept for validation, or all the others, each in both of the ways in which the tool joins its turns."""
    examples = []
    for path in sorted(folder.glob("*.jsonl")):
        if (path.stem in VALIDATION_THREADS) is not validation:
            continue
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            about = {"id": row["id"], "channel": "comment-thread", "locale": row["locale"]}
            examples += [Example(*read_thread(row["turns"], whole=w), row["verdict"], about) for w in (False, True)]
    return examples


def read_rule_examples() -> list[Example]:
    """Read the examples of the shipped rules: judged as a whole, without spans, since a rule marks only what it is about.

    Rules that only ever advise are left out: what they flag need not disclose anybody.
    """
    examples = []
    for rule in load_rules([shipped_rules()], with_examples=True).rules:
        if max(rule.severity.values()) >= Severity.WARN:
            examples += [Example(x.text, None, "disclosure" if x.flags else "clear", {"id": rule.id}) for x in rule.examples]
    return examples


def read_corpus(folder: Path, *, validation: bool) -> list[Example]:
    """Read the validation parts, or all the others."""
    parts = sorted(folder.glob("*.jsonl"))
    return [x for p in parts if (p.stem in VALIDATION_PARTS) is validation for x in read_drafts(p)]
