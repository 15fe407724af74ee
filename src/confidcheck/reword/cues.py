"""What a sentence does, told from its words by `sentences.yaml`."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from confidcheck.reword.phrases import fold, words

if TYPE_CHECKING:
    from confidcheck.reword.kit import Kit
    from confidcheck.reword.referral import Referrals

_HASHTAGS: Final = re.compile(r"(?:\s*#[\w&]+)+\s*")
_QUOTED: Final = re.compile(r"\"[^\"\n]*\"")
_QUESTION: Final = re.compile(r"\?[\W_]*$")
_PLAIN_LISTS: Final = frozenset({"own_topic", "pronoun", "plural", "tags"})  # lists of words, not of phrases


class Cues:
    """Phrases of `sentences.yaml`, each looked for in a folded sentence."""

    def __init__(self, kit: Kit, referrals: Referrals) -> None:
        self._kit, self._referrals = kit, referrals

    @cached_property
    def _data(self) -> dict[str, Any]:
        return self._kit.load("sentences")

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        names = [name for name in self._data if name not in _PLAIN_LISTS]
        return {name: self._kit.phrases("sentences", self._data[name]) for name in names}

    def has(self, name: str, body: str) -> bool:
        """Whether a folded text holds one of the phrases that `sentences.yaml` lists under a name."""
        return self._patterns[name].search(body) is not None

    def find(self, name: str, body: str) -> str | None:
        """The first of the phrases listed under a name, as a folded text has it, in lower case."""
        match = self._patterns[name].search(body)
        return match.group().strip().lower() if match else None

    def opens_with(self, name: str, body: str) -> int:
        """How many code points at the beginning of a folded text one of the phrases takes; 0 where there is none."""
        match = self._patterns[name].match(body)
        return len(match.group().rstrip()) if match else 0

    def answers_review(self, text: str) -> bool:
        """Whether a text speaks to a reviewer and not to colleagues."""
        body = fold(text)
        if self.has("review_address", body):
            return True
        speaks = self.has("review_reply", body) and not self.has("group_post", body)
        return speaks and not any(word in self._data["pronoun"] for word in words(body))

    def are_tags(self, body: str) -> bool:
        """Whether a sentence is nothing but hashtags."""
        return _HASHTAGS.fullmatch(body) is not None

    def are_plain_tags(self, body: str) -> bool:
        """Whether every hashtag of a sentence says nothing of anybody."""
        known = set(self._data["tags"])
        return all(tag.lower() in known for tag in re.findall(r"#([\w&]+)", body))

    def is_request(self, body: str) -> bool:
        """Whether a folded sentence asks for something."""
        asked = _QUOTED.sub(" ", body)
        if self.has("said_by", body):
            return False
        return _QUESTION.search(asked) is not None or self.has("request", asked)

    def stands_alone(self, body: str) -> bool:
        """Whether a request names its own subject and leans on nothing said before it."""
        if self.has("own_draft", body):
            return True
        if self.is_case(body) or self.has("leans", body):
            return False
        if next(self._kit.theme_terms.find(body), None) is not None or self._asks_habit(body):
            return True
        is_open = self.has("opener", body) or self.has("request", body)
        if is_open and any(pattern.search(body) for pattern, _ in self._kit.theme_phrases):
            return True
        if self._referrals.names_therapist(body):
            return True
        own = self._data["own_topic"]
        found = ["", *words(body)]
        after, never, idle = set(own["after"]), set(map(str, own["not"])), set(own["not_after"])
        return any(
            word in after and follows not in never and before not in idle
            for before, word, follows in zip(found, found[1:], found[2:], strict=False)
        )

    def says_enough(self, body: str) -> bool:
        """Whether a request that is surely about nobody is long enough to say what it is about, and leans on nothing."""
        is_whole = self.has("opener", body) and len(words(body)) >= self._kit.limits["many_words"]
        return is_whole and not self.is_case(body) and not self.has("leans", body)

    def is_case(self, body: str) -> bool:
        """Whether a request is the writer's own dilemma, which never stands without the client."""
        return self.has("case", self._patterns["polite"].sub("", body))

    def _asks_habit(self, body: str) -> bool:
        """Whether others are asked what they usually do, at some length."""
        return self.has("habit", body) and len(words(body)) >= self._kit.limits["many_words"]

    def leans_on_person(self, body: str, *, after_cut: bool, before: str, is_general: bool = False) -> bool:
        """Whether a pronoun stands for somebody whom neither the sentence nor the one before it that stays names.

        Args:
            body: the folded sentence.
            after_cut: whether the sentence before it goes.
            before: the last sentence that stays, folded.
            is_general: whether it is surely about no client, in a text about something else: "they" are people in general.
        """
        found = words(body)
        for pronouns, antecedent in (("pronoun", "antecedent"), ("plural", "antecedent_plural")):
            first = next((k for k, word in enumerate(found) if word in self._data[pronouns]), None)
            if first is None or (pronouns == "plural" and (is_general or not after_cut)):
                continue
            ahead = " ".join(found[:first])
            if not self.has(antecedent, ahead) and (after_cut or not self.has(antecedent, before)):
                return True
        return False

    def continues(self, body: str, *, is_general: bool = False) -> bool:
        """Whether a statement behind a sentence that goes means little without it.

        Args:
            body: the folded statement.
            is_general: whether it is surely about no client, in a text about something else; then only what points back counts.
        """
        if self.has("own_start", body):
            return False
        if self.has("points_back", body) or len(words(body)) <= self._kit.limits["few_words"]:
            return True
        return not is_general and (self.has("continues", body) or self.has("leans", body))
