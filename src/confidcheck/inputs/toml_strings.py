"""The strings of a TOML document with their places, which `tomllib` does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BARE_OR_QUOTED = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
KEY = re.compile(rf"[ \t]*(?:{_BARE_OR_QUOTED}[ \t]*\.[ \t]*)*({_BARE_OR_QUOTED})[ \t]*=")
TOKEN = re.compile(
    r'"""(?P<many>(?:\\.|[^\\])*?)"""|\'\'\'(?P<many_raw>.*?)\'\'\'|"(?P<one>(?:\\.|[^"\\\n])*)"|\'(?P<one_raw>[^\'\n]*)\''
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comment>#[^\n]*)|(?P<end>\n)|(?P<other>.)",
    re.DOTALL,
)


def toml_strings(text: str, keys: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield the strings under some keys of a valid TOML document.

    Args:
        text: the document.
        keys: the last parts of the keys, in lower case.

    Yields:
        Start and end (exclusive) of the words between the quotation marks, and whether backslashes are escapes.
    """
    at = 0
    while at < len(text):
        key = KEY.match(text, at)
        if not key:
            at = text.find("\n", at) + 1 or len(text)
            continue
        is_wanted = key[1].strip("\"'").lower() in keys
        at, depth = key.end(), 0
        while (token := TOKEN.match(text, at)) and not (token["end"] and depth == 0):
            at = token.end()
            depth += bool(token["open"]) - bool(token["close"])
            kind = token.lastgroup or ""
            if is_wanted and kind.startswith(("many", "one")):
                yield *token.span(kind), not kind.endswith("raw")
        at += 1
