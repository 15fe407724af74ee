"""The language layer as one object: built once, asked for a reading of each draft."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from confidcheck.language.encoder import load_encoder
from confidcheck.language.joined import read_together
from confidcheck.language.people import People
from confidcheck.language.reading import LazyReading
from confidcheck.language.unheard import Unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from confidcheck.draft import Draft
    from confidcheck.language.encoder.encoder import Encoding
    from confidcheck.language.grammar import Grammar
    from confidcheck.language.identifiers import IdentifierFinder
    from confidcheck.language.lexical import Lexical
    from confidcheck.reading import Mention, Reading
    from confidcheck.rule import Lexicon


class Encodes(Protocol):
    """Something that reads a text as the shipped encoder does."""

    def encode(self, text: str) -> Encoding:
        """Read one text; offsets are code points."""


class Language:
    """Understands drafts. Building it reads nothing; each part is read when a draft first needs it.

    Args:
        lexicons: word lists by name.
        data: the folder of the YAML files `identifiers.yaml`, `grammar.yaml` and `about.yaml`.
        use_encoder: whether the encoder reads along.
        load: gives the encoder; called once for each draft, so it should remember what it loaded.
    """

    def __init__(
        self,
        lexicons: Mapping[str, Lexicon],
        *,
        data: Path,
        use_encoder: bool = True,
        load: Callable[[], Encodes] = load_encoder,
    ) -> None:
        self.people = People(data / "about.yaml", lexicons)
        self.unheard = Unheard(self.people)
        self._data, self._lexicons = data, lexicons
        self._load = load if use_encoder else None

    def read(self, draft: Draft) -> LazyReading:
        """Return the reading of a draft, computed as it is asked for.

        Raises:
            ModelError: from the reading's properties, if the shipped model is missing or damaged.
            RuleError: the same, if a YAML file of this layer is wrong.
        """
        return LazyReading(draft, self)

    def read_thread(self, drafts: Sequence[Draft]) -> tuple[Reading, ...]:
        """Return a reading of each draft of a thread; replies are understood from the turns before them."""
        return read_together(drafts, self)

    def encode(self, text: str) -> Encoding | None:
        """Return what the encoder sees in `text`, None where it does not read along."""
        return self._load().encode(text) if self._load else None

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the identifiers, ages and terms of word lists in `text` (offsets in code points)."""
        for finder in self._finders:
            yield from finder.find(text)

    @cached_property
    def _finders(self) -> tuple[IdentifierFinder, Grammar, Lexical]:
        from confidcheck.language.grammar import Grammar  # noqa: PLC0415 - a clean draft needs none of them
        from confidcheck.language.identifiers import IdentifierFinder  # noqa: PLC0415 - as above
        from confidcheck.language.lexical import Lexical  # noqa: PLC0415 - as above

        return IdentifierFinder(self._data / "identifiers.yaml"), Grammar(self._data / "grammar.yaml"), Lexical(self._lexicons)
