"""Changes to a draft that keep its marks true: hurried typing, other names and places, needles in long drafts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from confidcheck.language.encoder.sentences import sentence_spans

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from data import Example

_EMOJI = ("😂", "🙈", "😭", "💔", "🙏", "❤️", "🤯", "✨")
_TEENS_FROM, _OLDEST = 18, 89
NEEDLES = 0.2  # of the drafts stand among innocent texts
MOST_CHARACTERS = 1900  # about 450 tokens: what is longer is cut off when it is read


class Gazetteer:
    """Names and places of many cultures to put in the stead of those in the corpus."""

    def __init__(self, folder: Path) -> None:
        lines = lambda name: (folder / name).read_text(encoding="utf8").splitlines()  # noqa: E731
        self.first = [
            x.split("\t")[0].strip().title() for x in lines("faker_first_names_en.txt") if x and not x.startswith("#")
        ]
        self.last = [x.split("\t")[0].strip().title() for x in lines("faker_last_names_en.txt") if x and not x.startswith("#")]
        self.places = [x.split("\t")[0].strip() for x in lines("places.tsv")[1:] if x and not x.startswith("#")]
        self._known_places = set(self.places)

    def other(self, words: str, label: str, rng: random.Random) -> str:
        """Return another surface for a marked span, or the same words where no change is sure to be true."""
        if label == "PERSON" and re.fullmatch(r"[A-Z][a-z]{2,}", words):
            return rng.choice(self.first)
        if label == "PERSON" and re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", words):
            return f"{rng.choice(self.first)} {rng.choice(self.last)}"
        if label == "PLACE" and words in self._known_places:
            return rng.choice(self.places)
        if label == "AGE" and words.isdigit() and _TEENS_FROM <= int(words) <= _OLDEST:
            return str(rng.randint(_TEENS_FROM, _OLDEST))
        return words


def _rebuild(example: Example, pieces: list[tuple[str, str | None]]) -> Example:
    text, spans = "", []
    for words, label in pieces:
        if label:
            spans.append((len(text), len(text) + len(words), label))
        text += words
    return replace(example, text=text, spans=tuple(spans))


def _pieces(example: Example) -> list[tuple[str, str | None]]:
    out: list[tuple[str, str | None]] = []
    at = 0
    for start, end, label in example.spans or ():
        out += [(example.text[at:start], None), (example.text[start:end], label)]
        at = end
    return [*out, (example.text[at:], None)]


def swap_identities(example: Example, gazetteer: Gazetteer, rng: random.Random) -> Example:
    """Give marked names, places and ages other values; the same words get the same new words."""
    chosen: dict[tuple[str, str], str] = {}
    pieces = []
    for words, label in _pieces(example):
        new = words
        if label:
            new = chosen.setdefault((words, label), gazetteer.other(words, label, rng))
        pieces.append((new, label))
    return _rebuild(example, pieces)


def hurry(example: Example, rng: random.Random) -> Example:
    """Type as people do on a phone: no apostrophes, no stops, a slip here and there, an emoji at the end."""
    drop_apostrophes, drop_stops, slips = rng.random() < 0.5, rng.random() < 0.4, rng.random() < 0.4

    def typed(words: str) -> str:
        if drop_apostrophes:
            words = re.sub(r"(?<=\w)['’](?=\w)", "", words)
        if drop_stops:
            words = re.sub(r"(?<=\w)[.,;:](?=\s)", "", words)
        if slips:
            letters = list(words)
            for k in range(len(letters) - 2):
                if rng.random() < 0.01 and "".join(letters[k : k + 3]).isalpha():
                    letters[k + 1], letters[k + 2] = letters[k + 2], letters[k + 1]
            words = "".join(letters)
        return words

    pieces = [(typed(words), label) for words, label in _pieces(example)]
    if rng.random() < 0.15:
        pieces.append((" " + rng.choice(_EMOJI), None))
    return _rebuild(example, pieces)


def drop_innocent(example: Example, rng: random.Random) -> Example:
    """Leave out some sentences that carry no mark.

    Only of a draft that discloses: in an innocent one the sentence left out may be what makes it so.
    """
    keep = [
        (s, e)
        for s, e in sentence_spans(example.text)
        if rng.random() < 0.7 or any(s < b and a < e for a, b, _ in example.spans or ())
    ]
    if not keep:
        return example
    text, spans = "", []
    for s, e in keep:
        shift = len(text) - s
        spans += [(a + shift, b + shift, t) for a, b, t in example.spans or () if a >= s and b <= e]
        text += example.text[s:e] + " "
    if len(spans) != len(example.spans or ()):
        return example
    return replace(example, text=text.rstrip(), spans=tuple(spans))


def needle(example: Example, innocents: list[Example], rng: random.Random) -> Example:
    """Set the draft among one to six innocent texts, as long together as a window can hold."""
    room = MOST_CHARACTERS - len(example.text)
    before, after = [], []
    for other in rng.sample(innocents, rng.choice((1, 1, 2, 2, 3, 4, 6))):
        room -= len(other.text) + 1
        if room > 0:
            (before if rng.random() < 0.55 else after).append(other.text)
    shift = sum(len(x) + 1 for x in before)
    spans = None if example.spans is None else tuple((s + shift, e + shift, t) for s, e, t in example.spans)
    return replace(example, text="\n".join([*before, example.text, *after]), spans=spans)


def augment(example: Example, innocents: list[Example], gazetteer: Gazetteer, rng: random.Random) -> Example:
    """Return the draft, usually changed; which changes is drawn from `rng`."""
    if example.spans is not None:
        if rng.random() < 0.5:
            example = swap_identities(example, gazetteer, rng)
        if rng.random() < 0.35:
            example = hurry(example, rng)
        if rng.random() < 0.2 and example.verdict == "disclosure":
            example = drop_innocent(example, rng)
    if rng.random() < NEEDLES and len(example.text) < MOST_CHARACTERS / 2:
        example = needle(example, innocents, rng)
    return example
