"""Which drills prepare for which methods (pure): drills bear names, the atlas says what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inroad.types import Descent, Drill, DrillName, MethodReport, Practice


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for in the atlas."""

    method: str
    method_id: str
    papers: int


def names(drills: Iterable[Drill]) -> tuple[str, ...]:
    """Every name of a method that some drill bears."""
    return tuple(sorted({name for drill in drills for name in drill.methods}))


def practice(drills: Iterable[Drill], meant: Mapping[str, Meant]) -> tuple[Practice, ...]:
    """Methods with the drills that prepare for them, the most named first.

    A drill stands under the first of its names that is known, since the first one is what it is about: DoRA
    stands under DoRA where papers name it, and under LoRA where they do not.

    Args:
        drills: each after those that it requires.
        meant: methods by the names that drills have for them; other names count as unknown.
    """
    found: dict[str, list[DrillName]] = {}
    by_id = {each.method_id: each for each in meant.values()}
    for drill in drills:
        first = next((meant[name] for name in drill.methods if name in meant), None)
        if first is not None:
            found.setdefault(first.method_id, []).append(DrillName(drill.drill_id, drill.title))
    made = [_practice(by_id[method_id], drills_) for method_id, drills_ in found.items()]
    return tuple(sorted(made, key=lambda each: (-each.papers, each.method_id)))


def descent(report: MethodReport, most: int = 6) -> Descent:
    """What a drill's explanation tells of its method's report."""
    newer = sorted(report.descendants, key=lambda node: (-node.method.papers, node.method.method_id))
    return Descent(
        method=report.method.name,
        method_id=report.method.method_id,
        first_seen=report.method.first_seen,
        introduced_by=report.method.introduced_by,
        title=report.introduced.title if report.introduced else None,
        papers=report.method.papers,
        builds_on=tuple(node.method.name for node in report.ancestors[:most]),
        led_to=tuple(node.method.name for node in newer[:most]),
        coverage=report.coverage,
    )


def _practice(method: Meant, drills: Sequence[DrillName]) -> Practice:
    return Practice(method.method, method.method_id, method.papers, tuple(drills))
