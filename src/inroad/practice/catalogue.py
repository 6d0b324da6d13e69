"""All drills that there are, by id, and how they build on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from pathlib import Path

from inroad.errors import InputError, NotFound
from inroad.practice import content
from inroad.types import Drill


class Catalogue:
    """Drills by id, each after those that it requires.

    Raises:
        InputError: two folders hold a drill of the same id, one requires a drill that there is not, or
            some require each other in a circle.
    """

    def __init__(self, drills: Iterable[Drill]) -> None:
        self._drills = self._by_id(drills)
        self._order = self._ordered()

    def __iter__(self) -> Iterator[Drill]:
        return (self._drills[drill_id] for drill_id in self._order)

    def __len__(self) -> int:
        return len(self._drills)

    def __getitem__(self, drill_id: str) -> Drill:
        """The drill of an id.

        Raises:
            NotFound: there is none; carries near ids.
        """
        if drill_id in self._drills:
            return self._drills[drill_id]
        from rapidfuzz import process  # only failures need it

        near = tuple(
            name for name, *_ in process.extract(drill_id, list(self._drills), limit=3, score_cutoff=60)
        )
        told = f"did you mean {', '.join(near)}?" if near else "see `inroad drill list`"
        raise NotFound(f"there is no drill {drill_id!r}", told, near)

    @cached_property
    def by_method(self) -> Mapping[str, tuple[Drill, ...]]:
        """Drills that prepare for a method, by its folded name."""
        found: dict[str, tuple[Drill, ...]] = {}
        for drill in self:
            for method in drill.methods:
                found[method] = (*found.get(method, ()), drill)
        return found

    def before(self, drill_id: str) -> tuple[Drill, ...]:
        """All that a drill requires, directly or not, in the order in which to learn it."""
        wanted, todo = set[str](), list(self[drill_id].requires)
        while todo:
            each = todo.pop()
            if each not in wanted:
                wanted.add(each)
                todo.extend(self[each].requires)
        return tuple(drill for drill in self if drill.drill_id in wanted)

    @staticmethod
    def _by_id(drills: Iterable[Drill]) -> dict[str, Drill]:
        known: dict[str, Drill] = {}
        for drill in drills:
            if drill.drill_id in known:
                both = f"{known[drill.drill_id].folder} and {drill.folder}"
                raise InputError(
                    f"two drills are called {drill.drill_id!r}: {both}",
                    "rename one of them in its drill.toml",
                )
            known[drill.drill_id] = drill
        return known

    def _ordered(self) -> tuple[str, ...]:
        for drill in self._drills.values():
            unknown = [each for each in drill.requires if each not in self._drills]
            if unknown:
                raise InputError(
                    f"drill {drill.drill_id!r} requires {', '.join(unknown)}, which there is not",
                    f"mend `requires` in {drill.folder}/drill.toml",
                )
        try:
            return tuple(_in_order(self._drills))
        except CycleError as error:
            circle = " -> ".join(error.args[1])
            raise InputError(f"drills require each other: {circle}", "take one `requires` out") from error


def _in_order(drills: Mapping[str, Drill]) -> Iterator[str]:
    """Each after those that it requires; where there is a choice by family, then the shortest first."""
    sorter = TopologicalSorter({drill_id: sorted(drills[drill_id].requires) for drill_id in sorted(drills)})
    sorter.prepare()
    open_: list[tuple[int, int, str]] = []
    while sorter.is_active():
        for drill_id in sorter.get_ready():
            drill = drills[drill_id]
            heappush(open_, (content.FAMILIES.index(drill.family), drill.minutes, drill_id))
        *_, drill_id = heappop(open_)
        yield drill_id
        sorter.done(drill_id)


def drills(*own: Path) -> tuple[Drill, ...]:
    """All drills for reports that only point to them: own ones that cannot be read are left out."""
    try:
        return tuple(open_catalogue(*own))
    except InputError:
        return tuple(open_catalogue())


def open_catalogue(*own: Path) -> Catalogue:
    """The bundled drills and those in a user's own folders."""
    places = (content.bundled(), *(place for place in own if place.is_dir()))
    return Catalogue(content.load(folder) for folder in content.folders(*places))
