"""In which order an answer's functions are looked at: each after those that the reference builds it on.

Whoever got a helper wrong is told about the helper, not about whatever it spoils.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from inroad.practice.kit.check import Check
from inroad.types import CheckStage


def ordered(
    checks: Iterable[Check], reference: str, calls: Sequence[str], stages: Sequence[CheckStage]
) -> list[Check]:
    """Checks function by function, and stage by stage within one; those of no function come last.

    Args:
        checks: in any order.
        reference: text of the solution.
        calls: functions that an answer defines.
        stages: in the order in which they are told.
    """
    place = {name: number for number, name in enumerate(build_order(reference, calls))}
    return sorted(checks, key=lambda check: (_last(check, place), stages.index(check.stage)))


def _last(check: Check, place: Mapping[str, int]) -> int:
    """Place of the last function that a check calls."""
    called = [place[name] for name in {check.calls or "", *check.reads} if name in place]
    return max(called, default=len(place))


def build_order(source: str, calls: Sequence[str]) -> tuple[str, ...]:
    """``calls``, each after those of them that its definition uses, else in the order given."""
    uses = _uses(ast.parse(source))
    done: list[str] = []

    def add(name: str, above: frozenset[str]) -> None:
        for other in calls:
            if other in _reached(name, uses) and other not in above | {name, *done}:
                add(other, above | {name})
        if name not in done:
            done.append(name)

    for name in calls:
        add(name, frozenset())
    return tuple(done)


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """Each definition at the top of a file, with the names it reads."""
    definitions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    return {
        each.name: {node.id for node in ast.walk(each) if isinstance(node, ast.Name)} for each in definitions
    }


def _reached(name: str, uses: dict[str, set[str]]) -> set[str]:
    """All definitions that one uses, directly or not."""
    found, waiting = set[str](), [name]
    while waiting:
        new = uses.get(waiting.pop(), set()) & uses.keys() - found
        found |= new
        waiting.extend(sorted(new))
    return found
