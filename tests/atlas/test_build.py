"""Building: little by little or at once, alone or beside others, killed or not, the atlas is the same."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import corpus
import polars as pl
import pytest

import inroad
from inroad.atlas import build as building
from inroad.atlas import workers as reading_room
from inroad.atlas.build import build
from inroad.atlas.joins import Joined
from inroad.atlas.open import open_atlas
from inroad.atlas.stored import TABLES, atlas_store, stored
from inroad.atlas.tables import Made
from inroad.config import Config
from inroad.errors import Locked, NoAtlas, StoreError
from inroad.types import Paper

SRC = str(Path(inroad.__file__).parents[1])


def tables(config: Config) -> dict[str, str]:
    """Hash of every table, readings included."""
    return {name: shard.sha256 for name, shard in atlas_store(config).manifest().tables.items()}


def atlas_files(config: Config) -> dict[str, bytes]:
    """The bytes of the generation in force."""
    shards = atlas_store(config).manifest().tables.values()
    return {name: (config.atlas / name).read_bytes() for name in ["manifest.json", *(s.file for s in shards)]}


def fresh(path: Path, papers: Iterable[Paper]) -> Config:
    return corpus.home(path, papers)


def run(config: Config, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """The real program on a home."""
    environment = os.environ | {"PYTHONPATH": SRC, "INROAD_HOME": str(config.home)} | changes
    command = [sys.executable, "-m", "inroad.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


# -- little by little ---------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path: Path) -> Config:
    """A home that has the papers up to a day, built."""
    return corpus.home(tmp_path / "home", corpus.until(corpus.CUTS[2]))


def in_month(papers: Iterable[Paper], *months: str) -> int:
    return sum(f"{paper.date:%Y-%m}" in months for paper in papers)


def test_a_new_month_is_all_that_is_read(started: Config, tmp_path: Path) -> None:
    everything = corpus.papers()
    new = [paper for paper in everything if paper.date and paper.date > corpus.CUTS[2]]
    corpus.put(started, new)
    done = build(started, workers=1)
    months = {f"{paper.date:%Y-%m}" for paper in new}
    assert done.read == in_month(everything, *months) < done.papers == len(everything)
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", everything))


def test_a_paper_of_long_ago(started: Config, tmp_path: Path) -> None:
    old = corpus.made(
        dt.date(2021, 2, 2), "QTiRA: Quick Trees", "We propose QTiRA (Quick Trees), a method on TiRA."
    )
    papers = [*corpus.until(corpus.CUTS[2]), old]
    corpus.put(started, [old])
    done = build(started, workers=1)
    assert done.read == in_month(papers, "2021-02")
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", papers))


def test_a_changed_abstract(started: Config, tmp_path: Path) -> None:
    papers = corpus.until(corpus.CUTS[2])
    papers[20] = corpus.reread(papers[20])
    corpus.put(started, [papers[20]])
    done = build(started, workers=1)
    assert done.read == in_month(papers, f"{papers[20].date:%Y-%m}")
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", papers))


def test_a_deleted_paper(started: Config, tmp_path: Path) -> None:
    papers = corpus.until(corpus.CUTS[2])
    gone = papers.pop(15)
    corpus.put(started, [], deleted=[gone.paper_id])
    done = build(started, workers=1)
    assert done.papers == len(papers)
    assert done.read == in_month(papers, f"{gone.date:%Y-%m}")
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", papers))


def test_a_month_that_is_no_more(started: Config, tmp_path: Path) -> None:
    papers = corpus.until(corpus.CUTS[2])
    gone = [paper for paper in papers if f"{paper.date:%Y-%m}" == "2021-05"]
    assert gone
    corpus.put(started, [], deleted=[paper.paper_id for paper in gone])
    assert build(started, workers=1).read == 0
    left = [paper for paper in papers if paper not in gone]
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", left))


def test_a_changed_author_is_no_reason_to_read_again(started: Config, tmp_path: Path) -> None:
    papers = corpus.until(corpus.CUTS[2])
    papers[9] = replace(papers[9], authors=("Zoe Late",), version=2, updated=papers[9].date)
    corpus.put(started, [papers[9]])
    assert build(started, workers=1).read == 0
    assert "Zoe Late" in open_atlas(started).authors["name"].to_list()
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", papers))


def test_nothing_new_reads_nothing_and_changes_no_byte(started: Config) -> None:
    before = atlas_files(started)
    assert build(started, workers=1).read == 0
    assert atlas_files(started) == before


def test_full_reads_everything_and_changes_no_byte(started: Config) -> None:
    before = atlas_files(started)
    done = build(started, full=True, workers=1)
    assert done.read == done.papers
    assert atlas_files(started) == before


def test_another_way_of_reading_reads_everything(started: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inroad.atlas.readings.VERSION", 99)
    done = build(started, workers=1)
    assert done.read == done.papers


def test_papers_without_date_wait_outside(tmp_path: Path) -> None:
    undated = Paper("acl:X-1", "TiRA of Unknown Age")
    config = corpus.home(tmp_path, [*corpus.papers()[:5], undated])
    assert open_atlas(config).papers.height == 5


# -- going on from what is remembered -----------------------------------------------------------------


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many papers each step of a join was given, from now on."""
    given: list[int] = []
    step = building.step

    def counted(known: Joined, papers: pl.DataFrame, readings: pl.DataFrame, made: Made) -> Joined:
        given.append(papers.height)
        return step(known, papers, readings, made)

    monkeypatch.setattr(building, "step", counted)
    return given


