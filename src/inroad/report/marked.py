"""A user's own text with places in it marked, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from inroad.report.clean import UNSAFE

Place = tuple[int, int, str, str]
"""First and last character, class and title of a mark."""


def marked(text: str, places: Iterable[Place]) -> Markup:
    """``text`` with its lines as they are; of places that overlap the one that is given first stays."""
    return Markup("").join(_parts(text, places))


def _parts(text: str, places: Iterable[Place]) -> Iterator[Markup]:
    at = 0
    for start, end, kind, title in _apart(places):
        yield _plain(text[at:start])
        yield Markup('<mark class="{}" title="{}">{}</mark>').format(kind, title, _plain(text[start:end]))
        at = end
    yield _plain(text[at:])


def _apart(places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for each in places:
        if each[0] < each[1] and all(each[1] <= other[0] or other[1] <= each[0] for other in kept):
            kept.append(each)
    return sorted(kept)


def _plain(text: str) -> Markup:
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (UNSAFE.sub("\ufffd", line.expandtabs(4)) for line in kept.split("\n"))
    return escape("\n".join(lines))
