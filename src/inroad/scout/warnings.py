"""What the reader must know before believing the figures."""

from __future__ import annotations

from collections.abc import Iterator

from inroad.atlas.field import FEW
from inroad.scout.matter import Matter


def of(matter: Matter) -> tuple[str, ...]:
    """Those of the search for the field, of few papers, of namesakes."""
    return (*matter.field.warnings, *_few(matter), *_namesakes(matter))


def _few(matter: Matter) -> Iterator[str]:
    papers = matter.field.papers.height
    if papers < 2 * FEW:
        yield (
            f"this speaks from {papers} papers only; "
            f"`inroad sync arxiv --query 'all:\"{matter.field.query}\"'` would bring more"
        )


def _namesakes(matter: Matter) -> Iterator[str]:
    sakes = [matter.records[n].method_id for n in matter.field.founders[1:4] if n in matter.records]
    if sakes:
        yield f"other things of the same name are left out: {', '.join(sakes)}"
