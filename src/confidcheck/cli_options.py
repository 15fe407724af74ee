"""Options that several commands have; each is told once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

NoEncoder = Annotated[bool, typer.Option("--no-encoder", help="Leave the language model out; only words and lexicons speak.")]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder of your own rules; may be repeated.")
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME|FILE",
        help="Where you post: group, public, publication, review-reply, or a profile of your own.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings to use instead of the confidcheck.toml nearby."),
]
