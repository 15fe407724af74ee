"""`confidcheck hook`: checks that git runs before each commit."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck.cli_check import build_checker, reports_on
from confidcheck.cli_print import Printer, is_coloured, is_read_by_others, say
from confidcheck.config import load_settings
from confidcheck.errors import ConfigError, InputError
from confidcheck.finding import Unchecked
from confidcheck.hooks.git import Git
from confidcheck.hooks.install import HOOKS, install, uninstall
from confidcheck.hooks.staged import commit_message, staged_drafts, staged_text
from confidcheck.suppress import SIDECAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.config import Settings
    from confidcheck.draft import Draft

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

_ADVICE = (
    "nothing was committed. Change the words and try again; if you have weighed them and they may stay, "
    "git commit --no-verify commits without a check."
)


@app.callback()
def show_help(context: typer.Context) -> None:
    """Have git check drafts and messages before each commit in this repository."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("install", short_help="Install the hooks; those that are there run first.")
def install_hooks() -> None:
    """Install the hooks (pre-commit and commit-msg); hooks that are there stay and run first."""
    typer.echo("\n".join(install(Git.around(Path.cwd()))))
    typer.echo("From now on, every commit here is checked first.\nTo stop that: confidcheck hook uninstall")


@app.command("uninstall")
def uninstall_hooks() -> None:
    """Take the hooks away and put back those that were there before."""
    typer.echo("\n".join(uninstall(Git.around(Path.cwd()))))


@app.command("run", short_help="What the hooks call.")
def run_hook(
    name: Annotated[str, typer.Argument(metavar="|".join(HOOKS), help="Which hook it is.")],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="FILE", hidden=True)] = None,
) -> None:
    """What the hooks call: check what is staged, or the file of a commit's message. Says nothing where all is well."""
    git = Git.around(Path.cwd())
    settings = load_settings(git.top)
    if name == "pre-commit":
        sources = list(staged_drafts(git, settings))
    elif name == "commit-msg" and arguments:
        sources = list(_message(git, Path(arguments[0])))
    else:
        raise ConfigError(f"there is no hook “{name}” with these arguments; confidcheck hook install writes the right ones")
    status = _check(sources, settings, git)
    if status:
        say(_ADVICE)
    raise typer.Exit(status)


def _message(git: Git, path: Path) -> Iterator[Draft | Unchecked]:
    try:
        yield commit_message(git, path)
    except InputError as error:
        yield Unchecked(str(path), str(error))


def _check(sources: list[Draft | Unchecked], settings: Settings, git: Git) -> int:
    build = partial(build_checker, settings, beside=lambda path: staged_text(git, path + SIDECAR))
    reports = list(reports_on(sources, build))
    if telling := [report for report in reports if report.live or report.unchecked]:
        Printer(settings.config.format, is_open=not is_read_by_others(), is_coloured=is_coloured())(telling)
    return max((report.exit_status(settings.config.fail_on) for report in reports), default=0)
