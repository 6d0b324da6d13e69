"""Flipped bits and cut files in every place of a home.

A question then gets its right answer, or a clear error; never a traceback and never another answer.  The
doctor names the file, and what can be mended is mended.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from field import Forge

QUESTIONS: dict[str, tuple[str, ...]] = {
    "scout": ("scout", "thin rank adapters", "--json"),
    "search": ("search", "rank of adapters", "--json"),
    "openings": ("openings", "TiRA", "--json"),
    "log": ("log", "--json"),
}
CONCERNS: dict[str, tuple[str, ...]] = {
    "corpus": ("scout", "openings"),
    "atlas": ("scout", "openings"),
    "search": ("search",),
    "journal.sqlite3": ("log", "openings"),
    "journal-backups": ("log",),
    "kept": ("openings",),
    "mapped": ("scout", "openings"),
    "openings": ("openings",),
}
"""Which questions read what lies in a folder."""


def files(home: Path) -> list[str]:
    """All files that hold something, by name; what is chosen by digests comes first by folder."""
    found = (path for path in home.rglob("*") if path.is_file() and path.stat().st_size)
    return sorted(str(path.relative_to(home)) for path in found if not path.name.endswith(("lock", ".part")))


def flip(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def cut(file: Path, chance: random.Random) -> None:
    data = file.read_bytes()
    # Without its last line break a file says the same.
    file.write_bytes(data[: chance.randrange(len(data.rstrip()))])


def lose(file: Path, chance: random.Random) -> None:
    file.unlink()


@pytest.fixture(scope="module")
def asked(forge: Forge, whole: Path, tmp_path_factory) -> tuple[Path, dict[str, Any]]:
    """A home in which everything was asked once, so that all that is kept lies there, and the answers."""
    home = Path(shutil.copytree(whole, tmp_path_factory.mktemp("asked") / "home"))
    for days in (3, 2):
        forge.good(home, "log", "add", "5m", "--kind", "passive", clock=-86_400 * days)
    for words in QUESTIONS.values():
        forge.good(home, *words)
    return home, {name: forge.good(home, *words).said for name, words in QUESTIONS.items()}


def spoilt(forge: Forge, asked: tuple[Path, dict[str, Any]], home: Path, name: str) -> list[str]:
    """What is wrong with the answers of a home in which one file is damaged."""
    wrong = []
    for question in CONCERNS.get(name.split("/")[0], ("log",)):
        lived = forge.run(home, *QUESTIONS[question])
        if lived.code == 0 and _same(lived.said, asked[1][question]):
            continue
        if lived.code == 1 and lived.err.count("inroad: ") == 1 and "Traceback" not in lived.err:
            continue  # one clear line
        if lived.code == 0 and any(words in lived.out for words in ("inroad doctor", "inroad index build")):
            continue  # the rest of the answer, and what is missing of it
        wrong.append(f"{name}: {question}: {lived.code} {lived.err[-400:]}")
    return wrong


def _same(one: Any, other: Any) -> bool:
    return _still(one) == _still(other)


def _still(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in ("took", "seconds", "notes", "warnings")}


def _names(said: dict[str, list[str]], name: str) -> bool:
    """Whether the doctor complains of a file, or of what it is part of."""
    told = " ".join([*said["damaged"], *said["refused"], *said["note"]])
    return Path(name).name in told


NO_DIGEST = ("journal", "manifest.previous.json", "months.json", ".checked.json")
"""SQLite keeps no checksums of pages: a flip in a text is another text.  The manifest before the one in
force is only read to sweep; notes on months and on what was checked are made anew without a word."""


def _sample(home: Path, most: int) -> list[str]:
    """Some files of each kind: of readings and months, one looks like the other."""
    found: dict[str, list[str]] = {}
    for name in files(home):
        stem = Path(name).name.split("-")[0] if name.startswith(("corpus/20", "atlas/readings")) else name
        found.setdefault(f"{Path(name).parent}/{stem}" if "20" not in stem else "month", []).append(name)
    return [
        name for group in found.values() for name in random.Random(3).sample(group, min(most, len(group)))
    ]


@pytest.mark.parametrize("harm", [flip, cut], ids=["flip", "cut"])
def test_every_file_of_a_home(forge, asked, tmp_path, harm):
    home = tmp_path / "home"
    shutil.copytree(asked[0], home)
    wrong, silent = [], []
    for name in _sample(home, 1):
        file, chance = home / name, random.Random(name)
        whole = file.read_bytes()
        harm(file, chance)
        said = forge.call("work:found", str(home))
        if not _names(said, name) and not any(each in name for each in NO_DIGEST):
            silent.append(name)
        wrong += spoilt(forge, asked, home, name)
        file.write_bytes(whole)
    assert not wrong
    assert not silent


MENDS = ("corpus/links", "corpus/manifest.json", "atlas/papers", "atlas/readings", "atlas/manifest.json")
MENDS_INDEX = (
    "search/text/manifest.json",
    "search/text/0",
    "search/vectors/titles",
    "search/vectors/manifest.json",
)


def test_every_file_of_a_home_lost(forge, asked, tmp_path):
    """A journal that was removed is no journal; of what is kept nobody knows that it was there."""
    home = tmp_path / "home"
    shutil.copytree(asked[0], home)
    wrong, silent = [], []
    for name in _sample(home, 1):
        if name.startswith("journal"):
            continue
        file, chance = home / name, random.Random(name)
        whole = file.read_bytes()
        lose(file, chance)
        said = forge.call("work:found", str(home))
        known = name.startswith(("corpus/20", "corpus/links", "atlas/", "search/")) and "manifest" not in name
        if known and not _names(said, name) and not any(each in name for each in NO_DIGEST):
            silent.append(name)
        wrong += spoilt(forge, asked, home, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(whole)
    assert not wrong
    assert not silent


@pytest.mark.parametrize("part", [*MENDS, *MENDS_INDEX])
def test_what_can_be_made_anew_is(forge, asked, tmp_path, part):
    home = tmp_path / "home"
    shutil.copytree(asked[0], home)
    name = next(name for name in files(home) if name.startswith(part))
    cut(home / name, random.Random(part))
    lived = forge.run(home, "doctor")
    assert lived.code == 1
    assert "Traceback" not in lived.err
    assert "Nothing was changed." in lived.out
    assert "inroad doctor --mend" in lived.out
    done = forge.run(home, "doctor", "--mend", "--json")
    assert done.code == 0, done.out + done.err
    assert done.said["mended"]
    for question in ("scout", "search"):
        assert _same(forge.good(home, *QUESTIONS[question]).said, asked[1][question])


def test_a_lost_month_is_named_and_ingesting_brings_it_back(forge, asked, tmp_path, whole):
    home = tmp_path / "home"
    shutil.copytree(asked[0], home)
    before = forge.call("work:papers", str(home))
    name = next(name for name in files(home) if name.startswith("corpus/2021-03"))
    cut(home / name, random.Random(1))
    done = forge.run(home, "doctor", "--mend")
    assert "papers of 2021-03 are lost" in done.out
    assert "inroad sync arxiv --since 2021-03-01" in done.out
    assert 0 < len(forge.call("work:papers", str(home))) < len(before)
    forge.good(home, "ingest", "--no-index", whole.parent / "papers.json")
    assert forge.call("work:papers", str(home)) == before


@pytest.mark.faults_long
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("harm", [flip, cut], ids=["flip", "cut"])
def test_every_file_of_a_home_many_times(forge, asked, tmp_path, harm, seed):
    home = tmp_path / "home"
    shutil.copytree(asked[0], home)
    wrong = []
    for name in files(home):
        whole = (home / name).read_bytes()
        harm(home / name, random.Random(f"{name} {seed}"))
        wrong += spoilt(forge, asked, home, name)
        (home / name).write_bytes(whole)
    assert not wrong
