"""The commands, and the parser of their options."""

from __future__ import annotations

from typing import Annotated

import typer

from confidcheck import (
    __version__,
    cli_baseline,
    cli_check_command,
    cli_hook,
    cli_init,
    cli_privacy,
    cli_review,
    cli_rules,
    cli_watch,
)

app = typer.Typer(
    help="Reads a draft before you post it and shows which words could let a client be recognised. Sends nothing anywhere.",
    epilog="`confidcheck post.md` is short for `confidcheck check post.md`; `confidcheck` alone asks for a paste.",
    pretty_exceptions_enable=False,  # its tracebacks show local variables, the draft among them
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check", short_help="Check drafts: files, folders, the clipboard, or a paste.")(cli_check_command.check)
app.command("review", short_help="Go through a draft, one passage at a time.")(cli_review.review)
app.command("watch", short_help="Check a draft again whenever you save it.")(cli_watch.watch)
app.command("explain", short_help="Explain a rule: what it finds, why, what helps.")(cli_rules.explain)
app.add_typer(cli_rules.app, name="rules", short_help="List the rules, test them, or begin one of your own.")
app.command("init", short_help="Write a file of settings, every line explained.")(cli_init.init)
app.command("privacy", short_help="Say what is read, kept, sent and written.")(cli_privacy.privacy)
app.add_typer(cli_hook.app, name="hook", short_help="Have git check what you commit.")
app.add_typer(cli_baseline.app, name="baseline", short_help="Remember older drafts, so that only new words count.")


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