@pytest.mark.parametrize("day", corpus.CUTS, ids=str)
def test_only_new_papers_are_joined(day: dt.date, joined: list[int], tmp_path: Path) -> None:
    """Whether the old papers end in the middle of a month or on the day of a new one's neighbour."""
    everything, old = corpus.papers(), corpus.until(day)
    config = fresh(tmp_path / "home", old)
    corpus.put(config, everything)
    build(config, workers=1)
    assert joined == [len(old), len(everything) - len(old)]
    assert atlas_files(config) == atlas_files(fresh(tmp_path / "fresh", everything))


def test_paper_by_paper_is_all_at_once(tmp_path: Path) -> None:
    papers = corpus.at_random(2, 40)
    config = Config(tmp_path / "home")
    for paper in papers:
        corpus.put(config, [paper])
        build(config, workers=1)
    assert atlas_files(config) == atlas_files(fresh(tmp_path / "fresh", papers))


def test_nothing_new_joins_nothing(started: Config, joined: list[int]) -> None:
    build(started, workers=1)
    assert joined == []


def _late(papers: list[Paper]) -> tuple[list[Paper], list[str]]:
    return [corpus.made(dt.date(2021, 7, 3), "TiRA Once More", "We use TiRA.", number=1)], []


def _reread(papers: list[Paper]) -> tuple[list[Paper], list[str]]:
    return [corpus.reread(papers[20])], []


def _other_author(papers: list[Paper]) -> tuple[list[Paper], list[str]]:
    return [replace(papers[9], authors=("Zoe Late",), version=2, updated=papers[9].date)], []


def _deleted(papers: list[Paper]) -> tuple[list[Paper], list[str]]:
    return [], [papers[15].paper_id]


@pytest.mark.parametrize("change", [_late, _reread, _other_author, _deleted])
def test_what_changes_the_past_is_joined_from_the_first_paper(
    change: Callable[[list[Paper]], tuple[list[Paper], list[str]]],
    started: Config,
    joined: list[int],
    tmp_path: Path,
) -> None:
    old = corpus.until(corpus.CUTS[2])
    papers, gone = change(old)
    new = [paper for paper in corpus.papers() if paper not in old]
    corpus.put(started, [*papers, *new], deleted=gone)
    done = build(started, workers=1)
    assert joined == [done.papers]
    changed = {paper.paper_id for paper in papers} | set(gone)
    left = [paper for paper in old if paper.paper_id not in changed]
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", [*left, *papers, *new]))


def test_another_way_of_joining_joins_everything(
    started: Config, joined: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: tables(started)[name] for name in TABLES}
    monkeypatch.setattr("inroad.atlas.months.VERSION", 99)
    done = build(started, workers=1)
    assert joined == [done.papers]
    assert done.read == 0
    assert {name: tables(started)[name] for name in TABLES} == before


@pytest.mark.parametrize("damage", ["missing", "cut", "one byte"])
@pytest.mark.parametrize("table", ["past-keys", "mentions"])
def test_a_damaged_past_is_made_anew(
    damage: str, table: str, started: Config, joined: list[int], tmp_path: Path
) -> None:
    file = started.atlas / atlas_store(started).manifest().tables[table].file
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.unlink() if damage == "missing" else file.write_bytes(data if damage == "one byte" else data[:50])
    corpus.put(started, corpus.papers())
    done = build(started, workers=1)
    assert joined == [done.papers]
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", corpus.papers()))


