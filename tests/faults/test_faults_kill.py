"""``kill -9`` at random moments of long work: the last good state answers, and going on ends the same.

Moments are drawn evenly from the processor time of a run that nobody disturbs.  A few kills hit one home
before its work is brought to its end, as with a user who tries again.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import claim_sample
import corpus
import fake_arxiv as fake
import pebbles
import pytest
from field import Forge, Lived, digests, snapshot

TIMES = 1
"""More of everything in a long run."""
KILLS = {
    "ingest": 80,
    "atlas": 30,
    "index": 15,  # of each of two
    "sync": 60,
    "signals": 30,
    "journal": 60,
    "restore": 10,
    "claim": 10,
}
PATIENCE = 10
"""Kills that one home goes through before its work is done."""


@dataclass
class Work:
    """Something that takes a while, and what must be true however often it is killed."""

    forge: Forge
    base: Path
    """A home as it was before."""
    room: Path
    """Where copies of it are made."""
    order: Callable[[Path], dict[str, Any]]
    """What to do on a home."""
    ends: Callable[[Path], Any]
    """What must be the same in the end as if nobody had been killed."""
    answers: Callable[[Path], Any] = lambda home: None
    """What a reader gets; must be an answer from before or from after, at every moment."""
    allowed: list[Any] = field(default_factory=list)
    seconds: float = 0.0
    expected: Any = None

    def __post_init__(self) -> None:
        """One run that nobody disturbs (after one that fills the caches)."""
        for _ in range(2):
            home = self.fresh("undisturbed")
            before = self.answers(home)
            lived = self.live(home)
            assert lived.code == 0, lived.err
            self.seconds, self.expected = lived.seconds, self.ends(home)
        self.allowed = [before, self.answers(home)]
        clean(self.forge, home)

    def fresh(self, name: str) -> Path:
        goal = self.room / name
        shutil.rmtree(goal, ignore_errors=True)
        return Path(shutil.copytree(self.base, goal))

    def live(self, home: Path, **how: Any) -> Lived:
        return self.forge.order(**self.order(home), **how)

    def killed(self, kills: int, seed: int) -> Iterator[Path]:
        """Kill so often; gives the home after each death, and brings its work to its end in time."""
        chance, deaths, home, lives = random.Random(seed), 0, self.fresh("victim"), 0
        while deaths < kills * TIMES:
            lived = self.live(home, die_after=chance.uniform(0, 1.05 * self.seconds))
            lives += 1
            assert lived.killed or lived.code == 0, lived.err
            if lived.killed:
                deaths += 1
                clean(self.forge, home)
                assert self.answers(home) in self.allowed
                yield home
            if lives == PATIENCE or not lived.killed or deaths == kills * TIMES:
                again = self.live(home)
                assert again.code == 0, again.err
                assert self.ends(home) == self.expected
                home, lives = self.fresh("victim"), 0


def clean(forge: Forge, home: Path) -> None:
    """The doctor finds no damage: what was cut short is at most left lying about."""
    said = forge.call("work:found", str(home))
    assert not said["damaged"], said
    assert not said["refused"], said


def until_dead(work: Work, kills: int, seed: int) -> int:
    return sum(1 for _ in work.killed(kills, seed))


@pytest.fixture(scope="module")
def early(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A home that knows two thirds of the field, and a file with all of it."""
    place = tmp_path_factory.mktemp("early")
    known = snapshot(place / "known.json", corpus.papers()[:44])
    home = place / "home"
    forge.good(home, "ingest", "--no-index", known)
    forge.good(home, "atlas", "build")
    forge.good(home, "index", "build")
    return home, snapshot(place / "all.json", corpus.papers())


