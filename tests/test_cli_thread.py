"""`confidcheck check --thread`: from files to a report and an exit status."""

from __future__ import annotations

import json

import pytest

from confidcheck import cli


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CI", "")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.name


def run(capsys, *arguments):
    status = cli.run(["check", "--no-encoder", "--format", "json", *arguments])
    return status, json.loads(capsys.readouterr().out)["reports"]


POST, REPLY = "My client is a firefighter with agoraphobia.", "My client is 34. She lives in Hebden Bridge."


def test_a_post_and_its_replies_are_one_report(tmp_path, capsys):
    names = [write(tmp_path / "post.md", POST), write(tmp_path / "reply.md", REPLY)]
    status, (report,) = run(capsys, "--thread", *names)
    assert status == 1
    assert report["sources"] == names
    (mosaic,) = report["mosaics"]
    assert {detail["kind"] for detail in mosaic["details"]} >= {"occupation", "health", "age", "place"}
    assert {turn["source"] for turn in mosaic["turns"]} == set(names)
    assert any(finding["rule"] == "mosaic" for finding in report["findings"])


def test_without_the_option_each_draft_is_judged_alone(tmp_path, capsys):
    names = [write(tmp_path / "post.md", POST), write(tmp_path / "reply.md", REPLY)]
    _, reports = run(capsys, *names)
    assert len(reports) == 2


def test_a_single_file_is_cut_into_its_turns(tmp_path, capsys):
    name = write(tmp_path / "thread.txt", f"Bev: {POST}\nTom: My client is 50.\nBev: {REPLY}\n")
    _, (report,) = run(capsys, "--thread", name, "--author", "Bev")
    assert report["sources"] == [f"{name} (turn {k})" for k in (1, 2, 3)]
    others = [f for f in report["findings"] if f["places"][0]["source"].endswith("(turn 2)")]
    assert all(finding["severity"] == "note" for finding in others)
    assert "50" not in {detail["entry"] for detail in report["mosaics"][0]["details"]}


def test_a_turn_that_cannot_be_read_leaves_the_thread_unchecked_and_the_rest_reported(tmp_path, capsys):
    status, (report,) = run(capsys, "--thread", write(tmp_path / "post.md", POST), "gone.md")
    assert status == 2
    assert report["findings"]
    assert [each["source"] for each in report["unchecked"]] == ["gone.md"]


def test_a_line_of_a_thread_that_is_no_turn_is_told_and_the_rest_reported(tmp_path, capsys):
    name = write(tmp_path / "t.jsonl", json.dumps({"author": "me", "text": POST}) + "\nbroken\n")
    status, (report,) = run(capsys, "--thread", name)
    assert status == 2
    assert report["findings"]
    assert report["unchecked"][0]["source"] == "t.jsonl (line 2)"


def test_a_new_draft_is_weighed_with_earlier_posts_that_are_not_reported(tmp_path, capsys):
    write(tmp_path / "posts" / "old.md", "My client has agoraphobia and is a submariner from Lerwick.")
    before = sorted(tmp_path.rglob("*"))
    name = write(tmp_path / "new.md", "My client has agoraphobia and is 34.")
    status, (report,) = run(capsys, "--with", "posts", name)
    assert status == 1
    assert report["sources"] == [name]
    assert {place["source"] for finding in report["findings"] for place in finding["places"]} == {name}
    (mosaic,) = report["mosaics"]
    assert "posts/old.md" in json.dumps(mosaic)
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "new.md"])  # nothing of them is kept


def test_a_folder_without_posts_leaves_the_draft_unchecked(tmp_path, capsys):
    status, (report,) = run(capsys, "--with", "posts", write(tmp_path / "new.md", POST))
    assert status == 2
    assert report["unchecked"][0]["source"] == "posts"