@pytest.mark.parametrize("place", ["step", "Staging.all_of"])
def test_a_join_cut_short_is_taken_up_again(
    place: str, started: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: tables(started)[name] for name in TABLES}
    corpus.put(started, corpus.papers())
    with monkeypatch.context() as patch:
        patch.setattr(f"inroad.atlas.build.{place}", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(started, workers=1)
    assert {name: tables(started)[name] for name in TABLES} == before
    build(started, workers=1)
    assert atlas_files(started) == atlas_files(fresh(tmp_path / "fresh", corpus.papers()))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_join_in_parts_for_want_of_memory(
    joined: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = corpus.papers()
    one = fresh(tmp_path / "one", papers)
    monkeypatch.setattr(building, "_MOST", 20)
    other = fresh(tmp_path / "other", papers)
    assert len(joined) > 3
    assert sum(joined[1:]) == len(papers)
    assert atlas_files(other) == atlas_files(one)


# -- the same again -----------------------------------------------------------------------------------


def snapshot(folder: Path, papers: list[Paper]) -> Path:
    """The papers as files to ingest."""
    folder.mkdir()
    parts = [papers[::2], papers[1::2]]
    for number, part in enumerate(parts):
        lines = (
            json.dumps(
                {
                    "id": paper.paper_id,
                    "title": paper.title,
                    "abstract": paper.abstract or "",
                    "authors": ", ".join(paper.authors or ()),
                    "categories": " ".join(paper.categories or ()),
                    "versions": [{"version": "v1", "created": f"{paper.date:%a, %d %b %Y} 00:00:00 GMT"}],
                }
            )
            for paper in part
        )
        (folder / f"part{number}.jsonl").write_text("\n".join(lines) + "\n")
    return folder


DRIVER = """
import sys
from pathlib import Path
from inroad.atlas import build as building, workers as reading_room
from inroad.config import Config
from inroad.corpus.ingest import ingest
if __name__ == "__main__":
    home, workers, *files = sys.argv[1:]
    reading_room._FEW, reading_room._BATCH = 0, 7
    config = Config(Path(home))
    ingest(config, [Path(file) for file in files])
    building.build(config, workers=int(workers))
"""
"""Batches of a few papers, so that even this corpus is read by several workers."""


def test_the_same_corpus_gives_the_same_atlas(tmp_path: Path) -> None:
    """Whatever the hash seed, the threads, the workers and the order of the files."""
    (tmp_path / "driver.py").write_text(DRIVER)
    folder = snapshot(tmp_path / "data", corpus.papers())
    files = [str(file) for file in sorted(folder.iterdir())]
    ways = [
        ("0", "1", "1", files),
        ("1", "2", "2", files[::-1]),
        ("random", "4", "3", files),
    ]
    running = [_building(tmp_path, number, *way) for number, way in enumerate(ways)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    seen = [tables(Config(tmp_path / f"home{number}")) for number in range(len(ways))]
    assert len(seen[0]) > len(TABLES) + 3
    assert all(each == seen[0] for each in seen)


def _building(
    tmp_path: Path, number: int, seed: str, threads: str, workers: str, files: list[str]
) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": SRC, "PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": threads}
    command = [sys.executable, str(tmp_path / "driver.py"), str(tmp_path / f"home{number}"), workers, *files]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def test_the_cut_into_batches_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = corpus.at_random(3)
    one = fresh(tmp_path / "one", papers)
    monkeypatch.setattr(reading_room, "_FEW", 0)
    monkeypatch.setattr(reading_room, "_BATCH", 5)
    config = Config(tmp_path / "other")
    corpus.put(config, random.Random(1).sample(papers, len(papers)))
    build(config, workers=2)
    assert tables(config) == tables(one)


# -- two at once ----------------------------------------------------------------------------------------


def test_a_second_build_at_the_same_time_is_told_so(built: Config) -> None:
    with atlas_store(built).lock():
        done = run(built, "atlas", "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("inroad: another process is writing")
    assert "Traceback" not in done.stderr


def test_while_one_builds_another_reads(built: Config) -> None:
    with atlas_store(built).lock():
        assert run(built, "scout", "thin rank adapters").returncode == 0


HOLDER = """
import sys
from pathlib import Path
from inroad.atlas.stored import atlas_store
from inroad.config import Config
with atlas_store(Config(Path(sys.argv[1]))).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_build_beside_another_is_locked_out(built: Config) -> None:
    command = [sys.executable, "-c", HOLDER, str(built.home)]
    environment = os.environ | {"PYTHONPATH": SRC}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Locked, match="wait until it has ended"):
            build(built, workers=1)
        other.stdin.close()
    assert build(built, workers=1).read == 0


# -- killed -----------------------------------------------------------------------------------------------

MORTAL = """
import sys
from pathlib import Path
from inroad.atlas import build as building, workers as reading_room
from inroad.config import Config
building._OFTEN, reading_room._BATCH = 10, 4
def read(papers):
    print("batch", flush=True)
    return readings_of(papers)
readings_of, reading_room.read_batch = reading_room.read_batch, read
building.build(Config(Path(sys.argv[1])), workers=1)
"""
"""Says when it begins to read a batch, and keeps months as soon as ten papers are read."""


def _killed(config: Config, batch: int) -> None:
    """Kill a build without warning while it reads the batch of this number."""
    environment = os.environ | {"PYTHONPATH": SRC}
    command = [sys.executable, "-c", MORTAL, str(config.home)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(batch)] == ["batch\n"] * batch
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def test_killed_at_any_time_and_run_again(built: Config, tmp_path: Path) -> None:
    config = Config(tmp_path / "home")
    corpus.put(config, corpus.papers())
    for batch in (1, 6, 4):
        _killed(config, batch)
    (config.atlas / "mentions-0123456789abcdef.parquet.part").write_bytes(b"half")
    done = build(config, workers=1)
    assert atlas_files(config) == atlas_files(built)
    assert [file.name for file in config.atlas.glob("*.part")] == []
    assert 0 < done.read < done.papers, "months that were done are not read again"


def test_months_that_were_read_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption in the middle: half is kept, no atlas is there, the rest is read, nothing differs."""
    papers = corpus.papers()
    config = Config(tmp_path / "home")
    corpus.put(config, papers)
    monkeypatch.setattr(building, "_OFTEN", 10)
    left = _interrupted(config, monkeypatch, after=8)
    assert left
    assert not stored(atlas_store(config))
    done = build(config, workers=1)
    assert done.read == left
    assert atlas_files(config) == atlas_files(fresh(tmp_path / "fresh", papers))


def _interrupted(config: Config, monkeypatch: pytest.MonkeyPatch, after: int) -> int:
    """Interrupt a build after some batches; how many papers no kept reading is of."""
    read, batches = reading_room.read_batch, iter(range(after))

    def reading(papers: pl.DataFrame) -> pl.DataFrame:
        if next(batches, None) is None:
            raise KeyboardInterrupt
        return read(papers)

    with monkeypatch.context() as patch:
        patch.setattr(reading_room, "_BATCH", 4)
        patch.setattr(reading_room, "read_batch", reading)
        with pytest.raises(KeyboardInterrupt):
            build(config, workers=1)
    kept = sum(shard.rows for shard in atlas_store(config).manifest().tables.values())
    assert kept
    return corpus_size(config) - kept


def corpus_size(config: Config) -> int:
    from inroad.corpus import store

    return store.read(config).collect().height


def test_a_first_build_cut_short_leaves_the_starter_in_charge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Config(tmp_path / "home")
    corpus.put(config, corpus.papers())
    monkeypatch.setattr(building, "_OFTEN", 10)
    _interrupted(config, monkeypatch, after=8)
    assert open_atlas(config).name == "starter"


def test_a_later_build_cut_short_leaves_the_old_atlas(
    started: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: tables(started)[name] for name in TABLES}
    papers = open_atlas(started).papers.height
    corpus.put(started, corpus.papers())
    monkeypatch.setattr(building, "_OFTEN", 10)
    read, times = reading_room.read_batch, iter(range(1))

    def reading(part: pl.DataFrame) -> pl.DataFrame:
        if next(times, None) is None:
            raise KeyboardInterrupt
        return read(part)

    monkeypatch.setattr(reading_room, "_BATCH", 1)
    monkeypatch.setattr(reading_room, "read_batch", reading)
    with pytest.raises(KeyboardInterrupt):
        build(started, workers=1)
    assert {name: tables(started)[name] for name in TABLES} == before
    assert open_atlas(started).papers.height == papers


# -- a disk that will not ------------------------------------------------------------------------------


def _with_little_space() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))


def test_a_full_disk_is_told_and_the_old_atlas_answers(started: Config) -> None:
    before = atlas_files(started)
    corpus.put(started, corpus.papers())
    environment = os.environ | {"PYTHONPATH": SRC, "INROAD_HOME": str(started.home)}
    done = subprocess.run(
        [sys.executable, "-B", "-m", "inroad.cli", "atlas", "build"],
        env=environment,
        preexec_fn=_with_little_space,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "free some space" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert atlas_files(started) == before
    assert run(started, "scout", "thin rank adapters").returncode == 0


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    done = run(Config(tmp_path / "home"), "atlas", "build")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("inroad: cannot")


def test_an_atlas_folder_that_is_a_file(tmp_path: Path) -> None:
    config = Config(tmp_path)
    corpus.put(config, corpus.papers()[:3])
    config.atlas.write_text("not a folder")
    with pytest.raises(StoreError, match="give yourself access"):
        build(config, workers=1)


# -- hardly anything ----------------------------------------------------------------------------------


def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoAtlas, match="inroad ingest PATH"):
        build(Config(tmp_path), workers=1)
    done = run(Config(tmp_path), "atlas", "build")
    assert done.returncode == 1
    assert "inroad ingest PATH" in done.stderr.splitlines()[-1]


def test_one_paper(tmp_path: Path) -> None:
    config = corpus.home(tmp_path, corpus.papers()[2:3])
    atlas = open_atlas(config)
    assert atlas.papers.height == 1
    assert atlas.methods["name"].to_list() == ["TiRA"]


def test_progress_counts_up_to_all_papers(tmp_path: Path) -> None:
    config = Config(tmp_path)
    corpus.put(config, corpus.papers())
    told: list[tuple[str, int, int | None]] = []
    build(config, progress=lambda *step: told.append(step), workers=1)
    read = [done for stage, done, _ in told if stage == "read"]
    assert read == sorted(read)
    assert told[0] == ("read", 0, len(corpus.papers()))
    assert ("read", len(corpus.papers()), len(corpus.papers())) in told
    assert told[-1][0] == "write"


# -- text that means harm ----------------------------------------------------------------------------

DAY = dt.date(2023, 3, 3)
HOSTILE = {
    "cs/0112017": (
        "An <b>Old</b> Paper on $\\mathcal{TiRA}$ &amp; Others",
        "We use TiRA. <script>alert(1)</script>",
    ),
    "2303.00001": (
        "\x1b[31mRed TiRA\x1b[0m \u202eabc",
        "We propose \x1b]0;title\x07ZaPNet, a method.\x00\x08",
    ),
    "2303.00002": ("!!! ??? ...", "..."),
    "2303.00003": ("נייר על TiRA: שיטה חדשה", "אנו משתמשים ב-TiRA."),
    "2303.00004": ("TiRA " * 400_000 + "x" * 8_000_000, None),
    "2303.00005": ("(((TiRA))) [*] + \\ ^ $ {", "We use TiRA\\ and $TiRA^{+}$ (((."),
    "2303.00006": ("\ud7ff\U0001f600 TiRA \u0301\u0301\u0301", "TiRA\u2028TiRA\u2029TiRA"),
    "2303.00007": ("TiRA: {Thin} {\\bf Rank} \\textsc{Adapters}", "\\textbf{TiRA} is \\emph{thin}."),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Config:
    founding = corpus.papers()[2]
    papers = [founding]
    papers += [Paper(key, title, said, None, ("cs.LG",), DAY) for key, (title, said) in HOSTILE.items()]
    papers += [
        Paper(f"2304.{n:05}", "TiRA and ZaPNet", "We use ZaPNet and TiRA.", None, None, DAY)
        for n in range(20)
    ]
    return corpus.home(tmp_path_factory.mktemp("hostile"), papers)


def test_every_hostile_paper_is_taken(hostile: Config) -> None:
    assert set(open_atlas(hostile).papers["paper_id"]) >= HOSTILE.keys()


def test_a_long_title_is_read_in_time(hostile: Config) -> None:
    """Ten million characters: what grows faster than the text would not end."""
    config = hostile
    before = time.perf_counter()
    build(config, full=True, workers=1)
    assert time.perf_counter() - before < 30


@pytest.mark.parametrize("command", [("scout", "TiRA"), ("method", "TiRA"), ("scout", "TiRA", "--json")])
def test_nothing_that_steers_a_terminal_gets_out(command: tuple[str, ...], hostile: Config) -> None:
    done = run(hostile, *command, FORCE_COLOR="1")
    assert done.returncode == 0, done.stderr
    steering = {
        chr(c) for c in [*range(32), 127, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    }
    assert not set(done.stdout + done.stderr) & (steering - {"\n"})
    assert "--json" in command or len(done.stdout) < 100_000, "a title is cut to what can be read"
