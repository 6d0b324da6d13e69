"""A disk that is full, rights that are taken away, a clock that jumps, two processes on one home."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
import pytest
from field import Forge, digests, snapshot

READS = (
    ("scout", "TiRA", "--json"),
    ("search", "rank of adapters", "--json"),
    ("log", "--json"),
)


def answers(forge: Forge, home: Path, **how: Any) -> list[Any]:
    return [forge.good(home, *words, **how).said for words in READS]


def papers(home: Path) -> dict[str, str]:
    return {
        name: digest
        for name, digest in digests(home).items()
        if name.startswith(("corpus", "atlas", "journal"))
    }


# -- a full disk ----------------------------------------------------------------------------------

SMALL = """
set -e
mount -t tmpfs -o size={size} tmpfs {place}
cp -r {home} {place}/home
exec {python} {probe} {place}/home {file}
"""
PROBE = """
import json, os, subprocess, sys
from pathlib import Path
home, file = Path(sys.argv[1]), sys.argv[2]
sys.path.insert(0, {here!r})
from field import Forge
forge = Forge()
ballast = home.parent / "ballast"
said = {{"refused": [], "odd": []}}
before = [forge.run(home, *words).out for words in {reads!r}]
room = os.statvfs(home)
free = room.f_bavail * room.f_frsize
for part in {parts!r}:
    ballast.write_bytes(bytes(int(free * (1 - part))))
    for words in {writes!r}:
        lived = forge.run(home, *[file if word == "FILE" else word for word in words])
        if "Traceback" in lived.err or lived.code not in (0, 1):
            said["odd"].append([words, lived.code, lived.err[-1500:]])
        if lived.code == 1:
            said["refused"].append(lived.err.strip().splitlines()[-1])
    ballast.unlink()
    found = forge.call("work:found", str(home))
    if found["damaged"] or found["refused"]:
        said["odd"].append(["doctor", part, found])
said["same"] = [forge.run(home, *words).out for words in {reads!r}] == before
for words in {writes!r}:
    lived = forge.run(home, *[file if word == "FILE" else word for word in words])
    if lived.code:
        said["odd"].append(["with room", words, lived.err[-500:]])
