"""How long every command of one's own way takes, whole processes from the call to the last line.

    python benchmarks/path.py HOME [--runs 7] [--only WORD] [--years 5] [--queries "diffusion" ...] [--json]

HOME is a home with an atlas and the index of search.  It is not written to: the commands run in a copy whose
corpus, atlas, index and lists are HOME's, with a journal of so many years of made-up entries.  Told of each
command are wall and processor time, median and the 95 % point (of few runs: the longest), beside the limit of
0.5 s; of the interpreter that does nothing (`python -c pass`) and of an empty command (`inroad --version`),
which every other contains; and of the same field found by tables.  People and venues are asked for large
fields, small ones, words apart, a misspelt one and one that nobody wrote on (there, code 1 is right).  On a
busy machine processor time is the one to look at; it may be more than the wall's, where libraries use
several threads.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from inroad.config import Config
from inroad.journal import about_me, events, helped, outreach, portfolio, steps
from inroad.journal.records import Event, stamp
from inroad.journal.store import Journal, open_journal
from inroad.practice.catalogue import drills
from inroad.practice.schedule import reviewed

LIMIT = 0.5
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
SHARED = ("corpus", "atlas", "search", "lists", "signals", "mapped")
INROAD = [sys.executable, "-m", "inroad.cli"]
QUERY = "low-rank adaptation"
QUERIES = (
    QUERY,
    "lora",
    "diffusion",
    "large language models",
    "reinforcement learning",
    "graph neural networks",
    "federated learning",
    "neural network",
    "language",
    "mixture of experts",
    "protein folding",
    "geology",
    "seismic waves",
    "difusion",
    "qzxv",
)
NOBODY_WROTE = ("'difusion'", "'qzxv'")
PAPER, AUTHOR = "2601.06305", "Hoang-Chau Luong"
POST = """Research engineer, training systems

You will build and maintain the infrastructure on which our researchers train large models.
Requirements: strong Python, experience with PyTorch and distributed training, CUDA is a plus.
You have shipped reliable software; papers are not required.
"""
LETTER = """Subject: Rank in your paper on low-rank adaptation

Dear Dr Hu,
in section 7 of your paper you show that a rank of one is enough for the query and value matrices.  I ran it
with five seeds on a small encoder and found the same for values but not for queries: https://example.org/runs
Did you look at queries alone, and at which rank did the difference vanish?
Best regards, Kim
"""
FIELD = """
import time, sys
from inroad.config import load
from inroad.atlas.open import open_atlas
from inroad.atlas.field import find_field
from inroad.search.said import quick
atlas = quick(load(), open_atlas(load()))
field = find_field(atlas.until(None), sys.argv[1])
field.papers.height
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of so many runs."""

    name: str
    wall: float
    wall_95: float
    processor: float
    processor_95: float

    def line(self) -> str:
        late = "" if self.wall <= LIMIT else "  above the limit"
        return (
            f"{self.name:<48}{self.wall:7.2f}{self.wall_95:8.2f}{self.processor:10.2f}"
            f"{self.processor_95:8.2f}{late}"
        )


# -- a journal of years ---------------------------------------------------------------------------


def fill(config: Config, years: int) -> None:
    """A journal of somebody who worked on most days, drilled on every third, and wrote to some."""
    journal, chance = open_journal(config), random.Random(7)
    begin = NOW - dt.timedelta(days=365 * years)
    about_me.put(journal, {"situation": "engineer", "fields": [QUERY], "hours_a_week": 10.0}, begin)
    _people(journal, begin)
    memories: dict[str, str | None] = {each.drill_id: None for each in drills(config.drills)}
    with journal.writing(begin) as connection:
        for number in range(365 * years):
            at = begin + dt.timedelta(days=number)
            if chance.random() < 0.7:
                _hours(connection, at, chance)
            if chance.random() < 0.33:
                _drill(connection, at, chance.choice([*memories]), memories)
    steps.choose(journal, "open-source", NOW)
    link = portfolio.add(journal, "https://example.org/x", "A note", "writing", "", NOW.date(), NOW)
    portfolio.mark(journal, [f"link:{link.link_id}"], "shown", NOW)


def _people(journal: Journal, begin: dt.datetime) -> None:
    outreach.add(journal, AUTHOR, "", "wrote the paper", begin)
    for number in range(60):
        at = begin + dt.timedelta(days=20 * number)
        made = outreach.add(journal, f"Person {number}", "", "", at)
        outreach.happened(journal, made.contact_id, "sent", at.date(), "", at)
        helped.add(journal, f"Colleague {number % 9}", f"A thing {number}", "data", at.date(), 30, at)


def _hours(connection, at: dt.datetime, chance: random.Random) -> None:
    kind = chance.choice(["intense", "intense", "moderate", "passive"])
    minutes, skill = chance.randrange(10, 180), f"skill {chance.randrange(30)}"
    row = connection.execute(
        "INSERT INTO hours (day, minutes, kind, skill, note, written, changed) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "RETURNING id",
        (at.date().isoformat(), minutes, kind, skill, "a note on it", stamp(at), stamp(at)),
    ).fetchone()
    told = {"day": at.date().isoformat(), "minutes": minutes, "kind": kind}
    events.add(connection, Event(at, "log", "added", row[0], told))


def _drill(connection, at: dt.datetime, drill_id: str, memories: dict[str, str | None]) -> None:
    """A sitting of 40 minutes that ends well."""
    review = reviewed(memories[drill_id], "good", at + dt.timedelta(minutes=40))
    memories[drill_id] = review.memory
    passed = {"grade": review.grade, "memory": review.memory, "due": stamp(review.due)}
    told = (0, "started", {"folder": "x"}), (25, "checked", {"outcome": "wrong"}), (40, "passed", passed)
    for minute, what, data in told:
        events.add(connection, Event(at + dt.timedelta(minutes=minute), "practice", what, drill_id, data))


# -- commands -------------------------------------------------------------------------------------


def cases(folder: Path, queries: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Name and command line, the empty one first."""
    (folder / "post.txt").write_text(POST)
    (folder / "letter.txt").write_text(LETTER)
    rows = np.random.default_rng(7).random(2000)
    scores = "\n".join(
        f"{score:.4f},{int(score + other > 1.2)}" for score, other in zip(rows, rows[::-1], strict=True)
    )
    (folder / "scores.csv").write_text(f"score,label\n{scores}\n")
    draft = ["outreach", "draft", "--to", AUTHOR, "--paper", PAPER, "--did", "https://example.org/runs"]
    lines = {
        "--version": ["--version"],
        **{f"people {each!r}": ["people", each] for each in queries},
        **{f"venues {each!r}": ["venues", each] for each in queries},
        "profile": ["profile"],
        "profile set": ["profile", "set", "--hours", "10"],
        "plan": ["plan"],
        "profile undo": ["profile", "undo"],
        "plan paths": ["plan", "paths"],
        "plan --ics": ["plan", "show", "--ics", str(folder / "plan.ics")],
        "plan choose": ["plan", "choose", "open-source"],
        "log": ["log"],
        "log add": ["log", "add", "30m", "--kind", "intense"],
        "log week": ["log", "week"],
        "log start": ["log", "start"],
        "log stop": ["log", "stop"],
        "log undo": ["log", "undo"],
        "helped": ["helped"],
        "helped add": ["helped", "add", "Ada", "with a loader"],
        "helped undo": ["helped", "undo"],
        "roles FILE": ["roles", str(folder / "post.txt")],
        "roles FILE FILE": ["roles", str(folder / "post.txt"), str(folder / "letter.txt")],
        "outreach": ["outreach"],
        "outreach lint": ["outreach", "lint", str(folder / "letter.txt")],
        "outreach draft --ask": [*draft, "--ask", "At which rank did it vanish?"],
        "outreach draft": draft,
        "outreach due": ["outreach", "due"],
        "value FILE": ["value", str(folder / "scores.csv"), "--tp", "10", "--fp", "-2"],
        "portfolio": ["portfolio"],
        "portfolio list -o": ["portfolio", "list", "-o", str(folder / "site")],
        "portfolio hide": ["portfolio", "hide", "link:"],
        "portfolio show": ["portfolio", "show", "link:"],
        "export journal": ["export", "journal", str(folder / "out")],
        "import journal": ["import", "journal", str(folder / "out")],
        "journal backups": ["journal", "backups"],
    }
    return [(f"inroad {name}", [*INROAD, *line]) for name, line in lines.items()]


