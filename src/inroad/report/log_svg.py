"""Time by how hard it was, as the pyramid that is recommended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from inroad.report import log_words, svg, words
from inroad.types import KindShare

ROW, GAP, SIDE = 34.0, 6.0, 96.0
"""Of a step, between steps, and for names on the left; in pixels."""
HALF = 0.5
"""Intense work should take more than this share."""
FILLS = {"intense": "other", "moderate": "fill", "passive": "own"}


def pyramid(kinds: Sequence[KindShare], width: float = 560) -> Markup:
    """A step for each kind, passive on top, as wide as its share; dashes show where half of the time is."""
    steps = list(reversed(kinds))
    parts = [part for row, each in enumerate(steps) for part in _step(each, row, width)]
    parts += _half(len(steps), width)
    height = len(steps) * (ROW + GAP) + 22
    return svg.drawing(width, height, parts, log_words.pyramid(kinds), "chart pyramid")


def _step(each: KindShare, row: int, width: float) -> Iterator[Markup]:
    inner, top = width - 2 * SIDE, row * (ROW + GAP)
    wide = inner * (each.share or 0.0)
    yield svg.rect(SIDE, top, inner, ROW, "track")
    if wide:
        yield svg.rect(width / 2 - wide / 2, top, wide, ROW, FILLS[each.kind])
    yield svg.text(SIDE - 10, top + ROW / 2 + 5, each.kind, "name", "end")
    share = "" if each.share is None else words.percent(each.share)
    yield svg.text(width - SIDE + 10, top + ROW / 2 + 4, share, "tick")


def _half(rows: int, width: float) -> Iterator[Markup]:
    inner, bottom = width - 2 * SIDE, rows * (ROW + GAP)
    for sign in (-1, 1):
        x = width / 2 + sign * inner * HALF / 2
        yield svg.line(x, 0, x, bottom, "edge")
    yield svg.text(width / 2, bottom + 14, "half of all time lies between the dashes", "tick", "middle")
