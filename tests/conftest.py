"""The whole suite runs without a network: in this process and in those it starts."""

from __future__ import annotations

import os
import runpy
import signal
from pathlib import Path

import pytest
from hypothesis import settings

OFFLINE = Path(__file__).parent / "offline"
NOTED_IN = "CONFIDCHECK_TESTS_NETWORK"


def pytest_configure(config) -> None:
    settings.register_profile("gate", derandomize=True)  # the gate judges the change, not the luck of the draw
    if os.environ.get("CI"):
        settings.load_profile("gate")
    # A run in the background inherits an ignored Ctrl-C, and so would the programs that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    runpy.run_path(str(OFFLINE / "sitecustomize.py"))  # its audit hook stays for good


@pytest.fixture(scope="session")
def network_attempts(tmp_path_factory):
    """The file in which attempts to reach a network are noted."""
    return tmp_path_factory.mktemp("network") / "attempts"


@pytest.fixture(autouse=True)
def no_network(request, monkeypatch, network_attempts):
    """Fail a test that tried to reach a network, even where the attempt was hushed up; `slow` ones may."""
    if request.node.get_closest_marker("slow"):
        yield
        return
    monkeypatch.setenv(NOTED_IN, str(network_attempts))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")])))
    yield
    if network_attempts.exists():
        tried = network_attempts.read_text(encoding="utf8").split()
        network_attempts.unlink()
        pytest.fail(f"the network was tried: {', '.join(tried)}")
