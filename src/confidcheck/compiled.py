"""The shipped rules, read and compiled once for all runs, in one file of the package.

Reading and compiling some hundred files of rules takes longer than checking a draft. The file is written when the wheel is
built, and in a checkout by `make compiled`. It is used only if it lies in the package, nobody but the package's owner may
write it, and it was made from exactly the rules and the code that lie there now; otherwise the YAML files are read. It can
hold values of this package and nothing else, so that reading it runs no code but this package's own.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import stat
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from confidcheck.match import PhraseBook
from confidcheck.ruleset import shipped_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.profile import Profile
    from confidcheck.rule import Lexicon, RuleSet

PACKAGE = Path(__file__).parent
FILE = PACKAGE / "_rules.compiled"
_MAGIC = b"confidcheck rules 3\n"
_DIGEST = hashlib.sha256().digest_size
_NOT_RULES = frozenset({"population", "rewordings"})  # other parts read these
_CODE = ("*.py", "match/*.py", "ruleset/*.py")


class Shipped(NamedTuple):
    """The shipped rules, their phrases compiled, and the shipped profiles by name."""

    ruleset: RuleSet
    book: PhraseBook
    profiles: Mapping[str, Profile]


def load_shipped(file: Path = FILE) -> Shipped:
    """Return the shipped rules without their examples, from the compiled file where it can be trusted.

    Raises:
        RuleError: there is no such file, and the YAML files are wrong.
    """
    folder = shipped_rules()
    with without_collection():
        return _read(file, folder) or _compiled(folder)


def write_shipped(file: Path = FILE) -> None:
    """Compile the shipped rules and write the file.

    Raises:
        RuleError: the YAML files are wrong.
        OSError: it cannot be written.
    """
    folder = shipped_rules()
    ruleset, book, profiles = _compiled(folder)
    lexicons = {name: _packed(lexicon, folder) for name, lexicon in ruleset.lexicons.items()}
    payload = _packed((replace(ruleset, lexicons={}), lexicons, book, profiles), folder)
    written = file.with_name(f"{file.name}.new")
    written.write_bytes(_MAGIC + _sources(folder) + hashlib.sha256(payload).digest() + payload)
    written.chmod(0o644)
    written.replace(file)


@contextmanager
def without_collection() -> Iterator[None]:
    """Let nobody look for garbage while much is made that stays; it would take four times as long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compiled(folder: Path) -> Shipped:
    from confidcheck.ruleset import load_profile, load_rules  # noqa: PLC0415 - what is compiled needs no YAML

    ruleset = load_rules([folder])
    names = [path.stem for path in sorted(folder.glob("profiles/*.yaml"))]
    return Shipped(ruleset, PhraseBook.of(ruleset), {name: load_profile(name, [folder], ruleset) for name in names})


def _read(file: Path, folder: Path) -> Shipped | None:
    """Return what the file holds, None where it is missing, damaged, not ours, or made from something else."""
    try:
        if stat.S_IMODE(os.lstat(file).st_mode) & (stat.S_IWGRP | stat.S_IWOTH):
            return None
        data = file.read_bytes()
    except OSError:
        return None
    head = _MAGIC + _sources(folder)
    payload = memoryview(data)[len(head) + _DIGEST :]
    if not data.startswith(head + hashlib.sha256(payload).digest()):
        return None
    ruleset, lexicons, book, profiles = _Unpickler(io.BytesIO(payload), folder).load()
    return Shipped(replace(ruleset, lexicons=_Lexicons(lexicons, folder)), book, profiles)


def _packed(value: object, folder: Path) -> bytes:
    packed = io.BytesIO()
    _Pickler(packed, folder).dump(value)
    return packed.getvalue()


class _Lexicons(Mapping[str, "Lexicon"]):
    """Lexicons by name, each read when it is first asked for: their phrases are compiled, so few of them are."""

    def __init__(self, packed: dict[str, bytes], folder: Path) -> None:
        self._packed, self._folder = packed, folder
        self._read: dict[str, Lexicon] = {}

    def __getitem__(self, name: str) -> Lexicon:
        if name not in self._read:
            self._read[name] = _Unpickler(io.BytesIO(self._packed[name]), self._folder).load()
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def _sources(folder: Path) -> bytes:
    """Return a digest of all that the compiled form is made from."""
    digest = hashlib.sha256()
    rules = (path for path in folder.rglob("*.yaml") if path.relative_to(folder).parts[0] not in _NOT_RULES)
    code = (path for pattern in _CODE for path in PACKAGE.glob(pattern))
    for path in (*sorted(rules), *sorted(code)):
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return digest.digest()


class _Pickler(pickle.Pickler):
    """Writes paths relative to the folder of the rules, and members of enums by their value, as every Python reads them."""

    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file, protocol=5)
        self._folder = folder

    def persistent_id(self, value: object) -> str | None:
        return value.relative_to(self._folder).as_posix() if isinstance(value, Path) else None

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - pickle's signature
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Reads classes of this package and nothing else."""

    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file)
        self._folder = folder

    def persistent_load(self, pid: str) -> Path:
        return self._folder / pid

    def find_class(self, module_name: str, global_name: str) -> type:
        found = super().find_class(module_name, global_name) if module_name.split(".", maxsplit=1)[0] == __package__ else None
        if not isinstance(found, type) or found.__module__ != module_name:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no class of this package")
        return found