BEFORE = {
    "log start": ["log", "stop", "--discard"],
    "log stop": ["log", "start"],
    "log undo": ["log", "add", "5m", "--kind", "intense"],
    "profile undo": ["profile", "set", "--hours", "11"],
    "helped undo": ["helped", "add", "Ada", "with a loader"],
}
"""What has to be done before a command can be run once more; it is not counted."""


def measured(name: str, command: list[str], home: Path, runs: int) -> Cost:
    """After one run that is not counted."""
    times = [_after(name, command, home) for _ in range(runs + 1)][1:]
    wall, processor = np.array(times).T
    return Cost(
        name,
        float(np.median(wall)),
        float(np.quantile(wall, 0.95, method="higher")),
        float(np.median(processor)),
        float(np.quantile(processor, 0.95, method="higher")),
    )


def _after(name: str, command: list[str], home: Path) -> tuple[float, float]:
    before = BEFORE.get(name.removeprefix("inroad "))
    if before is not None:
        _once([*INROAD, *before], home, (0, 1))
    return _once(command, home, (1,) if name.endswith(NOBODY_WROTE) else (0,))


def _once(command: list[str], home: Path, right: tuple[int, ...] = (0,)) -> tuple[float, float]:
    begin = time.perf_counter()
    done = subprocess.Popen(
        command,
        env=os.environ | {"INROAD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert done.stderr
    said = done.stderr.read()
    _, status, used = os.wait4(done.pid, 0)
    wall = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) not in right:
        raise SystemExit(f"{' '.join(command)}: {said.decode().strip()}")
    return wall, used.ru_utime + used.ru_stime


def copied(home: Path, folder: Path) -> Path:
    """A home of its own whose rebuildable parts are those of ``home``."""
    made = folder / "home"
    made.mkdir()
    for name in SHARED:
        if (home / name).exists():
            (made / name).symlink_to((home / name).resolve())
    return made


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("home", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--only", default="", help="commands whose name has this word in it")
    parser.add_argument("--queries", nargs="*", default=QUERIES)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = copied(chosen.home, Path(folder))
        fill(Config(home), chosen.years)
        nothing = ("python -c pass", [sys.executable, "-c", "pass"])
        field = ("the field by tables", [sys.executable, "-c", FIELD, QUERY])
        lines = [nothing, field, *cases(Path(folder), chosen.queries)]
        if not chosen.json:
            print(f"{'seconds':<48}{'wall':>7}{'95 %':>8}{'processor':>10}{'95 %':>8}", flush=True)
        costs = []
        for name, command in lines:
            if chosen.only in name:
                costs.append(measured(name, command, home, chosen.runs))
                if not chosen.json:
                    print(costs[-1].line(), flush=True)
        if chosen.json:
            print(json.dumps([asdict(each) for each in costs], indent=1))


if __name__ == "__main__":
    main()
