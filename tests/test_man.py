from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from confidcheck import cli
from scripts import load_script

MAN = Path(__file__).parent.parent / "docs" / "man.py"


def written() -> str:
    return load_script("docs/man.py").page()


def test_the_manual_page_is_current_or_make_docs_writes_it_again():
    assert MAN.with_name("confidcheck.1").read_text(encoding="utf-8") == written()


def test_the_manual_page_tells_of_every_command():
    page = written().replace("\\", "")
    assert all(f".SS confidcheck {command}" in page for command in cli.COMMANDS)


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_page_is_sound():
    done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-z"], input=written(), capture_output=True, text=True, check=True)
    assert done.stderr == ""
