from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from inroad.config import Config
from inroad.corpus import settle, spool, store
from inroad.corpus.ingest import Summary, add, ingest
from inroad.corpus.schema import PAPERS
from inroad.errors import Locked, StoreError
from inroad.types import Paper, Reject

TODAY = dt.date(2026, 3, 31)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "home")


def put(config: Config, *papers: Paper, **more: Any) -> Summary:
    return add(config, papers, today=TODAY, **more)


def paper(number: int = 1, month: int = 5, **fields: Any) -> Paper:
    known = {"title": f"A Study of Quiet Machines, Part {number}", "date": dt.date(2023, month, 3)}
    return Paper(f"23{month:02}.{number:05}", **{**known, **fields})


def generation(config: Config) -> dict[str, bytes]:
    shards = store.papers_store(config).manifest().tables.values()
    return {
        name: (config.corpus / name).read_bytes() for name in ["manifest.json", *(s.file for s in shards)]
    }


def titles(config: Config) -> list[str]:
    return store.read(config).collect()["title"].to_list()


def test_papers_come_back_sorted(config: Config) -> None:
    undated = Paper("acl:X-1", "Of Unknown Age")
    summary = put(config, undated, paper(2), paper(1), paper(1, month=4))
    table = store.read(config).collect()
    assert table.schema == PAPERS
    assert table["paper_id"].to_list() == ["2304.00001", "2305.00001", "2305.00002", "acl:X-1"]
    assert (summary.read, summary.new, summary.papers) == (4, 4, 4)
    assert set(store.papers_store(config).manifest().tables) == {"2023-04", "2023-05", "undated", "links"}


def test_again_changes_nothing(config: Config) -> None:
    put(config, paper(1), paper(2))
    before = generation(config)
    summary = put(config, paper(2), paper(1))
    assert (summary.new, summary.updated, summary.unchanged) == (0, 0, 2)
    assert generation(config) == before


def test_new_updated_unchanged(config: Config) -> None:
    put(config, paper(1), paper(2))
    summary = put(config, paper(1), paper(2, version=2, title="Renamed"), paper(3))
    assert (summary.new, summary.updated, summary.unchanged) == (1, 1, 1)
    assert "Renamed" in titles(config)


def test_only_months_that_change_are_written(config: Config) -> None:
    put(config, paper(1, month=4), paper(1, month=5))
    manifest = store.papers_store(config).manifest()
    april = config.corpus / manifest.tables["2023-04"].file
    written = april.stat().st_mtime_ns
    put(config, paper(2, month=5), paper(1, month=6))
    after = store.papers_store(config).manifest()
    assert after.tables["2023-04"] == manifest.tables["2023-04"]
    assert april.stat().st_mtime_ns == written
    assert after.tables["2023-05"].rows == 2


def test_paper_moves_to_the_month_of_its_first_date(config: Config) -> None:
    put(
        config, paper(1, date=dt.date(2023, 6, 1), date_quality="digest"), paper(2, date=dt.date(2023, 4, 30))
    )
    summary = put(config, paper(1, date=dt.date(2023, 5, 31)))
    tables = store.papers_store(config).manifest().tables
    assert set(tables) == {"2023-04", "2023-05", "links"}
    assert (summary.updated, len(titles(config))) == (1, 2)


