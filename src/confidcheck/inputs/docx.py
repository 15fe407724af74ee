"""Word documents: the text, headers, footers, notes, comments, charts, alternative texts and what the file says of itself.

Everything that goes out with the file is read. A paragraph with tracked deletions is read twice, as it stands and as it stood
before, for whoever gets the file can see both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from confidcheck.errors import InputError
from confidcheck.inputs.office import Archive, attribute, draft_of, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from confidcheck.draft import Draft

BODY = re.compile(r"word/document\d*\.xml")
BESIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments|charts/chart|diagrams/data)\d*\.xml")
PROPERTIES = ("docProps/core.xml", "docProps/custom.xml")
TOLD = frozenset(["title", "subject", "description", "keywords", "category", "contentStatus", "lpwstr"])
ASIDE = {  # words in attributes: of pictures and drawings, and what shows over a link
    "docPr": ("title", "descr"),
    "hyperlink": ("tooltip",),
    **dict.fromkeys(["shape", "rect", "roundrect", "oval", "line", "group", "image"], ("alt", "title")),
}
LABELS = "strCache"  # the words in a chart
ANOTHER = "altChunk"  # a whole document within, in a form of its own
MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
OLD, NEW = frozenset(["del", "moveFrom"]), frozenset(["ins", "moveTo"])
TWICE = "Fallback"  # the same once more, for older programs


def read_docx(data: bytes, source: str) -> Draft:
    """Return the draft of a Word document; offsets count in the words read.

    Raises:
        InputError: it is damaged, too big, has a password, or holds another document.
    """
    archive = Archive(data, source)
    bodies = archive.names(BODY)
    if not bodies:
        raise archive.damaged()
    roots = [archive.xml(name) for name in [*bodies, *archive.names(BESIDE)]]
    if any(local(element) == ANOTHER for root in roots if root is not None for element in root.iter()):
        raise InputError(f"{source}: holds another document inside; open it, save it again and check again")
    told = [words for name in PROPERTIES for words in _properties(archive.xml(name))]
    return draft_of([*told, *(words for root in roots if root is not None for words in _paragraphs(root))], source)


def _properties(root: Element | None) -> Iterator[str]:
    for element in () if root is None else root.iter():
        if local(element) in TOLD:
            yield element.text or ""


def _paragraphs(root: Element) -> Iterator[str]:
    """Yield the paragraphs below an element; one within another (in a text box) comes before it."""
    waiting = [(root, False)]
    while waiting:
        element, is_done = waiting.pop()
        if local(element) == TWICE:
            continue
        if is_done:
            yield from _words(element)
            continue
        yield from (attribute(element, name) for name in ASIDE.get(local(element), ()))
        if local(element) == LABELS:
            yield from (value.text or "" for value in element.iter() if local(value) == "v")
        if local(element) == "p":
            waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]


def _words(paragraph: Element) -> Iterator[str]:
    """Yield a paragraph as it stands and, where words were deleted, as it stood before."""
    now, before = [], []
    waiting = [(child, "") for child in reversed(paragraph)]
    while waiting:
        element, change = waiting.pop()
        name = local(element)
        if name in OLD | NEW:
            change = "old" if name in OLD else "new"
        words = element.text or "" if name in {"t", "delText"} else MARKS.get(name, "")
        if change != "old" and name != "delText":
            now.append(words)
        if change != "new":
            before.append(words)
        if name not in {"p", TWICE}:  # a paragraph within is read by itself
            waiting += [(child, change) for child in reversed(element)]
    yield "".join(now)
    if set("".join(before).split()) - set("".join(now).split()):
        yield "".join(before)
