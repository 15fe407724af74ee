"""Folders in, a `RuleSet` out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from confidcheck.errors import RuleError
from confidcheck.rule import RuleSet, Signs
from confidcheck.ruleset import shipped_rules
from confidcheck.ruleset.nodes import read
from confidcheck.ruleset.parts import read_guidance, read_lexicon, read_signs, read_thresholds
from confidcheck.ruleset.rules import Known, read_frame, read_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from confidcheck.rule import Guidance
    from confidcheck.ruleset.nodes import Value

T = TypeVar("T")


_WITHOUT_RULES = ("frames", "lexicons", "rewordings", "profiles", "population")  # the other folders hold rules
_AT_THE_TOP = ("guidance.yaml", "thresholds.yaml", "conditions.yaml")


def load_rules(paths: Sequence[Path], *, with_examples: bool = False) -> RuleSet:
    """Read rules and all they stand on.

    Args:
        paths: folders, the shipped one first; each may add rules, frames, lexicons and guidance to those before it, and
            set thresholds and the signs of conditions anew.
        with_examples: whether the examples are wanted; their presence is always checked.

    Returns:
        The rules in the order of their folders and file names.

    Raises:
        RuleError: something in the files is wrong; the message names file, line, column and what is allowed.
    """
    for path in paths:
        _check_folder(path)
    lexicons = _read_all(_files(paths, "lexicons/*.yaml"), read_lexicon)
    guidance = _read_guidance(_files(paths, "guidance.yaml"))
    thresholds = dict(pair for path in _files(paths, "thresholds.yaml") for pair in read_thresholds(read(path)))
    frame_files = _files(paths, "frames/*.yaml")
    known = Known(lexicons, guidance, {path.stem for path in frame_files}, with_examples)
    frames = _read_all(frame_files, lambda value: read_frame(value, known))
    rules = _read_all(_rule_files(paths), lambda value: read_rule(value, known))
    signs = [read_signs(read(path), rules) for path in _files(paths, "conditions.yaml")]
    return RuleSet(
        tuple(rules.values()), tuple(frames.values()), lexicons, guidance, thresholds, signs[-1] if signs else Signs()
    )


def load_guidance(paths: Sequence[Path]) -> dict[str, Guidance]:
    """Read what the profession says, without the rules; arguments and errors as for `load_rules`."""
    return _read_guidance(_files(paths, "guidance.yaml"))


def _check_folder(path: Path) -> None:
    """Refuse what would silently not be read."""
    if not path.is_dir():
        raise RuleError("no such folder of rules", path)
    for file in sorted(path.rglob("*.yml")):
        raise RuleError("a file of rules ends in .yaml; rename it", file)
    for file in sorted(path.glob("*.yaml")):
        if file.name not in _AT_THE_TOP and path != shipped_rules():  # other parts keep data of their own among the shipped
            raise RuleError(f"only {', '.join(_AT_THE_TOP)} stand here; a rule stands in the folder of its family", file)


def _files(paths: Sequence[Path], pattern: str) -> list[Path]:
    return [file for path in paths for file in sorted(path.glob(pattern))]


def _rule_files(paths: Sequence[Path]) -> list[Path]:
    folders = [folder for path in paths for folder in sorted(path.iterdir()) if folder.is_dir()]
    return _files([folder for folder in folders if folder.name not in _WITHOUT_RULES], "**/*.yaml")


def _read_all(files: Iterable[Path], build: Callable[[Value], T]) -> dict[str, T]:
    """Read files whose names are the ids of what they hold."""
    found: dict[str, tuple[Path, T]] = {}
    for file in files:
        value = read(file)
        built = build(value)
        if file.stem in found:
            raise value.error(f"“{file.stem}” is there already, in {found[file.stem][0]}; rename one of them")
        found[file.stem] = (file, built)
    return {name: built for name, (_, built) in found.items()}


def _read_guidance(files: Iterable[Path]) -> dict[str, Guidance]:
    found: dict[str, tuple[Path, Guidance]] = {}
    for file in files:
        for key, guidance in read_guidance(read(file)):
            if guidance.key in found:
                raise key.error(f"“{guidance.key}” is there already, in {found[guidance.key][0]}; rename one of them")
            found[guidance.key] = (file, guidance)
    return {key: guidance for key, (_, guidance) in found.items()}
