"""The command line: which commands there are, and how the tool ends.

Exit status: 0 nothing found, 1 findings, 2 something could not be checked, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from confidcheck import __version__, cli_baseline, cli_check, cli_hook, cli_init, cli_privacy, cli_review, cli_rules, cli_watch
from confidcheck.errors import ConfidcheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_CHECKED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
PACKAGE = Path(__file__).parent

app = typer.Typer(
    help="Reads a draft before you post it and shows which words could let a client be recognised. Sends nothing anywhere.",
    epilog="`confidcheck post.md` is short for `confidcheck check post.md`; `confidcheck` alone asks for a paste.",
    pretty_exceptions_enable=False,  # its tracebacks show local variables, the draft among them
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(cli_check.check)
app.command("review")(cli_review.review)
app.command("watch")(cli_watch.watch)
app.command("explain")(cli_rules.explain)
app.add_typer(cli_rules.app, name="rules")
app.command("init")(cli_init.init)
app.command("privacy")(cli_privacy.privacy)
app.add_typer(cli_hook.app, name="hook")
app.add_typer(cli_baseline.app, name="baseline")
COMMANDS = ("check", "review", "watch", "explain", "rules", "init", "privacy", "hook", "baseline")
ROOT_OPTIONS = ("--help", "-h", "--version", "--install-completion", "--show-completion")
COMPLETING = "_CONFIDCHECK_COMPLETE"  # shells ask so for the words that could follow


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer's signature
    if asked:
        typer.echo(f"confidcheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; no error it prints holds text of a draft."""
    if COMPLETING in os.environ:
        app(prog_name="confidcheck")  # answers and exits
    try:
        status = _called(_with_command(list(arguments)))
        sys.stdout.flush()
    except ConfidcheckError as error:
        return _fail(str(error))
    except TyperException as error:
        return _fail(f"{error.format_message().rstrip('.')}. See confidcheck --help.")
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as error:
        # SystemExit is typer's answer to a closed pipe, whose status 1 would read as findings; 0: completion was installed
        status = getattr(error, "code", PIPE_CLOSED) and PIPE_CLOSED
        if status:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the interpreter's last flush succeeds
    except Exception as error:  # noqa: BLE001 - the last resort; the exception's own words may hold the draft
        return _fail(
            f"internal error in {_place(error)} ({type(error).__name__}); nothing was checked. Please report this line."
        )
    return int(status or 0)


def _called(arguments: list[str]) -> int | None:
    """Run a command and return its status; None stands for 0."""
    if arguments[0] == "check" and not any(argument.startswith("-") for argument in arguments):
        try:  # paths alone need no parser of options, and typer's takes longer to load than a draft to check
            cli_check.check(arguments[1:])
        except typer.Exit as end:
            return end.exit_code
    return app(args=arguments, prog_name="confidcheck", standalone_mode=False)  # type: ignore[no-any-return]


def _with_command(arguments: list[str]) -> list[str]:
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ROOT_OPTIONS):
        return arguments
    return ["check", *arguments]


def _fail(problem: str) -> int:
    typer.echo(f"confidcheck: {' '.join(problem.split())}", err=True)
    return NOT_CHECKED


def _place(error: Exception) -> str:
    """Return the module and line of this package that the error came through last."""
    place, trace = "the command line", error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            place = f"{'.'.join(path.relative_to(PACKAGE).with_suffix('').parts)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
