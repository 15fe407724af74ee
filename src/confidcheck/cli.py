"""The command line: which commands there are, and how the tool ends.

Exit status: 0 nothing found, 1 findings, 2 something could not be checked, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from confidcheck.cli_print import say
from confidcheck.errors import ConfidcheckError, ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_CHECKED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
PACKAGE = Path(__file__).parent

COMMANDS = ("check", "review", "watch", "explain", "rules", "init", "privacy", "hook", "baseline")
ROOT_OPTIONS = ("--help", "-h", "--version", "--install-completion", "--show-completion")
COMPLETING = "_CONFIDCHECK_COMPLETE"  # shells ask so for the words that could follow


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; no error it prints holds text of a draft."""
    if COMPLETING in os.environ:
        _by_options([])  # answers and exits
    try:
        status = _called(_with_command(list(arguments)))
        sys.stdout.flush()
    except ConfidcheckError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
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
    if arguments[0] == "check" and all(argument == "-" or not argument.startswith("-") for argument in arguments):
        from confidcheck.cli_check import Asked, check  # noqa: PLC0415 - most commands need no draft

        return check(Asked(tuple(arguments[1:])))  # paths alone need no parser of options, which takes a while to load
    return _by_options(arguments)


def _by_options(arguments: list[str]) -> int | None:
    import typer  # noqa: PLC0415 - see above
    from typer.exceptions import TyperException  # noqa: PLC0415 - the same

    from confidcheck.cli_app import app  # noqa: PLC0415 - the same

    try:
        return app(args=arguments, prog_name="confidcheck", standalone_mode=False)  # type: ignore[no-any-return]
    except TyperException as error:
        context = getattr(error, "ctx", None)  # only errors about usage have one
        command = context.command_path if context else "confidcheck"
        raise ConfigError(f"{error.format_message().rstrip('.')}. See {command} --help.") from None
    except typer.Abort:
        raise KeyboardInterrupt from None


def _with_command(arguments: list[str]) -> list[str]:
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ROOT_OPTIONS):
        return arguments
    return ["check", *arguments]


def _fail(problem: str) -> int:
    say(" ".join(problem.split()))
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
