"""OpenDocument texts: the text, headers, footers, notes, comments, charts, alternative texts and what the file says of itself.

A paragraph with tracked deletions is read twice, as it stands and with the deleted words, for whoever gets the file can see
both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from confidcheck.inputs.office import Archive, attribute, draft_of, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from confidcheck.draft import Draft

CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
OBJECT = re.compile(r"[^/]+/content\.xml")  # a chart or a formula
TOLD = frozenset(["title", "subject", "description", "keyword", "user-defined"])
PARAGRAPHS = frozenset(["p", "h"])
ALTERNATIVES = frozenset(["title", "desc", "mtext"])  # of pictures; and words in formulas
ASIDE = {  # words in attributes: what shows over a link, and what hides until a condition holds
    "a": ("title", "name"),
    "hidden-text": ("string-value",),
    "conditional-text": ("string-value-if-true", "string-value-if-false"),
}
LOOSE = frozenset(["text", "section", "list-item", "table-cell", "text-box", "note-body"])  # some programs put bare words there
APART = frozenset(["note", "annotation", "frame", "tracked-changes", "custom-shape"])  # read by themselves
UNREAD = frozenset(["creator", "date", "date-string", "creator-initials", "note-citation", "change-info"])
MOST_SPACES = 1000


def read_odt(data: bytes, source: str) -> Draft:
    """Return the draft of an OpenDocument text; offsets count in the words read.

    Raises:
        InputError: it is damaged, too big, or has a password.
    """
    archive = Archive(data, source)
    if archive.holds(MANIFEST, b"encryption-data"):
        raise archive.has_password()
    content = archive.xml(CONTENT)
    if content is None:
        raise archive.damaged()
    meta, styles = archive.xml(META), archive.xml(STYLES)
    told = [element.text or "" for element in (() if meta is None else meta.iter()) if local(element) in TOLD]
    beside = [styles, *(archive.xml(name) for name in archive.names(OBJECT))]
    words = [paragraph for root in (content, *beside) if root is not None for paragraph in _Reader(root).paragraphs()]
    return draft_of([*told, *words], source)


class _Reader:
    """Reads one file of the archive."""

    def __init__(self, root: Element) -> None:
        self._root = root
        regions = (element for element in root.iter() if local(element) == "changed-region")
        self._deleted = {attribute(region, "id"): "".join(_deletion(region)) for region in regions}

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs; one within another (of a note, say) comes after it."""
        waiting: list[Element | str] = [self._root]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                yield item
                continue
            name = local(item)
            if name in PARAGRAPHS:
                yield from dict.fromkeys(self._words(item))
            elif name in ALTERNATIVES:
                yield item.text or ""
            yield from (attribute(item, each) for each in ASIDE.get(name, ()))
            if name in LOOSE:
                waiting += [*_behind(item), item.text or ""]
            elif name != "tracked-changes":  # what was deleted is read where it stood
                waiting += reversed(item)

    def _words(self, paragraph: Element) -> tuple[str, str]:
        now, before = [paragraph.text or ""], [paragraph.text or ""]
        waiting: list[Element | str] = _behind(paragraph)
        while waiting:
            item = waiting.pop()
            if not isinstance(item, str):
                if local(item) == "change":
                    before.append(self._deleted.get(attribute(item, "change-id"), ""))
                if local(item) not in APART | UNREAD | PARAGRAPHS:
                    waiting += [*_behind(item), _text(item)]
                continue
            now.append(item)
            before.append(item)
        return "".join(now), "".join(before)


def _behind(element: Element) -> list[Element | str]:
    """Return the children of an element and the words behind each, last first."""
    return [part for child in reversed(element) for part in (child.tail or "", child)]


def _text(element: Element) -> str:
    name = local(element)
    if name == "s":
        count = attribute(element, "c")
        return " " * min(int(count) if count.isdecimal() else 1, MOST_SPACES)
    return {"tab": "\t", "line-break": "\n"}.get(name, element.text or "")


def _deletion(region: Element) -> Iterator[str]:
    for element in region:
        if local(element) == "deletion":
            yield from (words for child in element if local(child) in PARAGRAPHS for words in child.itertext())
