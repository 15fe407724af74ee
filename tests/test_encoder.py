from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confidcheck.errors import ModelError
from confidcheck.language.encoder import WEIGHTS, load_encoder
from confidcheck.language.encoder.encoder import Encoder
from confidcheck.language.encoder.sentences import sentence_spans

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED_AT_MOST = 25_000_000  # bytes that the encoder may add to the wheel

ODD = [
    "Hi 👋 Jess, my client from Leeds 👩‍👩‍👧 cried today 😭",
    "Zoë and Zoe\u0301 from Bad Gastein are 34\u200byo",
    "\u200bmy client\u200b, 19, from Hove\u200d",
    "\u200fالعميل said nothing, but my client Amir did",
    "MY CLIENT CALLED ME AT 3AM!!!",
    "\u0301\u0302 \ufeff",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def fits(text: str, encoder: Encoder) -> None:
    seen = encoder.encode(text)
    for span in (*seen.entities, *seen.disclosures):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        assert 0 <= span.score <= 1
    assert [(s.start, s.end) for s in seen.sentences] == (sentence_spans(text) if seen.sentences else [])
    assert 0 <= seen.discloses <= 1


@pytest.mark.parametrize("text", ODD)
def test_offsets_are_code_points_in_odd_text(text: str, encoder: Encoder) -> None:
    fits(text, encoder)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_offsets_are_code_points_in_any_text(text: str) -> None:
    fits(text, load_encoder())


def test_an_emoji_before_a_name_does_not_shift_it(encoder: Encoder) -> None:
    text = "👋👋 my client Jess lives in Otley and is 34."
    found = {text[s.start : s.end] for s in encoder.encode(text).disclosures}
    assert {"Otley", "Jess"} <= found


def test_a_long_text_is_read_in_windows_to_its_end(encoder: Encoder) -> None:
    filler = "Our reading group meets on the first Monday and everybody brings a book they liked.\n\n" * 600
    text = filler + "I have a client called Jess, 34, who lives in Otley. She cancelled again this morning."
    assert len(text) > 50_000
    seen = encoder.encode(text)
    assert any(s.start >= len(filler) for s in seen.disclosures)
    assert max(seen.sentences, key=lambda s: s.about_client or 0).start >= len(filler)


def test_a_client_is_told_from_a_theme(encoder: Encoder) -> None:
    client = encoder.encode("I have a client who has agoraphobia and I feel I need more CPD on this").discloses
    theme = encoder.encode("Does anyone have any CPD recommendations for working with agoraphobia?").discloses
    assert client > 0.8
    assert theme < 0.2


def test_lower_case_changes_nothing(encoder: Encoder) -> None:
    text = "Met Sarah Okafor in Hebden Bridge, she works for Barclays."
    assert [s[:3] for s in encoder.encode(text).entities] == [s[:3] for s in encoder.encode(text.lower()).entities]


def test_a_handle_is_no_entity(encoder: Encoder) -> None:
    assert not [s for s in encoder.encode("thanks @janesmith for the share").entities if s.start in {7, 8}]


def test_an_empty_text_has_nothing_to_say(encoder: Encoder) -> None:
    assert encoder.encode("").discloses == 0
    assert encoder.encode(" \n ").disclosures == ()


def test_the_weights_are_small_enough_to_travel() -> None:
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir()) <= SHIPPED_AT_MOST


def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "encoder"
    shutil.copytree(WEIGHTS, folder)
    return folder


def test_a_damaged_file_is_named_and_refused(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(1_000_000)
        old = file.read(4)
        file.seek(1_000_000)
        file.write(bytes(b ^ 0xFF for b in old))
    with pytest.raises(ModelError, match=r"model\.onnx: this file of the language model is damaged; reinstall"):
        Encoder(folder)


def test_a_missing_file_is_named_and_refused(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json: a file of the language model is missing"):
        Encoder(folder)


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    about = json.loads((folder / "encoder.json").read_text(encoding="utf8"))
    (folder / "encoder.json").write_text(json.dumps(about | {"format": 99}), encoding="utf8")
    with pytest.raises(ModelError, match="another format"):
        Encoder(folder)
    (folder / "encoder.json").write_text("{", encoding="utf8")
    with pytest.raises(ModelError, match="missing or damaged"):
        Encoder(folder)
