"""What holds across the turns of a thread: frames that one turn sets up for those behind it, and signs of nobody's client."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.reading import About

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import regex

    from confidcheck.draft import Draft
    from confidcheck.language.people import People, Reference

BETWEEN = "\n\n"  # turns are paragraphs of one text, so that no sentence crosses from one into the next


def join(turns: Iterable[tuple[str, str]]) -> tuple[str, list[int]]:
    """Make one text of turns.

    Args:
        turns: for each the name before it, or nothing, and its words.

    Returns:
        The text, and for each turn where its words begin in it, behind the name, in code points.
    """
    parts: list[str] = []
    starts: list[int] = []
    end = 0
    for name, words in turns:
        parts.append(name + words)
        starts.append(end + len(name))
        end += len(parts[-1]) + len(BETWEEN)
    return BETWEEN.join(parts), starts


class Frame(NamedTuple):
    """Words after which a thread is about nobody's client, and from where to where it holds.

    Attributes:
        start, end: code points into the turns as one text (see `Turns`), end exclusive.
        about: whom it is about instead.
        score: how likely a detail in it is about a client all the same.
    """

    start: int
    end: int
    about: About
    score: float


class Turns:
    """The turns of a thread as one text, without names."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.text, self.starts = join(("", draft.text) for draft in drafts)

    def number(self, offset: int) -> int:
        """Return the number of the turn in which an offset lies."""
        return bisect_right(self.starts, offset) - 1

    def end(self, offset: int) -> int:
        """Return where the turn ends in which an offset lies."""
        number = self.number(offset)
        return self.starts[number] + len(self.drafts[number].text)

    def is_own(self, offset: int) -> bool:
        """Whether the writer says what stands at an offset."""
        return self.drafts[self.number(offset)].is_own


class _Opener(NamedTuple):
    pattern: regex.Pattern[str]
    about: About
    score: float
    holds: bool = True  # beyond its turn
    sentence: bool = False  # from the start of its sentence


class _Sign(NamedTuple):
    """Words, or a kind of person, that make it less likely that a client is meant."""

    odds: float
    about: About | None
    lasts: bool | None
    patterns: tuple[regex.Pattern[str], ...]

    def places(self, people: People, text: str, references: Sequence[Reference]) -> Iterator[int]:
        """Yield where it stands."""
        yield from (r.start for r in references if r.about is self.about and self.lasts in (None, r.lasts))
        yield from (start for pattern in self.patterns for start, _ in people.matches(pattern, text))


class Discourse:
    """Reads `thread` of `about.yaml`; nothing is compiled before a thread of several turns is read."""

    def __init__(self, people: People) -> None:
        self._people = people

    @property
    def settings(self) -> Mapping[str, Any]:
        """The section `thread` of `about.yaml`."""
        return self._people.thread

    def frames(self, turns: Turns) -> tuple[Frame, ...]:
        """Return the frames that the writer sets up, in order; they do not overlap.

        A frame holds for all of its turn and the turns behind it, until a client is brought on. Once anybody has brought one
        on, it holds only to the end of its turn, for he, she and they may mean the client again; and where a client, or he, she
        or they, stands before it in its turn there is none, for it may be the client who watches the series.
        """
        clients = self._brought_on(self._people.references(turns.text))
        people = (*clients, *self._people.pronouns(turns.text))
        found: list[Frame] = []
        for opened, opener in self._openings(turns, clients):
            first = max(turns.starts[turns.number(opened)], found[-1].end if found else 0)
            if opened < first or any(first <= place < opened for place in people):
                continue
            start = first if opener.holds else opened
            ends = [place for place in clients if place > start]
            if not opener.holds or any(place < start for place in clients):
                ends.append(turns.end(start))
            found.append(Frame(start, min(ends, default=len(turns.text)), opener.about, opener.score))
        return tuple(found)

    def odds(self, turns: Turns, frames: Sequence[Frame]) -> float:
        """Return by which factor the writer's words outside frames change the odds that the thread discloses a client."""

        def any_of(places: Iterable[int]) -> bool:
            return any(turns.is_own(p) and not any(f.start <= p < f.end for f in frames) for p in places)

        references = self._people.references(turns.text)
        if any_of(self._brought_on(references)):
            return 1.0
        return prod(sign.odds for sign in self._signs if any_of(sign.places(self._people, turns.text, references)))

    def _brought_on(self, references: Sequence[Reference]) -> list[int]:
        """Return where a client is surely brought on."""
        return [r.start for r in references if r.about is About.CLIENT and r.score >= self.settings["client"]]

    def _openings(self, turns: Turns, clients: Sequence[int]) -> list[tuple[int, _Opener]]:
        """Return where the writer sets up a frame, and which."""
        found = [(start, self._kin_opener) for start in self._named_again(turns)]
        sentences = [start for start, _ in sentence_spans(turns.text)]
        for opener in self._openers:
            for start, _ in self._people.matches(opener.pattern, turns.text):
                first = sentences[bisect_right(sentences, start) - 1] if opener.sentence else start
                if not any(first <= place <= start for place in clients):
                    found.append((first, opener))
        return sorted((each for each in found if turns.is_own(each[0])), key=lambda each: each[0])

    def _named_again(self, turns: Turns) -> Iterator[int]:
        """Yield where a turn goes on about one of the writer's own people, whom an earlier turn of theirs brought on."""
        known: dict[str, int] = {}
        for start, kin in self._relatives(self._own_kin, turns):
            known.setdefault(kin, turns.number(start))
        for start, kin in self._relatives(self._kin_alone, turns) if known else ():
            if known.get(kin, turns.number(start)) < turns.number(start):
                yield start

    def _relatives(self, pattern: regex.Pattern[str], turns: Turns) -> Iterator[tuple[int, str]]:
        for start, match in self._people.matches(pattern, turns.text):
            if turns.is_own(start):
                yield start, self._kin[match["kin"].lower()]

    @cached_property
    def _openers(self) -> tuple[_Opener, ...]:
        return tuple(
            _Opener(
                self._people.compiled(pattern),
                About(entry["about"]),
                float(entry["score"]),
                bool(entry.get("holds", True)),
                bool(entry.get("sentence", False)),
            )
            for entry in self.settings["frames"]
            for pattern in entry["patterns"]
        )

    @cached_property
    def _kin(self) -> dict[str, str]:
        """By each word for a relative the first word for the same one."""
        return {word: words[0] for words in self.settings["kin"]["same"] for word in words}

    @cached_property
    def _own_kin(self) -> regex.Pattern[str]:
        return self._people.compiled(self.settings["kin"]["named"].replace("{kin}", self._kin_words))

    @cached_property
    def _kin_alone(self) -> regex.Pattern[str]:
        return self._people.compiled(self.settings["kin"]["again"].replace("{kin}", self._kin_words))

    @cached_property
    def _kin_opener(self) -> _Opener:
        return _Opener(self._kin_alone, About.AUTHOR, float(self.settings["kin"]["score"]), holds=False)

    @property
    def _kin_words(self) -> str:
        return "(?P<kin>" + "|".join(sorted(self._kin, key=len, reverse=True)) + ")"

    @cached_property
    def _signs(self) -> tuple[_Sign, ...]:
        return tuple(
            _Sign(
                float(entry["odds"]),
                About(entry["about"]) if "about" in entry else None,
                entry.get("lasts"),
                tuple(self._people.compiled(pattern) for pattern in entry.get("patterns", ())),
            )
            for entry in self.settings["signs"]
        )