def some_papers() -> list[Paper]:
    papers = [paper(n, month=1 + n % 7, version=n % 3 or None) for n in range(40)]
    again = [
        paper(n, month=1 + n % 7, version=2, comment=f"v{n}", date=dt.date(2023, 1 + n % 7, 1))
        for n in range(0, 40, 3)
    ]
    venues = [
        Paper(
            f"venue:x-2023-{n}",
            f"A study of quiet machines part {n}",
            venue="X 2023",
            date=dt.date(2023, 7, 1),
        )
        for n in range(0, 40, 5)
    ]
    return papers + again + venues


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_batches_give_the_same_bytes(
    config: Config, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = some_papers()
    whole = put(config, *papers)
    assert whole.linked == 8
    random.Random(seed).shuffle(papers)
    # Small groups, and everything through the disk: memory limits must not show in the result.
    monkeypatch.setattr(settle, "GROUP_ROWS", 5)
    monkeypatch.setattr(spool, "HELD", 0)
    other = Config(tmp_path / "other")
    cuts = [0, 7, 20, 21, len(papers)]
    for start, end in pairwise(cuts):
        last = put(other, *papers[start:end])
    assert generation(other) == generation(config)
    assert (last.papers, last.linked) == (whole.papers, whole.linked)


def test_venues_first_or_arxiv_first(config: Config, tmp_path: Path) -> None:
    row = Paper(
        "venue:x-2023-1",
        paper(1).title,
        venue="X 2023",
        code_url="https://example.org",
        date=dt.date(2023, 7, 1),
    )
    other = Config(tmp_path / "other")
    put(config, row)
    assert put(config, paper(1)).linked == 1
    put(other, paper(1))
    put(other, row)
    assert generation(config) == generation(other)
    assert store.read(config).collect().select("paper_id", "venue", "also").row(0) == (
        "2305.00001",
        "X 2023",
        ["venue:x-2023-1"],
    )


def test_link_is_undone_when_it_becomes_ambiguous(config: Config) -> None:
    put(config, paper(1, title="The Very Same Long Title"))
    row = Paper("venue:x-2023-1", "The very same long title", venue="X 2023", date=dt.date(2023, 7, 1))
    assert put(config, row).linked == 1
    summary = put(config, paper(2, title="The Very Same Long Title!"))
    assert (summary.linked, summary.ambiguous, summary.papers) == (0, 1, 3)


def test_deleted(config: Config) -> None:
    put(config, paper(1), paper(1, month=4))
    summary = put(config, paper(1), paper(2), deleted=["2305.00001", "2305.99999"])
    assert (summary.deleted, summary.new, summary.papers) == (1, 1, 2)
    assert summary.unchanged == 0
    put(config, deleted=["2304.00001", "2305.00002"])
    assert titles(config) == []


def test_rejects_are_kept_aside(config: Config) -> None:
    given = Reject("page 1", "record 3", "it has no title", "<record>\\x1b")
    summary = put(config, paper(1), paper(2, title=" "), rejects=[given])
    assert (summary.read, summary.rejected, summary.new) == (3, 2, 1)
    assert summary.reasons == {"it has no title": 2}
    assert summary.rejects_file is not None
    lines = [json.loads(line) for line in summary.rejects_file.read_text().splitlines()]
    assert lines[1] == {
        "source": "page 1",
        "place": "record 3",
        "reason": "it has no title",
        "raw": "<record>\\x1b",
    }
    assert list(config.rejects.iterdir()) == [summary.rejects_file]
    assert put(config, paper(1)).rejects_file is None


# -- interrupted ----------------------------------------------------------------------------------


def failing() -> Iterator[Paper]:
    yield paper(7)
    raise KeyboardInterrupt


def test_interrupt_leaves_the_last_state(config: Config) -> None:
    put(config, paper(1))
    before = sorted(file.name for file in config.corpus.iterdir())
    with pytest.raises(KeyboardInterrupt):
        add(config, failing(), rejects=[], today=TODAY)
    assert titles(config) == [paper(1).title]
    assert sorted(file.name for file in config.corpus.iterdir()) == before
    assert put(config, paper(7)).new == 1


WRITER = """
import sys, time, datetime as dt; from pathlib import Path
from inroad.config import Config; from inroad.corpus.ingest import add; from inroad.types import Paper
def papers():
    for n in range(30_000):
        yield Paper(f"2305.{n:05}", f"Paper number {n} of many")
    print("reading", flush=True)
    time.sleep(60)
add(Config(Path(sys.argv[1])), papers())
"""


def writer(config: Config) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(config.home)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "reading\n"
    return process


def test_second_process_waits_its_turn_and_a_killed_one_leaves_no_trace(config: Config) -> None:
    put(config, paper(1))
    process = writer(config)
    with pytest.raises(Locked, match="another process is writing the papers"):
        put(config, paper(2))
    assert titles(config) == [paper(1).title]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert list(config.corpus.glob("incoming-*"))
    assert put(config, paper(2)).papers == 2
    assert not list(config.corpus.glob("incoming-*"))


FULL = """
import resource, sys; from pathlib import Path
from inroad.config import Config; from inroad.corpus.ingest import add; from inroad.types import Paper
from inroad.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000))
try:
    papers = [Paper(f"2305.{n:05}", f"Paper number {hash(str(n))} of many") for n in range(5000)]
    add(Config(Path(sys.argv[1])), papers)
except StoreError as error:
    print(error)
"""


def test_full_disk_leaves_the_last_state(config: Config) -> None:
    put(config, paper(1))
    before = generation(config)
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(config.home)], capture_output=True, text=True, check=True
    )
    assert "cannot write" in told.stdout
    assert "free some space" in told.stdout
    assert generation(config) == before
    assert put(config, paper(2)).papers == 2


def test_home_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(StoreError, match="cannot write to"):
        put(Config(tmp_path / "home"), paper(1))


# -- files ----------------------------------------------------------------------------------------


def snapshot_line(number: int, **fields: object) -> str:
    return json.dumps({"id": f"2305.{number:05}", "title": f"Paper {number}", **fields})


def test_folder_with_good_bad_and_other_files(config: Config, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / ".hidden").write_text("{")
    (folder / "readme.txt").write_text("not papers")
    (folder / "a.jsonl").write_text("\n".join([snapshot_line(1), "{broken", snapshot_line(2)]))
    (folder / "deep" / "b.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    pl.DataFrame({"arxiv_id": ["2305.00003"], "title": ["T"]}).write_parquet(folder / "deep" / "c.bin")
    pl.DataFrame({"other": [1]}).write_parquet(folder / "deep" / "d.parquet")
    seen: list[tuple[str, int]] = []
    summary = ingest(
        config, [folder, tmp_path / "missing"], progress=lambda *at: seen.append(at), today=TODAY
    )
    assert (summary.new, summary.rejected) == (3, 1)
    assert [failure.path for failure in summary.failures] == [
        str(folder / "deep" / "b.gz"),
        str(tmp_path / "missing"),
    ]
    assert summary.skipped == (str(folder / "deep" / "d.parquet"), str(folder / "readme.txt"))
    assert seen == [(str(folder / "a.jsonl"), 3), (str(folder / "deep" / "c.bin"), 1)]


def test_named_file_with_unknown_columns_fails_and_says_which_are_expected(
    config: Config, tmp_path: Path
) -> None:
    file = tmp_path / "d.parquet"
    pl.DataFrame({"other": [1], "title": ["x"]}).write_parquet(file)
    (failure,) = ingest(config, [file], today=TODAY).failures
    assert "has the columns other, title" in failure.problem
    assert "arxiv_id, title" in failure.problem


@pytest.mark.shared
def test_real_data(config: Config) -> None:
    folder = os.environ.get("INROAD_DATA")
    if not folder:
        pytest.skip("INROAD_DATA does not name the folder of real data")
    summary = ingest(config, [Path(folder) / "arxiv" / "arxiv_2026q1.parquet"], today=TODAY)
    assert summary.rejected == 0
    assert summary.new == summary.read == store.read(config).select(pl.len()).collect().item()
