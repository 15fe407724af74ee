"""The same picture for a page: bars in inline SVG, and the arithmetic as a table behind a fold.

Every bar has its words and its number beside it, so nothing is told by colour or length alone; what is drawn takes the colour
of the text around it, so it is seen on light and on dark ground and in print; and a title and a description say it aloud.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from confidcheck.outputs import counting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from confidcheck.crowd import Mosaic, View
    from confidcheck.finding import Report
    from confidcheck.outputs.counting import Name, Row
    from confidcheck.outputs.positions import Positions

    Escape = Callable[[str], str]

WIDTH, ROW, BAR, THINNEST = 640, 38, 10, 6  # of the drawing, in its own units
COLUMNS = ("Detail", "Whom it fits", "Where the figure comes from")
WORDS = 64  # letters that fit into the width


def drawing(
    report: Report, positions: Positions, *, name: str, is_open: bool, is_explained: bool, escaped: Escape
) -> Iterator[str]:
    """Yield the markup of what the details of a report sum up to, where that is small enough for a finding or was asked for.

    Args:
        report: its mosaics are drawn.
        positions: of its thread.
        name: begins the ids of elements; no other report of the page has it.
        is_open: whether words of a draft may appear.
        is_explained: whether the arithmetic was asked for; every client is drawn then, and the arithmetic is unfolded.
        escaped: makes text safe for a page.
    """
    for number, mosaic in enumerate(counting.shown(report, is_explained=is_explained), 1):
        said = counting.names(mosaic, positions, is_open=is_open)
        yield f"<section>\n<h3>{escaped(counting.title(report, mosaic))}</h3>\n"
        for place, view in enumerate(mosaic.views, 1):
            yield _figure(view, said, f"{name}-{number}-{place}", escaped)
        added = [f"<li>{escaped(words)}</li>" for words in counting.turns(mosaic, report, said)]
        if added:
            yield f"<ul>{''.join(added)}</ul>\n"
        if mosaic.leave_out is not None:
            yield f"<p>What would help most: leave out {escaped(said(mosaic.leave_out))}.</p>\n"
        yield _arithmetic(mosaic, said, escaped, is_open=is_open, is_explained=is_explained)
        yield f'<p class="quiet">{escaped(counting.ASSUMED)}.</p>\n</section>\n'


def _figure(view: View, name: Name, base: str, escaped: Escape) -> str:
    rows = list(counting.rows(view, name, in_full=True))
    said = "; ".join(f"{row.words}: {row.people}" for row in rows)
    return (
        f"<figure>\n<figcaption>{escaped(counting.sum_of(view))}</figcaption>\n"
        f'<svg role="img" viewBox="0 0 {WIDTH} {ROW * len(rows)}" aria-labelledby="{base}-title {base}-desc">\n'
        f'<title id="{base}-title">{escaped(counting.sum_of(view))}</title>\n'
        f'<desc id="{base}-desc">People this could be: {escaped(said)}.</desc>\n'
        f"{''.join(_bars(rows, escaped))}</svg>\n</figure>\n"
    )


def _bars(rows: Sequence[Row], escaped: Escape) -> Iterator[str]:
    for number, row in enumerate(rows):
        top = ROW * number
        length = max(round(WIDTH * row.length), THINNEST)
        words = row.words if len(row.words) <= WORDS else f"{row.words[: WORDS - 2]}…”"
        yield f'<text x="0" y="{top + 16}">{escaped(f"{words}: {row.people}")}</text>\n'
        yield f'<rect x="1" y="{top + 22}" width="{length - 2}" height="{BAR}"/>\n'


def _arithmetic(mosaic: Mosaic, name: Name, escaped: Escape, *, is_open: bool, is_explained: bool) -> str:
    tables = "".join(_table(mosaic, view, name, escaped, is_open=is_open) for view in mosaic.views)
    return f"<details{' open' if is_explained else ''}><summary>The arithmetic</summary>\n{tables}</details>\n"


def _table(mosaic: Mosaic, view: View, name: Name, escaped: Escape, *, is_open: bool) -> str:
    lines = []
    for step in view.steps:
        detail = mosaic.details[step.detail]
        cells = (counting.fits(detail, step, view, name), counting.source(detail, view) if is_open else "")
        link = detail.source.address if cells[1] and detail.source.address else ""
        last = f'<a href="{escape(link)}" rel="noreferrer">{escaped(cells[1])}</a>' if link else escaped(cells[1])
        lines.append(f'<tr><th scope="row">{escaped(name(step.detail))}</th><td>{escaped(cells[0])}</td><td>{last}</td></tr>\n')
    caption = f"{counting.READERS[view.reader]}, from {counting.people(view.start)} people"
    head = "".join(f'<th scope="col">{escaped(words)}</th>' for words in COLUMNS)
    return f"<table>\n<caption>{escaped(caption)}</caption>\n<tr>{head}</tr>\n{''.join(lines)}</table>\n"
