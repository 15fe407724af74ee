"""What the writer allows in a draft: comments in its markup, and a file beside it. Never without a reason.

In markup, a comment `<!-- confidcheck: allow RULE[, RULE]: reason -->` counts for the words on its line, or, where it stands
alone, for the next paragraph; `allow-file` counts for the whole draft. Plain text has no comments, so every word of it is
published; what is allowed there stands in a file of its own, `post.txt.confidcheck`, a line each:
`allow RULE[, RULE] [in "words of the paragraph"]: reason`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from confidcheck.fold import tokens
from confidcheck.suppress.clean import Clean, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confidcheck.draft import Draft

SIDECAR = ".confidcheck"
_COMMENT = re.compile(r"<!--\s*confidcheck:(?P<words>(?:(?!-->|\n[ \t]*\r?\n).)*)-->", re.DOTALL)
_RULES = r"(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)"
_INLINE = re.compile(rf"(?P<how>allow-file|allow)\s+{_RULES}\s*(?::\s*(?P<reason>.*))?", re.DOTALL)
_BESIDE = re.compile(rf"allow\s+{_RULES}(?:\s+in\s+[“\"](?P<words>[^“”\"]+)[”\"])?\s*(?::\s*(?P<reason>.*))?")


@dataclass(frozen=True, slots=True)
class Permission:
    """Rules that do not count for some words.

    Attributes:
        rules: ids, as written.
        reason: why.
        spans: the words, in code points of the clean text, ends exclusive.
        near: the span to show a remark about the permission at.
        where: where it is written, in words.
        is_published: whether the reason can be read by others, in the source of the published page.
    """

    rules: tuple[str, ...]
    reason: str
    spans: tuple[Span, ...]
    near: Span
    where: str
    is_published: bool

    def covers(self, start: int) -> bool:
        """Whether the words at an offset of the clean text are among those allowed."""
        return any(first <= start < last for first, last in self.spans)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A permission that does not count, and what to do about it."""

    near: Span
    problem: str


def permissions(draft: Draft, beside: str | None = None) -> Iterator[Permission | Mistake]:
    """Read what is allowed in a draft.

    Args:
        draft: its markup is read for comments.
        beside: the text of the file beside it, if there is one.
    """
    comments = list(_COMMENT.finditer(draft.original))
    if not comments and beside is None:
        return
    clean = Clean(draft)
    for comment in comments:
        if not clean.is_code(comment.start()):
            yield _of_comment(comment, draft, clean)
    for number, line in enumerate((beside or "").splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _of_line(line.strip(), f"line {number} of {draft.source}{SIDECAR}", draft, clean)


def _of_comment(comment: re.Match[str], draft: Draft, clean: Clean) -> Permission | Mistake:
    where, near = f"the comment in line {clean.line(comment.start())}", clean.near(comment.end())
    if clean.within(*comment.span()):
        problem = f"{where} would be published with the text; write what you allow into {draft.source}{SIDECAR} instead"
        return Mistake(near, problem)
    found = _INLINE.fullmatch(comment["words"].strip())
    if not found or not (found["reason"] or "").strip():
        return Mistake(near, _wrong(found, where, "<!-- confidcheck: allow {}: your reason -->"))
    place: Span | None = (0, len(draft.text))
    if found["how"] == "allow":
        place = clean.about(*comment.span())
    return _permission(found, (place,) if place else (), near, where, is_published=True)


def _of_line(line: str, where: str, draft: Draft, clean: Clean) -> Permission | Mistake:
    near = clean.near(0)
    found = _BESIDE.fullmatch(line)
    if not found or not (found["reason"] or "").strip():
        return Mistake(near, _wrong(found, where, "allow {}: your reason"))
    wanted = _folded(found["words"] or "")
    places = clean.paragraphs() if found["words"] else [(0, len(draft.text))]
    spans = tuple(span for span in places if wanted in _folded(draft.text[slice(*span)]))
    return _permission(found, spans, near, where, is_published=False)


def _permission(found: re.Match[str], spans: tuple[Span, ...], near: Span, where: str, *, is_published: bool) -> Permission:
    rules = tuple(rule.strip() for rule in found["rules"].split(","))
    return Permission(rules, " ".join(found["reason"].split()), spans, near, where, is_published)


def _wrong(found: re.Match[str] | None, where: str, form: str) -> str:
    fault = "gives no reason" if found else "cannot be understood"
    return f"{where} {fault}, so it does not count; write {form.format(found['rules'] if found else 'RULE')}"


def _folded(words: str) -> str:
    return " ".join(["", *(token.text for token in tokens(words)), ""])