said["papers"] = len(forge.call("work:papers", str(home)))
forge.end()
print(json.dumps(said))
"""
WRITES = (
    ("ingest", "--no-index", "FILE"),
    ("atlas", "build", "--full"),
    ("index", "build", "--full"),
    ("log", "add", "5m", "--kind", "intense"),
)


def _may_mount(place: Path) -> bool:
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", str(place)]
    return (
        shutil.which("unshare") is not None
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


def test_on_a_full_disk_what_was_there_answers(forge, tmp_path, tmp_path_factory):
    """A small disk of its own, seen by nobody else, filled to several degrees."""
    if not _may_mount(tmp_path):
        pytest.skip("may not mount a small disk in a namespace of its own here (needs root and unshare)")
    place = tmp_path / "small"
    place.mkdir()
    home = tmp_path / "home"
    forge.good(home, "ingest", "--no-index", snapshot(tmp_path / "known.json", corpus.papers()[:44]))
    forge.good(home, "atlas", "build")
    forge.good(home, "index", "build")
    forge.good(home, "log", "add", "5m", "--kind", "intense")
    probe = tmp_path / "probe.py"
    probe.write_text(
        PROBE.format(here=str(Path(__file__).parent), reads=READS[:2], writes=WRITES, parts=(0.0, 0.01, 0.05))
    )
    script = SMALL.format(
        size="48m",
        place=place,
        home=home,
        python=sys.executable,
        probe=probe,
        file=snapshot(tmp_path / "all.json", corpus.papers()),
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert not said["odd"], said["odd"]
    assert said["papers"] == len(corpus.papers())
    assert len(said["refused"]) >= 4
    assert all(any(w in line for w in ("space", "room", "disk is full")) for line in said["refused"]), said[
        "refused"
    ]


# -- rights ---------------------------------------------------------------------------------------


def modes(home: Path, folders: int, files_: int) -> None:
    for path in [home, *home.rglob("*")]:
        path.chmod(folders if path.is_dir() else files_)


@pytest.fixture
def opened(whole, tmp_path) -> Iterator[Path]:
    """A copy whose modes are changed."""
    room = Path(shutil.copytree(whole, tmp_path / "home"))
    yield room
    modes(room, 0o755, 0o644)


def test_a_home_that_may_only_be_read_answers(forge, opened):
    expected = answers(forge, opened)
    modes(opened, 0o555, 0o444)
    assert answers(forge, opened, bound=True) == expected
    before = digests(opened)
    for words in (("log", "add", "5m", "--kind", "intense"), ("atlas", "build"), ("index", "build")):
        lived = forge.run(opened, *words, bound=True)
        assert lived.code == 1, (words, lived.out, lived.err)
        assert "Traceback" not in lived.err
    lived = forge.run(opened, "doctor", bound=True)
    assert lived.code == 0, lived.out + lived.err
    assert "nothing can be written there" in lived.out
    assert digests(opened) == before


@pytest.mark.parametrize("part", ["corpus", "atlas", "search/text", "search/vectors", "journal.sqlite3"])
def test_what_may_not_be_read_is_told(forge, opened, part):
    (opened / part).chmod(0)
    for words in READS:
        lived = forge.run(opened, *words, bound=True)
        assert lived.code in (0, 1), lived.err
        assert "Traceback" not in lived.err, lived.err
    lived = forge.run(opened, "doctor", bound=True)
    assert "Traceback" not in lived.err, lived.err
    assert lived.code == 1
    assert Path(part).name in lived.out
    (opened / part).chmod(0o755)
    assert forge.run(opened, "doctor", bound=True).code == 0


def test_rights_that_come_back_let_work_go_on(forge, opened, tmp_path):
    (opened / "corpus").chmod(0o555)
    more = corpus.made(
        corpus.TODAY, "ZAP: Zonal Arc Pooling", "We propose ZAP (Zonal Arc Pooling), a method."
    )
    file = snapshot(opened.parent / "more.json", [more])
    lived = forge.run(opened, "ingest", "--no-index", file, bound=True)
    assert lived.code == 1
    assert "permission" in lived.err.lower()
    (opened / "corpus").chmod(0o755)
    forge.good(opened, "ingest", "--no-index", file, bound=True)
    assert more.paper_id in forge.call("work:papers", str(opened))


# -- the clock ------------------------------------------------------------------------------------

YEAR = 365 * 86_400


def test_a_clock_that_jumps_loses_nothing(forge, tmp_path):
    home, kept = tmp_path / "home", []
    jumps = (0, 40 * YEAR, -30 * YEAR, 3600, -3600, 2 * YEAR, 0)
    for number, jump in enumerate(jumps):
        forge.good(home, "log", "add", "5m", "--kind", "intense", "--note", f"jump {number}", clock=jump)
        kept.append(f"jump {number}")
        assert set(forge.call("work:journal", str(home))["notes"]) == set(kept)
    lived = forge.run(home, "doctor")
    assert lived.code == 0, lived.out
    assert "is dated 20" in lived.out
    assert "the clock is wrong, or was then" in lived.out
    for words in (("log",), ("log", "week"), ("plan",), ("recall",), ("drill", "list"), ("outreach", "due")):
        for jump in (0, 40 * YEAR, -30 * YEAR):
            lived = forge.run(home, *words, clock=jump)
            assert lived.code in (0, 1), (words, jump, lived.err)
            assert "Traceback" not in lived.err, (words, jump, lived.err)


def test_builds_do_not_depend_on_a_clock_that_is_ahead(forge, whole, tmp_path):
    home = tmp_path / "home"
    forge.good(home, "ingest", "--no-index", whole.parent / "papers.json", clock=40 * YEAR)
    forge.good(home, "atlas", "build", clock=40 * YEAR)
    ours, theirs = digests(home), digests(whole)
    assert all(ours[name] == theirs[name] for name in ("corpus/manifest.json", "atlas/manifest.json"))


def test_a_clock_that_is_behind_loses_no_paper(forge, whole, tmp_path):
    """Papers from after today are kept without a date; with the right day they have theirs again."""
    home = tmp_path / "home"
    file = whole.parent / "papers.json"
    forge.good(home, "ingest", "--no-index", file, clock=-30 * YEAR)
    known = forge.call("work:papers", str(whole))
    assert sorted(forge.call("work:papers", str(home))) == sorted(known)
    forge.good(home, "ingest", "--no-index", file)
    assert sorted(forge.call("work:papers", str(home))) == sorted(known)


# -- two processes --------------------------------------------------------------------------------


def test_two_that_build_and_one_that_reads(whole, copy, tmp_path):
    """Each is done, or is told that another one writes; readers always get one whole answer."""
    home = copy()
    more = [
        corpus.made(
            corpus.TODAY, f"ZAP{n}: Zonal Arc Pooling {n}", "We propose ZAP, a method.", number=90_000 + n
        )
        for n in range(5)
    ]
    file = snapshot(tmp_path / "more.json", [*corpus.papers(), *more])
    work = [
        ("ingest", "--no-index", file),
        ("atlas", "build", "--full"),
        ("index", "build", "--full", "--words-only"),
    ]
    said: list[Any] = []

    def run(name: str, lines: list[tuple[object, ...]]) -> None:
        mine = Forge()
        said.extend((name, words, mine.run(home, *words)) for words in lines)
        mine.end()

    reads = [("search", "rank", "--json"), ("method", "TiRA", "--json"), ("scout", "TiRA", "--json")] * 2
    notes = [("log", "add", "5m", "--kind", "intense", "--note", f"two {n}") for n in range(4)]
    threads = [
        threading.Thread(target=run, args=(name, lines))
        for name, lines in (("one", work), ("two", work), ("reader", reads), ("notes", notes))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, words, lived in said:
        assert "Traceback" not in lived.err, (name, words, lived.err)
        assert lived.code == 0 or ("another process" in lived.err and name in ("one", "two")), (
            name,
            words,
            lived.err,
        )
    last = Forge()
    for words in work:
        last.good(home, *words)
    found = last.call("work:found", str(home))
    assert not found["damaged"], found
    assert {each.paper_id for each in more} <= set(last.call("work:papers", str(home)))
    assert {f"two {n}" for n in range(4)} <= set(last.call("work:journal", str(home))["notes"])
    last.end()
