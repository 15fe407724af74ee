"""What stood in the drafts before confidcheck came: remembered without a word of it.

An entry is a keyed hash (HMAC-SHA256) of a rule's id and the folded sentence it spoke in, so words can move but not change.
The key stays on the user's machine, outside the repository; without it nobody can tell, by trying, what an entry stands for.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from confidcheck.errors import ConfigError
from confidcheck.fold import SOFT, tokens
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.suppress import UNUSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from confidcheck.draft import Draft
    from confidcheck.finding import Finding, Report

KEY_VARIABLE: Final = "CONFIDCHECK_BASELINE_KEY"
_KEY_BYTES: Final = 32
_SCHEMA: Final = 1
_PARTED: Final = "\x1f"  # stands between rule and sentence; no folded sentence holds it


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings that do not count again.

    Attributes:
        entries: hashes, in hexadecimal.
        key: the secret they were made with.
    """

    entries: frozenset[str]
    key: bytes

    def knows(self, finding: Finding, draft: Draft) -> bool:
        """Whether a finding of a draft is remembered."""
        return entry(finding, draft, self.key) in self.entries

    def stale(self, reports: Iterable[Report]) -> int:
        """Return how many entries stand for nothing any more in these reports."""
        return len(self.entries - set(entries(reports, self.key)))


def key_file() -> Path:
    """Return where the key lies: in the user's folder for settings of programs."""
    import typer  # noqa: PLC0415 - knows where each system keeps such files

    return Path(typer.get_app_dir("confidcheck")) / "baseline.key"


def remembered(path: Path | None) -> Callable[[Finding, Draft], bool]:
    """Return whether a finding of a draft is remembered, by the baseline at `path`; nothing is where there is none."""
    return read_baseline(path).knows if path else lambda _finding, _draft: False


def read_baseline(path: Path) -> Baseline:
    """Read a baseline and its key.

    Raises:
        ConfigError: one of them is missing, damaged, or they do not belong together.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        schema, mark, found = told["schema"], told["key"], frozenset(map(str, told["entries"]))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such baseline; make it with: confidcheck baseline write") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or type(error).__name__})") from None
    except (ValueError, KeyError, TypeError):
        raise ConfigError(f"{path}: not a baseline; make it anew with: confidcheck baseline write") from None
    if schema != _SCHEMA:
        raise ConfigError(f"{path}: made by another version of confidcheck; make it anew with: confidcheck baseline write")
    key = _read_key(path)
    if not hmac.compare_digest(str(mark), _mark(key)):
        raise ConfigError(
            f"{path}: made with another key than the one in {_key_name()}; use that key, or make the baseline anew with: "
            "confidcheck baseline write"
        )
    return Baseline(found, key)


def write_baseline(path: Path, reports: Iterable[Report]) -> int:
    """Remember what was found, all but what is allowed already; the key is made where there is none.

    Returns:
        How many entries were written.

    Raises:
        ConfigError: a file cannot be written, or the key is damaged.
    """
    key = _read_key(path) if _has_key() else _make_key()
    found = sorted(set(entries(reports, key)))
    told = {"schema": _SCHEMA, "key": _mark(key), "entries": found}
    try:
        path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror or type(error).__name__})") from None
    return len(found)


def entries(reports: Iterable[Report], key: bytes) -> Iterator[str]:
    """Yield the entry of every finding of some reports that is not allowed in another way."""
    for report in reports:
        for finding in report.live:
            if finding.rule != UNUSED:
                yield entry(finding, report.thread.drafts[finding.primary.draft], key)


def entry(finding: Finding, draft: Draft, key: bytes) -> str:
    """Return the keyed hash of a finding's rule and sentence."""
    spans = _sentences(draft.text)
    at = max(bisect_right(spans, (finding.primary.start, len(draft.text))) - 1, 0)
    start, end = spans[at] if spans else (0, 0)
    sentence = " ".join(token.text for token in tokens(draft.text, start, end) if not token.flags & SOFT)
    return _keyed(f"{finding.rule}{_PARTED}{sentence}", key)


@lru_cache(maxsize=1)
def _sentences(text: str) -> list[tuple[int, int]]:
    return sentence_spans(text)


def _keyed(text: str, key: bytes) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _mark(key: bytes) -> str:
    """Return a short mark by which a key is recognised; nobody learns the key from it."""
    return _keyed(f"key{_PARTED}", key)[:16]


def _has_key() -> bool:
    return bool(os.environ.get(KEY_VARIABLE)) or key_file().exists()


def _key_name() -> str:
    return KEY_VARIABLE if os.environ.get(KEY_VARIABLE) else str(key_file())


def _read_key(baseline: Path) -> bytes:
    written = os.environ.get(KEY_VARIABLE)
    try:
        key = bytes.fromhex(written or key_file().read_text(encoding="ascii"))
    except FileNotFoundError:
        raise ConfigError(
            f"{baseline}: its key is missing; copy {key_file()} from the machine that made the baseline, or set "
            f"{KEY_VARIABLE}, or make the baseline anew with: confidcheck baseline write"
        ) from None
    except OSError as error:
        raise ConfigError(f"{key_file()}: cannot be read ({error.strerror or type(error).__name__})") from None
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ConfigError(f"{_key_name()}: not a key; it has {2 * _KEY_BYTES} hexadecimal digits")
    return key


def _make_key() -> bytes:
    """Make a key that only the user can read."""
    path, key = key_file(), secrets.token_bytes(_KEY_BYTES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(key.hex() + "\n")
    except OSError as error:
        raise ConfigError(f"{path}: the key cannot be written ({error.strerror or type(error).__name__})") from None
    return key
