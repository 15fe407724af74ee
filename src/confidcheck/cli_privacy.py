"""`confidcheck privacy`: what becomes of a draft, in plain words."""

from __future__ import annotations

import typer

PROMISE = """\
Read: the drafts you name, pipe in, paste or keep on the clipboard when you
ask for it; a confidcheck.toml nearby and the files it names; your own rules
where you name a folder; of a folder of drafts, git's lists of what to leave
out; with --with, the earlier posts in that folder; in a git hook, what you are
about to commit.

Kept: nothing. When a check ends, no word of your draft is left in a file, a
log, a cache or a history.

Sent: nothing. Checking opens no connection. The language model comes with the
tool; there is no account, no update check, no usage report.

Shown: your own words, on your own screen. Where CI=true says that others may
read the output, they are left out, unless you ask for them with --show-text.
Error messages never repeat them.

Written, and only when you ask for it:
  --fix            the safer version, over the draft itself
  --copy           the safer version, to the clipboard (which other programs
                   on this computer can read)
  review           your changes, and the reasons why something may stay, in
                   the draft or in the file beside it
  baseline write   hashes of what stands in older drafts, without a word of
                   them, and the key to these hashes in your settings folder;
                   whoever has both can test a guess, so keep the key to
                   yourself
  hook install     a hook in the git repository that you are in, which calls
                   confidcheck
  init, rules new  a file of settings, a rule to begin with

What it cannot do for you: it does not clear your screen, your terminal's
scrollback, your clipboard or your editor's backup copies; on a shared
computer, somebody else may look there.
"""


def privacy() -> None:
    """Say what is read, kept, sent and written."""
    typer.echo(PROMISE, nl=False)
