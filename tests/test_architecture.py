"""Who may import whom (DESIGN §11): surfaces → checker → parts → words."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "confidcheck"
WORDS = {
    *("crowd", "draft", "errors", "finding", "fold", "phrase", "population", "profile", "reading", "rule", "typography"),
    "yaml_file",
}
BESIDE_THE_STANDARD_LIBRARY = {"yaml_file": {"yaml"}}  # parts keep data of their own in YAML, and read it in one way
READERS = {"config", "ruleset"}
PARTS = {"inputs", "language", "match", "settle", "mosaic", "reword", "outputs"}
CHECKER = {"checker", "compiled"}
HEAVY = {
    "spacy": {"language", "match"},
    "presidio_analyzer": {"language"},
    "onnxruntime": {"language"},
    "tokenizers": {"language"},
    "markdown_it": {"inputs"},
}
MOST_LINES = 300


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def rooms_used(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("confidcheck.") and name.count(".") >= 1}


def surfaces() -> set[str]:
    return {room(p) for p in modules()} - WORDS - READERS - PARTS - CHECKER - {"__init__", "__main__", "__version__"}


def allowed(name: str) -> set[str]:
    if name in WORDS:
        return WORDS
    if name in READERS:
        return WORDS | READERS
    if name in PARTS:
        return WORDS | {name}
    if name in CHECKER:
        return WORDS | READERS | PARTS | CHECKER
    return WORDS | READERS | PARTS | CHECKER | surfaces() | {"__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_what_its_place_allows(path: Path) -> None:
    assert rooms_used(path) <= allowed(room(path))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_heavy_libraries_stay_in_their_rooms(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    for library, homes in HEAVY.items():
        assert library not in used or room(path) in homes, library


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_is_a_page_or_two(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= MOST_LINES


def test_the_words_need_nothing_but_the_standard_library() -> None:
    for path in modules():
        if room(path) in WORDS:
            outside = {n.split(".")[0] for n in imports(path)} - {"confidcheck"} - set(sys.stdlib_module_names)
            assert outside <= BESIDE_THE_STANDARD_LIBRARY.get(room(path), set()), path


def test_onnxruntime_is_imported_in_one_place_only() -> None:
    """Elsewhere its reports to its maker would not be switched off first."""
    assert [path.name for path in modules() if "onnxruntime" in {n.split(".")[0] for n in imports(path)}] == ["imports.py"]
