"""The map of drills as SVG: a band a family, and in it each drill to the right of those that it requires.

Every drill with others behind it has rows of its own for them, as in a tree, so no two stops can meet,
whatever the catalogue.  Drills that stand alone share rows at a band's end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from inroad.report import drill_words, svg
from inroad.report.clean import clean
from inroad.types import DrillState

PITCH, WIDE, ROW, HIGH = 236, 206, 36, 28
"""Distance of columns, width of a stop, distance of rows, height of a stop."""
HEAD, GAP = 34, 26
"""Room for a band's name, and between bands."""
LETTERS = 28
"""Of an id, which is shorter than a title and the same on the command line."""
KINDS = ("new", "open", "due", "learnt", "mastered", "known", "locked")
"""In the order of the legend."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A drill and its place in its band, and then on the sheet."""

    state: DrillState
    column: int
    row: int

    @property
    def x(self) -> float:
        """Left edge."""
        return self.column * PITCH + 1


def draw(drills: Sequence[DrillState], to: Callable[[str], str] = lambda drill_id: "") -> Markup:
    """The map; empty for no drills.

    Args:
        drills: each after those that it requires, families one after another or not.
        to: address of a drill; "": the map is only to be looked at.
    """
    if not drills:
        return Markup("")
    bands, y = [], 0.0
    for family, stops in _bands(drills):
        bands.append((family, stops, y))
        y += HEAD + ROW * (1 + max(stop.row for stop in stops)) + GAP
    places = {
        s.state.drill.drill_id: (s.x, top + HEAD + ROW * s.row) for _, stops, top in bands for s in stops
    }
    width = max(x for x, _ in places.values()) + WIDE + 1
    parts = [part for family, _, top in bands for part in _band(family, top, width)]
    parts += [
        _edge(places, each, state) for state in drills for each in state.drill.requires if each in places
    ]
    parts += [_stop(state, *places[state.drill.drill_id], to(state.drill.drill_id)) for state in drills]
    label = "Map of drills: each stands to the right of those that it requires"
    made = svg.drawing(width, y - GAP, parts, label, "drills")
    # What holds links is no image to those who listen.
    return Markup(str(made).replace('role="img"', 'role="group"', 1))  # noqa: S704 - markup already


def _bands(drills: Sequence[DrillState]) -> list[tuple[str, list[Stop]]]:
    """Families in the order of the catalogue, each with its drills in their places."""
    depths = _depths(drills)
    order = list(drill_words.FAMILIES)
    sorted_ = sorted(drills, key=lambda state: order.index(state.drill.family))
    needed = {each for state in drills for each in state.drill.requires}
    return [
        (family, _placed(list(states), depths, needed))
        for family, states in groupby(sorted_, key=lambda state: state.drill.family)
    ]


def _depths(drills: Sequence[DrillState]) -> dict[str, int]:
    """How many drills stand before each, on the longest way."""
    found: dict[str, int] = {}
    for state in drills:
        before = [found[each] for each in state.drill.requires if each in found]
        found[state.drill.drill_id] = max(before, default=-1) + 1
    return found


def _placed(states: list[DrillState], depths: dict[str, int], needed: set[str]) -> list[Stop]:
    """A family's drills: trees first, then those that stand alone, as many a row as there are columns."""
    own = {state.drill.drill_id: state for state in states}
    parents = {drill_id: _parent(state, own, depths) for drill_id, state in own.items()}
    alone = [i for i, state in own.items() if not state.drill.requires and i not in needed]
    stops: list[Stop] = []
    row = 0
    for root in (i for i in own if parents[i] is None and i not in alone):
        row = _grow(root, row, own, parents, depths, stops)
    columns = max(depths.values()) + 1
    stops += [Stop(own[i], n % columns, row + n // columns) for n, i in enumerate(alone)]
    return stops


def _parent(state: DrillState, own: dict[str, DrillState], depths: dict[str, int]) -> str | None:
    """The drill of the same family that stands nearest before one."""
    near = [each for each in state.drill.requires if each in own]
    return max(near, key=lambda each: depths[each], default=None)


def _grow(
    drill_id: str,
    row: int,
    own: dict[str, DrillState],
    parents: dict[str, str | None],
    depths: dict[str, int],
    stops: list[Stop],
) -> int:
    """Put a drill and all behind it; the next free row."""
    stops.append(Stop(own[drill_id], depths[drill_id], row))
    free = row
    for child in (each for each, parent in parents.items() if parent == drill_id):
        free = _grow(child, free, own, parents, depths, stops)
    return max(free, row + 1)


# -- drawing --------------------------------------------------------------------------------------


def _band(family: str, y: float, width: float) -> list[Markup]:
    name = drill_words.FAMILIES.get(family, family)
    rule = [svg.line(0, y + 4, width, y + 4, "grid")] if y else []
    return [*rule, svg.text(1, y + 24, name, "band-name")]


def _edge(places: dict[str, tuple[float, float]], before: str, state: DrillState) -> Markup:
    """From the right of what is required to the left of what requires it."""
    (x1, y1), (x2, y2) = places[before], places[state.drill.drill_id]
    x1, y1, y2 = x1 + WIDE, y1 + HIGH / 2, y2 + HIGH / 2
    middle = x2 - (PITCH - WIDE) / 2
    far = abs(y2 - y1) > 6 * ROW or x2 - x1 > PITCH - WIDE
    return svg.path(
        f"M{x1:.0f} {y1:.0f}H{middle - 8:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}",
        "edge far" if far else "edge",
    )


def _stop(state: DrillState, x: float, y: float, address: str) -> Markup:
    drill, kind = state.drill, drill_words.kind(state)
    parts = [
        Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="6" class="stop"/>').format(x, y, WIDE, HIGH),
        mark(kind, x + 15, y + HIGH / 2),
        svg.text(x + 29, y + HIGH / 2 + 4, clean(drill.drill_id, LETTERS), "label"),
    ]
    told = f"{clean(drill.title)}: {drill_words.standing(state)}, about {drill.minutes} minutes"
    inside = Markup("<title>{}</title>").format(told) + Markup("").join(parts)
    if not address:
        return Markup('<g class="{}">{}</g>').format(kind, inside)
    return Markup('<a href="{}" class="{}" aria-label="{}">{}</a>').format(address, kind, told, inside)


def mark(kind: str, x: float, y: float) -> Markup:
    """The sign of a standing: its shape says it as well as its colour."""
    ring = Markup('<circle cx="{}" cy="{}" r="{}" class="mark {}"/>')
    if kind == "locked":
        return ring.format(x, y, 3, kind)
    made = ring.format(x, y, 7, kind)
    if kind == "open":
        return made + svg.path(f"M{x} {y - 7}A7 7 0 0 0 {x} {y + 7}Z", "half")
    if kind == "due":
        return made + svg.path(f"M{x} {y - 4}V{y + 0.5}M{x} {y + 3.4}V{y + 3.6}", "sign")
    if kind in ("learnt", "mastered"):
        tick = svg.path(f"M{x - 3.2} {y + 0.2}L{x - 0.8} {y + 2.8}L{x + 3.4} {y - 2.6}", "sign")
        halo = ring.format(x, y, 10, "halo-ring") if kind == "mastered" else Markup("")
        return halo + made + tick
    return made


def legend(kind: str) -> Markup:
    """One sign by itself."""
    made = svg.drawing(22, 22, [mark(kind, 11, 11)], "", "drills sign-alone")
    return Markup(str(made).replace('role="img" aria-label=""', 'aria-hidden="true"', 1))  # noqa: S704
