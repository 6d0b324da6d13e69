"""A made-up field of three young methods, and the world that plays with them."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "atlas"))

import corpus
import fake_world as fake

from inroad.config import Config
from inroad.types import Paper

DAY = dt.timedelta(days=1)
NOW = dt.datetime(2025, 9, 21, 12, 30, tzinfo=dt.UTC)
FIRST, SECOND, THIRD = "2405.00001", "2405.00002", "2405.00003"
README = b"""# PEBL
![badge](https://img.example/x.svg)
pip install pebl
Weights: https://huggingface.co/olga/pebl-base
Try the [demo](https://huggingface.co/spaces/olga/pebl)
"""


def papers() -> list[Paper]:
    """Three papers that each introduce a method, and some that use them."""
    new = [
        ("PEBL", "Pebble Edge Bundles for Learning", "The code is at https://github.com/Olga/PEBL."),
        ("QuaRo", "Quartz Rows for Adapters", "Weights will follow."),
        ("SandNet", "Sand Networks for Rows", "Our code: https://github.com/sam/sandnet"),
    ]
    made = [
        Paper(
            f"2405.{number:05}",
            f"{name}: {long}",
            f"We propose {name} ({long}), a new method for rows of pebbles. {more}",
            (f"Author {number}",),
            ("cs.LG",),
            dt.date(2024, 5, number),
        )
        for number, (name, long, more) in enumerate(new, 1)
    ]
    used = [
        Paper(
            f"2405.001{number:02}",
            f"Towers with {name}, Part {number}",
            f"We build towers of pebbles. Our work uses {name} and is based on {name}.",
            (f"Builder {number}",),
            ("cs.LG",),
            dt.date(2024, 5, 10 + number),
        )
        for number, name in enumerate(["PEBL"] * 5 + ["QuaRo"] * 3 + ["SandNet"] * 2)
    ]
    return made + used


def home(path: Path) -> Config:
    """A home whose atlas knows the field."""
    return corpus.home(path, papers())


def world(**changes: object) -> fake.FakeWorld:
    """All that can be seen of the three methods."""
    made = fake.FakeWorld(
        repos={"olga/pebl": fake.repo("Olga/PEBL", 11), "sam/sandnet": fake.repo("sam/sandnet", 22)},
        readmes={"olga/pebl": README, "sam/sandnet": b"nothing yet"},
        counts={("olga/pebl", "releases"): 3, ("olga/pebl", "contributors"): 14},
        issues={
            "olga/pebl": [
                fake.issue("Olga/PEBL", 1),
                fake.issue("Olga/PEBL", 2, assignees=[{"login": "sam"}]),
                fake.issue("Olga/PEBL", 3),
                fake.pull("Olga/PEBL", 4),
                fake.issue("Olga/PEBL", 5, labels=[]),
            ]
        },
        timelines={
            ("olga/pebl", 1): [fake.comment("Thanks, a PR is welcome!", "olga", "OWNER", 2)],
            ("olga/pebl", 3): [fake.comment("Can I work on this?", "eve")],
            ("olga/pebl", 5): [fake.cross_reference("open")],
        },
        pulls={
            "olga/pebl": [
                fake.pull("Olga/PEBL", 6)
                | {"merged_at": "2025-09-10T10:00:00Z", "author_association": "NONE"},
                fake.pull("Olga/PEBL", 7)
                | {"merged_at": "2025-09-11T10:00:00Z", "author_association": "OWNER"},
                fake.pull("Olga/PEBL", 8) | {"merged_at": None},
                fake.pull("Olga/PEBL", 9) | {"merged_at": "2025-01-11T10:00:00Z"},
            ]
        },
        papers={
            FIRST: fake.hub_paper(FIRST, githubRepo="https://github.com/Olga/PEBL", githubStars=118),
            SECOND: fake.hub_paper(SECOND, upvotes=3),
        },
        things={("models", FIRST): 7, ("spaces", FIRST): 1},
        packages={"pebl": fake.package("pebl", Source="https://github.com/olga/pebl/")},
        citations={FIRST: 9, SECOND: 0},
        date=NOW,
    )
    for name, value in changes.items():
        setattr(made, name, value)
    return made
