from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from confidcheck.draft import Draft, Thread

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = (
    "I have a client, her email is jo.smith@larkin-family.co.uk and her number is 07700 900123. "
    "She writes at https://www.larkin-family.co.uk/blog and lives in Leeds.\n"
)


@pytest.fixture(scope="module")
def checker():
    from confidcheck import Checker

    return Checker()


def test_a_draft_with_an_address_a_number_and_a_link_is_checked_without_a_network(checker, network_attempts):
    report = checker.check(Thread.of(Draft.plain(DRAFT)))
    flagged = " ".join(DRAFT[place.start : place.end] for finding in report.findings for place in finding.places)
    assert "jo.smith@larkin-family.co.uk" in flagged
    assert "07700 900123" in flagged
    assert "presidio_analyzer" in sys.modules
    assert not network_attempts.exists()


def test_an_attempt_in_the_tests_own_process_is_refused_and_noted(network_attempts):
    import socket

    with pytest.raises(PermissionError, match="without a network"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(PermissionError, match="without a network"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    assert "socket.getaddrinfo" in network_attempts.read_text()
    network_attempts.unlink()


def test_an_attempt_in_a_process_that_a_test_starts_is_refused_and_noted(network_attempts):
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "the tests run without a network" in done.stderr
    network_attempts.unlink()


def run_check(*before: str, home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [*before, sys.executable, "-m", "confidcheck", "check", "-"]
    # Some libraries report home only where they think that a person uses them, so this must not look like a test machine.
    kept = {name: value for name, value in os.environ.items() if not re.search("^CI$|GITHUB|PYTEST|_TESTS?$|^ORT_|BUILD", name)}
    environment = kept | ({"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")} if home else {})
    return subprocess.run(command, input=DRAFT.encode(), capture_output=True, check=False, env=environment)


def may(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None
        and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    )


def test_the_command_line_answers_alike_in_a_network_namespace_without_interfaces():
    if not may("unshare", "-rn"):
        pytest.skip("this system does not let a test leave the network (unshare -rn)")
    alone, usual = run_check("unshare", "-rn"), run_check()
    assert usual.returncode == 1
    assert (alone.returncode, alone.stdout, alone.stderr) == (usual.returncode, usual.stdout, usual.stderr)


def test_no_part_of_a_check_asks_the_system_for_a_socket(tmp_path):
    trace, home = tmp_path / "trace", tmp_path / "home"
    home.mkdir()
    strace = ("strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,bind,listen", "-o", str(trace))
    if not may(*strace):
        pytest.skip("this system does not let a test watch what a process asks for (strace)")
    assert run_check(*strace, home=home).returncode == 1
    assert [line for line in trace.read_text().splitlines() if "AF_INET" in line] == []
    assert list(home.rglob("*")) == []


def test_onnxruntime_is_told_to_report_nothing_before_it_is_imported():
    code = (
        "import os, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'onnxruntime': print(os.environ.get('ORT_DISABLE_TELEMETRY'), flush=True)\n"
        "sys.meta_path.insert(0, Watch())\n"
        "from confidcheck.language.encoder import load_encoder\n"
        "load_encoder()\n"
    )
    environment = {**os.environ, "ORT_DISABLE_TELEMETRY": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.split() == ["1"]


def test_privacy_says_what_is_read_kept_sent_and_written(capsys):
    from confidcheck.cli import run

    assert run(["privacy"]) == 0
    said = capsys.readouterr().out
    for words in ("Read:", "Kept: nothing", "Sent: nothing", "--fix", "baseline", "hook", "CI"):
        assert words in said


def test_privacy_loads_neither_model_nor_rules(tmp_path):
    code = (
        "import sys; from confidcheck.cli import run; run(['privacy'])\n"
        "sys.exit(any(name in sys.modules for name in ('spacy', 'presidio_analyzer', 'onnxruntime', 'confidcheck.checker')))"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=dict(os.environ), capture_output=True, check=False
        ).returncode
        == 0
    )
