"""Where the keys of a TOML document stand, which `tomllib` does not tell."""

from __future__ import annotations

import re
from typing import NamedTuple

Key = tuple[str | int, ...]

# Longest first: a text of several lines ends at its last three quotation marks.
_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<skip>[ \t\r]+|\#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{}=,.])|(?P<bare>[^\s\"'\#\[\]{}=,.]+)",
    re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def key_lines(text: str) -> dict[Key, int]:
    """Return the line of every key, table and item of a list.

    Args:
        text: a document that `tomllib` has read without complaint.

    Returns:
        Lines counted from 1, by the way from the root: names of keys, numbers of items. A key that leads through others
        (`a.b = 1`) is there in whole and in its parts.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """Recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Key, int] = {}
        self._tables: dict[Key, int] = {}  # how many items each list of tables has so far
        self._tokens: list[_Token] = []
        self._at = 0
        line = 1
        for found in _TOKEN.finditer(text):
            if found.lastgroup != "skip":
                self._tokens.append(_Token(str(found.lastgroup), found.group(), line))
            line += found.group().count("\n")
        self._tokens.append(_Token("end", "", line))

    def document(self) -> None:
        """Read to the end."""
        table: Key = ()
        while self._here.kind != "end":
            if self._here.kind == "newline":
                self._at += 1
            elif self._here.text == "[":
                table = self._header()
            else:
                self._pair(table)

    @property
    def _here(self) -> _Token:
        return self._tokens[self._at]

    def _header(self) -> Key:
        line = self._here.line
        is_list = self._tokens[self._at + 1].text == "["
        self._at += 1 + is_list
        table = self._resolved(self._name())
        if is_list:
            number = self._tables.get(table, -1) + 1
            self._tables[table] = number
            self._note(table, line)
            table = (*table, number)
        self._note(table, line)
        self._at += 1 + is_list
        return table

    def _resolved(self, name: Key) -> Key:
        """Lead a name through the lists of tables it crosses, each by its newest item."""
        way: Key = ()
        for number, part in enumerate(name):
            way = (*way, part)
            if number < len(name) - 1 and way in self._tables:
                way = (*way, self._tables[way])
        return way

    def _name(self) -> Key:
        parts: list[str] = []
        while self._here.kind in ("bare", "text") or self._here.text == ".":
            if self._here.text != ".":
                parts.append(self._here.text.strip("\"'"))
            self._at += 1
        return tuple(parts)

    def _pair(self, table: Key) -> None:
        line = self._here.line
        name = self._name()
        for length in range(1, len(name) + 1):
            self._note((*table, *name[:length]), line)
        self._at += 1  # the equals sign
        self._value((*table, *name))

    def _value(self, way: Key) -> None:
        if self._here.text == "[":
            self._items(way, "]")
        elif self._here.text == "{":
            self._items(way, "}")
        else:
            while self._here.kind in ("bare", "text") or self._here.text == ".":
                self._at += 1

    def _items(self, way: Key, closing: str) -> None:
        self._at += 1
        number = 0
        while self._here.text != closing:
            if self._here.kind == "newline" or self._here.text == ",":
                self._at += 1
            elif closing == "}":
                self._pair(way)
            else:
                self._note((*way, number), self._here.line)
                self._value((*way, number))
                number += 1
        self._at += 1

    def _note(self, way: Key, line: int) -> None:
        self.lines.setdefault(way, line)
