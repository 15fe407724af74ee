"""A referral request as the therapist wanted, not the client described."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from confidcheck.reword.phrases import Terms, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from confidcheck.reword.kit import Kit, Theme
    from confidcheck.reword.voice import Voice
    from confidcheck.rule import Lexicon

_ONLINE: Final = "work online"
_ANY_ROLE: Final = "therapists"
_LEAST_WORDS: Final = 3  # what is left after trimming must say at least this much
_AGE: Final = re.compile(r"(?i)\b(\d{1,2}) ?-?(?:yo|y/o|y\.o|yrs?|years?)\b|^$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The therapist that a draft asks for; everything stands in the draft.

    Attributes:
        role: “therapists”, in the writer's own word.
        before: what stands before the role, in order.
        place: “in Sheffield”, or the empty string.
        who: what stands after “who”, in order.
    """

    role: str
    before: tuple[str, ...]
    place: str
    who: tuple[str, ...]

    def phrase(self, *, with_space: bool) -> str:
        """Return the noun phrase, with "have space" worked in where it is asked for."""
        noun = " ".join(filter(None, (*self.before, self.role, self.place)))
        who = list(self.who)
        if with_space and not any(clause.startswith("have") for clause in who):
            if not who:
                return f"{noun} with space"
            who.append("have space")
        return f"{noun} who {_listed(who)}" if who else noun


