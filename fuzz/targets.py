"""What must hold for any input at all. The fuzzer and the property tests try to break the same functions.

Each target takes bytes or a text and raises where a promise is broken: a crash other than this package's own errors, an offset
outside the text, a place that does not hold what it says.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.errors import ConfidcheckError, InputError, RuleError
from confidcheck.inputs import read_bytes, read_turns
from confidcheck.outputs import FORMATS, Options
from confidcheck.phrase import PhraseError, parse
from confidcheck.ruleset import load_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from confidcheck.finding import Report

SUFFIXES = (".md", ".txt", ".html", ".docx", "")


@cache
def checker() -> Checker:
    """A checker without the encoder, whose arithmetic is the same for every text."""
    return Checker(use_encoder=False)


def inputs(data: bytes) -> None:
    """Any bytes are a draft whose pieces lie in its source, or an error of one line."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
    try:
        draft = read_bytes(data[1:], "fuzz", suffix)
        turns = read_turns(draft, None)
    except InputError as error:
        assert "\n" not in str(error)
        return
    for each in (draft, *turns):
        _pieces_lie_in_the_source(each)


def _pieces_lie_in_the_source(draft: Draft) -> None:
    end = source_end = 0
    for piece in draft.pieces:
        assert end <= piece.start <= piece.end <= len(draft.text)
        assert source_end <= piece.source <= piece.source_end <= len(draft.original)
        if piece.source_length is None:
            same = draft.text[piece.start : piece.end] == draft.original[piece.source : piece.source_end]
            assert same
        end, source_end = piece.end, piece.source_end


def check(text: str) -> None:
    """Any text is checked, its places lie in it, and every format can tell it."""
    draft = Draft.plain(text)
    report = checker().check(Thread.of(draft))
    _places_lie_in_the_text(report, text)
    for write in FORMATS.values():
        for is_open in (True, False):
            assert all(isinstance(piece, str) for piece in write([report], _options(is_open=is_open)))
    _json_points_at_its_words(report, text)


def _options(*, is_open: bool) -> Options:
    return Options(version="0", show_text=is_open)


def _places_lie_in_the_text(report: Report, text: str) -> None:
    for finding in report.findings:
        for place in finding.places:
            assert 0 <= place.start < place.end <= len(text)


def _json_points_at_its_words(report: Report, text: str) -> None:
    told = json.loads("".join(FORMATS["json"]([report], _options(is_open=True))))
    for finding in told["reports"][0]["findings"]:
        for place in finding["places"]:
            assert text[place["start"] : place["end"]] == place["text"]


def rewording(text: str) -> None:
    """A safe version passes the check itself, and is left alone by it."""
    safe = checker().check(Thread.of(Draft.plain(text))).rewritten
    if safe is not None:
        assert checker().passes(safe)
        assert checker().check(Thread.of(Draft.plain(safe))).rewritten in (None, safe)


def phrase(text: str) -> None:
    """Any text is a phrase, or an error that points into it."""
    try:
        parse.__wrapped__(text)  # what is remembered of each would fill the memory
    except PhraseError as error:
        assert 0 <= error.offset <= len(text)


@cache
def _ground() -> Path:
    """What rules stand on, without the rules: to read all that are shipped takes a thousand times as long as to read one."""
    folder = Path(tempfile.mkdtemp(prefix="confidcheck-fuzz-"))
    for name in ("guidance.yaml", "thresholds.yaml"):
        shutil.copy(shipped_rules() / name, folder / name)
    (folder / "lexicons").mkdir()
    for name in ("client-noun", "clock", "relative"):
        shutil.copy(shipped_rules() / "lexicons" / f"{name}.yaml", folder / "lexicons")
    return folder


def rules(data: bytes) -> None:
    """Any file among the rules is read, or an error of one line that names it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own" / "mine.yaml"
        path.parent.mkdir()
        path.write_bytes(data)
        try:
            load_rules([_ground(), Path(folder)], with_examples=True)
        except RuleError as error:
            assert "mine.yaml" in str(error)
            assert "\n" not in str(error)
        except ConfidcheckError:
            pass


TARGETS: dict[str, Callable[[bytes], None]] = {
    "inputs": inputs,
    "check": lambda data: check(data.decode(errors="replace").replace("\0", "")),
    "rewording": lambda data: rewording(data.decode(errors="replace").replace("\0", "")),
    "phrase": lambda data: phrase(data.decode(errors="replace")),
    "rules": rules,
}
