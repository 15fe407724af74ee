"""What rewordings are made of, read once from `rules/rewordings/*.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from confidcheck.reword.phrases import Terms, compile_phrases
from confidcheck.yaml_file import read_mapping

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from confidcheck.rule import Lexicon


@dataclass(frozen=True, slots=True)
class Theme:
    """What a post may be about instead of a client.

    Attributes:
        name: the noun phrase to put after "on".
        working: the phrase to put where a template says `{working}`.
        asks: procedure questions that stand by themselves, best first.
        is_weak: taken only where there is no other.
        is_sensitive: so rare or dangerous that no place is named beside it.
        is_broad: a whole field (billing, the law), asked about only where nothing nearer was found.
        is_bare: its questions may be put even where the draft asks nothing.
        is_only_asked: a field that stories touch so often that a request itself must name it.
        beside: how it is put behind another theme, empty where it never is.
    """

    name: str
    working: str
    asks: tuple[str, ...] = ()
    is_weak: bool = False
    is_sensitive: bool = False
    is_broad: bool = False
    is_bare: bool = False
    is_only_asked: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a request; `echo` finds the writer's own form of it, `register` and `spelling` limit its use."""

    text: str
    echo: re.Pattern[str]
    register: str | None


@dataclass(frozen=True, slots=True)
class Noun:
    """What is asked for: `one` before another noun (“course recommendations”), `many` alone (“courses”)."""

    one: str
    many: str
    verb: str


@dataclass(frozen=True)
class Ask:
    """A kind of request: how it is recognised and how it is put without a client."""

    id: str
    phrases: re.Pattern[str]
    variants: tuple[Variant, ...]
    nouns: tuple[tuple[re.Pattern[str], Noun], ...]
    default: Noun
    is_case: bool


@dataclass(frozen=True)
class Feeling:
    """The writer's own state, and words for it without the event that prompted it; `also` is found in the draft too."""

    id: str
    phrases: re.Pattern[str]
    texts: tuple[str, ...]
    answers_request: bool
    only_asked: bool
    is_what_was_asked: bool
    also: re.Pattern[str] | None = None


class Kit:
    """The files of `rules/rewordings`, each read when it is first needed.

    Args:
        folder: where they lie.
        lexicons: the lexicons of the rules; those named in `themes.yaml` lend their terms as themes of their own.

    Raises:
        RuleError: a file is missing or wrong.
    """

    def __init__(self, folder: Path, lexicons: Mapping[str, Lexicon]) -> None:
        self._folder, self._lexicons = folder, lexicons

    def load(self, name: str) -> dict[str, Any]:
        """Return the mapping in `name`.yaml."""
        return read_mapping(self.path(name))

    def path(self, name: str) -> Path:
        """Return the path of a file of the kit."""
        return self._folder / f"{name}.yaml"

    def phrases(self, name: str, entries: Iterable[str]) -> re.Pattern[str]:
        """Compile phrases of the file `name`."""
        return compile_phrases(entries, self.path(name))

    @cached_property
    def limits(self) -> dict[str, float]:
        """How much is enough, by name."""
        return self.load("limits")

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """Every theme, in the order of the file."""
        return tuple(theme for theme, _, _ in self._theme_entries)

    @cached_property
    def theme_terms(self) -> Terms[Theme]:
        """Surface terms and the theme each stands for; the file's own come before those of the lexicons."""
        entries = [(term, theme) for theme, terms, pattern in self._theme_entries for term in terms]
        entries += [(theme.name, theme) for theme, _, pattern in self._theme_entries if pattern is None]
        known = {term.lower() for term, _ in entries}
        data = self.load("themes")
        refused = {str(term).lower() for term in data["not_from_lexicons"]}
        for name in data["from_lexicons"]:
            for term in self._lexicons[name].terms if name in self._lexicons else ():
                if not term.ambiguous and term.term.lower() not in known | refused:
                    entries.append((term.term, Theme(term.term, f"working with {term.term}", is_weak=True)))
        return Terms(entries)

    @cached_property
    def theme_phrases(self) -> tuple[tuple[re.Pattern[str], Theme], ...]:
        """Themes that are recognised by phrases, in order."""
        return tuple((pattern, theme) for theme, _, pattern in self._theme_entries if pattern is not None)

    @cached_property
    def _theme_entries(self) -> list[tuple[Theme, tuple[str, ...], re.Pattern[str] | None]]:
        entries = []
        for file in ("themes", "topics"):
            for item in self.load(file)["themes"]:
                name = item["is"]
                theme = Theme(
                    name,
                    item.get("working", f"working with {name}"),
                    tuple(item.get("asks", ())),
                    is_weak=item.get("weak", False),
                    is_sensitive=item.get("sensitive", False),
                    is_broad=item.get("broad", False),
                    is_bare=item.get("bare", False),
                    is_only_asked=item.get("only_asked", False),
                    beside=item.get("beside", ""),
                )
                said = item.get("phrases")
                entries.append((theme, tuple(item.get("terms", ())), self.phrases(file, said) if said else None))
        return entries

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        """The kinds of request, the most particular first."""
        return tuple(self._ask(item) for item in self.load("asks")["asks"])

    def _ask(self, item: dict[str, Any]) -> Ask:
        nouns = [
            (self.phrases("asks", n["words"]), Noun(n["one"], n["many"], n.get("verb", "read"))) for n in item.get("nouns", ())
        ]
        default = item.get("default", {"one": "training", "many": "training"})
        return Ask(
            item["id"],
            self.phrases("asks", item["phrases"]),
            tuple(
                Variant(v["text"], self.phrases("asks", v.get("echo", ())), v.get("register")) for v in item.get("variants", ())
            ),
            tuple(nouns),
            Noun(default["one"], default["many"], default.get("verb", "read")),
            item.get("case", False),
        )

    @cached_property
    def feelings(self) -> tuple[Feeling, ...]:
        """The writer's own states, the most particular first."""
        return tuple(
            Feeling(
                f["id"],
                self.phrases("feelings", f["phrases"]),
                tuple(f["texts"]),
                answers_request=f.get("answers_request", False),
                only_asked=f.get("only_asked", False),
                is_what_was_asked=f.get("is_what_was_asked", False),
                also=self.phrases("feelings", f["also"]) if "also" in f else None,
            )
            for f in self.load("feelings")["feelings"]
        )
