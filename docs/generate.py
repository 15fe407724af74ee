"""Writes the pages of the rules, the tables of coverage and the table in the README from the rules themselves.

`make docs` calls it; with `--check` it writes nothing and says which pages are not current.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from confidcheck.explanation import WEIGHTS, words
from confidcheck.ruleset import load_profile, load_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from confidcheck.rule import Example, Frame, Guidance, Rule, RuleSet

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
PROFILES = ("group", "public", "publication", "review-reply")
_MADE = "<!-- Written by docs/generate.py from the rules; change those and run `make docs`. -->"
_MARKS = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.DOTALL)
_MARKED = re.compile(r"\[\[(.+?)\]\]")


def pages() -> dict[Path, str]:
    """Return every generated page: its path and what it must hold."""
    ruleset = load_rules([shipped_rules()], with_examples=True)
    catalogue = _data("catalogue.yaml")
    families: dict[str, Any] = catalogue["families"]
    by_family = {family: [rule for rule in ruleset.rules if rule.family == family] for family in families}
    made = {
        HERE / "rules" / f"{family}.md": _family(family, families[family], rules, ruleset.guidance)
        for family, rules in by_family.items()
    }
    made[HERE / "rules" / "frames.md"] = _frames(ruleset, catalogue["look-alikes"])
    made[HERE / "rules" / "README.md"] = _index(ruleset, families, by_family)
    made[HERE / "COVERAGE.md"] = _coverage(ruleset, catalogue, by_family)
    made[README] = _MARKS.sub(
        lambda match: match[1] + _lines(_summary(families, by_family)) + match[2], README.read_text(encoding="utf-8")
    )
    return made


def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return loaded


def _family(family: str, about: dict[str, str], rules: Iterable[Rule], guidance: dict[str, Guidance]) -> str:
    return _lines(
        [
            _MADE,
            f"# {family}: {about['title']}",
            "",
            about["finds"],
            "",
            *(line for rule in rules for line in _rule(rule, guidance)),
        ]
    )


def _rule(rule: Rule, guidance: dict[str, Guidance]) -> Iterator[str]:
    said = words(rule, guidance)
    yield from (f"## {rule.id}", "", said.message, "", said.why, "")
    yield from (f"* **How grave**: {said.weight}", f"* **What helps**: {said.remedy}", "", "What the profession says:", "")
    for point, address in said.sources:
        yield f"* {point} <{address}>"
    yield from ("", "Flagged:", "")
    for text, becomes in said.flagged:
        yield f"* {_quoted(text)}" + (f"<br>instead: {_quoted(becomes)}" if becomes else "")
    yield from ("", "Not flagged:", "")
    for text in said.passed:
        yield f"* {_quoted(text)}"
    yield ""


def _frames(ruleset: RuleSet, look_alikes: dict[str, str]) -> str:
    lines = [
        _MADE,
        "# What is left in peace",
        "",
        "Ways of speaking that are not about a client of yours, whatever words stand in them.",
        "",
    ]
    for frame in ruleset.frames:
        lines += [f"## {frame.id}", "", " ".join(frame.why.split()), ""]
        lines += [f"* {_quoted(example.text)}" for example in frame.examples if not example.flags]
        kinds = sorted({example.look_alike for example in frame.examples if example.look_alike}, key=_number)
        lines += (
            ["", f"Looks like a disclosure: {', '.join(look_alikes[kind].lower() for kind in kinds)}.", ""] if kinds else [""]
        )
    return _lines(lines)


def _index(ruleset: RuleSet, families: dict[str, Any], by_family: dict[str, list[Rule]]) -> str:
    lines = [
        _MADE,
        "# The rules",
        "",
        "What is looked for, family by family. [What is left in peace](frames.md) has a page of its own.",
        "",
    ]
    for family, rules in by_family.items():
        lines += [f"## [{family}: {families[family]['title']}]({family}.md)", "", families[family]["finds"], ""]
        lines += [f"* [{rule.id}]({family}.md#{rule.id}): {_weight(rule)}" for rule in rules]
        lines.append("")
    lines += [
        "## Profiles",
        "",
        "Where you post decides how grave some of it is (`--profile`, or `profile` in the settings).",
        "",
    ]
    for name in PROFILES:
        profile = load_profile(name, [shipped_rules()], ruleset)
        lines += [f"* **{name}**: {profile.says}"]
        lines += [f"  * {change.reason}" for change in profile.changes]
    return _lines([*lines, ""])


def _summary(families: dict[str, Any], by_family: dict[str, list[Rule]]) -> Iterator[str]:
    yield from ("| family | what it finds | rules |", "|---|---|---|")
    for family, rules in by_family.items():
        about = families[family]
        yield f"| [{about['title']}](docs/rules/{family}.md) | {about['finds']} | {len(rules)} |"


def _coverage(ruleset: RuleSet, catalogue: dict[str, Any], by_family: dict[str, list[Rule]]) -> str:
    lines = [_MADE, "# Coverage", "", "Every example named here is a test.", "", "## Families of checks", ""]
    lines += ["| family | rules | flagged examples | passed examples |", "|---|---|---|---|"]
    for family, rules in by_family.items():
        examples = [example for rule in rules for example in rule.examples]
        flags = sum(example.flags for example in examples)
        names = ", ".join(rule.id for rule in rules)
        title = catalogue["families"][family]["title"]
        lines.append(f"| [{family} {title}](rules/{family}.md) | {names} | {flags} | {len(examples) - flags} |")
    lines += ["", "## Look-alikes", "", "| kind | examples that pass | where they stand | one of them |", "|---|---|---|---|"]
    for kind, title in catalogue["look-alikes"].items():
        found = list(_alike(ruleset, kind))
        homes = ", ".join(dict.fromkeys(value.id for value, _ in found))
        lines.append(f"| {kind} {title} | {len(found)} | {homes} | {_cell(found[0][1].text)} |")
    lines += [
        "",
        "## Identifiers",
        "",
        "By the letters of HIPAA Safe Harbor, 45 CFR 164.514(b)(2), with their counterparts elsewhere.",
        "",
    ]
    lines += ["| | identifier | where | rule | test |", "|---|---|---|---|---|"]
    for letter, row in _data("identifiers.yaml")["hipaa"].items():
        for case in row["cases"]:
            text = _cell(_MARKED.sub(r"«\1»", case["text"]))
            lines.append(f"| ({letter}) {row['name']} | {case['what']} | {case['where']} | {case['rule']} | {text} |")
    lines += ["", "What is the writer's own stays silent:", ""]
    return _lines([*lines, *(f"* {_quoted(text)}" for text in _data("identifiers.yaml")["own"])])


def _alike(ruleset: RuleSet, kind: str) -> Iterator[tuple[Rule | Frame, Example]]:
    for value in (*ruleset.frames, *ruleset.rules):
        for example in value.examples:
            if example.look_alike == kind:
                yield value, example


def _weight(rule: Rule) -> str:
    severities = sorted(set(rule.severity.values()))
    return " to ".join(WEIGHTS[severity] for severity in dict.fromkeys((severities[0], severities[-1])))


def _number(kind: str) -> int:
    return int(kind[1:])


def _quoted(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


def _cell(text: str) -> str:
    return _quoted(text).replace("|", "\\|")


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; return the exit status."""
    made = pages()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    gone = sorted(set((HERE / "rules").glob("*.md")) - made.keys())
    if "--check" in arguments:
        for path in (*stale, *gone):
            sys.stderr.write(f"{path.relative_to(HERE.parent)} is not current; run: make docs\n")
        return int(bool(stale or gone))
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    for path in gone:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
