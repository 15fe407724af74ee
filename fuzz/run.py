"""Fuzzes one target for some time: python fuzz/run.py TARGET [SECONDS]. Needs atheris (`pip install --group fuzz`).

A case that breaks a promise is written to fuzz/out; keep it as a test.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["confidcheck", "markdown_it"]):
    from targets import TARGETS

OUT = Path(__file__).parent / "out"
SEEDS = Path(__file__).parents[1]


def main() -> None:
    """Seed the corpus with the examples and run libFuzzer."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    corpus = OUT / name
    corpus.mkdir(parents=True, exist_ok=True)
    kinds = {"rules": "rules/F0*/*.yaml", "inputs": "examples/*", "phrase": "examples/*.txt"}
    for path in SEEDS.glob(kinds.get(name, "examples/*.[mt][dx]*")):
        if path.is_file():
            (corpus / path.name).write_bytes((b"\0" if name == "inputs" else b"") + path.read_bytes())
    limits = [
        f"-max_total_time={seconds}",
        "-timeout=20",
        "-rss_limit_mb=4000",
        "-max_len=4000",
        f"-artifact_prefix={OUT}/{name}-",
    ]
    atheris.Setup([sys.argv[0], *limits, str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
