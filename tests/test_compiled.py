from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from confidcheck import compiled
from confidcheck.compiled import load_shipped, write_shipped
from confidcheck.match import Matcher
from confidcheck.ruleset import load_profile, load_rules, shipped_rules
from plain_reading import PlainReading

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = "Anyone free for a client of mine, 34F, nurse in Leeds? I have a client who freezes at endings."


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("compiled") / "rules"
    write_shipped(file)
    return file


@pytest.fixture
def no_yaml(monkeypatch):
    def refuse(_paths):
        raise AssertionError("the YAML files were read")

    monkeypatch.setattr("confidcheck.ruleset.load.load_rules", refuse)


@pytest.mark.usefixtures("no_yaml")
def test_the_compiled_file_spares_reading_the_rules(written):
    assert load_shipped(written).ruleset.rules


def test_the_compiled_rules_are_the_rules_of_the_yaml_files(written):
    assert load_shipped(written).ruleset == load_rules([shipped_rules()])


def test_the_compiled_profiles_are_those_of_the_yaml_files(written):
    shipped = load_shipped(written)
    assert {"group", "publication"} <= shipped.profiles.keys()
    for name, profile in shipped.profiles.items():
        assert profile == load_profile(name, [shipped_rules()], shipped.ruleset)


def test_compiled_phrases_find_what_freshly_compiled_ones_find(written):
    def hits(matcher: Matcher) -> list[tuple[str, int, int]]:
        reading = PlainReading(DRAFT)
        return [(hit.rule.id, hit.start, hit.end) for hit in matcher.hits(reading, alone=1.1) if hit.rule]

    shipped = load_shipped(written)
    found = hits(Matcher(shipped.ruleset, shipped.book))
    assert found
    assert found == hits(Matcher(load_rules([shipped_rules()])))


def changed(file: Path, tmp_path: Path, change) -> Path:
    copy = tmp_path / "rules"
    copy.write_bytes(change(file.read_bytes()))
    return copy


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data.replace(b"rules 3", b"rules 2", 1),
        lambda data: data[:25] + bytes([data[25] ^ 1]) + data[26:],  # made from other sources
    ],
    ids=["damaged", "cut", "empty", "other format", "other sources"],
)
def test_a_compiled_file_that_is_not_right_is_passed_over(written, tmp_path, change):
    assert compiled._read(changed(written, tmp_path, change), shipped_rules()) is None


@pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")
def test_a_compiled_file_that_others_may_write_is_not_trusted(written, tmp_path):
    copy = changed(written, tmp_path, lambda data: data)
    copy.chmod(0o666)
    assert compiled._read(copy, shipped_rules()) is None


def test_a_changed_rule_makes_the_compiled_file_stale(written, tmp_path):
    folder = tmp_path / "rules"
    (folder / "F01").mkdir(parents=True)
    rule = shipped_rules() / "F01" / "my-client.yaml"
    (folder / "F01" / "my-client.yaml").write_bytes(rule.read_bytes() + b"\n")
    assert compiled._read(written, folder) is None


class Runs:
    def __reduce__(self):
        return os.system, ("false",)


def test_reading_the_compiled_file_can_run_nothing_but_this_package():
    import io

    with pytest.raises(pickle.UnpicklingError, match="no class of this package"):
        compiled._Unpickler(io.BytesIO(pickle.dumps(Runs())), shipped_rules()).load()
    reach = b"cconfidcheck.compiled\nos.system\n."
    with pytest.raises((pickle.UnpicklingError, AttributeError)):
        compiled._Unpickler(io.BytesIO(reach), shipped_rules()).load()
    function = b"\x80\x04cconfidcheck.compiled\nwrite_shipped\n."
    with pytest.raises(pickle.UnpicklingError):
        compiled._Unpickler(io.BytesIO(function), shipped_rules()).load()
