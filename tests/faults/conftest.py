"""A warmed process for all tests of faults, and homes to begin with."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

for room in ("atlas", "sources", "sync", "workshop/claim"):
    sys.path.append(str(Path(__file__).parents[1] / room))

import corpus  # noqa: E402
from field import Forge, snapshot  # noqa: E402


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs only where they are asked for by their marker."""
    if "faults_long" in (config.option.markexpr or ""):
        return
    skipped = pytest.mark.skip(reason="takes long: pytest tests/faults -m faults_long")
    for item in items:
        if item.get_closest_marker("faults_long"):
            item.add_marker(skipped)


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """Where children are made."""
    if not hasattr(os, "fork"):
        pytest.skip("needs fork to make many processes quickly")
    made = Forge()
    yield made
    made.end()


@pytest.fixture(scope="session")
def whole(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the made-up field: papers, atlas, index, vectors, a journal; for reading only."""
    place = tmp_path_factory.mktemp("faults")
    home = place / "home"
    forge.good(home, "ingest", "--no-index", snapshot(place / "papers.json", corpus.papers()))
    forge.good(home, "atlas", "build")
    forge.good(home, "index", "build")
    forge.good(home, "log", "add", "5m", "--kind", "intense", "--note", "the first entry")
    return home


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Callable[[], Path]:
    """Gives copies of that home, each to be spoilt."""
    count = 0

    def make() -> Path:
        nonlocal count
        count += 1
        return Path(shutil.copytree(whole, tmp_path / f"home{count}"))

    return make
