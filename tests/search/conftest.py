"""One home with the made-up field and its index for reading, and copies of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inroad.config import Config
from inroad.search import Search, open_search
from inroad.search.build import build


@pytest.fixture(scope="session")
def indexed(built: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """For reading only."""
    config = Config(tmp_path_factory.mktemp("search") / "home")
    shutil.copytree(built.home, config.home)
    build(config)
    return config


@pytest.fixture(scope="session")
def search(indexed: Config) -> Search:
    return open_search(indexed)


@pytest.fixture
def home(indexed: Config, tmp_path: Path) -> Config:
    """A copy of one's own."""
    shutil.copytree(indexed.home, tmp_path / "home")
    return Config(tmp_path / "home")
