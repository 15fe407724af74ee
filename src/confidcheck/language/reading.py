"""A draft as understood: each part is computed at most once, and only when somebody asks for it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from confidcheck.language.about import settle_about
from confidcheck.language.encoder.sentences import sentence_spans
from confidcheck.reading import About, Introduction, Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.draft import Draft
    from confidcheck.language.encoder.decoding import LabelledSpan
    from confidcheck.language.encoder.encoder import Encoding
    from confidcheck.language.language import Language

ENTITIES = {"PERSON": "person", "LOC": "place", "ORG": "org"}
ENTITY = "entity"  # the kind of a mention that is a name, whoever it belongs to


@dataclass(frozen=True)
class LazyReading:
    """What a `Language` understands of one draft; nothing is read before a property is asked for."""

    draft: Draft
    language: Language

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order, scored where the encoder reads along."""
        if self.encoding and self.encoding.sentences:
            return self.encoding.sentences
        return tuple(Sentence(start, end) for start, end in sentence_spans(self.draft.text))

    @property
    def discloses(self) -> float | None:
        """How likely it is that the draft discloses a particular client; None without the encoder."""
        return self.encoding.discloses if self.encoding else None

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions, in order of their start."""
        found = [*self._encoded(), *self.language.find(self.draft.text), *self._named()]
        return settle_about(found, self.draft.text, self.sentences, self.discloses, self.language.people)

    @cached_property
    def introductions(self) -> tuple[Introduction, ...]:
        """Where clients are brought on, in order; a sentence is about whom it is the first to bring on."""
        found: list[Introduction] = []
        starts = [sentence.start for sentence in self.sentences]
        for each in self.language.people.introductions(self.draft.text):
            first = starts[max(bisect_right(starts, each.start) - 1, 0)] if starts else 0
            found.append(each if found and found[-1].start >= first else replace(each, start=first))
        return tuple(found)

    @cached_property
    def doc(self) -> Any:  # noqa: ANN401 - a spaCy Doc; spaCy is imported only when one is asked for
        """The parsed spaCy `Doc`, with what the encoder saw where it reads along."""
        from confidcheck.language.spacy_component import annotate  # noqa: PLC0415 - imports spaCy
        from confidcheck.language.syntax import parse  # noqa: PLC0415 - the same

        doc = parse(self.draft.text)
        return annotate(doc, self.encoding) if self.encoding else doc

    @cached_property
    def encoding(self) -> Encoding | None:
        """What the encoder saw; None where it does not read along."""
        return self.language.encode(self.draft.text)

    def _encoded(self) -> Iterator[Mention]:
        for span in self._heard(self.encoding.disclosures if self.encoding else ()):
            yield Mention(span.label.lower(), span.start, span.end, About.CLIENT, span.score, "encoder")

    def _named(self) -> Iterator[Mention]:
        for span in self._heard(self.encoding.entities if self.encoding else ()):
            yield Mention(ENTITIES[span.label], span.start, span.end, About.UNKNOWN, span.score, "encoder", ENTITY)

    def _heard(self, spans: Iterable[LabelledSpan]) -> Iterator[LabelledSpan]:
        return self.language.unheard.heard(spans, self.draft.text)