@pytest.fixture(scope="module")
def late(forge: Forge, early: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with all papers read, of which atlas and index know nothing yet."""
    home = Path(shutil.copytree(early[0], tmp_path_factory.mktemp("late") / "home"))
    forge.good(home, "ingest", "--no-index", early[1])
    return home


def part(name: str) -> Callable[[Path], dict[str, str]]:
    """Every byte of one folder, without notes that tell when a file was looked at."""
    return lambda home: {
        file: digest for file, digest in digests(home / name).items() if not file.endswith(".checked.json")
    }


def test_killed_in_ingest(forge, early, tmp_path):
    home, file = early
    work = Work(
        *(forge, home, tmp_path),
        order=lambda home: {"argv": ["--home", str(home), "ingest", "--no-index", str(file)]},
        ends=part("corpus"),
        answers=lambda home: forge.call("work:papers", str(home)),
    )
    assert until_dead(work, KILLS["ingest"], 1) == KILLS["ingest"] * TIMES


def test_killed_in_atlas_build(forge, late, tmp_path):
    work = Work(
        *(forge, late, tmp_path),
        order=lambda home: {"argv": ["--home", str(home), "atlas", "build"]},
        ends=part("atlas"),
        answers=lambda home: forge.call("work:methods", str(home)),
    )
    assert until_dead(work, KILLS["atlas"], 2) == KILLS["atlas"] * TIMES


@pytest.mark.parametrize("words", [["--words-only"], []], ids=["words", "vectors"])
def test_killed_in_index_build(forge, late, tmp_path, words):
    work = Work(
        *(forge, late, tmp_path),
        order=lambda home: {"argv": ["--home", str(home), "index", "build", *words]},
        ends=part("search/vectors"),
        answers=lambda home: _hits(forge, home),
    )
    between = work.fresh("between")
    forge.good(between, "index", "build", "--words-only")
    work.allowed.append(_hits(forge, between))  # the words of all papers, the vectors of those before
    assert until_dead(work, KILLS["index"], 3) == KILLS["index"] * TIMES


def _hits(forge: Forge, home: Path) -> list[str]:
    said = forge.good(home, "search", "rank of adapters", "--json").said
    return [hit["paper_id"] for hit in said["hits"]]


def test_killed_in_sync(forge, tmp_path):
    base = tmp_path / "base"
    base.mkdir()
    records = fake.library(40)
    late = [fake.touched(records[2], "2024-02-01")]
    with fake.FakeArxiv([*records, *late], page_size=5) as server:
        work = Work(
            *(forge, base, tmp_path),
            order=lambda home: {"call": "work:harvest", "arguments": [str(home), server.oai]},
            ends=lambda home: (part("corpus")(home), next((home / "sync").glob("*.json")).read_bytes()),
        )
        known: set[str] = set()
        for home in work.killed(KILLS["sync"], 4):
            papers = set(forge.call("work:papers", str(home)))
            known = papers if len(papers) < len(known) else known | papers  # a new home begins with none
            assert papers >= known


def test_killed_in_signals(forge, tmp_path):
    place = tmp_path / "base"
    forge.good(place, "ingest", "--no-index", snapshot(tmp_path / "p.json", pebbles.papers()))
    forge.good(place, "atlas", "build")
    with pebbles.world() as world:
        work = Work(
            *(forge, place, tmp_path),
            order=lambda home: {
                "call": "work:looks",
                "arguments": [str(home)],
                "environment": world.environment,
            },
            ends=lambda home: forge.call("work:seen", str(home)),
        )
        for home in work.killed(KILLS["signals"], 5):
            assert set(forge.call("work:seen", str(home))) <= set(work.expected)


def test_killed_while_the_journal_is_written(forge, tmp_path):
    home, chance, kept = tmp_path / "home", random.Random(6), set[str]()
    forge.order(call="work:entries", arguments=[str(home), 0, 2])
    for number in range(1, KILLS["journal"] * TIMES + 1):
        lived = forge.order(
            call="work:entries", arguments=[str(home), number], die_after=chance.uniform(0, 0.5)
        )
        assert lived.killed
        assert "refused" not in lived.out, lived.out
        kept |= {line.split()[1] for line in lived.out.splitlines() if line.startswith("kept ")}
        there = forge.call("work:journal", str(home))
        assert kept <= set(there["notes"])
        assert not there["half"]
        assert len(there["notes"]) == len(set(there["notes"]))
    assert len(kept) > 40
    clean(forge, home)


def test_killed_while_a_backup_is_put_back(forge, tmp_path):
    base = tmp_path / "base"
    for day in range(3):
        forge.good(
            base, "log", "add", "5m", "--kind", "intense", "--note", f"day {day}", clock=-86_400 * (3 - day)
        )
    name = forge.good(base, "journal", "backups", "--json").said["backups"][-1]["name"]
    now, then = ({"day 0", "day 1", "day 2"}, {"day 0"})
    length = forge.good(Path(shutil.copytree(base, tmp_path / "x")), "journal", "restore", name).seconds
    chance, deaths = random.Random(7), 0
    while deaths < KILLS["restore"] * TIMES:
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(base, home)
        lived = forge.run(home, "journal", "restore", name, die_after=chance.uniform(0.3, 1.05) * length)
        deaths += lived.killed
        if (home / "journal.sqlite3").exists():
            notes = set(forge.call("work:journal", str(home))["notes"])
            assert notes in (now, then)
            clean(forge, home)
        else:  # between putting one aside and the other in its place
            said = forge.call("work:found", str(home))
            assert any("is gone, although there are backups" in each for each in said["damaged"])
        again = forge.run(home, "journal", "restore", name)
        assert again.code == 0, again.err
        assert set(forge.call("work:journal", str(home))["notes"]) == then
        everything = "".join(p.read_bytes().decode("latin1") for p in home.rglob("journal*") if p.is_file())
        assert all(note in everything for note in now)


def test_killed_in_the_runs_of_a_claim(forge, tmp_path):
    home = tmp_path / "base"
    claim_sample.lay(home / "claims" / "tiny")
    work = Work(
        *(forge, home, tmp_path),
        order=lambda home: {"argv": ["--home", str(home), "claim", "run", "tiny", "--jobs", "2"]},
        ends=lambda home: forge.call("work:verdict", str(home / "claims" / "tiny"))["rows"],
    )
    for home in work.killed(KILLS["claim"], 8):
        held = forge.call("work:verdict", str(home / "claims" / "tiny"))
        assert all(row in work.expected for row in held["rows"])


@pytest.mark.faults_long
@pytest.mark.parametrize("test", ["ingest", "atlas_build", "sync", "signals", "the_runs_of_a_claim"])
def test_killed_thousands_of_times(request, monkeypatch, test):
    monkeypatch.setattr(f"{__name__}.TIMES", 20)
    function = globals()[f"test_killed_in_{test}"]
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    function(**{name: request.getfixturevalue(name) for name in names})


def test_moments_add_up():
    """All kills together; a smaller number has to be a decision."""
    assert sum(KILLS.values()) + KILLS["index"] >= 300
