"""One process, everything loaded: a draft, and an archive beside the bare pipeline and presidio's engine on it."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

from measure import CLEAN, FINDINGS, Row, archive, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from confidcheck.checker import Checker


def in_turns(works: dict[str, Callable[[list[str]], object]], drafts: list[str], turns: int = 10) -> dict[str, float]:
    """Return the processor seconds that each work takes with all drafts; they take turns, a part of the drafts at a time."""
    taken = dict.fromkeys(works, 0.0)
    for turn in range(turns):
        for name, work in works.items():
            taken[name] += seconds(lambda work=work, turn=turn: work(drafts[turn::turns]), 1)  # type: ignore[misc]
    return taken


class Watch:
    """Adds up the processor seconds spent in some functions of a check."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def wrap(self, owner: object, name: str) -> None:
        """Replace a function by one that is watched, for the rest of this process."""
        original = getattr(owner, name)

        def watched(*arguments: object) -> object:
            start = time.process_time()
            try:
                return original(*arguments)
            finally:
                self.seconds += time.process_time() - start

        setattr(owner, name, watched)


def warm_rows(words: int) -> list[Row]:
    """One process, everything loaded: a draft, the encoder, an archive against presidio's engine with our pipeline."""
    from confidcheck import Checker  # noqa: PLC0415 - what is measured
    from confidcheck.draft import Draft, Thread  # noqa: PLC0415
    from confidcheck.language.encoder import load_encoder  # noqa: PLC0415

    checker, encoder = Checker(), load_encoder()
    rows = []
    for path in (CLEAN, FINDINGS):
        text = path.read_text("utf8")
        checked = seconds(lambda text=text: checker.check(Thread.of(Draft.plain(text))), 5)
        rows.append(Row(f"warm: {path.stem} draft of {len(text.split())} words", f"{1000 * checked:.0f} ms"))
        wall = []
        for _ in range(7):
            start = time.perf_counter()
            encoder.encode(text)
            wall.append(time.perf_counter() - start)
        took = f"{1000 * statistics.median(wall):.0f} ms"
        rows.append(Row(f"warm: encoder alone on it, median of {len(wall)}", took, "≤ 60 ms"))
    return [*rows, *archive_rows(archive(words), checker)]


def archive_rows(drafts: list[str], checker: Checker) -> list[Row]:
    """An archive, checked and run through the bare pipeline and presidio's engine.

    The pipeline is our syntax with our encoder behind it, as `nlp.add_pipe("encoder")` makes it: the encoder takes the place of
    the entity recogniser that presidio expects of a pipeline. The engine on the syntax alone has no such recogniser at all.
    """
    import spacy  # noqa: PLC0415 - what is measured

    from confidcheck.draft import Draft, Thread  # noqa: PLC0415
    from confidcheck.language import spacy_component, syntax  # noqa: F401, PLC0415 - the first makes the encoder known
    from confidcheck.language.encoder import load_encoder  # noqa: PLC0415
    from confidcheck.language.encoder.encoder import Encoder  # noqa: PLC0415

    alone, whole = syntax.load_syntax(), spacy.load(syntax.FOLDER)
    whole.add_pipe("encoder")
    engines = {name: engine_on(nlp) for name, nlp in (("whole", whole), ("alone", alone))}
    encoder = load_encoder()
    works: dict[str, Callable[[list[str]], object]] = {
        "encoder": lambda some: [encoder.encode(draft) for draft in some],
        "pipeline": lambda some: list(whole.pipe(some)),
        "check": lambda some: [checker.check(Thread.of(Draft.plain(draft))) for draft in some],
        "engine, whole": lambda some: [engines["whole"].analyze(draft, language="en") for draft in some],
        "engine, alone": lambda some: [engines["alone"].analyze(draft, language="en") for draft in some],
    }
    for work in works.values():
        work(drafts[:50])  # what is loaded, compiled or remembered with the first drafts
    taken = in_turns(works, drafts)
    watch = Watch()
    watch.wrap(Encoder, "encode")
    watch.wrap(syntax, "parse")
    own = in_turns({"check": works["check"]}, drafts)["check"] - watch.seconds
    count = sum(len(draft.split()) for draft in drafts)

    def speed(what: str, name: str, bar: str = "") -> Row:
        return Row(what, f"{count / taken[name]:,.0f} words/s", bar)

    def ratio(name: str) -> str:
        return f"{taken[name] / taken['check']:.2f}"

    return [
        speed(f"archive of {count} words: encoder", "encoder", "≥ 6,000"),
        speed("archive: bare pipeline, syntax and encoder", "pipeline"),
        speed("archive: check, all in all", "check"),
        speed("archive: presidio's engine on the same pipeline", "engine, whole"),
        speed("archive: presidio's engine on the syntax alone, which names nobody", "engine, alone"),
        Row("archive: check / presidio's engine on the same pipeline, words/s", ratio("engine, whole"), "≥ 1.5"),
        Row("archive: check / presidio's engine on the syntax alone, words/s", ratio("engine, alone")),
        Row(
            "archive: check, all in all, beside the bare pipeline", f"{taken['check'] / taken['pipeline'] - 1:+.0%}", "≤ +25 %"
        ),
        Row("archive: of that rules, linking, sums and rewordings", f"{own / taken['pipeline']:.0%} of the pipeline", "≤ 25 %"),
    ]


def engine_on(nlp: Language) -> Any:  # noqa: ANN401 - presidio's engine, which has no types
    """Return presidio's engine with a pipeline of ours as its own."""
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415 - what is measured
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # noqa: PLC0415

    class Engine(SpacyNlpEngine):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": nlp}

        def load(self) -> None:
            """It is loaded already, and nothing is to be downloaded."""

    return AnalyzerEngine(nlp_engine=Engine(), supported_languages=["en"])
