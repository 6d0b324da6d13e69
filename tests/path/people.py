"""Made-up people, with what they said and what shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from inroad.path import profile
from inroad.path.levels import Shown
from inroad.path.plan.known import Known
from inroad.path.plan.paths import paths
from inroad.types import AboutMe, Drill, DrillState, Effort, Link, Opening, Part, Refutation, Taken

DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)

PUPIL = AboutMe(
    situation="pupil", fields=("image generation",), hours_a_week=4.0, machine="laptop", software=1, ml=0
)
ENGINEER = AboutMe(
    situation="engineer",
    fields=("low-rank adaptation",),
    hours_a_week=6.0,
    machine="one GPU",
    software=4,
    ml=1,
)
DOCTORAL = AboutMe(
    situation="PhD student", fields=("state-space models",), hours_a_week=15.0, machine="one GPU", software=2,
    ml=2, domain="seismology",
)  # fmt: skip


def drill(name: str, family: str = "networks", **more: Any) -> Drill:
    made = Drill(name, name.capitalize(), "", family, (), "a paper", (), 30, ("f",), (), "", ())
    return replace(made, **more)


def state(each: Drill, standing: str = "new", passes: int = 0, mastered: bool = False) -> DrillState:
    return DrillState(each, standing, 0, passes, None, None, None, None, mastered)  # type: ignore[arg-type]


def passed(count: int, family: str = "networks", *, mastered: bool = False) -> tuple[DrillState, ...]:
    return tuple(state(drill(f"{family}-{n}", family), "learnt", 1, mastered) for n in range(count))


def link(kind: str, skill: str = "", title: str = "A change") -> Link:
    return Link(f"{kind}-{skill}", "https://example.org/1", title, kind, skill, DAY)  # type: ignore[arg-type]


def opening(name: str = "vera", hours: tuple[int, int] | None = (20, 60), **more: Any) -> Opening:
    made = Opening(
        f"underplayed:{name}", "underplayed", f"Make {name} easy to try", f"{name} rises and nobody "
        f"packs it.",
        "no package", (Part("promise", 1.0),), Effort(hours, "laptop", ""), ("read it", "run it", "pack it"),
        Refutation((name,), "the corpus", "nothing"), "a package appears", (),
    )  # fmt: skip
    return replace(made, **more)


def taken(each: Opening) -> Taken:
    return Taken(each, NOW, "", "planned")


def known(me: AboutMe, evidence: Shown | None = None, /, **more: Any) -> Known:
    evidence = evidence or Shown()
    made = Known(profile.of(me, evidence, DAY), paths(), drills=evidence.drills)
    return replace(made, **more)
