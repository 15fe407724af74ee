"""`confidcheck check` as it is asked for: its options, and what becomes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from confidcheck import cli_check
from confidcheck.cli_options import Config, NoEncoder, Profile, Rules
from confidcheck.finding import Severity
from confidcheck.outputs import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence


def _one_of(allowed: Sequence[str], value: str | None) -> str | None:
    if value is not None and value not in allowed:
        raise typer.BadParameter(f"“{value}” is not one of {', '.join(allowed)}.")
    return value


def check(  # noqa: PLR0913 - the options of the command line
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATHS|-", hidden=True)] = None,
    *,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Check what is on the clipboard.")] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of what is piped in; its suffix says how it is written.")
    ] = None,
    thread: Annotated[
        bool, typer.Option("--thread", help="Weigh the drafts together, or the turns of a single one: a post and its replies.")
    ] = False,
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose turns in a thread are yours; without it, the first speaker's.")
    ] = None,
    with_past: Annotated[
        Path | None,
        typer.Option("--with", metavar="DIR", help="Your earlier posts, to weigh the new one with. Nothing of them is kept."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Save the safer version over the draft; of what is piped in, print it instead.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what the safer version changes.")] = False,
    copy: Annotated[bool, typer.Option("--copy", help="Put the safer version on the clipboard.")] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="|".join(FORMATS), callback=lambda v: _one_of(list(FORMATS), v), help="How to report."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out drafts in which nothing was found.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="Count findings by rule and by file instead of showing them.")
    ] = False,
    explain_mosaic: Annotated[
        bool, typer.Option("--explain-mosaic", help="Show how many people the details fit, with every figure and its source.")
    ] = False,
    show_text: Annotated[
        bool,
        typer.Option("--show-text", help="Show the words of drafts even where CI=true says that others may read the output."),
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours; NO_COLOR=1 does the same.")] = False,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="note|warn|stop",
            callback=lambda v: _one_of([s.word for s in Severity], v),
            help="The least severity that makes the exit status 1; warn, unless the settings say otherwise.",
        ),
    ] = None,
    profile: Profile = None,
    config: Config = None,
    rules: Rules = None,
    no_encoder: NoEncoder = False,
    show_config: Annotated[
        bool, typer.Option("--show-config", help="Show which settings apply, and from where, and stop.")
    ] = False,
) -> None:
    """Check drafts: files, folders of them, or - for what is piped in. With no path: what is piped in, or a paste."""
    asked = cli_check.Asked(
        paths=tuple(paths or ()),
        output=output,
        fail_on=Severity[fail_on.upper()] if fail_on else None,
        show_text=show_text,
        stdin_filename=stdin_filename,
        clipboard=clipboard,
        no_encoder=no_encoder,
        rules=tuple(rules or ()),
        profile=profile,
        config=config,
        thread=thread,
        author=author,
        with_past=with_past,
        fix=fix,
        diff=diff,
        copy=copy,
        explain_mosaic=explain_mosaic,
        quiet=quiet,
        summary=summary,
        no_color=no_color,
        show_config=show_config,
    )
    raise typer.Exit(cli_check.check(asked))
