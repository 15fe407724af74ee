"""Threads from end to end, with the shipped model: what no turn says alone, the turns say together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from confidcheck.checker import Checker
from confidcheck.draft import Draft, Thread
from confidcheck.language import encoder
from confidcheck.outputs import FORMATS, Options
from scripts import load_script

WEIGHTS = Path(encoder.__file__).parent.parent / "weights" / "encoder" / "model.onnx"
pytestmark = pytest.mark.skipif(not WEIGHTS.is_file(), reason="the encoder's weights are not built yet")
OWN = [json.loads(line) for line in (Path(__file__).parent / "data" / "threads.jsonl").read_text(encoding="utf-8").splitlines()]
BENCHMARK = load_script("benchmarks/threads.py")


@pytest.fixture(scope="module")
def checker():
    return Checker(country="GB")


@pytest.fixture(scope="module")
def outcomes(checker):
    return [BENCHMARK.check(checker, each)[1] for each in OWN]


def test_half_of_the_threads_are_harmless_twins():
    assert len(OWN) >= 20
    assert sum(each["verdict"] == "clear" for each in OWN) * 2 == len(OWN)


def test_nine_of_ten_disclosing_threads_are_found(outcomes):
    disclosing = [each.is_flagged for each in outcomes if each.discloses]
    assert sum(disclosing) >= 0.9 * len(disclosing)


def test_at_most_one_in_ten_harmless_twins_is_flagged(outcomes):
    clear = [each.is_flagged for each in outcomes if not each.discloses]
    assert sum(clear) <= 0.1 * len(clear) + 1e-9


def test_the_turn_that_tips_is_mostly_right_or_one_off(outcomes):
    near = [each.is_near for each in outcomes if each.discloses]
    assert sum(near) >= 0.7 * len(near)


def test_a_thread_of_one_equals_the_draft(checker):
    text = "I have a client, 34, a firefighter in Hebden Bridge, who has agoraphobia. Any CPD?"
    alone = checker.check(Thread.of(Draft.plain(text)))
    assert checker.check(BENCHMARK.thread([{"author": "me", "text": text}])).findings == alone.findings
    assert [finding.rule for finding in alone.findings].count("mosaic") == 1


def test_the_mosaic_is_shown_as_a_crowd_that_shrinks(checker):
    report = checker.check(BENCHMARK.thread([{"author": "me", "text": "I have a client, 34, a firefighter in Hebden Bridge."}]))
    page = " ".join("".join(FORMATS["text"]([report], Options(version="0", explain_mosaic=True))).split())
    assert "People this could be: 30 to 230 →" in page
    assert "What would help most: leave out" in page
