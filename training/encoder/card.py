"""Write the tables of `training/MODEL_CARD.md` from the figures that `evaluate.py` and `folds.py` wrote.

python card.py --figures FIGURES.json --folds OUT/folds.json
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from labels import ENTITIES

from data import ENTITY_TEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CARD = Path(__file__).parents[1] / "MODEL_CARD.md"
BY = ("part", "length", "channel", "locale")
FEW = 8  # drafts: a smaller group says nothing


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def of_drafts(rows: Mapping[str, Mapping[str, object]]) -> str:
    """The table of groups of drafts."""
    keys = ("drafts", "auc", "recall@5%", "recall@10%", "spans")
    head = ("group", "drafts", "ROC AUC", "recall at 5 % false alarms", "at 10 %", "spans F")
    return table(head, ([name, *(row.get(key, "–") for key in keys)] for name, row in rows.items()))


def tables(figures: Mapping[str, dict], folds: Mapping[str, dict]) -> dict[str, str]:
    """Every table of the card, by the name of its place."""
    grouped = {f"{by} {name}": row for by in BY for name, row in figures[by].items()}
    error, bins = figures["calibration"]
    crossed = {name: row for name, row in folds.items() if name != "labels" and not name.startswith("family")}
    families = {name.removeprefix("family "): row for name, row in folds.items() if name.startswith("family")}
    return {
        "entities": table(
            ("set", "micro", *ENTITIES, "lower-cased"),
            ([name.removesuffix(".test"), *figures[name].values(), figures[f"{name} lower"]["micro"]] for name in ENTITY_TEST),
        ),
        "drafts": of_drafts({"all": figures["validation"], **grouped}),
        "labels": table(("label", *figures["labels"]), [("F", *figures["labels"].values())]),
        "calibration": f"Expected calibration error: {error}\n\n"
        + table(("mean confidence", "share disclosing", "drafts"), bins),
        "folds": of_drafts({name: row for name, row in crossed.items() if row["drafts"] >= FEW}),
        "fold labels": table(("label", *folds["labels"]), [("F", *folds["labels"].values())]),
        "families": table(
            ("family", "disclosing drafts", "recall at 5 % false alarms"), ((k, *row.values()) for k, row in families.items())
        ),
    }


def main() -> None:
    """Put each table between its marks."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--figures", type=Path, required=True)
    options.add_argument("--folds", type=Path, required=True)
    chosen = options.parse_args()
    card = CARD.read_text(encoding="utf8")
    for name, text in tables(json.loads(chosen.figures.read_text("utf8")), json.loads(chosen.folds.read_text("utf8"))).items():
        marks = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        card, found = re.subn(marks, lambda m, text=text: m[1] + text + "\n" + m[2], card, flags=re.DOTALL)
        if found != 1:
            raise SystemExit(f"{CARD.name}: the marks for “{name}” are missing")
    CARD.write_text(card, encoding="utf8")


if __name__ == "__main__":
    main()
