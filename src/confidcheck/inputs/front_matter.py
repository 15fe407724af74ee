"""Front matter: the values of the keys that are published are read, the rest is not.

Lines between `---` (YAML) or `+++` (TOML) at the head of a file are front matter when they parse as a mapping that holds such
a key; otherwise they are the draft's own words.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from confidcheck.inputs.toml_strings import toml_strings
from confidcheck.inputs.writer import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

    from confidcheck.inputs.writer import Writer

PUBLISHED = frozenset(
    ["title", "description", "summary", "subtitle", "excerpt", "tags", "categories", "keywords", "caption"],
)
BREAK = r"(?:\r\n|\r|\n)"
YAML_BLOCK = re.compile(rf"---[ \t]*{BREAK}(.*?{BREAK})(?:---|\.\.\.)[ \t]*(?:{BREAK}|\Z)", re.DOTALL)
TOML_BLOCK = re.compile(rf"\+\+\+[ \t]*{BREAK}(.*?{BREAK})\+\+\+[ \t]*(?:{BREAK}|\Z)", re.DOTALL)
ESCAPES = {  # how a quotation mark or another character is written inside each kind of string
    "'": re.compile("''"),
    '"': re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))"),
}
BLOCK_HEADER = re.compile(rf"[|>][^\r\n]*{BREAK}")

Scalar = tuple[int, int, str]  # start and end of the words in the source, and the quotation mark around them or ""


def read_front_matter(writer: Writer, start: int) -> int:
    """Write the published values of the front matter at `start`, if there is any.

    Returns:
        Where the body begins in the source.
    """
    for block, scalars in ((YAML_BLOCK, _yaml_scalars), (TOML_BLOCK, _toml_scalars)):
        if found := block.match(writer.original, start):
            values = sorted(set(scalars(found[1])))
            for first, last, quote in values:
                _write(writer, found.start(1) + first, found.start(1) + last, quote)
            return found.end() if values else start
    return start


def _yaml_scalars(text: str) -> Iterator[Scalar]:
    import yaml  # noqa: PLC0415 - most drafts have no front matter

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)  # the slow loader: its marks count code points
    except (yaml.YAMLError, RecursionError):
        return
    if isinstance(root, yaml.MappingNode):
        yield from _published(root, set(), is_published=False)


def _published(node: yaml.Node, seen: set[tuple[int, bool]], *, is_published: bool) -> Iterator[Scalar]:
    import yaml  # noqa: PLC0415 - as above

    if (id(node), is_published) in seen:  # aliases may make a small file describe an endless one
        return
    seen.add((id(node), is_published))
    if isinstance(node, yaml.ScalarNode) and is_published:
        yield _scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _published(item, seen, is_published=is_published)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _published(value, seen, is_published=is_published or str(key.value).lower() in PUBLISHED)


def _scalar(node: yaml.ScalarNode) -> Scalar:
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in {"'", '"'}:
        return start + 1, end - 1, node.style
    if node.style in {"|", ">"}:
        header = BLOCK_HEADER.match(node.start_mark.buffer or "", start)
        return (header.end() if header else start), end, ""
    return start, end, ""


def _toml_scalars(text: str) -> Iterator[Scalar]:
    try:
        tomllib.loads(NEWLINE.sub("\n", text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for start, end, has_escapes in toml_strings(text, PUBLISHED):
        yield start, end, '"' if has_escapes else ""


def _write(writer: Writer, start: int, end: int, quote: str) -> None:
    """Write a value as a paragraph of its own, its lines without their indentation."""
    writer.separate("\n\n")
    line_break = None
    for line in re.finditer(r"[^\r\n]+", writer.original[start:end]):
        words = line[0].strip()
        first = start + line.start() + len(line[0]) - len(line[0].lstrip())
        if not words:
            continue
        if line_break is not None:
            writer.newline(line_break)
        _write_line(writer, first, first + len(words), quote)
        line_break = start + line.end()


def _write_line(writer: Writer, start: int, end: int, quote: str) -> None:
    for found in ESCAPES[quote].finditer(writer.original, start, end) if quote else ():
        writer.copy(start, found.start())
        writer.stand_in(_meaning(found), found.start(), found.end())
        start = found.end()
    writer.copy(start, end)


def _meaning(escape: re.Match[str]) -> str:
    if escape.re is ESCAPES["'"]:
        return "'"
    digits = escape[1] or escape[2] or escape[3]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return " " if escape[4] in "ntrNLP_ 0abevf" else escape[4]
