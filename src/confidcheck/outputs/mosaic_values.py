"""Mosaics as plain values for JSON: every detail with its shares and their source, every step of both sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from confidcheck.crowd import Detail, Mosaic, View
    from confidcheck.finding import Place, Report
    from confidcheck.population import Range


def mosaic_values(mosaic: Mosaic, report: Report, place: Callable[[Place], dict[str, Any]], *, is_open: bool) -> dict[str, Any]:
    """Return a mosaic as plain values.

    Args:
        mosaic: one of the report's.
        report: tells the sources of its drafts.
        place: turns a place into plain values.
        is_open: whether words of a draft, and what they were taken for, may appear.
    """
    return {
        "details": [_detail(detail, place, is_open=is_open) for detail in mosaic.details],
        "readers": [_view(view) for view in mosaic.views],
        "leave_out": mosaic.leave_out,
        "tips": None if mosaic.tips is None else report.thread.drafts[mosaic.tips].source,
        "turns": [
            {"source": draft.source, "adds": list(mosaic.added_by(number))}
            for number, draft in enumerate(report.thread)
            if draft.is_own
        ],
    }


def _detail(detail: Detail, place: Callable[[Place], dict[str, Any]], *, is_open: bool) -> dict[str, Any]:
    source = detail.source  # its name may be as telling as the words: a census of firefighters, the size of one town
    read_in = {"name": source.name, "year": source.year, "checked": source.is_checked, "address": source.address}
    return {
        "label": detail.label,
        "kind": detail.kind,
        "entry": detail.entry if is_open else None,
        "acquaintance": list(detail.acquaintance),
        "stranger": sorted(detail.stranger),
        "people": list(detail.people) if detail.people and is_open else None,
        "special": detail.is_special,
        "source": read_in if is_open else None,
        "places": [place(each) for each in detail.places],
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "reader": view.reader.value,
        "band": view.band.word,
        "start": _people(view.start),
        "people": _people(view.people),
        "steps": [
            {"detail": step.detail, "people": _people(step.people), "counts": step.counts, "held_by": step.held_by}
            for step in view.steps
        ],
    }


def _people(number: Range) -> list[float]:
    return [round(each, 2) for each in number]
