"""`confidcheck rules` and `confidcheck explain`: what the tool looks for, and rules of one's own."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.cli_options import Config, Profile, Rules
from confidcheck.cli_settings import settings_for
from confidcheck.errors import ConfigError, UnknownNameError
from confidcheck.explanation import explanation, said_of_profile
from confidcheck.ruleset import load_rules, place_applied, shipped_rules
from confidcheck.suppress import UNUSED, UNUSED_EXPLAINED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from confidcheck.config import Settings
    from confidcheck.rule import Rule, RuleSet

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OWN_FAMILY = "own"
OFF = "off"  # the weight of a rule that does not speak where the user posts

TEMPLATE = """\
id: {id}
family: F01                 # the family of checks it belongs to, F01 to F31
label: client
severity: warn              # note, warn or stop
guidance: [{guidance}]      # keys of guidance.yaml
message: "“{{match}}” singles out one of your clients."
why: >
  Say in two or three sentences why these words could let a client be recognised.
remedy: theme
match:
  phrase:
    - "my favourite client"
examples:
  - flag: "Off to see [[my favourite client]]."
  - pass: "My favourite email client never crashes."
"""


@app.callback()
def show_help(context: typer.Context) -> None:
    """List the rules, show one, test them, or begin one of your own."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list", short_help="List all rules, and how grave each is.")
def list_rules(rules: Rules = None, profile: Profile = None, config: Config = None) -> None:
    """List all rules: name, family, how grave it is where you post, what kind of words it finds."""
    every, here = _known(_settings(config, profile), rules)
    weights = {rule.id: _weight(rule) for rule in here.rules}
    width = max((len(rule.id) for rule in every.rules), default=0)
    for rule in sorted(every.rules, key=lambda rule: (rule.family, rule.id)):
        typer.echo(f"{rule.id:{width}}  {rule.family}  {weights.get(rule.id, OFF):10}  {rule.label.value}")


@app.command()
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule, as reports name it.")],
    rules: Rules = None,
    config: Config = None,
) -> None:
    """Show the file of a rule."""
    settings = _settings(config)
    path = _rule(_load([*settings.rules, *(rules or ())]), rule_id).path
    typer.echo(f"# {path}\n{path.read_text(encoding='utf-8')}", nl=False)


@app.command("test", short_help="Run the examples of rules.")
def run_tests(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", hidden=True)] = None,
    rules: Rules = None,
) -> None:
    """Run the examples of the rules in the folders or files named, or of all; nothing may warn of one that must pass."""
    from confidcheck.rule_tests import failures as run  # noqa: PLC0415 - heavy

    folders = [*(rules or ()), *(path for path in paths or () if path.is_dir() and not _is_shipped(path))]
    wanted = [path.resolve() for path in paths or ()]
    count, tried, failures = run(folders, lambda path: not wanted or _lies_in(path, wanted))
    if not count:
        raise ConfigError(f"no rules in {', '.join(str(path) for path in paths or ())}")
    for failure in failures:
        typer.echo(str(failure))
    typer.echo(f"{count} rules and frames, {tried} examples, {len(failures)} failed.")
    raise typer.Exit(int(bool(failures)))


@app.command(short_help="Begin a rule of your own.")
def new(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="What the rule finds, in kebab case: my-favourite-client.")],
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="The folder of your own rules.")] = Path(
        "confidcheck-rules"
    ),
) -> None:
    """Begin a rule of your own: writes a file that works and waits to be changed."""
    if not ID.fullmatch(rule_id):
        raise ConfigError("the identifier of a rule is kebab case, small letters and digits: my-favourite-client")
    ruleset = _load([folder] if folder.is_dir() else [])
    if any(rule.id == rule_id for rule in ruleset.rules):
        raise ConfigError(f"there is a rule {rule_id} already; choose another identifier")
    path = folder / OWN_FAMILY / f"{rule_id}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(id=rule_id, guidance=next(iter(ruleset.guidance))))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror})") from None
    typer.echo(f"Wrote {path}. Change it, then try it:\n")
    typer.echo(f"  confidcheck rules test {folder}\n  confidcheck check --rules {folder} post.md")


def explain(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule, as reports name it.")],
    rules: Rules = None,
    profile: Profile = None,
    config: Config = None,
) -> None:
    """Explain a rule in plain words: what it finds, why, what the profession says, and what to write instead."""
    if rule_id == UNUSED:
        typer.echo(UNUSED_EXPLAINED)
        return
    settings = _settings(config, profile)
    every, here = _known(settings, rules, with_examples=True)
    rule = _rule(every, rule_id)
    changed = next((each for each in here.rules if each.id == rule_id), None)
    remark = said_of_profile(settings.config.profile, rule, changed)
    typer.echo(explanation(changed or rule, every.guidance, remark), nl=False)


def _settings(config: Path | None, profile: str | None = None) -> Settings:
    return settings_for(Path.cwd(), config, profile=profile)


def _known(settings: Settings, rules: Sequence[Path] | None, *, with_examples: bool = False) -> tuple[RuleSet, RuleSet]:
    """Return every rule there is, and the rules as they are where the user posts."""
    own = [*settings.rules, *(rules or ())]
    every = _load(own, with_examples=with_examples)
    try:
        return every, place_applied(every, [shipped_rules(), *own], settings.profile, settings.config.body)
    except UnknownNameError as error:
        raise settings.error(str(error), error.setting) from None


def _load(rules: Sequence[Path] | None, *, with_examples: bool = False) -> RuleSet:
    return load_rules([shipped_rules(), *(rules or ())], with_examples=with_examples)


def _rule(ruleset: RuleSet, rule_id: str) -> Rule:
    by_id = {rule.id: rule for rule in ruleset.rules}
    if rule_id in by_id:
        return by_id[rule_id]
    near = difflib.get_close_matches(rule_id, by_id, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "see confidcheck rules list"
    raise ConfigError(f"no rule {rule_id}; {hint}")


def _weight(rule: Rule) -> str:
    """Return the severities a rule may have, from the lightest: `warn..stop`."""
    severities = sorted(set(rule.severity.values()))
    return "..".join(severity.word for severity in dict.fromkeys((severities[0], severities[-1])))


def _is_shipped(path: Path) -> bool:
    return _lies_in(path, [shipped_rules().resolve()])


def _lies_in(path: Path, places: Sequence[Path]) -> bool:
    return any(path.resolve().is_relative_to(place) for place in places)
