from __future__ import annotations

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements-dev.lock"
# Licences that let anyone use, change and pass on a work; MPL asks for changes of its own files only.
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|BSD-[23]-Clause|3-Clause BSD|Apache|Apache-2\.0|ISC|ISCL|MPL-2\.0|MPL 2\.0|Mozilla Public License 2\.0"
    r"|PSF-2\.0|Python Software Foundation|Zlib|CC0-1\.0|CNRI-Python|Unlicense|HPND)\b"
)
RESTRICTING = re.compile(r"\bA?GPL|LGPL|Proprietary|non-?commercial|SSPL|BUSL", re.IGNORECASE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str = "confidcheck", found: dict[str, str] | None = None) -> dict[str, str]:
    """What is installed with the tool, and the licence that each says it has."""
    found = {} if found is None else found
    if normal(name) in found:
        return found
    about = importlib.metadata.metadata(name)
    classified = [each.split("::")[-1].strip() for each in about.get_all("Classifier", []) if each.startswith("License")]
    found[normal(name)] = about.get("License-Expression") or "; ".join(classified) or (about.get("License") or "")[:80]
    for line in importlib.metadata.requires(name) or []:
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            needed(wanted.name, found)
    return found


def test_everything_that_is_installed_with_the_tool_is_free_to_use_and_pass_on():
    others = {name: licence for name, licence in needed().items() if name != "confidcheck"}
    assert len(others) > 10
    assert {name: licence for name, licence in others.items() if not FREE.search(licence) or RESTRICTING.search(licence)} == {}


def test_every_dependency_has_a_floor():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert [line for line in project["dependencies"] if ">=" not in line] == []


def locked() -> dict[str, str]:
    lines = [line for line in LOCK.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    return {normal(name): version for name, version in (line.split("==") for line in lines)}


def test_the_lock_file_names_versions_and_nothing_else():
    for line in LOCK.read_text(encoding="utf8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+", line), line


def test_the_lock_file_covers_what_the_tool_needs():
    assert needed().keys() - locked().keys() <= {"confidcheck", "setuptools", "colorama", "pywin32"}


@pytest.mark.parametrize("group", ["dependencies", "dev"])
def test_the_locked_versions_are_allowed(group):
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    lines = data["project"]["dependencies"] if group == "dependencies" else data["dependency-groups"]["dev"]
    versions = locked()
    assert [line for line in lines if not Requirement(line).specifier.contains(versions[normal(Requirement(line).name)])] == []