class Referrals:
    """Reads the therapist wanted out of a draft, by `referral.yaml`."""

    def __init__(self, kit: Kit, lexicons: Mapping[str, Lexicon]) -> None:
        self._kit, self._lexicons = kit, lexicons

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self._kit.load("referral")

    @cached_property
    def _asks(self) -> re.Pattern[str]:
        return self._kit.phrases("referral", self._data["phrases"])

    @cached_property
    def _not(self) -> re.Pattern[str]:
        return self._kit.phrases("referral", self._data["not"])

    @cached_property
    def _lists(self) -> dict[str, list[tuple[re.Pattern[str], str]]]:
        return {
            name: [(self._kit.phrases("referral", item["phrases"]), item["is"]) for item in self._data[name]]
            for name in ("kinds", "genders", "access")
        }

    @cached_property
    def _languages(self) -> list[tuple[re.Pattern[str], str]]:
        data = self._data["languages"]
        return [
            (self._kit.phrases("referral", [phrase.replace("@", name) for phrase in data["phrases"]]), name)
            for name in data["names"]
        ]

    @cached_property
    def _places(self) -> Terms[str]:
        places = self._kit.load("regions")["places"].values()
        return Terms((name, name) for country in places for name in country)

    @cached_property
    def _funders(self) -> Terms[str]:
        lexicon = self._lexicons.get(self._data["funders"])
        return Terms((term.term, term.term) for term in (lexicon.terms if lexicon else ()) if not term.ambiguous)

    def is_excusable(self, words: str) -> bool:
        """Whether a place or an organisation may be named in a request for a therapist: large enough, or a funder."""
        found = [(s, e) for s, e, _ in (*self._places.find(words), *self._funders.find(words))]
        return any(start == 0 and end == len(words) for start, end in found)

    def names_place(self, words: str) -> bool:
        """Whether a text names a town or a region."""
        return next(self._places.find(words), None) is not None

    @cached_property
    def _trim(self) -> re.Pattern[str]:
        return self._kit.phrases("referral", self._data["trim"])

    def is_one(self, body: str) -> bool:
        """Whether a folded text asks for a therapist."""
        return self._asks.search(body) is not None and self._not.search(body) is None

    def names_therapist(self, body: str) -> bool:
        """Whether a folded text asks for a therapist and says which."""
        return self.is_one(body) and (bool(self._wanted(body, None).before) or self._role(body) is not None)

    def offers(self, body: str, theme: Theme | None, voice: Voice) -> Iterator[str]:
        """Yield wordings of the request, the one most like the writer's own first.

        Args:
            body: folded text of the parts that go.
            theme: what the therapist should know about, or None.
            voice: the writer's.
        """
        wanted = self._wanted(body, theme)
        for form in self._ordered_forms(body):
            said = form.replace("{whohave}", wanted.phrase(with_space=True)).replace("{who}", wanted.phrase(with_space=False))
            yield voice.say(said)

    def trimmed(self, sentence: str, flagged: Sequence[tuple[int, int]], theme: Theme | None) -> str | None:
        """Return the sentence with only the client cut off its end, where that loses nothing the therapist needs.

        Args:
            sentence: as the writer wrote it.
            flagged: places of findings in it, in code points of the sentence.
            theme: what the therapist should know about, or None.
        """
        large = [(s, e) for s, e, _ in (*self._places.find(sentence), *self._funders.find(sentence))]
        harmful = [a for a, b in flagged if not any(s <= a and b <= e for s, e in large)]
        if not harmful:
            return None
        head = fold(sentence[: min(harmful)]).rstrip()
        tail = self._trim.search(head)
        if tail is None or not self.is_one(head[: tail.start()]):
            return None
        kept = sentence[: tail.start()].rstrip(" ,;:-–—")
        wanted = self._wanted(fold(kept), None)
        if len(kept.split()) < _LEAST_WORDS or self._wanted(fold(sentence), None) != wanted:
            return None
        if theme is not None and not theme.is_weak and not wanted.before and not wanted.who:
            return None
        return kept + ("?" if "?" in sentence else ".")

    def _ordered_forms(self, body: str) -> list[str]:
        forms = [(self._kit.phrases("referral", f.get("echo", ())), f["text"]) for f in self._data["forms"]]
        echoed = [text for echo, text in forms if echo.search(body)]
        return [*echoed, *(text for _, text in forms if text not in echoed)]

    def _wanted(self, body: str, theme: Theme | None) -> Wanted:
        language = next((f"{shown}-speaking" for pattern, shown in self._languages if pattern.search(body)), None)
        found = {"groups": self._groups(body)} | {
            name: [shown for pattern, shown in entries if pattern.search(body)] for name, entries in self._lists.items()
        }
        before = [*filter(None, [language]), *found["genders"][:1], *found["kinds"][:1]]
        is_narrow = theme is not None and theme.is_sensitive
        groups = found["groups"][:1]
        place = "" if is_narrow or (language and groups) else self._place(body)
        who = list(groups)
        is_special = any(kind in self._data["specialities"] for kind in found["kinds"][:1])
        if theme is not None and not groups and not (is_narrow and language) and not theme.is_weak and not is_special:
            plain = theme.working == f"working with {theme.name}"
            who.append(f"are experienced with {theme.name}" if plain else f"have experience of {theme.working}")
        funder = next((shown for _, _, shown in self._funders.find(body)), None)
        if place and found["access"][:1] == [_ONLINE]:
            place, found["access"] = f"{place} or online", found["access"][1:]
        who += [*found["access"], *([f"take {funder}"] if funder else [])]
        room = max(1, self._data["most"] - len(before) - bool(place))
        return Wanted(self._role(body) or _ANY_ROLE, tuple(before), place, tuple(who[:room]))

    def _groups(self, body: str) -> list[str]:
        ages = [int(age) for age in _AGE.findall(body)]
        return [
            item["is"]
            for item in self._data["groups"]
            if self._kit.phrases("referral", item["phrases"]).search(body)
            or any(item["ages"][0] <= age <= item["ages"][1] for age in ages)
        ]

    def _role(self, body: str) -> str | None:
        found = re.findall(r"[a-z]+", body.lower())
        for item in self._data["roles"]:
            if any(word in found for word in item["words"]):
                return str(item["many"])
        return None

    def _place(self, body: str) -> str:
        names = [(start, end) for start, end, _ in self._places.find(body)]
        return f"in {body[names[0][0] : names[0][1]]}" if names else ""


def _listed(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"
