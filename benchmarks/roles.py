"""How near the place that `inroad roles` tells is to that set beforehand by hand.

    python benchmarks/roles.py [--part test] [--show]

200 posts, none copied: 65 written by hand in many styles, 135 made of facts.  Half were looked at while the
lexicon was written, half were not; both halves are reported.  Beside it: the middle, and the title alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "path"))
import posts

from inroad.path.roles.read import read

Place = tuple[int | None, int | None]


def whole(text: str) -> Place:
    role = read([("post", text)]).roles[0]
    return role.pure_applied.step, role.models_infrastructure.step


def title_alone(text: str) -> Place:
    role = read([("post", text)]).roles[0]
    return whole(role.title) if role.title else (None, None)


def middle(text: str) -> Place:
    return 3, 3


WAYS: tuple[tuple[str, Callable[[str], Place]], ...] = (
    ("inroad roles", whole),
    ("its title alone", title_alone),
    ("always the middle", middle),
)


def within(told: Place, place: tuple[int, int], most: int) -> list[bool]:
    """An axis that could not be told is wrong."""
    return [one is not None and abs(one - other) <= most for one, other in zip(told, place, strict=True)]


def line(label: str, way: Callable[[str], Place], chosen: Iterable[posts.Post]) -> str:
    near = exact = pure = models = count = 0
    for each in chosen:
        told = way(each.text)
        first, second = within(told, each.place, 1)
        near, pure, models, count = near + (first and second), pure + first, models + second, count + 1
        exact += all(within(told, each.place, 0))
    return (
        f"{label:<12}{count:5d} posts   both within one {near / count:.3f}   "
        f"first axis {pure / count:.3f}   second {models / count:.3f}   both exact {exact / count:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("dev", "test"))
    parser.add_argument("--show", action="store_true", help="posts of the dev half that are wrong")
    chosen = parser.parse_args()
    for part in (chosen.part,) if chosen.part else ("dev", "test"):
        for label, way in WAYS:
            for made in ("hand", "facts"):
                found = [each for each in posts.posts() if (each.part, each.made) == (part, made)]
                print(line(f"{part} {made}", way, found), " ", label)
            print(line(part, way, [each for each in posts.posts() if each.part == part]), " ", label)
    if chosen.show:
        for each in posts.posts():
            told = whole(each.text)
            if each.part == "dev" and not all(within(told, each.place, 1)):
                print(each.id, "told", told, "set", each.place)


if __name__ == "__main__":
    main()
