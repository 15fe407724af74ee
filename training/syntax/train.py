"""Train the syntax pipeline (tagger, morphologiser, lemmatiser, parser) on Universal Dependencies and put it into the package.

python train.py --data DATA [--out OUT] [--to FOLDER]

DATA holds `ud/*.conllu`. Converts, trains with `config.cfg` (seed fixed), evaluates on the EWT test split, and copies the best
model, without what only training needs, into the package.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from confidcheck.language.checksums import write_checksums

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "src/confidcheck/language/weights/syntax"
TREEBANKS = {"train": ("en_ewt-ud-train", "gum_freegenres-train"), "dev": ("en_ewt-ud-dev",), "test": ("en_ewt-ud-test",)}
SENTENCES_TOGETHER = "8"  # so that the parser learns where sentences end


def spacy(*arguments: str | Path) -> None:
    """Run one of spaCy's commands."""
    subprocess.run([sys.executable, "-m", "spacy", *map(str, arguments)], check=True)


def convert(data: Path, out: Path) -> None:
    """CoNLL-U to spaCy's binary form, a folder a split."""
    for split, names in TREEBANKS.items():
        folder = out / "corpus" / split
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            spacy("convert", data / "ud" / f"{name}.conllu", folder, "-c", "conllu", "-n", SENTENCES_TOGETHER)


def main() -> None:
    """Convert, train, evaluate, ship."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=HERE.parent / "out" / "syntax")
    options.add_argument("--to", type=Path, default=PACKAGE)
    options.add_argument("--ship-only", action="store_true", help="evaluate and copy a model that was trained before")
    chosen = options.parse_args()
    corpus = chosen.out / "corpus"
    convert(chosen.data, chosen.out)
    if not chosen.ship_only:
        spacy(
            "train",
            HERE / "config.cfg",
            "--output",
            chosen.out,
            "--paths.train",
            corpus / "train",
            "--paths.dev",
            corpus / "dev",
        )
    best, scores = chosen.out / "model-best", chosen.out / "test.json"
    spacy("evaluate", best, corpus / "test", "--output", scores)
    figures = json.loads(scores.read_text(encoding="utf8"))
    print(
        {
            key: round(100 * figures[key], 1)
            for key in ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
        }
    )
    shutil.rmtree(chosen.to, ignore_errors=True)
    shutil.copytree(best, chosen.to)
    write_checksums(chosen.to)
    print(f"{sum(p.stat().st_size for p in chosen.to.rglob('*') if p.is_file()) / 1e6:.1f} MB in {chosen.to}")


if __name__ == "__main__":
    main()
