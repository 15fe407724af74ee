"""The encoder as a spaCy component: `nlp.add_pipe("encoder")`.

It fills `doc.ents` (PERSON, LOC, ORG), `doc.spans["disclosures"]` (labels of the annotation guide; how likely each is
in `span._.score`), and `doc._.about_client`, a tuple of (start, end, probability) for each sentence, in code points.
`span._.about_client` is the highest probability of the sentences that a span touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language  # this module is imported only where spaCy is wanted
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from confidcheck.language.encoder import load_encoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.language.encoder.decoding import LabelledSpan
    from confidcheck.language.encoder.encoder import Encoding
    from confidcheck.language.language import Encodes

GROUP = "disclosures"


def _highest(span: Span) -> float | None:
    touched = [score for start, end, score in span.doc._.about_client if start < span.end_char and span.start_char < end]
    return max(touched, default=None)


Doc.set_extension("about_client", default=(), force=True)
Doc.set_extension("discloses", default=None, force=True)
Span.set_extension("about_client", getter=_highest, force=True)
Span.set_extension("score", default=None, force=True)


class EncoderComponent:
    """Annotates docs with what an encoder sees in their text."""

    def __init__(self, encoder: Encodes | None = None) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one doc in place and return it."""
        if self._encoder is None:
            self._encoder = load_encoder()
        return annotate(doc, self._encoder.encode(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:  # noqa: ARG002 - spaCy passes it
        """Annotate docs one by one; drafts differ so much in length that padding a batch would cost more than it saves."""
        for doc in stream:
            yield self(doc)


@Language.factory("encoder", assigns=["doc.ents", "doc.spans"])
def create_encoder(nlp: Language, name: str) -> EncoderComponent:  # noqa: ARG001 - the signature of spaCy's factories
    """Make the component with the shipped encoder, which is loaded with the first doc."""
    return EncoderComponent()


def annotate(doc: Doc, encoding: Encoding) -> Doc:
    """Write what the encoder saw into `doc`.

    Args:
        doc: any doc; tokens and spans of the encoder are aligned by widening a span to whole tokens.
        encoding: what was seen in `doc.text`, in code points.

    Returns:
        The same doc.
    """
    doc.ents = filter_spans(span for span, _ in _spans(doc, encoding.entities))
    disclosures = list(_spans(doc, encoding.disclosures))
    doc.spans[GROUP] = [span for span, _ in disclosures]
    for span, score in disclosures:
        span._.score = score
    doc._.about_client = tuple((s.start, s.end, s.about_client or 0.0) for s in encoding.sentences)
    doc._.discloses = encoding.discloses
    return doc


def _spans(doc: Doc, found: Iterable[LabelledSpan]) -> Iterator[tuple[Span, float]]:
    for one in found:
        span = doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand")
        if span is not None:
            yield span, one.score
